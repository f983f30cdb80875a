"""Bank details change by two people and time alone; messages print the account in force and no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from relance.domain.event_words import EVENTS
from relance.ledger.bank import account_in_force, ends_with, how_steady, pending_change
from relance.ledger.models import Creditor, Dispatch, Event, Task
from relance.operations.agree_instalments import agree_instalments
from relance.operations.change_bank import (
    VERBS,
    approve_account,
    check_bank_change,
    propose_account,
    withdraw_account,
)
from relance.operations.change_settings import change_settings
from relance.operations.people import add_member
from relance.operations.refused import Refused
from relance.operations.setup_creditor import setup_creditor
from tests.operations.bank_scene import FA_1, NEW, OLD, THIRD, later, printed, propose, two_people
from tests.operations.scene import (
    a_creditor,
    an_act,
    confirm,
    customer_of,
    dupont_owes,
    invoice_of,
    run,
    send,
    the_day,
)
from tests.operations.sink import a_mail_server


@pytest.fixture
def two(creditor: Creditor) -> Creditor:
    """Atelier Demo, where Anne and Luc work."""
    return two_people(creditor)


def test_what_is_given_at_set_up_is_in_force_at_once_and_for_earlier_days(creditor: Creditor) -> None:
    assert printed(creditor, an_act("2026-01-30")) == OLD
    assert printed(creditor, an_act("2026-01-05")) == OLD


def test_with_two_people_a_proposal_alone_changes_nothing(two: Creditor) -> None:
    act = an_act()
    propose(two, act)
    assert printed(two, later(act, 1000)) == OLD


def test_approved_it_takes_effect_seventy_two_hours_later_to_the_second(two: Creditor) -> None:
    act = an_act()
    propose(two, act)
    approved = later(act, 5, "Luc")
    approve_account(creditor=two, act=approved)
    assert printed(two, later(approved, 71.999)) == OLD
    assert printed(two, later(approved, 72)) == NEW


def test_whoever_proposes_cannot_approve(two: Creditor) -> None:
    propose(two, an_act())
    with pytest.raises(Refused, match="another person"):
        approve_account(creditor=two, act=later(an_act(), 1))


def test_a_stranger_cannot_approve(two: Creditor) -> None:
    propose(two, an_act())
    with pytest.raises(Refused, match="cannot approve"):
        approve_account(creditor=two, act=later(an_act(), 1, "Zoé"))


def test_a_second_person_made_up_for_the_purpose_cannot_approve(two: Creditor) -> None:
    act = an_act()
    add_member(creditor=two, name="complice", role="owner", act=act)
    propose(two, later(act, 71))
    with pytest.raises(Refused, match="three days before"):
        approve_account(creditor=two, act=later(act, 500, "complice"))


def test_somebody_who_has_been_here_for_three_days_can(two: Creditor) -> None:
    act = an_act()
    add_member(creditor=two, name="Rose", role="manager", act=act)
    propose(two, later(act, 73))
    assert approve_account(creditor=two, act=later(act, 74, "Rose")).approved_by == "Rose"


def test_with_one_person_it_takes_effect_after_the_delay_and_a_notice(
    creditor: Creditor, own_home: Path, django_capture_on_commit_callbacks: Any
) -> None:
    act = an_act()
    with django_capture_on_commit_callbacks(execute=True):
        propose(creditor, act)
    assert (printed(creditor, later(act, 71)), printed(creditor, later(act, 72))) == (OLD, NEW)
    assert Task.objects.filter(creditor=creditor, kind="bank_change", closed_on=None).count() == 1
    mails = list((own_home / "outbox" / creditor.key / "internal").glob("*.eml"))
    assert len(mails) == 1 and b"compta@atelier.example" in mails[0].read_bytes()


def test_everyone_is_told_with_both_accounts(
    two: Creditor, own_home: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        propose(two, an_act())
    mails = sorted((own_home / "outbox" / two.key / "internal").glob("*.eml"))
    assert len(mails) == 3  # Anne, Luc, and the company
    assert sorted(t.owner for t in Task.objects.filter(creditor=two, kind="bank_change")) == ["Anne", "Luc"]
    told = Event.objects.get(creditor=two, verb="bank_account_proposed").payload
    assert told["told"] == ["anne@atelier.example", "luc@atelier.example", "compta@atelier.example"]
    assert (told["iban"], told["old"]) == (NEW, OLD)


def test_the_news_goes_over_the_mail_server_where_mails_leave_so(
    two: Creditor, own_home: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    Creditor.objects.filter(pk=two.pk).update(delivery="smtp")
    with a_mail_server() as (sink, found), django_capture_on_commit_callbacks(execute=True):
        settings.RELANCE_SMTP = found
        sink.refused = {"luc@atelier.example": "550 no such box"}
        propose(Creditor.objects.get(pk=two.pk), an_act())
    assert [m.rcpt_tos for m in sink.mails] == [["anne@atelier.example"], ["compta@atelier.example"]]
    left = (own_home / "outbox" / two.key / "internal").glob("*.eml")
    assert [b"To: luc@atelier.example" in one.read_bytes() for one in left] == [True]


def test_changing_the_companys_address_first_hides_nothing(two: Creditor) -> None:
    act = an_act()
    change_settings(creditor=two, changes={"email": "voleur@ailleurs.example"}, act=act)
    propose(Creditor.objects.get(pk=two.pk), later(act, 24 * 20))
    told = Event.objects.get(creditor=two, verb="bank_account_proposed").payload["told"]
    assert {"voleur@ailleurs.example", "compta@atelier.example"} <= set(told)


def test_every_event_about_an_account_has_words() -> None:
    assert set(VERBS.values()) <= set(EVENTS)


def test_anyone_withdraws_it_as_long_as_it_is_not_in_force(two: Creditor) -> None:
    act = an_act()
    propose(two, act)
    approve_account(creditor=two, act=later(act, 1, "Luc"))
    withdraw_account(creditor=two, act=later(act, 72), why="Pas demandé par la banque")
    assert printed(two, later(act, 200)) == OLD
    assert pending_change(two, later(act, 200).now) is None
    assert not Task.objects.filter(creditor=two, kind="bank_change", closed_on=None).exists()


def test_what_is_in_force_is_no_longer_withdrawn(two: Creditor) -> None:
    act = an_act()
    propose(two, act)
    approve_account(creditor=two, act=act.__class__(act.today, act.now, "Luc"))
    with pytest.raises(Refused, match="no change"):
        withdraw_account(creditor=two, act=later(act, 72), why="trop tard")


def test_after_a_withdrawal_another_account_can_be_proposed(two: Creditor) -> None:
    act = an_act()
    propose(two, act)
    with pytest.raises(Refused, match="another change"):
        propose(two, later(act, 1, "Luc"), THIRD)
    withdraw_account(creditor=two, act=later(act, 2, "Luc"), why="erreur de saisie")
    propose(two, later(act, 3, "Luc"), THIRD)
    approve_account(creditor=two, act=later(act, 4, "Anne"))
    assert printed(two, later(act, 4 + 72)) == THIRD


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"iban": "FR7630006000011234567890188"}, "check digits"),
        ({"iban": NEW, "again": OLD}, "not the same"),
        ({"iban": OLD}, "in force already"),
        ({"iban": NEW, "bic": "PSST"}, "not a BIC"),
        ({"iban": NEW, "replaces": 999_999}, "changed meanwhile"),
    ],
)
def test_a_proposal_is_checked(two: Creditor, how: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        propose_account(creditor=two, act=an_act(), **how)


def test_the_first_account_of_a_firm_that_has_sent_nothing_is_in_force_at_once(db: None) -> None:
    firm = setup_creditor(name="Atelier Neuf", act=an_act()).creditor
    assert printed(firm, an_act()) == ""
    propose(firm, an_act())
    assert printed(firm, an_act()) == NEW


def test_once_something_has_left_even_a_first_account_waits(db: None) -> None:
    firm = setup_creditor(name="Atelier Neuf", act=an_act(), email="a@neuf.example", preset="two-then-notice").creditor
    dupont_owes(firm, FA_1)
    the_day(firm, "2026-02-06")
    propose(firm, an_act("2026-02-06", 11))
    assert printed(firm, an_act("2026-02-06", 12)) == ""


def test_its_coming_into_force_is_told_once(two: Creditor) -> None:
    act = an_act()
    propose(two, act)
    approve_account(creditor=two, act=later(act, 1, "Luc"))
    for hours in (24, 73, 97):
        check_bank_change(two, later(act, hours))
    verbs = Event.objects.filter(creditor=two, verb__startswith="bank_account").order_by("sequence")
    assert [v.removeprefix("bank_account_") for v in verbs.values_list("verb", flat=True)] == [
        "proposed", "approved", "in_force",
    ]  # fmt: skip


def test_another_firms_accounts_are_out_of_reach(two: Creditor) -> None:
    other = a_creditor("Boulangerie Sud")
    propose(other, an_act())
    assert pending_change(two, an_act().now) is None
    with pytest.raises(Refused, match="no change"):
        approve_account(creditor=two, act=an_act(by="Luc"))


def test_a_message_keeps_the_account_that_it_prints(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    the_day(creditor, "2026-02-06")
    dispatch = Dispatch.objects.get(creditor=creditor)
    assert dispatch.bank_account and dispatch.bank_account.iban == OLD
    assert b"FR14 2004" in bytes(dispatch.content)


def test_without_an_account_a_message_names_none(db: None) -> None:
    firm = setup_creditor(name="Atelier Neuf", act=an_act(), email="a@neuf.example", preset="two-then-notice").creditor
    dupont_owes(firm, FA_1)
    the_day(firm, "2026-02-06")
    dispatch = Dispatch.objects.get(creditor=firm)
    assert dispatch.bank_account is None and b"IBAN" not in bytes(dispatch.content)


def test_another_iban_in_a_text_keeps_the_message_back(creditor: Creditor) -> None:
    Creditor.objects.filter(pk=creditor.pk).update(payment_methods=f"virement sur {NEW[:4]} {NEW[4:]}")
    dupont_owes(creditor, FA_1)
    run(creditor, "2026-02-06")
    confirm(creditor, "2026-02-06")
    report = send(creditor, "2026-02-06")
    assert "not the one in force" in report.problems[0]
    assert not Dispatch.objects.filter(creditor=creditor).exists()


def test_a_payment_plan_written_with_former_details_is_not_sent(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    act = an_act("2026-02-02")
    propose(creditor, later(act, -71))
    agree_instalments(
        creditor=creditor, customer=customer_of(creditor), invoices=[invoice_of(creditor)], act=act, count=2,
        first_on=later(act, 24 * 20).today,
    )  # fmt: skip
    confirm(creditor, "2026-02-03")
    assert any("former bank details" in problem for problem in send(creditor, "2026-02-03").problems)


def test_the_sentence_follows_the_age_of_the_account(two: Creditor) -> None:
    act = an_act()
    account = account_in_force(two, act.now)
    assert account and how_steady(two, account, act.today) == (None, None)  # known since today, as far as we know
    assert how_steady(two, account, later(act, 24 * 60).today) == (act.today, None)
    propose(two, act)
    new = approve_account(creditor=two, act=later(act, 0, "Luc"))
    assert how_steady(two, new, later(act, 24 * 5).today) == (None, later(act, 72).today)
    assert how_steady(two, new, later(act, 24 * 63).today) == (later(act, 72).today, None)


def test_the_last_four_characters_tell_whether_a_customer_paid_to_us(two: Creditor) -> None:
    act = an_act()
    propose(two, act)
    approve_account(creditor=two, act=later(act, 0, "Luc"))
    now, then = act.now, later(act, 100).now
    assert [ends_with(two, four, now) for four in ("2606", "0189", "3000", "6")] == [
        "in_force", "unknown", "unknown", "unknown",
    ]  # fmt: skip
    assert [ends_with(two, four, then) for four in ("2606", " 01 89 ")] == ["former", "in_force"]
