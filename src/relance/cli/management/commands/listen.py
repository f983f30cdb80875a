"""`relance listen`: reads the mailbox once, or takes in files of mail by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from django.core.management.base import CommandParser

from relance.cli.command import DONE, PROBLEMS, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text, waiting
from relance.domain.incoming import Fetched
from relance.operations.refused import Refused

KINDS = {
    "reply": ("réponse", "reply"),
    "bounce": ("message revenu", "bounce"),
    "delay": ("remise retardée", "delay"),
    "delivered": ("avis de remise", "delivery notice"),
    "absence": ("réponse automatique", "automatic answer"),
    "receipt": ("accusé de lecture", "read receipt"),
    "complaint": ("signalé indésirable", "reported as unwanted"),
    "own_copy": ("copie de nos envois", "copy of our own"),
    "other": ("autre", "other"),
    "unreadable": ("illisible", "unreadable"),
}


class Command(RelanceCommand):
    """Take in new mail."""

    help = "reads the mailbox for answers and bounces, once; or takes in files of mail"

    def options(self, parser: CommandParser) -> None:
        """Files, for those who have no IMAP."""
        parser.add_argument("--file", nargs="+", default=[], metavar="F.eml", help="take in these messages instead")

    def answer(self, ask: Ask) -> Answer:
        """One round of the mailbox, or these files."""
        return _files(ask) if ask["file"] else _mailbox(ask)


def _mailbox(ask: Ask) -> Answer:
    from relance.operations.read_mail import mailbox_settings, read_mail

    if not mailbox_settings(ask.creditor.key):
        raise Refused(
            f"no mailbox is set for {ask.creditor.name}: give RELANCE_IMAP_HOST, RELANCE_IMAP_USER and "
            "RELANCE_IMAP_PASSWORD, or take messages in by hand: relance listen --file F.eml"
        )
    with waiting(ask.say("Lecture du courrier…", "Reading mail…"), quiet=ask.is_quiet):
        report = read_mail(creditor=ask.creditor, act=ask.act)
    document = {
        "today": ask.act.today, "creditor": ask.creditor.key, "folders": report.folders, "taken": dict(report.taken),
        "known": report.known, "more": report.is_more, "troubles": report.troubles,
    }  # fmt: skip
    text: list[Text] = [_counted(ask, report.taken)]
    if report.is_more:
        text.append(ask.say("Il en reste : relancez la commande.", "There is more: run it again."))
    text += [f"! {trouble}" for trouble in report.troubles]
    return Answer(document, text, PROBLEMS if report.troubles else DONE)


def _counted(ask: Ask, taken: Counter[str]) -> str:
    if not taken:
        return ask.say("Rien de nouveau.", "Nothing new.")
    return ", ".join(f"{ask.say(*KINDS[kind])} {count}" for kind, count in sorted(taken.items()))


def _files(ask: Ask) -> Answer:
    from relance.operations.take_in_mail import take_in

    rows, documents = [], []
    for name in ask["file"]:
        content = _bytes(name)
        message = take_in(creditor=ask.creditor, fetched=Fetched(0, 0, content), act=ask.act)
        customer = message.customer.code if message and message.customer else None
        notice = message.notice.reference if message and message.notice else None
        documents.append(
            {
                "file": Path(name).name, "message": message.pk if message else None,
                "kind": message.kind if message else None, "customer": customer, "notice": notice,
            }
        )  # fmt: skip
        kind = (
            ask.say(*KINDS[message.kind]) if message else ask.say("déjà connu, ou refusé", "known already, or refused")
        )
        rows.append((Path(name).name, kind, customer or "", notice or ""))
    headers = (
        ("Fichier", "Nature", "Client", "Relance") if ask.language == "fr" else ("File", "What", "Customer", "Notice")
    )
    return Answer({"today": ask.act.today, "files": documents}, [Table(headers, rows)])


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}") from None
