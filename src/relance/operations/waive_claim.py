"""Give up interest or the indemnity of an invoice, with the reason and the name of who did."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Claim, ClaimWaiver, Creditor, Invoice
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused


def waive_claim(
    *, creditor: Creditor, invoice: Invoice, part: str, reason: str, act: Act, cents: int | None = None
) -> ClaimWaiver:
    """Waive a part (`interest` or `indemnity`), whole or an amount. Raises Refused without a reason.

    A public buyer's debt to a supplier is not waived here: CCP L2192-14 voids any waiver beforehand, but what has
    accrued may be given up afterwards; the reason is kept.
    """
    if part not in ("interest", "indemnity"):
        raise Refused(f"“{part}” cannot be waived: it is interest or indemnity")
    if not reason.strip():
        raise Refused("say why it is waived: --why “…”")
    if cents is not None and cents <= 0:
        raise Refused("an amount waived is above 0.00; leave it out to waive everything")
    with transaction.atomic():
        waiver = ClaimWaiver.objects.create(
            creditor=creditor, invoice=invoice, part=part, on=act.today, cents=cents, reason=reason.strip()[:300],
            author=act.by[:120],
        )  # fmt: skip
        if cents is None:
            claims = Claim.objects.filter(creditor=creditor, invoice=invoice, part=part, state__in=("open", "billed"))
            claims.update(state="waived", closed_on=act.today)
        payload = {"invoice": invoice.number, "part": part, "cents": cents, "reason": waiver.reason}
        append_events(creditor, [happening("claim_waived", invoice.customer, payload)], act)
    return waiver
