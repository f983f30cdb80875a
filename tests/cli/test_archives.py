"""An archive given to the command line: every file in it is imported with its own report."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import HEADERS, MARTIN, Relance

pytestmark = pytest.mark.sqlite_only


def test_each_file_of_an_archive_has_its_own_report(atelier: Relance, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "mars.zip", "w") as archive:
        archive.writestr("a.csv", HEADERS + MARTIN + "F-1,2026-01-31,120.00\n")
        archive.writestr("b.csv", HEADERS + MARTIN + "F-2,2026-01-31,abc\n")
    said = atelier("import", str(tmp_path / "mars.zip"), "--json", "--today", "2026-01-20")
    assert said.code == 2 and [one["file"] for one in said.document["files"]] == ["mars.zip/a.csv", "mars.zip/b.csv"]
    assert [one["created"] for one in said.document["files"]] == [1, 0]


def test_an_unsafe_archive_is_refused_whole(atelier: Relance, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "mars.zip", "w") as archive:
        archive.writestr("../a.csv", HEADERS + MARTIN + "F-1,2026-01-31,120.00\n")
    said = atelier("import", str(tmp_path / "mars.zip"), "--today", "2026-01-20")
    assert said.code == 2 and "../a.csv" in said.err
