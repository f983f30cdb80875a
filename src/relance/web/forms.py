"""Fields of a form: what they are called, what was typed, and what is wrong with it, said at the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relance.operations.refused import Refused
from relance.web.menu import Words
from relance.web.sentences import said


@dataclass(slots=True)
class Field:
    """One field as a page shows it: `type` is `text`, `long`, `choice`, or one of HTML's (`email`, `tel`, `time`…).

    `problem` stands at the field and in the summary above the form; `value` is then what was typed. `is_missing` marks
    what is not given yet and will be needed. `attributes` are further ones of the input (`autocomplete`, `maxlength`…).
    """

    name: str
    label: Words
    value: Any = ""
    help: Words = ""
    type: str = "text"
    choices: Sequence[tuple[str, Words]] = ()
    problem: str = ""
    is_missing: bool = False
    is_required: bool = False
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The identifier that the label and the summary point to."""
        return f"f-{self.name}"


def problem_of(check: Callable[[], object]) -> str:
    """What a check refuses, in the page's words; empty where it holds."""
    try:
        check()
    except Refused as refusal:
        return said(str(refusal))
    return ""


def with_typed(fields: Iterable[Field], typed: Mapping[str, str], problems: Mapping[str, str]) -> list[Field]:
    """The same fields with what was typed, and with what is wrong."""
    found = list(fields)
    for field in found:
        field.value = typed.get(field.name, field.value)
        field.problem = problems.get(field.name, "")
    return found


def wrong(fields: Iterable[Field]) -> list[Field]:
    """The fields to go back to, in the form's order."""
    return [field for field in fields if field.problem]
