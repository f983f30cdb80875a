"""Money received for interest or the indemnity: set against the claim, never against the principal."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Allocation, Claim, Creditor, Invoice, Notice, Payment
from relance.ledger.models.claim import PARTS
from relance.ledger.models.notice import DONE
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused
from relance.operations.state_owed import OwedLine, state_owed


def pay_claim(
    *, creditor: Creditor, invoice: Invoice, part: str, cents: int, on: date, act: Act, reference: str = ""
) -> Payment:
    """Record money that the debtor sent for a claim (C. civ. 1342-10: the debtor's indication comes first).

    Raises Refused for more than is owed of that part, or for a day to come.
    """
    if part not in PARTS:
        raise Refused(f"“{part}” is no claim: it is interest or indemnity")
    if cents <= 0:
        raise Refused("a payment is more than 0.00")
    if on > act.today:
        raise Refused(f"{on} is to come: a payment is recorded once it is there")
    with transaction.atomic():
        lines = [x for owed in state_owed(creditor=creditor, as_of=on, invoice=invoice) for x in owed.lines]
        owed = sum(_owed(line, part) for line in lines)
        if cents > owed:
            raise Refused(
                f"{owed / 100:.2f} {invoice.currency} of {part} is owed on {invoice.number} on {on}, not "
                f"{cents / 100:.2f}: record the rest with relance pay, without --toward"
            )
        payment = Payment.objects.create(
            creditor=creditor, customer=invoice.customer, paid_on=on, amount_cents=cents, open_cents=0,
            currency=invoice.currency, reference=reference, invoice_number=invoice.number, recorded_by=act.by[:120],
        )  # fmt: skip
        _allocate(creditor, payment, lines, part, cents)
        if cents == owed:
            claims = Claim.objects.filter(creditor=creditor, invoice=invoice, part=part, state__in=("open", "billed"))
            claims.update(state="paid", closed_on=on)
        payload = {
            "payment": payment.pk, "invoice": invoice.number, "part": part, "cents": cents, "on": on.isoformat()
        }  # fmt: skip
        append_events(creditor, [happening("claim_paid", invoice.customer, payload)], act)
    return payment


def spill_onto_claims(creditor: Creditor, payment: Payment, invoice: Invoice) -> None:
    """What a payment for one invoice leaves over goes to that invoice's interest, then to its indemnity.

    A notice that demands claims, or a claim note, gives one sum to transfer: who pays it has paid them too. Nothing
    is taken where nobody asked for claims, or where a rate is missing; the rest stays on account.
    """
    if not payment.open_cents or not _were_demanded(creditor, invoice):
        return
    try:
        found = state_owed(creditor=creditor, as_of=payment.paid_on, invoice=invoice)
    except Refused:
        return
    lines = [x for owed in found for x in owed.lines]
    for part in PARTS:
        owed_cents = sum(_owed(line, part) for line in lines)
        cents = min(payment.open_cents, owed_cents)
        if not cents:
            continue
        _allocate(creditor, payment, lines, part, cents)
        payment.open_cents -= cents
        payment.save(update_fields=["open_cents"])
        if cents == owed_cents:
            claims = Claim.objects.filter(creditor=creditor, invoice=invoice, part=part, state__in=("open", "billed"))
            claims.update(state="paid", closed_on=payment.paid_on)


def _were_demanded(creditor: Creditor, invoice: Invoice) -> bool:
    noticed = Notice.objects.filter(
        creditor=creditor, claims="demand", state__in=DONE, lines__receivable__invoice=invoice, lines__is_acted=True
    )
    billed = Claim.objects.filter(creditor=creditor, invoice=invoice, state="billed")
    return noticed.exists() or billed.exists()


def _owed(line: OwedLine, part: str) -> int:
    return line.statement.interest_cents if part == "interest" else line.statement.indemnity_cents


def _allocate(creditor: Creditor, payment: Payment, lines: list[OwedLine], part: str, left: int) -> None:
    for line in lines:
        cents = min(left, _owed(line, part))
        if cents:
            Allocation.objects.create(
                creditor=creditor, receivable=line.claim.receivable, payment=payment, part=part, cents=cents,
                on=payment.paid_on,
            )  # fmt: skip
            left -= cents
