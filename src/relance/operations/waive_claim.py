"""Give up interest or the indemnity of an invoice, with the reason and the name of who did."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Claim, ClaimWaiver, Creditor, Invoice
from relance.ledger.models.claim import PARTS
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.notices import happening
from relance.operations.refused import Refused
from relance.operations.state_owed import state_owed


def waive_claim(
    *, creditor: Creditor, invoice: Invoice, part: str, reason: str, act: Act, cents: int | None = None
) -> ClaimWaiver:
    """Waive a part (`interest` or `indemnity`), whole or an amount. Raises Refused without a reason.

    A sum is cents that are owed on that day; the whole is also what would still accrue.

    A public buyer's debt to a supplier is not waived here: CCP L2192-14 voids any waiver beforehand, but what has
    accrued may be given up afterwards; the reason is kept.
    """
    if part not in PARTS:
        raise Refused(f"“{part}” cannot be waived: it is interest or indemnity")
    if not reason.strip():
        raise Refused("say why it is waived: --why “…”")
    with transaction.atomic():
        lock_creditor(creditor)
        _refuse(creditor, invoice, part, cents, act)
        waiver = ClaimWaiver.objects.create(
            creditor=creditor, invoice=invoice, part=part, on=act.today, cents=cents, reason=reason.strip()[:300],
            author=act.by[:120],
        )  # fmt: skip
        claims = Claim.objects.filter(creditor=creditor, invoice=invoice, part=part, state__in=("open", "billed"))
        if cents is None or (part == "indemnity" and not _owed(creditor, invoice, part, act)):
            claims.update(state="waived", closed_on=act.today)
        payload = {"invoice": invoice.number, "part": part, "cents": cents, "reason": waiver.reason}
        append_events(creditor, [happening("claim_waived", invoice.customer, payload)], act)
    return waiver


def _refuse(creditor: Creditor, invoice: Invoice, part: str, cents: int | None, act: Act) -> None:
    """Refuse what was given up whole already, and a sum above what is owed."""
    whole = ClaimWaiver.objects.filter(creditor=creditor, invoice=invoice, part=part, cents=None).first()
    if whole:
        raise Refused(f"the {part} of {invoice.number} was waived whole on {whole.on} by {whole.author} already")
    if cents is None:
        return
    if cents <= 0:
        raise Refused("an amount waived is above 0.00; leave it out to waive everything")
    owed = _owed(creditor, invoice, part, act)
    if cents > owed:
        raise Refused(
            f"{owed / 100:.2f} {invoice.currency} of {part} is owed on {invoice.number} on {act.today}, "
            f"less than {cents / 100:.2f}: give that amount or less, or leave it out to waive everything"
        )


def _owed(creditor: Creditor, invoice: Invoice, part: str, act: Act) -> int:
    """Cents of a part of the invoice that are owed at the end of the day."""
    found = state_owed(creditor=creditor, as_of=act.today, invoice=invoice)
    return sum(one.interest_cents if part == "interest" else one.indemnity_cents for one in found)
