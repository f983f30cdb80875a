"""Opening and closing balances of a statement, and whether its entries lead from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from relance.domain.problems.texts import Refused
from relance.domain.rows import StatementRow
from relance.domain.xml_files import child, line_of, text_at
from relance.readers.camt.entries import currency_of, day_at, signed_cents

_OPENING, _CLOSING, _INTERIM = ("OPBD", "PRCD"), ("CLBD",), "ITBD"


class Balance(NamedTuple):
    """One booked balance: ISO type code, cents with sign, currency, day and line."""

    kind: str
    cents: int
    currency: str
    on: date | None
    line: int | None


class Balances(NamedTuple):
    """What a statement begins and ends with, where it says so."""

    opening: Balance | None
    closing: Balance | None


def balance_of(element: Any) -> Balance | None:
    """A booked balance (`Bal`); None for available, expected and other ones. `Refused` where it cannot be read."""
    kind = text_at(element, "Tp", "CdOrPrtry", "Cd") or text_at(element, "Tp", "Cd")
    kind = kind.upper()
    if kind not in (*_OPENING, *_CLOSING, _INTERIM):
        return None
    try:
        on = day_at(element, "Dt")
    except Refused:
        on = None  # the amount counts; entries have days of their own
    currency = currency_of(child(element, "Amt"))
    return Balance(kind, signed_cents(element, currency), currency, on, line_of(element))


def chosen(balances: Sequence[Balance], currency: str) -> Balances:
    """Opening and closing in the account's currency; interim ones stand for the ends of a page in the middle."""
    own = [one for one in balances if one.currency in ("", currency)]
    opening = next((one for kind in _OPENING for one in own if one.kind == kind), None)
    closing = next((one for one in own if one.kind in _CLOSING), None)
    interim = [one for one in own if one.kind == _INTERIM]
    if opening is None and interim and (closing or len(interim) > 1):
        opening = interim.pop(0)
    if closing is None and interim:
        closing = interim.pop()
    return Balances(opening, closing)


@dataclass(frozen=True, slots=True)
class Gap:
    """Two statements of one account where the second does not begin as the first ended."""

    before: StatementRow
    after: StatementRow


def gaps(statements: Sequence[StatementRow]) -> list[Gap]:
    """Breaks in the chain of balances of each account, its statements taken in the order of their days."""
    accounts: dict[tuple[str, str], list[StatementRow]] = {}
    for one in statements:
        if one.opening_cents is not None and one.closing_cents is not None:
            accounts.setdefault((one.account, one.currency), []).append(one)
    found = []
    for chain in accounts.values():
        days = [one.last_on or one.first_on or date.min for one in chain]
        newest_first = days == sorted(days, reverse=True) and days != sorted(days)
        ordered = [chain[i] for i in sorted(range(len(chain)), key=lambda i: (days[i], -i if newest_first else i))]
        for before, after in pairwise(ordered):
            twins = (before.opening_cents, before.closing_cents, before.last_on)
            if before.closing_cents != after.opening_cents and twins != (
                after.opening_cents, after.closing_cents, after.last_on
            ):  # fmt: skip
                found.append(Gap(before, after))
    return found
