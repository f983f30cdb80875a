"""Tells Django about this room; it has no tables."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """No tables."""

    name = "relance.web"
    label = "web"
