"""What people do by hand, through the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Relance

File = Callable[[str, str], str]


def test_what_a_french_terminal_reads_is_french(atelier: Relance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELANCE_LANGUAGE", "fr")
    assert "laissés en paix\u00a0: 1" in atelier("run", "--today", "2026-01-30").out
    assert "pas encore en retard" in atelier("explain", "FA-1", "--today", "2026-01-30").out


def test_money_paid_and_unpaid_leaves_the_step_where_it_was(atelier: Relance) -> None:
    atelier("run", "--today", "2026-02-06")
    paid = atelier("pay", "FA-1", "1300", "--on", "2026-02-07", "--today", "2026-02-07", "--json").document
    assert (paid["allocated_cents"], paid["on_account_cents"], paid["open_cents"]) == (120000, 10000, 0)
    assert atelier("unpay", str(paid["payment"]), "--today", "2026-02-08").code == 0
    steps = atelier("explain", "FA-1", "--today", "2026-02-09", "--json").document["steps_done"]
    assert steps == [{"step": "r1", "on": "2026-02-06"}]


def test_a_cancelled_notice_says_why(atelier: Relance) -> None:
    atelier("settings", "sending=confirm_all", "--today", "2026-02-06")
    waiting = atelier("run", "--today", "2026-02-06", "--json").document["notices"][0]
    assert waiting["confirm_because"] == ["confirm_all"]
    said = atelier("cancel", waiting["notice"], "--why", "they pay tomorrow", "--today", "2026-02-06", "--json")
    assert (said.code, said.document["state"]) == (0, "cancelled")


def test_a_pdf_goes_with_the_invoice_whose_number_it_bears(atelier: Relance, tmp_path: Path) -> None:
    folder = tmp_path / "pdf"
    folder.mkdir()
    (folder / "Facture FA-1.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "holiday.pdf").write_bytes(b"%PDF-1.4\n")
    said = atelier("attach", str(folder), "--json")
    assert said.document["attached"] == [{"file": "Facture FA-1.pdf", "invoice": "FA-1"}]
    assert (said.code, len(said.document["problems"])) == (1, 1)


def test_the_worker_decides_a_new_day_and_sends(atelier: Relance) -> None:
    assert atelier("worker", "--once", "--today", "2026-02-06", "--json").document == {"sent": 1}
    assert atelier("worker", "--once", "--today", "2026-02-06", "--json").document == {"sent": 0}


def test_a_call_recorded_closes_its_task(atelier: Relance) -> None:
    atelier("customer", "DUPONT", "phone=01 99 00 10 01", "plan=phone-first", "--today", "2026-02-05")
    called = atelier("run", "--today", "2026-02-06", "--json").document
    assert (called["notices"][0]["channel"], called["sent"]["call"]) == ("phone", 1)
    assert [t["task"] for t in atelier("todo", "--json").document["tasks"]] == ["call"]
    said = atelier("record", "FA-1", "--step", "reminder", "--on", "2026-02-06", "--today", "2026-02-06", "--json")
    assert (said.code, said.document["step"]) == (0, "r1")
    assert atelier("todo", "--json").document["tasks"] == []


def test_a_saved_plan_is_followed_and_advised_upon(atelier: Relance, file: File) -> None:
    toml = atelier("plan", "show", "two-then-notice").out.replace('key = "two-then-notice"', 'key = "ours"', 1)
    saved = atelier("plan", "save", file("ours.toml", toml), "--json").document
    assert (saved["plan"], saved["version"]) == ("ours", 1)
    assert atelier("plan", "use", "ours", "--customer", "DUPONT").code == 0
    assert atelier("customer", "DUPONT", "--json").document["values"]["plan"] == "ours"
    broken = atelier("plan", "check", file("broken.toml", toml.replace('kind = "handover"', 'kind = "courtesy"')))
    assert broken.code == 2
    assert "step handover" in broken.err
