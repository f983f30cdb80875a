"""A cold start from a FEC: what is proposed rests on what was paid, and nothing changes until a person says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relance.domain.books.start import StartProposal
from relance.ledger.models import Creditor, Customer, Event, Receivable
from relance.operations.cold_start import Applied, Proposed, apply_cold_start, propose_cold_start
from relance.operations.refused import Refused
from tests.operations.scene import an_act, take
from tests.operations.test_fec_imports import a_fec, money, sales

pytestmark = pytest.mark.sqlite_only
DAY = "2025-12-15"


def paid(who: str, days: int, count: int = 8, label: str = "VIR") -> list[str]:
    """So many invoices, each paid after that number of days and lettered with its payment."""
    lines: list[str] = []
    for n in range(count):
        issued = date(2025, 1, 7) + timedelta(days=23 * n)
        number, letter = f"{who[:2].upper()}-{n}", f"A{n}"
        lines += sales(2 * n + 1, f"{issued:%Y%m%d}", who, number, "100,00", letter)
        when = issued + timedelta(days=days + n % 3)
        received = money(2 * n + 2, f"{when:%Y%m%d}", who, f"{label} {number}", "100,00", letter)
        lines += [line.replace("VE\tVentes", "BQ\tBanque") for line in received]
    return lines


BOOK = a_fec(
    *paid("Dupont SARL", 45), *paid("Martin SAS", 75), *paid("Petit SA", 30, 3),
    *sales(90, "20251101", "Dupont SARL", "DU-90", "900,00"), *sales(91, "20251005", "Martin SAS", "MA-91", "50,00"),
    *sales(92, "20240110", "Petit SA", "PE-92", "3,00"),
)  # fmt: skip


def proposed(creditor: Creditor) -> Proposed:
    take(creditor, BOOK, DAY, "fec.txt")
    return propose_cold_start(creditor=creditor, act=an_act(DAY))


def of(found: Proposed, code: str) -> StartProposal:
    return next(one for one in found.start.proposals if one.code == code)


def apply(creditor: Creditor, *codes: str, likely: bool = False) -> Applied:
    return apply_cold_start(creditor=creditor, act=an_act(DAY), customers=codes or None, likely=likely)


def test_terms_are_proposed_with_what_they_rest_on(creditor: Creditor) -> None:
    found = of(proposed(creditor), "CDUPONT")
    assert found.terms and (found.terms.terms, found.confidence) == ("45", "sure")
    assert (found.terms.fitting, found.terms.count, found.new_terms) == (8, 8, "45")
    assert found.delay and (found.delay.count, found.delay.low, found.delay.high) == (8, 45, 47)
    assert found.segment.key == "good"


def test_a_profile_is_measured_where_the_book_ends_not_where_the_year_is(creditor: Creditor) -> None:
    take(creditor, BOOK, DAY, "fec.txt")
    later = propose_cold_start(creditor=creditor, act=an_act("2026-12-15"))
    assert of(later, "CDUPONT").segment.figures["settled"] == 8 and of(later, "CDUPONT").segment.key == "good"


def test_terms_beyond_the_law_are_said_to_be_so_and_never_set(creditor: Creditor) -> None:
    found = of(proposed(creditor), "CMARTIN")
    assert found.terms and found.terms.terms == "75" and found.new_terms == ""
    assert "60 days" in found.terms_note and found.segment.key == "slow"


def test_three_payments_are_too_few(creditor: Creditor) -> None:
    assert of(proposed(creditor), "CPETIT").terms is None


def test_the_first_work_list_goes_by_amount_and_lateness_under_those_terms(creditor: Creditor) -> None:
    rows = [(o.number, o.due_on.isoformat(), o.days_late) for o in proposed(creditor).start.overdue]
    assert rows == [("MA-91", "2025-11-04", 41), ("PE-92", "2024-02-09", 675)]


def test_what_looks_wrong_is_listed(creditor: Creditor) -> None:
    odd = {(o.kind, o.code) for o in proposed(creditor).start.odd}
    assert ("old_small", "CPETIT") in odd and ("no_contact", "CDUPONT") in odd
    assert ("terms_too_long", "CMARTIN") in odd


def test_nothing_changes_without_a_word(creditor: Creditor) -> None:
    before = Event.objects.count()
    take(creditor, BOOK, DAY, "fec.txt")
    after = Event.objects.count()
    propose_cold_start(creditor=creditor, act=an_act(DAY))
    assert (before, Event.objects.count()) == (before, after)
    assert set(Customer.objects.values_list("terms", flat=True)) == {""}


def test_applied_terms_move_estimated_due_dates_and_leave_a_trace(creditor: Creditor) -> None:
    proposed(creditor)
    assert apply(creditor) == (1, 0, 1)
    assert Customer.objects.get(code="CDUPONT").terms == "45"
    assert Receivable.objects.get(invoice__number="DU-90").due_on == date(2025, 12, 16)
    assert list(Event.objects.order_by("-sequence").values_list("verb", flat=True)[:2]) == [
        "cold_start_applied", "customer_changed",
    ]  # fmt: skip
    assert apply(creditor) == (0, 0, 0)


def test_terms_that_a_person_set_stay(creditor: Creditor) -> None:
    proposed(creditor)
    Customer.objects.filter(code="CDUPONT").update(terms="30")
    assert apply(creditor, likely=True) == (0, 0, 0)
    with pytest.raises(Refused, match="nothing is proposed for CDUPONT"):
        apply(creditor, "CDUPONT")


def test_the_next_book_keeps_the_due_date_that_the_terms_gave(creditor: Creditor) -> None:
    proposed(creditor)
    apply(creditor)
    later = a_fec(*BOOK.decode().split("\r\n")[1:-1], *sales(99, "20251210", "Petit SA", "PE-99", "5,00"))
    take(creditor, later, DAY, "fec-2.txt")
    assert Receivable.objects.get(invoice__number="DU-90").due_on == date(2025, 12, 16)
