"""The values of OFX: amounts with a point or a comma, days with a zone in brackets, types of transactions.

OFX 1.6 and 2.2, sections 3.2.8 (dates), 3.2.9 (amounts) and 11.4.4 (`STMTTRN`).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from stdnum import iban as iban_number

from relance.domain.problems.texts import Refused
from relance.domain.rows import MovementKind
from relance.domain.statements.values import BANK_ZONE, exact_cents, iso_day
from relance.domain.tabular.words import exponent_of

PENDING = "HOLD"
KINDS: dict[str, MovementKind] = {
    "XFER": "transfer", "DIRECTDEP": "transfer", "PAYMENT": "transfer", "REPEATPMT": "transfer", "CHECK": "cheque",
    "DIRECTDEBIT": "direct_debit", "ATM": "cash", "CASH": "cash", "POS": "card", "FEE": "fee", "SRVCHG": "fee",
    "INT": "fee",
}  # fmt: skip
_INSTANT = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:[.:]\d+)?\s*(?:\[\s*([+-]?\d+(?:\.\d+)?)(?::\w*)?\s*\])?",
    re.ASCII,
)
_THREE_AFTER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


def cents_of(text: str, currency: str) -> int:
    """Minor units of `TRNAMT` or `BALAMT`; grouped digits, signs of currencies and doubtful marks are refused."""
    if exponent_of(currency) != 3 and _THREE_AFTER.fullmatch(text):
        raise Refused("AMOUNT", field="TRNAMT", value=text)  # 1,000 may be one or a thousand
    if "," in text and "." in text:
        raise Refused("AMOUNT", field="TRNAMT", value=text)
    return exact_cents(text.replace(",", "."), currency)


def day_of(text: str) -> date:
    """The local day of an OFX instant: its own digits, or the bank's day where it is given in GMT."""
    if not text:
        raise Refused("DATE.empty", field="DTPOSTED")
    found = _INSTANT.fullmatch(text)
    if found is None:
        return iso_day(text)
    day = iso_day(f"{found[1]}-{found[2]}-{found[3]}")
    if found[4] and found[7] is not None and float(found[7]) == 0:
        try:
            instant = datetime(day.year, day.month, day.day, int(found[4]), int(found[5]), tzinfo=UTC)
        except ValueError:
            raise Refused("DATE", field="DTPOSTED", value=text) from None
        return instant.astimezone(BANK_ZONE).date()
    return day


def account_number(bank: str, branch: str, account: str) -> str:
    """An IBAN as it is, else bank, branch and account number without spaces; empty without an account number."""
    compact = re.sub(r"\s", "", account).upper()
    if not compact or iban_number.is_valid(compact):
        return compact
    return re.sub(r"\s", "", bank + branch).upper() + compact
