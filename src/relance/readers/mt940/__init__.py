"""MT940 and MT942: statements and intraday reports of SWIFT, as banks really write them.

Read by our own parser: a problem must name its line, one bad movement must not lose the others, and files exist with
line breaks inside `:61:` or `:28C:`, dates like `nullnull` and times that look like fields; general libraries stop
at these. Amounts, dates and marks are read strictly: what cannot be read is a problem, never a guess. A statement
whose balances do not agree gives none of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import FileFacts, Problem, ReadOptions, Row
from relance.domain.statements.flat import Tally
from relance.domain.tabular.decoding import decode, file_type
from relance.domain.tabular.records import check_lines, normal_lines
from relance.readers.mt940.fields import End, Field, Stray, fields, looks_like_swift
from relance.readers.mt940.statements import Statements


class Mt940Reader:
    """Reads files of one or many messages, with or without the envelope of SWIFT blocks."""

    key = "mt940"
    label = "MT940"

    def recognises(self, name: str, head: bytes) -> bool:
        """A line that begins with a field of account statements, like `:20:` or `:61:`."""
        return looks_like_swift(head)

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
        """1. text, 2. fields, 3. statements, 4. facts."""
        tally = Tally()
        try:
            text = _text(data, options.encoding)
        except Refused as refused:
            yield refused.problem(options.language)
            yield tally.facts()
            return
        yield from _statements(text, options, tally)
        yield tally.facts(format="MT940")


def _text(data: bytes, encoding: str | None) -> str:
    found = file_type(data)
    if found:
        raise Refused("WRONG_TYPE", found=found, expected="MT940")
    text = normal_lines(decode(data, encoding)[0])
    check_lines(text)
    return text


def _statements(text: str, options: ReadOptions, tally: Tally) -> Iterator[Row | Problem]:
    statements = Statements(options, tally)
    met_money = was_stray = False
    for found in fields(text):
        match found:
            case Field():
                met_money = met_money or found.tag in ("60F", "60M", "61", "62F", "62M")
                yield from statements.take(found)
            case End():
                statements.stop()
            case Stray() if not was_stray:
                yield from statements.stray(found.line, found.text)
        was_stray = isinstance(found, Stray)
    yield from statements.end()
    if not met_money:
        yield problem("TRUNCATED.fields" if statements.seen else "WRONG_MESSAGE.swift", options.language)


READER = Mt940Reader()
