"""E-invoices: the bad-input table line by line, and what each value becomes."""

from __future__ import annotations

import io
import zlib
from datetime import date

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.readers.einvoices import (
    ORDER,
    account,
    cii,
    factur_x,
    only_row,
    read_einvoice,
    refusal,
    status,
    sums,
    ubl,
    warned,
)


@pytest.mark.parametrize("content", [cii(), ubl(), factur_x(("factur-x.xml", cii()))])
def test_the_same_invoice_is_the_same_row_in_every_syntax(content: str | bytes) -> None:
    row = only_row(content)
    assert (row.invoice, row.amount_cents, row.open_cents, row.currency) == ("FA-1", 120000, 120000, "EUR")
    assert (row.issued_on, row.due_on, row.due_is_estimated) == (date(2026, 1, 31), date(2026, 3, 2), False)
    assert (row.customer.customer, row.customer.siren, row.customer.kind) == ("552100554", "552100554", "business")
    assert row.customer.customer_name == "Dupont SARL" and not row.open_is_given


def test_the_buyer_comes_with_address_and_mail() -> None:
    buyer = only_row(cii()).customer
    assert (buyer.address, buyer.postcode, buyer.city, buyer.country) == ("3 rue des Lilas", "69001", "Lyon", "FR")
    assert buyer.email == "compta@dupont.example"


def test_what_the_operation_checks_is_in_the_notes() -> None:
    notes = read_einvoice(cii(settlement=account("FR14 2004 1010 0505 0001 3M02 606"))).facts.notes
    assert (notes["seller_siren"], notes["seller_name"]) == ("732829320", "Atelier Demo SARL")
    assert notes["payee_iban"] == "FR1420041010050500013M02606"


# -- the PDF ---------------------------------------------------------------------------------------------------


def test_a_pdf_without_xml_says_what_to_do() -> None:
    problem = read_einvoice(factur_x()).only
    assert problem.code == "NO_XML" and "relance attach" in problem.message


def test_the_invoice_in_a_pdf_is_found_by_content_whatever_its_name() -> None:
    files = ("note.pdf", factur_x()), ("logo.png", b"\x89PNG\r\n\x1a\n"), ("données.bin", cii())
    content = factur_x(*files, relationship="/Unspecified")
    assert only_row(content).pdf == content


def test_of_two_xml_files_the_valid_invoice_counts() -> None:
    wrong = cii(totals=sums("1000.00", "200.00", "999.00", "999.00"))
    assert only_row(factur_x(("a.xml", wrong), ("order-x.xml", ORDER), ("b.xml", cii()))).invoice == "FA-1"


def test_two_different_invoices_in_one_pdf_are_nobodys_guess() -> None:
    assert refusal(factur_x(("a.xml", cii()), ("b.xml", cii(number="FA-2")))) == "XML_AMBIGUOUS"
    assert only_row(factur_x(("a.xml", cii()), ("b.xml", ubl()))).invoice == "FA-1"


def test_an_order_is_no_invoice() -> None:
    assert refusal(ORDER) == refusal(factur_x(("order-x.xml", ORDER))) == "WRONG_MESSAGE"


def test_a_password_stops_and_an_empty_one_does_not() -> None:
    locked = pikepdf.Encryption(owner="secret", user="secret")
    open_to_read = pikepdf.Encryption(owner="secret", user="")
    assert refusal(factur_x(("x.xml", cii()), encryption=locked)) == "ENCRYPTED"
    assert only_row(factur_x(("x.xml", cii()), encryption=open_to_read)).open_cents == 120000


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing", factur_x(("x.xml", cii()))[:300]])
def test_a_broken_pdf_is_corrupt(content: bytes) -> None:
    assert refusal(content) == "CORRUPT"


@pytest.mark.parametrize("action", ["/JavaScript", "/Launch"])
def test_a_pdf_that_acts_is_read_but_never_passed_on(action: str) -> None:
    content = factur_x(("x.xml", cii()), script=action)
    assert warned(content) == ["UNSAFE_CONTENT"] and only_row(content).pdf == b""


def test_a_program_inside_a_pdf_is_told_by_its_content_or_name() -> None:
    for name, data in (("facture.txt", b"MZ\x90\x00"), ("facture.pdf.exe", b"hello")):
        content = factur_x(("x.xml", cii()), (name, data))
        assert warned(content) == ["UNSAFE_CONTENT"] and only_row(content).pdf == b""


def test_a_bomb_inside_a_pdf_is_not_unfolded() -> None:
    assert refusal(factur_x(("x.xml", b"<" * 21_000_000))) == "TOO_BIG"


def test_a_bomb_within_a_bomb_is_not_unfolded_either() -> None:
    pdf = pikepdf.open(io.BytesIO(factur_x(("x.xml", cii()))))
    twice = zlib.compress(zlib.compress(b"\n" * 25_000_000))
    stream = pdf.make_stream(twice)
    stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    pdf.Root.Extra = pdf.make_indirect(Dictionary(EF=Dictionary(F=stream)))
    buffer = io.BytesIO()
    pdf.save(buffer, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert refusal(buffer.getvalue()) == "TOO_BIG"


def test_a_page_tree_that_holds_itself_is_corrupt() -> None:
    pdf = pikepdf.open(io.BytesIO(factur_x(("x.xml", cii()))))
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages])
    buffer = io.BytesIO()
    pdf.save(buffer)
    assert refusal(buffer.getvalue()) == "CORRUPT"


def test_a_pdf_that_does_not_say_what_its_xml_is_can_be_taken_all_the_same() -> None:
    outcome = read_einvoice(factur_x(("x.xml", cii()), relationship=""))
    assert outcome.only.code == "AF_RELATIONSHIP" and "--partial" in outcome.only.message
    assert outcome.invoices[0].open_cents == 120000 and outcome.facts.read == 1


# -- the XML ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    ['<!DOCTYPE a [<!ENTITY b "c">]>', '<!DOCTYPE a SYSTEM "http://127.0.0.1/a">', '<?xml-stylesheet href="a.xsl"?>'],
)
def test_what_would_fetch_or_unfold_is_refused(before: str) -> None:
    content = cii(before=before)
    assert refusal(content) == refusal(factur_x(("x.xml", content))) == "DTD_FORBIDDEN"


def test_an_inclusion_is_refused() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname"/>'
    assert refusal(cii(after=include)) == "DTD_FORBIDDEN"


def test_a_foreign_namespace_and_another_root_are_told_apart() -> None:
    other = cii().replace("CrossIndustryInvoice:100", "CrossIndustryInvoice:90")
    assert "Invoice:90" in read_einvoice(other).only.message
    assert refusal(other) == refusal("<Catalogue/>") == "WRONG_MESSAGE"


def test_an_attachment_inside_the_xml_has_its_limit() -> None:
    assert refusal(cii(after=f"<x>{'QUJD' * 5_100_000}</x>")) == "TOO_BIG"


def test_five_thousand_lines_are_read_for_their_total() -> None:
    line = "<ram:IncludedSupplyChainTradeLineItem><ram:X>1</ram:X></ram:IncludedSupplyChainTradeLineItem>"
    content = cii().replace(
        "<ram:ApplicableHeaderTradeAgreement>", line * 5000 + "<ram:ApplicableHeaderTradeAgreement>", 1
    )
    assert only_row(content).open_cents == 120000


def test_comments_cdata_and_instructions_around_an_amount_are_not_part_of_it() -> None:
    odd = sums("1000.00", "200.00", "<![CDATA[1200.00]]>", "<!-- net --><?x y?>1200.00")
    assert only_row(cii(totals=odd)).open_cents == 120000
    assert refusal(cii(totals=sums("1000.00", "200.00", "1200.00", "<b>12</b>00.00"))) == "AMOUNT"


@pytest.mark.parametrize("text", ["1e5", "1 200,00", "1.200,00", "NaN", "-", ""])
def test_what_is_no_amount_is_never_zero(text: str) -> None:
    assert refusal(cii(totals=sums("1000.00", "200.00", "1200.00", text))) == "AMOUNT"


def test_amounts_have_the_currencys_decimals_and_a_range() -> None:
    assert refusal(cii(totals=sums("1000.00", "200.00", "1200.00", "1200.005"))) == "PRECISION"
    assert refusal(cii(totals=sums("1000.00", "200.00", "1200.00", "9" * 20))) == "AMOUNT_RANGE"
    yen = sums("1000", "200", "1200", "1200").replace("EUR", "JPY")
    assert only_row(cii(totals=yen, currency="JPY")).open_cents == 1200


def test_the_number_loses_its_no_break_spaces_and_nothing_else() -> None:
    assert only_row(cii(number="\u00a0 FA\u00a02026/1 \u202f")).invoice == "FA 2026/1"
    assert refusal(cii(number="F" * 81)) == "NUMBER"
    assert refusal(cii(number=" \u00a0")) == "MISSING"


def test_minimum_is_taken_with_a_notice() -> None:
    content = cii(profile="urn:factur-x.eu:1p0:minimum", terms="")
    assert warned(content) == ["TERMS"] and only_row(content).due_on is None
    assert read_einvoice(content).facts.notes["profile"] == "MINIMUM"


# -- statuses --------------------------------------------------------------------------------------------------


def test_a_status_of_the_life_cycle_is_no_invoice_and_says_what_it_is() -> None:
    outcome = read_einvoice(status("210"), language="fr")
    assert outcome.codes == ["LIFECYCLE"] and "refusée" in outcome.only.message and not outcome.invoices
    assert (outcome.facts.notes["status"], outcome.facts.notes["status_of"]) == ("210", "FA-1")
    assert refusal(status("999")) == "LIFECYCLE"
