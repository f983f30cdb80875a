"""Rows that cannot be taken are set aside, each with its reason, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from relance.domain.rows import CustomerRow, InvoiceRow
from relance.domain.terms import TermsRefused, parse_terms
from relance.ledger.models import CreditNote, Invoice
from relance.ledger.writes import BATCH
from relance.operations.importing.batch import Batch
from relance.operations.plans_in_force import plans_in_force

Row = TypeVar("Row", InvoiceRow, CustomerRow)


def sift(batch: Batch) -> None:
    """Keep the rows whose plan and terms can be read, and whose number is no other customer's."""
    plans = frozenset(plans_in_force(batch.creditor))
    batch.customers_rows = _readable(batch, batch.customers_rows, plans)
    batch.invoices = _readable(batch, batch.invoices, plans)
    if batch.is_ledger:
        return  # in books of accounts pieces are shared between accounts
    owners = {"invoice": _owners(batch, Invoice), "credit_note": _owners(batch, CreditNote)}
    batch.invoices = [row for row in batch.invoices if _is_its_own(batch, row, owners[row.document])]


def _readable(batch: Batch, rows: Iterable[Row], plans: frozenset[str]) -> list[Row]:
    kept = []
    good_terms: set[str] = {""}
    for row in rows:
        customer = row.customer if isinstance(row, InvoiceRow) else row
        unknown = [plan for plan in (row.plan, customer.plan) if plan and plan not in plans]
        if unknown:
            batch.reject(
                row.line, "plan", "PLAN",
                f"Line {row.line}, plan: there is no plan “{unknown[0]}”; plans are {', '.join(sorted(plans))}",
            )  # fmt: skip
            continue
        if customer.terms not in good_terms:
            try:
                parse_terms(customer.terms)
            except TermsRefused as refusal:
                batch.reject(row.line, "terms", "TERMS", f"Line {row.line}, terms: {refusal}")
                continue
            good_terms.add(customer.terms)
        kept.append(row)
    return kept


def _owners(batch: Batch, table: type[Invoice] | type[CreditNote]) -> dict[str, set[str]]:
    """Codes of the customers that have each number of the file already."""
    document = "invoice" if table is Invoice else "credit_note"
    numbers = sorted({row.invoice for row in batch.invoices if row.document == document})
    found: dict[str, set[str]] = defaultdict(set)
    for start in range(0, len(numbers), BATCH):
        rows = table._default_manager.filter(creditor=batch.creditor, number__in=numbers[start : start + BATCH])
        for number, code in rows.values_list("number", "customer__code"):
            found[number].add(code)
    return found


def _is_its_own(batch: Batch, row: InvoiceRow, owners: dict[str, set[str]]) -> bool:
    others = owners.get(row.invoice, set()) - {row.customer.customer}
    if not others:
        return True
    batch.reject(
        row.line, "invoice", "CONFLICT",
        f"Line {row.line}, invoice: {row.invoice} belongs to another customer already; "
        "check the customer code, or the invoice number",
    )  # fmt: skip
    return False
