"""One mark for one state, on every page: a word, a sign that tells it without colour, and a colour."""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

# the looks, each with its sign: see static/parts.css and the page /design/
LOOKS: Final = ("done", "step", "held", "late", "plain", "cancelled")

_STATES: Final[dict[str, dict[str, str]]] = {
    "done": {
        "state": "sent delivered replied",
        "promise": "kept",
        "dispute_state": "credited",
        "line_state": "matched",
        "posting": "delivered",
        "file": "handed_over",
        "decision": "accepted corrected",
    },
    "held": {
        "state": "no_contact refused_for_now unknown",
        "promise": "live",
        "dispute_state": "accepted",
        "line_state": "new unknown",
        "posting": "unclaimed unknown",
        "file": "waiting",
    },
    "late": {
        "state": "refused bounced",
        "promise": "broken",
        "line_state": "returned",
        "posting": "refused wrong_address",
        "file": "due",
    },
    "plain": {"line_state": "aside"},
    "cancelled": {
        "state": "cancelled",
        "promise": "withdrawn",
        "dispute_state": "rejected withdrawn",
        "posting": "cancelled",
        "decision": "rejected",
    },
}
_LOOK_OF: Final = {
    (kind, key): look for look, kinds in _STATES.items() for kind, keys in kinds.items() for key in keys.split()
}


def look_of(key: str, kind: str = "state") -> str:
    """How a record's state looks; a state without news is a step on the way."""
    return _LOOK_OF.get((kind, key), "step")


def mark(look: str, words: object, title: str = "") -> SafeString:
    """The mark itself. The sign is drawn by the style sheet, so that a reader of screens hears the word only."""
    shown = look if look in LOOKS else "step"
    if title:
        return format_html('<span class="state {}" title="{}">{}</span>', shown, title, words)
    return format_html('<span class="state {}">{}</span>', shown, words)
