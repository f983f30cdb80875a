"""OWASP ASVS 5.0: files that are given out (5.4), and tables that a spreadsheet opens (1.2.10)."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from relance.ledger.models import Customer, PostingProof
from tests.crawl.world import Company

World = tuple[Company, Company]
pytestmark = pytest.mark.sqlite_only
FORMULA = '=HYPERLINK("http://x")'
FILES = (
    "/tracking/csv/", "/tracking/xlsx/", "/customers/C-SEEN/dossier/zip/", "/customers/C-SEEN/dossier/pdf/",
    "/customers/C-SEEN/owed/pdf/", "/notices/{reference}/file/email/", "/replies/{message_id}/original/",
    "/letters/proof/{proof_id}/", "/letters/batch/1/pdf/", "/letters/batch/1/list/csv/",
    "/agreements/{agreement}/letter/",
)  # fmt: skip


@pytest.mark.parametrize("address", FILES)
def test_5_4_1_a_file_is_given_to_keep_and_can_do_nothing_here(world: World, address: str) -> None:
    answer = world[0].browser("owner").get(address.format(**world[0].ids["seen"]))
    assert answer.status_code == 200
    assert re.fullmatch(r'attachment; filename="[\w.@ -]+"', answer.headers["Content-Disposition"])
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_5_4_2_the_name_that_somebody_gave_a_file_cannot_leave_its_header(world: World) -> None:
    proof = PostingProof.objects.get(pk=world[0].ids["seen"]["proof_id"])
    PostingProof.objects.filter(pk=proof.pk).update(name='a"; filename=évil.exe\r\nX-Evil: 1/../b.pdf')
    answer = world[0].browser("owner").get(f"/letters/proof/{proof.pk}/")
    assert "X-Evil" not in answer.headers
    assert re.fullmatch(r'attachment; filename="[\w. -]+"', answer.headers["Content-Disposition"], re.ASCII)


@pytest.mark.parametrize("address", ["/tracking/csv/", "/customers.csv", "/journal/csv/", "/letters/batch/1/list/csv/"])
def test_1_2_10_no_cell_of_a_table_begins_a_formula(world: World, address: str) -> None:
    Customer.objects.filter(creditor=world[0].creditor).update(name=FORMULA, city="@SUM(A1)", contact_name="+1")
    answer = world[0].browser("owner").get(address)
    assert answer.status_code == 200, answer.headers
    text = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert len(rows) > 1
    assert [cell for row in rows for cell in row if cell.startswith(("=", "@", "+", "\t"))] == []


@pytest.mark.parametrize("address", ["/tracking/xlsx/", "/customers.xlsx"])
def test_1_2_10_a_workbook_holds_texts_and_no_formula(world: World, address: str) -> None:
    Customer.objects.filter(creditor=world[0].creditor).update(name=FORMULA)
    answer = world[0].browser("owner").get(address)
    assert answer.status_code == 200, answer.headers
    content = b"".join(answer.streaming_content if answer.streaming else [answer.content])
    with ZipFile(BytesIO(content)) as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    assert "<f>" not in sheets and "HYPERLINK" in sheets + str(content)
