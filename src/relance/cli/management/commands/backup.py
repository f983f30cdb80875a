"""`relance backup`: a whole copy of the database, while others work."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand


class Command(RelanceCommand):
    """Copy the database (SQLite)."""

    help = "copies the whole database into a file"

    def options(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", metavar="FILE")

    def answer(self, ask: Ask) -> Answer:
        """Make the copy, check it, and say how large it is."""
        from relance.cli.copies import back_up, check_backup

        target = Path(ask["file"])
        size = back_up(target)
        check_backup(target)
        words = ask.say(
            f"Sauvegarde écrite : {target} ({size} octets). Les messages envoyés y sont ; les fichiers de la boîte "
            "d’envoi restent à leur place.",
            f"Backup written: {target} ({size} bytes). It holds the messages sent; the outbox’s files stay in place.",
        )
        return Answer({"file": str(target), "bytes": size}, [words])
