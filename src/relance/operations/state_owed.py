"""What is owed on an invoice or by a customer on a day: principal, interest line by line, indemnity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from relance.discovery import country
from relance.domain.claim import Waiver
from relance.domain.interest import Statement, statement
from relance.domain.interest_law import InterestLaw, RateMissing
from relance.domain.said import Note
from relance.ledger.claims import LedgerClaim, ledger_claims, unused_credits, whole_invoices
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
    on_account_cents: int = 0  # of the customer, set against no invoice yet: not deducted here

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
    *, creditor: Creditor, as_of: date, invoice: Invoice | None = None, customer: Customer | None = None,
    known: Sequence[Receivable] | None = None,
) -> list[Owed]:  # fmt: skip
    """What is owed at the end of a day, a statement a currency. Raises Refused where a rate is missing.

    For a customer, lines that have never been late and are settled are left out. `known` are all lines of the customer
    (with invoice and customer), where they have been read already.
    """
    if known is not None and customer and not invoice:
        billed = [r for r in known if r.invoice.issued_on is None or r.invoice.issued_on <= as_of]
        whole = sorted(known, key=lambda r: (r.due_on, r.pk))
        lines = list(owed_on(creditor, sorted(billed, key=lambda r: (r.due_on, r.invoice.number, r.pk)), as_of, whole))
        return _by_currency(creditor, lines, as_of, customer)
    rows = Receivable.objects.filter(creditor=creditor).select_related("invoice", "customer")
    if invoice:
        rows = rows.filter(invoice=invoice)
    else:  # looking back, what was not billed yet is left out
        rows = rows.filter(customer=customer).exclude(invoice__issued_on__gt=as_of)
    lines = list(owed_on(creditor, list(rows.order_by("due_on", "invoice__number", "pk")), as_of))
    return _by_currency(creditor, lines, as_of, customer if invoice is None else None)


def _by_currency(
    creditor: Creditor, lines: Sequence[OwedLine], as_of: date, customer: Customer | None
) -> list[Owed]:  # fmt: skip
    if customer:
        lines = [line for line in lines if line.statement.total_cents]
    currencies = sorted({line.claim.receivable.currency for line in lines}) or ["EUR"]
    credits = unused_credits(creditor, customer) if customer else {}
    return [
        Owed(as_of, c, tuple(x for x in lines if x.claim.receivable.currency == c), credits.get(c, 0))
        for c in currencies
    ]


def owed_on(
    creditor: Creditor, receivables: Sequence[Receivable], as_of: date, whole: Sequence[Receivable] | None = None
) -> tuple[OwedLine, ...]:
    """The statements of some receivables, in the order given; `whole` are all lines of their invoices, where known."""
    law = interest_law(creditor, as_of)
    invoices: dict[int, list[LedgerClaim]] = defaultdict(list)
    for claim in ledger_claims(creditor, whole if whole is not None else whole_invoices(creditor, receivables)):
        invoices[claim.receivable.invoice_id].append(claim)
    try:
        found = {x.claim.receivable.pk: x for claims in invoices.values() for x in invoice_lines(claims, law, as_of)}
    except RateMissing as missing:
        raise Refused(str(missing)) from missing
    return tuple(found[r.pk] for r in receivables if r.pk in found)


def interest_law(creditor: Creditor, as_of: date) -> InterestLaw:
    """The creditor's law, with the rates that were added in the data folder. Raises Refused naming file and line.

    A row that begins long after both `as_of` and the last run cannot have been published: it is refused.
    """
    law: InterestLaw = country(creditor.country)
    seen = max(as_of, creditor.last_run_on or as_of)
    try:
        return law.with_rates(Path(settings.RELANCE_HOME) / RATES_FOLDER, seen)
    except ValueError as refusal:
        raise Refused(str(refusal)) from None


def invoice_lines(claims: Sequence[LedgerClaim], law: InterestLaw, as_of: date) -> Iterator[OwedLine]:
    """The lines of one invoice: the indemnity on the first that is paid late, a waived sum once over all."""
    is_charged = False
    waivers = list(claims[0].facts.waivers)
    for claim in claims:
        facts = replace(claim.facts, waivers=tuple(waivers), indemnity_elsewhere=is_charged)
        line = OwedLine(claim._replace(facts=facts), statement(facts, law, as_of))
        is_charged = is_charged or line.statement.indemnity_charged_cents > 0
        waivers = list(_left(waivers, line.statement))
        yield line


def _left(waivers: Iterable[Waiver], taken: Statement) -> Iterator[Waiver]:
    """What is left of waived sums for the following lines; a waiver of everything holds for all of them."""
    used = {given_up.waiver: given_up.cents for given_up in taken.waived}
    for waiver in waivers:
        if waiver.cents is None:
            yield waiver
            continue
        cents = min(waiver.cents, used.get(waiver, 0))
        used[waiver] = used.get(waiver, 0) - cents
        if cents < waiver.cents:
            yield replace(waiver, cents=waiver.cents - cents)


def warnings_of(lines: Iterable[OwedLine]) -> list[Note]:
    """The warnings of several statements, each code and sentence once."""
    seen: dict[tuple[str, str], Note] = {}
    for line in lines:
        for note in line.statement.warnings:
            seen.setdefault((note.code, note.said.en), note)
    return list(seen.values())
