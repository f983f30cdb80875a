"""Agreements follow the money: kept once all is paid, in force again where a payment is undone or was known late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from relance.domain.act import Act
from relance.domain.instalments import was_kept
from relance.domain.stops import Part
from relance.ledger.agreements import agreements, invoices_of
from relance.ledger.models import Agreement, AgreementLine, Allocation, Claim, ClaimWaiver, Creditor, Invoice
from relance.ledger.models.claim import PARTS
from relance.ledger.stops import paid_cents
from relance.ledger.writes import append_events, close_tasks, lock_creditor, open_task
from relance.operations.agreement_states import BROKEN, grace_days, payload_of, turn
from relance.operations.notices import happening
from relance.operations.waive_claim import waive_claim

KNOWN_LATE = 60  # days after a breach in which money may still turn out to have come in time


def keep_agreements(creditor: Creditor, ids: Sequence[int], act: Act) -> None:
    """What open amounts that moved do to the agreements of these customers; inside the caller's transaction."""
    for agreement in agreements(creditor, "in_force", "kept").filter(customer__in=ids):
        is_paid = paid_cents(agreement) >= agreement.cents
        if agreement.state == "in_force" and is_paid:
            _keep(creditor, agreement, act)
        elif agreement.state == "kept" and not is_paid:
            _reopen(creditor, agreement, act)
    lately = act.today - timedelta(days=KNOWN_LATE)
    for agreement in agreements(creditor, "broken").filter(customer__in=ids, ended_on__gte=lately):
        _restore_if_kept(creditor, agreement, act)


def _restore_if_kept(creditor: Creditor, agreement: Agreement, act: Act) -> None:
    """A bank file that came late shows that the customer had kept its word: the plan is in force again."""
    parts = [Part(x.due_on, x.cents) for x in agreement.instalments.all()]
    mine = [line.receivable_id for line in agreement.lines.all()]
    rows = Allocation.objects.filter(creditor=creditor, receivable__in=mine, payment__isnull=False, part="principal")
    moneys = list(rows.filter(on__gte=agreement.agreed_on).values_list("on", "cents"))
    if not was_kept(parts, moneys, grace_days(creditor, agreement), act.today) or _newer(creditor, agreement):
        return
    if turn(creditor, agreement, "in_force", act):
        append_events(creditor, [happening("agreement_restored", agreement.customer, payload_of(agreement))], act)
        about = {"kind": BROKEN, "subject": agreement.reference, "customer": agreement.customer_id}
        close_tasks(creditor, act, result="the money had come in time", **about)
        if paid_cents(agreement) >= agreement.cents:
            _keep(creditor, agreement, act)


def _newer(creditor: Creditor, agreement: Agreement) -> str | None:
    """The reference of another agreement in force on one of its invoices."""
    mine = agreement.lines.values("receivable")
    newer = AgreementLine.objects.filter(creditor=creditor, receivable__in=mine, is_live=True)
    found: str | None = newer.exclude(agreement=agreement).values_list("agreement__reference", flat=True).first()
    return found


def _keep(creditor: Creditor, agreement: Agreement, act: Act) -> None:
    if not turn(creditor, agreement, "kept", act):
        return
    append_events(creditor, [happening("agreement_kept", agreement.customer, payload_of(agreement))], act)
    if agreement.claims != "waived":
        return
    lock_creditor(creditor)
    for invoice in invoices_of(agreement):
        for part in PARTS:
            whole = ClaimWaiver.objects.filter(creditor=creditor, invoice=invoice, part=part, cents=None)
            if _is_claimed(agreement, part) and not whole.exists():
                waive_claim(creditor=creditor, invoice=invoice, part=part, reason=_reasons(agreement)[0], act=act)


def _is_claimed(agreement: Agreement, part: str) -> bool:
    """A consumer owes no indemnity: there is none to give up."""
    return part == "interest" or agreement.customer.regime in ("business", "public")


def _reasons(agreement: Agreement) -> tuple[str, str]:
    """The reason of its waivers in the creditor's language, then in the other."""
    french, english = f"échéancier {agreement.reference} respecté", f"payment plan {agreement.reference} kept"
    return (french, english) if agreement.creditor.language == "fr" else (english, french)


def _reopen(creditor: Creditor, agreement: Agreement, act: Act) -> None:
    """A payment was undone: the plan is in force again, and what was given up because it was kept is owed again.

    Where a newer agreement covers one of its invoices by now, it stays as it is and a person is asked.
    """
    other = _newer(creditor, agreement)
    if other:
        why = f"{agreement.reference} : un paiement a été annulé, et {other} couvre les mêmes factures"
        if creditor.language != "fr":
            why = f"{agreement.reference}: a payment was undone, and {other} covers the same invoices"
        open_task(
            creditor, act, kind="agreement_reopened", due_on=act.today, subject=agreement.reference,
            customer_id=agreement.customer_id, amount_cents=agreement.cents - paid_cents(agreement),
            currency=agreement.currency, owner=agreement.customer.owner or creditor.person_in_charge,
            why=why,
        )  # fmt: skip
        return
    if not turn(creditor, agreement, "in_force", act):
        return
    append_events(creditor, [happening("agreement_reopened", agreement.customer, payload_of(agreement))], act)
    for invoice in invoices_of(agreement) if agreement.claims == "waived" else []:
        _claim_again(creditor, agreement, invoice, act)


def _claim_again(creditor: Creditor, agreement: Agreement, invoice: Invoice, act: Act) -> None:
    waivers = ClaimWaiver.objects.filter(creditor=creditor, invoice=invoice, reason__in=_reasons(agreement))
    parts = list(waivers.values_list("part", flat=True))
    if not parts:
        return
    waivers.delete()
    claims = Claim.objects.filter(creditor=creditor, invoice=invoice, part__in=parts, state="waived")
    claims.filter(document="").update(state="open", closed_on=None)
    claims.exclude(document="").update(state="billed", closed_on=None)
    payload = {"invoice": invoice.number, "parts": parts, "agreement": agreement.reference}
    append_events(creditor, [happening("claim_waiver_undone", agreement.customer, payload)], act)
