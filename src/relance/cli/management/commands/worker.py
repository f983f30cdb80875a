"""`relance worker`: keeps doing all background work until it is stopped."""

from __future__ import annotations

import signal
import threading

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand


class Command(RelanceCommand):
    """Decide each day, send every minute."""

    help = "keeps deciding each day and sending every minute"

    def options(self, parser: CommandParser) -> None:
        """A single round, for cron."""
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def answer(self, ask: Ask) -> Answer:
        """Work until SIGTERM or Ctrl-C."""
        from relance.cli.duties import keep_working, make_round

        if ask["once"]:
            left = make_round(ask.today)
            return Answer({"sent": left}, [ask.say(f"Envoyées : {left}.", f"Sent: {left}.")])
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if not ask.is_quiet:
            print(ask.say("Au travail ; Ctrl-C pour arrêter.", "At work; Ctrl-C stops."), flush=True)
        keep_working(stop, ask.today)
        return Answer({"stopped": True}, [ask.say("Arrêté.", "Stopped.")])
