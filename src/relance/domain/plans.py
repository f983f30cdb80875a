"""Plans as data: read from TOML, checked, advised upon, and written back (DECIDING, section 2)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache
from importlib import resources
from typing import Any, NamedTuple, get_args, get_type_hints

from relance.domain.plan import (
    CHANNELS,
    CUSTOMER_KINDS,
    KINDS,
    SEGMENTS,
    SEVERITY,
    Anchor,
    Claims,
    Mode,
    Plan,
    Step,
    Variant,
)

PRESETS = ("standard", "progressive", "phone-first", "two-then-notice", "by-profile")
MOST_REMINDERS = 3
MOST_DAYS = 3650  # ten years; beyond it dates themselves come to their end


class PlanRefused(ValueError):
    """A plan that cannot be used; the message is one sentence that names the step or the setting."""


class PlanProblem(NamedTuple):
    """One thing that makes a plan impossible: the number of its step (none for a setting), the field, a sentence."""

    step: int | None
    field: str
    words: str


def parse_plan(text: str) -> Plan:
    """Read a plan from TOML. Raises PlanRefused with one clear sentence."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanRefused(f"the plan is not valid TOML: {error}") from None
    return plan_from_dict(data)


def plan_from_dict(data: Mapping[str, Any]) -> Plan:
    """Build a plan from plain data (as TOML gives it) and check every rule. Raises PlanRefused."""
    raw_steps = data.get("steps", [])
    if not isinstance(raw_steps, list) or not raw_steps:
        raise PlanRefused("the plan has no steps: give at least one [[steps]] table")
    steps = tuple(_step(number, raw) for number, raw in enumerate(raw_steps, start=1))
    settings = {k: v for k, v in data.items() if k != "steps"}
    plan = Plan(steps=steps, **_typed(Plan, settings, "the plan"))
    for problem in plan_problems(plan):
        raise PlanRefused(problem.words)
    return plan


def _step(number: int, raw: Any) -> Step:
    if not isinstance(raw, Mapping):
        raise PlanRefused(f"step {number} is not a table: write it as [[steps]]")
    name = f"step {raw.get('key') or number}"
    raw_variants = raw.get("variants", [])
    if not isinstance(raw_variants, list) or not all(isinstance(v, Mapping) for v in raw_variants):
        raise PlanRefused(f"the variants of {name} are not tables: write each as [[steps.variants]]")
    variants = tuple(Variant(**_typed(Variant, v, f"a variant of {name}")) for v in raw_variants)
    values = _typed(Step, {k: v for k, v in raw.items() if k != "variants"}, name)
    if "key" not in values or "kind" not in values:
        raise PlanRefused(f"{name} needs a key and a kind")
    # a formal notice waits for a person unless the creditor has said otherwise in so many words
    values.setdefault("mode", "confirm" if values["kind"] == "formal_notice" else "auto")
    return Step(variants=variants, **values)


def _typed(shape: type, raw: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Keep the fields that `shape` knows, refuse the others, and check simple types."""
    hints = get_type_hints(shape)
    known = {f.name: f for f in fields(shape) if f.init and f.name != "ranks"}
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in known:
            raise PlanRefused(f"{name} has an unknown field “{key}”: it knows {', '.join(sorted(known))}")
        values[key] = _value(hints[key], value, f"“{key}” of {name}")
    missing = [k for k, f in known.items() if f.default is MISSING and k not in values and k == "key"]
    if missing and shape is Plan:
        raise PlanRefused("the plan needs a key")
    return values


def _value(hint: Any, value: Any, name: str) -> Any:
    text = str(hint)
    if "tuple[str" in text:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise PlanRefused(f"{name} must be a list of words")
        return tuple(value)
    if "Literal" in text:
        allowed = get_args(hint)
        if value not in allowed:
            raise PlanRefused(f"{name} is “{value}”: it must be one of {', '.join(map(str, allowed))}")
        return value
    for kind, words in ((bool, "true or false"), (int, "a whole number"), (str, "a text")):
        if kind.__name__ in text:
            if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
                raise PlanRefused(f"{name} must be {words}")
            return value
    raise PlanRefused(f"{name} cannot be set here")


def plan_problems(plan: Plan) -> Iterator[PlanProblem]:
    """Everything that makes a plan impossible, each with the setting or the step and field that it is about."""
    yield from _wrong_settings(plan)
    seen: set[str] = set()
    previous: Step | None = None
    for number, step in enumerate(plan.steps):
        for name, words in _problems(step, previous, seen):
            yield PlanProblem(number, name, f"step {step.key}: {words}")
        seen.add(step.key)
        previous = step


def _wrong_settings(plan: Plan) -> Iterator[PlanProblem]:
    for name in (f.name for f in fields(Plan)):
        value = getattr(plan, name)
        if isinstance(value, int) and not isinstance(value, bool) and value < 0:
            yield PlanProblem(None, name, f"“{name}” of the plan is negative: it must be 0 or more")
        if name.endswith("_days") and value > MOST_DAYS:
            yield PlanProblem(None, name, f"“{name}” of the plan is too long: it must be {MOST_DAYS} days or fewer")


def _problems(step: Step, previous: Step | None, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Everything that makes one step impossible where it stands, by the field to change."""
    first_overdue = step.kind != "courtesy" and (previous is None or previous.kind == "courtesy")
    if step.key in seen:
        yield "key", "its key is used twice; give each step a key of its own"
    if previous and SEVERITY[step.kind] < SEVERITY[previous.kind]:
        yield (
            "kind",
            f"a {step.kind} cannot come after a {previous.kind}; severity never decreases along a plan",
        )
    if first_overdue and step.anchor != "due":
        yield "anchor", "the first step after the courtesies must have anchor = “due”"
    if step.kind == "courtesy" and step.anchor != "due":
        yield "anchor", "a courtesy must have anchor = “due”"
    if step.anchor == "deadline" and (previous is None or not previous.deadline_days):
        yield "anchor", "it is anchored on a deadline, but the step before it grants none (deadline_days)"
    yield from _wrong_numbers(step)
    yield from _unknown_words(step)


def _wrong_numbers(step: Step) -> Iterator[tuple[str, str]]:
    if step.kind != "courtesy" and step.offset_days < 0:
        yield "offset_days", "only a courtesy may come before the due date; make offset_days 0 or more"
    if step.kind == "courtesy" and step.offset_days > 0:
        yield "offset_days", "a courtesy comes before the due date; make offset_days 0 or less"
    if step.deadline_days and step.kind in ("courtesy", "handover"):
        yield "deadline_days", f"a {step.kind} grants no deadline; take deadline_days out"
    if step.deadline_days < 0:
        yield "deadline_days", "its deadline_days is negative; make it 0 or more"
    for name in ("offset_days", "deadline_days"):
        if abs(getattr(step, name)) > MOST_DAYS:
            yield name, f"its days are too many; {MOST_DAYS} are the most"
    if step.min_total_cents < 0 or any((v.min_total_cents or 0) < 0 for v in step.variants):
        yield "min_total_cents", "its min_total_cents is negative; make it 0 or more"


def _unknown_words(step: Step) -> Iterator[tuple[str, str]]:
    if not step.channels and step.kind != "handover":
        yield "channels", "it has no channels; give at least one"
    for channel in (*step.channels, *step.copies, *(c for v in step.variants for c in v.channels)):
        if channel not in CHANNELS:
            yield "channels", f"the channel “{channel}” is unknown; known are {', '.join(CHANNELS)}"
    for kind in step.customer_kinds:
        if kind not in CUSTOMER_KINDS:
            yield "customer_kinds", f"the customer kind “{kind}” is unknown; known are {', '.join(CUSTOMER_KINDS)}"
    for segment in (s for v in step.variants for s in v.segments):
        if segment not in SEGMENTS:
            yield "variants", f"the segment “{segment}” is unknown; known are {', '.join(SEGMENTS)}"
    if not step.key or not step.key.replace("-", "").replace("_", "").isalnum():
        yield "key", "its key must be letters, digits, “-” or “_”"


def advice(plan: Plan) -> tuple[str, ...]:
    """What a good colleague would say of a valid plan."""
    found = []
    before = [s for s in plan.steps if s.kind == "reminder"]
    if len(before) > MOST_REMINDERS and any(s.kind == "formal_notice" for s in plan.steps):
        found.append(f"{len(before)} reminders before the formal notice teach bad payers to wait; three are enough")
    if not any(SEVERITY[s.kind] >= SEVERITY["formal_notice"] for s in plan.steps):
        found.append("the plan ends without a formal notice: what is not paid then stays where it is")
    for step in plan.steps:
        if step.kind == "formal_notice" and "registered_letter" not in step.channels:
            found.append(f"step {step.key}: a formal notice without a registered letter is hard to prove")
        if step.kind == "formal_notice" and not 8 <= step.deadline_days <= 15:
            found.append(f"step {step.key}: usage grants 8 to 15 days after a formal notice")
    return tuple(found)


def to_toml(plan: Plan) -> str:
    """The plan as TOML, leaving out what has its default value."""
    lines = [*_toml_fields(plan, skip=("steps", "ranks"))]
    for step in plan.steps:
        lines += ["", "[[steps]]", *_toml_fields(step, skip=("variants",))]
        for variant in step.variants:
            lines += ["", "[[steps.variants]]", *_toml_fields(variant)]
    return "\n".join(lines) + "\n"


def _toml_fields(thing: Any, skip: tuple[str, ...] = ()) -> Iterator[str]:
    for f in fields(thing):
        value = getattr(thing, f.name)
        if f.name not in skip and value is not None and (value != f.default or _must_be_said(thing, f.name)):
            yield f"{f.name} = {toml_value(value)}"


def _must_be_said(thing: Any, name: str) -> bool:
    """A formal notice that leaves by itself says so: left out, its mode would be read as `confirm`."""
    return name == "mode" and thing.kind == "formal_notice"


def toml_value(value: Any) -> str:
    """One value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(toml_value(v) for v in value) + "]"
    # a TOML text is written as a JSON one is, but for DEL
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


@cache
def preset_text(key: str) -> str:
    """The TOML of a preset. Raises PlanRefused naming those that exist."""
    if key not in PRESETS:
        raise PlanRefused(f"there is no preset “{key}”: choose one of {', '.join(PRESETS)}")
    return (resources.files("relance.domain") / "presets" / f"{key}.toml").read_text(encoding="utf-8")


@cache
def load_preset(key: str) -> Plan:
    """One of the five plans shipped with Relance."""
    return parse_plan(preset_text(key))


__all__ = [
    "KINDS",
    "PRESETS",
    "Anchor",
    "Claims",
    "Mode",
    "PlanProblem",
    "PlanRefused",
    "advice",
    "load_preset",
    "parse_plan",
    "plan_problems",
]
