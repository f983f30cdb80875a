"""Letters posted by a person: batches, days written down, files of days, and what depends on them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from relance.domain.postal import ProofFile
from relance.domain.posting import News
from relance.ledger.claims import ledger_claims
from relance.ledger.clock_facts import clock_facts
from relance.ledger.letters import letter_counts, received_days
from relance.ledger.models import (
    Creditor,
    Event,
    LetterBatch,
    Notice,
    Posting,
    PostingProof,
    Receivable,
    StepDone,
    Task,
)
from relance.operations.cancel_letter import cancel_letter
from relance.operations.import_tracking import import_tracking
from relance.operations.make_batch import batch_list_csv, batch_pdf, make_batch
from relance.operations.note_postings import note_postings
from relance.operations.record_posting import record_batch_posted, record_posting
from relance.operations.refused import Refused
from tests.operations.scene import a_creditor, an_act, states, the_day
from tests.postal.desk import letters_leave, owe

pytestmark = pytest.mark.django_db


@pytest.fixture
def creditor() -> Creditor:
    """Letters of Abel and Bert have left into the outbox on 6 February."""
    creditor = a_creditor()
    letters_leave(creditor, "BERT", "ABEL")
    return creditor


def a_formal_notice() -> tuple[Creditor, Notice]:
    """A registered formal notice to Dupont of 26 February, until 6 March."""
    creditor = a_creditor()
    owe(creditor, "DUPONT")
    for day in ("2026-02-06", "2026-02-16", "2026-02-26"):
        the_day(creditor, day)
    return creditor, Notice.objects.get(creditor=creditor, kind="formal_notice")


def say(creditor: Creditor, reference: str, day: str, proof: ProofFile | None = None, **news: object) -> Posting:
    """What a person writes down on that day."""
    what = News(**news)  # type: ignore[arg-type]
    return record_posting(creditor=creditor, reference=reference, act=an_act(day), news=what, proof=proof).posting


def test_what_left_waits_for_the_post_and_is_in_one_batch_only(creditor: Creditor) -> None:
    batch = make_batch(creditor=creditor, act=an_act("2026-02-06"))
    assert batch.number == 1 and [p.place for p in Posting.objects.order_by("place")] == [1, 2]
    with pytest.raises(Refused, match="no letter waits"):
        make_batch(creditor=creditor, act=an_act("2026-02-06"))
    assert letter_counts(creditor)["waiting"] == 2


def test_a_batch_is_the_same_bytes_whenever_asked_and_each_letter_begins_on_a_new_sheet(creditor: Creditor) -> None:
    batch = make_batch(creditor=creditor, act=an_act("2026-02-06"))
    first = batch_pdf(creditor, batch, duplex=True)
    Creditor.objects.filter(pk=creditor.pk).update(name="Autre nom", address="ailleurs")
    say(creditor, "R-000001", "2026-02-07", posted_on=date(2026, 2, 6), number="1A 234")
    fresh = Creditor.objects.get(pk=creditor.pk)
    assert batch_pdf(fresh, LetterBatch.objects.get(), duplex=True) == first
    with pikepdf.open(BytesIO(first)) as file:
        plain = pikepdf.open(BytesIO(batch_pdf(fresh, batch, duplex=False)))
        assert len(file.pages) >= len(plain.pages) >= 3 and len(file.pages) % 2 in (0, 1)


def test_the_deposit_list_filled_in_is_taken_in_again(creditor: Creditor) -> None:
    batch = make_batch(creditor=creditor, act=an_act("2026-02-06"))
    lines = batch_list_csv(creditor, batch).decode("utf-8-sig").splitlines()
    assert "R-000002" in lines[1] and "ABEL" in lines[1]  # by customer
    filled = "\n".join([lines[0], *(line.replace(";;;;;;;", ";20;07/02/2026;;;;;") for line in lines[1:])])
    done = import_tracking(creditor=creditor, data=filled.encode(), act=an_act("2026-02-09"), language="fr")
    assert (done.read, done.changed, done.problems) == (2, 2, ())
    again = import_tracking(creditor=creditor, data=filled.encode(), act=an_act("2026-02-09"))
    assert (again.changed, again.known) == (0, 2)


def test_one_bad_line_leaves_the_file_aside_unless_the_good_ones_are_wanted(creditor: Creditor) -> None:
    data = b"reference,posted\nR-000001,2026-02-07\nR-000099,2026-02-07\nR-000002,2026-02-01\n"
    refused = import_tracking(creditor=creditor, data=data, act=an_act("2026-02-09"))
    assert not refused.is_taken and (refused.read, refused.rejected) == (3, 3)
    assert [p.line for p in refused.problems] == [3, 4] and not Posting.objects.exclude(posted_on=None).exists()
    partly = import_tracking(creditor=creditor, data=data, act=an_act("2026-02-09"), partial=True)
    assert partly.is_taken and (partly.changed, partly.rejected) == (1, 2)


def test_a_whole_batch_is_posted_at_once(creditor: Creditor) -> None:
    make_batch(creditor=creditor, act=an_act("2026-02-06"))
    on = date(2026, 2, 9)
    assert record_batch_posted(creditor=creditor, number=1, on=on, act=an_act("2026-02-09")) == 2
    assert set(Posting.objects.values_list("state", "posted_on")) == {("posted", on)}


def test_a_letter_not_posted_leaves_its_batch_and_its_reminder_is_made_again(creditor: Creditor) -> None:
    make_batch(creditor=creditor, act=an_act("2026-02-06"))
    posting = Posting.objects.get(dispatch__notice__reference="R-000001")
    cancel_letter(creditor=creditor, posting_id=posting.pk, why="paid at the counter", act=an_act("2026-02-06", 11))
    assert Posting.objects.filter(batch__number=1).count() == 1 and StepDone.objects.count() == 1
    the_day(creditor, "2026-02-09")
    assert states(creditor) == ["bounced", "sent", "sent"]
    with pytest.raises(Refused, match="never posted"):
        say(creditor, "R-000001", "2026-02-09", posted_on=date(2026, 2, 9))


def test_letters_of_before_are_not_printed_now_but_can_still_be_recorded(creditor: Creditor) -> None:
    Posting.objects.all().delete()  # as of letters that left before Relance kept their way
    assert note_postings(creditor=creditor, act=an_act("2026-06-01")) == 0
    say(creditor, "r-000001", "2026-06-01", posted_on=date(2026, 2, 7))
    assert Posting.objects.get().state == "posted"


def test_interest_and_clocks_count_a_formal_notice_from_its_first_presentation() -> None:
    creditor, notice = a_formal_notice()
    [receivable] = Receivable.objects.filter(creditor=creditor)
    assert ledger_claims(creditor, [receivable])[0].facts.formal_notice_on == date(2026, 2, 26)
    presented = date(2026, 3, 3)
    say(creditor, notice.reference, "2026-03-20", presented_on=presented, end="unclaimed", ended_on=date(2026, 3, 19))
    assert received_days(creditor, [notice.pk]) == {notice.pk: presented}
    assert ledger_claims(creditor, [receivable])[0].facts.formal_notice_on == presented
    [facts] = clock_facts(creditor, [receivable])
    assert [h.on for h in facts.happenings if h.kind == "registered_formal_notice"] == [presented]
    [task] = Task.objects.filter(creditor=creditor, kind="letter_returned", closed_on=None)
    assert "counts as received on 2026-03-03" in task.why


def test_a_late_presentation_moves_the_deadline_forward_and_never_back() -> None:
    creditor, notice = a_formal_notice()
    assert notice.deadline_on == date(2026, 3, 6)
    say(creditor, notice.reference, "2026-03-04", presented_on=date(2026, 3, 4))
    notice.refresh_from_db()
    assert notice.deadline_on == date(2026, 3, 12)
    assert set(StepDone.objects.filter(notice=notice).values_list("deadline_on", flat=True)) == {date(2026, 3, 12)}
    moved = Event.objects.get(creditor=creditor, verb="deadline_moved").payload
    assert (moved["from"], moved["to"]) == ("2026-03-06", "2026-03-12")
    say(creditor, notice.reference, "2026-03-05", presented_on=date(2026, 2, 27))
    notice.refresh_from_db()
    assert notice.deadline_on == date(2026, 3, 12)


def test_a_letter_presented_in_time_changes_no_deadline() -> None:
    creditor, notice = a_formal_notice()
    say(creditor, notice.reference, "2026-02-27", presented_on=date(2026, 2, 26))
    assert not Event.objects.filter(creditor=creditor, verb="deadline_moved").exists()


def test_a_wrong_address_is_a_task_and_no_notice_was_given() -> None:
    creditor, notice = a_formal_notice()
    say(creditor, notice.reference, "2026-03-05", end="wrong_address", ended_on=date(2026, 3, 4))
    [receivable] = Receivable.objects.filter(creditor=creditor)
    assert ledger_claims(creditor, [receivable])[0].facts.formal_notice_on is None
    assert Task.objects.filter(creditor=creditor, kind="address_doubted", closed_on=None).count() == 1
    notice.refresh_from_db()
    assert notice.state == "bounced"


def test_a_proof_is_kept_once_with_its_hash_in_the_journal() -> None:
    creditor, notice = a_formal_notice()
    scan = ProofFile("receipt", "C:\\scans\\ar.pdf", "", b"%PDF-1.4 scan")
    for _ in range(2):
        say(creditor, notice.reference, "2026-03-05", scan, end="delivered", ended_on=date(2026, 3, 2))
    kept = PostingProof.objects.get()
    assert (kept.name, kept.content_type) == ("ar.pdf", "application/pdf")
    assert Event.objects.get(creditor=creditor, verb="letter_proof_kept").payload["sha256"] == kept.sha256
    with pytest.raises(Refused, match="neither a PDF nor a picture"):
        say(creditor, notice.reference, "2026-03-05", ProofFile("other", "x.exe", "", b"MZ..."))


def test_a_letter_is_found_by_its_number_and_a_number_is_of_one_letter(creditor: Creditor) -> None:
    say(creditor, "R-000001", "2026-02-09", number="1A 234 567 8901 2")
    assert say(creditor, "1A23456789012", "2026-02-09", posted_on=date(2026, 2, 7)).state == "posted"
    with pytest.raises(Refused, match="that of another letter"):
        say(creditor, "R-000002", "2026-02-09", number="1A23456789012")
    with pytest.raises(Refused, match="no letter “R-000077” is known"):
        say(creditor, "R-000077", "2026-02-09", posted_on=date(2026, 2, 7))
