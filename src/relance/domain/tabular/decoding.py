"""From bytes to text: what a file really is, and in which encoding a French export was written."""

from __future__ import annotations

import codecs

from relance.domain.problems.texts import Refused

_MAGIC = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "GZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
    (b"BM\x00", "BMP"),
)
_CANDIDATES = ("cp1252", "iso8859_15", "cp850", "mac_roman")
_LIKELY = frozenset("éèêëàâäçùûüîïôöœæÉÈÊÀÂÇÙÛÎÏÔŒÆ€°’«»–—ñáíóúÑß…")
_COMMON = frozenset("éèàêçô€°’ùÉÀ")


def file_type(data: bytes) -> str | None:
    """The kind of a file by its first bytes: "XLSX", "ODS", "PNG"…; None when it may be text."""
    if data[:4] == b"PK\x03\x04":
        return _archive_type(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    start = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return "XML" if start.startswith(b"<?xml") else None


def _archive_type(data: bytes) -> str:
    if b"opendocument.spreadsheet" in data[:200]:
        return "ODS"
    if b"xl/workbook.bin" in data:
        return "XLSB"
    if b"xl/" in data[:65536] or b"xl/workbook.xml" in data:
        return "XLSX"
    office = b"[Content_Types].xml" in data[:200] and b"word/" not in data and b"ppt/" not in data
    return "XLSX" if office else "ZIP"


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Text and encoding of a file; refuses what is binary, cut, or mixes encodings."""
    if not data.strip():
        raise Refused("EMPTY")
    if encoding:
        return _decode_as(data, encoding)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decode_as(data, name)
    wide = _wide_without_mark(data)
    if wide:
        return _decode_as(data, wide)
    nul = data.find(b"\x00")
    if nul >= 0:
        raise Refused("BINARY", offset=nul)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error)
    return _best_single_byte(data)


def _decode_as(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except LookupError:
        raise Refused("ENCODING.unknown", value=encoding) from None
    except UnicodeDecodeError as error:
        raise Refused("ENCODING", encoding=encoding, offset=error.start) from None
    except (UnicodeError, ValueError):
        raise Refused("ENCODING.unknown", value=encoding) from None
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise Refused("BINARY", offset=data.find(b"\x00"))
    if not text.strip():
        raise Refused("EMPTY")
    return text, encoding


def _wide_without_mark(data: bytes) -> str | None:
    sample = data[:2000]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else None


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    before = data[: error.start]
    wide = len(before.decode("utf-8")) != len(before)  # well-formed accents came first: it is UTF-8
    cut = error.end >= len(data) and data[-1] in (0xC2, 0xC3)  # “Â” or “Ã” ends no French file
    if not wide and not cut:
        return
    if error.reason == "unexpected end of data" and error.end >= len(data):
        raise Refused("ENCODING.cut", offset=error.start)
    raise Refused("ENCODING.mixed", line=before.count(b"\n") + 1)


def _best_single_byte(data: bytes) -> tuple[str, str]:
    high = bytes(sorted({byte for byte in data if byte >= 0x80}))
    counts = {byte: data.count(bytes([byte])) for byte in high}
    best: tuple[float, str] | None = None
    for name in _CANDIDATES:
        score = sum(_score(byte, name) * count for byte, count in counts.items())
        if best is None or score > best[0]:
            best = (score, name)
    assert best is not None
    return data.decode(best[1], errors="replace"), best[1]


def _score(byte: int, encoding: str) -> float:
    character = bytes([byte]).decode(encoding, errors="replace")
    if character in _COMMON:
        return 2
    if character in _LIKELY or character == "\u00a0":
        return 1
    return -3 if not character.isprintable() or character == "\ufffd" else -1
