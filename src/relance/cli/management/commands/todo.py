"""`relance todo`: the work list, and the notices that wait for a person."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.present import Document
from relance.cli.screen import Text

PREFETCH = 200  # lines and invoices of so many notices at a time: SQLite bounds the length of a query


class Command(RelanceCommand):
    """Show who does what, by when and why; or close a task with what came of it."""

    help = "the work list: what to confirm, whom to call, what to look up"

    def options(self, parser: CommandParser) -> None:
        """Closing a task."""
        parser.add_argument("--done", type=int, metavar="TASK", help="close this task")
        parser.add_argument("--result", default="", help="what came of it")

    def answer(self, ask: Ask) -> Answer:
        """Waiting notices and open tasks."""
        from relance.cli import present
        from relance.ledger import reads
        from relance.operations.close_task import close_task

        if ask["done"]:
            close_task(creditor=ask.creditor, task_id=ask["done"], result=ask["result"], act=ask.act)
        waiting = [present.notice_row(n) for n in reads.waiting_notices(ask.creditor).iterator(PREFETCH)]
        document = {
            "today": ask.act.today,
            "creditor": ask.creditor.key,
            **{s: [n for n in waiting if n["state"] == s] for s in ("to_confirm", "no_contact", "planned")},
            "tasks": [
                {
                    "id": t.pk, "task": t.kind, "customer": t.customer.code if t.customer else None,
                    "subject": t.subject, "due_on": t.due_on, "why": t.why, "amount_cents": t.amount_cents,
                    "currency": t.currency, "owner": t.owner or None,
                }
                for t in reads.open_tasks(ask.creditor)
            ],
        }  # fmt: skip
        return Answer(document, _text(ask, document))


def _text(ask: Ask, document: Document) -> list[Text]:
    from relance.cli.words import notices_table, tasks_table

    parts = (
        ("to_confirm", ask.say("À confirmer (relance confirm)", "To confirm (relance confirm)")),
        ("no_contact", ask.say("Prêtes, mais sans coordonnée", "Ready, but nobody can be reached")),
        ("planned", ask.say("Prêtes à partir (relance send)", "Ready to leave (relance send)")),
    )
    text: list[Text] = []
    for state, title in parts:
        if document[state]:
            text += [f"{title} : {len(document[state])}", *notices_table(document[state], ask.language), ""]
    if document["tasks"]:
        text += [ask.say("Tâches", "Tasks"), *tasks_table(document["tasks"], ask.language)]
    return text or [ask.say("Rien à faire.", "Nothing to do.")]
