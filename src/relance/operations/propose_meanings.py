"""What a reply seems to say, written down as proposals for a person to decide about."""

from __future__ import annotations

from relance.domain.replies import Proposed, propose
from relance.ledger.incoming import known_account
from relance.ledger.models import Customer, IncomingMessage, Invoice, Meaning, Notice

_MOST_READ = 20_000  # characters that the rules read


def propose_meanings(message: IncomingMessage, customer: Customer, notice: Notice | None) -> None:
    """One row per meaning and invoice; no invoice where the reply names none. Inside the caller's transaction."""
    account = known_account(message.creditor, customer, notice, message.received_on)
    found = propose(message.text[:_MOST_READ], account)
    numbers = {number for one in found for number in one.invoices}
    rows = Invoice.objects.filter(creditor=message.creditor, customer=customer, number__in=numbers)
    invoices = {row.number: row for row in rows}
    Meaning.objects.bulk_create(
        _row(message, one, invoice) for one in found for invoice in ([invoices.get(n) for n in one.invoices] or [None])
    )


def _row(message: IncomingMessage, proposed: Proposed, invoice: Invoice | None) -> Meaning:
    return Meaning(
        creditor=message.creditor, message=message, invoice=invoice, meaning=proposed.meaning,
        quote=proposed.quote[:500], on=proposed.on, cents=proposed.cents, reason=proposed.reason[:30],
    )  # fmt: skip
