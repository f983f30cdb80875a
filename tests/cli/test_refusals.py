"""Wrong use and bad input: exit code 2 and one sentence, never a traceback."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from relance.cli.language import language_of
from relance.cli.typed import cents_of
from relance.operations.refused import Refused
from tests.cli.conftest import DUPONT, HEADERS, Relance

pytestmark = pytest.mark.sqlite_only  # wrong use is refused alike on every database
File = Callable[[str, str], str]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["dance"], "There is no command “dance”"),
        (["run", "--today", "2026-02-30"], "“2026-02-30” is not a day"),
        (["run", "--fast"], "--fast"),
        (["run", "--creditor", "nobody"], "there is no creditor “nobody”: known are atelier-nord"),
        (["explain", "FA-404"], "there is no customer and no invoice “FA-404”"),
        (["customer", "NOBODY"], "there is no customer “NOBODY”"),
        (["customer", "DUPONT", "email"], "“email” is not KEY=VALUE"),
        (["customer", "DUPONT", "kind=dog"], "kind is one of"),
        (["settings", "colour=blue"], "there is no setting “colour”"),
        (["pay", "FA-1", "12,345", "--on", "2026-02-06"], "“12,345” is not an amount"),
        (["pay", "FA-1", "10", "--on", "2999-01-01"], "2999-01-01 is to come"),
        (["pay", "FA-1", "10"], "--on"),
        (["unpay", "999"], "there is no payment 999"),
        (["hold", "DUPONT"], "--reason"),
        (["release", "DUPONT"], "no hold is in force on DUPONT"),
        (["confirm"], "say which notices"),
        (["confirm", "R-999999"], "there is no notice R-999999"),
        (["cancel", "R-999999", "--why", "no"], "there is no notice R-999999"),
        (["record", "FA-1", "--step", "waltz", "--on", "2026-02-06"], "there is no step “waltz”"),
        (["record", "FA-1", "--step", "r1", "--on", "2026-02-06", "--channel", "owl"], "there is no channel “owl”"),
        (["plan", "show", "nothing"], "there is no plan “nothing”"),
        (["plan", "save"], "needs a file"),
        (["import", "nowhere.csv"], "there is no file nowhere.csv"),
        (["attach", "nowhere"], "nowhere is not a folder"),
        pytest.param(["restore", "nowhere.sqlite3"], "no file nowhere.sqlite3", marks=pytest.mark.sqlite_only),
        (["verify", "bundle.zip"], "cannot be read"),
    ],
)
def test_wrong_use_is_one_sentence(atelier: Relance, words: list[str], sentence: str) -> None:
    said = atelier(*words)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_an_unexpected_fault_is_one_sentence_too(atelier: Relance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relance.ledger.reads.aged_balance", lambda *_: 1 / 0)
    said = atelier("ageing")
    assert (said.code, said.out) == (2, "")
    assert "ZeroDivisionError" in said.err
    assert "--traceback" in said.err


def test_a_refusal_with_json_is_a_document_as_well(atelier: Relance) -> None:
    said = atelier("explain", "FA-404", "--json")
    assert said.document["error"] in said.err


def test_without_a_creditor_the_way_in_is_named(relance: Relance) -> None:
    said = relance("run")
    assert (said.code, said.err) == (2, "No Relance here yet: run `relance setup --name “Your company”`.\n")


def test_with_two_creditors_one_must_be_named(atelier: Relance) -> None:
    atelier("setup", "--name", "Atelier Sud")
    said = atelier("run")
    assert (said.code, said.err) == (
        2,
        "there are several creditors: give --creditor, one of atelier-nord, atelier-sud\n",
    )
    assert atelier("run", "--creditor", "atelier-sud").code == 0


def test_the_same_name_again_changes_nothing(atelier: Relance) -> None:
    said = atelier("setup", "--name", "atelier nord", "--phone", "01 99 00 00 00", "--json")
    assert (said.code, said.document["created"]) == (0, False)
    assert atelier("settings", "--json").document["settings"]["phone"] == ""


def test_a_wrong_iban_is_refused_with_its_cure(relance: Relance) -> None:
    said = relance("setup", "--name", "Atelier Nord", "--iban", "FR00 1234")
    assert said.code == 2
    assert "is not an IBAN" in said.err


def test_a_file_with_one_bad_line_is_refused_whole_unless_partial(relance: Relance, file: File) -> None:
    relance("setup", "--name", "Atelier Nord")
    path = file("invoices.csv", f"{HEADERS}{DUPONT}FA-1,2026-01-30,1200.00\n{DUPONT}FA-2,2026-01-30,abc\n")
    assert relance("import", path, "--today", "2026-02-01").code == 2
    assert relance("ageing", "--json").document["customers"] == []
    said = relance("import", path, "--partial", "--today", "2026-02-01", "--json")
    assert (said.code, said.document["files"][0]["created"]) == (1, 1)


def test_a_shrunken_snapshot_is_a_question_that_names_its_option(atelier: Relance, file: File) -> None:
    path = file("today.csv", f"{HEADERS}{DUPONT}FA-1,2026-01-30,1200.00\n")
    said = atelier("import", path, "--snapshot", "--today", "2026-01-21")
    assert said.code == 2
    assert "--vanished-settled" in said.err
    assert atelier("import", path, "--snapshot", "--vanished-settled", "--today", "2026-01-21").code == 0
    assert "no longer in the list of open invoices" in atelier("explain", "FA-2", "--today", "2026-01-22").out


def test_a_mapping_names_columns_and_refuses_what_it_does_not_know(relance: Relance, file: File) -> None:
    relance("setup", "--name", "Atelier Nord")
    path = file("x.csv", "A;B;C;D\nDUPONT;FA-1;03/02/2026;1 200,00\n")
    columns = '[columns]\ncustomer = "A"\ninvoice = "B"\ndue_on = "C"\namount = "D"\n'
    mapping = file("m.toml", f'date_order = "dmy"\nkind = "invoices"\n{columns}')
    said = relance("import", path, "--mapping", mapping, "--today", "2026-01-20", "--json")
    assert (said.code, said.document["files"][0]["sum_cents"]) == (0, 120000)
    wrong = relance("import", path, "--mapping", file("w.toml", 'dates = "dmy"\n'), "--today", "2026-01-20")
    assert (wrong.code, "“dates” is unknown" in wrong.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "cents"),
    [("1200", 120000), ("1200.5", 120050), ("1 200,50", 120050), ("1\u202f200,05 €", 120005), ("0,01", 1)],
)
def test_amounts_as_people_type_them(text: str, cents: int) -> None:
    assert cents_of(text) == cents


@pytest.mark.parametrize("text", ["", "abc", "-5", "1,234", "1.200,50", "1e3", "12.345"])
def test_an_amount_that_could_be_two_things_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        cents_of(text)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR", "RELANCE_LANGUAGE": "en"}, "en"),
        ({"LANG": "en_GB", "LC_ALL": "fr_BE"}, "fr"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_terminal(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_confirming_what_left_already_is_a_problem(atelier: Relance) -> None:
    sent = atelier("run", "--today", "2026-02-06", "--json").document["notices"][0]
    said = atelier("confirm", sent["notice"], "--today", "2026-02-06", "--json")
    assert (said.code, said.document["untouched"]) == (1, [sent["notice"]])


def test_a_file_that_raises_what_a_payment_lowered_is_a_question_for_a_person(atelier: Relance, file: File) -> None:
    atelier("pay", "FA-1", "1000", "--on", "2026-02-01", "--today", "2026-02-01")
    path = file("again.csv", HEADERS.replace("amount", "amount,open") + f"{DUPONT}FA-1,2026-01-30,1200.00,1200.00\n")
    said = atelier("import", path, "--today", "2026-02-02", "--json")
    problems = said.document["files"][0]["problems"]
    assert (said.code, [(p["code"], p["severity"]) for p in problems]) == (1, [("OPEN_RAISED", "question")])
    explained = atelier("explain", "FA-1", "--today", "2026-02-06", "--json").document
    assert (explained["open_cents"], explained["verdict"]["reason"]) == (20000, "on_hold")
