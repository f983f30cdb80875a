"""`relance tie-out` and `relance cold-start` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Relance
from tests.operations.test_cold_start import BOOK

pytestmark = pytest.mark.sqlite_only
DAY = ("--today", "2025-12-15")


@pytest.fixture
def started(relance: Relance, tmp_path: Path) -> Relance:
    book = tmp_path / "fec.txt"
    book.write_bytes(BOOK)
    assert relance("setup", "--name", "Atelier Nord", "--siren", "732829320", *DAY).code == 0
    assert relance("import", str(book), *DAY).code == 0
    return relance


def test_the_tie_out_adds_up_and_a_payment_is_named(started: Relance) -> None:
    assert started("pay", "DU-90", "400.00", "--on", "2025-12-10", *DAY).code == 0
    said = started("tie-out", "--json", *DAY)
    total = said.document["total"]
    assert (said.code, said.document["is_explained"], total["difference_cents"]) == (0, True, 40000)
    assert said.document["roots"]["411"]["control_cents"] == total["book_cents"] == 95300
    assert "paid after the book’s last day" in started("tie-out", *DAY).out


def test_the_cold_start_shows_then_applies(started: Relance) -> None:
    shown = started("cold-start", "--json", *DAY).document
    sure = [p["customer"] for p in shown["proposals"] if p["confidence"] == "sure" and p["would_set"]["terms"]]
    assert sure == ["CDUPONT"] and shown["applied"] is None
    done = started("cold-start", "--apply", "--json", *DAY).document
    known = {p["customer"]: p["known_terms"] for p in done["proposals"]}
    assert (done["applied"]["terms"], known["CDUPONT"], known["CMARTIN"]) == (1, "45", "")


def test_without_a_book_both_say_what_to_do(relance: Relance) -> None:
    relance("setup", "--name", "Atelier Nord", *DAY)
    for command in ("tie-out", "cold-start"):
        said = relance(command, *DAY)
        assert said.code == 2 and "import a FEC first" in said.err
