"""CFONB 120: account statements of French banks (“Relevé de compte sur support informatique”, CFONB, July 2004).

Records of 120 characters: 01 opening balance, 04 movement, 05 complement of the 04 before it, 07 closing balance.
Positions below count from 0. All of those used were checked against public statements of several banks and against
published descriptions of the norm; the amount of `MMO` (foreign currency) is not read, its line is kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import BankRow, Problem, ReadOptions, StatementRow
from relance.domain.statements.flat import Draft, Tally, day_of, finished, given_up, value_day_of
from relance.readers.cfonb.codes import kind_of, reason_of
from relance.readers.cfonb.complements import Complements
from relance.readers.cfonb.records import Record, account_of, check_width, records, signed_amount

Item = BankRow | StatementRow | Problem
_NO_WORDS = re.compile(r"[\W_]+")


def read_statements(text: str, options: ReadOptions, tally: Tally) -> Iterator[Item]:
    """Every statement of a file, movements first; problems as they are met."""
    reader = _Statements(options, tally)
    for record in records(text, 120):
        yield from reader.take(record)
    yield from reader.end()


class _Statements:
    """Where we are in the file: the statement that is open, its last movement, what was said of lines outside."""

    def __init__(self, options: ReadOptions, tally: Tally) -> None:
        self.options = options
        self.language = options.language
        self.tally = tally
        self.draft: Draft | None = None
        self.key = ("", "", "")  # bank, branch and account of the opening
        self.last: BankRow | None = None  # the movement whose complements may follow
        self.complements = Complements()
        self.last_was_bad = False
        self.is_outside_said = self.is_unknown_said = False
        self.banks_said: set[str] = set()

    def take(self, record: Record) -> Iterator[Item]:
        """One record."""
        take = {"01": self._open, "04": self._movement, "05": self._detail, "07": self._close}.get(record.code)
        if record.code != "05":
            self._complete()
        if take is not None:
            self.is_unknown_said = False
            yield from take(record)
        elif _is_filler(record.text):
            self.tally.ignored += 1
        elif not self.is_unknown_said:
            self.is_unknown_said = True
            yield self._say(Refused("SEQUENCE.unknown", value=record.text[:12].rstrip()), record)

    def end(self) -> Iterator[Item]:
        """The file ends: what is still open has no closing balance."""
        self._complete()
        if self.draft is not None:
            yield problem("TRUNCATED.statement", self.language, line=self.draft.line)
            self._give_up()

    def _complete(self) -> None:
        """Put the last movement away: its complements have all come."""
        last, self.last = self.last, None
        if last is not None and self.draft is not None:
            self.draft.rows.append(self.complements.put_into(last))

    def _open(self, record: Record) -> Iterator[Item]:
        if self.draft is not None:
            yield problem("SEQUENCE.unclosed", self.language, line=record.line, first=self.draft.line)
            self._give_up()
        text = record.text
        draft = self.draft = Draft(self.tally.statements, record.line, "", text[16:19].strip() or self.options.currency)
        draft.opens_before = True
        self.tally.statements += 1
        self.last_was_bad = self.is_outside_said = False
        self.key = (text[2:7], text[11:16], text[21:32])
        self.banks_said.add(self.key[0])
        try:
            check_width(record, 120)
            draft.opening_cents = signed_amount(record, 90, 104, text[19], draft.currency)
            draft.account = account_of(*self.key)
        except Refused as refused:
            draft.is_broken = True
            yield self._say(refused, record)
            return
        try:
            draft.opening_on = self._day(text[34:40])
        except Refused as refused:
            yield self._say(refused, record)

    def _movement(self, record: Record) -> Iterator[Item]:
        self.last_was_bad = False
        if self.draft is None:
            self.tally.read += 1
            yield from self._outside(record)
            return
        self.draft.entries += 1
        try:
            row = self._row(self.draft, record)
        except Refused as refused:
            self.last_was_bad = True
            yield self.draft.refuse(refused, record.line, self.language)
            return
        yield from self._other_bank(record)
        self.last = row
        self.complements = Complements(record.text[48:79], record.text[104:120])

    def _row(self, draft: Draft, record: Record) -> BankRow:
        text = record.text
        check_width(record, 120)
        self._check_place(draft, text)
        cents = signed_amount(record, 90, 104, text[19], draft.currency)
        operation = text[32:34].strip()
        kind = kind_of(operation)
        value = text[42:48]
        return BankRow(
            record.line, draft.number, draft.entries, self._day(text[34:40]), cents, draft.currency,
            value_on=None if not value.strip("0 ") else value_day_of(value, "dmy", self.options.today),
            kind=kind, code=operation, bank_reference=_entry_number(text), entry_cents=cents, 
            is_return=kind == "returned", return_reason=reason_of(operation, text[40:42].strip()),
        )  # fmt: skip

    def _check_place(self, draft: Draft, text: str) -> None:
        """The bank code may differ in real files; branch, number and currency may not."""
        if (text[11:16], text[21:32]) != self.key[1:]:
            found, expected = (" ".join(one) for one in ((text[2:7], text[11:16], text[21:32]), self.key))
            raise Refused("SEQUENCE.account", found=found, expected=expected)
        if text[16:19].strip() not in ("", draft.currency):
            raise Refused("CURRENCY.differs", found=text[16:19], expected=draft.currency)

    def _other_bank(self, record: Record) -> Iterator[Item]:
        bank = record.text[2:7]
        if bank not in self.banks_said:
            self.banks_said.add(bank)
            yield problem(
                "ACCOUNT.bank", self.language, line=record.line, severity="warning", found=bank, expected=self.key[0]
            )  # fmt: skip

    def _detail(self, record: Record) -> Iterator[Item]:
        if self.draft is None:
            yield from self._outside(record)
        elif self.last is not None:
            try:
                check_width(record, 120)
                if (record.text[11:16], record.text[21:32]) != self.key[1:]:
                    raise Refused("SEQUENCE.account", found=record.text[21:32], expected=self.key[2])
            except Refused as refused:
                yield self._say(refused, record)
                return
            self.complements.add(record.text[45:48], record.text[48:118])
        elif not self.last_was_bad:
            yield self._say(Refused("SEQUENCE.detail"), record)

    def _close(self, record: Record) -> Iterator[Item]:
        draft = self.draft
        if draft is None:
            yield from self._outside(record)
            return
        self.draft = None
        closing_on = None
        try:
            check_width(record, 120)
            self._check_place(draft, record.text)
            closing = signed_amount(record, 90, 104, record.text[19], draft.currency)
        except Refused as refused:
            yield refused.problem(self.language, record.line)
            given_up(draft, self.tally)
            return
        try:
            closing_on = self._day(record.text[34:40])
        except Refused as refused:
            draft.has_errors = True
            yield refused.problem(self.language, record.line)
        yield from self._other_bank(record)
        yield from finished(draft, self.tally, record.line, closing_on, closing, self.language)

    def _outside(self, record: Record) -> Iterator[Item]:
        """A line outside any statement is said once, until the next opening."""
        if not self.is_outside_said:
            self.is_outside_said = True
            yield problem("SEQUENCE.outside", self.language, line=record.line, code=record.code)

    def _say(self, refused: Refused, record: Record) -> Problem:
        if self.draft is not None:
            self.draft.has_errors = True
        return refused.problem(self.language, record.line)

    def _give_up(self) -> None:
        assert self.draft is not None
        given_up(self.draft, self.tally)
        self.draft = None

    def _day(self, text: str) -> date:
        return day_of(text, "dmy", self.options.today)


def _entry_number(text: str) -> str:
    """The entry number, where it is one (a cheque's, say); `REF` complements say better."""
    number = text[81:88].strip()
    return number if number.strip("0") else ""


def _is_filler(text: str) -> bool:
    """Lines of dashes or stars, and `PAS DE MOUVEMENT`, which some banks put between records."""
    words = _NO_WORDS.sub(" ", text).strip().upper()
    return not words or words.startswith("PAS DE MOUVEMENT")
