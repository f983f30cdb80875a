"""A stop on the morning's page, and a message in doubt on its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from relance.ledger.models import Creditor, Dispatch, Notice, StepDone

WHY = "login: 535 5.7.8 authentication failed"


@pytest.fixture
def stopped(decided: Creditor) -> Creditor:
    """The mail server refused the password at nine."""
    at = datetime(2026, 2, 16, 8, tzinfo=UTC)
    Creditor.objects.filter(pk=decided.pk).update(sending_stopped_at=at, sending_stopped_why=WHY)
    return decided


def test_a_stop_is_said_calmly_with_since_when_and_why(claire: Client, stopped: Creditor) -> None:
    page = claire.get("/departures/").content.decode()
    assert "Les envois sont arrêtés depuis le" in page and "9:00" in page and WHY in page


def test_while_stopped_nothing_is_said_to_leave_at_once(claire: Client, stopped: Creditor) -> None:
    page = claire.get("/departures/").content.decode()
    assert "Part une fois les envois repris" in page and "Confirmer et envoyer" not in page


def test_a_click_resumes(claire: Client, stopped: Creditor) -> None:
    page = claire.post("/departures/resume/", follow=True).content.decode()
    assert "Les envois reprennent" in page and "Les envois sont arrêtés" not in page
    assert Creditor.objects.get(pk=stopped.pk).sending_stopped_at is None


def test_resuming_twice_says_that_nothing_is_stopped(claire: Client, stopped: Creditor) -> None:
    claire.post("/departures/resume/")
    page = claire.post("/departures/resume/", follow=True).content.decode()
    assert "il n’y a rien à reprendre" in page


@pytest.fixture
def doubted(claire: Client, decided: Creditor) -> Notice:
    """Dupont's reminder may or may not have left."""
    claire.post("/departures/confirm/", {"everything": "1", "sure": "1"})
    Dispatch.objects.update(state="unknown")
    Notice.objects.filter(state="sent").update(state="unknown")
    return Notice.objects.get(state="unknown")


def test_a_message_in_doubt_asks_what_one_knows(claire: Client, doubted: Notice) -> None:
    page = claire.get(f"/notices/{doubted.reference}/").content.decode()
    assert "Nul ne sait si ce message est parti" in page and "Il n’est pas parti" in page


@pytest.mark.parametrize(("way", "state", "steps"), [("sent", "sent", 1), ("not_sent", "refused", 0)])
def test_a_person_says_what_became_of_it(claire: Client, doubted: Notice, way: str, state: str, steps: int) -> None:
    address = f"/notices/{doubted.reference}/resolve/"
    page = claire.post(address, {"way": way, "why": "vu au journal"}, follow=True).content.decode()
    doubted.refresh_from_db()
    assert (doubted.state, StepDone.objects.filter(notice=doubted).count()) == (state, steps)
    assert "Nul ne sait" not in page


def test_without_a_reason_nothing_changes(claire: Client, doubted: Notice) -> None:
    claire.post(f"/notices/{doubted.reference}/resolve/", {"way": "sent", "why": ""})
    doubted.refresh_from_db()
    assert doubted.state == "unknown"


def test_a_way_that_is_none_changes_nothing(claire: Client, doubted: Notice) -> None:
    claire.post(f"/notices/{doubted.reference}/resolve/", {"way": "perhaps", "why": "x"})
    doubted.refresh_from_db()
    assert doubted.state == "unknown"
