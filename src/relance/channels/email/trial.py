"""Whether the mail server would take a message: greeted, encrypted, logged in; nothing is handed over."""

from __future__ import annotations

from collections.abc import Mapping

from relance.channels.email.connection import Failed, leave, opened

SECONDS = "10"  # somebody waits for the answer


def try_server(settings: Mapping[str, str]) -> str:
    """What is wrong, as `phase: what was said`; empty where the server is ready for a message."""
    try:
        server = opened({**settings, "smtp_connect_timeout": SECONDS})
    except Failed as failure:
        return failure.receipt.detail
    leave(server)
    return ""


TRIAL = try_server
