"""Grammar, courtesy and the table, in French and in English."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from relance.domain.message import CreditorFacts, NoticeFacts, PastReminder
from relance.domain.wording import compose, formats
from relance.domain.wording.address import recipient_block
from relance.domain.wording.compose import legal_footer
from relance.domain.wording.sample import CREDITOR, CUSTOMER
from relance.domain.wording.store import UnknownTemplate, names
from tests.wording.notices import a_line, a_notice


def said(facts: NoticeFacts) -> str:
    wording = compose(facts)
    return " ".join((wording.subject, *wording.before, *wording.after)).replace("\u00a0", " ").replace("\u202f", " ")


def test_amounts_and_dates_are_written_as_in_france() -> None:
    assert formats.money(123_456, "EUR", "fr") == "1\u202f234,56\u00a0€"
    assert formats.date_long(date(2026, 1, 1), "fr") == "1er janvier 2026"
    assert formats.date_long(date(2026, 1, 11), "fr") == "11 janvier 2026"


def test_amounts_and_dates_are_written_as_in_britain() -> None:
    assert formats.money(123_456, "EUR", "en") == "€1,234.56"
    assert formats.money(1_500, "JPY", "en") == "JP¥1,500"
    assert formats.date_long(date(2026, 1, 1), "en") == "1 January 2026"


@pytest.mark.parametrize(("count", "words"), [(0, "0\u00a0jour"), (1, "1\u00a0jour"), (2, "2\u00a0jours")])
def test_a_day_is_singular_up_to_one(count: int, words: str) -> None:
    assert formats.days(count, "fr") == words


def test_one_invoice_is_spoken_of_in_the_singular() -> None:
    text = said(a_notice(template="reminder-1", lines=(a_line(due_on=date(2026, 3, 1)),)))
    assert "la facture FA-1 du 30 janvier 2026, échue le 1er mars 2026, n’est pas encore réglée" in text


def test_several_invoices_are_spoken_of_in_the_plural() -> None:
    text = said(a_notice(template="reminder-1", lines=(a_line("FA-1"), a_line("FA-2"))))
    assert "les 2 factures ci-dessous, arrivées à échéance, ne sont pas encore réglées" in text


def test_two_due_dates_of_one_invoice_are_not_two_invoices() -> None:
    lines = (a_line("FA-1"), a_line("FA-1", due_on=date(2026, 2, 28)))
    text = said(a_notice(template="reminder-1", lines=lines))
    assert "les 2 échéances ci-dessous" in text and "2 factures" not in text


def test_the_subject_names_the_invoice_only_when_there_is_one() -> None:
    one = compose(a_notice(template="reminder-1"))
    two = compose(a_notice(template="reminder-1", lines=(a_line("FA-1"), a_line("FA-2"))))
    assert one.subject == "Atelier Vidal – Rappel\u00a0: facture FA-1 à régler"
    assert "FA-" not in two.subject and "2 factures" in two.subject


def test_what_is_also_owed_stands_apart_with_its_own_deadline() -> None:
    listed = a_line("FA-2", 30_000, acted=False, deadline_on=date(2026, 3, 20))
    table = compose(a_notice("formal_notice", number=3, lines=(a_line("FA-1"), listed))).table
    assert table.rows[1].note == "Délai accordé jusqu’au 20 mars 2026"
    assert (table.acted_total, table.listed_total, table.total) == (
        "1\u202f200,00\u00a0€",
        "300,00\u00a0€",
        "1\u202f500,00\u00a0€",
    )


def test_a_formal_notice_asks_for_the_acted_invoices_only() -> None:
    lines = (a_line("FA-1"), a_line("FA-2", 30_000, acted=False))
    text = said(a_notice("formal_notice", number=3, lines=lines))
    assert "de nous payer, dès réception, la somme de 1 200,00 €" in text


def test_a_part_payment_shows_in_the_table() -> None:
    row = compose(a_notice(lines=(a_line("FA-1", 90_000, amount_cents=120_000, paid_cents=30_000),))).table.rows[0]
    assert row.cells[3:6] == ("1\u202f200,00\u00a0€", "300,00\u00a0€", "900,00\u00a0€")


def test_an_estimated_due_date_is_marked_as_such() -> None:
    table = compose(a_notice(lines=(a_line(due_estimated=True),))).table
    assert table.rows[0].cells[2].endswith("*") and table.notes[0].startswith("*")


@pytest.mark.parametrize(
    ("person", "appeal"),
    [("", "Madame, Monsieur,"), ("Mme Anne Roche", "Madame,"), ("M. Paul Roche", "Monsieur,")],
)
def test_the_appeal_and_the_closing_match(person: str, appeal: str) -> None:
    facts = a_notice("final", number=3, channel="letter")
    wording = compose(replace(facts, customer=replace(facts.customer, contact_name=person)))
    assert wording.appeal == appeal
    assert f"d’agréer, {appeal} " in wording.closing


def test_an_english_letter_is_sincere_to_a_name_and_faithful_to_none() -> None:
    facts = a_notice("final", number=3, channel="letter", language="en")
    named = replace(facts, customer=replace(facts.customer, contact_name="Ms Jane Brown"))
    assert (compose(named).appeal, compose(named).closing) == ("Dear Ms Brown,", "Yours sincerely,")
    assert (compose(facts).appeal, compose(facts).closing) == ("Dear Sir or Madam,", "Yours faithfully,")


def test_a_friendly_mail_says_hello_and_the_same_letter_does_not() -> None:
    mail = compose(a_notice(template="reminder-1"))
    letter = compose(a_notice(template="reminder-1", channel="letter"))
    assert (mail.appeal, letter.appeal) == ("Bonjour,", "Madame, Monsieur,")


def test_the_text_speaks_of_a_letter_on_paper_and_of_a_message_elsewhere() -> None:
    assert "compte de ce message" in said(a_notice())
    assert "compte de cette lettre" in said(a_notice(channel="registered_letter"))


def test_a_good_payer_reads_a_lighter_text_than_a_bad_one() -> None:
    good = said(a_notice(template="reminder-2", number=2, customer={"segment": "good"}))
    bad = said(a_notice(template="reminder-2", number=2, customer={"segment": "bad"}))
    assert "suspendre" not in good and "suspendre" in bad
    assert "plusieurs fois" in good and "plusieurs fois" not in bad


def test_instalments_are_offered_only_by_a_creditor_who_allows_them() -> None:
    strict = replace(a_notice(template="reminder-1"), creditor=replace(CREDITOR, instalments_possible=False))
    assert "plusieurs fois" in said(a_notice(template="reminder-1"))
    assert "plusieurs fois" not in said(strict)


def test_a_courtesy_is_no_reminder_in_the_history() -> None:
    past = (
        PastReminder(date(2026, 1, 25), "email", "courtesy"),
        PastReminder(date(2026, 2, 6), "email", "reminder"),
    )
    text = said(a_notice(template="reminder-2", number=2, history=past))
    assert "une relance le 6 février 2026 par courriel" in text and "25 janvier" not in text


@pytest.mark.parametrize("template", names("fr"))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_template_has_a_script_for_a_call(template: str, language: str) -> None:
    script = compose(a_notice(template=template, number=2, language=language, channel="phone")).script
    assert len(script.parts) == 4 and all(lines for _, lines in script.parts)


def test_an_unknown_template_is_refused_by_name() -> None:
    with pytest.raises(UnknownTemplate, match=r"“\.\./secret” does not exist"):
        compose(a_notice(template="../secret"))


def test_without_a_valid_iban_there_is_no_code_and_no_bank_sentence() -> None:
    facts = replace(a_notice(), creditor=replace(CREDITOR, iban="FR1420041010050500013M02607", payment_methods=""))
    payment = compose(facts).payment
    assert not payment.qr_iban and not payment.safety and "IBAN" not in dict(payment.items)


def test_a_debt_in_dollars_has_the_iban_but_no_code() -> None:
    payment = compose(a_notice(currency="USD")).payment
    assert "IBAN" in dict(payment.items) and not payment.qr_iban


def test_the_legal_footer_leaves_out_what_is_not_known() -> None:
    assert legal_footer(CreditorFacts("Vidal"), "fr") == "Vidal"
    assert legal_footer(CREDITOR, "fr").startswith("Atelier Vidal, SARL au capital de 20 000 € · SIREN")


def test_the_last_line_of_the_address_is_the_postcode_and_the_town_in_capitals() -> None:
    assert recipient_block(CUSTOMER)[-1] == "42000 SAINT-ÉTIENNE"
    abroad = recipient_block(replace(CUSTOMER, postcode="10115", city="Berlin", country="DE"))
    assert abroad[-2:] == ("10115 BERLIN", "ALLEMAGNE")


def test_a_very_long_address_keeps_to_six_lines_of_38_characters() -> None:
    long = replace(
        CUSTOMER,
        name="Société coopérative agricole et vinicole des coteaux de la haute vallée",
        address="Bâtiment C, escalier 4, porte 12\nZone industrielle des Grands Prés du Nord-Est\nBP 1234\nLieu-dit",
        contact_name="Mme Marie-Antoinette de La Rochefoucauld-Montmorency",
        country="BE",
    )
    block = recipient_block(long)
    assert len(block) <= 6 and all(len(line) <= 38 for line in block)
    assert block[-2:] == ("42000 SAINT-ÉTIENNE", "BELGIQUE")


def test_what_reads_like_a_template_in_a_name_is_printed_as_it_stands() -> None:
    name = "{{ creditor.iban }} {% raise %}"
    assert f"{name} (DUPONT)" in dict(compose(a_notice(customer={"name": name})).references).values()


def test_line_breaks_in_a_number_cannot_start_a_paragraph_or_a_header() -> None:
    wording = compose(a_notice(template="reminder-1", lines=(a_line("FA-1\r\nBcc: x@y.example\n\n=== after"),)))
    assert "\n" not in wording.subject and "\r" not in wording.subject
    assert len(wording.before) == len(compose(a_notice(template="reminder-1")).before)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"iban_since": date(2019, 3, 4)}, "n’ont pas changé depuis le 4 mars 2019. Nous n’annonçons jamais"),
        ({"iban_since": None}, "n’ont pas changé. Nous n’annonçons jamais"),
        ({"iban_since": None, "iban_changed_on": date(2026, 2, 1)}, "ont changé le 1er février 2026. Avant de payer"),
    ],
)
def test_beside_the_bank_details_stands_how_to_know_that_they_are_ours(changes: dict[str, Any], says: str) -> None:
    safety = compose(replace(a_notice(), creditor=replace(CREDITOR, **changes))).payment.safety
    assert f"Nos coordonnées bancaires {says}" in safety
    assert safety.endswith("Titulaire que votre banque doit afficher\u00a0: Atelier Vidal.")
