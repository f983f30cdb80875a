"""The tracking table agrees with a slow walk over the records, and whatever is late has a next action."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from relance.discovery import country
from relance.domain.tracking import REVIEW_DAYS, Awaited, Situation, Stop, Tracked, next_action, review_on
from relance.domain.verdict import Reason
from relance.ledger.models import (
    Agreement,
    AgreementLine,
    Call,
    Creditor,
    Dispute,
    Instalment,
    Invoice,
    Membership,
    NoticeLine,
    Promise,
    Receivable,
    StepDone,
)
from relance.ledger.tracking import Asked
from relance.operations.edit_customer import edit_customer
from relance.operations.hold import hold
from relance.operations.record_payment import record_payment
from relance.operations.state_owed import state_owed
from relance.operations.track import track
from tests.operations.scene import (
    MARTIN,
    a_creditor,
    an_act,
    csv_of,
    customer_of,
    dupont_owes,
    invoice_of,
    run,
    take,
    the_day,
)

pytestmark = pytest.mark.django_db
TODAY = "2026-02-17"


def day(text: str) -> date:
    return date.fromisoformat(text)


def rows(creditor: Creditor, today: str = TODAY, **asked: object) -> list[Tracked]:
    """The table on that day."""
    found = Asked(**asked)  # type: ignore[arg-type]
    return list(track(creditor=Creditor.objects.get(pk=creditor.pk), asked=found, today=day(today)))


def row(creditor: Creditor, invoice: str = "FA-1", today: str = TODAY) -> Tracked:
    """The row of one invoice."""
    return next(one for one in rows(creditor, today, all=True) if one.invoice == invoice)


@pytest.fixture
def firm() -> Creditor:
    """Dupont owes FA-1, reminded on 6 and 16 February, and FA-2, reminded on 16 February."""
    creditor = a_creditor()
    dupont_owes(creditor, "FA-1,2026-01-01,2026-01-30,1200.00,1200.00", "FA-2,2026-01-10,2026-02-09,300.00,300.00")
    the_day(creditor, "2026-02-06")
    the_day(creditor, "2026-02-16")
    run(creditor, TODAY)
    return creditor


def a_dispute(creditor: Creditor, number: str, cents: int | None = None, owner: str = "") -> Dispute:
    invoice = invoice_of(creditor, number)
    return Dispute.objects.create(
        creditor=creditor, customer=invoice.customer, invoice=invoice, reason="quality", cents=cents, owner=owner,
        opened_on=day(TODAY), opened_by="Anne", due_on=day("2026-03-04"),
    )  # fmt: skip


def a_promise(creditor: Creditor, number: str, cents: int, on: str, made_on: str = TODAY) -> Promise:
    invoice = invoice_of(creditor, number)
    open_cents = sum(invoice.receivables.values_list("open_cents", flat=True))
    return Promise.objects.create(
        creditor=creditor, customer=invoice.customer, invoice=invoice, on=day(on), cents=cents, made_on=day(made_on),
        open_after_cents=open_cents - cents, recorded_by="Anne",
    )  # fmt: skip


def test_every_reminder_stands_with_its_day_and_channel(firm: Creditor) -> None:
    first, second = row(firm).reminders
    assert (first.step, first.on, first.channel, first.kind) == ("r1", day("2026-02-06"), "email", "reminder")
    assert (second.step, second.on, second.notice) == ("r2", day("2026-02-16"), "R-000002")
    assert row(firm).reached == second


def test_no_answer_is_said_since_the_last_reminder(firm: Creditor) -> None:
    assert row(firm).answer is None
    assert row(firm).silent_since == day("2026-02-16")


def test_a_word_since_the_last_reminder_is_the_answer(firm: Creditor) -> None:
    a_promise(firm, "FA-1", 120000, "2026-02-27")
    answer = row(firm).answer
    assert answer and (answer.kind, answer.on) == ("promise", day(TODAY))
    assert row(firm).silent_since is None
    assert row(firm, "FA-2").answer is None


def test_a_word_before_the_last_reminder_is_no_answer_to_it(firm: Creditor) -> None:
    a_promise(firm, "FA-1", 120000, "2026-02-12", made_on="2026-02-10")
    assert row(firm).silent_since == day("2026-02-16")


def test_a_part_payment_is_an_answer(firm: Creditor) -> None:
    record_payment(creditor=firm, invoice=invoice_of(firm), cents=20000, on=day(TODAY), act=an_act(TODAY))
    found = row(firm)
    assert found.answer and (found.answer.kind, found.answer.detail) == ("payment", "20000")
    assert found.open_cents == 100000


def test_being_reached_by_phone_is_an_answer_and_ringing_in_vain_is_none(firm: Creditor) -> None:
    call = {"creditor": firm, "customer": customer_of(firm), "on": day(TODAY), "at": an_act(TODAY).now, "by": "Anne"}
    Call.objects.create(**call, result="no_answer")
    assert row(firm).answer is None
    Call.objects.create(**call, result="spoken")
    answer = row(firm).answer
    assert answer and answer.kind == "call"


def test_the_next_step_comes_by_itself_on_its_day(firm: Creditor) -> None:
    following = row(firm).next
    assert following and (following.action, following.step, following.by_itself) == ("step", "notice", True)
    assert following.on == day("2026-02-26")
    assert following.owner == "owner"


def test_a_dispute_is_settled_by_its_owner_before_its_deadline(firm: Creditor) -> None:
    Membership.objects.create(creditor=firm, user=User.objects.create(username="paul"), role="collector")
    a_dispute(firm, "FA-1", owner="paul")
    following = row(firm).next
    assert following and (following.action, following.on, following.owner) == (
        "settle_dispute",
        day("2026-03-04"),
        "paul",
    )
    assert row(firm).reason == "disputed"


def test_half_a_dispute_leaves_the_next_step_to_come(firm: Creditor) -> None:
    a_dispute(firm, "FA-1", cents=60000)
    found = row(firm)
    assert found.dispute and found.dispute.cents == 60000
    assert found.next and found.next.action == "step"


def test_a_promise_and_an_agreement_are_awaited_on_their_day(firm: Creditor) -> None:
    a_promise(firm, "FA-2", 30000, "2026-02-27")
    agreement = Agreement.objects.create(
        creditor=firm, customer=customer_of(firm), reference="E-1", cents=120000, agreed_on=day(TODAY), recorded_by="A"
    )
    line = Receivable.objects.get(invoice=invoice_of(firm))
    AgreementLine.objects.create(creditor=firm, agreement=agreement, receivable=line, cents=120000)
    for rank, on in enumerate(("2026-03-05", "2026-04-05"), start=1):
        Instalment.objects.create(creditor=firm, agreement=agreement, rank=rank, due_on=day(on), cents=60000)
    first, second = row(firm).next, row(firm, "FA-2").next
    assert first and (first.action, first.on) == ("instalment", day("2026-03-05"))
    assert second and (second.action, second.on) == ("payment_promised", day("2026-02-27"))


def test_a_notice_that_waits_is_to_be_confirmed_today() -> None:
    creditor = a_creditor()
    dupont_owes(creditor, "FA-1,2026-01-01,2026-01-30,1200.00,1200.00")
    run(creditor, "2026-02-06")
    following = row(creditor, today="2026-02-06").next
    assert following and (following.action, following.on) == ("confirm", day("2026-02-06"))


def test_an_absent_owner_is_stood_in_for(firm: Creditor) -> None:
    for name, fields in (("lea", {"absent_from": day(TODAY), "cover": "paul"}), ("paul", {})):
        Membership.objects.create(creditor=firm, user=User.objects.create(username=name), role="collector", **fields)
    edit_customer(creditor=firm, customer=customer_of(firm), changes={"owner": "lea"}, act=an_act(TODAY))
    found = row(firm)
    assert found.in_charge == "lea"
    assert found.next and found.next.owner == "paul"
    assert [len(rows(firm, owner=name)) for name in ("lea", "paul", "owner")] == [2, 2, 0]


def test_interest_and_indemnity_are_those_of_the_statement(firm: Creditor) -> None:
    for number in ("FA-1", "FA-2"):
        owed = state_owed(creditor=firm, as_of=day(TODAY), invoice=invoice_of(firm, number))[0]
        found = row(firm, number)
        assert (found.interest_cents, found.indemnity_cents) == (owed.interest_cents, owed.indemnity_cents)
    assert row(firm).interest_cents and row(firm).indemnity_cents == 4000


def test_rows_agree_with_a_slow_walk(firm: Creditor) -> None:
    take(firm, csv_of([f"{MARTIN},FM-{n},2026-01-01,2026-02-{n:02d},{n}00.00,{n}00.00" for n in range(1, 9)]), TODAY)
    record_payment(
        creditor=firm, invoice=Invoice.objects.get(number="FM-3"), cents=30000, on=day(TODAY), act=an_act(TODAY)
    )
    the_day(firm, "2026-02-18")
    found = {one.key: one for one in rows(firm, "2026-02-18", all=True)}
    assert set(found) == set(Receivable.objects.values_list("pk", flat=True))
    for one in Receivable.objects.select_related("invoice", "customer"):
        told = found[one.pk]
        steps = list(StepDone.objects.filter(receivable=one).order_by("on", "pk"))
        left = NoticeLine.objects.filter(receivable=one, is_acted=True, notice__state="sent").order_by("pk")
        assert (told.invoice, told.customer, told.open_cents) == (
            one.invoice.number,
            one.customer.code,
            one.open_cents,
        )
        assert [(d.step, d.on) for d in told.reminders] == [(s.step, s.on) for s in steps]
        assert [(d.notice, d.channel) for d in told.reminders] == [
            (x.notice.reference, x.notice.channel) for x in left.select_related("notice")
        ]
        assert (told.next is None) == (one.open_cents == 0)
        assert told.days_late == max((day("2026-02-18") - one.due_on).days, 0) or one.open_cents == 0


def test_filters_choose_their_rows(firm: Creditor) -> None:
    take(firm, csv_of([f"{MARTIN},FM-1,2026-02-01,2026-03-15,500.00,500.00"]), TODAY)
    hold(creditor=firm, customer=customer_of(firm, "MARTIN"), reason="agreed", act=an_act(TODAY))
    run(firm, TODAY)
    assert [one.invoice for one in rows(firm)] == ["FA-1", "FA-2", "FM-1"]
    assert [one.invoice for one in rows(firm, overdue=True)] == ["FA-1", "FA-2"]
    assert [one.invoice for one in rows(firm, customer="MARTIN")] == ["FM-1"]
    assert [one.invoice for one in rows(firm, step="r1")] == ["FA-2"]
    assert [one.invoice for one in rows(firm, step="none")] == ["FM-1"]
    assert [one.invoice for one in rows(firm, reason="on_hold")] == ["FM-1"]
    assert [one.invoice for one in rows(firm, order="open")] == ["FA-1", "FM-1", "FA-2"]


def test_another_firms_rows_never_show(firm: Creditor) -> None:
    assert rows(a_creditor("Boulangerie Sud")) == []


def test_the_number_of_questions_does_not_grow_with_the_rows(firm: Creditor, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    lines = [f"{MARTIN},FM-{n},2026-01-01,2026-02-01,100.00,100.00" for n in range(60)]
    take(firm, csv_of(lines), TODAY)
    country("FR")
    with django_assert_max_num_queries(34):
        assert len(rows(firm)) == 62


REASONS = st.sampled_from(["", *Reason.__args__])  # type: ignore[attr-defined]
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
STOPS = st.sampled_from(
    ["insolvency", "handed_over", "no_dunning", "on_hold", "reply_waiting", "disputed", "agreement", "promised"]
)
TASKS = st.sampled_from(["call", "hand_over", "declare_claim", "write_off_or_keep", "allocate_credit", "reply_waiting"])


@given(
    st.builds(
        Situation,
        due_on=DAYS,
        in_charge=st.just("anne"),
        stops=st.lists(st.builds(Stop, STOPS, st.none() | DAYS, st.none() | DAYS, st.just("")), max_size=2),
        notice=st.sampled_from(["", "to_confirm", "no_contact", "planned", "claimed", "refused_for_now"]),
        tasks=st.lists(st.builds(Awaited, TASKS, DAYS, st.just("")), max_size=2),
        about=st.dictionaries(TASKS, st.builds(Awaited, TASKS, DAYS, st.just("")), max_size=3),
        reason=REASONS,
        step=st.sampled_from(["", "r1"]),
        step_on=st.none() | DAYS,
        wake_on=st.none() | DAYS,
        unchanged_since=st.none() | DAYS,
        last_done_on=st.none() | DAYS,
    ),
    DAYS,
)
def test_whatever_is_open_has_a_next_action_a_day_and_an_owner(now: Situation, today: date) -> None:
    following = next_action(now, today)
    assert following.action and following.owner == "anne"
    assert following.on >= today or not following.by_itself or following.action == "hold_ends"


@given(DAYS, DAYS)
def test_what_has_no_day_of_its_own_is_looked_at_every_thirty_days(since: date, today: date) -> None:
    on = review_on(since, today)
    assert on > since and on >= today
    assert (on - since).days % REVIEW_DAYS == 0
    assert on <= max(today, since) + timedelta(days=REVIEW_DAYS)
