"""How the customer can pay: bank details, reference, and what a payment code needs."""

from __future__ import annotations

from typing import Any

from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError

from relance.domain.message import NoticeFacts
from relance.domain.wording import formats
from relance.domain.wording.model import Payment
from relance.domain.wording.words import word

_MAX_EPC_CENTS = 99_999_999_999
_EPC_NAME, _EPC_TEXT = 70, 140


def valid_iban(text: str) -> str:
    """The compact IBAN, or nothing when its check digits or its country's layout are wrong."""
    try:
        return str(iban_number.validate(text))
    except (ValidationError, ValueError):
        return ""


def payment_block(facts: NoticeFacts) -> Payment:
    """Amount, payee, IBAN in groups of four, reference; an EPC code for euros and a valid IBAN only."""
    language, creditor = facts.customer.language, facts.creditor
    iban, name = valid_iban(creditor.iban), formats.clean(creditor.name)
    bic, reference = formats.clean(creditor.bic).replace(" ", "").upper(), formats.clean(facts.reference)
    methods = formats.clean(creditor.payment_methods).rstrip(".")
    items = [
        (word(language, "pay_amount"), formats.money(facts.total_cents, facts.currency, language)),
        (word(language, "pay_name"), name),
        ("IBAN", formats.grouped(iban)),
        ("BIC", bic if iban else ""),
        (word(language, "pay_reference"), reference),
    ]
    other = f"{word(language, 'pay_other', methods)}." if methods else ""
    return Payment(
        title=word(language, "payment"),
        items=tuple((label, value) for label, value in items if value),
        other_means=other or ("" if iban else word(language, "pay_none", name)),
        safety=word(language, "safety") if iban else "",
        **_epc(facts, iban, name, bic, reference),
    )


def _epc(facts: NoticeFacts, iban: str, name: str, bic: str, reference: str) -> dict[str, Any]:
    if not iban or facts.currency != "EUR" or not 0 < facts.total_cents <= _MAX_EPC_CENTS:
        return {}
    return {
        "qr_name": name[:_EPC_NAME],
        "qr_iban": iban,
        "qr_bic": bic if len(bic) in (8, 11) else "",
        "qr_cents": facts.total_cents,
        "qr_text": reference[:_EPC_TEXT],
        "qr_caption": word(facts.customer.language, "qr"),
    }
