"""The second morning: what a list of everything open no longer names is settled, reversibly."""

from __future__ import annotations

from datetime import date

from relance.ledger.models import CreditNote, Hold, Receivable
from relance.ledger.writes import BATCH, close_tasks, open_task, update_many
from relance.operations.importing.batch import Batch

UNEXPLAINED = "ledger amount that no invoice explains"


def settle_vanished(batch: Batch) -> None:
    """Settle by absence what the file no longer lists; more than a fifth of it is a question."""
    if batch.rejected:  # a line that could not be read may be the one that seems to have gone
        batch.problem(
            None, None, "NOT_SETTLED", "warning",
            f"{batch.name}: as lines were refused, nothing was settled by absence; correct them and import again",
        )  # fmt: skip
        return
    rows = Receivable.objects.filter(creditor=batch.creditor, open_cents__gt=0)
    notes = CreditNote.objects.filter(creditor=batch.creditor, open_cents__gt=0)
    accounts = {c.pk for c in batch.customers.values()} if batch.is_ledger else None
    gone, total = [], 0
    before = rows.exclude(invoice__source=batch.record)  # what this very file brought was not open before
    paid = _days_of_payment(batch)
    for pk, customer, number in before.values_list("pk", "customer_id", "invoice__number"):
        if accounts is not None and customer not in accounts:
            continue  # a book of accounts speaks of the accounts it has, no others
        total += 1
        if pk not in batch.listed:
            gone.append((pk, customer, min(paid.get((customer, number), batch.today), batch.today)))
    if not batch.is_ledger and len(gone) * 5 > total and not batch.vanished_settled:
        batch.problem(
            None, "invoice", "VANISHED", "question",
            f"{batch.name}: {len(gone)} of {total} open invoices are not in this list and would be settled; "
            "if they were really paid, import again with --vanished-settled; "
            "if the list is not complete, leave out --snapshot",
        )  # fmt: skip
        return
    settled = [(0, batch.today, paid_on, pk) for pk, _, paid_on in gone]
    update_many(Receivable, ("open_cents", "absent_since", "paid_on"), settled)
    batch.moved |= {customer for _, customer, _ in gone}
    batch.counts.settled = len(gone)
    vanished = [
        (pk, customer) for pk, customer in notes.values_list("pk", "customer_id")
        if pk not in batch.listed_notes and (accounts is None or customer in accounts)
    ]  # fmt: skip
    update_many(CreditNote, ("open_cents",), [(0, pk) for pk, _ in vanished])
    batch.moved |= {customer for _, customer in vanished}


def _days_of_payment(batch: Batch) -> dict[tuple[int, str], date]:
    """When a book of accounts says that its invoices were paid, by customer and number."""
    return {
        (batch.customers[account.customer.customer].pk, number): paid_on
        for account in batch.accounts
        for number, paid_on in account.paid
    }


def hold_unexplained(batch: Batch) -> None:
    """What a ledger holds and nobody can tie to an invoice is shown, held, and given to a person."""
    rows = {(batch.customers[r.customer.customer].pk, r.invoice): r for r in batch.invoices if r.unexplained}
    held = Hold.objects.filter(creditor=batch.creditor, reason=UNEXPLAINED, released_on=None)
    there = {(h.customer_id, h.invoice.number if h.invoice else "") for h in held.select_related("invoice")}
    customers = sorted({customer for customer, _ in rows})
    found: list[Receivable] = []
    for start in range(0, len(customers), BATCH):
        theirs = Receivable.objects.filter(customer__in=customers[start : start + BATCH], open_cents__gt=0)
        found += theirs.filter(creditor=batch.creditor).select_related("invoice", "customer")
    for receivable in found:
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
