"""Folders are found by themselves, and what they offer keeps the contract."""

from __future__ import annotations

import pytest

from relance import discovery
from relance.domain.message import Channel
from relance.domain.wording.sample import CUSTOMER
from tests.wording.notices import a_notice


def test_the_channels_that_come_with_relance_are_found() -> None:
    assert {"email", "letter", "registered_letter", "phone"} <= set(discovery.channels())


@pytest.mark.parametrize("channel", discovery.channels().values(), ids=discovery.channels())
def test_every_channel_renders_the_same_bytes_from_the_same_facts(channel: Channel) -> None:
    first, second = (channel.render(a_notice(), (), "<1@relance.example>") for _ in range(2))
    assert first == second and first.content and first.channel == channel.key
    assert channel.reachable(CUSTOMER) and channel.missing(CUSTOMER, "fr") != channel.missing(CUSTOMER, "en")


def test_an_unknown_country_is_refused_in_one_sentence() -> None:
    with pytest.raises(discovery.NotFound, match="No rules are installed for the country “XX”"):
        discovery.country("XX")
