"""One list of invoices per program, laid out as that program exports it; all contents invented."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from relance.domain.tabular.bank_headers import recognise_bank
from relance.domain.tabular.headers import recognise
from tests.readers.reading import read_csv, read_xlsx, workbook

SHARED = Path(os.environ.get("RELANCE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
VARIANTS = SHARED / "data" / "exports" / "header_variants.csv"
LAYOUTS = {
    "dolibarr": (
        "Réf. facture;Date création facture;Date facturation;Date échéance;Total HT;Total TVA;Total TTC;Facture payée;"
        "Statut facture;Nom;Code compta client\n"
        "FA1;2026-01-05;2026-01-03;2026-02-02;100.00;20.00;120.00;0;1;Dupont SARL;411DUP\n"
    ),
    "odoo": (
        "Numéro,Nom d'affichage du partenaire de la facture,Date de facturation,Date d'échéance,"
        "Montant hors taxes signé,Total signé,Montant dû signé,Statut du paiement,Statut\n"
        "FA1,Dupont SARL,2026-01-03,2026-02-02,100.00,120.00,120.00,Non payées,Comptabilisé\n"
    ),
    "pennylane": (
        "Numéro de facture;Client;Date d'émission;Échéance;Montant TTC;Restant dû;Statut\n"
        "FA1;Dupont SARL;03/01/2026;02/02/2026;120,00;120,00;En retard\n"
    ),
    "pennylane api": (
        "invoice_number,date,deadline,amount,currency_amount,remaining_amount_with_tax,status,label,customer.name\n"
        "FA1,2026-01-03,2026-02-02,120.00,120.00,120.00,late,Vente,Dupont SARL\n"
    ),
    "sellsy": (
        "Numéro;Date;Client;Échéance;Montant HT;Montant TTC;Reste à payer;Étape\n"
        "FA1;03/01/2026;Dupont SARL;02/02/2026;100,00;120,00;120,00;À régler\n"
    ),
    "henrri": (
        "Numéro;Client;Date;Échéance;Total HT;Total TVA;Total TTC;Reste à payer\n"
        "FA1;Dupont SARL;03/01/2026;02/02/2026;100,00;20,00;120,00;120,00\n"
    ),
    "axonaut": (
        "Numéro;Client;Date de facture;Date d'échéance;Total HT;Total TTC;Montant restant\n"
        "FA1;Dupont SARL;03/01/2026;02/02/2026;100,00;120,00;120,00\n"
    ),
    "invoice ninja": (
        "Numéro de facture,Nom du client,Date de facture,Date d'échéance,Montant,Solde,Payé à ce jour,"
        "N° de Bon de Commande,Acompte,Statut\n"
        "FA1,Dupont SARL,2026-01-03,2026-02-02,120.00,120.00,0.00,PO-7,0.00,Envoyée\n"
    ),
    "ebp": (
        "Numéro du document;Date du document;Code client;Nom du client;Montant HT;Montant TTC;Date d'échéance;"
        "Solde dû\nFA1;03/01/2026;CL01;Dupont SARL;100,00;120,00;02/02/2026;120,00\n"
    ),
    "sage": (
        "N° pièce\tDate\tN° tiers\tIntitulé\tMontant TTC\tSolde dû\tDate échéance\n"
        "FA1\t03/01/2026\tDUP\tDupont SARL\t120,00\t120,00\t02/02/2026\n"
    ),
    "cegid": (
        "Auxiliaire;Raison sociale;Numéro pièce;Date comptable;Échéance;Montant;Reste à régler\n"
        "DUP;Dupont SARL;FA1;03/01/2026;02/02/2026;120,00;120,00\n"
    ),
    "zoho": (
        "Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer ID,Customer Name,Due Date,Currency Code,"
        "Total,Balance\n2026-01-03,982,FA1,Overdue,55,Dupont SARL,2026-02-02,EUR,120.00,120.00\n"
    ),
    "business central": (
        "No_Client;Date_Compta;Type_Document;No_Document;Description;Nom_Client;Montant;Montant_ouvert;"
        "Montant_à_lettrer;Methode_Reglement;Date_Échéance\n"
        "DUP;03/01/2026;Facture;FA1;Vente;Dupont SARL;120,00;120,00;0,00;VIR;02/02/2026\n"
    ),
    "erp": (
        "Code Société;No facture;Code Tiers;Raison sociale;Libellé écriture;Type de pièce;Date facture;Date d'échéance;"
        "Montant Signé;Devise comptabilisation;Code du compte général;Numéro d'écriture\n"
        "01;FA1;DUP;Dupont SARL;Vente;Facture;03/01/2026;02/02/2026;120,00;EUR;411000;77\n"
    ),
    "sap": (
        "business_code,cust_number,name_customer,clear_date,buisness_year,doc_id,posting_date,document_create_date,"
        "due_in_date,invoice_currency,document type,posting_id,total_open_amount,baseline_create_date,"
        "cust_payment_terms,invoice_id,isOpen\n"
        "U001,DUP,Dupont SARL,,2026.0,193,2026-01-03,20260103,20260202.0,EUR,RV,1.0,120.0,20260103.0,NA10,FA1,1\n"
    ),
    "stripe": (
        "id,Number,Date (UTC),Due Date (UTC),Currency,Customer,Customer Name,Subtotal,Tax,Total,Amount Due,"
        "Amount Paid,Status,Paid,Paid At (UTC),Starting Balance,Ending Balance\n"
        "in_1,FA1,2026-01-02 23:30,2026-02-01 23:30,eur,cus_1,Dupont SARL,100.00,20.00,120.00,120.00,0.00,open,"
        "false,,0.00,0.00\n"
    ),
    "quickbooks": (
        "Balance âgée clients détaillée,,,,,,\nMa Société,,,,,,\nau 16 février 2026,,,,,,\n,,,,,,\n"
        "Date,Type d'opération,N°,Client,Date d'échéance,Montant,Solde ouvert\n1 - 30 jours de retard,,,,,,\n"
        '03/01/2026,Facture,FA1,Dupont SARL,02/02/2026,"120,00","120,00"\n'
        'Total pour 1 - 30 jours de retard,,,,,"120,00","120,00"\nTOTAL,,,,,"120,00","120,00"\n'
    ),
}


@pytest.mark.parametrize("product", LAYOUTS)
def test_the_list_of_a_program_is_read_without_a_question(product: str) -> None:
    found = read_csv(LAYOUTS[product])
    row = found.invoices[0]
    assert (row.invoice, row.amount_cents, row.open_cents) == ("FA1", 12000, 12000)
    assert (row.issued_on, row.due_on) == (date(2026, 1, 3), date(2026, 2, 2))
    assert row.customer.customer_name == "Dupont SARL" and len(found.invoices) == 1
    assert not [p for p in found.problems if p.severity != "warning"]


def test_an_invoice_repeated_once_per_line_is_one_invoice() -> None:
    head = (
        "Réf. facture;Nom;Date facturation;Date échéance;Total TTC;Description ligne;Quantité;Total TTC de la ligne\n"
    )
    line = "FA1;Dupont;2026-01-03;2026-02-02;120.00;"
    found = read_csv(f"{head}{line}Vis;1;20.00\n{line}Écrous;5;100.00\n")
    assert [row.open_cents for row in found.invoices] == [12000] and not found.problems and found.facts.ignored == 1


def test_the_sheet_of_invoices_is_found_among_those_of_a_workbook() -> None:
    invoices = [
        [
            "invoice_number",
            "status",
            "invoiced_at",
            "due_at",
            "amount",
            "currency_code",
            "contact_name",
            "contact_email",
        ],
        ["FA1", "sent", date(2026, 1, 3), date(2026, 2, 2), 120, "EUR", "Dupont SARL", "a@dupont.fr"],
    ]
    items = [["invoice_number", "item_name", "quantity", "price", "total"], ["FA1", "Vis", 1, 100, 100]]
    data = workbook(invoices=invoices, invoice_items=items)
    row = read_xlsx(data, sheet="invoices").invoices[0]
    assert (row.amount_cents, row.customer.customer_name, row.customer.email) == (12000, "Dupont SARL", "a@dupont.fr")


def test_a_list_of_customers_with_their_terms_is_read() -> None:
    head = "Identifiant Client;Nom du client;Adresse;Code postal;Ville;Email du Responsable de Compte;"
    found = read_csv(head + "Délai de paiement par défaut\nC1;Dupont SARL;1 rue A;75001;Paris;a@b.fr;30\n")
    assert (found.customers[0].customer, found.customers[0].terms) == ("C1", "30")


MEANT = {
    "invoice_number": "invoice",
    "issue_date": "issued_on",
    "due_date": "due_on",
    "amount_total": "amount",
    "amount_ttc": "amount",
    "amount_due": "open",
    "amount_paid": "paid",
    "customer_name": "customer_name",
    "status": "status",
    "payment_amount": "payment_amount",
    "payment_date": "paid_on",
    "customer_account": "customer",
    "siren": "siren",
}
ALSO = {"status": ("state",), "customer_name": ("contact_name", "customer"), "invoice": ("customer_name",)}


@pytest.mark.skipif(not VARIANTS.exists(), reason="the collection of real headers is not here")
def test_every_header_of_the_collection_that_names_a_field_is_recognised() -> None:
    with VARIANTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["field"] in MEANT]
    missed = []
    for row in rows:
        for name in row["header"].split(" | " if " | " in row["header"] else " / "):
            if name == "paid":
                continue  # a flag beside the amount that was paid
            found = {
                field.removesuffix("_signed")
                for field, at in recognise(1, (name, "zzz"), {}).columns.items()
                if at == 0
            }
            meant = MEANT[row["field"]]
            if not found & {meant, *ALSO.get(meant, ())}:
                missed.append((row["product"], name, sorted(found)))
    assert len(rows) > 30 and not missed


@pytest.mark.skipif(not VARIANTS.exists(), reason="the collection of real headers is not here")
def test_every_bank_header_of_the_collection_is_recognised() -> None:
    with VARIANTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["product"].startswith("Bank CSV")]
    for row in rows:
        names = tuple(row["header"].rpartition("then ")[2].split(";"))
        if names[0].startswith("(no header)"):
            continue  # told by its contents: test_bank_lists
        assert recognise_bank(1, names, {}).is_whole, row["product"]
    assert len(rows) >= 6
