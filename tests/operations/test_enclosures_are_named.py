"""A letter names the invoices that go with it."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from relance.ledger.models import Creditor, Dispatch
from relance.operations.attach_files import attach_files
from tests.operations.scene import an_act, csv_of, take, the_day
from tests.wording.notices import flat, pdf_text

BY_LETTER = "ROUX,Roux SARL,,3 rue des Lilas,69001,Lyon,FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
DAY = "2026-02-06"


def a_page() -> bytes:
    paper, out = pikepdf.new(), BytesIO()
    paper.add_blank_page()
    paper.save(out)
    return out.getvalue()


def letter_of(creditor: Creditor) -> bytes:
    the_day(creditor, DAY)
    return bytes(Dispatch.objects.get(creditor=creditor).content)


def test_the_file_that_follows_the_letter_is_named_on_it(creditor: Creditor) -> None:
    take(creditor, csv_of([BY_LETTER]))
    attach_files(creditor=creditor, files=[("FA-1.pdf", a_page())], act=an_act(DAY))
    letter = letter_of(creditor)
    with pikepdf.open(BytesIO(letter)) as paper:
        assert len(paper.pages) == 2
    assert "P.J. : FA-1.pdf" in flat(pdf_text(letter))


def test_without_a_file_nothing_is_said_to_be_enclosed(creditor: Creditor) -> None:
    take(creditor, csv_of([BY_LETTER]))
    assert "P.J." not in pdf_text(letter_of(creditor))
