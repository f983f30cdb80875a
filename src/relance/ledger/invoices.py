"""The list of invoices, a line per due date, and the history of one invoice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum

from relance.ledger import models
from relance.ledger.customers import spellings
from relance.ledger.sight import Among, only

STATES = ("open", "overdue", "to_come", "disputed", "held", "promised", "agreement", "credit", "settled", "all")
IN_FORCE = ("open", "accepted")


class Wanted(NamedTuple):
    """Which due dates are wanted. `cents`: the words are an amount; amounts and days are limits, both included."""

    state: str = "open"
    words: str = ""
    cents: int | None = None
    due_from: date | None = None
    due_until: date | None = None
    least_cents: int | None = None
    most_cents: int | None = None
    customer: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside some due dates: by key the last reminder and how many; invoices under a dispute and so on.

    `held` has keys of customers held as a whole, `held_invoices` those of invoices held alone.
    """

    reminded: dict[int, tuple[date, int]] = field(default_factory=dict)
    disputed: frozenset[int] = frozenset()
    promised: frozenset[int] = frozenset()
    agreed: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()
    held_invoices: frozenset[int] = frozenset()


class Moment(NamedTuple):
    """Something that happened to an invoice: its day, what it is, the record that keeps it."""

    on: date
    kind: str
    record: Any


def wanted_lines(
    creditor: models.Creditor, wanted: Wanted, today: date, among: Among = None
) -> QuerySet[models.Receivable]:
    """The due dates wanted, in no order yet; nothing is loaded."""
    rows = only(models.Receivable.objects.filter(creditor=creditor), among)
    rows = rows.filter(_in_state(creditor, wanted.state, today))
    if wanted.words:
        rows = rows.filter(_named(creditor, wanted.words, wanted.cents))
    limits = {
        "due_on__gte": wanted.due_from, "due_on__lte": wanted.due_until, "amount_cents__gte": wanted.least_cents,
        "amount_cents__lte": wanted.most_cents, "currency": wanted.currency or None,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in limits.items() if value is not None})
    if wanted.customer:
        rows = rows.filter(customer__in=models.Customer.objects.filter(creditor=creditor, code=wanted.customer))
    return rows


def _in_state(creditor: models.Creditor, state: str, today: date) -> Q:
    is_open = Q(open_cents__gt=0)
    mine: Any = {"creditor": creditor}
    if state in ("settled", "all"):
        return Q(open_cents=0) if state == "settled" else Q()
    if state == "overdue":
        return is_open & Q(due_on__lt=today)
    if state == "to_come":
        return is_open & Q(due_on__gte=today)
    if state == "disputed":
        rows = models.Dispute.objects.filter(**mine, state__in=IN_FORCE)
        return is_open & Q(invoice__in=rows.values("invoice"))
    if state == "promised":
        return is_open & Q(invoice__in=models.Promise.objects.filter(**mine, state="live").values("invoice"))
    if state == "agreement":
        lines = models.AgreementLine.objects.filter(**mine, agreement__state="in_force")
        return is_open & Q(pk__in=lines.values("receivable"))
    if state == "held":
        holds = _holds(creditor, today)
        whole = Q(customer__in=holds.filter(invoice=None).values("customer"))
        return is_open & (whole | Q(invoice__in=holds.filter(invoice__isnull=False).values("invoice")))
    if state == "credit":
        notes = models.CreditNote.objects.filter(**mine, open_cents__gt=0).values("customer")
        paid = models.Payment.objects.filter(**mine, open_cents__gt=0, cancelled_on=None).values("customer")
        return is_open & (Q(customer__in=notes) | Q(customer__in=paid))
    return is_open


def _holds(creditor: models.Creditor, today: date) -> QuerySet[models.Hold]:
    rows = models.Hold.objects.filter(creditor=creditor, released_on=None, from_on__lte=today)
    return rows.filter(Q(until_on=None) | Q(until_on__gte=today))


def _named(creditor: models.Creditor, words: str, cents: int | None) -> Q:
    """Invoices with these words in their number, their customer's name or code; or of exactly that amount."""
    of = Q(code__icontains=words)
    for spelling in spellings(words):
        of |= Q(name__icontains=spelling)
    numbers = models.Invoice.objects.filter(creditor=creditor, number__icontains=words)
    customers = models.Customer.objects.filter(of, creditor=creditor)
    has = Q(invoice__in=numbers.values("pk")) | Q(customer__in=customers.values("pk"))
    if cents:
        has |= Q(amount_cents=cents) | Q(open_cents=cents)
    return has


def line_sums(rows: QuerySet[models.Receivable]) -> list[tuple[str, int, int, int]]:
    """By currency: how many due dates, what is open of them, what they came to; cents."""
    sums = rows.order_by().values_list("currency")
    return list(sums.annotate(n=Count("pk"), cents=Sum("open_cents"), whole=Sum("amount_cents")).order_by("currency"))


def by_last_reminder(rows: QuerySet[models.Receivable]) -> QuerySet[models.Receivable]:
    """With `last_reminder`: the day of the last one."""
    done = models.StepDone.objects.filter(receivable=OuterRef("pk"), is_waived=False).order_by("-on")
    return rows.annotate(last_reminder=Subquery(done.values("on")[:1]))


def with_names(rows: QuerySet[models.Receivable]) -> QuerySet[models.Receivable]:
    """With invoice and customer, in the same query."""
    return rows.select_related("invoice", "customer")


def beside(creditor: models.Creditor, lines: Sequence[models.Receivable], today: date) -> Beside:
    """What is known beside these due dates; a fixed number of queries."""
    keys, invoices = [line.pk for line in lines], [line.invoice_id for line in lines]
    done = models.StepDone.objects.filter(creditor=creditor, receivable__in=keys, is_waived=False).order_by()
    mine: Any = {"creditor": creditor, "invoice__in": invoices}
    disputes = models.Dispute.objects.filter(**mine, state__in=IN_FORCE)
    promises = models.Promise.objects.filter(**mine, state="live")
    agreed = models.AgreementLine.objects.filter(
        creditor=creditor, receivable__in=keys, agreement__state="in_force"
    )  # fmt: skip
    holds = _holds(creditor, today).filter(customer__in=[line.customer_id for line in lines])
    held = list(holds.values_list("customer", "invoice"))
    return Beside(
        reminded={
            key: (last, n) for key, last, n in done.values_list("receivable").annotate(last=Max("on"), n=Count("pk"))
        },
        disputed=frozenset(disputes.values_list("invoice", flat=True)),
        promised=frozenset(promises.values_list("invoice", flat=True)),
        agreed=frozenset(agreed.values_list("receivable", flat=True)),
        held=frozenset(customer for customer, invoice in held if invoice is None),
        held_invoices=frozenset(invoice for _customer, invoice in held if invoice),
    )


def currencies_in_use(creditor: models.Creditor) -> list[str]:
    """The currencies of what is open."""
    rows = models.Receivable.objects.filter(creditor=creditor, open_cents__gt=0).order_by()
    return sorted(rows.values_list("currency", flat=True).distinct())


def find_invoice(creditor: models.Creditor, key: int) -> models.Invoice | None:
    """One invoice by its key."""
    rows = models.Invoice.objects.filter(creditor=creditor, pk=key).select_related("customer", "source")
    return rows.defer("source__content").first()


def lines_of(creditor: models.Creditor, invoice: models.Invoice) -> list[models.Receivable]:
    """The due dates of an invoice, the earliest first."""
    rows = models.Receivable.objects.filter(creditor=creditor, invoice=invoice).select_related("customer", "invoice")
    return list(rows.order_by("due_on", "pk"))


def files_of(creditor: models.Creditor, invoice: models.Invoice) -> QuerySet[models.InvoiceFile]:
    """The PDFs kept of an invoice, without their bytes."""
    return models.InvoiceFile.objects.filter(creditor=creditor, invoice=invoice).defer("content").order_by("pk")


def find_file(creditor: models.Creditor, invoice: models.Invoice, key: int) -> models.InvoiceFile | None:
    """One of them, with its bytes."""
    return models.InvoiceFile.objects.filter(creditor=creditor, invoice=invoice, pk=key).first()


def history(creditor: models.Creditor, invoice: models.Invoice) -> list[Moment]:
    """Everything that happened to an invoice, the latest first."""
    return sorted(_moments(creditor, invoice), key=lambda one: (one.on, one.record.pk), reverse=True)


def _moments(creditor: models.Creditor, invoice: models.Invoice) -> Iterator[Moment]:
    yield from _of_lines(creditor, invoice)
    yield from _words(creditor, invoice)
    mine: Any = {"creditor": creditor, "invoice": invoice}
    for claim in models.Claim.objects.filter(**mine).defer("content"):
        yield Moment(claim.opened_on, "claim", claim)
    for hold in models.Hold.objects.filter(**mine):
        yield Moment(hold.from_on, "hold", hold)
    for fact in models.LegalFact.objects.filter(**mine):
        yield Moment(fact.on, "fact", fact)


def _of_lines(creditor: models.Creditor, invoice: models.Invoice) -> Iterator[Moment]:
    """What was done on its due dates: money, what was given up, reminders, payment plans."""
    lines: Any = {"creditor": creditor, "receivable__invoice": invoice}
    for part in models.Allocation.objects.filter(**lines).select_related("payment", "credit_note"):
        yield Moment(part.on, "payment" if part.payment_id else "credit", part)
    for off in models.WriteOff.objects.filter(**lines):
        yield Moment(off.on, "write_off", off)
    for done in models.StepDone.objects.filter(**lines).select_related("notice"):
        yield Moment(done.on, "waived" if done.is_waived else "reminder", done)
    covered = models.AgreementLine.objects.filter(**lines)
    for agreement in models.Agreement.objects.filter(creditor=creditor, pk__in=covered.values("agreement")):
        yield Moment(agreement.agreed_on, "agreement", agreement)


def _words(creditor: models.Creditor, invoice: models.Invoice) -> Iterator[Moment]:
    """What the customer said of it: disputes and promises, and how they ended."""
    mine: Any = {"creditor": creditor, "invoice": invoice}
    for dispute in models.Dispute.objects.filter(**mine):
        yield Moment(dispute.opened_on, "dispute", dispute)
        if dispute.closed_on:
            yield Moment(dispute.closed_on, "dispute_ended", dispute)
    for promise in models.Promise.objects.filter(**mine):
        yield Moment(promise.made_on, "promise", promise)
        if promise.ended_on and promise.state != "live":
            yield Moment(promise.ended_on, "promise_ended", promise)


def waits(creditor: models.Creditor, invoice: models.Invoice) -> QuerySet[models.Notice]:
    """Notices about this invoice that have not left."""
    lines = models.NoticeLine.objects.filter(receivable__invoice=invoice, notice=OuterRef("pk"))
    rows = models.Notice.objects.filter(creditor=creditor, customer=invoice.customer_id)
    return rows.filter(Exists(lines), state__in=("to_confirm", "no_contact", "planned")).order_by("pk")
