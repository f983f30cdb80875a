"""Bank details as they are typed, checked; and the account a creditor begins with."""

from __future__ import annotations

import re

from stdnum import iban as iban_number

from relance.domain.act import Act
from relance.domain.bank import BEGINNING
from relance.ledger.models import BankAccount, Creditor
from relance.operations.refused import Refused

_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")  # ISO 9362


def checked_iban(text: str) -> str:
    """The compact IBAN. Raises Refused where its check digits or its country's layout are wrong (ISO 13616)."""
    if not iban_number.is_valid(text):
        raise Refused(f"“{text}” is not an IBAN: its check digits are wrong; copy it from your bank’s RIB")
    return str(iban_number.compact(text)).upper()


def checked_bic(text: str) -> str:
    """The compact BIC, or nothing where none is given. Raises Refused for what cannot be one."""
    bic = text.replace(" ", "").upper()
    if bic and not _BIC.fullmatch(bic):
        raise Refused(f"“{text}” is not a BIC: it has 8 or 11 characters, as PSSTFRPPLYO; copy it from your bank’s RIB")
    return bic


def first_account(*, creditor: Creditor, act: Act, iban: str = "", bic: str = "") -> BankAccount | None:
    """The account given at set-up, in force at once and for every day of this creditor; None without an IBAN."""
    if not iban:
        return None
    return BankAccount.objects.create(
        creditor=creditor, iban=iban, bic=bic, proposed_at=act.now, proposed_by=act.by[:120], approved_at=act.now,
        approved_by=act.by[:120], in_force_from=BEGINNING,
    )  # fmt: skip
