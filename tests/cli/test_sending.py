"""`relance send --resume` and `relance resolve`: a person ends a stop, and settles what nobody could tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from relance.ledger.models import Creditor, Dispatch, Notice
from tests.cli.conftest import DUPONT, HEADERS, Relance

DAY = "--today=2026-02-06"


@pytest.fixture
def ready(relance: Relance, file: Callable[[str, str], str]) -> Relance:
    """Dupont's reminder is confirmed."""
    relance("setup", "--name", "Atelier", "--email", "compta@atelier.example")
    relance("import", file("i.csv", f"{HEADERS}{DUPONT}FA-1,2026-01-20,1200.00\n"), DAY)
    relance("run", "--no-send", DAY)
    relance("confirm", "--all", DAY)
    return relance


def test_a_stop_is_said_and_ends_by_a_persons_word(ready: Relance) -> None:
    Creditor.objects.update(sending_stopped_at=datetime(2026, 2, 6, 9, tzinfo=UTC), sending_stopped_why="login: 535 no")
    said = ready("send", DAY, "--json")
    assert "stopped since 2026-02-06 10:00 (login: 535 no)" in said.document["held"] and said.document["sent"] == 0
    said = ready("send", "--resume", DAY, "--json")
    assert (said.document["resumed"], said.document["sent"]) == ("login: 535 no", 1)
    said = ready("send", "--resume", DAY)
    assert said.code == 2 and "is not stopped" in said.err


def test_the_doctor_says_that_sending_is_stopped(ready: Relance) -> None:
    Creditor.objects.update(sending_stopped_at=datetime(2026, 2, 6, 9, tzinfo=UTC), sending_stopped_why="login: 535 no")
    assert "relance send --resume" in ready("doctor").out


def test_a_message_in_doubt_is_settled_by_a_person(ready: Relance) -> None:
    ready("send", DAY)
    Notice.objects.update(state="unknown")
    Dispatch.objects.update(state="unknown")
    said = ready("resolve", "R-000001", "--as", "not_sent", "--why", "not in the log", DAY, "--json")
    assert said.document == {
        "notice": "R-000001", "state": "refused", "resolved": "not_sent", "why": "not in the log",
    }  # fmt: skip
    said = ready("resolve", "R-000001", "--as", "sent", "--why", "x", DAY)
    assert said.code == 2 and "nobody doubts" in said.err
