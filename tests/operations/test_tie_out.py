"""After a FEC, each account is what the book says; what happened since is named, cent by cent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from relance.domain.books.tie import Tied
from relance.ledger.models import Creditor
from relance.operations.record_payment import record_payment
from relance.operations.refused import Refused
from relance.operations.tie_out import TiedOut, tie_out
from relance.operations.write_off import write_off
from tests.operations.scene import an_act, csv_of, invoice_of, take
from tests.operations.test_fec_imports import FIRST, OURS, SECOND, a_fec, money, sales

pytestmark = pytest.mark.sqlite_only
DAY = "2026-01-05"


def tied(creditor: Creditor) -> TiedOut:
    report = tie_out(creditor=creditor, act=an_act(DAY))
    for one in report.tie.accounts:
        assert sum(item.cents for item in one.items) == one.difference_cents
    return report


def account(creditor: Creditor, code: str = "CDUPONT") -> Tied:
    return next(one for one in tied(creditor).tie.accounts if one.code == code)


def test_right_after_a_fec_nothing_differs(creditor: Creditor) -> None:
    take(creditor, OURS, DAY, "fec.txt")
    tie = tied(creditor).tie
    assert (tie.total("book"), tie.total("shown"), dict(tie.control)) == (113000, 113000, {"411": 113000})
    assert not any(one.items for one in tie.accounts)


def test_a_payment_and_a_write_off_since_are_named(creditor: Creditor) -> None:
    take(creditor, OURS, DAY, "fec.txt")
    record_payment(creditor=creditor, invoice=invoice_of(creditor), cents=50000, on=date(2026, 1, 2), act=an_act(DAY))
    write_off(creditor=creditor, invoice=invoice_of(creditor), reason="geste", act=an_act(DAY))
    one = account(creditor)
    assert {i.kind: i.cents for i in one.items} == {"payment_since": 50000, "write_off": 70000}


def test_invoices_of_another_file_are_named(creditor: Creditor) -> None:
    take(creditor, OURS, DAY, "fec.txt")
    header = "customer,invoice,issued_on,due_on,amount"
    take(creditor, csv_of(["CPETIT,FA-77,2026-01-03,2026-02-02,12.00"], header), DAY)
    assert [(i.kind, i.number, i.cents) for i in account(creditor, "CPETIT").items] == [
        ("invoice_since", "FA-77", -1200)
    ]


def test_what_a_book_cannot_explain_is_listed_with_its_reason(creditor: Creditor) -> None:
    take(creditor, SECOND, "2025-03-05", "fec-2025.txt")
    assert [(h.why, h.cents) for h in account(creditor).held] == [("opening", 25000)]
    take(creditor, FIRST, "2025-03-05", "fec-2024.txt")
    assert not account(creditor).held and tied(creditor).books == ("fec-2025.txt", "fec-2024.txt")


def test_a_letter_on_one_side_is_named(creditor: Creditor) -> None:
    book = a_fec(
        *sales(1, "20251103", "Dupont SARL", "FA-1", "10,00", "B"), *money(2, "20251203", "Dupont SARL", "X", "4,00")
    )
    take(creditor, book, DAY, "fec.txt")
    one = account(creditor)
    assert [h.why for h in one.held] == ["lettered_elsewhere"] and one.unbalanced_letters == (("B", 1000),)


def test_without_a_book_there_is_nothing_to_tie(creditor: Creditor) -> None:
    with pytest.raises(Refused, match="import a FEC first"):
        tie_out(creditor=creditor, act=an_act(DAY))


@pytest.mark.parametrize("name", ["000000000FEC20231231.txt", "111111111FEC20221231.TXT"])
def test_real_ledgers_are_tied_to_the_cent(creditor: Creditor, shared_folder: Path, name: str) -> None:
    path = shared_folder / "data" / "fec" / name
    if not path.is_file():
        pytest.skip(f"no reference ledger {name}")
    take(creditor, path.read_bytes(), "2024-02-01", name)
    tie = tied(creditor).tie
    assert tie.total("difference") == 0 and not any(one.items for one in tie.accounts)
    assert tie.total("book", "411") == tie.control["411"]
