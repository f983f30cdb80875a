"""`relance send`: sends what is ready, once."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import DONE, PROBLEMS, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Text, waiting


class Command(RelanceCommand):
    """Send every notice that may leave now."""

    help = "sends what is confirmed or automatic, once"

    def options(self, parser: CommandParser) -> None:
        """Whether to end a stop first."""
        parser.add_argument("--resume", action="store_true", help="end the stop that the mail server caused, then send")

    def answer(self, ask: Ask) -> Answer:
        """One round of sending."""
        from relance.cli import present
        from relance.operations.outbox import outbox_folder
        from relance.operations.resume_sending import resume_sending
        from relance.operations.send_due import send_due

        resumed = resume_sending(creditor=ask.creditor, act=ask.act) if ask["resume"] else ""
        with waiting(ask.say("Envoi…", "Sending…"), quiet=ask.is_quiet):
            report = send_due(creditor=ask.creditor, act=ask.act, any_hour=ask.today is not None)
        document = {"today": ask.act.today, "creditor": ask.creditor.key, **present.sending(report)}
        if ask["resume"]:
            document["resumed"] = resumed
        document["outbox"] = str(outbox_folder(ask.creditor)) if ask.creditor.delivery == "outbox" else None
        counts = {k: v for k, v in document.items() if isinstance(v, int) and v}
        text: list[Text] = [report.held] if report.held else []
        if ask["resume"]:
            text.insert(0, ask.say("Les envois reprennent.", "Sending goes on."))
        if not report.held:
            said = ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in counts.items())
            text.append(said or ask.say("Rien n’était prêt à partir.", "Nothing was ready to leave."))
        if counts.get("sent") and document["outbox"]:
            where = document["outbox"]
            text.append(ask.say(f"Dans la boîte d’envoi : {where}/index.html", f"In the outbox: {where}/index.html"))
        text += [f"! {problem}" for problem in report.problems]
        bad = report.problems or report.count("refused") or report.count("unknown")
        return Answer(document, text, PROBLEMS if bad else DONE)
