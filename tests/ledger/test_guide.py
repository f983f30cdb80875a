"""What is known of a company that begins, and what waits at several."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from relance.ledger.builders import act_on, make_creditor, make_customer, make_invoice
from relance.ledger.creditors import may_set_up, what_waits
from relance.ledger.guide import guide_facts
from relance.ledger.models import Creditor, Membership
from relance.operations.change_settings import change_settings
from relance.operations.decide_due import decide_due

TODAY = date(2026, 2, 16)


@pytest.fixture
def firm(db: None) -> Creditor:
    creditor = make_creditor(default_plan="standard", sending="confirm_all", phone="")
    make_invoice(make_customer(creditor), "FA-1", 120_000, date(2026, 2, 2))
    return Creditor.objects.get(pk=creditor.pk)


def test_the_facts_follow_what_was_done(firm: Creditor) -> None:
    facts = guide_facts(firm, ("siren", "phone"))
    assert (facts.missing, facts.has_account, facts.has_invoices) == (("phone",), True, True)
    assert not (facts.plan_is_chosen or facts.is_prepared or facts.has_left)
    change_settings(creditor=firm, changes={"default_plan": "standard"}, act=act_on(TODAY))
    decide_due(creditor=firm, act=act_on(TODAY))
    facts = guide_facts(firm, ())
    assert facts.plan_is_chosen and facts.is_prepared and not facts.has_left


def test_what_waits_is_counted_company_by_company(firm: Creditor) -> None:
    decide_due(creditor=firm, act=act_on(TODAY))
    other = make_creditor("Garage Est", key="est")
    found = what_waits([firm.pk, other.pk], TODAY)
    assert (found[firm.pk].to_confirm, found[firm.pk].overdue) == (1, {"EUR": 120_000})
    assert other.pk not in found


def test_the_first_person_and_owners_may_set_up_a_company(db: None) -> None:
    User.objects.create(username="anne")
    assert may_set_up("anne")
    luc = Membership.objects.create(creditor=make_creditor(), user=User.objects.create(username="luc"), role="reader")
    assert not may_set_up("anne") and not may_set_up("luc")
    Membership.objects.filter(pk=luc.pk).update(role="owner")
    assert may_set_up("luc")
