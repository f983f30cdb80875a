"""Two implementations of the same rules, compared day after day on ledgers made by chance."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from relance.domain.decide import decide
from relance.domain.plan import Plan
from relance.domain.position import Position
from relance.domain.verdict import Verdict
from tests.domain.ledger_words import FRANCE, each_day, sent
from tests.domain.naive import Answer, answer
from tests.domain.random_ledgers import START, ledgers

DAYS = 60


@given(ledgers())
@settings(max_examples=60)
def test_the_naive_rules_agree_for_sixty_days(ledger: tuple[Position, Plan]) -> None:
    live_and_compare(*ledger)


@pytest.mark.slow
@given(ledgers())
@settings(max_examples=2_000)
def test_the_naive_rules_agree_on_thousands_of_ledgers(ledger: tuple[Position, Plan]) -> None:
    live_and_compare(*ledger)


def live_and_compare(position: Position, plan: Plan) -> None:
    for today in each_day(START, DAYS):
        verdict = decide(position, plan, FRANCE, today)
        assert told(verdict) == answer(position, plan, FRANCE, today), today
        position = sent(position, verdict)


def told(verdict: Verdict) -> Answer:
    handed = {x.receivable: x.step or "" for x in verdict.handover.lines} if verdict.handover else {}
    return Answer([notice_told(n) for n in verdict.notices], handed, dict(verdict.reasons()))


def notice_told(notice: Any) -> dict[str, Any]:
    return {
        "step": notice.step.key,
        "template": notice.step.template,
        "channel": notice.channel,
        "copies": list(notice.copies),
        "acted": {x.receivable: x.step for x in notice.lines if x.acted},
        "listed": sorted(x.receivable for x in notice.lines if not x.acted),
        "total": notice.total_cents,
        "deadline": notice.deadline_on,
        "confirm": bool(notice.confirm_because),
    }
