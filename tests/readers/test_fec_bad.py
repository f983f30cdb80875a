"""Bad books of accounts: each is refused for what it is, or read with a warning that says so; nothing is invented."""

from __future__ import annotations

import pytest

from tests.readers.reading import Outcome, fec, fec_line, read_fec

WHOLE = fec(fec_line("120,00", piece="FA-1"), fec_line("80,00", piece="FA-2"))


def warned(read: Outcome, code: str) -> str:
    return next(p.message for p in read.problems if p.code == code)


def cut(columns: int) -> str:
    return "\n".join("\t".join(line.split("\t")[:columns]) for line in WHOLE.splitlines()) + "\n"


@pytest.mark.parametrize("columns", [13, 15, 17])
def test_missing_last_columns_lose_nothing(columns: int) -> None:
    assert read_fec(cut(columns)).facts.sum_cents == 20000


def test_nineteen_columns_are_read() -> None:
    assert read_fec(WHOLE.replace("\n", "\tplus\n")).facts.sum_cents == 20000


def test_without_the_credit_column_the_file_is_refused() -> None:
    assert read_fec(cut(12)).only.code == "FEC_LAYOUT"


def test_lines_separated_otherwise_than_the_header_are_refused() -> None:
    header, _, lines = WHOLE.partition("\n")
    read = read_fec(f"{header}\n{lines.replace(chr(9), '|')}")
    assert (read.only.code, read.only.severity, read.accounts) == ("SEPARATOR", "error", [])


def test_a_file_cut_in_its_last_line_is_refused() -> None:
    read = read_fec(WHOLE[: WHOLE.rindex("FA-2") + 2])
    assert (read.only.code, read.only.line, read.accounts) == ("TRUNCATED", 5, [])


def test_a_last_line_without_its_end_is_kept() -> None:
    assert read_fec(WHOLE.rstrip("\n")).facts.sum_cents == 20000


def test_an_entry_that_does_not_balance_is_named_by_journal_and_number() -> None:
    lines = WHOLE.splitlines()
    odd = [*lines[:2], lines[2].replace("120,00", "20,00"), *lines[3:]]
    numbered = [line.replace("\t1\t", f"\t{n // 2}\t", 1) for n, line in enumerate(odd, start=3)]
    numbered = [lines[0], *numbered[1:]]
    read = read_fec("\n".join(numbered) + "\n")
    assert "journal VE, number 2" in warned(read, "UNBALANCED") and "100.00" in warned(read, "UNBALANCED")
    assert read.facts.sum_cents == 20000


def test_the_same_number_in_two_journals_is_two_entries() -> None:
    assert "UNBALANCED" not in read_fec(fec(fec_line("9,00", piece="F1"), fec_line(credit="9,00", journal="BQ"))).codes


@pytest.mark.parametrize("written", ["20261301", "20260231", "31/02/2026", "hier"])
def test_a_date_that_does_not_exist_is_said(written: str) -> None:
    read = read_fec(fec(fec_line("1,00", piece="F1", on=written, piece_date="")))
    assert written in warned(read, "FEC_DATE") and read.invoices[0].unexplained


def test_an_entry_that_is_not_validated_is_no_invoice_to_chase() -> None:
    draft = fec_line("50,00", piece="FA-9")
    draft[15] = ""
    read = read_fec(fec(fec_line("10,00", piece="FA-1"), fec_line("20,00", piece="FA-2"), draft))
    assert [(r.invoice, r.unexplained) for r in read.invoices][-1] == ("SOLDE-DUPONT", True)
    assert "1 line(s)" in warned(read, "DRAFT") and read.facts.sum_cents == 8000


def test_where_nothing_is_validated_that_says_nothing() -> None:
    line = fec_line("50,00", piece="FA-9")
    line[15] = ""
    read = read_fec(fec(line))
    assert "DRAFT" not in read.codes and read.invoices[0].invoice == "FA-9"


def test_a_lettered_group_that_does_not_balance_is_said_and_its_rest_is_not_chased() -> None:
    read = read_fec(
        fec(fec_line("120,00", piece="FA-1", letter="AA"), fec_line(credit="100,00", journal="BQ", letter="AA"))
    )
    assert "letter AA, 20.00" in warned(read, "LETTRAGE") and [r.unexplained for r in read.invoices] == [True]


def test_lettering_before_its_own_entry_is_said() -> None:
    line = fec_line("10,00", piece="FA-1", letter="A")
    line[14] = "20240101"
    assert "DateLet" in warned(read_fec(fec(line)), "DATE")


def test_a_foreign_amount_without_its_currency_is_said_and_the_euros_are_taken() -> None:
    line = fec_line("10,00", piece="FA-1")
    line[16] = "12,34"
    read = read_fec(fec(line))
    assert "Idevise" in warned(read, "CURRENCY") and read.invoices[0].open_cents == 1000


@pytest.mark.parametrize(("debit", "credit", "cents"), [("5,00", "2,00", 300), ("-5,00", "0,00", -500), ("", "", 0)])
def test_both_sides_none_or_a_negative_one_are_their_difference(debit: str, credit: str, cents: int) -> None:
    read = read_fec(fec(fec_line(debit, credit, piece="F1"), fec_line("10,00", piece="F2")))
    assert read.facts.sum_cents == 1000 + cents and ("FEC_SIDE" in read.codes) is (cents != 0)


def test_quotes_inside_labels_are_text() -> None:
    line = fec_line("10,00", piece="FA-1", label='ECRAN 27" "LE GRAND"')
    assert read_fec(fec(line)).facts.sum_cents == 1000


def test_a_control_account_without_customers_is_nobody_in_particular() -> None:
    read = read_fec(fec(fec_line("10,00", piece="FA-1", customer="", name="")))
    assert [r.unexplained for r in read.invoices] == [True] and "COLLECTIVE_ACCOUNT" in read.codes


def test_receivables_sold_to_a_factor_are_never_chased() -> None:
    line = fec_line("10,00", piece="FA-1", account="411600", customer="FACTOR", name="Créances cédées Factor SA")
    read = read_fec(fec(line, fec_line("5,00", piece="FA-2")))
    assert "FACTORED" in read.codes and [r.unexplained for r in read.invoices] == [False, True]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n", b"\xff\xfe"])
def test_nothing_is_empty(data: bytes) -> None:
    assert read_fec(data).only.code == "EMPTY"


def test_only_a_header_has_no_lines() -> None:
    assert read_fec(WHOLE.partition("\n")[0]).only.code == "NO_LINES"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "mac_roman"])
def test_encodings_are_found_by_what_the_accents_become(encoding: str) -> None:
    text = fec(fec_line("1,00", piece="F1", name="Société Générée à Évry – l’Été")).encode(encoding)
    assert read_fec(text).accounts[0].customer.customer_name == "Société Générée à Évry – l’Été"


def test_a_broken_letter_late_in_a_large_file_loses_no_amount() -> None:
    lines = fec(*(fec_line("1,00", piece=f"F{n}", name="Société Générée") for n in range(200))).encode()
    read = read_fec(lines + lines.splitlines(keepends=True)[1].replace(b"\xc3\xa9", b"\xe9"))
    assert read.facts.sum_cents == 20100


def test_a_byte_that_is_no_text_is_named_by_its_place() -> None:
    read = read_fec(WHOLE.encode() + b" " * 5000 + b"\x00")
    assert read.only.code == "BINARY" and str(len(WHOLE) + 5000) in read.only.message


def test_one_endless_line_is_refused() -> None:
    assert read_fec(WHOLE.encode() + b"x" * 3_000_000).only.code == "LINE_TOO_LONG"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_blocks_end_between_lines_whatever_ends_them(end: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relance.readers.fec.text._BLOCK", 300)
    many = fec(*(fec_line("1,00", piece=f"F{n}", name="Générée") for n in range(30)))
    read = read_fec(many.encode("cp1252").replace(b"\n", end))
    assert (read.facts.sum_cents, read.facts.notes["lines_total"]) == (3000, "60")


@pytest.mark.parametrize("written", ["1e5", "12O,50", "1_000", "0x10", "99999999999999999999", "12,50 abc", "1,2,3"])
def test_an_amount_with_figures_that_cannot_be_read_refuses_the_file(written: str) -> None:
    read = read_fec(fec(fec_line("10,00", piece="F1"), fec_line(credit=written, journal="BQ")))
    assert (read.only.code, read.only.line, read.only.severity, read.accounts) == ("AMOUNT", 4, "error", [])


def test_a_side_that_is_neither_debit_nor_credit_refuses_the_file() -> None:
    text = fec(fec_line("1,00", piece="F1")).replace("Debit\tCredit", "Montant\tSens").replace("0,00", "X")
    read = read_fec("\n".join(text.split("\n")[:2]))
    assert (read.only.code, read.only.line, read.accounts) == ("SIGN", 2, [])


def test_one_customer_written_in_two_forms_of_its_accents_is_one() -> None:
    twins = [fec_line("1,00", piece="F1", customer="RÉMI"), fec_line("1,00", piece="F2", customer="RE\u0301MI")]
    assert [a.customer.customer for a in read_fec(fec(*twins)).accounts] == ["RÉMI"]


def test_invisible_marks_in_a_name_are_said() -> None:
    read = read_fec(fec(fec_line("1,00", piece="F1", name="Dupont\u202e LRAS")))
    assert "\\u202e" in warned(read, "SUSPICIOUS_TEXT")
