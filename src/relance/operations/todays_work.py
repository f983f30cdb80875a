"""The whole work list of a day, in order: tasks, notices that wait, legal clocks that are running out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from relance.domain.crew import Crew
from relance.domain.work_order import Item, in_order
from relance.ledger.clock_facts import has_few_candidates
from relance.ledger.models import Creditor
from relance.ledger.work import WaitingRow, WorkList, open_declarations, work_list
from relance.operations.escalate import longest_wait
from relance.operations.legal_clocks import ClaimClock, clocks_running_out

CLOCKS_AHEAD = timedelta(days=60)
CLOCKS_BEHIND = timedelta(days=7)  # what passed before is lost: the page of clocks keeps it
MOST_CANDIDATES = 1_000  # receivables whose clocks are worked out at once; beyond, clocks have their own page alone
CLOCK = "legal_clock"
WAITING_TOO_LONG = "confirm_waiting"


@dataclass(frozen=True, slots=True)
class Work:
    """Items in order with what is behind each, by key; counts of all items by kind and by person, before filters.

    `has_clocks` is False where there are too many old debts to work their clocks out here. `passed_on` has the keys
    of notices that have waited too long, each with who would have confirmed them.
    """

    items: list[Item]
    crew: Crew
    tasks: dict[str, int] = field(default_factory=dict)
    notices: dict[str, WaitingRow] = field(default_factory=dict)
    clocks: dict[str, list[ClaimClock]] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    has_clocks: bool = True
    passed_on: dict[str, str] = field(default_factory=dict)


def todays_work(creditor: Creditor, today: date, *, person: str = "", kind: str = "") -> Work:
    """Everything to do, of one person or kind where these are given; what is urgent first, then what is at stake."""
    found = work_list(creditor, today)
    clocks = _clocks(creditor, today)
    told, passed_on = _said_once(creditor, found, today)
    items = [*told, *_clock_items(creditor, found.crew, clocks or {}, today)]
    people = Counter(item.person for item in items)
    mine = [item for item in items if person in ("", item.person)]
    kinds = Counter(item.kind for item in mine)
    shown = [item for item in mine if kind in ("", item.kind)]
    return Work(
        items=in_order(shown, today),
        crew=found.crew,
        tasks=found.tasks,
        notices=found.notices,
        clocks=clocks or {},
        kinds=dict(sorted(kinds.items(), key=lambda x: (-x[1], x[0]))),
        people=dict(people),
        has_clocks=clocks is not None,
        passed_on=passed_on,
    )


def _said_once(creditor: Creditor, found: WorkList, today: date) -> tuple[list[Item], dict[str, str]]:
    """The items without the tasks that say of waiting notices what their own lines say.

    Lines of notices that have waited too long are then for whoever has that task; with the keys of those lines, and
    who would have confirmed them.
    """
    tasks = {item.currency: item for item in found.items if item.kind == WAITING_TOO_LONG}
    late = _lines_too_old(creditor, found, tasks, today) if tasks else set()
    spoken_for = {found.notices[key].currency for key in late}
    items, passed_on = [], {}
    for item in found.items:
        if item.key in late:
            passed_on[item.key] = item.person
            items.append(replace(item, person=tasks[item.currency].person))
        elif item.kind != WAITING_TOO_LONG or item.currency not in spoken_for:
            items.append(item)
    return items, passed_on


def _lines_too_old(creditor: Creditor, found: WorkList, currencies: Collection[str], today: date) -> set[str]:
    limit = longest_wait(creditor, today)
    return {key for key, row in found.notices.items() if row.currency in currencies and row.since <= limit}


def _clocks(creditor: Creditor, today: date) -> dict[str, list[ClaimClock]] | None:
    """Clocks that end within sixty days, those that say the same of one customer together; None: too many debts."""
    if not has_few_candidates(creditor, today, MOST_CANDIDATES):
        return None
    declared = open_declarations(creditor)
    found: dict[str, list[ClaimClock]] = {}
    for one in clocks_running_out(creditor, today):
        if not today - CLOCKS_BEHIND <= one.clock.due_on <= today + CLOCKS_AHEAD:
            continue
        if one.clock.key == "declaration" and one.receivable.customer_id in declared:
            continue  # the task says so already
        receivable = one.receivable
        key = f"clock:{receivable.customer_id}:{receivable.currency}:{one.clock.key}:{one.clock.due_on}"
        found.setdefault(key, []).append(one)
    return found


def _clock_items(creditor: Creditor, crew: Crew, clocks: dict[str, list[ClaimClock]], today: date) -> list[Item]:
    items = []
    for key, rows in clocks.items():
        first = rows[0].receivable
        person = crew.doing((first.customer.owner, creditor.person_in_charge), today)
        cents = sum(row.receivable.open_cents for row in rows)
        items.append(Item(key, CLOCK, rows[0].clock.due_on, cents, first.currency, person))
    return items
