"""The text of a plan changed in place: what did not change keeps its line, its order and its comment."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import islice
from typing import Any, Final, NamedTuple

from relance.domain.plan import Plan, Step, Variant
from relance.domain.plans import PlanRefused, parse_plan, to_toml, toml_value

_MOST_SIGNS: Final = 20  # of a line: a text full of them costs nothing
_SETTING: Final = re.compile(r"\s*([A-Za-z_]+)\s*=")
_STEP_TABLE: Final = re.compile(r"\s*\[\[\s*steps\s*\]\]")
_VARIANT_TABLE: Final = re.compile(r"\s*\[\[\s*steps\s*\.\s*variants\s*\]\]")


class Rewritten(NamedTuple):
    """The new text, and the comments of the old one that it could not keep."""

    text: str
    lost: tuple[str, ...]


@dataclass
class _Block:
    """The lines of one table, its remarks above it included."""

    lines: list[str] = field(default_factory=list)
    parts: list[_Block] = field(default_factory=list)  # of a step: its variants

    def all_lines(self) -> Iterator[str]:
        yield from self.lines
        for part in self.parts:
            yield from part.all_lines()


def rewritten(text: str, plan: Plan) -> Rewritten:
    """The text that says `plan`, as near to `text` as can be."""
    try:
        old = parse_plan(text)
    except PlanRefused:
        return _anew(text, plan)
    if old == plan:
        return Rewritten(text, ())
    found = _patched(text, old, plan)
    if not _says(found, plan):
        return _anew(text, plan)
    return Rewritten(found, _lost(text, found))


def _anew(text: str, plan: Plan) -> Rewritten:
    found = to_toml(plan)
    return Rewritten(found, _lost(text, found))


def _says(text: str, plan: Plan) -> bool:
    try:
        return parse_plan(text) == plan
    except PlanRefused:
        return False


def _lost(old: str, new: str) -> tuple[str, ...]:
    kept = list(_comments(new))
    lost = []
    for comment in _comments(old):
        if comment in kept:
            kept.remove(comment)
        else:
            lost.append(comment)
    return tuple(lost)


def _comments(text: str) -> Iterator[str]:
    return (comment for comment in map(_comment, text.splitlines()) if comment)


def _comment(line: str) -> str:
    """The remark at the end of a line; a `#` inside a text is none."""
    for place in islice((n for n, sign in enumerate(line) if sign == "#"), _MOST_SIGNS):
        try:
            tomllib.loads(line[:place])
        except tomllib.TOMLDecodeError:
            continue
        return line[place:].rstrip()
    return ""


def _patched(text: str, old: Plan, new: Plan) -> str:
    head, steps = _blocks(text)
    by_key = {step.key: (step, block) for step, block in zip(old.steps, steps, strict=False)}
    lines = list(_changed(head.lines, old, new, skip=("steps", "ranks")))
    for step in new.steps:
        if step.key in by_key:
            lines += _step_lines(*by_key[step.key], step)
        else:
            lines += ["", *to_toml(Plan(key="", steps=(step,))).split("\n")[2:-1]]
    return "\n".join(lines).strip("\n") + "\n"


def _blocks(text: str) -> tuple[_Block, list[_Block]]:
    head, steps = _Block(), list[_Block]()
    block = head
    for line in text.splitlines():
        is_step, is_variant = _STEP_TABLE.match(line), _VARIANT_TABLE.match(line)
        if is_step or (is_variant and steps):
            above = _taken_above(block)
            block = _Block([*above, line])
            (steps if is_step else steps[-1].parts).append(block)
        else:
            block.lines.append(line)
    return head, steps


def _taken_above(block: _Block) -> list[str]:
    """The remarks and blank lines at the end of a block: they speak of what follows."""
    above: list[str] = []
    while block.lines and (not block.lines[-1].strip() or block.lines[-1].lstrip().startswith("#")):
        above.insert(0, block.lines.pop())
    return above


def _step_lines(old: Step, block: _Block, new: Step) -> Iterator[str]:
    yield from _changed(block.lines, old, new, skip=("variants",))
    for n, variant in enumerate(new.variants):
        if n < min(len(old.variants), len(block.parts)):
            yield from _changed(block.parts[n].lines, old.variants[n], variant)
        else:
            yield from ("", "[[steps.variants]]", *_lines_of(variant))


def _lines_of(thing: Any) -> Iterator[str]:
    for f in fields(thing):
        value = getattr(thing, f.name)
        if value is not None and value != f.default:
            yield f"{f.name} = {toml_value(value)}"


def _changed(lines: Iterable[str], old: Plan | Step | Variant, new: Any, skip: tuple[str, ...] = ()) -> list[str]:
    """The lines of one table, with the values that differ put in, added or taken out."""
    known = {f.name: f for f in fields(old) if f.name not in skip}
    differing = {name for name in known if getattr(old, name) != getattr(new, name)}
    found, said = list[str](), set[str]()
    for line in lines:
        name = (m[1] if (m := _SETTING.match(line)) else "") or ""
        said.add(name)
        value = getattr(new, name, None)
        if name not in differing:
            found.append(line)
        elif value is not None and (value != known[name].default or name == "mode" or _comment(line)):
            found.append(f"{name} = {toml_value(value)}{'  ' + _comment(line) if _comment(line) else ''}")
    added = [
        f"{name} = {toml_value(getattr(new, name))}"
        for name in known
        if name in differing - said and getattr(new, name) is not None
    ]
    return _with_added(found, added)


def _with_added(lines: list[str], added: list[str]) -> list[str]:
    """New settings after the last one; what is blank at the end stays there."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return [*lines[:end], *added, *lines[end:]]
