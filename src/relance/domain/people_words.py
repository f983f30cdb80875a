"""What the journal says of people and their ways in, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from relance.domain.crew import ROLE_WORDS
from relance.domain.reason_words import Words

VERBS: Final = frozenset({"signed_in", "password_changed", "second_factor_required", "person_invited", "member_joined"})
HOW: Final[Words] = {
    "password": ("mot de passe", "password"),
    "password_and_factor": ("mot de passe et double authentification", "password and second factor"),
    "passkey": ("clé d’accès", "passkey"),
    "link": ("lien à usage unique", "one-time link"),
    "link_and_factor": ("lien à usage unique et double authentification", "one-time link and second factor"),
    "invitation": ("invitation", "invitation"),
}
PASSWORDS: Final[Words] = {
    "changed": ("changé", "changed"),
    "set": ("choisi", "set"),
    "reset": ("changé par le lien pour mot de passe oublié", "changed by the link for forgotten passwords"),
}
SECOND_FACTORS: Final[Words] = {
    "offered": ("proposée à tous, demandée à personne", "offered to everybody, asked of nobody"),
    "by_role": ("demandée à certains rôles", "asked of some roles"),
    "everyone": ("demandée à tous", "asked of everybody"),
}


def person_facts(verb: str, payload: Mapping[str, Any], language: str) -> dict[str, str]:
    """The facts of such a line in words; nothing for another verb."""
    if verb not in VERBS:
        return {}
    which = 0 if language == "fr" else 1
    named = (("how", HOW), ("password", PASSWORDS), ("second_factor", SECOND_FACTORS), ("role", ROLE_WORDS))
    return {key: words[str(payload[key])][which] for key, words in named if payload.get(key) in words}
