"""`relance run`: the day, decided and (where confirmed or automatic) sent."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import DONE, PROBLEMS, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.present import Document, Known
from relance.cli.screen import Text, waiting
from relance.operations.decide_due import RunReport
from relance.operations.send_due import SendReport

PREFETCH = 200  # lines and invoices of so many notices at a time: SQLite bounds the length of a query


class Command(RelanceCommand):
    """Decide every customer whose day has come, then send what may leave."""

    help = "the day: decides who is reminded, sends what is confirmed or automatic"

    def options(self, parser: CommandParser) -> None:
        """What to leave out."""
        parser.add_argument("--dry-run", action="store_true", help="decide and show; write nothing, send nothing")
        parser.add_argument("--no-send", action="store_true", help="decide only")
        parser.add_argument("--all", action="store_true", help="look at every customer, not only those due")

    def answer(self, ask: Ask) -> Answer:
        """Decide, send, and read the notices again."""
        from relance.cli import present
        from relance.domain.law import add_working_days
        from relance.ledger import reads
        from relance.operations.decide_due import decide_due
        from relance.operations.plans_in_force import law_of
        from relance.operations.send_due import send_due

        creditor, act, dry = ask.creditor, ask.act, ask["dry_run"]
        with waiting(ask.say("Décision…", "Deciding…"), quiet=ask.is_quiet):
            report = decide_due(creditor=creditor, act=act, dry_run=dry, everyone=ask["all"])
        sent = SendReport()
        if not dry and not ask["no_send"]:
            with waiting(ask.say("Envoi…", "Sending…"), quiet=ask.is_quiet):
                sent = send_due(creditor=creditor, act=act, any_hour=ask.today is not None)
        tomorrow = add_working_days(law_of(creditor), act.today, 1)
        document = present.run(creditor, report, _known(ask, report, dry=dry), tomorrow)
        document["problems"] += sent.problems
        document["sent"] = present.sending(sent)
        document["answers"] = [present.notice_row(n) for n in reads.answers_on(creditor, act.today)]
        code = PROBLEMS if document["problems"] else DONE
        return Answer(document, _text(ask, document, dry=dry), code)


def _known(ask: Ask, report: RunReport, *, dry: bool) -> Known:
    """Finds the notice written for what was decided: today's after a run, one that waits in a dry run."""
    from relance.ledger import reads
    from relance.operations.notices import sameness_of

    rows = reads.waiting_notices(ask.creditor) if dry else reads.notices_decided_on(ask.creditor, report.today)
    by_content = {(n.customer_id, sameness_of(n)): n for n in rows.iterator(chunk_size=PREFETCH)}
    return lambda want: by_content.get((want.case.customer.pk, want.sameness()))


def _text(ask: Ask, document: Document, *, dry: bool) -> list[Text]:
    from relance.cli.words import notices_table, reasons_lines, tasks_table

    notices, lost, silent = document["notices"], document["no_contact"], document["silent"]
    looked, today = document["customers_looked_at"], document["today"]
    text: list[Text] = [
        ask.say(
            f"{today} – clients examinés : {looked}, relances : {len(notices)}, laissés en paix : {len(silent)}.",
            f"{today} – customers looked at: {looked}, notices: {len(notices)}, left in peace: {len(silent)}.",
        )
    ]
    text += notices_table(notices, ask.language)
    if lost:
        text += ["", ask.say("Prêtes, mais sans coordonnée :", "Ready, but nobody can be reached:")]
        text += notices_table(lost, ask.language)
    if document["answers"]:
        text += ["", ask.say("Réponses aux clients :", "Answers to customers:")]
        text += notices_table(document["answers"], ask.language)
    if silent:
        text += ["", ask.say("Pourquoi les autres sont laissés en paix :", "Why the others are left in peace:")]
        text += reasons_lines(silent, ask.language)
    if document["tasks"]:
        text += ["", ask.say("À faire par une personne :", "For a person to do:")]
        text += tasks_table(document["tasks"], ask.language)
    text += [*_notes(document), *_next(ask, document, dry=dry)]
    return text


def _notes(document: Document) -> list[Text]:
    notes = [f"! {problem}" for problem in document["problems"]]
    notes += [f"! {warning}" for warning in document["warnings"]]
    if document["sent"]["held"]:
        notes.append(document["sent"]["held"])
    return ["", *notes] if notes else []


def _next(ask: Ask, document: Document, *, dry: bool) -> list[Text]:
    """What to type now."""
    if dry:
        return [ask.say("Rien n’a été écrit ni envoyé (--dry-run).", "Nothing was written or sent (--dry-run).")]
    waiting_ones = sum(1 for n in document["notices"] + document["answers"] if n["state"] == "to_confirm")
    text: list[Text] = []
    if document["sent"]["sent"]:
        text.append(ask.say(f"Envoyées : {document['sent']['sent']}.", f"Sent: {document['sent']['sent']}."))
    if waiting_ones:
        text.append(
            ask.say(
                f"{waiting_ones} attendent votre accord : relance confirm --all (ou la page des départs).",
                f"{waiting_ones} wait for your word: relance confirm --all (or the departures page).",
            )
        )
    return text
