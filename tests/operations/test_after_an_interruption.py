"""A process that dies while sending: what it had begun is settled, by the next one, without doubt or doubles."""

from __future__ import annotations

from pathlib import Path

import pytest

from relance.ledger.models import Creditor, Dispatch, Notice
from relance.operations.change_settings import change_settings
from relance.operations.edit_plan import save_plan
from tests.operations.scene import an_act, confirm, dupont_owes, run, send, states, the_day

FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
FA_2 = "FA-2,2026-01-10,2026-02-09,300.00,300.00"
FEB_6, FEB_16 = "2026-02-06", "2026-02-16"


@pytest.fixture
def waiting(creditor: Creditor) -> Creditor:
    """Dupont owes FA-1 and FA-2; on 16 February reminder 2 of FA-1 waits, with FA-2 acted too."""
    dupont_owes(creditor, FA_1, FA_2)
    the_day(creditor, FEB_6)
    run(creditor, FEB_16)
    return creditor


def outbox_files(home: Path) -> list[str]:
    return sorted(p.name for p in home.glob("outbox/*/2*/*"))


def test_a_claim_whose_process_is_gone_is_given_back(waiting: Creditor) -> None:
    confirm(waiting, FEB_16)
    Notice.objects.filter(state="planned").update(
        state="claimed", claimed_by="elsewhere:1:abc", claimed_at=an_act(FEB_6).now
    )
    report = send(waiting, FEB_16)
    assert (report.recovered, report.count("sent")) == (1, 1)


def test_a_claim_still_fresh_elsewhere_is_left_alone(waiting: Creditor) -> None:
    confirm(waiting, FEB_16)
    Notice.objects.filter(state="planned").update(
        state="claimed", claimed_by="elsewhere:1:abc", claimed_at=an_act(FEB_16).now
    )
    assert send(waiting, FEB_16).outcomes == {}
    run(waiting, FEB_16)
    assert states(waiting) == ["sent", "claimed"]


WITH_COPY = """
key = "copied"
label = "Lettre et copie"
[[steps]]
key = "r1"
kind = "reminder"
anchor = "due"
offset_days = 7
channels = ["letter"]
copies = ["email"]
"""


def interrupted_while_writing(creditor: Creditor, monkeypatch: pytest.MonkeyPatch, day: str, nth: int) -> None:
    """The process dies as it begins to write its nth file."""
    from relance.operations import hand_over as room

    original, written = room.put_in_outbox, []

    def cut(*what: object) -> None:
        written.append(what)
        if len(written) == nth:
            raise KeyboardInterrupt
        original(*what)  # type: ignore[arg-type]

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(room, "put_in_outbox", cut)
        send(creditor, day)
    Notice.objects.exclude(claimed_by="").update(claimed_by="gone:1:x", claimed_at=an_act(FEB_6, 1).now)


@pytest.mark.parametrize("nth", [1, 2])
def test_a_letter_and_its_copy_survive_an_interruption(
    creditor: Creditor, own_home: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    save_plan(creditor=creditor, text=WITH_COPY, act=an_act(FEB_6))
    change_settings(creditor=creditor, changes={"default_plan": "copied"}, act=an_act(FEB_6))
    dupont_owes(creditor, FA_1)
    run(creditor, FEB_6)
    confirm(creditor, FEB_6)
    interrupted_while_writing(creditor, monkeypatch, FEB_6, nth)
    run(creditor, FEB_6)
    send(creditor, FEB_6)
    assert states(creditor) == ["sent"]
    assert sorted(Dispatch.objects.values_list("channel", "state")) == [("email", "sent"), ("letter", "sent")]
    assert outbox_files(own_home) == ["R-000001-dupont-email.eml", "R-000001-dupont-letter.pdf"]
