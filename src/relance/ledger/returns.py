"""Which payment a bank took back: by the reference that the return gives, else by amount and name, if only one fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from relance.ledger.models import BankLine, Creditor, KnownPayer, Payment
from relance.ledger.models.money import UNDECIDED

NEAR_DAYS = 60  # for what only amount and name tie together
TWIN_DAYS = 10  # the same return in the bank's list of unpaid items and in its statement
MOST_SHOWN = 5
_RECEIPTS = (*UNDECIDED, "matched")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a return undoes: a whole receipt, or one payment (of several debits booked as one sum, or typed)."""

    line: BankLine | None
    payment: Payment | None


@dataclass(frozen=True, slots=True)
class Finding:
    """The one origin there can be, or the receipts it may be; `twin` is the return that another list told before."""

    origin: Origin | None = None
    how: str = ""
    candidates: tuple[BankLine, ...] = ()
    twin: BankLine | None = None


def waiting_returns(creditor: Creditor, since: date | None = None) -> list[BankLine]:
    """Money taken back, or sent back to us, of which nobody knows what it undoes, oldest first."""
    rows = BankLine.objects.filter(creditor=creditor, is_return=True).filter(
        Q(state="new") | Q(state="unknown", cents__lt=0)
    )
    rows = rows.filter(booked_on__gte=since) if since else rows
    return list(rows.select_related("account").order_by("booked_on", "pk"))


def find_return(creditor: Creditor, line_id: int) -> BankLine | None:
    """Money taken back from this creditor's account, decided or not."""
    return BankLine.objects.filter(creditor=creditor, pk=line_id, is_return=True).first()


def count_returns(creditor: Creditor) -> int:
    """How much money taken back waits for a person's word."""
    rows = BankLine.objects.filter(creditor=creditor, is_return=True, cents__lt=0, state__in=("new", "unknown"))
    return rows.count()


def find_origin(creditor: Creditor, line: BankLine) -> Finding:
    """What money taken back undoes: by reference, else by the bank's own, else by amount and name within 60 days."""
    same = _receipts(creditor, line).filter(cents=-line.cents)
    names = _references(line)
    if names:
        told = Q(end_to_end__in=names) | Q(structured__in=names) | Q(bank_reference__in=names)
        found = list(same.filter(told)[: MOST_SHOWN + 1])
        if len(found) == 1:
            return Finding(Origin(found[0], None), "return_reference")
        if found:
            return Finding(candidates=tuple(found[:MOST_SHOWN]))
        payments = list(_payments(creditor, line).filter(bank_line=None, reference__in=names)[:2])
        if len(payments) == 1:
            return Finding(Origin(None, payments[0]), "return_reference")
    if line.bank_reference:
        found = list(same.filter(account=line.account_id, bank_reference=line.bank_reference)[:2])
        if len(found) == 1 and _may_be(line, found[0]):
            return Finding(Origin(found[0], None), "return_bank_reference")
    return _by_name(creditor, line, same)


def _receipts(creditor: Creditor, line: BankLine) -> QuerySet[BankLine]:
    """Money that came in no later than it went back, the latest first."""
    rows = BankLine.objects.filter(
        creditor=creditor, currency=line.currency, cents__gt=0, is_return=False, state__in=_RECEIPTS,
        booked_on__lte=line.booked_on,
    )  # fmt: skip
    return rows.order_by("-booked_on", "-pk")


def _payments(creditor: Creditor, line: BankLine) -> QuerySet[Payment]:
    rows = Payment.objects.filter(
        creditor=creditor, currency=line.currency, amount_cents=-line.cents, cancelled_on=None,
        paid_on__lte=line.booked_on,
    )  # fmt: skip
    return rows.select_related("customer").order_by("-paid_on", "-pk")


def payments_it_may_be(creditor: Creditor, line: BankLine) -> list[Payment]:
    """Payments of that amount which no movement brought (typed, or from a list), the latest first, at most five."""
    return list(_payments(creditor, line).filter(bank_line=None)[:MOST_SHOWN])


def _references(line: BankLine) -> list[str]:
    return sorted({one for one in (line.returned_reference, line.end_to_end) if one})


def _may_be(line: BankLine, receipt: BankLine) -> bool:
    """Whether no reference says that the return is of something else."""
    names = _references(line)
    return not (names and receipt.end_to_end) or receipt.end_to_end in names


def _by_name(creditor: Creditor, line: BankLine, same: QuerySet[BankLine]) -> Finding:
    since = line.booked_on - timedelta(days=NEAR_DAYS)
    near = [one for one in same.filter(booked_on__gte=since)[:200] if _may_be(line, one)]
    alike = [one for one in near if _is_same_party(line, one)]
    lone = [
        one for one in _payments(creditor, line).filter(paid_on__gte=since)[:200]
        if one.bank_line_id not in {receipt.pk for receipt in near} and _is_of(creditor, line, one)
    ]  # fmt: skip
    if len(alike) == 1 and not lone:
        return Finding(Origin(alike[0], None), "return_amount_and_name")
    if len(lone) == 1 and not alike:
        return Finding(Origin(None, lone[0]), "return_amount_and_name")
    twin = _twin(creditor, line) if not alike and not lone else None
    return Finding(candidates=tuple((alike or near)[:MOST_SHOWN]), twin=twin)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_same_party(line: BankLine, receipt: BankLine) -> bool:
    if line.party_iban and receipt.party_iban:
        return line.party_iban == receipt.party_iban
    if line.party:
        return _plain(line.party) == _plain(receipt.party)
    return bool(line.text) and line.account_id == receipt.account_id and _plain(line.text) == _plain(receipt.text)


def _is_of(creditor: Creditor, line: BankLine, payment: Payment) -> bool:
    """Whether the return names the customer of that payment: by its name, or an account it is known to pay from."""
    if line.party and _plain(line.party) in (_plain(payment.customer.name), _plain(payment.customer.code)):
        return True
    known = KnownPayer.objects.filter(creditor=creditor, customer=payment.customer_id)
    values = [value for value in (line.party, line.party_iban) if value]
    return bool(values) and known.filter(value__in=values).exists()


def _twin(creditor: Creditor, line: BankLine) -> BankLine | None:
    """The return that another sort of report told before, if there is exactly one it can be."""
    rows = BankLine.objects.filter(
        creditor=creditor, is_return=True, cents=line.cents, currency=line.currency, state__in=("matched", "aside"),
        returned_by=None, booked_on__gte=line.booked_on - timedelta(days=TWIN_DAYS),
        booked_on__lte=line.booked_on + timedelta(days=TWIN_DAYS),
    )  # fmt: skip
    others = rows.exclude(pk=line.pk).exclude(statement__format=line.statement.format).exclude(returns__is_return=True)
    names = _references(line)
    found = [
        one for one in others[:MOST_SHOWN]
        if set(names) & set(_references(one)) or (not names and _is_same_party(line, one))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def find_sent(creditor: Creditor, line: BankLine) -> BankLine | None:
    """The money of ours that came back with this line, if only one movement can be it."""
    rows = BankLine.objects.filter(
        creditor=creditor, account=line.account_id, cents=-line.cents, state="aside", is_return=False,
        returned_by=None, booked_on__lte=line.booked_on, booked_on__gte=line.booked_on - timedelta(days=NEAR_DAYS),
    )  # fmt: skip
    names = _references(line)
    named = list(rows.filter(Q(end_to_end__in=names) | Q(bank_reference__in=names))[:2]) if names else []
    found = named or [one for one in rows[:200] if _may_be(line, one) and _is_same_party(line, one)]
    return found[0] if len(found) == 1 else None
