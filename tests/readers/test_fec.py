"""The FEC: what customers owe, never more than their balance, and what nobody can explain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from relance.readers.csv import READER as CSV
from relance.readers.fec import READER as FEC
from relance.readers.fec.names import is_collective, number_in
from tests.readers.reading import Outcome, fec, fec_line, read_fec

SAMPLES = Path(__file__).parent / "samples"


def owed(read: Outcome, customer: str = "DUPONT") -> list[tuple[str, int]]:
    return [(row.invoice, row.open_cents) for row in read.invoices if row.customer.customer == customer]


def test_an_unlettered_sale_is_an_open_invoice_with_its_piece_and_line() -> None:
    row = read_fec(fec(fec_line("120,00", piece="FA-1", on="20250112", piece_date="20250110"))).invoices[0]
    assert (row.invoice, row.open_cents, row.issued_on, row.due_on) == ("FA-1", 12000, date(2025, 1, 10), None)
    assert (row.source_lines, row.customer.customer_name) == ((2,), "Dupont SARL")


def test_a_lettered_and_balanced_group_owes_nothing() -> None:
    read = read_fec(
        fec(fec_line("120,00", piece="FA-1", letter="AA"), fec_line(credit="120,00", journal="BQ", letter="AA"))
    )
    assert read.accounts[0].balance_cents == 0 and not read.invoices


def test_an_unlettered_payment_settles_the_invoice_it_names() -> None:
    read = read_fec(
        fec(
            fec_line("120,00", piece="FA-1"),
            fec_line("80,00", piece="FA-2", on="20250111"),
            fec_line(credit="80,00", journal="BQ", label="VIR DUPONT FA-2", on="20250201"),
        )
    )
    assert owed(read) == [("FA-1", 12000)]


def test_an_unlettered_payment_settles_the_invoice_of_its_amount() -> None:
    read = read_fec(
        fec(
            fec_line("120,00", piece="FA-1"),
            fec_line("80,00", piece="FA-2", on="20250111"),
            fec_line(credit="80,00", journal="BQ", label="VIR", on="20250201"),
        )
    )
    assert owed(read) == [("FA-1", 12000)]


def test_any_other_payment_settles_the_oldest_first() -> None:
    read = read_fec(
        fec(
            fec_line("120,00", piece="FA-1"),
            fec_line("80,00", piece="FA-2", on="20250111"),
            fec_line(credit="150,00", journal="BQ", label="VIR", on="20250201"),
        )
    )
    assert owed(read) == [("FA-2", 5000)]


def test_a_debit_lettered_in_another_year_is_never_chased() -> None:
    read = read_fec(fec(fec_line("120,00", piece="FA-1", letter="AB")))
    assert [(row.unexplained, row.open_cents) for row in read.invoices] == [(True, 12000)]
    assert read.codes == ["UNEXPLAINED", "LETTRAGE"]


def test_an_opening_line_without_detail_is_unexplained() -> None:
    read = read_fec(
        fec(
            fec_line("500,00", journal="AN", on="20250101", label="A NOUVEAU"),
            fec_line("80,00", piece="FA-2", on="20250111"),
            fec_line(credit="300,00", journal="BQ", label="VIR", on="20250201"),
        )
    )
    assert [(row.invoice, row.open_cents, row.unexplained) for row in read.invoices] == [
        ("FA-2", 8000, False),
        ("SOLDE-DUPONT", 20000, True),
    ]


def test_an_opening_line_with_its_own_piece_and_date_is_an_invoice() -> None:
    line = fec_line("500,00", journal="AN", on="20250101", piece="FA-99", piece_date="20241115", label="A NOUVEAU")
    assert owed(read_fec(fec(line))) == [("FA-99", 50000)]


def test_opening_lines_do_not_double_the_year_before_in_one_file() -> None:
    read = read_fec(
        fec(
            fec_line("500,00", piece="FA-1", on="20241115"),
            fec_line("500,00", journal="AN", on="20250101", label="A NOUVEAU"),
        )
    )
    assert read.accounts[0].balance_cents == 50000 and owed(read) == [("FA-1", 50000)]


def test_a_customer_in_credit_owes_nothing_and_shows_a_credit() -> None:
    read = read_fec(fec(fec_line("100,00", piece="FA-1"), fec_line(credit="130,00", journal="BQ")))
    assert [(row.document, row.open_cents) for row in read.invoices] == [("credit_note", 3000)]


def test_a_returned_bill_opens_its_invoice_again() -> None:
    read = read_fec(
        fec(
            fec_line("100,00", piece="FA-1", letter="A"),
            fec_line(credit="100,00", journal="BQ", letter="A", on="20250201", label="LCR DUPONT"),
            fec_line("100,00", journal="BQ", on="20250210", label="IMPAYE LCR DUPONT"),
        )
    )
    assert owed(read) == [("FA-1", 10000)]


def test_sales_to_nobody_in_particular_are_never_chased() -> None:
    read = read_fec(fec(fec_line("100,00", piece="FA-1", customer="CB", name="RECETTE CB")))
    assert read.codes == ["COLLECTIVE_ACCOUNT"] and read.invoices[0].unexplained


def test_a_piece_shared_by_two_customers_names_no_invoice() -> None:
    read = read_fec(
        fec(
            fec_line("100,00", piece="01/2025", label="FACTURE F-0012 DUPONT"),
            fec_line("50,00", piece="01/2025", label="VENTE", customer="MARTIN", name="Martin SAS"),
        )
    )
    assert owed(read) == [("F-0012", 10000)] and owed(read, "MARTIN") == [("MARTIN-20250110", 5000)]


def test_two_lines_of_one_piece_are_one_invoice() -> None:
    read = read_fec(fec(fec_line("100,00", piece="FA-1"), fec_line("20,00", piece="FA-1")))
    assert [(row.invoice, row.amount_cents, row.source_lines) for row in read.invoices] == [("FA-1", 12000, (2, 4))]


def test_without_an_auxiliary_account_the_account_is_the_customer() -> None:
    read = read_fec(fec(fec_line("10,00", piece="FA-1", account="411DUPONT", customer="", name="")))
    assert read.accounts[0].customer.customer == "411DUPONT"


def test_bills_and_doubtful_debts_stand_apart_and_are_not_chased() -> None:
    read = read_fec(
        fec(
            fec_line("10,00", piece="FA-1"),
            fec_line("20,00", account="413000"),
            fec_line("30,00", account="416000"),
            fec_line("40,00", account="418100"),
            fec_line(credit="50,00", account="419100"),
        )
    )
    assert {a.customer.customer: a.balance_cents for a in read.accounts} == {
        "DUPONT": 1000,
        "DUPONT-413": 2000,
        "DUPONT-416": 3000,
    }
    assert [row.invoice for row in read.invoices if not row.unexplained] == ["FA-1"]
    assert {"DOUBTFUL", "FEC_EXCLUDED"} <= set(read.codes)


def test_facts_count_customer_lines_and_name_the_unexplained_share() -> None:
    facts = read_fec(fec(fec_line("75,00", piece="FA-1"), fec_line("25,00", letter="Z", piece="FA-2"))).facts
    assert (facts.kind, facts.read, facts.sum_cents, facts.complete_to) == ("ledger", 2, 10000, date(2025, 1, 10))
    assert facts.notes["lines_total"] == "4" and facts.notes["unexplained_share"] == "25.0 %"


@pytest.mark.parametrize("separator", ["\t", "|", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\r\n", "\r"])
@pytest.mark.parametrize("header", [True, False])
def test_layouts_of_the_wild_give_the_same_balance(separator: str, end: str, header: bool) -> None:
    text = fec(
        fec_line("0000000074,70", piece="FA-1"), fec_line("8.30", piece="FA-2"), separator=separator, header=header
    )
    assert read_fec(text.replace("\n", end)).facts.sum_cents == 8300


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "cp850", "iso8859_15", "utf-8"])
def test_names_keep_their_accents(encoding: str) -> None:
    read = read_fec(fec(fec_line("1,00", piece="F1", name="Société Générée à Évry")).encode(encoding))
    assert read.accounts[0].customer.customer_name == "Société Générée à Évry"


@pytest.mark.parametrize(("side", "cents"), [("D", 100), ("C", -100), ("+1", 100), ("-1", -100), ("1", 100)])
def test_amount_and_side_are_read(side: str, cents: int) -> None:
    text = fec(fec_line("1,00", piece="F1")).replace("Debit\tCredit", "Montant\tSens").replace("0,00", side)
    assert read_fec("\n".join(text.split("\n")[:2])).facts.sum_cents == cents


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("12,50", 1250),
        ("12.5", 1250),
        ("1 234,50", 123450),
        ("-12,50", -1250),
        ("12,50-", -1250),
        ("", 0),
        ("1.234,50", 123450),
        ("000012", 1200),
        (" 7,00 ", 700),
    ],
)
def test_amounts_are_read_as_accountants_write_them(written: str, cents: int) -> None:
    assert read_fec(fec(fec_line(written, piece="F1"))).facts.sum_cents == cents


@pytest.mark.parametrize("written", ["19000101", "", "20251301", "pas de date"])
def test_without_a_piece_date_the_entry_date_counts(written: str) -> None:
    row = read_fec(fec(fec_line("1,00", piece="F1", on="20250110", piece_date=written))).invoices[0]
    assert row.issued_on == date(2025, 1, 10)


@pytest.mark.parametrize("written", ["20250110", "2025-01-10", "10/01/2025"])
def test_dates_of_three_shapes_are_read(written: str) -> None:
    assert read_fec(fec(fec_line("1,00", piece="F1", on=written))).invoices[0].issued_on == date(2025, 1, 10)


def test_a_bar_inside_a_label_moves_no_amount() -> None:
    text = fec(fec_line("12,00", piece="F1", label="Vente | suite | fin"), separator="|")
    assert owed(read_fec(text)) == [("F1", 1200)]


def test_other_spellings_trailing_separators_and_more_columns_are_read() -> None:
    text = fec(fec_line("12,00", piece="F1")).replace("CompteLib\t", "CompteLibelle\t").replace("PieceRef", "PIECEREF")
    lines = [line + ("\tDateRglt\t" if n == 0 else "\t20250110\t") for n, line in enumerate(text.splitlines())]
    assert owed(read_fec("\n".join(lines))) == [("F1", 1200)]


def test_oddities_are_warnings_with_their_count() -> None:
    text = fec(fec_line("N/A", piece="F1"), fec_line("5,00", "2,00", piece="F2")) + "court\tet\tcassé\n"
    read = read_fec(text, "123456782FEC20231231.txt")
    assert {"FEC_AMOUNT", "FEC_SIDE", "FEC_LINES", "FEC_DATE_NAME"} <= set(read.codes)
    assert {problem.severity for problem in read.problems} == {"warning"}


def test_a_missing_column_is_an_error_that_names_it() -> None:
    read = read_fec(fec(fec_line("1,00")).replace("EcritureDate", "Zig"))
    assert (read.only.code, read.only.severity) == ("FEC_LAYOUT", "error") and "EcritureDate" in read.only.message


def test_a_fec_is_told_from_a_csv() -> None:
    head = fec(fec_line("1,00")).encode()
    bare = fec(fec_line("1,00"), header=False).encode()
    assert FEC.recognises("x.csv", head) and FEC.recognises("x.txt", bare)
    assert not CSV.recognises("x.txt", head) and not CSV.recognises("x.csv", bare)


def test_the_sample_ledger_is_read_whole() -> None:
    read = read_fec((SAMPLES / "123456782FEC20251231.txt").read_bytes())
    assert {a.customer.customer: a.balance_cents for a in read.accounts} == {
        "ATELIER": 180000,
        "BOULANGER": 0,
        "CAISSE": 4210,
        "DURAND": -5000,
        "ECOLE": 66000,
    }
    assert [row.invoice for row in read.invoices if row.document == "invoice" and not row.unexplained] == [
        "FA-2025-003",
        "FA-2025-007",
    ]


@pytest.mark.parametrize("name", ["RECETTE CB", "Recettes espèces", "CLIENTS DIVERS", "VENTES COMPTOIR", "CAISSE"])
def test_collective_names_are_known(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize("name", ["DUPONT SARL", "Divers Services", "Caisse d'Epargne", "Client Martin", ""])
def test_names_of_customers_are_not_collective(name: str) -> None:
    assert not is_collective(name)


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("FACTURE FA-2025-014 DUPONT", "FA-2025-014"),
        ("Fact. n° 20250014", "20250014"),
        ("DUPONT F.374", "374"),
        ("VENTE NECTAR 2025", ""),
        ("Règlement du 12/03/2025", ""),
        ("FA0012 Dupont", "FA0012"),
    ],
)
def test_the_invoice_number_is_found_in_a_label(label: str, number: str) -> None:
    assert number_in(label) == number
