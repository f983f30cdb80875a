"""A customer's word: reminders pause, the money keeps it or its day breaks it, and the record says so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relance.domain.promises import Reliability
from relance.domain.stops import Word, still_promised
from relance.ledger.builders import make_customer, make_invoice
from relance.ledger.models import Agreement, AgreementLine, Creditor, Event, Invoice, Notice, Promise, Task
from relance.ledger.promises import promise_counts, promises, reliability
from relance.operations.check_promises import check_promises
from relance.operations.edit_plan import save_plan
from relance.operations.make_promise import make_promise, withdraw_promise
from relance.operations.open_dispute import open_dispute
from relance.operations.record_payment import cancel_payment, record_payment
from relance.operations.refused import Refused
from relance.operations.write_off import write_off
from tests.operations.scene import (
    a_creditor,
    an_act,
    csv_of,
    customer_of,
    dupont_owes,
    invoice_of,
    notices,
    run,
    take,
    the_day,
)

pytestmark = pytest.mark.django_db

OWED = "FA-1,2026-01-01,2026-01-30,1200.00,1200.00"


@pytest.fixture
def creditor() -> Creditor:
    """Dupont owes 1,200.00 since 30 January 2026; the first reminder is due on 6 February."""
    firm = a_creditor(sending="as_planned")
    dupont_owes(firm, OWED)
    return firm


def promise(creditor: Creditor, day: str, on: str, cents: int | None = None, **how: Any) -> Promise:
    invoice = invoice_of(creditor, how.pop("number", "FA-1"))
    return make_promise(
        creditor=creditor, invoice=invoice, on=date.fromisoformat(on), act=an_act(day), cents=cents, **how
    )


def pay(creditor: Creditor, day: str, cents: int, on: str = "", number: str = "FA-1") -> Any:
    when = date.fromisoformat(on or day)
    return record_payment(
        creditor=creditor, invoice=invoice_of(creditor, number), cents=cents, on=when, act=an_act(day)
    )


def states(creditor: Creditor) -> list[str]:
    return list(Promise.objects.filter(creditor=creditor).order_by("pk").values_list("state", flat=True))


def verbs(creditor: Creditor) -> list[str]:
    rows = Event.objects.filter(creditor=creditor, verb__startswith="promise_").order_by("sequence")
    return list(rows.values_list("verb", flat=True))


def test_a_promise_pauses_reminders_until_its_grace_is_over(creditor: Creditor) -> None:
    promise(creditor, "2026-02-05", "2026-02-13", said_by="Mme Roy")
    for day in ("2026-02-06", "2026-02-13", "2026-02-15"):
        the_day(creditor, day)
        assert notices(creditor) == []
    the_day(creditor, "2026-02-16")
    assert [n.step for n in notices(creditor)] == ["r1"]


def test_a_promise_without_an_amount_is_for_the_whole_invoice_when_nothing_is_due_by_then(creditor: Creditor) -> None:
    dupont_owes(creditor, "FA-2,2026-01-01,2026-03-31,300.00,300.00")
    assert promise(creditor, "2026-02-05", "2026-02-13", number="FA-2").cents == 30_000


def test_only_the_lines_due_by_then_are_meant_without_an_amount(creditor: Creditor) -> None:
    lines = ("FA-3,2026-01-01,2026-02-10,300.00,300.00", "FA-3,2026-01-01,2026-03-10,300.00,300.00")
    dupont_owes(creditor, *lines)
    assert promise(creditor, "2026-02-05", "2026-02-20", number="FA-3").cents == 30_000


def test_money_in_time_keeps_the_promise(creditor: Creditor) -> None:
    made = promise(creditor, "2026-02-05", "2026-02-13")
    pay(creditor, "2026-02-14", 120_000)
    made.refresh_from_db()
    assert (made.state, made.paid_on) == ("kept", date(2026, 2, 14))
    assert verbs(creditor) == ["promise_made", "promise_kept"]


def test_a_broken_promise_is_flagged_with_a_task_and_reminders_resume(creditor: Creditor) -> None:
    promise(creditor, "2026-02-05", "2026-02-13", said_by="Mme Roy")
    run(creditor, "2026-02-16")
    task = Task.objects.get(creditor=creditor, kind="promise_broken")
    assert states(creditor) == ["broken"]
    assert (task.subject, task.amount_cents) == ("FA-1", 120_000)
    assert task.why == "FA-1: Mme Roy promised on 2026-02-05 to pay 1200.00 EUR by 2026-02-13"
    assert [n.step for n in notices(creditor)] == ["r1"]


def test_the_dry_run_breaks_nothing(creditor: Creditor) -> None:
    promise(creditor, "2026-02-05", "2026-02-13")
    report = run(creditor, "2026-02-16", dry_run=True)
    assert states(creditor) == ["live"] and len(report.decided[0].drafts) == 1


def test_paying_late_closes_the_task_and_the_promise_stays_broken(creditor: Creditor) -> None:
    made = promise(creditor, "2026-02-05", "2026-02-13")
    run(creditor, "2026-02-16")
    pay(creditor, "2026-02-18", 120_000)
    made.refresh_from_db()
    assert (made.state, made.paid_on) == ("broken", date(2026, 2, 18))
    assert Task.objects.get(creditor=creditor, kind="promise_broken").result == "nothing of it is open any more"
    assert reliability(creditor, customer_of(creditor)) == Reliability(late=1)


def test_money_that_came_in_time_and_was_known_late_makes_the_promise_kept(creditor: Creditor) -> None:
    made = promise(creditor, "2026-02-05", "2026-02-13")
    run(creditor, "2026-02-16")
    bank = "customer,paid_on,amount,currency,reference,invoice\nDUPONT,2026-02-12,1200.00,EUR,VIR,FA-1\n"
    take(creditor, bank, "2026-02-18", name="payments.csv")
    made.refresh_from_db()
    assert (made.state, made.paid_on) == ("kept", date(2026, 2, 12))


def test_money_dated_late_and_known_before_the_check_breaks_the_promise(creditor: Creditor) -> None:
    made = promise(creditor, "2026-02-05", "2026-02-13")
    pay(creditor, "2026-02-18", 120_000)  # nobody ran in between
    made.refresh_from_db()
    assert (made.state, made.paid_on) == ("broken", date(2026, 2, 18))
    assert not Task.objects.filter(creditor=creditor, kind="promise_broken", closed_on=None).exists()


def test_a_payment_undone_within_the_grace_makes_the_promise_live_again(creditor: Creditor) -> None:
    made = promise(creditor, "2026-02-05", "2026-02-13")
    paid = pay(creditor, "2026-02-10", 120_000)
    cancel_payment(creditor=creditor, payment_id=paid.pk, act=an_act("2026-02-12"))
    made.refresh_from_db()
    assert (made.state, made.paid_on) == ("live", None)
    the_day(creditor, "2026-02-13")
    assert notices(creditor) == []


def test_a_payment_undone_after_the_grace_breaks_the_promise(creditor: Creditor) -> None:
    promise(creditor, "2026-02-05", "2026-02-13")
    paid = pay(creditor, "2026-02-10", 120_000)
    cancel_payment(creditor=creditor, payment_id=paid.pk, act=an_act("2026-02-20"))
    assert states(creditor) == ["broken"]
    assert Task.objects.filter(creditor=creditor, kind="promise_broken", closed_on=None).count() == 1


def test_a_late_payment_undone_is_no_longer_late_but_missing(creditor: Creditor) -> None:
    made = promise(creditor, "2026-02-05", "2026-02-13")
    run(creditor, "2026-02-16")
    paid = pay(creditor, "2026-02-18", 120_000)
    cancel_payment(creditor=creditor, payment_id=paid.pk, act=an_act("2026-02-20"))
    made.refresh_from_db()
    assert (made.state, made.paid_on) == ("broken", None)


def test_writing_an_invoice_off_keeps_no_promise(creditor: Creditor) -> None:
    promise(creditor, "2026-02-05", "2026-02-13")
    run(creditor, "2026-02-16")
    write_off(creditor=creditor, invoice=invoice_of(creditor), reason="too small", act=an_act("2026-02-17"))
    assert reliability(creditor) == Reliability(broken=1)
    assert not Task.objects.filter(creditor=creditor, kind="promise_broken", closed_on=None).exists()


def test_two_promises_in_parts_are_kept_one_after_the_other(creditor: Creditor) -> None:
    promise(creditor, "2026-02-05", "2026-02-27", 80_000)
    promise(creditor, "2026-02-05", "2026-02-13", 40_000)
    pay(creditor, "2026-02-12", 40_000)
    assert states(creditor) == ["live", "kept"]
    pay(creditor, "2026-02-27", 80_000)
    assert states(creditor) == ["kept", "kept"]


def test_half_promised_leaves_the_other_half_to_be_reminded_of(creditor: Creditor) -> None:
    promise(creditor, "2026-02-05", "2026-02-27", 50_000)
    the_day(creditor, "2026-02-06")
    assert [n.total_cents for n in notices(creditor)] == [70_000]


def test_a_new_promise_that_leaves_no_room_replaces_the_earlier_one(creditor: Creditor) -> None:
    promise(creditor, "2026-02-05", "2026-02-13", 50_000)
    promise(creditor, "2026-02-12", "2026-02-20")
    assert states(creditor) == ["withdrawn", "live"]
    told = Event.objects.get(creditor=creditor, verb="promise_withdrawn")
    assert told.payload["why"] == "replaced"


def test_a_new_promise_closes_the_task_of_the_broken_one(creditor: Creditor) -> None:
    promise(creditor, "2026-02-05", "2026-02-13")
    run(creditor, "2026-02-16")
    promise(creditor, "2026-02-17", "2026-02-24")
    assert states(creditor) == ["broken", "live"]
    assert not Task.objects.filter(creditor=creditor, kind="promise_broken", closed_on=None).exists()


def test_a_withdrawn_promise_lets_reminders_go_on_and_frees_its_band(creditor: Creditor) -> None:
    first = promise(creditor, "2026-02-05", "2026-02-13", 40_000)
    second = promise(creditor, "2026-02-05", "2026-02-27", 40_000)
    withdraw_promise(creditor=creditor, promise_id=first.pk, act=an_act("2026-02-06"), why="said by mistake")
    second.refresh_from_db()
    assert second.open_after_cents == 80_000
    pay(creditor, "2026-02-20", 40_000)
    assert states(creditor) == ["withdrawn", "kept"]
    with pytest.raises(Refused, match="not live any more"):
        withdraw_promise(creditor=creditor, promise_id=first.pk, act=an_act("2026-02-06"))


@pytest.mark.parametrize(
    ("on", "cents", "why"),
    [
        ("2026-02-04", None, "is past"),
        ("2027-02-06", None, "more than a year away"),
        ("2026-02-13", 0, "more than 0.00"),
        ("2026-02-13", 120_001, "1200.00 EUR of it is open"),
    ],
)
def test_what_cannot_be_promised_is_refused(creditor: Creditor, on: str, cents: int | None, why: str) -> None:
    with pytest.raises(Refused, match=why):
        promise(creditor, "2026-02-05", on, cents)
    assert states(creditor) == []


def test_nothing_is_promised_on_a_paid_invoice(creditor: Creditor) -> None:
    pay(creditor, "2026-02-05", 120_000)
    with pytest.raises(Refused, match="nothing is left to pay on FA-1"):
        promise(creditor, "2026-02-05", "2026-02-13")


def test_what_is_disputed_is_not_promised(creditor: Creditor) -> None:
    act = an_act("2026-02-05")
    open_dispute(creditor=creditor, invoice=invoice_of(creditor), reason="price", cents=20_000, act=act)
    assert promise(creditor, "2026-02-05", "2026-02-13").cents == 100_000
    pay(creditor, "2026-02-10", 100_000)
    assert states(creditor) == ["kept"]


def test_an_invoice_in_a_payment_plan_takes_no_promise(creditor: Creditor) -> None:
    customer, line = customer_of(creditor), invoice_of(creditor).receivables.get()
    plan = Agreement.objects.create(
        creditor=creditor, customer=customer, reference="E-0001", cents=120_000, agreed_on=date(2026, 2, 4),
        recorded_by="Anne",
    )  # fmt: skip
    AgreementLine.objects.create(creditor=creditor, agreement=plan, receivable=line, cents=120_000)
    with pytest.raises(Refused, match="in the payment plan E-0001"):
        promise(creditor, "2026-02-05", "2026-02-13")


def test_the_customer_is_told_what_was_noted_when_asked_for(creditor: Creditor) -> None:
    made = promise(creditor, "2026-02-05", "2026-02-13", tell_customer=True)
    assert Notice.objects.get(creditor=creditor, about=f"promise:{made.pk}:noted").kind == "answer"


ESCALATING = """
key = "firm"
label = "Ferme"
on_broken_promise = "{on_broken}"
[[steps]]
key = "r1"
kind = "reminder"
anchor = "due"
offset_days = 7
channels = ["email"]
[[steps]]
key = "r2"
kind = "reminder"
anchor = "previous"
offset_days = 30
channels = ["email"]
"""


def days(first: str, last: str) -> list[str]:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(begin + timedelta(days=n)).isoformat() for n in range((end - begin).days + 1)]


@pytest.mark.parametrize(("on_broken", "left_on"), [("resume", "2026-03-09"), ("escalate", "2026-02-23")])
def test_after_a_broken_promise_the_plan_resumes_or_escalates(on_broken: str, left_on: str) -> None:
    firm = a_creditor(sending="as_planned")
    save_plan(creditor=firm, text=ESCALATING.format(on_broken=on_broken), act=an_act())
    Creditor.objects.filter(pk=firm.pk).update(default_plan="firm")
    dupont_owes(firm, OWED)
    for day in days("2026-02-06", "2026-03-10"):
        if day == "2026-02-12":
            promise(firm, day, "2026-02-20")
        the_day(firm, day)
    assert [(n.step, n.left_on) for n in notices(firm)] == [
        ("r1", date(2026, 2, 6)), ("r2", date.fromisoformat(left_on)),
    ]  # fmt: skip


def test_a_broken_promise_that_was_paid_late_escalates_nothing() -> None:
    firm = a_creditor(sending="as_planned")
    save_plan(creditor=firm, text=ESCALATING.format(on_broken="escalate"), act=an_act())
    Creditor.objects.filter(pk=firm.pk).update(default_plan="firm")
    dupont_owes(firm, OWED)
    for day in days("2026-02-06", "2026-03-05"):
        if day == "2026-02-12":
            promise(firm, day, "2026-02-19", 50_000)
        if day == "2026-02-22":  # a Sunday: the promise is broken, no reminder could leave
            pay(firm, day, 50_000)
        the_day(firm, day)
    assert states(firm) == ["broken"]
    assert [n.step for n in notices(firm)] == ["r1"]


def test_lists_and_reliability_count_each_customer_s_word(creditor: Creditor) -> None:
    take(creditor, csv_of(["MARTIN,Martin SAS,m@m.example,8 quai,75004,Paris,FB-1,2026-01-01,2026-01-30,500,500"]))
    promise(creditor, "2026-02-02", "2026-02-03", number="FB-1")
    promise(creditor, "2026-02-02", "2026-02-13")
    run(creditor, "2026-02-09")
    today = date(2026, 2, 13)  # a Friday
    assert [p.invoice.number for p in promises(creditor, "due", today)] == ["FA-1"]
    counts = promise_counts(creditor, today)
    assert (counts["due"], counts["week"], counts["broken"], counts["kept"]) == (1, 1, 1, 0)
    assert reliability(creditor) == Reliability(broken=1, live=1)
    assert reliability(creditor, customer_of(creditor)).percent is None


def test_another_creditor_s_promises_stay_out_of_reach(creditor: Creditor) -> None:
    promise(creditor, "2026-02-05", "2026-02-13")
    other = a_creditor("Autre SARL")
    assert promise_counts(other, date(2026, 2, 13))["live"] == 0
    with pytest.raises(Refused):
        withdraw_promise(creditor=other, promise_id=Promise.objects.get().pk, act=an_act())
    assert Invoice.objects.filter(creditor=other).count() == 0


SAID = st.lists(st.tuples(st.integers(1, 25), st.integers(1, 400)), min_size=1, max_size=4)
PAID = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 500)), max_size=5)
START = date(2026, 3, 2)
GRACE = 2


def as_said(said: list[tuple[int, int]], paid: list[tuple[int, int]]) -> list[str]:
    """The naive reading: payments fill what was promised in order of days, each by its own last day."""
    found, asked = {}, 0
    for on, number, cents in sorted((on, number, cents) for number, (on, cents) in enumerate(said)):
        asked += cents
        there = sum(amount for day, amount in paid if day <= on + GRACE)
        found[number] = "kept" if there >= asked else "broken"
    return [found[number] for number in sorted(found)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=SAID, paid=PAID)
def test_random_promises_end_as_a_naive_reading_says(
    creditor: Creditor, said: list[tuple[int, int]], paid: list[tuple[int, int]]
) -> None:
    code = f"C{Promise.objects.count()}-{Event.objects.count()}"
    invoice = make_invoice(make_customer(creditor, code), f"F-{code}", 4_000, date(2026, 2, 1)).invoice
    for on, cents in said:
        when = (START + timedelta(days=on)).isoformat()
        promise(creditor, START.isoformat(), when, cents, number=invoice.number)
    for day, cents in sorted(paid):
        when = (START + timedelta(days=day)).isoformat()
        pay(creditor, when, cents, number=invoice.number)
        left = invoice.receivables.get().open_cents
        live = Promise.objects.filter(invoice=invoice, state="live")
        words = [Word(p.on, p.cents, p.open_after_cents) for p in live]
        assert sum(cents for _, cents in still_promised(words, left)) <= left
    check_promises(creditor, an_act("2026-05-04"))
    ended = Promise.objects.filter(invoice=invoice).order_by("pk").values_list("state", flat=True)
    assert list(ended) == as_said(said, paid)
