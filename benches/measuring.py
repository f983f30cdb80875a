"""One round of measurements on the database that the environment names; printed as JSON lines."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import django

TODAY = date(2026, 2, 16)
LATER = date(2026, 3, 9)


def main(customers: int, invoices_each: int, sent: int) -> None:
    """Create the tables and a creditor, then measure step after step."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "relance.config.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for name, rows, work in _steps(customers, invoices_each, sent):
        started = time.perf_counter()
        work()
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps({"name": name, "seconds": seconds, "rows": rows, "peak_mb": peak}), flush=True)


def _steps(customers: int, invoices_each: int, sent: int) -> list[tuple[str, int, Callable[[], Any]]]:
    from benches.made_up import invoices_csv
    from relance.domain.act import Act
    from relance.domain.rows import ReadOptions
    from relance.ledger.models import Creditor, Customer, Notice
    from relance.operations.change_settings import change_settings
    from relance.operations.confirm_notices import confirm_notices
    from relance.operations.decide_due import decide_due
    from relance.operations.explain import explain
    from relance.operations.import_file import import_file
    from relance.operations.send_due import send_due
    from relance.operations.setup_creditor import setup_creditor

    act = Act(TODAY, datetime(2026, 2, 16, 9, 0, tzinfo=UTC), "bench")
    made = setup_creditor(
        name="Atelier Banc SARL", act=act, siren="732829320", iban="FR1420041010050500013M02606",
        email="compta@atelier.example", phone="0123456789", address="1 rue du Banc\n75001 Paris", signatory="A. Martin",
    ).creditor  # fmt: skip
    change_settings(creditor=made, changes={"max_notices_per_day": "1000000"}, act=act)
    data = invoices_csv(customers, invoices_each, TODAY)
    count = customers * invoices_each

    def creditor() -> Creditor:
        return Creditor.objects.get(pk=made.pk)

    def take(expected: str) -> Callable[[], None]:
        def work() -> None:
            report = import_file(
                creditor=creditor(), name="invoices.csv", data=data, act=act, options=ReadOptions(today=TODAY),
                snapshot=True,
            )  # fmt: skip
            assert report.is_taken and getattr(report, expected) == count, report

        return work

    def confirm_some() -> None:
        waiting = Notice.objects.filter(creditor=made, state="to_confirm", channel="email").order_by("pk")
        references = list(waiting.values_list("reference", flat=True)[:sent])
        confirm_notices(creditor=creditor(), references=references, act=act)

    def send() -> None:
        report = send_due(creditor=creditor(), act=act, any_hour=True)
        assert report.count("sent") == sent, (report.held, report.problems)

    def explain_one() -> None:
        customer = Customer.objects.filter(creditor=made).order_by("pk")[customers // 2]
        explain(creditor=creditor(), customer=customer, act=act)

    return [
        ("import", count, take("created")),
        ("import again, nothing new", count, take("known")),
        ("dry run", customers, lambda: decide_due(creditor=creditor(), act=act, dry_run=True)),
        ("run", customers, lambda: decide_due(creditor=creditor(), act=act)),
        ("run again, same day", customers, lambda: decide_due(creditor=creditor(), act=act)),
        ("explain one customer", 1, explain_one),
        ("confirm", sent, confirm_some),
        ("send to the outbox", sent, send),
        *_figures(made.pk, data, count),
    ]


def _figures(key: int, data: bytes, count: int) -> list[tuple[str, int, Callable[[], Any]]]:
    """Half of the invoices are gone from a list three weeks later; then figures, beside the aged balance."""
    from relance.domain.act import Act
    from relance.domain.figures.book import days_before
    from relance.domain.rows import ReadOptions
    from relance.ledger.figures import figures
    from relance.ledger.models import Creditor
    from relance.ledger.reads import aged_balance
    from relance.ledger.receipts import receipts
    from relance.operations.import_file import import_file

    def creditor() -> Creditor:
        return Creditor.objects.get(pk=key)

    def settle_half() -> None:
        rows = data.split(b"\n")
        report = import_file(
            creditor=creditor(), name="later.csv", data=b"\n".join([rows[0], *rows[1:-1:2], b""]),
            act=Act(LATER, datetime(2026, 3, 9, 9, 0, tzinfo=UTC), "bench"), options=ReadOptions(today=LATER),
            snapshot=True, vanished_settled=True,
        )  # fmt: skip
        assert report.is_taken and report.settled == count // 2, report

    return [
        ("a list without half of it", count // 2, settle_half),
        ("aged balance", count, lambda: aged_balance(creditor(), LATER)),
        ("figures", count, lambda: figures(creditor(), days_before(LATER, 90), LATER)),
        ("forecast of receipts", count, lambda: receipts(creditor(), LATER)),
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
