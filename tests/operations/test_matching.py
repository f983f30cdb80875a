"""Money of the bank: sure matches applied, likely ones proposed and nobody reminded meanwhile, all of it undone."""

from __future__ import annotations

from datetime import date

import pytest

from relance.ledger.builders import make_credit_note, make_payment
from relance.ledger.health import wrong_amounts
from relance.ledger.models import (
    BankLine,
    CreditNote,
    Creditor,
    Event,
    Hold,
    KnownPayer,
    Notice,
    Payment,
    Task,
    WriteOff,
)
from relance.ledger.money import proposals_of, reasons_of
from relance.operations.accept_match import Choice, accept_match, decline_match, match_by_hand
from relance.operations.hold import release
from relance.operations.record_payment import record_payment
from relance.operations.refused import Refused
from relance.operations.set_aside import set_aside, take_back
from relance.operations.undo_match import undo_match
from tests.operations.matching_scene import (
    DAY,
    Rules,
    again,
    comes_in,
    held,
    item,
    ledger,
    matched,
    on_account,
    pays,
    rules,
)
from tests.operations.scene import (
    MARTIN,
    an_act,
    csv_of,
    customer_of,
    dupont_owes,
    invoice_of,
    open_amounts,
    run,
    send,
    states,
    take,
    the_day,
)

__all__ = ["rules"]
pytestmark = pytest.mark.sqlite_only
FA_1 = "FA-1,2026-01-01,2026-01-30,1200.00,1200.00"
FA_2 = "FA-2,2026-01-10,2026-02-09,300.00,300.00"


@pytest.fixture
def owing(creditor: Creditor) -> Creditor:
    """Dupont owes 1,200 € and 300 €, Martin 500 €."""
    dupont_owes(creditor, FA_1, FA_2)
    take(creditor, csv_of([f"{MARTIN},FA-9,2026-01-01,2026-01-30,500.00,500.00"]))
    return creditor


def test_a_sure_match_becomes_a_payment_of_the_day_it_came_in(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 120_000)
    rules.sure(line, pays(("FA-1", 120_000)))
    report = matched(owing)
    payment = Payment.objects.get()
    assert (report.sure, report.sure_cents, open_amounts(owing)["FA-1"]) == (1, 120_000, 0)
    assert (payment.paid_on, payment.bank_line, item().paid_on) == (date(2026, 2, 5), line, date(2026, 2, 5))
    assert (again(line).state, again(line).rule, again(line).decided_by) == ("matched", "sure", "relance")
    assert Event.objects.get(verb="money_matched").payload["invoices"] == ["FA-1"]


def test_a_second_round_changes_nothing(owing: Creditor, rules: Rules) -> None:
    line, other = comes_in(owing, 120_000), comes_in(owing, 30_000)
    rules.sure(line, pays(("FA-1", 120_000)))
    rules.likely(other, pays(("FA-2", 30_000)))
    matched(owing)
    before = (ledger(owing), Event.objects.count(), Hold.objects.count(), Task.objects.count())
    assert matched(owing).looked_at == 1
    assert (ledger(owing), Event.objects.count(), Hold.objects.count(), Task.objects.count()) == before


def test_a_sure_match_that_no_longer_fits_is_a_persons_question(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 130_000)
    rules.sure(line, pays(("FA-1", 130_000)))
    assert matched(owing).proposed == 1
    assert not Payment.objects.exists() and held(owing) == ["FA-1"]


def test_what_is_likely_is_proposed_and_its_invoices_are_left_in_peace(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 120_000)
    rules.likely(line, pays(("FA-1", 120_000)))
    assert matched(owing).proposed == 1
    hold = Hold.objects.get()
    assert (hold.bank_line, hold.set_by, held(owing)) == (line, "relance", ["FA-1"])
    assert hold.reason.startswith("encaissement de 1\u202f200,00\u00a0€ du 5 février 2026, qui la paie peut-être")
    assert Task.objects.get(kind="match_money").why == "1 encaissement attend"
    (one,) = proposals_of(owing, again(line), "fr")
    assert (one.number, one.customer.code, one.parts[0].left_cents) == (1, "DUPONT", 0)


def test_a_proposal_that_goes_takes_its_stop_with_it(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 30_000)
    rules.likely(line, pays(("FA-1", 30_000)))
    matched(owing)
    rules.likely(line, pays(("FA-2", 30_000)))
    matched(owing)
    assert held(owing) == ["FA-2"]
    del rules.said[line.pk]
    assert (matched(owing).unknown, held(owing), again(line).proposals) == (1, [], [])


def test_a_stop_that_a_person_released_stays_released(owing: Creditor, rules: Rules) -> None:
    rules.likely(comes_in(owing, 30_000), pays(("FA-1", 30_000)))
    matched(owing)
    release(creditor=owing, customer=customer_of(owing), invoice=invoice_of(owing), act=an_act(DAY))
    matched(owing)
    assert held(owing) == []


def test_where_only_the_customer_is_known_it_is_left_in_peace_for_ten_days(owing: Creditor, rules: Rules) -> None:
    rules.only(comes_in(owing, 130_000))
    matched(owing)
    assert (held(owing), Hold.objects.get().until_on) == (["DUPONT"], date(2026, 2, 15))


def test_less_than_its_smallest_overdue_amount_stops_nothing(owing: Creditor, rules: Rules) -> None:
    rules.only(comes_in(owing, 110_000))
    assert (matched(owing).proposed, held(owing)) == (1, [])


def test_a_proposal_is_accepted_with_one_word_and_the_payer_is_remembered(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 120_000, party="DUPONT  HOLDING", party_iban="FR7612345000010000000000185")
    rules.likely(line, pays(("FA-1", 120_000)))
    matched(owing)
    accept_match(creditor=owing, line=line, act=an_act(DAY))
    assert (again(line).rule, again(line).decided_by, held(owing)) == ("accepted", "Anne", [])
    known = {row.sort: (row.value, row.customer.code) for row in KnownPayer.objects.all()}
    assert known == {"name": ("DUPONT HOLDING", "DUPONT"), "iban": ("FR7612345000010000000000185", "DUPONT")}
    assert not Task.objects.filter(kind="match_money", closed_on=None).exists()


def test_a_proposal_is_looked_at_afresh_before_it_is_applied(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 120_000)
    rules.likely(line, pays(("FA-1", 120_000)))
    matched(owing)
    record_payment(creditor=owing, invoice=invoice_of(owing), cents=50_000, on=date(2026, 2, 5), act=an_act(DAY))
    with pytest.raises(Refused, match=r"FA-1 has 700\.00 EUR open, not 1200\.00 EUR"):
        accept_match(creditor=owing, line=line, act=an_act(DAY))
    with pytest.raises(Refused, match="no proposal 2"):
        accept_match(creditor=owing, line=line, act=an_act(DAY), proposal=2)


def test_what_was_proposed_for_other_money_goes_once_the_invoice_is_paid(owing: Creditor, rules: Rules) -> None:
    one, other, third = comes_in(owing, 120_000), comes_in(owing, 120_000), comes_in(owing, 30_000)
    rules.likely(one, pays(("FA-1", 120_000)))
    rules.likely(other, pays(("FA-1", 120_000)), pays(("FA-1", 90_000), ("FA-2", 30_000)))
    rules.likely(third, pays(("FA-2", 30_000)))
    matched(owing)
    accept_match(creditor=owing, line=one, act=an_act(DAY))
    assert (again(other).state, again(other).proposals, again(third).state) == ("unknown", [], "proposed")
    assert held(owing) == ["FA-2"]


def test_a_batch_becomes_a_payment_for_each_customer(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 170_000, batch_count=2, party="BANQUE")
    rules.likely(line, pays(("FA-1", 120_000), ("FA-9", 50_000)))
    matched(owing)
    accept_match(creditor=owing, line=line, act=an_act(DAY))
    amounts = {p.customer.code: p.amount_cents for p in Payment.objects.all()}
    assert amounts == {"DUPONT": 120_000, "MARTIN": 50_000}
    assert not KnownPayer.objects.exists()


def test_a_credit_note_that_was_deducted_is_used(owing: Creditor, rules: Rules) -> None:
    make_credit_note(customer_of(owing), "AV-1", 20_000)
    line = comes_in(owing, 100_000)
    credit = CreditNote.objects.get().pk
    choice = Choice([(invoice_of(owing), 120_000)], credits=[(credit, 20_000)])
    match_by_hand(creditor=owing, line=line, choice=choice, act=an_act(DAY))
    assert (open_amounts(owing)["FA-1"], CreditNote.objects.get().open_cents) == (0, 0)
    assert (Payment.objects.get().amount_cents, wrong_amounts(owing)) == (100_000, [])


def test_money_on_account_is_used_like_a_credit_note(owing: Creditor, rules: Rules) -> None:
    before = make_payment(customer_of(owing), 20_000, date(2026, 1, 15))
    line = comes_in(owing, 100_000)
    choice = Choice([(invoice_of(owing), 120_000)], credits=[(-before.pk, 20_000)])
    match_by_hand(creditor=owing, line=line, choice=choice, act=an_act(DAY))
    assert (open_amounts(owing)["FA-1"], Payment.objects.get(pk=before.pk).open_cents) == (0, 0)
    undo_match(creditor=owing, line=line, act=an_act(DAY))
    assert (open_amounts(owing)["FA-1"], Payment.objects.get(pk=before.pk).open_cents) == (120_000, 20_000)


def test_a_payment_typed_before_is_confirmed_and_not_counted_twice(owing: Creditor, rules: Rules) -> None:
    typed = record_payment(
        creditor=owing, invoice=invoice_of(owing), cents=120_000, on=date(2026, 2, 4), act=an_act(DAY)
    )
    line = comes_in(owing, 120_000)
    rules.sure(line, on_account(0).__class__("sure", typed.customer_id, recorded=typed.pk))
    matched(owing)
    typed.refresh_from_db()
    assert (Payment.objects.count(), typed.bank_line, typed.was_typed) == (1, line, True)
    undo_match(creditor=owing, line=line, act=an_act(DAY))
    typed.refresh_from_db()
    assert (typed.bank_line, typed.was_typed, typed.cancelled_on, open_amounts(owing)["FA-1"]) == (None, False, None, 0)


def test_what_a_list_had_settled_is_explained_and_stays_settled(owing: Creditor, rules: Rules) -> None:
    row = item("FA-2")
    row.open_cents, row.absent_since, row.paid_on = 0, date(2026, 2, 3), date(2026, 2, 3)
    row.save()
    line = comes_in(owing, 30_000)
    rules.sure(line, pays(("FA-2", 30_000)))
    matched(owing)
    assert (Payment.objects.get().open_cents, item("FA-2").paid_on) == (0, date(2026, 2, 3))
    undo_match(creditor=owing, line=line, act=an_act(DAY))
    assert (item("FA-2").open_cents, item("FA-2").paid_on) == (0, date(2026, 2, 3))


def test_a_bank_fee_is_given_up_with_its_reason_and_is_no_payment(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 119_600)
    rules.likely(line, pays(("FA-1", 119_600), difference_cents=400))
    matched(owing)
    accept_match(creditor=owing, line=line, act=an_act(DAY), difference="bank_fee")
    row = WriteOff.objects.get()
    assert (row.cents, row.reason, row.bank_line, open_amounts(owing)["FA-1"]) == (400, "frais bancaires", line, 0)
    assert wrong_amounts(owing) == []


def test_more_than_a_small_difference_is_not_given_up_in_passing(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 100_000)
    rules.likely(line, pays(("FA-1", 100_000), difference_cents=20_000))
    matched(owing)
    with pytest.raises(Refused, match=r"200\.00 EUR would be given up, more than 30\.00 EUR"):
        accept_match(creditor=owing, line=line, act=an_act(DAY), difference="discount")
    accept_match(creditor=owing, line=line, act=an_act(DAY))
    assert open_amounts(owing)["FA-1"] == 20_000


def test_by_hand_over_two_customers_with_the_rest_on_account(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 180_000)
    parts = [(invoice_of(owing), 120_000), (invoice_of(owing, "FA-9"), 50_000)]
    with pytest.raises(Refused, match=r"on whose account 100\.00 EUR"):
        match_by_hand(creditor=owing, line=line, choice=Choice(parts), act=an_act(DAY))
    match_by_hand(creditor=owing, line=line, choice=Choice(parts, customer_of(owing, "MARTIN")), act=an_act(DAY))
    rows = {p.customer.code: (p.amount_cents, p.open_cents) for p in Payment.objects.all()}
    assert rows == {"DUPONT": (120_000, 0), "MARTIN": (60_000, 10_000)}


def test_the_customer_alone_is_enough(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 45_000)
    match_by_hand(creditor=owing, line=line, choice=Choice(customer=customer_of(owing)), act=an_act(DAY))
    assert (Payment.objects.get().open_cents, again(line).rule) == (45_000, "by_hand")
    with pytest.raises(Refused, match="does not wait"):
        match_by_hand(creditor=owing, line=line, choice=Choice(customer=customer_of(owing)), act=an_act(DAY))


def test_more_than_came_in_or_than_is_open_is_refused(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 40_000)
    for number, cents, words in (("FA-1", 50_000, r"100\.00 EUR more"), ("FA-2", 40_000, r"300\.00 EUR open")):
        with pytest.raises(Refused, match=words):
            choice = Choice([(invoice_of(owing, number), cents)])
            match_by_hand(creditor=owing, line=line, choice=choice, act=an_act(DAY))
    with pytest.raises(Refused, match="choose a customer"):
        match_by_hand(creditor=owing, line=line, choice=Choice(), act=an_act(DAY))


def test_a_match_that_was_undone_is_not_made_again_by_the_program(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 120_000)
    rules.sure(line, pays(("FA-1", 120_000)))
    matched(owing)
    undo_match(creditor=owing, line=line, act=an_act(DAY))
    assert (matched(owing).unknown, open_amounts(owing)["FA-1"]) == (1, 120_000)
    rules.sure(line, pays(("FA-1", 90_000), ("FA-2", 30_000)))
    assert matched(owing).proposed == 1  # another reading, but a person decides of this line from now on


def test_an_accepted_proposal_that_is_undone_waits_as_before(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 30_000, party="X")
    rules.likely(line, pays(("FA-1", 30_000)), pays(("FA-2", 30_000)))
    matched(owing)
    before = ledger(owing)
    accept_match(creditor=owing, line=line, act=an_act(DAY), proposal=2)
    assert held(owing) == [] and KnownPayer.objects.exists()
    undo_match(creditor=owing, line=line, act=an_act(DAY))
    assert (ledger(owing), again(line).state, len(again(line).proposals)) == (before, "proposed", 2)
    with pytest.raises(Refused, match="not matched"):
        undo_match(creditor=owing, line=line, act=an_act(DAY))


def test_what_is_no_customers_money_is_set_aside_and_taken_back(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 120_000, text="REMBOURSEMENT TVA")
    rules.likely(line, pays(("FA-1", 120_000)))
    matched(owing)
    with pytest.raises(Refused, match="say why"):
        set_aside(creditor=owing, line=line, why=" ", act=an_act(DAY))
    set_aside(creditor=owing, line=line, why="TVA", act=an_act(DAY))
    assert (again(line).state, again(line).note, held(owing), matched(owing).looked_at) == ("aside", "TVA", [], 0)
    take_back(creditor=owing, line=line, act=an_act(DAY))
    assert (matched(owing).proposed, held(owing)) == (1, ["FA-1"])


def test_money_that_went_back_to_its_sender_can_pay_nothing_any_more(owing: Creditor) -> None:
    line = comes_in(owing, 120_000)
    set_aside(creditor=owing, line=line, why="rendu", act=an_act(DAY))
    BankLine.objects.filter(pk=line.pk).update(returned_by=comes_in(owing, 5_000))
    with pytest.raises(Refused, match="went back to its sender"):
        take_back(creditor=owing, line=line, act=an_act(DAY))


def test_why_is_kept_with_the_match(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 120_000)
    rules.sure(line, pays(("FA-1", 120_000)))
    matched(owing)
    assert len(reasons_of(again(line), "fr")) == 1


def test_money_that_came_this_morning_stops_the_reminder_that_waits(owing: Creditor, rules: Rules) -> None:
    run(owing, DAY)
    assert Notice.objects.filter(customer__code="DUPONT").get().state == "to_confirm"
    rules.sure(comes_in(owing, 120_000), pays(("FA-1", 120_000)))
    matched(owing)
    assert Notice.objects.filter(customer__code="DUPONT").get().why == "paid"
    assert the_day(owing, DAY).count("sent") == 1  # Martin's


def test_money_that_may_be_theirs_holds_the_reminder_until_a_person_says_no(owing: Creditor, rules: Rules) -> None:
    line = comes_in(owing, 120_000)
    rules.likely(line, pays(("FA-1", 120_000)))
    run(owing, DAY)  # the morning looks at the money first
    assert states(owing) == ["to_confirm"] and held(owing) == ["FA-1"]
    assert item().reason == "on_hold"
    decline_match(creditor=owing, line=line, act=an_act(DAY))
    run(owing, DAY)
    assert (matched(owing).unknown, held(owing)) == (1, [])
    assert Notice.objects.get(customer__code="DUPONT").state == "to_confirm"


def test_the_last_look_sees_money_that_came_after_the_confirmation(owing: Creditor, rules: Rules) -> None:
    from tests.operations.scene import confirm

    run(owing, DAY)
    confirm(owing, DAY)
    rules.likely(comes_in(owing, 120_000), pays(("FA-1", 120_000)))
    matched(owing)
    assert send(owing, DAY).count("sent") == 1
    assert Notice.objects.get(customer__code="DUPONT").state == "cancelled"
