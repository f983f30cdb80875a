"""`relance verify`: checks the chain of events, or a dossier, and says where it breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import DONE, PROBLEMS, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.installation import require_database
from relance.cli.screen import Text
from relance.domain.bundle import Break, Checked, check
from relance.domain.said import Said
from relance.operations.refused import Refused


class Command(RelanceCommand):
    """Recompute every link of the chain, or every sum and hash of a dossier."""

    help = "checks that nothing in the record of what happened, or in a dossier, was changed"
    needs_database = False

    def options(self, parser: CommandParser) -> None:
        """A dossier as `relance dossier` wrote it; without one, the database."""
        parser.add_argument("bundle", nargs="?", default=None, metavar="F.zip", type=Path)

    def answer(self, ask: Ask) -> Answer:
        """The dossier named, else each creditor's chain, or that of the one named."""
        if ask["bundle"]:
            return _of_bundle(ask, ask["bundle"])
        require_database()
        return _of_chains(ask)


def _of_chains(ask: Ask) -> Answer:
    from relance.ledger import reads
    from relance.ledger.creditors import all_creditors

    chosen = [ask.creditor] if ask["creditor"] else all_creditors()
    chains = [{"creditor": c.key, "break": reads.chain_break(c)} for c in chosen]
    intact = all(chain["break"] is None for chain in chains)
    text: list[Text] = []
    for chain in chains:
        good = ask.say("la chaîne est intacte", "the chain is intact")
        text.append(f"{chain['creditor']}: {chain['break'] or good}")
    return Answer({"intact": intact, "chains": chains}, text, DONE if intact else PROBLEMS)


def _of_bundle(ask: Ask, path: Path) -> Answer:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror}): name the ZIP that `relance dossier` wrote") from None
    checked = check(data)
    breaks, ledger = list(checked.breaks), "not here"
    if not breaks:
        ledger, differing = _against_ledger(checked)
        breaks += differing
    document: dict[str, Any] = {
        "intact": not breaks,
        "breaks": [{"file": one.file, "what": one.what.en} for one in breaks],
        "files": checked.files,
        "events": len(checked.hashes),
        "fingerprint": checked.fingerprint if not breaks else None,
        "ledger": ledger,
    }
    mark = ask.say(" : ", ": ")
    text: list[Text] = [f"{one.file or path.name}{mark}{one.what.text(ask.language)}" for one in breaks]
    if not breaks:
        text = _whole(ask, document)
    return Answer(document, text, PROBLEMS if breaks else DONE)


def _whole(ask: Ask, document: dict[str, Any]) -> list[Text]:
    files, events, mark = document["files"], document["events"], document["fingerprint"]
    said: list[Text] = [
        ask.say(
            f"Le dossier est intact : {files} fichiers, {events} événements.",
            f"The dossier is intact: {files} files, {events} events.",
        ),
        ask.say(
            f"Empreinte, à comparer avec celle reçue par une autre voie : {mark}",
            f"Fingerprint, to be compared with the one received by another way: {mark}",
        ),
    ]
    if document["ledger"] == "agrees":
        said.append(ask.say("Le registre de cette installation dit la même chose.", "The ledger here says the same."))
    return said


def _against_ledger(checked: Checked) -> tuple[str, list[Break]]:
    """Whether the ledger of this installation, where it has that creditor, has the same events."""
    from django.db import Error

    try:
        require_database()
    except (Refused, Error):
        return "not here", []
    from relance.ledger.creditors import find_creditor
    from relance.ledger.dossier import recorded_hashes

    creditor = find_creditor(str(checked.manifest["creditor"]["key"]))
    if creditor is None or not checked.hashes:
        return "not here", []
    known = recorded_hashes(creditor, checked.hashes)
    other = [sequence for sequence, said in sorted(checked.hashes.items()) if known.get(sequence) != said]
    if not other:
        return "agrees", []
    return "differs", [
        Break(
            "",
            Said(
                f"event {other[0]} is another one, or none, in the ledger of this installation",
                f"l’événement {other[0]} est un autre, ou n’existe pas, dans le registre de cette installation",
            ),
        )
    ]
