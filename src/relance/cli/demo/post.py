"""The post of the story: letters are brought there the day they are made; days and proofs come back later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from relance.cli.demo import papers
from relance.domain.act import Act
from relance.domain.law import Law, next_working_day
from relance.domain.postal import ProofFile
from relance.domain.posting import End, News

if TYPE_CHECKING:
    from relance.ledger.creditors import Creditor


class Way(NamedTuple):
    """How many days after it was posted a letter is presented and ends; `ends` -1: it lies at the counter."""

    presented: int = 2
    ends: int = 2
    end: End = "delivered"


USUAL = Way()
TOLD = {  # by customer and step
    ("SABLES", "r2"): Way(4, 20, "unclaimed"),
    ("VERDIER", "final"): Way(4, -1),
    ("LAVERIE", "final"): Way(3, 3),
}


def bring(creditor: Creditor, act: Act) -> None:
    """Print what was made today and take it to the post office, which stamps the list."""
    from relance.ledger.letters import batch_letters, is_registered, to_print
    from relance.operations.make_batch import make_batch
    from relance.operations.note_postings import note_postings
    from relance.operations.record_posting import record_batch_posted, record_posting

    note_postings(creditor=creditor, act=act)
    if not to_print(creditor).exists():
        return
    batch = make_batch(creditor=creditor, act=act)
    record_batch_posted(creditor=creditor, number=batch.number, on=act.today, act=act)
    for letter in batch_letters(creditor, batch):
        if is_registered(letter.dispatch.channel):
            number = f"1A208{44_170_365 + letter.pk * 7_919:08d}"
            record_posting(creditor=creditor, reference=_name(letter), act=act, news=News(number=number))


def follow(creditor: Creditor, law: Law, act: Act) -> None:
    """What the post has done by then with the letters on their way."""
    from relance.ledger.letters import letters
    from relance.operations.record_posting import record_posting

    for letter in letters(creditor, "on_the_way"):
        way = TOLD.get((letter.dispatch.notice.customer.code, letter.dispatch.notice.step), USUAL)
        presented = _after(law, letter.posted_on, way.presented)
        ended = _after(law, letter.posted_on, way.ends)
        news, proof = News(), None
        if presented <= act.today and not letter.presented_on:
            news = News(presented_on=presented)
        if way.ends > 0 and ended <= act.today:
            news = News(presented_on=presented, end=way.end, ended_on=ended)
            proof = _proof(letter, presented, ended) if way.end == "delivered" else None
        if news != News():
            record_posting(creditor=creditor, reference=_name(letter), act=act, news=news, proof=proof)


def _after(law: Law, posted: date | None, days: int) -> date:
    assert posted
    return next_working_day(law, posted + timedelta(days=days))


def _name(letter: Any) -> str:
    return f"{letter.dispatch.notice.reference}/{letter.dispatch.channel}"


def _proof(letter: Any, presented: date, ended: date) -> ProofFile:
    notice = letter.dispatch.notice
    content = papers.receipt(letter.number, letter.dispatch.recipient, notice.reference, presented, ended)
    return ProofFile("receipt", f"avis-de-reception-{notice.reference}.pdf", "application/pdf", content)
