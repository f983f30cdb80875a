"""The rates of France by half-year: those that come with Relance, and those a user added since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from relance.countries.fr.tables import (
    ECB_COLUMNS,
    ECB_FILE,
    LEGAL_COLUMNS,
    LEGAL_FILE,
    EcbRate,
    LegalRate,
    Place,
    check_ecb_rates,
    check_legal_rates,
    joined,
    parse_ecb_rates,
    parse_legal_rates,
)
from relance.domain.day_count import DAY, add_months
from relance.domain.interest_law import RateMissing
from relance.domain.said import Said

BIGGEST_FILE = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Rates:
    """Both tables, checked together. `folder` is where a user adds rows (None: nowhere yet)."""

    ecb: tuple[EcbRate, ...]
    legal: tuple[LegalRate, ...]
    folder: str = ""

    def ecb_on(self, anchor: date) -> Decimal:
        """The ECB rate in force on a day, in % a year. Raises RateMissing past the last reading of the table."""
        known_to = max(self.ecb[-1].from_on, self.ecb[-1].read_on)
        if anchor > known_to or anchor < self.ecb[0].from_on:
            raise self._missing(anchor, ECB_FILE, ECB_COLUMNS, f"{anchor}", "ECB refinancing rate", _ECB_FR)
        return next(row.rate for row in reversed(self.ecb) if row.from_on <= anchor)

    def legal_on(self, day: date) -> LegalRate:
        """The legal interest of the period a day falls in. Raises RateMissing where the table has none."""
        for row in reversed(self.legal):
            if row.from_on <= day <= row.to_on:
                return row
        first, last = half_year(day)
        raise self._missing(first, LEGAL_FILE, LEGAL_COLUMNS, f"{first},{last}", "legal interest rate", _LEGAL_FR)

    def _missing(self, day: date, file: str, columns: tuple[str, ...], begins: str, en: str, fr: str) -> RateMissing:
        file = f"{self.folder.rstrip('/')}/{file}" if self.folder else file
        row = ",".join([begins, *("…" for _ in columns[begins.count(",") + 1 :])])
        return RateMissing(
            Said(
                f"The {en} of {day} is not known: add the line “{row}” ({', '.join(columns)}) to {file}.",
                f"Le {fr} au {day:%d/%m/%Y} n’est pas connu\u00a0: ajoutez la ligne «\u00a0{row}\u00a0» "
                f"({', '.join(columns)}) au fichier {file}.",
            ),
            day,
        )


_ECB_FR = "taux de refinancement de la BCE"
_LEGAL_FR = "taux d’intérêt légal"


def half_year(day: date) -> tuple[date, date]:
    """First and last day of the half-year a day falls in."""
    first = date(day.year, 1 if day.month <= 6 else 7, 1)
    return first, add_months(first, 6) - DAY


@cache
def shipped_rates() -> Rates:
    """The tables that come with Relance."""
    folder = files("relance.countries.fr").joinpath("rates")
    ecb, legal = (folder.joinpath(name).read_text(encoding="utf-8") for name in (ECB_FILE, LEGAL_FILE))
    return Rates(parse_ecb_rates(ecb, ECB_FILE), parse_legal_rates(legal, LEGAL_FILE))


def load_rates(folder: Path | None = None, today: date | None = None) -> Rates:
    """Our tables with the rows found in a user's folder, under the same file names. Raises RatesRefused.

    `today` refuses rows that begin long after it, unless their own `read_on` says when they were read.
    """
    ours = shipped_rates()
    if folder is None:
        return ours
    ecb, legal = list(ours.ecb), list(ours.legal)
    if text := _text(folder / ECB_FILE):
        ecb = joined(ours.ecb, parse_ecb_rates(text, str(folder / ECB_FILE), today))
        check_ecb_rates(ecb)
    if text := _text(folder / LEGAL_FILE):
        legal = joined(ours.legal, parse_legal_rates(text, str(folder / LEGAL_FILE), today))
        check_legal_rates(legal)
    return Rates(tuple(ecb), tuple(legal), str(folder))


def _text(path: Path) -> str:
    if not path.is_file():
        return ""
    if path.stat().st_size > BIGGEST_FILE:
        raise Place(str(path), 1).refused("is too big to be a table of rates")
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Place(str(path), data.count(b"\n", 0, error.start) + 1).refused("is not UTF-8 text") from None
