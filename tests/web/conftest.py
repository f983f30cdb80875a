"""A firm on the sixteenth of February, and Claire signed in to it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from relance.ledger.models import Creditor, Membership
from tests.web.firm import TODAY, decide_the_day, make_firm


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELANCE_TODAY", TODAY.isoformat())


def a_member(creditor: Creditor, name: str = "claire") -> User:
    """A person who works for the creditor."""
    user, _ = User.objects.get_or_create(username=name)
    Membership.objects.create(creditor=creditor, user=user)
    return user


def signed_in(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def creditor(db: None) -> Creditor:
    """A firm with three customers, nothing decided yet."""
    firm: Creditor = make_firm()
    return firm


@pytest.fixture
def decided(creditor: Creditor) -> Creditor:
    """The same firm with the day's decisions taken."""
    firm: Creditor = decide_the_day(creditor)
    return firm


@pytest.fixture
def claire(creditor: Creditor) -> Client:
    """Claire's browser."""
    return signed_in(a_member(creditor))


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> None:
    """How often an address asked is kept in memory: a test begins with none."""
    cache.clear()


def just_signed_in(user: User) -> Client:
    """A browser in which this person has shown who they are a moment ago, which holds for a quarter of an hour."""
    return signed_in(user)
