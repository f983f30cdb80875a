"""`relance setup`: creates the database and a creditor."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from relance.cli.clock import act_on, person
from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.installation import migrate
from relance.cli.screen import Text, waiting

DETAILS = ("siren", "iban", "email", "phone", "address", "signatory", "payment_methods", "timezone")


class Command(RelanceCommand):
    """Create or update the tables, then the creditor of that name."""

    help = "creates the database and the company that is owed"
    needs_database = False

    def options(self, parser: CommandParser) -> None:
        """The company as its letters name it."""
        parser.add_argument("--name", default="", help="the company’s name, as on its invoices")
        parser.add_argument("--siren", default="")
        parser.add_argument("--iban", default="")
        parser.add_argument("--email", default="")
        parser.add_argument("--phone", default="")
        parser.add_argument("--address", default="", help="lines separated by \\n")
        parser.add_argument("--signatory", default="", help="who signs the letters")
        parser.add_argument("--payment-methods", default="")
        parser.add_argument("--preset", default="standard", help="the plan to begin with")
        parser.add_argument("--timezone", default="Europe/Paris")

    def answer(self, ask: Ask) -> Answer:
        """Migrate, create, and print a link to sign in."""
        from relance.cli.serving import ADDRESS, sign_in_link
        from relance.operations.setup_creditor import setup_creditor

        with waiting(ask.say("Préparation de la base…", "Preparing the database…"), quiet=ask.is_quiet):
            migrate()
        if not ask["name"].strip():
            return self._no_name(ask)
        details = {name: ask[name] for name in DETAILS}
        details["address"] = details["address"].replace("\\n", "\n")
        made = setup_creditor(
            name=ask["name"], act=act_on(ask.today, by=person()), preset=ask["preset"],
            **details,
        )  # fmt: skip
        document: dict[str, Any] = {
            "creditor": made.creditor.key,
            "name": made.creditor.name,
            "created": made.is_new,
            "warnings": list(made.warnings),
            "sign_in": sign_in_link(made.creditor, ADDRESS) if made.is_new else None,
        }
        return Answer(document, _text(ask, document))

    def _no_name(self, ask: Ask) -> Answer:
        """Without a name only the tables are brought up to date, where there is a creditor already."""
        from relance.ledger.creditors import all_creditors
        from relance.operations.refused import Refused

        known = [c.key for c in all_creditors()]
        if not known:
            raise Refused("a creditor needs a name: give --name “Ma Société SARL”")
        words = ask.say("La base est à jour.", "The database is up to date.")
        return Answer({"creditor": None, "created": False, "creditors": known, "warnings": []}, [words])


def _text(ask: Ask, document: dict[str, Any]) -> list[Text]:
    name, key = document["name"], document["creditor"]
    if not document["created"]:
        return [
            ask.say(
                f"{name} existe déjà ({key}) : rien n’a changé. Pour changer une valeur : relance settings CLÉ=VALEUR.",
                f"{name} exists already ({key}): nothing was changed. To change a value: relance settings KEY=VALUE.",
            )
        ]
    text: list[Text] = [ask.say(f"{name} est prête ({key}).", f"{name} is set up ({key}).")]
    text += [f"! {warning}" for warning in document["warnings"]]
    if document["warnings"]:
        text.append(ask.say("À compléter : relance settings CLÉ=VALEUR.", "To add them: relance settings KEY=VALUE."))
    text += [
        "",
        ask.say(
            "Ensuite : relance serve ; les pages conduisent d’ici à la première relance. Ou bien : relance import "
            "factures.csv, puis relance run.",
            "Next: relance serve; the pages lead from here to the first reminder. Or: relance import invoices.csv, "
            "then relance run.",
        ),
        ask.say(
            f"Pour entrer dans les pages (une fois, dans les 24 heures) : {document['sign_in']}",
            f"To sign in to the pages (once, within 24 hours): {document['sign_in']}",
        ),
    ]
    return text
