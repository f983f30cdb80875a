"""The chain of events: each link's hash covers the link before it, so a change shows where it was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from relance.domain.said import Said

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One event as it is hashed. `at` is an ISO instant in UTC, `on` an ISO date."""

    sequence: int
    at: str
    on: str
    verb: str
    by: str
    customer: str | None
    payload: Mapping[str, Any]


def link_hash(previous: str, link: Link) -> str:
    """SHA-256 over the previous hash and the canonical JSON (sorted keys, no spaces) of the link."""
    body = {name: getattr(link, name) for name in ("sequence", "at", "on", "verb", "by", "customer", "payload")}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous.encode() + b"\n" + text.encode()).hexdigest()


def first_break(links: Iterable[tuple[Link, str, str]]) -> str | None:
    """Where a chain of (link, previous hash, hash) breaks, in words; None where it holds."""
    broken = break_after(links, GENESIS, 0)
    return broken.en if broken else None


def break_after(links: Iterable[tuple[Link, str, str]], previous: str, sequence: int) -> Said | None:
    """Where the links that follow an event, known by its hash and number, break; None where they hold."""
    expected = sequence + 1
    for link, said_previous, said_hash in links:
        n, named = link.sequence, f"{link.sequence} ({link.verb}, {link.on})"
        if n != expected:
            return Said(
                f"event {expected} is missing (the next one found is {n})",
                f"l’événement {expected} manque (le suivant trouvé est le {n})",
            )
        if said_previous != previous:
            return Said(f"event {n} does not follow the one before it", f"l’événement {n} ne suit pas le précédent")
        if link_hash(previous, link) != said_hash:
            return Said(
                f"event {named} was changed after it was written", f"l’événement {named} a été modifié après coup"
            )  # fmt: skip
        previous, expected = said_hash, expected + 1
    return None


def broken_part(links: Iterable[tuple[Link, str, str]]) -> Said | None:
    """Where a part of a chain breaks, in words: some of its events, in order, each with the hash before it.

    What is not part of it counts only by the hash that the next event covers.
    """
    last, last_hash = 0, GENESIS
    for link, said_previous, said_hash in links:
        n, named = link.sequence, f"{link.sequence} ({link.verb}, {link.on})"
        if n <= last:
            return Said(f"event {n} stands after event {last}", f"l’événement {n} est placé après l’événement {last}")
        if n == last + 1 and said_previous != last_hash:
            return Said(f"event {n} does not follow the one before it", f"l’événement {n} ne suit pas le précédent")
        if link_hash(said_previous, link) != said_hash:
            return Said(
                f"event {named} was changed after it was written", f"l’événement {named} a été modifié après coup"
            )  # fmt: skip
        last, last_hash = n, said_hash
    return None
