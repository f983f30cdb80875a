"""A sentence written by hand for one message, while it waits and nobody has confirmed it."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.domain.message import Message
from relance.domain.wording.added import LONGEST, check_added_line, plain_line
from relance.ledger.models import Creditor, Notice
from relance.ledger.models.notice import WAITING
from relance.ledger.positions import customer_facts
from relance.ledger.writes import append_events
from relance.operations.freeze import render_notice
from relance.operations.notices import happening
from relance.operations.refused import Refused


def add_line(*, creditor: Creditor, reference: str, line: str, act: Act) -> Notice:
    """Add a sentence to the message, in place of one added before; an empty one takes it out.

    Raises Refused where the notice has left or is confirmed, for a text that is too long, or breaks a rule of tone.
    """
    with transaction.atomic():
        notice = Notice.objects.filter(creditor=creditor, reference=reference).select_related("customer").first()
        if notice is None:
            raise Refused(f"there is no notice {reference}: see `relance todo` for those that wait")
        added = checked_line(notice, line)
        if added == notice.added_line:
            return notice
        waiting = Notice.objects.filter(pk=notice.pk, state__in=WAITING, confirmed_by="")
        if waiting.update(added_line=added) != 1:
            raise Refused(f"{reference} no longer waits for a word: it is {notice.state}, its text stays as it is")
        verb, payload = ("line_added", {"notice": reference, "line": added}) if added else (
            "line_taken_out", {"notice": reference},
        )  # fmt: skip
        append_events(creditor, [happening(verb, notice.customer, payload)], act)
        notice.added_line = added
    return notice


def checked_line(notice: Notice, line: str) -> str:
    """The sentence as it will stand. Raises Refused naming what cannot be said, why, and what to write instead."""
    added = plain_line(line)
    if len(added) > LONGEST:
        raise Refused(f"the sentence is too long: {LONGEST} characters at most, it has {len(added)}")
    findings = check_added_line(added, customer_facts(notice.customer), notice.kind)
    if findings:
        raise NotSaid(tuple(finding.text("fr") for finding in findings), tuple(f.text("en") for f in findings))
    return added


class NotSaid(Refused):
    """A sentence that breaks rules of tone: what to say instead, in both languages."""

    def __init__(self, french: tuple[str, ...], english: tuple[str, ...]) -> None:
        super().__init__(" ".join(english))
        self.french, self.english = french, english


def preview_line(*, creditor: Creditor, notice: Notice, line: str, act: Act, channel: str = "") -> Message:
    """The finished message with this sentence; nothing is stored. Raises Refused as adding it would."""
    other = Notice.objects.select_related("customer").get(pk=notice.pk)
    other.added_line = checked_line(other, line)
    return render_notice(creditor, other, act, channel)
