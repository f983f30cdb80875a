"""Exports of other programs, recognised by their headers; all samples invented."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.tabular.headers import recognise
from tests.readers.reading import read_csv

FRENCH = "N° facture;Client;Date de facture;Date d’échéance;Montant HT;Montant TTC;Reste à payer\n"


def test_a_french_export_is_read_with_its_spaces_commas_and_euros() -> None:
    row = read_csv(FRENCH + "FA1;Société Été;03/01/2026;02/02/2026;1 041,67;1\u202f250,00 €;250,00\n").invoices[0]
    assert (row.amount_cents, row.open_cents, row.due_on) == (125000, 25000, date(2026, 2, 2))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "iso8859_15", "utf-16"])
def test_every_french_encoding_keeps_its_accents(encoding: str) -> None:
    text = (FRENCH + "FA1;Société Générale d’Été à Évry;03/01/2026;02/02/2026;1;2,50;\n").replace("’", "'")
    row = read_csv(text.encode(encoding)).invoices[0]
    assert row.customer.customer_name == "Société Générale d'Été à Évry"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_separators_and_line_ends_are_found(separator: str, end: str) -> None:
    lines = ["customer;invoice;due_on;amount", "C1;F1;2026-01-31;10.50", "C1;F2;2026-01-31;11.50"]
    read = read_csv(end.join(lines).replace(";", separator))
    assert [row.amount_cents for row in read.invoices] == [1050, 1150]


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("1 250,00", 125000),
        ("1.250,00 €", 125000),
        ("1'250,00", 125000),
        ("1\u00a0250", 125000),
        ("1250", 125000),
        ("€ 12,5", 1250),
        ("\uff11\uff12,\uff15", 1250),
        ("12,50 EUR", 1250),
        ("12,500", 1250),
        ("+12,5", 1250),
    ],
)
def test_amounts_are_read_as_people_write_them(written: str, cents: int) -> None:
    read = read_csv(f"N° facture;Client;Montant TTC\nF0;X;0,50\nF1;X;{written}\n")
    assert read.invoices[1].amount_cents == cents


@pytest.mark.parametrize("written", ["(120,00)", "120,00-", "-120,00", "−120,00"])
def test_negative_amounts_of_a_signed_column_are_credit_notes(written: str) -> None:
    row = read_csv(f"Numéro;Client;Total signé\nAV1;X;{written}\n").invoices[0]
    assert (row.document, row.amount_cents) == ("credit_note", 12000)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-05", date(2026, 1, 5)),
        ("05/01/2026", date(2026, 1, 5)),
        ("5.1.2026", date(2026, 1, 5)),
        ("20260105", date(2026, 1, 5)),
        ("20260105.0", date(2026, 1, 5)),
        ("2026-01-05 10:30", date(2026, 1, 5)),
        ("05/01/26", date(2026, 1, 5)),
        ("5 janv. 2026", date(2026, 1, 5)),
        ("46027", date(2026, 1, 5)),
    ],
)
def test_dates_are_read_as_programs_write_them(written: str, day: date) -> None:
    assert read_csv(f"N° facture;Client;Échéance;Montant\nF1;X;{written};1,50\n").invoices[0].due_on == day


def test_a_day_above_twelve_tells_the_order_of_the_whole_file() -> None:
    head = "invoiceNumber,customerID,DueDate,InvoiceAmount\n"
    read = read_csv(head + "F1,C1,1/26/2013,10.00\nF2,C1,2/3/2013,11.00\n")
    assert [row.due_on for row in read.invoices] == [date(2013, 1, 26), date(2013, 2, 3)]


def test_a_header_may_stand_below_title_lines() -> None:
    read = read_csv("Balance âgée;;\nau 31/01/2026;;\n;;\nNuméro;Client;Solde dû\nF1;Dupont;10,50\n")
    assert read.invoices[0].line == 5 and read.invoices[0].open_cents == 1050


def test_an_invoice_repeated_once_per_payment_is_one_invoice() -> None:
    head = "Réf. facture;Nom;Date facturation;Date échéance;Total HT;Total TTC;Facture payée;Montant règlement\n"
    line = "FA1;Dupont;2026-01-01;2026-01-31;83.33;100.00;0;"
    read = read_csv(head + f"{line}30.00\n{line}20.00\nFA2;Dupont;2026-01-01;2026-01-31;1;2.00;0;\n")
    assert [(row.invoice, row.open_cents) for row in read.invoices] == [("FA1", 5000), ("FA2", 200)]
    assert not read.problems and read.facts.ignored == 1


def test_signed_lists_with_group_rows_give_credit_notes() -> None:
    head = "name,invoice_partner_display_name,invoice_date,invoice_date_due,amount_total_signed,"
    head += "amount_residual_signed,state\n"
    body = "Dupont SARL (2),,,,70.00,70.00,\nFAC/1,Dupont SARL,2026-01-01,2026-01-31,100.00,100.00,posted\n"
    read = read_csv(head + body + "RFAC/1,Dupont SARL,2026-01-02,2026-01-02,-30.00,-30.00,posted\n")
    assert [(r.invoice, r.document, r.open_cents) for r in read.invoices] == [
        ("FAC/1", "invoice", 10000),
        ("RFAC/1", "credit_note", 3000),
    ]
    assert read.facts.sum_cents == 7000


def test_statuses_say_what_is_left_out_and_what_is_settled() -> None:
    head = "Number,Customer,Customer Name,Date (UTC),Due Date (UTC),Total,Amount Due,Status,Currency\n"
    body = "".join(
        f"F-{status},cus_1,Dupont,2026-01-01 10:00,2026-01-31 23:30,10.00,10.00,{status},eur\n"
        for status in ("open", "paid", "draft", "void", "uncollectible")
    )
    read = read_csv(head + body)
    assert [(row.invoice, row.open_cents) for row in read.invoices] == [("F-open", 1000), ("F-paid", 0)]
    assert read.codes == ["STATUS"] and read.facts.ignored == 3
    assert read.invoices[0].due_on == date(2026, 2, 1)  # 23:30 UTC is the next day in Paris


def test_a_part_paid_status_without_an_open_amount_is_asked() -> None:
    read = read_csv("Numéro;Client;Montant TTC;Statut\nF1;X;10,50;Partiellement réglée\n")
    assert (read.only.code, read.only.severity) == ("AMOUNT", "question")


def test_group_rows_give_the_customer_where_no_column_does() -> None:
    read = read_csv("Dupont SARL;;\n".join(["N° facture;Échéance;Solde ouvert\n", "F1;31/01/2026;10,50\n"]))
    assert read.invoices[0].customer.customer_name == "Dupont SARL"


def test_what_was_paid_lowers_what_is_open() -> None:
    read = read_csv("Numéro de facture;Nom du client;Montant;Payé à ce jour\nF1;X;10,50;4,50\n")
    assert read.invoices[0].open_cents == 600


def test_numbers_kept_as_text_by_a_spreadsheet_keep_their_zeros() -> None:
    read = read_csv('N° facture;Client;Montant;SIRET\n="00123";X;1,50;\'73282932000074\n')
    assert (read.invoices[0].invoice, read.invoices[0].customer.siren) == ("00123", "732829320")


def test_a_mapping_names_columns_that_nobody_would_guess() -> None:
    columns = {"invoice": "Zig", "customer": "Zag", "amount": "Bidule"}
    read = read_csv("Zig;Zag;Bidule\nF1;C1;10,50\n", mapping=columns)
    assert (read.invoices[0].invoice, read.invoices[0].amount_cents) == ("F1", 1050)


def test_a_mapping_to_a_column_that_is_not_there_is_refused() -> None:
    assert read_csv("Zig;Zag;Bidule\nF1;C1;1\n", mapping={"invoice": "Zoug", "amount": "Zig"}).codes == ["HEADER"]


@pytest.mark.parametrize(
    ("names", "field", "expected"),
    [
        ("Date création facture|Date facturation|Date échéance", "issued_on", "Date facturation"),
        ("Date|Date d'échéance|Date de paiement", "due_on", "Date d'échéance"),
        ("Montant HT|Montant TVA|Montant TTC", "amount", "Montant TTC"),
        ("Montant HT|Total HT|Montant", "amount", "Montant"),
        ("Référence|Client|Montant|Échéance", "invoice", "Référence"),
        ("ref|ref facture", "invoice", "ref facture"),
        ("Solde dû au 31/12|Montant", "open", "Solde dû au 31/12"),
        ("id|Number|Customer", "invoice", "Number"),
    ],
)
def test_the_surest_column_wins(names: str, field: str, expected: str) -> None:
    header = recognise(1, tuple(names.split("|")), {})
    assert header.name_of(field) == expected


def test_a_list_of_customers_with_their_balance_is_still_a_list_of_customers() -> None:
    read = read_csv("Code client;Raison sociale;Courriel;Encours\nC1;Dupont;a@b.fr;10,50\n")
    assert [row.email for row in read.customers] == ["a@b.fr"]


@pytest.mark.parametrize(("answer", "separator"), [(":", ":"), ("tab", "\t"), ("\\t", "\t"), ("\t", "\t")])
def test_a_person_may_name_the_separator(answer: str, separator: str) -> None:
    text = "customer;invoice;due_on;amount\nC1;F1;2026-01-31;10.50\n".replace(";", separator)
    assert read_csv(text, separator=answer).invoices[0].amount_cents == 1050


@pytest.mark.parametrize("answer", [";;", '"', "a"])
def test_a_separator_that_cannot_be_one_is_refused(answer: str) -> None:
    assert read_csv("customer,invoice,due_on,amount\n", separator=answer).codes == ["VALUE"]


def test_a_kind_that_is_no_table_is_found_by_the_headers() -> None:
    assert read_csv("customer,invoice,due_on,amount\nC1,F1,,1\n", kind="ledger").facts.kind == "invoices"


def test_money_received_in_an_aged_balance_is_a_credit() -> None:
    head = "Client,N°,Type d'opération,Date d'échéance,Solde ouvert\n"
    body = 'Dupont,F1,Facture,31/01/2026,"1 200,00"\nDupont,,Paiement,15/01/2026,"-100,00"\n'
    read = read_csv(head + body + 'Total pour Dupont,,,,"1 100,00"\n')
    assert [(row.document, row.open_cents) for row in read.invoices] == [("invoice", 120000), ("credit_note", 10000)]
    assert read.facts.sum_cents == 110000
