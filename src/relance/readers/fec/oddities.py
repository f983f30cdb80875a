"""What is odd about a book of accounts, each said once with its count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from relance.domain.books.naming import closing_named
from relance.domain.problems.texts import problem
from relance.domain.rows import Problem
from relance.domain.tabular.amounts import written
from relance.readers.fec.entries import Ledger
from relance.readers.fec.open_items import is_full, letter_sums, without_repeated_opening
from relance.readers.fec.union import letter_of
from relance.readers.fec.values import day_of

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def oddities(ledger: Ledger, name: str, language: str) -> Iterator[Problem]:
    """The warnings of one file."""

    def warn(key: str, line: int | None = None, **values: Any) -> Problem:
        return problem(key, language, line=line, severity="warning", **values)

    if not ledger.customer_lines:
        yield warn("FEC_NO_CUSTOMERS")
    if ledger.unread:
        yield warn("FEC_LINES", ledger.unread[0], count=len(ledger.unread))
    for key, texts in (("FEC_AMOUNT", ledger.bad_amounts), ("FEC_DATE", ledger.bad_days)):
        if texts:
            yield warn(key, texts[0][0], value=texts[0][1], count=len(texts))
    for key, lines in (
        ("FEC_SIDE", ledger.both_sides),
        ("CURRENCY.book", ledger.without_currency),
        ("DATE.lettered", ledger.lettered_early),
        ("DRAFT", _drafts(ledger)),
    ):
        if lines:
            yield warn(key, lines[0], count=len(lines))
    yield from _unbalanced_entries(ledger, language)
    yield from _suspicious_names(ledger, language)
    if ledger.class_sums["7"] > 0 and ledger.class_sums["6"] <= 0:
        yield warn("FEC_SWAPPED")
    apart = {account: cents for account, cents in ledger.apart.items() if cents}
    if apart:
        yield warn("FEC_EXCLUDED", value=sorted(apart), amount=written(sum(apart.values())))
    yield from _year_oddities(ledger, name, language)


def _unbalanced_entries(ledger: Ledger, language: str) -> Iterator[Problem]:
    found = ledger.balances.unbalanced()
    if found:
        one, amount = found[0], written(found[0].cents)
        yield problem(
            "UNBALANCED", language, line=one.line, severity="warning", count=len(found), first=one.journal,
            code=one.number, amount=amount,
        )  # fmt: skip
    if ledger.total:
        yield problem("FEC_UNBALANCED", language, severity="warning", value=written(ledger.total))


def _suspicious_names(ledger: Ledger, language: str) -> Iterator[Problem]:
    """Names that hold what nobody sees, such as marks that turn the reading direction."""
    for account in ledger.accounts.values():
        if _INVISIBLE.search(account.code + account.name):
            line = account.entries[0].line if account.entries else None
            yield problem("SUSPICIOUS_TEXT", language, line=line, severity="warning", value=account.name)


def lettering(ledger: Ledger, language: str) -> Iterator[Problem]:
    """Lettered groups that do not balance, over all the years that were read."""
    found = [(code, letter, cents) for code in sorted(ledger.accounts) for letter, cents in unbalanced(ledger, code)]
    if found:
        code, letter, cents = found[0]
        yield problem(
            "LETTRAGE", language, severity="warning", count=len(found), value=code, code=letter, amount=written(cents)
        )


def unbalanced(ledger: Ledger, code: str) -> list[tuple[str, int]]:
    """The full letters of an account that do not balance, with what is left of each in cents."""
    entries = without_repeated_opening(ledger.accounts[code].entries)
    full = letter_sums(entry for entry in entries if is_full(entry))
    return sorted((letter_of(letter), cents) for (_, letter), cents in full.items() if cents)


def _drafts(ledger: Ledger) -> list[int]:
    return sorted(entry.line for a in ledger.accounts.values() for entry in a.entries if entry.is_draft)


def _year_oddities(ledger: Ledger, name: str, language: str) -> Iterator[Problem]:
    first, last = ledger.first_day, ledger.last_day
    if first is None or last is None:
        return
    if (last - first).days > 550:  # a first fiscal year may have up to 24 months, most have 12
        yield problem("FEC_YEARS", language, severity="warning", first=first.isoformat(), last=last.isoformat())
    closing = day_of(closing_named(name))
    if closing and not _same_year(closing, first, last):
        yield problem("FEC_DATE_NAME", language, severity="warning", named=closing.isoformat(), last=last.isoformat())


def _same_year(closing: date, first: date, last: date) -> bool:
    return first <= closing and last <= closing and (closing - last).days < 366
