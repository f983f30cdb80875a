"""Disputes, promises and agreements in force, as positions need them: cents and days by receivable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Sum

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
    disputes = list(rows.only("invoice_id", "state", "cents", "expected_credit_cents", "credited_before_cents"))
    credited = credited_cents(creditor, [d.invoice_id for d in disputes if d.state == "accepted"])
    for dispute in disputes:
        cents = dispute.cents or WHOLE
        if dispute.state == "accepted":
            expected = dispute.expected_credit_cents or cents
            arrived = credited.get(dispute.invoice_id, 0) - dispute.credited_before_cents
            cents = max(expected - max(arrived, 0), 0)
        found[dispute.invoice_id] += cents
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
    for agreement in rows.prefetch_related("instalments", "lines__receivable"):
        until = agreement_until(agreement, plan_of(agreement.customer_id).instalment_grace_days)
        if until:
            stops.agreement_until.update((line.receivable_id, until) for line in agreement.lines.all())


def paid_cents(agreement: models.Agreement) -> int:
    """What was paid (or credited) on an agreement's receivables since it was agreed; its lines prefetched."""
    return sum(max(line.cents - line.receivable.open_cents, 0) for line in agreement.lines.all())


def agreement_until(agreement: models.Agreement, grace_days: int) -> date | None:
    """The last day on which an agreement counts as kept if nothing more is paid; None where all is paid."""
    parts = [Part(x.due_on, x.cents) for x in agreement.instalments.all()]
    return kept_until(parts, paid_cents(agreement), grace_days)
