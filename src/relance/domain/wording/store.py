"""The templates that come with Relance, found by name and language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from relance.domain.message import MessageKind
from relance.domain.wording.engine import Template, parse

LANGUAGES = ("fr", "en")
_LAW = "_law"


class UnknownTemplate(ValueError):
    """A step names a template that does not exist."""


@cache
def names(language: str = "fr") -> tuple[str, ...]:
    """Names of the shipped templates."""
    folder = files(__package__) / "templates" / language
    found = sorted(entry.name.removesuffix(".txt") for entry in folder.iterdir() if entry.name.endswith(".txt"))
    return tuple(name for name in found if not name.startswith("_"))


@cache
def text_of(name: str, language: str) -> str:
    """The text of a shipped template; `UnknownTemplate` says which exist."""
    if name != _LAW and name not in names(language):
        raise UnknownTemplate(
            f"The template “{name}” does not exist in “{language}”: use one of {', '.join(names(language))}."
        )
    return (files(__package__) / "templates" / language / f"{name}.txt").read_text(encoding="utf-8")


@cache
def template(name: str, language: str) -> Template:
    """A shipped template, parsed once."""
    return parse(text_of(name, language), language)


@cache
def law(language: str) -> Template:
    """The sentences about the law, by debtor; see `legal.py`."""
    return parse(text_of(_LAW, language), language)


def default_name(kind: MessageKind, reminder_number: int) -> str:
    """The template of a step that names none."""
    if kind == "reminder":
        return f"reminder-{min(max(reminder_number, 1), 3)}"
    return {"courtesy": "courtesy", "final": "final", "formal_notice": "formal-notice"}.get(kind, "formal-notice")
