"""What a law says, in the two languages that pages and papers are written in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or phrase, in English and in French."""

    en: str
    fr: str

    def text(self, language: str) -> str:
        """The words for a reader of that language; French unless it is English."""
        return self.en if language == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Note:
    """A warning or an assumption: a word for programs, a sentence for people.

    With `from_on` and `to_on` it concerns the interest of those days only, both included.
    """

    code: str
    said: Said
    from_on: date | None = None
    to_on: date | None = None

    def concerns(self, from_on: date, to_on: date) -> bool:
        """Whether any of those days is among the note's own."""
        return (self.from_on is None or self.from_on <= to_on) and (self.to_on is None or from_on <= self.to_on)
