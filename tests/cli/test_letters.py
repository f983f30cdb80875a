"""Letters through the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Relance

File = Callable[[str, str], str]
HEADERS = "customer,customer_name,kind,address,postcode,city,invoice,due_on,amount\n"


@pytest.fixture
def posted(relance: Relance, file: File) -> Relance:
    """Atelier Nord reminds by post: Dupont's letter left on 6 February."""
    relance("setup", "--name", "Atelier Nord", "--address", "1 rue du Banc\n75001 Paris", "--today", "2026-01-20")
    relance("settings", "sending=as_planned", "default_plan=two-then-notice", "--today", "2026-01-20")
    line = "DUPONT,Dupont SARL,business,3 rue du Port,44000,Nantes,FA-1,2026-01-30,1200.00\n"
    assert relance("import", file("i.csv", HEADERS + line), "--today", "2026-01-20").code == 0
    relance("run", "--today", "2026-02-06")
    return relance


def test_a_letter_is_batched_posted_and_followed_to_its_end(posted: Relance, tmp_path: Path) -> None:
    waiting = posted("letters", "--today", "2026-02-06", "--json").document
    assert waiting["counts"] == {"waiting": 1, "on_the_way": 0, "ended": 0, "all": 1}
    batch = posted("letters", "--batch", "--to", str(tmp_path), "--today", "2026-02-06", "--json").document
    assert batch["letters"] == 1 and (tmp_path / batch["files"][0]).read_bytes().startswith(b"%PDF")
    assert posted("posting", "--batch", "1", "--posted", "2026-02-09", "--today", "2026-02-09").code == 0
    said = posted("posting", "R-000001", "--delivered", "2026-02-11", "--today", "2026-02-12")
    assert said.out == "R-000001: delivered.\n"
    assert "2026-02-11" in posted("letters", "--list", "ended", "--today", "2026-02-12").out


def test_a_proof_is_kept_by_command(posted: Relance, tmp_path: Path) -> None:
    scan = tmp_path / "ar.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    words = ("posting", "R-000001", "--proof", str(scan), "--proof-kind", "deposit", "--today", "2026-02-12")
    assert posted(*words, "--json").document["proofs"] == 1
    letter = posted("letters", "--today", "2026-02-12", "--json").document["letters"][0]
    assert letter["proofs"][0]["name"] == "ar.pdf"


def test_a_file_with_a_bad_line_is_refused_whole_in_one_sentence(posted: Relance, file: File) -> None:
    data = file("t.csv", "reference,posted\nR-000001,2026-02-09\nR-000009,2026-02-09\n")
    said = posted("letters", "--csv", data, "--today", "2026-02-12")
    assert said.code == 2 and "Line 3: no letter “R-000009” is known" in said.err
    partly = posted("letters", "--csv", data, "--partial", "--today", "2026-02-12", "--json")
    assert (partly.code, partly.document["changed"], partly.document["rejected"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("posting", "R-000001", "--posted", "2026-02-13"), "is to come"),
        (("posting", "R-000001", "--delivered", "2026-02-09", "--refused", "2026-02-09"), "ends in one way"),
        (("posting", "R-000001"), "say what is known"),
        (("letters", "--list", "lost"), "there is no list"),
        (("settings", "postal_provider=pigeon"), "there is no postal provider “pigeon”"),
    ],
)
def test_what_makes_no_sense_is_refused(posted: Relance, words: tuple[str, ...], sentence: str) -> None:
    said = posted(*words, "--today", "2026-02-12")
    assert said.code == 2 and sentence in said.err
