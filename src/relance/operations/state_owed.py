"""What is owed on an invoice or by a customer on a day: principal, interest line by line, indemnity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from relance.discovery import country
from relance.domain.interest import Statement, statement
from relance.domain.interest_law import InterestLaw, RateMissing
from relance.domain.said import Note
from relance.ledger.claims import LedgerClaim, ledger_claims
from relance.ledger.models import Creditor, Customer, Invoice, Receivable
from relance.operations.refused import Refused

RATES_FOLDER = "rates"


class OwedLine(NamedTuple):
    """One receivable with its statement and what had to be assumed."""

    claim: LedgerClaim
    statement: Statement

    @property
    def notes(self) -> tuple[Note, ...]:
        """Everything a reader must know: assumptions of the ledger, then of the law."""
        return (*self.claim.notes, *self.statement.assumptions)


class Owed(NamedTuple):
    """Statements in one currency, added up, in cents."""

    as_of: date
    currency: str
    lines: tuple[OwedLine, ...]

    @property
    def principal_cents(self) -> int:
        """What is left of the invoices."""
        return sum(x.statement.principal_cents for x in self.lines)

    @property
    def interest_cents(self) -> int:
        """Late interest still owed."""
        return sum(x.statement.interest_cents for x in self.lines)

    @property
    def indemnity_cents(self) -> int:
        """Fixed indemnities still owed."""
        return sum(x.statement.indemnity_cents for x in self.lines)

    @property
    def total_cents(self) -> int:
        """All of it."""
        return self.principal_cents + self.interest_cents + self.indemnity_cents

    @property
    def per_day_cents(self) -> int:
        """What the following day adds."""
        return sum(x.statement.per_day_cents for x in self.lines)


def state_owed(
    *, creditor: Creditor, as_of: date, invoice: Invoice | None = None, customer: Customer | None = None
) -> list[Owed]:
    """What is owed at the end of a day, a statement a currency. Raises Refused where a rate is missing.

    For a customer, lines that have never been late and are settled are left out.
    """
    rows = Receivable.objects.filter(creditor=creditor).select_related("invoice", "customer")
    rows = rows.filter(invoice=invoice) if invoice else rows.filter(customer=customer)
    receivables = list(rows.order_by("due_on", "invoice__number", "pk"))
    lines = [_line(creditor, claim, as_of) for claim in ledger_claims(creditor, receivables)]
    if invoice is None:
        lines = [line for line in lines if line.statement.total_cents]
    currencies = sorted({line.claim.receivable.currency for line in lines}) or ["EUR"]
    return [Owed(as_of, c, tuple(x for x in lines if x.claim.receivable.currency == c)) for c in currencies]


def owed_on(creditor: Creditor, receivables: Sequence[Receivable], as_of: date) -> tuple[OwedLine, ...]:
    """The statements of some receivables, in the order given."""
    return tuple(_line(creditor, claim, as_of) for claim in ledger_claims(creditor, receivables))


def interest_law(creditor: Creditor) -> InterestLaw:
    """The creditor's law, with the rates that were added in the data folder. Raises Refused naming file and line."""
    folder = Path(settings.RELANCE_HOME) / RATES_FOLDER
    law: InterestLaw = country(creditor.country)
    try:
        return law.with_rates(folder if folder.is_dir() else None)
    except ValueError as refusal:
        raise Refused(str(refusal)) from None


def _line(creditor: Creditor, claim: LedgerClaim, as_of: date) -> OwedLine:
    try:
        return OwedLine(claim, statement(claim.facts, interest_law(creditor), as_of))
    except RateMissing as missing:
        raise Refused(str(missing)) from None


def warnings_of(lines: Iterable[OwedLine]) -> list[Note]:
    """The warnings of several statements, each code and sentence once."""
    seen: dict[tuple[str, str], Note] = {}
    for line in lines:
        for note in line.statement.warnings:
            seen.setdefault((note.code, note.said.en), note)
    return list(seen.values())
