"""The command line in this process: what it prints, its exit code, its document."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from relance.cli.main import main

HEADERS = "customer,customer_name,kind,email,address,postcode,city,invoice,due_on,amount\n"
DUPONT = "DUPONT,Dupont SARL,business,compta@dupont.example,3 rue du Port,44000,Nantes,"
MARTIN = "MARTIN,Martin SAS,business,compta@martin.example,8 rue Haute,69001,Lyon,"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Relance = Callable[..., Said]


@pytest.fixture
def relance(
    db: None, capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Relance:
    """Runs `relance …` in this process, in English, on an empty database."""
    settings.RELANCE_HOME = tmp_path / "home"
    monkeypatch.setenv("RELANCE_LANGUAGE", "en")

    def say(*words: str) -> Said:
        capsys.readouterr()
        code = main(list(words))
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return say


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], str]:
    """Writes a file and returns its path."""

    def write(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def atelier(relance: Relance, file: Callable[[str, str], str]) -> Relance:
    """Atelier Nord follows `two-then-notice` and sends as planned; Dupont owes FA-1 and FA-2."""
    assert relance("setup", "--name", "Atelier Nord", "--today", "2026-01-20").code == 0
    assert relance("settings", "sending=as_planned", "default_plan=two-then-notice", "--today", "2026-01-20").code == 0
    invoices = file("invoices.csv", f"{HEADERS}{DUPONT}FA-1,2026-01-30,1200.00\n{DUPONT}FA-2,2026-02-09,300.00\n")
    assert relance("import", invoices, "--today", "2026-01-20").code == 0
    return relance
