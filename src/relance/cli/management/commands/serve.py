"""`relance serve`: the web app, with the worker's duties in the same process."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.typed import whole


class Command(RelanceCommand):
    """Serve the pages until stopped."""

    help = "the web app; decides and sends in the background too"

    def options(self, parser: CommandParser) -> None:
        """Where to answer."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=whole, default=8000)
        parser.add_argument("--no-worker", action="store_true", help="pages only: `relance worker` runs elsewhere")

    def answer(self, ask: Ask) -> Answer:
        """Print the address and a link to sign in, then serve."""
        from relance.cli.command import choose_creditor
        from relance.cli.serving import require_free, serve, sign_in_link
        from relance.ledger.creditors import all_creditors

        require_free(ask["host"], ask["port"])
        first = choose_creditor(ask["creditor"] or (all_creditors() or [ask.creditor])[0].key)
        address = f"http://{ask['host']}:{ask['port']}"
        announce(ask, address, sign_in_link(first, address))
        serve(ask["host"], ask["port"], ask.today, with_worker=not ask["no_worker"])
        return Answer({})


def announce(ask: Ask, address: str, link: str) -> None:
    """Say where the pages are and how to get in."""
    print(
        ask.say(f"Relance répond sur {address} (Ctrl-C pour arrêter).", f"Relance answers on {address} (Ctrl-C stops).")
    )
    print(ask.say(f"Pour entrer (une fois) : {link}", f"To sign in (once): {link}"), flush=True)
