"""Accounting entries that do not balance, found while lines stream by: only unbalanced ones are remembered."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

_MOST_OPEN = 50_000  # more entries begun at once: the file is sorted by account, and only its total is checked
_FEW = 10  # of a hundred entries: more, and the numbers do not stand for entries

_Key = tuple[str, str, date | None]


class Unbalanced(NamedTuple):
    """An entry whose lines do not add up to nothing; cents, and its first line."""

    journal: str
    number: str
    cents: int
    line: int


class EntryBalances:
    """Debit minus credit of each accounting entry (journal, number and day)."""

    def __init__(self) -> None:
        self._key: _Key | None = None
        self._sum = 0
        self._line = 0
        self._open: dict[_Key, tuple[int, int]] = {}
        self._entries = 0
        self._is_given_up = False

    def add(self, journal: str, number: str, day: date | None, line: int, net: int) -> None:
        """One line of an entry."""
        key = (journal, number, day)
        if key == self._key:
            self._sum += net
            return
        self._close()
        self._key, self._sum, self._line = key, net, line
        self._entries += 1

    def unbalanced(self) -> list[Unbalanced]:
        """The entries that do not balance, by line; none where numbers say nothing."""
        self._close()
        if self._is_given_up or len(self._open) * 100 > max(self._entries, 1) * _FEW + 100:
            return []
        found = [Unbalanced(key[0], key[1], cents, line) for key, (cents, line) in self._open.items()]
        return sorted(found, key=lambda one: one.line)

    def _close(self) -> None:
        key, self._key = self._key, None
        if key is None or self._is_given_up or not key[1].strip("0"):
            return
        cents, line = self._open.pop(key, (0, self._line))
        if cents + self._sum:
            self._open[key] = (cents + self._sum, line)
            if len(self._open) > _MOST_OPEN:
                self._is_given_up = True
                self._open.clear()
