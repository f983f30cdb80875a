"""A post office of our own, and a firm whose letters it prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.postal.stand_in import Office, a_stand_in


@pytest.fixture(autouse=True)
def _home(settings: Settings, tmp_path: Path) -> None:
    settings.RELANCE_HOME = tmp_path
    settings.RELANCE_POSTAL = {}


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    """The stand-in, and settings that lead to it."""
    with a_stand_in() as office:
        settings.RELANCE_POSTAL = {"merci_facteur": office.settings}
        yield office
