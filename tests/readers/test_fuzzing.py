"""A short look at broken files for every reader; `make fuzz` looks longer."""

from __future__ import annotations

import signal

import pytest

from relance.discovery import readers
from relance.domain.rows import InvoiceRow, ReadOptions
from tests.readers.fuzz import case, run_case
from tests.readers.reading import TODAY
from tests.readers.seeds import seeds_of


@pytest.mark.parametrize("key", sorted(readers()))
def test_every_reader_has_a_whole_file_to_start_from(key: str) -> None:
    assert seeds_of(key, real=False) != [b"nothing"]
    assert any(list(readers()[key].read(data, "file", ReadOptions(TODAY)))[:-1] for data in seeds_of(key, real=False))


@pytest.mark.parametrize("key", sorted(readers()))
def test_broken_files_become_problems_and_nothing_worse(key: str) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    reader, files = readers()[key], seeds_of(key, real=False)
    failed = {number: found for number in range(120) if (found := run_case(reader, case(key, 7, number, files)))}
    assert not failed


def test_the_made_up_sheet_is_a_real_one() -> None:
    rows = readers()["ods"].read(seeds_of("ods")[0], "file.ods", ReadOptions(TODAY))
    assert [row.invoice for row in rows if isinstance(row, InvoiceRow)] == ["FA-1", "FA-2"]
