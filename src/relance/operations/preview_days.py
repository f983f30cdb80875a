"""What would leave over the coming days if nobody paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from relance.domain.act import Act
from relance.domain.plan import Plan
from relance.domain.preview import Departure, preview_together
from relance.domain.verdict import NoticeDraft
from relance.ledger.models import Creditor, Customer
from relance.ledger.positions import Case, stream_cases
from relance.operations.plans_in_force import law_of, plans_in_force, reach

SHOWN_PER_DAY = 60
Tell = Callable[[int, int, str], None]


class PreviewRow(NamedTuple):
    """One departure in a few words; cents. `channel` is empty for a hand-over."""

    code: str
    name: str
    step: str
    label: str
    channel: str
    invoices: tuple[str, ...]
    cents: int
    currency: str


@dataclass(frozen=True, slots=True)
class PreviewDay:
    """A day of the preview: how many departures, and the first of them."""

    on: date
    count: int
    rows: tuple[PreviewRow, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


def preview_by_day(*, creditor: Creditor, act: Act, days: int = 30, tell: Tell | None = None) -> list[PreviewDay]:
    """The same by day, with the first departures of each; `tell` hears how far it is."""
    by_day: dict[date, list[Departure]] = defaultdict(list)
    for departure in preview_days(creditor=creditor, act=act, days=days, tell=tell):
        by_day[departure.on].append(departure)
    shown = {d.customer for rows in by_day.values() for d in rows[:SHOWN_PER_DAY]}
    names = _names(creditor, shown)
    return [
        PreviewDay(on, len(rows), tuple(_row(d, names) for d in rows[:SHOWN_PER_DAY]))
        for on, rows in sorted(by_day.items())
    ]


def _names(creditor: Creditor, codes: Iterable[str]) -> dict[str, str]:
    wanted, found = sorted(codes), {}
    for start in range(0, len(wanted), 500):
        rows = Customer.objects.filter(creditor=creditor, code__in=wanted[start : start + 500])
        found.update(dict(rows.values_list("code", "name")))
    return found


def _row(departure: Departure, names: Mapping[str, str]) -> PreviewRow:
    what = departure.what
    channel = what.channel or "" if isinstance(what, NoticeDraft) else ""
    return PreviewRow(
        departure.customer, names.get(departure.customer, departure.customer), what.step.key, what.step.label, channel,
        tuple(line.invoice for line in what.lines), what.total_cents, departure.currency,
    )  # fmt: skip


def preview_days(*, creditor: Creditor, act: Act, days: int = 30, tell: Tell | None = None) -> list[Departure]:
    """The departures of the coming days, by day then customer."""
    owing = Customer.objects.filter(creditor=creditor, receivables__open_cents__gt=0).distinct()
    ids = list(owing.order_by("pk").values_list("pk", flat=True))
    return departures(creditor, ids, plans_in_force(creditor), act, days, tell=tell)


def departures(
    creditor: Creditor, ids: Sequence[int], plans: Mapping[str, Plan], act: Act, days: int, plan: Plan | None = None,
    tell: Tell | None = None,
) -> list[Departure]:  # fmt: skip
    """The departures of these customers, within the daily limit; `plan` replaces every customer's plan."""
    law = law_of(creditor)
    cases = stream_cases(creditor, ids, plans, reach, act.today, law)
    told = _told(cases, len(ids), tell) if tell else cases
    courses = ((position, plan or case.plan) for case in told for position in case.positions)
    found = preview_together(courses, law, act.today, days, creditor.max_notices_per_day)
    return sorted(found, key=lambda d: (d.on, d.customer, d.currency))


def _told(cases: Iterable[Case], total: int, tell: Tell) -> Iterator[Case]:
    for number, case in enumerate(cases):
        if number % 100 == 0:
            tell(number, total, "reading")
        yield case
    tell(0, 0, "deciding")
