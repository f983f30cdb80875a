"""Several books together: openings are explained and never doubled, letters meet across years, balances stay."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.books.model import BookFile
from relance.domain.rows import ReadOptions
from relance.readers.fec import READER
from tests.readers.reading import TODAY, Outcome, fec, fec_line, sorted_out

LINES_2024 = [
    fec_line("100,00", piece="FA-1", on="20240310"),
    fec_line("200,00", piece="FA-2", on="20241105"),
    fec_line("300,00", piece="FA-3", on="20241210"),
    fec_line(credit="100,00", journal="BQ", label="VIR FA-1", on="20240405"),
    fec_line("50,00", piece="FA-9", on="20241231", customer="MARTIN", name="Martin SAS"),
]
OPENING = [
    fec_line("500,00", journal="AN", on="20250101", label="A NOUVEAU"),
    fec_line("50,00", journal="AN", on="20250101", label="A NOUVEAU", customer="MARTIN", name="Martin SAS"),
]
LINES_2025 = [
    fec_line(credit="200,00", journal="BQ", label="VIR FA-2", on="20250120"),
    fec_line("80,00", piece="FA-4", on="20250210"),
]
Y2024 = fec(*LINES_2024)
Y2025 = fec(*OPENING, *LINES_2025)
Y2025_JANUARY = fec(*OPENING, LINES_2025[0])


def together(*books: str, names: tuple[str, ...] = ()) -> Outcome:
    """The rows of the first book, the others kept before; the last one given is the newest."""
    orders = [len(books), *range(1, len(books))]
    files = [
        BookFile(names[n] if names else f"fec-{n}.txt", order, lambda text=text: text.encode())  # type: ignore[misc]
        for n, (text, order) in enumerate(zip(books, orders, strict=True))
    ]
    return sorted_out(READER.read_years(files, ReadOptions(today=TODAY)))


def owed(read: Outcome, customer: str = "DUPONT") -> list[tuple[str, int]]:
    return [(r.invoice, r.open_cents) for r in read.invoices if r.customer.customer == customer]


def test_the_year_before_explains_the_opening() -> None:
    read = together(Y2025, Y2024)
    assert owed(read) == [("FA-3", 30000), ("FA-4", 8000)]
    assert {r.invoice: r.source_file for r in read.invoices} == {"FA-3": 1, "FA-4": 0, "FA-9": 1}
    assert not {"OPENING_DIFFERS", "UNEXPLAINED"} & set(read.codes)


def test_alone_the_same_opening_explains_nothing() -> None:
    assert owed(together(Y2025)) == [("FA-4", 8000), ("SOLDE-DUPONT", 30000)]


@pytest.mark.parametrize("order", list(permutations([Y2024, Y2025, Y2025_JANUARY])))
def test_whichever_comes_last_the_latest_day_says_what_is_owed(order: tuple[str, ...]) -> None:
    read = together(*order)
    assert sorted(owed(read) + owed(read, "MARTIN")) == [("FA-3", 30000), ("FA-4", 8000), ("FA-9", 5000)]
    assert {a.customer.customer: a.balance_cents for a in read.accounts} == {"DUPONT": 38000, "MARTIN": 5000}


def test_the_same_entries_in_two_exports_count_once() -> None:
    assert together(Y2025, Y2025, Y2024).facts.sum_cents == together(Y2025, Y2024).facts.sum_cents == 43000


def test_an_opening_that_is_not_last_years_closing_stands_and_is_said() -> None:
    other = Y2025.replace("500,00", "480,00")
    read = together(other, Y2024)
    said = next(p.message for p in read.problems if p.code == "OPENING_DIFFERS")
    assert "500.00" in said and "480.00" in said and "Dupont" in said
    assert owed(read) == [("FA-4", 8000), ("SOLDE-DUPONT", 28000)] and owed(read, "MARTIN") == [("FA-9", 5000)]


def test_a_month_that_no_book_covers_leaves_the_opening_alone() -> None:
    gap = fec(*[line for line in LINES_2024 if line[3] < "20241101"], fec_line("500,00", piece="FA-0", on="20240401"))
    read = together(Y2025, gap)
    assert "YEAR_GAP" in read.codes and owed(read)[-1] == ("SOLDE-DUPONT", 30000)


def test_a_letter_whose_other_side_is_in_the_next_year_settles_its_invoice() -> None:
    before = fec(
        fec_line("100,00", piece="FA-1", on="20241110", letter="AB"), fec_line("70,00", piece="FA-2", on="20241231")
    )
    after = fec(
        fec_line("170,00", journal="AN", on="20250101", label="A NOUVEAU"),
        fec_line(credit="100,00", journal="BQ", label="VIR", on="20250120", letter="AB"),
    )
    read = together(after, before)
    assert owed(read) == [("FA-2", 7000)] and "LETTRAGE" not in read.codes


def test_one_letter_used_for_other_things_in_each_year_is_kept_apart() -> None:
    before = fec(
        fec_line("100,00", piece="FA-1", on="20241110", letter="A"),
        fec_line(credit="100,00", journal="BQ", label="VIR", on="20241120", letter="A"),
        fec_line("70,00", piece="FA-2", on="20241231"),
    )
    after = fec(
        fec_line("70,00", journal="AN", on="20250101", label="A NOUVEAU"),
        fec_line("40,00", piece="FA-3", on="20250110", letter="A"),
        fec_line(credit="40,00", journal="BQ", label="VIR", on="20250120", letter="A"),
    )
    assert owed(together(after, before)) == [("FA-2", 7000)]


def test_what_an_opening_line_was_lettered_with_settles_the_invoice_it_repeats() -> None:
    before = fec(
        fec_line("60,00", piece="FA-1", on="20241110"), fec_line("60,00", piece="FA-2", on="20241231"),
    )  # fmt: skip
    after = fec(
        fec_line("60,00", journal="AN", on="20250101", piece="FA-1", label="A NOUVEAU"),
        fec_line("60,00", journal="AN", on="20250101", piece="FA-2", label="A NOUVEAU", letter="C"),
        fec_line(credit="60,00", journal="BQ", label="VIR", on="20250120", letter="C"),
    )
    assert owed(together(after, before)) == [("FA-1", 6000)]


def test_an_account_that_the_new_year_does_not_carry_owes_nothing() -> None:
    read = together(fec(OPENING[0], *LINES_2025), Y2024)
    assert {a.customer.customer: a.balance_cents for a in read.accounts} == {"DUPONT": 38000, "MARTIN": 0}
    assert "OPENING_DIFFERS" in read.codes and not owed(read, "MARTIN")


def test_without_openings_a_book_speaks_of_its_own_accounts_only() -> None:
    read = together(fec(*LINES_2025), Y2024)
    assert {a.customer.customer: a.balance_cents for a in read.accounts} == {"DUPONT": -12000, "MARTIN": 5000}
    assert "OPENING_MISSING" in read.codes


def test_a_corrected_export_takes_the_place_of_the_one_before_and_says_what_changed() -> None:
    corrected = Y2024.replace("300,00", "310,00")
    read = together(corrected, Y2024)
    said = next(p.message for p in read.problems if p.code == "CORRECTED")
    assert owed(read)[-1] == ("FA-3", 31000) and "1 line(s)" in said and "FA-3" in said


def test_one_book_in_parts_by_journal_is_one_book() -> None:
    sales = fec(*[line for line in LINES_2024 if line[0] == "VE"])
    bank = fec(*[line for line in LINES_2024 if line[0] == "BQ"])
    assert together(sales, bank).facts.sum_cents == 55000 == together(bank, sales).facts.sum_cents


def test_three_years_are_carried_through() -> None:
    last = fec(
        fec_line("380,00", journal="AN", on="20260101", label="A NOUVEAU"),
        fec_line("50,00", journal="AN", on="20260101", customer="MARTIN", name="Martin SAS", label="A NOUVEAU"),
        fec_line(credit="300,00", journal="BQ", label="VIR FA-3", on="20260110"),
    )
    ended = fec(*OPENING, *LINES_2025, fec_line("0,00", piece="X", on="20251231"))
    assert all(owed(together(*books)) == [("FA-4", 8000)] for books in permutations([last, ended, Y2024]))


def test_books_without_common_customers_are_not_read_together() -> None:
    other = fec(fec_line("10,00", customer="ZOE", name="Zoé SARL", on="20240301"))
    read = together(Y2025, other)
    assert "BOOK_APART" in read.codes and "ZOE" not in {a.customer.customer for a in read.accounts}


def test_a_number_used_again_next_year_is_two_invoices() -> None:
    before = fec(fec_line("60,00", piece="0012", on="20241231"))
    after = fec(
        fec_line("60,00", journal="AN", on="20250101", label="A NOUVEAU"),
        fec_line("90,00", piece="0012", on="20250301"),
    )
    assert owed(together(after, before)) == [("0012", 6000), ("DUPONT-20250301", 9000)]


def test_customers_that_all_changed_are_known_by_what_was_carried_over() -> None:
    before = fec(fec_line("60,00", piece="FA-1", on="20241231", customer="ANNA", name="Anna SARL"))
    renamed = fec(fec_line("60,00", journal="AN", on="20250101", customer="0001", name="Anna SARL", label="A NOUVEAU"))
    assert "BOOK_APART" not in together(renamed, before).codes


CENTS = st.integers(1, 9).map(lambda n: f"{n * 10},00")
WHO = st.sampled_from([("DUPONT", "Dupont SARL"), ("MARTIN", "Martin SAS"), ("PETIT", "Petit SA")])
LETTER = st.sampled_from(["", "", "A", "B"])


@st.composite
def year(draw: st.DrawFn, number: int) -> list[list[str]]:
    """Up to eight sales and receipts of one year, some of them lettered."""
    lines = []
    for place in range(draw(st.integers(1, 8))):
        cents, who, letter = draw(CENTS), draw(WHO), draw(LETTER)
        day = f"{number}{draw(st.integers(1, 12)):02d}28"
        parties: dict[str, str] = {"customer": who[0], "name": who[1], "letter": letter, "on": day}
        if draw(st.booleans()):
            lines.append(fec_line(cents, piece=f"F{number}-{place}", **parties))
        else:
            lines.append(fec_line(credit=cents, journal="BQ", label="VIR", **parties))
    return [*lines, fec_line("0,00", on=f"{number}1231", account="706000", customer="", name="")]


def carried(lines: list[list[str]], day: str) -> list[list[str]]:
    """The opening entries of the next year, one a customer."""
    sums: dict[tuple[str, str], int] = {}
    for line in lines:
        if line[6]:
            net = int(line[11].replace(",", "")) - int(line[12].replace(",", ""))
            sums[line[6], line[7]] = sums.get((line[6], line[7]), 0) + net
    return [
        fec_line(
            f"{max(n, 0) // 100},00", f"{max(-n, 0) // 100},00", journal="AN", on=day, customer=code, name=name,
            label="A NOUVEAU",
        )
        for (code, name), n in sums.items() if n
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(year(2023), year(2024), year(2025))
def test_years_together_never_move_a_balance_and_come_in_any_order(
    one: list[list[str]], two: list[list[str]], three: list[list[str]]
) -> None:
    first = one
    second = [*carried(first, "20240101"), *two]
    third = [*carried(second, "20250101"), *three]
    texts = [fec(*lines) for lines in (third, second, first)]
    alone = {a.customer.customer: a.balance_cents for a in together(texts[0]).accounts}
    found = {tuple(map(str, sorted(owed_by_all(together(*order))))) for order in permutations(texts)}
    assert len(found) == 1
    read = together(*texts)
    balances = {a.customer.customer: a.balance_cents for a in read.accounts if a.balance_cents}
    assert balances == {code: cents for code, cents in alone.items() if cents}
    assert "OPENING_DIFFERS" not in read.codes
    shown = {code: sum(cents for _, cents in owed(read, code)) for code, balance in alone.items() if balance > 0}
    assert shown == {code: balance for code, balance in balances.items() if balance > 0}


def owed_by_all(read: Outcome) -> list[tuple[str, str, str, int]]:
    return [(r.customer.customer, r.invoice, r.document, r.open_cents) for r in read.invoices]
