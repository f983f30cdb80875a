"""CFONB: account statements (120 characters) and returned bills and direct debits (240) of French banks.

Each statement must lead from its opening to its closing balance by its movements, each list to its total; one that
does not gives a BALANCE problem and no row. A list of 240 repeats what the account's statement has in one sum or one
by one: its rows are returns with their reason and debtor, and its `StatementRow` has no balance, no `complete_to`
and the reference `CFONB240`, so that both can be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from relance.domain.problems.texts import Refused
from relance.domain.rows import FileFacts, Problem, ReadOptions, Row
from relance.domain.statements.flat import Tally
from relance.readers.cfonb.records import text_of, width_of
from relance.readers.cfonb.returned import read_returns
from relance.readers.cfonb.statement import read_statements


class CfonbReader:
    """Reads both widths, told apart by the first record."""

    key = "cfonb"
    label = "CFONB"

    def recognises(self, name: str, head: bytes) -> bool:
        """A first record of one of the two formats, in EBCDIC too (which is then refused by name)."""
        return width_of(head) != 0

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
        """1. text, 2. which of the two formats, 3. statements or lists, 4. facts."""
        tally = Tally()
        width = width_of(data[:4096])
        try:
            text = text_of(data, options.encoding)
            width = width_of(text[:2000].encode()) or width
            if not width:
                raise Refused("WRONG_MESSAGE.cfonb")
            yield from (read_statements if width == 120 else read_returns)(text, options, tally)
        except Refused as refused:
            yield refused.problem(options.language)
        yield tally.facts(format=f"CFONB{width}" if width else "")


READER = CfonbReader()
