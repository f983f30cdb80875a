"""`python -m benches [CUSTOMERS] [INVOICES_EACH] [NOTICES_SENT]`: seconds, rows a second, and the targets.

Each database gets a process of its own, so that the peak of memory is that database's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgres

REPOSITORY = Path(__file__).resolve().parent.parent
SCALE = (20_000, 5, 500)
TARGETS = {"import": 60.0, "run": 30.0}
MOST_MB = 512
MAILS = {
    "whole": "decided again, frozen, sent, written down",
    "client": "our client alone",
    "bare": "smtplib, a connection each",
    "bare_one_connection": "smtplib, one connection for all",
}


def main(arguments: list[str]) -> int:
    """Measure on both databases; exit code 1 where a target is missed at full scale."""
    scale = tuple(int(a) for a in arguments) + SCALE[len(arguments) :]
    print(f"{scale[0]:,} customers, {scale[0] * scale[1]:,} open invoices, {scale[2]} notices sent")
    late = _round("SQLite", "", scale)
    _mails("SQLite", "", scale[2])
    if postgres.binaries():
        url = postgres.url_for_tests()
        with postgres.empty_database(url) as empty:
            late += _round(f"PostgreSQL {postgres.version()}", empty, scale)
        with postgres.empty_database(url) as empty:
            _mails(f"PostgreSQL {postgres.version()}", empty, scale[2])
    else:
        print("\nPostgreSQL: skipped, no initdb and postgres on this machine")
    for line in late:
        print(f"too slow: {line}")
    return 1 if late and scale == SCALE else 0


def _environment(home: str, url: str) -> dict[str, str]:
    return {
        **os.environ, "RELANCE_HOME": home, "RELANCE_DATABASE_URL": url,
        "RELANCE_SECRET_KEY": "only for measuring, only for measuring",
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)]),
    }  # fmt: skip


def _round(title: str, url: str, scale: tuple[int, ...]) -> list[str]:
    print(f"\n{title:<28}{'seconds':>10}{'rows/s':>12}{'peak MB':>10}{'target':>9}", flush=True)
    late = []
    with tempfile.TemporaryDirectory(prefix="relance-bench-") as home:
        environment = _environment(home, url)
        command = [sys.executable, "-m", "benches.measuring", *map(str, scale)]
        with subprocess.Popen(command, env=environment, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for line in process.stdout:
                late += _row(title, json.loads(line))
        if process.returncode:
            raise SystemExit(f"{title}: the measurement stopped with exit code {process.returncode}")
    return late


def _mails(title: str, url: str, count: int) -> None:
    """Mails a second into a real server: the whole of sending, and the same bytes with less and less around them."""
    with tempfile.TemporaryDirectory(prefix="relance-bench-") as home:
        command = [sys.executable, "-m", "benches.mailing", str(count)]
        done = subprocess.run(command, env=_environment(home, url), cwd=REPOSITORY, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{title}: the measurement of mails stopped with exit code {done.returncode}\n{done.stderr}")
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"\n{title}, {count} mails into {found['server']:<34}{'mails/s':>10}{'ratio':>9}", flush=True)
    for key, name in MAILS.items():
        print(f"  {name:<46}{count / found[key]:>14,.0f}{found[key] / found['bare']:>9.1f}", flush=True)


def _row(title: str, row: dict[str, float | str]) -> list[str]:
    name, seconds = str(row["name"]), float(row["seconds"])
    target = TARGETS.get(name)
    rate = f"{float(row['rows']) / seconds:,.0f}"
    shown = f"{target:.0f} s" if target else ""
    print(f"{name:<28}{seconds:>10.2f}{rate:>12}{row['peak_mb']:>10}{shown:>9}", flush=True)
    late = [f"{title}, {name}: {seconds:.1f} s"] if target and seconds > target else []
    if name == "import" and float(row["peak_mb"]) > MOST_MB:
        late.append(f"{title}, {name}: {row['peak_mb']} MB")
    return late


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
