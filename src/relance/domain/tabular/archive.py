"""Whether a spreadsheet may be opened: size, ratio, names and contents of its members, checked first."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from relance.domain.problems.texts import Refused

MOST_MEMBERS = 2_000
LARGEST_TOTAL = 200_000_000  # bytes, unfolded
HIGHEST_RATIO = 100  # of a member over a megabyte
MOST_CELLS = 20_000_000  # a sheet is held as a full rectangle while it is read
_REFERENCE = re.compile(rb'<c [^>]*?r="([A-Z]{1,4})(\d{1,8})"')
_ACTIVE = re.compile(r"vbaProject\.bin$|macrosheets/|externalLinks/.*oleObject", re.IGNORECASE)


def check_archive(data: bytes) -> None:
    """Refuse what is encrypted, damaged, dangerous or too big to unfold."""
    if data[:4] == b"\xd0\xcf\x11\xe0":
        wide = "EncryptedPackage".encode("utf-16-le")
        raise Refused("ENCRYPTED") if wide in data else Refused("WRONG_TYPE", found="XLS", expected="XLSX")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive)
            for member in archive.infolist():
                _check_content(archive, member)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        KeyError,
    ) as error:
        raise Refused("CORRUPT", value=type(error).__name__) from None
    except RuntimeError:
        raise Refused("ENCRYPTED") from None


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise Refused("TOO_BIG", what=f"{len(members)} > {MOST_MEMBERS}")
    if sum(member.file_size for member in members) > LARGEST_TOTAL:
        raise Refused("TOO_BIG", what=f"> {LARGEST_TOTAL // 1_000_000} MB")
    names = [member.filename for member in members]
    for member in members:
        name = member.filename
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
            raise Refused("UNSAFE_ARCHIVE", value=name)
        if (member.external_attr >> 16) & 0o170000 == 0o120000 or names.count(name) > 1:
            raise Refused("UNSAFE_ARCHIVE", value=name)
        if member.flag_bits & 1:
            raise Refused("ENCRYPTED")
        if member.file_size > 1_000_000 and member.file_size > HIGHEST_RATIO * max(1, member.compress_size):
            raise Refused("TOO_BIG", what=f"{member.filename}: × {HIGHEST_RATIO}")
        if _ACTIVE.search(name):
            raise Refused("UNSAFE_CONTENT", value=name)


def _check_content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    name = member.filename
    if not name.endswith((".xml", ".rels")):
        return
    content = archive.read(member)  # also proves the declared size and CRC
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise Refused("UNSAFE_CONTENT", value="DOCTYPE")
    if name.startswith("xl/worksheets/"):
        _check_extent(content)
    elif name == "content.xml":
        _Repeats().check(content)
    elif name == "META-INF/manifest.xml" and b"encryption-data" in content:
        raise Refused("ENCRYPTED")


def _check_extent(content: bytes) -> None:
    width = height = 0
    for match in _REFERENCE.finditer(content):
        height = max(height, int(match[2]))
        if len(match[1]) > 1 or width < 26:
            width = max(width, _column(match[1]))
    if width * height > MOST_CELLS:
        raise Refused("TOO_BIG", what=f"{width} × {height}")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Repeats:
    """Counts the cells that repetition makes in an ODS sheet, where one tag may stand for millions."""

    def __init__(self) -> None:
        self._width = 0
        self._rows = 1
        self._filled = False
        self._cells = 0

    def check(self, content: bytes) -> None:
        """Refuse a content that unfolds to too many filled cells."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise Refused("CORRUPT", value=str(error)) from None
        if self._cells > MOST_CELLS:
            raise Refused("TOO_BIG", what=f"> {MOST_CELLS}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table-row":
            self._width, self._filled = 0, False
            self._rows = _number(attributes.get("table:number-rows-repeated"))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._width += _number(attributes.get("table:number-columns-repeated"))
            self._filled = self._filled or "office:value-type" in attributes

    def _end(self, name: str) -> None:
        if name == "table:table-row" and self._filled:
            self._cells += self._width * self._rows if self._width < 16_000 or self._rows > 1 else 0


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1
