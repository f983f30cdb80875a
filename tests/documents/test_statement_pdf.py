"""The statement and the claim note as PDF: what is printed adds up, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from relance.documents.claim_invoice import ClaimNote, NothingToBill, claim_note_pdf
from relance.documents.statement import StatementFacts, statement_pdf
from relance.domain.claim import ClaimEvent, Waiver
from relance.domain.owed import OwedFacts, OwedInvoice
from relance.domain.wording.sample import CREDITOR, CUSTOMER
from tests.wording.notices import flat, pdf_text
from tests.wording.owing import owed_line

AT = date(2026, 3, 16)
GIFT = Waiver(date(2026, 1, 10), "interest", "geste commercial", "Claire Vidal", 1000)
AMOUNT = re.compile(r"(?<![\d,])(−?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})*,\d\d)[\u00a0 ]€")


def a_debt() -> OwedFacts:
    """A part payment, a credit note and a waiver on one invoice; a plain late one; one not yet due."""
    events = (ClaimEvent(date(2025, 9, 2), "payment", 30_000), ClaimEvent(date(2025, 11, 3), "credit_note", 5_000))
    first = owed_line("FA-101", 120_000, "2025-05-31", AT, events=events, waivers=(GIFT,))
    return OwedFacts(
        AT,
        "EUR",
        (first, owed_line("FA-102", 137_250, "2026-01-30", AT), owed_line("FA-103", 87_250, "2026-03-31", AT)),
    )


def printed(owed: OwedFacts, **more: object) -> str:
    customer = more.pop("customer", CUSTOMER)
    facts = StatementFacts(CREDITOR, customer, owed, **more)  # type: ignore[arg-type]
    return pdf_text(statement_pdf(facts), "-layout")


def amounts(line: str) -> list[Decimal]:
    """Every amount of a printed line, from left to right."""
    found = ((sign, re.sub(r"\s", "", digits)) for sign, digits in AMOUNT.findall(line))
    return [Decimal(("-" if sign else "") + digits.replace(",", ".")) for sign, digits in found]


def last(lines: list[str], start: str) -> Decimal:
    """The last amount of the first line that has these words."""
    return amounts(next(line for line in lines if start in line))[-1]


def sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each invoice's lines, from its title to its total."""
    for number in ("FA-101", "FA-102", "FA-103"):
        yield number, text.split(f"Facture {number}")[1].split(f"Total dû pour la facture {number}")[0].splitlines()


def test_each_invoice_adds_up_as_printed() -> None:
    text = printed(a_debt())
    for number, lines in sections(text):
        principal, interest, indemnity = added(lines)
        total = last(text.splitlines(), f"Total dû pour la facture {number}")
        assert principal + interest + indemnity == total > 0


def added(lines: list[str]) -> tuple[Decimal, Decimal, Decimal]:
    """Principal, interest and indemnity of one invoice, each checked against the lines that lead to it."""
    billed = last(lines, "Montant facturé")
    lowered = sum(amounts(x)[-1] for x in lines if re.search(r"(Paiement|Avoir) de", x))
    principal = last(lines, "Principal restant dû")
    assert billed + lowered == principal
    segments = [amounts(x)[-1] for x in lines if re.match(r"\s*\d\d/\d\d/\d{4}\s+\d\d/\d\d/\d{4}", x)]
    if not segments:
        assert any("Aucun intérêt n’a couru" in x for x in lines)
        return principal, Decimal(0), Decimal(0)
    interest = last(lines, "Intérêts courus")
    assert sum(segments) == interest
    taken = [amounts(x)[-1] for x in lines if "Réglés par les paiements" in x or "Remise du" in x]
    if taken:
        assert interest + sum(taken) == last(lines, "Intérêts restant dus")
    return principal, interest + sum(taken), last(lines, "Indemnité forfaitaire")


def test_each_segment_is_its_base_times_its_rate_times_its_days() -> None:
    rows = [x for x in printed(a_debt()).splitlines() if re.match(r"\s*\d\d/\d\d/\d{4}\s+\d\d/\d\d/\d{4}", x)]
    assert len(rows) == 7
    for row in rows:
        base, interest = amounts(row)[0], amounts(row)[-1]
        days, rate = re.search(r"\d{4}\s+(\d+)\s", row), re.search(r"(\d+,\d+)[\u00a0 ]%", row)
        assert days and rate
        exact = base * Decimal(rate[1].replace(",", ".")) / 100 * int(days[1]) / 365
        assert abs(exact - interest) <= Decimal("0.005")


def test_the_summary_is_the_sum_of_the_invoices() -> None:
    lines = printed(a_debt()).splitlines()
    rows = [amounts(x) for x in lines if re.match(r"\s*FA-10\d\s", x)]
    assert [sum(column) for column in zip(*rows, strict=True)] == amounts(
        next(x for x in lines if x.strip().startswith("Total"))
    )
    assert all(row[0] + row[1] + row[2] == row[3] for row in rows)


def test_the_payment_shows_how_it_was_set_off() -> None:
    row = next(x for x in printed(a_debt()).splitlines() if "Paiement de" in x)
    paid, to_interest, to_principal = amounts(row)
    assert paid == to_interest - to_principal == 300


def test_both_orders_of_imputation_stand_side_by_side() -> None:
    text = flat(printed(a_debt()))
    assert "Sur les intérêts d’abord (retenu) Sur le principal d’abord" in text
    assert "Principal 3 133,53 € 3 095,00 €" in text


def test_the_creditors_own_copy_says_who_gave_up_what_and_why() -> None:
    assert "Remise du 10/01/2026 : geste commercial (Claire Vidal)" in flat(printed(a_debt()))


def test_the_customers_copy_keeps_the_creditors_notes_at_home() -> None:
    debt = replace(a_debt(), lines=(*a_debt().lines, owed_line("FA-104", 10_000, "2026-01-30", AT, rate=Decimal(4))))
    ours, theirs = flat(printed(debt)), flat(printed(debt, for_customer=True))
    for own in ("geste commercial", "Claire Vidal", "une personne doit trancher", "Sur le principal d’abord"):
        assert own in ours and own not in theirs
    assert "Remise du 10/01/2026" in theirs and "année de 365 jours" in theirs


def test_each_rate_names_its_source() -> None:
    text = flat(printed(a_debt()))
    assert "BCE 2,15 % au 1er janvier 2026 + 10 points" in text and "D441-5" in text


def test_what_is_not_claimed_for_now_is_taken_off_in_sight() -> None:
    line = replace(owed_line("FA-101", 90_000, "2026-01-30", AT), set_aside_cents=30_000)
    lines = printed(OwedFacts(AT, "EUR", (line,))).splitlines()
    assert last(lines, "Montant facturé") == 1200
    assert last(lines, "Part non réclamée") == -300 and last(lines, "Principal restant dû") == 900


def test_money_not_set_against_an_invoice_is_told() -> None:
    assert "50,00 € reçus ou crédités restent à affecter" in flat(printed(replace(a_debt(), on_account_cents=5_000)))


def test_a_consumers_statement_speaks_of_neither_penalties_nor_indemnity() -> None:
    consumer = replace(CUSTOMER, kind="consumer")
    line = owed_line(
        "FA-101", 120_000, "2026-01-30", AT, {"2026-03-01": 10_000}, customer_kind="consumer",
        formal_notice_on=date(2026, 2, 14),
    )  # fmt: skip
    text = flat(printed(OwedFacts(AT, "EUR", (line,)), customer=consumer))
    assert "taux légal" in text and "2,62 %" in text
    assert not re.search("pénalité|indemnité|L441|D441|40,00", text, re.IGNORECASE)


def test_an_english_customer_reads_an_english_statement() -> None:
    text = flat(printed(a_debt(), customer=replace(CUSTOMER, language="en")))
    assert "Statement of amounts owed" in text and "Principal outstanding" in text and "€888.53" in text


def test_the_header_of_the_table_comes_again_on_every_page() -> None:
    many = OwedFacts(AT, "EUR", tuple(owed_line(f"FA-{n}", 10_000, "2026-01-30", AT) for n in range(100, 170)))
    pages = printed(many).split("\f")
    assert all("Échéance" in page for page in pages[:2]) and f"1/{len(pages) - 1}" in pages[0]


def test_the_same_facts_give_the_same_statement() -> None:
    facts = StatementFacts(CREDITOR, CUSTOMER, a_debt())
    assert statement_pdf(facts) == statement_pdf(facts)


def a_note(line: OwedInvoice, **more: object) -> ClaimNote:
    found = line.statement
    note = ClaimNote(
        "ND-7", AT, CREDITOR, CUSTOMER, line.invoice, line.due_on, AT, line.issued_on, found.segments,
        found.accrued_cents - found.interest_cents, found.indemnity_cents, found.indemnity_source,
    )  # fmt: skip
    return replace(note, **more)  # type: ignore[arg-type]


def test_a_claim_note_bills_interest_and_indemnity_outside_vat() -> None:
    text = pdf_text(claim_note_pdf(a_note(a_debt().lines[0])), "-layout")
    lines = text.splitlines()
    parts = [amounts(x)[-1] for x in lines if re.search("Intérêts de retard du|À déduire|Indemnité forfaitaire", x)]
    assert sum(parts) == last(lines, "Total à payer, hors champ de la TVA") == Decimal("88.71")
    assert "article 256 du Code général des impôts" in flat(text) and "ND-7" in text
    assert "FR14 2004 1010 0505 0001 3M02 606" in text


def test_a_consumer_is_billed_no_indemnity() -> None:
    with pytest.raises(NothingToBill, match="owes no fixed indemnity"):
        claim_note_pdf(a_note(a_debt().lines[0], customer=replace(CUSTOMER, kind="consumer")))


def test_a_note_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(NothingToBill, match="nothing to bill on invoice FA-103"):
        claim_note_pdf(a_note(a_debt().lines[2]))
