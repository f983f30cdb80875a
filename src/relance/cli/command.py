"""What every command shares: its options, its one JSON document, its exit code, its one-sentence refusals."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandParser

from relance.cli.clock import act_on
from relance.cli.installation import NOTHING_YET, require_database
from relance.cli.language import language_of
from relance.cli.screen import Text, show
from relance.cli.typed import day
from relance.domain.act import Act
from relance.operations.refused import Refused

if TYPE_CHECKING:
    from relance.ledger.creditors import Creditor

DONE, PROBLEMS, REFUSED = 0, 1, 2
_MARKS = re.compile(" (?=[:;!?»])")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: the document for programs, the text for people, and the exit code."""

    document: dict[str, Any]
    text: Iterable[Text] = ()
    code: int = DONE
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Ask:
    """What was asked: options by name, the language, and the creditor and act, found when first needed."""

    options: dict[str, Any]
    language: str
    _creditor: Creditor | None = field(default=None)

    def __getitem__(self, name: str) -> Any:
        return self.options[name]

    @property
    def today(self) -> date | None:
        """The day asked for with --today, if any."""
        value: date | None = self.options.get("today")
        return value

    @property
    def is_quiet(self) -> bool:
        """Whether only the JSON document may be printed."""
        return bool(self.options.get("json"))

    @property
    def creditor(self) -> Creditor:
        """The creditor named with --creditor, or the only one. Raises Refused."""
        if self._creditor is None:
            self._creditor = choose_creditor(self.options.get("creditor") or "")
        return self._creditor

    @property
    def act(self) -> Act:
        """Now at the creditor's, or the day asked for."""
        return act_on(self.today, self.creditor.timezone)

    def say(self, french: str, english: str) -> str:
        """The words in the language of the person."""
        return _MARKS.sub("\u00a0", french) if self.language == "fr" else english


def choose_creditor(key: str) -> Creditor:
    """The creditor of that key, or the only one there is. Raises Refused."""
    from relance.ledger.creditors import all_creditors, find_creditor

    if key:
        found = find_creditor(key)
        if found:
            return found
        known = ", ".join(c.key for c in all_creditors()) or "none yet"
        raise Refused(f"there is no creditor “{key}”: known are {known}")
    known_creditors = all_creditors()
    if len(known_creditors) == 1:
        return known_creditors[0]
    if not known_creditors:
        raise Refused(NOTHING_YET)
    raise Refused(f"there are several creditors: give --creditor, one of {', '.join(c.key for c in known_creditors)}")


class Command(BaseCommand):
    """A verb of Relance. Subclasses give `help`, `options` and `answer`."""

    requires_system_checks = ()
    suppressed_base_arguments = {  # noqa: RUF012
        "--version", "--verbosity", "--settings", "--pythonpath", "--no-color", "--force-color", "--skip-checks",
        "--traceback",
    }  # fmt: skip
    needs_database = True

    def options(self, parser: CommandParser) -> None:
        """The arguments of this verb."""

    def answer(self, ask: Ask) -> Answer:
        """Do it. Raises Refused where it will not."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        """The verb's own arguments, then those that every command takes."""
        self.options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON document, nothing else")
        parser.add_argument("--today", type=day, metavar="DAY", help="work as on that day (2026-02-16)")
        parser.add_argument("--creditor", metavar="KEY", default="", help="needed where there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer, print, and leave the exit code in `code`."""
        if self.needs_database:
            require_database()
        ask = Ask(options, language_of())
        answer = self.answer(ask)
        if ask.is_quiet:
            print_document(answer.document)
        else:
            show(answer.text, sys.stdout)
        for warning in answer.warnings:
            print(warning, file=sys.stderr)
        self.code = answer.code


def print_document(document: dict[str, Any]) -> None:
    """Print one JSON document; dates as ISO, indented for eyes only."""
    indent = 2 if sys.stdout.isatty() else None
    json.dump(document, sys.stdout, ensure_ascii=False, default=_plain, indent=indent)
    sys.stdout.write("\n")


def _plain(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise TypeError(f"{type(value).__name__} has no place in a document")
