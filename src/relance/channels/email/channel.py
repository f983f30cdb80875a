"""The e-mail channel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from relance.channels.email.build import build
from relance.channels.email.smtp import deliver as deliver_over_smtp
from relance.domain.mail_address import one_address
from relance.domain.message import Attachment, Begin, CustomerFacts, Message, NoticeFacts, Receipt, at_once
from relance.domain.wording import compose


def mark_unsent(content: bytes) -> bytes:
    """The bytes to store in a local outbox: mail programs then open the file as a draft ready to send."""
    return content if content.startswith(b"X-Unsent:") else b"X-Unsent: 1\r\n" + content


class EmailChannel:
    """One recipient a message, no trackers, no remote pictures."""

    key = "email"
    proof = False
    by_person = False
    goes_online = True

    def reachable(self, customer: CustomerFacts) -> str | None:
        """The customer's address, if it is one."""
        return one_address(customer.email)

    def missing(self, customer: CustomerFacts, language: str) -> str:
        """What to fill in."""
        if language == "fr":
            return f"L’adresse électronique de {customer.name} manque ou n’est pas valable\u00a0: saisissez-la."
        return f"The e-mail address of {customer.name} is missing or not valid: enter it."

    def render(self, facts: NoticeFacts, attachments: tuple[Attachment, ...], message_id: str) -> Message:
        """The message as it is frozen; same facts, same bytes."""
        recipient = one_address(facts.customer.email)
        if recipient is None:
            raise ValueError(self.missing(facts.customer, facts.customer.language))
        wording = compose(facts)
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", f"{facts.reference}-{facts.customer.code}").strip("-.")
        return Message(
            channel=self.key,
            recipient=recipient,
            subject=wording.subject,
            content=build(wording, facts, recipient, attachments, message_id),
            content_type="message/rfc822",
            filename=f"{name}.eml",
            message_id=message_id,
        )

    def for_outbox(self, message: Message) -> Message:
        """The same message as a draft: mail programs open it ready to send."""
        return replace(message, content=mark_unsent(message.content))

    def deliver(self, message: Message, settings: Mapping[str, str], begin: Begin = at_once) -> Receipt:
        """Over SMTP, once; see `smtp.py` for what each failure means and for the settings."""
        return deliver_over_smtp(message, settings, begin)


CHANNEL = EmailChannel()
