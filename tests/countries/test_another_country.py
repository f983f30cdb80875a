"""A country is one folder: a made-up one needs no edit elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import relance.countries
from relance import discovery
from relance.domain.claim import ClaimEvent, ClaimFacts
from relance.domain.interest import statement
from tests.interest.claims import day

ELBONIA = '''
"""Elbonian law: one per cent a day of a year of mud, and a fixed fee of a pig."""

from datetime import date
from decimal import Decimal

from relance.domain.interest_law import LateRules, RateSpan
from relance.domain.said import Said


class ElbonianLaw:
    code = "ZZ"

    def with_rates(self, folder, today=None):
        return self

    def late_rules(self, claim, to_on):
        mud = Said("mud", "boue")
        return LateRules((RateSpan(claim.due_on, to_on, Decimal("36.5"), mud),), 700, Said("a pig", "un cochon"))


LAW = ElbonianLaw()
'''


@pytest.fixture
def elbonia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "countries" / "zz"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(ELBONIA, encoding="utf-8")
    monkeypatch.setattr(relance.countries, "__path__", [*relance.countries.__path__, str(folder.parent)])
    discovery.countries.cache_clear()
    yield
    discovery.countries.cache_clear()
    sys.modules.pop("relance.countries.zz", None)


@pytest.mark.usefixtures("elbonia")
def test_a_made_up_country_states_what_is_owed_by_its_own_law() -> None:
    paid = ClaimEvent(day("2026-01-10"), "payment", 50000)
    claim = ClaimFacts(100000, day("2025-12-31"), events=(paid,), imputation="principal_first")
    found = statement(claim, discovery.country("zz"), day("2026-01-20"))
    # Elbonia counts the due date itself: 11 days on 1,000.00, then 10 on 500.00, at a thousandth a day
    assert [(one.days, one.interest_cents) for one in found.segments] == [(11, 1100), (10, 500)]
    assert (found.principal_cents, found.interest_cents, found.indemnity_cents) == (50000, 1600, 700)
    assert {one.source.en for one in found.segments} == {"mud"}


@pytest.mark.usefixtures("elbonia")
def test_france_is_still_found_beside_it() -> None:
    assert sorted(discovery.countries()) == ["FR", "ZZ"]
