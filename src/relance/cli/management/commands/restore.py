"""`relance restore`: makes a backup the database again, with sending on hold."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandParser

from relance.cli.clock import act_on
from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Text


class Command(RelanceCommand):
    """Put a backup back (SQLite)."""

    help = "makes a backup the database again; sending is put on hold"
    needs_database = False

    def options(self, parser: CommandParser) -> None:
        """Which backup."""
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--force", action="store_true", help="put the database that is there aside")

    def answer(self, ask: Ask) -> Answer:
        """Put back, bring the tables up to date, and hold sending."""
        from relance.cli.copies import put_back
        from relance.cli.installation import migrate
        from relance.operations.restore import hold_sending

        aside = put_back(Path(ask["file"]), force=ask["force"])
        migrate()
        held = hold_sending(act=act_on(ask.today))
        document = {"file": ask["file"], "set_aside": str(aside) if aside else None, "to_confirm_again": held}
        text: list[Text] = [ask.say("La sauvegarde est en place.", "The backup is in place.")]
        if aside:
            text.append(ask.say(f"La base d’avant est gardée : {aside}", f"The database before it is kept: {aside}"))
        text.append(
            ask.say(
                "L’envoi est suspendu : tout est à confirmer, car des relances ont pu partir depuis. Comparez avec la "
                "boîte d’envoi (relance doctor), puis relance settings sending=as_planned si vous l’aviez.",
                "Sending is on hold: everything is to be confirmed, for notices may have left since. Compare with the "
                "outbox (relance doctor), then relance settings sending=as_planned if you had it so.",
            )
        )
        return Answer(document, text)
