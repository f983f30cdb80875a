"""Statements of a bank taken in: whose account, which movements, what is known up to when, what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relance.ledger.models import BankLine, BankStatement, Creditor, StatementAccount, Task
from relance.ledger.statements import account_states
from tests.operations.bank_files import OURS, came, statement, take_bank, there
from tests.operations.scene import a_creditor, codes, counted, dupont_owes, open_amounts

ANOTHER = "FR7630006000011234567890189"
pytestmark = pytest.mark.django_db


def tasks(creditor: Creditor, kind: str, **which: Any) -> list[Task]:
    return list(Task.objects.filter(creditor=creditor, kind=kind, **which).order_by("pk"))


def test_a_statement_of_the_printed_account_is_taken_without_a_word(creditor: Creditor) -> None:
    report = take_bank(creditor, statement(came("2026-02-03", 120000), came("2026-02-04", -5000), opening=0))
    assert counted(report) == (2, 2, 0, 0, 0) and not codes(report) and report.sum_cents == 115000
    account = StatementAccount.objects.get(creditor=creditor)
    assert (account.number, account.known_to, account.closing_cents) == (OURS, date(2026, 2, 4), 115000)
    assert list(BankLine.objects.values_list("state", flat=True).order_by("pk")) == ["unknown", "aside"]


def test_money_pays_the_invoice_that_it_names(creditor: Creditor) -> None:
    dupont_owes(creditor, "FA-2026-001,2026-01-02,2026-02-01,1200.00,1200.00")
    paid, other = came("2026-02-03", 120000, "VIR DUPONT FA-2026-001", party="Dupont SARL"), came("2026-02-03", 999)
    report = take_bank(creditor, statement(paid, other, opening=0))
    assert open_amounts(creditor) == {"FA-2026-001": 0}
    assert (report.notes["money_matched"], report.notes["money_waiting"]) == ("1", "1")


def test_money_that_came_before_its_invoice_pays_it_all_the_same(creditor: Creditor) -> None:
    take_bank(creditor, statement(came("2026-02-03", 120000, "VIR DUPONT FA-2026-001", party="Dupont SARL"), opening=0))
    dupont_owes(creditor, "FA-2026-001,2026-01-02,2026-02-01,1200.00,1200.00", day="2026-02-11")
    assert open_amounts(creditor) == {"FA-2026-001": 0}


@pytest.mark.parametrize("written", ["20041010050500013M026", "20041 01005 0500013M026 06", "0500013M026"])
@pytest.mark.sqlite_only
def test_an_account_is_known_by_every_way_of_writing_its_number(creditor: Creditor, written: str) -> None:
    report = take_bank(creditor, statement(came("2026-02-03", 100), account=written))
    assert not codes(report) and StatementAccount.objects.get(creditor=creditor).number == OURS


@pytest.mark.sqlite_only
def test_an_unknown_account_is_a_question_and_so_is_another_companys_in_the_same_words(creditor: Creditor) -> None:
    _another_company()
    unknown = take_bank(creditor, statement(came("2026-02-03", 100), account="DE75512108001245126199"))
    foreign = take_bank(creditor, statement(came("2026-02-03", 100), account=ANOTHER))
    assert codes(unknown) == codes(foreign) == ["ACCOUNT_UNKNOWN"]
    same = [r.problems[0].message.replace(n, "#") for r, n in ((unknown, "DE75512108001245126199"), (foreign, ANOTHER))]
    assert same[0] == same[1] and "--new-account" in same[0] and unknown.problems[0].severity == "question"
    assert codes(take_bank(creditor, statement(came("2026-02-03", 100), account=ANOTHER), new_account=True)) == [
        "ACCOUNT_UNKNOWN"
    ]
    assert there(creditor) == []


def _another_company() -> None:
    StatementAccount.objects.create(creditor=a_creditor("Autre SARL"), number=ANOTHER, currency="EUR")


@pytest.mark.sqlite_only
def test_a_new_account_is_taken_where_a_person_says_so(creditor: Creditor) -> None:
    report = take_bank(creditor, statement(came("2026-02-03", 100), account=ANOTHER), new_account=True)
    assert codes(report) == ["ACCOUNT_NEW"] and there(creditor) == [("02-03", 100)]


@pytest.mark.sqlite_only
def test_a_file_without_an_account_is_the_only_ones_or_asks(creditor: Creditor) -> None:
    first = take_bank(creditor, statement(came("2026-02-03", 100), account=""))
    assert codes(first) == ["ACCOUNT"] and OURS in first.problems[0].message and first.is_taken
    StatementAccount.objects.create(creditor=creditor, number=ANOTHER, currency="EUR")
    asked = take_bank(creditor, statement(came("2026-02-04", 100), account=""))
    assert [p.severity for p in asked.problems] == ["question"] and not asked.is_taken
    assert take_bank(creditor, statement(came("2026-02-04", 100), account=""), account=OURS).is_taken
    other = take_bank(creditor, statement(came("2026-02-05", 100), account=OURS), account=ANOTHER)
    assert codes(other) == ["ACCOUNT_MISMATCH"] and len(there(creditor)) == 2


@pytest.mark.sqlite_only
def test_of_several_accounts_only_those_that_are_ours_are_taken_with_partial(creditor: Creditor) -> None:
    _another_company()
    items = statement(came("2026-02-03", 100)) + statement(came("2026-02-03", 7), account=ANOTHER, number=1)
    assert not take_bank(creditor, items).is_taken and there(creditor) == []
    assert counted(take_bank(creditor, items, partial=True)) == (2, 1, 0, 0, 1)
    assert there(creditor) == [("02-03", 100)]


@pytest.mark.sqlite_only
def test_a_movement_in_another_currency_is_refused_and_its_days_are_not_known(creditor: Creditor) -> None:
    items = statement(came("2026-02-03", 100), came("2026-02-03", 50, currency="USD"), opening=0)
    assert codes(take_bank(creditor, items)) == ["CURRENCY", "BALANCE"]
    report = take_bank(creditor, items, partial=True)
    assert counted(report) == (2, 1, 0, 0, 1) and StatementAccount.objects.get(creditor=creditor).known_to is None


def test_a_missing_statement_is_asked_for_until_it_comes(creditor: Creditor) -> None:
    take_bank(creditor, statement(came("2026-02-02", 100), opening=0))
    report = take_bank(creditor, statement(came("2026-02-05", 300), opening=1000))
    assert codes(report) == ["GAP"] and "2026-02-03" in report.problems[0].message
    assert StatementAccount.objects.get(creditor=creditor).known_to == date(2026, 2, 2)
    (task,) = tasks(creditor, "statement_gap")
    assert "03/02/2026 au 04/02/2026" in task.why and task.closed_on is None
    take_bank(creditor, statement(came("2026-02-03", 400), came("2026-02-04", 500), opening=100))
    assert StatementAccount.objects.get(creditor=creditor).known_to == date(2026, 2, 5)
    assert [one.closed_on for one in tasks(creditor, "statement_gap")] == [date(2026, 2, 10)]


@pytest.mark.sqlite_only
def test_a_gap_of_which_a_person_says_that_nothing_is_missing_is_one_no_more(creditor: Creditor) -> None:
    take_bank(creditor, statement(came("2026-02-02", 100), opening=0))
    take_bank(creditor, statement(came("2026-02-05", 300), opening=1000))
    Task.objects.filter(kind="statement_gap").update(closed_on=date(2026, 2, 10), result="fees corrected by the bank")
    assert not codes(take_bank(creditor, statement(came("2026-02-06", 1), opening=1300)))
    assert StatementAccount.objects.get(creditor=creditor).known_to == date(2026, 2, 6)


def test_money_is_known_up_to_the_last_day_that_every_account_has(creditor: Creditor) -> None:
    take_bank(creditor, statement(came("2026-02-08", 100), opening=0))
    creditor.refresh_from_db()
    assert creditor.money_known_to == date(2026, 2, 8)
    take_bank(creditor, statement(came("2026-02-03", 100), opening=0, account=ANOTHER), new_account=True)
    creditor.refresh_from_db()
    assert creditor.money_known_to == date(2026, 2, 3)
    assert [one.is_counted for one in account_states(creditor, date(2026, 2, 10))] == [True, True]


@pytest.mark.sqlite_only
def test_while_the_printed_account_was_never_read_money_is_not_known(creditor: Creditor) -> None:
    take_bank(creditor, statement(came("2026-02-08", 100), opening=0, account=ANOTHER), new_account=True)
    creditor.refresh_from_db()
    assert creditor.money_known_to is None


@pytest.mark.sqlite_only
def test_a_list_without_balances_does_not_speak_for_the_day_of_its_download(creditor: Creditor) -> None:
    rows = (came("2026-02-09", 100), came("2026-02-10", 200))
    take_bank(creditor, statement(*rows, complete=False), key="csv")
    assert StatementAccount.objects.get(creditor=creditor).known_to == date(2026, 2, 9)
    take_bank(creditor, statement(*rows, complete=False), key="csv", day="2026-02-11")
    assert StatementAccount.objects.get(creditor=creditor).known_to == date(2026, 2, 10)


@pytest.mark.sqlite_only
def test_an_intraday_report_says_nothing_of_what_is_complete(creditor: Creditor) -> None:
    take_bank(creditor, statement(came("2026-02-09", 100), complete=False, opening=0))
    assert StatementAccount.objects.get(creditor=creditor).known_to is None and len(there(creditor)) == 1


@pytest.mark.sqlite_only
def test_one_statement_with_two_contents_is_said(creditor: Creditor) -> None:
    take_bank(creditor, statement(came("2026-02-09", 100), opening=0, reference="2026/12"))
    report = take_bank(
        creditor, statement(came("2026-02-09", 100), came("2026-02-09", 1), opening=0, reference="2026/12")
    )
    assert codes(report) == ["CONFLICT"] and there(creditor) == [("02-09", 1), ("02-09", 100)]


@pytest.mark.sqlite_only
def test_a_statement_without_movements_makes_its_days_known(creditor: Creditor) -> None:
    take_bank(creditor, statement(opening=500, first="2026-02-09", last="2026-02-09"))
    assert StatementAccount.objects.get(creditor=creditor).known_to == date(2026, 2, 9)
    assert BankStatement.objects.get(creditor=creditor).closing_cents == 500


@pytest.mark.sqlite_only
def test_a_trial_run_keeps_nothing(creditor: Creditor) -> None:
    report = take_bank(creditor, statement(came("2026-02-03", 100), opening=0), dry_run=True)
    assert counted(report) == (1, 1, 0, 0, 0) and not report.is_taken
    assert there(creditor) == [] and not StatementAccount.objects.filter(creditor=creditor).exists()
