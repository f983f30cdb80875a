"""Plans as data: what is refused, what is advised, and the five that are shipped (DECIDING, sections 2 and 9)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.plan import Plan
from relance.domain.plans import (
    PRESETS,
    PlanRefused,
    advice,
    load_preset,
    parse_plan,
    plan_from_dict,
    preset_text,
    to_toml,
)
from tests.domain.random_ledgers import plans

R1 = {"key": "r1", "kind": "reminder", "offset_days": 7, "channels": ["email"]}
R2 = {"key": "r2", "kind": "reminder", "anchor": "previous", "offset_days": 8, "channels": ["email"]}
COURTESY = {"key": "c1", "kind": "courtesy", "offset_days": -5, "channels": ["email"]}
NOTICE = {"key": "mise", "kind": "formal_notice", "anchor": "previous", "channels": ["registered_letter"]}
LAWYER = {"key": "lawyer", "kind": "handover", "anchor": "previous"}


def made(*steps: Any, **settings_given: Any) -> Plan:
    return plan_from_dict({"key": "mine", "steps": list(steps), **settings_given})


def refusal(*steps: Any, **settings_given: Any) -> str:
    with pytest.raises(PlanRefused) as refused:
        made(*steps, **settings_given)
    return str(refused.value)


# -- what is refused, and how it is told ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("steps", "name", "told"),
    [
        ([R1, {**R2, "key": "r1"}], "r1", "used twice"),
        ([R1, NOTICE, R2], "r2", "severity never decreases"),
        ([COURTESY, {**R1, "anchor": "previous"}], "r1", "must have anchor = “due”"),
        ([{**COURTESY, "anchor": "previous"}, R1], "c1", "must have anchor = “due”"),
        ([R1, {**R2, "anchor": "deadline"}], "r2", "grants none"),
        ([{**R1, "offset_days": -1}], "r1", "only a courtesy may come before the due date"),
        ([R1, {**R2, "offset_days": -1}], "r2", "only a courtesy may come before the due date"),
        ([{**COURTESY, "offset_days": 1}, R1], "c1", "before the due date"),
        ([{**COURTESY, "deadline_days": 8}, R1], "c1", "grants no deadline"),
        ([R1, {**LAWYER, "deadline_days": 8}], "lawyer", "grants no deadline"),
        ([{**R1, "deadline_days": -8}], "r1", "deadline_days is negative"),
        ([{**R1, "channels": []}], "r1", "has no channels"),
        ([{**R1, "channels": ["pigeon"]}], "r1", "“pigeon” is unknown"),
        ([{**R1, "copies": ["pigeon"]}], "r1", "“pigeon” is unknown"),
        ([{**R1, "variants": [{"channels": ["pigeon"]}]}], "r1", "“pigeon” is unknown"),
        ([{**R1, "variants": [{"segments": ["rich"]}]}], "r1", "“rich” is unknown"),
        ([{**R1, "variants": "e-mail"}], "r1", "[[steps.variants]]"),
        ([{**R1, "customer_kinds": ["friend"]}], "r1", "“friend” is unknown"),
        ([{**R1, "kind": "threat"}], "r1", "“threat”"),
        ([{**R1, "anchor": "easter"}], "r1", "“easter”"),
        ([{**R1, "offset_days": "7"}], "r1", "a whole number"),
        ([{**R1, "offset_days": 10**9}], "r1", "too many"),
        ([{**R1, "min_total_cents": -1}], "r1", "negative"),
        ([{**R1, "colour": "red"}], "r1", "unknown field “colour”"),
        ([R1, {"key": "r2"}], "r2", "needs a key and a kind"),
        ([R1, {**R2, "key": ""}], "2", "its key must be"),
        ([R1, {**R2, "key": "r 2"}], "r 2", "its key must be"),
        ([R1, "r2"], "2", "[[steps]]"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_refused_naming_the_step(steps: list[Any], name: str, told: str) -> None:
    words = refusal(*steps)
    assert f"step {name}" in words or (name == "2" and words.startswith("step "))
    assert told in words


@pytest.mark.parametrize(
    ("given_settings", "told"),
    [
        ({"min_gap_days": -1}, "“min_gap_days”"),
        ({"formal_gap_days": 10**9}, "“formal_gap_days”"),
        ({"floor_cents": 4.99}, "“floor_cents”"),
        ({"roll_due_dates": 1}, "“roll_due_dates”"),
        ({"group_by": "street"}, "“street”"),
        ({"speed": 3}, "“speed”"),
        ({"ranks": {}}, "“ranks”"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name(given_settings: dict[str, Any], told: str) -> None:
    assert told in refusal(R1, **given_settings)


def test_a_plan_without_steps_or_key_is_refused() -> None:
    assert "no steps" in refusal()
    with pytest.raises(PlanRefused, match="needs a key"):
        plan_from_dict({"steps": [R1]})


def test_what_is_not_toml_is_refused_in_one_sentence() -> None:
    with pytest.raises(PlanRefused, match="not valid TOML"):
        parse_plan("key = ")


def test_a_preset_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(PlanRefused, match="standard, progressive"):
        load_preset("aggressive")


def test_settings_left_out_have_the_documented_defaults() -> None:
    plan = made(R1)
    assert (plan.min_gap_days, plan.formal_gap_days, plan.floor_cents, plan.small_total_cents) == (5, 30, 500, 5000)
    assert (plan.promise_grace_days, plan.instalment_grace_days, plan.debit_grace_days) == (2, 5, 5)
    assert (plan.fresh_bank_days, plan.any_bank_days, plan.roll_due_dates) == (7, 21, True)
    assert (plan.confirm_above_cents, plan.group_by, plan.on_broken_promise) == (None, "customer", "resume")


def test_a_formal_notice_is_confirmed_unless_said_otherwise_in_so_many_words() -> None:
    assert [s.mode for s in made(R1, NOTICE).steps] == ["auto", "confirm"]
    assert made(R1, {**NOTICE, "mode": "auto"}).steps[1].mode == "auto"


# -- advice --------------------------------------------------------------------------------------------------
def test_more_than_three_reminders_before_a_formal_notice_are_advised_against() -> None:
    reminders = [R1, *({**R2, "key": f"r{n}"} for n in (2, 3, 4))]
    assert "teach bad payers to wait" in " ".join(advice(made(*reminders, NOTICE)))
    assert "teach bad payers to wait" not in " ".join(advice(made(*reminders[:3], NOTICE)))


def test_advice_names_what_is_weak_in_a_formal_notice() -> None:
    told = " ".join(advice(made(R1, {**NOTICE, "channels": ["email"], "deadline_days": 3})))
    assert "step mise" in told and "registered letter" in told and "8 to 15 days" in told


def test_a_plan_without_a_formal_notice_is_noticed() -> None:
    assert "without a formal notice" in " ".join(advice(made(R1)))


# -- out and in again ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_written_and_read_again_is_the_same(key: str) -> None:
    assert parse_plan(to_toml(load_preset(key))) == load_preset(key)


@given(plans())
@settings(max_examples=60)
def test_any_plan_written_and_read_again_is_the_same(plan: Plan) -> None:
    assert parse_plan(to_toml(plan)) == plan


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=60)
def test_any_label_survives_being_written(label: str) -> None:
    assert parse_plan(to_toml(made({**R1, "label": label}, label=label))).steps[0].label == label


# -- presets -------------------------------------------------------------------------------------------------
STANDARD_END = [
    ("final", "deadline", 1, ["registered_letter", "email"], 8),
    ("formal_notice", "deadline", 1, ["registered_letter"], 8),
    ("handover", "deadline", 1, [], 0),
]
AS_DOCUMENTED: dict[str, list[tuple[str, str, int, list[str], int]]] = {
    "standard": [
        ("courtesy", "due", -5, ["email"], 0),
        ("reminder", "due", 8, ["email", "phone"], 0),
        ("reminder", "previous", 8, ["email", "phone"], 8),
        *STANDARD_END,
    ],
    "progressive": [
        ("courtesy", "due", -5, ["email"], 0),
        ("reminder", "due", 1, ["email", "phone"], 0),
        ("reminder", "due", 7, ["email", "phone"], 0),
        ("reminder", "due", 15, ["email", "phone"], 0),
        ("final", "due", 30, ["registered_letter", "email"], 8),
        *STANDARD_END[1:],
    ],
    "phone-first": [
        ("reminder", "due", 3, ["phone"], 0),
        ("reminder", "previous", 5, ["email"], 8),
        ("formal_notice", "deadline", 1, ["registered_letter"], 14),
        ("handover", "deadline", 1, [], 0),
    ],
    "two-then-notice": [
        ("reminder", "due", 7, ["email", "letter"], 0),
        ("reminder", "previous", 10, ["email", "letter"], 0),
        ("formal_notice", "previous", 10, ["registered_letter", "email"], 8),
        ("handover", "deadline", 1, [], 0),
    ],
    "by-profile": [
        ("reminder", "due", 7, ["email", "letter"], 0),
        ("reminder", "previous", 8, ["email", "letter"], 8),
        *STANDARD_END,
    ],
}


@pytest.mark.parametrize("key", PRESETS)
def test_each_preset_is_as_documented(key: str) -> None:
    found = [(s.kind, s.anchor, s.offset_days, list(s.channels), s.deadline_days) for s in load_preset(key).steps]
    assert found == AS_DOCUMENTED[key]


@pytest.mark.parametrize("key", PRESETS)
def test_each_preset_confirms_its_formal_notice_and_asks_for_no_better(key: str) -> None:
    plan = load_preset(key)
    assert [s.mode for s in plan.steps if s.kind == "formal_notice"] == ["confirm"]
    assert [told for told in advice(plan) if "teach" not in told] == []
    assert plan.key == key and f'key = "{key}"' in preset_text(key)


def test_the_formal_notice_is_copied_by_mail_where_that_is_said() -> None:
    copies = {key: next(s.copies for s in load_preset(key).steps if s.kind == "formal_notice") for key in PRESETS}
    assert {key for key, also in copies.items() if also == ("email",)} == {"standard", "progressive", "by-profile"}


def test_only_progressive_writes_every_three_days() -> None:
    assert {key: load_preset(key).min_gap_days for key in PRESETS if load_preset(key).min_gap_days != 5} == {
        "progressive": 3
    }


def test_the_second_reminder_by_profile_goes_another_way_for_each() -> None:
    variants = load_preset("by-profile").steps[1].variants
    assert [(v.segments, v.min_total_cents, v.channels[0]) for v in variants] == [
        (("bad",), None, "registered_letter"),
        ((), 500_000, "registered_letter"),
        (("slow", "new"), None, "phone"),
        (("good",), None, "email"),
    ]
