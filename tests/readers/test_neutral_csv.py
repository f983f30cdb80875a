"""The three neutral layouts, read without any mapping."""

from __future__ import annotations

from datetime import date

from tests.readers.reading import read_csv

HEAD = "customer,customer_name,kind,email,siren,invoice,document,issued_on,due_on,amount,open,currency\n"


def test_an_invoice_line_becomes_a_row_in_cents() -> None:
    row = read_csv(HEAD + "C1,Dupont SARL,,a@b.fr,732829320,FA-1,,2026-01-01,2026-01-31,1200.50,,\n").invoices[0]
    assert (row.invoice, row.amount_cents, row.open_cents, row.currency) == ("FA-1", 120050, 120050, "EUR")
    assert (row.issued_on, row.due_on, row.line) == (date(2026, 1, 1), date(2026, 1, 31), 2)
    assert (row.customer.customer, row.customer.email, row.customer.siren) == ("C1", "a@b.fr", "732829320")


def test_open_says_what_is_left_of_an_invoice() -> None:
    assert read_csv(HEAD + "C1,,,,,FA-1,,,2026-01-31,100.00,40.00,\n").invoices[0].open_cents == 4000


def test_several_rows_of_one_number_are_its_due_dates() -> None:
    read = read_csv(HEAD + "C1,,,,,FA-1,,,2026-01-31,50,,\nC1,,,,,FA-1,,,2026-02-28,50,,\n")
    assert [row.due_on for row in read.invoices] == [date(2026, 1, 31), date(2026, 2, 28)]
    assert not read.problems


def test_a_credit_note_has_a_positive_amount() -> None:
    read = read_csv(HEAD + "C1,,,,,AV-1,credit_note,,,50,,\nC1,,,,,AV-2,credit_note,,,-50,,\n")
    assert [(row.document, row.amount_cents) for row in read.invoices] == [("credit_note", 5000)] * 2
    assert read.facts.sum_cents == -10000


def test_without_a_code_the_name_identifies_the_customer() -> None:
    head = "customer_name;invoice;due_on;amount\n"
    read = read_csv(head + "Société  ÉLAN;F1;2026-01-31;1,5\nsocie\u0301té élan;F2;2026-01-31;2,5\n")
    assert [row.customer.customer for row in read.invoices] == ["SOCIETE-ELAN"] * 2


def test_a_code_made_from_a_long_name_is_short_and_stable() -> None:
    head = "customer_name;invoice;due_on;amount\n"
    long = "Compagnie générale des travaux publics et du bâtiment"
    codes = [read_csv(head + f"{long};F1;2026-01-31;1,5\n").invoices[0].customer.customer for _ in range(2)]
    assert codes[0] == codes[1] and len(codes[0]) <= 30


def test_kinds_are_known_in_both_languages_and_empty_stays_empty() -> None:
    body = "A,,particulier,,,F1,,,,1,,\nB,,public,,,F2,,,,1,,\nC,,B2B,,,F3,,,,1,,\nD,,,,,F4,,,,1,,\n"
    kinds = [row.customer.kind for row in read_csv(HEAD + body).invoices]
    assert kinds == ["consumer", "public", "business", ""]


def test_payments_are_read_with_or_without_an_invoice() -> None:
    head = "customer,paid_on,amount,currency,reference,invoice\n"
    read = read_csv(head + "C1,2026-02-03,12.00,EUR,VIR 1,\nC1,2026-02-04,13.00,,VIR 2,FA-1\n")
    assert [(p.amount_cents, p.reference, p.invoice) for p in read.payments] == [
        (1200, "VIR 1", ""),
        (1300, "VIR 2", "FA-1"),
    ]
    assert read.facts.kind == "payments" and read.facts.sum_cents == 2500


def test_two_payments_alike_without_reference_are_both_kept() -> None:
    read = read_csv("customer,paid_on,amount\nC1,2026-02-03,12\nC1,2026-02-03,12\n")
    assert len(read.payments) == 2 and not read.problems


def test_customers_come_with_contacts_terms_and_no_dunning() -> None:
    head = "customer,customer_name,contact_name,email,country,terms,plan,no_dunning\n"
    row = read_csv(head + "C1,Dupont,Mme Roy,x@y.fr;z@y.fr,FR,45 fdm,standard,oui\n").customers[0]
    assert (row.contact_name, row.email, row.terms, row.plan) == ("Mme Roy", "x@y.fr, z@y.fr", "45 fdm", "standard")
    assert row.no_dunning is True


def test_starting_data_says_which_reminders_were_made() -> None:
    head = "customer,invoice,due_on,amount,reminders_sent,last_reminder_on,late_rate,direct_debit\n"
    row = read_csv(head + 'C1,F1,2026-01-31,10,2,2026-02-10,"12,5 %",non\n').invoices[0]
    assert (row.reminders_sent, row.last_reminder_on, row.late_rate) == (2, date(2026, 2, 10), "12.5")
    assert row.direct_debit is False


def test_what_is_read_is_rows_and_refusals_and_doubles() -> None:
    body = "C1,,,,,F1,,,,1,,\nC1,,,,,F1,,,,1,,\nC1,,,,,F2,,,,x,,\n\nTotal,,,,,,,,,2,,\n"
    read = read_csv(HEAD + body)
    assert read.codes == ["DUPLICATE", "AMOUNT", "TOTAL_LINE"]
    assert (read.facts.read, len(read.invoices), read.facts.ignored) == (3, 1, 2)


def test_a_currency_sets_how_many_decimals_an_amount_has() -> None:
    head = "customer,invoice,due_on,amount,currency\n"
    read = read_csv(head + "C1,F1,2026-01-31,1200,JPY\nC1,F2,2026-01-31,1.5,usd\nC1,F3,2026-01-31,2,€\n")
    assert [(row.amount_cents, row.currency) for row in read.invoices] == [(1200, "JPY"), (150, "USD"), (200, "EUR")]
