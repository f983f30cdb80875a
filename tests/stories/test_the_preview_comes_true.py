"""Sixty days foreseen, then lived day after day: what was said is what leaves, if nobody pays."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cli.conftest import HEADERS, Relance, file, relance

__all__ = ["file", "relance"]

START = date(2026, 4, 20)
DAYS = 60
WAYS = (
    "compta@c{n}.example,3 rue du Port,44000,Nantes",
    ",3 rue du Port,44000,Nantes",
    "compta@c{n}.example,,,",
    ",,,",
)


def ledger(seed: int) -> str:
    """A dozen customers with one to four invoices each, some small, some old, some not due yet."""
    rng = random.Random(seed)
    rows = []
    for n in range(12):
        kind = rng.choice(["business", "business", "consumer", "public"])
        way = rng.choice(WAYS).format(n=n)
        for i in range(rng.randint(1, 4)):
            due = START + timedelta(days=rng.randint(-50, 40))
            amount = rng.choice(["3.50", "42.00", "480.00", "1250.00", "9800.00"])
            rows.append(f"C{n},Client {n} SARL,{kind},{way},FA-{n}-{i},{due},{amount}\n")
    return HEADERS + "".join(rows)


def leaving(relance: Relance, day: date) -> list[tuple[Any, ...]]:
    """Live one day: decide, confirm everything, send; what left, in the preview's words."""
    report = relance("run", "--no-send", "--today", str(day), "--json").document
    relance("confirm", "--all", "--today", str(day))
    relance("send", "--today", str(day))
    handed = [(str(day), t["customer"], "handover") for t in report["tasks"] if t["task"] == "hand_over"]
    return sorted([*(shape(str(day), n) for n in report["notices"]), *handed])


def shape(on: str, notice: dict[str, Any]) -> tuple[Any, ...]:
    lines = tuple((x["invoice"], x["open_cents"], x["acted"], x["step"]) for x in notice["lines"])
    return (
        on,
        notice["customer"],
        notice["step"],
        notice["channel"],
        notice["total_cents"],
        notice["deadline_on"],
        lines,
    )


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "plan"), [(1, "standard"), (2, "two-then-notice"), (3, "progressive")])
def test_what_the_preview_says_is_what_the_days_then_send(
    relance: Relance, file: Callable[[str, str], str], seed: int, plan: str
) -> None:
    start = str(START)
    relance("setup", "--name", "Atelier Nord", "--preset", plan, "--today", start)
    relance("import", file("invoices.csv", ledger(seed)), "--today", start)
    foreseen = relance("preview", "--days", str(DAYS), "--today", start, "--json").document["departures"]
    said = [(d["on"], d["customer"], "handover") if d["kind"] == "handover" else shape(d["on"], d) for d in foreseen]
    lived = [one for n in range(DAYS) for one in leaving(relance, START + timedelta(days=n))]
    assert lived and sorted(lived, key=repr) == sorted(said, key=repr)
