"""A firm to live with."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from relance.ledger.builders import make_creditor
from tests.stories.life import Life, day


@pytest.fixture
def life(db: None, settings: Settings, tmp_path: Path) -> Life:
    """Atelier Nord follows `two-then-notice` from January 2026 on, and sends as planned."""
    settings.RELANCE_HOME = tmp_path
    return Life(make_creditor(), day("2026-01-05"))
