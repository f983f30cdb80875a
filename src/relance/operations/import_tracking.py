"""A file of what the post did with many letters: all or nothing, unless the good lines are wanted alone."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from relance.domain.act import Act
from relance.domain.posting_file import LetterRow, read_letters
from relance.domain.rows import Problem
from relance.ledger.models import Creditor
from relance.ledger.writes import lock_creditor
from relance.operations.move_letter import move_letter
from relance.operations.record_posting import letter_meant, way_after
from relance.operations.refused import Refused

MOST_BYTES = 5 * 1024 * 1024


class Tracking(NamedTuple):
    """What became of the file's lines: read = changed + known + rejected. `is_taken` is False where nothing changed."""

    read: int
    changed: int
    known: int
    rejected: int
    problems: tuple[Problem, ...]
    is_taken: bool


class _Rollback(Exception):
    """Leaves the transaction without keeping anything."""


def import_tracking(
    *, creditor: Creditor, data: bytes, act: Act, partial: bool = False, language: str = "en"
) -> Tracking:
    """Write down every line of a CSV. One bad line leaves all aside, unless `partial`; then the good ones are kept."""
    if len(data) > MOST_BYTES:
        raise Refused("the file is larger than 5 MB: split it")
    items = list(read_letters(data, language))
    problems = [item for item in items if isinstance(item, Problem)]
    rows = [item for item in items if isinstance(item, LetterRow)]
    counts = {True: 0, False: 0}
    try:
        with transaction.atomic():
            lock_creditor(creditor)
            for row in rows:
                try:
                    counts[_take(creditor, row, act)] += 1
                except Refused as refusal:
                    problems.append(_problem(row, str(refusal), language))
            if problems and not partial:
                raise _Rollback
    except _Rollback:
        counts = {True: 0, False: 0}
    read = len(rows) + sum(1 for p in problems if p.line and not any(r.line == p.line for r in rows))
    problems.sort(key=lambda p: p.line or 0)
    taken = bool(rows) and (partial or not problems)
    rejected = read - counts[True] - counts[False]
    return Tracking(read, counts[True], counts[False], rejected, tuple(problems), taken)


def _take(creditor: Creditor, row: LetterRow, act: Act) -> bool:
    posting = letter_meant(creditor, row.reference, act)
    return move_letter(creditor, posting, way_after(creditor, posting, row.news, act), act)


def _problem(row: LetterRow, sentence: str, language: str) -> Problem:
    where = f"Ligne {row.line}\u00a0: " if language == "fr" else f"Line {row.line}: "
    return Problem(row.line, None, "LETTER", "error", where + sentence)
