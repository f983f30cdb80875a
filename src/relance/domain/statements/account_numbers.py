"""Whether two ways of writing a bank account's number mean one account: IBAN, bank/branch/account, or account alone.

A French IBAN is FR + 2 check digits + bank (5) + branch (5) + account (11) + key (2) (NF Z10-011); elsewhere the
check digits are followed by the national number.
"""

from __future__ import annotations

import re

SHORTEST = 8  # characters of a number that is only the end of a longer one
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_WITH_KEY = ("FR", "MC")


def plain_number(number: str) -> str:
    """A number without spaces and marks, in capitals, at most 40 characters."""
    return re.sub(r"[^A-Z0-9]", "", number.upper())[:40]


def is_same_account(one: str, other: str) -> bool:
    """Whether two numbers, as files and people write them, can only be the same account's."""
    one, other = plain_number(one), plain_number(other)
    if not one or not other or one == other:
        return one == other
    if _is_iban(one) and _is_iban(other):
        return False
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    if len(short) < SHORTEST:
        return False
    return any(form.endswith(short) for form in _forms(long))


def _is_iban(number: str) -> bool:
    return _IBAN.fullmatch(number) is not None


def _forms(number: str) -> tuple[str, ...]:
    """The number itself, and without the key that only France writes behind it."""
    if _is_iban(number) and number[:2] in _WITH_KEY:
        return number[4:], number[4:-2]
    if _is_iban(number):
        return (number[4:],)
    return (number, number[:-2]) if len(number) == 23 else (number,)  # French, with its key
