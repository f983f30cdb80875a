"""docs/ACCESS.md says what is so: its roles are those of the program, its tests exist."""

from __future__ import annotations

import re
from pathlib import Path

from relance.domain.rights import ALL, LIMITED, RIGHTS

REPOSITORY = Path(__file__).resolve().parent.parent.parent
TEXT = (REPOSITORY / "docs" / "ACCESS.md").read_text(encoding="utf-8")
STATES = {"holds", "in part", "not yet"}
COLUMNS = ("owner", "manager", "accountant", "collector", "reader", "outside")


def lines(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its two first lines."""
    part = TEXT.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return rows[2:]


def test_the_roles_are_those_of_the_program() -> None:
    told = {row[1].strip("`"): dict(zip(COLUMNS, row[2:], strict=True)) for row in lines("The roles")}
    assert tuple(told) == ALL
    for right, roles in told.items():
        assert {role for role, word in roles.items() if word != "–"} == {r for r in COLUMNS if right in RIGHTS[r]}, (
            right
        )
        assert {role for role, word in roles.items() if word in ("own", "opened files")} <= set(LIMITED)


def test_every_requirement_names_a_test_that_exists() -> None:
    missing = []
    for row in lines("OWASP ASVS 5.0"):
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row[2])
        assert named and row[1] in STATES, row[0]
        missing += [f"{file}::{name}" for file, name in named if not defines(file, name)]
    assert missing == []


def defines(file: str, name: str) -> bool:
    path = REPOSITORY / file
    return path.exists() and f"def {name}(" in path.read_text(encoding="utf-8")


def test_what_is_in_part_says_what_lacks() -> None:
    assert [row[0] for row in lines("OWASP ASVS 5.0") if row[1] != "holds" and not row[3]] == []
