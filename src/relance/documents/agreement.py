"""The agreement letter: a payment plan to be signed, which is an acknowledgement of the debt as well.

    agreement_pdf(facts: AgreementFacts) -> bytes

Sources: acknowledgement C. civ. 2240; the sum written by the debtor's own hand C. civ. 1376; instalments due before
their day only after a formal notice C. civ. 1305-4 and 1344; no novation C. civ. 1330; waiver C. civ. 1350.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Literal

from relance.documents.agreement_words import AGREEMENT_WORDS
from relance.documents.qr import qr_svg
from relance.documents.typesetting import pdf
from relance.domain.message import CreditorFacts, CustomerFacts
from relance.domain.stops import Part
from relance.domain.wording import formats
from relance.domain.wording.compose import legal_footer
from relance.domain.wording.payment import payment_of
from relance.domain.wording.words import word

NOTICE_DAYS = 8
# courts hold a short notice unfair to a consumer: a clear month
NOTICE_DAYS_OTHERS = 30
PROFESSIONAL = ("business", "public")


@dataclass(frozen=True, slots=True)
class AgreedInvoice:
    """One due-date line that the plan covers; cents."""

    number: str
    issued_on: date | None
    due_on: date
    amount_cents: int
    open_cents: int


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What the letter says; money in cents of `currency`.

    `regime` is the kind whose rules of late interest apply. Instalments may come to less than what is open: the
    rest is contested and no part of the plan. `days_to_sign`: by when the signed copy is asked back.
    """

    reference: str
    agreed_on: date
    creditor: CreditorFacts
    customer: CustomerFacts
    regime: str
    invoices: tuple[AgreedInvoice, ...]
    parts: tuple[Part, ...]
    currency: str = "EUR"
    claims: Literal["running", "frozen", "waived"] = "running"
    grace_days: int = 5
    days_to_sign: int = 10

    @property
    def total_cents(self) -> int:
        """The sum agreed on."""
        return sum(part.cents for part in self.parts)

    @property
    def aside_cents(self) -> int:
        """What is open and contested, and no part of the plan."""
        return sum(one.open_cents for one in self.invoices) - self.total_cents


def agreement_pdf(facts: AgreementFacts) -> bytes:
    """The letter as PDF, A4; the same facts give the same bytes."""
    return pdf("agreement", _data(facts), facts.agreed_on)


def _data(facts: AgreementFacts) -> dict[str, Any]:
    language = facts.customer.language
    words, day = AGREEMENT_WORDS[language], facts.agreed_on
    first = facts.parts[0]
    label = _filled(words["pay_first"], formats.date_short(first.due_on, language))
    payment = payment_of(facts.creditor, language, facts.currency, first.cents, facts.reference, label)
    city, on = formats.clean(facts.creditor.city), formats.date_long(day, language)
    return {
        "language": language,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "words": words,
        "reference": formats.clean(facts.reference),
        "title": _filled(words["title"], formats.clean(facts.reference)),
        "place_and_date": word(language, "place_date", city, on) if city else word(language, "date", on),
        "parties": [list(_creditor(facts)), list(_customer(facts))],
        "invoices": [_invoice(one, facts) for one in facts.invoices],
        "aside": _money(-facts.aside_cents, facts) if facts.aside_cents else "",
        "total": _money(facts.total_cents, facts),
        "parts": list(_parts(facts)),
        "clauses": [[title, list(text)] for title, text in _clauses(facts)],
        "acknowledgement": _filled(words["acknowledgement"], _money(facts.total_cents, facts)),
        "interrupts": words["interrupts"] if facts.customer.kind != "public" else words["interrupts_public"],
        "payment": asdict(payment),
        "qr": qr_svg(payment),
        "return_by": _return_by(facts),
        "signatures": [list(_signs_for_creditor(facts)), [formats.clean(facts.customer.name)]],
        "fields": _fields(facts),
        "legal_footer": legal_footer(facts.creditor, language),
    }


def _money(cents: int, facts: AgreementFacts) -> str:
    sign = "\u2212" if cents < 0 else ""
    return sign + formats.money(abs(cents), facts.currency, facts.customer.language)


def _filled(text: str, *values: str) -> str:
    for value in values:
        text = text.replace("{}", value, 1)
    return text


def _creditor(facts: AgreementFacts) -> Iterator[str]:
    """Name, address, legal identity, and who speaks for it."""
    creditor, words = facts.creditor, AGREEMENT_WORDS[facts.customer.language]
    yield formats.clean(creditor.name)
    yield from formats.clean_lines(creditor.address)[:4]
    identity = legal_footer(creditor, facts.customer.language).removeprefix(formats.clean(creditor.name))
    if identity.strip(", "):
        yield identity.strip(", ")
    person = ", ".join(part for part in map(formats.clean, (creditor.signatory, creditor.signatory_role)) if part)
    if person:
        yield _filled(words["represented"], person)


def _customer(facts: AgreementFacts) -> Iterator[str]:
    customer, words = facts.customer, AGREEMENT_WORDS[facts.customer.language]
    yield formats.clean(customer.name)
    yield from formats.clean_lines(customer.address)[:4]
    town = " ".join(part for part in (formats.clean(customer.postcode), formats.clean(customer.city)) if part)
    if town:
        yield town
    if customer.country.upper() not in ("", "FR"):
        yield formats.country_name(customer.country, customer.language)
    if customer.siren and customer.kind != "consumer":
        yield _filled(words["siren"], formats.siren(customer.siren))
    if customer.code:
        yield _filled(words["account"], formats.clean(customer.code))


def _invoice(one: AgreedInvoice, facts: AgreementFacts) -> list[str]:
    language = facts.customer.language
    issued = formats.date_short(one.issued_on, language) if one.issued_on else ""
    due = formats.date_short(one.due_on, language)
    return [formats.clean(one.number), issued, due, _money(one.amount_cents, facts), _money(one.open_cents, facts)]


def _parts(facts: AgreementFacts) -> Iterator[list[str]]:
    left = facts.total_cents
    for rank, part in enumerate(facts.parts, start=1):
        left -= part.cents
        day = formats.date_long(part.due_on, facts.customer.language)
        yield [str(rank), day, _money(part.cents, facts), _money(left, facts)]


def _clauses(facts: AgreementFacts) -> Iterator[tuple[str, list[str]]]:
    """The articles after the table, each with its title; those on interest only where it may be spoken of."""
    language = facts.customer.language
    words = AGREEMENT_WORDS[language]
    yield words["payments_title"], [words["payments"]]
    if facts.regime in PROFESSIONAL:
        yield words["claims_title"], [words[f"claims_{facts.claims}"]]
    days = NOTICE_DAYS if facts.regime in PROFESSIONAL else NOTICE_DAYS_OTHERS
    grace = formats.days(facts.grace_days, language)
    late = words["late_at_once"] if facts.grace_days == 0 else _filled(words["late"], grace)
    yield words["breach_title"], [words["kept"], late, _filled(words["acceleration"], formats.days(days, language))]
    yield words["novation_title"], [words["novation"], words["aside"] if facts.aside_cents else ""]


def _return_by(facts: AgreementFacts) -> str:
    language = facts.customer.language
    words = AGREEMENT_WORDS[language]
    by = formats.date_long(facts.agreed_on + timedelta(days=facts.days_to_sign), language)
    email = formats.clean(facts.creditor.email)
    return _filled(words["return_mail"], by, email) if email else _filled(words["return"], by)


def _signs_for_creditor(facts: AgreementFacts) -> Iterator[str]:
    creditor = facts.creditor
    parts = (creditor.name, creditor.signatory, creditor.signatory_role)
    yield from (part for part in map(formats.clean, parts) if part)


def _fields(facts: AgreementFacts) -> list[str]:
    words = AGREEMENT_WORDS[facts.customer.language]
    names = ("field_date", "field_name", "field_function", "field_signature")
    return [words[name] for name in names if name != "field_function" or facts.customer.kind != "consumer"]
