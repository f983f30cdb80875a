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
OWNER, COLLECTOR, ABSENT = "claire.vasseur", "samir.haddad", "lucie.marchal"
MORE = {
    "signatory_role": "Responsable comptable",
    "legal_form": "SARL",
    "capital": "40 000 €",
    "rcs": "RCS Lyon",
    "person_in_charge": COLLECTOR,
    "plan_for_bad": "by-profile",
    "sender_name": "Atelier Bois et Lumière, comptabilité",
    "reply_address": "relances@bois-et-lumiere.example",
    "read_receipts": "yes",
}
TEAM = ((COLLECTOR, "collector"), (ABSENT, "accountant"))
AWAY = (-2, 9)  # the days, counted from today, between which the last of them is absent


class Player(NamedTuple):
    """A customer; `invoices` are written as story.py reads them, `calls` as play.py does."""

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
    direct_debit: str = ""
    owner: str = ""
    segment: str = ""
    cheque: str = ""
    calls: str = ""


class Habit(NamedTuple):
    """How a customer orders and pays: an invoice every so many days, the last one due `last` days from today."""

    code: str
    every: int
    last: int
    cents: int
    days_late: tuple[int, ...]


def rows(name: str) -> list[list[str]]:
    """A file of this folder: a row a line, the parts between bars; lines that begin with # are for who reads it."""
    text = (resources.files("relance.cli.demo") / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [[part.strip() for part in line.split("|")] for line in lines]


def named(parts: list[str]) -> dict[str, str]:
    """Parts of a row written as `key=value`."""
    return dict(part.split("=", 1) for part in parts if part)


def cents_of(amount: str) -> int:
    """An amount written as 1200.00."""
    whole, rest = amount.split(".")
    return int(whole) * 100 + int(rest)


def _habit(code: str, every: str, last: str, amount: str, days_late: str) -> Habit:
    return Habit(code, int(every), int(last), cents_of(amount), tuple(int(day) for day in days_late.split()))


PLAYERS = tuple(Player(*parts[:10], **named(parts[10:])) for parts in rows("players.txt"))
HABITS = tuple(_habit(*parts) for parts in rows("habits.txt"))
