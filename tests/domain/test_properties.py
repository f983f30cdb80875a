"""What holds of every decision, whatever the plan and the ledger."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.decide import decide
from relance.domain.plan import CHANNELS, Plan
from relance.domain.position import Position, Receivable
from relance.domain.preview import Departure, preview
from relance.domain.steps import overdue_steps_done
from relance.domain.verdict import Handover, NoticeDraft, Verdict
from tests.domain.ledger_words import FRANCE, each_day, sent
from tests.domain.random_ledgers import START, days_around, ledgers, plans, positions

quick = settings(max_examples=40)
thorough = settings(max_examples=1_500)
Ledger = tuple[Position, Plan]
Gone = tuple[date, NoticeDraft | Handover]


def day_by_day(position: Position, plan: Plan, days: int = 60) -> list[Gone]:
    """Decide on each day, whatever the last decision said of when to look again."""
    gone: list[Gone] = []
    for today in each_day(START, days):
        verdict = decide(position, plan, FRANCE, today)
        gone += [(today, n) for n in verdict.notices]
        gone += [(today, verdict.handover)] if verdict.handover else []
        position = sent(position, verdict)
    return gone


def only_when_woken(position: Position, plan: Plan, days: int = 60) -> list[Gone]:
    return [(d.on, d.what) for d in preview(position, plan, FRANCE, START, days)]


def first_departure(position: Position, plan: Plan) -> Departure | None:
    return next(preview(position, plan, FRANCE, START, 60), None)


def lines_of(verdict: Verdict) -> list[str]:
    return [line.receivable for notice in verdict.notices for line in notice.lines]


# -- the rule above all rules --------------------------------------------------------------------------------
@given(ledgers(), days_around(0, 60))
@quick
def test_no_line_asks_for_more_than_what_is_open(ledger: Ledger, today: date) -> None:
    position, plan = ledger
    open_cents = {r.key: r.open_cents for r in position.receivables}
    verdict = decide(position, plan, FRANCE, today)
    for notice in (*verdict.notices, *verdict.unreachable):
        assert all(0 < line.open_cents <= open_cents[line.receivable] for line in notice.lines)
        assert notice.total_cents == sum(line.open_cents for line in notice.lines)


@given(ledgers(), days_around(0, 60))
@quick
def test_who_owes_nothing_overdue_gets_at_most_a_courtesy(ledger: Ledger, today: date) -> None:
    position, plan = ledger
    not_yet = tuple(replace(r, due_on=max(r.due_on, today)) for r in position.receivables)
    verdict = decide(replace(position, receivables=not_yet), plan, FRANCE, today)
    assert {n.step.kind for n in (*verdict.notices, *verdict.unreachable)} <= {"courtesy"}
    assert verdict.handover is None


@given(ledgers(), days_around(0, 60))
@quick
def test_who_has_paid_everything_hears_nothing(ledger: Ledger, today: date) -> None:
    position, plan = ledger
    paid = tuple(replace(r, open_cents=0) for r in position.receivables)
    verdict = decide(replace(position, receivables=paid), plan, FRANCE, today)
    assert not verdict.notices and not verdict.unreachable and not verdict.handover


@given(ledgers(), st.data())
@quick
def test_a_payment_between_decision_and_sending_takes_the_line_out(ledger: Ledger, data: st.DataObject) -> None:
    position, plan = ledger
    gone = first_departure(position, plan)
    if gone is None:
        return
    paid = data.draw(st.sampled_from(gone.what.lines)).receivable
    changed = tuple(replace(r, open_cents=0) if r.key == paid else r for r in position.receivables)
    verdict = decide(replace(position, receivables=changed), plan, FRANCE, gone.on)
    assert paid not in lines_of(verdict)
    assert gone.what not in (*verdict.notices, verdict.handover)


# -- once, and in order --------------------------------------------------------------------------------------
@given(ledgers(), days_around(0, 60))
@quick
def test_deciding_twice_says_the_same(ledger: Ledger, today: date) -> None:
    assert decide(*ledger, FRANCE, today) == decide(*ledger, FRANCE, today)


@given(ledgers())
@quick
def test_a_day_run_twice_is_run_once(ledger: Ledger) -> None:
    position, plan = ledger
    for today in each_day(START, 40):
        first = decide(position, plan, FRANCE, today)
        position = sent(position, first)
        again = decide(position, plan, FRANCE, today)
        told = {line for notice in first.notices for line in lines_of(replace(first, notices=(notice,)))}
        late = [n for n in again.notices if n.step.kind != "courtesy"]
        assert not told & {line for n in late for line in lines_of(replace(again, notices=(n,)))}
        assert not (first.notices and plan.group_by == "customer" and again.notices)


@given(ledgers(), st.lists(st.integers(1, 25), min_size=6, max_size=6))
@quick
def test_catching_up_after_missed_days_never_skips_a_step(ledger: Ledger, pauses: list[int]) -> None:
    position, plan = ledger
    today = START
    for pause in pauses:
        verdict = decide(position, plan, FRANCE, today)
        after = sent(position, verdict)
        for before, now in zip(position.receivables, after.receivables, strict=True):
            new = now.done[len(before.done) :]
            assert len(new) <= 1, "one decision advances a receivable by at most one step"
            if new and new[0].kind != "courtesy":
                assert skipped_kinds(before, new[0].key, plan, position) == set()
        position, today = after, today + timedelta(days=pause)


def skipped_kinds(receivable: Receivable, key: str, plan: Plan, position: Position) -> set[str]:
    """Kinds of the severe steps between the last one reached and this one that nothing allowed to pass over."""
    its_plan = receivable.plan or plan
    behind = [its_plan.ranks[d.key] for d in receivable.done if d.key in its_plan.ranks]
    reminders = [n for n, s in enumerate(its_plan.steps) if s.kind == "reminder"]
    behind += reminders[: len(overdue_steps_done(receivable))][-1:]
    between = its_plan.steps[max(behind, default=-1) + 1 : its_plan.ranks[key]]
    wanted = [s for s in between if s.kind != "courtesy"]
    wanted = [s for s in wanted if not s.customer_kinds or position.kind in s.customer_kinds]
    return {s.kind for s in wanted if not s.min_total_cents or s.kind in ("formal_notice", "handover")}


@given(ledgers())
@quick
def test_no_deadline_granted_is_ever_cut_short(ledger: Ledger) -> None:
    granted: dict[str, date] = {}
    for on, what in day_by_day(*ledger):
        for line in (x for x in what.lines if x.acted):
            assert on > granted.get(line.receivable, date.min)
            if isinstance(what, NoticeDraft) and what.deadline_on:
                granted[line.receivable] = what.deadline_on


@given(ledgers())
@quick
def test_notices_leave_on_working_days_and_apart(ledger: Ledger) -> None:
    _, plan = ledger
    gap, last = timedelta(days=max(plan.min_gap_days, 1)), dict[str, date]()
    for on, what in day_by_day(*ledger):
        assert FRANCE.is_working_day(on)
        if isinstance(what, NoticeDraft) and what.step.kind != "courtesy":
            assert what.invoice not in last or on - last[what.invoice] >= gap
            last[what.invoice] = on


# -- looking only when it matters ----------------------------------------------------------------------------
@given(ledgers())
@quick
def test_looking_on_wake_days_only_misses_nothing(ledger: Ledger) -> None:
    assert only_when_woken(*ledger) == day_by_day(*ledger)


@pytest.mark.slow
@given(ledgers())
@thorough
def test_looking_on_wake_days_only_misses_nothing_in_thousands(ledger: Ledger) -> None:
    assert only_when_woken(*ledger, 90) == day_by_day(*ledger, 90)


@given(ledgers())
@quick
def test_tasks_are_asked_for_on_wake_days(ledger: Ledger) -> None:
    position, plan = ledger
    wake: date | None = START
    known: set[str] = set()
    for today in each_day(START, 90):
        verdict = decide(position, plan, FRANCE, today)
        asked = {t.kind for t in verdict.tasks}
        if wake is None or today < wake:
            assert asked <= known, today
        else:
            known, wake = asked, verdict.wake_on
        assert wake is None or wake > today
        position = sent(position, verdict)


# -- what must not matter ------------------------------------------------------------------------------------
@given(ledgers())
@quick
def test_other_names_change_nothing(ledger: Ledger) -> None:
    position, plan = ledger
    renamed = tuple(replace(r, key=f"other-{r.key}") for r in position.receivables)
    other = replace(position, customer="Martin SAS", receivables=renamed)
    assert [shape(d) for d in day_by_day(other, plan)] == [shape(d) for d in day_by_day(position, plan)]


def shape(gone: Gone) -> tuple[date, str, int, list[tuple[str, int, bool]]]:
    on, what = gone
    return on, what.step.key, what.total_cents, [(x.invoice, x.open_cents, x.acted) for x in what.lines]


@given(plans(), st.data())
@quick
def test_another_customer_changes_nothing(plan: Plan, data: st.DataObject) -> None:
    one, other = data.draw(positions(plan)), data.draw(positions(plan))
    together = [list(preview(p, plan, FRANCE, START, 60)) for p in (other, one)]
    assert together[1] == list(preview(one, plan, FRANCE, START, 60))


@given(ledgers())
@quick
def test_the_order_of_the_ledger_changes_nothing(ledger: Ledger) -> None:
    position, plan = ledger
    together = replace(plan, group_by="customer")
    numbered = tuple(replace(r, invoice=f"FA-{n}") for n, r in enumerate(position.receivables))
    forth, back = (replace(position, receivables=rows) for rows in (numbered, numbered[::-1]))
    assert [shape(d) for d in day_by_day(back, together)] == [shape(d) for d in day_by_day(forth, together)]


@given(ledgers())
@quick
def test_in_a_calendar_without_holidays_other_years_change_nothing(ledger: Ledger) -> None:
    """Fifty-two weeks later, weekdays are the same and so is all that leaves."""
    position, plan = ledger
    year = timedelta(weeks=52)
    now = preview(position, plan, WeekdaysOnly(), START, 60)
    then = preview(shifted(position, year), plan, WeekdaysOnly(), START + year, 60)
    assert [shape((d.on, d.what)) for d in then] == [(d.on + year, *shape((d.on, d.what))[1:]) for d in now]


class WeekdaysOnly(type(FRANCE)):  # type: ignore[misc]
    """A law that knows no holidays."""

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5


def shifted(thing: Any, by: timedelta) -> Any:
    """The same thing with every date moved."""
    if isinstance(thing, date):
        return thing + by
    if isinstance(thing, tuple):
        return tuple(shifted(part, by) for part in thing)
    if is_dataclass(thing) and not isinstance(thing, Plan):
        return replace(thing, **{f.name: shifted(getattr(thing, f.name), by) for f in fields(thing)})  # type: ignore[type-var]
    return thing


@given(ledgers(), days_around(0, 60))
@quick
def test_every_receivable_is_accounted_for(ledger: Ledger, today: date) -> None:
    """Each is acted upon, or there is one reason why not; or a gate says it for all."""
    position, plan = ledger
    verdict = decide(position, plan, FRANCE, today)
    told = [key for key, _ in verdict.reasons()]
    marked = [x.receivable for n in verdict.notices for x in n.acted]
    assert told == [None] or sorted(told + marked) == sorted(r.key for r in position.receivables)  # type: ignore[type-var]


@given(ledgers(), days_around(0, 60))
@quick
def test_only_reachable_channels_are_used(ledger: Ledger, today: date) -> None:
    position, plan = ledger
    verdict = decide(position, plan, FRANCE, today)
    assert {n.channel for n in verdict.notices} <= position.channels <= set(CHANNELS)
    assert all(n.channel is None for n in verdict.unreachable)
