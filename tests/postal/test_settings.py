"""Who may order letters, with which account: the environment, the creditor's own, what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from relance.config import environment
from relance.ledger.models import Creditor
from relance.operations.change_settings import change_settings, settings_of
from relance.operations.postal_settings import goes_by_provider, postal_settings, why_by_hand
from relance.operations.refused import Refused
from tests.operations.scene import a_creditor, an_act
from tests.postal.desk import a_firm
from tests.postal.stand_in import Office


def test_secrets_come_from_the_environment_or_from_files(tmp_path: Path) -> None:
    kept = tmp_path / "secret"
    kept.write_text("hush\n")
    found = environment.postal({
        "RELANCE_MERCI_FACTEUR_ID": " svc ", "RELANCE_MERCI_FACTEUR_SECRET_FILE": str(kept), "RELANCE_SMTP_HOST": "x",
        "RELANCE_MERCI_FACTEUR_ID__ATELIER_NORD": "own", "RELANCE_MERCI_FACTEUR_URL": "",
    })  # fmt: skip
    assert found == {"merci_facteur": {"id": "svc", "secret": "hush"}, "merci_facteur__ATELIER_NORD": {"id": "own"}}


@pytest.mark.django_db
def test_a_creditor_with_its_own_account_takes_nothing_of_the_common_one(settings: Settings) -> None:
    creditor = a_firm()
    own = f"merci_facteur__{creditor.key.upper().replace('-', '_')}"
    settings.RELANCE_POSTAL = {"merci_facteur": {"id": "a", "secret": "b", "user": "1"}, own: {"id": "c"}}
    assert postal_settings(creditor) == {"id": "c"}
    assert why_by_hand(creditor) == "Merci Facteur cannot be asked: the environment lacks secret, user"


@pytest.mark.django_db
def test_an_address_without_a_town_keeps_letters_with_a_person(office: Office) -> None:
    creditor = a_firm(address="1 rue du Banc")
    assert "postcode and town" in why_by_hand(creditor) and not goes_by_provider(creditor, "letter")
    Creditor.objects.filter(pk=creditor.pk).update(address="1 rue du Banc\n75001 Paris")
    ready = Creditor.objects.get(pk=creditor.pk)
    assert goes_by_provider(ready, "registered_letter") and not goes_by_provider(ready, "email")


@pytest.mark.django_db
def test_a_provider_is_chosen_among_those_that_are_there() -> None:
    creditor = a_creditor()
    with pytest.raises(Refused, match="no postal provider “pigeon”"):
        change_settings(creditor=creditor, changes={"postal_provider": "pigeon"}, act=an_act())
    changed = change_settings(creditor=creditor, changes={"postal_provider": "merci_facteur"}, act=an_act())
    assert settings_of(changed)["postal_provider"] == "merci_facteur"
