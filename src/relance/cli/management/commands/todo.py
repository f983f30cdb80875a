"""`relance todo`: the work list, and the notices that wait for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.present import Document
from relance.cli.screen import Text
from relance.cli.typed import day
from relance.operations.refused import Refused

if TYPE_CHECKING:
    from relance.operations.todays_work import Work

PREFETCH = 200  # lines and invoices of so many notices at a time: SQLite bounds the length of a query


class Command(RelanceCommand):
    """Show who does what, by when and why; close a task with its result and next step; give it to somebody."""

    help = "the work list: what to confirm, whom to call, what to look up"

    def options(self, parser: CommandParser) -> None:
        """Closing a task, giving it to somebody, and what to show."""
        parser.add_argument("--done", type=int, metavar="TASK", help="close this task")
        parser.add_argument("--result", default="", help="what came of it")
        parser.add_argument("--next", default="", dest="next_step", metavar="WORDS", help="what comes next; with --on")
        parser.add_argument("--on", type=day, metavar="DAY", help="the day of the next step")
        parser.add_argument("--nothing-more", action="store_true", help="no next step (as without --next)")
        parser.add_argument("--assign", nargs="+", metavar="TASK [PERSON]", help="give a task to a person")
        parser.add_argument("--by", type=day, metavar="DAY", help="with --assign: another day")
        parser.add_argument("--person", default="", metavar="NAME", help="only what this person does today")
        parser.add_argument("--kind", default="", help="only tasks of this kind")

    def answer(self, ask: Ask) -> Answer:
        """Waiting notices and open tasks, after what was asked."""
        from relance.cli import present
        from relance.cli.work import clock_documents, task_documents
        from relance.ledger import reads
        from relance.operations.todays_work import todays_work

        _act(ask)
        today = ask.act.today
        waiting = [present.notice_row(n) for n in reads.waiting_notices(ask.creditor).iterator(PREFETCH)]
        work = todays_work(ask.creditor, today, person=ask["person"], kind=ask["kind"])
        document = {
            "today": today,
            "creditor": ask.creditor.key,
            **{s: [n for n in waiting if n["state"] == s] for s in ("to_confirm", "no_contact", "planned")},
            "tasks": task_documents(ask.creditor, work, today, ask.language),
            "clocks": clock_documents(work, today, ask.language),
        }
        return Answer(document, _text(ask, document, work))


def _act(ask: Ask) -> None:
    """Close or give tasks, where that was asked."""
    from relance.operations.assign_task import assign_tasks
    from relance.operations.close_task import close_task

    if ask["nothing_more"] and ask["next_step"]:
        raise Refused("--nothing-more and --next “…” say two things: give one of them")
    if ask["done"]:
        close_task(
            creditor=ask.creditor, task_id=ask["done"], result=ask["result"], act=ask.act,
            next_step=ask["next_step"], next_on=ask["on"],
        )  # fmt: skip
    if ask["assign"]:
        task, *person = ask["assign"]
        if not task.isdecimal() or len(person) > 1:
            raise Refused("--assign takes the number of a task and a person: relance todo --assign 12 lea")
        assign_tasks(creditor=ask.creditor, task_ids=[int(task)], owner="".join(person), by=ask["by"], act=ask.act)


def _text(ask: Ask, document: Document, work: Work) -> list[Text]:
    from relance.cli.words import notices_table
    from relance.cli.work import work_table

    parts = (
        ("to_confirm", ask.say("À confirmer (relance confirm)", "To confirm (relance confirm)")),
        ("no_contact", ask.say("Prêtes, mais sans coordonnée", "Ready, but nobody can be reached")),
        ("planned", ask.say("Prêtes à partir (relance send)", "Ready to leave (relance send)")),
    )
    text: list[Text] = []
    for state, title in parts:
        if document[state]:
            text += [f"{title} : {len(document[state])}", *notices_table(document[state], ask.language), ""]
    table = work_table(work, document["tasks"], document["today"], ask.language)
    if table:
        text += [ask.say("À faire", "To do"), *table]
    return text or [ask.say("Rien à faire.", "Nothing to do.")]
