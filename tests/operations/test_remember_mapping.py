"""Files with the same headers are read as the person said once."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.rows import ReadOptions
from relance.ledger.mappings import mappings
from relance.ledger.models import Creditor, Event, Invoice, Receivable
from relance.operations.import_file import import_file
from relance.operations.refused import Refused
from relance.operations.remember_mapping import forget_mapping, remember_answers, remember_mapping
from tests.operations.scene import a_creditor, an_act, take
from tests.readers.reading import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
COLUMNS = {"customer_name": "Zag", "invoice": "Zig", "due_on": "Zog", "amount": "Bidule"}
FILE = "Zig;Zag;Zog;Bidule\nF1;Dupont SARL;28/02/2026;10,50\n"


def remembered(creditor: Creditor, **answers: object) -> None:
    kept = {"columns": COLUMNS, **answers}
    headers = ("Zig", "Zag", "Zog", "Bidule")
    remember_mapping(creditor=creditor, headers=headers, answers=kept, name="f.csv", act=an_act())


def test_the_next_file_with_the_same_headers_needs_no_mapping() -> None:
    creditor = a_creditor()
    assert not take(creditor, FILE).is_taken
    remembered(creditor)
    report = take(creditor, FILE)
    assert report.is_taken and report.notes["mapping_remembered_from"] == "f.csv · 2026-01-30"
    assert Receivable.objects.get().amount_cents == 1050


def test_other_headers_and_other_creditors_recall_nothing() -> None:
    creditor, other = a_creditor(), a_creditor("Autre SARL")
    remembered(creditor)
    assert "mapping_remembered_from" not in take(creditor, FILE.replace("Zog", "Zug")).notes
    assert not take(other, FILE).is_taken


def test_the_separator_and_the_case_of_headers_do_not_matter() -> None:
    creditor = a_creditor()
    remembered(creditor)
    assert take(creditor, FILE.replace(";", "|").replace("Bidule", "BIDULE")).is_taken


def test_answers_about_dates_are_remembered_beside_columns_found_by_themselves() -> None:
    creditor = a_creditor()
    text = b"customer,invoice,DueDate,amount\nC1,F1,02/03/2026,10.50\n"
    options = ReadOptions(today=date(2026, 1, 30), date_order="mdy")
    remember_answers(creditor=creditor, name="f.csv", data=text, options=options, act=an_act())
    assert take(creditor, text).is_taken
    assert Invoice.objects.get().receivables.get().due_on == date(2026, 2, 3)


def test_an_answer_given_now_wins_over_a_remembered_one() -> None:
    creditor = a_creditor()
    remembered(creditor, date_order="mdy", decimal=".")
    options = ReadOptions(today=date(2026, 1, 30), date_order="dmy", decimal=",")
    report = import_file(creditor=creditor, name="f.csv", data=FILE.encode(), act=an_act(), options=options)
    assert report.is_taken and Receivable.objects.get().amount_cents == 1050


def test_a_mapping_given_now_is_used_alone() -> None:
    creditor = a_creditor()
    remembered(creditor, date_order="mdy")
    options = ReadOptions(today=date(2026, 1, 30), mapping=COLUMNS)
    report = import_file(creditor=creditor, name="f.csv", data=FILE.encode(), act=an_act(), options=options)
    assert report.is_taken and "mapping_remembered_from" not in report.notes


def test_a_table_without_headers_is_known_again_by_its_looks() -> None:
    creditor = a_creditor()
    text = "F1;Dupont SARL;28/02/2026;10,50\nF2;Dupont SARL;28/03/2026;20,00\n"
    places = {"invoice": "#1", "customer_name": "#2", "due_on": "#3", "amount": "#4"}
    options = ReadOptions(today=date(2026, 1, 30), mapping=places, kind="invoices")
    remember_answers(creditor=creditor, name="f.csv", data=text.encode(), options=options, act=an_act())
    assert take(creditor, text.replace("F1", "F8").replace("F2", "F9")).is_taken
    assert Invoice.objects.count() == 2


def test_a_mapping_is_replaced_by_the_next_one_and_can_be_forgotten() -> None:
    creditor = a_creditor()
    remembered(creditor)
    remembered(creditor, date_order="dmy")
    row = mappings(creditor).get()
    assert row.mapping["date_order"] == "dmy" and row.set_by == "Anne"
    assert forget_mapping(creditor=creditor, mapping=row.pk, act=an_act()) == "f.csv"
    assert not take(creditor, FILE).is_taken
    assert Event.objects.filter(verb="mapping_forgotten").count() == 1


def test_nobody_forgets_the_mapping_of_another_creditor() -> None:
    creditor, other = a_creditor(), a_creditor("Autre SARL")
    remembered(creditor)
    with pytest.raises(Refused, match="no remembered mapping"):
        forget_mapping(creditor=other, mapping=mappings(creditor).get().pk, act=an_act())


def test_nothing_to_remember_is_refused() -> None:
    with pytest.raises(Refused, match="nothing to remember"):
        remember_mapping(creditor=a_creditor(), headers=("A", "B"), answers={}, name="f.csv", act=an_act())


def test_the_sheet_may_have_another_name_next_month() -> None:
    creditor = a_creditor()
    remembered(creditor, sheet="Janvier")
    rows = [["Zig", "Zag", "Zog", "Bidule"], ["F1", "Dupont SARL", date(2026, 2, 28), 10.5]]
    report = take(creditor, workbook(Notes=[["Rien", "ici"], ["a", "b"]], Fevrier=rows), name="f.xlsx")
    assert report.is_taken and report.notes["sheet"] == "Fevrier"
