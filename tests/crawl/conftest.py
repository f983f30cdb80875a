"""The two companies of the crawl, on their day."""

from __future__ import annotations

import pytest

from tests.crawl.world import TODAY, Company, make_world


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Company, Company]:
    """North, which is looked at, and its twin South."""
    monkeypatch.setenv("RELANCE_TODAY", TODAY.isoformat())
    return make_world()
