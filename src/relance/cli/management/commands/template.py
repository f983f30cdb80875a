"""`relance template`: lists, shows, checks, saves and resets the texts of messages; sends a test to oneself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

from relance.cli.command import PROBLEMS, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.cli.subjects import customer_of
from relance.operations.refused import Refused

if TYPE_CHECKING:
    from relance.ledger.templates import Scope

VERBS = ("list", "show", "check", "save", "reset", "test")


class Command(RelanceCommand):
    """Templates as text, in and out."""

    help = "texts of messages: list, show NAME, check NAME F.txt, save NAME F.txt, reset NAME, test NAME"

    def options(self, parser: CommandParser) -> None:
        """What to do with which template, for whom."""
        parser.add_argument("what", choices=VERBS, metavar="|".join(VERBS))
        parser.add_argument("name", nargs="?", default="", metavar="NAME")
        parser.add_argument("file", nargs="?", default="", metavar="F.txt")
        parser.add_argument("--language", default="fr", choices=("fr", "en"))
        parser.add_argument("--segment", default="", help="only for customers of this profile")
        parser.add_argument("--channel", default="", help="only on this channel")
        parser.add_argument(
            "--number", type=int, metavar="N", help="with `show`: this version; with `save`: take it back"
        )
        parser.add_argument(
            "--customer", default="", metavar="CODE", help="with `test`: as this customer would read it"
        )

    def answer(self, ask: Ask) -> Answer:
        """One of the six."""
        if ask["what"] != "list" and not ask["name"]:
            raise Refused(f"relance template {ask['what']} needs a name: `relance template list` has them")
        if ask["what"] in ("check", "save") and not ask["file"] and not ask["number"]:
            raise Refused(f"relance template {ask['what']} needs a file: {ask['name']} F.txt")
        answers = {"list": _list, "show": _show, "check": _check, "save": _save, "reset": _reset, "test": _test}
        return answers[ask["what"]](ask)


def _scope(ask: Ask) -> Scope:
    from relance.ledger.templates import Scope

    return Scope(ask["name"], ask["language"], ask["segment"], ask["channel"])


def _known(ask: Ask) -> Scope:
    from relance.operations.edit_template import known_scope

    scope = known_scope(ask.creditor, *_scope(ask))
    if scope is None:
        raise Refused(f"there is no template “{ask['name']}” for that: `relance template list` has those that exist")
    return scope


def _file(ask: Ask) -> str:
    try:
        return Path(ask["file"]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{ask['file']} cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from None


def _list(ask: Ask) -> Answer:
    from relance.domain.wording import store
    from relance.ledger.templates import own_templates

    own = own_templates(ask.creditor)
    rows: list[dict[str, Any]] = [
        {
            "name": one.name, "language": one.language, "segment": one.segment, "channel": one.channel,
            "version": one.version, "saved_at": one.saved_at, "saved_by": one.saved_by,
        }
        for one in own
    ]  # fmt: skip
    headers = ("Name", "Language", "Profile", "Channel", "Version", "By")
    if ask.language == "fr":
        headers = ("Nom", "Langue", "Profil", "Moyen", "Version", "Par")
    lines = [
        (r["name"], r["language"], r["segment"], r["channel"], str(r["version"]), str(r["saved_by"])) for r in rows
    ]
    shipped = list(store.names())
    text: list[Text] = [ask.say("Modèles fournis : ", "Shipped templates: ") + ", ".join(shipped)]
    return Answer({"shipped": shipped, "own": rows}, [*text, *([Table(headers, lines, (4,))] if lines else [])])


def _show(ask: Ask) -> Answer:
    from relance.ledger.templates import find_template_version, in_force
    from relance.operations.edit_template import template_text

    scope = _known(ask)
    text, row = template_text(ask.creditor, scope), in_force(ask.creditor, scope)
    if ask["number"]:
        row = find_template_version(ask.creditor, scope, ask["number"])
        if row is None:
            raise Refused(f"{scope.name} has no version {ask['version']} for that")
        text = row.text
    document = {**scope._asdict(), "version": row.version if row else None, "text": text}
    return Answer(document, [text.rstrip()])


def _check(ask: Ask) -> Answer:
    from relance.domain.wording.checking import check_text

    checked = check_text(_file(ask), *_scope(ask), ask.language)
    document = {**_scope(ask)._asdict(), "problems": list(checked.problems), "remarks": list(checked.remarks)}
    said = ask.say("Ce texte peut être enregistré.", "This text can be saved.")
    text: list[Text] = [*checked.problems, *(f"· {one}" for one in checked.remarks)]
    if checked.problems:
        return Answer(document, text, PROBLEMS)
    return Answer(document, [said, *text])


def _save(ask: Ask) -> Answer:
    from relance.operations.edit_template import TemplateRefused, restore_template, save_template

    scope = _scope(ask)
    who: dict[str, Any] = {"creditor": ask.creditor, "scope": scope, "act": ask.act, "reader": ask.language}
    try:
        saved = (
            restore_template(version=ask["number"], **who) if ask["number"] else save_template(text=_file(ask), **who)
        )
    except TemplateRefused as refusal:
        raise Refused("; ".join(refusal.problems)) from None
    words = ask.say(
        f"{scope.name} enregistré, version {saved.version} : il vaut dès le prochain message.",
        f"{scope.name} saved, version {saved.version}: it holds for the next message.",
    )
    document = {**scope._asdict(), "version": saved.version, "remarks": list(saved.remarks)}
    return Answer(document, [words, *(f"· {one}" for one in saved.remarks)])


def _reset(ask: Ask) -> Answer:
    from relance.operations.edit_template import reset_template

    scope = _known(ask)
    saved = reset_template(creditor=ask.creditor, scope=scope, act=ask.act)
    words = ask.say(f"{scope.name} : votre texte ne vaut plus.", f"{scope.name}: your text holds no longer.")
    return Answer({**scope._asdict(), "version": saved.version}, [words])


def _test(ask: Ask) -> Answer:
    from relance.operations.edit_template import TemplateRefused, template_text
    from relance.operations.test_message import send_test

    scope = _known(ask)
    text = _file(ask) if ask["file"] else template_text(ask.creditor, scope)
    customer = customer_of(ask.creditor, ask["customer"]) if ask["customer"] else None
    try:
        sent = send_test(creditor=ask.creditor, scope=scope, text=text, customer=customer, act=ask.act)
    except TemplateRefused as refusal:
        raise Refused("; ".join(refusal.problems)) from None
    path = str(sent.path) if sent.path else None
    words = ask.say(
        f"Message d’essai pour {sent.recipient}{f' : {path}' if path else ', parti'}.",
        f"Test message for {sent.recipient}{f': {path}' if path else ', sent'}.",
    )
    return Answer({**scope._asdict(), "recipient": sent.recipient, "file": path}, [words])
