"""Everything a reminder's text may speak of, and the finished message.

Money is integer cents of `currency`; dates are `datetime.date`. Nothing here reads a clock or a database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from relance.domain.answers import Answer
from relance.domain.owed import OwedFacts
from relance.domain.plan import Claims, Kind

Language = Literal["fr", "en"]
MessageKind = Kind | Literal["answer"]  # an answer is no step of a plan: it reminds of nothing


@dataclass(frozen=True, slots=True)
class CreditorFacts:
    """The company that is owed, as its letters name it. `address` is at most four lines.

    `iban_since`: the day since which the bank details have not changed; `iban_changed_on`: the day they did, lately.
    """

    name: str
    address: str = ""
    siren: str = ""
    legal_form: str = ""
    capital: str = ""
    rcs: str = ""
    vat_number: str = ""
    email: str = ""
    phone: str = ""
    iban: str = ""
    bic: str = ""
    iban_since: date | None = None
    iban_changed_on: date | None = None
    city: str = ""
    signatory: str = ""
    signatory_role: str = ""
    payment_methods: str = ""
    instalments_possible: bool = True
    sender_name: str = ""


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """Whom the message is for. `address` may have several lines; `country` is ISO 3166 alpha-2."""

    code: str
    name: str
    kind: Literal["business", "consumer", "public", "other"] = "business"
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    siren: str = ""
    language: Language = "fr"
    segment: str = ""


@dataclass(frozen=True, slots=True)
class PastReminder:
    """An earlier reminder on one of the acted invoices, as it really went out."""

    on: date
    channel: str
    kind: Kind
    label: str = ""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One receivable of the notice. `open_cents` is netted: what the customer is asked for."""

    invoice: str
    due_on: date
    open_cents: int
    amount_cents: int
    issued_on: date | None = None
    paid_cents: int = 0
    acted: bool = True
    days_late: int = 0
    reminders_sent: int = 0
    deadline_on: date | None = None
    order_reference: str = ""
    due_estimated: bool = False


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """One notice to one customer in one currency, decided for `today`.

    `reminder_number` counts overdue reminders on the acted invoices, this one included (1 = the first).
    `reference` is printed and must be quoted by the payer. `owed` is there where the step speaks of claims;
    without it they are named without amounts, and `owed_gap` says why. `answer` is what a message of kind `answer`
    tells; where it answers a mail of the customer’s, `in_reply_to` are the Message-IDs of the thread, that mail’s last
    (RFC 5322, section 3.6.4), and `reply_subject` is that mail’s subject.
    `template_text` is the creditor's own template, empty for the shipped one; `template_version` names its version.
    `added_line` is what a person wrote for this message alone: it stands at the end of the text.
    """

    today: date
    reference: str
    template: str
    kind: MessageKind
    claims: Claims
    channel: str
    creditor: CreditorFacts
    customer: CustomerFacts
    lines: tuple[LineFacts, ...]
    currency: str
    total_cents: int
    deadline_on: date | None = None
    reminder_number: int = 1
    history: tuple[PastReminder, ...] = ()
    late_rate_text: str = ""
    attachments: tuple[str, ...] = ()
    owed: OwedFacts | None = None
    owed_gap: str = ""
    reply_to: str = ""
    receipt_to: str = ""
    answer: Answer | None = None
    in_reply_to: str = ""
    reply_subject: str = ""
    template_text: str = ""
    template_version: str = ""
    added_line: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message."""

    filename: str
    content: bytes
    content_type: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Message:
    """The exact bytes that go out on one channel. `recipient` is an address of that channel."""

    channel: str
    recipient: str
    subject: str
    content: bytes
    content_type: str
    filename: str
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a delivery attempt came to.

    `outcome`: `sent`; `refused_for_now` (try later); `refused` (for good); `misconfigured` (stop all sending
    of this creditor); `unknown` (the other side may have it: never sent again by a machine).
    """

    outcome: Literal["sent", "refused_for_now", "refused", "misconfigured", "unknown"]
    detail: str = ""

    @property
    def phase(self) -> str:
        """How far the attempt came, by the word that its detail begins with (`dot: 250 OK`); empty without one."""
        return phase_of(self.detail)


def phase_of(detail: str) -> str:
    """The phase that a kept detail begins with: one word before a colon."""
    word, colon, _ = detail.partition(":")
    return word if colon and word.isalpha() else ""


# Asked at the last instant at which a delivery can still be dropped; False: drop it.
Begin = Callable[[], bool]


def at_once() -> bool:
    """Nothing to write down first."""
    return True


class Channel(Protocol):
    """What a folder under `channels/` offers as `CHANNEL`."""

    key: str
    proof: bool
    by_person: bool  # a person does it (a call): what is rendered is a sheet, and the step waits for a record
    goes_online: bool  # it can be delivered by the program itself; else it always ends in the local outbox

    def reachable(self, customer: CustomerFacts) -> str | None:
        """The address by which this customer can be reached on this channel, or None."""
        ...

    def missing(self, customer: CustomerFacts, language: str) -> str:
        """One sentence: what must be known before this channel can be used."""
        ...

    def render(self, facts: NoticeFacts, attachments: tuple[Attachment, ...], message_id: str) -> Message:
        """The finished message. Same facts, same bytes."""
        ...

    def for_outbox(self, message: Message) -> Message:
        """The same message as it is put into the local outbox, for a person to send."""
        ...

    def deliver(self, message: Message, settings: Mapping[str, str], begin: Begin = at_once) -> Receipt:
        """Hand the frozen bytes over, once, to the outside (SMTP…). Not called for the local outbox.

        `begin` is called once, right before the point from which nobody can tell whether they arrived.
        """
        ...


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A line of the outbox index page."""

    filename: str
    channel: str
    customer: str
    subject: str
    currency: str
    total_cents: int
    left_on: date
    extra: Mapping[str, str] = field(default_factory=dict)
