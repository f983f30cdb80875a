"""What the database itself keeps of the rules about bank details, and what shows that somebody went around it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from relance.ledger.bank import days_with_two_accounts, printed_out_of_time
from relance.ledger.builders import make_account, make_creditor
from relance.ledger.models import BankAccount, Creditor, Dispatch, Task
from relance.operations.change_bank import approve_account, check_bank_change
from tests.operations.bank_scene import FA_1, HOUR, NEW, THIRD, account_of, later, propose, two_people
from tests.operations.scene import an_act, dupont_owes, the_day


@pytest.fixture
def two(creditor: Creditor) -> Creditor:
    """Atelier Demo, where Anne and Luc work."""
    return two_people(creditor)


class without_watch:
    """The triggers on messages switched off, as someone with all rights on the database could."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("ALTER TABLE ledger_dispatch DISABLE TRIGGER ledger_dispatch_prints")
                return
            for name in ("dispatch_prints", "dispatch_prints_new"):
                cursor.execute(f"DROP TRIGGER {name}")

    def __exit__(self, *_: object) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("ALTER TABLE ledger_dispatch ENABLE TRIGGER ledger_dispatch_prints")


def refused_by_the_database(words: str) -> Any:
    return pytest.raises(DatabaseError, match=words)


def test_the_database_keeps_the_rules_by_itself(two: Creditor) -> None:
    act = an_act()
    account = propose(two, act)
    rows = BankAccount.objects.filter(pk=account.pk)
    for change in (
        {"iban": THIRD},
        {"bic": "PSSTFRPPLYO"},
        {"proposed_by": "Luc"},
        {"proposed_at": act.now - 9 * HOUR},
    ):
        with refused_by_the_database("never changed"), transaction.atomic():
            rows.update(**change)
    with refused_by_the_database("wait 72 hours"), transaction.atomic():
        rows.update(approved_at=act.now, approved_by="Luc", in_force_from=act.now + 71 * HOUR)
    with refused_by_the_database("wait 72 hours"), transaction.atomic():
        make_account(two, THIRD)
    with refused_by_the_database("never deleted"), transaction.atomic():
        rows.delete()
    approve_account(creditor=two, act=later(act, 1, "Luc"))
    with refused_by_the_database("never changed"), transaction.atomic():
        rows.update(in_force_from=act.now + 900 * HOUR)


def test_the_database_refuses_a_message_with_an_account_not_in_force(two: Creditor) -> None:
    dupont_owes(two, FA_1)
    the_day(two, "2026-02-06")
    act = an_act("2026-02-06", 11)
    waiting, strange = propose(two, act), account_of(make_creditor("Autre", iban=THIRD))
    rows = Dispatch.objects.filter(creditor=two)
    for wrong in (waiting, strange):
        with refused_by_the_database("not in force"), transaction.atomic():
            rows.update(bank_account=wrong)
    approve_account(creditor=two, act=later(act, 1, "Luc"))
    with refused_by_the_database("not in force"), transaction.atomic():
        rows.update(bank_account=waiting)
    with refused_by_the_database("not in force"), transaction.atomic():
        rows.update(frozen_at=act.now + 200 * HOUR)  # the account it prints has ended by then
    copy = rows.get()
    copy.pk, copy.channel, copy.bank_account = None, "letter", strange
    with refused_by_the_database("not in force"), transaction.atomic():
        copy.save(force_insert=True)


def test_a_day_that_prints_two_accounts_is_shown_to_a_person(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    the_day(creditor, "2026-02-06")
    first = Dispatch.objects.get(creditor=creditor)
    other = account_of(make_creditor("Autre", iban=NEW))
    with without_watch():
        Dispatch.objects.filter(pk=first.pk).update(bank_account=other)
        first.pk, first.channel = None, "letter"
        first.save(force_insert=True)
    assert [str(day) for day in days_with_two_accounts(creditor)] == ["2026-02-06"]
    assert len(printed_out_of_time(creditor)) == 1  # of the two, the one whose account is another firm’s
    check_bank_change(creditor, an_act("2026-02-07"))
    check_bank_change(creditor, an_act("2026-02-07", 11))
    assert Task.objects.filter(creditor=creditor, kind="bank_differs", subject="2026-02-06").count() == 1
