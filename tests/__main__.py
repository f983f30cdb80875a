"""`python -m tests`: every test on SQLite, then those that touch the database again on PostgreSQL.

Further arguments go to pytest, for both runs. The last line joins both summaries.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from tests import postgres

REPOSITORY = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5


class Outcome(NamedTuple):
    """What one run of pytest came to."""

    database: str
    code: int
    passed: int
    failed: int
    errors: int
    skipped: int


def main(arguments: list[str]) -> int:
    """Both runs, one after the other, and the joined last line; the exit code is the worse one."""
    started = time.monotonic()
    outcomes = [_pytest("SQLite", "sqlite", arguments)]
    note = ""
    if postgres.binaries():
        outcomes.append(_pytest(f"PostgreSQL {postgres.version()}", "postgres", arguments))
    else:
        note = "PostgreSQL: skipped, no initdb and postgres on this machine"
    if note and os.environ.get("RELANCE_REQUIRE_POSTGRES") == "1":
        outcomes.append(Outcome("PostgreSQL (required, and absent)", 1, 0, 0, 1, 0))
    print()
    if note:
        print(note)
    for outcome in outcomes:
        print(f"{outcome.database}: {counts([outcome])}")
    line = f" {counts(outcomes)} in {time.monotonic() - started:.2f}s "
    print(line.center(100, "="), flush=True)
    return next((outcome.code for outcome in outcomes if outcome.code), 0)


def counts(outcomes: list[Outcome]) -> str:
    """The sum of several runs in pytest's own words."""
    sums = {
        "failed": sum(o.failed for o in outcomes),
        "passed": sum(o.passed for o in outcomes),
        "skipped": sum(o.skipped for o in outcomes),
        "errors": sum(o.errors for o in outcomes),
    }
    if sums["errors"] == 1:
        sums["error"] = sums.pop("errors")
    return ", ".join(f"{number} {word}" for word, number in sums.items() if number) or "no tests ran"


def _pytest(title: str, database: str, arguments: list[str]) -> Outcome:
    print(f"\n-- {title} ".ljust(100, "-"), flush=True)
    workers = str(min(os.cpu_count() or 1, 4))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n", workers, f"--junitxml={report}", *arguments]
        environment = {**os.environ, "RELANCE_TEST_DATABASE": database}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        code = subprocess.run(command, cwd=REPOSITORY, env=environment, check=False).returncode
        if code == NOTHING_COLLECTED and database == "postgres":
            code = 0  # the arguments chose tests without a database
        return _read(title, code, report)


def _read(title: str, code: int, report: Path) -> Outcome:
    if not report.exists():
        return Outcome(title, code or 1, 0, 0, 1, 0)
    suite = ElementTree.parse(report).getroot().find("testsuite")
    numbers = {} if suite is None else suite.attrib
    total, failed, errors, skipped = (int(numbers.get(n, 0)) for n in ("tests", "failures", "errors", "skipped"))
    return Outcome(title, code, total - failed - errors - skipped, failed, errors, skipped)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
