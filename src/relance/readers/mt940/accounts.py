"""The account a statement is of (`:25:`), written as other files of the same account write it."""

from __future__ import annotations

import re

from stdnum import iban as iban_number

from relance.domain.statements.flat import french_iban

_RIB = re.compile(r"(\d{5})(\d{5})([0-9A-Z]{11})(\d{2})")
_SEPARATORS = re.compile(r"[\s/.\-]")


def account_of(text: str, currency: str) -> str:
    """The IBAN where there is one, whole or behind a bank's code; a French RIB with its right key gives its IBAN.

    Else bank and account as the file has them, without separators and without the currency that some banks append
    (`1291.99.348EUR`).
    """
    upper = text.upper().strip()
    for part in (upper, *upper.split("/")):
        for candidate in (part, part.removesuffix(currency)):
            compact = _SEPARATORS.sub("", candidate)
            if iban_number.is_valid(compact):
                return compact
    plain = _SEPARATORS.sub("", upper)
    plain = plain.removesuffix(currency) if plain != currency else plain
    return _of_rib(plain) or plain[:40]


def _of_rib(plain: str) -> str:
    found = _RIB.fullmatch(plain)
    iban = french_iban(found[1], found[2], found[3]) if found else ""
    return iban if found and iban.endswith(found[4]) else ""
