"""A message of which nobody can tell whether it left: a proof or a person settles it, never the machine."""

from __future__ import annotations

import pytest

from relance.ledger.models import Creditor, Dispatch, Event, Notice, StepDone, Task
from relance.ledger.reads import chain_break
from relance.operations.refused import Refused
from relance.operations.resolve_unknown import prove_sent, resolve_unknown
from tests.operations.scene import a_creditor, an_act, customer_of, dupont_owes, notices, run, send, states, the_day
from tests.operations.sink import Sink

DAY = "2026-02-06"
FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
WHY = "le client l’a reçue"


@pytest.fixture
def doubted(db: None, sink: Sink) -> Creditor:
    """R-000001 was cut off after the final dot."""
    creditor = a_creditor(delivery="smtp")
    dupont_owes(creditor, FA_1)
    sink.drop_after_dot = True
    the_day(creditor, DAY)
    sink.drop_after_dot = False
    assert states(creditor) == ["unknown"]
    return creditor


def resolve(creditor: Creditor, way: str, why: str = WHY) -> Notice:
    return resolve_unknown(creditor=creditor, reference="R-000001", way=way, why=why, act=an_act(DAY))


def test_counted_as_sent_its_step_stays_done_and_the_task_closes(doubted: Creditor) -> None:
    resolve(doubted, "sent")
    assert (states(doubted), Dispatch.objects.get().state) == (["sent"], "sent")
    assert StepDone.objects.get().step == "r1"
    assert Task.objects.get(kind="unknown_delivery").result == WHY
    assert Event.objects.order_by("-sequence")[0].verb == "counted_as_sent"
    assert chain_break(doubted) is None


def test_not_sent_its_step_is_undone_and_decided_again_but_sent_by_nobody_else(doubted: Creditor, sink: Sink) -> None:
    resolve(doubted, "not_sent", "pas dans le journal du serveur")
    assert states(doubted) == ["refused"] and not StepDone.objects.exists()
    assert send(doubted, DAY).outcomes == {} and len(sink.mails) == 1
    run(doubted, DAY)
    again = notices(doubted)[-1]
    assert (again.state, again.channel, again.step) == ("to_confirm", "email", "r1")
    assert not customer_of(doubted).email_bounced


def test_decided_again_it_takes_in_what_came_meanwhile(doubted: Creditor) -> None:
    resolve(doubted, "not_sent")
    customer_of(doubted).receivables.update(open_cents=0)
    run(doubted, DAY)
    assert states(doubted) == ["refused"]


@pytest.mark.parametrize(
    ("way", "why", "words"),
    [("sent", " ", "how you know"), ("perhaps", WHY, "sent or not_sent"), ("sent", WHY, "nobody doubts")],
)
def test_without_a_way_a_reason_or_a_doubt_it_is_refused(doubted: Creditor, way: str, why: str, words: str) -> None:
    if words == "nobody doubts":
        resolve(doubted, "sent")
    with pytest.raises(Refused, match=words):
        resolve(doubted, way, why)


def test_a_stranger_to_the_creditor_resolves_nothing(doubted: Creditor) -> None:
    other = a_creditor("Boulangerie Sud")
    with pytest.raises(Refused, match="there is no notice"):
        resolve(other, "sent")


def test_a_copy_found_in_the_archive_proves_that_it_left_once(doubted: Creditor) -> None:
    dispatch = Dispatch.objects.get()
    assert prove_sent(creditor=doubted, dispatch=dispatch, how="found in the archive", act=an_act(DAY))
    assert states(doubted) == ["sent"] and StepDone.objects.count() == 1
    assert Task.objects.get(kind="unknown_delivery").closed_on
    assert not prove_sent(creditor=doubted, dispatch=dispatch, how="a report", act=an_act(DAY))
    assert Event.objects.filter(verb="unknown_proved").count() == 1


def test_a_proof_in_another_creditors_mailbox_proves_nothing(doubted: Creditor) -> None:
    other = a_creditor("Boulangerie Sud")
    assert not prove_sent(creditor=other, dispatch=Dispatch.objects.get(), how="x", act=an_act(DAY))
    assert states(doubted) == ["unknown"]


def test_what_left_for_sure_needs_no_proof(db: None, sink: Sink) -> None:
    creditor = a_creditor(delivery="smtp")
    dupont_owes(creditor, FA_1)
    the_day(creditor, DAY)
    assert not prove_sent(creditor=creditor, dispatch=Dispatch.objects.get(), how="x", act=an_act(DAY))
