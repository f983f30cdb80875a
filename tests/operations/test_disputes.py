"""What is contested is left in peace, the rest is asked for; and the end of a dispute is the end of that."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.stops import spread
from relance.ledger.disputes import causes_of_lateness, dispute_totals, filtered_disputes
from relance.ledger.models import Creditor, Customer, Dispute, DisputeNote, Event, Notice, Promise, Receivable, Task
from relance.ledger.stops import Line, disputed_cents, load_stops
from relance.operations.note_dispute import note_dispute
from relance.operations.open_dispute import open_dispute
from relance.operations.refused import Refused
from relance.operations.set_cause import set_cause
from relance.operations.settle_dispute import settle_dispute
from tests.operations.scene import (
    DUPONT,
    a_creditor,
    an_act,
    confirm,
    csv_of,
    customer_of,
    dupont_owes,
    invoice_of,
    notices,
    open_amounts,
    run,
    send,
    take,
    the_day,
)

FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
FA_2 = "FA-2,2026-01-10,2026-02-09,300.00,300.00"
FEB_3, FEB_6, FEB_10, FEB_16 = "2026-02-03", "2026-02-06", "2026-02-10", "2026-02-16"
CREDITS = "customer,customer_name,email,address,postcode,city,invoice,document,issued_on,due_on,amount,applies_to"


@pytest.fixture
def owed(creditor: Creditor) -> Creditor:
    """Dupont owes FA-1, 1,200.00, since 30 January."""
    dupont_owes(creditor, FA_1)
    return creditor


def contest(creditor: Creditor, cents: int | None = None, day: str = FEB_3, **how: object) -> Dispute:
    what = {"reason": "quality", "invoice": invoice_of(creditor), "act": an_act(day), **how}
    return open_dispute(creditor=creditor, cents=cents, **what)  # type: ignore[arg-type]


def settle(creditor: Creditor, dispute: Dispute, outcome: str, day: str = FEB_10, **how: object) -> Dispute:
    return settle_dispute(creditor=creditor, dispute=dispute, outcome=outcome, act=an_act(day), **how)  # type: ignore[arg-type]


def credit_comes(creditor: Creditor, amount: str, day: str, number: str = "AV-1") -> None:
    take(creditor, csv_of([f"{DUPONT},{number},credit_note,{day},{day},{amount},FA-1"], CREDITS), day, name="av.csv")


def reminders(creditor: Creditor, *states: str) -> list[Notice]:
    return [n for n in notices(creditor, *states) if n.kind != "answer"]


def asked(creditor: Creditor) -> list[tuple[str, int]]:
    """The steps of all reminders that left, with their totals."""
    return [(n.step, n.total_cents) for n in reminders(creditor, "sent")]


def test_a_partial_dispute_leaves_the_rest_eligible(owed: Creditor) -> None:
    contest(owed, 40000)
    the_day(owed, FEB_6)
    assert asked(owed) == [("r1", 80000)]


def test_a_whole_dispute_leaves_the_invoice_in_peace(owed: Creditor) -> None:
    contest(owed)
    the_day(owed, FEB_6)
    assert reminders(owed) == []
    assert Receivable.objects.get().reason == "disputed"


def test_the_customer_is_told_that_it_was_received_and_how_it_ended(owed: Creditor) -> None:
    dispute = contest(owed)
    settle(owed, dispute, "rejected", FEB_3, explanation="le bon de livraison est signé")
    assert [n.about for n in notices(owed)] == [f"dispute:{dispute.pk}:received", f"dispute:{dispute.pk}:ended"]


def test_the_customer_is_not_told_where_a_person_says_so(owed: Creditor) -> None:
    settle(owed, contest(owed, tell_customer=False), "rejected", tell_customer=False)
    assert notices(owed) == []


def test_accepted_it_stays_out_until_the_credit_note_comes_then_the_rest_is_asked_for(owed: Creditor) -> None:
    dispute = settle(owed, contest(owed), "accepted", credit_cents=50000)
    assert (dispute.state, dispute.expected_credit_cents) == ("accepted", 50000)
    the_day(owed, FEB_10)
    assert asked(owed) == [("r1", 70000)]
    credit_comes(owed, "500.00", "2026-02-12")
    dispute.refresh_from_db()
    assert (dispute.state, dispute.credited_on) == ("credited", date(2026, 2, 12))
    the_day(owed, "2026-02-20")
    assert asked(owed) == [("r1", 70000), ("r2", 70000)]


def test_half_a_credit_note_ends_nothing(owed: Creditor) -> None:
    dispute = settle(owed, contest(owed, 60000), "accepted")
    credit_comes(owed, "250.00", "2026-02-12")
    dispute.refresh_from_db()
    assert dispute.state == "accepted"
    the_day(owed, "2026-02-20")
    assert asked(owed) == [("r1", 60000)]  # 950.00 open, of which 350.00 wait for the rest of the credit note


def test_a_credit_note_that_came_before_the_word_ends_it_at_once(owed: Creditor) -> None:
    dispute = contest(owed, 60000)
    credit_comes(owed, "600.00", FEB_6)
    assert settle(owed, dispute, "accepted").state == "credited"


def test_a_whole_dispute_accepted_expects_all_that_is_open_and_was_credited_since(owed: Creditor) -> None:
    dispute = contest(owed)
    credit_comes(owed, "200.00", FEB_6)
    accepted = settle(owed, dispute, "accepted")
    assert (accepted.state, accepted.expected_credit_cents) == ("accepted", 120000)
    assert disputed_cents(owed, [accepted.customer_id])[accepted.invoice_id] == 100000


def test_a_credit_that_came_in_a_list_is_noted_by_a_person(owed: Creditor) -> None:
    dispute = settle(owed, contest(owed, 50000), "accepted")
    dupont_owes(owed, "FA-1,2025-12-31,2026-01-30,1200.00,700.00", day="2026-02-12", snapshot=True)
    assert open_amounts(owed) == {"FA-1": 70000}
    the_day(owed, "2026-02-12")
    assert asked(owed) == [("r1", 20000)]
    assert settle(owed, dispute, "credited", "2026-02-13").state == "credited"
    the_day(owed, "2026-02-23")
    assert asked(owed)[-1] == ("r2", 70000)


def test_rejected_it_resumes_at_the_step_it_had_and_nothing_twice(owed: Creditor) -> None:
    the_day(owed, FEB_6)
    dispute = contest(owed, day=FEB_10)
    the_day(owed, FEB_16)
    assert asked(owed) == [("r1", 120000)]
    settle(owed, dispute, "rejected", "2026-02-18")
    for day in ("2026-02-18", "2026-02-18", "2026-02-26", "2026-02-27", "2026-02-27"):
        the_day(owed, day)
    assert asked(owed) == [("r1", 120000), ("r2", 120000)]


def test_two_disputes_on_one_invoice_come_off_together_and_end_one_by_one(owed: Creditor) -> None:
    first, second = contest(owed, 20000), contest(owed, 30000, reason="price")
    the_day(owed, FEB_6)
    assert asked(owed) == [("r1", 70000)]
    settle(owed, first, "accepted")
    settle(owed, second, "accepted")
    credit_comes(owed, "200.00", "2026-02-12")
    states = dict(Dispute.objects.values_list("pk", "state"))
    assert states == {first.pk: "credited", second.pk: "accepted"}
    the_day(owed, FEB_16)
    assert asked(owed)[-1] == ("r2", 70000)  # 1,000.00 open, 300.00 still wait for their credit note


def test_one_credit_note_is_not_counted_for_a_dispute_settled_later(owed: Creditor) -> None:
    first, second = contest(owed, 20000), contest(owed, 20000, reason="price")
    settle(owed, first, "accepted")
    credit_comes(owed, "200.00", "2026-02-12")
    assert settle(owed, second, "accepted", "2026-02-13").state == "accepted"


def test_a_dispute_while_a_notice_is_ready_stops_it_at_the_last_look(owed: Creditor) -> None:
    run(owed, FEB_6)
    confirm(owed, FEB_6)
    contest(owed, day=FEB_6)
    send(owed, FEB_6)
    assert [(n.state, n.why) for n in reminders(owed)] == [("cancelled", "changed")]


def test_a_promise_is_not_kept_by_a_credit_note(owed: Creditor) -> None:
    invoice = invoice_of(owed)
    Promise.objects.create(
        creditor=owed, customer=invoice.customer, invoice=invoice, on=date(2026, 2, 20), cents=70000,
        open_after_cents=50000, made_on=date(2026, 2, 3), recorded_by="Anne",
    )  # fmt: skip
    settle(owed, contest(owed, 50000), "accepted")
    credit_comes(owed, "500.00", "2026-02-12")
    promise = Promise.objects.get()
    assert (promise.open_after_cents, promise.state) == (0, "live")


@pytest.mark.parametrize(
    ("cents", "words"),
    [(0, "more than 0.00"), (-5, "more than 0.00"), (100001, "000,00\xa0€ of FA-1 is open and not yet disputed")],
)
def test_an_amount_that_cannot_be_contested_is_refused(owed: Creditor, cents: int, words: str) -> None:
    contest(owed, 20000)
    with pytest.raises(Refused, match=words):
        contest(owed, cents)


def test_what_is_disputed_whole_or_settled_cannot_be_contested(owed: Creditor) -> None:
    contest(owed)
    with pytest.raises(Refused, match="disputed already"):
        contest(owed)
    invoice_of(owed).receivables.update(open_cents=0)
    with pytest.raises(Refused, match="nothing is open on FA-1"):
        contest(owed)


def test_a_stranger_is_no_owner_a_past_day_no_deadline_and_a_whim_no_reason(owed: Creditor) -> None:
    for wrong in ({"owner": "paul"}, {"due_on": date(2026, 2, 2)}, {"reason": "mood"}):
        with pytest.raises(Refused):
            contest(owed, **wrong)
    assert not Dispute.objects.exists()


def test_it_goes_to_whoever_is_in_charge_of_the_customer(owed: Creditor) -> None:
    assert contest(owed, 100).owner == ""  # Anne types, but is no member
    Creditor.objects.update(person_in_charge="owner")
    owed.refresh_from_db()
    dispute = contest(owed, 100)
    assert (dispute.owner, dispute.due_on) == ("owner", date(2026, 2, 18))


def test_a_dispute_that_ended_does_not_end_again(owed: Creditor) -> None:
    dispute = settle(owed, contest(owed), "rejected")
    with pytest.raises(Refused, match="rejected already"):
        settle(owed, dispute, "accepted")
    with pytest.raises(Refused, match="it can be accepted or rejected or withdrawn"):
        settle(owed, contest(owed), "credited")


@pytest.mark.parametrize(("outcome", "cents"), [("accepted", 40001), ("accepted", 0), ("rejected", 100)])
def test_a_credit_above_what_is_disputed_or_without_acceptance_is_refused(
    owed: Creditor, outcome: str, cents: int
) -> None:
    with pytest.raises(Refused):
        settle(owed, contest(owed, 40000), outcome, credit_cents=cents)


def test_the_exchange_is_kept_and_the_dispute_handed_on(owed: Creditor) -> None:
    dispute = contest(owed, note="deux cartons abîmés")
    note_dispute(
        creditor=owed, dispute=dispute, act=an_act(FEB_10), note="photos demandées", owner="owner",
        due_on=date(2026, 3, 2),
    )  # fmt: skip
    assert list(DisputeNote.objects.order_by("pk").values_list("text", flat=True)) == [
        "deux cartons abîmés", "photos demandées",
    ]  # fmt: skip
    dispute.refresh_from_db()
    assert (dispute.owner, dispute.due_on) == ("owner", date(2026, 3, 2))
    verbs = Event.objects.filter(verb__startswith="dispute").order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["dispute_opened", "dispute_noted", "dispute_changed", "dispute_noted"]


def test_nothing_new_is_no_note(owed: Creditor) -> None:
    with pytest.raises(Refused, match="say what is new"):
        note_dispute(creditor=owed, dispute=contest(owed), act=an_act(FEB_10), note="  ")


def test_past_its_deadline_it_is_a_task_until_it_ends(owed: Creditor) -> None:
    dispute = contest(owed, 40000, due_on=date(2026, 2, 9), owner="owner")
    run(owed, "2026-02-09")
    assert not Task.objects.filter(kind="dispute_overdue").exists()
    for day in (FEB_10, "2026-02-11"):
        run(owed, day)
    task = Task.objects.get(kind="dispute_overdue")
    assert (task.subject, task.owner, task.amount_cents) == (f"dispute:{dispute.pk}", "owner", 40000)
    assert task.why == "FA-1 : en litige depuis 8 jours (qualité), échéance dépassée de 2 j"
    settle(owed, dispute, "withdrawn", "2026-02-11")
    assert Task.objects.get(kind="dispute_overdue").result == "withdrawn"


def test_a_new_deadline_closes_the_task(owed: Creditor) -> None:
    dispute = contest(owed, due_on=date(2026, 2, 9))
    run(owed, FEB_10)
    note_dispute(creditor=owed, dispute=dispute, act=an_act(FEB_10), due_on=date(2026, 2, 27))
    run(owed, FEB_10)
    assert Task.objects.get(kind="dispute_overdue").closed_on == date(2026, 2, 10)


def test_a_credit_note_that_does_not_come_is_a_task_after_fifteen_days(owed: Creditor) -> None:
    settle(owed, contest(owed), "accepted", FEB_10)
    run(owed, "2026-02-25")
    assert not Task.objects.filter(kind="dispute_overdue").exists()
    run(owed, "2026-02-26")
    assert "l’avoir convenu il y a 16 jours" in Task.objects.get(kind="dispute_overdue").why


def test_a_dry_run_opens_no_task(owed: Creditor) -> None:
    contest(owed, due_on=date(2026, 2, 9))
    run(owed, FEB_10, dry_run=True)
    assert not Task.objects.filter(kind="dispute_overdue").exists()


def test_disputes_are_counted_by_reason_and_customer(owed: Creditor) -> None:
    settle(owed, contest(owed, 10000), "accepted", FEB_10)
    settle(owed, contest(owed, 20000, reason="price"), "rejected", "2026-02-06")
    quality, price = dispute_totals(owed, "reason")
    assert (quality.key, quality.in_force, quality.cents, quality.settled, quality.share) == (
        "quality", 1, 10000, 0, None,
    )  # fmt: skip
    assert (price.key, price.in_force, price.cents, price.days, price.share) == ("price", 0, 0, 3, 0)
    (whole,) = dispute_totals(owed, "customer")
    assert (whole.label, whole.count, whole.share) == ("Dupont SARL", 2, 0)


def test_an_accepted_dispute_counts_as_ended_once_credited(owed: Creditor) -> None:
    dispute = settle(owed, contest(owed, 10000), "accepted", FEB_10)
    Dispute.objects.filter(pk=dispute.pk).update(state="credited", credited_on=date(2026, 2, 20))
    (total,) = dispute_totals(owed, "reason")
    assert (total.in_force, total.settled, total.days, total.share) == (0, 1, 7, 100)


def test_the_list_is_what_was_asked_for(owed: Creditor) -> None:
    late = contest(owed, 10000, due_on=date(2026, 2, 9), owner="owner")
    ended = settle(owed, contest(owed, 20000, reason="price"), "rejected")
    today = date(2026, 2, 10)
    assert [d.pk for d in filtered_disputes(owed, today)] == [late.pk]
    assert [d.pk for d in filtered_disputes(owed, today, state="all")] == [late.pk, ended.pk]
    assert [d.pk for d in filtered_disputes(owed, today, state="all", reason="price")] == [ended.pk]
    assert [d.pk for d in filtered_disputes(owed, today, owner="owner", overdue=True)] == [late.pk]
    assert not filtered_disputes(owed, date(2026, 2, 9), overdue=True)


def test_causes_of_lateness_are_counted(owed: Creditor) -> None:
    dupont_owes(owed, FA_2)
    contest(owed)
    day = date(2026, 2, 16)
    assert [(c.cause, c.count, c.cents, c.share) for c in causes_of_lateness(owed, day)] == [
        ("dispute", 1, 120000, 80), ("unknown", 1, 30000, 20),
    ]  # fmt: skip
    set_cause(creditor=owed, invoice=invoice_of(owed, "FA-2"), cause="cash", act=an_act(FEB_16))
    assert [c.cause for c in causes_of_lateness(owed, day)] == ["dispute", "cash"]


def test_a_cause_is_one_of_the_list_and_for_what_is_late(owed: Creditor) -> None:
    dupont_owes(owed, FA_2)
    for number, cause in (("FA-1", "holidays"), ("FA-2", "cash")):
        with pytest.raises(Refused):
            set_cause(creditor=owed, invoice=invoice_of(owed, number), cause=cause, act=an_act(FEB_6))


def test_another_creditors_dispute_is_out_of_reach(owed: Creditor) -> None:
    dispute = contest(owed)
    other = a_creditor("Autre SARL")
    with pytest.raises(Refused, match="no such dispute"):
        settle(other, dispute, "rejected")
    assert not filtered_disputes(other, date(2026, 2, 10), state="all")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 50_000), min_size=1, max_size=4), st.integers(0, 250_000))
def test_what_is_disputed_and_what_is_eligible_make_what_is_open(lines: list[int], contested: int) -> None:
    laid = spread(contested, lines)
    assert all(0 <= part <= cents for part, cents in zip(laid, lines, strict=True))
    assert sum(laid) == min(contested, sum(lines))


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 60_000), st.sampled_from(["", "accepted", "rejected", "withdrawn"])), max_size=4)
)
@pytest.mark.django_db
def test_no_disputes_make_more_than_is_open(words: list[tuple[int, str]]) -> None:
    creditor = a_creditor(f"Firm {Creditor.objects.count()} SARL")
    dupont_owes(creditor, FA_1)
    in_force = 0
    for cents, outcome in words:
        if in_force + cents > 120000:
            with pytest.raises(Refused):
                contest(creditor, cents, tell_customer=False)
            continue
        dispute = contest(creditor, cents, tell_customer=False)
        if outcome:
            settle(creditor, dispute, outcome, tell_customer=False)
        in_force += cents if outcome in ("", "accepted") else 0
    customer: Customer = customer_of(creditor)
    (row,) = Receivable.objects.filter(customer=customer)
    line = Line(row.pk, customer.pk, row.invoice_id, row.due_on, row.open_cents)
    stops = load_stops(creditor, [customer.pk], [line], lambda _: None)  # type: ignore[arg-type, return-value]
    assert stops.disputed.get(row.pk, 0) == in_force
