"""Days on which interest stands still: a rate of zero with its reason, and nothing else moves."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from relance.domain.claim import Pause
from relance.domain.interest_law import LateRules, RateSpan
from relance.domain.pauses import paused
from relance.domain.said import Said

PLAN = Said("plan", "échéancier")
BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)
RULES = LateRules(
    (
        RateSpan(BEGIN, date(2026, 6, 30), Decimal("12.15"), Said("a", "a")),
        RateSpan(date(2026, 7, 1), END, Decimal("12.40"), Said("b", "b")),
    )
)
DAYS = st.dates(date(2025, 11, 1), date(2027, 2, 1))
PAUSES = st.builds(lambda a, b: Pause(min(a, b), PLAN, max(a, b)), DAYS, DAYS)


def rates(rules: LateRules) -> dict[date, Decimal]:
    """The rate of each day; a day in two spans would be told by the count."""
    found = [
        (one.from_on + timedelta(days=n), one.rate)
        for one in rules.spans
        for n in range((one.to_on - one.from_on).days + 1)
    ]
    assert len(found) == len(dict(found))
    return dict(found)


def test_the_days_of_a_pause_bear_nothing_and_say_why() -> None:
    found = paused(RULES, [Pause(date(2026, 3, 3), PLAN, date(2026, 7, 10))])
    assert [(one.from_on, one.to_on, one.rate) for one in found.spans] == [
        (BEGIN, date(2026, 3, 2), Decimal("12.15")),
        (date(2026, 3, 3), date(2026, 6, 30), 0),
        (date(2026, 7, 1), date(2026, 7, 10), 0),
        (date(2026, 7, 11), END, Decimal("12.40")),
    ]
    assert found.spans[1].source == PLAN


def test_a_pause_without_an_end_goes_on() -> None:
    assert paused(RULES, [Pause(BEGIN, PLAN)]).spans[-1] == RateSpan(date(2026, 7, 1), END, Decimal(0), PLAN)


def test_without_a_pause_nothing_changes() -> None:
    assert paused(RULES, []) is RULES


@given(st.lists(PAUSES, max_size=3))
def test_every_day_keeps_its_rate_or_has_none(pauses: list[Pause]) -> None:
    before, after = rates(RULES), rates(paused(RULES, pauses))
    assert after.keys() == before.keys()
    for day, rate in after.items():
        is_paused = any(p.from_on <= day <= (p.to_on or END) for p in pauses)
        assert rate == (0 if is_paused else before[day])
