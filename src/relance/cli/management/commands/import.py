"""`relance import`: reads invoices, customers and payments from files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import DONE, PROBLEMS, REFUSED, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text, progress
from relance.domain.rows import ReadOptions
from relance.operations.import_file import Imported
from relance.operations.refused import Refused

MOST_PROBLEMS = 50


class Command(RelanceCommand):
    """Take in files, all or nothing for each."""

    help = "reads invoices, customers, payments and bank statements, of every format that is known"

    def options(self, parser: CommandParser) -> None:
        """Which files, and the answers to their questions."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--as", dest="reader", default="", metavar="KIND", help="the format, if not recognised")
        parser.add_argument("--mapping", metavar="F.toml", help="columns, date order, decimal mark, encoding")
        parser.add_argument("--snapshot", action="store_true", help="the file lists everything that is open")
        parser.add_argument("--vanished-settled", action="store_true", help="what a snapshot lost was paid")
        parser.add_argument("--account", default="", metavar="NUMBER", help="whose bank movements, if no file says it")
        parser.add_argument("--new-account", action="store_true", help="the bank account is ours, though not known yet")
        parser.add_argument("--dry-run", action="store_true", help="read and report; change nothing")
        parser.add_argument("--partial", action="store_true", help="take the good lines, refuse the others")

    def answer(self, ask: Ask) -> Answer:
        """Import one file after the other; the worst of them gives the exit code."""
        from relance.cli import present
        from relance.operations.import_file import import_file
        from relance.operations.importing.archives import files_of
        from relance.operations.remember_mapping import remember_answers

        creditor, act = ask.creditor, ask.act
        options = _read_options(ask)
        contents = [one for name in ask["files"] for one in files_of(*_bytes(name), ask.language)]
        reports: list[Imported] = []
        with progress(ask.say("Lecture", "Reading"), len(contents), quiet=ask.is_quiet) as step:
            for name, data in contents:
                reports.append(
                    import_file(
                        creditor=creditor, name=name, data=data, act=act, options=options, reader=ask["reader"],
                        snapshot=ask["snapshot"], dry_run=ask["dry_run"], partial=ask["partial"],
                        vanished_settled=ask["vanished_settled"], account=ask["account"],
                        new_account=ask["new_account"],
                    )
                )  # fmt: skip
                if (ask["mapping"] or ask["account"]) and reports[-1].is_taken:
                    remember_answers(
                        creditor=creditor, name=name, data=data, options=options, act=act, account=ask["account"]
                    )
                step()
        code = max(_code(report, dry=ask["dry_run"]) for report in reports)
        refused = tuple(_refusal(r) for r in reports if _code(r, dry=ask["dry_run"]) == REFUSED)
        document = {**present.imported(reports), "dry_run": ask["dry_run"]}
        return Answer(document, _text(ask, reports), code, refused)


def _bytes(name: str) -> tuple[str, bytes]:
    path = Path(name)
    if path.is_dir():
        raise Refused(f"{name} is a folder: give the files in it")
    try:
        return path.name, path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"there is no file {name}: check the path") from None
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}") from None


def _read_options(ask: Ask) -> ReadOptions:
    from relance.cli.mapping import load_mapping

    answers: dict[str, Any] = load_mapping(Path(ask["mapping"])) if ask["mapping"] else {}
    return ReadOptions(today=ask.act.today, language=ask.language, **answers)


def _code(report: Imported, *, dry: bool) -> int:
    """2 where nothing was taken for its errors or questions, 1 where something was left aside, else 0."""
    blocking = [p for p in report.problems if p.severity == "error" or p.severity == "question"]
    if not report.is_taken and not dry:
        return REFUSED
    if dry and any(p.code != "OPEN_RAISED" for p in blocking):
        return REFUSED
    return PROBLEMS if blocking else DONE


def _refusal(report: Imported) -> str:
    blocking = [p for p in report.problems if p.severity in ("error", "question")]
    first = blocking[0].message if blocking else "nothing in it could be read"
    more = f" (and {len(blocking) - 1} more)" if len(blocking) > 1 else ""
    return f"{report.file} was refused, nothing was changed: {first}{more}"


def _text(ask: Ask, reports: list[Imported]) -> list[Text]:
    text: list[Text] = []
    for report in reports:
        text += [f"{report.file} : {p.severity} : {p.message}" if ask.language == "fr" else
                 f"{report.file}: {p.severity}: {p.message}" for p in report.problems[:MOST_PROBLEMS]]  # fmt: skip
        if len(report.problems) > MOST_PROBLEMS:
            more = len(report.problems) - MOST_PROBLEMS
            text.append(ask.say(f"… et {more} autres (--json)", f"… and {more} more (--json has them all)"))
        text += [f"{report.file}: {key.replace('_', ' ')}: {value}" for key, value in report.notes.items()]
    headers = ("File", "Read", "New", "Changed", "Known", "Refused", "Settled", "Control total")
    if ask.language == "fr":
        headers = ("Fichier", "Lues", "Nouvelles", "Modifiées", "Connues", "Refusées", "Soldées", "Total de contrôle")
    rows = [
        (
            r.file, *(str(n) for n in (r.read, r.created, r.changed, r.known, r.rejected, r.settled)),
            f"{r.sum_cents / 100:,.2f}".replace(",", " "),
        )
        for r in reports
    ]  # fmt: skip
    text.append(Table(headers, rows, right=(1, 2, 3, 4, 5, 6, 7)))
    if ask["dry_run"]:
        text.append(ask.say("Rien n’a été changé (--dry-run).", "Nothing was changed (--dry-run)."))
    return text
