"""The button that takes an act back, beside the words that say it was done."""

from __future__ import annotations

from typing import Any

from django import template

from relance.web.undo import token_of

register = template.Library()


@register.filter
def undo_token(message: Any) -> str:
    """What the button sends; empty where nothing can be taken back."""
    return token_of(message.extra_tags or "")
