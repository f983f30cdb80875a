"""The statuses that platforms send about an invoice (CDAR: UN/CEFACT Cross Domain Acknowledgement and Response).

Codes are those of the French life cycle (AFNOR XP Z12-012): 207 disputed, 210 refused, 212 paid…
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from relance.domain.einvoice.values import plain, text_of
from relance.domain.problems.texts import Refused
from relance.domain.xml_files import child, children

STATUSES = {
    "200": ("déposée", "submitted"), "201": ("émise", "issued"), "202": ("reçue", "received"),
    "203": ("mise à disposition", "made available"), "204": ("prise en charge", "taken in charge"),
    "205": ("approuvée", "approved"), "206": ("approuvée partiellement", "approved in part"),
    "207": ("en litige", "disputed"), "208": ("suspendue", "suspended"), "209": ("complétée", "completed"),
    "210": ("refusée", "refused"), "211": ("paiement transmis", "payment sent"), "212": ("encaissée", "paid"),
    "213": ("rejetée", "rejected"), "501": ("irrecevable", "inadmissible"),
}  # fmt: skip
STOPPING = ("206", "207", "208", "210", "213", "501")  # nobody is reminded before a person has looked
NOTED = ("200", "201", "202", "203", "204", "205")  # nothing follows


@dataclass(frozen=True, slots=True)
class Status:
    """What is said of one invoice: its number, the status, why, and the SIREN of its seller."""

    invoice: str
    code: str
    why: str
    seller_siren: str


def read_status(root: Any) -> Status:
    """The status in a CDAR file; refuses one that names no invoice or none of the statuses."""
    found = children(root, "AcknowledgementDocument", "ReferenceReferencedDocument")
    if len(found) != 1:
        raise Refused("LIFECYCLE.unread", value=str(len(found)))
    reference = found[0]
    invoice = text_of(reference, "IssuerAssignedID")
    code = text_of(reference, "ProcessConditionCode").removeprefix("fr:")
    if not invoice or code not in STATUSES:
        raise Refused("LIFECYCLE.unread", value=code or "—")
    seller = child(reference, "IssuerTradeParty", "GlobalID")
    siren = plain(seller.text or "")[:9] if seller is not None and seller.get("schemeID") in ("0002", "0009") else ""
    reasons = [
        text_of(one, name)
        for one in children(reference, "SpecifiedDocumentStatus")
        for name in ("Reason", "ReasonCode")
    ]
    return Status(invoice, code, "; ".join(filter(None, reasons))[:200], siren)
