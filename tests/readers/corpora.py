"""`python -m tests.readers.corpora [FOLDER…]`: every real file at hand, imported or refused, and why.

Beside each: rows, sum, and whether opening balance + movements = closing balance. Exit code 1 where a file fails
that nobody lists as defective, where a defective one is taken, or where a sum differs.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from relance.domain.rows import BankRow, FileFacts, InvoiceRow, PaymentRow, Problem, ReadOptions, StatementRow
from relance.domain.tabular.bank_headers import recognise_bank
from relance.domain.tabular.headers import recognise
from relance.operations.choose_reader import choose_reader
from relance.operations.read_apart import read_guarded
from tests.readers.defective import DEFECTIVE
from tests.readers.reading import TODAY

SHARED = Path(os.environ.get("RELANCE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FOLDERS = ("bank", "einvoice", "fec", "exports")
NOT_DATA = (".json", ".yml", ".md", ".conf")
NOT_READ = ("license", "readme", "_license", "header_variants")


@dataclass(slots=True)
class Verdict:
    """What became of one file; `wrong` is what must not be."""

    format: str = "?"
    codes: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    first: str = ""
    rows: Counter[str] = field(default_factory=Counter)
    cents: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether an error or a question keeps the file out."""
        return bool(self.codes)


def files(folders: tuple[str, ...]) -> Iterator[Path]:
    """Every data file of the corpora, in order."""
    for folder in folders:
        for path in sorted((SHARED / "data" / folder).rglob("*")):
            name = path.name.lower()
            if path.is_file() and not name.startswith(NOT_READ) and not name.endswith(NOT_DATA):
                yield path


def look_at(path: Path) -> Verdict:
    """Read one file as an import would, without a ledger."""
    data, verdict = path.read_bytes(), Verdict()
    reader = choose_reader(path.name, data)
    if reader is None:
        verdict.codes, verdict.first = ["WRONG_TYPE"], "no reader knows this format"
        return verdict
    verdict.format = reader.key
    items = list(read_guarded(reader, data, path.name, ReadOptions(TODAY)))
    verdict.told = [item.code for item in items if isinstance(item, Problem) and item.severity == "warning"]
    for problem in (item for item in items if isinstance(item, Problem) and item.severity != "warning"):
        verdict.codes.append(problem.code)
        verdict.first = verdict.first or problem.message
    rows = [item for item in items if isinstance(item, (BankRow, InvoiceRow, PaymentRow))]
    verdict.rows.update(type(row).__name__ for row in rows)
    facts = items[-1]
    assert isinstance(facts, FileFacts)
    verdict.cents = facts.sum_cents
    verdict.wrong += _sums(items, facts)
    return verdict


def _sums(items: list[object], facts: FileFacts) -> Iterator[str]:
    bank = [item for item in items if isinstance(item, BankRow)]
    if facts.kind == "bank" and sum(row.cents for row in bank) != facts.sum_cents:
        yield f"rows add up to {sum(row.cents for row in bank)}, not {facts.sum_cents}"
    unread = any(isinstance(item, Problem) and item.severity == "error" for item in items)
    for statement in (item for item in items if isinstance(item, StatementRow)):
        mine = sum(row.cents for row in bank if row.statement == statement.number)
        if mine != statement.sum_cents:
            yield f"statement {statement.number}: rows {mine}, said {statement.sum_cents}"
        if statement.opening_cents is None or statement.closing_cents is None or unread:
            continue
        if statement.opening_cents + mine != statement.closing_cents:
            yield f"statement {statement.number}: {statement.opening_cents} + {mine} ≠ {statement.closing_cents}"


def headers() -> None:
    """Each header of the collection, and which of our fields it is taken for."""
    path = SHARED / "data" / "exports" / "header_variants.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        if row["product"].startswith("Bank CSV"):
            names = tuple(row["header"].rpartition("then ")[2].split(";"))
            fields = sorted(recognise_bank(1, names, {}).columns)
        elif row["field"] == "columns":  # a whole line of names
            fields = sorted(recognise(1, tuple(re.split(r"[,;]\s*", row["header"])), {}).columns)
        else:
            names = tuple(row["header"].split(" | " if " | " in row["header"] else " / "))
            fields = sorted({field for name in names for field in recognise(1, (name, "zzz"), {}).columns})
        known = ", ".join(field for field in fields if not field.startswith("_")) or "set aside"
        print(f"header   {row['product'][:34]:34} {row['field']:16} {row['header'][:60]:60} {known}")


def main(arguments: list[str]) -> int:
    """Print a line per file, then what differs from what is known."""
    chosen = tuple(name for name in arguments if not name.startswith("-")) or FOLDERS
    if not (SHARED / "data").is_dir():
        print(f"no real files in {SHARED / 'data'} (RELANCE_SHARED says where they are)")
        return 0
    if "exports" in chosen:
        headers()
    counts: Counter[str] = Counter()
    bad = 0
    for path in files(chosen):
        name = str(path.relative_to(SHARED / "data"))
        verdict, expected = look_at(path), DEFECTIVE.get(name)
        said = "refused" if verdict.is_refused else "imported" if verdict.rows or not verdict.told else "noted"
        wrong = list(verdict.wrong)
        if verdict.is_refused and (expected is None or expected not in verdict.codes):
            wrong.append(f"refused, expected {expected or 'to be imported'}")
        if not verdict.is_refused and expected:
            wrong.append(f"taken although defective ({expected})")
        rows = ", ".join(f"{n} {kind.removesuffix('Row').lower()}" for kind, n in sorted(verdict.rows.items())) or "-"
        line = f"{said:8} {verdict.format:9} {name:72} {rows:24} {verdict.cents / 100:14,.2f}"
        told = f"  {sorted(set(verdict.told))}" if verdict.told else ""
        print(line + (f"  {sorted(set(verdict.codes))} {verdict.first}" if verdict.is_refused else told))
        for words in wrong:
            print(f"    WRONG: {words}")
        bad += bool(wrong)
        counts[said] += 1
    print(
        f"{sum(counts.values())} files: {counts['imported']} imported, {counts['noted']} noted, "
        f"{counts['refused']} refused; {bad} unexpected"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
