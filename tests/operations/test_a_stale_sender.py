"""A sender that was away for longer than its lease: others went on, and what it still writes changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from relance.domain.act import Act
from relance.ledger.models import Creditor, Dispatch, Notice, Receivable, StepDone, Task
from relance.operations import copies, hand_over, send_due
from relance.operations.claims import LEASE
from relance.operations.edit_plan import save_plan
from tests.operations.scene import a_creditor, an_act, confirm, dupont_owes, run, states
from tests.operations.sink import Sink
from tests.operations.test_after_an_interruption import WITH_COPY

DAY = "2026-02-06"
FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"


@pytest.fixture
def ready(db: None, sink: Sink) -> Creditor:
    """One reminder, confirmed."""
    creditor = a_creditor(delivery="smtp")
    dupont_owes(creditor, FA_1)
    run(creditor, DAY)
    confirm(creditor, DAY)
    return creditor


def a_round(creditor: Creditor, after: timedelta = timedelta()) -> send_due.SendReport:
    act = an_act(DAY)
    act = Act(act.today, act.now + after, act.by)
    return send_due.send_due(creditor=Creditor.objects.get(pk=creditor.pk), act=act)


def meanwhile(patch: pytest.MonkeyPatch, where: Any, name: str, work: Callable[[], object]) -> None:
    """The first time `name` is called, another sender does its work before."""
    original, done = getattr(where, name), []

    def call(*what: Any, **how: Any) -> Any:
        if not done:
            done.append(True)
            work()
        return original(*what, **how)

    patch.setattr(where, name, call)


@pytest.mark.parametrize("name", ["_look_again", "hand_over"])
def test_whoever_lost_the_claim_sends_nothing(
    ready: Creditor, sink: Sink, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    other: list[send_due.SendReport] = []
    meanwhile(monkeypatch, send_due, name, lambda: other.append(a_round(ready, LEASE * 1.1)))
    mine = a_round(ready)
    assert (other[0].recovered, other[0].count("sent")) == (1, 1)
    assert list(mine.outcomes.values()) == ["taken"]
    assert (len(sink.mails), states(ready), StepDone.objects.count()) == (1, ["sent"], 1)


def test_a_claim_within_the_lease_is_left_alone(ready: Creditor, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    other: list[send_due.SendReport] = []
    meanwhile(monkeypatch, send_due, "_look_again", lambda: other.append(a_round(ready, LEASE * 0.9)))
    assert a_round(ready).count("sent") == 1
    assert (other[0].recovered, other[0].outcomes, len(sink.mails)) == (0, {}, 1)


def test_an_answer_that_came_after_the_lease_settles_the_doubt(
    ready: Creditor, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, hand_over, "record_outcome", lambda: a_round(ready, LEASE * 1.1))
    a_round(ready)
    assert (states(ready), len(sink.mails), StepDone.objects.count()) == (["sent"], 1, 1)
    assert Task.objects.get(kind="unknown_delivery").result.startswith("a late answer, dot: 250")


@pytest.fixture
def copied(db: None, sink: Sink) -> Creditor:
    """A letter in the outbox, its copy by e-mail not yet gone."""
    creditor = a_creditor(delivery="smtp")
    save_plan(creditor=creditor, text=WITH_COPY, act=an_act(DAY))
    Creditor.objects.update(default_plan="copied")
    dupont_owes(creditor, FA_1)
    run(creditor, DAY)
    confirm(creditor, DAY)
    sink.refused["dupont@example.com"] = "451 later"
    a_round(creditor)
    sink.refused.clear()
    assert states(creditor) == ["sent"] and sink.mails == []
    return creditor


def test_two_senders_finish_a_copy_once(copied: Creditor, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    hour = timedelta(hours=1)
    meanwhile(monkeypatch, copies, "hand_over", lambda: a_round(copied, hour))
    a_round(copied, hour)
    assert len(sink.mails) == 1
    assert sorted(Dispatch.objects.values_list("channel", "state")) == [("email", "sent"), ("letter", "sent")]


def test_a_copy_in_other_hands_is_not_settled_as_dead(
    copied: Creditor, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    Notice.objects.update(claimed_by="gone:1:x", claimed_at=an_act("2026-02-01").now)
    meanwhile(monkeypatch, hand_over, "record_outcome", lambda: a_round(copied, timedelta(hours=1)))
    a_round(copied, timedelta(hours=1))
    assert (len(sink.mails), Dispatch.objects.get(is_copy=True).state) == (1, "sent")
    assert not Task.objects.filter(kind="unknown_delivery").exists()


def test_a_copy_refused_for_now_waits_its_turn(copied: Creditor, sink: Sink) -> None:
    a_round(copied, timedelta(minutes=14))
    assert sink.mails == []
    a_round(copied, timedelta(minutes=15))
    assert len(sink.mails) == 1


def test_a_copy_of_what_is_paid_meanwhile_is_dropped(copied: Creditor, sink: Sink) -> None:
    Receivable.objects.update(open_cents=0)
    a_round(copied, timedelta(hours=1))
    assert (sink.mails, Dispatch.objects.get(is_copy=True).state) == ([], "cancelled")
