"""A registered letter with acknowledgement of receipt: proof of posting is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from relance.documents.paper import letter_message, missing_address, postal_address
from relance.domain.message import Attachment, CustomerFacts, Message, NoticeFacts, Receipt


class RegisteredLetterChannel:
    """Needs a complete postal address."""

    key = "registered_letter"
    proof = True
    by_person = False
    goes_online = False

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
        """The PDF as it is: a person takes it from here."""
        return message

    def deliver(self, message: Message, settings: Mapping[str, str]) -> Receipt:
        """Letters leave through the outbox folder: a person prints and posts them."""
        return Receipt("refused", "no postal provider configured")


CHANNEL = RegisteredLetterChannel()
