"""What is recognised of the third set aside does not get worse. Totals only: its texts are shown to nobody."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.replies.corpus import READ, SET_ASIDE
from tests.replies.measuring import measure

# In per cent, a little below what was measured on the third set aside, both languages together (docs/REPLIES.md).
LEAST_RECALL = {"promise": 90, "already_paid": 90, "dispute": 90, "new_bank_details": 90}
LEAST_PRECISION = {"promise": 90, "already_paid": 85, "dispute": 65, "new_bank_details": 80}
# Of the answers that rules were written from; causes of disputes are taken less exactly than days and sums.
LEAST_WRITTEN_FROM = {"recall": 97, "precision": 92}
LEAST_RIGHT = {"day": 95, "sum": 92, "invoices": 95, "cause": 85}


@pytest.mark.parametrize("meaning", LEAST_RECALL)
def test_the_third_set_aside_keeps_its_floors(meaning: str) -> None:
    counts, _ = measure(*SET_ASIDE)
    recall, precision = counts.recall(meaning) * 100, counts.precision(meaning) * 100
    assert (recall >= LEAST_RECALL[meaning], precision >= LEAST_PRECISION[meaning]) == (True, True)


@pytest.mark.parametrize("meaning", LEAST_RECALL)
def test_what_rules_were_written_from_is_recognised(meaning: str) -> None:
    counts, _ = measure(*READ)
    assert counts.recall(meaning) >= Fraction(LEAST_WRITTEN_FROM["recall"], 100)
    assert counts.precision(meaning) >= Fraction(LEAST_WRITTEN_FROM["precision"], 100)


@pytest.mark.parametrize("part", LEAST_RIGHT)
def test_nearly_all_days_sums_and_invoices_are_right(part: str) -> None:
    counts, _ = measure(*READ)
    right, wrong = counts.parts[part, True], counts.parts[part, False]
    assert right * 100 >= LEAST_RIGHT[part] * (right + wrong)
