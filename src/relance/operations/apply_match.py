"""Write down what a movement pays: payments by customer, allocations, credits used, a small difference given up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from relance.domain.act import Act
from relance.domain.allocate.model import Match, Part
from relance.ledger.models import (
    Agreement,
    Allocation,
    BankLine,
    CreditNote,
    Creditor,
    Customer,
    Invoice,
    Payment,
    Receivable,
    WriteOff,
)
from relance.ledger.money import WAITING, as_json, declined, missing_cents, reason_json
from relance.ledger.writes import Happening
from relance.operations.notices import happening
from relance.operations.pay_claim import spill_onto_claims
from relance.operations.record_payment import allocate
from relance.operations.refused import Refused

GIVE_UP_PERCENT = 3  # of what was paid, unless the creditor's small difference is more


@dataclass(slots=True)
class Written:
    """What was written of one movement: whose open amounts moved, and the events to append."""

    customers: set[int] = field(default_factory=set)
    happenings: list[Happening] = field(default_factory=list)


@dataclass(slots=True)
class _Work:
    """The records that one match is about, read under a lock, and what was made of them so far."""

    creditor: Creditor
    line: BankLine
    match: Match
    act: Act
    items: dict[int, Receivable]
    room: dict[int, int]
    sources: dict[int, CreditNote | Payment]
    need: Counter[int] = field(default_factory=Counter)
    explained: list[int] = field(default_factory=list)
    credited: list[int] = field(default_factory=list)


def apply_match(
    creditor: Creditor, line: BankLine, match: Match, act: Act, *, rule: str, by: str, give_up: str = ""
) -> Written:
    """Write a match down, inside the caller's transaction; the caller appends the events and calls `money_moved`.

    `give_up`: why what stays open on the items paid is written off (empty: it stays open). Raises Refused where the
    match does not fit what is open now, and before anything is written.
    """
    work = _load(creditor, line, match, act)
    confirmed = _confirmed(work) if match.recorded else None
    if confirmed is None:
        _check(work)
    _decide(line, match, act, rule, by)
    written = Written()
    if confirmed:
        _confirm(work, confirmed, rule, written)
        return written
    for customer in _customers(work):
        _pay(work, customer, rule, written)
    if give_up:
        _give_up(work, give_up, written)
    return written


def _load(creditor: Creditor, line: BankLine, match: Match, act: Act) -> _Work:
    keys = [part.item for part in match.parts]
    rows = Receivable.objects.select_for_update(of=("self",)).filter(creditor=creditor, pk__in=keys)
    items = {row.pk: row for row in rows.select_related("invoice", "customer")}
    closed = [pk for pk, row in items.items() if row.absent_since or not row.open_cents]
    room = {pk: row.open_cents for pk, row in items.items()}
    for pk, cents in (missing_cents(creditor, closed) if closed else {}).items():
        room[pk] += cents
    return _Work(creditor, line, match, act, items, room, _sources(creditor, match.credits))


def _sources(creditor: Creditor, credits: Sequence[Part]) -> dict[int, CreditNote | Payment]:
    if not credits:
        return {}
    notes = CreditNote.objects.select_for_update().filter(creditor=creditor, pk__in=[x.item for x in credits])
    payments: QuerySet[Payment] = Payment.objects.select_for_update().filter(creditor=creditor, cancelled_on=None)
    found: dict[int, CreditNote | Payment] = {note.pk: note for note in notes}
    found |= {-payment.pk: payment for payment in payments.filter(pk__in=[-x.item for x in credits if x.item < 0])}
    return found


def _money(work: _Work, cents: int) -> str:
    return f"{cents / 100:.2f} {work.line.currency}"


def _check(work: _Work) -> None:
    """Raise Refused unless every cent of the money has its place among what is open now."""
    line, match = work.line, work.match
    for part in match.parts:
        item = work.items.get(part.item)
        if item is None or item.currency != line.currency:
            raise Refused("one of these invoices is not there any more, or is in another currency: choose again")
        work.need[part.item] += part.cents
        if part.cents <= 0 or work.need[part.item] > work.room[part.item]:
            raise Refused(
                f"{item.invoice.number} has {_money(work, work.room[part.item])} open, not "
                f"{_money(work, work.need[part.item])}: choose again"
            )
    paid, used = sum(work.need.values()), sum(part.cents for part in match.credits)
    if paid + match.on_account_cents != line.cents + used or match.on_account_cents < 0:
        raise Refused(
            f"{_money(work, line.cents)} came in, and {_money(work, paid + match.on_account_cents - used)} are set: "
            "the two must be equal"
        )
    _check_credits(work)


def _check_credits(work: _Work) -> None:
    by_customer: Counter[int] = Counter()
    for pk, cents in work.need.items():
        by_customer[work.items[pk].customer_id] += cents
    for part in work.match.credits:
        source = work.sources.get(part.item)
        if source is None or source.currency != work.line.currency or not 0 < part.cents <= source.open_cents:
            raise Refused("a credit has less open than this takes from it: choose again")
        by_customer[source.customer_id] -= part.cents
    by_customer[work.match.customer] += work.match.on_account_cents
    if any(cents <= 0 for cents in by_customer.values()):
        raise Refused("a credit pays the invoices of its own customer, and the money itself must pay a part of them")


def _decide(line: BankLine, match: Match, act: Act, rule: str, by: str) -> None:
    """The line is decided, by one person alone."""
    why = [reason_json(x) for x in match.reasons] + [{"no": one} for one in declined(line)]
    rows = BankLine.objects.filter(pk=line.pk, creditor=line.creditor_id, state__in=WAITING)
    values: dict[str, Any] = {
        "state": "matched", "rule": rule, "why": why, "decided_at": act.now, "decided_by": by[:120]
    }  # fmt: skip
    if rule == "sure":  # what a person may say no to
        values["proposals"] = [as_json(match)]
    if rows.update(**values) != 1:
        raise Refused(f"the receipt {line.pk} was decided meanwhile: look at it again")
    for name, value in values.items():
        setattr(line, name, value)


def _confirmed(work: _Work) -> Payment:
    """The payment that the movement confirms. Raises Refused where it has gone, or is tied to another movement."""
    rows = Payment.objects.select_for_update(of=("self",)).filter(creditor=work.creditor, cancelled_on=None)
    payment = rows.filter(pk=work.match.recorded or 0, bank_line=None).select_related("customer").first()
    if payment is None or payment.currency != work.line.currency or payment.amount_cents != work.line.cents:
        raise Refused("the payment that this would confirm has changed, or another receipt confirms it: choose again")
    return payment


def _confirm(work: _Work, payment: Payment, rule: str, written: Written) -> None:
    payment.bank_line, payment.was_typed = work.line, True
    payment.save(update_fields=["bank_line", "was_typed"])
    said = {**told(work.line), "rule": rule, "payment": payment.pk, "confirms": True}
    written.customers.add(payment.customer_id)
    written.happenings.append(happening("money_matched", payment.customer, said))


def told(line: BankLine) -> dict[str, object]:
    """What every event about a movement says of it."""
    return {"line": line.pk, "cents": line.cents, "currency": line.currency, "on": line.booked_on.isoformat()}


def _customers(work: _Work) -> list[Customer]:
    """Whose payments these are, the one who also gets the rest first."""
    found = {item.customer_id: item.customer for item in work.items.values()}
    if work.match.on_account_cents and work.match.customer not in found:
        row = Customer.objects.filter(creditor=work.creditor, pk=work.match.customer).first()
        if row is None:
            raise Refused("the customer is not there any more: choose again")
        found[row.pk] = row
    return sorted(found.values(), key=lambda one: (one.pk != work.match.customer, one.pk))


def _pay(work: _Work, customer: Customer, rule: str, written: Written) -> None:
    """One customer's payment: credits first, then the money, the rest on account or onto claims asked for."""
    keys = [part.item for part in work.match.parts]
    mine = [work.items[pk] for pk in dict.fromkeys(keys) if work.items[pk].customer_id == customer.pk]
    parts = [[item.invoice.number, work.need[item.pk]] for item in mine]
    for part in work.match.credits:
        if work.sources[part.item].customer_id == customer.pk:
            _use(work, work.sources[part.item], mine, part.cents)
    rest = work.match.on_account_cents if customer.pk == work.match.customer else 0
    cents = sum(work.need[item.pk] for item in mine) + rest
    invoices = list(dict.fromkeys(item.invoice for item in mine))
    payment = Payment.objects.create(
        creditor=work.creditor, customer=customer, paid_on=work.line.booked_on, amount_cents=cents, open_cents=cents,
        currency=work.line.currency, reference=" ".join(work.line.text.split())[:140], bank_line=work.line,
        invoice_number=invoices[0].number if len(invoices) == 1 else "", recorded_by=work.act.by[:120],
    )  # fmt: skip
    _set_against(work, payment, mine)
    for invoice in invoices if rest else []:
        spill_onto_claims(work.creditor, payment, invoice)
    payload = {
        **told(work.line), "cents": cents, "rule": rule, "payment": payment.pk, "parts": parts,
        "invoices": [invoice.number for invoice in invoices], "reasons": [one.key for one in work.match.reasons],
        "explained": work.explained, "credited": work.credited,
    }  # fmt: skip
    work.explained, work.credited = [], []
    written.customers.add(customer.pk)
    written.happenings.append(happening("money_matched", customer, payload))


def _use(work: _Work, source: CreditNote | Payment, items: Sequence[Receivable], cents: int) -> None:
    """Set a credit against the items in order, and remember its allocations so that they can be taken back."""
    last = Allocation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    which = {"payment": source} if isinstance(source, Payment) else {"credit_note": source}
    for item in items:
        part = min(cents, work.need[item.pk], item.open_cents)
        if part > 0:
            allocate(work.creditor, source, [item], work.act, most=part)
            work.need[item.pk] -= part
            cents -= part
    if cents:
        raise Refused("a credit lowers what is open, and there is less of it than this takes: choose again")
    rows = Allocation.objects.filter(creditor=work.creditor, pk__gt=last, **which)
    work.credited += rows.values_list("pk", flat=True)


def _set_against(work: _Work, payment: Payment, items: Sequence[Receivable]) -> None:
    """Open lines get their part; what a list had settled before is explained by the rest."""
    for item in items:
        cents = work.need[item.pk]
        if not cents:
            continue
        left = cents - allocate(work.creditor, payment, [item], work.act, most=cents)
        if left:
            row = Allocation.objects.create(
                creditor=work.creditor, receivable=item, payment=payment, cents=left, on=payment.paid_on
            )
            work.explained.append(row.pk)
            payment.open_cents -= left
            payment.save(update_fields=["open_cents"])


def most_given_up(creditor: Creditor, paid_cents: int) -> int:
    """How many cents may be given up beside a payment of so many: 3 % of it, or the small difference if more."""
    return max(creditor.small_difference_cents, paid_cents * GIVE_UP_PERCENT // 100)


def _give_up(work: _Work, reason: str, written: Written) -> None:
    """Write off what stays open on the items paid. Raises Refused for more than a small difference."""
    items = [item for item in work.items.values() if item.open_cents]
    total = sum(item.open_cents for item in items)
    most = most_given_up(work.creditor, work.line.cents)
    if not items:
        raise Refused("nothing stays open on these invoices: there is no difference to give up")
    if total > most:
        raise Refused(
            f"{_money(work, total)} would be given up, more than {_money(work, most)}: leave it open, and write it "
            "off with relance write-off if that is what you want"
        )
    agreed = Agreement.objects.filter(creditor=work.creditor, state="in_force", lines__receivable__in=items).first()
    if agreed:
        raise Refused(f"these invoices are part of the agreement {agreed.reference}: leave the difference open")
    by_invoice: dict[Invoice, int] = defaultdict(int)
    for item in items:
        WriteOff.objects.create(
            creditor=work.creditor, receivable=item, cents=item.open_cents, on=work.act.today, reason=reason[:300],
            author=work.act.by[:120], bank_line=work.line,
        )  # fmt: skip
        by_invoice[item.invoice] += item.open_cents
        item.open_cents = 0
        item.save(update_fields=["open_cents"])
    for invoice, cents in by_invoice.items():
        customer = next(item.customer for item in items if item.invoice_id == invoice.pk)
        payload = {"invoice": invoice.number, "cents": cents, "currency": work.line.currency, "reason": reason[:300]}
        written.happenings.append(happening("written_off", customer, payload))
