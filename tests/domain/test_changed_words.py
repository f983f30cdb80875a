"""What was changed of a customer, as the history tells it."""

from __future__ import annotations

import pytest

from relance.domain.changed_words import CUSTOMER_FIELDS
from relance.domain.reasons import cancelled_words, event_words
from relance.operations.edit_customer import EDITABLE


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"owner": "samir"}, "suivi par = samir"),
        ({"no_dunning": True, "why": "coopérative"}, "jamais relancé = oui, motif = coopérative"),
        ({"segment": "key"}, "profil = grand compte"),
        ({"insolvency_on": None}, "procédure collective ouverte le = –"),
        ({"insolvency_on": "2026-11-10"}, "procédure collective ouverte le = 10 novembre 2026"),
    ],
)
def test_a_change_names_the_field_as_people_do(changed: dict[str, object], told: str) -> None:
    assert event_words("customer_changed", changed, "fr").endswith(told)


def test_in_english_a_field_has_the_name_that_commands_take() -> None:
    assert event_words("customer_changed", {"no_dunning": True}, "en") == "Customer changed: no_dunning = True"


def test_every_field_that_can_be_changed_has_its_name() -> None:
    assert set(EDITABLE) <= set(CUSTOMER_FIELDS)


def test_a_notice_that_was_made_by_hand_says_so_in_french() -> None:
    assert "notée à la main" in cancelled_words("recorded by hand as R-000073", "fr")
