"""`relance demo`: invented customers in a throw-away home, and the web app open on them."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandParser

from relance.cli.clock import act_on
from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.installation import migrate, settings_value, sqlite_path
from relance.cli.screen import progress
from relance.cli.typed import whole
from relance.operations.refused import Refused


class Command(RelanceCommand):
    """Play some weeks of an invented company, then serve."""

    help = "an invented company in a throw-away folder, with the web app open on it"
    needs_database = False

    def options(self, parser: CommandParser) -> None:
        """Where to answer, and what to keep."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=whole, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="make the data, then stop (and keep the folder)")
        parser.add_argument("--keep", action="store_true", help="keep the folder when the web app stops")

    def answer(self, ask: Ask) -> Answer:
        """Make the data, say where it is, serve; the folder goes when the web app stops."""
        from relance.cli.demo.play import days_of, demo_day, play
        from relance.cli.management.commands.serve import announce
        from relance.cli.serving import require_free, serve, sign_in_link
        from relance.discovery import country

        home = Path(settings_value("RELANCE_HOME"))
        path = sqlite_path()
        if path is None or path.exists():
            raise Refused(
                f"{path or 'this database'} holds data already: the demonstration wants an empty RELANCE_HOME"
            )
        if not ask["no_serve"]:
            require_free(ask["host"], ask["port"])
        today = demo_day(ask.today or act_on(None).today, country("FR"))
        migrate()
        words = ask.say("Quelques semaines d’une entreprise inventée", "Some weeks of an invented company")
        with progress(words, len(days_of(today)), quiet=ask.is_quiet) as step:
            played = play(today, step)
        address = f"http://{ask['host']}:{ask['port']}"
        link = sign_in_link(played.creditor, address)
        document = {
            "home": str(home), "today": today, "creditor": played.creditor.key, "to_confirm": played.to_confirm,
            "sent_before": played.sent_before, "sent_today": played.sent_today, "address": address, "sign_in": link,
        }  # fmt: skip
        text = [
            ask.say(
                f"Le {today} : {played.sent_today} relances parties ce matin, {played.to_confirm} à confirmer.",
                f"On {today}: {played.sent_today} notices left this morning, {played.to_confirm} to confirm.",
            ),
            ask.say(f"Boîte d’envoi : {home}/outbox", f"Outbox: {home}/outbox"),
        ]
        if ask["no_serve"]:
            again = f"RELANCE_HOME={home} relance serve --today {today}"
            return Answer(document, [*text, ask.say(f"Pour voir les pages : {again}", f"To see the pages: {again}")])
        print("\n".join(text))
        announce(ask, address, link)
        serve(ask["host"], ask["port"], today, with_worker=True)
        return Answer(document)
