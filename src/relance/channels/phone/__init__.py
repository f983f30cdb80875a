"""A telephone call: a sheet for the person who makes it, closed when the result is recorded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from relance.documents.letter import call_sheet_pdf
from relance.documents.paper import pdf_name
from relance.domain.message import Attachment, CustomerFacts, Message, NoticeFacts, Receipt
from relance.domain.wording import compose
from relance.domain.wording.formats import clean


class PhoneChannel:
    """Needs a telephone number of at least six digits."""

    key = "phone"
    proof = False
    by_person = True
    goes_online = False

    def reachable(self, customer: CustomerFacts) -> str | None:
        """The number as it was given."""
        number = clean(customer.phone)
        return number if len(re.sub(r"\D", "", number)) >= 6 else None

    def missing(self, customer: CustomerFacts, language: str) -> str:
        """What to fill in."""
        if language == "fr":
            return f"Le numéro de téléphone de {customer.name} manque\u00a0: saisissez-le."
        return f"The telephone number of {customer.name} is missing: enter it."

    def render(self, facts: NoticeFacts, attachments: tuple[Attachment, ...], message_id: str) -> Message:
        """The call sheet as PDF; attachments stay in the file, a call carries none."""
        facts = replace(facts, channel=self.key)
        wording = compose(facts)
        return Message(
            channel=self.key,
            recipient=clean(facts.customer.phone),
            subject=wording.subject,
            content=call_sheet_pdf(wording, facts),
            content_type="application/pdf",
            filename=pdf_name(facts),
            message_id=message_id,
        )

    def for_outbox(self, message: Message) -> Message:
        """The PDF as it is: a person takes it from here."""
        return message

    def deliver(self, message: Message, settings: Mapping[str, str]) -> Receipt:
        """Nothing can place the call for a person."""
        return Receipt("refused", "a person makes the call: record its result when it is done")


CHANNEL = PhoneChannel()
