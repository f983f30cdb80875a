"""Archives of statements: what comes out of them, and those that are not opened."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

import pytest

from relance.domain import zip_files
from relance.domain.problems.texts import Refused
from relance.domain.zip_files import display_name, is_bundle, unpack
from relance.operations.importing.archives import files_of
from relance.operations.refused import Refused as RefusedForAPerson
from tests.readers.reading import workbook


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        unpack(data)
    return str(refused.value).partition(".")[0]


def test_every_file_comes_out_in_order_under_its_name() -> None:
    data = packed(("2026/01.xml", b"one"), ("2026/02.ofx", b"two"))
    assert is_bundle(data)
    assert [tuple(one) for one in unpack(data).files] == [("2026/01.xml", b"one"), ("2026/02.ofx", b"two")]


def test_what_systems_leave_behind_and_equal_contents_are_counted() -> None:
    litter = [("__MACOSX/._a", b"x"), (".DS_Store", b"x"), ("sub/Thumbs.db", b"x"), ("folder/", b"")]
    found = unpack(packed(*litter, ("a.xml", b"1"), ("b.xml", b"1"), ("c.xml", b"2")))
    assert [one.name for one in found.files] == ["a.xml", "c.xml"]
    assert (found.litter, found.repeated) == (3, 1)


def test_a_workbook_is_no_bundle_and_a_bundle_of_workbooks_is() -> None:
    book = workbook(Feuille1=[["a", "b"]])
    assert not is_bundle(book) and not is_bundle(book[: len(book) // 2]) and not is_bundle(b"<xml/>")
    assert [one.data for one in unpack(packed(("x.xlsx", book), method=zipfile.ZIP_STORED)).files] == [book]


@pytest.mark.parametrize("name", ["../x.xml", "a/../../x", "/etc/x.xml", "C:\\x.xml", "..\\x.xml"])
def test_a_member_that_wants_to_stand_elsewhere_is_refused(name: str) -> None:
    assert code_of(packed(("good.xml", b"1"), (name, b"2"))) == "UNSAFE_ARCHIVE"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO])
def test_a_link_or_a_device_is_refused(kind: int) -> None:
    member = zipfile.ZipInfo("x.xml")
    member.external_attr = (kind | 0o644) << 16
    assert code_of(packed((member, b"/etc/passwd"))) == "UNSAFE_ARCHIVE"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    assert code_of(packed(("x.xml", b"1"), ("x.xml", b"2"))) == "UNSAFE_ARCHIVE"


def test_an_archive_that_bursts_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(packed(("x.xml", b"0" * 2_000_000))) == "TOO_BIG"
    monkeypatch.setattr(zip_files, "LARGEST_TOTAL", 10)
    assert code_of(packed(("a", b"123456"), ("b", b"789012"))) == "TOO_BIG"


def test_an_archive_in_an_archive_is_refused() -> None:
    assert code_of(packed(("x.zip", packed(("y.xml", b"1"))))) == "TOO_BIG"


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_files, "MOST_FILES", 3)
    assert code_of(packed(*((f"{n}", b"%d" % n) for n in range(4)))) == "TOO_MANY_FILES"


def directory_at(data: bytes) -> int:
    return data.index(b"PK\x01\x02")


def changed(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def test_members_that_overlap_are_refused() -> None:
    data = packed(("a", b"x" * 50), ("b", b"y" * 50), method=zipfile.ZIP_STORED)
    second = data.index(b"PK\x01\x02", directory_at(data) + 4)
    assert code_of(changed(data, second + 42, b"\x05\0\0\0")) == "TOO_BIG"


@pytest.mark.parametrize("declared", [3, 60])
def test_a_false_size_is_refused(declared: int) -> None:
    data = packed(("a", b"x" * 50))
    assert code_of(changed(data, directory_at(data) + 24, declared.to_bytes(4, "little"))) == "UNSAFE_ARCHIVE"


def test_a_wrong_check_sum_or_a_cut_archive_is_corrupt() -> None:
    data = packed(("a", b"x" * 50))
    wrong = (zlib.crc32(b"other")).to_bytes(4, "little")
    assert code_of(changed(data, directory_at(data) + 16, wrong)) == "CORRUPT"
    assert code_of(data[:-30]) == code_of(data[:20]) == "CORRUPT"


def test_a_protected_archive_is_named_so() -> None:
    data = packed(("a", b"x" * 50))
    assert code_of(changed(data, directory_at(data) + 8, b"\x01")) == "ENCRYPTED"


@pytest.mark.parametrize("members", [(), (("only/", b""),), (("__MACOSX/x", b"1"),)])
def test_an_archive_without_files_is_empty(members: tuple[tuple[str, bytes], ...]) -> None:
    data = packed(*members)
    assert is_bundle(data) and code_of(data) == "EMPTY"


@pytest.mark.parametrize(
    ("name", "kept"),
    [("a\u202exml", "a_xml"), ("x" * 300, "…" + "x" * 119), ("CON", "CON"), ("a\\b", "a/b"), ("\n", "_")],
)
def test_names_are_only_displayed(name: str, kept: str) -> None:
    assert display_name(name) == kept


def test_a_file_is_itself_and_an_archive_its_files() -> None:
    assert files_of("a.xml", b"<a/>") == [("a.xml", b"<a/>")]
    assert files_of("mars.zip", packed(("a.xml", b"<a/>"))) == [("mars.zip/a.xml", b"<a/>")]


def test_an_archive_that_is_not_opened_is_refused_in_words() -> None:
    with pytest.raises(RefusedForAPerson, match=r"^mars\.zip.: L’archive ne contient aucun fichier"):
        files_of("mars.zip", packed(), "fr")
