"""Interest and indemnity given up: with a reason and an author, and seen on the statement."""

from __future__ import annotations

from relance.ledger.models import Claim, Event, Invoice
from tests.claims.desk import Desk, claims, euros

DUE = "2025-01-31"


def waive(desk: Desk, part: str, at: str, *words: str, code: int = 0) -> str:
    said = desk.do("waive", "FA-1", "--part", part, *words, at=at, code=code)
    return said.err


def test_a_waived_indemnity_leaves_the_ledger_with_its_reason_and_author(desk: Desk) -> None:
    desk.bill("2026-01-30", at="2026-01-05")
    desk.do("run", at="2026-02-09")
    said = desk.do("waive", "FA-1", "--part", "indemnity", "--why", "premier retard", "--json", at="2026-02-10")
    assert claims() == [("FA-1", "indemnity", "waived", 4000)]
    (line,) = desk.owed("2026-02-10")["waived"]
    assert (line["part"], line["cents"], line["reason"]) == ("indemnity", 4000, "premier retard")
    assert line["author"] == said.document["author"] != ""
    assert Event.objects.filter(verb="claim_waived").count() == 1


def test_an_indemnity_waived_by_its_amount_is_waived_too(desk: Desk) -> None:
    desk.bill("2026-01-30", at="2026-01-05")
    desk.do("run", at="2026-02-09")
    waive(desk, "indemnity", "2026-02-10", "--amount", "30", "--why", "geste")
    assert (claims()[0][2], desk.parts("2026-02-10")[2]) == ("open", 1000)
    waive(desk, "indemnity", "2026-02-11", "--amount", "10,00", "--why", "geste")
    assert (claims()[0][2], desk.parts("2026-02-11")[2]) == ("waived", 0)


def test_a_part_of_the_interest_is_taken_off_and_the_rest_goes_on(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    waive(desk, "interest", "2025-03-02", "--amount", "10", "--why", "geste commercial")
    assert desk.owed("2025-03-02")["interest_cents"] == 1081 - 1000
    assert desk.owed("2025-03-12")["interest_cents"] == 1441 - 1000  # forty days at 13.15 %


def test_all_interest_waived_stays_waived_for_the_days_to_come(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    waive(desk, "interest", "2025-03-02", "--why", "accord")
    found = desk.owed("2025-06-30")
    assert (found["interest_cents"], found["per_day_cents"], found["principal_cents"]) == (0, 0, 100_000)
    assert found["waived"][0]["cents"] == sum(s["interest_cents"] for s in found["segments"])


def test_interest_that_was_billed_is_closed_when_all_of_it_is_waived(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    invoice = Invoice.objects.get()
    Claim.objects.create(
        creditor=invoice.creditor, customer=invoice.customer, invoice=invoice, part="interest", state="billed",
        cents=1081, opened_on="2025-03-02",
    )  # fmt: skip
    waive(desk, "interest", "2025-03-10", "--why", "accord")
    assert claims() == [("FA-1", "interest", "waived", 1081)]


def test_a_sum_waived_over_two_due_dates_counts_once_and_in_full(desk: Desk) -> None:
    row = {"invoice": "FA-1", "issued_on": "2025-01-02", "amount": "1000.00"}
    desk.take({**row, "due_on": "2025-02-20"}, {**row, "due_on": "2025-02-28"}, at="2025-01-02")
    before = desk.owed("2025-03-02")
    assert [line["interest_cents"] for line in before["invoices"]] == [360, 72]
    waive(desk, "interest", "2025-03-02", "--amount", euros(400), "--why", "geste")
    after = desk.owed("2025-03-02")
    assert [line["interest_cents"] for line in after["invoices"]] == [0, 32]
    assert [w["cents"] for w in after["waived"]] == [360, 40]


def test_more_than_is_owed_cannot_be_waived(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    said = waive(desk, "interest", "2025-03-02", "--amount", "10.82", "--why", "geste", code=2)
    assert "10.81 EUR of interest is owed on FA-1 on 2025-03-02" in said
    assert desk.owed("2025-03-02")["waived"] == []


def test_what_was_waived_whole_cannot_be_waived_again(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    waive(desk, "interest", "2025-03-02", "--why", "accord")
    assert "was waived whole on 2025-03-02" in waive(desk, "interest", "2025-03-03", "--why", "accord", code=2)


def test_a_waiver_without_a_reason_or_of_the_principal_is_refused(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    assert "say why" in waive(desk, "interest", "2025-03-02", "--why", "  ", code=2)
    assert waive(desk, "principal", "2025-03-02", "--why", "accord", code=2).count("\n") == 1
    assert waive(desk, "interest", "2025-03-02", "--amount", "0", "--why", "accord", code=2).count("\n") == 1


def test_giving_up_a_public_buyers_interest_is_warned_about(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02", kind="public")
    waive(desk, "interest", "2025-03-02", "--why", "accord")
    assert desk.owed("2025-03-02")["warnings"] == ["public_waiver_void"]
