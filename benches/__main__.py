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


def main(arguments: list[str]) -> int:
    """Measure on both databases; exit code 1 where a target is missed at full scale."""
    scale = tuple(int(a) for a in arguments) + SCALE[len(arguments) :]
    print(f"{scale[0]:,} customers, {scale[0] * scale[1]:,} open invoices, {scale[2]} notices sent")
    late = _round("SQLite", "", scale)
    if postgres.binaries():
        url = postgres.url_for_tests()
        with postgres.empty_database(url) as empty:
            late += _round(f"PostgreSQL {postgres.version()}", empty, scale)
    else:
        print("\nPostgreSQL: skipped, no initdb and postgres on this machine")
    for line in late:
        print(f"too slow: {line}")
    return 1 if late and scale == SCALE else 0


def _round(title: str, url: str, scale: tuple[int, ...]) -> list[str]:
    print(f"\n{title:<28}{'seconds':>10}{'rows/s':>12}{'peak MB':>10}{'target':>9}", flush=True)
    late = []
    with tempfile.TemporaryDirectory(prefix="relance-bench-") as home:
        environment = {
            **os.environ, "RELANCE_HOME": home, "RELANCE_DATABASE_URL": url,
            "RELANCE_SECRET_KEY": "only for measuring, only for measuring",
            "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)]),
        }  # fmt: skip
        command = [sys.executable, "-m", "benches.measuring", *map(str, scale)]
        with subprocess.Popen(command, env=environment, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for line in process.stdout:
                late += _row(title, json.loads(line))
        if process.returncode:
            raise SystemExit(f"{title}: the measurement stopped with exit code {process.returncode}")
    return late


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
