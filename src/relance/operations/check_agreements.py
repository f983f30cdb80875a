"""The day begins: agreements of which an instalment stayed unpaid beyond its grace are broken."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.domain.wording.formats import date_long, money
from relance.ledger.agreements import Progress, agreements, progress
from relance.ledger.models import Creditor
from relance.ledger.positions import customer_plan
from relance.ledger.stops import on_account
from relance.ledger.writes import append_events, open_task
from relance.operations.agreement_states import allocation_subject, close_allocation, payload_of, turn
from relance.operations.notices import happening
from relance.operations.plans_in_force import plans_in_force


def check_agreements(creditor: Creditor, act: Act) -> int:
    """Break what was not kept, with a task for the person in charge; returns how many.

    Money of the customer that is set against nothing yet and covers what is missing breaks nothing: a person is
    asked to allocate it. The invoices return to the step they had.
    """
    late = agreements(creditor, "in_force").filter(instalments__due_on__lt=act.today).distinct()
    found = list(late.order_by("pk"))
    if not found:
        return 0
    broken = 0
    with transaction.atomic():
        plans = plans_in_force(creditor)
        credits = on_account(creditor, {agreement.customer_id for agreement in found})
        for agreement in found:
            credit = credits.get((agreement.customer_id, agreement.currency), 0)
            days = customer_plan(agreement.customer, creditor, plans).instalment_grace_days
            now = progress(creditor, agreement, act.today, days, credit)
            broken += _judge(creditor, now, days, act)
    return broken


def _judge(creditor: Creditor, now: Progress, grace_days: int, act: Act) -> bool:
    """Whether it is broken today; asks for the allocation where money on account is what saves it."""
    missed, agreement = now.next, now.agreement
    if missed is None or (act.today - missed.part.due_on).days <= grace_days:
        close_allocation(creditor, agreement, act, "no longer needed")
        return False
    missing = sum(
        one.missing_cents for one in now.standings if (act.today - one.part.due_on).days > grace_days
    )  # fmt: skip
    if missing <= now.on_account_cents:
        _ask_for_allocation(creditor, now, missing, act)
        return False
    return _break(creditor, now, act)


def _ask_for_allocation(creditor: Creditor, now: Progress, missing: int, act: Act) -> None:
    agreement = now.agreement
    credit, lacks = (money(c, agreement.currency, creditor.language) for c in (now.on_account_cents, missing))
    if creditor.language == "fr":
        why = f"{agreement.reference} : {lacks} manquent à l’échéancier, {credit} sont en compte sans affectation"
    else:
        why = f"{agreement.reference}: {lacks} is missing from the plan, {credit} is on account and not allocated"
    open_task(
        creditor, act, kind="allocate_credit", due_on=act.today, subject=allocation_subject(agreement),
        customer_id=agreement.customer_id, why=why, amount_cents=missing, currency=agreement.currency,
        owner=agreement.customer.owner or creditor.person_in_charge,
    )  # fmt: skip


def _break(creditor: Creditor, now: Progress, act: Act) -> bool:
    agreement, missed = now.agreement, now.next
    if missed is None or not turn(creditor, agreement, "broken", act):
        return False
    payload = payload_of(
        agreement, rank=missed.rank, on=missed.part.due_on.isoformat(), missing_cents=missed.missing_cents,
        paid_cents=now.paid_cents, left_cents=now.left_cents,
    )  # fmt: skip
    append_events(creditor, [happening("agreement_broken", agreement.customer, payload)], act)
    open_task(
        creditor, act, kind="agreement_broken", due_on=act.today, subject=agreement.reference,
        customer_id=agreement.customer_id, why=_why(creditor, now), amount_cents=now.left_cents,
        currency=agreement.currency, owner=agreement.customer.owner or creditor.person_in_charge,
    )  # fmt: skip
    return True


def _why(creditor: Creditor, now: Progress) -> str:
    """Which instalment of what day, what was paid, what remains; in the creditor's language."""
    missed, agreement, language = now.next, now.agreement, creditor.language
    if missed is None:
        return ""
    sums = (missed.missing_cents, now.paid_cents, now.left_cents)
    lacks, paid, left = (money(cents, agreement.currency, language) for cents in sums)
    day, count = date_long(missed.part.due_on, language), len(now.standings)
    if language == "fr":
        return (
            f"{agreement.reference} : échéance {missed.rank} sur {count} du {day} impayée ({lacks} manquent) ; "
            f"payé {paid}, reste {left}"
        )
    return (
        f"{agreement.reference}: instalment {missed.rank} of {count}, {day}, not paid ({lacks} missing); "
        f"paid {paid}, {left} left"
    )
