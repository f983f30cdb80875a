"""The work list as documents and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from relance.cli.screen import Table, Text
from relance.cli.words import MOST_ROWS, iso
from relance.domain.reasons import kind_words, task_words
from relance.domain.work_order import urgency, why_here
from relance.ledger.creditors import Creditor
from relance.ledger.work import tasks_by_key
from relance.operations.todays_work import Work

Document = dict[str, Any]


def task_documents(creditor: Creditor, work: Work, today: date, language: str) -> list[Document]:
    """The open tasks, in the order of the list, with who does each and why it stands where it does."""
    found = tasks_by_key(creditor, work.tasks.values())
    rows = ((item, found.get(work.tasks[item.key])) for item in work.items if item.key in work.tasks)
    return [
        {
            "id": t.pk, "task": t.kind, "customer": t.customer.code if t.customer else None,
            "subject": t.subject, "due_on": t.due_on, "why": t.why, "amount_cents": t.amount_cents,
            "currency": t.currency, "owner": t.owner or None, "person": item.person or None,
            "urgency": urgency(item, today), "place": why_here(item, today, language),
            "opened_on": t.opened_on, "escalated_on": t.escalated_on,
        }
        for item, t in rows if t
    ]  # fmt: skip


def clock_documents(work: Work, today: date, language: str) -> list[Document]:
    """The legal clocks that end within sixty days, in the order of the list."""
    return list(_clocks(work, today, language))


def _clocks(work: Work, today: date, language: str) -> Iterator[Document]:
    for item in work.items:
        rows = work.clocks.get(item.key)
        if rows:
            yield {
                "key": rows[0].clock.key, "label": rows[0].clock.label.text(language),
                "customer": rows[0].receivable.customer.code, "due_on": item.due_on,
                "invoices": [row.receivable.invoice.number for row in rows], "amount_cents": item.amount_cents,
                "currency": item.currency, "person": item.person or None, "urgency": urgency(item, today),
                "place": why_here(item, today, language),
            }  # fmt: skip


def work_table(work: Work, tasks: Sequence[Document], today: date, language: str) -> list[Text]:
    """Everything to do, what is urgent first, then what is at stake."""
    headers = ("N°", "Avant le", "Tâche", "Client", "Qui", "Pourquoi ici")
    if language != "fr":
        headers = ("No.", "By", "Task", "Customer", "Who", "Why here")
    by_id = {t["id"]: t for t in tasks}
    rows = []
    for item in work.items[:MOST_ROWS]:
        task = by_id.get(work.tasks.get(item.key, 0))
        number, subject = (str(task["id"]), task["customer"] or task["subject"]) if task else ("–", _of(work, item.key))
        words = _words(work, item.key, item.kind, language)
        rows.append((number, iso(item.due_on), words, subject, item.person, why_here(item, today, language)))
    more = len(work.items) - len(rows)
    text: list[Text] = [Table(headers, rows, right=(0,))] if rows else []
    if more > 0:
        text.append(f"… et {more} de plus" if language == "fr" else f"… and {more} more")
    return text


def _words(work: Work, key: str, kind: str, language: str) -> str:
    if key in work.notices:
        row = work.notices[key]
        told = task_words(kind, language)
        return f"{told} ({row.count}, {kind_words(row.kind, language)})"
    if key in work.clocks:
        return work.clocks[key][0].clock.label.text(language)
    return task_words(kind, language)


def _of(work: Work, key: str) -> str:
    return work.clocks[key][0].receivable.customer.code if key in work.clocks else ""
