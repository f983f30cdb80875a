"""A notice's facts as its text sees them, read from the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from relance.domain.message import CreditorFacts, LineFacts, NoticeFacts, PastReminder
from relance.ledger.answers import answer_facts
from relance.ledger.models import Creditor, InvoiceFile, Notice, NoticeLine, StepDone
from relance.ledger.models.notice import ANSWER
from relance.ledger.positions import customer_facts


def creditor_facts(creditor: Creditor) -> CreditorFacts:
    """The creditor as its letters name it."""
    names = CreditorFacts.__dataclass_fields__
    return CreditorFacts(**{name: getattr(creditor, name) for name in names})


def notice_facts(creditor: Creditor, notice: Notice, today: date, late_rate_text: str) -> NoticeFacts:
    """All that the text of a notice may speak of, as on `today`."""
    lines = list(
        notice.lines.select_related("receivable__invoice").order_by("receivable__due_on", "receivable__invoice__number")
    )
    done = _done_before(creditor, lines)
    acted = [line.receivable_id for line in lines if line.is_acted]
    past = {PastReminder(d.on, d.channel, d.kind) for pk in acted for d in done[pk] if d.kind != "courtesy"}  # type: ignore[arg-type]
    before = max((_reminders(line, done) for line in lines if line.is_acted), default=0)
    return NoticeFacts(
        today=today,
        reference=notice.reference,
        template=notice.template,
        kind=notice.kind,  # type: ignore[arg-type]
        claims=notice.claims,  # type: ignore[arg-type]
        channel=notice.channel,
        creditor=creditor_facts(creditor),
        customer=customer_facts(notice.customer),
        lines=tuple(_line(line, done, today, is_answer=notice.kind == ANSWER) for line in lines),
        currency=notice.currency,
        total_cents=notice.total_cents,
        deadline_on=notice.deadline_on,
        reminder_number=before + 1,
        history=tuple(sorted(past, key=lambda p: p.on)),
        late_rate_text=late_rate_text,
        answer=answer_facts(creditor, notice.about) if notice.kind == ANSWER else None,
    )


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
    invoices = notice.lines.filter(is_acted=True).values_list("receivable__invoice", flat=True)
    files = InvoiceFile.objects.filter(creditor=creditor, invoice__in=list(invoices)).order_by("invoice", "-pk")
    seen: Counter[int] = Counter()
    kept = []
    for file in files:
        if not seen[file.invoice_id]:
            kept.append(file)
        seen[file.invoice_id] += 1
    return kept
