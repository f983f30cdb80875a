"""What customers contest, who deals with it and how it ends; and why what is late is late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from relance.domain.dispute import percent
from relance.ledger.models import Creditor, Customer, Dispute, DisputeNote, Event, Notice, Receivable
from relance.ledger.sight import Among, only

IN_FORCE = ("open", "accepted")
ENDED = ("credited", "rejected", "withdrawn")
STATES = {"in_force": IN_FORCE, "open": ("open",), "accepted": ("accepted",), "ended": ENDED, "all": IN_FORCE + ENDED}
BY = {"reason": "reason", "owner": "owner", "customer": "customer__code"}


@dataclass(frozen=True, slots=True)
class DisputeTotal:
    """The disputes of one reason, owner or customer, one currency: those in force with their cents, and how all ended.

    An accepted one is in force until its credit note has come. `days` is the average number of calendar days to
    settle one; `share` the per cent of those settled that were accepted; both None while none is settled.
    """

    key: str
    label: str
    currency: str
    count: int
    in_force: int
    cents: int
    settled: int
    accepted: int
    days: int | None
    share: int | None


@dataclass(frozen=True, slots=True)
class CauseTotal:
    """The late receivables of one cause, one currency: how many, their open cents, and per cent of all that is late."""

    cause: str
    currency: str
    count: int
    cents: int
    share: int


def disputes(creditor: Creditor) -> QuerySet[Any]:
    """Every dispute with its customer and invoice, and what it is about in cents as `contested_cents`.

    Of an accepted one that is the credit note agreed; of one about the whole invoice, what is open of it, and the
    invoice's amount once it has ended.
    """
    rows = Dispute.objects.filter(creditor=creditor).select_related("customer", "invoice")
    whole = Case(When(state__in=ENDED, then=_of_invoice("amount_cents")), default=_of_invoice("open_cents"))
    agreed = Case(When(state__in=["accepted", "credited"], then=F("expected_credit_cents")))
    contested = Coalesce(agreed, F("cents"), whole, Value(0), output_field=BigIntegerField())
    return rows.annotate(contested_cents=contested, invoice_open_cents=_of_invoice("open_cents"))


def _of_invoice(column: str) -> Subquery:
    lines = Receivable.objects.filter(invoice=OuterRef("invoice")).order_by().values("invoice")
    return Subquery(lines.annotate(cents=Sum(column)).values("cents"), output_field=BigIntegerField())


def disputes_in_force(creditor: Creditor) -> QuerySet[Any]:
    """Disputes not settled, and accepted ones whose credit note has not come; what is due first on top."""
    return disputes(creditor).filter(state__in=IN_FORCE).order_by("due_on", "pk")


def filtered_disputes(
    creditor: Creditor, today: date, *, state: str = "in_force", owner: str = "", reason: str = "",
    overdue: bool = False,
) -> QuerySet[Any]:  # fmt: skip
    """Disputes of a state (`in_force`, `open`, `accepted`, `ended`, `all`), an owner (`-`: of nobody), a reason.

    What is due first comes first; ended ones follow, the last settled first.
    """
    rows = disputes(creditor).filter(state__in=STATES.get(state, IN_FORCE))
    if owner:
        rows = rows.filter(owner="" if owner == "-" else owner)
    if reason:
        rows = rows.filter(reason=reason)
    if overdue:
        rows = rows.filter(state__in=IN_FORCE, due_on__lt=today)
    ended = Case(When(state__in=ENDED, then=Value(1)), default=Value(0))
    found: QuerySet[Any] = rows.annotate(is_ended=ended).order_by("is_ended", "due_on", "pk")
    return found


def customer_disputes(creditor: Creditor, customer: Customer) -> QuerySet[Any]:
    """A customer's disputes, those in force first."""
    ended = Case(When(state__in=ENDED, then=Value(1)), default=Value(0))
    rows = disputes(creditor).filter(customer=customer)
    found: QuerySet[Any] = rows.annotate(is_ended=ended).order_by("is_ended", "-opened_on", "-pk")
    return found


def find_dispute(creditor: Creditor, dispute_id: int) -> Any:
    """A dispute by its number; None where this creditor has none such."""
    return disputes(creditor).filter(pk=dispute_id).first()


def dispute_notes(creditor: Creditor, dispute: Dispute) -> QuerySet[DisputeNote]:
    """The exchange about a dispute, the first word first."""
    return DisputeNote.objects.filter(creditor=creditor, dispute=dispute).order_by("at", "pk")


def dispute_answers(creditor: Creditor, dispute: Dispute) -> QuerySet[Notice]:
    """What the customer is told about a dispute: that it was received, how it ended."""
    return Notice.objects.filter(creditor=creditor, about__startswith=f"dispute:{dispute.pk}:").order_by("pk")


def dispute_events(creditor: Creditor, dispute: Dispute) -> QuerySet[Event]:
    """What was done about a dispute beside its notes, in order."""
    verbs = ("dispute_opened", "dispute_changed", "dispute_ended")
    rows = Event.objects.filter(creditor=creditor, customer=dispute.customer_id, verb__in=verbs)
    return rows.filter(payload__dispute=dispute.pk).order_by("sequence")


def dispute_totals(creditor: Creditor, by: str, among: Among = None) -> list[DisputeTotal]:
    """Disputes counted by `reason`, `owner` or `customer`; the largest sums in force first."""
    groups: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    columns = (BY[by], "customer__name", "invoice__currency", "state", "contested_cents", "opened_on", "closed_on")
    for key, name, currency, *facts in only(disputes(creditor), among).values_list(*columns):
        groups[key, name if by == "customer" else key, currency].append(facts)
    totals = [_total(key, label, currency, rows) for (key, label, currency), rows in groups.items()]
    return sorted(totals, key=lambda x: (-x.cents, -x.in_force, -x.count, x.key, x.currency))


def _total(key: str, label: str, currency: str, rows: Sequence[Any]) -> DisputeTotal:
    days = [(closed - opened).days for state, _, opened, closed in rows if closed and state in ENDED]
    accepted = sum(1 for state, *_ in rows if state == "credited")
    return DisputeTotal(
        key, label, currency, len(rows),
        in_force=sum(1 for state, *_ in rows if state in IN_FORCE),
        cents=sum(cents for state, cents, *_ in rows if state in IN_FORCE),
        settled=len(days), accepted=accepted,
        days=(2 * sum(days) + len(days)) // (2 * len(days)) if days else None,
        share=percent(accepted, len(days)) if days else None,
    )  # fmt: skip


def causes_of_lateness(creditor: Creditor, today: date, among: Among = None) -> list[CauseTotal]:
    """Why what is late is late, the largest sums first; `unknown` where nobody has said."""
    late = only(Receivable.objects.filter(creditor=creditor, open_cents__gt=0, due_on__lt=today), among)
    cause = Case(When(cause="", then=Value("unknown")), default=F("cause"))
    rows = list(late.annotate(why=cause).values_list("why", "currency").annotate(n=Count("pk"), sum=Sum("open_cents")))
    whole: dict[str, int] = defaultdict(int)
    for _, currency, _, cents in rows:
        whole[currency] += cents
    found = [CauseTotal(why, currency, n, cents, percent(cents, whole[currency])) for why, currency, n, cents in rows]
    return sorted(found, key=lambda x: (x.currency, -x.cents, x.cause))


def late_invoices(creditor: Creditor, customer: Customer, today: date) -> list[dict[str, Any]]:
    """A customer's late invoices: number, currency, earliest due date, open cents, and the cause as far as known."""
    rows = Receivable.objects.filter(creditor=creditor, customer=customer, open_cents__gt=0, due_on__lt=today)
    found: dict[int, dict[str, Any]] = {}
    for line in rows.select_related("invoice").order_by("due_on", "pk"):
        first = {"number": line.invoice.number, "currency": line.currency, "due_on": line.due_on}
        invoice = found.setdefault(line.invoice_id, {**first, "cents": 0, "cause": ""})
        invoice["cents"] += line.open_cents
        invoice["cause"] = invoice["cause"] or line.cause
    return list(found.values())


def dispute_counts(creditor: Creditor, today: date, among: Among = None) -> dict[str, int]:
    """Disputes in force, those past their deadline, those whose credit note is awaited."""
    late = Q(state__in=IN_FORCE, due_on__lt=today)
    return only(Dispute.objects.filter(creditor=creditor), among).aggregate(
        in_force=Count("pk", filter=Q(state__in=IN_FORCE)),
        overdue=Count("pk", filter=late),
        accepted=Count("pk", filter=Q(state="accepted")),
    )
