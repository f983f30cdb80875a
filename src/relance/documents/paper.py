"""What the letter channels share: is the address complete, and one PDF of letter and enclosures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf

from relance.documents.letter import letter_pdf
from relance.domain.message import Attachment, CustomerFacts, Message, NoticeFacts, Receipt
from relance.domain.wording import compose
from relance.domain.wording.address import recipient_block


@dataclass(frozen=True, slots=True)
class PaperChannel:
    """A letter for a window envelope, to be printed and posted by a person; `proof`: registered."""

    key: str
    proof: bool
    by_person: bool = False
    goes_online: bool = False

    def reachable(self, customer: CustomerFacts) -> str | None:
        """The lines of the address as the envelope shows them."""
        return postal_address(customer)

    def missing(self, customer: CustomerFacts, language: str) -> str:
        """Which parts of the address to fill in."""
        return missing_address(customer, language)

    def render(self, facts: NoticeFacts, attachments: tuple[Attachment, ...], message_id: str) -> Message:
        """The PDF to print, enclosures included."""
        return letter_message(replace(facts, channel=self.key), attachments, message_id)

    def for_outbox(self, message: Message) -> Message:
        """The PDF as it is: a person takes it from there."""
        return message

    def deliver(self, message: Message, settings: Mapping[str, str]) -> Receipt:
        """Letters leave through the outbox folder: a person prints and posts them."""
        return Receipt("refused", "no postal provider configured")


def postal_address(customer: CustomerFacts) -> str | None:
    """The block for the window, or None while a part is missing."""
    parts = [customer.name, customer.address, customer.city]
    if customer.country.upper() in ("", "FR"):
        parts.append(customer.postcode)
    return "\n".join(recipient_block(customer)) if all(part.strip() for part in parts) else None


def missing_address(customer: CustomerFacts, language: str) -> str:
    """Which parts of the address to fill in."""
    french = language == "fr"
    names = (
        (customer.address, "la rue" if french else "street"),
        (customer.postcode, "le code postal" if french else "postcode"),
        (customer.city, "la ville" if french else "town"),
    )
    gaps = ", ".join(name for value, name in names if not value.strip())
    if french:
        return f"L’adresse postale de {customer.name} est incomplète ({gaps})\u00a0: complétez-la."
    return f"The postal address of {customer.name} is incomplete ({gaps}): complete it."


def letter_message(facts: NoticeFacts, attachments: Sequence[Attachment], message_id: str) -> Message:
    """The letter followed by its enclosures, ready to print and put in an envelope."""
    wording = compose(facts)
    letter = letter_pdf(wording, facts)
    return Message(
        channel=facts.channel,
        recipient="\n".join(wording.recipient),
        subject=wording.subject,
        content=with_enclosures(letter, attachments) if attachments else letter,
        content_type="application/pdf",
        filename=pdf_name(facts),
        message_id=message_id,
    )


def pdf_name(facts: NoticeFacts) -> str:
    """A file name from the reference, the customer and the channel."""
    raw = f"{facts.reference}-{facts.customer.code}-{facts.channel.replace('_', '-')}"
    return re.sub(r"[^A-Za-z0-9._-]+", "-", raw).strip("-.") + ".pdf"


def with_enclosures(letter: bytes, attachments: Sequence[Attachment]) -> bytes:
    """The letter's pages, then every page of every enclosure; ValueError names one that cannot be read."""
    with pikepdf.open(BytesIO(letter)) as whole:
        for attachment in attachments:
            try:
                with pikepdf.open(BytesIO(attachment.content)) as enclosure:
                    whole.pages.extend(enclosure.pages)
            except pikepdf.PdfError:
                raise ValueError(f"{attachment.filename} is not a readable PDF: replace it or detach it.") from None
        out = BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()
