"""`relance posting`: what the post did with one letter, or the day on which a batch was posted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.typed import day
from relance.operations.refused import Refused

ENDS = ("delivered", "refused", "unclaimed", "wrong_address")


class Command(RelanceCommand):
    """Record number, days and proof of a letter."""

    help = "records what the post did with a letter: number, days, proof"

    def options(self, parser: CommandParser) -> None:
        """Which letter, and what is known of it."""
        parser.add_argument("reference", nargs="?", default="", metavar="NOTICE|NUMBER")
        parser.add_argument("--number", default="", help="the registered letter's number")
        parser.add_argument("--posted", type=day, metavar="DAY")
        parser.add_argument("--presented", type=day, metavar="DAY", help="the first presentation")
        parser.add_argument("--delivered", type=day, metavar="DAY")
        parser.add_argument("--refused", type=day, metavar="DAY", help="refused by the addressee")
        parser.add_argument("--unclaimed", type=day, metavar="DAY", help="returned unclaimed")
        parser.add_argument("--wrong-address", type=day, metavar="DAY", help="returned for its address")
        parser.add_argument("--proof", metavar="FILE", help="a scan: PDF, JPEG or PNG")
        parser.add_argument("--proof-kind", default="", help="deposit, receipt, content or other")
        parser.add_argument("--batch", type=int, metavar="N", help="with --posted: every letter of that batch")

    def answer(self, ask: Ask) -> Answer:
        """Write it down."""
        if ask["batch"]:
            return _batch(ask)
        if not ask["reference"]:
            raise Refused("say which letter: relance posting R-000012 --posted 2026-02-16")
        return _letter(ask)


def _batch(ask: Ask) -> Answer:
    from relance.operations.record_posting import record_batch_posted

    if not ask["posted"] or ask["reference"]:
        raise Refused("a batch is posted as a whole: relance posting --batch N --posted DAY")
    count = record_batch_posted(creditor=ask.creditor, number=ask["batch"], on=ask["posted"], act=ask.act)
    words = ask.say(
        f"Lot {ask['batch']} : {count} courriers postés le {ask['posted']}.",
        f"Batch {ask['batch']}: {count} letters posted on {ask['posted']}.",
    )
    return Answer({"batch": ask["batch"], "posted_on": ask["posted"], "letters": count}, [words])


def _letter(ask: Ask) -> Answer:
    from relance.domain.posting import News
    from relance.domain.posting_words import posting_words
    from relance.operations.record_posting import record_posting

    ends = [(end, ask[end]) for end in ENDS if ask[end]]
    if len(ends) > 1:
        raise Refused(f"a letter ends in one way: {' or '.join(end for end, _day in ends)}")
    end: Any
    end, on = ends[0] if ends else ("", None)
    news = News(ask["number"], ask["posted"], ask["presented"], end, on)
    proof = _proof(ask, end) if ask["proof"] else None
    if news == News() and proof is None:
        raise Refused("say what is known: --number, --posted, --presented, --delivered… or --proof FILE")
    done = record_posting(creditor=ask.creditor, reference=ask["reference"], act=ask.act, news=news, proof=proof)
    posting, notice = done.posting, done.posting.dispatch.notice
    document = {
        "notice": notice.reference, "channel": posting.dispatch.channel, "state": posting.state,
        "number": posting.number or None, "posted_on": posting.posted_on, "presented_on": posting.presented_on,
        "ended_on": posting.ended_on, "changed": done.changed, "proofs": done.proofs,
    }  # fmt: skip
    state = posting_words(posting.state, ask.language)
    known = "" if done.changed else ask.say(" (déjà connu)", " (known already)")
    number = f", {posting.number}" if posting.number else ""
    return Answer(document, [ask.say(f"{notice.reference} : {state}{number}{known}.",
                                     f"{notice.reference}: {state}{number}{known}.")])  # fmt: skip


def _proof(ask: Ask, end: str) -> Any:
    from relance.domain.postal import ProofFile
    from relance.domain.posting_words import PROOF_KINDS

    kind: Any = ask["proof_kind"] or ("receipt" if end or ask["presented"] else "deposit")
    if kind not in PROOF_KINDS:
        raise Refused(f"a proof is one of {', '.join(PROOF_KINDS)}, not “{kind}”")
    path = Path(ask["proof"])
    try:
        return ProofFile(kind, path.name, "", path.read_bytes())
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}") from None
