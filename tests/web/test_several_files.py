"""A month of e-invoices, or an archive of statements, brought in at once."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from relance.ledger.models import Creditor, ImportFile, Invoice
from tests.readers.einvoices import cii

pytestmark = pytest.mark.sqlite_only
SELLER = "<ram:SellerTradeParty><ram:Name>{}</ram:Name></ram:SellerTradeParty>"
PURCHASE = SELLER.format("Fournisseur SA")


def ours(creditor: Creditor, number: str) -> str:
    """An invoice of the firm itself."""
    return cii(number=number, seller=SELLER.format(creditor.name))


def files(**contents: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"{name}.xml", content.encode()) for name, content in contents.items()]


def test_each_file_is_looked_at_and_the_good_ones_are_taken(claire: Client, creditor: Creditor) -> None:
    sent = files(un=ours(creditor, "FE-1"), deux=ours(creditor, "FE-2"), achat=cii(number="X-9", seller=PURCHASE))
    page = claire.post("/import/check/", {"file": sent}).content.decode()
    assert "3 fichiers" in page and "Importer 2 fichiers" in page and "achat.xml" in page
    assert not Invoice.objects.filter(creditor=creditor, number="FE-1").exists()
    page = claire.post("/import/take/").content.decode()
    assert "2 fichiers sont importés" in page and "non repris" in page
    taken = Invoice.objects.filter(creditor=creditor, source__format="einvoice")
    assert set(taken.values_list("number", flat=True)) == {"FE-1", "FE-2"}
    assert ImportFile.objects.filter(creditor=creditor, name="deux.xml").exists()


def test_an_archive_is_its_files_and_one_file_in_it_is_that_file(claire: Client, creditor: Creditor) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("2026/FA-7.xml", ours(creditor, "FA-7"))
    page = claire.post("/import/check/", {"file": SimpleUploadedFile("mois.zip", made.getvalue())}).content.decode()
    assert "FA-7.xml" in page and "peut être importé" not in page
    claire.post("/import/take/")
    assert Invoice.objects.filter(creditor=creditor, number="FA-7").exists()


def test_an_archive_that_may_not_be_opened_says_why(claire: Client) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("../../etc/passwd", "root")
    sent = {"file": SimpleUploadedFile("x.zip", made.getvalue()), "back": "/import/"}
    page = claire.post("/import/check/", sent, follow=True).content.decode()
    assert "x.zip" in page.lower() and "élément dangereux" in page


def test_among_several_files_a_question_does_not_point_beside(claire: Client) -> None:
    head = "customer,customer_name,invoice,issued_on,due_on,amount\n"
    asks = head + "ROUX,Roux SARL,FD-1,03/04/2026,05/06/2026,1200.50\n"
    taken = head + "ROUX,Roux SARL,FA-1,2026-02-13,2026-02-14,1200.50\n"  # Dupont's number
    sent = [SimpleUploadedFile(f"{n}.csv", text.encode()) for n, text in enumerate((asks, taken))]
    page = claire.post("/import/check/", {"file": sent}).content.decode()
    assert "Pour répondre, importez ce fichier seul" in page and "Répondez ci-contre" not in page
    assert "appartient déjà à un autre client" in page
