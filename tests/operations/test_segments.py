"""Profiles kept by the day's run: worked out from what was paid, chosen by a person, forgotten by nobody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from relance.ledger.builders import act_on, make_creditor, make_customer, make_done, make_invoice
from relance.ledger.models import Creditor, Customer, Event, ImportFile, Invoice, Promise
from relance.operations.decide_due import decide_due
from relance.operations.edit_customer import edit_customer
from relance.operations.explain import explain
from relance.operations.profile import profile_of
from relance.operations.record_payment import record_payment

TODAY = date(2026, 6, 15)  # a Monday
MAY = date(2026, 5, 4)


@pytest.fixture
def firm(db: None) -> Creditor:
    """A firm that follows the plan by profile."""
    creditor: Creditor = make_creditor(default_plan="by-profile", money_known_to=TODAY)
    return creditor


def settled(customer: Customer, number: str, days_late: int, due_on: date = MAY, cents: int = 10_000) -> None:
    """An invoice paid so many days after its due date."""
    receivable = make_invoice(customer, number, cents, due_on)
    on = due_on + timedelta(days_late)
    record_payment(creditor=customer.creditor, invoice=receivable.invoice, cents=cents, on=on, act=act_on(TODAY))


def the_run(firm: Creditor, day: date = TODAY, **how: bool) -> None:
    Customer.objects.update(wake_on=day)
    decide_due(creditor=Creditor.objects.get(pk=firm.pk), act=act_on(day), **how)


def segment(customer: Customer) -> str:
    return Customer.objects.get(pk=customer.pk).segment


def test_the_run_works_profiles_out_and_says_when_one_changes(firm: Creditor) -> None:
    dupont = make_customer(firm)
    for number in ("A", "B", "C"):
        settled(dupont, number, 2)
    the_run(firm)
    kept = Customer.objects.get(pk=dupont.pk)
    assert (kept.segment, kept.segmented_on, kept.segment_figures["late_tenths"]) == ("good", TODAY, 20)
    event = Event.objects.get(verb="segment_changed")
    assert (event.payload["old"], event.payload["new"], event.customer) == ("new", "good", dupont)
    the_run(firm, TODAY + timedelta(8))
    assert Event.objects.filter(verb="segment_changed").count() == 1


def test_a_profile_is_worked_out_again_after_a_week_and_not_before(firm: Creditor) -> None:
    dupont = make_customer(firm)
    the_run(firm)
    for number in ("A", "B", "C"):
        settled(dupont, number, 0)
    the_run(firm, TODAY + timedelta(6))
    assert segment(dupont) == "new"
    the_run(firm, TODAY + timedelta(7))
    assert segment(dupont) == "good"


def test_a_dry_run_decides_by_the_profile_of_the_day_and_writes_nothing(firm: Creditor) -> None:
    dupont = make_customer(firm)
    receivable = make_invoice(dupont, "FA-1", 90_000, date(2026, 3, 2))
    make_done(receivable, "r1", date(2026, 5, 18))
    make_done(make_invoice(dupont, "FA-0", 100, MAY, open_cents=0), "notice", date(2025, 12, 1), "formal_notice")
    dry = decide_due(creditor=firm, act=act_on(TODAY), dry_run=True)
    assert [d.channel for one in dry.decided for d in one.drafts] == ["registered_letter"]  # as for a bad payer
    assert (segment(dupont), Event.objects.filter(verb="segment_changed").count()) == ("new", 0)
    the_run(firm)
    assert (segment(dupont), [n.channel for n in dupont.notices.filter(is_by_hand=False)]) == (
        "bad",
        ["registered_letter"],
    )


def test_explaining_sees_the_same_profile_as_the_run(firm: Creditor) -> None:
    dupont = make_customer(firm)
    make_invoice(dupont, "FA-1", 90_000, date(2026, 3, 2))
    found = explain(creditor=firm, customer=dupont, act=act_on(TODAY))
    assert found.case.positions[0].segment == "bad"  # all that it owes is over sixty days late


def test_the_plan_of_a_profile_is_followed_from_the_same_day(firm: Creditor) -> None:
    Creditor.objects.update(default_plan="standard", plan_for_bad="two-then-notice")
    dupont = make_customer(firm)
    make_invoice(dupont, "FA-1", 90_000, date(2026, 3, 2))
    the_run(firm)
    assert [n.plan for n in dupont.notices.all()] == ["two-then-notice"]


def test_a_profile_chosen_by_hand_stays_until_it_is_given_back(firm: Creditor) -> None:
    dupont = make_customer(firm)
    for number in ("A", "B", "C"):
        settled(dupont, number, 30)
    the_run(firm)
    edit_customer(creditor=firm, customer=dupont, changes={"segment": "key"}, act=act_on(TODAY, "Anne"))
    the_run(firm, TODAY + timedelta(30))
    profile = profile_of(creditor=firm, customer=Customer.objects.get(), act=act_on(TODAY))
    assert (profile.segment, profile.computed.key, profile.chosen_by, profile.chosen_on) == (
        "key", "slow", "Anne", TODAY,
    )  # fmt: skip
    edit_customer(creditor=firm, customer=Customer.objects.get(), changes={"segment": "auto"}, act=act_on(TODAY))
    assert (segment(dupont), Customer.objects.get().segment_by_hand) == ("slow", False)


def test_choosing_the_profile_that_was_computed_still_keeps_it(firm: Creditor) -> None:
    dupont = make_customer(firm)
    edit_customer(creditor=firm, customer=dupont, changes={"segment": "new"}, act=act_on(TODAY, "Anne"))
    profile = profile_of(creditor=firm, customer=dupont, act=act_on(TODAY))
    assert (profile.is_by_hand, profile.chosen_by) == (True, "Anne")


def test_a_promise_broken_today_shows_in_the_profile_of_today(firm: Creditor) -> None:
    dupont = make_customer(firm)
    receivable = make_invoice(dupont, "FA-1", 90_000, date(2026, 6, 1))
    the_run(firm, date(2026, 6, 11))
    assert segment(dupont) == "new"
    promised(receivable.invoice, date(2026, 6, 12))
    dry = decide_due(creditor=firm, act=act_on(TODAY), dry_run=True, everyone=True)
    assert dry.decided[0].case.customer.segment == "bad"
    the_run(firm)
    assert segment(dupont) == "bad"


def promised(invoice: Invoice, on: date) -> None:
    Promise.objects.create(
        creditor=invoice.creditor, customer=invoice.customer, invoice=invoice, on=on, cents=90_000,
        open_after_cents=0, made_on=date(2026, 6, 11), recorded_by="Anne",
    )  # fmt: skip


def test_what_left_a_list_of_everything_open_was_paid_when_last_seen(firm: Creditor) -> None:
    dupont = make_customer(firm)
    for number in ("A", "B", "C"):
        make_invoice(dupont, number, 10_000, MAY, open_cents=0, absent_since=date(2026, 6, 1))
    for day in (date(2026, 5, 6), date(2026, 6, 1)):
        ImportFile.objects.create(
            creditor=firm, name="list.csv", sha256="0", content=b"", is_snapshot=True, imported_on=day,
            imported_at=act_on(day).now,
        )  # fmt: skip
    profile = profile_of(creditor=firm, customer=dupont, act=act_on(TODAY))
    assert (profile.computed.key, profile.computed.figures["late_tenths"]) == ("good", 20)


def test_a_due_date_on_a_sunday_is_not_late_on_monday(firm: Creditor) -> None:
    dupont = make_customer(firm)
    settled(dupont, "A", 1, date(2026, 5, 3))
    assert profile_of(creditor=firm, customer=dupont, act=act_on(TODAY)).computed.figures["late_tenths"] == 0


def test_another_firms_customers_weigh_nothing(firm: Creditor) -> None:
    other = make_customer(make_creditor("Garage Est"), "DUPONT")
    for number in ("A", "B", "C"):
        settled(other, number, 0)
    dupont = make_customer(firm)
    assert profile_of(creditor=firm, customer=dupont, act=act_on(TODAY)).computed.figures["settled"] == 0


def test_profiles_of_many_customers_cost_no_more_questions_than_of_one(firm: Creditor) -> None:
    counts = []
    for number in (1, 40):
        for n in range(number):
            make_customer(firm, f"C{number}-{n}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            decide_due(creditor=firm, act=act_on(TODAY), dry_run=True, everyone=True)
        counts.append(len(asked))
    assert counts[0] == counts[1]
