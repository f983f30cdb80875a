"""What holds for any bytes and any ledger, whatever the luck of the draw."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from relance.domain.rows import FileFacts, Problem, Reader, ReadOptions
from relance.readers.csv import READER as CSV
from relance.readers.fec import READER as FEC
from relance.readers.ods import READER as ODS
from relance.readers.xlsx import READER as XLSX
from tests.readers.reading import TODAY, Outcome, fec, fec_line, read_csv, read_fec, workbook

READERS: tuple[Reader, ...] = (CSV, FEC, XLSX, ODS)
CELLS = st.text(alphabet="aé€0123456789.,-+()/ '\"=\n\t;|#Tl", max_size=12)
BOOK = workbook(A=[["invoice", "customer", "due_on", "amount"], ["F1", "C", TODAY, 1]])


def check(data: bytes) -> None:
    for reader in READERS:
        items = list(reader.read(data, "any", ReadOptions(today=TODAY)))
        assert isinstance(items[-1], FileFacts)
        assert all(item.message and item.code.isupper() for item in items if isinstance(item, Problem))
        reader.recognises("any", data)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xff\xfea")
@example(b'"')
def test_no_bytes_make_a_reader_fail(data: bytes) -> None:
    check(data)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=6), st.sampled_from(";,\t|"))
def test_no_cells_below_a_good_header_make_a_reader_fail(rows: list[list[str]], separator: str) -> None:
    head = separator.join(["customer", "invoice", "issued_on", "due_on", "amount", "open", "currency", "document"])
    check("\n".join([head, *(separator.join(row) for row in rows)]).encode())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=20), max_size=6))
def test_no_fields_below_a_fec_header_make_a_reader_fail(rows: list[list[str]]) -> None:
    check((fec() + "\n".join("\t".join(row) for row in rows)).encode())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(BOOK) - 1), st.integers(0, 255))
def test_a_damaged_workbook_never_makes_a_reader_fail(place: int, byte: int) -> None:
    check(BOOK[:place] + bytes([byte]) + BOOK[place + 1 :])


AMOUNTS = st.integers(1, 50_000).map(lambda cents: f"{cents // 100},{cents % 100:02d}")
ENTRIES = st.builds(
    lambda amount, side, **kw: fec_line(amount, **kw) if side else fec_line(credit=amount, **kw),
    AMOUNTS, st.booleans(),
    on=st.sampled_from(["20240615", "20250101", "20250310", "20250701", "19000101"]),
    piece=st.sampled_from(["", "x", "FA-1", "FA-2", "FA-3", "01/2025"]),
    label=st.sampled_from(["", "VIR FA-1", "FACTURE 2025014", "IMPAYE LCR", "A NOUVEAU", "DUPONT"]),
    letter=st.sampled_from(["", "", "", "A", "B", "a", "*"]),
    journal=st.sampled_from(["VE", "VE", "BQ", "AN", "OD"]),
    account=st.sampled_from(["411000", "411000", "4117", "413000", "416"]),
    customer=st.sampled_from(["", "DUPONT", "MARTIN", "CB"]),
    name=st.sampled_from(["Dupont SARL", "RECETTE CB", ""]),
)  # fmt: skip


def claimed(read: Outcome) -> Counter[str]:
    total: Counter[str] = Counter()
    for row in read.invoices:
        total[row.customer.customer] += row.open_cents if row.document == "invoice" else -row.open_cents
    return total


@settings(max_examples=200, deadline=None)
@given(st.lists(ENTRIES, max_size=14))
def test_what_is_claimed_is_the_balance_and_never_more(lines: list[list[str]]) -> None:
    read = read_fec(fec(*lines))
    total = claimed(read)
    for account in read.accounts:
        assert total[account.customer.customer] == account.balance_cents
        assert account.explained_cents + account.unexplained_cents == account.balance_cents
    assert all(0 < row.open_cents <= row.amount_cents for row in read.invoices)
    assert sum(account.balance_cents for account in read.accounts) == read.facts.sum_cents


@settings(max_examples=80, deadline=None)
@given(st.lists(ENTRIES, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_balance(lines: list[list[str]], luck: object) -> None:
    mixed = list(lines)
    luck.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = read_fec(fec(*lines)), read_fec(fec(*mixed))
    assert {a.customer.customer: a.balance_cents for a in one.accounts} == {
        a.customer.customer: a.balance_cents for a in other.accounts
    }


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 10**9), st.sampled_from(["", "x", "10", "2026-02-30"])), max_size=12))
def test_every_line_is_accounted_for(lines: list[tuple[int, str]]) -> None:
    body = "".join(f"C1,F{n},{flaw},{cents / 100:.2f}\n" for n, (cents, flaw) in enumerate(lines))
    read = read_csv("customer,invoice,due_on,amount\nC1,F,2026-01-31,1.00\n" + body)
    refused = [problem for problem in read.problems if problem.severity == "error"]
    assert read.facts.read == len(lines) + 1 == len(read.invoices) + len(refused)
    assert len({problem.line for problem in refused}) == len(refused)
