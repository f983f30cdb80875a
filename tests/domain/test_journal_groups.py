"""Every event of the journal has its place under one heading."""

from __future__ import annotations

import pytest

from relance.domain.event_words import EVENTS
from relance.domain.journal_groups import GROUP_WORDS, group_of, verbs_of


@pytest.mark.parametrize(
    ("verb", "group"),
    [
        ("payment_recorded", "money"), ("message_sent", "reminders"), ("message_replied", "answers"),
        ("letter_posted", "letters"), ("claim_waiver_undone", "promises"), ("claim_waived", "claims"),
        ("absence_set", "people"), ("absence_received", "answers"), ("bank_account_approved", "settings"),
        ("never_heard_of", "other"),
    ],
)  # fmt: skip
def test_an_event_stands_under_what_it_is_about(verb: str, group: str) -> None:
    assert group_of(verb) == group


def test_no_event_that_has_words_is_left_under_other() -> None:
    assert verbs_of("other") == []


def test_the_groups_share_all_events_between_them() -> None:
    assert sorted(verb for group in GROUP_WORDS for verb in verbs_of(group)) == sorted(EVENTS)
