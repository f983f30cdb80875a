"""`relance statements`: the bank accounts, up to when each is known, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.cli.words import iso
from relance.domain.money_words import line_state_words
from relance.domain.wording.formats import money

if TYPE_CHECKING:
    from relance.ledger.statements import AccountState


class Command(RelanceCommand):
    """List the accounts whose statements are read."""

    help = "bank accounts: up to when each is known, its last balance, its lines by state, missing statements"

    def answer(self, ask: Ask) -> Answer:
        """The accounts, and the day up to which all that count are known."""
        from relance.ledger.statements import account_states, bank_known_to

        states = account_states(ask.creditor, ask.act.today, with_lines=True)
        known_to = bank_known_to(ask.creditor, ask.act.today)
        document = {
            "today": ask.act.today, "creditor": ask.creditor.key, "known_to": known_to,
            "accounts": [_row(one) for one in states],
        }  # fmt: skip
        return Answer(document, _text(ask, states, known_to))


def _row(one: AccountState) -> dict[str, Any]:
    account = one.account
    return {
        "account": account.number, "label": account.label, "currency": account.currency, "known_to": account.known_to,
        "closing_cents": account.closing_cents, "counts": one.is_counted, "statements": one.statements,
        "first_on": one.first_on, "imported_on": one.last_import_on, "lines": dict(one.lines),
        "gaps": [{"from": gap.days[0], "to": gap.days[1]} for gap in one.gaps],
    }  # fmt: skip


def _text(ask: Ask, states: list[AccountState], known_to: date | None) -> list[Text]:
    if not states:
        return [ask.say("Aucun relevé n’a été importé.", "No statement was imported.")]
    headers = ("Account", "Known to", "Balance", "Statements", "Lines")
    if ask.language == "fr":
        headers = ("Compte", "Connu au", "Solde", "Relevés", "Lignes")
    rows = [
        (
            one.account.number or one.account.label or "?", iso(one.account.known_to), _balance(ask, one),
            str(one.statements), _lines(ask, one.lines),
        )
        for one in states
    ]  # fmt: skip
    text: list[Text] = [Table(headers, rows, right=(2, 3))]
    for one in states:
        for gap in one.gaps:
            first, last = gap.days
            text.append(
                ask.say(
                    f"{one.account.number} : il manque les mouvements du {first} au {last}",
                    f"{one.account.number}: movements from {first} to {last} are missing",
                )
            )
    day = iso(known_to)
    if day:
        text.append(ask.say(f"Encaissements connus jusqu’au {day}.", f"Receipts are known up to {day}."))
    else:
        text.append(
            ask.say(
                "Les encaissements ne sont pas connus : le compte imprimé sur vos courriers n’a pas été importé.",
                "Receipts are not known: the account that your letters print was not imported.",
            )
        )
    return text


def _balance(ask: Ask, one: AccountState) -> str:
    cents = one.account.closing_cents
    return money(cents, one.account.currency, ask.language) if cents is not None else ""


def _lines(ask: Ask, lines: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {line_state_words(state, ask.language)}" for state, n in sorted(lines.items()))
