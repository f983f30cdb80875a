"""What a person chose for their eyes and hands: light or dark, and whether single keys act. Kept in two cookies."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

THEME_COOKIE: Final = "relance-theme"
KEYS_COOKIE: Final = "relance-keys"
THEMES: Final = ("light", "dark")  # anything else: as the system says


def theme_of(request: HttpRequest) -> str:
    """`light`, `dark`, or nothing where the system decides."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def has_keys(request: HttpRequest) -> bool:
    """Whether single letters are shortcuts: a person may switch them off (WCAG 2.1.4)."""
    return request.COOKIES.get(KEYS_COOKIE) != "off"
