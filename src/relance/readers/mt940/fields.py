"""From a text to the fields of SWIFT messages (`:61:…`), each with the line where it begins.

A field ends where the next one begins. Real files break lines anywhere, so a line that looks like a field is not
always one: `:26:37` may be the end of a time in `:86:`. Such a line goes on with the field before it unless its tag
exists and may stand there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from relance.domain.tabular.sniff import is_text

_TAG = re.compile(r":(20|21|25P?|28C?|60[FM]|61|62[FM]|64|65|86|13D?|34F|90[CD]|NS|94[02]):(.*)", re.IGNORECASE)
_ANY_TAG = re.compile(r":[0-9A-Z]{2,3}:", re.IGNORECASE)
_HEADER = frozenset({"20", "21", "25", "25P", "28", "28C", "13", "13D", "34F"})
_NEXT_OF_20 = re.compile(r"\s*:(?:21|25P?|28C?):", re.IGNORECASE)
_SEEN = re.compile(r"(?:^|[\r\n])[ \t]*:(?:20|25P?|28C?|60[FM]|61|62[FM]|64|65|86|NS):", re.IGNORECASE)
_BLOCKS = re.compile(r"\{[1-35]:|\{4:")


class Field(NamedTuple):
    """One field: its tag in capitals, its value with the line breaks it has in the file."""

    line: int
    tag: str
    value: str


class Stray(NamedTuple):
    """A line that belongs to no field."""

    line: int
    text: str


class End(NamedTuple):
    """The end of a message (`-` or `-}`)."""

    line: int


def looks_like_swift(head: bytes) -> bool:
    """Whether fields of an account statement are among the first lines."""
    if not is_text(head):
        return False
    text = head[:8192].decode("latin-1").removeprefix("\xef\xbb\xbf")
    return bool(_SEEN.search(text))


def fields(text: str) -> Iterator[Field | Stray | End]:
    """Fields, ends of messages, and lines that are neither, in file order."""
    lines = _Lines(text)
    state = _State()
    pending: list[str] = []
    begun: tuple[int, str] | None = None
    for number, line in lines:
        tag = _TAG.match(line)
        if tag and state.may_begin(tag[1].upper(), lines.coming()):
            if begun:
                yield Field(*begun, "\n".join(pending))
            begun, pending = (number, tag[1].upper()), [tag[2]]
            state.begin(begun[1])
        elif state.ends(line):
            if begun:
                yield Field(*begun, "\n".join(pending))
            yield End(number)
            begun, pending = None, []
            state.end()
        elif begun:
            pending.append(line)
        elif line.strip():
            yield Stray(number, line)
    if begun:
        yield Field(*begun, "\n".join(pending))


class _State:
    """Which fields may begin: the one before, whether movements have begun, whether the closing balance was met."""

    def __init__(self) -> None:
        self.last = ""
        self.is_inside = False

    def may_begin(self, tag: str, coming: str) -> bool:
        if not (self.is_inside and self.last == "86" and tag in _HEADER):
            return True
        return tag == "20" and bool(_NEXT_OF_20.match(coming))

    def begin(self, tag: str) -> None:
        self.last = tag
        if tag in ("60F", "60M", "61"):
            self.is_inside = True
        elif tag in ("20", "62F", "62M"):
            self.is_inside = False

    def ends(self, line: str) -> bool:
        """`-` alone or before the trailer; with more text only after a closing balance (it is text before it)."""
        if not line.startswith("-"):
            return False
        return line.rstrip() == "-" or line.startswith("-}") or (not self.is_inside and bool(self.last))

    def end(self) -> None:
        self.last = ""
        self.is_inside = False


class _Lines:
    """Numbered lines without the envelope of SWIFT blocks (`{1:…}{2:…}{4:`), with a look at the one that comes."""

    def __init__(self, text: str) -> None:
        self.source = enumerate(io.StringIO(text, newline="\n"), start=1)
        self.ahead: tuple[int, str] | None = None

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> tuple[int, str]:
        found, self.ahead = self.ahead, None
        return found if found else self._read()

    def coming(self) -> str:
        """The next line, not taken yet; "" at the end."""
        if self.ahead is None:
            try:
                self.ahead = self._read()
            except StopIteration:
                return ""
        return self.ahead[1]

    def _read(self) -> tuple[int, str]:
        number, line = next(self.source)
        line = line.rstrip("\r\n\x1a\x03").lstrip("\x01\ufeff")
        if _BLOCKS.match(line):
            line = line.partition("{4:")[2]
        stripped = line.lstrip()
        return number, stripped if _TAG.match(stripped) else line


def is_unknown_tag(text: str) -> bool:
    """Whether a stray line is a field of another message, which says nothing about money here."""
    return bool(_ANY_TAG.match(text))
