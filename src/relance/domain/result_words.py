"""What came of a task that closed by itself, in words; what a person wrote is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from relance.domain.dispute_words import DISPUTE_STATES
from relance.domain.event_words import CALLS
from relance.domain.posting_words import POSTING_STATES
from relance.domain.reason_words import CANCELLED_BECAUSE, Words
from relance.domain.task_words import HANDOVER_CHOICES
from relance.domain.wording.formats import date_long, french_spaces

RESULTS: Final[Words] = {
    "no longer needed": ("plus nécessaire", "no longer needed"),
    "nothing waits any more": ("plus rien n’attend", "nothing waits any more"),
    "nothing is late any more": ("plus rien n’est en retard", "nothing is late any more"),
    "nothing of it is open any more": ("il n’en reste rien à payer", "nothing of it is open any more"),
    "the money had come in time": ("l’argent était venu à temps", "the money had come in time"),
    "released": ("la suspension est levée", "the hold is released"),
    "notice cancelled": ("la relance est annulée", "the notice is cancelled"),
    "allocated": ("l’argent reçu est affecté", "the money on account is allocated"),
    "explained": ("l’écart est expliqué", "the difference is explained"),
    "the file says": ("le fichier le précise", "the file says so"),
    "the statement came": ("le relevé manquant est venu", "the missing statement came"),
    "the file agrees again": ("le fichier concorde à nouveau", "the file agrees again"),
    "another address": ("une autre adresse est donnée", "another address is given"),
    "in force": ("les nouvelles coordonnées sont en vigueur", "the new bank details are in force"),
    "not posted": ("la lettre n’est pas partie", "the letter was not posted"),
    "not the address": ("l’adresse n’était pas en cause", "the address was not to blame"),
    "own_copy": ("une copie est revenue dans votre boîte", "a copy came back to your own mailbox"),
    "delivered": ("le serveur du client l’a reçu", "the customer’s server has it"),
    "delay": ("le serveur du client le retarde", "the customer’s server delays it"),
    "receipt": ("un accusé de lecture est venu", "a read receipt came"),
    "absence": ("une réponse automatique est venue", "an automatic answer came"),
    "complaint": ("le destinataire l’a signalé", "its reader reported it"),
    "reply": ("le client y a répondu", "the customer answered it"),
    "sending resumed": ("les envois ont repris", "sending was resumed"),
    "taken back": ("repris", "taken back"),
    "kept open": ("laissé ouvert", "kept open"),
    "kept": ("l’échéancier est tenu", "the payment plan is kept"),
    "broken": ("l’échéancier n’est pas tenu", "the payment plan is broken"),
    "cancelled": ("l’échéancier est annulé", "the payment plan is cancelled"),
}
KINDS: Final[Words] = {
    "business": ("un professionnel", "a business"),
    "consumer": ("un particulier", "a consumer"),
    "public": ("un organisme public", "a public body"),
    "other": ("autre", "other"),
}
_WHOLE: Final[Words] = {**CANCELLED_BECAUSE, **HANDOVER_CHOICES, **DISPUTE_STATES, **RESULTS}
_PLANS = "|".join(("kept", "broken", "cancelled"))
_DAY = r"(\d{4}-\d{2}-\d{2})"


def _as_is(value: str, _language: str) -> str:
    return value


def _day(value: str, language: str) -> str:
    return date_long(date.fromisoformat(value), language)


def _of(words: Words) -> Callable[[str, str], str]:
    return lambda value, language: words[value][0 if language == "fr" else 1]


# the stored text, the words around what it names, and how that is said
PATTERNS: Final[tuple[tuple[str, tuple[str, str], Callable[[str, str], str]], ...]] = (
    (r"told in (\S+)", ("répondu par {}", "told in {}"), _as_is),
    (r"recorded as (\S+)", ("notée à la main : {}", "recorded as {}"), _as_is),
    (r"agreed: (\S+)", ("échéancier convenu : {}", "payment plan agreed: {}"), _as_is),
    (rf"promised again by {_DAY}", ("nouvelle promesse pour le {}", "promised again by {}"), _day),
    (rf"signed on {_DAY}", ("signé le {}", "signed on {}"), _day),
    (rf"until {_DAY}", ("reporté au {}", "put off until {}"), _day),
    (rf"call: ({'|'.join(CALLS)})", ("{}", "{}"), _of(CALLS)),
    (rf"now ({'|'.join(POSTING_STATES)})", ("lettre {}", "letter {}"), _of(POSTING_STATES)),
    (rf"is ({'|'.join(KINDS)})", ("c’est {}", "it is {}"), _of(KINDS)),
    (rf"\S+: ({_PLANS})", ("{}", "{}"), _of(RESULTS)),
)


def has_result_words(result: str) -> bool:
    """Whether a stored result is one of those that tasks closing by themselves are given."""
    return result in _WHOLE or any(re.fullmatch(pattern, result) for pattern, _, _ in PATTERNS)


def result_words(result: str, language: str) -> str:
    """What came of a task, in French or English; words that a person wrote are returned as they are."""
    which = 0 if language == "fr" else 1
    text = _WHOLE[result][which] if result in _WHOLE else ""
    for pattern, words, say in PATTERNS if not text else ():
        found = re.fullmatch(pattern, result)
        if found:
            try:
                text = words[which].format(say(found[1], language))
            except ValueError:  # no such day in the calendar: a person's own words
                return result
            break
    if not text:
        return result
    return french_spaces(text) if language == "fr" else text
