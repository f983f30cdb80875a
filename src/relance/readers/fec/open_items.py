"""What is still open on one customer account, never more than its balance.

1. Opening lines that repeat earlier entries of the same file go.
2. A returned payment cancels the payment it takes back, so that its invoice is open again.
3. Lettered groups that balance go; what is lettered on one side only was settled in another year:
   it is the first to absorb payments and never becomes an invoice to chase.
4. Payments meet invoices by number, then by exact amount, then the oldest first, which is also the
   law's rule where the debtor named none (Code civil, art. 1342-10).
5. What is left open and is a dated invoice is explained; the rest is one unexplained amount.
All payments find a debit, since the balance is positive: what is left open is the balance itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from relance.readers.fec.entries import Account, Entry
from relance.readers.fec.names import is_returned, words_of

_RETENTION = "4117"  # retention money is due long after the invoice: never chased from a ledger
_NO_DAY = date.max


@dataclass(slots=True)
class Item:
    """A debit and what is left of it, in cents; `is_settled_elsewhere` when lettered on one side only."""

    entry: Entry
    left: int
    is_settled_elsewhere: bool = False


@dataclass(slots=True)
class Payment:
    """A credit and what is left to set against debits, in cents."""

    entry: Entry
    left: int


def open_items(account: Account) -> list[Item]:
    """The debits still open on an account in debit; their sum is the balance."""
    entries = without_repeated_opening(account.entries)
    entries = _without_returned(entries)
    kept, settled = _without_balanced_letters(entries)
    ordered = sorted(kept, key=lambda e: (e.day or e.piece_day or _NO_DAY, e.line))
    debits = [Item(e, e.net, id(e) in settled) for e in ordered if e.net > 0]
    credits = [Payment(e, -e.net) for e in ordered if e.net < 0]
    _match_letters(debits, credits)
    _match_numbers(debits, credits)
    _match_amounts(debits, credits)
    _match_oldest(debits, credits)
    return [item for item in debits if item.left > 0]


def ledger_balance(account: Account) -> int:
    """The balance in cents, without opening lines that repeat earlier entries of the same file."""
    return sum(entry.net for entry in without_repeated_opening(account.entries))


def is_an_invoice(item: Item, sales: frozenset[str], banks: frozenset[str]) -> bool:
    """Whether an open debit is a dated invoice that may be chased."""
    return not why_no_invoice(item, sales, banks)


def why_no_invoice(item: Item, sales: frozenset[str], banks: frozenset[str]) -> str:
    """Why an open debit is no invoice to chase, in one word; "" where it is one."""
    entry = item.entry
    found = {
        "lettered_elsewhere": item.is_settled_elsewhere,
        "undated": entry.dated is None,
        "other_account": not entry.account.startswith("411"),
        "retention": entry.account.startswith(_RETENTION),
        "draft": entry.is_draft,
    }
    reason = next((word for word, holds in found.items() if holds), "")
    if reason or entry.is_opening:
        return reason or ("" if _keeps_its_invoice(entry) else "opening")
    if entry.journal in sales:
        return ""
    if entry.journal in banks:
        return "bank_debit"
    return "" if any(c.isdigit() for c in entry.piece + entry.label) else "unnumbered"


def _keeps_its_invoice(opening: Entry) -> bool:
    """An opening line keeps its invoice only with its own earlier date and number."""
    earlier = opening.piece_day is not None and opening.day is not None and opening.piece_day < opening.day
    return earlier and any(c.isdigit() for c in opening.piece)


def without_repeated_opening(entries: list[Entry]) -> list[Entry]:
    days = sorted({e.day for e in entries if e.is_opening and e.day})
    for day in days:
        opening = sum(e.net for e in entries if e.is_opening and e.day == day)
        before = [e for e in entries if e.day and e.day < day]
        if opening and before and sum(e.net for e in before) == opening:
            entries = [e for e in entries if not (e.is_opening and e.day == day)]
    return entries


def _without_returned(entries: list[Entry]) -> list[Entry]:
    sums = letter_sums(entries)
    gone: set[int] = set()
    reopened: set[tuple[str, str]] = set()
    for back in sorted((e for e in entries if is_returned(e)), key=lambda e: (e.day or _NO_DAY, e.line)):
        if is_full(back) and sums[back.account, back.letter] == 0:
            continue
        paid = _payment_taken_back(back, [e for e in entries if id(e) not in gone])
        if paid is None:
            continue
        gone |= {id(back), id(paid)}
        if is_full(paid):
            reopened.add((paid.account, paid.letter))
    rest = [e for e in entries if id(e) not in gone]
    return [_unlettered(e) if (e.account, e.letter) in reopened else e for e in rest]


def _payment_taken_back(back: Entry, entries: list[Entry]) -> Entry | None:
    limit = back.day or _NO_DAY
    found = [e for e in entries if e.net == -back.net and (e.day or date.min) <= limit]
    words = words_of(back)
    return max(found, key=lambda e: (bool(words & words_of(e)), e.day or date.min, e.line), default=None)


def _unlettered(entry: Entry) -> Entry:
    return replace(entry, letter="")


def is_full(entry: Entry) -> bool:
    letter = entry.letter
    return bool(letter) and letter != "*" and not letter.endswith("*") and letter.upper() == letter


def letter_sums(entries: Iterable[Entry]) -> defaultdict[tuple[str, str], int]:
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for entry in entries:
        if entry.letter:
            sums[entry.account, entry.letter] += entry.net
    return sums


def _without_balanced_letters(entries: list[Entry]) -> tuple[list[Entry], set[int]]:
    sums = letter_sums(entries)
    kept = [e for e in entries if not e.letter or sums[e.account, e.letter] != 0]
    return kept, {id(e) for e in kept if is_full(e)}


def _apply(item: Item, payment: Payment) -> None:
    used = min(item.left, payment.left)
    item.left -= used
    payment.left -= used


def _match_letters(debits: list[Item], payments: list[Payment]) -> None:
    groups: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in debits:
        if item.entry.letter:
            groups[item.entry.account, item.entry.letter].append(item)
    for payment in payments:
        for item in groups.get((payment.entry.account, payment.entry.letter), ()):
            _apply(item, payment)


def _match_numbers(debits: list[Item], payments: list[Payment]) -> None:
    by_word: defaultdict[str, list[Item]] = defaultdict(list)
    for item in debits:
        for word in words_of(item.entry):
            by_word[word].append(item)
    for payment in payments:
        for word in sorted(words_of(payment.entry)):
            named = by_word.get(word, ())
            if len(named) == 1:  # a word on several invoices names none of them
                _apply(named[0], payment)


def _match_amounts(debits: list[Item], payments: list[Payment]) -> None:
    by_amount: defaultdict[int, list[Item]] = defaultdict(list)
    for item in reversed(debits):
        by_amount[item.left].append(item)
    for payment in payments:
        same = by_amount.get(payment.left)
        while same and payment.left:
            item = same.pop()
            if item.left == payment.left:
                _apply(item, payment)


def _match_oldest(debits: list[Item], payments: list[Payment]) -> None:
    def age(item: Item) -> tuple[bool, bool, date, int]:
        entry = item.entry
        return (not item.is_settled_elsewhere, not entry.is_opening, entry.dated or date.min, entry.line)

    waiting = sorted((item for item in debits if item.left), key=age)
    place = 0
    for payment in payments:
        while payment.left and place < len(waiting):
            _apply(waiting[place], payment)
            place += waiting[place].left == 0
