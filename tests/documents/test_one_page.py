"""What fits on one sheet is printed on one, and the way to pay says what its sum is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from relance.documents.letter import letter_pdf
from relance.documents.samples import sample_notice, samples
from relance.domain.message import Language, NoticeFacts
from relance.domain.wording import compose
from relance.domain.wording.store import names
from tests.wording.notices import flat, pdf_text


def on_paper(template: str, language: Language = "fr", lines: int = 1, kind: str = "business") -> NoticeFacts:
    return replace(sample_notice(template, language, lines, kind), channel="letter")


def pages(facts: NoticeFacts) -> int:
    with pikepdf.open(BytesIO(letter_pdf(compose(facts), facts))) as letter:
        return len(letter.pages)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("template", ["courtesy", "reminder-0", "reminder-1", "phone-1"])
def test_a_first_reminder_for_six_invoices_is_one_page(template: str, language: Language) -> None:
    assert pages(on_paper(template, language, 6)) == 1


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("template", ["reminder-2", "reminder-3", "final"])
def test_a_later_one_for_one_invoice_is_one_page(template: str, language: Language) -> None:
    assert pages(on_paper(template, language)) == 1


def test_a_letter_that_needs_two_pages_is_not_squeezed() -> None:
    facts = on_paper("final", lines=8)
    last = pdf_text(letter_pdf(compose(facts), facts)).split("\f")[1]
    assert "2/2" in last and "Pour régler" in last and "Claire Vidal" in last


def test_an_address_is_not_cut_by_the_end_of_a_line() -> None:
    facts = on_paper("reminder-1", "en", lines=3)
    near_the_edge = replace(facts, creditor=replace(facts.creditor, signatory="Jo Li"))
    assert "compta@atelier-vidal.example." in pdf_text(letter_pdf(compose(near_the_edge), near_the_edge))


def test_the_way_to_pay_names_the_total_and_what_the_reminder_asks_for() -> None:
    payment = compose(on_paper("reminder-1", lines=3)).payment
    found = {label: value.replace("\u202f", "").replace("\u00a0", " ") for label, value in payment.items}
    assert found["Total dû à ce jour"] == "3711,75 €" and found["dont objet de cette relance"] == "2237,25 €"
    assert payment.qr_cents == 371_175 and "pour le total" in payment.qr_caption


def test_with_claims_both_sums_include_them() -> None:
    facts = on_paper("formal-notice", lines=3)
    assert facts.owed is not None
    labels = [label for label, _ in compose(facts).payment.items]
    assert labels[:2] == ["Total dû au 16/03/2026", "dont mise en demeure"]
    assert compose(facts).payment.qr_cents == facts.owed.all.total_cents


def test_one_invoice_has_one_amount() -> None:
    assert next(iter(compose(on_paper("reminder-1")).payment.items))[0] == "Montant"
    assert "objet de cette relance" not in flat(pdf_text(letter_pdf(compose(on_paper("final")), on_paper("final"))))


def test_a_person_is_named_once_in_the_window() -> None:
    assert compose(on_paper("reminder-1", kind="consumer")).recipient[:2] == ("Mme Anne Roche", "8 rue des Lilas")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_there_is_a_sample_of_every_template(language: str) -> None:
    shown = {facts.template for name, facts in samples() if name.startswith(language)}
    assert set(names()) <= shown
