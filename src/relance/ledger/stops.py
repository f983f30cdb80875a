"""Disputes, promises and agreements in force, as positions need them: cents and days by receivable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Sum

from relance.domain.dispute import Agreed, set_off
from relance.domain.plan import Plan
from relance.domain.position import Promise
from relance.domain.stops import Part, Word, kept_until, spread, still_promised
from relance.ledger import models

WHOLE = 10**18  # a dispute about the whole invoice, whatever is open of it


class Line(NamedTuple):
    """An open receivable as the stops are laid upon it."""

    key: int
    customer: int
    invoice: int
    due_on: date
    open_cents: int


@dataclass(frozen=True, slots=True)
class Stops:
    """By receivable: cents disputed, promises (live and broken ones), last day of a kept agreement."""

    disputed: dict[int, int] = field(default_factory=dict)
    promises: dict[int, tuple[Promise, ...]] = field(default_factory=dict)
    agreement_until: dict[int, date] = field(default_factory=dict)


def load_stops(
    creditor: models.Creditor, ids: Iterable[int], lines: Sequence[Line], plan_of: Callable[[int], Plan]
) -> Stops:
    """The stops on these open receivables of these customers; `plan_of` gives a customer's plan."""
    by_invoice: dict[int, list[Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda x: (x.due_on, x.key)):
        by_invoice[line.invoice].append(line)
    stops = Stops()
    _lay_disputes(creditor, ids, by_invoice, stops)
    _lay_promises(creditor, ids, by_invoice, stops)
    _lay_agreements(creditor, ids, plan_of, stops)
    return stops


def disputed_cents(creditor: models.Creditor, ids: Iterable[int]) -> dict[int, int]:
    """What is contested of each invoice of these customers, cents; `WHOLE` where all of it is.

    An accepted dispute keeps its part out until the credit note has come.
    """
    found: dict[int, int] = defaultdict(int)
    rows = models.Dispute.objects.filter(creditor=creditor, customer__in=ids, state__in=["open", "accepted"])
    columns = ("invoice_id", "state", "cents", "expected_credit_cents", "credited_before_cents")
    agreed: dict[int, list[Agreed]] = defaultdict(list)
    for invoice, state, part, expected, before in rows.order_by("pk").values_list(*columns):
        if state == "accepted":
            agreed[invoice].append(Agreed(expected or part or WHOLE, before))
        else:
            found[invoice] += part or WHOLE
    credited = credited_cents(creditor, list(agreed))
    for invoice, credits in agreed.items():
        found[invoice] += sum(x.missing_cents for x in set_off(credits, credited.get(invoice, 0)))
    return found


def credited_cents(creditor: models.Creditor, invoices: Sequence[int]) -> dict[int, int]:
    """Credit notes set against these invoices so far, cents by invoice."""
    if not invoices:
        return {}
    rows = models.Allocation.objects.filter(
        creditor=creditor, receivable__invoice__in=invoices, credit_note__isnull=False
    )
    return dict(rows.values_list("receivable__invoice").annotate(cents=Sum("cents")))


def _lay_disputes(
    creditor: models.Creditor, ids: Iterable[int], by_invoice: Mapping[int, list[Line]], stops: Stops
) -> None:
    for invoice, cents in disputed_cents(creditor, ids).items():
        lines = by_invoice.get(invoice, [])
        laid = spread(cents, [x.open_cents for x in lines])
        stops.disputed.update((x.key, part) for x, part in zip(lines, laid, strict=True) if part)


def _lay_promises(
    creditor: models.Creditor, ids: Iterable[int], by_invoice: Mapping[int, list[Line]], stops: Stops
) -> None:
    rows = models.Promise.objects.filter(creditor=creditor, customer__in=ids, state__in=["live", "broken"])
    rows = rows.exclude(state="broken", paid_on__isnull=False)  # late, but it came: nothing to escalate any more
    words: dict[int, list[Word]] = defaultdict(list)
    found: dict[int, list[Promise]] = defaultdict(list)
    for invoice, state, on, cents, after in rows.values_list("invoice_id", "state", "on", "cents", "open_after_cents"):
        if state == "live":
            words[invoice].append(Word(on, cents, after))
        for line in by_invoice.get(invoice, []) if state == "broken" else []:
            found[line.key].append(Promise(on, cents))
    for invoice, live in words.items():
        lines = by_invoice.get(invoice, [])
        room = [x.open_cents - stops.disputed.get(x.key, 0) for x in lines]
        for on, cents in still_promised(live, sum(x.open_cents for x in lines)):
            laid = spread(cents, room)
            room = [left - part for left, part in zip(room, laid, strict=True)]
            for line, part in zip(lines, laid, strict=True):
                if part:
                    found[line.key].append(Promise(on, part))
    stops.promises.update((key, tuple(promises)) for key, promises in found.items())


def _lay_agreements(
    creditor: models.Creditor, ids: Iterable[int], plan_of: Callable[[int], Plan], stops: Stops
) -> None:
    rows = models.Agreement.objects.filter(creditor=creditor, customer__in=ids, state="in_force")
    agreements = list(rows.prefetch_related("instalments", "lines__receivable"))
    credits = on_account(creditor, {x.customer_id for x in agreements}) if agreements else {}
    for agreement in agreements:
        credit = credits.get((agreement.customer_id, agreement.currency), 0)
        until = agreement_until(agreement, plan_of(agreement.customer_id).instalment_grace_days, credit)
        if until:
            stops.agreement_until.update((line.receivable_id, until) for line in agreement.lines.all())


def paid_cents(agreement: models.Agreement) -> int:
    """What was paid (or credited) on an agreement's receivables since it was agreed; its lines prefetched."""
    lowered = sum(max(line.cents - line.receivable.open_cents, 0) for line in agreement.lines.all())
    return max(lowered - _credited_aside(agreement), 0)


def _credited_aside(agreement: models.Agreement) -> int:
    """Credit notes for what was contested when it was agreed, and is no part of it: they pay no instalment."""
    lines = list(agreement.lines.all())
    aside = sum(line.cents for line in lines) - agreement.cents
    if aside <= 0:
        return 0
    invoices = {line.receivable.invoice_id for line in lines}
    disputes = models.Dispute.objects.filter(
        creditor=agreement.creditor_id, invoice__in=invoices, state__in=["accepted", "credited"],
        opened_on__lte=agreement.agreed_on,
    ).exclude(credited_on__lt=agreement.agreed_on)  # fmt: skip
    credited = credited_cents(agreement.creditor, list(invoices))
    arrived = (
        min(max(credited.get(d.invoice_id, 0) - d.credited_before_cents, 0), d.expected_credit_cents or WHOLE)
        for d in disputes
    )
    return min(aside, sum(arrived))


def agreement_until(agreement: models.Agreement, grace_days: int, on_account_cents: int = 0) -> date | None:
    """The last day on which an agreement counts as kept if nothing more is paid; None where all is paid.

    Money of the customer that is set against nothing yet counts as well: a person is asked to allocate it.
    """
    parts = [Part(x.due_on, x.cents) for x in agreement.instalments.all()]
    paid = paid_cents(agreement)
    until = kept_until(parts, paid, grace_days)
    if until is None or not on_account_cents:
        return until
    last = max(part.due_on for part in parts) + timedelta(days=grace_days)
    return kept_until(parts, paid + on_account_cents, grace_days) or last


def on_account(creditor: models.Creditor, ids: Iterable[int]) -> dict[tuple[int, str], int]:
    """Unallocated payments and credit notes, cents by customer and currency, known today whatever their date."""
    found: dict[tuple[int, str], int] = defaultdict(int)
    for table in (models.CreditNote, models.Payment):
        rows = table.objects.filter(creditor=creditor, customer__in=ids, open_cents__gt=0)
        for customer, currency, cents in rows.values_list("customer_id", "currency").annotate(cents=Sum("open_cents")):
            found[customer, currency] += cents
    return found
