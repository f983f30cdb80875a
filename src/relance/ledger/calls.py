"""Questions about telephone calls: which one waits, what was said before."""

from __future__ import annotations

from django.db.models import QuerySet

from relance.ledger.models import Call, Creditor, Customer, Invoice, Notice, Task
from relance.ledger.models.call import CALL_RESULTS, REACHED
from relance.ledger.models.dispute import DISPUTE_REASONS

__all__ = ["CALL_RESULTS", "DISPUTE_REASONS", "UNANSWERED", "call_task", "customer_calls", "tries", "waiting_call"]

UNANSWERED = ("no_answer", "message_left")  # tried again on the next working day


def call_task(creditor: Creditor, key: int) -> Task | None:
    """An open call of the work list, by its number."""
    rows = Task.objects.filter(creditor=creditor, pk=key, kind="call", closed_on=None, customer__isnull=False)
    return rows.select_related("customer", "notice").first()


def waiting_call(creditor: Creditor, customer: Customer, invoice: Invoice | None = None) -> Task | None:
    """The call to make to a customer: that of a notice (about this invoice, if one is named), else a promised one."""
    rows = Task.objects.filter(creditor=creditor, customer=customer, kind="call", closed_on=None)
    of_notices = rows.filter(notice__state="planned")
    if invoice:
        of_notices = of_notices.filter(
            notice__lines__receivable__invoice=invoice, notice__lines__is_acted=True
        ).distinct()
    of_notice = of_notices.select_related("customer", "notice").order_by("due_on", "pk").first()
    return of_notice or rows.filter(notice=None).select_related("customer").first()


def customer_calls(creditor: Creditor, customer: Customer) -> QuerySet[Call]:
    """The calls made to a customer, the latest first."""
    return Call.objects.filter(creditor=creditor, customer=customer).select_related("notice").order_by("-at", "-pk")


def tries(creditor: Creditor, notice: Notice) -> int:
    """Calls in vain about a notice's step, to the number known today, since somebody was last reached.

    A notice that is replaced, as another invoice joins it, does not begin the count anew.
    """
    rows = Call.objects.filter(creditor=creditor, customer=notice.customer_id)
    reached = rows.filter(result__in=REACHED).order_by("-pk").values_list("pk", flat=True).first() or 0
    in_vain = rows.filter(pk__gt=reached, result__in=UNANSWERED, notice__step=notice.step)
    return in_vain.filter(number=notice.customer.phone).count()
