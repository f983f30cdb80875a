"""`relance money`: what came into the bank account and waits, and what a person says of it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.money_document import line_row, line_text, lines_text, report_document, report_text
from relance.cli.subjects import customer_of, invoice_of
from relance.cli.typed import cents_of, whole
from relance.operations.refused import Refused

STATES = ("waiting", "proposed", "unknown", "matched", "aside", "all")
DIFFERENCES = ("keep", "write_off", "difference", "bank_fee", "discount")
ACTS = ("accept", "to", "on_account", "none", "aside", "back", "undo")


class Command(RelanceCommand):
    """List receipts, or decide about one."""

    help = "money that came in: what waits and why; LINE --accept, --to INVOICE=AMOUNT, --on-account, --aside, --undo"

    def options(self, parser: CommandParser) -> None:
        """Which lines, and what becomes of one."""
        parser.add_argument("line", nargs="?", type=whole, metavar="LINE", help="its number, as the list prints it")
        parser.add_argument("--state", choices=STATES, default="waiting", help="which lines to list")
        parser.add_argument("--match", action="store_true", help="run the matching of all that waits")
        parser.add_argument("--accept", nargs="?", const=1, type=whole, metavar="N", help="accept proposal N (1)")
        parser.add_argument(
            "--to", action="append", metavar="INVOICE[=AMOUNT]", help="what it pays; several times, or with commas"
        )
        parser.add_argument("--on-account", action="store_true", help="all of it on the account of --customer")
        parser.add_argument("--customer", default="", metavar="CODE", help="whose invoices, and whose the rest is")
        parser.add_argument("--credit", action="append", metavar="NUMBER=AMOUNT", help="a credit note deducted")
        parser.add_argument(
            "--difference", choices=DIFFERENCES, default="keep", help="what stays open: given up or not"
        )
        parser.add_argument("--no-learn", action="store_true", help="do not remember the payer as this customer’s")
        parser.add_argument("--none", action="store_true", help="none of the proposals fits")
        parser.add_argument("--aside", action="store_true", help="it is no customer’s money; needs --why")
        parser.add_argument("--back", action="store_true", help="take back what was set aside")
        parser.add_argument("--why", default="", help="why it is set aside")
        parser.add_argument("--undo", action="store_true", help="take the match back")

    def answer(self, ask: Ask) -> Answer:
        """The list, the run, or the line as it stands after."""
        from relance.ledger import money
        from relance.operations.match_money import match_money

        if ask["match"]:
            report = match_money(creditor=ask.creditor, act=ask.act)
            return Answer(report_document(ask, report), report_text(report, ask))
        if ask["line"] is None:
            if any(ask[name] for name in ACTS):
                raise Refused("say which receipt: relance money lists them with their numbers")
            rows = [line_row(ask, line) for line in money.money_lines(ask.creditor, ask["state"])]
            document = {"today": ask.act.today, "creditor": ask.creditor.key, "state": ask["state"], "lines": rows}
            return Answer(document, lines_text(rows, ask))
        line = money.find_line(ask.creditor, ask["line"])
        if line is None:
            raise Refused(f"there is no receipt {ask['line']}: relance money --state all lists them")
        _act(ask, line)
        row = line_row(ask, money.find_line(ask.creditor, ask["line"]))
        return Answer(row, line_text(row, ask))


def _act(ask: Ask, line: Any) -> None:
    """Do what was asked with one line; nothing where only the line was named."""
    from relance.operations import accept_match, set_aside, undo_match

    what: dict[str, Any] = {"creditor": ask.creditor, "line": line, "act": ask.act}
    asked = [name for name in ACTS if ask[name]]
    if len(asked) > 1:
        raise Refused(f"one thing at a time: --{asked[0].replace('_', '-')} or --{asked[1].replace('_', '-')}")
    if ask["accept"]:
        what |= {"learn": not ask["no_learn"], "difference": _difference(ask)}
        accept_match.accept_match(proposal=ask["accept"], **what)
    elif ask["to"] or ask["on_account"]:
        _by_hand(ask, line, what)
    elif ask["none"]:
        accept_match.decline_match(**what)
    elif ask["aside"]:
        set_aside.set_aside(why=ask["why"], **what)
    elif ask["back"]:
        set_aside.take_back(**what)
    elif ask["undo"]:
        undo_match.undo_match(**what)


def _difference(ask: Ask) -> str:
    asked: str = ask["difference"]
    return {"keep": "", "write_off": "difference"}.get(asked, asked)


def _by_hand(ask: Ask, line: Any, what: dict[str, Any]) -> None:
    from relance.ledger.money import names_another
    from relance.operations.accept_match import Choice, match_by_hand, name_of_credit

    parts, left = [], line.cents
    customer = customer_of(ask.creditor, ask["customer"]) if ask["customer"] else None
    if ask["on_account"] and customer is None:
        raise Refused("say whose account: --customer CODE")
    for word in ",".join(ask["to"] or ()).split(","):
        if not word.strip():
            continue
        number, equals, amount = word.strip().partition("=")
        invoice = invoice_of(ask.creditor, number, ask["customer"])
        opened = sum(invoice.receivables.values_list("open_cents", flat=True))
        cents = cents_of(amount) if equals else min(opened or left, left)
        parts.append((invoice, cents))
        left -= cents
    whose = customer or (parts[0][0].customer if parts else None)
    credits = []
    for word in ask["credit"] or ():
        name, equals, amount = word.rpartition("=")
        if not equals or whose is None:
            raise Refused(f"“{word}” is not NUMBER=AMOUNT: write for example AV-12=100")
        credits.append((name_of_credit(ask.creditor, whose, name), cents_of(amount)))
    learn = not ask["no_learn"] and whose is not None and not names_another(ask.creditor, line, whose)
    choice = Choice(parts, customer, credits)
    match_by_hand(choice=choice, learn=learn, difference=_difference(ask), **what)
