"""The ZIP of a dossier: packed so that the same dossier gives the same bytes, and checked so that any change shows.

Files are stored uncompressed, in the order of their names, all dated 1 January 1980: the archive depends on nothing but
what is in it. `SHA256SUMS` covers every file but itself, `manifest.json` describes the pieces, `events.jsonl` holds the
customer's events with their hashes.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from relance.domain.chain import Link, broken_part
from relance.domain.dossier import Numbered
from relance.domain.said import Said

FORMAT: Final = "relance-dossier/1"
SUMS, MANIFEST, EVENTS = "SHA256SUMS", "manifest.json", "events.jsonl"
LINK = ("sequence", "at", "on", "verb", "by", "customer", "payload")

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_FILES, _MOST_BYTES = 20_000, 4 * 1024**3


class Break(NamedTuple):
    """What is wrong with which file of a bundle (empty: the archive itself)."""

    file: str
    what: Said


class Checked(NamedTuple):
    """A bundle looked at: what it says it is, and everything that is wrong with it.

    `hashes` are those of its events by their place in the chain; `fingerprint` is the SHA-256 of its sums.
    """

    manifest: Mapping[str, Any]
    files: int
    hashes: Mapping[int, str]
    fingerprint: str
    breaks: tuple[Break, ...]


def sha256(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def plain_json(value: Any, *, indent: int | None = None) -> str:
    """JSON with sorted keys, dates as ISO: the same value gives the same text."""
    separators = (",", ":") if indent is None else None
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=separators, indent=indent, default=_day)


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a dossier")


def manifest(head: Mapping[str, Any], pieces: Iterable[Numbered], others: Mapping[str, bytes]) -> bytes:
    """The manifest: the facts of `head`, the pieces with number and SHA-256, and the other files."""
    listed = [
        {
            "number": one.number, "file": one.name, "kind": one.piece.kind, "title": one.piece.title,
            "on": one.piece.on, "proves": one.proves, "reference": one.piece.reference, "channel": one.piece.channel,
            **_measured(one.piece.content),
        }
        for one in pieces
    ]  # fmt: skip
    files = [{"file": name, **_measured(content)} for name, content in sorted(others.items())]
    return (plain_json({"format": FORMAT, **head, "pieces": listed, "files": files}, indent=1) + "\n").encode()


def _measured(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "sha256": sha256(content)}


def sums(files: Mapping[str, bytes]) -> bytes:
    """What `sha256sum -c` reads: every file but the sums themselves, in the order of their names."""
    return "".join(f"{sha256(files[name])}  {name}\n" for name in sorted(files) if name != SUMS).encode()


def pack(files: Mapping[str, bytes]) -> bytes:
    """The archive; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


def check(data: bytes) -> Checked:
    """Look at everything: what was changed, removed or added is named."""
    files, breaks = _unpacked(data)
    found, unreadable = _manifest_of(files)
    breaks += unreadable
    breaks += _against_sums(files)
    if not unreadable:
        breaks += _against_manifest(files, found)
    events, lines = _events_of(files)
    breaks += lines
    if not lines:
        breaks += _against_events(found, events)
    if not breaks and pack(files) != data:
        breaks.append(
            Break(
                "",
                Said(
                    "the files are whole, but the archive around them was changed or made anew",
                    "les fichiers sont intacts, mais l’archive qui les contient a été modifiée ou refaite",
                ),
            )
        )
    hashes = {event["sequence"]: event["hash"] for event in events}
    return Checked(found, len(files), hashes, sha256(files.get(SUMS, b"")), tuple(dict.fromkeys(breaks)))


def _unpacked(data: bytes) -> tuple[dict[str, bytes], list[Break]]:
    files: dict[str, bytes] = {}
    breaks: list[Break] = []
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        return {}, [
            Break(
                "",
                Said(
                    "this is not a ZIP file that can be read, or its list of files was changed",
                    "ce n’est pas un ZIP lisible, ou sa liste de fichiers a été modifiée",
                ),
            )
        ]
    with archive:
        infos = archive.infolist()
        if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > max(_MOST_BYTES, len(data)):
            return {}, [
                Break(
                    "",
                    Said(
                        "this archive is too large to be a dossier",
                        "cette archive est trop grande pour être un dossier",
                    ),
                )
            ]
        for info in infos:
            if info.filename in files:
                breaks.append(
                    Break(info.filename, Said("stands twice in the archive", "figure deux fois dans l’archive"))
                )
            elif info.compress_type != zipfile.ZIP_STORED or info.file_size > len(data):
                breaks.append(
                    Break(
                        info.filename,
                        Said(
                            "was packed anew in another way, which no dossier does",
                            "a été compressé de nouveau, ce qu’aucun dossier ne fait",
                        ),
                    )
                )
            else:
                content = _read(archive, info)
                files[info.filename] = content or b""
                breaks += (
                    []
                    if content is not None
                    else [Break(info.filename, Said("was changed in the archive", "a été modifié dans l’archive"))]
                )
    return files, breaks


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return None


def _manifest_of(files: Mapping[str, bytes]) -> tuple[dict[str, Any], list[Break]]:
    if MANIFEST not in files:
        return {}, [
            Break(
                MANIFEST,
                Said("is missing: without it this is no dossier", "manque\u00a0: sans lui, ce n’est pas un dossier"),
            )
        ]
    try:
        found = json.loads(files[MANIFEST])
    except (ValueError, RecursionError):
        return {}, [Break(MANIFEST, Said("cannot be read any more", "n’est plus lisible"))]
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return {}, [Break(MANIFEST, Said(f"is not of the format {FORMAT}", f"n’est pas au format {FORMAT}"))]
    return found, []


def _against_sums(files: Mapping[str, bytes]) -> Iterator[Break]:
    if SUMS not in files:
        yield Break(
            SUMS,
            Said(
                "is missing: the files cannot be compared with their sums",
                "manque\u00a0: les fichiers ne peuvent pas être comparés à leurs sommes",
            ),
        )
        return
    said = {}
    for line in files[SUMS].decode("utf-8", "replace").splitlines():
        digest, mark, name = line.partition("  ")
        if mark:
            said[name] = digest
    for name in sorted(said):
        if name not in files:
            yield Break(name, Said("is missing from the archive", "manque dans l’archive"))
        elif sha256(files[name]) != said[name]:
            yield Break(
                name,
                Said(
                    f"is not the file whose sum stands in {SUMS}", f"n’est pas le fichier dont la somme est dans {SUMS}"
                ),
            )
    for name in sorted(set(files) - set(said) - {SUMS}):
        yield Break(
            name,
            Said(
                f"was added, or its line in {SUMS} was taken out",
                f"a été ajouté, ou sa ligne dans {SUMS} a été retirée",
            ),
        )
    if sums(files) != files[SUMS]:
        yield Break(
            SUMS,
            Said(
                "is not the list that the files of this archive give",
                "n’est pas la liste que donnent les fichiers de cette archive",
            ),
        )


def _against_manifest(files: Mapping[str, bytes], found: Mapping[str, Any]) -> Iterator[Break]:
    try:
        listed = {str(one["file"]): (one["bytes"], one["sha256"]) for one in (*found["pieces"], *found["files"])}
    except (KeyError, TypeError):
        yield Break(MANIFEST, Said("does not list the files any more", "n’énumère plus les fichiers"))
        return
    for name, (size, digest) in sorted(listed.items()):
        if name not in files:
            yield Break(name, Said("is missing from the archive", "manque dans l’archive"))
        elif len(files[name]) != size or sha256(files[name]) != digest:
            yield Break(
                name, Said(f"is not the file that {MANIFEST} describes", f"n’est pas le fichier que décrit {MANIFEST}")
            )
    for name in sorted(set(files) - set(listed) - {SUMS, MANIFEST}):
        yield Break(
            name, Said(f"was added: {MANIFEST} does not know it", f"a été ajouté\u00a0: {MANIFEST} ne le connaît pas")
        )


def _events_of(files: Mapping[str, bytes]) -> tuple[list[dict[str, Any]], list[Break]]:
    """The events, once each of them and their order are proved by their hashes."""
    name = next((one for one in sorted(files) if re.fullmatch(rf"\d+-{re.escape(EVENTS)}", one)), None)
    if name is None:
        return [], [
            Break(
                EVENTS,
                Said(
                    "is missing: nothing can be compared with what was recorded",
                    "manque\u00a0: rien ne peut être comparé à ce qui a été noté",
                ),
            )
        ]
    try:
        events = [json.loads(line) for line in files[name].decode().splitlines()]
        links = [(Link(**{k: e[k] for k in LINK}), e["previous_hash"], e["hash"]) for e in events]
        broken = broken_part(links)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [], [Break(name, Said("cannot be read any more", "n’est plus lisible"))]
    return ([], [Break(name, broken)]) if broken else (events, [])


def _against_events(found: Mapping[str, Any], events: list[dict[str, Any]]) -> Iterator[Break]:
    """The chain's end as the manifest names it, and each message against the sum recorded the day it left."""
    try:
        said = found["events"]
        last = events[-1] if events else None
        if said["count"] != len(events) or (last and said["last_hash"] != last["hash"]):
            yield Break(
                EVENTS,
                Said(
                    f"does not hold the events that {MANIFEST} counts: some were taken out or added",
                    f"ne contient pas les événements que compte {MANIFEST}\u00a0: il en manque ou il y en a trop",
                ),
            )
        recorded: dict[tuple[str, str], set[str]] = {}
        for event in events:
            payload = event["payload"]
            if "sha256" in payload and "notice" in payload and "channel" in payload:
                recorded.setdefault((payload["notice"], payload["channel"]), set()).add(payload["sha256"])
        for one in found["pieces"]:
            known = recorded.get((one["reference"], one["channel"])) if one["kind"] == "message" else None
            if known and one["sha256"] not in known:
                yield Break(
                    one["file"],
                    Said(
                        "is not the message whose sum was recorded when it left",
                        "n’est pas le message dont la somme a été notée à son départ",
                    ),
                )
    except (KeyError, TypeError, AttributeError):
        yield Break(MANIFEST, Said("does not describe the events any more", "ne décrit plus les événements"))
