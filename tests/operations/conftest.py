"""A creditor for every test of operations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from relance.ledger.models import Creditor
from tests.operations.scene import a_creditor


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Any) -> Path:
    """Each test has an outbox of its own."""
    settings.RELANCE_HOME = tmp_path
    return tmp_path


@pytest.fixture
def creditor(db: None) -> Creditor:
    """Atelier Demo SARL, with the plan `two-then-notice`."""
    return a_creditor()
