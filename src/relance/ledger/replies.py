"""Questions about incoming mail that a person decides about: what waits, what it is about, how well the rules read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Min, Prefetch, Q, QuerySet

from relance.domain.qualifying import Reading
from relance.domain.replies import MEANINGS
from relance.ledger.bank import ever_in_force
from relance.ledger.models import (
    Creditor,
    Customer,
    Event,
    IncomingMessage,
    Invoice,
    Meaning,
    Notice,
    NoticeLine,
    Receivable,
)
from relance.ledger.models.mail import HANDLED, WAITING
from relance.ledger.models.notice import ANSWER

__all__ = [
    "HANDLED", "WAITING", "Customer", "IncomingMessage", "Meaning", "Tally", "answers_to",
    "currency_of", "customer_replies", "find_meaning", "find_reply", "invoices_meant", "open_numbers", "our_ibans",
    "raw_bytes", "reading_of", "rules_measured", "waiting_replies", "waiting_since",
]  # fmt: skip


def waiting_replies(creditor: Creditor) -> QuerySet[IncomingMessage]:
    """Messages that wait for a person, the oldest first, with what is proposed about them; without their bytes."""
    return _told(creditor).filter(state=WAITING).order_by("received_at", "pk")


def customer_replies(creditor: Creditor, customer: Customer) -> QuerySet[IncomingMessage]:
    """All that a customer wrote and a person deals with, or dealt with; the latest first."""
    rows = _told(creditor).filter(customer=customer, state__in=(WAITING, HANDLED))
    return rows.order_by("-received_at", "-pk")


def find_reply(creditor: Creditor, key: int) -> IncomingMessage | None:
    """One message by its number."""
    return _told(creditor).filter(pk=key).first()


def _told(creditor: Creditor) -> QuerySet[IncomingMessage]:
    meanings = Meaning.objects.select_related("invoice").order_by("pk")
    rows = IncomingMessage.objects.filter(creditor=creditor).defer("content")
    return rows.select_related("customer", "notice").prefetch_related(Prefetch("meanings", meanings))


def find_meaning(creditor: Creditor, message: IncomingMessage, key: int) -> Meaning | None:
    """One thing that a message says, by its number."""
    return Meaning.objects.filter(creditor=creditor, message=message, pk=key).select_related("invoice").first()


def waiting_since(creditor: Creditor, customer: Customer) -> date | None:
    """The day on which the oldest message of a customer that waits came; None where none waits."""
    rows = IncomingMessage.objects.filter(creditor=creditor, customer=customer, state=WAITING)
    day: date | None = rows.aggregate(first=Min("received_on"))["first"]
    return day


def reading_of(meaning: Meaning) -> Reading:
    """How a sentence is read, as the rules of the domain see it."""
    number = meaning.invoice.number if meaning.invoice else ""
    return Reading(meaning.meaning, number, meaning.on, meaning.cents, meaning.reason)


def invoices_meant(
    creditor: Creditor, message: IncomingMessage, invoice: Invoice | None = None, *, settled: bool = False
) -> list[Invoice]:
    """The invoice named, else those of the reminder answered, else what is overdue, else all that is open.

    Earliest due first. Invoices of the reminder that are settled meanwhile are left out, unless `settled`.
    """
    if invoice:
        return [invoice]
    if message.customer_id is None:
        return []
    lines = Receivable.objects.filter(creditor=creditor, customer=message.customer_id)
    is_open = lines.filter(open_cents__gt=0)
    found: QuerySet[Receivable] = is_open
    if message.notice_id:
        found = (lines if settled else is_open).filter(notice_lines__notice=message.notice_id)
        if message.notice and message.notice.kind != ANSWER:
            found = found.filter(notice_lines__notice=message.notice_id, notice_lines__is_acted=True)
    elif is_open.filter(due_on__lt=message.received_on).exists():
        found = is_open.filter(due_on__lt=message.received_on)
    first = dict(found.order_by().values_list("invoice").annotate(due=Min("due_on")))
    rows = Invoice.objects.filter(creditor=creditor, pk__in=first).select_related("customer")
    return sorted(rows, key=lambda one: (first[one.pk], one.number))


def invoices_meant_by(creditor: Creditor, messages: Iterable[IncomingMessage]) -> dict[int, list[Invoice]]:
    """The same for several messages whatever their number, by message; a fixed number of questions."""
    rows = [message for message in messages if message.customer_id is not None]
    lines: dict[int, dict[int, tuple[int, date]]] = defaultdict(dict)
    opened = Receivable.objects.filter(
        creditor=creditor, customer__in={row.customer_id for row in rows}, open_cents__gt=0
    ).order_by()
    for customer, key, invoice, due in opened.values_list("customer_id", "pk", "invoice_id", "due_on"):
        lines[customer][key] = (invoice, due)
    named: dict[int, set[int]] = defaultdict(set)
    acted: dict[int, set[int]] = defaultdict(set)
    on_notices = NoticeLine.objects.filter(creditor=creditor, notice__in={row.notice_id for row in rows} - {None})
    for notice, key, is_acted in on_notices.values_list("notice_id", "receivable_id", "is_acted"):
        named[notice].add(key)
        if is_acted:
            acted[notice].add(key)
    first = {row.pk: _first_due(row, lines[row.customer_id or 0], named, acted) for row in rows}
    found = (
        Invoice.objects.filter(creditor=creditor)
        .select_related("customer")
        .in_bulk({invoice for due in first.values() for invoice in due})
    )
    return {
        pk: sorted((found[x] for x in due if x in found), key=lambda one, due=due: (due[one.pk], one.number))  # type: ignore[misc]
        for pk, due in first.items()
    }


def _first_due(
    message: IncomingMessage, lines: Mapping[int, tuple[int, date]], named: Mapping[int, set[int]],
    acted: Mapping[int, set[int]],
) -> dict[int, date]:  # fmt: skip
    """The earliest open due date of each invoice that a message is about, as `invoices_meant` chooses them."""
    if message.notice_id:
        is_reminder = message.notice is not None and message.notice.kind != ANSWER
        keys = (acted if is_reminder else named).get(message.notice_id, set())
        chosen = [lines[key] for key in keys if key in lines]
    else:
        overdue = [pair for pair in lines.values() if pair[1] < message.received_on]
        chosen = overdue or list(lines.values())
    first: dict[int, date] = {}
    for invoice, due in chosen:
        first[invoice] = min(due, first.get(invoice, due))
    return first


def currency_of(creditor: Creditor, meaning: Meaning) -> str:
    """The currency of the sum that a reply names."""
    invoices = invoices_meant(creditor, meaning.message, meaning.invoice)
    return invoices[0].currency if invoices else "EUR"


def answers_to(creditor: Creditor, message: IncomingMessage) -> list[Notice]:
    """What the customer was, or will be, told because of a message; the first word first."""
    abouts = Q(pk__in=[])
    for key, made in Meaning.objects.filter(creditor=creditor, message=message).values_list("pk", "made"):
        abouts |= Q(about__startswith=f"reply:{key}:")
        if made.startswith(("promise:", "dispute:")):
            abouts |= Q(about__startswith=f"{made}:")
    return list(Notice.objects.filter(abouts, creditor=creditor).exclude(state="cancelled").order_by("pk"))


def open_numbers(creditor: Creditor, message: IncomingMessage) -> list[str]:
    """The invoices that a person may name in a message: those it is about, then all that is open; by number."""
    if message.customer_id is None:
        return []
    first = [one.number for one in invoices_meant(creditor, message)]
    lines = Receivable.objects.filter(creditor=creditor, customer=message.customer_id, open_cents__gt=0)
    others = lines.order_by("due_on").values_list("invoice__number", flat=True)
    return list(dict.fromkeys((*first, *others)))


def raw_bytes(creditor: Creditor, key: int) -> bytes | None:
    """The message exactly as it came in."""
    found = IncomingMessage.objects.filter(creditor=creditor, pk=key).values_list("content", flat=True).first()
    return None if found is None else bytes(found)


def our_ibans(creditor: Creditor, at: datetime) -> list[str]:
    """The accounts on which customers are, or were, asked to pay by that instant: none that is only proposed."""
    return ever_in_force(creditor, at)


@dataclass(slots=True)
class Tally:
    """What people made of one meaning that the rules proposed; `to` counts what it was corrected into.

    `missed`: people added it because no rule had seen it, or corrected another meaning into it.
    """

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    missed: int = 0
    to: Counter[str] = field(default_factory=Counter)


def rules_measured(creditor: Creditor) -> dict[str, Tally]:
    """By meaning, how people decided about what was proposed, from the journal."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for meaning in MEANINGS:
        tallies[meaning] = Tally()
    rows = Event.objects.filter(creditor=creditor, verb="reply_qualified").order_by("sequence")
    for payload in rows.values_list("payload", flat=True).iterator():
        decision, chosen = payload["decision"], payload["meaning"]
        if decision == "added":
            tallies[chosen].missed += 1
            continue
        tally = tallies[(payload.get("proposed") or payload)["meaning"]]
        setattr(tally, decision, getattr(tally, decision) + 1)
        if decision == "corrected" and chosen != payload["proposed"]["meaning"]:
            tally.to[chosen] += 1
            tallies[chosen].missed += 1
    return dict(tallies)
