"""How the customer can pay: bank details, reference, and what a payment code needs."""

from __future__ import annotations

from dataclasses import replace

from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError

from relance.domain.answers import AgreementAnswer, Answer, InstalmentAnswer, asked_cents
from relance.domain.message import CreditorFacts, NoticeFacts
from relance.domain.wording import formats
from relance.domain.wording.claims import demanded_cents, is_demanded
from relance.domain.wording.model import Payment
from relance.domain.wording.words import word

NO_PAYMENT = Payment(title="", items=())
_MAX_EPC_CENTS = 99_999_999_999
_EPC_NAME, _EPC_TEXT = 70, 140


def valid_iban(text: str) -> str:
    """The compact IBAN, or nothing when its check digits or its country's layout are wrong."""
    try:
        return str(iban_number.validate(text))
    except (ValidationError, ValueError):
        return ""


def payment_block(facts: NoticeFacts) -> Payment:
    """How to pay what the notice asks for: the principal, with the claims where their amounts are demanded."""
    language, owed = facts.customer.language, facts.owed if is_demanded(facts) else None
    if facts.answer:
        return _answer_payment(facts, facts.answer)
    label = word(language, "pay_amount")
    if owed:
        label = word(language, "pay_amount_on", formats.date_short(owed.as_of, language))
    return payment_of(facts.creditor, language, facts.currency, demanded_cents(facts), facts.reference, label)


def _answer_payment(facts: NoticeFacts, answer: Answer) -> Payment:
    """How to pay what an answer asks for; nothing at all where it asks for nothing."""
    language, cents = facts.customer.language, asked_cents(answer)
    if not cents:
        return NO_PAYMENT
    label = word(language, "pay_first") if isinstance(answer, AgreementAnswer) else ""
    reference = facts.reference
    if isinstance(answer, AgreementAnswer | InstalmentAnswer):
        reference = answer.reference  # a plan is paid under its own reference
    return payment_of(facts.creditor, language, facts.currency, cents, reference, label)


def payment_of(
    creditor: CreditorFacts, language: str, currency: str, cents: int, reference: str, amount_label: str = ""
) -> Payment:
    """Amount, payee, IBAN in groups of four, reference; an EPC code for euros and a valid IBAN only."""
    iban, name = valid_iban(creditor.iban), formats.clean(creditor.name)
    bic, reference = formats.clean(creditor.bic).replace(" ", "").upper(), formats.clean(reference)
    methods = formats.clean(creditor.payment_methods).rstrip(".")
    items = [
        (amount_label or word(language, "pay_amount"), formats.money(cents, currency, language)),
        (word(language, "pay_name"), name),
        ("IBAN", formats.grouped(iban)),
        ("BIC", bic if iban else ""),
        (word(language, "pay_reference"), reference),
    ]
    other = f"{word(language, 'pay_other', methods)}." if methods else ""
    payment = Payment(
        title=word(language, "payment"),
        items=tuple((label, value) for label, value in items if value),
        other_means=other or ("" if iban else word(language, "pay_none", name)),
        safety=word(language, "safety") if iban else "",
    )
    if not iban or currency != "EUR" or not 0 < cents <= _MAX_EPC_CENTS:
        return payment
    return replace(
        payment,
        qr_name=name[:_EPC_NAME],
        qr_iban=iban,
        qr_bic=bic if len(bic) in (8, 11) else "",
        qr_cents=cents,
        qr_text=reference[:_EPC_TEXT],
        qr_caption=word(language, "qr"),
    )
