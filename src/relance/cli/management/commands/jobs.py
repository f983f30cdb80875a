"""`relance jobs`: long work under way, how far it is; `--work` does what waits."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text


class Command(RelanceCommand):
    """Show the long work of a company, or do what waits for all of them."""

    help = "long work that pages asked for; --work: do what waits, then stop"

    def options(self, parser: CommandParser) -> None:
        """Whether to do it."""
        parser.add_argument("--work", action="store_true", help="do what waits, for every company, then stop")

    def answer(self, ask: Ask) -> Answer:
        """The list, or how many pieces of work ended."""
        from relance.cli.clock import act_on
        from relance.ledger.kept import jobs_under_way
        from relance.operations.jobs.run import run_jobs

        if ask["work"]:
            ended = run_jobs(lambda: act_on(None).now)
            return Answer({"ended": ended}, [ask.say(f"Travaux terminés : {ended}.", f"Work ended: {ended}.")])
        rows: list[dict[str, object]] = [
            {
                "number": job.pk, "kind": job.kind, "state": job.state, "asked_by": job.asked_by, "done": job.done,
                "total": job.total,
            }
            for job in jobs_under_way(ask.creditor)
        ]  # fmt: skip
        text: list[Text] = [ask.say("Aucun travail en cours.", "No work is under way.")]
        if rows:
            heads = ("N°", "Travail", "État", "Par", "Fait") if ask.language == "fr" else (
                "No", "Work", "State", "By", "Done",
            )  # fmt: skip
            told = [tuple(str(r[name]) for name in ("number", "kind", "state", "asked_by", "done")) for r in rows]
            text = [Table(heads, told)]
        return Answer({"creditor": ask.creditor.key, "jobs": rows}, text)
