"""A file that says more is open than a recorded payment left: a person is asked, nobody is chased meanwhile."""

from __future__ import annotations

from relance.domain.rows import InvoiceRow
from relance.ledger.models import Hold, Receivable
from relance.ledger.writes import close_tasks, open_task
from relance.operations.importing.batch import Batch

REASON = "the imported open amount is above what the recorded payments left"


def ask_about_raised(batch: Batch, row: InvoiceRow, known: Receivable, ours_cents: int) -> None:
    """Keep the lower amount, hold the invoice, and put the question on the work list."""
    said, ours = f"{row.open_cents / 100:.2f}", f"{ours_cents / 100:.2f}"
    batch.problem(
        row.line, "open", "OPEN_RAISED", "question",
        f"Line {row.line}, open: {row.invoice} is given as {said} {row.currency} open, but a recorded payment left "
        f"{ours}; the lower amount is kept and nobody is reminded of it until a person has looked "
        "(relance unpay, or relance release)",
    )  # fmt: skip
    Hold.objects.get_or_create(
        creditor=batch.creditor, customer_id=known.customer_id, invoice_id=known.invoice_id, reason=REASON,
        released_on=None, defaults={"from_on": batch.today, "set_by": batch.act.by},
    )  # fmt: skip
    open_task(
        batch.creditor, batch.act, kind="open_amount_differs", due_on=batch.today, subject=row.invoice,
        customer_id=known.customer_id, amount_cents=row.open_cents - ours_cents, currency=row.currency,
        why=f"{row.invoice}: the file says {said} open, our payments leave {ours}",
    )  # fmt: skip
    batch.touched.add(known.customer_id)


def no_longer_raised(batch: Batch, row: InvoiceRow, known: Receivable) -> None:
    """The file agrees with the payments again: the question has answered itself."""
    held = Hold.objects.filter(creditor=batch.creditor, invoice=known.invoice_id, reason=REASON, released_on=None)
    if held.update(released_on=batch.today):
        close_tasks(
            batch.creditor, batch.act, result="the file agrees again", kind="open_amount_differs", subject=row.invoice,
            customer=known.customer_id,
        )  # fmt: skip
        batch.touched.add(known.customer_id)
