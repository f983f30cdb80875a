"""A sentence that a person adds to one message: the same rules of tone as a template, and no bank details."""

from __future__ import annotations

from typing import Final

from relance.domain.bank import ibans_in
from relance.domain.message import CustomerFacts
from relance.domain.wording import formats
from relance.domain.wording.engine import paragraphs_of
from relance.domain.wording.tone import Finding, forbidden, sentences

LONGEST: Final = 600
_BANK: Final = Finding(
    "bank_details", "",
    ("Des coordonnées bancaires ne s’ajoutent pas à la main : le client doit pouvoir se fier à celles du message.",
     "Bank details are not written by hand: the customer must be able to rely on those of the message."),
    ("Changez-les dans Réglages, Comptes bancaires.", "Change them in Settings, Bank accounts."),
)  # fmt: skip


def plain_line(text: str) -> str:
    """The text as it will stand in the message: paragraphs without control marks, a blank line between them."""
    return "\n\n".join(paragraphs_of(text.replace("\r\n", "\n")))


def check_added_line(text: str, customer: CustomerFacts, stage: str) -> tuple[Finding, ...]:
    """What stops this text from being sent to this customer at this stage; nothing where it may."""
    said = (one for paragraph in paragraphs_of(text) for one in sentences(paragraph))
    found = [finding for one in said for finding in forbidden(one, customer.language, customer.kind, stage)]
    return (*found, _BANK) if ibans_in(formats.clean(text)) else tuple(found)
