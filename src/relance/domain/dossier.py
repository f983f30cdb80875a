"""A dossier: the pieces that prove a claim, in order and numbered, and the story they tell. See docs/DOSSIER.md."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

PieceKind = Literal[
    "invoice", "message", "sending", "report", "posting", "reply", "incoming", "agreement", "claim_note",
    "replies", "calls", "disputes", "promises", "payments", "facts", "statement", "events",
]  # fmt: skip

# invoices first, then what was exchanged in the order of its days, then what sums it up
STAGES: Final = {
    "invoice": 0, "replies": 2, "calls": 3, "disputes": 4, "promises": 5, "payments": 6, "facts": 7, "statement": 8,
    "events": 9,
}  # fmt: skip
EXCHANGED: Final = 1
PDF: Final = "application/pdf"
_LONGEST = 70
_KEY = re.compile(r"\{([a-z_]+:[\w:-]+)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the dossier, with its exact bytes.

    `key` tells it from every other, `proves` is the key of the piece that it proves something of (empty: none).
    `at` is an ISO instant in UTC that orders pieces of one day. `stem` and `suffix` make its name. `shown` is what a
    reader sees of a file that is no PDF. `reference` and `channel` tie a message to the events that speak of it.
    """

    key: str
    kind: PieceKind
    on: date
    title: str
    stem: str
    suffix: str
    content: bytes
    content_type: str = PDF
    at: str = ""
    proves: str = ""
    shown: str = ""
    reference: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A piece with its number, the same in the list, the PDF and the ZIP; `proves` is the number of another."""

    number: int
    name: str
    piece: Piece
    proves: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the chronology, in the dossier's language; `pieces` are keys of the pieces that show it."""

    on: date
    what: str
    channel: str = ""
    answer: str = ""
    next_action: str = ""
    pieces: tuple[str, ...] = ()
    at: str = ""
    key: str = ""


def numbered(pieces: Iterable[Piece]) -> tuple[Numbered, ...]:
    """The pieces in order, from 1: a proof comes right after what it proves."""
    ordered = list(_ordered(list(pieces)))
    width = max(2, len(str(len(ordered))))
    numbers = {piece.key: number for number, piece in enumerate(ordered, 1)}
    return tuple(
        Numbered(number, f"{number:0{width}d}-{plain_name(piece.stem)}{piece.suffix}", piece, numbers.get(piece.proves))
        for number, piece in enumerate(ordered, 1)
    )


def _ordered(pieces: Sequence[Piece]) -> Iterator[Piece]:
    keys = {piece.key for piece in pieces}
    if len(keys) != len(pieces):
        raise ValueError("two pieces have one key")
    under: dict[str, list[Piece]] = defaultdict(list)
    for piece in sorted(pieces, key=_order):
        under[piece.proves if piece.proves in keys else ""].append(piece)

    def walk(parent: str) -> Iterator[Piece]:
        for piece in under.pop(parent, ()):
            yield piece
            yield from walk(piece.key)

    return walk("")


def _order(piece: Piece) -> tuple[int, date, str, str]:
    return STAGES.get(piece.kind, EXCHANGED), piece.on, piece.at, piece.key


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The chronology: day by day, within a day by instant where it is known."""
    return tuple(sorted(entries, key=lambda entry: (entry.on, entry.at or "9", entry.key)))


def cited(entries: Iterable[Entry], pieces: Iterable[Numbered], see: str) -> tuple[Entry, ...]:
    """The entries with `{key}` in an answer replaced by the number of that piece, said as `see` says it."""
    numbers = {one.piece.key: one.number for one in pieces}

    def named(match: re.Match[str]) -> str:
        number = numbers.get(match[1])
        return see.format(value=number) if number else ""

    return tuple(replace(entry, answer=_KEY.sub(named, entry.answer).strip()) for entry in entries)


def plain_name(text: str) -> str:
    """A file name for every system: ASCII letters, digits, dot, dash and underscore only, never hidden."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", ascii_only).strip("-._")[:_LONGEST].rstrip("-._") or "piece"
