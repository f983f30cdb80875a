"""Money that no customer owes: own transfers, card takings, bank interest, tax and social refunds, loans."""

from __future__ import annotations

import re
from typing import Final

from relance.domain.allocate.drafts import reason
from relance.domain.allocate.mentions import compact_of
from relance.domain.allocate.model import Book, Money, Reason
from relance.domain.allocate.names import capitals, name_key

_TAXES: Final = r"TVA|REMB\w*|IS|CVAE|CFE|CREDIT D IMPOT|DEGREVEMENT"
_PATTERNS: Final = (
    ("card_takings", r"REM(?:ISE|\.)? ?(?:DE )?(?:CB|CARTES?|TPE)\b|REMCB|ENCAISSEMENTS? CB|VERSEMENT STRIPE"),
    ("own_transfer", r"\bVIR(?:EMENT)?S? (?:SEPA )?(?:INTERNE|DE COMPTE A COMPTE|CPTE A CPTE|TRESORERIE)\b"),
    ("bank_interest", r"INTERETS? CREDITEURS?|EXTOURNE|\bREMB(?:OURSEMENT|T)? (?:DE )?(?:FRAIS|COMMISSIONS?|AGIOS)\b"),
    ("loan", r"\bDEBLOCAGE\b.*\bPRET\b|\bPRET\b.*\bDEBLOCAGE\b|\bVERSEMENT PRET\b"),
    ("tax_refund", rf"\b(?:DGFIP|DRFIP|DDFIP|SIE|TRESOR PUBLIC)\b.*\b(?:{_TAXES})\b"),
    ("social_refund", r"\b(?:CPAM|URSSAF|IJSS|CARSAT|PRO ?BTP|AG2R|MALAKOFF|OPCO\w*|POLE EMPLOI|FRANCE TRAVAIL)\b"),
)  # fmt: skip
PATTERNS: Final = tuple((key, re.compile(pattern)) for key, pattern in _PATTERNS)
KINDS: Final = {"own": "own_transfer", "fee": "bank_interest", "card": "card_takings", "returned": "money_back"}


class Nobodys:
    """Tells money that no customer owes, of one creditor."""

    def __init__(self, book: Book) -> None:
        self.names = {name_key(name) for name in book.own_names if name}
        self.ibans = {compact_of(iban) for iban in book.own_ibans if iban}

    def why(self, money: Money) -> Reason | None:
        """The reason for which this is no customer's money, or None."""
        if money.kind in KINDS:
            return reason(KINDS[money.kind])
        if money.party_iban and compact_of(money.party_iban) in self.ibans:
            return reason("own_transfer")
        if money.party and name_key(money.party) in self.names:
            return reason("own_transfer")
        text = capitals(f"{money.party} {money.text}".replace("\n", " "))
        for key, pattern in PATTERNS:
            if pattern.search(text):
                return reason(key)
        return None
