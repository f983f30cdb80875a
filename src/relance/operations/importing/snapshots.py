"""The second morning: what a list of everything open no longer names is settled, reversibly."""

from __future__ import annotations

from relance.domain.rows import InvoiceRow
from relance.ledger.models import CreditNote, Hold, Receivable
from relance.ledger.writes import BATCH, close_tasks, open_task, update_many
from relance.operations.importing.batch import Batch

UNEXPLAINED = "ledger amount that no invoice explains"


def settle_vanished(batch: Batch) -> None:
    """Settle by absence what the file no longer lists; more than a fifth of it is a question."""
    rows = Receivable.objects.filter(creditor=batch.creditor, open_cents__gt=0)
    notes = CreditNote.objects.filter(creditor=batch.creditor, open_cents__gt=0)
    if batch.is_ledger:  # a book of accounts speaks of the accounts it has, no others
        ids = [c.pk for c in batch.customers.values()]
        rows, notes = rows.filter(customer__in=ids), notes.filter(customer__in=ids)
    numbers = {(batch.customers[r.customer.customer].pk, r.invoice) for r in _accepted(batch)}
    gone, total = [], 0
    for pk, customer, number in rows.values_list("pk", "customer_id", "invoice__number"):
        total += 1
        if (customer, number) not in numbers:
            gone.append((pk, customer))
    if not batch.is_ledger and len(gone) * 5 > total and not batch.vanished_settled:
        batch.problem(
            None, "invoice", "VANISHED", "question",
            f"{batch.name}: {len(gone)} of {total} open invoices are not in this list and would be settled; "
            "if they were really paid, import again with --vanished-settled; if the list is not complete, leave out --snapshot",
        )  # fmt: skip
        return
    update_many(
        Receivable,
        ("open_cents", "absent_since", "paid_on"),
        [(0, batch.today, batch.today, pk) for pk, _ in gone],
    )
    batch.moved |= {customer for _, customer in gone}
    batch.counts.settled = len(gone)
    vanished = [n.pk for n in notes if (n.customer_id, n.number) not in numbers]
    for start in range(0, len(vanished), BATCH):
        CreditNote.objects.filter(pk__in=vanished[start : start + BATCH]).update(open_cents=0)


def _accepted(batch: Batch) -> list[InvoiceRow]:
    return [row for row in batch.invoices if row.customer.customer in batch.customers]


def hold_unexplained(batch: Batch) -> None:
    """What a ledger holds and nobody can tie to an invoice is shown, held, and given to a person."""
    rows = {(batch.customers[r.customer.customer].pk, r.invoice): r for r in batch.invoices if r.unexplained}
    held = Hold.objects.filter(creditor=batch.creditor, reason=UNEXPLAINED, released_on=None)
    there = {(h.customer_id, h.invoice.number if h.invoice else "") for h in held.select_related("invoice")}
    numbers = [number for _, number in rows]
    for receivable in Receivable.objects.filter(
        creditor=batch.creditor, invoice__number__in=numbers, open_cents__gt=0
    ).select_related("invoice", "customer"):
        key = (receivable.customer_id, receivable.invoice.number)
        if key not in rows or key in there:
            continue
        Hold.objects.create(
            creditor=batch.creditor, customer=receivable.customer, invoice=receivable.invoice,
            from_on=batch.today, reason=UNEXPLAINED, set_by="relance",
        )  # fmt: skip
    for account in batch.accounts:
        customer = batch.customers[account.customer.customer]
        if account.unexplained_cents > 0:
            share = account.unexplained_cents * 100 / max(account.balance_cents, 1)
            open_task(
                batch.creditor, batch.act, kind="explain_balance", due_on=batch.today, customer_id=customer.pk,
                amount_cents=account.unexplained_cents, currency=account.currency,
                why=f"{account.unexplained_cents / 100:.2f} {account.currency} of the balance of {customer.name} "
                f"({share:.0f} %) cannot be tied to an invoice: it is not chased until a person has looked",
            )  # fmt: skip
        else:
            close_tasks(batch.creditor, batch.act, result="explained", kind="explain_balance", customer=customer)
