"""The web app in one process: gunicorn with threads, and the worker's duties beside them."""

from __future__ import annotations

import os
import socket
import sys
import threading
from datetime import date
from typing import TYPE_CHECKING, Any

from relance.cli.clock import act_on
from relance.operations.refused import Refused

if TYPE_CHECKING:
    from relance.ledger.creditors import Creditor

THREADS = 8
ADDRESS = "http://127.0.0.1:8000"


def sign_in_link(creditor: Creditor, address: str, user: str = "") -> str:
    """A fresh link that signs a member of the creditor in, once."""
    from relance.operations.sign_in import make_sign_in_token

    token = make_sign_in_token(creditor=creditor, act=act_on(None), user=user)
    return f"{address.rstrip('/')}/sign-in/{token}/"


def require_free(host: str, port: int) -> None:
    """Raise Refused where something answers on that port already, or the host is not ours."""
    try:
        with socket.create_server((host, port)):
            pass
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Refused(f"{host}:{port} cannot be used ({why}): give another with --port") from None


def serve(host: str, port: int, today: date | None, *, with_worker: bool) -> None:
    """Serve until stopped. On a pinned day pages and worker both live on that day."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    if today:
        os.environ["RELANCE_TODAY"] = today.isoformat()
    stop = threading.Event()

    def begin(worker: Any) -> None:
        if with_worker:
            from relance.cli.duties import keep_working

            threading.Thread(target=keep_working, args=(stop, today), name="duties", daemon=True).start()

    def end(arbiter: Any, worker: Any) -> None:
        stop.set()

    class _Site(BaseApplication):  # type: ignore[misc]
        """Gunicorn, told everything by us and nothing by files or the environment."""

        def load_config(self) -> None:
            settings = {
                "bind": f"{host}:{port}", "workers": 1, "threads": THREADS, "worker_class": "gthread",
                "loglevel": "warning", "post_worker_init": begin, "worker_exit": end,
                "graceful_timeout": 10, "timeout": 120, "proc_name": "relance",
            }  # fmt: skip
            for key, value in settings.items():
                self.cfg.set(key, value)

        def load(self) -> Any:
            return get_wsgi_application()

    connections.close_all()  # what the parent opened is not the child's
    sys.stdout.flush()
    _Site().run()
