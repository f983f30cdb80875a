"""kill -9 at random moments: afterwards nothing is lost, nothing doubled, and the records match what left.

More: `python -m tests.stories.killing STORY KILLS SEED`, and test_the_wire.py for many workers at once.
RELANCE_TEST_SEED repeats a run; the seed is in the message of a failure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from tests.conftest import REPOSITORY


def killed(story: str, kills: int, environment: dict[str, str]) -> dict[str, object]:
    """Run a story in its own process; its words on failure."""
    seed = os.environ.get("RELANCE_TEST_SEED") or str(time.time_ns() % 1_000_000)
    command = [sys.executable, "-m", "tests.stories.killing", story, str(kills), seed]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, f"seed {seed}: {done.stderr[-3000:]}"
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    print(found)
    return found


@pytest.mark.slow
@pytest.mark.postgres_only  # SQLite has its round below
@pytest.mark.parametrize("story", ["import", "run", "send", "mail"])
def test_some_kills_lose_and_double_nothing(story: str, command_environment: dict[str, str]) -> None:
    assert int(str(killed(story, 8, command_environment)["kills"])) >= 8


@pytest.mark.slow
@pytest.mark.sqlite_only  # PostgreSQL has the shorter rounds above, to keep the whole within a quarter of an hour
@pytest.mark.parametrize("story", ["import", "run", "send", "mail"])
def test_twenty_five_kills_lose_and_double_nothing(story: str, command_environment: dict[str, str]) -> None:
    assert int(str(killed(story, 25, command_environment)["kills"])) >= 25
