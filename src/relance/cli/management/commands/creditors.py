"""`relance creditors`: the companies that are owed, and what waits for each."""

from __future__ import annotations

from relance.cli.clock import act_on
from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table


class Command(RelanceCommand):
    """List the creditors."""

    help = "the companies set up here, and what waits for each"

    def answer(self, ask: Ask) -> Answer:
        """A line per creditor."""
        from relance.ledger import reads
        from relance.ledger.creditors import all_creditors

        rows = [
            {"creditor": c.key, "name": c.name, **reads.counts(c, act_on(ask.today, c.timezone).today)}
            for c in all_creditors()
        ]
        headers = ("Key", "Name", "To confirm", "No contact", "Ready", "Tasks", "Late tasks")
        if ask.language == "fr":
            headers = ("Clé", "Nom", "À confirmer", "Sans coordonnée", "Prêtes", "Tâches", "En retard")
        names = ("to_confirm", "no_contact", "planned", "tasks", "late_tasks")
        table = Table(
            headers,
            [(r["creditor"], r["name"], *(str(r[n]) for n in names)) for r in rows],
            right=(2, 3, 4, 5, 6),
        )
        return Answer({"creditors": rows}, [table])
