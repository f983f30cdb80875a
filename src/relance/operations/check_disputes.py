"""Every day: disputes that nobody settled in time, and agreed credit notes that have not come, go on the work list."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from relance.domain.act import Act
from relance.domain.reasons import dispute_reason_words
from relance.ledger.disputes import disputes_in_force
from relance.ledger.models import Creditor, Dispute, Task
from relance.ledger.writes import BATCH, update_many

OVERDUE = "dispute_overdue"


def subject_of(dispute_id: int) -> str:
    """How a task names its dispute."""
    return f"dispute:{dispute_id}"


def check_disputes(creditor: Creditor, act: Act) -> None:
    """Put disputes past their deadline on the work list, one task each; a task that is there is brought up to date."""
    late = list(disputes_in_force(creditor).filter(due_on__lt=act.today))
    if not late:
        return
    with transaction.atomic():
        there = _tasks(creditor, [subject_of(d.pk) for d in late])
        new, changed = [], []
        for dispute in late:
            task = there.get(subject_of(dispute.pk))
            if task:
                changed.append((_why(creditor, dispute, act), dispute.contested_cents, task))
            else:
                new.append(
                    Task(
                        creditor=creditor, customer=dispute.customer, kind=OVERDUE, subject=subject_of(dispute.pk),
                        due_on=act.today, opened_on=act.today, why=_why(creditor, dispute, act), owner=dispute.owner,
                        amount_cents=dispute.contested_cents, currency=dispute.invoice.currency,
                    )
                )  # fmt: skip
        Task.objects.bulk_create(new, batch_size=BATCH)
        update_many(Task, ("why", "amount_cents"), changed)


def _tasks(creditor: Creditor, subjects: Iterable[str]) -> dict[str, int]:
    rows = Task.objects.filter(creditor=creditor, kind=OVERDUE, closed_on=None, subject__in=list(subjects))
    return dict(rows.values_list("subject", "pk"))


def _why(creditor: Creditor, dispute: Dispute, act: Act) -> str:
    number, reason = dispute.invoice.number, dispute_reason_words(dispute.reason, creditor.language)
    french = creditor.language == "fr"
    if dispute.state == "accepted" and dispute.closed_on:
        days = (act.today - dispute.closed_on).days
        if french:
            return f"{number} : l’avoir convenu il y a {days} jours ({reason}) n’est pas arrivé"
        return f"{number}: the credit note agreed {days} days ago ({reason}) has not come"
    age, late = (act.today - dispute.opened_on).days, (act.today - dispute.due_on).days
    if french:
        return f"{number} : en litige depuis {age} jours ({reason}), échéance dépassée de {late} j"
    return f"{number}: disputed for {age} days ({reason}), {late} past the deadline"
