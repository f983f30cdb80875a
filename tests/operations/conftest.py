"""A creditor for every test of operations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from relance.ledger.models import Creditor
from tests.operations.scene import a_creditor
from tests.operations.sink import Sink, a_mail_server


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Any) -> Path:
    """Each test has an outbox of its own."""
    settings.RELANCE_HOME = tmp_path
    return tmp_path


@pytest.fixture
def creditor(db: None) -> Creditor:
    """Atelier Demo SARL, with the plan `two-then-notice`."""
    return a_creditor()


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server that keeps what it is given, and settings that lead to it."""
    with a_mail_server() as (sink, found):
        settings.RELANCE_SMTP = found
        yield sink
