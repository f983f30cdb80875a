"""`python -m benches.banking [BANK_LINES] [FEC_LINES]`: long files read, then taken in on SQLite: seconds and memory.

Each step has a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

SCALE = (100_000, 1_000_000)
CUSTOMERS = 2_000
TODAY = date(2026, 2, 16)
FORMATS = {"camt": "releve.xml", "cfonb": "releve.txt", "fec": "732829320FEC20251231.txt"}


def main(arguments: list[str]) -> int:
    """Make the files, then measure each reader alone and each import."""
    if arguments[:1] == ["--step"]:
        print(json.dumps(_step(arguments[1], Path(arguments[2]), Path(arguments[3]))))
        return 0
    bank, ledger = (*(int(a) for a in arguments), *SCALE[len(arguments) :])[:2]
    from benches.bank_files import camt_file, cfonb_file, fec_file

    makers: dict[str, Callable[[], bytes]] = {
        "camt": lambda: camt_file(bank, CUSTOMERS),
        "cfonb": lambda: cfonb_file(bank, CUSTOMERS),
        "fec": lambda: fec_file(ledger, CUSTOMERS),
    }
    print(f"{bank:,} movements a bank file, {ledger:,} lines of FEC, {CUSTOMERS:,} customers")
    print(f"{'':<22}{'file MB':>9}{'seconds':>10}{'lines/s':>12}{'peak MB':>10}", flush=True)
    for key, make in makers.items():
        with tempfile.TemporaryDirectory(prefix="relance-bench-") as home:
            path = Path(home) / FORMATS[key]
            path.write_bytes(make())
            for what in ("read", "import"):
                _row(key, what, path, Path(home), ledger if key == "fec" else bank)
    return 0


def _row(key: str, what: str, path: Path, home: Path, lines: int) -> None:
    environment = {
        **os.environ, "RELANCE_HOME": str(home), "RELANCE_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "",
        "RELANCE_SECRET_KEY": "only for measuring, only for measuring", "PYTHONPATH": os.pathsep.join(["src", "."]),
    }  # fmt: skip
    command = [sys.executable, "-m", "benches.banking", "--step", f"{what}:{key}", str(path), str(home)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{what} {key} stopped with exit code {done.returncode}\n{done.stderr}")
    found = json.loads(done.stdout.splitlines()[-1])
    size = path.stat().st_size / 1024 / 1024
    rate = f"{lines / found['seconds']:,.0f}"
    print(f"{what + ' ' + key:<22}{size:>9.0f}{found['seconds']:>10.1f}{rate:>12}{found['peak_mb']:>10}", flush=True)


def _step(step: str, path: Path, home: Path) -> dict[str, float]:
    what, _, key = step.partition(":")
    work = _reading(key, path) if what == "read" else _importing(path)
    started = time.perf_counter()
    work()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": time.perf_counter() - started, "peak_mb": peak // 1024}


def _reading(key: str, path: Path) -> Callable[[], None]:
    from relance.discovery import readers
    from relance.domain.rows import Problem, ReadOptions

    def work() -> None:
        errors = 0
        for item in readers()[key].read(path.read_bytes(), path.name, ReadOptions(TODAY)):
            errors += isinstance(item, Problem) and item.severity == "error"
        assert not errors

    return work


def _importing(path: Path) -> Callable[[], None]:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "relance.config.settings"
    django.setup()
    from django.core.management import call_command

    from benches.made_up import invoices_csv
    from relance.domain.act import Act
    from relance.domain.rows import ReadOptions
    from relance.operations.import_file import import_file
    from relance.operations.setup_creditor import setup_creditor

    call_command("migrate", verbosity=0)
    act = Act(TODAY, datetime(2026, 2, 16, 9, 0, tzinfo=UTC), "bench")
    creditor = setup_creditor(
        name="Atelier Banc SARL", act=act, siren="732829320", iban="FR1420041010050500013M02606"
    ).creditor
    options = ReadOptions(today=TODAY)
    if "FEC" not in path.name:
        invoices = invoices_csv(CUSTOMERS, 5, TODAY)
        import_file(creditor=creditor, name="invoices.csv", data=invoices, act=act, options=options)

    def work() -> None:
        report = import_file(creditor=creditor, name=path.name, data=path.read_bytes(), act=act, options=options)
        assert report.is_taken, report.problems[:3]

    return work


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
