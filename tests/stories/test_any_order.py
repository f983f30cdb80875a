"""Anything in any order, for months: what leaves is what a simple model says may leave, and every cent is somewhere.

`python -m tests.stories.machine 500` tries as many examples as wanted.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.stories.machine.machine import AnyOrder

ON_POSTGRES = os.environ.get("RELANCE_TEST_DATABASE") == "postgres"
# the second database repeats the first of the same examples: it is asked whether it keeps them, not what is right
EXAMPLES = int(os.environ.get("RELANCE_TEST_ORDERS", "5" if ON_POSTGRES else "12"))
STEPS = 60


@pytest.mark.slow
@pytest.mark.django_db
def test_whatever_is_done_in_any_order_nothing_leaves_that_should_not() -> None:
    """Reminders: none for what is not owed, none early, none twice, none while stopped; all of them once they are due.

    Money: every cent is open, paid, credited, given up or on account. Days: twice is once, back is refused.
    """
    how = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(AnyOrder, settings=how)  # type: ignore[arg-type]
