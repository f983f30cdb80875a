"""Payment plans: what becomes of late interest meanwhile, and the instalments announced before their day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from relance.ledger.models import (
    ClaimWaiver,
    Creditor,
    Notice,
)
from relance.operations.record_payment import cancel_payment
from relance.operations.state_owed import state_owed
from tests.operations.plans import (
    MADE,
    again,
    agree,
    days_on,
    in_debt,
    pay,
)
from tests.operations.scene import an_act, invoice_of, run


@pytest.fixture
def owed(creditor: Creditor) -> Creditor:
    """Dupont owes FA-1, 1,200.00, and FA-2, 600.00."""
    return in_debt(creditor)


def interest(creditor: Creditor, day: str) -> tuple[int, int]:
    (found,) = state_owed(creditor=creditor, as_of=date.fromisoformat(day), invoice=invoice_of(creditor))
    return found.principal_cents, found.interest_cents


def test_frozen_interest_stands_still_as_long_as_the_plan_is_in_force(owed: Creditor) -> None:
    agree(owed, claims="frozen")
    before = interest(owed, MADE)
    assert interest(owed, "2026-04-04") == before and before[1] > 0
    (found,) = state_owed(creditor=owed, as_of=date(2026, 4, 4), invoice=invoice_of(owed))
    line = found.lines[0].statement.segments[-1]
    assert (line.from_on, line.rate, line.interest_cents) == (date(2026, 3, 3), 0, 0)
    assert "E-000001" in line.source.fr and found.per_day_cents == 0


def test_frozen_interest_runs_again_the_day_after_the_breach(owed: Creditor) -> None:
    agree(owed, claims="frozen")
    before = interest(owed, MADE)[1]
    run(owed, "2026-04-06")
    assert interest(owed, "2026-04-06")[1] == before
    assert interest(owed, "2026-04-16")[1] == before + 399  # ten days of 1,200.00 at 12.15 %


def test_instalments_are_set_against_the_principal(owed: Creditor) -> None:
    agree(owed, "FA-1", count=2)
    pay(owed, 60_000, "2026-03-31")
    assert interest(owed, "2026-03-31")[0] == 60_000


def test_running_interest_stays_owed_once_the_plan_is_kept(owed: Creditor) -> None:
    agreement = agree(owed, "FA-1", count=2)
    pay(owed, 60_000, "2026-03-31")
    pay(owed, 60_000, "2026-04-30")
    principal, late = interest(owed, "2026-05-10")
    assert again(agreement).state == "kept" and principal == 0 and late > 0


def test_waived_interest_is_given_up_once_kept_and_owed_again_if_a_payment_is_undone(owed: Creditor) -> None:
    agree(owed, "FA-1", count=2, claims="waived")
    before = interest(owed, "2026-03-20")
    payment = pay(owed, 120_000, "2026-03-20")
    assert interest(owed, "2026-03-20") == (0, 0)
    assert {w.reason for w in ClaimWaiver.objects.all()} == {"échéancier E-000001 respecté"}
    cancel_payment(creditor=owed, payment_id=payment.pk, act=an_act("2026-03-23"))
    assert not ClaimWaiver.objects.exists() and interest(owed, "2026-03-20") == before


def test_waived_interest_of_a_broken_plan_is_owed(owed: Creditor) -> None:
    agree(owed, claims="waived")
    run(owed, "2026-04-07")
    assert not ClaimWaiver.objects.exists() and interest(owed, "2026-04-07")[1] > 0


def told_of(creditor: Creditor) -> list[str]:
    rows = Notice.objects.filter(creditor=creditor, about__startswith="instalment:").order_by("pk")
    return [f"{n.decided_on}" for n in rows]


@pytest.fixture
def sending(owed: Creditor) -> Creditor:
    """The same creditor, which sends as planned, so that each notice stays on its day."""
    Creditor.objects.filter(pk=owed.pk).update(sending="as_planned")
    return Creditor.objects.get(pk=owed.pk)


def each_day(creditor: Creditor, first: str, last: str, then: Callable[[str], object] = lambda day: None) -> None:
    for day in days_on(first, last):
        run(creditor, day)
        then(day)


def test_an_instalment_is_announced_once_three_days_before(sending: Creditor) -> None:
    agree(sending, count=2)  # 31 March, a Tuesday: three days before is Saturday, so Friday
    each_day(sending, "2026-03-24", "2026-03-26")
    assert told_of(sending) == []
    run(sending, "2026-03-27")
    assert told_of(sending) == ["2026-03-27"]
    each_day(sending, "2026-03-28", "2026-04-02")
    assert len(told_of(sending)) == 1


def test_an_instalment_missed_by_the_runs_is_not_announced_after_its_day(sending: Creditor) -> None:
    agree(sending, count=2)
    run(sending, "2026-03-24")
    run(sending, "2026-04-01")
    assert told_of(sending) == []


def test_an_instalment_already_paid_is_not_announced(sending: Creditor) -> None:
    agree(sending, count=2)
    pay(sending, 90_000, "2026-03-20")
    each_day(sending, "2026-03-24", "2026-04-01")
    assert told_of(sending) == []
