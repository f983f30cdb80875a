"""The people of the demonstration: all invented, with addresses and numbers that are nobody's."""

from __future__ import annotations

from importlib import resources
from typing import NamedTuple

COMPANY = {
    "name": "Atelier Bois et Lumière SARL",
    "siren": "000000000",  # well formed, and nobody's
    "address": "18 rue des Ébénistes\n69009 Lyon",
    "city": "Lyon",
    "email": "compta@bois-et-lumiere.example",
    "phone": "04 65 71 00 18",
    "iban": "FR7699999000010123456789012",
    "signatory": "Claire Vasseur",
    "payment_methods": "virement, chèque",
}
MORE = {
    "signatory_role": "Responsable comptable",
    "legal_form": "SARL",
    "capital": "40 000 €",
    "rcs": "RCS Lyon",
}


class Player(NamedTuple):
    """A customer; `invoices` are written as story.py reads them."""

    code: str
    name: str
    kind: str
    contact: str
    email: str
    phone: str
    address: str
    postcode: str
    city: str
    invoices: str
    plan: str = ""
    language: str = "fr"
    country: str = "FR"
    currency: str = "EUR"
    no_dunning: str = ""
    direct_debit: str = ""


def _read(text: str) -> tuple[Player, ...]:
    """One player a line, the parts between bars; `key=value` for what is rare."""
    players = []
    for line in text.strip().splitlines():
        parts = [part.strip() for part in line.split("|")]
        rare = dict(part.split("=", 1) for part in parts[10:] if part)
        players.append(Player(*parts[:10], **rare))
    return tuple(players)


# An invoice is DUE:AMOUNT; DUE in days from today (negative: past), then `+5` paid five days after the due date,
# `/600` of which 600 was paid; several due dates with `&`; `avoir` for a credit note; `->` names its invoice.
PLAYERS = _read((resources.files("relance.cli.demo") / "players.txt").read_text(encoding="utf-8"))
ON_HOLD = ("BOWLING", "pose du bar à reprendre, rendez-vous le mois prochain")
INSOLVENT = "TRAITEUR"
KEY_CUSTOMER = "NACRE"
