"""An archive of several files (statements of a year, say), unpacked in memory: nothing is written anywhere.

Workbooks are archives too and are no bundle. Every limit is checked on the directory first and again on what comes
out: APPNOTE.TXT of PKWARE leaves a reader to decide whom to believe, and here nobody is.
"""

from __future__ import annotations

import copy
import hashlib
import io
import unicodedata
import zipfile
import zlib
from itertools import pairwise
from typing import NamedTuple

from relance.domain.problems.texts import Refused

MOST_FILES = 2_000
LARGEST_TOTAL = 200_000_000  # bytes, unfolded
HIGHEST_RATIO = 100  # of a member over a megabyte
_LONGEST_NAME = 120
_MARGIN = 1_000_000  # asked for above the declared size, so that what is longer is seen and not cut
_LOCAL_HEADER = 30  # bytes before the name of a member
_OFFICE = ("[Content_Types].xml", "mimetype", "_rels/.rels", "META-INF/manifest.xml")
_PARTS = ("xl/", "word/", "ppt/", "docProps/")
_LITTER = frozenset((".ds_store", "thumbs.db", "desktop.ini"))
_LINK_OR_DEVICE = frozenset((0o120000, 0o020000, 0o060000, 0o010000, 0o140000))
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError)


class Packed(NamedTuple):
    """One file of an archive: a name fit for display and storage, and its bytes."""

    name: str
    data: bytes


class Unpacked(NamedTuple):
    """The files of an archive in its order. `litter` counts what programs leave behind, `repeated` equal contents."""

    files: tuple[Packed, ...]
    litter: int
    repeated: int


def is_bundle(data: bytes) -> bool:
    """Whether these bytes are an archive of files rather than a workbook or another document that is an archive."""
    if data[:4] == b"PK\x05\x06":
        return True
    if data[:4] not in (b"PK\x03\x04", b"PK\x07\x08"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except _FAULTS:
        length = int.from_bytes(data[26:28], "little")
        names = {data[_LOCAL_HEADER : _LOCAL_HEADER + length].decode("utf-8", "replace")}
    return not any(name in _OFFICE or name.startswith(_PARTS) for name in names)


def unpack(data: bytes) -> Unpacked:
    """Every file of an archive, each content once.

    Raises `Refused`: UNSAFE_ARCHIVE, TOO_BIG, TOO_MANY_FILES, ENCRYPTED, CORRUPT, EMPTY; then nothing comes out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members)
            wanted = [one for one in members if not one.is_dir() and not _is_litter(one.filename)]
            contents = [(one, _content(archive, one)) for one in wanted]
    except _FAULTS as error:
        raise Refused("CORRUPT", value=type(error).__name__) from None
    except RuntimeError:
        raise Refused("ENCRYPTED.archive") from None
    files: dict[bytes, Packed] = {}
    for member, content in contents:
        files.setdefault(hashlib.sha256(content).digest(), Packed(display_name(member.filename), content))
    if not files:
        raise Refused("EMPTY.archive")
    litter = sum(_is_litter(one.filename) for one in members if not one.is_dir())
    return Unpacked(tuple(files.values()), litter, len(contents) - len(files))


def display_name(name: str) -> str:
    """A member's name without control and direction characters, not too long, and never a name of the system."""
    plain = name.replace("\\", "/").strip("/ ")
    kept = "".join("_" if unicodedata.category(one)[0] == "C" else one for one in plain)
    if len(kept) > _LONGEST_NAME:
        kept = "…" + kept[1 - _LONGEST_NAME :]
    return kept or "_"


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise Refused("TOO_MANY_FILES", count=len(members), limit=MOST_FILES)
    names = [member.filename for member in members]
    for member in members:
        if _is_unsafe(member) or names.count(member.filename) > 1:
            raise Refused("UNSAFE_ARCHIVE.bundle", value=member.filename)
        if member.flag_bits & 1:
            raise Refused("ENCRYPTED.archive")
        if member.file_size > 1_000_000 and member.file_size > HIGHEST_RATIO * max(1, member.compress_size):
            raise Refused("TOO_BIG.archive", what=f"{member.filename}: × {HIGHEST_RATIO}")
    if sum(member.file_size for member in members) > LARGEST_TOTAL:
        raise Refused("TOO_BIG.archive", what=f"> {LARGEST_TOTAL // 1_000_000} MB")
    placed = sorted(members, key=lambda one: one.header_offset)
    for one, following in pairwise(placed):
        if one.header_offset + _LOCAL_HEADER + one.compress_size > following.header_offset:
            raise Refused("TOO_BIG.archive", what=f"{one.filename} ∩ {following.filename}")


def _is_unsafe(member: zipfile.ZipInfo) -> bool:
    """Whether a member wants to stand elsewhere (`../`, `/`, `C:`), or is a link or a device."""
    name = member.orig_filename.replace("\\", "/")
    kind = (member.external_attr >> 16) & 0o170000
    return (
        name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or "\x00" in name or kind in _LINK_OR_DEVICE
    )


def _is_litter(name: str) -> bool:
    parts = name.lower().split("/")
    return parts[0] == "__macosx" or parts[-1] in _LITTER or parts[-1].startswith("._")


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of one member; more is asked for than it declares. An archive inside the archive is refused."""
    trusting_nobody = copy.copy(member)
    trusting_nobody.file_size = member.file_size + _MARGIN
    with archive.open(trusting_nobody) as stream:
        content = stream.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise Refused("UNSAFE_ARCHIVE.bundle", value=member.filename)
    if content[:4] == b"PK\x03\x04" and is_bundle(content):
        raise Refused("TOO_BIG.nested", value=member.filename)
    return content
