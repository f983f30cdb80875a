"""The pages in a process of their own: `python -m tests.browser.served`.

Prints its port, then makes a firm for each line of JSON that it is given and answers with how to come in.
"""

from __future__ import annotations

import json
import sys
import threading
import traceback


def main() -> None:
    """Bring the database up to date, serve, and make the firms that are asked for."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        """Says nothing of single requests."""

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    call_command("migrate", verbosity=0)
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)


def _answer(asked: dict[str, str]) -> dict[str, str]:
    try:
        return _made(asked)
    except Exception:
        return {"problem": traceback.format_exc()}


def _made(asked: dict[str, str]) -> dict[str, str]:
    from relance.ledger.creditors import all_creditors
    from relance.operations.sign_in import make_sign_in_token
    from relance.web.clock import signing_in
    from tests.browser.firms import open_firm

    if "firm" in asked:
        return open_firm(asked.pop("firm"), **asked)
    first = all_creditors()[0]
    return {"key": first.key, "token": make_sign_in_token(creditor=first, act=signing_in())}


if __name__ == "__main__":
    main()
