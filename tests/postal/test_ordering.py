"""Letters ordered from a provider: once, whatever fails; doubts settled by proof, the money of a day kept."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from relance.domain.posting import News
from relance.ledger.models import Creditor, Dispatch, Event, Notice, Posting, StepDone, Task
from relance.operations import hand_over
from relance.operations.record_posting import record_posting
from relance.operations.resolve_unknown import resolve_unknown
from tests.operations.scene import an_act, notices, send, states, take, the_day
from tests.postal.desk import a_firm, ask, letters_leave, owe, ways
from tests.postal.stand_in import JPEG, Office

pytestmark = pytest.mark.django_db


def test_a_letter_leaves_by_the_provider_with_exactly_the_frozen_bytes(office: Office) -> None:
    creditor = a_firm()
    letters_leave(creditor, "DUPONT")
    dispatch = Dispatch.objects.get(creditor=creditor)
    assert states(creditor) == ["sent"] and not dispatch.to_outbox and "1000" in dispatch.detail
    assert ways(creditor) == [("handed_over", "1000")]
    assert office.orders[0]["sha256"] == dispatch.sha256 and office.orders[0]["mode"] == "normal"


def test_without_its_settings_letters_go_to_the_outbox_for_a_person() -> None:
    creditor = a_firm()
    letters_leave(creditor, "DUPONT")
    assert Dispatch.objects.get(creditor=creditor).to_outbox and states(creditor) == ["sent"]


def test_an_account_that_is_refused_stops_all_sending_and_nothing_is_lost(office: Office) -> None:
    office.faults[:] = ["refuses_account"]
    creditor = a_firm()
    letters_leave(creditor, "DUPONT", "MARTIN")
    creditor.refresh_from_db()
    assert creditor.sending_stopped_at and "BAD_SIGNATURE" in creditor.sending_stopped_why
    assert sorted(states(creditor)) == ["planned", "refused_for_now"] and office.orders == []


@pytest.mark.parametrize("fault", ["busy", "no_credit", "token_500"])
def test_a_refusal_for_now_is_ordered_once_later(office: Office, fault: str) -> None:
    office.faults[:] = [fault]
    creditor = a_firm()
    letters_leave(creditor, "DUPONT")
    assert states(creditor) == ["refused_for_now"]
    send(creditor, "2026-02-06", hour=14)
    assert states(creditor) == ["sent"] and office.references() == ["R-000001-L"]


@pytest.mark.parametrize("fault", ["fails_before", "fails_after", "hangs_before", "hangs_after", "drops_after"])
def test_a_doubt_is_never_ordered_again_by_a_machine(office: Office, fault: str) -> None:
    office.faults[:] = [fault]
    creditor = a_firm()
    letters_leave(creditor, "DUPONT")
    for day in ("2026-02-07", "2026-02-09", "2026-02-11"):
        the_day(creditor, day)
        ask(creditor, day)
    assert states(creditor) == ["unknown"] and len(office.orders) == (0 if "before" in fault else 1)
    assert Task.objects.filter(creditor=creditor, kind="unknown_delivery", closed_on=None).count() == 1


def test_a_doubt_is_settled_where_the_provider_shows_our_reference(office: Office) -> None:
    office.faults[:] = ["hangs_after"]
    creditor = a_firm()
    letters_leave(creditor, "DUPONT")
    assert states(creditor) == ["unknown"]
    office.shows_reference = True
    assert ask(creditor, "2026-02-06").found == 1
    assert states(creditor) == ["sent"] and ways(creditor) == [("handed_over", "1000")]
    assert not Task.objects.filter(creditor=creditor, kind="unknown_delivery", closed_on=None).exists()


def test_asked_at_once_an_order_that_was_taken_is_sent_and_one_that_was_not_is_ordered_later(office: Office) -> None:
    office.shows_reference = True
    creditor = a_firm()
    owe(creditor, "ABEL", "BERT", "CARL")
    office.faults[:] = ["", "hangs_after", "hangs_before"]
    the_day(creditor, "2026-02-06")
    assert states(creditor) == ["sent", "sent", "refused_for_now"]
    send(creditor, "2026-02-06", hour=14)
    assert states(creditor) == ["sent"] * 3 and Counter(office.references()).most_common(1)[0][1] == 1


def test_an_order_taken_right_before_a_crash_is_known_by_its_number(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    creditor = a_firm()
    owe(creditor, "DUPONT")
    with monkeypatch.context() as dying:
        dying.setattr(hand_over, "_settle", lambda *_a, **_k: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            the_day(creditor, "2026-02-06")
    Notice.objects.update(claimed_by="elsewhere:1:gone", claimed_at=an_act("2026-02-05").now)
    send(creditor, "2026-02-06", hour=14)
    assert states(creditor) == ["unknown"] and ways(creditor) == [("handed_over", "1000")]
    ask(creditor, "2026-02-06", hour=14)
    assert states(creditor) == ["sent"] and office.references() == ["R-000001-L"]


def test_what_the_post_has_seen_has_left(office: Office) -> None:
    office.faults[:] = ["drops_after"]
    creditor = a_firm()
    letters_leave(creditor, "DUPONT")
    what = News(posted_on=date(2026, 2, 9))
    record_posting(creditor=creditor, reference="R-000001", act=an_act("2026-02-10"), news=what)
    assert states(creditor) == ["sent"]
    assert not Task.objects.filter(creditor=creditor, kind="unknown_delivery", closed_on=None).exists()


def test_what_a_person_says_never_left_is_reminded_of_again_and_its_letter_disappears(office: Office) -> None:
    office.faults[:] = ["hangs_before"]
    creditor = a_firm()
    letters_leave(creditor, "DUPONT")
    resolve_unknown(creditor=creditor, reference="R-000001", way="not_sent", why="seen there", act=an_act("2026-02-09"))
    the_day(creditor, "2026-02-09")
    assert states(creditor) == ["refused", "sent"] and office.references() == ["R-000002-L"]


def test_a_provider_that_knows_a_letter_we_never_asked_for_leaves_a_doubt(office: Office) -> None:
    creditor = a_firm()
    office.orders.append({"key": f"{creditor.key}/R-000001-L", "reference": "", "number": "7", "mode": "normal"})
    letters_leave(creditor, "DUPONT")
    assert states(creditor) == ["unknown"]


def test_the_money_of_a_day_is_kept_and_the_rest_leaves_the_next_day(office: Office) -> None:
    creditor = a_firm(postal_daily_cents=1500)
    letters_leave(creditor, "ABEL", "BERT", "CARL")
    assert Counter(states(creditor)) == {"sent": 2, "planned": 1}
    the_day(creditor, "2026-02-09")
    assert Counter(states(creditor)) == {"sent": 3}
    assert list(Posting.objects.values_list("cost_cents", flat=True)) == [660, 660, 660]


def test_tracking_moves_forward_only_and_late_news_is_noted(office: Office) -> None:
    creditor = a_firm()
    letters_leave(creditor, "DUPONT")
    office.tracks("1000", "Pris en charge 09/02/2026", "Avisé, à retirer 10/02/2026")
    ask(creditor, "2026-02-10")
    office.tracks("1000", "Pris en charge 11/02/2026")
    ask(creditor, "2026-02-11")
    posting = Posting.objects.get(creditor=creditor)
    assert (posting.state, str(posting.posted_on), str(posting.presented_on)) == (
        "presented", "2026-02-09", "2026-02-10",
    )  # fmt: skip
    assert posting.number == "2C1000"
    verbs = list(Event.objects.filter(creditor=creditor, verb__startswith="letter_").values_list("verb", flat=True))
    assert verbs == ["letter_posted", "letter_presented"]


def test_the_receipt_of_a_registered_letter_is_archived_the_day_it_appears(office: Office) -> None:
    creditor = a_firm()
    owe(creditor, "DUPONT")
    for day in ("2026-02-06", "2026-02-16", "2026-02-26"):
        the_day(creditor, day)
    number = Posting.objects.get(creditor=creditor, dispatch__channel="registered_letter").provider_reference
    office.tracks(number, "Distribué 02/03/2026")
    assert ask(creditor, "2026-03-02").proofs == 0
    office.tracks(number, "Distribué 02/03/2026", are_base64_jpeg="/9j/4AAQSkZJRgABAQAAAQABAAD=")
    assert ask(creditor, "2026-03-03").proofs == 1 and ask(creditor, "2026-03-04").proofs == 0
    kept = Event.objects.get(creditor=creditor, verb="letter_proof_kept").payload
    assert kept["proof"] == "receipt" and len(kept["sha256"]) == 64 and JPEG[:2] == b"\xff\xd8"
    assert notices(creditor)[-1].state == "delivered"


@pytest.mark.slow
def test_under_every_fault_nothing_is_ordered_twice_nothing_is_lost_and_only_doubts_are_in_doubt(
    office: Office,
) -> None:
    """What the stand-in really took, against the records, over twenty letters."""
    faults = ["", "busy", "", "fails_after", "no_credit", "drops_after", "", "token_over", "fails_before", ""] * 2
    doubts = sum(f in ("fails_after", "drops_after", "fails_before") for f in faults)
    creditor = a_firm(postal_daily_cents=10**7)
    owe(creditor, *(f"C{i:02d}" for i in range(20)))
    office.faults[:] = faults
    the_day(creditor, "2026-02-06")
    for hour in (14, 17):
        send(creditor, "2026-02-06", hour=hour)
        ask(creditor, "2026-02-06", hour=hour)
    taken = Counter(office.references())
    known = dict(Dispatch.objects.filter(creditor=creditor).values_list("notice__reference", "state"))
    assert max(taken.values()) == 1
    assert {r for r, s in known.items() if s == "sent"} <= {t.removesuffix("-L") for t in taken}
    assert Counter(known.values()) == {"sent": 20 - doubts, "unknown": doubts}
    assert StepDone.objects.filter(creditor=creditor).count() == 20
    assert set(Dispatch.objects.filter(state="sent").values_list("sha256", flat=True)) <= {
        o["sha256"] for o in office.orders
    }


def test_letters_of_two_firms_with_the_same_references_are_told_apart(office: Office) -> None:
    office.shows_reference = True
    first, second = a_firm(), a_firm(name="Autre SARL")
    letters_leave(first, "DUPONT")
    office.faults[:] = ["hangs_before"]
    letters_leave(second, "MARTIN")
    assert states(Creditor.objects.get(pk=second.pk)) == ["refused_for_now"]
    take(second, "customer,customer_name\nMARTIN,Martin SARL\n", "2026-02-06", kind="customers")
    send(second, "2026-02-06", hour=15)
    assert [o["key"] for o in office.orders] == [f"{c.key}/R-000001-L" for c in (first, second)]
