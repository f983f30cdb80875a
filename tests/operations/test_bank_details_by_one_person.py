"""Whatever one person does, in whatever order, the printed IBAN does not change behind the others' back."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relance.domain.act import Act
from relance.domain.rows import ReadOptions
from relance.ledger.facts import creditor_facts
from relance.ledger.models import BankAccount, Creditor, Event, Membership, Task
from relance.operations.change_bank import approve_account, check_bank_change, propose_account, withdraw_account
from relance.operations.change_settings import change_settings
from relance.operations.import_file import import_file
from relance.operations.people import add_member
from relance.operations.refused import Refused
from relance.operations.setup_creditor import setup_creditor
from tests.operations.scene import DETAILS, an_act

OLD, NEW, THIRD = DETAILS["iban"], "FR7630006000011234567890189", "DE89370400440532013000"


def take_file(creditor: Creditor, act: Act) -> None:
    """Import a file that speaks of bank details."""
    data = f"customer;customer_name;invoice;due_on;amount;iban;bic\nA;A;F-1;2026-01-05;10;{NEW};X\n".encode()
    import_file(creditor=creditor, name="a.csv", data=data, act=act, options=ReadOptions(today=act.today))


ACTIONS = {
    "propose": lambda c, act: propose_account(creditor=c, iban=NEW, act=act),
    "propose another": lambda c, act: propose_account(creditor=c, iban=THIRD, act=act),
    "approve": lambda c, act: approve_account(creditor=c, act=act),
    "withdraw": lambda c, act: withdraw_account(creditor=c, act=act, why="sans raison"),
    "let somebody in": lambda c, act: add_member(creditor=c, name="complice", role="owner", act=act),
    "demote Luc": lambda c, act: add_member(creditor=c, name="Luc", role="reader", act=act),
    "settings": lambda c, act: change_settings(creditor=c, changes={"iban": NEW}, act=act),
    "set up again": lambda c, act: setup_creditor(name=c.name, act=act, iban=NEW),
    "import": take_file,
    "morning": check_bank_change,
}
SEQUENCES = st.lists(st.tuples(st.sampled_from(sorted(ACTIONS)), st.integers(0, 90)), min_size=1, max_size=8)


class Undone(Exception):
    """Ends an example: nothing of it stays."""


def printed(creditor: Creditor, act: Act) -> str:
    return creditor_facts(creditor, act.now).iban


def do(creditor: Creditor, action: str, act: Act) -> None:
    """What Anne does; what is refused changes nothing."""
    with suppress(Refused), transaction.atomic():
        ACTIONS[action](creditor, act)


def firm_of(*people: str) -> Creditor:
    creditor = setup_creditor(name="Atelier Demo SARL", act=an_act(), owner=people[0], **DETAILS).creditor
    for name in people[1:]:
        Membership.objects.create(creditor=creditor, user=User.objects.create(username=name))
    return creditor


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEQUENCES)
def test_one_of_two_people_never_changes_the_printed_iban(sequence: list[tuple[str, int]]) -> None:
    with suppress(Undone), transaction.atomic():
        creditor, act = firm_of("Anne", "Luc"), an_act()
        for action, hours in sequence:
            do(creditor, action, act)
            now = act.now + timedelta(hours=hours)
            act = Act(now.date(), now, act.by)
            assert printed(creditor, act) == OLD
            assert printed(creditor, Act(act.today, now + timedelta(days=400), "Anne")) == OLD
        raise Undone


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEQUENCES)
def test_somebody_alone_changes_it_after_three_days_and_a_notice_only(sequence: list[tuple[str, int]]) -> None:
    with suppress(Undone), transaction.atomic():
        creditor, act = firm_of("Anne"), an_act()
        for action, hours in sequence:
            do(creditor, action, act)
            now = act.now + timedelta(hours=hours)
            act = Act(now.date(), now, act.by)
            if printed(creditor, act) != OLD:
                account = BankAccount.objects.filter(creditor=creditor, in_force_from__lte=now).latest("pk")
                assert now - account.proposed_at >= timedelta(hours=72)
                told = Event.objects.get(creditor=creditor, verb="bank_account_proposed", payload__account=account.pk)
                assert told.at == account.proposed_at and told.payload["told"] == [DETAILS["email"]]
                assert Task.objects.filter(creditor=creditor, kind="bank_change", opened_on__lt=act.today).exists()
        raise Undone
