"""What figures and forecasts are made from, read in a few questions whatever the size of the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Min, QuerySet

from relance.domain.figures.book import Book, Credit, Line, Move, Period, first_known
from relance.domain.figures.promises import Given, outcome_of
from relance.domain.figures.report import Figures, figures_of
from relance.domain.figures.steps import Done, Recovered, StepName, recovered_by_step
from relance.domain.terms import TermsRefused, parse_terms
from relance.ledger.models import (
    Allocation,
    CreditNote,
    Creditor,
    Customer,
    ImportFile,
    Invoice,
    Payment,
    Promise,
    Receivable,
    StepDone,
    WriteOff,
)
from relance.ledger.sight import Among, only

Moves = dict[int, list[Move]]
OF_STEP = "receivable__customer"
NO_TERMS = 30  # calendar days, where terms cannot be read


@dataclass(frozen=True, slots=True)
class Books:
    """A creditor's books, one a currency, and the day from which settled invoices are known."""

    today: date
    known_since: date | None
    by_currency: dict[str, Book]


def load_books(creditor: Creditor, today: date) -> Books:
    """Every line with its movements, and every credit; what is dated after today counts as of today."""
    moves = _dated_moves(creditor, today)
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in _lines(creditor, today, moves):
        lines[line.currency].append(line)
    credits = _credits(creditor, today)
    first_import = Invoice.objects.filter(creditor=creditor).aggregate(on=Min("source__imported_on"))["on"]
    known = first_known((line for rows in lines.values() for line in rows), first_import)
    currencies = sorted(lines.keys() | credits.keys(), key=lambda c: (-len(lines[c]), c))
    books = {c: Book(today, c, tuple(lines[c]), tuple(credits[c]), known) for c in currencies}
    return Books(today, known, books)


def figures(creditor: Creditor, period: Period, today: date) -> list[Figures]:
    """All figures of a period, currency by currency, the one with most lines first."""
    return figures_of_books(creditor, load_books(creditor, today), period)


def figures_of_books(creditor: Creditor, books: Books, period: Period) -> list[Figures]:
    """The same from books already read."""
    promises = _promises(creditor)
    done = _done(creditor, period)
    return [figures_of(book, period, promises[currency], done) for currency, book in books.by_currency.items()]


def recovered_lately(
    creditor: Creditor, period: Period, today: date, among: Among = None, windows: Sequence[int] = (7,)
) -> dict[str, list[Recovered]]:
    """What came in after the steps of a period, by currency, from the lines reminded in it alone."""
    steps = only(StepDone.objects.filter(creditor=creditor, is_waived=False, on__gte=period.first), among, OF_STEP)
    reminded = steps.order_by().values("receivable")
    by_currency: dict[str, list[Line]] = defaultdict(list)
    for line in _lines(creditor, today, _dated_moves(creditor, today, reminded), reminded):
        by_currency[line.currency].append(line)
    done = _done(creditor, period)
    return {
        currency: recovered_by_step(Book(today, currency, lines), done, period, windows)
        for currency, lines in sorted(by_currency.items(), key=lambda x: (-len(x[1]), x[0]))
    }


def _dated_moves(creditor: Creditor, today: date, lines: QuerySet[StepDone, Any] | None = None) -> Moves:
    found: Moves = defaultdict(list)
    allocations = Allocation.objects.filter(creditor=creditor, part="principal").order_by()
    allocations = allocations if lines is None else allocations.filter(receivable__in=lines)
    for line, payment, cents, on in allocations.values_list("receivable_id", "payment_id", "cents", "on").iterator():
        found[line].append(Move(min(on, today), cents, "paid" if payment else "credited"))
    given_up = WriteOff.objects.filter(creditor=creditor, undone_on=None)
    given_up = given_up if lines is None else given_up.filter(receivable__in=lines)
    for line, cents, on in given_up.values_list("receivable_id", "cents", "on"):
        found[line].append(Move(min(on, today), cents, "written_off"))
    return found


def _lines(
    creditor: Creditor, today: date, moves: Moves, lines: QuerySet[StepDone, Any] | None = None
) -> Iterator[Line]:  # fmt: skip
    imported = dict(ImportFile.objects.filter(creditor=creditor).values_list("pk", "imported_on"))
    terms = _Terms(creditor)
    every = Receivable.objects.filter(creditor=creditor).order_by()
    rows = (every if lines is None else every.filter(pk__in=lines)).values_list(
        "pk", "customer_id", "currency", "due_on", "amount_cents", "open_cents", "absent_since", "paid_on",
        "invoice__issued_on", "invoice__source_id",
    )  # fmt: skip
    for pk, customer, currency, due_on, amount, opened, absent, paid_on, issued_on, source in rows.iterator():
        dated = moves.get(pk, [])
        missing = amount - opened - sum(m.cents for m in dated)
        if missing > 0:
            told = paid_on if absent and paid_on and paid_on < absent else absent  # a book said when
            known = None if opened else told or _by_list(paid_on, dated)
            on = known or min(due_on, imported.get(source, today))
            dated.append(Move(min(on, today), missing, "listed" if known else "undated"))
        assumed = issued_on is None
        issued = issued_on or due_on - timedelta(days=terms.of(customer))
        yield Line(pk, customer, currency, min(issued, today), due_on, amount, tuple(sorted(dated)), assumed)


def _by_list(paid_on: date | None, dated: Iterable[Move]) -> date | None:
    """The day of the list that showed a line paid; None where a payment of that day is what settled it."""
    return None if any(move.on == paid_on for move in dated) else paid_on


class _Terms:
    """The payment terms of customers in days, read once each and only where an issue date is missing."""

    def __init__(self, creditor: Creditor) -> None:
        self.creditor = creditor
        self.days: dict[int, int] = {}
        self.texts: dict[int, str] | None = None

    def of(self, customer: int) -> int:
        """Days from the invoice to its due date, ends of months not counted."""
        if self.texts is None:
            rows = Customer.objects.filter(creditor=self.creditor).exclude(terms="")
            self.texts = dict(rows.values_list("pk", "terms"))
        if customer not in self.days:
            self.days[customer] = _days(self.texts.get(customer) or self.creditor.default_terms)
        return self.days[customer]


def _days(terms: str) -> int:
    try:
        return parse_terms(terms).days
    except TermsRefused:
        return NO_TERMS


def _credits(creditor: Creditor, today: date) -> dict[str, list[Credit]]:
    """Credit notes (without a date: on the day of their file), and payments of which something is on account."""
    found: dict[str, list[Credit]] = defaultdict(list)
    notes = CreditNote.objects.filter(creditor=creditor).values_list(
        "issued_on", "source__imported_on", "currency", "amount_cents", "open_cents"
    )
    for issued_on, imported_on, currency, amount, opened in notes:
        found[currency].append(Credit(min(issued_on or imported_on or today, today), currency, amount, opened, True))
    payments = Payment.objects.filter(creditor=creditor, cancelled_on=None, open_cents__gt=0)
    for on, currency, amount, opened in payments.values_list("paid_on", "currency", "amount_cents", "open_cents"):
        found[currency].append(Credit(min(on, today), currency, amount, opened, False))
    return found


def _promises(creditor: Creditor) -> dict[str, list[Given]]:
    """Promises that ended, by currency."""
    found: dict[str, list[Given]] = defaultdict(list)
    rows = Promise.objects.filter(creditor=creditor, state__in=["kept", "broken"])
    for currency, state, on, cents, paid_on in rows.values_list("invoice__currency", "state", "on", "cents", "paid_on"):
        outcome = outcome_of(state, paid_on)
        if outcome:
            found[currency].append(Given(on, cents, outcome))
    return found


def _done(creditor: Creditor, period: Period) -> list[Done]:
    """Every step done on a line since the period began, by its plan, kind and channel."""
    rows = StepDone.objects.filter(creditor=creditor, is_waived=False, on__gte=period.first).order_by()
    names: dict[tuple[str, str, str, str], StepName] = {}
    found = []
    for line, step, kind, on, channel, plan, by in rows.values_list(
        "receivable_id", "step", "kind", "on", "channel", "notice__plan", "notice__channel"
    ).iterator():
        key = (plan or "", step, kind, channel or by or "")
        name = names.setdefault(key, StepName(*key))
        found.append(Done(line, name, on))
    return found
