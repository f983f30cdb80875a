"""`relance bank`: the account that messages print, and its change: proposed, approved, withdrawn."""

from __future__ import annotations

import sys
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.domain.bank import BEGINNING
from relance.domain.bank_words import state_words
from relance.domain.wording.formats import grouped
from relance.ledger.bank import BankAccount
from relance.operations.refused import Refused

ACTS = ("show", "propose", "approve", "withdraw")


class Command(RelanceCommand):
    """Show the accounts; propose another one; approve it, or withdraw it."""

    help = "the bank details that messages print: show, propose IBAN [BIC], approve, withdraw --why W"

    def options(self, parser: CommandParser) -> None:
        """What to do, and with which account."""
        parser.add_argument("act", nargs="?", default="show", choices=ACTS)
        parser.add_argument("iban", nargs="?", default="", metavar="IBAN")
        parser.add_argument("bic", nargs="?", default="", metavar="BIC")
        parser.add_argument("--by", default="", metavar="NAME", help="who approves, where it is not who types")
        parser.add_argument("--why", default="", help="why it is withdrawn")

    def answer(self, ask: Ask) -> Answer:
        """Do it, then show how the accounts stand."""
        from relance.operations.change_bank import approve_account, propose_account, withdraw_account

        act = ask["act"]
        if (act == "propose") != bool(ask["iban"]):
            raise Refused("an IBAN goes with propose, and with it alone: relance bank propose IBAN [BIC]")
        if act == "propose":
            propose_account(
                creditor=ask.creditor, iban=ask["iban"], again=_again(ask), bic=ask["bic"], act=ask.act
            )  # fmt: skip
        elif act == "approve":
            approve_account(creditor=ask.creditor, by=ask["by"], act=ask.act)
        elif act == "withdraw":
            withdraw_account(creditor=ask.creditor, why=ask["why"], act=ask.act)
        return _shown(ask)


def _again(ask: Ask) -> str | None:
    """The IBAN typed a second time, where somebody is there to type it."""
    if not sys.stdin.isatty() or ask.is_quiet:
        return None
    return input(ask.say("L’IBAN une seconde fois : ", "The IBAN a second time: "))


def _shown(ask: Ask) -> Answer:
    from relance.ledger.bank import accounts, state_of

    now, zone = ask.act.now, ZoneInfo(ask.creditor.timezone)
    rows = [(account, state_of(account, now)) for account in accounts(ask.creditor)]
    document = {
        "creditor": ask.creditor.key, "now": now, "accounts": [_account(one, state) for one, state in rows]
    }  # fmt: skip
    headers = ask.say(
        "IBAN;BIC;État;Proposé par;Approuvé par;En vigueur le", "IBAN;BIC;State;Proposed by;Approved by;In force from"
    )  # fmt: skip
    table = Table(
        tuple(headers.split(";")),
        [
            (
                grouped(a.iban), a.bic, state_words(state, ask.language), a.proposed_by, a.approved_by,
                _local(a, zone),
            )
            for a, state in rows
        ],
    )  # fmt: skip
    none = ask.say("Aucun compte : relance bank propose IBAN.", "No account yet: relance bank propose IBAN.")
    text: list[Text] = [table] if rows else [none]
    return Answer(document, [*text, *_next(ask, {state for _, state in rows})])


def _local(account: BankAccount, zone: ZoneInfo) -> str:
    """From when it is, or was, in force; nothing for an account given at set-up, in force ever since."""
    begins = account.in_force_from
    return f"{begins.astimezone(zone):%Y-%m-%d %H:%M}" if begins and begins > BEGINNING else ""


def _next(ask: Ask, states: set[str]) -> list[str]:
    """What comes next, where a change is under way."""
    if "proposed" in states:
        return [
            ask.say(
                "Une autre personne doit l’approuver : relance bank approve ; sinon : relance bank withdraw --why “…”.",
                "Another person must approve it: relance bank approve; not meant? relance bank withdraw --why “…”.",
            )
        ]
    if "waits" in states:
        return [
            ask.say(
                "D’ici là, les messages portent l’ancien compte. Pas voulu ? relance bank withdraw --why “…”.",
                "Until then messages carry the old account. Not meant? relance bank withdraw --why “…”.",
            )
        ]
    return []


def _account(account: BankAccount, state: str) -> dict[str, Any]:
    return {
        "iban": account.iban, "bic": account.bic or None, "state": state,
        "proposed_at": account.proposed_at, "proposed_by": account.proposed_by,
        "approved_at": account.approved_at, "approved_by": account.approved_by or None,
        "in_force_from": account.in_force_from, "ended_at": account.ended_at, "why_ended": account.why_ended or None,
    }  # fmt: skip
