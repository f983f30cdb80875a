"""Two processes that send at the same moment: each notice leaves once."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.conftest import REPOSITORY

SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.operations.scene import *
c = a_creditor()
who = "C{n},Client {n} SARL,c{n}@client.example,1 rue X,75001,Paris,F{n},,2026-01-30,100.00,100.00"
lines = [who.format(n=n) for n in range(20)]
take(c, csv_of(lines)); run(c, "2026-02-06"); confirm(c, "2026-02-06")
"""
SEND = """
import django, json, sys; django.setup()
from tests.operations.scene import *
from relance.ledger.models import Creditor
sys.stdin.readline()
print(json.dumps(send(Creditor.objects.get(), "2026-02-06").outcomes))
"""
LOOK = """
import django, json, os; django.setup()
from pathlib import Path
from relance.ledger.models import Creditor, Dispatch, Notice, StepDone
from relance.ledger.reads import chain_break
files = len(list(Path(os.environ["RELANCE_HOME"]).glob("outbox/*/2*/*.eml")))
print(json.dumps([Notice.objects.filter(state="sent").count(), Dispatch.objects.count(), StepDone.objects.count(),
                  files, chain_break(Creditor.objects.get())]))
"""


def started(code: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    settings = {"DJANGO_SETTINGS_MODULE": "relance.config.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=REPOSITORY, env={**environment, **settings}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def said(process: subprocess.Popen[str], words: str = "") -> str:
    out, err = process.communicate(words, timeout=120)
    assert process.returncode == 0, err[-2000:]
    return out


def test_two_senders_at_once_send_each_notice_once(command_environment: dict[str, str]) -> None:
    said(started(SETUP, command_environment))
    senders = [started(SEND, command_environment) for _ in range(2)]
    for sender in senders:
        assert sender.stdin
        sender.stdin.write("go\n")
        sender.stdin.flush()
    outcomes = [json.loads(said(sender)) for sender in senders]
    sent = [reference for one in outcomes for reference, outcome in one.items() if outcome == "sent"]
    assert len(sent) == len(set(sent)) == 20
    assert json.loads(said(started(LOOK, command_environment))) == [20, 20, 20, 20, None]
