"""The work list kept in step with what decisions ask of people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relance.domain.act import Act
from relance.domain.position import Position
from relance.domain.verdict import Task as Asked
from relance.domain.verdict import Verdict
from relance.ledger.models import Creditor, Customer, Task
from relance.ledger.writes import BATCH

# tasks that a decision raises, and that close by themselves once no decision asks for them
TENDED = ("allocate_credit", "missing_contact", "write_off_or_keep", "import_payments", "reply_waiting")

Verdicts = Sequence[tuple[Position, Verdict]]


def tend_tasks(creditor: Creditor, decided: Sequence[tuple[Customer, Verdicts]], act: Act) -> None:
    """Open what was asked for, refresh what is open, close what is no longer asked."""
    customers = [customer.pk for customer, _ in decided]
    tasks = Task.objects.filter(creditor=creditor, closed_on=None, customer__in=customers)
    old = {(t.customer_id, t.kind, t.subject): t for t in tasks}
    new: list[Task] = []
    changed: list[Task] = []
    for customer, verdicts in decided:
        for position, verdict in verdicts:
            for asked in verdict.tasks:
                subject = _subject(asked, position, act.today)
                task = old.pop((customer.pk, asked.kind, subject), None)
                row = task or Task(creditor=creditor, customer=customer, opened_on=act.today, due_on=asked.due_on)
                row.kind, row.subject, row.why = asked.kind, subject, asked.why[:500]
                row.amount_cents, row.currency = verdict.overdue_cents, position.currency
                (changed if task else new).append(row)
    Task.objects.bulk_create(new, batch_size=BATCH)
    Task.objects.bulk_update(changed, ["why", "amount_cents"], batch_size=BATCH)
    gone = [task.pk for (_, kind, subject), task in old.items() if kind in TENDED and not is_agreements(subject)]
    Task.objects.filter(pk__in=gone).update(closed_on=act.today, result="no longer needed")


def is_agreements(subject: str) -> bool:
    """Whether a task was raised by a payment plan, which closes it itself, and not by a decision."""
    return " E-" in subject


def _subject(asked: Asked, position: Position, today: date) -> str:
    """A hand-over is a task of its own each time; the others are one per customer and currency."""
    return f"{position.currency} {today}" if asked.kind == "hand_over" else position.currency
