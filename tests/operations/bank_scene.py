"""Words for tests about bank details: accounts, two people, hours that pass."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User

from relance.domain.act import Act
from relance.ledger.facts import creditor_facts
from relance.ledger.models import BankAccount, Creditor, Membership
from relance.operations.change_bank import propose_account

OLD, NEW, THIRD = "FR1420041010050500013M02606", "FR7630006000011234567890189", "DE89370400440532013000"
FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
HOUR = timedelta(hours=1)


def a_person(creditor: Creditor, name: str, email: str = "") -> None:
    """Somebody who has worked here for long."""
    Membership.objects.create(creditor=creditor, user=User.objects.create(username=name, email=email))


def two_people(creditor: Creditor) -> Creditor:
    """The same creditor, where Anne and Luc work."""
    creditor.members.all().delete()
    a_person(creditor, "Anne", "anne@atelier.example")
    a_person(creditor, "Luc", "luc@atelier.example")
    return creditor


def later(act: Act, hours: float, by: str = "") -> Act:
    """So many hours after; by somebody else where named."""
    now = act.now + timedelta(hours=hours)
    return Act(now.date(), now, by or act.by)


def printed(creditor: Creditor, act: Act) -> str:
    """The IBAN that a message of that instant carries."""
    return creditor_facts(creditor, act.now).iban


def account_of(creditor: Creditor) -> BankAccount:
    """The only account of a creditor."""
    return BankAccount.objects.get(creditor=creditor)


def propose(creditor: Creditor, act: Act, iban: str = NEW, **how: Any) -> BankAccount:
    """Propose an account by that person."""
    return propose_account(creditor=creditor, iban=iban, again=iban, act=act, **how)
