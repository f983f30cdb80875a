"""`python -m benches.pages [CUSTOMERS] [INVOICES_EACH] [--keep FOLDER] [--only NAME]`: time and queries of every page.

Each page is asked for by a signed-in owner, once to warm up, then seven times; the median counts. `--keep` makes the
ledger once and uses it again. Exit code 1 where a page is above 300 ms or 30 queries at full scale.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

FULL = (20_000, 5)
MOST_MS, MOST_QUERIES = 300, 30
ROUNDS = 7
# what a page needs in its address, and where the first such thing is found
NOT_PAGES = {"sign_out", "language", "sign_in", "enter"}
ASKED = {"settings_preview": "?max_notices_per_day=50", "search": "?q=Client+12"}
CUSTOMER_PARTS = ("why", "claimed", "clocks", "profile", "timeline", "agreement_form")
# files, not pages: written as they are read, however long they are
FILES = ("_csv", "_xlsx", "_pdf", "_zip")


def main(arguments: list[str]) -> int:
    """Make or take up the ledger, ask for every page, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benches.pages")
    parser.add_argument("customers", type=int, nargs="?", default=FULL[0])
    parser.add_argument("invoices_each", type=int, nargs="?", default=FULL[1])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--no-files", action="store_true", help="leave out exports and papers")
    parser.add_argument("--verbose", action="store_true", help="print the slowest queries of pages above the limits")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="relance-bench-") as throw_away:
        home = asked.keep or Path(throw_away)
        made = (home / "made").exists()
        _begin(home)
        if not made:
            _make(home, asked.customers, asked.invoices_each)
        slow = _measure(asked.only, asked.verbose, with_files=not asked.no_files)
    return 1 if slow and (asked.customers, asked.invoices_each) == FULL else 0


def _begin(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        RELANCE_HOME=str(home), RELANCE_SECRET_KEY="only for measuring, only for measuring", RELANCE_TODAY="2026-02-16",
        DJANGO_SETTINGS_MODULE="relance.config.settings",
    )  # fmt: skip
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    logging.disable(logging.WARNING)


def _make(home: Path, customers: int, invoices_each: int) -> None:
    from benches.pages.big_ledger import make

    started = time.perf_counter()
    make(customers, invoices_each, 200)
    (home / "made").touch()
    print(
        f"made {customers:,} customers, {customers * invoices_each:,} invoices in {time.perf_counter() - started:.0f} s"
    )


def _addresses(creditor: Any) -> list[tuple[str, str]]:
    """Every address that answers a GET, with a thing of each kind that it names."""
    from django.urls import get_resolver, reverse

    from benches.pages.examples import values_for

    found = []
    for name, (patterns, *_rest) in get_resolver("relance.web.urls").reverse_dict.items():
        if not isinstance(name, str) or name in NOT_PAGES:
            continue
        wanted = patterns[0][1]
        values = values_for(creditor, name, wanted)
        if values is not None:
            found.append((name, reverse(name, kwargs=values) + ASKED.get(name, "")))
    code = next(address for name, address in found if name == "customer")
    found += [(f"customer_part {part}", f"{code}part/{part}/?currency=EUR") for part in CUSTOMER_PARTS]
    found += [(f"dashboard_part {part}", f"/dashboard/{part}/") for part in ("lateness", "steps")]
    return sorted(pair for pair in found if pair[0] not in ("customer_part", "dashboard_part"))


def _measure(only: str, verbose: bool, *, with_files: bool) -> list[str]:
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from relance.ledger.models import Creditor

    creditor = Creditor.objects.order_by("pk").first()
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.force_login(User.objects.get(username="claire"))
    client.cookies["relance-scripts"] = "1"  # as a browser that runs scripts: long pages come in parts
    print(f"{'page':<28}{'median ms':>10}{'CPU ms':>8}{'queries':>9}{'kB':>7}  status", flush=True)
    slow = []
    for name, address in _addresses(creditor):
        if (only and only not in name) or (name.endswith(FILES) and not with_files):
            continue
        answer = client.get(address)
        if answer.status_code == 405:
            continue
        _whole(answer)
        times, busy = [], []
        for _ in range(ROUNDS):
            started, worked = time.perf_counter(), time.process_time()
            size = len(_whole(client.get(address)))
            times.append(1000 * (time.perf_counter() - started))
            busy.append(1000 * (time.process_time() - worked))
            if times[-1] > 5_000:
                break
        with CaptureQueriesContext(connection) as captured:
            _whole(client.get(address))
        median, queries = statistics.median(times), len(captured)
        is_file = name.endswith(FILES)
        late = (median > MOST_MS or queries > MOST_QUERIES) and not is_file
        if late:
            slow.append(name)
        mark = (
            "  (a file)"
            if is_file
            else "  <-- too slow"
            if median > MOST_MS
            else "  <-- too many queries"
            if late
            else ""
        )
        told = f"{median:>10.0f}{statistics.median(busy):>8.0f}{queries:>9}{size / 1024:>7.0f}"
        print(f"{name:<28}{told}  {answer.status_code}{mark}", flush=True)
        if late and verbose:
            for query in sorted(captured.captured_queries, key=lambda q: -float(q["time"]))[:4]:
                print(f"    {query['time']} s  {query['sql'][:700]}")
    print(f"{len(slow)} pages above {MOST_MS} ms or {MOST_QUERIES} queries: {' '.join(slow) or 'none'}")
    return slow


def _whole(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
