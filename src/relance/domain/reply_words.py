"""The words of incoming mail and of what it means, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from relance.domain.dispute_words import DISPUTE_REASONS
from relance.domain.reason_words import Words
from relance.domain.wording.formats import date_long, french_spaces, money

MEANINGS: Final[Words] = {
    "promise": ("paiement promis", "payment promised"),
    "more_time": ("délai demandé", "asks for time"),
    "already_paid": ("dit avoir payé", "says it is paid"),
    "dispute": ("contestation", "dispute"),
    "wrong_contact": ("mauvais interlocuteur", "wrong contact"),
    "copy_wanted": ("copie demandée", "asks for a copy"),
    "new_bank_details": ("nouvelles coordonnées bancaires", "new bank details"),
    "nothing": ("rien à faire", "nothing to do"),
}
DECISIONS: Final[Words] = {
    "proposed": ("proposé", "proposed"),
    "accepted": ("accepté", "accepted"),
    "corrected": ("corrigé", "corrected"),
    "rejected": ("écarté", "rejected"),
    "added": ("ajouté à la main", "added by hand"),
}
IBAN_FOUND: Final[Words] = {
    "ours": ("c’est notre compte", "it is our account"),
    "not_ours": ("ce n’est pas notre compte", "it is not our account"),
}
VERBS: Final = frozenset({"reply_qualified", "reply_handled", "reply_assigned", "paid_iban_checked"})


def meaning_words(meaning: str, language: str) -> str:
    """What a reply says."""
    return _word(MEANINGS, meaning, language)


def decision_words(decision: str, language: str) -> str:
    """What a person made of a proposal."""
    return _word(DECISIONS, decision, language)


def reading_words(said: Mapping[str, Any], language: str) -> str:
    """`paiement promis, 1 200,00 €, 20 février 2026 (FA-1)`: one reading in a line."""
    parts = [meaning_words(str(said.get("meaning", "")), language)]
    if said.get("reason"):
        parts.append(_word(DISPUTE_REASONS, str(said["reason"]), language))
    if isinstance(said.get("cents"), int):
        parts.append(money(said["cents"], str(said.get("currency") or "EUR"), language))
    if said.get("on"):
        parts.append(date_long(date.fromisoformat(str(said["on"])), language))
    return ", ".join(parts) + (f" ({said['invoice']})" if said.get("invoice") else "")


def reply_facts(verb: str, payload: Mapping[str, Any], language: str) -> dict[str, str]:
    """The facts that a journal line about a reply needs in words; nothing for another verb."""
    if verb not in VERBS:
        return {}
    facts = {}
    decision = str(payload.get("decision", ""))
    if decision:
        facts["decision"] = decision_words(decision, language)
        shown = payload.get("proposed") if decision == "rejected" else payload
        facts["said"] = reading_words(shown or payload, language)
    if decision == "corrected":
        before = reading_words(payload.get("proposed") or {}, language)
        facts["decision"] += f", proposé : {before}" if language == "fr" else f", proposed: {before}"
    if "found" in payload:
        facts["found"] = _word(IBAN_FOUND, str(payload["found"]), language)
    if verb == "reply_handled":
        note = str(payload.get("note") or "")
        facts["noted"] = (f" : {note}" if language == "fr" else f": {note}") if note else ""
    return facts


def _word(words: Words, key: str, language: str) -> str:
    pair = words.get(key)
    if pair is None:
        return key.replace("_", " ")
    return french_spaces(pair[0]) if language == "fr" else pair[1]
