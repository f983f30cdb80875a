"""Incoming mail and what we know: which of our messages it answers, whose it is, what the rules may know of him."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Min, Q, QuerySet, Sum

from relance.discovery import listeners
from relance.domain.incoming import Incoming
from relance.domain.replies import KnownAccount, KnownInvoice
from relance.ledger.models import Creditor, Customer, Dispatch, IncomingMessage, Mailbox, Notice, Receivable

BEFORE = timedelta(days=30)  # how far back a mailbox is read that was never read before
_MOST_INVOICES = 200


@dataclass(frozen=True, slots=True)
class Tie:
    """Whose a message is, and by what. `is_foreign`: it answers a message of another creditor.

    `is_sure`: by a token or a Message-ID of ours, which only whoever had our message can know.
    """

    customer: Customer | None = None
    dispatch: Dispatch | None = None
    tied_by: str = ""
    is_foreign: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it names one of our own messages."""
        return self.dispatch is not None


def find_tie(creditor: Creditor, incoming: Incoming) -> Tie:
    """By token, then by the Message-IDs it answers, then by the sender's address.

    An address is not believed beside a token that nobody knows: somebody has tampered with it, or it is too old.
    """
    tokens = [one for one in (*incoming.tokens, incoming.envelope_id.lower()) if one]
    found = _by_token(creditor, tokens) or _by_message_id(creditor, incoming.references)
    if found:
        return found
    elsewhere = Dispatch.objects.exclude(creditor=creditor)
    if elsewhere.filter(Q(token__in=tokens) | Q(message_id__in=incoming.references)).exists():
        return Tie(is_foreign=True)
    customer = None if tokens else _by_address(creditor, incoming.sender)
    return Tie(customer, tied_by="address") if customer else Tie()


def _dispatches(creditor: Creditor) -> QuerySet[Dispatch]:
    rows = Dispatch.objects.filter(creditor=creditor, channel="email").defer("content")
    return rows.select_related("notice__customer").order_by("-pk")


def _by_token(creditor: Creditor, tokens: Iterable[str]) -> Tie | None:
    for token in tokens:
        found = _dispatches(creditor).filter(token=token).first()
        if found:
            return Tie(found.notice.customer, found, "token")
    return None


def _by_message_id(creditor: Creditor, references: tuple[str, ...]) -> Tie | None:
    """The message answered stands first (In-Reply-To); of the others, the last one is the nearest."""
    known = {one.message_id: one for one in _dispatches(creditor).filter(message_id__in=references)}
    for one in (*references[:1], *reversed(references[1:])):
        if found := known.get(one):
            return Tie(found.notice.customer, found, "message_id")
    return None


def _by_address(creditor: Creditor, sender: str) -> Customer | None:
    """The one customer with that address; None where several have it."""
    rows = list(Customer.objects.filter(creditor=creditor, email__iexact=sender)[:2]) if sender else []
    return rows[0] if len(rows) == 1 else None


def own_copy_of(creditor: Creditor, message_id: str) -> Dispatch | None:
    """Our own message, where it is one that came back to us: a journal copy, or a copy among those sent."""
    return _dispatches(creditor).filter(message_id=message_id).first() if message_id else None


def is_ours(creditor: Creditor, address: str, *others: str) -> bool:
    """Whether an address is one of the creditor's own, with or without a token."""
    own = (creditor.email, creditor.reply_address, creditor.journal_address, *others)
    return bool(address) and _bare(address) in {_bare(one) for one in own if one}


def _bare(address: str) -> str:
    local, _, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def known_account(creditor: Creditor, customer: Customer, notice: Notice | None, today: date) -> KnownAccount:
    """What the rules may know when they read a reply: the invoices of the notice answered, then the other open ones."""
    named = Receivable.objects.filter(creditor=creditor, notice_lines__notice=notice) if notice else None
    first = _invoices(named) if named is not None else []
    rest = _invoices(Receivable.objects.filter(creditor=creditor, customer=customer, open_cents__gt=0))
    numbers = {one.number for one in first}
    rows = [*first, *(one for one in rest if one.number not in numbers)][:_MOST_INVOICES]
    asked = notice.total_cents if notice else sum(one.open_cents for one in rows)
    return KnownAccount(today=today, invoices=tuple(rows), asked_cents=asked)


def _invoices(rows: QuerySet[Receivable]) -> list[KnownInvoice]:
    found = (
        rows.values(number=F("invoice__number"))
        .annotate(due=Min("due_on"), amount=Sum("amount_cents"), rest=Sum("open_cents"))
        .order_by("due", "number")[:_MOST_INVOICES]
    )
    return [KnownInvoice(one["number"], one["due"], one["amount"], one["rest"]) for one in found]


def mailboxes(creditor: Creditor) -> QuerySet[Mailbox]:
    """The folders that were read, with how far and what trouble there was."""
    return Mailbox.objects.filter(creditor=creditor).order_by("name")


def read_since(creditor: Creditor, today: date) -> date:
    """The day from which a folder is read that was never read, or that the server made anew."""
    first: date | None = IncomingMessage.objects.filter(creditor=creditor).aggregate(day=Min("received_on"))["day"]
    return min(first or today, today) - BEFORE


def contents_of(creditor: Creditor, messages: Iterable[IncomingMessage]) -> dict[int, bytes]:
    """The bytes of several messages, by message."""
    rows = IncomingMessage.objects.filter(creditor=creditor, pk__in=[message.pk for message in messages])
    return {pk: bytes(content) for pk, content in rows.values_list("pk", "content")}


def as_read(creditor: Creditor, message: IncomingMessage, content: bytes | None = None) -> Incoming:
    """What the channel reads in the bytes kept: its files and the problems with it, which are not stored."""
    if content is None:
        content = contents_of(creditor, [message])[message.pk]
    return listeners()["email"].read(content)
