"""`relance plan`: lists, shows, checks, saves and chooses plans."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.management.commands.preview import read_plan
from relance.cli.screen import Table, Text
from relance.cli.subjects import customer_of
from relance.operations.refused import Refused

VERBS = ("list", "show", "check", "save", "use")


class Command(RelanceCommand):
    """Plans as TOML, in and out."""

    help = "plans of reminders: list, show KEY, check F.toml, save F.toml, use KEY"

    def options(self, parser: CommandParser) -> None:
        """What to do with which plan."""
        parser.add_argument("what", choices=VERBS, metavar="|".join(VERBS))
        parser.add_argument("which", nargs="?", default="", metavar="KEY|F.toml")
        parser.add_argument("--customer", default="", metavar="CODE", help="with `use`: for this customer only")
        parser.add_argument(
            "--preview", action="store_true", help="with `save` or `use`: show what it would do, save nothing"
        )

    def answer(self, ask: Ask) -> Answer:
        """One of the five."""
        if ask["what"] not in ("list",) and not ask["which"]:
            what = "a file: F.toml" if ask["what"] in ("check", "save") else "a key: `relance plan list` has them"
            raise Refused(f"relance plan {ask['what']} needs {what}")
        answers = {"list": _list, "show": _show, "check": _check, "save": _save, "use": _use}
        return answers[ask["what"]](ask)


def _list(ask: Ask) -> Answer:
    from relance.operations.plans_in_force import plans_in_force

    default = ask.creditor.default_plan
    plans = plans_in_force(ask.creditor).values()
    rows = [{"key": p.key, "label": p.label, "steps": len(p.steps), "default": p.key == default} for p in plans]
    headers = ("Key", "Label", "Steps", "") if ask.language != "fr" else ("Clé", "Nom", "Étapes", "")
    used = ask.say("par défaut", "default")
    table = Table(headers, [(p.key, p.label, str(len(p.steps)), used if p.key == default else "") for p in plans], (2,))
    return Answer({"plans": rows, "default": default}, [table])


def _show(ask: Ask) -> Answer:
    from dataclasses import asdict

    from relance.domain.plans import to_toml
    from relance.operations.plans_in_force import plans_in_force

    plans = plans_in_force(ask.creditor)
    if ask["which"] not in plans:
        raise Refused(f"there is no plan “{ask['which']}”: plans are {', '.join(sorted(plans))}")
    plan = plans[ask["which"]]
    fields = asdict(plan)
    fields.pop("ranks", None)
    return Answer({"plan": fields, "toml": to_toml(plan)}, [to_toml(plan).rstrip()])


def _check(ask: Ask) -> Answer:
    from relance.operations.edit_plan import check_plan

    checked = check_plan(read_plan(ask["which"]), ask.creditor)
    plan = checked.plan
    text: list[Text] = [
        ask.say(
            f"{plan.key} peut être utilisé, {len(plan.steps)} étapes.",
            f"{plan.key} can be used, {len(plan.steps)} steps.",
        ),
        *(f"· {sentence}" for sentence in checked.advice),
    ]
    return Answer({"plan": plan.key, "steps": [s.key for s in plan.steps], "advice": list(checked.advice)}, text)


def _save(ask: Ask) -> Answer:
    from relance.operations.edit_plan import check_plan, save_plan

    if ask["preview"]:
        plan = check_plan(read_plan(ask["which"]), ask.creditor).plan
        return _preview(ask, plan.key, plan=plan)
    checked, version = save_plan(creditor=ask.creditor, text=read_plan(ask["which"]), act=ask.act)
    key = checked.plan.key
    text: list[Text] = [
        ask.say(
            f"{key} enregistré, version {version} : il vaut dès la prochaine décision.",
            f"{key} saved, version {version}: it holds from the next decision on.",
        ),
        *(f"· {sentence}" for sentence in checked.advice),
    ]
    return Answer({"plan": key, "version": version, "advice": list(checked.advice)}, text)


def _use(ask: Ask) -> Answer:
    from relance.operations.edit_plan import use_plan

    if ask["preview"]:
        if ask["customer"]:
            raise Refused("--preview shows the change of everybody’s plan: leave --customer out")
        return _preview(ask, ask["which"], settings={"default_plan": ask["which"]})
    customer = customer_of(ask.creditor, ask["customer"]) if ask["customer"] else None
    use_plan(creditor=ask.creditor, key=ask["which"], act=ask.act, customer=customer)
    whom = customer.code if customer else ask.creditor.name
    words = ask.say(f"{whom} suit maintenant {ask['which']}.", f"{whom} now follows {ask['which']}.")
    return Answer({"plan": ask["which"], "customer": customer.code if customer else None}, [words])


def _preview(ask: Ask, key: str, **change: Any) -> Answer:
    """What saving or following the plan would do over the coming days."""
    from relance.cli import present
    from relance.cli.management.commands.preview import difference_text
    from relance.operations.preview_change import preview_change

    found = preview_change(creditor=ask.creditor, act=ask.act, **change)
    difference = present.difference(found)
    document = {"plan": key, "days": found.days, "saved": False, "difference": difference}
    return Answer(document, difference_text(ask, difference))
