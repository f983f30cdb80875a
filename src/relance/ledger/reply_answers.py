"""What is answered to a reply, read from the ledger as it is now; and the thread in which it goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from relance.domain.answers import ReplyAnswer
from relance.ledger.models import Creditor, Event, InvoiceFile, Meaning, Receivable
from relance.ledger.replies import invoices_meant

QUALIFIED = "reply_qualified"  # the event that keeps what was decided, and how
MEANT = {"more_time": "more_time", "already_paid": "already_paid", "wrong_contact": "wrong_contact",
         "copy": "copy_wanted"}  # fmt: skip

About = Literal["more_time", "already_paid", "wrong_contact", "copy"]


class Thread(NamedTuple):
    """The Message-IDs that an answer refers to, the one answered last, and that mail’s subject."""

    message_ids: str = ""
    subject: str = ""


def decision_about(creditor: Creditor, meaning: Meaning) -> Mapping[str, Any]:
    """What the journal keeps of the person’s decision: words for the customer, the day until which reminders wait."""
    rows = Event.objects.filter(creditor=creditor, customer=meaning.message.customer_id, verb=QUALIFIED)
    last = rows.filter(payload__meaning_id=meaning.pk).order_by("-sequence").first()
    return last.payload if last else {}


def reply_answer(creditor: Creditor, key: int, what: About) -> ReplyAnswer | None:
    """The answer to a meaning that was accepted; None where there is nothing to say any more."""
    rows = Meaning.objects.filter(creditor=creditor, pk=key, meaning=MEANT[what], state__in=("accepted", "corrected"))
    found = rows.select_related("message__customer", "invoice").first()
    if found is None or found.message.customer is None:
        return None
    customer, known = found.message.customer, decision_about(creditor, found)
    if what in ("more_time", "already_paid") and (customer.insolvency_on or customer.handed_over_on):
        return None
    if what != "copy" and not _is_open(creditor, found):
        return None
    enclosed, to_follow = copies_known(creditor, found) if what == "copy" else ((), False)
    if what == "copy" and not enclosed:
        return None
    return ReplyAnswer(
        about=what,
        received_on=found.message.received_on,
        until=date.fromisoformat(known["until"]) if known.get("until") else None,
        on=found.on,
        cents=found.cents,
        address=str(known.get("address") or ""),
        enclosed=enclosed,
        to_follow=to_follow,
        words=str(known.get("words") or ""),
    )


def _is_open(creditor: Creditor, meaning: Meaning) -> bool:
    invoices = invoices_meant(creditor, meaning.message, meaning.invoice)
    return Receivable.objects.filter(creditor=creditor, invoice__in=invoices, open_cents__gt=0).exists()


def copies_known(creditor: Creditor, meaning: Meaning) -> tuple[tuple[str, ...], bool]:
    """The invoices whose PDF is known, and whether others are not."""
    invoices = invoices_meant(creditor, meaning.message, meaning.invoice, settled=True)
    rows = InvoiceFile.objects.filter(creditor=creditor, invoice__in=invoices)
    known = set(rows.values_list("invoice", flat=True))
    return tuple(one.number for one in invoices if one.pk in known), len(known) < len(invoices)


def receivables_of_reply(creditor: Creditor, key: int, what: str) -> list[Receivable]:
    """The due-date lines that an answer to a reply names: one currency, earliest first; settled ones for a copy."""
    found = Meaning.objects.filter(creditor=creditor, pk=key).select_related("message__notice", "invoice").first()
    if found is None:
        return []
    settled = what == "copy"
    invoices = invoices_meant(creditor, found.message, found.invoice, settled=settled)
    rows = Receivable.objects.filter(creditor=creditor, invoice__in=invoices)
    rows = rows if settled else rows.filter(open_cents__gt=0)
    lines = list(rows.select_related("invoice").order_by("due_on", "pk"))
    return [line for line in lines if line.currency == lines[0].currency]


def thread_of(creditor: Creditor, about: str) -> Thread:
    """The mail that the message about `reply:12:copy`, `promise:3:noted` or `dispute:4:ended` answers, if any."""
    thing, _, rest = about.partition(":")
    key = rest.partition(":")[0]
    which = {"pk": key} if thing == "reply" else {"made": f"{thing}:{key}"}
    if not key.isdigit():
        return Thread()
    rows = Meaning.objects.filter(creditor=creditor, **which)
    found = rows.values_list("message__message_id", "message__dispatch__message_id", "message__subject").first()
    if found is None or not found[0]:
        return Thread()
    theirs, ours, subject = found
    return Thread(" ".join(f"<{one.strip().strip('<>')}>" for one in (ours, theirs) if one), subject)
