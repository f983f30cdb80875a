"""A creditor's desk: files in, commands run, statements out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.claims.desk import Desk
from tests.cli.conftest import Relance, file, relance

__all__ = ["desk", "file", "relance"]


@pytest.fixture
def desk(relance: Relance, file: Callable[[str, str], str], tmp_path: Path) -> Desk:
    """Atelier Nord, with nothing imported yet."""
    assert relance("setup", "--name", "Atelier Nord", "--today", "2026-01-05").code == 0
    return Desk(relance, file, tmp_path / "home")
