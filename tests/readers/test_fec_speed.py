"""A large book is read in a bounded memory: the bytes, and little beside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

READ = """
import resource, sys
from datetime import date
from pathlib import Path
from relance.domain.rows import FileFacts, ReadOptions
from relance.readers.fec import READER
data = Path(sys.argv[1]).read_bytes()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
*_, facts = READER.read(data, "fec.txt", ReadOptions(today=date(2026, 1, 1)))
assert isinstance(facts, FileFacts)
print(facts.notes["lines_total"], facts.read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
LINE = (
    "{journal}\tJournal\t{n}\t2025{m:02d}15\t{account}\tCompte\t{who}\t{who}\tP{n}\t2025{m:02d}15\tÉcriture {n}"
    "\t{d}\t{c}\t\t\t20251231\t\t"
)
MEGABYTES = 80


def lines(count: int) -> str:
    """Entries of two lines, a sale in twenty and purchases."""
    rows = []
    for n in range(count // 2):
        sale = n % 10 == 0
        journal, one, other = ("VE", "411000", "706000") if sale else ("AC", "401000", "607000")
        who, m = (f"C{n % 400:03d}" if sale else f"F{n % 90}"), n % 12 + 1
        rows.append(LINE.format(journal=journal, n=n, m=m, account=one, who=who, d="120,00", c="0,00"))
        rows.append(LINE.format(journal=journal, n=n, m=m, account=other, who="", d="0,00", c="120,00"))
    return "\n".join(rows) + "\n"


@pytest.mark.slow
def test_three_hundred_thousand_lines_need_little_beside_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / "fec.txt"
    path.write_text(lines(300_000), encoding="cp1252")
    said = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    total, read, kilobytes = map(int, said.stdout.split())
    assert (total, read) == (300_000, 15_000)
    assert kilobytes < MEGABYTES * 1024, f"{kilobytes // 1024} MB beside the bytes"
