"""Liquid, fenced in: text in, text out, no files, no code, no unknown field.

A template is one text file of sections, each opened by a line `=== name`:

    === subject   one line, for the mail
    === heading   one line, the letter's object
    === opening   paragraphs before the table, separated by empty lines
    === after     paragraphs after the table
    === ask, say, obtain, note   the call script, one item a line
    === tone      `warm`, `plain` or `formal`: chooses the appeal and the closing

Values are plain text: what reads like Liquid, HTML or Typst in a customer's name is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from liquid import Environment, StrictUndefined
from liquid.context import RenderContext
from liquid.filter import with_context
from liquid.template import BoundTemplate

from relance.domain.wording import formats

SECTIONS = ("tone", "subject", "heading", "opening", "after", "ask", "say", "obtain", "note")
REQUIRED = ("subject", "heading", "opening", "after")
TONES = ("warm", "plain", "formal")
_HEADER = re.compile(r"^===[ \t]*(\S*)[ \t]*$", re.MULTILINE)
_GONE_TAGS = ("include", "render", "tablerow", "increment", "decrement", "cycle", "liquid", "doc")


class _Fenced(Environment):
    """Limits chosen far above any letter and far below any harm."""

    loop_iteration_limit = 1_000
    output_stream_limit = 20_000
    local_namespace_limit = 20_000


def _as_date(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


@cache
def environment(language: str) -> _Fenced:
    """The Liquid environment of one language, with our own filters."""
    env = _Fenced(undefined=StrictUndefined, autoescape=False)
    for tag in _GONE_TAGS:
        env.tags.pop(tag, None)

    @with_context
    def money(value: object, *, context: RenderContext) -> str:
        return formats.money(int(str(value)), str(context.resolve("currency")), language)

    def plural(value: object, one: str, many: str) -> str:
        return one if formats.is_singular(int(str(value)), language) else many

    env.filters["money"] = money
    env.filters["plural"] = plural
    env.filters["date_long"] = lambda value: formats.date_long(_as_date(value), language)
    env.filters["date_short"] = lambda value: formats.date_short(_as_date(value), language)
    env.filters["days"] = lambda value: formats.days(int(str(value)), language)
    return env


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template of one language; `render` gives the text of one section."""

    language: str
    sections: Mapping[str, BoundTemplate]
    tone: str

    def render(self, section: str, fields: Mapping[str, Any]) -> str:
        """The section's text with its fields filled in; empty if the template has no such section."""
        found = self.sections.get(section)
        text = found.render(**fields) if found else ""
        return formats.french_spaces(text) if self.language == "fr" else text

    def line(self, section: str, fields: Mapping[str, Any]) -> str:
        """A section as one line."""
        return " ".join(self.lines(section, fields))

    def lines(self, section: str, fields: Mapping[str, Any]) -> tuple[str, ...]:
        """A section as its non-empty lines."""
        return formats.clean_lines(self.render(section, fields))

    def paragraphs(self, section: str, fields: Mapping[str, Any]) -> tuple[str, ...]:
        """A section as paragraphs, which empty lines separate; an empty one disappears."""
        return paragraphs_of(self.render(section, fields))


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The paragraphs of a finished section."""
    joined = (" ".join(formats.clean_lines(block)) for block in re.split(r"\n[ \t]*\n", text))
    return tuple(re.sub(r"  +", " ", block) for block in joined if block)


def split_sections(text: str) -> dict[str, str]:
    """Section name to raw text, in file order. Text before the first header is dropped."""
    parts = _HEADER.split(text.replace("\r\n", "\n"))
    return dict(zip(parts[1::2], (part.strip("\n") for part in parts[2::2]), strict=True))


def parse(text: str, language: str) -> Template:
    """Parse a template; `LiquidError` on a syntax error."""
    raw = split_sections(text)
    tone = raw.pop("tone", "plain").strip()
    env = environment(language)
    return Template(language, {name: env.from_string(body) for name, body in raw.items()}, tone)
