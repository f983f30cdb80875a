"""What is wrong with an e-invoice, or strange: sums, days, sender's oddities. Errors are raised, the rest is listed.

BR-CO-15: BT-112 = BT-109 + BT-110; the French extended profile (BR-FREXT-CO-15) lets a cent per item pass.
BR-CO-16: BT-115 = BT-112 − BT-113 + BT-114. BR-FR-CO-07: in France no due date lies before the invoice's, but for
prepayments and invoices paid already.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from relance.domain.einvoice.kinds import ALREADY_PAID, CORRECTIVE, PREPAYMENT, sort_of
from relance.domain.einvoice.model import Document, Totals
from relance.domain.problems.texts import Refused
from relance.domain.tabular.words import exponent_of

LONGEST_NUMBER = 80
YEARS_AHEAD = 10


def check(document: Document) -> None:
    """Raise the first defect that makes the document unfit to be claimed: TOTALS, SIGN, NUMBER, TYPE, DUE_DATE."""
    if len(document.number) > LONGEST_NUMBER:
        raise Refused("NUMBER", field="BT-1", line=document.line, value=document.number, limit=LONGEST_NUMBER)
    sort = sort_of(document)
    _check_totals(document.totals, document.currency, _tolerance(document))
    gross, payable = document.totals.gross, document.totals.payable
    if sort == "credit_note" and gross * payable < 0:
        raise Refused(
            "SIGN.credit_note", field="BT-115", line=document.totals.line,
            value=shown_amount(payable, document.currency), amount=shown_amount(gross, document.currency),
        )  # fmt: skip
    early = next((t for t in document.terms if t.due_on and t.due_on < document.issued_on), None)
    if early and early.due_on and _is_french(document) and not _may_be_due_before(document):
        raise Refused(
            "DUE_DATE.before", field="BT-9", line=early.line, value=early.due_on.isoformat(),
            issued=document.issued_on.isoformat(),
        )  # fmt: skip


def oddities(document: Document, today: date) -> Iterator[Refused]:
    """What a person should know and what stops nothing: warnings, never errors."""

    def odd(key: str, field: str, line: int | None = None, **values: object) -> Refused:
        return Refused(key, field=field, line=line or document.line, severity="warning", **values)

    if document.issued_on > today:
        yield odd("FUTURE", "BT-2", value=document.issued_on.isoformat())
    if document.type_code in CORRECTIVE and not document.preceding:
        yield odd("TYPE.corrective", "BT-25", value=document.type_code)
    if document.buyer.bad_siren:
        yield odd("SIREN", "BT-47", value=document.buyer.bad_siren)
    if document.totals.gross == document.totals.payable == 0:
        yield odd("ZERO", "BT-112", value=document.number)
    for term in document.terms:
        if term.due_on is None:
            continue
        far = term.due_on.year > document.issued_on.year + YEARS_AHEAD
        early = term.due_on < document.issued_on and not _may_be_due_before(document)
        if far or early:
            yield odd(
                "DUE_DATE.odd", "BT-9", term.line, value=term.due_on.isoformat(), issued=document.issued_on.isoformat()
            )


def _tolerance(document: Document) -> int:
    """Minor units by which BT-112 may miss net and VAT: one for each item in the French extended profile."""
    profile = document.profile.lower()
    is_extended = "extended-ctc-fr" in profile or profile.endswith("factur-x.eu:1p0:extended")
    return max(document.items, 1) if is_extended else 0


def _check_totals(totals: Totals, currency: str, tolerance: int) -> None:
    expected = totals.gross if totals.net is None or totals.tax is None else totals.net + totals.tax
    is_rounded = totals.gross == expected + totals.rounding  # some add the rounding (BT-114) here already
    if abs(totals.gross - expected) > tolerance and not is_rounded:
        raise Refused(
            "TOTALS", field="BT-112", line=totals.line, value=shown_amount(totals.gross, currency),
            expected=shown_amount(expected, currency),
        )  # fmt: skip
    due = totals.gross - totals.prepaid + totals.rounding
    if totals.payable != due and not (is_rounded and totals.payable == totals.gross - totals.prepaid):
        raise Refused(
            "TOTALS.payable", field="BT-115", line=totals.line, value=shown_amount(totals.payable, currency),
            expected=shown_amount(due, currency),
        )  # fmt: skip


def _is_french(document: Document) -> bool:
    return document.seller.country == "FR" or bool(document.seller.siren) or "cpro.gouv.fr" in document.profile


def _may_be_due_before(document: Document) -> bool:
    return document.type_code in PREPAYMENT or document.process in ALREADY_PAID


def shown_amount(cents: int, currency: str) -> str:
    """An amount for a sentence: 1234.50 EUR."""
    decimals = exponent_of(currency)
    digits = f"{abs(cents):0{decimals + 1}d}"
    body = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"{'-' if cents < 0 else ''}{body} {currency}"
