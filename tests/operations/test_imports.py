"""A file goes in whole or not at all, once, and every line of it is accounted for."""

from __future__ import annotations

import pytest

from relance.ledger.models import Creditor, Customer, Event, ImportFile, Invoice, Receivable, Task
from tests.operations.scene import DUPONT, HEADER, MARTIN, codes, counted, csv_of, dupont_owes, open_amounts, run, take

FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
FA_2 = "FA-2,2026-01-10,2026-02-09,300.00,300.00"


def test_new_invoices_are_created(creditor: Creditor) -> None:
    report = dupont_owes(creditor, FA_1, FA_2)
    assert counted(report) == (2, 2, 0, 0, 0)
    assert report.sum_cents == 150000
    assert open_amounts(creditor) == {"FA-1": 120000, "FA-2": 30000}


def test_the_same_file_again_changes_nothing(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1, FA_2)
    before = list(Receivable.objects.values())
    again = dupont_owes(creditor, FA_1, FA_2, day="2026-01-31")
    assert counted(again) == (2, 0, 0, 2, 0)
    assert list(Receivable.objects.values()) == before
    assert [p.code for p in again.problems] == ["ALREADY_IMPORTED"]


def test_a_file_given_twice_is_kept_once(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    dupont_owes(creditor, FA_1)
    assert [bool(f.content) for f in ImportFile.objects.order_by("pk")] == [True, False]


def test_the_original_bytes_are_kept(creditor: Creditor) -> None:
    data = csv_of([f"{DUPONT},{FA_1}"])
    report = take(creditor, data)
    kept = ImportFile.objects.get()
    assert bytes(kept.content) == data
    assert kept.sha256 == report.sha256


def test_a_changed_amount_counts_as_changed_and_the_other_line_as_known(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1, FA_2)
    report = dupont_owes(creditor, "FA-1,2025-12-31,2026-01-30,1200.00,700.00", FA_2)
    assert counted(report) == (2, 0, 1, 1, 0)
    assert open_amounts(creditor)["FA-1"] == 70000


def test_a_moved_due_date_moves_the_line_and_makes_no_second_one(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    dupont_owes(creditor, "FA-1,2025-12-31,2026-02-28,1200.00,1200.00")
    assert [r.due_on.isoformat() for r in Receivable.objects.all()] == ["2026-02-28"]


def test_several_due_dates_are_lines_of_one_invoice(creditor: Creditor) -> None:
    lines = ["FA-1,2025-12-31,2026-01-30,600.00,600.00", "FA-1,2025-12-31,2026-02-28,600.00,600.00"]
    assert counted(dupont_owes(creditor, *lines)) == (2, 2, 0, 0, 0)
    assert Invoice.objects.count() == 1
    assert counted(dupont_owes(creditor, *lines)) == (2, 0, 0, 2, 0)


def test_a_dry_run_says_what_would_be_and_writes_nothing(creditor: Creditor) -> None:
    events = Event.objects.count()
    report = dupont_owes(creditor, FA_1, FA_2, dry_run=True)
    assert counted(report) == (2, 2, 0, 0, 0)
    assert not report.is_taken
    assert (Customer.objects.count(), ImportFile.objects.count(), Event.objects.count()) == (0, 0, events)


def test_a_dry_run_of_a_known_file_says_known(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    assert counted(dupont_owes(creditor, FA_1, dry_run=True)) == (1, 0, 0, 1, 0)


def test_one_bad_line_refuses_the_whole_file(creditor: Creditor) -> None:
    report = dupont_owes(creditor, FA_1, "FA-2,2026-01-10,2026-02-09,abc,300.00")
    assert counted(report) == (2, 0, 0, 0, 2)
    assert not report.is_taken
    assert not Customer.objects.exists()


def test_partial_takes_the_good_lines_and_keeps_the_bad_one_on_the_work_list(creditor: Creditor) -> None:
    report = dupont_owes(creditor, FA_1, "FA-2,2026-01-10,2026-02-09,abc,300.00", partial=True)
    assert counted(report) == (2, 1, 0, 0, 1)
    assert open_amounts(creditor) == {"FA-1": 120000}
    task = Task.objects.get(kind="import_problems")
    assert "Line 3" in task.why


def test_an_unknown_plan_is_refused_by_its_name_and_line(creditor: Creditor) -> None:
    report = take(creditor, csv_of([f"{DUPONT},{FA_1},dunno"], f"{HEADER},plan"))
    assert codes(report) == ["PLAN"]
    assert "Line 2" in report.problems[0].message
    assert "dunno" in report.problems[0].message
    assert counted(report) == (1, 0, 0, 0, 1)


def test_partial_leaves_out_the_line_with_an_unknown_plan(creditor: Creditor) -> None:
    lines = [f"{DUPONT},{FA_1},dunno", f"{DUPONT},{FA_2},standard"]
    report = take(creditor, csv_of(lines, f"{HEADER},plan"), partial=True)
    assert counted(report) == (2, 1, 0, 0, 1)
    assert open_amounts(creditor) == {"FA-2": 30000}


def test_a_number_of_another_customer_is_refused(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    report = take(creditor, csv_of([f"{MARTIN},{FA_1}"]))
    assert codes(report) == ["CONFLICT"]
    assert counted(report) == (1, 0, 0, 0, 1)
    assert not Customer.objects.filter(code="MARTIN").exists()


def test_partial_refuses_only_the_line_with_another_customers_number(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    report = take(creditor, csv_of([f"{MARTIN},{FA_1}", f"{MARTIN},{FA_2}"]), partial=True)
    assert counted(report) == (2, 1, 0, 0, 1)
    assert open_amounts(creditor) == {"FA-1": 120000, "FA-2": 30000}


def test_two_customers_with_one_number_in_one_file_are_refused(creditor: Creditor) -> None:
    report = take(creditor, csv_of([f"{DUPONT},{FA_1}", f"{MARTIN},{FA_1}"]))
    assert counted(report) == (2, 0, 0, 0, 2)
    assert "CONFLICT" in codes(report)[0]


def test_terms_that_cannot_be_read_refuse_the_customer_and_its_invoices(creditor: Creditor) -> None:
    header = "customer,customer_name,terms,invoice,issued_on,amount"
    report = take(creditor, csv_of(["DUPONT,Dupont SARL,sometime,FA-1,2026-01-01,10.00"], header))
    assert "TERMS" in codes(report)
    assert counted(report) == (1, 0, 0, 0, 1)


def test_partial_counts_each_refused_line_once(creditor: Creditor) -> None:
    header = "customer,customer_name,terms,invoice,issued_on,amount,plan"
    lines = [
        "DUPONT,Dupont SARL,sometime,FA-1,2026-01-01,10.00,dunno",
        "DUPONT,Dupont SARL,sometime,FA-2,2026-01-01,10.00,",
        "MARTIN,Martin SAS,30,FA-3,2026-01-01,10.00,",
    ]
    report = take(creditor, csv_of(lines, header), partial=True)
    assert counted(report) == (3, 1, 0, 0, 2)


def test_terms_of_the_customer_give_the_due_date_and_mark_it_estimated(creditor: Creditor) -> None:
    header = "customer,customer_name,terms,invoice,issued_on,amount"
    take(creditor, csv_of(["DUPONT,Dupont SARL,45fdm,FA-1,2026-01-10,10.00"], header))
    line = Receivable.objects.get()
    assert (line.due_on.isoformat(), line.is_due_estimated) == ("2026-02-28", True)


def test_an_empty_cell_never_erases_what_is_known(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    take(creditor, csv_of([f"DUPONT,,,,,,{FA_1}"]))
    dupont = Customer.objects.get()
    assert (dupont.name, dupont.email, dupont.city) == ("Dupont SARL", "dupont@example.com", "Lyon")


def test_reminders_already_sent_elsewhere_are_not_sent_again(creditor: Creditor) -> None:
    header = f"{HEADER},reminders_sent,last_reminder_on"
    take(creditor, csv_of([f"{DUPONT},{FA_1},1,2026-02-06"], header))
    assert not run(creditor, "2026-02-10").created
    draft = run(creditor, "2026-02-16").decided[0].wanted[0].draft
    assert draft.step.key == "r2"


def test_who_is_neither_firm_nor_person_is_asked_about(creditor: Creditor) -> None:
    take(creditor, csv_of([f"X,Les Amis,,,,,{FA_1}"]))
    assert Customer.objects.get().kind == "other"
    assert Task.objects.get(kind="customer_kind").customer.code == "X"


@pytest.mark.parametrize("name", ["Mairie de Lyon", "Commune de Bron"])
def test_a_public_body_is_known_by_its_name(creditor: Creditor, name: str) -> None:
    take(creditor, csv_of([f"X,{name},,,,,{FA_1}"]))
    assert Customer.objects.get().kind == "public"


def test_a_customer_that_owes_nothing_overdue_is_never_in_a_notice(creditor: Creditor) -> None:
    dupont_owes(creditor, "FA-1,2025-12-31,2026-01-30,1200.00,0.00", "FA-2,2026-01-10,2026-12-31,300.00,300.00")
    assert run(creditor, "2026-02-16").created == 0


def test_each_import_leaves_one_event(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    event = Event.objects.get(verb="file_imported")
    assert (event.payload["read"], event.payload["created"]) == (1, 1)


def test_customers_files_count_customers(creditor: Creditor) -> None:
    header = "customer,customer_name,email,terms"
    first = csv_of(["DUPONT,Dupont SARL,a@example.com,30", "MARTIN,Martin SAS,,"], header)
    assert counted(take(creditor, first, kind="customers")) == (2, 2, 0, 0, 0)
    second = csv_of(["DUPONT,Dupont SARL,b@example.com,30", "MARTIN,Martin SAS,,"], header)
    assert counted(take(creditor, second, kind="customers")) == (2, 0, 1, 1, 0)


def test_a_customers_file_may_bring_no_dunning(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    take(creditor, csv_of(["DUPONT,Dupont SARL,yes"], "customer,customer_name,no_dunning"), kind="customers")
    assert run(creditor, "2026-02-16").created == 0
