"""A notice's facts as its text sees them, read from the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from relance.domain.act import Act
from relance.domain.answers import Answer, ReplyAnswer
from relance.domain.message import CreditorFacts, CustomerFacts, LineFacts, NoticeFacts, PastReminder
from relance.ledger.answers import answer_facts
from relance.ledger.bank import account_in_force, how_steady
from relance.ledger.models import Creditor, InvoiceFile, Notice, NoticeLine, StepDone
from relance.ledger.models.notice import ANSWER
from relance.ledger.positions import customer_facts
from relance.ledger.reply_answers import Thread, thread_of

COPIES = "reply-copy"  # the answer that encloses the invoices it is about
BANK = ("iban", "bic", "iban_since", "iban_changed_on")


def creditor_facts(creditor: Creditor, at: datetime | None = None) -> CreditorFacts:
    """The creditor as its letters name it, with the bank details in force at that instant; without one, none.

    There is no other way for bank details into a message.
    """
    names = [name for name in CreditorFacts.__dataclass_fields__ if name not in BANK]
    facts = CreditorFacts(**{name: getattr(creditor, name) for name in names})
    account = account_in_force(creditor, at) if at else None
    if at is None or account is None:
        return facts
    held = how_steady(creditor, account, at.astimezone(ZoneInfo(creditor.timezone)).date())
    return replace(
        facts, iban=account.iban, bic=account.bic, iban_since=held.since, iban_changed_on=held.changed_on
    )  # fmt: skip


def notice_facts(creditor: Creditor, notice: Notice, act: Act, late_rate_text: str) -> NoticeFacts:
    """All that the text of a notice may speak of, were it to leave by this act."""
    today = act.today
    lines = list(
        notice.lines.select_related("receivable__invoice").order_by("receivable__due_on", "receivable__invoice__number")
    )
    done = _done_before(creditor, lines)
    acted = [line.receivable_id for line in lines if line.is_acted]
    past = {PastReminder(d.on, d.channel, d.kind) for pk in acted for d in done[pk] if d.kind != "courtesy"}  # type: ignore[arg-type]
    before = max((_reminders(line, done) for line in lines if line.is_acted), default=0)
    answer = answer_facts(creditor, notice.about) if notice.kind == ANSWER else None
    by_mail = notice.kind == ANSWER and notice.channel == "email"
    thread = thread_of(creditor, notice.about) if by_mail else Thread()
    return NoticeFacts(
        today=today,
        reference=notice.reference,
        template=notice.template,
        kind=notice.kind,  # type: ignore[arg-type]
        claims=notice.claims,  # type: ignore[arg-type]
        channel=notice.channel,
        creditor=creditor_facts(creditor, act.now),
        customer=_addressee(notice, answer),
        lines=tuple(_line(line, done, today, is_answer=notice.kind == ANSWER) for line in lines),
        currency=notice.currency,
        total_cents=notice.total_cents,
        deadline_on=notice.deadline_on,
        reminder_number=before + 1,
        history=tuple(sorted(past, key=lambda p: p.on)),
        late_rate_text=late_rate_text,
        answer=answer,
        in_reply_to=thread.message_ids,
        reply_subject=thread.subject,
        added_line=notice.added_line,
    )


def _addressee(notice: Notice, answer: Answer | None) -> CustomerFacts:
    """The customer; without the name of a contact who turned out to be the wrong one."""
    customer = customer_facts(notice.customer)
    if isinstance(answer, ReplyAnswer) and answer.about == "wrong_contact":
        return replace(customer, contact_name="")
    return customer


def _done_before(creditor: Creditor, lines: Iterable[NoticeLine]) -> dict[int, list[StepDone]]:
    found: dict[int, list[StepDone]] = defaultdict(list)
    keys = [line.receivable_id for line in lines]
    for done in StepDone.objects.filter(creditor=creditor, receivable__in=keys, is_waived=False).order_by("on"):
        found[done.receivable_id].append(done)
    return found


def _reminders(line: NoticeLine, done: dict[int, list[StepDone]]) -> int:
    overdue = [d for d in done[line.receivable_id] if d.kind != "courtesy"]
    return len(overdue) + line.receivable.reminders_before


def _line(line: NoticeLine, done: dict[int, list[StepDone]], today: date, *, is_answer: bool) -> LineFacts:
    receivable = line.receivable
    deadlines = [d.deadline_on for d in done[receivable.pk] if d.deadline_on]
    return LineFacts(
        invoice=receivable.invoice.number,
        due_on=receivable.due_on,
        open_cents=line.open_cents,
        amount_cents=receivable.amount_cents,
        issued_on=receivable.invoice.issued_on,
        paid_cents=receivable.amount_cents - line.open_cents,
        acted=line.is_acted or is_answer,  # no step is done, but it is what the message is about
        days_late=max((today - receivable.due_on).days, 0),
        reminders_sent=_reminders(line, done),
        deadline_on=max(deadlines, default=None),
        order_reference=receivable.invoice.order_reference,
        due_estimated=receivable.is_due_estimated,
    )


def invoice_files(creditor: Creditor, notice: Notice) -> list[InvoiceFile]:
    """The invoice PDFs that go with a notice, one per invoice, the newest."""
    lines = notice.lines.all() if notice.template == COPIES else notice.lines.filter(is_acted=True)
    invoices = lines.values_list("receivable__invoice", flat=True)
    files = InvoiceFile.objects.filter(creditor=creditor, invoice__in=list(invoices)).order_by("invoice", "-pk")
    seen: Counter[int] = Counter()
    kept = []
    for file in files:
        if not seen[file.invoice_id]:
            kept.append(file)
        seen[file.invoice_id] += 1
    return kept
