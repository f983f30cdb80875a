"""The agreement letter: what it covers, when each part is due, what is acknowledged, and who signs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from relance.documents.agreement import AgreedInvoice, AgreementFacts, agreement_pdf
from relance.domain.instalments import equal_parts
from relance.domain.wording.sample import CREDITOR, CUSTOMER
from tests.wording.notices import flat, pdf_text

INVOICES = (
    AgreedInvoice("FA-101", date(2026, 1, 5), date(2026, 2, 4), 120_000, 120_000),
    AgreedInvoice("FA-102", date(2026, 1, 20), date(2026, 2, 19), 87_250, 60_000),
)
AGREED_ON = date(2026, 3, 16)
PLAN = AgreementFacts(
    "E-000007", AGREED_ON, CREDITOR, CUSTOMER, "business", INVOICES,
    tuple(equal_parts(180_000, 7, date(2026, 3, 31))),
)  # fmt: skip
CONSUMER = replace(CUSTOMER, kind="consumer", name="Mme Anne Roche", contact_name="", siren="")


def printed(**changes: Any) -> str:
    return flat(pdf_text(agreement_pdf(replace(PLAN, **changes)), "-layout"))


def cents(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_both_parties_are_named_with_their_legal_identity() -> None:
    text = printed(customer=replace(CUSTOMER, siren="552100554"))
    for part in ("Atelier Vidal", "SARL au capital de 20 000 €", "RCS Lyon", "représenté par Claire Vidal",
                 "Dupont SARL", "8 avenue de la Gare", "SIREN 552 100 554"):  # fmt: skip
        assert part in text


def test_the_instalments_as_printed_come_to_the_sum_acknowledged() -> None:
    lines = pdf_text(agreement_pdf(PLAN), "-layout").replace("\u202f", "").splitlines()
    rows = [re.findall(r"\d{1,3}(?:\s\d{3})*,\d\d", x) for x in lines if re.match(r"\s*\d\s+\d\d? \w+ 2026", x)]
    parts, left = [cents(row[0]) for row in rows], [cents(row[1]) for row in rows]
    assert len(parts) == 7 and sum(parts) == 180_000
    assert left == [180_000 - sum(parts[: i + 1]) for i in range(7)]
    assert "la somme de 1 800,00 € en principal" in printed()


def test_the_debt_is_acknowledged_with_the_sum_left_to_write_by_hand() -> None:
    text = printed()
    assert "article 2240 du Code civil" in text and "article 1376 du Code civil" in text
    assert "Somme en toutes lettres" in text and "Somme en chiffres" in text


def test_a_contested_part_is_taken_off_in_sight() -> None:
    text = printed(parts=tuple(equal_parts(150_000, 6, date(2026, 3, 31))))
    assert "Part contestée, hors du présent accord −300,00 €" in text
    assert "Somme objet de l’accord 1 500,00 €" in text and "chaque partie garde ses droits" in text


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ("running", "continuent de courir"),
        ("frozen", "cessent de courir"),
        ("waived", "le créancier renoncera"),
    ],
)
def test_interest_is_as_agreed(claims: str, words: str) -> None:
    assert words in printed(claims=claims)


def test_the_rest_falls_due_only_after_a_formal_notice_without_effect() -> None:
    text = printed()
    assert "dans les 5 jours qui suivent sa date" in text
    assert "sans effet pendant 8 jours à compter de sa réception" in text and "n’emporte pas novation" in text


def test_a_consumer_reads_nothing_of_interest_and_has_a_month_after_the_notice() -> None:
    text = printed(customer=CONSUMER, regime="consumer", claims="frozen")
    assert not re.search("pénalité|intérêt|indemnité|Fonction", text, re.IGNORECASE)
    assert "sans effet pendant 30 jours" in text


def test_a_public_body_reads_no_article_that_is_not_its_own() -> None:
    text = printed(customer=replace(CUSTOMER, kind="public"), regime="public")
    assert "interrompt la prescription." in text and "2240" not in text


def test_the_way_to_pay_and_the_signatures_are_there() -> None:
    text = printed()
    assert "FR14 2004 1010 0505 0001 3M02 606" in text and "E-000007" in text
    assert "Premier versement, le 31/03/2026" in text and "deux exemplaires originaux" in text
    for word in ("Pour le créancier", "Pour le débiteur", "Lu et approuvé", "Date", "Nom", "Fonction", "Signature"):
        assert word in text
    assert "avant le 26 mars 2026" in text


def test_an_english_customer_reads_an_english_letter() -> None:
    text = printed(customer=replace(CUSTOMER, language="en"))
    assert "Payment plan no. E-000007" in text and "in the debtor’s own hand" in text and "€257.14" in text


def test_the_same_facts_give_the_same_bytes() -> None:
    assert agreement_pdf(PLAN) == agreement_pdf(PLAN)


def test_a_long_plan_repeats_the_head_of_its_table() -> None:
    pages = pdf_text(agreement_pdf(replace(PLAN, parts=tuple(equal_parts(180_000, 60, AGREED_ON)))), "-layout")
    assert all("Au plus tard le" in page for page in pages.split("\f")[:2])
