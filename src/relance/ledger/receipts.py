"""What receipts to come are foreseen from, and what past forecasts were worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Subquery, Sum

from relance.domain.figures.book import MONEY
from relance.domain.figures.error import LEADS, Foreseen, PastError, past_errors
from relance.domain.forecast import WEEKS, Expected, Forecast, Owed, Part, Promised, delays_of, forecast, monday_of
from relance.domain.stops import Word, spread, still_promised
from relance.ledger.figures import Books, load_books
from relance.ledger.models import (
    Agreement,
    CreditNote,
    Creditor,
    Customer,
    Dispute,
    ForecastWeek,
    Payment,
    Promise,
    Receivable,
)
from relance.ledger.positions import CHUNK
from relance.ledger.stops import disputed_cents, paid_cents

WEEK = timedelta(days=7)
LOOK_BACK = 26 * WEEK


@dataclass(slots=True)
class _Open:
    """An open line as things are taken off it: `left` cents that nothing explains yet."""

    pk: int
    customer: int
    invoice: int
    currency: str
    due_on: date
    left: int


@dataclass(slots=True)
class _Sums:
    """One currency on its way to `Expected`."""

    lines: list[_Open] = field(default_factory=list)
    promised: list[Promised] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    not_counted: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def receipts(creditor: Creditor, today: date, weeks: int = WEEKS) -> list[Forecast]:
    """The forecast of each currency."""
    return receipts_of(creditor, load_books(creditor, today), weeks)


def receipts_of(creditor: Creditor, books: Books, weeks: int = WEEKS) -> list[Forecast]:
    """The forecast of each currency from books already read."""
    expected = expected_of(creditor, books.today)
    found = []
    for currency, book in books.by_currency.items():
        history = delays_of(book.lines, books.today, books.known_since)
        found.append(forecast(expected.get(currency) or Expected(books.today, currency), history, weeks))
    return found


def expected_of(creditor: Creditor, today: date) -> dict[str, Expected]:
    """What is open, by what it waits for: promises, agreements, nothing; and what is not counted. By currency."""
    sums: dict[str, _Sums] = defaultdict(_Sums)
    for line in _open_lines(creditor):
        sums[line.currency].lines.append(line)
    _leave_out(creditor, today, sums)
    by_invoice: dict[int, list[_Open]] = defaultdict(list)
    for line in sorted((x for one in sums.values() for x in one.lines), key=lambda x: (x.due_on, x.pk)):
        by_invoice[line.invoice].append(line)
    _take_disputed(creditor, by_invoice, sums)
    _take_agreements(creditor, by_invoice, sums)
    _take_promises(creditor, by_invoice, sums)
    _take_credits(creditor, sums)
    words = _words(creditor)
    return {
        currency: Expected(
            today, currency, tuple(Owed(x.customer, x.due_on, x.left) for x in one.lines if x.left),
            tuple(one.promised), tuple(one.parts), words, dict(one.not_counted),
        )
        for currency, one in sums.items()
    }  # fmt: skip


def _open_lines(creditor: Creditor) -> list[_Open]:
    rows = Receivable.objects.filter(creditor=creditor, open_cents__gt=0).order_by()
    names = ("pk", "customer_id", "invoice_id", "currency", "due_on", "open_cents")
    return [_Open(*row) for row in rows.values_list(*names).iterator()]


def _leave_out(creditor: Creditor, today: date, sums: Mapping[str, _Sums]) -> None:
    """Insolvent customers and those handed over are not counted at all."""
    rows = Customer.objects.filter(creditor=creditor)
    reasons = {
        **dict.fromkeys(rows.filter(handed_over_on__lte=today).values_list("pk", flat=True), "handed_over"),
        **dict.fromkeys(rows.filter(insolvency_on__lte=today).values_list("pk", flat=True), "insolvency"),
    }
    for one in sums.values():
        for line in one.lines:
            if line.customer in reasons:
                one.not_counted[reasons[line.customer]] += line.left
        one.lines = [line for line in one.lines if line.customer not in reasons]


def _take_disputed(creditor: Creditor, by_invoice: Mapping[int, list[_Open]], sums: Mapping[str, _Sums]) -> None:
    disputes = Dispute.objects.filter(creditor=creditor, state__in=["open", "accepted"])
    ids = sorted(set(disputes.values_list("customer_id", flat=True)))
    for start in range(0, len(ids), CHUNK):
        for invoice, cents in disputed_cents(creditor, ids[start : start + CHUNK]).items():
            lines = by_invoice.get(invoice, [])
            for line, part in zip(lines, spread(cents, [x.left for x in lines]), strict=True):
                line.left -= part
                sums[line.currency].not_counted["disputed"] += part


def _take_agreements(creditor: Creditor, by_invoice: Mapping[int, list[_Open]], sums: Mapping[str, _Sums]) -> None:
    """Unpaid instalments on their days, as far as they are still open on the lines that they cover."""
    lines = {line.pk: line for rows in by_invoice.values() for line in rows}
    rows = Agreement.objects.filter(creditor=creditor, state="in_force")
    for agreement in rows.prefetch_related("instalments", "lines__receivable"):
        covered = [lines[x.receivable_id] for x in agreement.lines.all() if x.receivable_id in lines]
        left = sum(line.left for line in covered)
        paid, parts = paid_cents(agreement), sums[agreement.currency].parts
        for instalment in sorted(agreement.instalments.all(), key=lambda x: (x.due_on, x.rank)):
            filled = min(paid, instalment.cents)
            cents = min(instalment.cents - filled, left)
            paid, left = paid - filled, left - cents
            if cents:
                parts.append(Part(agreement.customer_id, cents, instalment.due_on))
        for line in reversed(covered):  # what no instalment covers goes on as other lines do, the latest first
            line.left, left = min(line.left, left), left - min(line.left, left)


def _take_promises(creditor: Creditor, by_invoice: Mapping[int, list[_Open]], sums: Mapping[str, _Sums]) -> None:
    words: dict[int, list[Word]] = defaultdict(list)
    rows = Promise.objects.filter(creditor=creditor, state="live")
    for invoice, on, cents, after in rows.values_list("invoice_id", "on", "cents", "open_after_cents"):
        words[invoice].append(Word(on, cents, after))
    opened = _open_of(creditor, words) if words else {}
    for invoice, live in words.items():
        lines = by_invoice.get(invoice, [])
        for on, cents in still_promised(live, opened.get(invoice, 0)):
            for line, part in zip(lines, spread(cents, [x.left for x in lines]), strict=True):
                if part:
                    line.left -= part
                    sums[line.currency].promised.append(Promised(line.customer, line.due_on, part, on))


def _open_of(creditor: Creditor, invoices: Iterable[int]) -> dict[int, int]:
    ids, found = sorted(invoices), {}
    for start in range(0, len(ids), CHUNK):
        rows = Receivable.objects.filter(creditor=creditor, invoice__in=ids[start : start + CHUNK])
        found.update(dict(rows.values_list("invoice_id").annotate(cents=Sum("open_cents"))))
    return found


def _take_credits(creditor: Creditor, sums: Mapping[str, _Sums]) -> None:
    """A customer's unused credits cover its earliest lines."""
    credits: dict[tuple[str, int], int] = defaultdict(int)
    for table in (CreditNote, Payment):
        rows = table.objects.filter(creditor=creditor, open_cents__gt=0)
        for currency, customer, cents in rows.values_list("currency", "customer_id", "open_cents"):
            credits[currency, customer] += cents
    for currency, one in sums.items() if credits else ():
        for line in sorted(one.lines, key=lambda x: (x.due_on, x.pk)):
            part = min(credits.get((currency, line.customer), 0), line.left)
            if part:
                line.left -= part
                credits[currency, line.customer] -= part
                one.not_counted["credit"] += part


def _words(creditor: Creditor) -> dict[int, tuple[int, int]]:
    """Promises kept, and promises that ended, by customer."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    rows = Promise.objects.filter(creditor=creditor, state__in=["kept", "broken"])
    for customer, state in rows.values_list("customer_id", "state"):
        found[customer][0] += state == "kept"
        found[customer][1] += 1
    return {customer: (kept, ended) for customer, (kept, ended) in found.items()}


def errors_of(creditor: Creditor, books: Books) -> dict[str, list[PastError]]:
    """What forecasts made one and four weeks before were worth, by currency; the past half-year, whole weeks only."""
    this_week = monday_of(books.today)
    rows = ForecastWeek.objects.filter(creditor=creditor, week__lt=this_week, week__gte=this_week - LOOK_BACK)
    kept = [row for row in rows.order_by("week", "made_on") if _lead(row) in LEADS]
    money = _money_by_week(books) if kept else {}
    foreseen: dict[str, list[Foreseen]] = defaultdict(list)
    for row in kept:
        came = sum(
            cents for issued_on, cents in money.get((row.currency, row.week), ())
            if issued_on is None or issued_on <= row.made_on
        )  # fmt: skip
        foreseen[row.currency].append(
            Foreseen(row.made_on, row.week, _lead(row), row.expected_cents, row.low_cents, row.high_cents, came)
        )
    return {currency: past_errors(rows) for currency, rows in foreseen.items()}


def kept_forecast(creditor: Creditor, today: date, weeks: int = 8) -> list[ForecastWeek]:
    """The forecast last kept, from this week on: so many weeks of each currency, in order."""
    rows = ForecastWeek.objects.filter(creditor=creditor, made_on__lte=today)
    last = rows.order_by("-made_on").values("made_on")[:1]
    first = monday_of(today)
    found = rows.filter(made_on=Subquery(last), week__gte=first, week__lt=first + weeks * WEEK)
    return list(found.order_by("currency", "week"))


def _lead(row: ForecastWeek) -> int:
    """Weeks between the forecast and the week that it speaks of."""
    return (row.week - monday_of(row.made_on)) // WEEK


def _money_by_week(books: Books) -> dict[tuple[str, date], list[tuple[date | None, int]]]:
    """Money that came in, by currency and Monday: the issue date of what it paid (None: on account), cents."""
    found: dict[tuple[str, date], list[tuple[date | None, int]]] = defaultdict(list)
    for currency, book in books.by_currency.items():
        for line in book.lines:
            for move in line.moves:
                if move.sort in MONEY:
                    found[currency, monday_of(move.on)].append((line.issued_on, move.cents))
        for credit in book.credits:
            if not credit.is_note and credit.open_cents:
                found[currency, monday_of(credit.on)].append((None, credit.open_cents))
    return found
