"""From bytes to records of fixed width, each with its line; and the fields that both CFONB formats share."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from relance.domain.problems.texts import Refused
from relance.domain.statements.flat import french_iban, scaled
from relance.domain.tabular.decoding import decode, file_type
from relance.domain.tabular.records import check_lines, normal_lines
from relance.domain.tabular.sniff import is_text

_FIRST_120 = re.compile(
    r"0[1457](?:[0-9A-Z ]{9}[0-9A-Z -]{5}[A-Z]{3}\d|[0-9A-Z]{5}[0-9A-Z ]{4}[0-9A-Z]{5}[A-Z ]{3}[0-9A-Z ].[0-9A-Z]{6})",
    re.ASCII,
)
_FIRST_240 = re.compile(r"3[149]\d{6}..\d{6}[A-Z ]", re.ASCII)
_EBCDIC = (b"\xf0\xf1", b"\xf0\xf4", b"\xf0\xf5", b"\xf0\xf7", b"\xf3\xf1")
_AMOUNT = re.compile(r" *(\d+)([A-R{}éè])", re.ASCII)
_UNSIGNED = re.compile(r" *(\d+)", re.ASCII)
_PLACE = re.compile(r"[0-9A-Z]{5}", re.ASCII)
_NUMBER = re.compile(r"[0-9A-Z]{1,11}", re.ASCII)
# the last digit of a signed amount carries the sign; é and è are { and } in the French 7-bit alphabet (NF Z 62-010)
_PLUS = {character: digit for digit, character in enumerate("{ABCDEFGHI")} | {"é": 0}
_MINUS = {character: digit for digit, character in enumerate("}JKLMNOPQR")} | {"è": 0}
SIGNS = "{ A-I } J-R"


class Record(NamedTuple):
    """One line, padded to its width; `length` is what it had, `text` the characters."""

    line: int
    text: str
    length: int

    @property
    def code(self) -> str:
        return self.text[:2]


def width_of(head: bytes) -> int:
    """120 or 240 for a file that begins like one of the two formats (in EBCDIC too: 120 then), else 0."""
    if head[:2] in _EBCDIC and head[:200].count(0x40) > 10:
        return 120
    if not is_text(head):
        return 0
    start = head[:2000].decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip("\r\n \t")
    if _FIRST_120.match(start):
        return 120
    return 240 if _FIRST_240.match(start) else 0


def text_of(data: bytes, encoding: str | None) -> str:
    """The text of a file, LF between its lines; raises `Refused` with its code (EMPTY, ENCODING, WRONG_TYPE…)."""
    found = file_type(data)
    if found:
        raise Refused("WRONG_TYPE", found=found, expected="CFONB")
    if data[:2] in _EBCDIC and not encoding:
        raise Refused("ENCODING.ebcdic")
    return normal_lines(decode(data, encoding)[0])


def records(text: str, width: int) -> Iterator[Record]:
    """Lines that are not blank, at their width. A file without any line end is cut into records of that width."""
    if "\n" not in text and len(text) > width:
        text = "\n".join(text[start : start + width] for start in range(0, len(text), width))
    check_lines(text)
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        line = line.rstrip("\n\x1a")
        if line.strip():
            yield Record(number, line.rstrip().ljust(width), len(line))


def check_width(record: Record, width: int) -> None:
    """Refuse a line that is too long or holds a tab; a short one may have lost its trailing spaces."""
    if "\t" in record.text:
        raise Refused("LENGTH.tab")
    if len(record.text) > width:
        raise Refused("LENGTH", found=record.length, expected=width)


def signed_amount(record: Record, start: int, end: int, decimals: str, currency: str) -> int:
    """The cents of a signed amount. Raises `Refused`: LENGTH where the line's length explains it, SIGN, AMOUNT."""
    value = record.text[start:end]
    found = _AMOUNT.fullmatch(value)
    if not found:
        raise _bad_amount(record, value)
    if not decimals.isdecimal() or not decimals.isascii():
        raise Refused("PRECISION.unknown", value=decimals)
    last = found[2]
    digits = int(found[1]) * 10 + (_PLUS[last] if last in _PLUS else _MINUS[last])
    return scaled(digits if last in _PLUS else -digits, int(decimals), currency)


def unsigned_amount(record: Record, start: int, end: int) -> int:
    """The cents of an amount without sign and with two decimals (CFONB 240); raises `Refused` (AMOUNT, LENGTH)."""
    found = _UNSIGNED.fullmatch(record.text[start:end])
    if not found:
        raise (
            Refused("LENGTH", found=record.length, expected=240)
            if record.length != 240
            else Refused("AMOUNT.flat", value=record.text[start:end])
        )
    return int(found[1])


def _bad_amount(record: Record, value: str) -> Refused:
    if record.length != 120:
        return Refused("LENGTH", found=record.length, expected=120)
    if value[:-1].strip().isdecimal():
        return Refused("SIGN.overpunch", value=value, expected=SIGNS)
    return Refused("AMOUNT.flat", value=value)


def account_of(bank: str, branch: str, account: str) -> str:
    """The account's IBAN, as a CAMT file of the same account names it; raises `Refused` (ACCOUNT).

    A file has bank code, branch and account number, never the RIB key: the key is computed, so every account written
    as the norm says (5 digits, 5 digits, 11 digits or capitals) has its IBAN, FR always (a Monaco account too).
    One written otherwise, as overseas and foreign-currency accounts may be, stays bank + branch + number.
    """
    number = account.strip()
    if not (_PLACE.fullmatch(bank) and _PLACE.fullmatch(branch) and _NUMBER.fullmatch(number)):
        raise Refused("ACCOUNT", value=f"{bank} {branch} {account}")
    return french_iban(bank, branch, account) or f"{bank}{branch}{number}"
