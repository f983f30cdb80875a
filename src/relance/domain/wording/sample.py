"""An invented notice, for checking and previewing templates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from relance.domain.answers import (
    AgreementAnswer,
    Answer,
    DisputeAnswer,
    InstalmentAnswer,
    PromiseAnswer,
    ReplyAnswer,
    own_cents,
)
from relance.domain.message import (
    CreditorFacts,
    CustomerFacts,
    Language,
    LineFacts,
    NoticeFacts,
    PastReminder,
)
from relance.domain.stops import Part
from relance.domain.wording.fields import fields_of

CREDITOR = CreditorFacts(
    name="Atelier Vidal",
    address="14 rue des Tanneurs\n69007 Lyon",
    siren="732829320",
    legal_form="SARL",
    capital="20 000 €",
    rcs="Lyon",
    vat_number="FR44732829320",
    email="compta@atelier-vidal.example",
    phone="04 72 00 00 00",
    iban="FR1420041010050500013M02606",
    bic="PSSTFRPPLYO",
    iban_since=date(2019, 3, 4),
    city="Lyon",
    signatory="Claire Vidal",
    signatory_role="Responsable du crédit client",
    payment_methods="carte bancaire par téléphone",
)

_PARTS = tuple(Part(date(2026, month, 28), 30_000) for month in (2, 3, 4, 5))
_DISPUTE = DisputeAnswer("delivery", 30_000, date(2026, 2, 12), date(2026, 2, 27), rest_cents=90_000)
_ANSWERS: dict[str, Answer] = {
    "dispute-received": _DISPUTE,
    "dispute-accepted": replace(
        _DISPUTE,
        outcome="accepted",
        credit_cents=30_000,
        explanation="Deux des dix caisses livrées le 5 janvier étaient abîmées.",
    ),
    "dispute-rejected": replace(
        _DISPUTE,
        outcome="rejected",
        explanation="Le bon de livraison signé le 5 janvier ne porte aucune réserve.",
        rest_cents=120_000,
    ),
    "promise-noted": PromiseAnswer(date(2026, 2, 27), 80_000, date(2026, 2, 16), 80_000),
    "agreement-letter": AgreementAnswer("E-000001", 120_000, date(2026, 2, 13), _PARTS, "frozen"),
    "instalment-reminder": InstalmentAnswer("E-000001", 2, 4, date(2026, 2, 20), 30_000, 60_000),
    "reply-more-time": ReplyAnswer("more_time", date(2026, 2, 12), date(2026, 2, 23), date(2026, 3, 10)),
    "reply-already-paid": ReplyAnswer("already_paid", date(2026, 2, 12), date(2026, 2, 23), date(2026, 2, 11), 120_000),
    "reply-wrong-contact": ReplyAnswer("wrong_contact", date(2026, 2, 12), address="compta@dupont.example"),
    "reply-copy": ReplyAnswer("copy", date(2026, 2, 12), enclosed=("FA-1",)),
}
_IN_ENGLISH = {
    "dispute-accepted": "Two of the ten boxes delivered on 5 January were damaged.",
    "dispute-rejected": "The delivery note signed on 5 January carries no reservation.",
}

CUSTOMER = CustomerFacts(
    code="DUPONT",
    name="Dupont SARL",
    contact_name="Mme Anne Roche",
    email="compta@dupont.example",
    phone="01 23 45 67 89",
    address="8 avenue de la Gare",
    postcode="42000",
    city="Saint-Étienne",
)


def sample_facts(language: Language = "fr") -> NoticeFacts:
    """A second reminder for two invoices, one of them only listed."""
    customer = CustomerFacts(**{**_as_dict(CUSTOMER), "language": language})
    return NoticeFacts(
        today=date(2026, 2, 16),
        reference="R-2026-0042",
        template="reminder-2",
        kind="reminder",
        claims="mention",
        channel="email",
        creditor=CREDITOR,
        customer=customer,
        lines=(
            LineFacts("FA-1", date(2026, 1, 30), 120_000, 150_000, date(2025, 12, 31), 30_000, True, 17, 1),
            LineFacts("FA-2", date(2026, 2, 9), 30_000, 30_000, date(2026, 1, 10), 0, False, 7),
        ),
        currency="EUR",
        total_cents=150_000,
        deadline_on=date(2026, 2, 24),
        reminder_number=2,
        history=(PastReminder(date(2026, 2, 6), "email", "reminder"),),
    )


def sample_answer(template: str, language: Language = "fr") -> NoticeFacts:
    """An answer of one shipped template: about a part of one invoice, or a plan of four instalments."""
    answer = _ANSWERS[template]
    open_cents = 90_000 if isinstance(answer, InstalmentAnswer) else 120_000
    issued, due = date(2025, 12, 31), date(2026, 1, 30)
    line = LineFacts("FA-1", due, open_cents, 150_000, issued, 150_000 - open_cents)
    if language == "en" and isinstance(answer, DisputeAnswer):
        answer = replace(answer, explanation=_IN_ENGLISH.get(template, ""))
    return replace(
        sample_facts(language),
        template=template,
        kind="answer",
        claims="none",
        lines=(line,),
        total_cents=own_cents(answer) or line.open_cents,
        deadline_on=date(2026, 2, 24) if template == "dispute-rejected" else None,
        reminder_number=1,
        history=(),
        answer=answer,
    )


def sample_fields(language: Language | str = "fr") -> dict[str, Any]:
    """The fields of the sample notice."""
    return fields_of(sample_facts("en" if language == "en" else "fr"))


def _as_dict(customer: CustomerFacts) -> dict[str, Any]:
    return {name: getattr(customer, name) for name in CustomerFacts.__slots__}
