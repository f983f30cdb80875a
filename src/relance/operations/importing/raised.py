"""A file that says more is open than a recorded payment left: a person is asked, nobody is chased meanwhile."""

from __future__ import annotations

from relance.domain.rows import InvoiceRow
from relance.ledger.models import Hold, Receivable
from relance.ledger.writes import open_task
from relance.operations.importing.batch import Batch

REASON = "the imported open amount is above what the recorded payments left"


def ask_about_raised(batch: Batch, row: InvoiceRow, known: Receivable) -> None:
    """Keep the lower amount, hold the invoice, and put the question on the work list."""
    said, ours = f"{row.open_cents / 100:.2f}", f"{known.open_cents / 100:.2f}"
    batch.problem(
        row.line, "open", "OPEN_RAISED", "question",
        f"line {row.line}: {row.invoice} is given as {said} {row.currency} open, but a recorded payment left {ours}; "
        "the lower amount is kept and nobody is reminded of it until a person has looked (relance unpay, or relance release)",
    )  # fmt: skip
    Hold.objects.get_or_create(
        creditor=batch.creditor, customer_id=known.customer_id, invoice_id=known.invoice_id, reason=REASON,
        released_on=None, defaults={"from_on": batch.today, "set_by": batch.act.by},
    )  # fmt: skip
    open_task(
        batch.creditor, batch.act, kind="open_amount_differs", due_on=batch.today, subject=row.invoice,
        customer_id=known.customer_id, amount_cents=row.open_cents - known.open_cents, currency=row.currency,
        why=f"{row.invoice}: the file says {said} open, our payments leave {ours}",
    )  # fmt: skip
    batch.touched.add(known.customer_id)
