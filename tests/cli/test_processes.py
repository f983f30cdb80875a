"""Commands as people start them: in a process of their own, with an environment of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import DUPONT, HEADERS
from tests.demonstration import Demonstration, copied

Environment = dict[str, str]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(command_environment: Environment) -> Run:
    """Runs `relance …` in its own process, in English."""

    def call(*words: str, **changes: str) -> subprocess.CompletedProcess[str]:
        environment = {**command_environment, "RELANCE_LANGUAGE": "en", **changes}
        command = [sys.executable, "-m", "relance", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)

    return call


@pytest.fixture
def invoices(tmp_path: Path) -> str:
    path = tmp_path / "invoices.csv"
    path.write_text(f"{HEADERS}{DUPONT}FA-1,2026-01-30,1200.00\n", encoding="utf-8")
    return str(path)


def start(environment: Environment, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "relance", *words]
    environment = {**environment, "RELANCE_LANGUAGE": "en"}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def test_before_set_up_every_command_names_the_way_in(run: Run) -> None:
    said = run("todo")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "No Relance here yet: run `relance setup --name “Your company”`.\n"


@pytest.mark.slow
def test_from_nothing_to_a_letter_in_four_commands(run: Run, invoices: str) -> None:
    assert "http://127.0.0.1:8000/sign-in/" in run("setup", "--name", "Atelier Nord").stdout
    assert run("import", invoices, "--today", "2026-01-20").returncode == 0
    decided = json.loads(run("run", "--today", "2026-02-09", "--json").stdout)
    assert [n["state"] for n in decided["notices"]] == ["to_confirm"]
    run("confirm", "--all", "--today", "2026-02-09")
    sent = json.loads(run("send", "--today", "2026-02-09", "--json").stdout)
    assert len(list(Path(sent["outbox"]).glob("2026-02-09/*.eml"))) == 1


def test_the_list_of_commands_needs_no_database(run: Run) -> None:
    said = run("--help")
    assert said.returncode == 0
    assert {"setup", "import", "run", "demo", "restore"} <= {
        line.split(" ")[2] for line in said.stdout.splitlines() if line.startswith("  ")
    }
    assert run("--version").stdout.startswith("relance ")


def test_a_wrong_database_address_is_one_sentence(run: Run) -> None:
    said = run("todo", RELANCE_DATABASE_URL="oracle://somewhere/else")
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    assert "RELANCE_DATABASE_URL" in said.stderr


@pytest.mark.sqlite_only
def test_a_file_that_is_no_database_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.sqlite3").write_bytes(b"not a database at all, only text" * 40)
    said = run("todo", RELANCE_DATABASE_URL=f"sqlite:///{tmp_path / 'bad.sqlite3'}")
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    assert "restore a backup" in said.stderr


def test_a_database_that_does_not_answer_is_one_sentence(run: Run) -> None:
    said = run("todo", RELANCE_DATABASE_URL=f"postgresql://nobody:secret@127.0.0.1:{free_port()}/none")
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    assert "does not answer" in said.stderr
    assert "secret" not in said.stderr


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_a_backup_comes_back_with_sending_on_hold(run: Run, invoices: str, tmp_path: Path) -> None:
    run("setup", "--name", "Atelier Nord")
    run("settings", "sending=as_planned")
    run("import", invoices, "--today", "2026-01-20")
    run("run", "--today", "2026-02-09", "--no-send")
    copy = str(tmp_path / "copy.sqlite3")
    assert run("backup", copy).returncode == 0
    assert "exists already" in run("backup", copy).stderr
    run("send", "--today", "2026-02-09")
    assert "--force" in run("restore", copy).stderr
    restored = json.loads(run("restore", copy, "--force", "--json").stdout)
    assert restored["to_confirm_again"] == {"atelier-nord": 1}
    assert sqlite3.connect(restored["set_aside"]).execute("SELECT count(*) FROM ledger_notice").fetchone() == (1,)
    todo = json.loads(run("todo", "--json").stdout)
    assert (len(todo["to_confirm"]), todo["planned"]) == (1, [])
    doctor = run("doctor")
    assert doctor.returncode == 1
    assert "no message of the records has this file" in doctor.stdout


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_the_doctor_finds_what_was_tampered_with(run: Run, invoices: str, command_environment: Environment) -> None:
    run("setup", "--name", "Atelier Nord")
    run("settings", "sending=as_planned")
    run("import", invoices, "--today", "2026-01-20")
    run("run", "--today", "2026-02-09")
    assert run("doctor").returncode == 0
    outbox = Path(command_environment["RELANCE_HOME"]) / "outbox" / "atelier-nord"
    mail = next(outbox.glob("2026-02-09/*.eml"))
    mail.write_bytes(mail.read_bytes() + b" ")
    findings = json.loads(run("doctor", "--json").stdout)["findings"]
    wrong = [f for f in findings if f["severity"] == "problem"]
    assert [f["check"] for f in wrong] == ["outbox"]
    assert "is not what was sent" in wrong[0]["message"] and wrong[0]["mend"]


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_a_changed_event_breaks_the_chain(run: Run, command_environment: Environment) -> None:
    run("setup", "--name", "Atelier Nord")
    path = command_environment["RELANCE_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as link:
        for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            link.execute(f"DROP TRIGGER {name}")
        link.execute("UPDATE ledger_event SET by = 'somebody else'")
    said = run("verify", "--json")
    assert (said.returncode, json.loads(said.stdout)["intact"]) == (1, False)


@pytest.mark.slow
def test_the_worker_stops_when_told_to(run: Run, command_environment: Environment) -> None:
    run("setup", "--name", "Atelier Nord")
    worker = start(command_environment, "worker")
    assert worker.stdout
    assert "At work" in worker.stdout.readline()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0


@pytest.mark.slow
def test_serve_prints_a_link_that_opens_the_pages(run: Run, command_environment: Environment) -> None:
    run("setup", "--name", "Atelier Nord")
    port = free_port()
    site = start(command_environment, "serve", "--port", str(port), "--no-worker", "--today", "2026-02-09")
    try:
        assert site.stdout
        lines = [site.stdout.readline(), site.stdout.readline()]
        assert f"http://127.0.0.1:{port}/sign-in/" in lines[1]
        assert answers(lines[1].split()[-1]) == 200
    finally:
        os.killpg(site.pid, signal.SIGTERM)
        site.wait(timeout=20)


def answers(address: str) -> int:
    """The status of a page, once the server is up."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=20) as page:
                return int(page.status)
        except urllib.error.HTTPError as error:
            return error.code
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"{address} never answered")


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_the_demonstration_has_a_full_page_and_a_healthy_home(
    run: Run, demonstration: Demonstration, tmp_path: Path
) -> None:
    home = {"RELANCE_HOME": str(copied(demonstration.home, tmp_path / "demo"))}
    document = demonstration.said
    assert document["today"] == "2026-11-20"
    assert document["to_confirm"] >= 15 and document["sent_today"] >= 3 and document["sent_before"] >= 30
    here = {**home, "RELANCE_DATABASE_URL": ""}
    todo = json.loads(run("todo", "--today", "2026-11-20", "--json", **here).stdout)
    assert {"courtesy", "reminder", "final", "formal_notice"} <= {n["kind"] for n in todo["to_confirm"]}
    assert {"email", "letter", "registered_letter", "phone"} <= {n["channel"] for n in todo["to_confirm"]}
    assert todo["no_contact"]
    assert {"hand_over", "declare_claim", "allocate_credit", "call", "promise_broken", "dispute_overdue"} <= {
        t["task"] for t in todo["tasks"]
    }
    assert {"claire.vasseur", "samir.haddad"} == {t["person"] for t in todo["tasks"]}  # the third is away
    assert run("doctor", **here).returncode == 0
    assert "holds data already" in run("demo", "--no-serve", **here).stderr
