"""The second morning: what a list of everything open no longer names is settled, and may come back."""

from __future__ import annotations

from relance.ledger.models import CreditNote, Creditor, Receivable
from tests.operations.scene import (
    DUPONT,
    HEADER,
    codes,
    counted,
    csv_of,
    dupont_owes,
    notices,
    open_amounts,
    run,
    take,
    the_day,
)

SIX = [f"FA-{n},2025-12-31,2026-01-30,100.00,100.00" for n in range(1, 7)]
CREDIT = "AV-1,credit_note,2026-01-15,,50.00,50.00"
WITH_DOCUMENT = HEADER.replace("invoice,issued_on", "invoice,document,issued_on")


def the_list(creditor: Creditor, lines: list[str], day: str, **how: bool):  # type: ignore[no-untyped-def]
    return dupont_owes(creditor, *lines, day=day, snapshot=True, **how)


def test_what_vanished_is_settled(creditor: Creditor) -> None:
    the_list(creditor, SIX, "2026-01-30")
    report = the_list(creditor, SIX[1:], "2026-01-31")
    assert report.settled == 1
    assert counted(report) == (5, 0, 0, 5, 0)
    assert open_amounts(creditor)["FA-1"] == 0


def test_without_snapshot_what_is_not_named_stays_open(creditor: Creditor) -> None:
    dupont_owes(creditor, *SIX)
    dupont_owes(creditor, SIX[0], day="2026-01-31")
    assert sum(open_amounts(creditor).values()) == 60000


def test_more_than_a_fifth_vanished_is_a_question_and_changes_nothing(creditor: Creditor) -> None:
    the_list(creditor, SIX, "2026-01-30")
    report = the_list(creditor, SIX[2:], "2026-01-31")
    assert codes(report) == ["VANISHED"]
    assert "--vanished-settled" in report.problems[-1].message
    assert not report.is_taken
    assert counted(report) == (4, 0, 0, 0, 4)
    assert sum(open_amounts(creditor).values()) == 60000


def test_the_answer_vanished_settled_settles_them(creditor: Creditor) -> None:
    the_list(creditor, SIX, "2026-01-30")
    report = the_list(creditor, SIX[3:], "2026-01-31", vanished_settled=True)
    assert (report.is_taken, report.settled) == (True, 3)
    assert sum(open_amounts(creditor).values()) == 30000


def test_the_same_snapshot_again_settles_nothing_more(creditor: Creditor) -> None:
    the_list(creditor, SIX, "2026-01-30")
    the_list(creditor, SIX[1:], "2026-01-31")
    before = list(Receivable.objects.values())
    assert the_list(creditor, SIX[1:], "2026-02-02").settled == 0
    assert list(Receivable.objects.values()) == before


def test_one_that_comes_back_opens_again_at_its_step(creditor: Creditor) -> None:
    the_list(creditor, SIX, "2026-02-06")
    the_day(creditor, "2026-02-06")  # first reminder on all six
    the_list(creditor, SIX[1:], "2026-02-09")
    the_list(creditor, SIX, "2026-02-10")
    assert open_amounts(creditor)["FA-1"] == 10000
    assert run(creditor, "2026-02-13").created == 0  # the first reminder is not sent again
    draft = run(creditor, "2026-02-16").decided[0].wanted[0].draft
    assert {line.step for line in draft.acted} == {"r2"}


def test_a_vanished_invoice_is_taken_off_the_notice_that_waits(creditor: Creditor) -> None:
    the_list(creditor, SIX, "2026-02-06")
    run(creditor, "2026-02-06")
    the_list(creditor, SIX[1:], "2026-02-06")
    assert notices(creditor)[0].state == "cancelled"
    assert run(creditor, "2026-02-06").decided[0].wanted[0].draft.total_cents == 50000


def test_a_paid_instalment_that_vanished_is_settled_though_the_next_one_is_listed(creditor: Creditor) -> None:
    lines = [*SIX, "FA-9,2025-12-31,2026-01-10,600.00,600.00", "FA-9,2025-12-31,2026-02-10,600.00,600.00"]
    the_list(creditor, lines, "2026-01-12")
    report = the_list(creditor, [*SIX, lines[-1]], "2026-01-30")
    assert report.settled == 1
    open_lines = Receivable.objects.filter(invoice__number="FA-9", open_cents__gt=0)
    assert [r.due_on.isoformat() for r in open_lines] == ["2026-02-10"]


def test_moved_instalments_stay_two(creditor: Creditor) -> None:
    dupont_owes(creditor, "FA-9,2025-12-31,2026-01-10,600.00,600.00", "FA-9,2025-12-31,2026-02-10,500.00,500.00")
    moved = ("FA-9,2025-12-31,2026-01-20,600.00,600.00", "FA-9,2025-12-31,2026-02-20,500.00,500.00")
    assert counted(dupont_owes(creditor, *moved)) == (2, 0, 2, 0, 0)
    assert open_amounts(creditor) == {"FA-9": 110000}


def test_a_line_that_could_not_be_read_is_not_taken_for_paid(creditor: Creditor) -> None:
    the_list(creditor, SIX, "2026-01-30")
    broken = [SIX[0].replace("100.00,100.00", "abc,100.00"), *SIX[1:]]
    report = the_list(creditor, broken, "2026-01-31", partial=True)
    assert (report.settled, report.rejected) == (0, 1)
    assert "NOT_SETTLED" in codes(report)
    assert open_amounts(creditor)["FA-1"] == 10000


def test_a_credit_note_that_vanished_is_used_up_and_may_come_back(creditor: Creditor) -> None:
    lines = [f"{DUPONT},{line.replace(',', ',invoice,', 1)}" for line in SIX]
    both = csv_of([*lines, f"{DUPONT},{CREDIT}"], WITH_DOCUMENT)
    take(creditor, both, snapshot=True)
    take(creditor, csv_of(lines, WITH_DOCUMENT), "2026-01-31", snapshot=True)
    assert CreditNote.objects.get().open_cents == 0
    take(creditor, both, "2026-02-02", snapshot=True)
    assert CreditNote.objects.get().open_cents == 5000


def test_a_snapshot_says_up_to_when_money_is_known(creditor: Creditor) -> None:
    the_list(creditor, SIX, "2026-01-30")
    creditor.refresh_from_db()
    assert creditor.money_known_to is not None
    assert creditor.money_known_to.isoformat() == "2026-01-30"


def test_the_payment_of_what_vanished_does_not_cover_other_invoices(creditor: Creditor) -> None:
    the_list(creditor, SIX, "2026-01-30")
    the_list(creditor, SIX[1:], "2026-01-31")
    take(creditor, "customer,paid_on,amount,invoice\nDUPONT,2026-01-29,100.00,FA-1\n", "2026-02-02")
    assert run(creditor, "2026-02-06").decided[0].wanted[0].draft.total_cents == 50000
