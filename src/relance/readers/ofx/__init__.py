"""OFX 1 and 2, the files that banks offer for accounting and home programs. QIF is known only to be refused.

Movements stand as given: a line without its amount or its day is a problem and never a guess. There is a closing
balance at most, so nothing can be checked against an opening one. Statements of cards and of investments hold no
customers' money and are left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import FileFacts, Problem, ReadOptions, Row, Severity
from relance.readers.ofx.markup import body_start, marks, text_of
from relance.readers.ofx.statements import Statements

Item = Row | Problem | FileFacts
_HEADER = re.compile(rb"OFXHEADER\s*[:=]|<OFX[\s>]")
_QIF = re.compile(
    rb"\s*(?:![A-Za-z]+(?::[A-Za-z ]*)?\s*[\r\n]|D\s?\d[^\r\n;,\t]{4,12}[\r\n]+(?:[A-Z$][^\r\n]*[\r\n]+){1,12}?\^)"
)


class OfxReader:
    """Reads account statements of OFX files into movements."""

    key = "ofx"
    label = "OFX"

    def recognises(self, name: str, head: bytes) -> bool:
        """Its header or its root element; a QIF, to say that it is not read."""
        start = head[:20_000].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
        return bool(_HEADER.search(start) or _QIF.match(start))

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Item]:
        """Statement after statement, its movements first, then the facts."""
        statements = Statements(options.language, options.currency)
        encoding = ""
        try:
            if _QIF.match(data[:20_000].removeprefix(b"\xef\xbb\xbf")):
                raise Refused("WRONG_MESSAGE.qif")
            text, encoding = text_of(data)
            for mark in marks(text, body_start(text)):
                yield from statements.take(mark)
            yield from statements.finish()
            yield from _left_aside(statements, options.language)
        except Refused as refused:
            yield refused.problem(options.language)
        days = [day for day in statements.days if day]
        complete_to = min(days) if days and len(days) == len(statements.days) else None
        notes = {"encoding": encoding} if encoding not in ("", "utf-8") else {}
        yield FileFacts("bank", statements.read, statements.cents, complete_to, statements.ignored, notes)


def _left_aside(statements: Statements, language: str) -> Iterator[Problem]:
    """Card and investment statements: a remark beside others, the reason of refusal where they are alone."""
    for kind, line in statements.others:
        severity: Severity = "warning" if statements.found else "error"
        yield problem("WRONG_MESSAGE.card", language, line=line, severity=severity, value=kind)
    if not (statements.found or statements.others or statements.has_bank_error):
        yield problem("WRONG_MESSAGE.none", language)


READER = OfxReader()
