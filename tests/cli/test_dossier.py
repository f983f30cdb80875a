"""`relance dossier` and `relance verify F.zip`."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from relance.domain.bundle import MANIFEST, SUMS, pack, plain_json, sha256, sums
from relance.domain.chain import Link, link_hash
from relance.ledger.builders import make_customer
from relance.ledger.models import Creditor
from tests.cli.conftest import Relance

DAY = ("--today", "2026-02-16")


@pytest.fixture
def made(atelier: Relance, tmp_path: Path) -> Path:
    """Dupont's dossier, written by the command."""
    path = tmp_path / "d.zip"
    assert atelier("dossier", "DUPONT", "-o", str(path), *DAY).code == 0
    return path


def test_the_command_writes_both_files_and_says_what_is_in_them(atelier: Relance, tmp_path: Path) -> None:
    archive, paper = tmp_path / "d.zip", tmp_path / "d.pdf"
    said = atelier("dossier", "FA-1", "-o", str(archive), "--pdf", str(paper), "--json", *DAY)
    assert said.document["invoice"] == "FA-1"
    assert [one["kind"] for one in said.document["pieces"]] == ["statement", "statement", "events"]
    assert said.document["pieces"][0]["on"] == "2026-02-16"
    assert paper.read_bytes() in archive.read_bytes()
    assert said.document["fingerprint"] == atelier("verify", str(archive), "--json").document["fingerprint"]


def test_verify_says_that_a_dossier_is_whole_and_that_the_ledger_here_agrees(atelier: Relance, made: Path) -> None:
    said = atelier("verify", str(made), "--json")
    assert (said.code, said.document["intact"], said.document["ledger"]) == (0, True, "not here")
    assert atelier("customer", "DUPONT", "phone=0123456789", *DAY).code == 0
    assert atelier("dossier", "DUPONT", "-o", str(made), *DAY).code == 0
    assert atelier("verify", str(made), "--json").document["ledger"] == "agrees"


def test_verify_names_the_file_that_was_changed(atelier: Relance, made: Path) -> None:
    made.write_bytes(made.read_bytes().replace(b"Atelier Nord", b"Atelier Sud!"))
    said = atelier("verify", str(made))
    assert said.code == 1
    assert "manifest.json: was changed in the archive" in said.out


def forged(data: bytes) -> bytes:
    """The dossier with its events rewritten, and every hash and sum made to fit: coherent, and false."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    files = {name: archive.read(name) for name in archive.namelist()}
    name = next(name for name in files if name.endswith("-events.jsonl"))
    event = json.loads(files[name]) | {"by": "Robert"}
    event["hash"] = link_hash(event["previous_hash"], Link(**{key: event[key] for key in Link.__slots__}))
    files[name] = f"{plain_json(event)}\n".encode()
    said = json.loads(files[MANIFEST])
    said["events"]["last_hash"] = event["hash"]
    for one in said["pieces"]:
        one |= {"bytes": len(files[one["file"]]), "sha256": sha256(files[one["file"]])}
    files[MANIFEST] = (plain_json(said, indent=1) + "\n").encode()
    return pack({**files, SUMS: sums(files)})


def test_verify_finds_a_coherent_forgery_where_the_ledger_is_at_hand(atelier: Relance, made: Path) -> None:
    assert atelier("customer", "DUPONT", "phone=0123456789", *DAY).code == 0
    assert atelier("dossier", "DUPONT", "-o", str(made), *DAY).code == 0
    made.write_bytes(forged(made.read_bytes()))
    said = atelier("verify", str(made), "--json")
    assert (said.code, said.document["ledger"]) == (1, "differs")


def test_what_is_no_dossier_or_cannot_be_read_is_said_in_one_sentence(relance: Relance, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(pack({"a.txt": b"x"}))
    assert "manifest.json: is missing" in relance("verify", str(tmp_path / "a.zip")).out
    assert relance("verify", str(tmp_path / "none.zip")).code == 2


def test_a_customer_without_anything_is_refused(atelier: Relance, tmp_path: Path) -> None:
    make_customer(Creditor.objects.get(), "VIDE")
    said = atelier("dossier", "VIDE", "-o", str(tmp_path / "d.zip"), *DAY)
    assert said.code == 2
    assert "nothing is known of VIDE" in said.err
    assert not (tmp_path / "d.zip").exists()
