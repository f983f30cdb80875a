"""Bad input: one clear sentence each, with line, field, value and cure."""

from __future__ import annotations

import pytest

from tests.readers.reading import read_csv

HEAD = "customer,invoice,due_on,amount\n"
GOOD = "C1,FA-1,2026-01-31,10.00\n"


def line(amount: str = "10.00", due_on: str = "2026-01-31", invoice: str = "FA-9") -> str:
    return f'C1,{invoice},{due_on},"{amount}"\n'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY"),
        (b"\xef\xbb\xbf", "EMPTY"),
        (b" \n\n", "EMPTY"),
        (HEAD.encode(), "NO_LINES"),
        (b"\x89PNG\r\n\x1a\n....", "WRONG_TYPE"),
        (b"%PDF-1.7 ...", "WRONG_TYPE"),
        (b"PK\x03\x04 xl/workbook.xml", "WRONG_TYPE"),
        (b"customer,invoice\nA\x00B,1\n", "BINARY"),
        ((HEAD + "C1,é").encode()[:-1], "ENCODING"),
        ((HEAD + "C1é,FA-1,,1\n").encode() + "C2é,FA-2,,1\n".encode("cp1252"), "ENCODING"),
        ((HEAD + "C1," + "x" * 200_000 + "\n").encode(), "LINE_TOO_LONG"),
        ((HEAD + 'C1,"FA-1,2026-01-31,10\n' + GOOD * 60).encode(), "QUOTE"),
        ((HEAD + 'C1,"FA-1,2026-01-31,10\nC1,"FA-2",2026-01-31,10\n').encode(), "QUOTE"),
        ((HEAD + GOOD + "C1,FA-2,2026-0").encode(), "TRUNCATED"),
        (b"customer:invoice:due_on:amount\nC1:F1:2026-01-31:10\n", "SEPARATOR"),
        (b"customer;invoice;due_on;amount\nC1,F1,2026-01-31,10\nC1,F2,2026-01-31,10\n", "SEPARATOR"),
        (b"customer,invoice,due_on,amount\nTotal,,,\n", "NO_LINES"),
        (b"C1,FA-1,2026-01-31,10\nC1,FA-2,2026-01-31,10\n", "HEADER"),
        (b"customer,invoice,due_on\nC1,FA-1,2026-01-31\n", "HEADER"),
        (b"invoice,due_on,amount\nFA-1,2026-01-31,10\n", "HEADER"),
        (b"customer,invoice,amount,amount\nC1,FA-1,1,2\n", "HEADER"),
        ((HEAD + "C1,FA-1,2026-01-31,10,00\nC1,FA-2,2026-01-31,12,00\n").encode(), "SEPARATOR"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_problem_and_no_row(content: bytes, code: str) -> None:
    read = read_csv(content)
    refusals = [problem.code for problem in read.problems if problem.severity != "warning"]
    assert refusals == [code]
    assert len(read.invoices) == (1 if code == "TRUNCATED" else 0)


@pytest.mark.parametrize(
    ("bad", "code", "field"),
    [
        (line("abc"), "AMOUNT", "amount"),
        (line(""), "AMOUNT", "amount"),
        (line("-"), "AMOUNT", "amount"),
        (line("1e5"), "AMOUNT", "amount"),
        (line("NaN"), "AMOUNT", "amount"),
        (line("0x10"), "AMOUNT", "amount"),
        (line("1_000"), "AMOUNT", "amount"),
        (line("12,34.56"), "AMOUNT", "amount"),
        (line("10,50"), "AMOUNT", "amount"),
        (line("#N/A"), "CELL_ERROR", "amount"),
        (line("0.145"), "PRECISION", "amount"),
        (line("99999999999999999999"), "AMOUNT_RANGE", "amount"),
        (line(due_on="2026-02-31"), "DATE", "due_on"),
        (line(due_on="0206-01-01"), "DATE", "due_on"),
        (line(due_on="2206-01-01"), "DATE", "due_on"),
        (line(due_on="31/01/2026"), "DATE", "due_on"),
        (line(due_on="12.50"), "DATE", "due_on"),
        (line(invoice=""), "MISSING", "invoice"),
        ("C1,FA-2,2026-01-31\n", "FIELD_COUNT", None),
        ("C1,FA-2,2026-01-31,10,more\n", "FIELD_COUNT", None),
        ("C1,FA-1,2026-01-31,11.00\n", "CONFLICT", "invoice"),
        ("C2,FA-1,2026-03-31,10.00\n", "CONFLICT", "invoice"),
    ],
)
def test_a_bad_line_is_refused_with_its_place_and_the_good_one_kept(bad: str, code: str, field: str | None) -> None:
    read = read_csv(HEAD + GOOD + bad + "C1,FA-3,2026-01-31,12.34\n")
    assert (read.only.code, read.only.severity, read.only.line, read.only.field) == (code, "error", 3, field)
    assert read.only.message.startswith("Line 3")
    assert [row.invoice for row in read.invoices] == ["FA-1", "FA-3"]
    assert read.facts.read == 3


@pytest.mark.parametrize(
    ("content", "code", "answer"),
    [
        (HEAD + 'C1,FA-1,2026-01-31,"1,234"\n', "AMOUNT_AMBIGUOUS", {"decimal": "."}),
        (HEAD + "C1,FA-1,03/04/2026,10.00\n", "DATE_AMBIGUOUS", {"date_order": "dmy"}),
        (HEAD + "C1,FA-1,01/02/03,10.00\n", "DATE_AMBIGUOUS", {"date_order": "dmy"}),
        (HEAD + "C1,FA-1,2026-01-31,-10.00\n", "NEGATIVE", {"mapping": {"amount_signed": "amount"}}),
    ],
)
def test_what_may_be_read_in_two_ways_is_asked_once(content: str, code: str, answer: dict[str, str]) -> None:
    asked = read_csv(content)
    assert (asked.only.code, asked.only.severity, asked.invoices) == (code, "question", [])
    assert next(iter(answer)).replace("mapping", "amount_signed") in asked.only.message
    answered = read_csv(content, **answer)
    assert len(answered.invoices) == 1 and not answered.problems


def test_the_answer_decides_the_amount() -> None:
    content = HEAD + 'C1,FA-1,2026-01-31,"1,234"\n'
    assert read_csv(content, decimal=".").invoices[0].amount_cents == 123400
    assert read_csv(content, decimal=",").codes == ["PRECISION"]


def test_the_answer_decides_the_day() -> None:
    content = HEAD + "C1,FA-1,03/04/2026,10.00\n"
    assert [read_csv(content, date_order=o).invoices[0].due_on.month for o in ("dmy", "mdy")] == [4, 3]  # type: ignore[union-attr]


def test_the_same_line_twice_is_counted_and_ignored() -> None:
    read = read_csv(HEAD + GOOD + GOOD)
    assert (read.only.code, read.only.severity, len(read.invoices)) == ("DUPLICATE", "warning", 1)


def test_a_total_line_is_recognised_and_not_imported() -> None:
    read = read_csv(HEAD + GOOD + "TOTAL,,,10.00\n")
    assert (read.only.code, read.only.severity, read.only.line) == ("TOTAL_LINE", "warning", 3)
    assert read.facts.sum_cents == 1000


def test_a_customer_called_total_is_not_a_total_line() -> None:
    read = read_csv(HEAD + "TOTAL ENERGIE,FA-7,2026-01-31,10.00\n")
    assert [row.customer.customer for row in read.invoices] == ["TOTAL ENERGIE"]


def test_a_zero_amount_is_taken_as_settled_with_a_warning() -> None:
    read = read_csv(HEAD + line("0.00"))
    assert (read.only.code, read.only.severity, read.invoices[0].open_cents) == ("ZERO", "warning", 0)


def test_a_due_date_before_the_invoice_is_refused() -> None:
    read = read_csv("customer,invoice,issued_on,due_on,amount\nC1,F1,2026-02-01,2026-01-01,10\n")
    assert (read.only.code, read.only.field) == ("DUE_DATE", "due_on")


def test_an_unknown_currency_is_refused() -> None:
    read = read_csv("customer,invoice,due_on,amount,currency\nC1,F1,2026-01-31,10,XQX\n")
    assert (read.only.code, read.only.field) == ("CURRENCY", "currency")


def test_a_wrong_address_and_a_wrong_siren_are_warnings_and_left_out() -> None:
    read = read_csv("customer,email,siren\nC1,a@b,123456789\n")
    assert read.codes == ["EMAIL", "SIREN"]
    assert (read.customers[0].email, read.customers[0].siren) == ("", "")


def test_an_address_with_a_line_break_is_refused() -> None:
    read = read_csv('customer,email\nC1,"a@b.fr\nBcc: x@y.fr"\n')
    assert (read.only.code, read.only.severity) == ("EMAIL", "error")


def test_a_value_in_a_message_is_short_and_escaped() -> None:
    message = read_csv(HEAD + line("x" * 90 + "\u202e")).only.message
    assert "…" in message and "x" * 41 not in message


def test_problems_speak_french_when_asked() -> None:
    message = read_csv(HEAD + line("abc"), language="fr").only.message
    assert message.startswith("Ligne 2, amount\u00a0: «\u00a0abc\u00a0» n’est pas un montant\u00a0;")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_text_is_read_with_and_without_its_mark(encoding: str) -> None:
    assert read_csv((HEAD + GOOD).encode(encoding)).invoices[0].amount_cents == 1000


def test_a_file_of_millions_of_lines_is_refused() -> None:
    assert read_csv(HEAD.encode() + b"x\n" * 2_000_001).codes == ["TOO_MANY_LINES"]


def test_a_name_with_invisible_letters_is_kept_and_told() -> None:
    assert read_csv(HEAD + "C\u202e1,FA-1,2026-01-31,10.00\n").codes == ["SUSPICIOUS_TEXT"]


def test_one_name_written_in_two_unicode_ways_is_one_customer() -> None:
    head = "customer_name,invoice,due_on,amount\n"
    read = read_csv(f"{head}Café,F1,2026-01-31,10.00\nCafe\u0301,F2,2026-01-31,10.00\n")
    assert {row.customer.customer for row in read.invoices} == {"CAFE"} and not read.problems


def test_a_line_break_in_an_address_is_one_record() -> None:
    text = 'customer,address,invoice,due_on,amount\nC1,"1 rue A\n75001 Paris",F1,2026-01-31,10.00\n'
    assert read_csv(text).invoices[0].customer.address == "1 rue A\n75001 Paris"


@pytest.mark.parametrize("name", ["=HYPERLINK(A1)", "+cmd", "@x"])
def test_a_formula_in_a_name_is_only_text(name: str) -> None:
    text = f"customer,customer_name,invoice,due_on,amount\nC1,{name},F1,2026-01-31,10.00\n"
    assert read_csv(text).invoices[0].customer.customer_name == name


def test_blank_and_comment_lines_are_ignored_and_counted() -> None:
    read = read_csv(HEAD + "# note\n\n" + GOOD)
    assert (len(read.invoices), read.facts.ignored, read.problems) == (1, 2, [])


def test_columns_that_were_swapped_give_no_invoice() -> None:
    read = read_csv(HEAD + "C1,F1,10.00,2026-01-31\n")
    assert read.codes == ["AMOUNT"] and not read.invoices


@pytest.mark.parametrize(("total", "codes"), [("120,00", []), ("125,00", ["TOTALS"])])
def test_net_and_tax_must_make_up_the_amount(total: str, codes: list[str]) -> None:
    head = "N° facture;Client;Échéance;Montant HT;TVA;Montant TTC\n"
    for tax in ("20,00", "20"):  # an amount, or a rate
        assert read_csv(f"{head}F1;X;31/01/2026;100,00;{tax};{total}\n").codes == codes


def test_a_rate_of_tax_is_no_amount() -> None:
    text = "N° facture;Client;Échéance;Montant HT;Taux TVA;Montant TTC\nF1;X;31/01/2026;250,00;20,00;300,00\n"
    assert not read_csv(text).problems


def test_the_currency_is_read_however_it_is_written() -> None:
    head = "customer,invoice,due_on,amount,currency\n"
    read = read_csv(f"{head}C1,F1,2026-01-31,10.00,eur \nC1,F2,2026-01-31,10.00,€\n")
    assert [row.currency for row in read.invoices] == ["EUR", "EUR"]
