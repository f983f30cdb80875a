"""What kind of movement a bank transaction code names.

Families and sub-families: ISO 20022, external code sets, bank transaction codes (domain PMNT and the fees of others).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from relance.domain.rows import MovementKind
from relance.domain.xml_files import child, text_at

_FAMILIES: dict[str, MovementKind] = {
    "RCDT": "transfer", "ICDT": "transfer", "RRCT": "transfer", "IRCT": "transfer", "RCCN": "own", "ICCN": "own",
    "RDDT": "direct_debit", "IDDT": "direct_debit", "RCHQ": "cheque", "ICHQ": "cheque", "LBOX": "cheque",
    "CCRD": "card", "MCRD": "card", "CNTR": "cash", "DRFT": "bill",
}  # fmt: skip
_SUB_FAMILIES: dict[str, MovementKind] = {
    "CHRG": "fee", "COMM": "fee", "COME": "fee", "FEES": "fee", "COMI": "fee", "COMT": "fee", "INTR": "fee",
    "LBCA": "fee", "CDPT": "cash", "CWDL": "cash", "BCDP": "cash", "BCWD": "cash", "CHKD": "cheque",
    "ZABA": "own", "SWEP": "own", "TOPG": "own", "INTC": "own",
}  # fmt: skip
# money that goes back: returned, rejected, reversed or cancelled, unpaid cheques and drafts
_RETURNS = frozenset(
    ("RRTN", "RPCR", "UPDD", "PRDD", "RCDD", "UPCQ", "CQRV", "XRCQ", "UDFT", "UPCT", "ARET", "DDWN")
)  # fmt: skip


class Code(NamedTuple):
    """A bank transaction code as one text, the kind it means, and whether it says that money goes back."""

    text: str
    kind: MovementKind
    is_return: bool


def code_of(element: Any) -> Code:
    """The code of a `BkTxCd` (or None): its domain where given, else what the bank calls it."""
    family = text_at(element, "Domn", "Fmly", "Cd").upper()
    sub = text_at(element, "Domn", "Fmly", "SubFmlyCd").upper()
    own = text_at(element, "Prtry", "Cd")
    if child(element, "Domn") is None:
        return Code(own[:40], "other", False)
    text = "-".join(part for part in (text_at(element, "Domn", "Cd").upper(), family, sub) if part)
    if sub in _RETURNS:
        return Code(text, "returned", True)
    return Code(text[:40], _SUB_FAMILIES.get(sub) or _FAMILIES.get(family, "other"), False)
