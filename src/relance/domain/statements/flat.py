"""What fixed-width and SWIFT statements share: two-digit years, the French IBAN, balances that must agree.

Amounts are integer cents of the statement's currency (its ISO 4217 exponent), money that came in above 0.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from stdnum import iban as iban_number

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import BankRow, FileFacts, Problem, StatementRow
from relance.domain.tabular.amounts import written
from relance.domain.tabular.words import exponent_of

MOST_CENTS = 10**15  # beyond any amount taken here
_OLDEST = 1970
_BBAN = re.compile(r"\d{10}[0-9A-Z]{11}")
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def year_of(two_digits: int, today: date) -> int:
    """The year of a two-digit one: the latest that is not beyond next year, so 99 is 1999 and 27 read in 2026 is 2027.

    Raises `Refused` (DATE) for what falls before 1970: no statement is that old.
    """
    year = (today.year + 1) // 100 * 100 + two_digits
    if year > today.year + 1:
        year -= 100
    if year < _OLDEST:
        raise Refused("DATE.flat", value=f"{two_digits:02d}")
    return year


def day_of(text: str, order: str, today: date) -> date:
    """The day of six digits in `order` `dmy` or `ymd`; raises `Refused` (DATE) for one that does not exist."""
    parts = dict(zip(order, (text[:2], text[2:4], text[4:]), strict=True))
    if len(text) != 6 or not text.isascii() or not text.isdigit():
        raise Refused("DATE.flat", value=text)
    try:
        return date(year_of(int(parts["y"]), today), int(parts["m"]), int(parts["d"]))
    except (ValueError, Refused):
        raise Refused("DATE.flat", value=text) from None


def value_day_of(text: str, order: str, today: date) -> date:
    """Like `day_of`, but 29 and 30 February become its last day.

    Banks that count months of thirty days give such value dates. A booking date is never bent like this.
    """
    last = {"dmy": r"(?:29|30)02(\d\d)", "ymd": r"(\d\d)02(?:29|30)"}[order]
    found = re.fullmatch(last, text, re.ASCII)
    if not found:
        return day_of(text, order, today)
    year = year_of(int(found[1]), today)
    return date(year, 2, min(int(text[:2] if order == "dmy" else text[4:]), monthrange(year, 2)[1]))


def scaled(digits: int, decimals: int, currency: str) -> int:
    """An amount of so many decimals as cents of its currency; raises `Refused` (PRECISION, AMOUNT_RANGE)."""
    shift = exponent_of(currency) - decimals
    if shift < 0 and digits % 10**-shift:
        raise Refused("PRECISION.flat", value=f"{digits} / 10^{decimals}", currency=currency)
    cents: int = digits * 10**shift if shift >= 0 else digits // 10**-shift
    if abs(cents) >= MOST_CENTS:
        raise Refused("AMOUNT_RANGE", value=str(digits))
    return cents


def french_iban(bank: str, branch: str, account: str) -> str:
    """The IBAN of a French bank code (5 digits), branch (5 digits) and account (11 letters or digits), or "".

    The RIB key is computed (97 - (bank, branch, account, 00) mod 97, letters as 1 to 9), then the IBAN's own check
    digits (ISO 13616). Monaco writes its accounts alike under MC: files of this kind cannot tell, FR is taken.
    """
    bban = f"{bank}{branch}{account}".upper()
    if not _BBAN.fullmatch(bban) or not bban.strip("0"):
        return ""
    key = 97 - int(bban.translate(_RIB_LETTERS) + "00") % 97
    full = f"{bban}{key:02d}"
    return f"FR{iban_number.calc_check_digits('FR00' + full)}{full}"


@dataclass(slots=True)
class Tally:
    """What a file held in all: movements given or refused (`read`), those set aside, the rows' sum.

    `days` is the last complete day of each account that has a statement in the file, None where nothing tells.
    """

    read: int = 0
    sum_cents: int = 0
    ignored: int = 0
    statements: int = 0
    days: dict[tuple[str, str], date | None] = field(default_factory=dict)

    def close(self, statement: StatementRow) -> None:
        """Count a statement that is given."""
        key = (statement.account, statement.currency)
        self.days[key] = max(filter(None, (self.days.get(key), statement.complete_to)), default=None)
        self.sum_cents += statement.sum_cents

    def facts(self, **notes: str) -> FileFacts:
        """The last item of the stream; complete to the day to which every account of the file is."""
        known = [day for day in self.days.values() if day]
        complete_to = min(known) if known and len(known) == len(self.days) else None
        return FileFacts("bank", self.read, self.sum_cents, complete_to, self.ignored, notes)


@dataclass(slots=True)
class Draft:
    """A statement while it is read. `is_whole` False: it cannot tell to which day its movements are all there.

    Movements of nothing (0.00, there for their text) are dropped when it is finished. `refused` movements could not
    be read; `has_errors`: some line of it could not; `is_broken`: its balances could not, nothing of it is given.
    """

    number: int
    line: int
    account: str
    currency: str
    opening_on: date | None = None
    opening_cents: int | None = None
    reference: str = ""
    rows: list[BankRow] = field(default_factory=list)
    entries: int = 0
    refused: int = 0
    has_errors: bool = False
    is_broken: bool = False
    is_whole: bool = True
    opens_before: bool = False  # the opening balance is always that of the evening before

    def refuse(self, refused: Refused, line: int, language: str) -> Problem:
        """The problem of one movement that cannot be read; the others are kept."""
        self.has_errors = True
        self.refused += 1
        return refused.problem(language, line)


def given_up(draft: Draft, tally: Tally) -> None:
    """Count the movements of a statement of which nothing is given."""
    tally.read += len(draft.rows) + draft.refused


def finished(
    draft: Draft, tally: Tally, line: int, closing_on: date | None, closing_cents: int, language: str
) -> Iterator[BankRow | StatementRow | Problem]:
    """The rows of a statement and itself, if opening + movements = closing; else BALANCE at `line`, and no rows.

    Where a movement could not be read the balances cannot agree: that is a warning then, and the others are given.
    """
    rows = [row for row in draft.rows if row.cents]
    total = sum(row.cents for row in rows)
    difference = 0 if draft.opening_cents is None else closing_cents - draft.opening_cents - total
    if draft.is_broken:
        given_up(draft, tally)
        return
    if difference:
        yield _unbalanced(draft, line, closing_cents, difference, language)
        if not draft.refused:
            given_up(draft, tally)
            return
    yield from rows
    last_on = max((row.booked_on for row in rows), default=closing_on)
    late = closing_on is None or (last_on is not None and last_on > closing_on)
    statement = StatementRow(
        draft.line, draft.number, draft.account, draft.currency, draft.reference[:80], "",
        _first_day(draft, closing_on, rows), last_on if late else closing_on, draft.opening_cents,
        closing_cents, len(rows), total,
        complete_to=closing_on if draft.is_whole and not draft.has_errors and not late else None,
    )  # fmt: skip
    yield statement
    tally.read += len(rows) + draft.refused
    tally.ignored += len(draft.rows) - len(rows)
    tally.close(statement)


def _first_day(draft: Draft, closing_on: date | None, rows: list[BankRow]) -> date | None:
    """The day after the opening balance, where the format dates it at the end of the day before.

    A movement booked late does not move it: it is no movement of the earlier statement. SWIFT files date the opening
    balance on the first day too; a movement of that day tells.
    """
    if draft.opening_on is None:
        return None
    is_before = draft.opens_before or all(row.booked_on > draft.opening_on for row in rows)
    first = draft.opening_on + timedelta(days=1) if is_before else draft.opening_on
    return first if closing_on is None else min(first, closing_on)


def _unbalanced(draft: Draft, line: int, closing: int, difference: int, language: str) -> Problem:
    return problem(
        "BALANCE.unread" if draft.refused else "BALANCE.movements",
        language, line=line, severity="warning" if draft.refused else "error",
        first=written(draft.opening_cents or 0, draft.currency), last=written(closing, draft.currency),
        amount=written(difference, draft.currency), currency=draft.currency,
    )  # fmt: skip
