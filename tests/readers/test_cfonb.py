"""CFONB 120 statements and CFONB 240 returns: what is read, and what each broken file is refused for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from relance.domain.problems.texts import Refused
from relance.domain.statements.flat import french_iban, year_of
from relance.readers.cfonb import READER
from tests.readers.flat_files import (
    ACCOUNT,
    DEFECTS,
    IBAN,
    REAL,
    SAMPLES,
    balance,
    detail,
    header240,
    movement,
    outcome_of,
    read_cfonb,
    return240,
    statement,
    total240,
)
from tests.readers.reading import TODAY

real = pytest.mark.skipif(not (REAL / "cfonb").is_dir(), reason=f"no real files in {REAL} (RELANCE_SHARED)")
FILES = sorted(path for path in (REAL / "cfonb").glob("*.txt") if not path.name.startswith("_"))


# --- what a statement says


def test_a_transfer_comes_with_its_payer_references_and_lines() -> None:
    read = read_cfonb(*statement(
        movement(50_00, "VIR SEPA DUPONT", reference="REGLT JANVIER"), detail("NPY", "DUPONT SARL"),
        detail("LCC", "FACTURE FA-2026-0"), detail("LC2", "017"), detail("RCN", f"{'E2E-17':35}FACTURES"),
        detail("REF", "BQ0001"), closing=150_00,
    ))  # fmt: skip
    row = read.row
    assert (row.cents, row.kind, row.party, row.code) == (50_00, "transfer", "DUPONT SARL", "05")
    assert row.text == "VIR SEPA DUPONT\nREGLT JANVIER\nFACTURE FA-2026-0\n017\nE2E-17\nFACTURES"
    assert (row.end_to_end, row.bank_reference, row.booked_on) == ("E2E-17", "BQ0001", date(2026, 1, 5))
    assert not read.problems and not row.is_return


def test_the_account_is_the_iban_that_a_camt_file_would_name() -> None:
    found = read_cfonb(*statement()).statement
    assert (found.account, found.currency, found.opening_cents, found.closing_cents) == (IBAN, "EUR", 100_00, 100_00)
    assert (found.first_on, found.last_on, found.complete_to) == (date(2026, 1, 5),) * 3
    assert french_iban("2004", "01005", "0500013M026") == "" and french_iban("00000", "00000", "0" * 11) == ""


def test_the_purpose_line_and_a_reference_not_provided_are_told_apart() -> None:
    line = detail("RCN", f"{'NOTPROVIDED':35}LOYER")
    row = read_cfonb(*statement(movement(1_00), line, closing=101_00)).row
    assert (row.end_to_end, row.text) == ("", "VIR\nLOYER")


def test_unknown_and_blank_qualifiers_are_kept_as_they_are() -> None:
    lines = (detail("AAA", "INCONNU"), detail("", "SANS CODE"), detail("MMO", "USD2 100"), detail("IPY", "SIREN 1"))
    row = read_cfonb(*statement(movement(1_00), *lines, closing=101_00)).row
    assert row.text.split("\n")[1:] == ["AAA INCONNU", "SANS CODE", "MMO USD2 100", "IPY SIREN 1"]


def test_repeated_lines_stay_in_order_and_belong_to_the_movement_before_them() -> None:
    read = read_cfonb(*statement(
        movement(1_00, "UN"), detail("LIB", "A"), detail("LIB", "B"), movement(2_00, "DEUX"), detail("LIB", "C"),
        closing=103_00,
    ))  # fmt: skip
    assert [row.text for row in read.rows] == ["UN\nA\nB", "DEUX\nC"]
    assert [row.entry for row in read.rows] == [1, 2] and [row.line for row in read.rows] == [2, 5]


@pytest.mark.parametrize(
    ("operation", "kind"),
    [("02", "cheque"), ("05", "transfer"), ("18", "transfer"), ("C2", "transfer"), ("09", "direct_debit"),
     ("A1", "direct_debit"), ("30", "card"), ("35", "bill"), ("62", "fee"), ("04", "cash"), ("Z9", "other")],
)  # fmt: skip
def test_the_interbank_code_gives_the_kind_and_an_unknown_one_is_other(operation: str, kind: str) -> None:
    row = read_cfonb(*statement(movement(1_00, operation=operation), closing=101_00)).row
    assert (row.kind, row.code, row.is_return) == (kind, operation, False)


@pytest.mark.parametrize(
    ("operation", "reason", "said"),
    [("33", "20", "20 provision insuffisante"), ("27", "14", "14 compte soldé ou clôturé"),
     ("B3", "", "prélèvement SEPA rejeté ou impayé"),
     ("10", "34", "34 opposition sur compte"), ("03", "77", "77"), ("33", "00", "effet impayé")],
)  # fmt: skip
def test_what_comes_back_is_a_return_with_its_reason_and_what_it_undoes(operation: str, reason: str, said: str) -> None:
    lines = (movement(-50_00, operation=operation, reason=reason), detail("NPY", "DUPONT"), detail("RCN", "E2E-9"))
    row = read_cfonb(*statement(*lines, closing=50_00)).row
    assert (row.is_return, row.kind, row.return_reason, row.returned_reference) == (True, "returned", said, "E2E-9")
    assert (row.cents, row.party) == (-50_00, "DUPONT")


def test_money_out_names_its_payee_and_money_in_its_payer() -> None:
    names = (detail("NPY", "PAYEUR"), detail("NBE", "PAYE"))
    read = read_cfonb(*statement(movement(5_00), *names, movement(-5_00, operation="06"), *names))
    assert [row.party for row in read.rows] == ["PAYEUR", "PAYE"]


def test_a_movement_of_nothing_is_ignored_and_counted() -> None:
    read = read_cfonb(*statement(movement(0, "INFORMATION"), detail("LIB", "TEXTE"), movement(1_00), closing=101_00))
    assert (read.cents, read.facts.ignored, read.facts.read) == ([1_00], 1, 1)


def test_two_equal_payments_stay_two() -> None:
    read = read_cfonb(*statement(movement(5_00), movement(5_00), closing=110_00))
    assert read.cents == [5_00, 5_00]


def test_several_accounts_in_one_file_are_several_statements() -> None:
    other = ("30004", "00828", "00010234567")
    read = read_cfonb(
        *statement(movement(1_00), closing=101_00), balance("01", "050126", 7_00, place=other),
        movement(2_00, place=other), balance("07", "060126", 9_00, place=other),
    )  # fmt: skip
    assert [found.account[:9] for found in read.statements] == [IBAN[:9], french_iban(*other)[:9]]
    assert [row.statement for row in read.rows] == [0, 1] and read.facts.complete_to == date(2026, 1, 5)


def test_blank_lines_and_lines_that_say_no_movement_are_passed_over() -> None:
    quiet = balance("01", "050126", 7_00, words="      ** PAS DE MOUVEMENT CE JOUR **")
    read = read_cfonb("", quiet, "", "   ** PAS DE MOUVEMENT **", "-" * 30, balance("07", "060126", 7_00), "", "\x1a")
    assert (read.statement.entries, read.facts.ignored, read.problems) == (0, 2, [])


def test_a_movement_booked_before_the_statement_does_not_move_its_first_day() -> None:
    read = read_cfonb(*statement(movement(1_00, day="020126"), closing=101_00))
    assert (read.row.booked_on, read.statement.first_on) == (date(2026, 1, 2), date(2026, 1, 5))


def test_trailing_spaces_cut_by_an_editor_lose_nothing() -> None:
    lines = statement(movement(1_00, "VIR X"), detail("NPY", "X"), closing=101_00)
    assert read_cfonb(*(line.rstrip() for line in lines)).rows == read_cfonb(*lines).rows


def test_any_line_end_or_none_reads_alike() -> None:
    lines = statement(movement(1_00, "VIR X"), detail("NPY", "X"), closing=101_00)
    expected = read_cfonb(*lines).rows
    for end in ("\r\n", "\r", "\r\r\n", ""):
        assert outcome_of(READER, end.join(lines)).rows == expected


def test_accents_of_any_usual_encoding_are_read() -> None:
    text = "\n".join(statement(movement(1_00, "VIR SOCIÉTÉ DÉMÉNAGÉE"), closing=101_00))
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "iso8859_15", "cp850", "utf-16"):
        assert outcome_of(READER, text.encode(encoding)).row.text == "VIR SOCIÉTÉ DÉMÉNAGÉE"


def test_the_french_alphabet_writes_the_braces_as_accents() -> None:
    read = read_cfonb(*(line.replace("{", "é").replace("}", "è") for line in statement(movement(-5_00), closing=95_00)))
    assert read.cents == [-5_00]


# --- amounts, dates, currencies


@pytest.mark.parametrize(("money", "amount", "cents"), [
    ("EUR0", "0000000000012C", 123_00), ("EUR3", "0000000000123{", 1_23), ("EUR2", "0000000000012L", -1_23),
    ("JPY0", "0000000000012C", 123), ("TND3", "0000000000123D", 1234),
])  # fmt: skip
def test_the_decimals_digit_scales_the_amount(money: str, amount: str, cents: int) -> None:
    first, last = balance("01", "040126", 0, money=money), balance("07", "050126", 0, money=money)
    closing = last[:90] + amount + last[104:]
    assert read_cfonb(first, movement(amount, money=money), closing).cents == [cents]


@pytest.mark.parametrize(("change", "code"), [
    ({"money": "EUR3", "cents": "0000000000123D"}, "PRECISION"), ({"money": "EUR "}, "PRECISION"),
    ({"cents": "00000000001234"}, "SIGN"), ({"cents": "0000000000123S"}, "SIGN"),
    ({"cents": "000000 000123D"}, "AMOUNT"), ({"cents": " " * 14}, "AMOUNT"), ({"cents": "             ²"}, "AMOUNT"),
    ({"cents": "9999999999999I", "money": "EUR0"}, "AMOUNT_RANGE"), ({"cents": "     1e5000000"}, "AMOUNT"),
    ({"day": "290226"}, "DATE"), ({"value": "310426"}, "DATE"), ({"money": "EUR²"}, "PRECISION"),
    ({"day": "000000"}, "DATE"), ({"day": "      "}, "DATE"), ({"money": "USD2"}, "CURRENCY"),
])  # fmt: skip
def test_a_movement_that_cannot_be_read_is_an_error_at_its_line_and_the_others_are_kept(
    change: dict[str, str], code: str
) -> None:
    bad = movement(change.pop("cents", 1_00), **change)  # type: ignore[arg-type]
    read = read_cfonb(*statement(movement(5_00), bad, detail("LIB", "PERDU"), movement(7_00), closing=113_00))
    assert read.said == [(code, 3, "error"), ("BALANCE", 6, "warning")]
    assert (read.cents, read.facts.read, read.statement.complete_to) == ([5_00, 7_00], 3, None)


def test_a_value_date_of_a_thirty_day_month_is_the_last_of_february() -> None:
    read = read_cfonb(*statement(movement(1_00, value="300226"), movement(1_00, value="000000"), closing=102_00))
    assert [row.value_on for row in read.rows] == [date(2026, 2, 28), None]


def test_the_29th_of_february_is_a_day_in_a_leap_year_only() -> None:
    lines = (balance("01", "280224", 0), movement(1_00, day="290224"), balance("07", "290224", 1_00))
    assert read_cfonb(*lines).row.booked_on == date(2024, 2, 29)
    assert read_cfonb(*(line.replace("290224", "290223") for line in lines)).errors[0][0] == "DATE"


def test_two_digits_are_the_latest_year_not_beyond_the_next() -> None:
    assert [year_of(year, TODAY) for year in (26, 27, 28 + 71, 99, 70)] == [2026, 2027, 1999, 1999, 1970]
    with pytest.raises(Refused):
        year_of(28, TODAY)
    assert year_of(0, date(1999, 12, 31)) == 2000


# --- structure


def test_a_balance_that_does_not_follow_refuses_the_statement_and_says_by_how_much() -> None:
    read = read_cfonb(*statement(movement(5_00), closing=105_01), *statement(movement(2_00), closing=102_00))
    assert (read.errors, read.cents, read.facts.read) == ([("BALANCE", 3)], [2_00], 2)
    assert "0.01 EUR" in read.problems[0].message and "105.01" in read.problems[0].message


def test_a_file_cut_before_the_closing_balance_gives_nothing_of_that_statement() -> None:
    read = read_cfonb(*statement(), *statement(movement(5_00))[:-1])
    assert (read.errors, read.rows, len(read.statements)) == ([("TRUNCATED", 3)], [], 1)


def test_a_file_cut_in_its_last_record_is_refused_there() -> None:
    read = read_cfonb(*statement(movement(5_00), closing=105_00)[:-1], balance("07", "050126", 105_00)[:95])
    assert (read.errors, read.rows) == ([("LENGTH", 3)], [])


@pytest.mark.parametrize(("lines", "expected"), [
    ((movement(1_00), *statement()), ("SEQUENCE", 1)),
    ((detail("LIB", "X"), *statement()), ("SEQUENCE", 1)),
    ((balance("07", "050126", 0), *statement()), ("SEQUENCE", 1)),
    ((balance("01", "040126", 0), detail("LIB", "X"), balance("07", "050126", 0)), ("SEQUENCE", 2)),
    ((balance("01", "040126", 0), *statement()), ("SEQUENCE", 2)),
    ((*statement(), "99 UNE AUTRE LIGNE"), ("SEQUENCE", 3)),
])  # fmt: skip
def test_records_out_of_order_are_named_at_their_line(lines: tuple[str, ...], expected: tuple[str, int]) -> None:
    assert read_cfonb(*lines).errors == [expected]


def test_a_line_of_another_account_is_refused_but_another_bank_code_is_only_said() -> None:
    elsewhere = movement(1_00, place=(ACCOUNT[0], ACCOUNT[1], "00000000001"))
    assert read_cfonb(*statement(elsewhere, closing=101_00)).errors == [("SEQUENCE", 2)]
    read = read_cfonb(*statement(movement(1_00, place=("30004", *ACCOUNT[1:])), closing=101_00))
    assert (read.said, read.cents) == ([("ACCOUNT", 2, "warning")], [1_00])


@pytest.mark.parametrize("bad", [
    movement(1_00)[:50] + movement(1_00)[51:],  # 119: a character lost in the label
    movement(1_00)[:50] + "X" + movement(1_00)[50:].rstrip() + "REFERENCE        X",  # longer
    movement(1_00)[:60].rstrip() + "\t" + movement(1_00)[61:],
    movement(1_00)[:98],
])  # fmt: skip
def test_a_line_of_the_wrong_length_is_refused_at_its_line(bad: str) -> None:
    read = read_cfonb(*statement(bad, closing=101_00))
    assert read.said == [("LENGTH", 2, "error"), ("BALANCE", 3, "warning")]


@pytest.mark.parametrize("place", [("2004 ", "01005", "0500013M026"), ("20041", "01005", ""), ("20041", "0100-", "05")])
def test_an_account_that_is_none_is_refused(place: tuple[str, str, str]) -> None:
    read = read_cfonb(balance("01", "040126", 0, place=place), balance("07", "050126", 0, place=place))
    assert read.errors == [("ACCOUNT", 1)] and not read.statements


def test_a_short_account_number_stays_bank_branch_and_number() -> None:
    place = ("20041", "01005", "1234567")
    read = read_cfonb(balance("01", "040126", 0, place=place), balance("07", "050126", 0, place=place))
    assert read.statement.account == "20041010051234567"


@pytest.mark.parametrize(("data", "code"), [
    (b"", "EMPTY"), (b"\xef\xbb\xbf", "EMPTY"), (b"0120041" + b"x" * 200_000, "WRONG_MESSAGE"),
    ("\n".join(statement()).encode() + b"\n" * 2_000_001, "TOO_MANY_LINES"),
    ("\n".join(statement()).encode() + b"x" * 200_000, "LINE_TOO_LONG"),
    (statement()[0].encode() + b"\xc3", "ENCODING"),
    (b"\x89PNG\r\n", "WRONG_TYPE"), (b"Bonjour", "WRONG_MESSAGE"),
    ("\n".join(statement()).encode("cp500"), "ENCODING"), (b"0120041\x00", "BINARY"),
    ("\n".join(statement(movement(1_00, "É"), movement(1_00, "@@@"))).encode().replace(b"@@@", b"\xe9@@"), "ENCODING"),
])  # fmt: skip
def test_what_is_no_statement_is_refused_by_name(data: bytes, code: str) -> None:
    read = outcome_of(READER, data)
    assert ([problem.code for problem in read.problems], read.rows) == ([code], [])


def test_ebcdic_is_recognised_so_that_it_can_be_named() -> None:
    data = "\n".join(statement()).encode("cp500")
    assert READER.recognises("releve", data) and "EBCDIC" in outcome_of(READER, data).problems[0].message


def test_the_cure_is_said_in_french_too() -> None:
    said = read_cfonb(*statement(movement("00000000001234")), language="fr").problems[0].message
    assert said.startswith("Ligne 2\u00a0: Le montant") and "demandez un fichier corrigé" in said


def test_a_long_line_of_dashes_and_many_complements_take_no_time() -> None:
    read = read_cfonb(*statement(movement(1_00), *(detail("LIB", f"L{n}") for n in range(3000)), closing=101_00))
    assert read.row.text.count("\n") == 3000
    assert read_cfonb(*statement("-" * 120_000 + "A")).errors == [("SEQUENCE", 2)]


def test_a_table_with_figures_first_is_no_cfonb_and_a_cfonb_file_is_known_by_its_first_line() -> None:
    assert not READER.recognises("x.csv", b"01/02/2026;VIR;12,50\n") and not READER.recognises("x", b"0104 1234")
    assert READER.recognises("x", "\n".join(statement()).encode()) and READER.recognises("x", header240().encode())


# --- 240: what comes back


def test_a_rejected_debit_is_a_return_with_its_debtor_and_reason() -> None:
    read = read_cfonb(header240(), return240(120_00, words=f"{'':24}FA-2026-017"), total240(120_00))
    row = read.row
    assert (row.cents, row.is_return, row.kind, row.return_reason) == (
        -120_00,
        True,
        "returned",
        "20 provision insuffisante",
    )
    assert (row.party, row.party_iban, row.booked_on) == (
        "DUPONT SARL", french_iban("30004", "00828", "00010234567"), date(2026, 1, 6),
    )  # fmt: skip
    assert (row.returned_reference, row.end_to_end, row.text) == ("FA-2026-017", "FA-2026-017", "FA-2026-017")


def test_an_unpaid_bill_names_what_it_undoes() -> None:
    words = f"{'':10}LCR0000017"
    row = read_cfonb(header240(), return240(80_00, operation="61", reason="74", words=words), total240(80_00)).row
    assert (row.returned_reference, row.end_to_end, row.code) == ("LCR0000017", "", "61")
    assert row.return_reason == "74 date d’échéance contestée"


def test_a_list_of_returns_is_of_our_account_and_says_nothing_of_its_balance() -> None:
    found = read_cfonb(header240(), return240(80_00), total240(80_00)).statement
    assert (found.account, found.reference, found.closing_cents, found.complete_to) == (IBAN, "CFONB240", None, None)


def test_operations_that_are_no_returns_are_set_aside_and_said() -> None:
    lines = (return240(80_00), return240(5_00, operation="20", number=3), total240(85_00, 4))
    read = read_cfonb(header240(), *lines)
    assert (read.cents, read.facts.ignored, read.said) == ([-80_00], 1, [("OPERATION", 1, "warning")])


def test_a_total_that_disagrees_refuses_the_list() -> None:
    read = read_cfonb(header240(), return240(80_00), total240(81_00), header240(), return240(7_00), total240(7_00))
    assert (read.errors, read.cents, read.facts.read) == ([("BALANCE", 3)], [-7_00], 2)


@pytest.mark.parametrize(("lines", "expected"), [
    ((return240(1_00),), ("SEQUENCE", 1)), ((header240(), return240(1_00)), ("TRUNCATED", 1)),
    ((header240(), header240(), total240(0)), ("SEQUENCE", 2)), ((header240(), return240(1_00)[:150]), ("LENGTH", 2)),
    ((header240(), return240(1_00).replace("060126E", "310226E"), total240(1_00)), ("DATE", 2)),
    ((header240(), return240(1_00).replace("060126E", "060126F"), total240(1_00)), ("CURRENCY", 2)),
    ((header240(), return240(1_00)[:-3] + "1,0", total240(1_00)), ("AMOUNT", 2)),
])  # fmt: skip
def test_a_broken_list_is_refused_at_its_line(lines: tuple[str, ...], expected: tuple[str, int]) -> None:
    assert read_cfonb(*lines).errors[0] == expected


# --- files


def test_our_samples_read_whole() -> None:
    for name, count in (("releve.cfonb", 6), ("impayes.cfonb", 3)):
        read = outcome_of(READER, (SAMPLES / "cfonb" / name).read_bytes())
        assert (len(read.rows), read.errors) == (count, [])


@real
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_files_are_read_or_refused_for_their_named_defect(path: Path) -> None:
    read = outcome_of(READER, path.read_bytes())
    defect = DEFECTS.get(f"cfonb/{path.name}")
    assert READER.recognises(path.name, path.read_bytes())
    assert defect in read.errors if defect else not read.errors and read.statements
    for found in read.statements:
        assert found.opening_cents is not None and found.opening_cents + found.sum_cents == found.closing_cents


@real
def test_the_real_example_reads_to_the_cent() -> None:
    read = outcome_of(READER, (REAL / "cfonb" / "example.txt").read_bytes())
    assert read.cents == [-32_21, -10_70, -7_90, 97_49, -12_10, -7_90]
    assert [found.closing_cents for found in read.statements] == [-241_21, -163_72]
