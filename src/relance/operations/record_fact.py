"""Record what happened to a claim in law: what may interrupt a period, or start one."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.clock_facts import FACT_KINDS
from relance.ledger.models import Creditor, Customer, Invoice, LegalFact
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused


def record_fact(
    *, creditor: Creditor, customer: Customer, kind: str, on: date, act: Act, invoice: Invoice | None = None,
    until: date | None = None, note: str = "",
) -> LegalFact:  # fmt: skip
    """Keep a fact for an invoice, or for the whole customer. Raises Refused for an unknown kind or a day to come."""
    if kind not in FACT_KINDS:
        raise Refused(f"there is no fact “{kind}”: facts are {', '.join(FACT_KINDS)}")
    if on > act.today:
        raise Refused(f"{on} is to come: record it once it has happened")
    if until and (kind != "court_claim" or until < on):
        raise Refused(
            "--until is the day on which a court claim ended: on or after the day it was made, for no other fact"
        )
    with transaction.atomic():
        fact = LegalFact.objects.create(
            creditor=creditor, customer=customer, invoice=invoice, kind=kind, on=on, until_on=until,
            note=note.strip()[:300], recorded_by=act.by[:120],
        )  # fmt: skip
        payload = {
            "kind": kind, "on": on.isoformat(), "until": until.isoformat() if until else None,
            "invoice": invoice.number if invoice else None, "note": fact.note,
        }  # fmt: skip
        append_events(creditor, [happening("legal_fact_recorded", customer, payload)], act)
    return fact
