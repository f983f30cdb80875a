"""The indemnity of what is paid late: one claim per invoice, opened once whatever the number of reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Exists, OuterRef

from relance.discovery import country
from relance.domain.act import Act
from relance.domain.claim import ClaimFacts
from relance.ledger.models import Claim, ClaimWaiver, Creditor, Receivable
from relance.ledger.writes import SLICE, append_events, insert_many
from relance.operations.notices import happening


def open_indemnities(creditor: Creditor, receivable_ids: Sequence[int], act: Act) -> int:
    """Open the indemnity of invoices late today that have none yet; returns how many.

    Late from the day after the printed due date, whatever the reminders (C. com. L441-10 II, D441-5).
    Called inside the transaction that writes the decisions.
    """
    opened = 0
    for start in range(0, len(receivable_ids), SLICE):
        opened += _open(creditor, receivable_ids[start : start + SLICE], act)
    if opened:
        append_events(creditor, [happening("indemnities_opened", None, {"count": opened})], act)
    return opened


def _open(creditor: Creditor, ids: Sequence[int], act: Act) -> int:
    late = Receivable.objects.filter(creditor=creditor, pk__in=ids, open_cents__gt=0, due_on__lt=act.today)
    of_invoice = {"invoice": OuterRef("invoice"), "part": "indemnity"}
    claimed, given_up = Claim.objects.filter(**of_invoice), ClaimWaiver.objects.filter(cents=None, **of_invoice)
    new: dict[int, Claim] = {}
    for invoice, customer, kind, claims_as, insolvency_on, currency, due_on in (
        late.filter(~Exists(claimed), ~Exists(given_up))
        .order_by("due_on", "pk")
        .values_list(
            "invoice_id", "customer_id", "customer__kind", "customer__claims_as", "customer__insolvency_on",
            "currency", "due_on",
        )
    ):  # fmt: skip
        cents = _indemnity(creditor.country, kind, claims_as, currency, due_on, insolvency_on)
        if cents and invoice not in new:
            new[invoice] = Claim(
                creditor=creditor, customer_id=customer, invoice_id=invoice, part="indemnity", cents=cents,
                currency=currency, opened_on=act.today,
            )  # fmt: skip
    insert_many(list(new.values()))
    return len(new)


@lru_cache(maxsize=SLICE)
def _indemnity(code: str, kind: str, claims_as: str, currency: str, due_on: date, insolvency_on: date | None) -> int:
    """What the law charges once for such an invoice paid late, in cents."""
    facts = ClaimFacts(
        amount_cents=100,
        due_on=due_on,
        customer_kind=kind,  # type: ignore[arg-type]
        treated_as=claims_as,  # type: ignore[arg-type]
        currency=currency,
        insolvency_on=insolvency_on,
    )
    cents: int = country(code).late_rules(facts, due_on + timedelta(days=1)).indemnity_cents
    return cents
