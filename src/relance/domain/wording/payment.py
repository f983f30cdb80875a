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
    listed = any(not line.acted for line in facts.lines)
    key = "pay_total" if listed else "pay_amount"
    day = formats.date_short(owed.as_of, language) if owed else ""
    label = word(language, f"{key}_on", day) if owed else word(language, key)
    payment = payment_of(facts.creditor, language, facts.currency, demanded_cents(facts), facts.reference, label)
    return _with_part(payment, facts) if listed else payment


def _with_part(payment: Payment, facts: NoticeFacts) -> Payment:
    """The same way to pay all that is due, which names what this notice is about: a part of it."""
    language, owed = facts.customer.language, facts.owed if is_demanded(facts) else None
    cents = owed.acted.total_cents if owed else sum(line.open_cents for line in facts.lines if line.acted)
    label = word(language, "pay_of_which_formal" if facts.kind == "formal_notice" else "pay_of_which")
    first, *others = payment.items
    part = (label, formats.money(cents, facts.currency, language))
    caption = word(language, "qr_total") if payment.qr_caption else ""
    return replace(payment, items=(first, part, *others), qr_caption=caption)


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


def safety_words(creditor: CreditorFacts, language: str) -> str:
    """How to know that these are our details (against false bank details; payee check: regulation (EU) 2024/886)."""
    changed, since = creditor.iban_changed_on, creditor.iban_since
    if changed:
        first = word(language, "bank_changed", formats.date_long(changed, language))
    elif since:
        first = word(language, "bank_steady_since", formats.date_long(since, language))
    else:
        first = word(language, "bank_steady")
    return f"{first} {word(language, 'bank_holder', formats.clean(creditor.name))}"


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
        safety=safety_words(creditor, language) if iban else "",
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
