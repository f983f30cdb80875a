"""The dossier of a customer: every piece as it was kept, numbered, in order, and nothing of anybody else."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from relance.domain.bundle import check
from relance.ledger.builders import make_customer
from relance.ledger.models import Creditor, Dispatch, Event, IncomingMessage, Invoice
from relance.operations.build_dossier import Dossier, build_dossier, list_pieces
from relance.operations.refused import Refused
from tests.dossier.scene import a_firm, everything, today

OURS, CANARY = "Marguerite", "KANARI"


@pytest.fixture
def firm(db: None) -> Creditor:
    """Dupont with a piece of every kind, and Martin, of whom nothing may ever be seen in Dupont's dossier."""
    firm = a_firm()
    everything(firm, "MARTIN", CANARY)
    everything(firm, "DUPONT", OURS)
    return firm


def dossier_of(firm: Creditor, invoice: str = "") -> Dossier:
    chosen = Invoice.objects.get(number=invoice) if invoice else None
    customer = firm.customers.get(code="DUPONT")
    return build_dossier(creditor=firm, customer=customer, invoice=chosen, act=today())


def pieces_of(firm: Creditor, invoice: str = "") -> list[str]:
    chosen = Invoice.objects.get(number=invoice) if invoice else None
    customer = firm.customers.get(code="DUPONT")
    listed = list_pieces(creditor=firm, customer=customer, invoice=chosen, act=today())
    return [one.name for one in listed.pieces]


def files_of(dossier: Dossier) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(dossier.archive))
    return {name: archive.read(name) for name in archive.namelist()}


def text_of(content: bytes, folder: Path) -> str:
    path = folder / "p.pdf"
    path.write_bytes(content)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout


def test_a_dossier_holds_every_piece_in_order_under_its_number(firm: Creditor) -> None:
    assert pieces_of(firm) == [
        "01-facture-FA-DUPONT-1.pdf",
        "02-message-R-DUPONT-1-courriel.eml",
        "03-preuve-envoi-R-DUPONT-1-courriel.txt",
        "04-avis-R-DUPONT-1.eml",
        "05-reponse-R-DUPONT-1.eml",
        "06-message-R-DUPONT-2-lettre-recommandee.pdf",
        "07-preuve-envoi-R-DUPONT-2-lettre-recommandee.txt",
        "08-preuve-postale-R-DUPONT-2-preuve-de-depot.pdf",
        "09-preuve-postale-R-DUPONT-2-avis-de-reception.pdf",
        "10-echeancier-E-000002.pdf",
        "11-reponses.json",
        "12-appels.json",
        "13-litiges.json",
        "14-promesses.json",
        "15-paiements.json",
        "16-decompte.pdf",
        "17-decompte.json",
        "18-events.jsonl",
    ]


def test_messages_and_what_came_in_are_the_very_bytes_that_were_kept(firm: Creditor) -> None:
    files = files_of(dossier_of(firm))
    mine = {"customer__code": "DUPONT"}
    kept = [*Dispatch.objects.filter(notice__customer__code="DUPONT"), *IncomingMessage.objects.filter(**mine)]
    assert len(kept) == 4
    assert {bytes(one.content) for one in kept} <= set(files.values())
    assert b"250 2.0.0 queued as R-DUPONT-1" in files["03-preuve-envoi-R-DUPONT-1-courriel.txt"]
    assert b"1A DUPONT" in files["07-preuve-envoi-R-DUPONT-2-lettre-recommandee.txt"]


def test_the_same_ledger_gives_the_same_bytes_on_the_same_day_and_they_have_no_break(firm: Creditor) -> None:
    first, second = dossier_of(firm), dossier_of(firm)
    assert first.archive == second.archive
    assert first.pdf == second.pdf == files_of(first)["00-dossier.pdf"]
    checked = check(first.archive)
    assert (checked.breaks, checked.fingerprint) == ((), first.fingerprint)
    assert len(checked.hashes) == Event.objects.filter(customer__code="DUPONT").count()
    assert checked.manifest["customer"]["code"] == "DUPONT"


def test_nothing_of_another_customer_is_in_it(firm: Creditor, tmp_path: Path) -> None:
    dossier = dossier_of(firm)
    files = files_of(dossier)
    everything_said = b"".join(content for name, content in files.items() if not name.endswith(".pdf")).decode()
    everything_said += text_of(dossier.pdf, tmp_path)  # every piece that is a PDF has its pages in it
    assert OURS in everything_said
    for word in (CANARY, "MARTIN", "Martin"):
        assert word not in everything_said
        assert word.encode() not in dossier.archive
    listed = [json.loads(line) for line in files["18-events.jsonl"].decode().splitlines()]
    assert {line["customer"] for line in listed} == {"DUPONT"}
    assert len(listed) == Event.objects.filter(customer__code="DUPONT").count() > 4


def test_a_dossier_of_one_invoice_leaves_out_what_is_about_the_others(firm: Creditor) -> None:
    names = " ".join(pieces_of(firm, "FA-DUPONT-2"))
    assert "R-DUPONT-2" in names and "echeancier" in names
    assert "R-DUPONT-1" not in names and "facture" not in names and "litiges" not in names


def test_sha256sum_alone_verifies_it_and_names_what_was_changed(firm: Creditor, tmp_path: Path) -> None:
    dossier = dossier_of(firm)
    zipfile.ZipFile(io.BytesIO(dossier.archive)).extractall(tmp_path)
    assert hashlib.sha256((tmp_path / "SHA256SUMS").read_bytes()).hexdigest() == dossier.fingerprint
    sums = ["sha256sum", "--quiet", "-c", "SHA256SUMS"]
    assert subprocess.run(sums, cwd=tmp_path, capture_output=True).returncode == 0
    (tmp_path / "13-litiges.json").write_text("[]")
    changed = subprocess.run(sums, cwd=tmp_path, capture_output=True, text=True)
    assert changed.returncode == 1
    assert "13-litiges.json" in changed.stdout and changed.stdout.count("\n") == 1


def test_the_pdf_lists_the_pieces_tells_the_story_and_holds_their_pages(firm: Creditor, tmp_path: Path) -> None:
    dossier = dossier_of(firm)
    text = text_of(dossier.pdf, tmp_path)
    for word in ("Bordereau des pièces", "Chronologie", "Pièce n° 18", "Lettre Marguerite", "deposit Marguerite"):
        assert word in text.replace("\u00a0", " ")
    for words in ("paiement promis, 27 février 2026", "devis renvoyé Marguerite", "Paiement de 300,00 €"):
        assert words in " ".join(text.replace("\u00a0", " ").split())
    with pikepdf.open(io.BytesIO(dossier.pdf)) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == len(dossier.pieces)


def test_nothing_known_of_a_customer_is_refused_in_one_sentence(firm: Creditor) -> None:
    empty = make_customer(firm, "VIDE")
    with pytest.raises(Refused, match="nothing is known of VIDE"):
        build_dossier(creditor=firm, customer=empty, act=today())


def test_an_invoice_pdf_that_cannot_be_read_is_kept_and_said(firm: Creditor, tmp_path: Path) -> None:
    file = firm.invoice_files.get(invoice__number="FA-DUPONT-1")
    file.content = b"%PDF-1.7 no more than that"
    file.save()
    dossier = dossier_of(firm)
    assert files_of(dossier)["01-facture-FA-DUPONT-1.pdf"] == file.content
    assert "ne peut pas être affiché ici" in text_of(dossier.pdf, tmp_path)


def test_an_english_creditor_gets_an_english_dossier(firm: Creditor, tmp_path: Path) -> None:
    Creditor.objects.update(language="en")
    firm.refresh_from_db()
    dossier = dossier_of(firm)
    assert dossier.pieces[0].name == "01-invoice-FA-DUPONT-1.pdf"
    assert "List of exhibits" in text_of(dossier.pdf, tmp_path)
    assert date(2026, 4, 20).isoformat() in dossier.name
