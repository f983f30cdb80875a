"""Every case of `vectors/interest.json` through `relance owed --json`, to the cent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.claims.desk import Desk
from tests.conftest import REPOSITORY

CASES = json.loads((REPOSITORY / "tests" / "vectors" / "interest.json").read_text(encoding="utf-8"))["cases"]
SETTINGS = ("imputation", "below_floor", "day_count")


def test_the_copy_of_the_reference_cases_is_the_reference(shared_folder: Any) -> None:
    reference = json.loads((shared_folder / "vectors" / "interest.json").read_text(encoding="utf-8"))
    assert reference["cases"] == CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_command_says_what_was_worked_out_by_hand(desk: Desk, case: dict[str, Any]) -> None:
    desk.settings(**{name: case[name] for name in SETTINGS if name in case})
    desk.bill(
        case["due_on"], case["amount_cents"], at=case["due_on"], kind=case["customer_kind"], late_rate=case["rate"]
    )
    for event in case["events"]:
        book = desk.pay if event["kind"] == "payment" else desk.credit
        book(event["on"], event["cents"], **({"kind": case["customer_kind"]} if book == desk.credit else {}))
    if "formal_notice_on" in case:
        desk.notify(case["formal_notice_on"])
    found, wanted = desk.owed(case["at"]), dict(case["expect"])
    warning = wanted.pop("warning", None)
    assert {name: found[name] for name in wanted} == wanted
    assert warning is None or warning in found["warnings"]
