"""Tells Django about this room; it has no tables."""

from __future__ import annotations

from django.apps import AppConfig


class CliConfig(AppConfig):
    """No tables."""

    name = "relance.cli"
    label = "cli"
