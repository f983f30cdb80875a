"""Registers the checks of the installation."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """No tables: only system checks."""

    name = "relance.config"
    label = "config"

    def ready(self) -> None:
        """Importing the module registers its checks."""
        from relance.config import checks  # noqa: F401
