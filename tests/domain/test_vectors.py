"""All that leaves from 120 ledgers, as two independent implementations agreed upon it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from relance.domain.plans import plan_from_dict
from relance.domain.position import Position, Promise, Receivable
from relance.domain.preview import Departure, preview
from relance.domain.verdict import NoticeDraft
from tests.domain.ledger_words import FRANCE

VECTORS = Path(__file__).parent.parent / "vectors" / "decide.jsonl"
LEDGERS = [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]


def test_all_120_ledgers_are_there() -> None:
    assert len(LEDGERS) == 120
    assert sum(len(ledger["leaves"]) for ledger in LEDGERS) == 391


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: str(ledger["seed"]))
def test_what_leaves_is_what_was_agreed(ledger: dict[str, Any]) -> None:
    plan, start = plan_from_dict(ledger["plan"]), date.fromisoformat(ledger["start"])
    positions = [position_of(row) for row in ledger["customers"]]
    found = [told(d) for p in positions for d in preview(p, plan, FRANCE, start, ledger["days"])]
    assert in_order(found) == in_order(ledger["leaves"])


def position_of(row: dict[str, Any]) -> Position:
    return Position(
        row["code"],
        kind=row["kind"],
        channels=frozenset(row["channels"]),
        credit_cents=row["credit_cents"],
        receivables=tuple(map(receivable_of, row["receivables"])),
    )


def receivable_of(row: dict[str, Any]) -> Receivable:
    promised = row["promised_on"]
    return Receivable(
        row["invoice"],
        row["invoice"],
        date.fromisoformat(row["due_on"]),
        row["open_cents"],
        disputed_cents=row["disputed_cents"],
        promises=(Promise(date.fromisoformat(promised), row["promised_cents"]),) if promised else (),
    )


def told(departure: Departure) -> dict[str, Any]:
    what = departure.what
    notice = what if isinstance(what, NoticeDraft) else None
    return {
        "day": str(departure.on),
        "customer": departure.customer,
        "step": what.step.key,
        "kind": what.step.kind,
        "channel": notice.channel if notice else None,
        "deadline": str(notice.deadline_on) if notice and notice.deadline_on else None,
        "total": what.total_cents,
        "acted": {line.invoice: line.step for line in what.lines if line.acted},
        "listed": [line.invoice for line in what.lines if not line.acted],
    }


def in_order(leaves: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = [{**leave, "listed": sorted(leave["listed"])} for leave in leaves]
    return sorted(rows, key=lambda row: (row["day"], row["customer"], row["kind"]))
