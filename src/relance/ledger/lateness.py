"""How late the ledger is: by bucket, by customer and month by month, summed by the database."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, F, FloatField, Func, IntegerField, Min, QuerySet, Sum, Value, When

from relance.domain.day_count import add_months
from relance.ledger.models import Creditor, Customer, Notice, Receivable, Task
from relance.ledger.models.notice import ANSWER, WAITING
from relance.ledger.reads import BUCKETS
from relance.ledger.sight import Among, only

LABELS = ("not_due", *(label for label, _ in BUCKETS), "90+")


class Aged(NamedTuple):
    """What is open in one currency, by days late as LABELS name them; cents and due-date lines."""

    currency: str
    cents: tuple[int, ...]
    counts: tuple[int, ...]

    @property
    def total_cents(self) -> int:
        """All that is open."""
        return sum(self.cents)

    @property
    def overdue_cents(self) -> int:
        """All that is late."""
        return sum(self.cents[1:])


class MonthLate(NamedTuple):
    """Lines settled in a month: days late by amount (early counts 0), None for none; and what was late at its end.

    The month under way ends today. A line's part payments count from today on: before it was settled it was late with
    its whole amount, and one still open is late with what is open of it today.
    """

    first: date
    days: float | None
    settled: int
    settled_cents: int
    overdue_cents: int


class Overdue(NamedTuple):
    """A customer with what is late in one currency, since when, and what comes next; `reason`: why nothing does."""

    customer: Customer
    currency: str
    cents: int
    oldest: date
    notice: Notice | None
    task: Task | None
    reason: str
    next_on: date | None


class _MonthOf(Func):
    """`2026-02` of a day, or of the day after it."""

    output_field = CharField()

    def __init__(self, day: str, after: int = 0) -> None:
        super().__init__(F(day))
        self.after = after

    def as_sqlite(self, compiler: Any, connection: Any, **_more: Any) -> Any:
        """Without Django's date functions, which SQLite would call back for every row."""
        form = f"substr(date(%(expressions)s, '+{self.after} day'), 1, 7)" if self.after else None
        return self.as_sql(compiler, connection, template=form or "substr(%(expressions)s, 1, 7)")

    def as_postgresql(self, compiler: Any, connection: Any, **_more: Any) -> Any:
        """The same there."""
        return self.as_sql(compiler, connection, template=f"to_char(%(expressions)s + {self.after}, 'YYYY-MM')")


class _DaysAfter(Func):
    """Days from the second day to the first, 0 where it comes before."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **_more: Any) -> Any:
        """By Julian days."""
        sql, given = self.as_sql(compiler, connection, template="%(expressions)s", arg_joiner="\0")
        first, second = sql.split("\0")
        return f"max(julianday({first}) - julianday({second}), 0)", given

    def as_postgresql(self, compiler: Any, connection: Any, **_more: Any) -> Any:
        """By the difference of days."""
        sql, given = self.as_sql(compiler, connection, template="%(expressions)s", arg_joiner="\0")
        first, second = sql.split("\0")
        return f"greatest({first} - {second}, 0)", given


def _open(creditor: Creditor, among: Among) -> QuerySet[Receivable]:
    return only(Receivable.objects.filter(creditor=creditor, open_cents__gt=0), among).order_by()


def aged_by_currency(creditor: Creditor, today: date, among: Among = None) -> list[Aged]:
    """Buckets of each currency, the one with most lines first; one question."""
    whens = [When(due_on__gte=today, then=Value(0))]
    whens += [When(due_on__gte=today - timedelta(days=most), then=Value(n)) for n, (_, most) in enumerate(BUCKETS, 1)]
    bucket = Case(*whens, default=Value(len(BUCKETS) + 1), output_field=IntegerField())
    rows = _open(creditor, among).annotate(bucket=bucket).values_list("currency", "bucket")
    cents: dict[str, list[int]] = defaultdict(lambda: [0] * len(LABELS))
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(LABELS))
    for currency, at, total, n in rows.annotate(total=Sum("open_cents"), n=Count("pk")):
        cents[currency][at], counts[currency][at] = total, n
    found = [Aged(currency, tuple(sums), tuple(counts[currency])) for currency, sums in cents.items()]
    return sorted(found, key=lambda x: (-sum(x.counts), x.currency))


def lateness_by_month(
    creditor: Creditor, today: date, months: int = 12, among: Among = None
) -> dict[str, list[MonthLate]]:
    """The last months, the one under way included, by currency; empty where nothing was settled in them."""
    first = add_months(today.replace(day=1), 1 - months)
    settled = only(Receivable.objects.filter(creditor=creditor, open_cents=0, paid_on__gte=first), among).order_by()
    rows = settled.annotate(paid=_MonthOf("paid_on"), late_in=_MonthOf("due_on", 1), due_days=_DaysAfter(
        F("paid_on"), F("due_on")
    )).values_list("currency", "paid", "late_in")  # fmt: skip
    closed = list(rows.annotate(n=Count("pk"), s=Sum("amount_cents"), w=Sum(F("amount_cents") * F("due_days"))))
    late = _open(creditor, among).filter(due_on__lt=today).annotate(late_in=_MonthOf("due_on", 1))
    opened = list(late.values_list("currency", "late_in").annotate(s=Sum("open_cents")))
    names = [add_months(first, n) for n in range(months)]
    return {
        currency: [_month(month, [c[1:] for c in closed if c[0] == currency],
                          [o[1:] for o in opened if o[0] == currency]) for month in names]
        for currency in dict.fromkeys(row[0] for row in sorted(closed, key=lambda c: -c[3]))
    }  # fmt: skip


def _month(first: date, closed: list[tuple[Any, ...]], opened: list[tuple[Any, ...]]) -> MonthLate:
    name = f"{first:%Y-%m}"
    mine = [row for row in closed if row[0] == name]
    cents = sum(row[3] for row in mine)
    overdue = sum(row[3] for row in closed if row[1] <= name < row[0]) + sum(c for m, c in opened if m <= name)
    days = float(sum(row[4] for row in mine)) / cents if cents else None
    return MonthLate(first, days, sum(row[2] for row in mine), cents, overdue)


def most_overdue(creditor: Creditor, today: date, among: Among = None, most: int = 8) -> list[Overdue]:
    """The customers with most late in one currency, each with what comes next."""
    late = _open(creditor, among).filter(due_on__lt=today).values_list("customer", "currency")
    rows = list(late.annotate(s=Sum("open_cents"), first=Min("due_on")).order_by("-s", "customer")[:most])
    keys = {row[0] for row in rows}
    customers = Customer.objects.filter(creditor=creditor).in_bulk(keys)
    notices = Notice.objects.filter(creditor=creditor, customer__in=keys, state__in=WAITING).exclude(kind=ANSWER)
    waiting = {(n.customer_id, n.currency): n for n in notices.order_by("-pk")}
    tasks = Task.objects.filter(creditor=creditor, customer__in=keys, closed_on=None).order_by("-due_on", "-pk")
    to_do = {task.customer_id: task for task in tasks}
    lines = Receivable.objects.filter(creditor=creditor, customer__in=keys, open_cents__gt=0, due_on__lt=today)
    steps: dict[tuple[int, str], tuple[str, date | None]] = {}
    for customer, currency, reason, on in lines.order_by(F("next_on").desc(nulls_first=True), "pk").values_list(
        "customer", "currency", "reason", "next_on"
    ):
        steps[customer, currency] = (reason, on)
    return [
        Overdue(
            customers[pk], currency, cents, first, waiting.get((pk, currency)), to_do.get(pk),
            *steps.get((pk, currency), ("", None)),
        )
        for pk, currency, cents, first in rows
    ]  # fmt: skip
