"""`relance track`: every field of the tracking table stands in the CSV, the workbook and the document."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from relance.domain.tracking_words import COLUMNS
from tests.cli.conftest import HEADERS, Relance

# number, amount, due date, every reminder with date and channel, the answer or its absence, the step,
# the next action with its date and owner, penalties
WANTED = {
    "Invoice": "FA-1",
    "Amount": "1200.00",
    "Due on": "2026-01-30",
    "Reminders (day, channel)": "Première relance 2026-02-06 by e-mail (R-000001) ; "
    "Deuxième relance 2026-02-16 by e-mail (R-000002)",
    "Customer’s answer": "no answer since 16 February 2026",
    "Step reached": "Deuxième relance",
    "Next action": "Mise en demeure",
    "Next action on": "2026-02-26",
    "Owner": "owner",
    "Late interest": "7.19",
    "Indemnity": "40.00",
}


@pytest.fixture
def reminded(atelier: Relance) -> Relance:
    """Atelier Nord has reminded Dupont twice of FA-1 and once of FA-2, and it is the seventeenth."""
    for day in ("2026-02-06", "2026-02-16", "2026-02-17"):
        assert atelier("run", "--today", day).code == 0
    return atelier


def table(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:]), delimiter=delimiter))


def test_every_field_of_the_tracking_table_is_in_the_csv(reminded: Relance) -> None:
    first, second = table(reminded("track", "--csv", "-", "--today", "2026-02-17").out)
    assert {head: first[head] for head in WANTED} == WANTED
    assert second["Reminders (day, channel)"] == "Première relance 2026-02-16 by e-mail (R-000002)"
    assert (first["Days late"], first["Open"], first["Currency"]) == ("18", "1200.00", "EUR")


def test_french_excel_opens_it_as_it_is(reminded: Relance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELANCE_LANGUAGE", "fr")
    path = tmp_path / "suivi.csv"
    assert reminded("track", "--csv", str(path), "--today", "2026-02-17").code == 0
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    first = table(content.decode(), ";")[0]
    assert (first["Montant"], first["Échéance"]) == ("1200,00", "2026-01-30")
    assert first["Réponse du client"] == "sans réponse depuis le 16 février 2026"


def test_the_workbook_holds_numbers_and_days(reminded: Relance, tmp_path: Path) -> None:
    path = tmp_path / "tracking.xlsx"
    assert reminded("track", "--xlsx", str(path), "--today", "2026-02-17").code == 0
    heads, first, _second = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert heads == [column.english for column in COLUMNS]
    found = dict(zip(heads, first, strict=True))
    assert (found["Amount"], found["Late interest"], found["Due on"]) == (1200.0, 7.19, date(2026, 1, 30))
    assert {head: str(found[head]) for head in WANTED if not isinstance(found[head], float)} == {
        head: words for head, words in WANTED.items() if not isinstance(found[head], float)
    }


def test_csv_workbook_and_document_say_the_same(reminded: Relance, tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in ("t.csv", "t.xlsx")]
    said = reminded("track", "--all", "--csv", names[0], "--xlsx", names[1], "--json", "--today", "2026-02-17")
    rows = said.document["rows"]
    lines = table(Path(names[0]).read_text(encoding="utf-8"))
    sheet = CalamineWorkbook.from_path(names[1]).get_sheet_by_index(0).to_python()[1:]
    assert [row["invoice"] for row in rows] == [line["Invoice"] for line in lines] == [line[2] for line in sheet]
    assert [row["open_cents"] for row in rows] == [round(float(line["Open"]) * 100) for line in lines]
    assert [row["interest_cents"] for row in rows] == [round(line[18] * 100) for line in sheet]


def test_the_document_is_exact(reminded: Relance) -> None:
    first = reminded("track", "DUPONT", "--json", "--today", "2026-02-17").document["rows"][0]
    assert first["reminders"][0] == {
        "step": "r1", "label": "Première relance", "kind": "reminder", "on": "2026-02-06", "channel": "email",
        "notice": "R-000001",
    }  # fmt: skip
    assert first["next"] == {
        "action": "step", "step": "notice", "on": "2026-02-26", "owner": "owner", "by_itself": True,
    }  # fmt: skip
    assert (first["step_reached"], first["no_answer_since"], first["answer"]) == ("r2", "2026-02-16", None)


@pytest.mark.parametrize("lead", ["=", "+", "-", "@"])
def test_a_name_that_begins_like_a_formula_is_only_text(
    atelier: Relance, file: Callable[[str, str], str], tmp_path: Path, lead: str
) -> None:
    name = f"{lead}HYPERLINK(1)"
    invoices = file("evil.csv", f"{HEADERS}EVIL,{name},business,a@evil.example,,,,{lead}9,2026-03-30,1.00\n")
    assert atelier("import", invoices, "--today", "2026-01-20").code == 0
    path = tmp_path / "t.xlsx"
    text = atelier("track", "EVIL", "--csv", "-", "--today", "2026-02-01").out
    atelier("track", "EVIL", "--xlsx", str(path), "--today", "2026-02-01")
    row = table(text)[0]
    assert (row["Customer"], row["Invoice"]) == (f"'{name}", f"'{lead}9")
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert sheet[1][1] == name


def test_what_is_settled_shows_only_when_asked_for(reminded: Relance) -> None:
    assert reminded("pay", "FA-2", "300.00", "--on", "2026-02-17", "--today", "2026-02-17").code == 0
    known = [r["invoice"] for r in reminded("track", "--json", "--today", "2026-02-17").document["rows"]]
    everything = reminded("track", "--all", "--json", "--today", "2026-02-17").document["rows"]
    assert known == ["FA-1"]
    settled = next(row for row in everything if row["invoice"] == "FA-2")
    assert (settled["open_cents"], settled["paid_on"], settled["next"]) == (0, "2026-02-17", None)


def test_the_screen_shows_the_largest_part_of_it(reminded: Relance) -> None:
    said = reminded("track", "--today", "2026-02-17")
    assert "FA-1" in said.out and "Mise en demeure" in said.out and "2026-02-26" in said.out


def test_nothing_to_track_is_said(atelier: Relance) -> None:
    assert atelier("track", "--overdue", "--today", "2026-01-25").out == "Nothing to track.\n"


def test_two_things_never_share_standard_output(atelier: Relance) -> None:
    said = atelier("track", "--csv", "-", "--json", "--today", "2026-01-25")
    assert said.code == 2 and "one thing" in said.document["error"]


def test_a_file_that_cannot_be_written_is_a_sentence(atelier: Relance, tmp_path: Path) -> None:
    said = atelier("track", "--csv", str(tmp_path / "none" / "t.csv"), "--today", "2026-01-25")
    assert said.code == 2 and "cannot be written" in said.err
