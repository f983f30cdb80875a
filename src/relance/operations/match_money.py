"""Match the money that waits: what is sure is applied, what is likely is proposed and its invoices left in peace."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Min, Sum

from relance.domain.act import Act
from relance.domain.allocate.matching import outcomes
from relance.domain.allocate.model import Match, Outcome
from relance.domain.money_words import task_reason
from relance.ledger.matching import load_book, waiting_money
from relance.ledger.models import BankLine, Creditor
from relance.ledger.money import as_json, declined, reason_json, what_it_pays
from relance.ledger.writes import SLICE, Happening, append_events, close_tasks, lock_creditor, open_task, update_many
from relance.operations.apply_match import apply_match
from relance.operations.money_holds import keep_holds
from relance.operations.record_payment import money_moved
from relance.operations.refused import Refused

PROGRAM = "relance"


class MatchReport(NamedTuple):
    """How many lines were looked at, and what came of them: counts, and cents whatever the currency."""

    looked_at: int = 0
    sure: int = 0
    proposed: int = 0
    unknown: int = 0
    sure_cents: int = 0
    proposed_cents: int = 0
    unknown_cents: int = 0


@dataclass(slots=True)
class _Run:
    creditor: Creditor
    act: Act
    count: Counter[str] = field(default_factory=Counter)
    cents: Counter[str] = field(default_factory=Counter)
    moved: set[int] = field(default_factory=set)
    happenings: list[Happening] = field(default_factory=list)
    before: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    changed: list[tuple[Any, ...]] = field(default_factory=list)


def match_money(*, creditor: Creditor, act: Act) -> MatchReport:
    """Look at all money that waits; run again, nothing changes unless something else has.

    1. What is sure becomes payments, unless a person has undone a match of that line: then it is proposed.  2. What is
    likely is kept on the line, without the readings that a person declined, and its invoices are left in peace.
    3. What follows from open amounts that moved, once for all; one task says how many wait.
    """
    with transaction.atomic():
        creditor = lock_creditor(creditor)
        money = waiting_money(creditor)
        run = _Run(creditor, act)
        lines = _lines(creditor, [one.key for one in money])
        # what a person has decided about comes last: it takes nothing from the others
        money.sort(key=lambda one: lines[one.key].decided_at is not None)
        for outcome in outcomes(money, load_book(creditor)) if money else ():
            _take(run, lines[outcome.money], outcome)
            if len(run.changed) >= SLICE:
                _write(run)
        _write(run)
        append_events(creditor, run.happenings, act)
        money_moved(creditor, sorted(run.moved), act)
        if lines:
            keep_holds(creditor, list(lines.values()), run.before, act)
        tell_who_waits(creditor, act)
    return MatchReport(
        len(money), *(run.count[state] for state in ("matched", "proposed", "unknown")),
        *(run.cents[state] for state in ("matched", "proposed", "unknown")),
    )  # fmt: skip


def match_waiting(creditor: Creditor, act: Act) -> MatchReport:
    """The same, once among the checks of the morning: what was typed since may be what the money pays.

    Later that day every import does it; a page that decides again after a click does not wait for it.
    """
    return MatchReport() if creditor.last_run_on == act.today else match_money(creditor=creditor, act=act)


def _lines(creditor: Creditor, keys: list[int]) -> dict[int, BankLine]:
    found: dict[int, BankLine] = {}
    for start in range(0, len(keys), SLICE):
        found |= BankLine.objects.filter(creditor=creditor).in_bulk(keys[start : start + SLICE])
    return found


def _take(run: _Run, line: BankLine, outcome: Outcome) -> None:
    run.before[line.pk] = list(line.proposals)
    if not (outcome.sure and _may_apply(line, outcome.sure) and _apply(run, line, outcome.sure)):
        _propose(run, line, outcome)
    run.count[line.state] += 1
    run.cents[line.state] += line.cents


def _may_apply(line: BankLine, match: Match) -> bool:
    """Whether the program may decide by itself: not once a person has undone or declined something of this line."""
    return line.decided_at is None and what_it_pays(as_json(match)) not in declined(line)


def _apply(run: _Run, line: BankLine, match: Match) -> bool:
    """Apply a sure match; False where it does not fit what is open, which is then a person's question."""
    try:
        with transaction.atomic():
            written = apply_match(run.creditor, line, match, run.act, rule="sure", by=PROGRAM)
    except Refused:
        line.refresh_from_db()
        return False
    run.moved |= written.customers
    run.happenings += written.happenings
    return True


def _propose(run: _Run, line: BankLine, outcome: Outcome) -> None:
    """Keep the readings that nobody declined; a line without any has no answer."""
    no = declined(line)
    readings = [outcome.sure] if outcome.sure else []
    readings += outcome.likely
    readings += [Match("likely", x, on_account_cents=line.cents, reasons=outcome.reasons) for x in outcome.customers]
    proposals, seen = [], list(no)
    for kept in map(as_json, readings):
        if what_it_pays(kept) not in seen:
            proposals.append(kept)
            seen.append(what_it_pays(kept))
    state = "proposed" if proposals else "unknown"
    why = [reason_json(x) for x in outcome.reasons] + [{"no": one} for one in no]
    if (line.state, line.proposals, line.why) == (state, proposals, why):
        return
    line.state, line.proposals, line.why = state, proposals, why
    run.changed.append((state, proposals, why, line.pk))


def _write(run: _Run) -> None:
    update_many(BankLine, ("state", "proposals", "why"), run.changed)
    run.changed.clear()


def tell_who_waits(creditor: Creditor, act: Act) -> None:
    """One task for all money that waits for a word; closed once there is none."""
    rows = BankLine.objects.filter(creditor=creditor, cents__gt=0, state__in=("proposed", "unknown")).order_by()
    found = rows.values_list("currency").annotate(n=Count("pk"), sum=Sum("cents"), first=Min("booked_on"))
    sums = sorted(found, key=lambda row: -row[2])
    if not sums:
        close_tasks(creditor, act, result="no longer needed", kind="match_money")
        return
    currency, _n, cents, _first = sums[0]
    open_task(
        creditor, act, kind="match_money", due_on=act.today, amount_cents=cents, currency=currency,
        why=task_reason(sum(row[1] for row in sums), creditor.language),
    )  # fmt: skip
