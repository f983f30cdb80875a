"""The words of disputes, and of why a receivable is late, in French and English."""

from __future__ import annotations

from typing import Final

from relance.domain.reason_words import Words

DISPUTE_REASONS: Final[Words] = {
    "delivery": ("livraison", "delivery"),
    "quality": ("qualité", "quality"),
    "price": ("prix", "price"),
    "wrong_document": ("mauvais document", "wrong document"),
    "order_reference": ("référence de commande manquante", "order reference missing"),
    "never_received": ("facture jamais reçue", "invoice never received"),
    "already_paid": ("déjà payée", "already paid"),
    "other": ("autre motif", "another reason"),
}

DISPUTE_STATES: Final[Words] = {
    "open": ("ouvert", "open"),
    "accepted": ("accepté, avoir attendu", "accepted, credit note expected"),
    "credited": ("accepté, avoir reçu", "accepted, credited"),
    "rejected": ("rejeté", "rejected"),
    "withdrawn": ("retiré par le client", "withdrawn by the customer"),
}

LATE_CAUSES: Final[Words] = {
    "forgotten": ("oubli", "forgotten"),
    "cash": ("difficulté de trésorerie", "cash difficulty"),
    "our_error": ("erreur de facturation de notre part", "our invoicing error"),
    "their_process": ("circuit interne du client", "their process"),
    "dispute": ("litige", "dispute"),
    "unknown": ("inconnue", "unknown"),
}
