"""Many workers, a mail server that fails at every point, kills, runs started twice: the wire is what the records say.

RELANCE_TEST_SEED repeats a run; the seed is in the message of a failure. More: `python -m tests.stories.wire`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

import pytest

from tests.conftest import REPOSITORY


def unleashed(road: str, messages: int, workers: int, kills: int, environment: dict[str, str]) -> dict[str, Any]:
    """A run in its own process; its words on failure."""
    seed = os.environ.get("RELANCE_TEST_SEED") or str(time.time_ns() % 1_000_000)
    command = [sys.executable, "-m", "tests.stories.wire", road, *map(str, (messages, workers, kills)), seed]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, f"seed {seed}: {done.stderr[-3000:]}"
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(found)
    return found


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_four_workers_and_some_kills_double_nothing_and_lose_nothing(command_environment: dict[str, str]) -> None:
    found = unleashed("mails", 120, 4, 25, command_environment)
    assert (found["doubled"], found["lost"], found["kills"]) == (0, 0, 25)
    assert found["sent"] + found["refused"] + found["unknown"] == 120
    assert len(found["injected"]) >= 10


@pytest.mark.slow
@pytest.mark.postgres_only
def test_eight_workers_double_nothing_and_lose_nothing(command_environment: dict[str, str]) -> None:
    found = unleashed("mails", 80, 8, 10, command_environment)
    assert (found["doubled"], found["lost"], found["kills"]) == (0, 0, 10)
    assert found["sent"] + found["refused"] + found["unknown"] == 80


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_letters_are_ordered_once_whatever_the_provider_does(command_environment: dict[str, str]) -> None:
    found = unleashed("letters", 40, 3, 6, command_environment)
    assert (found["doubled"], found["lost"], found["kills"]) == (0, 0, 6)
    assert found["sent"] + found["unknown"] == 40 and found["unknown"] == found["doubts"]
