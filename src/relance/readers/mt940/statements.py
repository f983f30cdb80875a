"""From fields to statements: balances that must agree, pages that must follow, intraday reports set aside.

Every page (`:60F:` or `:60M:` to `:62M:` or `:62F:`) is a statement of its own with its own balances. A report without
balances (MT942) has no booked movements: they are counted and not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import BankRow, Problem, ReadOptions, StatementRow
from relance.domain.statements.flat import Draft, Tally, day_of, finished, given_up
from relance.domain.tabular.amounts import written
from relance.readers.mt940.accounts import account_of
from relance.readers.mt940.details import details_of
from relance.readers.mt940.fields import Field
from relance.readers.mt940.movement import Movement, cents_of, movement_of

Item = BankRow | StatementRow | Problem
_BALANCE = re.compile(r"([CD])(.{6})([A-Z]{3})?\s{0,9}([\d.,']{1,40})", re.IGNORECASE)
_PAGE = re.compile(r"\s*(\d+)\s*(?:/\s*(\d+))?")
_SUM = re.compile(r"\d*([A-Z]{3})([\d.,]+)")


class Statements:
    """Where we are: the message that is open, its movements, and how the page before it closed."""

    def __init__(self, options: ReadOptions, tally: Tally) -> None:
        self.options = options
        self.language = options.language
        self.tally = tally
        self.previous = ("", "", 0, 0)  # account, number, page and closing cents of the last page
        self.seen = 0  # fields that mean something
        self._begin(0)

    def _begin(self, line: int) -> None:
        self.line = line
        self.account_text = ""
        self.number, self.page = "", 0
        self.draft: Draft | None = None
        self.is_closed = False
        self.is_intraday = False
        self.sums: dict[str, tuple[int, int]] = {}  # D and C: cents, line
        self.last: Movement | None = None
        self.text: list[str] = []
        self.pending: list[Movement] = []
        self.orphans: list[Field] = []  # movements before any opening balance

    def take(self, field: Field) -> Iterator[Item]:
        """One field."""
        self.seen += field.tag not in ("NS", "940", "942")
        if field.tag == "86":
            self._text(field)
            return
        self._complete()
        if field.tag == "20" or (self.is_closed and field.tag in ("25", "25P")):
            yield from self.end(field.line)
        elif field.tag in ("60F", "60M") and (self.is_closed or self.draft is not None):
            yield from self._again(field.line)
        take = {
            "25": self._account, "25P": self._account, "28": self._numbered, "28C": self._numbered,
            "60F": self._opening, "60M": self._opening, "61": self._movement, "62F": self._closing,
            "62M": self._closing, "13": self._intraday, "13D": self._intraday, "34F": self._intraday,
            "90C": self._sum, "90D": self._sum, "NS": self._other_text,
        }.get(field.tag)  # fmt: skip
        if take is not None:
            self.line = self.line or field.line
            yield from take(field)

    def stop(self) -> None:
        """The end of a message: a `:86:` that follows belongs to no movement."""
        self._complete()

    def end(self, line: int = 0) -> Iterator[Item]:
        """The message ends, at `line` because another begins: what is open is not whole."""
        self._complete()
        if self.draft is not None:
            yield problem("SEQUENCE.unclosed" if line else "TRUNCATED.statement", self.language,
                          line=line or self.draft.line, first=self.draft.line)  # fmt: skip
            given_up(self.draft, self.tally)
        elif self.orphans:
            yield from self._without_balances()
        self._begin(line)

    def _again(self, line: int) -> Iterator[Item]:
        """Another opening under the same header: the account and the number still hold."""
        header = self.account_text, self.number, self.page
        yield from self.end(line)
        self.account_text, self.number, self.page = header

    def stray(self, line: int, text: str) -> Iterator[Item]:
        """A line of no field: outside a statement it is a bank's name, inside one something was broken."""
        if self.draft is not None:
            yield problem("SEQUENCE.field", self.language, line=line, severity="warning", value=text)

    def _account(self, field: Field) -> Iterator[Item]:
        self.account_text = field.value.split("\n", 1)[0].strip()
        yield from ()

    def _numbered(self, field: Field) -> Iterator[Item]:
        found = _PAGE.match(field.value.replace("\n", ""))
        if found:
            self.number, self.page = found[1], int((found[2] or "0")[:6])
        yield from ()

    def _opening(self, field: Field) -> Iterator[Item]:
        line = field.line
        draft = self.draft = Draft(self.tally.statements, self.line or line, "", self.options.currency)
        self.tally.statements += 1
        draft.reference = f"{self.number}/{self.page}" if self.page else self.number
        try:
            on, currency, draft.opening_cents = self._balance(field, "")
            draft.currency = currency or draft.currency
        except Refused as refused:
            draft.is_broken = True
            yield refused.problem(self.language, line)
            return
        draft.account = account_of(self.account_text, draft.currency)
        try:
            draft.opening_on = day_of(on, "ymd", self.options.today)
        except Refused as refused:
            draft.has_errors = True
            yield refused.problem(self.language, line)
        yield from self._after_page_before(draft, line)

    def _after_page_before(self, draft: Draft, line: int) -> Iterator[Item]:
        account, number, page, closing = self.previous
        if self.page < 2:
            return
        values: dict[str, str] = {"found": str(self.page), "value": self.number}
        if (account, number, page) != (draft.account, self.number, self.page - 1):
            key = "GAP.page"
        elif closing != draft.opening_cents:
            key = "GAP.pages"
            values |= {"first": written(draft.opening_cents or 0, draft.currency),
                       "last": written(closing, draft.currency)}  # fmt: skip
        else:
            return
        draft.is_whole = False
        yield problem(key, self.language, line=line, severity="warning", **values)

    def _movement(self, field: Field) -> Iterator[Item]:
        if self.draft is None:
            if self.is_closed:
                self.tally.read += 1
                yield problem("SEQUENCE.outside", self.language, line=field.line, code=":61:")
            else:
                self.orphans.append(field)
            return
        self.draft.entries += 1
        try:
            self.last = movement_of(field.line, field.value, self.draft.currency, self.options.today)
        except Refused as refused:
            yield self.draft.refuse(refused, field.line, self.language)

    def _text(self, field: Field) -> None:
        if self.last is not None:
            self.text.append(field.value)

    def _other_text(self, field: Field) -> Iterator[Item]:
        """`:NS:` after a movement is its text, each line after two digits; `_complete` has put the movement away."""
        if self.draft is not None and self.draft.rows and not self.is_closed:
            row = self.draft.rows[-1]
            lines = [re.sub(r"^\d\d", "", line).strip() for line in field.value.split("\n")]
            self.draft.rows[-1] = replace(row, text="\n".join(line for line in (row.text, *lines) if line))
        yield from ()

    def _complete(self) -> None:
        """Put the movement away: its texts have all come."""
        movement, self.last = self.last, None
        texts, self.text = self.text, []
        if movement is None or self.draft is None:
            return
        if movement.is_pending:
            self.pending.append(movement)
        else:
            self.draft.rows.append(row_of(movement, "\n".join(texts), self.draft))

    def _closing(self, field: Field) -> Iterator[Item]:
        draft, self.draft = self.draft, None
        if draft is None:
            yield from self._lone_closing(field)
            return
        self.is_closed = True
        yield from self._said_pending()
        try:
            on, currency, cents = self._balance(field, draft.currency)
            if currency != draft.currency:
                raise Refused("CURRENCY.differs", found=currency, expected=draft.currency)
        except Refused as refused:
            yield refused.problem(self.language, field.line)
            given_up(draft, self.tally)
            return
        closing_on = None
        try:
            closing_on = day_of(on, "ymd", self.options.today)
        except Refused as refused:
            draft.has_errors = True
            yield refused.problem(self.language, field.line)
        draft.is_whole = draft.is_whole and field.tag == "62F"
        self.previous = (draft.account, self.number, self.page, cents)
        yield from finished(draft, self.tally, field.line, closing_on, cents, self.language)

    def _lone_closing(self, field: Field) -> Iterator[Item]:
        if not self.is_closed:
            self.tally.read += len(self.orphans)
            self.orphans = []
            self.is_closed = True
            yield problem("SEQUENCE.outside", self.language, line=field.line, code=f":{field.tag}:")

    def _balance(self, field: Field, currency: str) -> tuple[str, str, int]:
        """Date as written, currency (that of the opening where it is left out) and signed cents."""
        found = _BALANCE.fullmatch(field.value.replace("\n", "").strip())
        if not found:
            marked = field.value.strip()[:1].upper() in ("C", "D")
            raise Refused("AMOUNT.flat" if marked else "SIGN.mark", value=field.value)
        code = (found[3] or currency).upper()
        cents = cents_of(found[4], code or self.options.currency)
        return found[2], code, cents if found[1].upper() == "C" else -cents

    def _intraday(self, field: Field) -> Iterator[Item]:
        self.is_intraday = True
        yield from ()

    def _sum(self, field: Field) -> Iterator[Item]:
        found = _SUM.match(field.value.strip())
        if found and self.draft is None:
            self.is_intraday = True
            try:
                self.sums[field.tag[-1]] = (cents_of(found[2], found[1]), field.line)
            except Refused as refused:
                yield refused.problem(self.language, field.line)

    def _without_balances(self) -> Iterator[Item]:
        """Movements without balances: an intraday report, or a piece of a statement."""
        if not self.is_intraday:
            self.tally.read += len(self.orphans)
            yield problem("TRUNCATED.fields", self.language, line=self.orphans[0].line)
            return
        totals = {"D": 0, "C": 0}
        for field in self.orphans:
            try:
                movement = movement_of(field.line, field.value, self.options.currency, self.options.today)
            except Refused as refused:
                self.tally.read += 1
                yield refused.problem(self.language, field.line)
                continue
            self.pending.append(movement)
            totals["C" if movement.cents > 0 else "D"] += abs(movement.cents)
        for side, (cents, line) in self.sums.items():
            if cents != totals[side]:
                yield problem("BALANCE.intraday", self.language, line=line, severity="warning",
                              found=written(totals[side], "EUR"), expected=written(cents, "EUR"))  # fmt: skip
        yield from self._said_pending()

    def _said_pending(self) -> Iterator[Item]:
        pending, self.pending = self.pending, []
        if pending:
            self.tally.ignored += len(pending)
            first = pending[0].line
            yield problem("PENDING.intraday", self.language, line=first, severity="warning", count=len(pending))


def row_of(movement: Movement, text: str, draft: Draft) -> BankRow:
    """One movement with what its texts say."""
    details = details_of(text)
    is_return = movement.is_reversal or movement.kind == "returned" or details.is_return
    reference = details.end_to_end or movement.reference
    lines = [*details.lines, movement.more, "" if movement.reference in text else movement.reference]
    return BankRow(
        movement.line, draft.number, draft.entries, movement.booked_on, movement.cents, draft.currency,
        value_on=movement.value_on, kind="returned" if is_return else details.kind or movement.kind,
        code="+".join(part for part in (movement.type, details.code) if part),
        text="\n".join(line for line in lines if line), party=details.party[:200],
        party_iban=details.iban, end_to_end=reference[:80], structured=details.structured,
        bank_reference=movement.bank_reference[:80], entry_cents=movement.cents, is_return=is_return,
        return_reason=details.return_reason[:120], returned_reference=reference[:80] if is_return else "",
    )  # fmt: skip
