"""A file is looked at first, and taken in once a person has seen what it would do."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from relance.ledger.builders import make_creditor
from relance.ledger.models import Creditor, Customer, ImportFile, Invoice, InvoiceFile
from relance.web import uploads
from tests.web.conftest import a_member, signed_in

HEADER = "customer,customer_name,invoice,issued_on,due_on,amount\n"
GOOD = HEADER + "ROUX,Roux SARL,FD-1,2026-01-01,2026-01-31,1200.50\n"


def upload(client: Client, text: str, name: str = "ouvertes.csv") -> str:
    return client.post("/import/check/", {"file": SimpleUploadedFile(name, text.encode())}).content.decode()


def kept_files() -> list[Path]:
    folder = Path(settings.RELANCE_HOME) / "uploads"
    return list(folder.iterdir()) if folder.exists() else []


@pytest.fixture(autouse=True)
def _clean_uploads() -> None:
    for path in kept_files():
        path.unlink()


def test_a_look_changes_nothing(claire: Client, creditor: Creditor) -> None:
    page = upload(claire, GOOD)
    assert "Rien n’a encore changé" in page and "1 200,50" in page.replace("\u202f", " ")
    assert not Invoice.objects.filter(number="FD-1").exists()
    assert [path.stat().st_mode & 0o777 for path in kept_files()] == [0o600]


def test_importing_takes_the_file_and_deletes_the_copy(claire: Client, creditor: Creditor) -> None:
    upload(claire, GOOD)
    page = claire.post("/import/take/", {}, follow=True).content.decode()
    assert "ouvertes.csv est importé" in page
    assert Invoice.objects.get(creditor=creditor, number="FD-1").customer.name == "Roux SARL"
    assert bytes(ImportFile.objects.get(creditor=creditor).content).decode() == GOOD
    assert kept_files() == []


def test_not_importing_forgets_the_file(claire: Client, creditor: Creditor) -> None:
    upload(claire, GOOD)
    claire.post("/import/drop/")
    assert kept_files() == []
    assert "Choisissez d’abord un fichier" in claire.post("/import/check/", follow=True).content.decode()


def test_a_question_is_asked_and_answered_in_place(claire: Client, creditor: Creditor) -> None:
    page = upload(claire, HEADER + "ROUX,Roux SARL,FD-1,03/04/2026,05/06/2026,1200.50\n")
    assert "Répondez ci-contre" in page and "--mapping" not in page
    assert 'name="date_order"' in page
    answered = claire.post("/import/check/", {"date_order": "dmy"}).content.decode()
    assert "Chaque ligne a été comprise" in answered


def test_good_lines_may_be_taken_without_the_bad(claire: Client, creditor: Creditor) -> None:
    page = upload(claire, GOOD + "PETIT,Petit SAS,FD-2,2026-01-01,2026-01-31,abc\n")
    assert "n’est pas un montant" in page and 'name="partial"' in page
    claire.post("/import/take/", {"partial": "on"})
    assert Invoice.objects.filter(number="FD-1").exists()
    assert not Customer.objects.filter(code="PETIT").exists()


def test_a_list_that_lost_most_invoices_asks_before_settling_them(claire: Client, creditor: Creditor) -> None:
    upload(claire, GOOD)
    page = claire.post("/import/check/", {"snapshot": "on"}).content.decode()
    assert "factures ouvertes ne sont pas dans cette liste et seraient soldées" in page
    settled = claire.post("/import/check/", {"snapshot": "on", "vanished_settled": "on"}).content.decode()
    assert "Soldées par absence" in settled


def test_what_is_no_list_at_all_is_refused_in_one_sentence(claire: Client, creditor: Creditor) -> None:
    page = upload(claire, "\x00\x01\x02 not a table", "photo.csv")
    assert "Le fichier ne peut pas entrer tel quel" in page
    assert claire.post("/import/take/", {}).status_code == 200
    assert not ImportFile.objects.filter(creditor=creditor).exists()


def test_a_name_that_climbs_out_of_its_folder_is_only_a_name(claire: Client, creditor: Creditor) -> None:
    page = upload(claire, GOOD, "../../etc/passwd.csv")
    assert "passwd.csv" in page and "../" not in page
    assert all(path.parent == Path(settings.RELANCE_HOME) / "uploads" for path in kept_files())


def test_a_file_that_is_too_large_is_turned_away(
    claire: Client, creditor: Creditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    answer = claire.post("/import/check/", {"file": SimpleUploadedFile("a.csv", GOOD.encode())}, follow=True)
    assert "dépasse 50\xa0Mo" in answer.content.decode() or "50 Mo" in answer.content.decode()
    assert kept_files() == []


def a_ledger(*lines: str) -> str:
    """A FEC of these entries: day, account, customer’s account, piece, debit and credit."""
    columns = (
        "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate "
        "EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
    ).split()
    rows = [columns]
    for number, line in enumerate(lines, 1):
        day, account, who, piece, debit, credit = line.split()
        who = "" if who == "-" else who
        rows.append(["VE", "Ventes", str(number), day, account, "x", who, who, piece, day, piece, debit, credit, "", "",
                     day, "", ""])  # fmt: skip
    return "\r\n".join("\t".join(row) for row in rows)


def test_what_a_book_of_accounts_holds_is_told_in_sentences(claire: Client, creditor: Creditor) -> None:
    book = a_ledger("20251103 411000 CROUX FD-1 1200,00 0,00", "20251103 706000 - FD-1 0,00 1200,00")
    page = upload(claire, book, "000000000FEC20251231.txt")
    assert "2 écritures lues, dont 1 sur 1 compte client." in page
    assert "Chaque solde s’explique par des factures datées" in page
    report = claire.post("/import/take/", {}, follow=True).content.decode()
    assert "2 écritures lues, dont 1 sur 1 compte client." in report


def attach(client: Client, **files: bytes) -> str:
    sent = [SimpleUploadedFile(f"{name}.pdf", content) for name, content in files.items()]
    return client.post("/import/attach/", {"files": sent}).content.decode()


def test_invoice_pdfs_are_attached_by_the_number_in_their_names(claire: Client, creditor: Creditor) -> None:
    page = attach(claire, **{"FA-1": b"%PDF-1", "scan FA-2 v2": b"%PDF-2", "FA-99": b"%PDF-3", "FA-3": b"GIF89a"})
    assert "2 fichiers joints" in page and "2 laissés de côté" in page
    assert "FA-3.pdf\xa0: ce n’est pas un PDF" in page
    assert "FA-99.pdf\xa0: aucune facture n’a un numéro présent dans ce nom" in page
    kept = InvoiceFile.objects.filter(creditor=creditor).values_list("invoice__number", flat=True)
    assert sorted(kept) == ["FA-1", "FA-2"]


def test_a_pdf_named_after_another_firm_s_invoice_finds_nothing(claire: Client, creditor: Creditor) -> None:
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    assert "1 laissé de côté" in attach(stranger, **{"FA-1": b"%PDF-1"})
    assert not InvoiceFile.objects.exists()


def test_a_pdf_attached_twice_is_kept_once(claire: Client, creditor: Creditor) -> None:
    attach(claire, **{"FA-1": b"%PDF-1"})
    assert "1 l’était déjà" in attach(claire, **{"FA-1": b"%PDF-1"})
    assert InvoiceFile.objects.count() == 1


def test_no_pdf_at_all_is_said(claire: Client, creditor: Creditor) -> None:
    assert "Choisissez d’abord les PDF" in claire.post("/import/attach/", follow=True).content.decode()
