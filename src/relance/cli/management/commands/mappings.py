"""`relance mappings`: how files were laid out, as remembered; one of them forgotten."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text


class Command(RelanceCommand):
    """List what is remembered, or forget one."""

    help = "the columns of files as remembered; --forget N: ask again for such files"

    def options(self, parser: CommandParser) -> None:
        """Which one to forget."""
        parser.add_argument("--forget", type=int, metavar="N", help="forget the mapping of this number")

    def answer(self, ask: Ask) -> Answer:
        """The list, or the name of the file whose mapping went."""
        from relance.ledger.mappings import mappings
        from relance.operations.remember_mapping import forget_mapping

        if ask["forget"] is not None:
            name = forget_mapping(creditor=ask.creditor, mapping=ask["forget"], act=ask.act)
            told = ask.say(f"Les colonnes de {name} sont oubliées.", f"The columns of {name} are forgotten.")
            return Answer({"creditor": ask.creditor.key, "forgotten": ask["forget"], "file": name}, [told])
        rows = [
            {"number": row.pk, "file": row.name, "set_by": row.set_by, "set_at": row.set_at, "answers": row.mapping}
            for row in mappings(ask.creditor)
        ]
        text: list[Text] = [ask.say("Aucune colonne retenue.", "No columns are remembered.")]
        if rows:
            heads = ("N°", "Fichier", "Par", "Colonnes") if ask.language == "fr" else ("No", "File", "By", "Columns")
            lines = [(str(r["number"]), str(r["file"]), str(r["set_by"]), _columns(r["answers"])) for r in rows]
            text = [Table(heads, lines)]
        return Answer({"creditor": ask.creditor.key, "mappings": rows}, text)


def _columns(answers: object) -> str:
    columns = answers.get("columns", {}) if isinstance(answers, dict) else {}
    return ", ".join(f"{field} = {name}" for field, name in columns.items() if not field.startswith("_"))
