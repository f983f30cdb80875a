"""What is wrong with a template before it is saved: unknown fields, what fails on a sample, and its tone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from liquid import BoundTemplate
from liquid.exceptions import LiquidError

from relance.domain.message import NoticeFacts
from relance.domain.wording import formats
from relance.domain.wording.engine import REQUIRED, SECTIONS, TONES, environment, parse, split_sections
from relance.domain.wording.fields import fields_of
from relance.domain.wording.sample import sample_fields
from relance.domain.wording.stages import Stage, stage_of
from relance.domain.wording.tone import Finding, Trial, check_tone
from relance.domain.wording.trials import trials

LONGEST_TEXT = 15_000
FAULTS = (LiquidError, ValueError, ArithmeticError, TypeError)
Invented = tuple[NoticeFacts, Mapping[str, Any]]  # a notice and its fields
_SAID = {
    "too_long": (
        "Le texte est trop long : {1} caractères au plus.",
        "The text is too long: {1} characters at most.",
    ),
    "unknown_section": (
        "La section « {0} » n’existe pas : utilisez {1}.",
        "Section “{0}” is not known: use one of {1}.",
    ),
    "missing_section": (
        "Il manque la section « {0} » : ajoutez une ligne « === {0} ».",
        "Section “{0}” is missing: add a line “=== {0}”.",
    ),
    "unknown_tone": ("Le ton « {0} » n’existe pas : utilisez {1}.", "Tone “{0}” is not known: use one of {1}."),
    "unreadable": (
        "La section « {0} » ne peut pas être lue{2} : vérifiez les accolades ({1}).",
        "Section “{0}” cannot be read{2}: {1}.",
    ),
    "unknown_field": (
        "La section « {0} » utilise le champ « {1} », qui n’existe pas : choisissez-le dans la liste.",
        "Section “{0}” uses the field “{1}”, which does not exist.",
    ),
    "unknown_filter": (
        "La section « {0} » utilise le filtre « {1} », qui n’existe pas.",
        "Section “{0}” uses the filter “{1}”, which does not exist.",
    ),
    "fails": (
        "La section « {0} » échoue sur un client d’essai : {1}.",
        "Section “{0}” fails on a sample customer: {1}.",
    ),
    "empty": (
        "La section « {0} » reste vide pour un client d’essai : écrivez-y un texte qui vaut pour tous.",
        "Section “{0}” stays empty for a sample customer: write a text there that holds for all.",
    ),
    "unknown_name": (
        "Le nom « {0} » ne convient pas : reprenez celui d’un modèle fourni, suivi de « - » et de vos mots.",
        "The name “{0}” cannot be used: take that of a shipped template, followed by “-” and your own words.",
    ),
}


class Checked(NamedTuple):
    """What stops a template from being saved, and what a good colleague would say of it."""

    problems: tuple[str, ...]
    remarks: tuple[str, ...] = ()


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


@lru_cache(maxsize=64)
def check_text(
    text: str, name: str, language: str, segment: str = "", channel: str = "", reader: str = "en"
) -> Checked:
    """Everything about a template of that name, language, profile and channel, said in the reader's language."""
    stage = stage_of(name)
    if stage is None:
        return Checked((_said("unknown_name", reader, name),))
    problems = check_template(text, language, reader)
    if problems:
        return Checked(tuple(problems))
    tried, problems = _tried(text, language, _invented(stage, language, segment, channel), reader)
    if problems:
        return Checked(tuple(problems))
    found = check_tone(text, language, stage, tried)
    return Checked(_texts(found, reader, refuses=True), _texts(found, reader, refuses=False))


@lru_cache(maxsize=32)
def _invented(stage: Stage, language: str, segment: str, channel: str) -> tuple[Invented, ...]:
    """The invented notices with their fields: the same every time."""
    return tuple((facts, fields_of(facts)) for facts in trials(stage, language, segment, channel))


def _texts(found: Iterable[Finding], reader: str, *, refuses: bool) -> tuple[str, ...]:
    return tuple(finding.text(reader) for finding in found if finding.refuses is refuses)


def check_template(text: str, language: str = "fr", reader: str = "en") -> list[str]:
    """Whether a template can work at all, one sentence a problem; an empty list means that it can."""
    if len(text) > LONGEST_TEXT:
        return [_said("too_long", reader, "", str(LONGEST_TEXT))]
    raw = split_sections(text)
    problems = [_said("unknown_section", reader, x, ", ".join(SECTIONS)) for x in raw if x not in SECTIONS]
    problems += [_said("missing_section", reader, name) for name in REQUIRED if name not in raw]
    tone = raw.pop("tone", "plain").strip()
    if tone not in TONES:
        problems.append(_said("unknown_tone", reader, tone, ", ".join(TONES)))
    for name, body in raw.items():
        problems += _check_section(name, body, language, reader)
    return problems


def _check_section(name: str, body: str, language: str, reader: str) -> list[str]:
    env = environment(language)
    try:
        template = env.from_string(body)
        analysis = template.analyze()
    except LiquidError as error:
        return [_said("unreadable", reader, name, _plain(error), _line_of(error, reader))]
    problems = [_said("unknown_field", reader, name, path) for path in _unknown_fields(analysis.globals.values())]
    problems += [_said("unknown_filter", reader, name, one) for one in analysis.filters if one not in env.filters]
    return problems or list(_failure(name, template, sample_fields(language), reader))


def _line_of(error: LiquidError, reader: str) -> str:
    number = getattr(getattr(error, "token", None), "start_index", None)
    source = getattr(getattr(error, "token", None), "source", "")
    if number is None or number < 0 or not source:
        return ""
    line = source.count("\n", 0, number) + 1
    return f" (line {line})" if reader == "en" else f" (ligne {line})"


def _unknown_fields(groups: Iterable[Iterable[Any]]) -> list[str]:
    known = {path for path, value in known_fields().items() if not isinstance(value, Mapping)}
    paths = {".".join(str(part) for part in variable.segments) for group in groups for variable in group}
    return sorted(path for path in paths if path not in known and not path.endswith((".size", ".first", ".last")))


def _tried(text: str, language: str, invented: Iterable[Invented], reader: str) -> tuple[list[Trial], list[str]]:
    """The finished sections for every invented customer; and which fail, or say nothing where they must."""
    template = parse(text, language)
    tried, problems = [], []
    for facts, fields in invented:
        texts: dict[str, str] = {}
        for name in template.sections:
            try:
                texts[name] = template.render(name, fields)
            except FAULTS as fault:
                problems.append(_said("fails", reader, name, _plain(fault)))
        problems += [_said("empty", reader, x) for x in REQUIRED if x in texts and not texts[x].strip()]
        tried.append(Trial(facts, fields, texts))
    return tried, list(dict.fromkeys(problems))


def _failure(name: str, template: BoundTemplate, fields: Mapping[str, Any], reader: str) -> Iterator[str]:
    try:
        template.render(**fields)
    except FAULTS as error:
        yield _said("fails", reader, name, _plain(error))


def _plain(error: Exception) -> str:
    """What the reader of templates says, without its picture of the line."""
    return " ".join(str(error).split()).partition(" -> ")[0].rstrip(".")


def _said(key: str, reader: str, *values: str) -> str:
    words = _SAID[key][1 if reader == "en" else 0]
    filled = words.format(*values, *[""] * 3)
    return filled if reader == "en" else formats.french_spaces(filled)


__all__ = ["Checked", "Stage", "check_template", "check_text", "known_fields"]
