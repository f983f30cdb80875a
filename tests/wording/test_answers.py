"""Answers: what each of them must say in each language, on each medium, and what none of them ever asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from relance import discovery
from relance.documents.qr import epc_text
from relance.domain.answer_words import ANSWERS
from relance.domain.answers import DisputeAnswer, InstalmentAnswer, PromiseAnswer, template_of
from relance.domain.message import NoticeFacts
from relance.domain.wording import check_template, compose
from relance.domain.wording.formats import date_long, french_spaces, money
from relance.domain.wording.sample import sample_answer
from relance.domain.wording.store import text_of
from tests.wording.notices import flat, mail_texts, pdf_text

LANGUAGES = ("fr", "en")
EVERY = [(name, language) for name in ANSWERS for language in LANGUAGES]
NEVER = re.compile(
    r"!|\bhélas|malheureusement|unfortunately|\{\{|\{%|mise en demeure|formal notice|pénalité|penalt|Relances reçues"
    r"|Reminders sent|de retard|\blate\b",
    re.IGNORECASE,
)
IBAN = "FR14 2004 1010 0505 0001 3M02 606"
MUST = {
    "dispute-received": {
        "fr": ("bien reçu votre réclamation", "livraison", "300,00 €", "27 février 2026", "900,00 €"),
        "en": ("Thank you for telling us", "delivery", "€300.00", "27 February 2026", "€900.00", "will not chase you"),
    },
    "dispute-accepted": {
        "fr": ("nous l’acceptons", "nous excuser", "avoir de 300,00 €", "900,00 €", "Deux des dix caisses"),
        "en": ("we accept it", "We are sorry", "credit of €300.00", "€900.00", "Two of the ten boxes"),
    },
    "dispute-rejected": {
        "fr": ("pas y donner une suite favorable", "ne porte aucune réserve", "1 200,00 €", "24 février"),
        "en": ("not able to uphold it", "carries no reservation", "€1,200.00", "24 February 2026", "write to us"),
    },
    "promise-noted": {
        "fr": ("Nous vous remercions", "réglerez 800,00 €", "27 février 2026", "suspendons nos relances", "400,00 €"),
        "en": ("Thank you", "pay €800.00", "27 February 2026", "our reminders for this amount pause", "€400.00"),
    },
    "agreement-letter": {
        "fr": ("E-000001", "1 200,00 € en 4 versements", "de le signer et de nous en retourner", "300,00 €"),
        "en": ("E-000001", "€1,200.00 in 4 instalments", "sign it and return", "€300.00", "28 February 2026"),
    },
    "instalment-reminder": {
        "fr": ("deuxième des 4 versements", "E-000001", "300,00 €", "20 février 2026", "Il restera ensuite 600,00 €"),
        "en": ("second of the 4 instalments", "E-000001", "€300.00", "20 February 2026", "€600.00 will then remain"),
    },
    "reply-more-time": {
        "fr": ("demande de délai", "10 mars 2026", "au plus tard le 23 février 2026", "règlement en plusieurs fois"),
        "en": ("you ask for more time", "10 March 2026", "answer by 23 February 2026", "pay in instalments"),
    },
    "reply-already-paid": {
        "fr": ("1 200,00 €", "11 février 2026", "suspendons nos relances", "quatre derniers caractères", "pas changé"),
        "en": ("€1,200.00", "11 February 2026", "our reminders pause", "last four characters", "have not changed"),
    },
    "reply-wrong-contact": {
        "fr": ("compta@dupont.example ne permet pas", "n’écrivons plus", "le nom, la fonction"),
        "en": ("compta@dupont.example does not reach", "no longer write", "the name, the position"),
    },
    "reply-copy": {
        "fr": ("ci-joint la copie de la facture FA-1", "bon de livraison"),
        "en": ("enclosed a copy of invoice FA-1", "delivery note"),
    },
}  # fmt: skip


def texts_of(facts: NoticeFacts) -> dict[str, str]:
    """Plain mail, HTML mail and letter of one answer, as flat text."""
    channels = discovery.channels()
    mail = channels["email"].render(replace(facts, channel="email"), (), "<1@relance.example>")
    letter = channels["letter"].render(replace(facts, channel="letter"), (), "<1@relance.example>")
    return mail_texts(mail.content) | {"letter": flat(pdf_text(letter.content))}


def a_dispute(language: str = "fr", **changes: Any) -> NoticeFacts:
    """A dispute received about 300.00 of FA-1, unless told otherwise."""
    facts = sample_answer("dispute-received", language)  # type: ignore[arg-type]
    assert isinstance(facts.answer, DisputeAnswer)
    answer = replace(facts.answer, **changes)
    return replace(facts, answer=answer, template=template_of(answer))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_answer_says_who_what_and_whom_to_ask(name: str, language: Any) -> None:
    facts = sample_answer(name, language)
    common = (
        facts.creditor.name,
        "Dupont SARL",
        facts.reference,
        "FA-1",
        "Claire Vidal",
        "04 72 00 00 00",
        "732 829 320",
    )
    for where, text in texts_of(facts).items():
        for phrase in (*common, *MUST[name][language]):
            assert flat(phrase) in text, f"{phrase!r} is missing from the {where} of {name}"
        assert not NEVER.search(text), f"{where}: {NEVER.search(text)}"


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_its_template_passes_the_check_that_a_users_must_pass(name: str, language: str) -> None:
    text = text_of(name, language)
    assert check_template(text, language) == []
    wrong = text.replace("{{ contact.sentence }}", "{{ answer.sentiment }}")
    assert "answer.sentiment" in check_template(wrong, language)[0]


@pytest.mark.parametrize("name", ANSWERS)
def test_the_french_binds_its_marks_and_fits_a_subject(name: str) -> None:
    wording = compose(sample_answer(name, "fr"))
    for text in (wording.subject, wording.heading, *wording.before, *wording.after):
        assert text == french_spaces(text) and "'" not in text and "  " not in text
    assert len(wording.subject) < 100 and "Atelier Vidal" in wording.subject


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_its_table_is_the_invoices_and_its_total_their_sum(name: str, language: Any) -> None:
    facts = sample_answer(name, language)
    table = compose(facts).table
    assert len(table.headings) == 6 and table.headings[-1] in ("Solde", "Balance")
    assert table.total == money(sum(line.open_cents for line in facts.lines), "EUR", language)


def test_a_dispute_for_part_asks_for_the_rest_alone() -> None:
    payment = compose(a_dispute()).payment
    assert payment.qr_cents == 90_000 and "EUR900" in epc_text(payment)


@pytest.mark.parametrize("outcome", ["", "accepted"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_of_who_contests_everything(language: str, outcome: Any) -> None:
    facts = a_dispute(language, cents=None, rest_cents=0, outcome=outcome)
    assert compose(facts).payment.title == ""
    for text in texts_of(facts).values():
        assert IBAN not in text and ("Pour régler" not in text and "How to pay" not in text)


def test_where_no_payment_may_be_asked_for_the_rest_is_not_mentioned() -> None:
    for text in texts_of(a_dispute(may_ask=False)).values():
        assert IBAN not in text and "900,00" not in text


def test_a_rest_to_come_is_asked_for_on_its_due_date() -> None:
    facts = a_dispute()
    line = replace(facts.lines[0], due_on=date(2026, 3, 15))
    said = " ".join(compose(replace(facts, lines=(line,))).after)
    assert "à régler à son échéance, le 15 mars 2026" in said and "passée" not in said


def test_an_answer_promised_for_a_day_that_is_past_names_no_day() -> None:
    said = " ".join(compose(a_dispute(due_on=date(2026, 2, 1))).before)
    assert "dès que possible" in said and "1er février" not in said


def test_the_reason_other_is_not_repeated_to_the_customer() -> None:
    assert "motif" not in " ".join(compose(a_dispute(reason="other")).before)


def test_what_a_customer_contests_is_printed_as_it_stands() -> None:
    facts = a_dispute(outcome="rejected", explanation="{{ creditor.iban }} <b>non</b>\nligne", rest_cents=120_000)
    assert "{{ creditor.iban }} <b>non</b> ligne" in compose(facts).before


@pytest.mark.parametrize(("name", "cents"), [("promise-noted", 80_000), ("instalment-reminder", 30_000)])
def test_the_code_to_scan_asks_for_the_amount_that_was_said(name: str, cents: int) -> None:
    assert compose(sample_answer(name)).payment.qr_cents == cents


def test_a_plan_asks_for_its_first_instalment_and_names_what_is_enclosed() -> None:
    wording = compose(sample_answer("agreement-letter"))
    assert wording.payment.items[0] == ("Premier versement", money(30_000, "EUR", "fr"))
    assert wording.enclosures == ("échéancier E-000001",)
    assert wording.payment.qr_text == "E-000001"


def test_on_paper_a_plan_comes_in_two_copies() -> None:
    wording = compose(replace(sample_answer("agreement-letter"), channel="letter"))
    assert "en deux exemplaires" in wording.before[0] and "deux exemplaires" in wording.enclosures[0]


def test_of_a_promise_partly_paid_the_remainder_is_asked() -> None:
    facts = sample_answer("promise-noted")
    wording = compose(replace(facts, answer=PromiseAnswer(date(2026, 2, 27), 80_000, date(2026, 2, 16), 50_000)))
    assert wording.payment.qr_cents == 50_000 and "il reste 500,00" in wording.before[0].replace("\u202f", " ")


def test_the_last_instalment_says_that_it_is_the_last() -> None:
    facts = sample_answer("instalment-reminder")
    last = replace(facts, answer=InstalmentAnswer("E-000001", 4, 4, date(2026, 2, 20), 30_000, 0))
    assert "soldera votre échéancier" in " ".join(compose(last).after)


@pytest.mark.parametrize("kind", ["consumer", "public", "other"])
@pytest.mark.parametrize("name", ANSWERS)
def test_every_kind_of_customer_can_be_answered(name: str, kind: Any) -> None:
    facts = sample_answer(name)
    text = texts_of(replace(facts, customer=replace(facts.customer, kind=kind)))["plain"]
    assert ("L441-10" not in text) and date_long(facts.today, "fr")
