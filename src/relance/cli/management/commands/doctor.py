"""`relance doctor`: checks the installation and says how to mend it."""

from __future__ import annotations

from dataclasses import asdict

from relance.cli.command import DONE, PROBLEMS, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Text, waiting


class Command(RelanceCommand):
    """Look at everything that must hold."""

    help = "checks the database, the records and the outbox; says how to mend"

    def answer(self, ask: Ask) -> Answer:
        """All findings; those that are well are counted."""
        from relance.cli.examination import examine

        with waiting(ask.say("Examen…", "Examining…"), quiet=ask.is_quiet):
            findings = list(examine())
        wrong = [f for f in findings if f.severity != "ok"]
        problems = [f for f in wrong if f.severity == "problem"]
        document = {
            "healthy": not problems,
            "findings": [asdict(f) for f in findings],
            "problems": [f.message for f in problems],
        }
        text: list[Text] = []
        for finding in wrong:
            where = f"{finding.creditor}: " if finding.creditor else ""
            text.append(f"{'✗' if finding.severity == 'problem' else '!'} {where}{finding.check}: {finding.message}")
            text.append(f"    → {finding.mend}")
        good = len(findings) - len(wrong)
        text.append(
            ask.say(
                f"{good} contrôles bons, {len(wrong) - len(problems)} avertissements, {len(problems)} problèmes.",
                f"{good} checks passed, {len(wrong) - len(problems)} warnings, {len(problems)} problems.",
            )
        )
        return Answer(document, text, PROBLEMS if problems else DONE)
