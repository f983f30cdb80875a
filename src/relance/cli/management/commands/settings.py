"""`relance settings`: shows or changes the creditor's settings."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.cli.typed import pairs


class Command(RelanceCommand):
    """Show or change settings."""

    help = "shows or changes the settings: sending=as_planned, calendar=FR-ALSACE-MOSELLE…"

    def options(self, parser: CommandParser) -> None:
        """What to change."""
        parser.add_argument("changes", nargs="*", metavar="KEY=VALUE")

    def answer(self, ask: Ask) -> Answer:
        """The settings after the changes, if any."""
        from relance.operations.change_settings import change_settings, settings_of

        creditor, changes = ask.creditor, pairs(ask["changes"])
        if "address" in changes:
            changes["address"] = changes["address"].replace("\\n", "\n")
        if changes:
            creditor = change_settings(creditor=creditor, changes=changes, act=ask.act)
        values = settings_of(creditor)
        document = {"creditor": creditor.key, "settings": values, "changed": sorted(changes)}
        shown = {k: v for k, v in values.items() if not changes or k in changes}
        headers = (ask.say("Réglage", "Setting"), ask.say("Valeur", "Value"))
        text: list[Text] = [Table(headers, [(k, str(v).replace("\n", ", ")) for k, v in shown.items()])]
        if changes.get("sending") == "as_planned":
            text.append(
                ask.say(
                    "Les relances partent désormais sans vous, sauf celles que le scénario vous soumet.",
                    "Notices now leave without a person, but for those that the plan submits to one.",
                )
            )
        return Answer(document, text)
