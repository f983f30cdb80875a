"""Give up what an invoice still owes, with a reason; and take that back."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.db.models import F

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer, Invoice, Notice, Receivable, Task, WriteOff
from relance.ledger.models.agreement import Agreement
from relance.ledger.models.notice import ANSWER, WAITING
from relance.ledger.models.promise import Promise
from relance.ledger.writes import append_events
from relance.operations.note_credits import lower_promises
from relance.operations.notices import cancel_notices, happening
from relance.operations.record_payment import money_moved, open_receivables
from relance.operations.refused import Refused

SMALL = ("below_floor", "small_amount")


def write_off(
    *, creditor: Creditor, invoice: Invoice, reason: str, act: Act, cents: int | None = None
) -> list[WriteOff]:
    """Give up `cents` of an invoice (None: all that is open), earliest due date first.

    It lowers the open amount and is no payment: `paid_on` stays empty, and no promise is kept by it (one about an
    invoice given up whole is withdrawn).
    Raises Refused without a reason, for more than is open, or while an agreement covers the invoice.
    """
    if not reason.strip():
        raise Refused("say why it is written off: --reason “…”")
    with transaction.atomic():
        lines = list(Receivable.objects.select_for_update().filter(pk__in=[r.pk for r in open_receivables(invoice)]))
        lines.sort(key=lambda r: r.due_on)
        left = _checked(creditor, invoice, lines, cents)
        rows = []
        for receivable in lines:
            part = min(left, receivable.open_cents)
            if part <= 0:
                continue
            left -= part
            receivable.open_cents -= part
            receivable.save(update_fields=["open_cents"])
            rows.append(
                WriteOff.objects.create(
                    creditor=creditor, receivable=receivable, cents=part, on=act.today, reason=reason.strip()[:300],
                    author=act.by[:120],
                )
            )  # fmt: skip
        total = sum(row.cents for row in rows)
        payload = {
            "invoice": invoice.number, "cents": total, "currency": invoice.currency, "reason": reason.strip()[:300]
        }  # fmt: skip
        append_events(creditor, [happening("written_off", invoice.customer, payload)], act)
        _withdraw(creditor, invoice, lines, total, act)
        money_moved(creditor, [invoice.customer_id], act)
    return rows


def _checked(creditor: Creditor, invoice: Invoice, lines: list[Receivable], cents: int | None) -> int:
    """The cents to write off."""
    there = sum(r.open_cents for r in lines)
    if not there:
        raise Refused(f"nothing is open on {invoice.number}: there is nothing to write off")
    if cents is not None and not 0 < cents <= there:
        raise Refused(f"{invoice.number} has {there / 100:.2f} {invoice.currency} open: write off that much at most")
    agreed = Agreement.objects.filter(creditor=creditor, state="in_force", lines__receivable__in=lines).first()
    if agreed:
        raise Refused(f"{invoice.number} is part of the agreement {agreed.reference}: end the agreement first")
    return there if cents is None else cents


def _withdraw(creditor: Creditor, invoice: Invoice, lines: list[Receivable], cents: int, act: Act) -> None:
    """What was given up is no longer promised, and no notice asks for it."""
    if any(r.open_cents for r in lines):
        lower_promises(creditor, {invoice.pk: cents})
    else:
        live = Promise.objects.filter(creditor=creditor, invoice=invoice, state="live")
        live.update(state="withdrawn", ended_on=act.today)
    waiting = Notice.objects.filter(creditor=creditor, state__in=WAITING, lines__receivable__in=lines)
    waiting = waiting.exclude(kind=ANSWER)
    cancel_notices(creditor, waiting.select_related("customer").distinct(), act, "written_off")


def undo_write_off(*, creditor: Creditor, invoice: Invoice, act: Act) -> int:
    """Take back all that was written off of an invoice; it opens again at the step it had. Returns cents.

    Raises Refused where nothing is written off.
    """
    with transaction.atomic():
        rows = WriteOff.objects.filter(creditor=creditor, receivable__invoice=invoice, undone_on=None)
        found = list(rows.select_related("receivable"))
        if not found:
            raise Refused(f"nothing is written off of {invoice.number}")
        total = 0
        for row in found:
            receivable = Receivable.objects.get(pk=row.receivable_id)
            back = min(row.cents, receivable.amount_cents - receivable.open_cents)
            Receivable.objects.filter(pk=receivable.pk).update(open_cents=F("open_cents") + back, paid_on=None)
            total += back
        rows.update(undone_on=act.today)
        payload = {"invoice": invoice.number, "cents": total, "currency": invoice.currency}
        append_events(creditor, [happening("write_off_undone", invoice.customer, payload)], act)
        money_moved(creditor, [invoice.customer_id], act)
    return total


def keep_small_rest(*, creditor: Creditor, customer: Customer, currency: str, reason: str, act: Act) -> None:
    """Leave a small rest open: the question comes again once nothing has moved for as long again."""
    with transaction.atomic():
        said = reason.strip()[:300] or "kept open"
        Customer.objects.filter(creditor=creditor, pk=customer.pk).update(unchanged_since=act.today)
        tasks = Task.objects.filter(
            creditor=creditor, customer=customer, kind="write_off_or_keep", subject=currency, closed_on=None
        )
        if not tasks.update(closed_on=act.today, result=said, choice="keep"):
            raise Refused("this task is closed already")
        append_events(creditor, [happening("write_off_declined", customer, {"reason": said})], act)


def write_off_small_rest(*, creditor: Creditor, customer: Customer, currency: str, reason: str, act: Act) -> int:
    """Write off what is too small to be reminded of, in one currency; returns cents.

    Raises Refused without a reason, or where nothing of the customer is that small any more.
    """
    with transaction.atomic():
        rows = Receivable.objects.filter(
            creditor=creditor, customer=customer, currency=currency, open_cents__gt=0, due_on__lt=act.today,
            reason__in=SMALL,
        )  # fmt: skip
        cents: dict[Invoice, int] = defaultdict(int)
        for receivable in rows.select_related("invoice__customer"):
            cents[receivable.invoice] += receivable.open_cents
        if not cents:
            raise Refused(f"{customer.code} owes nothing so small any more: there is nothing to write off")
        for invoice, total in cents.items():
            write_off(creditor=creditor, invoice=invoice, cents=total, reason=reason, act=act)
        tasks = Task.objects.filter(
            creditor=creditor, customer=customer, kind="write_off_or_keep", subject=currency, closed_on=None
        )
        tasks.update(closed_on=act.today, result=reason.strip()[:300], choice="write_off")
    return sum(cents.values())
