"""The words of letters: where they are, and what the columns of a file may be called."""

from __future__ import annotations

from typing import Final

from relance.domain.reason_words import Words

POSTING_STATES: Final[Words] = {
    "to_post": ("à poster", "to post"),
    "handed_over": ("confiée au prestataire", "with the provider"),
    "posted": ("postée", "posted"),
    "presented": ("présentée", "presented"),
    "delivered": ("distribuée", "delivered"),
    "refused": ("refusée par le destinataire", "refused by the addressee"),
    "unclaimed": ("non réclamée", "unclaimed"),
    "wrong_address": ("revenue : adresse inexacte", "returned: wrong address"),
    "cancelled": ("annulée, non postée", "cancelled, never posted"),
}
PROOF_KINDS: Final[Words] = {
    "deposit": ("preuve de dépôt", "proof of deposit"),
    "receipt": ("avis de réception", "acknowledgement of receipt"),
    "content": ("contenu", "content"),
    "other": ("autre pièce", "other document"),
}


def posting_words(state: str, language: str) -> str:
    """Where a letter is, in words."""
    french, english = POSTING_STATES[state]
    return french.replace(" :", "\u00a0:") if language == "fr" else english


def proof_words(kind: str, language: str) -> str:
    """What a proof is, in words."""
    return PROOF_KINDS[kind][0 if language == "fr" else 1]
