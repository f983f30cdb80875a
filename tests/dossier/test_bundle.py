"""A bundle looked at: any change of any file, anything removed or added, is found and named."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from relance.domain.bundle import MANIFEST, SUMS, check, manifest, pack, plain_json, sha256, sums
from relance.domain.chain import GENESIS, Link, link_hash
from relance.domain.dossier import Numbered, Piece, numbered, plain_name

DAY = date(2026, 2, 16)
MAIL = b"From: us\r\n\r\nBonjour"
EVENTS = "03-events.jsonl"


def a_piece(key: str, kind: str, content: bytes, **more: str) -> Piece:
    return Piece(key, kind, DAY, key, key, more.pop("suffix", ".pdf"), content, **more)  # type: ignore[arg-type]


def the_events(digest: str) -> list[dict[str, object]]:
    """Events 2, 3 and 7 of a chain: the others are about other customers, and are known by their hashes only."""
    payload = {"notice": "R-1", "channel": "email", "sha256": digest}
    found, previous = [], sha256(b"the first event of somebody else")
    for sequence in (2, 3, 7):
        if sequence == 7:
            previous = sha256(b"the sixth")
        link = Link(sequence, "2026-02-16T09:00:00.000000+00:00", "2026-02-16", "message_sent", "Claire", "D", payload)
        digest = link_hash(previous, link)
        body = {name: getattr(link, name) for name in Link.__slots__}
        found.append({**body, "previous_hash": previous, "hash": digest})
        previous = digest
    return found


def lines(events: list[dict[str, object]]) -> bytes:
    return "".join(f"{plain_json(one)}\n" for one in events).encode()


def some_pieces() -> tuple[Numbered, ...]:
    events = lines(the_events(sha256(MAIL)))
    return numbered([
        a_piece("events", "events", events, suffix=".jsonl"),
        a_piece("message", "message", MAIL, suffix=".eml", reference="R-1", channel="email"),
        a_piece("invoice", "invoice", b"%PDF invoice"),
    ])  # fmt: skip


def the_files(*, head: dict[str, object] | None = None) -> dict[str, bytes]:
    pieces = some_pieces()
    last = the_events(sha256(MAIL))[-1]["hash"]
    files = {one.name: one.piece.content for one in pieces}
    files["READ-ME.txt"] = b"how to verify"
    said = head or {"events": {"count": 3, "last_hash": last}}
    files[MANIFEST] = manifest(said, pieces, {"READ-ME.txt": files["READ-ME.txt"]})
    return {**files, SUMS: sums(files)}


def named(files: dict[str, bytes]) -> set[str]:
    return {each.file for each in check(pack(files)).breaks}


def test_what_was_packed_has_no_break_and_is_packed_alike_every_time() -> None:
    assert check(pack(the_files())).breaks == ()
    assert pack(the_files()) == pack(dict(reversed(the_files().items())))


@pytest.mark.parametrize("name", sorted(the_files()))
def test_any_byte_changed_in_any_file_is_found_and_the_file_is_named(name: str) -> None:
    files = the_files()
    for place in range(0, len(files[name]), 2):
        changed = bytearray(files[name])
        changed[place] ^= 1
        assert name in named({**files, name: bytes(changed)}), place


@pytest.mark.parametrize("name", sorted(the_files()))
def test_any_file_taken_out_is_named(name: str) -> None:
    files = the_files()
    del files[name]
    assert name in named(files)


def test_a_file_added_is_named() -> None:
    assert "02-bis.pdf" in named({**the_files(), "02-bis.pdf": b"%PDF"})


def test_any_byte_changed_anywhere_in_the_archive_is_found() -> None:
    data = pack(the_files())
    for place in range(0, len(data), 3):
        changed = bytearray(data)
        changed[place] ^= 1
        assert check(bytes(changed)).breaks, place


@pytest.mark.parametrize("cut", [1, 30, 400])
def test_an_archive_cut_short_or_lengthened_is_found(cut: int) -> None:
    data = pack(the_files())
    assert check(data[:-cut]).breaks
    assert check(data + b"\0" * cut).breaks
    assert check(b"\0" * cut + data).breaks


def resummed(change: Callable[[dict[str, bytes]], None]) -> dict[str, bytes]:
    """What somebody gets who changes a piece and then makes all sums fit again."""
    files = the_files()
    change(files)
    said = json.loads(files[MANIFEST])
    for one in (*said["pieces"], *said["files"]):
        one |= {"bytes": len(files[one["file"]]), "sha256": sha256(files[one["file"]])}
    files[MANIFEST] = (plain_json(said, indent=1) + "\n").encode()
    return {**files, SUMS: sums(files)}


def test_an_event_changed_is_found_even_where_all_sums_were_made_to_fit() -> None:
    def change(files: dict[str, bytes]) -> None:
        files[EVENTS] = files[EVENTS].replace(b'"Claire"', b'"Robert"', 1)

    found = check(pack(resummed(change))).breaks
    assert [(each.file, "event 2" in each.what.en) for each in found] == [(EVENTS, True)]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_an_event_taken_out_is_found_even_where_all_sums_were_made_to_fit(gone: int) -> None:
    def change(files: dict[str, bytes]) -> None:
        events = the_events(sha256(MAIL))
        del events[gone]
        files[EVENTS] = lines(events)

    assert check(pack(resummed(change))).breaks


def test_events_in_another_order_are_found() -> None:
    def change(files: dict[str, bytes]) -> None:
        files[EVENTS] = lines(the_events(sha256(MAIL))[::-1])

    assert "stands after" in check(pack(resummed(change))).breaks[0].what.en


def test_a_message_that_is_not_the_one_recorded_when_it_left_is_found() -> None:
    def change(files: dict[str, bytes]) -> None:
        files["02-message.eml"] = b"From: us\r\n\r\nAu revoir"

    assert [each.file for each in check(pack(resummed(change))).breaks] == ["02-message.eml"]


def test_an_archive_packed_anew_by_another_program_is_told_from_the_one_that_was_made() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in the_files().items():
            archive.writestr(name, content)
    assert "packed anew" in check(out.getvalue()).breaks[0].what.en


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x05\x06" + b"\0" * 18, pack({"a.txt": b"x"})])
def test_what_is_no_dossier_is_said_to_be_none(data: bytes) -> None:
    assert check(data).breaks


def test_a_manifest_that_says_nonsense_is_a_break_and_never_an_error() -> None:
    for text in (
        b"[]",
        b"{}",
        b'{"format": "relance-dossier/1"}',
        b"\xff",
        b'{"format":"relance-dossier/1","pieces":1}',
    ):
        assert check(pack({**the_files(), MANIFEST: text})).breaks
    for text in (b"{}\n", b"[]\n", b"1\n", b"\xff\n", b'{"sequence":"x"}\n', b""):
        assert check(pack({**the_files(), EVENTS: text})).breaks


def test_a_proof_comes_right_after_what_it_proves_and_invoices_come_first() -> None:
    pieces = [
        a_piece("b", "message", b"2"), Piece("p", "report", date(2026, 3, 9), "p", "p", ".eml", b"", proves="b"),
        Piece("c", "reply", date(2026, 2, 20), "c", "c", ".eml", b""), a_piece("a", "invoice", b"1"),
    ]  # fmt: skip
    assert [(one.number, one.piece.key, one.proves) for one in numbered(pieces)] == [
        (1, "a", None), (2, "b", None), (3, "p", 2), (4, "c", None),
    ]  # fmt: skip


def test_names_of_files_hold_nothing_that_a_system_stumbles_over() -> None:
    assert plain_name("../../Réf. n° 12/4 «été»\u202e.exe") == "Ref.-n-12-4-ete.exe"
    assert plain_name("…") == "piece"
    assert GENESIS == "0" * 64
