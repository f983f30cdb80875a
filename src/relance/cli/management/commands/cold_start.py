"""`relance cold-start`: terms, delays, segments and a first work list, from the FEC and what is recorded."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand


class Command(RelanceCommand):
    """Propose what to begin with; change it only where asked to."""

    help = "proposes terms, delays, segments and a first work list from the FEC and the bank"

    def options(self, parser: CommandParser) -> None:
        """Whether to apply, and to whom."""
        parser.add_argument("--apply", action="store_true", help="give customers without terms the sure ones")
        parser.add_argument("--likely", action="store_true", help="with --apply: the likely ones too, and kinds")
        parser.add_argument(
            "--customer", action="append", default=[], metavar="CODE", help="with --apply: these customers only"
        )

    def answer(self, ask: Ask) -> Answer:
        """Show the proposals; with --apply, what was changed."""
        from relance.cli.cold_start_document import cold_start_document, cold_start_text
        from relance.operations.cold_start import apply_cold_start, propose_cold_start

        applied = None
        if ask["apply"]:
            applied = apply_cold_start(
                creditor=ask.creditor, act=ask.act, customers=ask["customer"] or None, likely=ask["likely"]
            )
        found = propose_cold_start(creditor=ask.creditor, act=ask.act, language=ask.language)
        document = {
            "today": ask.act.today, "creditor": ask.creditor.name,
            "applied": applied._asdict() if applied else None, **cold_start_document(found, ask.language),
        }  # fmt: skip
        text = list(cold_start_text(found, ask.language))
        if applied:
            text.append(
                ask.say(
                    f"Appliqué : conditions de {applied.terms} clients, types de {applied.kinds}, "
                    f"{applied.due_dates} échéances estimées de nouveau.",
                    f"Applied: terms of {applied.terms} customers, kinds of {applied.kinds}, "
                    f"{applied.due_dates} due dates estimated again.",
                )
            )
        else:
            text.append(ask.say("Rien n’a été changé (--apply).", "Nothing was changed (--apply)."))
        return Answer(document, text)
