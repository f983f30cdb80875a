"""What is wrong with a template before it is saved: unknown fields and filters, missing sections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from liquid import BoundTemplate
from liquid.exceptions import LiquidError

from relance.domain.wording.engine import REQUIRED, SECTIONS, TONES, environment, split_sections
from relance.domain.wording.sample import sample_fields


def known_fields(sample: Mapping[str, Any] | None = None, prefix: str = "") -> dict[str, Any]:
    """Every field a template may use, as dotted path, with the value it has for the sample customer."""
    if sample is None:
        sample = sample_fields("fr")
    found: dict[str, Any] = {}
    for name, value in sample.items():
        path = f"{prefix}{name}"
        found[path] = value
        if isinstance(value, Mapping):
            found |= known_fields(value, f"{path}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            found |= known_fields(value[0], f"{path}[].")
    return found


def check_template(text: str, language: str = "fr") -> list[str]:
    """What is wrong with a template, one sentence a problem; an empty list means it can be saved."""
    raw = split_sections(text)
    problems = [
        f"Section “{name}” is not known: use one of {', '.join(SECTIONS)}." for name in raw if name not in SECTIONS
    ]
    problems += [f"Section “{name}” is missing: add a line “=== {name}”." for name in REQUIRED if name not in raw]
    tone = raw.pop("tone", "plain").strip()
    if tone not in TONES:
        problems.append(f"Tone “{tone}” is not known: use one of {', '.join(TONES)}.")
    for name, body in raw.items():
        problems += _check_section(name, body, language)
    return problems


def _check_section(name: str, body: str, language: str) -> list[str]:
    env = environment(language)
    try:
        template = env.from_string(body)
        analysis = template.analyze()
    except LiquidError as error:
        return [f"Section “{name}” cannot be read: {' '.join(str(error).split())}."]
    unknown = _unknown_fields(analysis.globals.values())
    problems = [f"Section “{name}” uses the field “{path}”, which does not exist." for path in unknown]
    problems += [
        f"Section “{name}” uses the filter “{used}”, which does not exist."
        for used in analysis.filters
        if used not in env.filters
    ]
    return problems or _try_section(name, template, language)


def _unknown_fields(groups: Iterable[Iterable[Any]]) -> list[str]:
    known = known_fields()
    paths = {".".join(str(part) for part in variable.segments) for group in groups for variable in group}
    return sorted(path for path in paths if path not in known and not path.endswith((".size", ".first", ".last")))


def _try_section(name: str, template: BoundTemplate, language: str) -> list[str]:
    try:
        template.render(**sample_fields(language))
    except (LiquidError, ValueError, ArithmeticError) as error:
        return [f"Section “{name}” fails on a sample customer: {' '.join(str(error).split())}."]
    return []
