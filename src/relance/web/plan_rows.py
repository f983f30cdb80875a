"""The form of a plan as its page shows it: each field with its label, its choices and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from relance.domain.plan import CHANNELS, CUSTOMER_KINDS, KINDS, SEGMENTS
from relance.domain.plan_form import WHEN, Draft, DraftStep, FormProblem, Values
from relance.domain.reasons import channel_words, kind_words
from relance.domain.segment_words import segment_words
from relance.domain.wording.stages import stage_of
from relance.web.door import page_language
from relance.web.plan_fields import field_words, problem_said
from relance.web.plan_words import choice_words, customer_kind_words, template_words
from relance.web.templatetags.relance import capital

Choice = tuple[str, str]
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS, "when": WHEN, "mode": ("auto", "confirm"), "claims": ("none", "mention", "demand"),
    "group_by": ("customer", "invoice"), "on_broken_promise": ("resume", "escalate"),
}  # fmt: skip
_OF_MESSAGES = ("channels", "copies", "template")
_ROUTES = 3  # channels offered at least: one, and two to fall back on


@dataclass(frozen=True, slots=True)
class Control:
    """One field: `several` of a list, else its one `value`."""

    name: str
    label: str
    help: str
    value: str = ""
    several: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    groups: tuple[tuple[str, tuple[Choice, ...]], ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: its fields by name, its cases, and whether what is folded away must be seen."""

    number: int
    place: int
    title: str
    kind: str
    fields: Mapping[str, Control]
    variants: tuple[Mapping[str, Control], ...]
    problems: tuple[Control, ...]
    is_first: bool
    is_last: bool
    is_open: bool
    writes: bool  # a message leaves: it has channels and a text


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole form."""

    settings: Mapping[str, Control]
    steps: tuple[StepRow, ...]
    problems: tuple[tuple[str, str], ...] = field(default=())  # the id of a field, and a sentence
    has_settings_problem: bool = False


def shown(draft: Draft, problems: Iterable[FormProblem], templates: Sequence[str], opened: int | None = None) -> Shown:
    """The form of a draft with what is wrong at each field; the step `opened` shows all of its fields."""
    wrong: dict[str, str] = {}
    for problem in problems:
        wrong.setdefault(problem.field, problem_said(problem.words))
    offered = _offered(templates)
    settings = {name: _control(name, name, draft.values, wrong, offered) for name in (*draft.values, "roll_due_dates")}
    steps = tuple(
        _row(n, step, wrong, offered, last=len(draft.steps) - 1, is_open=n == opened)
        for n, step in enumerate(draft.steps)
    )
    told = tuple((f"field-{name}" if name else "", _where(name, steps) + words) for name, words in wrong.items())
    return Shown(settings, steps, told, any(name in settings for name in wrong))


def _row(
    n: int, step: DraftStep, wrong: Mapping[str, str], offered: Sequence[tuple[str, tuple[Choice, ...]]], *, last: int,
    is_open: bool,
) -> StepRow:  # fmt: skip
    names = (*step.values, *(x for x in ("channels", "copies", "customer_kinds") if x not in step.values))
    found = {name: _control(f"step-{n}-{name}", name, step.values, wrong, offered) for name in names}
    names = ("segments", "min_total_cents", "channels", "template")
    variants = tuple(
        {name: _control(f"step-{n}-variant-{m}-{name}", name, one, wrong, offered) for name in names}
        for m, one in enumerate(step.variants)
    )
    mine = tuple(c for c in (*found.values(), *(c for v in variants for c in v.values())) if c.problem)
    label = found["label"].value if "label" in found else ""
    title = choice_words("label", label) if label else capital(kind_words(step.kind, page_language()))
    folded = {"claims", "copies", "min_total_cents", "customer_kinds", "key", "variants"}
    is_open = is_open or any(c.name.removeprefix(f"step-{n}-") in folded or "-variant-" in c.name for c in mine)
    writes = step.kind != "handover" or any("".join(step.values.get(x, ())) for x in _OF_MESSAGES) or bool(variants)
    return StepRow(n, n + 1, title, step.kind, found, variants, mine, n == 0, n == last, is_open, writes)


def _control(
    full: str, name: str, values: Values, wrong: Mapping[str, str],
    offered: Sequence[tuple[str, tuple[Choice, ...]]],
) -> Control:  # fmt: skip
    typed = values.get(name, [])
    label, told = field_words(name)
    one = next(iter(typed), "")
    several, choices = tuple(typed), tuple((v, choice_words(name, v)) for v in _CHOICES.get(name, ()))
    groups: Sequence[tuple[str, tuple[Choice, ...]]] = ()
    if name in ("channels", "copies"):
        chosen = [channel for channel in typed if channel]
        least = _ROUTES if name == "channels" else 1
        several = (*chosen, *[""] * max(least - len(chosen), 1))
        choices = tuple((c, capital(channel_words(c, page_language()))) for c in CHANNELS)
    elif name == "customer_kinds":
        choices = _ticks(typed, CUSTOMER_KINDS, customer_kind_words)
    elif name == "segments":
        choices = _ticks(typed, SEGMENTS, lambda s: segment_words(s, page_language()))
    elif name == "template":
        groups = _with(one, offered)
    return Control(full, label, told, one, several, choices, tuple(groups), wrong.get(full, ""))


def _ticks(typed: Sequence[str], known: Sequence[str], words: object) -> tuple[Choice, ...]:
    """What is ticked in its own order, then the rest: the order of a list is kept."""
    assert callable(words)
    return tuple((one, words(one)) for one in (*typed, *(k for k in known if k not in typed)))


def _offered(templates: Sequence[str]) -> list[tuple[str, tuple[Choice, ...]]]:
    """The texts by the kind of step that they are for."""
    found = []
    for kind in KINDS:
        mine = tuple((t, template_words(t)) for t in templates if (stage := stage_of(t)) and stage.kind == kind)
        if mine:
            found.append((capital(kind_words(kind, page_language())), mine))
    return found


def _with(one: str, offered: Sequence[tuple[str, tuple[Choice, ...]]]) -> Sequence[tuple[str, tuple[Choice, ...]]]:
    """A text that is not there any more is shown nevertheless: it is what the plan says."""
    if not one or any(one == key for _title, choices in offered for key, _words in choices):
        return offered
    return [*offered, (_("Unknown"), ((one, one),))]


def _where(name: str, steps: Sequence[StepRow]) -> str:
    """The step of a problem, before its sentence."""
    if not name.startswith("step-"):
        return f"{field_words(name)[0]} : " if name else ""
    row = steps[int(name.split("-")[1])]
    return _("Step %(n)s, %(name)s, %(field)s: ") % {
        "n": row.place, "name": row.title, "field": field_words(name.rpartition("-")[2])[0].lower(),
    }  # fmt: skip
