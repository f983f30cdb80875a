"""Payment terms in words, as invoices have them."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.einvoice.terms_text import due_by, read_terms

ISSUED = date(2026, 1, 31)


def day_of(*texts: str, strict: bool = False) -> str | None:
    read = read_terms(texts, must_speak_of_paying=strict)
    day = due_by(read, ISSUED) if read else None
    return day.isoformat() if day else None


@pytest.mark.parametrize(("text", "day"), [
    ("30 jours net", "2026-03-02"), ("PAIEMENT 30 JOURS NET", "2026-03-02"), ("Paiement à 45 jours", "2026-03-17"),
    ("30 j date de facture", "2026-03-02"), ("Règlement sous 8 jours", "2026-02-08"),
    ("30 jours fin de mois", "2026-03-31"), ("30\u00a0jours FDM", "2026-03-31"),
    ("fin de mois + 45 jours", "2026-03-17"),
    ("45 jours après la fin du mois", "2026-03-17"), ("à réception de facture", "2026-01-31"),
    ("Paiement comptant", "2026-01-31"), ("30 jours à réception de la facture", "2026-03-02"),
    ("Net 30", "2026-03-02"), ("30 days net", "2026-03-02"), ("Payment within 30 days", "2026-03-02"),
    ("due upon receipt", "2026-01-31"), ("30 days after end of month", "2026-03-02"),
    ("Zahlbar innerhalb von 14 Tagen ohne Abzug", "2026-02-14"), ("30 Tage netto", "2026-03-02"),
    ("sofort fällig", "2026-01-31"), ("Fällig nach Belegdatum + 10 Tage", "2026-02-10"),
    ("Zahlbar innerhalb 30 Tagen netto bis 02.03.2026, 3% Skonto innerhalb 10 Tagen bis 10.02.2026", "2026-03-02"),
    ("Payable le 15/03/2026", "2026-03-15"), ("fin de mois", "2026-01-31"),
])  # fmt: skip
def test_words_that_give_a_day(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize("text", [
    "", "selon contrat", "Escompte de 2 % sous 10 jours", "2% Skonto innerhalb 8 Tagen",
    "#SKONTO#TAGE=14#PROZENT=2.00#", "30/60 jours", "30 jours net ou 2 % d’escompte sous 10 jours",
    "30 jours fin de mois le 10", "30 ou 45 jours selon accord", "30 jours pour les biens, 45 jours pour les services",
    "50% prepaid, 50% within one month", "Pénalités de retard dès 30 jours", "999 jours", "payable le 31/02/2026",
    "payable le 15/01/2020", "Indemnité forfaitaire 40 € après 30 jours",
])  # fmt: skip
def test_words_that_give_none_are_never_guessed(text: str) -> None:
    assert day_of(text) is None


def test_a_note_must_speak_of_paying() -> None:
    assert day_of("Toute réclamation sous 8 jours", "Livraison en 10 jours", strict=True) is None
    assert day_of("Livraison en 10 jours. Paiement à 30 jours.", strict=True) == "2026-03-02"
