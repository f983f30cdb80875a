"""Which movements are known: a small model of files, taken in any order."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.rows import BankRow
from relance.domain.statements.account_numbers import is_same_account
from relance.domain.statements.movements import Entry, Listing, Shelf, line_key, signature, traits_of

START = date(2026, 2, 2)
PAYERS = ("DUPONT", "MARTIN")
# what truly happened: day, payer, cents; equal ones are two
truths = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(PAYERS), st.sampled_from((100, 200, -100))), min_size=1, max_size=8
).map(sorted)
windows = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from(("camt", "csv-list", "mt940"))),
    min_size=1, max_size=4,
)  # fmt: skip


def row(day: int, payer: str, cents: int, family: str) -> BankRow:
    """The movement as a format words it: every one in its own way."""
    text = {"camt": payer, "csv-list": f"VIR SEPA {payer}", "mt940": f"/NAME/{payer}/"}[family]
    party = payer if family == "camt" else ""
    return BankRow(1, 0, 0, START + timedelta(days=day), cents, "EUR", text=text, party=party)


class Ledger:
    """What is known of one account."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.shelf = Shelf(self.load)
        self.count = 0

    @staticmethod
    def load(entries: list[Entry]) -> None:
        for one in entries:
            one.traits = one.traits or traits_of([("", "", "", x.party, x.text) for x in one.rows])

    def take(self, family: str, rows: list[BankRow], balances: tuple[int, int] | None) -> int:
        """Take a file; returns how many of its movements were new."""
        self.count += 1
        days = [x.booked_on for x in rows]
        listing = Listing(self.count, family, min(days), max(days), *(balances or ()))
        found = self.shelf.recognise(
            listing,
            [Entry(listing, x.booked_on, x.cents, "EUR", signature([line_key(x, "A", family)]), (x,)) for x in rows],
        )
        for entry in found.new:
            self.shelf.put(entry)
        self.entries += found.new
        assert len(rows) == len(found.new) + len(found.known) + len(found.alike) + len(found.detailed)
        return len(found.new)

    @property
    def seen(self) -> Counter[tuple[date, int]]:
        return Counter((one.booked_on, one.cents) for one in self.entries)


def files(truth: list[tuple[int, str, int]], asked: list[tuple[int, int, str]]) -> list[tuple[str, list[BankRow], int]]:
    """Whole days of the truth, in a format, and the balance before them; days without movements give no file."""
    found = []
    for one, other, family in asked:
        first, last = min(one, other), max(one, other)
        rows = [row(*what, family) for what in truth if first <= what[0] <= last]
        if rows:
            found.append((family, rows, sum(what[2] for what in truth if what[0] < first)))
    return found


@given(truth=truths, asked=windows, data=st.data())
@settings(max_examples=150)
def test_any_order_of_overlapping_files_gives_the_movements_that_there_were(
    truth: list[tuple[int, str, int]], asked: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    given_files = files(truth, asked)
    covered = {x.booked_on for _, rows, _ in given_files for x in rows}
    expected = Counter((START + timedelta(days=d), c) for d, _, c in truth if START + timedelta(days=d) in covered)
    for order in (given_files, data.draw(st.permutations(given_files))):
        ledger = Ledger()
        for family, rows, opening in order:
            with_balances = family != "csv-list"
            ledger.take(family, rows, (opening, opening + sum(x.cents for x in rows)) if with_balances else None)
        assert ledger.seen == expected


@given(truth=truths, asked=windows)
@settings(max_examples=50)
def test_a_file_given_again_adds_nothing(truth: list[tuple[int, str, int]], asked: list[tuple[int, int, str]]) -> None:
    ledger = Ledger()
    given_files = files(truth, asked)
    for family, rows, _ in given_files:
        ledger.take(family, rows, None)
    assert [ledger.take(family, rows, None) for family, rows, _ in given_files] == [0] * len(given_files)


@given(
    truth=st.lists(
        st.tuples(st.integers(0, 2), st.just("DUPONT"), st.sampled_from((100, 300))), min_size=1, max_size=8
    ),
    cuts=st.sets(st.integers(1, 7), max_size=4),
    data=st.data(),
)
@settings(max_examples=100)
def test_parts_of_days_and_the_whole_in_any_order_are_what_there_was(
    truth: list[tuple[int, str, int]], cuts: set[int], data: st.DataObject
) -> None:
    rows = [row(*what, "camt") for what in sorted(truth)]
    places = [0, *sorted(cut for cut in cuts if cut < len(rows)), len(rows)]
    parts = [(rows[a:b], sum(x.cents for x in rows[:a])) for a, b in pairwise(places)]
    ledger = Ledger()
    for part, opening in data.draw(st.permutations([*parts, (rows, 0)])):
        ledger.take("camt", part, (opening, opening + sum(x.cents for x in part)))
    assert ledger.seen == Counter((x.booked_on, x.cents) for x in rows)


def test_a_statement_that_ends_where_the_next_begins_shares_nothing_with_it() -> None:
    ledger = Ledger()
    one = row(0, "DUPONT", 100, "camt")
    assert ledger.take("camt", [one], (0, 100)) == 1
    assert ledger.take("camt", [one], (100, 200)) == 1


def test_balances_that_a_reversal_left_as_they_were_tell_nothing() -> None:
    ledger = Ledger()
    paid, back = row(1, "DUPONT", 100, "camt"), row(1, "DUPONT", -100, "camt")
    before, after = row(0, "MARTIN", 200, "camt"), row(2, "MARTIN", 200, "camt")
    assert ledger.take("camt", [before, paid, back], (0, 200)) == 3
    assert ledger.take("camt", [paid, back, after], (200, 400)) == 1


def test_a_french_number_is_known_with_and_without_its_key_and_its_bank() -> None:
    iban = "FR76 3000 6000 0112 3456 7890 189"
    for written in ("30006 00001 12345678901", "30006000011234567890189", "12345678901", "00001 12345678901"):
        assert is_same_account(iban, written)
    assert not is_same_account(iban, "30006 00001 12345678902") and not is_same_account(iban, "8901")
