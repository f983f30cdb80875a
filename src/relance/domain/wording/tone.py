"""Reads a finished message as its recipient would: threats that the law does not allow, what is missing, and manner.

A refusal names the sentence, why it cannot stand, and what to write instead; a remark on manner stops nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from relance.domain.message import NoticeFacts
from relance.domain.wording import formats
from relance.domain.wording.engine import paragraphs_of
from relance.domain.wording.manner import remarks
from relance.domain.wording.musts import missing
from relance.domain.wording.stages import Stage
from relance.domain.wording.tone_rules import RULES, Both, ToneRule

READ = ("subject", "heading", "opening", "after")  # what the customer reads
SPOKEN = ("say",)
MOST_OF_A_RULE = 2  # sentences shown for one rule


class Trial(NamedTuple):
    """An invented notice, its fields, and the finished sections of the template tried on it."""

    facts: NoticeFacts
    fields: Mapping[str, Any]
    texts: Mapping[str, str]


_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý0-9«“(])")


class Finding(NamedTuple):
    """One thing to say about a text: the rule, the sentence (or nothing), why, what instead; French and English."""

    rule: str
    sentence: str
    why: Both
    instead: Both
    refuses: bool = True

    def text(self, language: str) -> str:
        """One line for a reader of that language."""
        place = 1 if language == "en" else 0
        quoted = f"“{self.sentence}”: " if place else f"« {self.sentence} » : "
        said = f"{quoted if self.sentence else ''}{self.why[place]} {self.instead[place]}".strip()
        return said if place else re.sub(" (?=[:;!?»])|(?<=«) ", "\u00a0", said)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Small letters without accents, plain spaces and apostrophes: how rules read."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", letters).casefold()


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line."""
    return [one for one in _SENTENCES.split(re.sub(r"\s+", " ", text).strip()) if one]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=4096)
def breaks(rule: ToneRule, sentence: str, language: str) -> bool:
    """Whether a sentence says what the rule forbids."""
    text, english = folded(sentence), language == "en"
    unless = rule.unless_en if english else rule.unless_fr
    if not _compiled(rule.en if english else rule.fr).search(text):
        return False
    return not (unless and _compiled(unless).search(text))


def _of_section(name: str, text: str) -> list[str]:
    blocks = formats.clean_lines(text) if name in SPOKEN else paragraphs_of(text)
    return [sentence for block in blocks for sentence in sentences(block)]


def check_tone(text: str, language: str, stage: Stage, trials: Iterable[Trial]) -> list[Finding]:
    """What is wrong with a template, read as each of these customers would read it; each thing said once or twice."""
    found: dict[str, dict[str, Finding]] = {}
    for finding in (one for trial in trials for one in _findings(language, stage, trial)):
        found.setdefault(finding.rule, {}).setdefault(_key(finding), finding)
    for finding in _forbidden_anywhere(text, language):
        if finding.rule not in found:
            found[finding.rule] = {"": finding}
    for finding in remarks(text, language):
        found.setdefault(finding.rule, {}).setdefault(finding.sentence, finding)
    kept = [finding for rule in found.values() for finding in list(rule.values())[:MOST_OF_A_RULE]]
    return sorted(kept, key=lambda finding: not finding.refuses)


def _key(finding: Finding) -> str:
    """Sentences that differ by a number or an amount only are one."""
    return re.sub(r"\d[\d\s.,]*", "0", finding.sentence)


def _findings(language: str, stage: Stage, trial: Trial) -> Iterator[Finding]:
    said = {name: _of_section(name, trial.texts.get(name, "")) for name in (*READ, *SPOKEN)}
    for sentence in (one for section in said.values() for one in section):
        yield from forbidden(sentence, language, trial.facts.customer.kind, stage.kind)
    yield from missing(said, stage, trial.facts, trial.fields)


@lru_cache(maxsize=4096)
def forbidden(sentence: str, language: str, kind: str, stage: str) -> tuple[Finding, ...]:
    """The rules that a sentence breaks, said to this kind of customer at this stage."""
    broken = (rule for rule in RULES if rule.applies(kind, stage) and breaks(rule, sentence, language))
    return tuple(Finding(rule.key, sentence, rule.why, rule.instead) for rule in broken)


def _forbidden_anywhere(text: str, language: str) -> Iterator[Finding]:
    """What may be said to nobody is looked for in every branch of the text, whoever it is meant for."""
    for sentence in sentences(re.sub(r"\{%.*?%\}|^===[^\n]*$", " ", text, flags=re.DOTALL | re.MULTILINE)):
        for rule in RULES:
            if not rule.kinds and not rule.stages and breaks(rule, sentence, language):
                yield Finding(rule.key, sentence, rule.why, rule.instead)
