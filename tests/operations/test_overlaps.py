"""The same movement in two files is one line, two equal movements are two, in any order of files and formats."""

from __future__ import annotations

import pytest

from relance.ledger.models import BankLine, BankStatement, Creditor, Event
from tests.operations.bank_files import came, statement, take_bank, there
from tests.operations.scene import codes, counted

pytestmark = pytest.mark.django_db


def test_the_same_file_twice_changes_nothing(creditor: Creditor) -> None:
    file = statement(came("2026-02-03", 5000), came("2026-02-03", 5000), came("2026-02-04", -100), opening=0)
    assert counted(take_bank(creditor, file)) == (3, 3, 0, 0, 0)
    assert counted(take_bank(creditor, file)) == (3, 0, 0, 3, 0)
    assert there(creditor) == [("02-03", 5000), ("02-03", 5000), ("02-04", -100)]
    assert BankStatement.objects.filter(creditor=creditor).count() == 1
    verbs = list(
        Event.objects.filter(creditor=creditor, verb="file_imported").values_list("payload__created", flat=True)
    )
    assert verbs == [3, 0]


@pytest.mark.sqlite_only
def test_overlapping_exports_add_only_what_is_new(creditor: Creditor) -> None:
    one, two, three = came("2026-02-03", 1, "A"), came("2026-02-04", 2, "B"), came("2026-02-05", 3, "C")
    take_bank(creditor, statement(one, two, opening=0))
    report = take_bank(creditor, statement(two, three, opening=1))
    assert counted(report) == (2, 1, 0, 1, 0) and not codes(report)
    assert there(creditor) == [("02-03", 1), ("02-04", 2), ("02-05", 3)]


@pytest.mark.sqlite_only
def test_two_halves_of_one_day_may_hold_equal_movements(creditor: Creditor) -> None:
    morning, evening = (statement(came("2026-02-03", 5000), opening=cents) for cents in (0, 5000))
    take_bank(creditor, morning)
    assert counted(take_bank(creditor, evening)) == (1, 1, 0, 0, 0)
    assert counted(take_bank(creditor, morning)) == counted(take_bank(creditor, evening)) == (1, 0, 0, 1, 0)


@pytest.mark.sqlite_only
def test_one_reference_of_the_bank_on_two_entries_loses_none(creditor: Creditor) -> None:
    rows = [came("2026-02-03", cents, bank_reference="REF-1") for cents in (100, 200, 200)]
    take_bank(creditor, statement(*rows, opening=0))
    assert there(creditor) == [("02-03", 100), ("02-03", 200), ("02-03", 200)]


@pytest.mark.sqlite_only
def test_references_that_change_with_every_download_do_not_count(creditor: Creditor) -> None:
    first, again = (statement(came("2026-02-03", 100, bank_reference=x), complete=False) for x in ("F1", "F2"))
    take_bank(creditor, first, key="ofx")
    assert counted(take_bank(creditor, again, key="ofx")) == (1, 0, 0, 1, 0)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("rich_first", [True, False])
def test_a_list_and_a_statement_of_the_same_days_are_one_set_and_the_richer_words_win(
    creditor: Creditor, rich_first: bool
) -> None:
    poor = statement(came("2026-02-03", 100, "VIR DUPONT"), came("2026-02-03", 100, "VIR MARTIN"), complete=False)
    told = (came("2026-02-03", 100, "FA-2", party="MARTIN"), came("2026-02-03", 100, "FA-1", party="DUPONT"))
    rich = statement(*told, opening=0)
    first, second = [("camt", rich), ("csv", poor)] if rich_first else [("csv", poor), ("camt", rich)]
    for key, file in (first, second, first, second):
        take_bank(creditor, file, key=key)
    assert there(creditor) == [("02-03", 100)] * 2
    assert set(BankLine.objects.values_list("party", "text")) == {("MARTIN", "FA-2"), ("DUPONT", "FA-1")}


@pytest.mark.sqlite_only
def test_two_downloads_of_half_a_day_are_never_one_movement_of_the_other_format(creditor: Creditor) -> None:
    take_bank(creditor, statement(came("2026-02-03", 100, "VIR A", end_to_end="A"), opening=0), key="mt940")
    for text in ("DUPONT", "MARTIN"):
        take_bank(creditor, statement(came("2026-02-03", 100, text, party=text), complete=False), key="camt")
    assert there(creditor) == [("02-03", 100)] * 2


def test_details_that_come_later_replace_the_sum_that_nobody_decided_about(creditor: Creditor) -> None:
    whole = statement(came("2026-02-03", 600, "REMISE PRLV", batch_count=3), opening=0)
    parts = [came("2026-02-03", n * 100, f"FA-{n}", 7, entry_cents=600, end_to_end=f"E{n}") for n in (1, 2, 3)]
    take_bank(creditor, whole)
    assert counted(take_bank(creditor, statement(*parts, complete=False))) == (3, 2, 1, 0, 0)
    assert there(creditor) == [("02-03", 100), ("02-03", 200), ("02-03", 300)]
    for file in (whole, statement(*parts, complete=False)):
        report = take_bank(creditor, file)
        assert report.created == report.changed == 0
    assert len(there(creditor)) == 3


@pytest.mark.sqlite_only
def test_details_of_a_sum_that_is_decided_are_known(creditor: Creditor) -> None:
    take_bank(creditor, statement(came("2026-02-03", 300, "REMISE PRLV", batch_count=2), opening=0))
    BankLine.objects.update(state="matched", rule="by_hand")
    parts = [came("2026-02-03", n * 100, f"FA-{n}", 7, entry_cents=300, end_to_end=f"E{n}") for n in (1, 2)]
    assert counted(take_bank(creditor, statement(*parts, complete=False))) == (2, 0, 0, 2, 0)
    assert there(creditor) == [("02-03", 300)]


@pytest.mark.sqlite_only
def test_the_sum_after_its_details_is_known(creditor: Creditor) -> None:
    parts = [came("2026-02-03", n * 100, f"FA-{n}", 7, entry_cents=300, end_to_end=f"E{n}") for n in (1, 2)]
    take_bank(creditor, statement(*parts, complete=False))
    whole = statement(came("2026-02-03", 300, "REMISE PRLV", batch_count=2), opening=0)
    assert counted(take_bank(creditor, whole)) == (1, 0, 0, 1, 0) and len(there(creditor)) == 2


@pytest.mark.sqlite_only
def test_the_same_statement_worded_otherwise_has_the_same_movements(creditor: Creditor) -> None:
    for text in ("VIR DUPONT", "VIREMENT DE DUPONT", "VIR DUPONT"):
        take_bank(creditor, statement(came("2026-02-03", 100, text), came("2026-02-04", 5, text), opening=0))
    assert there(creditor) == [("02-03", 100), ("02-04", 5)]
