"""Unknown columns are named once on a page, and remembered; bank files say whose account they are."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from relance.ledger.mappings import mappings
from relance.ledger.models import BankLine, Creditor, Invoice, StatementAccount
from tests.readers.reading import workbook
from tests.web.conftest import a_member, signed_in

pytestmark = pytest.mark.sqlite_only
UNKNOWN = "Zig;Zag;Zog;Bidule\nFD-7;Roux SARL;28/02/2026;10,50\nFD-8;Roux SARL;31/03/2026;20,00\n"
CHOSEN = {
    "kind": "invoices", "was_kind": "invoices", "header": "1", "was_header": "1",
    "col-0": "invoice", "col-1": "customer_name", "col-2": "due_on", "col-3": "amount",
}  # fmt: skip
BANK = "Date;Libellé;Débit;Crédit\n02/02/2026;VIR ROUX SARL FD-7;;10,50\n"


def upload(client: Client, text: str, name: str = "zig.csv") -> str:
    return client.post("/import/check/", {"file": SimpleUploadedFile(name, text.encode())}).content.decode()


def test_a_file_whose_columns_are_unknown_leads_to_the_page_of_columns(claire: Client) -> None:
    assert 'href="/import/columns/"' in upload(claire, UNKNOWN)
    page = claire.get("/import/columns/").content.decode()
    assert "Bidule" in page and "Roux SARL" in page and "Numéro de facture" in page


def test_chosen_columns_are_shown_as_they_would_be_read_and_change_nothing(claire: Client) -> None:
    upload(claire, UNKNOWN)
    page = claire.post("/import/columns/", CHOSEN).content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert "10,50 €" in page and "2 lignes en tout" in page
    assert not Invoice.objects.filter(number="FD-7").exists() and not mappings(Creditor.objects.get()).exists()


def test_used_columns_are_remembered_and_the_next_file_needs_none(claire: Client, creditor: Creditor) -> None:
    upload(claire, UNKNOWN)
    page = claire.post("/import/columns/", {**CHOSEN, "use": "on"}).content.decode()
    assert "Rien n’a encore changé" in page and "Colonnes retenues du fichier zig.csv" in page
    claire.post("/import/take/", {})
    assert Invoice.objects.filter(creditor=creditor, number__in=("FD-7", "FD-8")).count() == 2
    assert "Colonnes retenues" in upload(claire, UNKNOWN.replace("FD-8", "FD-9"), "zog.csv")


def test_columns_that_give_no_line_are_not_remembered(claire: Client, creditor: Creditor) -> None:
    upload(claire, UNKNOWN)
    page = claire.post("/import/columns/", {**CHOSEN, "col-3": "", "use": "on"}).content.decode()
    assert "Aucune ligne n’est encore lisible" in page and not mappings(creditor).exists()


def test_another_kind_of_file_has_other_fields_and_is_told_anew(claire: Client) -> None:
    upload(claire, "Jour;Texte libre;Montant\n02/02/2026;VIR ROUX;10,50\n")
    page = claire.post("/import/columns/", {**CHOSEN, "kind": "bank"}).content.decode()
    assert "Solde après l’opération" in page and '<option value="amount" selected>' in page


def test_a_table_without_column_names_is_named_by_places(claire: Client, creditor: Creditor) -> None:
    upload(claire, UNKNOWN.split("\n", 1)[1])
    chosen = {**CHOSEN, "header": "0", "was_header": "0", "use": "on"}
    claire.post("/import/columns/", chosen)
    claire.post("/import/take/", {})
    assert Invoice.objects.filter(creditor=creditor, number="FD-8").exists()


def test_without_a_file_there_is_nothing_to_choose(claire: Client) -> None:
    assert "Choisissez d’abord un fichier" in claire.get("/import/columns/", follow=True).content.decode()


def test_what_is_remembered_is_listed_and_forgotten(claire: Client, creditor: Creditor) -> None:
    upload(claire, UNKNOWN)
    claire.post("/import/columns/", {**CHOSEN, "use": "on"})
    page = claire.get("/settings/mappings/").content.decode()
    assert "zig.csv" in page and "Bidule" in page and "Montant TTC" in page
    claire.post(f"/settings/mappings/{mappings(creditor).get().pk}/forget/")
    assert not mappings(creditor).exists()


def test_the_answers_given_beside_the_problems_are_remembered_too(claire: Client, creditor: Creditor) -> None:
    text = "customer,customer_name,invoice,issued_on,due_on,amount\nROUX,Roux SARL,FD-1,01/02/2026,02/03/2026,12.50\n"
    upload(claire, text.replace("issued_on,due_on", "Invoice Date,Due Date"))
    claire.post("/import/take/", {"date_order": "dmy"})
    assert mappings(creditor).get().mapping == {"date_order": "dmy"}


def test_the_movements_of_an_unknown_account_are_taken_once_a_person_says_it_is_ours(
    claire: Client, creditor: Creditor
) -> None:
    StatementAccount.objects.create(creditor=creditor, number="11111111111", currency="EUR")
    text = "Compte;Date;Libellé;Montant\n22222222222;02/02/2026;VIR ROUX;10,50\n"
    assert "C’est un de nos comptes" in upload(claire, text)
    claire.post("/import/take/", {"new_account": "on"})
    assert BankLine.objects.get(creditor=creditor).cents == 1050


def test_a_list_that_does_not_name_its_account_asks_which(claire: Client, creditor: Creditor) -> None:
    for number in ("11111111111", "22222222222"):
        StatementAccount.objects.create(creditor=creditor, number=number, currency="EUR")
    assert "À quel compte sont ces mouvements" in upload(claire, BANK)
    claire.post("/import/take/", {"account": "22222222222"})
    assert BankLine.objects.get(creditor=creditor).account.number == "22222222222"
    assert '<option value="22222222222" selected>' in upload(claire, BANK.replace("10,50", "11,50"))  # offered
    claire.post("/import/take/", {})
    assert BankLine.objects.count() == 1  # and not taken by itself


def test_nobody_sees_what_another_firm_remembers(claire: Client, creditor: Creditor) -> None:
    from relance.ledger.builders import make_creditor

    creditor.mappings.create(header_hash="0" * 64, name="secret.csv")
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    assert "secret.csv" not in stranger.get("/settings/mappings/").content.decode()


def test_the_sheet_of_a_workbook_is_chosen_and_remembered(claire: Client, creditor: Creditor) -> None:
    head = ["Zig", "Zag", "Zog", "Bidule"]
    data = workbook(Notes=[["Rien", "ici"], ["a", "b"]], Liste=[head, ["FD-7", "Roux SARL", date(2026, 2, 28), 10.5]])
    claire.post("/import/check/", {"file": SimpleUploadedFile("zig.xlsx", data)})
    assert "Liste" in claire.get("/import/columns/").content.decode()
    chosen = {**CHOSEN, "sheet": "Liste", "was_sheet": "Liste", "use": "on"}
    assert "Colonnes retenues" in claire.post("/import/columns/", chosen).content.decode()
    claire.post("/import/take/", {})
    assert Invoice.objects.get(creditor=creditor, number="FD-7").receivables.get().due_on == date(2026, 2, 28)
