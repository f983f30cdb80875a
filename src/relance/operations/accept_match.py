"""A person says what money pays: a proposal accepted, invoices chosen by hand, or none of what is proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from relance.domain.act import Act
from relance.domain.allocate.model import Match, Part
from relance.domain.money_words import difference_words
from relance.ledger.models import BankLine, CreditNote, Creditor, Customer, Invoice, KnownPayer, Payment, Receivable
from relance.ledger.money import (
    WAITING,
    declined,
    match_of,
    missing_cents,
    what_it_pays,
)
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.apply_match import apply_match, told
from relance.operations.match_money import tell_who_waits
from relance.operations.money_holds import keep_holds
from relance.operations.notices import happening
from relance.operations.record_payment import money_moved
from relance.operations.refused import Refused
from relance.operations.stale_proposals import drop_stale


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose: cents by invoice, cents of credits used (by credit note key, or negative payment key).

    `customer` gets what is left of the money on account; it may be left out where all invoices are one customer's.
    `items` are cents by due-date line, for whoever chooses them one by one.
    """

    parts: Sequence[tuple[Invoice, int]] = ()
    customer: Customer | None = None
    credits: Sequence[tuple[int, int]] = ()
    items: Sequence[tuple[Receivable, int]] = ()


def accept_match(
    *, creditor: Creditor, line: BankLine, act: Act, proposal: int = 1, learn: bool = True, difference: str = ""
) -> BankLine:
    """Accept a proposal (from 1); `learn` keeps payer and account as this customer's.

    `difference`: why what stays open is given up (a key of DIFFERENCE_REASONS, or a person's own words); empty: it
    stays open. Raises Refused where the proposal is not there, or no longer fits what is open.
    """
    with transaction.atomic():
        creditor, line = _locked(creditor, line)
        if not 1 <= proposal <= len(line.proposals):
            raise Refused(f"the receipt {line.pk} has no proposal {proposal}: look at it again")
        match = match_of(line.proposals[proposal - 1])
        return _apply(creditor, line, match, act, "accepted", learn=learn, difference=difference)


def match_by_hand(
    *, creditor: Creditor, line: BankLine, choice: Choice, act: Act, learn: bool = False, difference: str = ""
) -> BankLine:
    """Set the money against invoices that a person chose; without any, all of it stays on the customer's account.

    Raises Refused for more than came in or than is open, and where nobody is named for what is left.
    """
    with transaction.atomic():
        creditor, line = _locked(creditor, line)
        match = _match(creditor, line, choice)
        return _apply(creditor, line, match, act, "by_hand", learn=learn, difference=difference)


def decline_match(*, creditor: Creditor, line: BankLine, act: Act) -> BankLine:
    """None of the proposals fits: they are not made again, and their invoices may be reminded of again."""
    with transaction.atomic():
        creditor, line = _locked(creditor, line)
        if not line.proposals:
            raise Refused(f"nothing is proposed for the receipt {line.pk}")
        before = {line.pk: list(line.proposals)}
        customers = Customer.objects.filter(creditor=creditor, pk__in={one["customer"] for one in line.proposals})
        no = [*declined(line), *(what_it_pays(one) for one in line.proposals)]
        line.state, line.proposals, line.why = "unknown", [], [{"no": one} for one in no]
        line.decided_at, line.decided_by = act.now, act.by[:120]
        line.save(update_fields=["state", "proposals", "why", "decided_at", "decided_by"])
        append_events(creditor, [happening("match_declined", one, told(line)) for one in customers], act)
        keep_holds(creditor, [line], before, act)
        tell_who_waits(creditor, act)
    return line


def _locked(creditor: Creditor, line: BankLine) -> tuple[Creditor, BankLine]:
    creditor = lock_creditor(creditor)
    row = BankLine.objects.select_for_update().filter(creditor=creditor, pk=line.pk, cents__gt=0).first()
    if row is None or row.state not in WAITING:
        raise Refused(f"the receipt {line.pk} does not wait for a match: undo what it became first")
    return creditor, row


def _match(creditor: Creditor, line: BankLine, choice: Choice) -> Match:
    if any(cents <= 0 for _, cents in (*choice.parts, *choice.items, *choice.credits)):
        raise Refused("every amount is more than 0.00, or left out")
    parts = [part for invoice, cents in _by_invoice(choice) for part in _spread(creditor, line, invoice, cents)]
    parts += [Part(item.pk, cents) for item, cents in choice.items]
    customers = dict.fromkeys(invoice.customer_id for invoice, _ in choice.parts)
    customers |= dict.fromkeys(item.customer_id for item, _ in choice.items)
    rest = line.cents + sum(cents for _, cents in choice.credits) - sum(part.cents for part in parts)
    if rest < 0:
        raise Refused(f"{-rest / 100:.2f} {line.currency} more are set than came in: lower the amounts")
    if choice.customer and choice.customer.creditor_id != creditor.pk:
        raise Refused("this customer is not one of yours")
    first = choice.customer.pk if choice.customer else next(iter(customers), None)
    if first is None or (rest and choice.customer is None and len(customers) > 1):
        raise Refused(f"say on whose account {rest / 100:.2f} {line.currency} are kept: choose a customer")
    credits = tuple(Part(key, cents) for key, cents in choice.credits)
    return Match("likely", first, tuple(parts), credits, on_account_cents=rest)


def _by_invoice(choice: Choice) -> list[tuple[Invoice, int]]:
    invoices = {invoice.pk: invoice for invoice, _ in choice.parts}
    sums: Counter[int] = Counter()
    for invoice, cents in choice.parts:
        sums[invoice.pk] += cents
    return [(invoices[pk], cents) for pk, cents in sums.items()]


def _spread(creditor: Creditor, line: BankLine, invoice: Invoice, cents: int) -> list[Part]:
    """An invoice's cents over its due-date lines: open ones first, then those that a list settled."""
    if invoice.creditor_id != creditor.pk or invoice.currency != line.currency:
        raise Refused(f"{invoice.number} is in {invoice.currency}, the money in {line.currency}: they do not mix")
    rows = list(Receivable.objects.filter(creditor=creditor, invoice=invoice).order_by("due_on"))
    missing = missing_cents(creditor, [row.pk for row in rows if not row.open_cents])
    rooms = [(row, row.open_cents) for row in rows if row.open_cents]
    rooms += [(row, missing[row.pk]) for row in rows if missing.get(row.pk)]
    found, left = [], cents
    for row, room in rooms:
        part = min(left, room)
        if part > 0:
            found.append(Part(row.pk, part))
            left -= part
    if left:
        raise Refused(
            f"{invoice.number} has {(cents - left) / 100:.2f} {line.currency} open, not {cents / 100:.2f}: "
            "leave the rest on account"
        )
    return found


def _apply(
    creditor: Creditor, line: BankLine, match: Match, act: Act, rule: str, *, learn: bool, difference: str
) -> BankLine:
    before = {line.pk: list(line.proposals)}
    why = difference_words(difference, creditor.language) if difference else ""
    written = apply_match(creditor, line, match, act, rule=rule, by=act.by, give_up=why)
    append_events(creditor, written.happenings, act)
    if learn and len(written.customers) == 1 and line.batch_count < 2:
        _learn(creditor, line, next(iter(written.customers)), act)
    money_moved(creditor, sorted(written.customers), act)
    keep_holds(creditor, [line], before, act)
    drop_stale(creditor, [part.item for part in match.parts], act)
    tell_who_waits(creditor, act)
    return line


def _learn(creditor: Creditor, line: BankLine, customer: int, act: Act) -> None:
    """Keep the payer's name and account as this customer's; forgotten where the match is undone."""
    for sort, value in (("name", " ".join(line.party.split())), ("iban", line.party_iban)):
        if value:
            KnownPayer.objects.get_or_create(
                creditor=creditor, customer_id=customer, sort=sort, value=value[:200],
                defaults={"line": line, "learned_at": act.now, "learned_by": act.by[:120]},
            )  # fmt: skip


def name_of_credit(creditor: Creditor, customer: Customer, name: str) -> int:
    """The key of a customer's credit: its credit note's number, or `payment:ID`. Raises Refused."""
    mine = {"creditor": creditor, "customer": customer, "open_cents__gt": 0}
    kind, colon, number = name.partition(":")
    if colon and kind == "payment" and number.isdecimal():
        payment = Payment.objects.filter(pk=int(number), cancelled_on=None, **mine).first()
        if payment:
            return -payment.pk
    note = CreditNote.objects.filter(number=name, **mine).first()
    if note is None:
        raise Refused(f"{customer.code} has no credit “{name}” of which something is open")
    return int(note.pk)
