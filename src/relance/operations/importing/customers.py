"""Customers of a file: found by code, created with what the file says, completed but never emptied."""

from __future__ import annotations

import re
from collections.abc import Iterable

from relance.domain.rows import CustomerRow
from relance.ledger.models import Creditor, Customer, Task
from relance.ledger.writes import BATCH, close_tasks, open_task
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
    batch.customers = known_customers(batch.creditor, {row.customer for row in rows})
    unsure = _unsure(batch.creditor)
    new: list[Customer] = []
    changed: dict[int, Customer] = {}
    seen: CustomerRow | None = None
    for row in rows:
        if row is seen:  # the lines of one customer share what is said of it
            continue
        seen = row
        known = batch.customers.get(row.customer)
        if known is None:
            customer = batch.customers[row.customer] = _new(batch.creditor, row)
            new.append(customer)
            batch.counts.created += counting
            _complete(customer, row, is_unsure=False)
        elif _complete(known, row, is_unsure=known.pk is None or known.pk in unsure):
            batch.counts.changed += counting
            if known.pk:
                changed[known.pk] = known
        else:
            batch.counts.known += counting
    Customer.objects.bulk_create(new, batch_size=BATCH)
    Customer.objects.bulk_update(
        changed.values(), ["name", "kind", "no_dunning", "email_bounced", *COPIED], batch_size=200
    )
    batch.touched |= {c.pk for c in new} | set(changed)
    ask_for_kinds(batch, [c for c in new if c.kind == "other"])
    sure = [c for c in changed.values() if c.kind != "other" and c.pk in unsure]
    if sure:
        close_tasks(batch.creditor, batch.act, result="the file says", kind="customer_kind", customer__in=sure)


def _unsure(creditor: Creditor) -> set[int]:
    """Customers of whom a person is still asked what they are: a name or SIREN that comes later may tell."""
    tasks = Task.objects.filter(creditor=creditor, kind="customer_kind", closed_on=None)
    return {pk for pk in tasks.values_list("customer", flat=True) if pk}


def known_customers(creditor: Creditor, codes: set[str]) -> dict[str, Customer]:
    """The customers with these codes, by code."""
    wanted = sorted(codes)
    found = {}
    for start in range(0, len(wanted), BATCH):
        rows = Customer.objects.filter(creditor=creditor, code__in=wanted[start : start + BATCH])
        found.update({c.code: c for c in rows})
    return found


def _new(creditor: Creditor, row: CustomerRow) -> Customer:
    customer = Customer(creditor=creditor, code=row.customer, name=row.customer_name or row.customer)
    customer.kind = row.kind or guessed_kind(row.customer_name, row.siren)
    return customer


def guessed_kind(name: str, siren: str) -> str:
    """`business` where a SIREN or a legal form says so, `public` for public bodies, else `other`: a person is asked."""
    if PUBLIC_BODY.search(name):
        return "public"
    if siren or LEGAL_FORM.search(name):
        return "business"
    return "other"


def _complete(customer: Customer, row: CustomerRow, *, is_unsure: bool) -> bool:
    """Take over what the row says and the customer does not have so; returns whether anything changed."""
    values = {name: getattr(row, name) for name in COPIED if getattr(row, name)}
    if row.customer_name and row.customer_name != row.customer:
        values["name"] = row.customer_name
    if row.kind:
        values["kind"] = row.kind
    elif is_unsure:
        guess = guessed_kind(values.get("name", customer.name), values.get("siren", customer.siren))
        values["kind"] = guess if guess != "other" else customer.kind
    if row.no_dunning is not None:
        values["no_dunning"] = row.no_dunning
    if values.get("email") and values["email"] != customer.email:
        values["email_bounced"] = False
    changed = {name: value for name, value in values.items() if getattr(customer, name) != value}
    for name, value in changed.items():
        setattr(customer, name, value)
    return bool(changed)


def ask_for_kinds(batch: Batch, customers: list[Customer]) -> None:
    """Put the question what these customers are on the work list."""
    for customer in customers:
        open_task(
            batch.creditor, batch.act, kind="customer_kind", due_on=batch.today, customer_id=customer.pk,
            why=f"is {customer.name} a business, a consumer or a public body? Until then no claim is mentioned",
        )  # fmt: skip
