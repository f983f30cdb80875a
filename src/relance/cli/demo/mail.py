"""The mail of the story: it comes in by the door of every mail, and a person decides what most of it means.

mail.toml tells who wrote what, on which day, with which program.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any

from relance.cli.clock import act_on
from relance.cli.demo import cast, letterbox
from relance.cli.demo.story import Line
from relance.domain.act import Act
from relance.domain.incoming import Fetched
from relance.domain.law import Law, next_working_day
from relance.domain.wording.formats import date_short

if TYPE_CHECKING:
    from relance.ledger.creditors import Creditor

# a machine answers so many minutes after our message came, a person in the morning
SOON = {"absence": 1, "bounce": 2, "receipt": 95}
LATELY = timedelta(days=7)
_WORD = re.compile(r"\{(invoice|date|day):(-?\d+)\}")


@dataclass(frozen=True, slots=True)
class Mail:
    """One message of mail.toml; `day` is counted from today, `code` the customer (empty: nobody we know)."""

    day: int
    code: str
    program: str
    text: str = ""
    at: str = "08:00"
    name: str = ""
    address: str = ""
    subject: str = "Votre facture"
    decisions: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def told() -> tuple[Mail, ...]:
    """The messages, in the order in which they came."""
    text = (resources.files("relance.cli.demo") / "mail.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["messages"]
    return tuple(sorted((Mail(code=row.pop("from"), **row) for row in rows), key=lambda mail: (mail.day, mail.at)))


def in_words(mail: Mail, today: date, lines: Sequence[Line], law: Law) -> str:
    """Its text, with the days and invoice numbers of this telling."""
    return _WORD.sub(partial(_word, mail.code, today, lines, law), mail.text)


def _word(code: str, today: date, lines: Sequence[Line], law: Law, match: re.Match[str]) -> str:
    day = today + timedelta(days=int(match[2]))
    if match[1] == "invoice":
        return next(line.number for line in lines if line.player.code == code and line.due_on == day)
    day = next_working_day(law, day)
    return date_short(day, "fr") if match[1] == "date" else letterbox.said_at(day, "d MMMM")


@dataclass(slots=True)
class Mailbag:
    """The mail still to come."""

    today: date
    lines: Sequence[Line]
    law: Law
    left: list[Mail] = field(default_factory=lambda: list(told()))

    def open(self, creditor: Creditor, act: Act) -> None:
        """Take in what came up to that day, and decide about it; what came today waits."""
        while self.left and self.today + timedelta(days=self.left[0].day) <= act.today:
            mail = self.left.pop(0)
            ours = _ours(creditor, mail.code, act)
            if mail.program in SOON and not (ours.message_id and act.now - ours.sent_at < LATELY):
                continue  # nothing was sent just now that a machine could answer
            message = self._take_in(creditor, mail, ours, act)
            for decision in mail.decisions:
                self._decide(creditor, mail, message, decision, act)

    def _take_in(self, creditor: Creditor, mail: Mail, ours: letterbox.Ours, act: Act) -> Any:
        from relance.operations.take_in_mail import take_in

        soon = SOON.get(mail.program)
        morning = datetime.combine(act.today, time.fromisoformat(mail.at), act.now.tzinfo)
        at = ours.sent_at + timedelta(minutes=soon) if soon else morning
        letter = letterbox.Letter(
            name=mail.name or _contact(mail.code), address=mail.address or ours.to, at=at,
            text=in_words(mail, self.today, self.lines, self.law), subject=mail.subject,
        )  # fmt: skip
        content = letterbox.written(mail.program, letter, ours)
        machine = act_on(act.today, by="relance")
        return take_in(creditor=creditor, fetched=Fetched(0, 0, content, at), act=machine)

    def _decide(
        self, creditor: Creditor, mail: Mail, message: Any, decision: Mapping[str, Any], act: Act
    ) -> None:  # fmt: skip
        """Accept what the rules propose; with a reason, an invoice or an amount it is said more exactly."""
        from relance.ledger.replies import reading_of
        from relance.operations.check_paid_iban import check_paid_iban
        from relance.operations.qualify_reply import Manner, Reading, correct

        row = message.meanings.get(meaning=decision["meaning"], state="proposed")
        seen = reading_of(row)
        due = self.today + timedelta(days=int(decision.get("invoice", 0)))
        own = (line.number for line in self.lines if line.player.code == mail.code and line.due_on == due)
        reading = Reading(
            meaning=seen.meaning, invoice=next(own, seen.invoice), on=seen.on,
            reason=decision.get("reason", seen.reason),
            cents=cast.cents_of(decision["amount"]) if "amount" in decision else seen.cents,
        )  # fmt: skip
        manner = Manner(answer=decision.get("answer", False))
        by = act_on(act.today, by=cast.COLLECTOR)
        decided = correct(creditor=creditor, meaning=row, reading=reading, manner=manner, act=by)
        if "paid_to" in decision:
            check_paid_iban(creditor=creditor, meaning=decided, tail=decision["paid_to"], act=by)


def _ours(creditor: Creditor, code: str, act: Act) -> letterbox.Ours:
    """Our last e-mail to a customer, as it left; where there was none, nothing but the addresses."""
    left = ("sent", "replied", "delivered")
    rows = creditor.notices.filter(customer__code=code, channel="email", state__in=left)
    notice = rows.exclude(kind="answer").order_by("sent_at", "pk").last()
    if notice is None:
        address = next((player.email for player in cast.PLAYERS if player.code == code), "")
        return letterbox.Ours("", creditor.reply_address, address, "", "", act.now, "")
    dispatch: Any = notice.dispatches.get(channel="email")
    return letterbox.Ours.read(bytes(dispatch.content), dispatch.ended_at.astimezone(act.now.tzinfo))


def _contact(code: str) -> str:
    return next((player.contact or player.name for player in cast.PLAYERS if player.code == code), "")
