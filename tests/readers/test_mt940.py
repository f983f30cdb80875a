"""MT940 statements and MT942 intraday reports: what is read, and what each broken file is refused for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from relance.domain.statements.flat import french_iban
from relance.readers.mt940 import READER
from tests.readers.flat_files import DEFECTS, IBAN, REAL, SAMPLES, Outcome, outcome_of, read_mt940, swift

real = pytest.mark.skipif(not (REAL / "mt940").is_dir(), reason=f"no real files in {REAL} (RELANCE_SHARED)")
FILES = sorted((REAL / "mt940").rglob("*.sta"))
IN_1 = ":61:2601050105C1,00NTRFNONREF"
DE = "DE89370400440532013000"
NL = "NL91ABNA0417164300"


def after(cents: int) -> str:
    """The closing balance when so many cents came in after 100.00."""
    return f"C260105EUR{(100_00 + cents) // 100},{(100_00 + cents) % 100:02d}"


def one(*fields: str, cents: int = 1_00, **options: Any) -> Outcome:
    return read_mt940(swift(*fields, closing=after(cents)), **options)


# --- :61:


@pytest.mark.parametrize(("mark", "cents", "is_return"), [
    ("C", 1_00, False), ("D", -1_00, False), ("RC", -1_00, True), ("RD", 1_00, True), ("CR", 1_00, False),
    ("DR", -1_00, False), ("RCR", -1_00, True),
])  # fmt: skip
def test_the_mark_gives_the_sign_and_a_reversal_is_a_return(mark: str, cents: int, is_return: bool) -> None:
    row = one(f":61:2601050105{mark}1,00NTRFE2E-4//BQ7", cents=cents).row
    assert (row.cents, row.is_return, row.kind) == (cents, is_return, "returned" if is_return else "transfer")
    assert (row.end_to_end, row.bank_reference, row.returned_reference) == ("E2E-4", "BQ7", "E2E-4" * is_return)


@pytest.mark.parametrize(("amount", "cents"), [
    ("12,", 12_00), (",50", 50), ("12", 12_00), ("000000000012,34", 12_34), ("1,5", 1_50), ("1,500", 1_50),
])  # fmt: skip
def test_amounts_with_a_comma_anywhere_are_read(amount: str, cents: int) -> None:
    assert one(f":61:260105C{amount}NTRF", cents=cents).cents == [cents]


@pytest.mark.parametrize(("line", "code"), [
    ("2601050105C1.234,00NTRF", "AMOUNT"), ("2601050105C1,2,3NTRF", "AMOUNT"), ("2601050105C,NTRF", "AMOUNT"),
    ("2601050105CNTRF", "AMOUNT"), ("2601050105C1,234NTRF", "PRECISION"), ("260105010599999NTRF", "SIGN"),
    ("2601050105X1,00NTRF", "SIGN"), ("nullnullC1,00NTRF", "DATE"), ("2613050105C1,00NTRF", "DATE"),
    ("2601051305C1,00NTRF", "DATE"), ("260230C1,00NTRF", "DATE"), ("2601050230C1,00NTRF", "DATE"),
    ("99999999999999999999", "DATE"), ("", "DATE"), ("2601050105C99999999999999999999,NTRF", "AMOUNT_RANGE"),
    ("2601050105C-1,00NTRF", "AMOUNT"), ("260105C1e5NTRF", "AMOUNT"), ("260105C1_000,NTRF", "AMOUNT"),
    ("260105CNaNNTRF", "AMOUNT"), ("260105C\uff11,00NTRF", "AMOUNT"), ("260105C1\u00a0000,NTRF", "AMOUNT"),
    (f"260105C{'0' * 50}12,00NTRF", "AMOUNT"),
    (f"260105C,{'1' * 30}", "AMOUNT_RANGE"),
])  # fmt: skip
def test_a_movement_that_cannot_be_read_is_an_error_at_its_line_and_the_others_are_kept(line: str, code: str) -> None:
    read = read_mt940(swift(IN_1, f":61:{line}", ":86:PERDU", IN_1, closing=after(7_00)))
    assert read.said == [(code, 6, "error"), ("BALANCE", 9, "warning")]
    assert (read.cents, read.facts.read, read.statement.complete_to) == ([1_00, 1_00], 3, None)
    assert not any("PERDU" in row.text for row in read.rows)


@pytest.mark.parametrize(("dates", "booked", "value"), [
    ("2601050105", date(2026, 1, 5), date(2026, 1, 5)), ("260105", date(2026, 1, 5), date(2026, 1, 5)),
    ("2512310102", date(2026, 1, 2), date(2025, 12, 31)), ("2601021231", date(2025, 12, 31), date(2026, 1, 2)),
    ("2602300302", date(2026, 3, 2), date(2026, 2, 28)), ("2402290229", date(2024, 2, 29), date(2024, 2, 29)),
    ("2402300301", date(2024, 3, 1), date(2024, 2, 29)),
])  # fmt: skip
def test_the_entry_date_takes_the_nearest_year_and_thirty_day_months_end_in_february(
    dates: str, booked: date, value: date
) -> None:
    row = one(f":61:{dates}C1,00NTRF").row
    assert (row.booked_on, row.value_on) == (booked, value)


def test_a_line_break_inside_a_movement_changes_nothing() -> None:
    broken = one(":61:2601050105CR\n1,00NTRFE2E-4//BQ7\nVIREMENT RECU").row
    assert (broken.cents, broken.end_to_end, broken.bank_reference) == (1_00, "E2E-4", "BQ7")
    assert broken.text == "VIREMENT RECU\nE2E-4"


def test_a_movement_without_reference_or_text_is_taken() -> None:
    row = one(":61:260105C1,00NMSC").row
    assert (row.cents, row.end_to_end, row.bank_reference, row.text, row.kind) == (1_00, "", "", "", "other")


@pytest.mark.parametrize(("type_", "kind"), [
    ("NTRF", "transfer"), ("FDDT", "direct_debit"), ("NCHK", "cheque"), ("NBOE", "bill"), ("NCHG", "fee"),
    ("NRTI", "returned"), ("N195", "other"),
])  # fmt: skip
def test_the_type_gives_the_kind(type_: str, kind: str) -> None:
    row = one(f":61:260105D1,00{type_}NONREF", cents=-1_00).row
    assert (row.kind, row.code, row.is_return) == (kind, type_, kind == "returned")


# --- :86:


def test_german_sub_fields_give_payer_iban_reference_and_lines() -> None:
    row = one(IN_1, f":86:166?00GUTSCHR. UEBERWEISUNG?20EREF+E2E-2026-0017?21SVWZ+RECHNUNG FA-2026-0?22017 DANKE\n"
              f"?30COBADEFFXXX?31{DE}?32DUPONT MASCHI?33NENBAU").row  # fmt: skip
    assert (row.party, row.party_iban, row.end_to_end) == ("DUPONT MASCHINENBAU", DE, "E2E-2026-0017")
    assert row.text == "GUTSCHR. UEBERWEISUNG\nEREF+E2E-2026-0017\nSVWZ+RECHNUNG FA-2026-0\n017 DANKE"
    assert (row.kind, row.code) == ("transfer", "NTRF+166")


def test_pieces_up_to_63_are_text_and_a_reference_cut_in_two_is_one() -> None:
    row = one(IN_1, ":86:166?20EREF+ABCDEFGHIJKLMNOPQRSTUV?21WXYZ?22SVWZ+A?29B?60C?63D?34992").row
    assert row.end_to_end == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert row.text.split("\n")[2:] == ["SVWZ+A", "B", "C", "D"]


def test_sub_fields_cut_by_the_line_are_put_together() -> None:
    row = one(IN_1, ":86:835?20FACTURE FA-2026-?\n21017 ET ?22018?3", "2DUPONT").row
    assert row.text == "FACTURE FA-2026-\n017 ET\n018" and row.party == "DUPONT"


def test_a_rejected_debit_is_a_return() -> None:
    row = one(":61:260105D1,00NMSC", ":86:109?00RUECKLASTSCHRIFT?20EREF+PRLV-9?32DUPONT", cents=-1_00).row
    assert (row.is_return, row.kind, row.returned_reference, row.party) == (True, "returned", "PRLV-9", "DUPONT")


def test_slashed_codes_give_payer_iban_reference_and_text() -> None:
    row = one(IN_1, f":86:/TRTP/SEPA OVERBOEKING/IBAN/{NL}/BIC/ABNANL2A/NAME/DUPONT SARL/RE",
              "MI/FA-2026-017/EREF/NOTPROVIDED").row  # fmt: skip
    assert (row.party, row.party_iban, row.end_to_end) == ("DUPONT SARL", NL, "")
    assert row.text.split("\n") == ["TRTP SEPA OVERBOEKING", "BIC ABNANL2A", "FA-2026-017"]


def test_a_name_cut_at_the_end_of_a_full_line_is_put_together() -> None:
    text = "/EREF/01-01-2026 12:00 0030000987654321/BENM//NAME/DUPONT MENUIS"
    row = one(IN_1, f":86:{text}\nERIE/REMI/FACTURE 17/RTRN/MD06").row
    assert (row.party, row.is_return, row.return_reason) == ("DUPONT MENUISERIE", True, "MD06")


def test_a_structured_reference_is_kept_apart() -> None:
    row = one(IN_1, ":86:/REMI/STRD/CUR/RF18539007547034/NAME/DUPONT").row
    assert row.structured == "RF18539007547034"


def test_french_qualifiers_are_understood() -> None:
    row = one(IN_1, ":86:/NPY/DUPONT SARL/RCN/E2E-17/LIB/FACTURE FA-2026-017").row
    assert (row.party, row.end_to_end, row.text) == ("DUPONT SARL", "E2E-17", "FACTURE FA-2026-017")


def test_free_text_keeps_its_lines_and_several_86_are_one_text() -> None:
    row = one(IN_1, ":86:VIR DUPONT SARL", "FACTURE FA-2026-", ":86:017").row
    assert row.text == "VIR DUPONT SARL\nFACTURE FA-2026-\n017" and row.party == ""


def test_sepa_tags_in_free_text_are_found() -> None:
    assert one(IN_1, ":86:VIR RECU EREF+E2E-5 SVWZ+FACTURE 17").row.end_to_end == "E2E-5"


@pytest.mark.parametrize("line", [":12:11", ":26:37 SUITE", ":28:37 SUITE", ":25:00", ": SUITE", "-SUITE", ":20:15 H"])
def test_a_continuation_that_looks_like_a_field_goes_on_with_the_text(line: str) -> None:
    read = read_mt940(swift(IN_1, ":86:LE 12-09-2026T16", line, IN_1, closing=after(2_00)))
    assert (read.cents, read.problems, read.statement.account) == ([1_00, 1_00], [], IBAN)
    assert line.strip(": ") in read.rows[0].text


def test_text_after_an_end_in_the_middle_of_a_statement_is_said_and_loses_no_movement() -> None:
    read = read_mt940(swift(IN_1, ":86:LISTE", "-", "SUITE", IN_1, closing=after(2_00)))
    assert (read.said, read.cents) == ([("SEQUENCE", 8, "warning")], [1_00, 1_00])


def test_long_blanks_and_figures_take_no_time_and_no_crash() -> None:
    blank = "\n" * 50_000
    read = read_mt940(swift(IN_1, f":86:{blank}x", f":61:260105C{' ' * 100_000}x", closing=after(1_00)))
    assert (read.cents, read.errors) == ([1_00], [("AMOUNT", 50_007)])
    assert outcome_of(READER, f":20:X\n:34F:EUR0,\n{IN_1}\n:90C:{'9' * 9000}EUR1,{'0' * 9000}\n").rows == []


# --- statements


@pytest.mark.parametrize(("written", "account"), [
    (IBAN, IBAN), ("FR14 2004 1010 0505 0001 3M02 606", IBAN), (f"PSSTFRPP/{IBAN}", IBAN), (f"{NL}EUR", NL),
    ("20041010050500013M02606", IBAN), ("70011110/4005287001EUR", "700111104005287001"),
    ("1291.99.348EUR", "129199348"), ("20041010050500013M02607", "20041010050500013M02607"),
])  # fmt: skip
def test_the_account_is_named_as_other_files_name_it(written: str, account: str) -> None:
    assert read_mt940(swift(account=written)).statement.account == account


def test_the_statement_says_its_days_and_balances() -> None:
    found = one(IN_1).statement
    assert (found.opening_cents, found.closing_cents, found.reference) == (100_00, 101_00, "5/1")
    assert (found.first_on, found.last_on, found.complete_to) == (date(2026, 1, 5),) * 3


def test_an_overdrawn_account_has_a_balance_below_nothing() -> None:
    found = read_mt940(swift(IN_1, opening="D260104EUR5,00", closing="D260105EUR4,")).statement
    assert (found.opening_cents, found.closing_cents) == (-5_00, -4_00)


def test_pages_follow_one_another_and_only_the_last_is_complete() -> None:
    first = swift(IN_1, closing=after(1_00)).replace(":62F:", ":62M:")
    second = swift(IN_1, opening=after(1_00), closing=after(2_00)).replace(":60F:", ":60M:").replace("5/1", "5/2")
    read = read_mt940(first + second)
    assert (read.problems, read.cents) == ([], [1_00, 1_00])
    assert [found.complete_to for found in read.statements] == [None, date(2026, 1, 5)]


def test_page_2_without_page_1_is_a_gap_and_never_complete() -> None:
    page = swift(IN_1, closing=after(1_00)).replace(":60F:", ":60M:").replace("5/1", "5/2")
    read = read_mt940(page)
    assert (read.said, read.cents, read.statement.complete_to) == ([("GAP", 4, "warning")], [1_00], None)


def test_a_page_that_opens_elsewhere_is_a_gap() -> None:
    first = swift(IN_1, closing=after(1_00)).replace(":62F:", ":62M:")
    second = swift(IN_1, opening="C260105EUR90,00", closing="C260105EUR91,00").replace("5/1", "5/2")
    assert read_mt940(first + second).said == [("GAP", 11, "warning")]


def test_a_balance_that_does_not_follow_refuses_the_statement() -> None:
    read = read_mt940(swift(IN_1, closing=after(3_00)) + swift(IN_1, closing=after(1_00)))
    assert (read.errors, read.cents, read.facts.read) == ([("BALANCE", 6)], [1_00], 2)


def test_another_currency_at_the_end_refuses_the_statement() -> None:
    read = read_mt940(swift(IN_1, closing="C260105USD101,00"))
    assert (read.errors, read.rows) == ([("CURRENCY", 6)], [])


def test_a_currency_left_out_at_the_end_is_that_of_the_beginning() -> None:
    assert one(IN_1).statement == read_mt940(swift(IN_1, closing="C260105101,00")).statement


@pytest.mark.parametrize(("balances", "expected"), [
    ({"opening": "C260104EUR1.000,00"}, ("AMOUNT", 4)), ({"opening": "X260104EUR1,00"}, ("SIGN", 4)),
    ({"opening": "C260231EUR100,00"}, ("DATE", 4)), ({"closing": "C260230EUR101,00"}, ("DATE", 6)),
    ({"closing": "C260105EUR"}, ("AMOUNT", 6)),
])  # fmt: skip
def test_a_broken_balance_is_refused_at_its_line(balances: dict[str, str], expected: tuple[str, int]) -> None:
    read = read_mt940(swift(IN_1, **{"closing": after(1_00), **balances}))
    assert read.errors == [expected]
    assert not read.statements or read.statement.complete_to is None


def test_a_file_cut_before_the_closing_balance_gives_nothing_of_that_statement() -> None:
    whole = swift(IN_1, closing=after(1_00))
    read = read_mt940(whole + whole.partition(":62F:")[0])
    assert (read.errors, read.cents) == ([("TRUNCATED", 8)], [1_00])


def test_statements_glued_together_are_told_apart() -> None:
    whole = swift(IN_1, closing=after(1_00)).removesuffix("-\n")
    assert read_mt940(whole + whole).cents == [1_00, 1_00]
    cut = whole.partition(":62F:")[0]
    assert read_mt940(cut + whole).errors == [("SEQUENCE", 6)]


def test_two_days_under_one_header_are_two_statements_of_that_account() -> None:
    again = ":60F:C260105EUR101,00\n:61:260106C1,00NTRF\n:62F:C260106EUR102,00\n-\n"
    read = read_mt940(swift(IN_1, closing=after(1_00)).removesuffix("-\n") + again)
    assert [found.account for found in read.statements] == [IBAN, IBAN]


def test_a_movement_after_the_closing_balance_is_out_of_order() -> None:
    read = read_mt940(swift(IN_1, closing=after(1_00)).removesuffix("-\n") + IN_1 + "\n")
    assert (read.errors, read.cents, read.facts.read) == ([("SEQUENCE", 7)], [1_00], 2)


def test_text_after_the_balances_is_nobodys_movement() -> None:
    tail = ":64:C260105EUR101,00\n:65:C260106EUR101,00\n:86:MESSAGE DE LA BANQUE\n-\n"
    read = read_mt940(swift(IN_1, ":86:VIR", closing=after(1_00)).removesuffix("-\n") + tail)
    assert (read.row.text, read.problems) == ("VIR", [])


def test_blocks_line_ends_case_and_encodings_change_nothing() -> None:
    plain = swift(IN_1, ":86:SOCIÉTÉ DÉMÉNAGÉE", closing=after(1_00))
    expected = read_mt940(plain).rows
    blocks = "{1:F01PSSTFRPPAXXX0000000000}{2:O9400000260105}{4:\n" + plain.removesuffix("-\n") + "-}{5:{CHK:0}}\n"
    assert [row.text for row in read_mt940(blocks).rows] == [row.text for row in expected]
    for data in (plain.encode("cp1252"), plain.encode("utf-8-sig"), plain.replace("\n", "\r\n").encode(),
                 plain.replace("\n", "\r").encode(), plain.encode("utf-16"),
                 re.sub(r":(60F|62F):", lambda tag: tag[0].lower(), plain).encode()):  # fmt: skip
        assert read_mt940(data).rows == expected


def test_a_line_break_in_the_number_is_read_over() -> None:
    assert read_mt940(swift().replace(":28C:5/1", ":28C:00005\n/001")).statement.reference == "00005/1"


def test_two_equal_payments_stay_two_and_nothing_is_ignored() -> None:
    read = read_mt940(swift(IN_1, IN_1, ":61:260105C0,00NMSC", closing=after(2_00)))
    assert (read.cents, read.facts.ignored) == ([1_00, 1_00], 1)


# --- intraday


def test_an_intraday_report_gives_no_row_and_counts_what_it_announces() -> None:
    read = outcome_of(READER, (SAMPLES / "mt940" / "intraday.sta").read_bytes())
    assert (read.rows, read.statements, read.facts.ignored, read.facts.complete_to) == ([], [], 2, None)
    assert read.said == [("PENDING", 6, "warning")]


def test_expected_movements_in_a_statement_are_pending() -> None:
    read = one(IN_1, ":61:260106EC9,00NTRF", ":61:260106ED9,00NTRF")
    assert (read.cents, read.facts.ignored, read.said) == ([1_00], 2, [("PENDING", 6, "warning")])


def test_an_intraday_report_beside_a_statement_harms_nothing() -> None:
    intraday = (SAMPLES / "mt940" / "intraday.sta").read_text()
    read = read_mt940(intraday + swift(IN_1, closing=after(1_00)))
    assert (read.cents, read.errors, read.facts.complete_to) == ([1_00], [], date(2026, 1, 5))


# --- files


@pytest.mark.parametrize(("data", "code"), [
    (b"", "EMPTY"), (b"%PDF-1.4", "WRONG_TYPE"), (b"1\n2\n3\n", "WRONG_MESSAGE"), (b":NS:\n", "WRONG_MESSAGE"),
    (b":20:X\n", "TRUNCATED"), (b":20:X\n\x00", "BINARY"), (b":20:X\n:86:" + b"x" * 200_000, "LINE_TOO_LONG"),
    (b":20:X\n" + b"\n" * 2_000_001, "TOO_MANY_LINES"), (b":20:X\n:86:\xc3\xa9t\xc3", "ENCODING"),
    (b":20:X\n:86:\xc3\xa9t\xe9s\n", "ENCODING"),
])  # fmt: skip
def test_what_is_no_statement_is_refused_by_name(data: bytes, code: str) -> None:
    read = outcome_of(READER, data)
    assert ([problem.code for problem in read.problems], read.rows) == ([code], [])


def test_the_cure_is_said_in_french_too() -> None:
    said = outcome_of(READER, swift(":61:260105C1.0,00NTRF"), language="fr").problems[0].message
    assert said.startswith("Ligne 5\u00a0: «\u00a01.0,00\u00a0» n’est pas un montant")


def test_our_samples_read_whole() -> None:
    read = outcome_of(READER, (SAMPLES / "mt940" / "releve.sta").read_bytes())
    assert (len(read.rows), read.problems, len(read.statements)) == (5, [], 2)


def amounts_of(listing: str) -> list[int]:
    """The amounts that the listing beside a real file gives, in cents."""
    _, _, movements = listing.partition("\ntransactions:")
    found = re.findall(
        r"\n    amount: !!python/object:mt940.models.Amount\n      amount: .*?\['(-?[\d.]+)'\]", movements
    )
    return [round(float(amount) * 100) for amount in found]


@real
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_real_files_are_read_or_refused_for_their_named_defect(path: Path) -> None:
    read = outcome_of(READER, path.read_bytes())
    defect = DEFECTS.get(f"mt940/{path.parent.name}/{path.name}")
    assert defect in read.errors if defect else not read.errors
    for found in read.statements:
        assert found.opening_cents is not None and found.opening_cents + found.sum_cents == found.closing_cents


@real
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_amounts_are_those_of_the_listing_beside_the_file(path: Path) -> None:
    listing = path.with_suffix(".yml")
    read = outcome_of(READER, path.read_bytes())
    if not listing.exists() or read.errors or read.facts.ignored:
        return
    assert [abs(cents) for cents in read.cents] == [abs(cents) for cents in amounts_of(listing.read_text())]


def test_the_french_iban_is_the_known_one() -> None:
    assert french_iban("20041", "01005", "0500013M026") == IBAN
