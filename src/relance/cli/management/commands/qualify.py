"""`relance qualify`: a person decides what a message means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.reply_document import replies_text, reply_row
from relance.cli.subjects import customer_of
from relance.cli.typed import cents_of, day
from relance.domain.reply_words import MEANINGS
from relance.operations.refused import Refused

if TYPE_CHECKING:
    from relance.operations.qualify_reply import Manner

VERBS = ("accept", "reject", "nothing")


class Command(RelanceCommand):
    """Accept, correct, reject or add a meaning; close a message; say which customer wrote it."""

    help = "decides about a message: MESSAGE --accept, --reject, --nothing, or --meaning M …"

    def options(self, parser: CommandParser) -> None:
        """Which message and proposal, what it means, and how it is done."""
        parser.add_argument("message", type=int, metavar="MESSAGE", help="its number in `relance replies`")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--accept", action="store_true", help="all that is proposed, or one with --proposal")
        what.add_argument("--reject", action="store_true", help="the same, set aside")
        what.add_argument("--nothing", action="store_true", help="close the message, nothing comes of it")
        parser.add_argument("--proposal", type=int, metavar="ID", help="one of those that `relance replies` lists")
        parser.add_argument("--meaning", default="", metavar="M", help=", ".join(MEANINGS))
        parser.add_argument("--invoice", default="", metavar="NUMBER", help="all that was asked for without it")
        parser.add_argument("--on", type=day, metavar="DAY", help="the day promised, or on which it was paid")
        parser.add_argument("--amount", help="the sum; all of it without one")
        parser.add_argument("--reason", default="", help="dispute: delivery, quality, price…")
        parser.add_argument("--customer", default="", metavar="CODE", help="who wrote it")
        parser.add_argument("--until", type=day, metavar="DAY", help="reminders wait until then")
        parser.add_argument("--email", default="", metavar="ADDRESS", help="wrong_contact: write there from now on")
        parser.add_argument("--answer", action="store_true", help="write to the customer")
        parser.add_argument("--words", default="", help="a few words added to the answer")
        parser.add_argument("--note", default="", help="with --nothing: why")
        parser.add_argument("--iban-end", default="", metavar="XXXX", help="last 4 characters of the IBAN paid to")
        parser.add_argument("--even-unauthenticated", action="store_true", help="true whoever may have sent it")

    def answer(self, ask: Ask) -> Answer:
        """What became of the message."""
        from relance.ledger import replies
        from relance.operations.assign_reply import assign_reply

        message = _found(replies.find_reply(ask.creditor, ask["message"]))
        if ask["customer"]:
            customer = customer_of(ask.creditor, ask["customer"])
            assign_reply(creditor=ask.creditor, message=message, customer=customer, act=ask.act)
        is_asked = _decide(ask, message)
        if not is_asked and not ask["customer"]:
            raise Refused("say what becomes of it: --accept, --reject, --nothing, --meaning M or --customer CODE")
        row = reply_row(ask.creditor, _found(replies.find_reply(ask.creditor, message.pk)))
        return Answer(row, replies_text([row], ask)[:-2])


def _found(record: Any) -> Any:
    if record is None:
        raise Refused("there is no such message: `relance replies` lists those that wait")
    return record


def _decide(ask: Ask, message: Any) -> bool:
    """Do what was asked about the message; whether anything was."""
    from relance.operations import qualify_reply
    from relance.operations.check_paid_iban import check_paid_iban

    who: dict[str, Any] = {"creditor": ask.creditor, "act": ask.act}
    if ask["nothing"]:
        qualify_reply.dismiss(message=message, note=ask["note"], **who)
    elif ask["iban_end"]:
        check_paid_iban(meaning=_one(ask, message), tail=ask["iban_end"], **who)
    elif ask["reject"]:
        for one in _those(ask, message):
            qualify_reply.reject(meaning=one, **who)
    elif ask["meaning"]:
        _say(ask, message, who)
    elif ask["accept"] and (ask["proposal"] or len(_those(ask, message)) == 1):
        qualify_reply.accept(meaning=_one(ask, message), manner=_manner(ask), **who)
    elif ask["accept"]:
        qualify_reply.accept_all(message=message, manner=_manner(ask), **who)
    else:
        return False
    return True


def _say(ask: Ask, message: Any, who: dict[str, Any]) -> None:
    """Correct the proposal named, or the only one; else add what the rules have not seen."""
    from relance.operations import qualify_reply

    cents = cents_of(ask["amount"]) if ask["amount"] else None
    reading = qualify_reply.Reading(ask["meaning"], ask["invoice"], ask["on"], cents, ask["reason"])
    if ask["proposal"]:
        qualify_reply.correct(meaning=_one(ask, message), reading=reading, manner=_manner(ask), **who)
    else:
        qualify_reply.add(message=message, reading=reading, manner=_manner(ask), **who)


def _manner(ask: Ask) -> Manner:
    from relance.operations.qualify_reply import Manner

    return Manner(
        answer=ask["answer"], words=ask["words"], until=ask["until"], email=ask["email"],
        even_unauthenticated=ask["even_unauthenticated"],
    )  # fmt: skip


def _those(ask: Ask, message: Any) -> list[Any]:
    """The proposal named, else all that are left."""
    if ask["proposal"]:
        return [_one(ask, message)]
    return [one for one in message.meanings.all() if one.state == "proposed"]


def _one(ask: Ask, message: Any) -> Any:
    """The proposal named; without a name, the only one there is."""
    from relance.ledger.replies import find_meaning

    known = [one for one in message.meanings.all() if one.state == "proposed"] or list(message.meanings.all())
    key = ask["proposal"] or (known[0].pk if len(known) == 1 else 0)
    found = find_meaning(ask.creditor, message, key)
    if found is None:
        raise Refused("say which proposal: --proposal ID, as `relance replies` lists them")
    return found
