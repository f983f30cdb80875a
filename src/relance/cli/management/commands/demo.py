"""`relance demo`: invented customers in a throw-away home, and the web app open on them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.clock import act_on
from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.installation import migrate, settings_value, sqlite_path
from relance.cli.screen import progress, waiting
from relance.cli.typed import whole
from relance.operations.refused import Refused


class Command(RelanceCommand):
    """Play some weeks of an invented company, then serve."""

    help = "an invented company in a throw-away folder, with the web app open on it"
    needs_database = False

    def options(self, parser: CommandParser) -> None:
        """Where to answer, and what to keep."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=whole, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="make the data, then stop (and keep the folder)")
        parser.add_argument("--keep", action="store_true", help="keep the folder when the web app stops")

    def answer(self, ask: Ask) -> Answer:
        """Make the data, say where it is, serve; the folder goes when the web app stops."""
        from relance.cli.demo.play import demo_day
        from relance.cli.management.commands.serve import announce
        from relance.cli.serving import require_free, serve
        from relance.discovery import country

        home = Path(settings_value("RELANCE_HOME"))
        path = sqlite_path()
        if path is None or path.exists():
            raise Refused(
                f"{path or 'this database'} holds data already: the demonstration wants an empty RELANCE_HOME"
            )
        if not ask["no_serve"]:
            require_free(ask["host"], ask["port"])
        today = demo_day(ask.today or act_on(None).today, country("FR"))
        address = f"http://{ask['host']}:{ask['port']}"
        document = _played(ask, today, home, address) if ask["no_serve"] else _played_apart(ask, today)
        left, waiting_for_a_word = document["sent_today"], document["to_confirm"]
        text = [
            ask.say(
                f"Le {today} : {left} relances parties ce matin, {waiting_for_a_word} à confirmer.",
                f"On {today}: {left} notices left this morning, {waiting_for_a_word} to confirm.",
            ),
            ask.say(f"Boîte d’envoi : {home}/outbox", f"Outbox: {home}/outbox"),
        ]
        if ask["no_serve"]:
            again = f"RELANCE_HOME={home} relance serve --today {today}"
            return Answer(document, [*text, ask.say(f"Pour voir les pages : {again}", f"To see the pages: {again}")])
        print("\n".join(text))
        announce(ask, address, document["sign_in"])
        serve(ask["host"], ask["port"], today, with_worker=True)
        return Answer(document)


def _played(ask: Ask, today: date, home: Path, address: str) -> dict[str, Any]:
    """Make the data here."""
    from relance.cli.demo.play import days_of, play
    from relance.cli.serving import sign_in_link

    migrate()
    words = ask.say("Quelques semaines d’une entreprise inventée", "Some weeks of an invented company")
    with progress(words, len(days_of(today)), quiet=ask.is_quiet) as step:
        played = play(today, step)
    return {
        "home": str(home), "today": today, "creditor": played.creditor.key, "to_confirm": played.to_confirm,
        "sent_before": played.sent_before, "sent_today": played.sent_today, "address": address,
        "sign_in": sign_in_link(played.creditor, address),
    }  # fmt: skip


def _played_apart(ask: Ask, today: date) -> dict[str, Any]:
    """Make the data in a process of its own: letters start threads, and those do not live through the server's fork."""
    command = [sys.executable, "-m", "relance", "demo", "--no-serve", "--json", "--today", today.isoformat()]
    command += ["--host", ask["host"], "--port", str(ask["port"])]
    with waiting(
        ask.say("Quelques semaines d’une entreprise inventée…", "Some weeks of an invented company…"),
        quiet=ask.is_quiet,
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(f"the demonstration could not be made: {' '.join(done.stderr.split())[-500:]}")
    document: dict[str, Any] = json.loads(done.stdout)
    return document
