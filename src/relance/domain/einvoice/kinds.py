"""What the type code of a document (BT-3) makes of it: the one place that knows.

UNTDID 1001 as EN 16931 restricts it (rule BR-CL-01), and the codes that the French reform adds (rule BR-FR-04 of
XP Z12-012: 261, 262, 471 to 473, 500 to 503). The sign of the total has the last word: an invoice below zero is a
credit note, and a credit note may be written with either sign.
"""

from __future__ import annotations

from typing import Literal

from relance.domain.einvoice.model import Document
from relance.domain.problems.texts import Refused

Sort = Literal["invoice", "credit_note"]

INVOICES = frozenset(
    "71 80 82 84 102 202 203 204 211 218 219 295 326 331 380 382 383 384 385 386 387 388 389 390 393 394 395 456 457 "
    "471 472 473 500 501 527 553 575 623 633 751 780 817 870 875 876 877 935".split()
)
CREDIT_NOTES = frozenset("81 83 261 262 296 308 381 396 420 458 502 503 532".split())
CORRECTIVE = frozenset(("384", "471", "472", "473"))  # they replace the invoice that they name
FACTORED = frozenset(("393", "396", "472", "473", "501", "502"))  # sold: the payee is the factor
SELF_BILLED = frozenset(("261", "389", "471", "473", "500", "501", "502"))  # written by the buyer; the seller is owed
PREPAYMENT = frozenset(("386", "500", "503"))
ALREADY_PAID = frozenset(("B2", "S2", "M2"))  # French “cadre de facturation” (BT-23)
DIRECT_DEBIT = frozenset(("49", "59"))  # UNTDID 4461


def sort_of(document: Document) -> Sort:
    """Whether the document raises or lowers what is owed; refuses types that are neither (TYPE)."""
    code = document.type_code
    if document.is_credit_root or code in CREDIT_NOTES:
        return "credit_note"
    if code not in INVOICES:
        raise Refused("TYPE", field="BT-3", line=document.line, value=code)
    return "credit_note" if document.totals.gross < 0 else "invoice"
