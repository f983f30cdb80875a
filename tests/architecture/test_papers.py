"""Documents that must keep up with the code."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from relance.domain import plan, verdict
from relance.ledger.models.notice import STATES
from tests.architecture.source import REPOSITORY

GLOSSARY = (REPOSITORY / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
DEPENDENCIES = (REPOSITORY / "docs" / "DEPENDENCIES.md").read_text(encoding="utf-8")


def direct_dependencies() -> set[str]:
    files = (REPOSITORY / "requirements").glob("*.in")
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {re.split(r"[\[<>=~! ]", line)[0] for line in lines}


def test_every_direct_dependency_has_its_reason() -> None:
    first_cells = re.findall(r"^\| ([^|]+) \|", DEPENDENCIES, re.MULTILINE)
    explained = set(re.findall(r"[a-z][\w-]+", " ".join(first_cells)))
    names = direct_dependencies()
    assert "django" in names
    assert names - explained == set()


def test_the_locks_hold_every_direct_dependency_with_a_hash() -> None:
    lock = (REPOSITORY / "requirements-dev.txt").read_text(encoding="utf-8")
    locked = {match.group(1) for match in re.finditer(r"^([\w-]+)==\S+.*\\\n\s+--hash=sha256:", lock, re.MULTILINE)}
    assert {name.lower() for name in direct_dependencies()} - locked == set()


def test_what_runs_is_locked_alike_with_and_without_the_tools() -> None:
    pins = [
        set(re.findall(r"^([\w-]+==\S+)", (REPOSITORY / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert pins[0] <= pins[1]


def test_the_locks_name_no_index_and_no_folder() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        assert not re.search(r"://|^-|^\s*#|@ ", text, re.MULTILINE), name


@pytest.mark.parametrize("word", [*get_args(verdict.Reason), *STATES, *plan.KINDS, *get_args(plan.Claims)])
def test_every_reason_state_and_kind_has_its_french_word(word: str) -> None:
    assert re.search(rf"^\| `{word}` \| [^|]+ \|$", GLOSSARY, re.MULTILINE)
