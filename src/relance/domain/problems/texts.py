"""The sentences of a reader's problems, in English and French, keyed by code with {placeholders}.

A key is `CODE` or `CODE.variant`: the part before the dot is the stable code that others rely on.
"""

from __future__ import annotations

import unicodedata

from relance.domain.problems.sentences import SENTENCES
from relance.domain.rows import Problem, Severity

SHOWN_LENGTH = 40
_FRENCH_SPACES = (
    (" :", "\u00a0:"),
    (" ;", "\u00a0;"),
    (" ?", "\u00a0?"),
    ("« ", "«\u00a0"),
    (" »", "\u00a0»"),
)


class Refused(Exception):
    """Why one line, or the whole file, cannot be taken; becomes a `Problem` beside the good rows."""

    def __init__(
        self,
        key: str,
        *,
        field: str | None = None,
        line: int | None = None,
        severity: Severity = "error",
        **values: object,
    ) -> None:
        super().__init__(key)
        self.key = key
        self.field = field
        self.line = line
        self.severity = severity
        self.values = values

    def problem(self, language: str, line: int | None = None) -> Problem:
        """The same refusal as a sentence, at its own line or at the one given."""
        where = self.line if self.line is not None else line
        return problem(self.key, language, line=where, field=self.field, severity=self.severity, **self.values)


def shown(value: object) -> str:
    """A value of a file made fit for a message: one line, escaped, at most 40 characters."""
    text = str(value)
    short = text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"
    return "".join(_visible(character) for character in short)


def _visible(character: str) -> str:
    if character != "\u00a0" and unicodedata.category(character)[0] in "CZ" and character != " ":
        return f"\\u{ord(character):04x}"
    return character


def sentence(key: str, language: str, **values: object) -> str:
    """The sentence of a code in `en` or `fr`, its values shortened and escaped."""
    english, french = SENTENCES[key]
    template = french if language == "fr" else english
    if language == "fr":
        for plain, typographic in _FRENCH_SPACES:
            template = template.replace(plain, typographic)
    safe = {name: shown(value) if isinstance(value, str) else value for name, value in values.items()}
    return template.format_map({name: _joined(value) for name, value in safe.items()})


def _joined(value: object) -> object:
    return ", ".join(shown(part) for part in value) if isinstance(value, (list, tuple)) else value


def problem(
    key: str,
    language: str = "en",
    *,
    line: int | None = None,
    field: str | None = None,
    severity: Severity = "error",
    **values: object,
) -> Problem:
    """A `Problem` whose sentence says where (line, field), what, and how to mend it."""
    text = _where(language, line, field) + sentence(key, language, **values)
    return Problem(line, field, key.partition(".")[0], severity, text)


def _where(language: str, line: int | None, field: str | None) -> str:
    parts = [] if line is None else [f"Ligne {line}" if language == "fr" else f"Line {line}"]
    if field is not None:
        parts.append(field)
    if not parts:
        return ""
    return ", ".join(parts) + ("\u00a0: " if language == "fr" else ": ")
