"""`relance returned`: money that the bank took back, of which a person must say what it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.cli.typed import whole
from relance.domain.statements.return_words import return_reason_words
from relance.domain.wording.formats import money
from relance.operations.refused import Refused


class Command(RelanceCommand):
    """List returns that wait, or say what one of them undoes."""

    help = "money taken back that waits; LINE --receipt N, --payment N or --nothing WHY says what it undoes"

    def options(self, parser: CommandParser) -> None:
        """Which return, and what it undoes."""
        parser.add_argument("line", nargs="?", type=whole, metavar="LINE", help="its number, as the list prints it")
        parser.add_argument("--receipt", type=whole, metavar="N", help="the receipt that came back")
        parser.add_argument("--payment", type=whole, metavar="N", help="the payment that came back")
        parser.add_argument("--nothing", default="", metavar="WHY", help="it undoes no payment of a customer")

    def answer(self, ask: Ask) -> Answer:
        """The list, or the return as it stands after."""
        from relance.ledger.returns import find_origin, waiting_returns
        from relance.operations.return_payment import return_payment

        answers = {"receipt": ask["receipt"], "payment": ask["payment"], "nothing": ask["nothing"]}
        if ask["line"] is not None:
            line = return_payment(creditor=ask.creditor, line_id=ask["line"], act=ask.act, **answers)
            row = _row(ask, line, ())
            return Answer(row, [ask.say(f"Retour {line.pk} : noté.", f"Return {line.pk}: noted.")])
        if any(answers.values()):
            raise Refused("say which return: relance returned lists them with their numbers")
        rows = [
            _row(ask, line, find_origin(ask.creditor, line).candidates)
            for line in waiting_returns(ask.creditor)
            if line.cents < 0
        ]
        document = {"today": ask.act.today, "creditor": ask.creditor.key, "returns": rows}
        return Answer(document, _text(ask, rows))


def _row(ask: Ask, line: Any, candidates: Sequence[Any]) -> dict[str, Any]:
    return {
        "line": line.pk, "on": line.booked_on, "cents": line.cents, "currency": line.currency, "party": line.party,
        "text": line.text, "reason": return_reason_words(line.return_reason, ask.language), "state": line.state,
        "may_be": [
            {"receipt": one.pk, "on": one.booked_on, "cents": one.cents, "party": one.party} for one in candidates
        ],
    }  # fmt: skip


def _text(ask: Ask, rows: list[dict[str, Any]]) -> list[Text]:
    if not rows:
        return [ask.say("Aucun retour n’attend.", "No return waits.")]
    headers = ("Line", "Day", "Amount", "From", "Why", "May be")
    if ask.language == "fr":
        headers = ("Ligne", "Jour", "Montant", "De", "Motif", "Peut être")
    return [
        Table(
            headers,
            [
                (
                    str(one["line"]), one["on"].isoformat(), money(one["cents"], one["currency"], ask.language),
                    one["party"] or " ".join(one["text"].split())[:40], one["reason"],
                    ", ".join(str(other["receipt"]) for other in one["may_be"]),
                )
                for one in rows
            ],
            right=(0, 2),
        )
    ]  # fmt: skip
