"""Every case of `vectors/interest.json`, to the cent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from relance.domain.claim import ClaimEvent, ClaimFacts
from relance.domain.interest import statement
from relance.domain.late_rate import parse_late_rate
from tests.conftest import REPOSITORY
from tests.interest.claims import LAW, day

FILE = REPOSITORY / "tests" / "vectors" / "interest.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
IMPUTATIONS = ("interest_first", "principal_first")


def claim_of(case: dict[str, Any], imputation: str) -> ClaimFacts:
    notice = case.get("formal_notice_on")
    return ClaimFacts(
        amount_cents=case["amount_cents"],
        due_on=day(case["due_on"]),
        customer_kind=case["customer_kind"],
        events=tuple(ClaimEvent(day(e["on"]), e["kind"], e["cents"]) for e in case["events"]),
        rate=parse_late_rate(case["rate"]),
        formal_notice_on=day(notice) if notice else None,
        imputation=imputation,  # type: ignore[arg-type]
        day_count=case.get("day_count", "ACT/365"),
        below_floor=case.get("below_floor", "floor"),
    )


# Where a case names no imputation, its result must not depend on it.
@pytest.mark.parametrize(
    ("case", "imputation"),
    [(case, one) for case in CASES for one in IMPUTATIONS if case.get("imputation", one) == one],
    ids=lambda value: value["id"] if isinstance(value, dict) else value,
)
def test_what_is_owed_is_what_was_worked_out_by_hand(case: dict[str, Any], imputation: str) -> None:
    found = statement(claim_of(case, imputation), LAW, day(case["at"]))
    wanted = dict(case["expect"])
    warning = wanted.pop("warning", None)
    assert {name: getattr(found, name) for name in wanted} == wanted
    assert warning is None or warning in {note.code for note in found.warnings}
