"""What the journal's lines about work and people need in words: who, from when, until when, which way on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from relance.domain.crew import ROLE_WORDS
from relance.domain.task_words import HANDOVER_CHOICES
from relance.domain.wording.formats import date_long, french_spaces

PARTNERS = ("commissaire", "lawyer", "agency")  # choices that put the file into other hands
VERBS = frozenset({"task_assigned", "handover_chosen", "member_set", "absence_set"})
_PHRASES = {
    "by": (", pour le {}", ", by {}"),
    "since": (" du {}", " from {}"),
    "until": (" jusqu’au {}", " until {}"),
    "cover": (", remplacement par {}", ", covered by {}"),
    "partner": (" ({})", " ({})"),
}


def work_facts(verb: str, payload: Mapping[str, Any], language: str) -> dict[str, str]:
    """The facts of such a line, each empty where it was not given; nothing for another verb."""
    if verb not in VERBS:
        return {}
    which = 0 if language == "fr" else 1
    facts = {}
    for key, phrase in _PHRASES.items():
        told = _day(payload[key], language) if payload.get(key) else ""
        facts[key] = phrase[which].format(told) if told else ""
    for key, words in (("choice", HANDOVER_CHOICES), ("role", ROLE_WORDS)):
        if payload.get(key) in words:
            facts[key] = words[str(payload[key])][which]
    return facts


def choice_words(choice: str, language: str) -> str:
    """What was chosen where a plan ended."""
    pair = HANDOVER_CHOICES.get(choice, (choice, choice))
    return french_spaces(pair[0]) if language == "fr" else pair[1]


def role_words(role: str, language: str) -> str:
    """The role of a person."""
    pair = ROLE_WORDS.get(role, (role, role))
    return pair[0] if language == "fr" else pair[1]


def _day(value: Any, language: str) -> str:
    try:
        return date_long(date.fromisoformat(str(value)), language)
    except ValueError:
        return str(value)
