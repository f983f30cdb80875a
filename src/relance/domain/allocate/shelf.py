"""The books as money uses them up: what is left of each open line, and where to find it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from relance.domain.allocate.mentions import Numbers
from relance.domain.allocate.model import Book, Match, Money, OpenCredit, OpenItem, Recorded
from relance.domain.allocate.payers import Payers

NEAR = timedelta(days=10)  # between a payment that was typed and its bank line


class Shelf:
    """Open lines, credits and typed payments by what finds them; a sure match uses them up."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.items = {item.key: item for item in book.items}
        self.left = {item.key: item.open_cents for item in book.items}
        self.credits = {credit.key: credit for credit in book.credits}
        self.credit_left = {credit.key: credit.open_cents for credit in book.credits}
        self.numbers = Numbers(book)
        self.payers = Payers(book.payers)
        self.recorded = {one.key: one for one in book.recorded}
        self.confirmed: set[int] = set()
        self.touched: set[int] = set()  # lines that a match of this run used, wholly or in part
        self._items_of: dict[tuple[int, str], list[OpenItem]] = defaultdict(list)
        self._by_amount: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._credits_of: dict[tuple[int, str], list[OpenCredit]] = defaultdict(list)
        self._recorded: dict[tuple[str, int], list[Recorded]] = defaultdict(list)
        self._amounts_of: dict[tuple[int, int], set[str]] = defaultdict(set)
        for item in sorted(book.items, key=lambda x: (x.due_on, x.key)):
            self._items_of[item.customer, item.currency].append(item)
            self._by_amount[item.currency, item.open_cents].append(item.key)
            self._amounts_of[item.customer, item.amount_cents or item.open_cents].add(item.invoice)
        self._open = [x for x in sorted(book.items, key=lambda x: (x.due_on, x.key)) if not x.is_settled_by_list]
        self._debits = [x for x in self._open if x.direct_debit]
        for credit in sorted(book.credits, key=lambda x: x.key):
            self._credits_of[credit.customer, credit.currency].append(credit)
        for one in sorted(book.recorded, key=lambda x: x.key):
            self._recorded[one.currency, one.amount_cents].append(one)
        for closed in book.closed:
            if closed.amount_cents is not None:
                self._amounts_of[closed.customer, closed.amount_cents].add(closed.number)

    def items_of(self, customer: int, money: Money) -> list[OpenItem]:
        """What a customer still owes that this money may pay, the earliest due first; settled by list comes last."""
        mine = [x for x in self._items_of.get((customer, money.currency), ()) if self.left[x.key] > 0]
        return [x for x in mine if not x.is_settled_by_list] + [x for x in mine if x.is_settled_by_list]

    def of_amount(self, money: Money, cents: int | None = None) -> list[OpenItem]:
        """Lines of anybody of which exactly that is open."""
        wanted = money.cents if cents is None else cents
        found = self._by_amount.get((money.currency, wanted), ())
        return [self.items[key] for key in found if self.left[key] == wanted]

    def credits_of(self, customer: int, money: Money) -> list[OpenCredit]:
        """Credits of a customer that are not used up."""
        return [x for x in self._credits_of.get((customer, money.currency), ()) if self.credit_left[x.key] > 0]

    def recorded_like(self, money: Money) -> list[Recorded]:
        """Typed payments of this amount, about this day, that no line has confirmed."""
        rows = self._recorded.get((money.currency, money.cents), ())
        return [x for x in rows if x.key not in self.confirmed and abs(x.paid_on - money.on) <= NEAR]

    def is_usual(self, customer: int, cents: int) -> bool:
        """Whether a customer was billed this amount more than once: then it tells nothing of which invoice."""
        return len(self._amounts_of.get((customer, cents), ())) > 1

    def debits(self) -> list[OpenItem]:
        """Lines that are collected by direct debit, and not used up."""
        return [x for x in self._debits if self.left[x.key] > 0]

    def open_about(self, money: Money, most: int) -> list[OpenItem]:
        """Open lines in the money's currency; none where they are more than `most`."""
        if len(self._open) > most:
            return []
        return [x for x in self._open if x.currency == money.currency and self.left[x.key] == x.open_cents]

    def invoices_known(self, customer: int) -> int:
        """How many invoices of a customer the books know: with few, nobody can tell which amounts come back."""
        return sum(1 for entry in self.numbers.of_customer(customer) if entry.credit is None)

    def was_billed(self, customer: int, cents: int) -> bool:
        """Whether a customer was ever billed exactly this amount."""
        return (customer, cents) in self._amounts_of

    def same_left(self, item: OpenItem) -> list[OpenItem]:
        """Other lines of which as much is open as of this one."""
        keys = self._by_amount.get((item.currency, self.left[item.key]), ())
        return [self.items[key] for key in keys if key != item.key and self.left[key] == self.left[item.key]]

    def use(self, match: Match) -> None:
        """A sure match uses up what it pays."""
        for part in match.parts:
            self.left[part.item] -= part.cents
            self.touched.add(part.item)
        for part in match.credits:
            self.credit_left[part.item] -= part.cents
        if match.recorded is not None:
            self.confirmed.add(match.recorded)


def issued_by(items: Iterable[OpenItem], on: date) -> list[OpenItem]:
    """Those that were there on that day."""
    return [x for x in items if x.issued_on is None or x.issued_on <= on]
