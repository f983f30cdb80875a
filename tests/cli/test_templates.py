"""`relance template`: texts out and in, checked, kept, and tried on oneself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from relance.domain.wording.store import text_of
from tests.cli.conftest import Relance

OURS = text_of("reminder-1", "fr").replace("=== opening\n", "=== opening\nNous espérons que tout va bien.\n\n", 1)
File = Callable[[str, str], str]


def test_a_text_goes_out_is_changed_and_comes_back(atelier: Relance, file: File) -> None:
    assert atelier("template", "show", "reminder-1").out.strip() == text_of("reminder-1", "fr").strip()
    path = file("ours.txt", OURS)
    assert atelier("template", "check", "reminder-1", path).code == 0
    assert atelier("template", "save", "reminder-1", path, "--json").document["version"] == 1
    assert atelier("template", "list", "--json").document["own"][0]["name"] == "reminder-1"
    assert "tout va bien" in atelier("template", "show", "reminder-1").out
    assert atelier("template", "reset", "reminder-1").code == 0
    assert "tout va bien" not in atelier("template", "show", "reminder-1").out
    assert atelier("template", "save", "reminder-1", "--number", "1", "--json").document["version"] == 3


def test_a_threat_is_told_and_refused(atelier: Relance, file: File) -> None:
    path = file("threat.txt", OURS.replace("tout va bien", "vous craignez la prison"))
    found = atelier("template", "check", "reminder-1", path, "--json")
    assert found.code == 1 and "no crime" in found.document["problems"][0]
    refused = atelier("template", "save", "reminder-1", path)
    assert refused.code == 2 and "no crime" in refused.err


def test_a_test_lands_in_the_outbox(atelier: Relance) -> None:
    assert atelier("settings", "email=compta@atelier.example").code == 0
    document = atelier("template", "test", "reminder-1", "--customer", "DUPONT", "--json").document
    assert document["recipient"] == "compta@atelier.example"
    assert Path(document["file"]).parent.name == "tests"


def test_what_is_missing_is_said_in_one_sentence(atelier: Relance) -> None:
    assert "needs a name" in atelier("template", "show").err
    assert "needs a file" in atelier("template", "save", "reminder-1").err
    assert "there is no template" in atelier("template", "show", "nothing").err
