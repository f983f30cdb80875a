"""The words of money that came in: states of its lines, who matched them, why a difference is given up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from relance.domain.reason_words import Words
from relance.domain.wording.formats import date_long, french_spaces, money

LINE_STATES: Final[Words] = {
    "new": ("à examiner", "not looked at yet"),
    "proposed": ("à confirmer", "to be confirmed"),
    "unknown": ("sans réponse", "without an answer"),
    "matched": ("affecté", "matched"),
    "aside": ("mis de côté", "set aside"),
    "returned": ("rejeté par la banque", "returned by the bank"),
}
MATCH_RULES: Final[Words] = {
    "sure": ("correspondance certaine", "surely matched"),
    "accepted": ("proposition acceptée", "proposal accepted"),
    "by_hand": ("choisi à la main", "chosen by hand"),
}
# why what is missing of a match is given up, in the order of the page
DIFFERENCE_REASONS: Final[Words] = {
    "difference": ("écart de règlement", "payment difference"),
    "bank_fee": ("frais bancaires", "bank fee"),
    "discount": ("escompte", "cash discount"),
}


def _word(words: Words, key: str, language: str) -> str:
    pair = words.get(key)
    return pair[0 if language == "fr" else 1] if pair else key.replace("_", " ")


def line_state_words(state: str, language: str) -> str:
    """How a bank line stands."""
    return _word(LINE_STATES, state, language)


def match_rule_words(rule: str, language: str) -> str:
    """Who matched a line: the program where it was sure, else a person."""
    return _word(MATCH_RULES, rule, language)


def difference_words(reason: str, language: str) -> str:
    """Why a small difference is given up."""
    return _word(DIFFERENCE_REASONS, reason, language)


def hold_reason(on: date, cents: int, currency: str, language: str, *, is_whole_customer: bool = False) -> str:
    """Why nobody is reminded while money waits for a person's word; `cents` are those of the money."""
    total, day = money(cents, currency, language), date_long(on, language)
    if language != "fr":
        what = "from this customer, it seems" if is_whole_customer else "which may pay it"
        return f"{total} received on {day}, {what}: to be confirmed"
    what = "sans doute de ce client" if is_whole_customer else "qui la paie peut-être"
    return french_spaces(f"encaissement de {total} du {day}, {what} : à confirmer")


def task_reason(count: int, language: str) -> str:
    """Why the task about money that waits stands on the work list."""
    if language == "fr":
        return f"{count} encaissements attendent" if count > 1 else "1 encaissement attend"
    return f"{count} receipts wait" if count > 1 else "1 receipt waits"


def money_facts(verb: str, payload: Mapping[str, Any], language: str) -> dict[str, str]:
    """The words of events about matched money: what it paid, and who said so; nothing for other events."""
    if verb not in ("money_matched", "match_undone", "match_declined", "money_set_aside"):
        return {}
    invoices = ", ".join(str(one) for one in payload.get("invoices") or ())
    french = language == "fr"
    if invoices:
        to = f" affecté à {invoices}" if french else f" set against {invoices}"
    else:
        to = " porté en compte" if french else " kept on account"
    if payload.get("confirms"):
        to = " rapproché d’un paiement déjà noté" if french else " ties in with a payment recorded before"
    return {"to": to, "matched_by": match_rule_words(str(payload.get("rule", "")), language)}
