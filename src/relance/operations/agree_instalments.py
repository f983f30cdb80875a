"""A payment plan agreed with a customer: what it covers, its instalments, its letter, and who is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from relance.domain.act import Act
from relance.domain.instalments import equal_parts, limits_broken, parts_wrong
from relance.domain.stops import Part
from relance.ledger.agreements import Covered, agreed_invoices, coverage, find_agreement
from relance.ledger.models import (
    Agreement,
    AgreementLine,
    Creditor,
    Customer,
    Instalment,
    Invoice,
    Promise,
)
from relance.ledger.models.agreement import LATE_CLAIMS
from relance.ledger.writes import append_events, close_tasks, lock_creditor, open_task, wake
from relance.operations.agreement_papers import freeze_letter
from relance.operations.agreement_states import DAYS_TO_SIGN, limits_of, payload_of
from relance.operations.answer import tell
from relance.operations.notices import happening
from relance.operations.promise_states import withdraw
from relance.operations.refused import Refused

REPLACED = "replaced by the agreement"


def agree_instalments(
    *, creditor: Creditor, customer: Customer, invoices: Sequence[Invoice], act: Act, parts: Sequence[Part] = (),
    count: int | None = None, first_on: date | None = None, every_months: int = 1, every_days: int | None = None,
    claims: str = "running", agreed_with: str = "", note: str = "", tell_customer: bool = True,
) -> Agreement:  # fmt: skip
    """Agree on instalments for all that is open and not contested of these invoices, in one currency.

    Give `parts`, or `count` and `first_on` for equal ones (the cents that do not divide are on the last).
    1. Refuse whom and what no plan may be made for.  2. Refuse what the creditor's limits do not allow.
    3. Write it down; live promises on these invoices give way.  4. Freeze its letter; a task waits for the signed
    one.  5. The customer is told, unless `tell_customer` is False.  Raises Refused.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        _refuse_customer(creditor, customer, claims, act)
        covered = covered_lines(creditor, customer, invoices)
        total = sum(line.cents for line in covered)
        planned = list(parts) or _equal(total, count, first_on, every_months, every_days)
        refuse_parts(creditor, planned, total, act.today)
        agreement = Agreement.objects.create(
            creditor=creditor, customer=customer, reference=_next_reference(creditor), cents=total,
            currency=covered[0].receivable.currency, claims=claims, agreed_on=act.today,
            agreed_with=agreed_with.strip()[:120], note=note.strip()[:500], recorded_by=act.by[:120],
        )  # fmt: skip
        _write_lines(creditor, agreement, covered, planned)
        _withdraw_promises(creditor, covered, act)
        found = find_agreement(creditor, agreement.reference)
        assert found is not None
        freeze_letter(creditor, found, act)
        _append(creditor, found, covered, planned, act)
        _await_signature(creditor, found, act)
        asked = {"customer": customer.pk, "kind": "make_agreement", "subject": found.currency}
        close_tasks(creditor, act, result=f"agreed: {found.reference}", **asked)
        close_tasks(creditor, act, result=f"agreed: {found.reference}", customer=customer, kind="time_asked")
        wake(creditor, [customer.pk], act.today)
        if tell_customer:
            lines = [line.receivable for line in covered]
            about = f"agreement:{found.pk}:letter"
            tell(creditor=creditor, customer=customer, about=about, receivables=lines, act=act)
    return found


def _refuse_customer(creditor: Creditor, customer: Customer, claims: str, act: Act) -> None:
    if claims not in LATE_CLAIMS:
        raise Refused(f"late interest is one of {', '.join(LATE_CLAIMS)}, not “{claims}”")
    if customer.insolvency_on and customer.insolvency_on <= act.today:
        raise Refused(f"{customer.code} is under insolvency proceedings: declare the claim instead of a plan")
    if customer.handed_over_on and customer.handed_over_on <= act.today:
        raise Refused(f"the file of {customer.code} is handed over: a payment plan is for whoever has it now")
    if claims != "running" and customer.regime == "public":
        raise Refused(
            "a public buyer’s late interest cannot be given up beforehand (CCP L2192-14): leave it running, "
            "and waive it once it is paid"
        )


def covered_lines(creditor: Creditor, customer: Customer, invoices: Sequence[Invoice]) -> list[Covered]:
    """What a plan for these invoices would cover. Raises Refused naming the invoice that stands in the way."""
    if not invoices:
        raise Refused("name the invoices that the payment plan is for")
    if len({invoice.currency for invoice in invoices}) > 1:
        raise Refused("a payment plan is in one currency: make one for each")
    agreed = agreed_invoices(creditor, customer)
    covered = coverage(creditor, customer, invoices)
    for invoice in invoices:
        lines = [line for line in covered if line.receivable.invoice_id == invoice.pk]
        if invoice.customer_id != customer.pk:
            raise Refused(f"{invoice.number} is not an invoice of {customer.code}")
        if invoice.pk in agreed:
            raise Refused(
                f"{invoice.number} is in the payment plan {agreed[invoice.pk]} already: cancel that one first"
            )
        if not lines:
            raise Refused(f"nothing is open on {invoice.number}: leave it out")
        if sum(line.cents for line in lines) <= 0:
            raise Refused(
                f"all that is open on {invoice.number} is contested: settle the dispute first, or leave it out"
            )
    return covered


def _equal(
    total: int, count: int | None, first_on: date | None, every_months: int, every_days: int | None
) -> list[Part]:
    if count is None or first_on is None:
        raise Refused("give the number of instalments and the first day, or each instalment with its day and amount")
    try:
        return equal_parts(total, count, first_on, every_months=every_months, every_days=every_days)
    except (ValueError, OverflowError) as wrong:
        raise Refused(str(wrong)) from None


def refuse_parts(creditor: Creditor, parts: Sequence[Part], total_cents: int, today: date) -> None:
    """Refuse instalments that do not make up the sum, or that the creditor's limits do not allow."""
    wrong = parts_wrong(parts, total_cents, today)
    if wrong:
        raise Refused(wrong.en)
    broken = limits_broken(parts, today, limits_of(creditor))
    if broken:
        told = "; ".join(f"{one.said.en} (setting {one.setting})" for one in broken)
        raise Refused(f"beyond what you allow: {told}. Change the instalments, or the setting")


def _next_reference(creditor: Creditor) -> str:
    last = Agreement.objects.filter(creditor=creditor).aggregate(last=Max("pk"))["last"]
    before = Agreement.objects.filter(pk=last).values_list("reference", flat=True).first() if last else None
    return f"E-{int(before.split('-')[-1]) + 1 if before else 1:06d}"


def _write_lines(creditor: Creditor, agreement: Agreement, covered: Sequence[Covered], parts: Sequence[Part]) -> None:
    AgreementLine.objects.bulk_create(
        AgreementLine(creditor=creditor, agreement=agreement, receivable=line.receivable, cents=line.open_cents)
        for line in covered
    )
    Instalment.objects.bulk_create(
        Instalment(creditor=creditor, agreement=agreement, rank=rank, due_on=part.due_on, cents=part.cents)
        for rank, part in enumerate(parts, start=1)
    )


def _withdraw_promises(creditor: Creditor, covered: Sequence[Covered], act: Act) -> None:
    invoices = {line.receivable.invoice_id for line in covered}
    live = Promise.objects.filter(creditor=creditor, invoice__in=invoices, state="live")
    for promise in live.select_related("customer", "invoice").order_by("pk"):
        withdraw(creditor, promise, REPLACED, act)


def _await_signature(creditor: Creditor, agreement: Agreement, act: Act) -> None:
    why = f"{agreement.reference} : la lettre signée par le client vaut reconnaissance de dette ; notez son retour"
    if creditor.language != "fr":
        why = f"{agreement.reference}: the letter signed by the customer acknowledges the debt; record its return"
    open_task(
        creditor, act, kind="sign_agreement", due_on=act.today + timedelta(days=DAYS_TO_SIGN),
        subject=agreement.reference, customer_id=agreement.customer_id, why=why, amount_cents=agreement.cents,
        currency=agreement.currency, owner=agreement.customer.owner or creditor.person_in_charge,
    )  # fmt: skip


def _append(
    creditor: Creditor, agreement: Agreement, covered: Sequence[Covered], parts: Sequence[Part], act: Act
) -> None:
    payload = payload_of(
        agreement,
        invoices=list(dict.fromkeys(line.receivable.invoice.number for line in covered)),
        count=len(parts),
        first_on=parts[0].due_on.isoformat(),
        last_on=parts[-1].due_on.isoformat(),
        instalments=[[part.due_on.isoformat(), part.cents] for part in parts],
        claims=agreement.claims,
        agreed_with=agreement.agreed_with,
        sha256=agreement.sha256,
    )
    append_events(creditor, [happening("agreement_made", agreement.customer, payload)], act)
