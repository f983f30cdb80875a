"""Invoice numbers in the ways people and banks mangle them."""

from __future__ import annotations

import pytest

from tests.allocate.books import LEROY, MARTIN, book, came, closed, first, owes, said_of, surely, why

DUPONTS = "TRANSPORTS DUPONT SARL"
YEARLY = book(owes("FA-2026-00132", 123_456), owes("FA-2026-00140", 98_712), owes("FA-2026-00151", 55_521, MARTIN))


@pytest.mark.parametrize(
    "text",
    [
        "FA-2026-00132", "fa 2026 00132", "FA202600132", "FA/2026/00132", "FA.2026.132", "FACT FA-26-132", "2026-00132",
        "Facture n° 2026/132", "FACT 202600132", "NFA-2026-00132", "REGLT FACT 00132", "FACT 132", "FA 132", "F132",
        "INVOICE 132 CLIENT DUPONT01", "CDE 4512 FACT 132 DU 12/02/2026", "FACT 132 1 234,56 EUR", "N° 132",
        "VIR SEPA RECU DE TRANSPORTS DUPO\nNT MOTIF FA-2026-00\n132", "FACTURE FA-202\n6-00132",
    ],
)  # fmt: skip
def test_a_number_written_any_of_these_ways_is_found(text: str) -> None:
    assert surely(came(123_456, text, DUPONTS), YEARLY) == {"FA-2026-00132": 123_456}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("F20260123", "F20260123"), ("F20260123", "FACT F 260123"), ("F20260123", "F123"), ("2026/0123", "2026-123"),
        ("FAC0000123", "FAC 123"), ("FAC0000123", "FACTURE 0000123"), ("260123", "FACT 260123"), ("260123", "N260123"),
        ("VE-123", "VE123"), ("VE-123", "ve 0123"), ("VE-123", "FACTURE 123"), ("2026-03-0045", "2026 03 45"),
    ],
)  # fmt: skip
def test_numbers_of_other_programs_are_found(number: str, text: str) -> None:
    assert surely(came(77_777, text, DUPONTS), book(owes(number, 77_777))) == {number: 77_777}


@pytest.mark.parametrize(
    "text",
    ["CDE 132", "DEVIS 132", "CLIENT 132", "CONTRAT 132", "BL 132", "CHEQUE 132", "TEL 132", "13/2/2026", "1,32 EUR"],
)
def test_a_figure_that_says_it_is_something_else_names_no_invoice(text: str) -> None:
    assert "number_in_text" not in why(came(123_456, text, DUPONTS), YEARLY)


@pytest.mark.parametrize("text", ["FA-2O26-00I32", "FACT FA-2026-OO132"])
def test_a_letter_for_a_digit_is_only_likely(text: str) -> None:
    assert first(came(123_456, text, DUPONTS), YEARLY) == {"FA-2026-00132": 123_456}


def test_a_piece_of_a_misread_number_is_not_taken_for_another_number() -> None:
    short = book(owes("F-26-14", 9_600), owes("F-26-1418", 9_600, due_on=YEARLY.items[0].due_on))
    assert surely(came(9_600, "F-26-14I8", DUPONTS), short) == {}


def test_a_number_with_one_slip_of_the_finger_is_shown_and_never_applied() -> None:
    money = came(123_456, "FACT FA-2026-00123", DUPONTS)
    assert first(money, YEARLY) == {"FA-2026-00132": 123_456}
    assert {"number_nearly", "names_other"} <= set(why(money, YEARLY))


SERIES = book(*(owes(f"FA-2026-{n:05d}", 10_000 + n * 7, MARTIN if n == 103 else 1) for n in range(101, 108)))


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("FACTURES 101, 102 et 105", (101, 102, 105)), ("FACT 101/102/105", (101, 102, 105)),
        ("FA 101+102", (101, 102)),
        ("FA-2026-00101 102 105", (101, 102, 105)), ("FACTURES 101 à 104", (101, 102, 104)),
        ("FACT DE 104 AU 106", (104, 105, 106)), ("FA-2026-00104 A FA-2026-00107", (104, 105, 106, 107)),
        ("FACT 104-105", (104, 105)), ("FACT 101,10\n2 ET 105", (101, 102, 105)),
    ],
)  # fmt: skip
def test_lists_and_ranges_are_read_whole_and_a_range_leaves_out_others_invoices(
    text: str, serials: tuple[int, ...]
) -> None:
    total = sum(10_000 + n * 7 for n in serials)
    assert surely(came(total, text, DUPONTS), SERIES) == {f"FA-2026-{n:05d}": 10_000 + n * 7 for n in serials}


def test_a_serial_that_two_years_have_is_told_apart_by_the_payer() -> None:
    two = book(owes("FA-2025-00132", 44_010, LEROY), owes("FA-2026-00132", 123_456))
    assert surely(came(123_456, "FACT 132", DUPONTS), two) == {"FA-2026-00132": 123_456}
    assert surely(came(123_456, "FACT 132", "INCONNU SAS"), two) == {}


def test_a_bare_serial_proves_nothing_where_the_same_amount_comes_every_month() -> None:
    monthly = book(owes("FA-2026-00132", 11_880), owes("FA-2026-00150", 11_880), owes("FA-2025-00130", 5_000, MARTIN),
                   closed=(closed("FA-2025-00140", MARTIN),))  # fmt: skip
    assert surely(came(11_880, "FA-2026-00132", DUPONTS), monthly) == {"FA-2026-00132": 11_880}
    assert first(came(11_880, "FACT 132", DUPONTS), monthly) == {"FA-2026-00132": 11_880}


def test_a_number_that_stands_for_two_customers_invoices_is_never_sure_without_the_payer() -> None:
    twins = book(owes("1001", 50_020), owes("1001", 50_020, MARTIN))
    assert said_of(came(50_020, "FACTURE 1001", "INCONNU SAS"), twins).sure is None
    assert surely(came(50_020, "FACTURE 1001", DUPONTS), twins) == {"1001": 50_020}


def test_a_number_that_may_be_cut_is_not_sure() -> None:
    two = book(owes("VE-12", 9_911), owes("VE-123", 9_911, MARTIN), owes("FA-2026-00001", 8_118),
               owes("FA-2026-00132", 8_118))  # fmt: skip
    assert surely(came(9_911, "VIR FACT VE-12", DUPONTS), two) == {}
    assert surely(came(9_911, "VE-12 DU 12/02/2026", DUPONTS), two) == {"VE-12": 9_911}
    assert surely(came(8_118, "FA-2026-001", DUPONTS), two) == {}


def test_zeros_lost_may_be_a_digit_lost_where_another_is_open_for_as_much() -> None:
    two = book(owes("F20260168", 14_040), owes("F20261868", 14_040))
    assert surely(came(14_040, "FACT F2026168", DUPONTS), two) == {}
    assert surely(came(14_040, "FACT F20260168", DUPONTS), two) == {"F20260168": 14_040}


def test_the_year_of_a_misread_number_is_no_number() -> None:
    two = book(owes("252025", 15_240), owes("FA-2025-00633", 15_240))
    assert surely(came(15_240, "FA-20\n25-0O633", DUPONTS), two) == {}


def test_an_order_number_names_the_invoice_that_bears_it() -> None:
    ordered = book(owes("FA-1", 30_030, order_reference="4500012345"), owes("FA-2", 30_030))
    assert surely(came(30_030, "CDE 4500012345", DUPONTS), ordered) == {"FA-1": 30_030}
