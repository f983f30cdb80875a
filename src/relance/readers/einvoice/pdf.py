"""The e-invoice inside a PDF (Factur-X, ZUGFeRD), found by what attached files hold, whatever they are called.

Streams are unfolded within limits, page trees are never walked, nothing is rendered. What acts when a PDF is opened
(scripts, programs to launch, programs attached) is told, so that such a PDF is never passed on.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf

from relance.domain.problems.texts import Refused

LARGEST_PDF = 50_000_000  # bytes
LARGEST_XML = 20_000_000  # bytes of one attached file, unfolded
MOST_OBJECTS = 200_000
MOST_ATTACHED = 100
LARGEST_ODD_STREAM = 65_536  # bytes under a filter that is not bounded here
_ACTIONS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PROGRAM_NAMES = (".exe", ".js", ".vbs", ".bat", ".cmd", ".scr", ".com", ".ps1", ".jar", ".msi", ".lnk", ".hta")


class Attached(NamedTuple):
    """A file inside a PDF: its name, its content, and what it is said to be to the PDF (AFRelationship)."""

    name: str
    content: bytes
    relationship: str


class Opened(NamedTuple):
    """The attached files that look like XML, and what in the PDF acts by itself."""

    files: tuple[Attached, ...]
    dangers: tuple[str, ...]


def open_pdf(data: bytes) -> Opened:
    """The attached XML files of a PDF. Raises `Refused` with ENCRYPTED, CORRUPT or TOO_BIG."""
    if len(data) > LARGEST_PDF:
        raise Refused("TOO_BIG.pdf", what=f"> {LARGEST_PDF // 1_000_000} MB")
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return _looked_through(pdf)
    except pikepdf.PasswordError:
        raise Refused("ENCRYPTED.pdf") from None
    except MemoryError:
        raise Refused("TOO_BIG.pdf", what="memory") from None
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused("CORRUPT.pdf") from None


def _looked_through(pdf: pikepdf.Pdf) -> Opened:
    """Every object once: file specifications anywhere (name tree, AF of the catalogue, annotations), and actions."""
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refused("TOO_BIG.pdf", what=f"> {MOST_OBJECTS} objects")
    files: dict[Any, Attached] = {}
    dangers: dict[str, None] = {}
    for found in pdf.objects:
        for entry in _dictionaries(found, 4):
            dangers.update(dict.fromkeys(_acting(entry)))
            if "/EF" in entry and len(files) < MOST_ATTACHED:
                _take_file(entry, files, dangers)
    return Opened(tuple(files.values()), tuple(dangers))


def _dictionaries(found: Any, depth: int) -> Iterator[Any]:
    """A dictionary and those written inside it, not those it refers to."""
    if depth == 0 or not isinstance(found, pikepdf.Object):
        return
    if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        yield found
        for _, value in found.items():
            yield from _inside(value, depth)
    elif isinstance(found, pikepdf.Array):
        for value in found:
            yield from _inside(value, depth)


def _inside(value: Any, depth: int) -> Iterator[Any]:
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        yield from _dictionaries(value, depth - 1)


def _acting(entry: Any) -> Iterator[str]:
    kind = entry.get("/S")
    if isinstance(kind, pikepdf.Name) and str(kind) in _ACTIONS:
        yield str(kind)[1:]
    elif "/JS" in entry or "/JavaScript" in entry:
        yield "JavaScript"


def _take_file(entry: Any, files: dict[Any, Attached], dangers: dict[str, None]) -> None:
    stream = next((s for s in entry["/EF"].values() if isinstance(s, pikepdf.Stream)), None)
    if stream is None:
        return
    name = str(entry.get("/UF") or entry.get("/F") or "?")
    relationship = entry.get("/AFRelationship")
    content = unfolded(stream)
    if content.startswith(_PROGRAMS) or name.lower().endswith(_PROGRAM_NAMES):
        dangers[name] = None
    elif looks_like_xml(content):
        known = files.get(stream.objgen)
        said = str(relationship) if relationship is not None else (known.relationship if known else "")
        files[stream.objgen] = Attached(name, content, said)


def looks_like_xml(content: bytes) -> bool:
    """Whether bytes begin as XML does, after a byte order mark and blanks; in UTF-8 or UTF-16."""
    start = content[:200].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return start.replace(b"\x00", b"").lstrip().startswith(b"<")


def unfolded(stream: Any) -> bytes:
    """The bytes of a stream, unfolded at most to `LARGEST_XML`; more of it is refused (TOO_BIG)."""
    raw = bytes(stream.read_raw_bytes())
    filters = stream.get("/Filter")
    names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else ([str(filters)] if filters else [])
    if all(name in ("/FlateDecode", "/Fl") for name in names) and "/DecodeParms" not in stream:
        for _ in names:
            raw = _inflated(raw)
    elif len(raw) <= LARGEST_ODD_STREAM:
        raw = bytes(stream.read_bytes())
    else:
        return b""  # no invoice's data is kept under such filters
    if len(raw) > LARGEST_XML:
        raise Refused("TOO_BIG.pdf", what=f"> {LARGEST_XML // 1_000_000} MB")
    return raw


def _inflated(raw: bytes) -> bytes:
    machine = zlib.decompressobj()
    try:
        content = machine.decompress(raw, LARGEST_XML + 1)
    except zlib.error:
        return b""
    if len(content) > LARGEST_XML:
        raise Refused("TOO_BIG.pdf", what=f"> {LARGEST_XML // 1_000_000} MB")
    return content
