"""Plans and ledgers made by chance, around the many holidays of a French spring."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from relance.domain.plan import CHANNELS, CUSTOMER_KINDS, SEGMENTS, Plan, Step, Variant
from relance.domain.position import DoneStep, Hold, PastNotice, Position, Promise, Receivable

START = date(2026, 4, 20)
AMOUNTS = (12_000, 60_000, 250_000, 4_900, 1_200, 300, 12_000, 60_000, 0, -5_000)
SUMS = (0, 500, 5_000, 20_000, 100_000)


def days_around(before: int, after: int) -> st.SearchStrategy[date]:
    """Days from `before` days before the start to `after` days after it."""
    return st.integers(-before, after).map(lambda n: START + timedelta(days=n))


def some(values: Any, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


channels = st.one_of(st.just(("email", "letter")), some(CHANNELS, 3).filter(bool))
variants = st.builds(
    Variant,
    segments=some(SEGMENTS, 2),
    min_total_cents=st.sampled_from((None, None, *SUMS)),
    channels=some(CHANNELS, 2),
    template=st.sampled_from(("", "other")),
)


@st.composite
def steps(draw: st.DrawFn, key: str, kind: str, before: Step | None) -> Step:
    """A step that may stand behind `before`."""
    overdue = kind != "courtesy"
    follows = overdue and before is not None and before.kind != "courtesy"
    anchors = ["due"]
    if follows:
        anchors += ["previous", "deadline"] if before and before.deadline_days else ["previous"]
    grants = kind in ("reminder", "final", "formal_notice")
    return Step(
        key=key,
        kind=kind,  # type: ignore[arg-type]
        anchor=draw(st.sampled_from(anchors)),  # type: ignore[arg-type]
        offset_days=draw(st.integers(0, 15)) if overdue else draw(st.integers(-9, 0)),
        channels=draw(channels) if kind != "handover" else (),
        copies=draw(some(CHANNELS, 1)) if kind != "handover" else (),
        deadline_days=draw(st.sampled_from((0, 0, 8, 14))) if grants else 0,
        mode=draw(st.sampled_from(("auto", "confirm"))),  # type: ignore[arg-type]
        min_total_cents=draw(st.sampled_from((0, 0, 0, 5_000, 100_000))),
        customer_kinds=draw(st.one_of(st.just(()), st.just(()), some(CUSTOMER_KINDS, 2))),
        variants=tuple(draw(st.lists(variants, max_size=2))) if draw(st.booleans()) else (),
    )


@st.composite
def plans(draw: st.DrawFn, key: str = "plan") -> Plan:
    """A plan that obeys every rule of DECIDING, section 2."""
    counts = [("courtesy", 2), ("reminder", 3), ("final", 2), ("formal_notice", 1), ("handover", 1)]
    kinds = [kind for kind, most in counts for _ in range(draw(st.integers(0, most)))] or ["reminder"]
    made: list[Step] = []
    for number, kind in enumerate(kinds):
        made.append(draw(steps(f"s{number}", kind, made[-1] if made else None)))
    return Plan(
        key,
        tuple(made),
        min_gap_days=draw(st.integers(0, 7)),
        formal_gap_days=draw(st.sampled_from((0, 10, 30))),
        floor_cents=draw(st.sampled_from((0, 500, 3_000))),
        small_total_cents=draw(st.sampled_from((0, 5_000, 100_000))),
        confirm_above_cents=draw(st.sampled_from((None, 10_000, 200_000))),
        group_by=draw(st.sampled_from(("customer", "customer", "invoice"))),  # type: ignore[arg-type]
        promise_grace_days=draw(st.integers(0, 3)),
        debit_grace_days=draw(st.integers(0, 6)),
        fresh_bank_days=draw(st.sampled_from((7, 40))),
        any_bank_days=draw(st.sampled_from((21, 60))),
        roll_due_dates=draw(st.booleans()),
        on_broken_promise=draw(st.sampled_from(("resume", "escalate"))),  # type: ignore[arg-type]
    )


@st.composite
def stops(draw: st.DrawFn) -> Hold:
    start = draw(days_around(10, 30))
    return Hold(start, draw(st.one_of(st.none(), st.integers(0, 20).map(lambda n: start + timedelta(days=n)))))


def seldom(strategy: st.SearchStrategy[Any], nothing: Any) -> st.SearchStrategy[Any]:
    """`nothing` three times out of four."""
    return st.sampled_from("nnny").flatmap(lambda said: strategy if said == "y" else st.just(nothing))


def rarely(strategy: st.SearchStrategy[Any], nothing: Any) -> st.SearchStrategy[Any]:
    """`nothing` fifteen times out of sixteen."""
    return seldom(seldom(strategy, nothing), nothing)


@st.composite
def steps_done(draw: st.DrawFn, plan: Plan) -> tuple[DoneStep, ...]:
    """What was done before: the first steps of the plan, of another plan, or before Relance was used."""
    count = draw(st.integers(0, min(3, len(plan.steps))))
    on, done = START - timedelta(days=draw(st.integers(20, 60))), []
    for step in plan.steps[:count]:
        key = draw(st.sampled_from((step.key, step.key, "", "gone")))
        on += timedelta(days=draw(st.integers(0, 9)))
        granted = on + timedelta(days=step.deadline_days) if step.deadline_days else None
        done.append(DoneStep(key, step.kind, on, granted, waived=draw(seldom(st.just(True), False))))
    return tuple(done)


@st.composite
def receivables(draw: st.DrawFn, number: int, plan: Plan) -> Receivable:
    cents = draw(st.sampled_from(AMOUNTS))
    own = draw(seldom(plans(key="own"), None))
    part = st.sampled_from((max(cents, 0), max(cents, 0) // 2))
    promises = draw(seldom(st.lists(st.builds(Promise, days_around(20, 30), part), max_size=3), []))
    return Receivable(
        key=f"r{number}",
        invoice=f"FA-{draw(st.integers(1, 9))}",
        due_on=draw(days_around(60, 30)),
        open_cents=cents,
        done=draw(seldom(steps_done(own or plan), ())),
        holds=draw(rarely(st.tuples(stops()), ())),
        disputed_cents=draw(seldom(part, 0)),
        promises=tuple(promises),
        agreement_until=draw(rarely(days_around(5, 30), None)),
        direct_debit=draw(seldom(st.just(True), False)),
        plan=own,
    )


@st.composite
def positions(draw: st.DrawFn, plan: Plan) -> Position:
    count = draw(st.integers(1, 5))
    wrote = st.builds(PastNotice, days_around(20, -1), st.sampled_from(("courtesy", "reminder", "final")))
    return Position(
        customer="Dupont SARL",
        kind=draw(st.sampled_from(CUSTOMER_KINDS)),
        segment=draw(st.sampled_from(SEGMENTS)),
        channels=frozenset(draw(st.one_of(st.just(CHANNELS), st.just(CHANNELS), some(CHANNELS, 4)))),
        receivables=tuple(draw(receivables(n, plan)) for n in range(count)),
        credit_cents=draw(seldom(st.sampled_from((1_000, 30_000)), 0)),
        notices=draw(seldom(st.tuples(wrote), ())),
        holds=draw(rarely(st.tuples(stops()), ())),
        no_dunning=draw(rarely(st.booleans(), False)),
        insolvency_on=draw(rarely(days_around(5, 60), None)),
        handed_over_on=draw(rarely(days_around(5, 60), None)),
        reply_waiting_since=draw(rarely(days_around(5, 20), None)),
        money_known_to=draw(seldom(days_around(10, 30), None)),
        unchanged_since=draw(seldom(days_around(60, 0), None)),
        confirm_all=draw(st.booleans()),
    )


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Position, Plan]:
    """A customer's position with the plan that holds for it."""
    plan = draw(plans())
    return draw(positions(plan)), plan
