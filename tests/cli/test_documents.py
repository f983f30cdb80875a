"""The JSON documents that others rely on, key by key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import DUPONT, HEADERS, MARTIN, Relance

File = Callable[[str, str], str]
NOTICE = {
    "customer", "step", "kind", "channel", "state", "currency", "total_cents", "deadline_on", "lines", "left_out",
}  # fmt: skip


def test_a_dry_run_has_everything_the_contract_names_and_writes_nothing(atelier: Relance) -> None:
    document = atelier("run", "--dry-run", "--today", "2026-02-06", "--json").document
    assert {"today", "creditor", "customers_looked_at", "notices", "silent", "tasks", "problems"} <= document.keys()
    assert (document["today"], document["creditor"]) == ("2026-02-06", "atelier-nord")
    notice = document["notices"][0]
    assert notice.keys() >= NOTICE
    line = {"invoice": "FA-1", "due_on": "2026-01-30", "open_cents": 120000, "acted": True, "step": "r1"}
    assert notice["lines"] == [line]
    assert atelier("todo", "--json").document["planned"] == []


def test_a_dry_run_and_the_run_say_the_same_but_for_states(atelier: Relance) -> None:
    dry = atelier("run", "--dry-run", "--today", "2026-02-06", "--json").document["notices"][0]
    done = atelier("run", "--today", "2026-02-06", "--json").document["notices"][0]
    changing = ("state", "notice")
    assert {k: v for k, v in dry.items() if k not in changing} == {k: v for k, v in done.items() if k not in changing}
    assert (dry["state"], done["state"]) == ("planned", "sent")


def test_a_customer_whom_nothing_reaches_is_silent_and_its_text_is_ready(relance: Relance, file: File) -> None:
    relance("setup", "--name", "Atelier Nord")
    path = file("invoices.csv", HEADERS + "PETIT,Petit SARL,business,,,,,FA-9,2026-01-05,500.00\n")
    relance("import", path, "--today", "2026-01-06")
    document = relance("run", "--today", "2026-02-06", "--json").document
    assert document["notices"] == []
    assert document["silent"][0]["reasons"] == [{"invoice": "FA-9", "due_on": "2026-01-05", "reason": "no_contact"}]
    assert document["no_contact"][0]["state"] == "no_contact"
    assert [t["task"] for t in document["tasks"]] == ["missing_contact"]


def test_a_reason_of_the_whole_customer_has_no_invoice(atelier: Relance) -> None:
    atelier("hold", "DUPONT", "--reason", "they called", "--until", "2026-02-20", "--today", "2026-02-06")
    silent = atelier("run", "--today", "2026-02-06", "--json").document["silent"]
    assert silent[0]["reasons"] == [{"invoice": None, "due_on": None, "reason": "on_hold"}]
    assert silent[0]["wake_on"] == "2026-02-21"


def test_a_customer_who_owes_nothing_has_no_reasons(atelier: Relance) -> None:
    for invoice, amount in (("FA-1", "1200"), ("FA-2", "300.00")):
        atelier("pay", invoice, amount, "--on", "2026-02-01", "--today", "2026-02-01")
    silent = atelier("run", "--today", "2026-02-06", "--json").document["silent"]
    assert [(s["customer"], s["reasons"]) for s in silent] == [("DUPONT", [])]


def test_a_hand_over_is_a_task_and_no_notice(atelier: Relance) -> None:
    for step, day in (("r1", "2026-02-06"), ("r2", "2026-02-16"), ("notice", "2026-02-26")):
        said = atelier("record", "FA-1", "--step", step, "--on", day, "--channel", "letter", "--today", day)
        assert said.code == 0, said.err
    document = atelier("run", "--today", "2026-03-09", "--no-send", "--json").document
    assert "hand_over" in [t["task"] for t in document["tasks"]]
    assert all(line["invoice"] != "FA-1" or not line["acted"] for n in document["notices"] for line in n["lines"])


def test_explaining_an_invoice_names_step_reason_and_day(atelier: Relance) -> None:
    atelier("run", "--today", "2026-02-06")
    document = atelier("explain", "FA-1", "--today", "2026-02-09", "--json").document
    assert document["invoice"] == "FA-1"
    assert document["steps_done"] == [{"step": "r1", "on": "2026-02-06"}]
    assert document["verdict"] == {"step": None, "reason": "waiting_step", "wake_on": "2026-02-16"}
    assert "because it comes 10\u00a0days after “Première relance”, done on 6 February 2026" in document["text"]


def test_explaining_on_the_day_names_the_step(atelier: Relance) -> None:
    verdict = atelier("explain", "FA-1", "--today", "2026-02-06", "--json").document["verdict"]
    assert (verdict["step"], verdict["reason"]) == ("r1", None)


def test_explaining_a_customer_lists_its_invoices(atelier: Relance) -> None:
    document = atelier("explain", "DUPONT", "--today", "2026-02-06", "--json").document
    assert [i["invoice"] for i in document["invoices"]] == ["FA-1", "FA-2"]


def test_an_import_accounts_for_every_line(relance: Relance, file: File) -> None:
    relance("setup", "--name", "Atelier Nord")
    path = file("invoices.csv", f"{HEADERS}{DUPONT}FA-1,2026-01-30,1200.00\n{MARTIN}FA-2,2026-02-09,0.50\n")
    report = relance("import", path, "--today", "2026-01-20", "--json").document["files"][0]
    assert report["sha256"] == hashlib.sha256(Path(path).read_bytes()).hexdigest()
    assert (report["file"], report["kind"], report["sum_cents"]) == ("invoices.csv", "invoices", 120050)
    assert report["read"] == report["created"] + report["changed"] + report["known"] + report["rejected"] == 2


def test_a_refused_file_still_has_its_report(relance: Relance, file: File) -> None:
    relance("setup", "--name", "Atelier Nord")
    path = file("invoices.csv", f"{HEADERS}{DUPONT}FA-1,2026-01-30,twelve\n")
    said = relance("import", path, "--today", "2026-01-20", "--json")
    report = said.document["files"][0]
    assert (said.code, report["created"], report["rejected"]) == (2, 0, report["read"])
    problem = report["problems"][0]
    assert problem.keys() == {"line", "field", "code", "severity", "message"}
    assert (problem["line"], problem["severity"]) == (2, "error")
    assert said.err.count("\n") == 1


def test_the_buckets_add_up_to_everything_open(atelier: Relance) -> None:
    document = atelier("ageing", "--today", "2026-02-16", "--json").document
    assert [b["label"] for b in document["buckets"]] == ["not_due", "1-30", "31-60", "61-90", "90+"]
    assert sum(b["cents"] for b in document["buckets"]) == 150000
    customer = document["customers"][0]
    assert (customer["open_cents"], customer["overdue_cents"], customer["credit_cents"]) == (150000, 150000, 0)


def test_a_preview_names_each_day(atelier: Relance) -> None:
    document = atelier("preview", "--days", "40", "--today", "2026-01-30", "--json").document
    days = [(d["on"], d["kind"]) for d in document["departures"]]
    assert days[:3] == [("2026-02-06", "reminder"), ("2026-02-16", "reminder"), ("2026-02-26", "formal_notice")]


def test_a_preview_with_another_plan_shows_the_difference(atelier: Relance, file: File) -> None:
    plan = file("p.toml", atelier("plan", "show", "two-then-notice").out.replace("offset_days = 7", "offset_days = 4"))
    document = atelier("preview", "--plan", plan, "--days", "10", "--today", "2026-01-30", "--json").document
    assert [d["on"] for d in document["difference"]["in_addition"]] == ["2026-02-03"]
    assert [d["on"] for d in document["difference"]["no_longer"]] == ["2026-02-06"]


def test_every_command_that_shows_prints_one_document(atelier: Relance) -> None:
    shows = (
        ["creditors"], ["settings"], ["todo"], ["customer", "DUPONT"], ["plan", "list"], ["plan", "show", "standard"],
        ["verify"], ["doctor"], ["sign-in"], ["send", "--today", "2026-02-06"], ["worker", "--once"],
    )  # fmt: skip
    for words in shows:
        said = atelier(*words, "--json")
        assert isinstance(said.document, dict), words


@pytest.mark.slow
def test_a_long_list_of_waiting_notices_is_shown_whole(relance: Relance, file: File) -> None:
    relance("setup", "--name", "Atelier Nord")
    rows = [
        f"C{c},Client {c} SARL,business,c{c}@client.example,1 rue Haute,69001,Lyon,FA-{c}-{i},2026-01-1{i},80.00\n"
        for c in range(260)
        for i in range(5)
    ]
    relance("settings", "max_notices_per_day=1000")
    relance("import", file("many.csv", HEADERS + "".join(rows)), "--today", "2026-02-01")
    assert len(relance("run", "--today", "2026-02-02", "--json").document["notices"]) == 260
    waiting = relance("todo", "--json").document["to_confirm"]
    assert sum(len(notice["lines"]) for notice in waiting) == 1300


def test_the_doctor_misses_the_mail_server_where_mail_is_to_leave_by_one(atelier: Relance) -> None:
    assert atelier("settings", "delivery=smtp").code == 0
    assert "SMTP" in atelier("doctor").out
