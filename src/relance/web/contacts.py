"""Which contact details a notice without contact waits for."""

from __future__ import annotations

from collections.abc import Mapping

from relance.domain.plan import Plan
from relance.web.door import Record

FIELDS = {
    "email": ("email",),
    "phone": ("phone",),
    "sms": ("phone",),
    "letter": ("address", "postcode", "city"),
    "registered_letter": ("address", "postcode", "city"),
}


def asked_of(notice: Record, plans: Mapping[str, Plan]) -> tuple[str, ...]:
    """The fields of which one channel's worth would let this notice leave; none where nothing is missing."""
    if notice.state != "no_contact":
        return ()
    plan = plans.get(notice.plan)
    step = next((s for s in plan.steps if s.key == notice.step), None) if plan else None
    wanted = (c for c in (step.channels if step else ("email",)))
    return tuple(dict.fromkeys(field for channel in wanted for field in FIELDS.get(channel, ())))
