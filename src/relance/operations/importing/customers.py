"""Customers of a file: found by code, created with what the file says, completed but never emptied."""

from __future__ import annotations

import re
from collections.abc import Iterable

from relance.domain.rows import CustomerRow
from relance.domain.terms import TermsRefused, parse_terms
from relance.ledger.models import Creditor, Customer
from relance.ledger.writes import BATCH, open_task
from relance.operations.importing.batch import Batch

COPIED = (
    "contact_name", "email", "phone", "address", "postcode", "city", "country", "siren", "language", "terms", "plan",
)  # fmt: skip
LEGAL_FORM = re.compile(
    r"\b(sarl|s\.a\.r\.l|eurl|sas|sasu|s\.a\.s|sa|s\.a|sci|snc|scop|selarl|gmbh|ltd|llc|inc|bv|spa|srl|plc|gie|ei|eirl)\b",
    re.IGNORECASE,
)
PUBLIC_BODY = re.compile(
    r"\b(mairie|commune de|ville de|conseil (?:departemental|départemental|regional|régional)|"
    r"communaut[ée] de communes|pr[ée]fecture|centre hospitalier|minist[èe]re)\b",
    re.IGNORECASE,
)


def take_customers(batch: Batch, rows: Iterable[CustomerRow], *, counting: bool) -> None:
    """Create or complete the customers of these rows; `counting` where they are what the file is about."""
    rows = list(rows)
    batch.customers = _known(batch.creditor, {row.customer for row in rows})
    new: dict[str, Customer] = {}
    changed: dict[int, Customer] = {}
    for row in rows:
        if not _acceptable(batch, row):
            continue
        known = batch.customers.get(row.customer)
        if known is None:
            customer = new[row.customer] = batch.customers[row.customer] = _new(batch.creditor, row)
            batch.counts.created += counting
            _complete(customer, row)
        elif _complete(known, row):
            batch.counts.changed += counting
            if known.pk:
                changed[known.pk] = known
        else:
            batch.counts.known += counting
    Customer.objects.bulk_create(new.values(), batch_size=BATCH)
    fields = ["name", "kind", "no_dunning", "email_bounced", *COPIED]
    Customer.objects.bulk_update(changed.values(), fields, batch_size=200)
    batch.touched |= {c.pk for c in new.values()} | set(changed)
    _ask_for_kinds(batch, [c for c in new.values() if c.kind == "other"])


def _known(creditor: Creditor, codes: set[str]) -> dict[str, Customer]:
    wanted = sorted(codes)
    found = {}
    for start in range(0, len(wanted), BATCH):
        rows = Customer.objects.filter(creditor=creditor, code__in=wanted[start : start + BATCH])
        found.update({c.code: c for c in rows})
    return found


def _acceptable(batch: Batch, row: CustomerRow) -> bool:
    if row.terms:
        try:
            parse_terms(row.terms)
        except TermsRefused as refusal:
            batch.reject(row.line, "terms", "TERMS", f"line {row.line}: {refusal}")
            return False
    return True


def _new(creditor: Creditor, row: CustomerRow) -> Customer:
    customer = Customer(creditor=creditor, code=row.customer, name=row.customer_name or row.customer)
    customer.kind = row.kind or guessed_kind(row)
    return customer


def guessed_kind(row: CustomerRow) -> str:
    """`business` where a SIREN or a legal form says so, `public` for public bodies, else `other`: a person is asked."""
    if PUBLIC_BODY.search(row.customer_name):
        return "public"
    if row.siren or LEGAL_FORM.search(row.customer_name):
        return "business"
    return "other"


def _complete(customer: Customer, row: CustomerRow) -> bool:
    """Take over what the row says and the customer does not have so; returns whether anything changed."""
    values = {name: getattr(row, name) for name in COPIED if getattr(row, name)}
    if row.customer_name and row.customer_name != row.customer:
        values["name"] = row.customer_name
    if row.kind:
        values["kind"] = row.kind
    if row.no_dunning is not None:
        values["no_dunning"] = row.no_dunning
    if values.get("email") and values["email"] != customer.email:
        values["email_bounced"] = False
    changed = {name: value for name, value in values.items() if getattr(customer, name) != value}
    for name, value in changed.items():
        setattr(customer, name, value)
    return bool(changed)


def _ask_for_kinds(batch: Batch, customers: list[Customer]) -> None:
    for customer in customers:
        open_task(
            batch.creditor, batch.act, kind="customer_kind", due_on=batch.today, customer_id=customer.pk,
            why=f"is {customer.name} a business, a consumer or a public body? Until then no claim is mentioned",
        )  # fmt: skip
