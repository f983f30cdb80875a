"""What every folder under readers/ must do, whoever wrote it."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import relance.readers
from relance.domain.problems.sentences import SENTENCES
from relance.domain.problems.texts import sentence
from relance.domain.rows import FileFacts, Problem, Reader, ReadOptions
from tests.readers.reading import TODAY

KEYS = sorted(module.name for module in pkgutil.iter_modules(relance.readers.__path__))


def reader(key: str) -> Reader:
    found: Reader = importlib.import_module(f"relance.readers.{key}").READER
    return found


@pytest.mark.parametrize("key", KEYS)
def test_a_reader_is_named_after_its_folder_and_has_a_label(key: str) -> None:
    assert reader(key).key == key and reader(key).label


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n", b"<html><body>no</body></html>"])
def test_what_is_not_its_format_is_one_problem_and_not_recognised(key: str, data: bytes) -> None:
    items = list(reader(key).read(data, "x", ReadOptions(today=TODAY)))
    assert len(items) == 2 and isinstance(items[0], Problem) and isinstance(items[1], FileFacts)
    assert items[0].severity == "error" and not reader(key).recognises("x", data)


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_every_sentence_is_there_in_both_languages_and_filled_alike(key: str) -> None:
    names = (
        "value",
        "count",
        "line",
        "field",
        "expected",
        "found",
        "first",
        "other",
        "limit",
        "offset",
        "sheets",
        "headers",
        "missing",
        "example",
        "separator",
        "decimal",
        "currency",
        "amount",
        "header",
        "code",
        "what",
        "encoding",
        "last",
        "named",
        "issued",
    )
    values = {name: f"<{name}>" for name in names}
    english, french = sentence(key, "en", **values), sentence(key, "fr", **values)
    assert {n for n in names if f"<{n}>" in english} == {n for n in names if f"<{n}>" in french}
    assert english != french and " :" not in french and " ;" not in french and "'" not in french
