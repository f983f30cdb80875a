"""What a message that reminds of nothing tells a customer: a dispute received or ended, a promise noted, a plan agreed,
what becomes of its reply.

Money is integer cents of the notice's currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from relance.domain.stops import Part


@dataclass(frozen=True, slots=True)
class DisputeAnswer:
    """A dispute: received (no `outcome` yet), or ended. `cents` None: the whole invoice.

    `explanation` is what the person who settled it wrote for the customer. `rest_cents` of the invoice are open,
    not contested and not covered by a credit: all that a message about it may ask for, and nothing unless `may_ask`.
    """

    reason: str
    cents: int | None
    opened_on: date
    due_on: date
    outcome: Literal["", "accepted", "rejected", "withdrawn"] = ""
    credit_cents: int | None = None
    explanation: str = ""
    rest_cents: int = 0
    may_ask: bool = True


@dataclass(frozen=True, slots=True)
class PromiseAnswer:
    """What was promised, and by when; `rest_cents` of it are still to be paid."""

    on: date
    cents: int
    made_on: date
    rest_cents: int = 0


@dataclass(frozen=True, slots=True)
class AgreementAnswer:
    """A payment plan that was agreed: its letter is enclosed, to be signed and returned."""

    reference: str
    cents: int
    agreed_on: date
    parts: tuple[Part, ...]
    claims: Literal["running", "frozen", "waived"]


@dataclass(frozen=True, slots=True)
class InstalmentAnswer:
    """An instalment that comes due: what is still to be paid of it, and what remains after it."""

    reference: str
    rank: int
    count: int
    due_on: date
    cents: int
    after_cents: int


@dataclass(frozen=True, slots=True)
class ReplyAnswer:
    """What we answer to a reply of the customer’s that came on `received_on`; it asks for no payment.

    `until`: nobody is reminded before that day. `on` and `cents` are the day and the sum that the reply named.
    `address` is the one that is no longer written to. `enclosed` are the numbers of the invoices that go with it,
    `to_follow` whether copies of others will. `words` are a person’s own, in paragraphs.
    """

    about: Literal["more_time", "already_paid", "wrong_contact", "copy"]
    received_on: date
    until: date | None = None
    on: date | None = None
    cents: int | None = None
    address: str = ""
    enclosed: tuple[str, ...] = ()
    to_follow: bool = False
    words: str = ""


Answer = DisputeAnswer | PromiseAnswer | AgreementAnswer | InstalmentAnswer | ReplyAnswer


def is_timely(answer: Answer, today: date) -> bool:
    """Whether it still makes sense to say it: the day that it speaks of is not past."""
    if isinstance(answer, PromiseAnswer):
        return answer.on >= today
    if isinstance(answer, InstalmentAnswer):
        return answer.due_on >= today
    if isinstance(answer, ReplyAnswer):
        return answer.until is None or answer.until >= today
    return True


def template_of(answer: Answer) -> str:
    """The template that says it."""
    match answer:
        case DisputeAnswer(outcome=""):
            return "dispute-received"
        case DisputeAnswer(outcome="rejected"):
            return "dispute-rejected"
        case DisputeAnswer():
            return "dispute-accepted"
        case PromiseAnswer():
            return "promise-noted"
        case AgreementAnswer():
            return "agreement-letter"
        case InstalmentAnswer():
            return "instalment-reminder"
        case ReplyAnswer():
            return f"reply-{answer.about.replace('_', '-')}"


def asked_cents(answer: Answer) -> int:
    """What the message asks to be paid, cents: never what is contested; of a plan, the first instalment."""
    match answer:
        case DisputeAnswer():
            return answer.rest_cents if answer.may_ask else 0
        case PromiseAnswer():
            return answer.rest_cents
        case AgreementAnswer():
            return min(answer.parts).cents if answer.parts else 0
        case InstalmentAnswer():
            return answer.cents
        case ReplyAnswer():
            return 0


def own_cents(answer: Answer) -> int | None:
    """The amount that the message is about where it is not simply what is open on its invoices; cents."""
    return answer.cents if isinstance(answer, AgreementAnswer | InstalmentAnswer) else None
