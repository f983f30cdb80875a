"""Invoice numbers in the ways people write them: letters, year or zeros lost, other separators, cut by the bank.

A number is split into letters, a year and digit groups. From these come the *keys* under which it may be found, each
with a strength: `FULL` names one number of the series, `SHORT` has lost the year or half of it, `BARE` is a mere
serial that only means something beside a known payer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

FULL, SHORT, BARE = 3, 2, 1
LONG: Final = 6  # digits that mean one thing only
SHORTEST_WHOLE: Final = 5  # letters and digits
RUN: Final = re.compile(r"[A-Z]+|[0-9]+")
_YEARS: Final = re.compile(r"^(20[0-9]{2})([0-9]{2,})$")
_DATE: Final = re.compile(r"(?<![0-9])(?:0?[1-9]|[12][0-9]|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:20)?[0-9]{2}(?![0-9])")
_DIGITS_DATE: Final = re.compile(
    r"(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:20)?2[0-9]|20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
)
_AMOUNT: Final = re.compile(
    r"(?<![0-9A-Z/-])[0-9]{1,3}(?:[ .][0-9]{3})+,[0-9]{2}(?![0-9])"
    r"|(?<![0-9A-Z/.,-])[0-9]+[.,][0-9]{2}(?= ?(?:EUR|€|E\b))"
    r"|(?<![0-9A-Z/.,-])[0-9]+ ?(?:EUR|€)"
)


class Parts(NamedTuple):
    """A number taken apart: letters before the first digit, the year (or empty), the other groups as written."""

    letters: str
    year: str
    groups: tuple[str, ...]

    @property
    def serial(self) -> int:
        """The last group as a number."""
        return int(self.groups[-1]) if self.groups and self.groups[-1].isdigit() else 0


class Key(NamedTuple):
    """One way in which a number may be found."""

    text: str
    strength: int
    has_year: bool


def take_apart(number: str, years: Sequence[int]) -> Parts:
    """Letters, year, and the rest of a number; a year is only one of `years` (those the books speak of)."""
    runs = RUN.findall(number.upper())
    letters = ""
    while runs and runs[0].isalpha():
        letters += runs.pop(0)
    year, groups = "", []
    for run in runs:
        rest = run
        if not year and run.isdigit() and (found := _year_of(run, years)):
            year, rest = found, run[len(found) :]
        if rest:
            groups.append(rest)
    if year and not groups:
        return Parts(letters, "", (year,))
    return Parts(letters, year, tuple(groups))


def _year_of(run: str, years: Sequence[int]) -> str:
    """The year that a run of digits is, or begins with: `2026`, `20260123`, `260123`, `26`."""
    for year in years:
        full, short = str(year), str(year)[2:]
        if run == full or (len(run) >= 6 and run.startswith(full)):
            return full
        if run == short or (len(run) >= 5 and run.startswith(short)):
            return short
    return ""


def keys_of(number: str, parts: Parts) -> Iterator[Key]:
    """Every key under which this number may be found, the strongest first."""
    whole = "".join(RUN.findall(number.upper()))
    if not any(char.isdigit() for char in whole):
        return  # a word such as SOLDE, which ledgers have for a number, names nothing
    yield Key(whole, _strength_of(whole), True)
    letters, year, groups = parts
    plain = "".join(groups)
    split = "|".join(group.lstrip("0") or "0" for group in groups)
    if year:
        yield from _with_year(letters, year, plain, split)
    serial_is_long = sum(len(group.lstrip("0")) for group in groups) >= 5
    tails = {plain, "".join([*groups[:-1], groups[-1].lstrip("0") or "0"]) if groups else ""}
    strength = SHORT if year else _strength_of(whole)
    yield from _yearless(letters, tails, split, strength, serial_is_long, has_year=not year)


def _strength_of(whole: str) -> int:
    """What a number that is written whole is worth: 12 may be anything, F12 still something else."""
    if whole.isdigit():
        return FULL if len(whole) >= LONG else BARE
    return FULL if len(whole) >= SHORTEST_WHOLE else SHORT


def _with_year(letters: str, year: str, plain: str, split: str) -> Iterator[Key]:
    """With the year as it is, in two digits or in four; without letters or zeros it says less."""
    for text in (year, f"20{year}" if len(year) == 2 else year[2:]):
        is_whole = text == year
        is_long = len(text + plain) >= LONG
        if letters:
            yield Key(letters + text + plain, FULL, True)
            yield Key(f"{letters}|{text}|{split}", FULL, True)
            yield Key(letters + text + split.replace("|", ""), FULL if is_whole else SHORT, True)
            yield Key(f"{letters}|{text + split.replace('|', '')}", SHORT, True)
        yield Key(text + plain, (FULL if is_whole else SHORT) if is_long else BARE, True)
        yield Key(f"{text}|{split}", SHORT if len(text) == 4 or is_whole else BARE, True)
        yield Key(text + split.replace("|", ""), SHORT if len(text + split) >= LONG else BARE, True)


def _yearless(
    letters: str, tails: set[str], split: str, with_letters: int, is_long: bool, *, has_year: bool
) -> Iterator[Key]:
    if letters:
        for tail in sorted(tails):
            yield Key(letters + tail, with_letters, has_year)
        yield Key(f"{letters}|{split}", with_letters, has_year)
    for text in sorted({*tails, split}):
        strong = has_year and (is_long or len(text.replace("|", "")) >= LONG)
        yield Key(text, FULL if strong else BARE, has_year)


class Run(NamedTuple):
    """Letters or digits that stand together, and where (offsets into the text as the bank gave it)."""

    text: str
    start: int
    end: int


def without_noise(text: str) -> str:
    """The text in which dates and amounts of money are blanks, as long as it was."""
    blank = _DATE.sub(lambda m: " " * len(m.group()), text)
    return _AMOUNT.sub(lambda m: " " * len(m.group()), blank)


def readings_of(text: str) -> list[list[Run]]:
    """The runs of a text in capitals, a line break parting words; and, where there are breaks, read over them.

    A date or an amount that a break cuts in two is noise in both.
    """
    if "\n" not in text:
        return [_runs(without_noise(text))]
    places = [at for at, char in enumerate(text) if char != "\n"]
    joined = without_noise("".join(text[at] for at in places))
    spaced = list(text)
    for at, char in zip(places, joined, strict=True):
        spaced[at] = char
    over = [Run(m.group(), places[m.start()], places[m.end() - 1] + 1) for m in RUN.finditer(joined)]
    return [_runs(without_noise("".join(spaced))), over]


def _runs(text: str) -> list[Run]:
    return [Run(m.group(), m.start(), m.end()) for m in RUN.finditer(text)]


def is_date(digits: str) -> bool:
    """Whether these digits may as well be a day, as in 120226, 12022026 or 20260212."""
    return bool(_DIGITS_DATE.fullmatch(digits))


@lru_cache(maxsize=4096)
def stripped(run: str) -> str:
    """A run of digits without leading zeros; letters as they are."""
    return (run.lstrip("0") or "0") if run[0] <= "9" else run


def slips_mended(text: str) -> str:
    """The text with O read as 0, I and L as 1, in words that hold digits too; as long as it was."""
    return re.sub(r"[A-Z0-9]*[0-9][A-Z0-9]*|(?<=[-/])[OIL]+(?=[0-9-/])", _mended, text)


def _mended(match: re.Match[str]) -> str:
    word = match.group()
    first = next(at for at, char in enumerate(word) if char.isdigit()) if any(map(str.isdigit, word)) else 0
    head = re.match(r"[A-Z]*?(?=[OIL]*[0-9])", word)
    kept = len(head.group()) if head else first
    return word[:kept] + word[kept:].translate(str.maketrans("OIL", "011"))


def one_off(a: str, b: str) -> bool:
    """Whether one digit is wrong, lost, added, or two neighbours are swapped."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        wrong = [at for at in range(len(a)) if a[at] != b[at]]
        if len(wrong) == 1:
            return True
        return (
            len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        )
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
