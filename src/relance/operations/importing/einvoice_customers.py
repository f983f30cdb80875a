"""Whose e-invoice it is: the account that is known by SIREN, code, VAT number or name, never a second one beside it."""

from __future__ import annotations

from dataclasses import replace

from relance.domain.rows import CustomerRow
from relance.domain.tabular.customers import normalised_name
from relance.ledger.models import Customer, Invoice
from relance.operations.importing.batch import Batch
from relance.operations.importing.customers import COPIED, guessed_kind


class _Ambiguous(Exception):
    """The buyer cannot be told: the key of the sentence, and its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def resolve_customers(batch: Batch, vat: str) -> bool:
    """Give the rows the code of the account that is meant; False, and a question, where two may be meant."""
    if not batch.invoices:
        return True
    buyer = batch.invoices[0].customer
    try:
        account = _account(batch, buyer, vat)
    except _Ambiguous as doubt:
        batch.say(doubt.key, "question", buyer.line, **doubt.values)
        return False
    if account is None:
        row = _as_new(buyer)
        batch.say("CUSTOMER.new", "warning", buyer.line, value=buyer.customer_name or buyer.customer, code=row.customer)
    else:
        row = _completing(account, buyer)
    batch.invoices = [replace(one, customer=row) for one in batch.invoices]
    return True


def _account(batch: Batch, buyer: CustomerRow, vat: str) -> Customer | None:
    """The account by SIREN, else by its code, by VAT number as code, by name, or by this invoice known there."""
    accounts = Customer.objects.filter(creditor=batch.creditor)
    by_code = accounts.filter(code=buyer.customer).first()
    if buyer.siren:
        same = list(accounts.filter(siren__startswith=buyer.siren))
        if same:
            return _one_of(same, buyer)
        if by_code and by_code.siren:
            raise _Ambiguous(
                "SIREN.customer", value=buyer.siren, code=by_code.code, other=by_code.name, expected=by_code.siren
            )
    by_vat = accounts.filter(code=vat).first() if vat else None
    return by_code or by_vat or _by_name(batch, buyer) or _by_invoice(batch)


def _one_of(same: list[Customer], buyer: CustomerRow) -> Customer:
    """One account among those with the SIREN: the only one, or the one whose code or name is given."""
    for wanted in (
        same,
        [c for c in same if c.code == buyer.customer],
        [c for c in same if _is_called(c, buyer)],
    ):
        if len(wanted) == 1:
            return wanted[0]
    raise _Ambiguous("CUSTOMER_AMBIGUOUS", value=buyer.siren, code=[c.code for c in same])


def _by_name(batch: Batch, buyer: CustomerRow) -> Customer | None:
    if not buyer.customer_name:
        return None
    rows = Customer.objects.filter(creditor=batch.creditor, name__iexact=buyer.customer_name)
    named = [c for c in rows if _is_called(c, buyer)]
    able = [c for c in named if not (buyer.siren and c.siren)]  # same name, other SIREN: another company
    if len(able) > 1:
        raise _Ambiguous("CUSTOMER_AMBIGUOUS.name", value=buyer.customer_name, code=[c.code for c in able])
    if named and not able:
        batch.say("SIREN.name", "warning", buyer.line, value=buyer.customer_name, code=named[0].code)
    return able[0] if able else None


def _by_invoice(batch: Batch) -> Customer | None:
    """The account on which this very invoice stands already: same number, day, currency and total."""
    rows = [row for row in batch.invoices if row.document == "invoice"]
    if not rows:
        return None
    first, total = rows[0], sum(row.amount_cents for row in rows)
    same = {"number": first.invoice, "issued_on": first.issued_on, "currency": first.currency}
    known = Invoice.objects.filter(creditor=batch.creditor, **same).select_related("customer")
    agreeing = [i for i in known if sum(i.receivables.values_list("amount_cents", flat=True)) == total]
    account = agreeing[0].customer if len(agreeing) == 1 else None
    return None if account and account.siren and first.customer.siren else account


def _is_called(account: Customer, buyer: CustomerRow) -> bool:
    return normalised_name(account.name) == normalised_name(buyer.customer_name)


def _as_new(buyer: CustomerRow) -> CustomerRow:
    """A new account; a public body is told by its name too."""
    is_public = guessed_kind(buyer.customer_name, buyer.siren) == "public"
    return replace(buyer, kind="public") if is_public else buyer


def _completing(account: Customer, buyer: CustomerRow) -> CustomerRow:
    """What the invoice may add to an account that is known: only what is empty there; its name and kind stay."""
    blank = {name: "" for name in COPIED if getattr(account, name) or name in ("language", "terms", "plan")}
    return replace(buyer, customer=account.code, customer_name="", kind="", **blank)  # type: ignore[arg-type]
