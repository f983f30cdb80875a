"""Payment plans: agreed within the creditor's limits, kept as money comes in, broken by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from relance.domain.instalments import equal_parts
from relance.domain.stops import Part
from relance.ledger.agreements import find_agreement
from relance.ledger.builders import make_customer, make_invoice, make_payment
from relance.ledger.models import (
    Agreement,
    Creditor,
    Customer,
    Dispute,
    LegalFact,
    Notice,
    Promise,
    Receivable,
    Task,
)
from relance.ledger.writes import open_task
from relance.operations.agreement_papers import agreement_attachment
from relance.operations.agreement_states import progress_of
from relance.operations.cancel_agreement import cancel_agreement
from relance.operations.record_payment import cancel_payment
from relance.operations.refused import Refused
from relance.operations.sign_agreement import sign_agreement
from tests.operations.plans import (
    FIRST,
    MADE,
    again,
    agree,
    days_on,
    in_debt,
    open_tasks,
    pay,
    reasons,
    verbs,
)
from tests.operations.scene import an_act, customer_of, invoice_of, run, take


@pytest.fixture
def owed(creditor: Creditor) -> Creditor:
    """Dupont owes FA-1, 1,200.00, and FA-2, 600.00."""
    return in_debt(creditor)


def test_a_plan_covers_what_is_open_and_stops_reminders(owed: Creditor) -> None:
    agreement = agree(owed)
    assert (agreement.reference, agreement.cents, agreement.state) == ("E-000001", 180_000, "in_force")
    assert [x.cents for x in agreement.instalments.order_by("rank")] == [30_000] * 6
    run(owed, "2026-03-03")
    assert reasons(owed) == {"agreement"} and open_tasks(owed) == ["sign_agreement"]


def test_the_reminder_that_waited_is_not_sent_any_more(owed: Creditor) -> None:
    run(owed, MADE)
    assert Notice.objects.filter(creditor=owed, state="to_confirm").exists()
    agree(owed)
    run(owed, MADE)
    assert set(Notice.objects.filter(creditor=owed).exclude(kind="answer").values_list("state", flat=True)) == {
        "cancelled"
    }


def test_references_count_for_each_creditor(owed: Creditor) -> None:
    first = agree(owed, "FA-1")
    assert [first.reference, agree(owed, "FA-2", count=2).reference] == ["E-000001", "E-000002"]


def test_the_letter_is_kept_as_it_was_with_its_hash(owed: Creditor) -> None:
    agreement = agree(owed)
    paper = agreement_attachment(owed, agreement)
    assert paper.content.startswith(b"%PDF") and paper.filename == "echeancier-E-000001.pdf"
    Agreement.objects.filter(pk=agreement.pk).update(content=b"another")
    with pytest.raises(Refused, match="not the one that was agreed"):
        agreement_attachment(owed, again(agreement))


def test_the_customer_is_told_unless_it_is_not_to_be(owed: Creditor) -> None:
    agree(owed, "FA-1", tell_customer=False)
    assert not Notice.objects.filter(kind="answer").exists()
    second = agree(owed, "FA-2", count=2)
    assert Notice.objects.get(kind="answer").about == f"agreement:{second.pk}:letter"


def test_live_promises_give_way_to_the_plan(owed: Creditor) -> None:
    invoice = invoice_of(owed)
    Promise.objects.create(
        creditor=owed, customer=invoice.customer, invoice=invoice, on=date(2026, 3, 10), cents=1000,
        open_after_cents=119_000, made_on=date(2026, 3, 1), recorded_by="Anne",
    )  # fmt: skip
    agree(owed)
    assert Promise.objects.get().state == "withdrawn"


def test_the_task_to_make_a_plan_is_done_by_making_it(owed: Creditor) -> None:
    what = {"why": "asked on the phone", "subject": "EUR", "customer_id": customer_of(owed).pk}
    open_task(owed, an_act(MADE), kind="make_agreement", due_on=FIRST, **what)
    agree(owed)
    assert Task.objects.get(kind="make_agreement").result == "agreed: E-000001"


def test_what_a_plan_may_not_cover_is_refused_by_name(owed: Creditor) -> None:
    agree(owed, "FA-1")
    with pytest.raises(Refused, match="FA-1 is in the payment plan E-000001 already"):
        agree(owed)
    pay(owed, 60_000, MADE, "FA-2")
    with pytest.raises(Refused, match="nothing is open on FA-2"):
        agree(owed, "FA-2")


def test_two_currencies_are_two_plans(owed: Creditor) -> None:
    make_invoice(customer_of(owed), "FA-9", 50_000, date(2026, 2, 1), currency="USD")
    with pytest.raises(Refused, match="one currency"):
        agree(owed, "FA-1", "FA-9")


def test_another_customer_s_invoice_is_refused(owed: Creditor) -> None:
    make_invoice(make_customer(owed, "MARTIN"), "FA-8", 50_000, date(2026, 2, 1))
    with pytest.raises(Refused, match="FA-8 is not an invoice of DUPONT"):
        agree(owed, "FA-8")


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"insolvency_on": date(2026, 3, 1)}, "insolvency"),
        ({"handed_over_on": date(2026, 3, 1)}, "handed over"),
        ({"kind": "public"}, "L2192-14"),
    ],
)
def test_a_customer_with_whom_none_may_be_made_is_refused(owed: Creditor, facts: dict[str, Any], told: str) -> None:
    Customer.objects.filter(code="DUPONT").update(**facts)
    with pytest.raises(Refused, match=told):
        agree(owed, claims="frozen")
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("limits", "setting"),
    [
        ({"agreement_max_instalments": 5}, "agreement_max_instalments"),
        ({"agreement_max_days": 100}, "agreement_max_days"),
        ({"agreement_first_percent": 20}, "agreement_first_percent"),
        ({"agreement_min_cents": 30_001}, "agreement_min_cents"),
    ],
)
def test_a_limit_that_is_not_kept_names_the_setting(owed: Creditor, limits: dict[str, int], setting: str) -> None:
    Creditor.objects.filter(pk=owed.pk).update(**limits)
    with pytest.raises(Refused, match=setting):
        agree(Creditor.objects.get(pk=owed.pk))


def test_typed_instalments_must_come_to_what_is_open(owed: Creditor) -> None:
    with pytest.raises(Refused, match=r"come to 900\.00, what is open to 1200\.00"):
        agree(owed, "FA-1", parts=equal_parts(90_000, 3, FIRST))
    assert agree(owed, "FA-1", parts=[Part(FIRST, 20_000), Part(date(2026, 5, 4), 100_000)]).cents == 120_000


def test_kept_over_six_instalments(owed: Creditor) -> None:
    agreement = agree(owed)
    for i, one in enumerate(agreement.instalments.order_by("rank")):
        late_but_in_grace = one.due_on + timedelta(days=5 if i == 2 else 0)
        run(owed, late_but_in_grace.isoformat())
        assert again(agreement).state == "in_force"
        pay(owed, 30_000, late_but_in_grace.isoformat(), "FA-1" if i < 4 else "FA-2")
    assert again(agreement).state == "kept" and not agreement.lines.filter(is_live=True).exists()
    assert verbs(owed) == ["agreement_made", "agreement_kept"] and open_tasks(owed) == []


def test_broken_at_the_third_instalment(owed: Creditor) -> None:
    agreement = agree(owed)
    pay(owed, 60_000, "2026-04-30")
    run(owed, "2026-06-05")  # the third was due on 31 May: five days of grace
    assert again(agreement).state == "in_force" and reasons(owed) == {"agreement"}
    run(owed, "2026-06-08")
    assert again(agreement).state == "broken" and "agreement" not in reasons(owed)
    task = Task.objects.get(kind="agreement_broken")
    assert "échéance 3 sur 6 du 31 mai 2026" in task.why and "payé 600,00" in task.why.replace("\u202f", " ")
    assert task.amount_cents == 120_000


def test_the_day_after_grace_is_the_day_of_the_breach(owed: Creditor) -> None:
    agreement = agree(owed)
    states = {}
    for day in days_on("2026-04-04", "2026-04-07"):
        run(owed, day)
        states[day] = again(agreement).state
    assert [day for day, state in states.items() if state == "broken"] == ["2026-04-06", "2026-04-07"]


def test_a_broken_plan_returns_to_the_step_it_had(owed: Creditor) -> None:
    from relance.ledger.builders import make_done

    for receivable in Receivable.objects.all():
        make_done(receivable, "r1", date(2026, 2, 20))
    agree(owed)
    run(owed, "2026-04-07")
    notice = Notice.objects.filter(creditor=owed).exclude(kind="answer").latest("pk")
    assert (notice.step, notice.state) == ("r2", "to_confirm")


def test_paid_ahead_keeps_it_for_longer(owed: Creditor) -> None:
    agreement = agree(owed)
    pay(owed, 90_000, "2026-03-05")
    run(owed, "2026-06-04")
    now = progress_of(owed, agreements_fresh(owed), date(2026, 6, 4))
    assert again(agreement).state == "in_force" and [one.state for one in now.standings][:4] == [*["paid"] * 3, "next"]
    assert now.until == date(2026, 7, 5)


def agreements_fresh(creditor: Creditor) -> Agreement:
    found = find_agreement(creditor, "e-000001")
    assert found
    return found


def test_a_payment_in_a_file_counts(owed: Creditor) -> None:
    agreement = agree(owed)
    take(owed, "customer,paid_on,amount,currency,reference,invoice\nDUPONT,2026-04-01,1200.00,EUR,VIR,FA-1\n",
         "2026-04-02", "payments.csv")  # fmt: skip
    run(owed, "2026-06-01")
    assert again(agreement).state == "in_force"
    pay(owed, 60_000, "2026-06-01", "FA-2")
    assert again(agreement).state == "kept"


def test_money_on_account_breaks_nothing_but_asks_a_person(owed: Creditor) -> None:
    agreement = agree(owed)
    make_payment(customer_of(owed), 30_000, date(2026, 3, 30))
    run(owed, "2026-04-07")
    assert again(agreement).state == "in_force" and reasons(owed) == {"agreement"}
    assert open_tasks(owed) == ["allocate_credit", "sign_agreement"]
    run(owed, "2026-04-08")
    assert Task.objects.filter(kind="allocate_credit", closed_on=None).count() == 1


def test_money_on_account_that_is_too_little_does_not_save_it(owed: Creditor) -> None:
    agreement = agree(owed)
    make_payment(customer_of(owed), 29_999, date(2026, 3, 30))
    run(owed, "2026-04-07")
    assert again(agreement).state == "broken"


def test_a_payment_undone_brings_the_plan_back(owed: Creditor) -> None:
    agreement = agree(owed, "FA-2", count=2)
    payment = pay(owed, 60_000, "2026-03-20", "FA-2")
    assert again(agreement).state == "kept"
    cancel_payment(creditor=owed, payment_id=payment.pk, act=an_act("2026-03-24"))
    assert again(agreement).state == "in_force" and again(agreement).ended_on is None
    run(owed, "2026-03-25")
    assert Receivable.objects.get(invoice__number="FA-2").reason == "agreement"


def test_a_payment_undone_after_a_newer_plan_asks_a_person(owed: Creditor) -> None:
    contest(owed, 20_000, "FA-2")
    old = agree(owed, "FA-2", count=2)
    payment = pay(owed, 40_000, "2026-03-20", "FA-2")
    Dispute.objects.update(state="rejected")
    new = agree(owed, "FA-2", count=2, day="2026-03-21")
    cancel_payment(creditor=owed, payment_id=payment.pk, act=an_act("2026-03-24"))
    assert (again(old).state, again(new).state) == ("kept", "in_force")
    assert "agreement_reopened" in open_tasks(owed)


def contest(creditor: Creditor, cents: int | None, number: str = "FA-1") -> Dispute:
    invoice = invoice_of(creditor, number)
    return Dispute.objects.create(
        creditor=creditor, customer=invoice.customer, invoice=invoice, reason="quality", cents=cents,
        opened_on=date(2026, 2, 20), opened_by="Anne", due_on=date(2026, 3, 20),
    )  # fmt: skip


def test_a_contested_part_stays_out_and_its_credit_note_pays_no_instalment(owed: Creditor) -> None:
    contest(owed, 40_000)
    agreement = agree(owed, "FA-1", count=4)
    assert agreement.cents == 80_000
    pay(owed, 20_000, "2026-03-31")
    Dispute.objects.update(state="accepted", expected_credit_cents=40_000)
    take(owed, "customer,invoice,document,issued_on,due_on,amount,applies_to\n"
         "DUPONT,AV-1,credit_note,2026-04-02,2026-04-02,400.00,FA-1\n", "2026-04-02", "credits.csv")  # fmt: skip
    assert progress_of(owed, agreements_fresh(owed), date(2026, 4, 3)).paid_cents == 20_000
    run(owed, "2026-05-06")
    assert again(agreement).state == "broken"


def test_a_contested_part_that_is_not_upheld_is_owed_after_the_plan(owed: Creditor) -> None:
    contest(owed, 40_000)
    agreement = agree(owed, "FA-1", count=2)
    Dispute.objects.update(state="rejected")
    pay(owed, 80_000, "2026-03-31")
    assert again(agreement).state == "kept"
    run(owed, "2026-04-01")
    row = Receivable.objects.get(invoice__number="FA-1")
    assert row.open_cents == 40_000 and row.reason != "agreement"


def test_an_invoice_contested_whole_is_refused(owed: Creditor) -> None:
    contest(owed, None)
    with pytest.raises(Refused, match="all that is open on FA-1 is contested"):
        agree(owed)


def test_the_signed_letter_acknowledges_the_debt_of_each_invoice(owed: Creditor) -> None:
    agreement = agree(owed)
    sign_agreement(creditor=owed, agreement=agreement, on=date(2026, 3, 9), act=an_act("2026-03-11"))
    facts = LegalFact.objects.filter(kind="acknowledgement", on=date(2026, 3, 9))
    assert set(facts.values_list("invoice__number", "note")) == {("FA-1", "E-000001"), ("FA-2", "E-000001")}
    assert open_tasks(owed) == []
    with pytest.raises(Refused, match="signed on 2026-03-09 already"):
        sign_agreement(creditor=owed, agreement=agreement, on=date(2026, 3, 10), act=an_act("2026-03-11"))


def test_a_letter_that_was_signed_meanwhile_is_not_sent_any_more(owed: Creditor) -> None:
    agreement = agree(owed)
    sign_agreement(creditor=owed, agreement=agreement, on=date(2026, 3, 3), act=an_act("2026-03-03"))
    run(owed, "2026-03-04")
    assert Notice.objects.get(kind="answer").state == "cancelled"


@pytest.mark.parametrize(("on", "told"), [(date(2026, 3, 12), "is to come"), (date(2026, 3, 1), "not signed before")])
def test_a_letter_is_not_signed_tomorrow_nor_before_it_was_made(owed: Creditor, on: date, told: str) -> None:
    with pytest.raises(Refused, match=told):
        sign_agreement(creditor=owed, agreement=agree(owed), on=on, act=an_act("2026-03-11"))


def test_a_cancelled_plan_lets_reminders_go_on(owed: Creditor) -> None:
    agreement = agree(owed)
    with pytest.raises(Refused, match="say why"):
        cancel_agreement(creditor=owed, agreement=agreement, reason=" ", act=an_act(MADE))
    cancel_agreement(creditor=owed, agreement=agreement, reason="they sent a cheque", act=an_act(MADE))
    run(owed, MADE)
    assert "agreement" not in reasons(owed) and open_tasks(owed) == []
    with pytest.raises(Refused, match="not in force"):
        cancel_agreement(creditor=owed, agreement=agreement, reason="twice", act=an_act(MADE))
