"""A plan as a form sends it, and back: every field a text, wrong ones kept as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from relance.domain.plan import SEVERITY, Kind, Plan, Step, Variant
from relance.domain.plans import PlanRefused, plan_from_dict, plan_problems
from relance.domain.tabular.amounts import written

Values = dict[str, list[str]]
# when a step comes: the anchor, and before or after it
WHEN: Final = ("before_due", "after_due", "after_previous", "after_deadline")
_ANCHORS: Final = {"after_previous": "previous", "after_deadline": "deadline"}
_CENTS: Final = {"floor_cents", "small_total_cents", "confirm_above_cents", "min_total_cents"}
_DAYS: Final = {"days", "deadline_days", *(f.name for f in fields(Plan) if f.name.endswith("_days"))}
_LISTS: Final = ("channels", "copies", "customer_kinds", "segments")
_MAY_BE_NONE: Final = {"confirm_above_cents"}
_SETTINGS: Final = tuple(f.name for f in fields(Plan) if f.name not in ("steps", "ranks"))
_STEP: Final = tuple(f.name for f in fields(Step) if f.name not in ("anchor", "offset_days", "variants"))
_VARIANT: Final = tuple(f.name for f in fields(Variant))
_CONTROL: Final = {"anchor": "when", "offset_days": "days"}  # the field of a plan and the one of the form it stands for
_NAME: Final = re.compile(r"step-(\d{1,3})-(?:variant-(\d{1,3})-)?(\w+)")
MOST_DIGITS: Final = 12


class FormProblem(NamedTuple):
    """What is wrong with one field of the form: `number`, `amount`, or a sentence about the plan."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class DraftStep:
    """One step as typed."""

    values: Values
    variants: tuple[Values, ...] = ()

    @property
    def kind(self) -> str:
        """Its kind."""
        return _one(self.values, "kind")


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as typed: its settings and its steps."""

    values: Values
    steps: tuple[DraftStep, ...] = field(default=())

    def moved(self, number: int, by: int) -> Draft:
        """The same with one step moved; at either end nothing moves."""
        steps, to = list(self.steps), number + by
        if not (0 <= number < len(steps) and 0 <= to < len(steps)):
            return self
        steps.insert(to, steps.pop(number))
        return replace(self, steps=tuple(steps))

    def removed(self, number: int) -> Draft:
        """The same without one step."""
        return replace(self, steps=tuple(s for n, s in enumerate(self.steps) if n != number))

    def with_variant(self, number: int) -> Draft:
        """The same with one more case at a step."""
        return self._changed(number, lambda step: (*step.variants, _shown(Variant(), _VARIANT)))

    def without_variant(self, number: int, which: int) -> Draft:
        """The same without one case of a step."""
        return self._changed(number, lambda step: tuple(v for n, v in enumerate(step.variants) if n != which))

    def _changed(self, number: int, variants: Any) -> Draft:
        steps = (replace(s, variants=variants(s)) if n == number else s for n, s in enumerate(self.steps))
        return replace(self, steps=tuple(steps))

    def with_step(self, kind: Kind, label: str = "") -> tuple[Draft, int]:
        """The same with a new step of that kind, after the last that is no severer; and its number."""
        at = max((n + 1 for n, s in enumerate(self.steps) if SEVERITY.get(s.kind, 0) <= SEVERITY[kind]), default=0)
        before = self.steps[at - 1] if at else None
        after = self.steps[at] if at < len(self.steps) else None
        new = DraftStep(_step_values(replace(_new_step(kind, self._free_key(kind), before, after), label=label)))
        return replace(self, steps=(*self.steps[:at], new, *self.steps[at:])), at

    def _free_key(self, kind: str) -> str:
        stem = {"courtesy": "c", "reminder": "r", "formal_notice": "notice"}.get(kind, kind)
        taken, number = {_one(s.values, "key") for s in self.steps}, 1
        while f"{stem}{number}" in taken:
            number += 1
        return stem if len(stem) > 1 and stem not in taken else f"{stem}{number}"


def draft_of(plan: Plan, mark: str = ".") -> Draft:
    """The form of a plan; `mark` is the decimal mark of its amounts."""
    steps = (DraftStep(_step_values(s, mark), tuple(_shown(v, _VARIANT, mark) for v in s.variants)) for s in plan.steps)
    return Draft(_shown(plan, _SETTINGS, mark), tuple(steps))


def draft_sent(sent: Mapping[str, Sequence[str]]) -> Draft:
    """The form as it was sent; what a plan does not know is left aside."""
    steps: dict[int, Values] = {}
    variants: dict[int, dict[int, Values]] = {}
    for name, values in sent.items():
        found = _NAME.fullmatch(name)
        if found is None:
            continue
        number = int(found[1])
        place = steps if found[2] is None else variants.setdefault(number, {})
        place.setdefault(int(found[2] or number), {})[found[3]] = list(values)
    kept = (DraftStep(steps[n], tuple(v for _, v in sorted(variants.get(n, {}).items()))) for n in sorted(steps))
    return Draft({name: list(sent[name]) for name in _SETTINGS if name in sent}, tuple(kept))


def fields_of(draft: Draft) -> Values:
    """Every field of a form by its name, as a browser would send them."""
    found = dict(draft.values)
    for n, step in enumerate(draft.steps):
        found |= {f"step-{n}-{name}": values for name, values in step.values.items()}
        for m, variant in enumerate(step.variants):
            found |= {f"step-{n}-variant-{m}-{name}": values for name, values in variant.items()}
    return found


def read_draft(draft: Draft) -> tuple[Plan | None, tuple[FormProblem, ...]]:
    """The plan that a form says, and all that is wrong with it; no plan where a field cannot be read."""
    problems: list[FormProblem] = []
    settings = _read(draft.values, _SETTINGS, "", problems)
    steps = []
    for n, step in enumerate(draft.steps):
        data = _read(step.values, _STEP, f"step-{n}-", problems) | _when(step.values, f"step-{n}-", problems)
        data["variants"] = [
            _read(one, _VARIANT, f"step-{n}-variant-{m}-", problems) for m, one in enumerate(step.variants)
        ]
        steps.append(data)
    if problems:
        return None, tuple(problems)
    return _checked({**settings, "steps": steps})


def _checked(data: Mapping[str, Any]) -> tuple[Plan | None, tuple[FormProblem, ...]]:
    try:
        return plan_from_dict(data), ()
    except PlanRefused as refusal:
        first = str(refusal)
    found = [FormProblem(_control(p.step, p.field), p.words) for p in plan_problems(_unchecked(data))]
    return None, tuple(found or [FormProblem("", first)])


def _unchecked(data: Mapping[str, Any]) -> Plan:
    """A plan as it was asked for, right or wrong: to say all that is wrong with it at once."""
    steps = [{**s, "variants": tuple(Variant(**_frozen(v)) for v in s["variants"])} for s in data["steps"]]
    return Plan(**{**data, "steps": tuple(Step(**_frozen(s)) for s in steps)})


def _frozen(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


def _control(number: int | None, name: str) -> str:
    return name if number is None else f"step-{number}-{_CONTROL.get(name, name)}"


def _one(values: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(values.get(name, ())), "")


def _shown(thing: Any, names: Iterable[str], mark: str = ".") -> Values:
    return {name: _texts(name, getattr(thing, name), mark) for name in names}


def _texts(name: str, value: Any, mark: str) -> list[str]:
    if name in _LISTS:
        return list(value)
    if value is None:
        return [""]
    if isinstance(value, bool):
        return ["on"] if value else []
    return [written(value).replace(".", mark) if name in _CENTS else str(value)]


def _step_values(step: Step, mark: str = ".") -> Values:
    is_before = step.anchor == "due" and (step.offset_days < 0 or step.kind == "courtesy")
    after = next((word for word, anchor in _ANCHORS.items() if anchor == step.anchor), "after_due")
    days = -step.offset_days if is_before else step.offset_days
    return {**_shown(step, _STEP, mark), "when": ["before_due" if is_before else after], "days": [str(days)]}


def _read(values: Values, names: Iterable[str], where: str, problems: list[FormProblem]) -> dict[str, Any]:
    """The fields that were sent, each as its kind of value."""
    found: dict[str, Any] = {}
    for name in names:
        if name == "roll_due_dates":
            found[name] = bool(values.get(name))
        elif name in _LISTS:
            found[name] = [text for text in values.get(name, []) if text]
        elif name in values:
            value = _value(name, _one(values, name), where, problems)
            if value is not None:
                found[name] = value
    return found


def _value(name: str, text: str, where: str, problems: list[FormProblem]) -> Any:
    if name not in _CENTS | _DAYS:
        return text
    may_be_none = name in _MAY_BE_NONE or (name == "min_total_cents" and "variant" in where)
    if may_be_none and not text.strip():
        return None
    value = _cents(text) if name in _CENTS else _whole(text)
    if value is None:
        problems.append(FormProblem(f"{where}{name}", "amount" if name in _CENTS else "number"))
    return value


def _when(values: Values, where: str, problems: list[FormProblem]) -> dict[str, Any]:
    days = _value("days", _one(values, "days"), where, problems) or 0
    when = _one(values, "when")
    return {"anchor": _ANCHORS.get(when, "due"), "offset_days": -days if when == "before_due" else days}


def _whole(text: str) -> int | None:
    plain = "".join(text.split()).replace("−", "-")
    is_number = re.fullmatch(rf"-?[0-9]{{1,{MOST_DIGITS}}}", plain)
    return int(plain) if is_number else None


def _cents(text: str) -> int | None:
    """`1 234,56` or `1234.56`, exactly; None rather than a guess."""
    plain = "".join(text.split()).replace(",", ".").removesuffix("€")
    try:
        value = Decimal(plain).scaleb(2)
    except InvalidOperation:
        return None
    if not value.is_finite() or value != value.to_integral_value() or abs(value) > 10**MOST_DIGITS:
        return None
    return int(value)


_NEW: Final[Mapping[str, Mapping[str, Any]]] = {
    "courtesy": {"offset_days": -5, "channels": ("email",), "template": "courtesy"},
    "reminder": {"offset_days": 8, "channels": ("email", "letter")},
    "final": {"offset_days": 8, "channels": ("registered_letter", "email"), "deadline_days": 8, "claims": "mention"},
    "formal_notice": {
        "offset_days": 8, "channels": ("registered_letter",), "copies": ("email",), "deadline_days": 8,
        "mode": "confirm", "claims": "demand",
    },
    "handover": {"offset_days": 1, "mode": "confirm"},
}  # fmt: skip


def _new_step(kind: Kind, key: str, before: DraftStep | None, after: DraftStep | None) -> Step:
    """A step that fits where it is put: it counts from the one before, and gives the one after what it counts from."""
    step = Step(key=key, kind=kind, **_NEW[kind])
    if kind != "courtesy" and before is not None and before.kind != "courtesy":
        grants = bool(_whole(_one(before.values, "deadline_days")))
        step = replace(step, anchor="deadline", offset_days=1) if grants else replace(step, anchor="previous")
    needs_deadline = after is not None and _one(after.values, "when") == "after_deadline"
    return replace(step, deadline_days=8) if needs_deadline and kind == "reminder" else step
