"""What a change would do, seen before it is saved: the coming month beside the one that is to come."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.plans import load_preset, parse_plan, preset_text
from relance.ledger.builders import act_on, make_creditor, make_customer, make_invoice
from relance.ledger.models import Creditor, Customer, Event, Notice
from relance.operations.change_settings import change_settings
from relance.operations.preview_change import ChangePreview, preview_change
from relance.operations.preview_days import preview_days
from relance.operations.refused import Refused

MONDAY = date(2026, 2, 16)


@pytest.fixture
def firm(db: None) -> Creditor:
    """Dupont and Martin are late; the firm follows `two-then-notice` and confirms everything."""
    creditor: Creditor = make_creditor(sending="confirm_all", money_known_to=date(2026, 12, 31))
    make_invoice(make_customer(creditor), "FA-1", 120_000, date(2026, 2, 6))
    make_invoice(make_customer(creditor, "MARTIN", segment="good"), "FA-2", 50_000, date(2026, 2, 2))
    return creditor


def changed(firm: Creditor, **settings: str) -> ChangePreview:
    return preview_change(creditor=firm, act=act_on(MONDAY), settings=settings)


def test_a_setting_that_changes_nothing_says_so(firm: Creditor) -> None:
    found = changed(firm, default_plan="two-then-notice", city="Brest")
    assert (found.differing, found.first_on, found.looked_at, found.owing) == ([], None, 2, 2)


def test_automatic_sending_shows_what_would_leave_without_a_person(firm: Creditor) -> None:
    found = changed(firm, sending="as_planned")
    assert set(found.counts) == {"by_itself"} and found.first_on == MONDAY


def test_another_plan_shows_what_moves_and_what_comes_in_addition(firm: Creditor) -> None:
    found = changed(firm, default_plan="standard")
    moved = {(d.customer, d.now and d.now.on.day, d.then and d.then.on.day) for d in found.differing[:2]}
    assert ("DUPONT", 16, 16) not in moved and found.differing


def test_the_plan_of_a_profile_touches_the_customers_of_that_profile_alone(firm: Creditor) -> None:
    assert {d.customer for d in changed(firm, plan_for_good="phone-first").differing} == {"MARTIN"}


def test_a_smaller_daily_limit_moves_the_smaller_reminder_to_the_next_day(firm: Creditor) -> None:
    first = changed(firm, max_notices_per_day="1").differing[0]
    assert (first.how, first.customer, first.now and first.now.on, first.then and first.then.on) == (
        "other_day", "MARTIN", MONDAY, date(2026, 2, 17),
    )  # fmt: skip


def test_another_text_of_the_plan_in_use_is_compared_with_the_one_in_force(firm: Creditor) -> None:
    text = preset_text("two-then-notice").replace("offset_days = 7", "offset_days = 14")
    found = preview_change(creditor=firm, act=act_on(MONDAY), plan=parse_plan(text))
    assert found.differing and found.differing[0].how == "other_day"


def test_another_text_of_a_plan_that_nobody_follows_changes_nothing(firm: Creditor) -> None:
    text = preset_text("standard").replace("offset_days = 8", "offset_days = 2")
    assert preview_change(creditor=firm, act=act_on(MONDAY), plan=parse_plan(text)).differing == []


def test_a_plan_given_for_everybody_replaces_that_of_every_customer(firm: Creditor) -> None:
    Customer.objects.filter(code="MARTIN").update(plan="two-then-notice")
    found = preview_change(creditor=firm, act=act_on(MONDAY), plan=load_preset("phone-first"), everywhere=True)
    assert {d.customer for d in found.differing} == {"DUPONT", "MARTIN"}


def test_nothing_is_written_by_looking(firm: Creditor) -> None:
    changed(firm, sending="as_planned", default_plan="standard")
    firm.refresh_from_db()
    assert (firm.sending, firm.default_plan) == ("confirm_all", "two-then-notice")
    assert not Notice.objects.exists() and not Event.objects.exists()
    assert set(Customer.objects.values_list("segmented_on", flat=True)) == {None}


def test_the_largest_overdue_sums_are_looked_at_where_not_all_can_be(firm: Creditor) -> None:
    found = preview_change(creditor=firm, act=act_on(MONDAY), settings={"sending": "as_planned"}, most=1)
    assert (found.looked_at, found.owing, {d.customer for d in found.differing}) == (1, 2, {"DUPONT"})


def test_a_setting_that_cannot_be_is_refused_before_it_is_previewed(firm: Creditor) -> None:
    with pytest.raises(Refused, match="there is no plan"):
        changed(firm, default_plan="nonsense")


def test_what_was_shown_is_what_comes_once_it_is_saved(firm: Creditor) -> None:
    shown = changed(firm, default_plan="phone-first", sending="as_planned").then
    change_settings(creditor=firm, changes={"default_plan": "phone-first", "sending": "as_planned"}, act=act_on(MONDAY))
    assert preview_days(creditor=Creditor.objects.get(), act=act_on(MONDAY)) == shown
