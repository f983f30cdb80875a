"""`relance letters`: letters and where they are; makes a batch to print, takes in a file of days and numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import DONE, PROBLEMS, REFUSED, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.operations.refused import Refused

MOST_ROWS = 60


class Command(RelanceCommand):
    """List letters, make a batch of those to print, or record what the post did with many."""

    help = "letters and registered letters: lists them, makes a batch to print and post, reads a file of tracking"

    def options(self, parser: CommandParser) -> None:
        """What to list, or what to do."""
        parser.add_argument("--list", dest="chosen", default="", help="waiting, on_the_way, ended or all")
        parser.add_argument("--batch", action="store_true", help="put what waits into a new batch")
        parser.add_argument("--print", dest="number", type=int, metavar="N", help="write the files of batch N again")
        parser.add_argument("--to", default=".", metavar="FOLDER", help="where the files of a batch are written")
        parser.add_argument("--two-sided", action="store_true", help="each letter begins on a new sheet")
        parser.add_argument("--csv", metavar="F", help="a file of numbers and days")
        parser.add_argument("--partial", action="store_true", help="take the good lines, refuse the others")
        parser.add_argument("--follow", action="store_true", help="ask the postal provider now")

    def answer(self, ask: Ask) -> Answer:
        """Do what was asked, or list."""
        if ask["csv"]:
            return _take(ask)
        if ask["batch"] or ask["number"]:
            return _batch(ask)
        return _follow(ask) if ask["follow"] else _list(ask)


def _take(ask: Ask) -> Answer:
    from relance.operations.import_tracking import import_tracking

    try:
        data = Path(ask["csv"]).read_bytes()
    except OSError as error:
        raise Refused(f"{ask['csv']} cannot be read: {error.strerror}") from None
    done = import_tracking(
        creditor=ask.creditor, data=data, act=ask.act, partial=ask["partial"], language=ask.language
    )  # fmt: skip
    document = {
        "read": done.read, "changed": done.changed, "known": done.known, "rejected": done.rejected,
        "taken": done.is_taken, "problems": [{"line": p.line, "message": p.message} for p in done.problems],
    }  # fmt: skip
    text: list[Text] = [p.message for p in done.problems]
    text.append(
        ask.say(
            f"{done.read} lignes lues, {done.changed} courriers mis à jour, {done.known} déjà connus, "
            f"{done.rejected} lignes refusées.",
            f"{done.read} lines read, {done.changed} letters updated, {done.known} known already, "
            f"{done.rejected} lines refused.",
        )
    )
    if done.problems and not done.is_taken:
        first = done.problems[0].message
        return Answer(document, text, REFUSED, (f"{ask['csv']} was refused, nothing was changed: {first}",))
    return Answer(document, text, PROBLEMS if done.problems else DONE)


def _batch(ask: Ask) -> Answer:
    from relance.ledger.letters import find_batch
    from relance.operations.make_batch import batch_list_csv, batch_list_pdf, batch_pdf, make_batch

    creditor = ask.creditor
    number = ask["number"] or make_batch(creditor=creditor, act=ask.act).number
    batch = find_batch(creditor, number)
    if batch is None:
        raise Refused(f"there is no batch {number}")
    folder = Path(ask["to"])
    if not folder.is_dir():
        raise Refused(f"{folder} is not a folder: give one with --to")
    name = f"{creditor.key}-batch-{number}"
    files = {
        f"{name}.pdf": batch_pdf(creditor, batch, duplex=ask["two_sided"]),
        f"{name}-list.pdf": batch_list_pdf(creditor, batch),
        f"{name}-list.csv": batch_list_csv(creditor, batch),
    }
    for file, content in files.items():
        (folder / file).write_bytes(content)
    letters: Any = batch
    document = {"batch": number, "made_on": batch.made_on, "letters": letters.letters, "files": list(files)}
    words = ask.say(
        f"Lot {number} : {letters.letters} courriers, dans {folder}.",
        f"Batch {number}: {letters.letters} letters, in {folder}.",
    )
    return Answer(document, [words, *files])


def _follow(ask: Ask) -> Answer:
    from relance.operations.follow_letters import follow_letters

    done = follow_letters(creditor=ask.creditor, act=ask.act, at_once=True)
    document = {
        "asked": done.asked, "found": done.found, "moved": done.moved, "proofs": done.proofs,
        "problems": done.problems,
    }  # fmt: skip
    words = ask.say(
        f"{done.asked} questions au prestataire : {done.found} envois retrouvés, {done.moved} suivis mis à jour, "
        f"{done.proofs} preuves archivées.",
        f"{done.asked} questions to the provider: {done.found} orders found, {done.moved} letters moved on, "
        f"{done.proofs} proofs archived.",
    )
    return Answer(document, [words, *(f"! {p}" for p in done.problems)], PROBLEMS if done.problems else DONE)


def _list(ask: Ask) -> Answer:
    from relance.ledger.letters import LISTS, letter_counts, letters
    from relance.operations.note_postings import note_postings
    from relance.operations.postal_settings import why_by_hand

    chosen = ask["chosen"] or "all"
    if chosen not in LISTS:
        raise Refused(f"there is no list “{chosen}”: lists are {', '.join(LISTS)}")
    note_postings(creditor=ask.creditor, act=ask.act)
    rows = list(letters(ask.creditor, chosen))
    found = [_document(row) for row in rows]
    document = {"counts": letter_counts(ask.creditor), "letters": found}
    warning = why_by_hand(ask.creditor)
    if not rows:
        return Answer(document, [ask.say("Aucun courrier.", "No letter.")], warnings=(warning,) if warning else ())
    return Answer(document, _text(ask, found), warnings=(warning,) if warning else ())


def _document(row: Any) -> dict[str, Any]:
    notice = row.dispatch.notice
    return {
        "notice": notice.reference, "customer": notice.customer.code, "name": notice.customer.name,
        "channel": row.dispatch.channel, "state": row.state, "in_doubt": row.dispatch.state == "unknown",
        "batch": row.batch.number if row.batch else None, "number": row.number or None, "left_on": notice.left_on,
        "posted_on": row.posted_on, "presented_on": row.presented_on, "ended_on": row.ended_on,
        "provider": row.provider or None, "provider_reference": row.provider_reference or None,
        "cost_cents": row.cost_cents, "detail": row.detail or None,
        "proofs": [{"kind": p.kind, "name": p.name, "sha256": p.sha256} for p in row.proofs.all()],
    }  # fmt: skip


def _text(ask: Ask, found: list[dict[str, Any]]) -> list[Text]:
    from relance.cli.words import iso
    from relance.domain.posting_words import posting_words
    from relance.domain.reasons import channel_words

    headers = ("Notice", "Customer", "Sent as", "State", "Number", "Posted", "Presented", "Ended", "Batch")
    if ask.language == "fr":
        headers = ("Relance", "Client", "Envoi", "État", "Numéro", "Postée", "Présentée", "Fin", "Lot")
    doubt = ask.say("issue inconnue", "outcome unknown")
    table = [
        (
            x["notice"], f"{x['customer']} {x['name']}"[:30], channel_words(x["channel"], ask.language),
            doubt if x["in_doubt"] else posting_words(x["state"], ask.language), x["number"] or "",
            iso(x["posted_on"]), iso(x["presented_on"]), iso(x["ended_on"]), str(x["batch"] or ""),
        )
        for x in found[:MOST_ROWS]
    ]  # fmt: skip
    more = len(found) - MOST_ROWS
    rest = [ask.say(f"… et {more} de plus (--json)", f"… and {more} more (--json)")] if more > 0 else []
    return [Table(headers, table, right=(8,)), *rest]
