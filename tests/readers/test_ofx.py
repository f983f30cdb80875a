"""OFX statements as banks write them: SGML, XML, mixtures of both, whole and broken. Every file here is invented."""

from __future__ import annotations

from datetime import date

import pytest

from relance.readers.ofx import READER
from relance.readers.ofx import statements as ofx_statements
from tests.readers.statements import ACCOUNT, HEADER, IBAN, ofx, read_ofx, stmtrs, trn

XML_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE"?>\n'


def test_a_file_without_closing_tags_gives_its_movements() -> None:
    found = read_ofx(ofx(trn(), trn("-20.50", "20260315", "DEBIT", "<NAME>EDF<MEMO>PRLV 42")))
    assert found.cents == [12000, -2050] and not found.problems
    one = found.statement
    assert (one.account, one.currency, one.opening_cents, one.closing_cents) == (
        "300060000112345678901",
        "EUR",
        None,
        100000,
    )
    assert (one.first_on, one.last_on, one.complete_to) == (date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 31))
    assert found.rows[0].line == 10 and found.rows[1].text == "EDF\nPRLV 42"


def test_xml_with_closing_tags_is_read_alike() -> None:
    inner = (
        "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM><BANKID>1</BANKID><ACCTID>2</ACCTID>"
        "</BANKACCTFROM><BANKTRANLIST><DTSTART>20260301</DTSTART><STMTTRN><TRNTYPE>XFER</TRNTYPE><DTPOSTED>20260312"
        "</DTPOSTED><TRNAMT>120.00</TRNAMT><NAME><![CDATA[A & <B> SARL]]></NAME></STMTTRN></BANKTRANLIST>"
        "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )
    row = read_ofx(XML_HEADER + inner).row
    assert (row.cents, row.kind, row.party) == (12000, "transfer", "A & <B> SARL")


@pytest.mark.parametrize(
    "header", [HEADER.replace("\n", ""), HEADER.replace("\n", " "), HEADER.replace("\n", "\r\n"), "\n\n" + HEADER, ""]
)
def test_the_header_may_stand_on_one_line_or_be_missing(header: str) -> None:
    content = ofx(trn(), header=header)
    assert READER.recognises("x", content.encode()) and read_ofx(content).cents == [12000]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig"])
@pytest.mark.parametrize("charset", ["1252", "NONE", "8859-1"])
def test_the_encoding_is_found_whatever_the_header_says(encoding: str, charset: str) -> None:
    content = ofx(trn(inside="<NAME>Bâtiment Évrard"), header=HEADER.replace("1252", charset))
    found = read_ofx(content.encode(encoding))
    assert found.row.party == "Bâtiment Évrard"
    assert found.facts.notes.get("encoding") == {"utf-8": None, "cp1252": "cp1252", "utf-8-sig": "utf-8-sig"}[encoding]


def test_a_header_that_says_utf_8_over_other_bytes_is_refused() -> None:
    content = ofx(trn(inside="<NAME>Évrard SA"), header=HEADER.replace("CHARSET:1252", "CHARSET:UTF-8"))
    assert read_ofx(content.encode("cp1252")).errors == ["ENCODING"]


@pytest.mark.parametrize(
    ("written", "cents"), [("-200,00", -20000), ("+12.5", 1250), ("7", 700), ("12.34000", 1234), ("-0.01", -1)]
)
def test_amounts_may_have_a_comma_or_a_plus(written: str, cents: int) -> None:
    assert read_ofx(ofx(trn(written))).cents == [cents]


@pytest.mark.parametrize(
    ("written", "code"),
    [("", "AMOUNT"), ("$120", "AMOUNT"), ("1,000", "AMOUNT"), ("1.234,56", "AMOUNT"), ("12.345678", "PRECISION"),
     ("1e3", "AMOUNT"), ("99999999999999999999", "AMOUNT")],
)  # fmt: skip
def test_one_amount_that_cannot_be_read_does_not_lose_the_others(written: str, code: str) -> None:
    found = read_ofx(ofx(trn("20.00"), trn(written), trn("30.00")))
    assert found.errors == [code] and found.cents == [2000, 3000] and found.facts.read == 3
    assert found.problems[0].line == 17 and found.statement.complete_to is None


@pytest.mark.parametrize("posted", ["", "202603", "20260231", "hier", "02060312"])
def test_a_missing_or_impossible_day_is_a_problem_at_its_line(posted: str) -> None:
    found = read_ofx(ofx(trn("20.00"), trn(posted=posted)))
    assert found.errors == ["DATE"] and found.cents == [2000] and found.problems[0].line == 17


def test_a_movement_without_amount_and_day_tags_is_one_problem() -> None:
    found = read_ofx(ofx("<STMTTRN><TRNTYPE>OTHER<FITID>9</STMTTRN>", trn()))
    assert len(found.errors) == 1 and found.cents == [12000] and found.facts.read == 2


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        ("20260312", 12), ("20260312120000", 12), ("20260312120000.000[+1:CET]", 12), ("20260312233000[+1:CET]", 12),
        ("20260312233000[0:GMT]", 13), ("20260312201500[-5:EST]", 12), ("202603121130", 12), ("2026-03-12", 12),
    ],
)  # fmt: skip
def test_the_day_is_the_local_one(posted: str, day: int) -> None:
    assert read_ofx(ofx(trn(posted=posted))).row.booked_on == date(2026, 3, day)


@pytest.mark.parametrize(
    ("kind", "read"),
    [("XFER", "transfer"), ("DIRECTDEBIT", "direct_debit"), ("CHECK", "cheque"), ("POS", "card"), ("ATM", "cash"),
     ("SRVCHG", "fee"), ("Credit", "other"), ("", "other")],
)  # fmt: skip
def test_the_type_tells_the_kind(kind: str, read: str) -> None:
    assert read_ofx(ofx(trn(kind=kind))).row.kind == read


@pytest.mark.parametrize(
    ("label", "amount", "kind"),
    [("VIR SEPA DUPONT", "120.00", "transfer"), ("PRLV EDF", "-20.00", "direct_debit"),
     ("REJET PRLV DUPONT", "-120.00", "returned"), ("RETURNED CHECK FEE", "-9.00", "fee"),
     ("FACTURE IMPAYEE 12", "120.00", "other"), ("REMISE CHEQUES", "120.00", "cheque")],
)  # fmt: skip
def test_the_label_tells_the_kind_where_the_type_says_only_credit_or_debit(label: str, amount: str, kind: str) -> None:
    row = read_ofx(ofx(trn(amount, inside=f"<NAME>{label}"))).row
    assert (row.kind, row.is_return) == (kind, kind == "returned")


def test_a_cheque_without_name_keeps_its_number() -> None:
    row = read_ofx(ofx(trn("-35.00", kind="CHECK", inside="<CHECKNUM>0004217"))).row
    assert (row.kind, row.party, row.text) == ("cheque", "", "CHECKNUM 0004217")


def test_empty_tags_say_nothing() -> None:
    inside = "<NAME></NAME><CHECKNUM></CHECKNUM><VENDORTAG>x</VENDORTAG><MEMO>VIR FACT 12</MEMO>"
    row = read_ofx(ofx(trn(inside=inside))).row
    assert (row.party, row.text, row.bank_reference) == ("", "VIR FACT 12", "F1")


def test_the_payer_may_be_a_payee_with_an_account() -> None:
    inside = f"<PAYEE><NAME>Martin<ADDR1>3 rue</PAYEE><BANKACCTTO><BANKID>1<ACCTID>{IBAN}</BANKACCTTO>"
    found = read_ofx(ofx(trn("20.00"), trn("x", inside=inside), trn(inside=inside)))
    assert (found.rows[1].party, found.rows[1].party_iban) == ("Martin", IBAN) and found.problems[0].line == 17


@pytest.mark.parametrize(
    ("written", "read"),
    [("A &amp; B", "A & B"), ("A & B", "A & B"), ("AT&T &lt;x&gt;", "AT&T <x>"), ("<b>Dupont</b>", "<b>Dupont</b>"),
     ("R&D &copy", "R&D &copy"), ("&#201;mile", "Émile")],
)  # fmt: skip
def test_names_are_only_text(written: str, read: str) -> None:
    assert read_ofx(ofx(trn(inside=f"<NAME>{written}"))).row.party == read


def test_equal_movements_with_the_same_or_no_reference_are_all_kept() -> None:
    assert read_ofx(ofx(trn(), trn(), trn().replace("<FITID>F1\n", ""))).cents == [12000] * 3


def test_several_accounts_are_told_apart() -> None:
    other = ACCOUNT.replace("12345678901", "99999999999")
    found = read_ofx(ofx(stmtrs(trn()), stmtrs(trn("5.00"), account=other), whole=True))
    assert [s.account[-5:] for s in found.statements] == ["78901", "99999"]
    assert [(r.statement, r.cents) for r in found.rows] == [(0, 12000), (1, 500)]


def test_an_iban_as_account_number_stands_alone() -> None:
    account = f"<BANKACCTFROM><BANKID>30006<ACCTID>{IBAN}</BANKACCTFROM>"
    assert read_ofx(ofx(trn(), account=account)).statement.account == IBAN


def test_a_missing_account_number_or_balance_is_told_and_nothing_guessed() -> None:
    found = read_ofx(ofx(trn(), account="", ledger=""))
    assert found.codes == ["ACCOUNT", "BALANCE"] and not found.errors
    assert found.statement.account == "" and found.statement.closing_cents is None


def test_no_movement_is_no_problem() -> None:
    found = read_ofx(ofx())
    assert not found.problems and found.facts.read == 0 and found.statement.entries == 0


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    found = read_ofx(ofx(trn(), start="20260331", end="20260301"))
    assert found.errors == ["PERIOD"] and found.statement.complete_to is None


def test_the_day_on_which_the_file_was_made_is_not_complete() -> None:
    assert read_ofx(ofx(trn(), end="20260402")).statement.complete_to == date(2026, 4, 1)


def test_money_only_announced_is_told_and_not_counted() -> None:
    pending = "<BANKTRANLISTP><STMTTRNP><TRNTYPE>CREDIT<DTTRAN>20260330<TRNAMT>9.00</STMTTRNP></BANKTRANLISTP>"
    found = read_ofx(ofx(trn(), trn("5.00", kind="HOLD"), ledger=pending + "<LEDGERBAL><BALAMT>1<DTASOF>1</LEDGERBAL>"))
    assert found.cents == [12000] and found.codes == ["PENDING"] and found.facts.ignored == 2


def test_a_movement_that_corrects_another_is_left_to_a_person() -> None:
    found = read_ofx(ofx(trn(inside="<CORRECTFITID>F0<CORRECTACTION>REPLACE")))
    assert found.errors == ["CONFLICT"] and not found.rows


def test_a_movement_in_another_currency_is_a_problem() -> None:
    inside = "<CURRENCY><CURRATE>1.1<CURSYM>USD</CURRENCY>"
    assert read_ofx(ofx(trn(inside=inside))).errors == ["CURRENCY"]


def test_a_statement_without_currency_takes_that_of_its_movements() -> None:
    inside = "<CURRENCY><CURRATE>1.0<CURSYM>CHF</CURRENCY>"
    found = read_ofx(ofx(trn(inside=inside)).replace("<CURDEF>EUR", "<CURDEF></CURDEF>"))
    assert found.statement.currency == found.row.currency == "CHF"


def test_an_error_that_the_bank_reports_is_told() -> None:
    status = "<STMTTRNRS><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>Service ferme</STATUS></STMTTRNRS>"
    found = read_ofx(ofx(status, whole=True))
    assert found.errors == ["BANK_ERROR"] and "Service ferme" in found.problems[0].message


def test_a_remark_of_the_bank_does_not_refuse_the_file() -> None:
    found = read_ofx(ofx(trn()).replace("<CODE>0<SEVERITY>INFO", "<CODE>1<SEVERITY>INFO", 1))
    assert found.cents == [12000] and found.codes == ["BANK_ERROR"] and not found.errors


@pytest.mark.parametrize("at", ["<TRNAMT>30", "</BANKTRANLIST>", "</OFX>"])
def test_a_file_cut_anywhere_is_named_so(at: str) -> None:
    content = ofx(trn("20.00"), trn("30.00"))
    found = read_ofx(content[: content.index(at)])
    assert found.errors == ["TRUNCATED"] and found.cents == ([2000] if "TRNAMT" in at else [2000, 3000])


@pytest.mark.parametrize("begin", ["<![CDATA[", "<!--"])
def test_text_that_never_ends_is_told_at_once(begin: str) -> None:
    found = read_ofx(ofx(trn(inside=f"<NAME>{begin}" * 200_000)))
    assert found.errors == ["TRUNCATED"] and not found.rows


def test_a_forgotten_end_of_a_movement_loses_nothing() -> None:
    assert read_ofx(ofx(trn("20.00").replace("</STMTTRN>", ""), trn("30.00"))).cents == [2000, 3000]


def test_a_card_statement_alone_is_refused_and_beside_an_account_left_aside() -> None:
    card = "<CCSTMTTRNRS><CCSTMTRS><CURDEF>EUR<CCACCTFROM><ACCTID>4</CCACCTFROM><BANKTRANLIST>" + trn() + (
        "</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS>"
    )  # fmt: skip
    alone, beside = read_ofx(ofx(card, whole=True)), read_ofx(ofx(stmtrs(trn("5.00")), card, whole=True))
    assert alone.errors == ["WRONG_MESSAGE"] and not alone.rows
    assert beside.cents == [500] and not beside.errors and beside.codes == ["WRONG_MESSAGE"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (XML_HEADER + "<!DOCTYPE OFX SYSTEM 'ofx.dtd'>" + ofx(trn(), header=""), "DTD_FORBIDDEN"),
        ("<!doctype html><html>erreur</html>", "HTML_PAGE"), ("", "EMPTY"), ("OFXHEADER:100\n", "WRONG_MESSAGE"),
        (ofx(whole=True), "WRONG_MESSAGE"), ("OFXHEADER:100\n\x00\x00<OFX>", "BINARY"),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_one_problem(content: str, code: str) -> None:
    assert read_ofx(content).errors == [code]


@pytest.mark.parametrize(
    "content", ["!Type:Bank\nD31/12/26\nT-12.00\n^\n", "D12/31'26\nT-12.00\nPEDF\n^\n", "!Account\nNCourant\n^\n"]
)
def test_a_qif_is_known_and_refused_in_clear_words(content: str) -> None:
    assert READER.recognises("compte.qif", content.encode())
    found = read_ofx(content)
    assert found.errors == ["WRONG_MESSAGE"] and "QIF" in found.problems[0].message


def test_an_ofx_called_qif_is_read() -> None:
    content = ofx(trn()).encode()
    assert READER.recognises("releve.qif", content) and read_ofx(content).cents == [12000]


@pytest.mark.parametrize("content", [b"Date;Montant\n01/02/2026;12,00\n", b":20:START\n:25:1\n", b"<Document/>"])
def test_other_formats_are_left_to_their_readers(content: bytes) -> None:
    assert not READER.recognises("x.ofx", content)


def test_more_movements_than_any_account_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofx_statements, "MOST_MOVEMENTS", 3)
    assert read_ofx(ofx(*(trn() for _ in range(5)))).errors == ["TOO_MANY_LINES"]
