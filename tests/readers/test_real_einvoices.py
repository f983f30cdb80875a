"""Real e-invoices made by others, where they are at hand; they are never part of the project."""

from __future__ import annotations

import io
import os
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from relance.domain.rows import ReadOptions
from relance.readers.einvoice import READER
from tests.readers.defective import EINVOICES as REFUSED
from tests.readers.reading import Outcome, sorted_out

SHARED = Path(os.environ.get("RELANCE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
CORPUS = SHARED / "data" / "einvoice"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no e-invoices in {CORPUS} (RELANCE_SHARED)")

CREDIT_NOTES = {  # positive and negative ones, and one by its root
    "fnfe/Facture_F20220028-LE_FOURNISSEUR-POUR-LE_CLIENT_EN_16931.pdf",
    "fnfe/Facture_F20220029-LE_FOURNISSEUR-POUR-LE_CLIENT_EN_16931.pdf",
    "ubl/ubl-tc434-creditnote1.xml",
}


def names() -> list[str]:
    files = CORPUS.rglob("*") if CORPUS.is_dir() else ()
    return sorted(str(f.relative_to(CORPUS)) for f in files if f.suffix in (".xml", ".pdf"))


def read(name: str) -> Outcome:
    data = (CORPUS / name).read_bytes()
    assert READER.recognises(name, data[:65536])
    return sorted_out(READER.read(data, name, ReadOptions(today=date(2026, 11, 22), language="fr")))


def payable_of(name: str) -> Decimal:
    """What the file itself says is to be paid, found by another way than the reader's."""
    data = (CORPUS / name).read_bytes()
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            data = pdf.attachments["factur-x.xml"].get_file().read_bytes()
    tree = etree.fromstring(data)
    found = tree.xpath("//*[local-name()='DuePayableAmount' or local-name()='PayableAmount']/text()")
    found = found or tree.xpath("//*[local-name()='GrandTotalAmount']/text()")
    return Decimal(found[0])


@pytest.mark.parametrize("name", names())
def test_only_defective_files_are_refused_and_each_for_its_defect(name: str) -> None:
    outcome = read(name)
    errors = [p.code for p in outcome.problems if p.severity != "warning"]
    assert errors == ([REFUSED[name]] if name in REFUSED else [])


@pytest.mark.parametrize("name", [n for n in names() if n not in REFUSED and not n.startswith("cdar/")])
def test_what_is_open_is_what_the_file_says_is_payable(name: str) -> None:
    outcome = read(name)
    rows = outcome.invoices
    sign = -1 if name in CREDIT_NOTES else 1
    assert sum(sign * row.open_cents for row in rows) == outcome.facts.sum_cents
    assert abs(payable_of(name)) * 100 == sum(row.open_cents for row in rows)
    assert {row.document for row in rows} == {"credit_note" if name in CREDIT_NOTES else "invoice"}
    assert all(0 <= row.open_cents <= row.amount_cents for row in rows)


@pytest.mark.parametrize("name", [n for n in names() if n.startswith("cdar/")])
def test_statuses_are_told_and_are_no_invoices(name: str) -> None:
    outcome = read(name)
    assert outcome.codes == ["LIFECYCLE"] and not outcome.invoices
    assert outcome.facts.notes["status"] in name and outcome.facts.notes["status_of"] == "F202500003"


def test_what_the_real_files_teach() -> None:
    kinds = Counter(row.currency for name in names() for row in read(name).invoices)
    assert {"EUR", "NOK", "DKK", "SEK"} <= set(kinds)
    assert read("akretion/zugferd-basic.xml").invoices[0].due_on == date(2013, 4, 4)  # from a note in German
    assert read("cii/CII_example7.xml").invoices[0].due_is_estimated  # “Payment within 30 days”
    assert read("akretion/factur-x-extended.xml").invoices[0].factored_to == "PAYEE NAME"
    prepaid = read("fnfe/Facture_F20220025-LE_FOURNISSEUR-POUR-LE_CLIENT_EN_16931.pdf").invoices[0]
    assert (prepaid.amount_cents, prepaid.open_cents) == (12000, 10000)
