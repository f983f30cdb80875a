"""Random small ledgers, on paper and as the core takes them."""

from __future__ import annotations

from hypothesis import strategies as st

from relance.domain.figures.book import Book, Credit, Line, Move
from tests.figures.paper import Bill, day

SORTS = ("paid", "paid", "listed", "credited", "written_off", "undated")


@st.composite
def bills(draw: st.DrawFn, today: int = 200) -> Bill:
    """An invoice with up to three movements, never more than its amount."""
    issued = draw(st.integers(0, today))
    cents = draw(st.integers(1, 5000))
    moves, rest = [], cents
    for _ in range(draw(st.integers(0, 3))):
        part = draw(st.one_of(st.just(rest), st.integers(1, rest)))
        moves.append((draw(st.integers(max(issued - 5, 0), today)), part, draw(st.sampled_from(SORTS))))
        rest -= part
        if not rest:
            break
    return Bill(issued, issued + draw(st.integers(0, 60)), cents, tuple(moves))


LEDGERS = st.lists(bills(), max_size=12)
NOTES = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 800)).flatmap(
        lambda n: st.tuples(st.just(n[0]), st.just(n[1]), st.integers(0, n[1]))
    ),
    max_size=3,
)


def line_of(bill: Bill, key: int = 0, customer: int = 1) -> Line:
    """The same bill as the core takes it."""
    moves = sorted(Move(day(on), cents, sort) for on, cents, sort in bill.moves)  # type: ignore[arg-type]
    return Line(key, customer, "EUR", day(bill.issued), day(bill.due), bill.cents, tuple(moves))


def book_of(rows: list[Bill], notes: list[tuple[int, int, int]], today: int = 200, known: int = 0) -> Book:
    """A whole ledger."""
    lines = tuple(line_of(bill, key) for key, bill in enumerate(rows))
    credits = tuple(Credit(day(on), "EUR", cents, unused, True) for on, cents, unused in notes)
    return Book(day(today), "EUR", lines, credits, day(known))
