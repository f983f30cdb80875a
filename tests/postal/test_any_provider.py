"""Every provider's folder keeps the contract: nothing raises, nothing is asked without settings."""

from __future__ import annotations

import pytest

from relance.discovery import postal_providers, trials
from relance.domain.postal import LetterOrder, Party, PostalProvider, PostalTrouble

ME = Party("Atelier Nord", ("1 rue du Banc",), "75001", "Paris")
YOU = Party("Dupont SARL", ("3 rue des Lilas",), "69001", "Lyon", person="Mme Durand")
AWAY = {"id": "a", "secret": "b", "user": "1", "key": "c", "token": "d", "url": "http://127.0.0.1:9/x", "timeout": "1"}
PROVIDERS = pytest.mark.parametrize("provider", postal_providers().values(), ids=postal_providers())


def an_order(*, is_registered: bool = True, reference: str = "R-000012-LR") -> LetterOrder:
    """A letter to Dupont."""
    return LetterOrder(reference, "atelier-nord", is_registered, ME, YOU, b"%PDF-1.4 a letter", 2)


def test_the_provider_that_comes_with_relance_is_found() -> None:
    assert postal_providers()["merci_facteur"].label == "Merci Facteur"


@PROVIDERS
def test_without_settings_a_provider_says_what_is_missing_and_orders_nothing(provider: PostalProvider) -> None:
    begun: list[bool] = []
    assert provider.missing({})
    assert provider.place_order(an_order(), {}, lambda: begun.append(True) or True).outcome == "misconfigured"
    assert begun == [] and not provider.find_order(an_order(), {}).reference


@PROVIDERS
def test_a_provider_out_of_reach_orders_nothing_and_is_asked_again_later(provider: PostalProvider) -> None:
    assert provider.place_order(an_order(), AWAY).outcome == "refused_for_now"
    found = provider.find_order(an_order(), AWAY)
    assert (found.reference, found.is_certain) == ("", False)
    with pytest.raises(PostalTrouble):
        provider.track("1", AWAY)


@PROVIDERS
def test_a_registered_letter_costs_more_and_every_page_counts(provider: PostalProvider) -> None:
    plain, registered = (provider.estimate_cents(an_order(is_registered=r), {}) for r in (False, True))
    assert 0 < plain < registered < 5000


@PROVIDERS
def test_what_is_dropped_at_the_last_instant_is_not_asked(provider: PostalProvider) -> None:
    assert provider.place_order(an_order(), AWAY, lambda: False).outcome == "refused_for_now"


@PROVIDERS
def test_a_trial_of_the_account_says_what_is_wrong_and_never_raises(provider: PostalProvider) -> None:
    assert trials()[provider.key]({}).startswith("missing:")
    assert trials()[provider.key](AWAY)
