"""The lines of a FEC of any size, decoded a block at a time: only the bytes themselves are held whole.

The answers on encodings are those of `domain.tabular.decoding`, except that a label with a broken letter loses no
amount and does not refuse the file.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from relance.domain.problems.texts import Refused
from relance.domain.tabular.decoding import decode
from relance.domain.tabular.records import LONGEST_LINE, MOST_LINES, normal_lines

_BLOCK = 1 << 21  # bytes decoded at once
_ASCII = bytes(range(128))
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_lines(data: bytes, encoding: str | None) -> Iterator[str]:
    """Every line without its end; refuses what is empty, binary, or beyond what a real export has."""
    plain, name, start = _plain(data, encoding)
    ends = plain.count(b"\n") or plain.count(b"\r")
    if ends > MOST_LINES:
        raise Refused("TOO_MANY_LINES", limit=MOST_LINES)
    return _lines(plain, name, start)


def _lines(data: bytes, encoding: str, start: int) -> Iterator[str]:
    number = 0
    while start < len(data):
        end = _block_end(data, start, number + 1)
        text = normal_lines(data[start:end].decode(encoding, "replace"))
        lines = text.split("\n")
        if not lines[-1]:
            lines.pop()
        if len(text) > LONGEST_LINE:
            long = next((n for n, line in enumerate(lines, number + 1) if len(line) > LONGEST_LINE), None)
            if long:
                raise Refused("LINE_TOO_LONG", line=long, limit=LONGEST_LINE)
        yield from lines
        number += len(lines)
        start = end


def _block_end(data: bytes, start: int, line: int) -> int:
    """Where a block may end: after a line's end, never between the CR and the LF of one."""
    end = start + _BLOCK
    if end >= len(data):
        return len(data)
    found = data.rfind(b"\n", start, end)
    while found < 0:
        found = data.rfind(b"\r", start, end)
        if found < 0:
            raise Refused("LINE_TOO_LONG", line=line, limit=LONGEST_LINE)
        if data[found + 1 : found + 2] in (b"\r", b"\n"):
            end, found = found, -1
    return found + 1


def _plain(data: bytes, encoding: str | None) -> tuple[bytes, str, int]:
    """Bytes whose lines end in single bytes, how they are written, and where the text begins."""
    if encoding or data.startswith(_WIDE_MARKS) or b"\x00" in data[:2000]:
        return decode(data, encoding)[0].encode("utf-8", "replace"), "utf-8", 0
    if not data[:4096].strip() and not data.strip():
        raise Refused("EMPTY")
    nul = data.find(b"\x00")
    if nul >= 0:
        raise Refused("BINARY", offset=nul)
    marked = data.startswith(codecs.BOM_UTF8)
    start = len(codecs.BOM_UTF8) if marked else 0
    if marked and not data[start:4096].strip() and not data[start:].strip():
        raise Refused("EMPTY")
    broken = _first_broken(data)
    if broken is None:
        return data, "utf-8", start
    if marked:
        decode(data)  # says which byte it is
    if _is_mostly_utf8(data, *broken):
        return data, "utf-8", start
    return data, _single_byte(data), start


def _first_broken(data: bytes) -> tuple[int, int] | None:
    """Where the first bytes stand that are no UTF-8, and where they end."""
    if data.isascii():
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    for at in range(0, len(data), _BLOCK):
        before = at - len(decoder.getstate()[0])
        try:
            decoder.decode(data[at : at + _BLOCK], at + _BLOCK >= len(data))
        except UnicodeDecodeError as error:
            return before + error.start, before + error.end
    return None


def _is_mostly_utf8(data: bytes, start: int, end: int) -> bool:
    """Well-formed accents came first, or the file ends in the middle of one."""
    if end >= len(data) and data[-1] in (0xC2, 0xC3):
        return True
    return any(not data[at : min(at + _BLOCK, start)].isascii() for at in range(0, start, _BLOCK))


def _single_byte(data: bytes) -> str:
    """The one-byte encoding that reads the accents best; only they are looked at."""
    blocks = range(0, len(data), _BLOCK)
    accents = b"".join(data[at : at + _BLOCK].translate(None, _ASCII) for at in blocks)
    apart = bytearray(b" " * (2 * len(accents)))  # apart, they are never mistaken for UTF-8
    apart[0::2] = accents
    return decode(bytes(apart))[1]
