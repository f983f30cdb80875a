"""`relance settings`: shows or changes the creditor's settings."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.cli.typed import pairs
from relance.operations.refused import Refused


class Command(RelanceCommand):
    """Show or change settings."""

    help = "shows or changes the settings: sending=as_planned, calendar=FR-ALSACE-MOSELLE…"

    def options(self, parser: CommandParser) -> None:
        """What to change."""
        parser.add_argument("changes", nargs="*", metavar="KEY=VALUE")
        parser.add_argument("--preview", action="store_true", help="show what the change would do, save nothing")

    def answer(self, ask: Ask) -> Answer:
        """The settings after the changes, if any."""
        from relance.operations.change_settings import change_settings, settings_of

        creditor, changes = ask.creditor, pairs(ask["changes"])
        if "address" in changes:
            changes["address"] = changes["address"].replace("\\n", "\n")
        if ask["preview"]:
            return _preview(ask, changes)
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


def _preview(ask: Ask, changes: dict[str, str]) -> Answer:
    """What the change would do over the coming days; nothing is saved."""
    from relance.cli import present
    from relance.cli.management.commands.preview import difference_text
    from relance.operations.preview_change import preview_change

    if not changes:
        raise Refused("--preview shows what a change would do: give KEY=VALUE with it")
    found = preview_change(creditor=ask.creditor, act=ask.act, settings=changes)
    difference = present.difference(found)
    document = {
        "creditor": ask.creditor.key, "today": ask.act.today, "days": found.days, "changes": changes, "saved": False,
        "difference": difference,
    }  # fmt: skip
    return Answer(document, difference_text(ask, difference))
