"""`relance attach`: invoice PDFs that go with reminders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandParser

from relance.cli.command import DONE, PROBLEMS, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Text


class Command(RelanceCommand):
    """Attach the PDFs of a folder to the invoices whose numbers stand in their names."""

    help = "attaches invoice PDFs of a folder, matched by number"

    def options(self, parser: CommandParser) -> None:
        """Where they are."""
        parser.add_argument("folder", metavar="FOLDER")

    def answer(self, ask: Ask) -> Answer:
        """What was attached, and what could not be."""
        from relance.operations.attach_files import attach_files
        from relance.operations.refused import Refused

        folder = Path(ask["folder"])
        if not folder.is_dir():
            raise Refused(f"{folder} is not a folder: give the one that holds the invoice PDFs")
        done = attach_files(creditor=ask.creditor, files=_files(folder), act=ask.act)
        document = {
            "attached": [{"file": name, "invoice": number} for name, number in done.attached],
            "known": list(done.known),
            "problems": list(done.problems),
        }
        text: list[Text] = [f"{name} → {number}" for name, number in done.attached]
        text.append(
            ask.say(
                f"{len(done.attached)} factures jointes, {len(done.known)} déjà connues.",
                f"{len(done.attached)} invoices attached, {len(done.known)} known already.",
            )
        )
        text += [f"! {problem}" for problem in done.problems]
        return Answer(document, text, PROBLEMS if done.problems else DONE)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """One file at a time: a folder may hold thousands."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() == ".pdf":
            yield path.name, path.read_bytes()
