"""The words for messages that remind of nothing, in French and English."""

from __future__ import annotations

from typing import Final

from relance.domain.reason_words import Words

# a notice that is no step of a plan
ANSWER_KIND: Final[Words] = {"answer": ("réponse", "answer")}

ANSWERS: Final[Words] = {
    "dispute-received": ("Litige bien reçu", "Dispute received"),
    "dispute-accepted": ("Litige accepté", "Dispute accepted"),
    "dispute-rejected": ("Litige non retenu", "Dispute not upheld"),
    "promise-noted": ("Promesse notée", "Promise noted"),
    "agreement-letter": ("Échéancier à signer", "Payment plan to sign"),
    "instalment-reminder": ("Échéance à venir", "Instalment coming due"),
    "reply-more-time": ("Demande de délai reçue", "Request for time received"),
    "reply-already-paid": ("Paiement annoncé à vérifier", "Payment announced, to be checked"),
    "reply-wrong-contact": ("Bon interlocuteur demandé", "Asked whom to write to"),
    "reply-copy": ("Copie demandée", "Copy asked for"),
}
