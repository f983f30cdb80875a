"""Real CAMT and OFX files made by others, where they are at hand; they are never part of the project."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.readers.statements import DEFECTS, read_camt, read_ofx

SHARED = Path(os.environ.get("RELANCE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
BANK = SHARED / "data" / "bank"
pytestmark = pytest.mark.skipif(not BANK.is_dir(), reason=f"no real statements in {BANK} (RELANCE_SHARED)")


def _name(path: Path) -> str:
    return str(path.relative_to(BANK))


def files(folder: str, ending: str) -> list[Path]:
    return sorted((BANK / folder).glob(f"*{ending}"))


@pytest.mark.parametrize("path", files("camt", ".xml") + files("ofx", ".ofx"), ids=lambda path: path.name)
def test_only_what_is_defective_is_refused_and_for_its_defect(path: Path) -> None:
    read = (read_ofx if path.suffix == ".ofx" else read_camt)(path.read_bytes())
    wanted = [DEFECTS[_name(path)]] if _name(path) in DEFECTS else []
    assert read.errors == wanted and (read.statements or wanted)
    for one in read.statements:
        if one.opening_cents is not None and one.closing_cents is not None:
            assert one.opening_cents + one.sum_cents == one.closing_cents


@pytest.mark.parametrize("path", files("camt", ".json"), ids=lambda path: path.name)
def test_statements_and_movements_are_those_that_another_program_found(path: Path) -> None:
    """Its output cuts what it would repeat: a record stands with its entry, or alone where it has none."""
    told = json.loads(path.read_text())
    read = read_camt(path.with_suffix(".xml").read_bytes())
    if _name(path.with_suffix(".xml")) in DEFECTS:
        assert read.facts.read == len(told["getEntries"]) and not read.statements
        return
    pairs = [(entry["getRecord"], entry) for entry in told["getEntries"]]
    for record, entry in pairs or [(record, None) for record in told["getRecords"]]:
        one = next(found for found in read.statements if found.reference == record["getId"])
        assert one.account == record["getAccount"]["getIdentification"]
        balances = {kind: cents for kind, cents, currency in _balances(record) if currency == one.currency}
        assert (one.opening_cents, one.closing_cents) == (balances.get("opening"), balances.get("closing"))
        if entry is not None:
            assert int(entry["getAmount"]["getAmount"]) in {
                r.entry_cents for r in read.rows if r.statement == one.number
            }


def _balances(record: dict[str, Any]) -> list[tuple[str, int, str]]:
    found = [(one["getType"], one["getAmount"]) for one in record.get("getBalances") or ()]
    return [(kind, int(amount["getAmount"]), amount["getCurrency"]["getCode"]) for kind, amount in found]
