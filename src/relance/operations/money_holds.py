"""Nobody is reminded of what money that waits for a person's word may have paid; the stop ends with that word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Min

from relance.domain.act import Act
from relance.domain.money_words import hold_reason
from relance.ledger.models import BankLine, Creditor, Customer, Hold, Invoice, Receivable
from relance.ledger.writes import BATCH, SLICE, Happening, append_events, wake
from relance.operations.notices import happening

CUSTOMER_DAYS = 10  # days after money came in for which a customer that may have sent it is left in peace

Target = tuple[int, int | None]  # a customer, and one of its invoices or all of them
Before = Mapping[int, Sequence[Mapping[str, Any]]]


def keep_holds(creditor: Creditor, lines: Sequence[BankLine], before: Before, act: Act) -> None:
    """Have the stops of these lines follow their proposals; `before` gives the proposals they had, by line.

    A stop that a person released stays released while the proposal stands. Where only the customer is known, all of it
    is left in peace for ten days from the day of the money, if the money is at least its smallest overdue amount.
    """
    live = _live(creditor, lines)
    waiting = {line.pk: list(line.proposals) if line.state == "proposed" else [] for line in lines}
    told = [*waiting.values(), *(before.get(line.pk, ()) for line in lines)]
    items, smallest = _items(creditor, told), _smallest(creditor, told, act.today)
    woken: set[int] = set()
    happenings, new = [], []
    for line in lines:
        wanted = _targets(line, waiting[line.pk], items, smallest, act.today)
        known = {*_targets(line, before.get(line.pk, ()), items, smallest, act.today), *live[line.pk]}
        for target, row in live[line.pk].items():
            if target not in wanted:
                Hold.objects.filter(pk=row.pk).update(released_on=act.today)
                woken.add(row.customer_id)
                happenings.append(_released(row))
        for target in wanted:
            if target not in known:
                new.append((line, target))
                woken.add(target[0])
    happenings += _hold(creditor, new, act)
    append_events(creditor, happenings, act)
    wake(creditor, woken, act.today)


def _live(creditor: Creditor, lines: Sequence[BankLine]) -> dict[int, dict[Target, Hold]]:
    found: dict[int, dict[Target, Hold]] = defaultdict(dict)
    rows = Hold.objects.filter(creditor=creditor, bank_line__isnull=False, released_on=None)
    if len(lines) == 1:
        rows = rows.filter(bank_line=lines[0])
    for row in rows.select_related("customer", "invoice"):
        found[row.bank_line_id or 0][row.customer_id, row.invoice_id] = row
    return found


def _items(creditor: Creditor, told: Sequence[Sequence[Mapping[str, Any]]]) -> dict[int, Target]:
    """Customer and invoice of every open item that proposals name."""
    keys = sorted({item for proposals in told for one in proposals for item, _ in one["parts"]})
    found: dict[int, Target] = {}
    for start in range(0, len(keys), SLICE):
        rows = Receivable.objects.filter(creditor=creditor, pk__in=keys[start : start + SLICE], open_cents__gt=0)
        found |= {pk: (customer, invoice) for pk, customer, invoice in rows.values_list("pk", "customer", "invoice")}
    return found


def _smallest(
    creditor: Creditor, told: Sequence[Sequence[Mapping[str, Any]]], today: date
) -> dict[tuple[int, str], int]:  # fmt: skip
    """The smallest overdue amount by customer and currency, of those who are proposed without an item."""
    customers = sorted({one["customer"] for proposals in told for one in proposals if not one["parts"]})
    found: dict[tuple[int, str], int] = {}
    for start in range(0, len(customers), SLICE):
        rows = Receivable.objects.filter(
            creditor=creditor, customer__in=customers[start : start + SLICE], open_cents__gt=0, due_on__lt=today
        )
        least = rows.order_by().values_list("customer", "currency").annotate(least=Min("open_cents"))
        found |= {(customer, currency): cents for customer, currency, cents in least}
    return found


def _targets(
    line: BankLine, proposals: Sequence[Mapping[str, Any]], items: Mapping[int, Target],
    smallest: Mapping[tuple[int, str], int], today: date,
) -> list[Target]:  # fmt: skip
    found: dict[Target, None] = {}
    for one in proposals:
        for item, _cents in one["parts"]:
            if item in items:
                found[items[item]] = None
        least = smallest.get((one["customer"], line.currency))
        is_recent = today <= line.booked_on + timedelta(days=CUSTOMER_DAYS)
        if is_recent and not one["parts"] and not one["recorded"] and least is not None and least <= line.cents:
            found[one["customer"], None] = None
    return list(found)


def _hold(creditor: Creditor, new: Sequence[tuple[BankLine, Target]], act: Act) -> list[Happening]:
    customers: dict[int, Customer] = {}
    numbers: dict[int | None, str] = {}
    for start in range(0, len(new), SLICE):
        targets = [target for _, target in new[start : start + SLICE]]
        customers |= Customer.objects.filter(creditor=creditor).in_bulk([customer for customer, _ in targets])
        invoices = Invoice.objects.filter(creditor=creditor, pk__in=[pk for _, pk in targets if pk])
        numbers |= dict(invoices.values_list("pk", "number"))
    rows = [_row(creditor, line, target, act) for line, target in new]
    Hold.objects.bulk_create(rows, batch_size=BATCH)
    return [
        happening(
            "hold_set", customers[row.customer_id],
            {
                "invoice": numbers.get(row.invoice_id), "until": row.until_on and row.until_on.isoformat(),
                "reason": row.reason, "line": row.bank_line_id,
            },
        )
        for row in rows
    ]  # fmt: skip


def _row(creditor: Creditor, line: BankLine, target: Target, act: Act) -> Hold:
    customer, invoice = target
    whole = invoice is None
    return Hold(
        creditor=creditor, customer_id=customer, invoice_id=invoice, from_on=act.today, set_by="relance",
        until_on=line.booked_on + timedelta(days=CUSTOMER_DAYS) if whole else None, bank_line=line,
        reason=hold_reason(line.booked_on, line.cents, line.currency, creditor.language, is_whole_customer=whole)[:300],
    )  # fmt: skip


def _released(row: Hold) -> Happening:
    payload = {"invoice": row.invoice and row.invoice.number, "holds": 1, "line": row.bank_line_id}
    return happening("hold_released", row.customer, payload)
