"""The two companies of the crawl, and Claire’s firm."""

from __future__ import annotations

from tests.crawl.conftest import world
from tests.web.conftest import _on_that_day, claire, creditor, decided

__all__ = ["_on_that_day", "claire", "creditor", "decided", "world"]
