"""The plan of a form, of a text and of the rules are one plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.plan import KINDS, Kind, Plan
from relance.domain.plan_changes import plan_changes
from relance.domain.plan_days import plan_days
from relance.domain.plan_form import Draft, draft_of, draft_sent, fields_of, read_draft
from relance.domain.plan_text import rewritten
from relance.domain.plans import PRESETS, load_preset, parse_plan, preset_text, to_toml
from tests.domain.random_ledgers import plans

STANDARD = load_preset("standard")


def back_from_the_browser(plan: Plan) -> Plan:
    read, problems = read_draft(draft_sent(fields_of(draft_of(plan))))
    assert read is not None, problems
    return read


def typed(**changes: str) -> Draft:
    sent = fields_of(draft_of(STANDARD)) | {name.replace("__", "-"): [text] for name, text in changes.items()}
    return draft_sent(sent)


@pytest.mark.parametrize("key", PRESETS)
def test_every_shipped_plan_comes_back_from_the_form_and_its_text_keeps_every_byte(key: str) -> None:
    plan = back_from_the_browser(load_preset(key))
    assert plan == load_preset(key)
    assert rewritten(preset_text(key), plan) == (preset_text(key), ())


@settings(max_examples=60, deadline=None)
@given(plans())
def test_any_plan_comes_back_from_the_form_and_from_the_text(plan: Plan) -> None:
    assert back_from_the_browser(plan) == plan
    assert parse_plan(rewritten(to_toml(plan), plan).text) == plan


@settings(max_examples=60, deadline=None)
@given(plans(), plans())
def test_a_text_made_to_say_another_plan_says_it(old: Plan, new: Plan) -> None:
    assert parse_plan(rewritten(to_toml(old), new).text) == new


@settings(max_examples=40, deadline=None)
@given(plans(), st.sampled_from(KINDS))
def test_an_added_step_fits_where_it_is_put(plan: Plan, kind: Kind) -> None:
    draft, at = draft_of(plan).with_step(kind)
    found, problems = read_draft(draft)
    assert found is None or found.steps[at].kind == kind
    assert not [p for p in problems if p.field.startswith(f"step-{at}-")]
    assert read_draft(draft.removed(at))[0] == plan


def test_a_change_keeps_the_remarks_and_the_lines_around_it() -> None:
    text = preset_text("standard").replace("offset_days = 8", "offset_days = 8 # seen with Anne", 1)
    text = "# our plan\n" + text.replace('[[steps]]\nkey = "final"', '# the last one\n[[steps]]\nkey = "final"')
    plan, _ = read_draft(typed(step__1__days="12", min_gap_days="7"))
    assert plan is not None
    new, lost = rewritten(text, plan)
    assert lost == () and parse_plan(new) == plan
    assert new.startswith("# our plan\n") and "# the last one\n[[" in new
    assert "offset_days = 12  # seen with Anne" in new


def test_a_remark_on_a_step_taken_out_is_named_as_lost() -> None:
    text = preset_text("standard").replace('label = "Deuxième relance"', 'label = "Deuxième relance" # by Paul')
    plan, _ = read_draft(draft_of(load_preset("two-then-notice")))
    assert plan is not None
    assert rewritten(text.replace('key = "r2"', 'key = "rx"'), plan).lost == ("# by Paul",)


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("step__1__days", "huit", "number"),
        ("floor_cents", "5,001", "amount"),
        ("step__1__days", "-3", "step r1: only a courtesy may come before"),
        ("step__2__key", "r1", "step r1: its key is used twice"),
        ("step__1__when", "after_previous", "step r1: the first step after the courtesies"),
        ("min_gap_days", "-1", "“min_gap_days” of the plan is negative"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(field: str, text: str, words: str) -> None:
    plan, problems = read_draft(typed(**{field: text}))
    assert plan is None and problems[0].field == field.replace("__", "-") and problems[0].words.startswith(words)


def test_all_that_is_wrong_is_said_at_once_and_kept_as_typed() -> None:
    draft = typed(step__1__days="huit", step__2__deadline_days="", floor_cents="x")
    assert {p.field for p in read_draft(draft)[1]} == {"step-1-days", "step-2-deadline_days", "floor_cents"}
    assert fields_of(draft)["step-1-days"] == ["huit"]


def test_a_step_moves_but_not_past_either_end() -> None:
    draft = draft_of(STANDARD)
    assert [s.values["key"][0] for s in draft.moved(1, 1).steps][:3] == ["c1", "r2", "r1"]
    assert draft.moved(0, -1) == draft == draft.moved(5, 1)


def test_the_days_of_a_plan_count_deadlines_and_distances() -> None:
    assert plan_days(STANDARD) == (-5, 8, 16, 25, 34, 43)
    assert plan_days(load_preset("progressive"))[:5] == (-5, 1, 7, 15, 30)


def test_two_versions_are_compared_field_by_field() -> None:
    plan, _ = read_draft(typed(step__1__days="12", floor_cents="10").removed(5))
    assert plan is not None
    found = [(c.what, c.step.key if c.step else "", c.field, c.old, c.new) for c in plan_changes(STANDARD, plan)]
    assert found == [
        ("setting", "", "floor_cents", 500, 1000),
        ("changed", "r1", "offset_days", 8, 12),
        ("removed", "handover", "", None, None),
    ]
