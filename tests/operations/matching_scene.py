"""Money that came in, and what the rules are made to say of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from relance.domain.allocate.model import Book, Match, Money, Outcome, Part, Reason
from relance.ledger.builders import make_bank_line
from relance.ledger.models import (
    Allocation,
    BankLine,
    Claim,
    CreditNote,
    Creditor,
    Hold,
    KnownPayer,
    Payment,
    Receivable,
    WriteOff,
)
from relance.operations.match_money import MatchReport, match_money
from tests.operations.scene import an_act, customer_of

DAY = "2026-02-06"


def comes_in(creditor: Creditor, cents: int, on: str = "2026-02-05", **fields: Any) -> BankLine:
    """A transfer that the bank shows on that day."""
    return make_bank_line(creditor, cents, date.fromisoformat(on), **fields)


def item(number: str = "FA-1") -> Receivable:
    """The due-date line of that invoice."""
    return Receivable.objects.select_related("invoice", "customer").get(invoice__number=number)


def pays(*parts: tuple[str, int], **fields: Any) -> Match:
    """A reading: these cents of these invoices."""
    rows = [(item(number), cents) for number, cents in parts]
    return Match(
        fields.pop("certainty", "likely"), rows[0][0].customer_id, tuple(Part(row.pk, cents) for row, cents in rows),
        reasons=(Reason("amount_exact"),), **fields,
    )  # fmt: skip


def on_account(cents: int, code: str = "DUPONT") -> Match:
    """A reading: the customer is known, and nothing of it fits."""
    return Match("likely", customer_of(Creditor.objects.get(), code).pk, on_account_cents=cents)


class Rules:
    """What the matching rules say, by line: one sure reading, or likely ones."""

    def __init__(self) -> None:
        self.said: dict[int, Outcome] = {}

    def sure(self, line: BankLine, match: Match) -> None:
        self.said[line.pk] = Outcome(line.pk, sure=match)

    def likely(self, line: BankLine, *matches: Match) -> None:
        self.said[line.pk] = Outcome(line.pk, likely=matches)

    def only(self, line: BankLine, code: str = "DUPONT") -> None:
        self.said[line.pk] = Outcome(line.pk, customers=(customer_of(line.creditor, code).pk,))

    def __call__(self, money: Sequence[Money], book: Book) -> list[Outcome]:
        return [self.said.get(one.key, Outcome(one.key)) for one in money]


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Rules:
    """Rules that say what a test has them say."""
    found = Rules()
    monkeypatch.setattr("relance.operations.match_money.outcomes", found)
    return found


def matched(creditor: Creditor, day: str = DAY) -> MatchReport:
    """One round of matching on that day."""
    return match_money(creditor=creditor, act=an_act(day))


def again(line: BankLine) -> BankLine:
    """The line as it is now."""
    return BankLine.objects.get(pk=line.pk)


def held(creditor: Creditor) -> list[str]:
    """What is left in peace while money waits: invoice numbers, or codes of whole customers."""
    rows = Hold.objects.filter(creditor=creditor, released_on=None).select_related("invoice", "customer")
    return sorted(row.invoice.number if row.invoice else row.customer.code for row in rows)


def ledger(creditor: Creditor) -> dict[str, Any]:
    """All that money moves, without what only tells of the past."""
    payments = Payment.objects.filter(creditor=creditor, cancelled_on=None).order_by("pk")
    given = Allocation.objects.filter(creditor=creditor).order_by("pk")
    return {
        "receivables": list(Receivable.objects.order_by("pk").values_list("pk", "open_cents", "paid_on", "cycle")),
        "payments": list(payments.values_list("pk", "amount_cents", "open_cents", "bank_line", "was_typed")),
        "allocations": list(given.values_list("receivable", "payment", "credit_note", "part", "cents")),
        "credit notes": list(CreditNote.objects.order_by("pk").values_list("pk", "open_cents")),
        "write-offs": WriteOff.objects.filter(creditor=creditor, undone_on=None).count(),
        "claims": list(Claim.objects.order_by("pk").values_list("pk", "state", "closed_on")),
        "payers": list(KnownPayer.objects.order_by("pk").values_list("sort", "value")),
        "held": held(creditor),
    }
