"""The customer's signed letter came back: the debt is acknowledged, and the legal clocks follow."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.agreements import invoices_of
from relance.ledger.models import Agreement, Creditor
from relance.ledger.writes import append_events, close_tasks, lock_creditor
from relance.operations.agreement_states import SIGN, payload_of
from relance.operations.notices import happening
from relance.operations.record_fact import record_fact
from relance.operations.refused import Refused


def sign_agreement(*, creditor: Creditor, agreement: Agreement, on: date, act: Act) -> Agreement:
    """Record the day on which the customer signed; an acknowledgement is noted for each invoice (C. civ. 2240).

    Raises Refused for a cancelled agreement, one that is signed already, a day before it was agreed or to come.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        agreement.refresh_from_db(fields=["state", "signed_on"])
        if agreement.state == "cancelled":
            raise Refused(f"{agreement.reference} is cancelled: make a new agreement")
        if agreement.signed_on:
            raise Refused(f"{agreement.reference} was signed on {agreement.signed_on} already")
        if on > act.today:
            raise Refused(f"{on} is to come: record it once it has happened")
        if on < agreement.agreed_on:
            raise Refused(f"{agreement.reference} was agreed on {agreement.agreed_on}: it was not signed before")
        agreement.signed_on = on
        agreement.save(update_fields=["signed_on"])
        for invoice in invoices_of(agreement):
            record_fact(
                creditor=creditor, customer=agreement.customer, invoice=invoice, kind="acknowledgement", on=on,
                note=agreement.reference, act=act,
            )  # fmt: skip
        payload = payload_of(agreement, on=on.isoformat())
        append_events(creditor, [happening("agreement_signed", agreement.customer, payload)], act)
        close_tasks(
            creditor, act, result=f"signed on {on}", kind=SIGN, subject=agreement.reference,
            customer=agreement.customer_id,
        )  # fmt: skip
    return agreement
