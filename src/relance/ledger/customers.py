"""The list of customers: who is sought, in which order, what each owes, and what comes next for it.

Sums are worked out over what is open alone, and for the customers of one page: neither grows with what was settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, overload

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Least

from relance.ledger import models
from relance.ledger.models.notice import WAITING
from relance.ledger.sight import Among, only
from relance.ledger.tracking import People, people_of

FAR = date(9999, 12, 31)
NOBODY = "-"
SITUATIONS = ("held", "disputed", "promised", "agreement", "excluded")
BY_DEBT = ("owed", "overdue", "late")


class Sought(NamedTuple):
    """Which customers are wanted. `cents`: the words are an amount; `quiet_since`: not reminded since that day."""

    words: str = ""
    cents: int | None = None
    overdue: bool = False
    kind: str = ""
    segment: str = ""
    plan: str = ""
    owner: str = ""
    situation: str = ""
    least_cents: int | None = None
    quiet_since: date | None = None


class Due(NamedTuple):
    """What a customer owes in one currency; cents."""

    currency: str
    open_cents: int
    overdue_cents: int


class Following(NamedTuple):
    """What comes next for a customer: the key of its words or a plan's step, its day, and who does it."""

    action: str
    on: date
    owner: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One line of the list; `since` is the oldest due date that is past."""

    customer: models.Customer
    dues: tuple[Due, ...]
    since: date | None
    next: Following | None

    @property
    def is_overdue(self) -> bool:
        """Whether anything is late."""
        return any(due.overdue_cents for due in self.dues)


def sought_customers(
    creditor: models.Creditor, sought: Sought, today: date, among: Among = None
) -> QuerySet[models.Customer]:
    """The customers sought, in no order yet; nothing is loaded."""
    rows = among if among is not None else models.Customer.objects.filter(creditor=creditor)
    if sought.words:
        rows = rows.filter(named(creditor, sought.words, sought.cents))
    for column in ("kind", "segment", "plan"):
        if getattr(sought, column):
            rows = rows.filter(**{column: getattr(sought, column)})
    if sought.owner:
        rows = rows.filter(_in_charge(creditor, sought.owner))
    if sought.overdue:
        rows = rows.filter(pk__in=_open(creditor).filter(due_on__lt=today).values("customer"))
    if sought.situation:
        rows = rows.filter(_in_situation(creditor, sought.situation, today))
    if sought.least_cents:
        sums = _open(creditor).order_by().values("customer").annotate(cents=Sum("open_cents"))
        rows = rows.filter(pk__in=sums.filter(cents__gte=sought.least_cents).values("customer"))
    if sought.quiet_since:
        rows = rows.filter(_quiet(creditor, sought.quiet_since, today))
    return rows


def named(creditor: models.Creditor, words: str, cents: int | None) -> Q:
    """Customers with these words in their name, code or e-mail, that SIREN, that invoice, or exactly that amount."""
    has = Q(code__icontains=words) | Q(email__icontains=words)
    for spelling in spellings(words):
        has |= Q(name__icontains=spelling)
    digits = "".join(words.split())
    if digits.isdecimal() and len(digits) >= 9:
        has |= Q(siren__startswith=digits[:14])
    invoices = models.Invoice.objects.filter(creditor=creditor, number__icontains=words)
    has |= Q(pk__in=invoices.values("customer"))
    if cents:
        lines = models.Receivable.objects.filter(Q(amount_cents=cents) | Q(open_cents=cents), creditor=creditor)
        sums = _open(creditor).order_by().values("customer").annotate(cents=Sum("open_cents"))
        has |= Q(pk__in=lines.values("customer")) | Q(pk__in=sums.filter(cents=cents).values("customer"))
    return has


def spellings(words: str) -> set[str]:
    """The words as they may be written: not every database knows that É and é are one letter."""
    return {words} if words.isascii() else {words, words.lower(), words.upper(), words.title()}


def _open(creditor: models.Creditor) -> QuerySet[models.Receivable]:
    return models.Receivable.objects.filter(creditor=creditor, open_cents__gt=0)


def _in_charge(creditor: models.Creditor, owner: str) -> Q:
    """Customers of that person; of nobody, where nobody is in charge of all the others either."""
    if owner == NOBODY:
        return Q(owner="")
    return Q(owner__in=[owner, ""]) if owner == creditor.person_in_charge else Q(owner=owner)


def _in_situation(creditor: models.Creditor, situation: str, today: date) -> Q:
    if situation == "excluded":
        stopped = Q(insolvency_on__lte=today) | Q(handed_over_on__lte=today)
        return Q(no_dunning=True) | stopped
    mine: Any = {"creditor": creditor}
    rows: dict[str, QuerySet[Any]] = {
        "held": models.Hold.objects.filter(
            Q(until_on=None) | Q(until_on__gte=today), **mine, released_on=None, from_on__lte=today
        ),
        "disputed": models.Dispute.objects.filter(**mine, state__in=["open", "accepted"]),
        "promised": models.Promise.objects.filter(**mine, state="live"),
        "agreement": models.Agreement.objects.filter(**mine, state="in_force"),
    }
    return Q(pk__in=rows[situation].values("customer"))


def _quiet(creditor: models.Creditor, since: date, today: date) -> Q:
    """Something is late, and no reminder was made since that day."""
    late = _open(creditor).filter(due_on__lt=today)
    done = models.StepDone.objects.filter(creditor=creditor, on__gte=since, is_waived=False)
    return Q(pk__in=late.values("customer")) & ~Q(pk__in=done.values("receivable__customer"))


class Debtors(Sequence[int]):
    """The keys of customers by what they owe; those who owe nothing follow by name, or come first."""

    def __init__(
        self, creditor: models.Creditor, customers: QuerySet[models.Customer], by: str, today: date, *, falls: bool,
        is_everyone: bool = False,
    ) -> None:  # fmt: skip
        self.customers, self.falls = customers, falls
        rows = _open(creditor)
        if by == "overdue":
            rows = rows.filter(due_on__lt=today)
        if not is_everyone:
            rows = rows.filter(customer__in=customers.order_by().values("pk"))
        self.rows = rows.order_by()
        sums: Any = {"at": Min("due_on")} if by == "late" else {"at": Sum("open_cents")}
        order = ("at" if falls else "-at") if by == "late" else ("-at" if falls else "at")
        self.owing = self.rows.values("customer").annotate(**sums).order_by(order, "customer__name", "customer")
        self.others = customers.exclude(pk__in=self.rows.values("customer")).order_by("name", "pk")
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = self.customers.count()
        return self._count

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> list[int]: ...
    def __getitem__(self, at: int | slice) -> int | list[int]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        start, stop = at.start or 0, at.stop if at.stop is not None else len(self)
        owing, others = self.owing.values_list("customer", flat=True), self.others.values_list("pk", flat=True)
        first, second = (owing, others) if self.falls else (others, owing)
        found = list(first[start:stop])
        if len(found) < stop - start:
            before = start + len(found) if found or not start else self._first_count()
            found += list(second[max(start - before, 0) : stop - before])
        return found

    def _first_count(self) -> int:
        owing = self.rows.values("customer").distinct().count()
        return owing if self.falls else len(self) - owing


def by_next_day(customers: QuerySet[models.Customer], today: date) -> QuerySet[models.Customer]:
    """With `next_day`: the first day on which something is to be done, by a person or by itself."""
    mine: Any = {"customer": OuterRef("pk")}
    tasks = models.Task.objects.filter(**mine, closed_on=None)
    lines = models.Receivable.objects.filter(**mine, open_cents__gt=0, next_on__isnull=False)
    waiting = models.Notice.objects.filter(**mine, state__in=WAITING)
    return customers.annotate(
        has_waiting=Exists(waiting),
        next_day=Least(
            Coalesce(_first(tasks, "due_on"), Value(FAR)),
            Coalesce(_first(lines, "next_on"), Value(FAR)),
            Coalesce(_first(waiting, "decided_on"), Value(FAR)),
            Coalesce(F("wake_on"), Value(FAR)),
        ),
    )


def _first(rows: QuerySet[Any], column: str) -> Subquery:
    return Subquery(rows.order_by(column).values(column)[:1])


def customer_rows(creditor: models.Creditor, keys: Sequence[int], today: date) -> list[CustomerRow]:
    """The lines of these customers, in the order given; a fixed number of queries."""
    found = models.Customer.objects.filter(creditor=creditor).in_bulk(keys)
    dues, since = _dues(creditor, keys, today)
    following = _following(creditor, list(found.values()), today)
    return [
        CustomerRow(found[key], tuple(dues[key]), since.get(key), following.get(key)) for key in keys if key in found
    ]


def _dues(creditor: models.Creditor, keys: Sequence[int], today: date) -> tuple[dict[int, list[Due]], dict[int, date]]:
    dues: dict[int, list[Due]] = defaultdict(list)
    since: dict[int, date] = {}
    sums = _open(creditor).filter(customer__in=list(keys)).order_by().values_list("customer", "currency")
    late = Q(due_on__lt=today)
    for key, currency, cents, overdue, first in sums.annotate(
        cents=Sum("open_cents"), overdue=Coalesce(Sum("open_cents", filter=late), 0), first=Min("due_on", filter=late)
    ).order_by("currency"):
        dues[key].append(Due(currency, cents, overdue))
        if first:
            since[key] = min(first, since.get(key, first))
    return dues, since


def _following(creditor: models.Creditor, customers: Sequence[models.Customer], today: date) -> dict[int, Following]:
    """The first thing to do for each: a task, a notice that waits, the next step, or the next decision."""
    people, keys = people_of(creditor, today), [customer.pk for customer in customers]
    found: dict[int, Following] = {}
    for key, one in _all_to_come(creditor, keys):
        if key not in found or one.on < found[key].on:
            found[key] = one
    return {
        customer.pk: _by_whom(found.get(customer.pk), customer, people)
        for customer in customers if customer.pk in found or customer.wake_on
    }  # fmt: skip


def _all_to_come(creditor: models.Creditor, keys: Sequence[int]) -> Iterator[tuple[int, Following]]:
    tasks = models.Task.objects.filter(creditor=creditor, customer__in=keys, closed_on=None)
    for key, kind, on, owner in tasks.order_by("due_on", "pk").values_list("customer", "kind", "due_on", "owner"):
        if key is not None:
            yield key, Following(kind, on, owner)
    notices = models.Notice.objects.filter(creditor=creditor, customer__in=keys, state__in=WAITING)
    for key, state, on, label in notices.order_by("pk").values_list("customer", "state", "decided_on", "step_label"):
        yield key, Following("leaves" if state == "planned" else "confirm", on, "", label)
    lines = _open(creditor).filter(customer__in=keys, next_on__isnull=False).order_by("next_on", "pk")
    for key, next_on, step in lines.values_list("customer", "next_on", "next_step"):
        if next_on is not None:
            yield key, Following("step" if step else "decide", next_on, "", step)


def _by_whom(one: Following | None, customer: models.Customer, people: People) -> Following:
    again = Following("decide", customer.wake_on, "") if customer.wake_on else None
    first = min((x for x in (one, again) if x), key=lambda x: x.on)
    return first._replace(owner=people.doing(first.owner, customer.owner), on=max(first.on, people.today))


def debt_sums(
    creditor: models.Creditor, customers: QuerySet[models.Customer] | None, today: date
) -> list[tuple[str, int, int]]:
    """What these customers owe, and of it what is late, by currency; cents. None: all of them."""
    rows = only(_open(creditor), customers).order_by().values_list("currency")
    late = Coalesce(Sum("open_cents", filter=Q(due_on__lt=today)), 0)
    return list(rows.annotate(cents=Sum("open_cents"), late=late).order_by("currency"))


def age_floor(today: date, days: int) -> date:
    """The day so many days ago."""
    return today - timedelta(days=days)
