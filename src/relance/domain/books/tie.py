"""Tying what Relance shows to account 411: every cent of difference is named, or said to be unexplained.

Amounts are integer cents, debit positive. A difference is the book's amount less what is shown, so that a payment
which came after the book's last day is a positive item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from relance.domain.books.model import BookAccount, HeldInBook, Study

ITEM_KINDS = (
    "payment_since", "payment_not_in_book", "credit_since", "credit_not_in_book", "credit_used", "write_off",
    "invoice_since", "invoice_not_in_book", "money_since", "money_not_in_book", "unexplained",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """Something set against an invoice here: `sort` is payment, credit or write_off."""

    sort: str
    on: date
    cents: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class ShownInvoice:
    """An invoice as Relance shows it; `is_held` for an amount of the book that no invoice explains."""

    number: str
    issued_on: date | None
    cents: int
    is_held: bool = False
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCredit:
    """What is open of a credit note (`sort` credit) or of a payment (`money`), and what of it was used."""

    sort: str
    number: str
    on: date | None
    cents: int
    used_cents: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """All that Relance shows of one customer."""

    code: str
    name: str
    invoices: tuple[ShownInvoice, ...] = ()
    credits: tuple[ShownCredit, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One named part of a difference (a kind of `ITEM_KINDS`), signed cents."""

    kind: str
    number: str
    on: date | None
    cents: int


@dataclass(frozen=True, slots=True)
class Tied:
    """One account: book = invoices + held − credits − money + difference; the items add up to the difference."""

    code: str
    name: str
    root: str
    book_cents: int
    invoices_cents: int
    held_cents: int
    credits_cents: int
    money_cents: int
    items: tuple[Item, ...] = ()
    held: tuple[HeldInBook, ...] = ()
    opening_differs_cents: int = 0
    unbalanced_letters: tuple[tuple[str, int], ...] = ()

    @property
    def shown_cents(self) -> int:
        """The balance that Relance shows."""
        return self.invoices_cents + self.held_cents - self.credits_cents - self.money_cents

    @property
    def difference_cents(self) -> int:
        """The book's balance less that."""
        return self.book_cents - self.shown_cents

    @property
    def unexplained_cents(self) -> int:
        """The part of the difference that nothing names."""
        return sum(item.cents for item in self.items if item.kind == "unexplained")


@dataclass(frozen=True, slots=True)
class TieOut:
    """All accounts, and the control sums of each root: what the book has, and what the accounts add up to."""

    last_on: date | None
    accounts: tuple[Tied, ...] = ()
    control: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[str, int] = field(default_factory=dict)

    def total(self, name: str, root: str = "") -> int:
        """The sum of one amount (`book`, `shown`, `difference`…) over all accounts, or those of a root."""
        return sum(getattr(one, f"{name}_cents") for one in self.accounts if not root or one.root == root)

    @property
    def roots(self) -> tuple[str, ...]:
        """411, 413 and 416, those that occur."""
        return tuple(sorted({one.root for one in self.accounts} | set(self.control)))


def tie_out(study: Study, shown: Sequence[Shown]) -> TieOut:
    """Every account of the books and every customer with something open, each tied."""
    theirs = {one.code: one for one in shown}
    tied = [
        _tie(account, theirs.pop(account.code, Shown(account.code, account.name)), study) for account in study.accounts
    ]
    tied += [_tie(BookAccount(one.code, "", one.name, "411", 0), one, study) for one in theirs.values()]
    kept = [one for one in tied if one.book_cents or one.shown_cents or one.items or one.invoices_cents]
    kept.sort(key=lambda one: (one.root, -abs(one.difference_cents), one.code))
    return TieOut(study.last_on, tuple(kept), study.control, study.apart)


def _tie(account: BookAccount, shown: Shown, study: Study) -> Tied:
    last = study.last_on or date.max
    items = [*_of_invoices(account, shown, last), *_of_held(account, shown), *_of_credits(account, shown, last)]
    return Tied(
        account.code, account.name or shown.name, account.root, account.balance_cents,
        sum(one.cents for one in shown.invoices if not one.is_held),
        sum(one.cents for one in shown.invoices if one.is_held),
        sum(one.cents for one in shown.credits if one.sort == "credit"),
        sum(one.cents for one in shown.credits if one.sort == "money"),
        tuple(item for item in items if item.cents), account.held, account.opening_differs_cents,
        account.unbalanced_letters,
    )  # fmt: skip


def _of_invoices(account: BookAccount, shown: Shown, last: date) -> Iterator[Item]:
    in_book = {one.number: one for one in account.invoices}
    ours = {one.number: one for one in shown.invoices if not one.is_held}
    for number in sorted(in_book.keys() | ours.keys()):
        book, here = in_book.get(number), ours.get(number)
        missing = (book.cents if book else 0) - (here.cents if here else 0)
        on = here.issued_on if here else book.issued_on if book else None
        if missing > 0 and here:
            yield from _lowered(here, missing, last)
        elif missing and book is None:
            yield Item("invoice_since" if on and on > last else "invoice_not_in_book", number, on, missing)
        else:
            yield Item("unexplained", number, on, missing)


def _lowered(here: ShownInvoice, missing: int, last: date) -> Iterator[Item]:
    """What was set against an invoice here and the book does not have, the latest first; the rest is unexplained."""
    for change in sorted(here.changes, key=lambda c: c.on, reverse=True):
        cents = min(change.cents, missing)
        missing -= cents
        kind = (
            change.sort
            if change.sort == "write_off"
            else f"{change.sort}_{'since' if change.on > last else 'not_in_book'}"
        )
        yield Item(kind, here.number, change.on, cents)
    yield Item("unexplained", here.number, here.issued_on, missing)


def _of_held(account: BookAccount, shown: Shown) -> Iterator[Item]:
    held = [one for one in shown.invoices if one.is_held]
    missing = sum(one.cents for one in account.held) - sum(one.cents for one in held)
    changes = tuple(change for one in held for change in one.changes)
    if missing > 0 and held:
        yield from _lowered(ShownInvoice(held[0].number, held[0].issued_on, 0, True, changes), missing, date.min)
    else:
        yield Item("unexplained", held[0].number if held else account.code, None, missing)


def _of_credits(account: BookAccount, shown: Shown, last: date) -> Iterator[Item]:
    """Credits that Relance shows beyond the book's own; each makes the book's balance the higher one."""
    own = max(-account.balance_cents, 0)
    name = f"CREDIT-{account.code}"
    for one in sorted(shown.credits, key=lambda c: (c.number != name, c.sort, c.number)):
        of_book = min(own, one.cents) if one.sort == "credit" else 0
        own -= of_book
        beyond = one.cents - of_book
        kind = f"{one.sort}_{'since' if one.on and one.on > last else 'not_in_book'}"
        yield Item(kind, one.number, one.on, beyond)
        used = min(own, one.used_cents) if one.number == name else 0
        own -= used
        yield Item("credit_used", one.number, one.on, -used)
    yield Item("unexplained", name, None, -own)
