"""What a person has just done can be taken back for a minute, by a button beside the words that say it was done."""

from __future__ import annotations

import secrets
from typing import Any, Final, NamedTuple

from django.contrib import messages
from django.core.signing import BadSignature, Signer

from relance.web.clock import signing_in
from relance.web.door import Visit

SECONDS: Final = 60
MOST_TAKEN_BACK: Final = 50  # records of one act; what touched more is changed on its own page
MOST: Final = 8  # acts remembered; the oldest is forgotten first
KEPT: Final = "undo"  # in the session: only the person who acted, and only there
TAG: Final = "undo:"


class Offer(NamedTuple):
    """One act that can be taken back: which inverse, with what, and since when (seconds)."""

    verb: str
    args: dict[str, Any]
    at: float
    creditor: int

    @property
    def is_late(self) -> bool:
        """Whether the minute is over."""
        return not 0 <= signing_in().now.timestamp() - self.at <= SECONDS


def _signer() -> Signer:
    return Signer(salt="relance.undo")


def undoable(visit: Visit, words: str, verb: str, **args: Any) -> None:
    """Say what was done, with a button that takes it back. `args` are plain values: what the inverse needs."""
    key = secrets.token_urlsafe(9)
    offer = Offer(verb, args, signing_in().now.timestamp(), visit.creditor.pk)
    kept = dict(list(visit.request.session.get(KEPT, {}).items())[-(MOST - 1) :])
    visit.request.session[KEPT] = {**kept, key: list(offer)}
    messages.success(visit.request, words, extra_tags=f"{TAG}{_signer().sign(key)}")


def take_offer(visit: Visit, token: str) -> Offer | None:
    """The act that the button stands for, once: asked again, or by anybody else, there is none."""
    try:
        key = _signer().unsign(token)
    except BadSignature:
        return None
    kept = dict(visit.request.session.get(KEPT, {}))
    found = kept.pop(key, None)
    visit.request.session[KEPT] = kept
    offer = Offer(*found) if found else None
    return offer if offer and offer.creditor == visit.creditor.pk else None


def token_of(tags: str) -> str:
    """The token among the tags of a message; empty where nothing can be taken back."""
    return next((tag[len(TAG) :] for tag in tags.split() if tag.startswith(TAG)), "")
