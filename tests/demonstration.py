"""The demonstration, made once for a whole run of tests and copied by who needs it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ASKED, TODAY = "2026-11-22", "2026-11-20"  # a Sunday, and the working day before it
REPOSITORY = Path(__file__).resolve().parent.parent


class Demonstration(NamedTuple):
    """Its home, and what the command said of it. Nobody writes there: a test works on a copy."""

    home: Path
    said: dict[str, Any]


def the_demonstration(folder: Path) -> Demonstration:
    """The demonstration in that folder, made by the first process that asks for it."""
    home, words = folder / "demo", folder / "demo.json"
    with alone(folder / "demo.lock"):
        if not words.exists():
            command = [sys.executable, "-m", "relance", "demo", "--no-serve", "--today", ASKED, "--json"]
            done = subprocess.run(command, env=of_home(home), capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            words.write_text(done.stdout, encoding="utf-8")
    return Demonstration(home, json.loads(words.read_text(encoding="utf-8")))


def copied(home: Path, to: Path) -> Path:
    """The same home in another folder."""
    shutil.copytree(home, to)
    to.chmod(0o700)
    return to


def of_home(home: Path) -> dict[str, str]:
    """The environment of commands and servers on such a home."""
    path = os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)])
    changed = {"RELANCE_HOME": str(home), "RELANCE_DATABASE_URL": "", "PYTHONPATH": path}
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {**kept, **changed}


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process after the other."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
