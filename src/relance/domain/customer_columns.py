"""The columns of the list of customers and of the list of invoices, as files have them."""

from __future__ import annotations

from typing import Final

from relance.domain.tracking_words import Column

CUSTOMERS: Final = (
    Column("code", "text", "Code client", "Customer code"),
    Column("name", "text", "Client", "Customer", 28),
    Column("city", "text", "Ville", "Town", 18),
    Column("siren", "text", "SIREN", "SIREN"),
    Column("email", "text", "Courriel", "E-mail", 28),
    Column("open", "cents", "Reste dû", "Open"),
    Column("overdue", "cents", "En retard", "Overdue"),
    Column("currency", "text", "Devise", "Currency", 8),
    Column("since", "day", "Plus ancienne échéance dépassée", "Oldest overdue date", 12),
    Column("days_late", "count", "Jours de retard", "Days late", 9),
    Column("next_action", "text", "Prochaine action", "Next action", 30),
    Column("next_on", "day", "Prochaine action le", "Next action on", 12),
    Column("next_owner", "text", "Responsable", "Owner", 18),
    Column("segment", "text", "Profil", "Segment", 14),
    Column("plan", "text", "Scénario", "Plan", 18),
    Column("in_charge", "text", "Chargé du client", "In charge", 18),
)
