"""Days as a French reader writes them: only the first of a month is ordinal."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.wording.formats import date_as
from relance.web.templatetags.relance import day, long_day


@pytest.mark.parametrize(
    ("on", "language", "told"),
    [
        (date(2026, 12, 1), "fr", "mardi 1er décembre 2026"),
        (date(2026, 12, 11), "fr", "vendredi 11 décembre 2026"),
        (date(2026, 12, 1), "en", "Tuesday 1 December 2026"),
    ],
)
def test_the_first_of_a_french_month_is_ordinal(on: date, language: str, told: str) -> None:
    assert date_as(on, "EEEE d MMMM y", language).replace(",", "") == told


def test_pages_write_it_so_too() -> None:
    assert ">1er févr. 2026<" in day(date(2026, 2, 1)) and "dimanche 1er février 2026" in day(date(2026, 2, 1))
    assert long_day(date(2026, 2, 1)) == "dimanche 1er février 2026"
