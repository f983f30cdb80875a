"""A small firm whose figures anyone can work out by hand.

invoice  issued   due      amount   paid
A        1 Oct    31 Oct   3,000    10 Nov (10 days late)
B        15 Oct   14 Nov   1,000    4 Nov (10 days early)
C        10 Nov   10 Dec   2,000    1,000 on 20 Dec (10 days late), the rest open
D        5 Dec    4 Jan    1,500    open
note N   12 Dec             500     of which 200 is set against nothing
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from relance.domain.figures.book import Book, Credit, Line, Move, Period, first_known, settled_on
from relance.domain.figures.lateness import lateness_settled, overdue_on
from relance.domain.figures.outstanding import countback_dso, simple_dso
from relance.domain.figures.promises import Given, kept_promises, outcome_of
from relance.domain.figures.steps import Done, StepName, recovered_by_step

A = Line(1, 1, "EUR", date(2025, 10, 1), date(2025, 10, 31), 300_000, (Move(date(2025, 11, 10), 300_000, "paid"),))
B = Line(2, 1, "EUR", date(2025, 10, 15), date(2025, 11, 14), 100_000, (Move(date(2025, 11, 4), 100_000, "paid"),))
C = Line(3, 2, "EUR", date(2025, 11, 10), date(2025, 12, 10), 200_000, (Move(date(2025, 12, 20), 100_000, "paid"),))
D = Line(4, 2, "EUR", date(2025, 12, 5), date(2026, 1, 4), 150_000)
N = Credit(date(2025, 12, 12), "EUR", 50_000, 20_000, True)
END = date(2025, 12, 31)
QUARTER = Period(date(2025, 10, 1), END)
FIRM = Book(END, "EUR", (A, B, C, D), (N,), known_since=date(2025, 9, 1))
R1 = StepName("standard", "r1", "reminder", "email")
R2 = StepName("standard", "r2", "reminder", "email")


def test_dso_is_the_balance_over_the_sales_of_the_quarter() -> None:
    dso = simple_dso(FIRM, QUARTER)
    assert dso.balance.cents == 100_000 + 150_000 - 20_000
    assert dso.invoiced_cents - dso.credited_cents == 750_000 - 50_000
    assert dso.days is not None and float(dso.days) == pytest.approx(2300 * 92 / 7000)


def test_countback_takes_december_whole_and_then_days_of_november() -> None:
    dso = countback_dso(FIRM, END)
    december, november = dso.months
    assert (december.invoiced_cents, december.used_cents, december.days) == (100_000, 100_000, 31)  # D less the note
    assert (november.invoiced_cents, november.used_cents, november.days) == (
        200_000,
        130_000,
        21,
    )  # the 30th to the 10th
    assert dso.days == 52


def test_dso_is_refused_where_the_ledger_begins_within_the_period() -> None:
    began_late = replace(FIRM, known_since=date(2025, 11, 15))
    refused = simple_dso(began_late, QUARTER)
    assert refused.days is None and refused.refused is not None
    assert "before 15 November 2025" in refused.refused.said.en
    counted = countback_dso(began_late, END)
    assert counted.days is None and counted.refused is not None
    assert simple_dso(began_late, Period(date(2025, 12, 1), END)).days is not None


def test_a_ledger_of_open_invoices_is_known_from_its_import_on() -> None:
    assert first_known([D], date(2025, 12, 20)) == date(2025, 12, 20)
    assert first_known([A, B, C, D], date(2025, 12, 20)) == date(2025, 11, 4)
    assert first_known([C, D], None) is None
    assert settled_on(C) is None


def test_lateness_is_weighted_by_amount_and_early_money_counts_as_nought() -> None:
    late = lateness_settled(FIRM, QUARTER)
    assert (late.weighted, late.plain, late.by_count) == (
        (10 * 3000 + 0 + 10 * 1000) / 5000,
        (10 * 3000 - 10 * 1000 + 10 * 1000) / 5000,
        pytest.approx(20 / 3),
    )
    assert late.early_cents == 100_000
    assert [n.code for n in late.notes] == ["small_sample"]


def test_money_of_the_due_date_is_neither_early_nor_late() -> None:
    in_time = A._replace(moves=(Move(A.due_on, 300_000, "paid"),))
    late = lateness_settled(replace(FIRM, lines=(in_time,)), QUARTER)
    assert (late.early_cents, late.weighted, late.plain) == (0, 0, 0)


def test_a_day_that_only_an_import_knows_is_said_and_none_at_all_is_left_out() -> None:
    gone = A._replace(moves=(Move(date(2025, 11, 12), 300_000, "listed"),))
    lowered = B._replace(moves=(Move(date(2025, 11, 14), 100_000, "undated"),))
    late = lateness_settled(replace(FIRM, lines=(gone, lowered)), QUARTER)
    assert (late.payments, late.weighted) == (1, 12)
    assert [n.code for n in late.notes] == ["small_sample", "by_import_day", "undated"]


def test_what_is_overdue_is_a_share_of_what_is_open() -> None:
    overdue = overdue_on(FIRM, END)
    assert (overdue.open_cents, overdue.overdue_cents, overdue.weighted) == (250_000, 100_000, 21)
    assert overdue.part(overdue.overdue_cents) == Fraction(2, 5)
    assert overdue_on(FIRM, date(2026, 3, 1)).over_60_cents == 100_000  # D is 56 days late then


def test_a_payment_counts_for_the_last_step_before_it() -> None:
    done = [Done(1, R1, date(2025, 11, 3)), Done(1, R2, date(2025, 11, 8)), Done(3, R1, date(2025, 12, 18))]
    rows = {(r.name.step, r.days): r for r in recovered_by_step(FIRM, done, QUARTER)}
    assert (rows["r1", 7].settled.of, rows["r1", 7].settled.count, rows["r1", 7].paid_cents) == (2, 0, 100_000)
    assert (rows["r2", 7].settled.of, rows["r2", 7].settled.count, rows["r2", 7].paid_cents) == (1, 1, 300_000)
    assert (rows["r1", 14].settled.of, rows["r1", 14].too_recent) == (1, 1)  # the 18th of December is 13 days ago


def test_money_of_the_day_of_a_step_did_not_come_after_it() -> None:
    row = recovered_by_step(FIRM, [Done(3, R1, date(2025, 12, 20))], QUARTER, windows=(7,))[0]
    assert (row.open_cents, row.paid_cents) == (100_000, 0)
    paid_before = recovered_by_step(FIRM, [Done(1, R1, date(2025, 11, 10))], QUARTER, windows=(7,))[0]
    assert (paid_before.already_paid, paid_before.settled.of) == (1, 0)


def test_a_credit_note_recovers_nothing() -> None:
    credited = A._replace(moves=(Move(date(2025, 11, 10), 300_000, "credited"),))
    row = recovered_by_step(replace(FIRM, lines=(credited,)), [Done(1, R1, date(2025, 11, 8))], QUARTER, windows=(7,))[
        0
    ]
    assert (row.settled.of, row.settled.count, row.paid_cents) == (1, 0, 0)


def test_a_promise_kept_late_was_not_kept() -> None:
    assert [outcome_of(*x) for x in (("kept", END), ("broken", END), ("broken", None), ("live", None))] == [
        "kept", "late", "broken", None,
    ]  # fmt: skip
    given = [Given(END, 100, "kept"), Given(END, 200, "kept"), Given(END, 300, "late"), Given(END, 400, "broken")]
    found = kept_promises([*given, Given(date(2025, 9, 30), 1, "broken")], QUARTER)
    assert (found.counts, found.share.of, found.share.value) == ({"kept": 2, "late": 1, "broken": 1}, 4, 1 / 2)
    assert [n.code for n in found.notes] == ["small_sample"]


def test_nothing_invoiced_leaves_nothing_to_divide_by() -> None:
    dso = simple_dso(replace(FIRM, lines=(D._replace(issued_on=date(2025, 9, 5)),)), QUARTER)
    assert dso.days is None and dso.refused is not None and dso.refused.code == "nothing_invoiced"


def test_an_assumed_issue_date_is_said() -> None:
    dso = simple_dso(replace(FIRM, lines=(A, D._replace(is_issue_assumed=True))), QUARTER)
    assert next(n.said.en for n in dso.notes).startswith("Due dates whose invoice has no issue date: 1.")
