"""Tells Django about this room; it has no tables."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """No tables."""

    name = "relance.web"
    label = "web"

    def ready(self) -> None:
        """What people do about their way in goes into the journals; the age of a session counts from signing in."""
        import relance.web.session_ages  # noqa: F401
        from relance.web.person_journal import listen

        listen()
