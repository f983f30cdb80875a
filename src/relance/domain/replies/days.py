"""Days named in a sentence, in French or English, seen from `today`. Pure.

Conventions: “fin de mois” is its last day, “vendredi” the next one after today (the last one before it for a payment
made), “semaine prochaine” its Friday, “début”, “mi-” and “fin” of a month its 5th, 15th and last day. A year that is
not said is the one that makes sense: the nearest ahead for what will be, the nearest behind for what has been.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from relance.domain.replies.day_words import MONTHS, NUMBERS, WEEKDAYS

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b"
_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_BEFORE = rf"(?:{_WEEKDAY},? )?(?:(?:le|the|du|au) )?"
_NOT_A_DAY = r"(?![\d/]|[.,:]\d|\s?(?:%|€|eur|k\b|jours|days|fois|times|h\b|heures|pieces|cartons|palettes|factures))"


@dataclass(frozen=True, slots=True)
class Named:
    """A day and where it is named in the plain sentence."""

    on: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """From when one looks, and which way."""

    today: date
    is_past: bool


_Reading = Callable[[re.Match[str], _Seen], date | None]


@lru_cache(maxsize=64)  # a clause is asked for its days several times over
def days(sentence: str, today: date, *, is_past: bool = False) -> tuple[Named, ...]:
    """Every day the plain sentence names, in its order; `is_past`: of something done."""
    seen = _Seen(today, is_past)
    found = sorted(_all(sentence, seen), key=lambda named: (named.start, -named.end))
    kept: list[Named] = []
    for named in found:
        if not kept or named.start >= kept[-1].end:
            kept.append(named)
    return tuple(kept)


def _all(sentence: str, seen: _Seen) -> Iterator[Named]:
    for pattern, read in _READINGS:
        for match in pattern.finditer(sentence):
            on = _carefully(read, match, seen)
            if on is not None:
                yield Named(on, match.start(), match.end())


def _carefully(read: _Reading, match: re.Match[str], seen: _Seen) -> date | None:
    try:
        return read(match, seen)
    except (ValueError, OverflowError):  # 31/02, or beyond the calendar
        return None


# -- calendar ------------------------------------------------------------------------------------------------


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month_from(today: date, months: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + months
    return index // 12, index % 12 + 1


def _nearest(day: int, month: int, seen: _Seen) -> date | None:
    """That day of the year nearest in the direction one looks; today itself counts."""
    tries = [
        date(year, month, day) for year in range(seen.today.year - 1, seen.today.year + 2) if _is_day(year, month, day)
    ]
    if seen.is_past:
        return max((on for on in tries if on <= seen.today), default=None)
    return min((on for on in tries if on >= seen.today), default=None)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _nearest_number(day: int, seen: _Seen) -> date | None:
    """“le 15”: of this month or the next one that has it; of this or the last one when it is past."""
    for away in range(3):
        year, month = _month_from(seen.today, -away if seen.is_past else away)
        if _is_day(year, month, day):
            on = date(year, month, day)
            if on <= seen.today if seen.is_past else on >= seen.today:
                return on
    return None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _friday(today: date, weeks: int) -> date:
    return today + timedelta(days=4 - today.weekday() + 7 * weeks)


# -- readings ------------------------------------------------------------------------------------------------


def _iso(match: re.Match[str], seen: _Seen) -> date | None:
    return date(int(match[1]), int(match[2]), int(match[3]))


def _slashes(match: re.Match[str], seen: _Seen) -> date | None:
    day, month = int(match["day"]), int(match["month"])
    if month > 12 >= day:
        day, month = month, day  # 03/25: the American way is the only reading
    if match["year"]:
        return date(int(match["year"]) % 2000 + 2000, month, day)
    return _nearest(day, month, seen)


def _in_words(match: re.Match[str], seen: _Seen) -> date | None:
    month = MONTHS[match["month"].rstrip(".")]
    if match["year"]:
        return date(int(match["year"]), month, int(match["day"]))
    return _nearest(int(match["day"]), month, seen)


def _number_of_month(match: re.Match[str], seen: _Seen) -> date | None:
    year, month = _month_from(seen.today, _MONTHS_AWAY[match["which"].split()[-1]] if match["which"] else 0)
    return date(year, month, int(match["day"]))


_MONTHS_AWAY: Final = {
    "prochain": 1, "suivant": 1, "next": 1, "following": 1, "dernier": -1, "passe": -1, "precedent": -1, "last": -1,
}  # fmt: skip


def _bare_number(match: re.Match[str], seen: _Seen) -> date | None:
    return _nearest_number(int(match["day"]), seen)


def _weekday(match: re.Match[str], seen: _Seen) -> date | None:
    ahead = (WEEKDAYS[match["weekday"]] - seen.today.weekday()) % 7 or 7
    if match["last"] or match["past"] or (seen.is_past and not match["next"]):
        return seen.today + timedelta(days=ahead - 7 if ahead < 7 else -7)
    if match["eight"]:
        return seen.today + timedelta(days=ahead + 7)
    return seen.today + timedelta(days=ahead)


def _weekday_of_week(match: re.Match[str], seen: _Seen) -> date | None:
    weeks = {"prochaine": 1, "next": 1, "derniere": -1, "last": -1}.get(match["which"], 0)
    return seen.today + timedelta(days=WEEKDAYS[match["weekday"]] - seen.today.weekday() + 7 * weeks)


_FROM_TODAY: Final = {
    "today": 0, "aujourd'hui": 0, "ce jour": 0, "ce matin": 0, "ce soir": 0, "cet apres midi": 0, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "tonight": 0, "demain": 1, "tomorrow": 1, "apres demain": 2,
    "tmrw": 1, "day after tomorrow": 2, "hier": -1, "yesterday": -1, "avant hier": -2, "day before yesterday": -2,
    "fin de journee": 0, "end of the day": 0, "end of day": 0, "dans la journee": 0, "fortnight": 14,
    "eod": 0, "cob": 0, "a l'instant": 0, "a minute ago": 0, "just now": 0, "minutes ago": 0, "an hour ago": 0,
    "ce midi": 0, "tout a l'heure": 0, "sous huitaine": 8, "dans la huitaine": 8, "sous dizaine": 10,
    "sous quinzaine": 15, "dans la quinzaine": 15,
}  # fmt: skip


def _from_today(match: re.Match[str], seen: _Seen) -> date | None:
    return seen.today + timedelta(days=_FROM_TODAY[match[1]])


def _week(match: re.Match[str], seen: _Seen) -> date | None:
    words = match[0]
    if re.search("derniere|passee|last", words):
        return None  # no one knows which day
    weeks = int(" pro" in words or "next" in words or "suivante" in words)
    friday = _friday(seen.today, weeks)
    if match["edge"] and match["edge"].startswith(("debut", "beginning", "start", "early")):
        return friday - timedelta(days=4)
    if match["edge"] and match["edge"].startswith(("milieu", "mid")):
        return friday - timedelta(days=2)
    if seen.is_past and weeks == 0:
        return None  # “cette semaine”, done: no one knows which day
    return friday + timedelta(days=7) if not weeks and friday < seen.today else friday


def _numbered_week(match: re.Match[str], seen: _Seen) -> date | None:
    """“semaine 13”: its Friday (ISO 8601), of the year that makes sense."""
    tries = [date.fromisocalendar(seen.today.year + away, int(match["number"]), 5) for away in (-1, 0, 1)]
    if seen.is_past:
        return None  # no one knows which day
    return min((on for on in tries if on >= seen.today), default=None)


def _month_edge(match: re.Match[str], seen: _Seen) -> date | None:
    """“fin de mois”, “mi-avril”, “early next month”."""
    name, year_said = match["month"], match["year"]
    if seen.is_past:
        return None  # “fin février”, done: no one knows which day
    if name:
        month = MONTHS[name.rstrip(".")]
        year = int(year_said) if year_said else _year_of(month, seen)
    else:
        words = match[0]
        away = next((away for word, away in _MONTHS_AWAY.items() if re.search(rf"\b{word}\b", words)), 0)
        year, month = _month_from(seen.today, away)
    edge = match["edge"] or "fin"
    if edge.startswith(("debut", "early", "beginning", "start", "tout debut")):
        return date(year, month, 5)
    if edge.startswith(("mi", "milieu")):
        return date(year, month, 15)
    return _last_of(year, month)


def _year_of(month: int, seen: _Seen) -> int:
    return seen.today.year if month >= seen.today.month else seen.today.year + 1


def _delay(match: re.Match[str], seen: _Seen) -> date | None:
    count = _count(match["count"])
    return _moved(seen.today, count, match["unit"])


def _ago(match: re.Match[str], seen: _Seen) -> date | None:
    if match["unit"].startswith(("semaine", "week", "mois", "month", "fortnight")):
        return None  # about then
    return _moved(seen.today, -_count(match["count"]), match["unit"])


def _moved(today: date, count: int, unit: str) -> date:
    if unit.startswith(("jour", "j", "day", "huit", "quinz")):
        return today + timedelta(days=count)
    if unit.startswith(("h",)):
        return today + timedelta(days=-(-count // 24) if count > 0 else count // 24)
    if unit.startswith(("semaine", "week")):
        return today + timedelta(days=7 * count)
    if unit.startswith("fortnight"):
        return today + timedelta(days=14 * count)
    year, month = _month_from(today, count)
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _year_end(match: re.Match[str], seen: _Seen) -> date | None:
    return date(seen.today.year, 12, 31)


_EDGE = "tout debut|debut|mi|milieu|fin|early|mid|beginning|start|end|late|courant"
_UNIT = r"(?P<unit>jours?|j|jrs|days?|heures?|hours?|hrs?|h|semaines?|weeks?|fortnights?|mois|months?)\b"
_READINGS: Final[tuple[tuple[re.Pattern[str], _Reading], ...]] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        # 2026-03-12
        (r"\b(20\d\d)-(\d\d)-(\d\d)\b", _iso),
        # 12/03/2026, 12.03.26, 12-03-2026; 12/03; le 12.03
        (
            rf"(?<![\d/.-]){_BEFORE}(?P<day>{_DAY})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep)(?P<year>20\d\d|"
            rf"\d\d)(?![\d/])",
            _slashes,
        ),
        (rf"(?<![\d/.,-]){_BEFORE}(?P<day>{_DAY})/(?P<month>\d{{1,2}})(?P<year>)(?![\d/])", _slashes),
        (rf"(?<=\ble )(?P<day>{_DAY})[.-](?P<month>0[1-9]|1[0-2])(?P<year>)(?![\d/€]|\s?€|\s?eur)", _slashes),
        # 12 mars, 1er avril 2026, 12th of March, March 12, 2026
        (
            rf"(?<![\d/]){_BEFORE}(?P<day>{_DAY})(?:er|st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})"
            r"(?:,? (?P<year>20\d\d))?",
            _in_words,
        ),
        (
            rf"\b(?:{_WEEKDAY},? )?(?P<month>{_MONTH}) (?:the )?(?P<day>{_DAY})(?:st|nd|rd|"
            rf"th)?\b(?:,? (?P<year>20\d\d))?(?![\d/])",
            _in_words,
        ),
        # le 5 du mois prochain, the 5th of next month, le 15 courant
        (
            rf"\b{_BEFORE}(?P<day>{_DAY})(?:er|st|nd|rd|th)?(?: du mois (?P<which>prochain|suivant|dernier|passe)|"
            rf" (?:de ce mois|"
            rf"courant|du mois en cours|du present mois|du courant|du mois)\b)",
            _number_of_month,
        ),
        (
            rf"\b{_BEFORE}(?P<day>{_DAY})(?:st|nd|rd|th)? of (?:the )?(?:(?P<which>next|following|last) month|(?:this|"
            rf"current) month)",
            _number_of_month,
        ),
        # le 15, the 15th
        (rf"\b(?:le|du|au|vers le|des le) (?P<day>{_DAY})(?:er)?\b{_NOT_A_DAY}", _bare_number),
        (
            r"\b(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b(?! (?:invoice|reminder|time|notice|request|floor))",
            _bare_number,
        ),
        # lundi 16, mardi 3: the number says the day
        (
            rf"\b{_WEEKDAY},? (?:le |the )?(?P<day>{_DAY})(?:er|st|nd|rd|th)?\b{_NOT_A_DAY}(?! (?:{_MONTH}|of))",
            _bare_number,
        ),
        # vendredi, vendredi prochain, next Friday, last Friday, vendredi en huit
        (
            rf"\b(?:(?:cob|eod|close of business)(?: on| by)? )?(?:(?P<next>next |this |coming )|(?P<last>last |"
            rf"past ))?(?P<weekday>{_WEEKDAY})"
            r"(?: (?:prochain|qui vient)\b)?(?P<past> (?:dernier|passe|ecoule)\b)?(?P<eight> en huit| week\b)?",
            _weekday,
        ),
        (
            rf"\b(?P<weekday>{_WEEKDAY}) (?:de la semaine|de|of) (?P<which>cette|prochaine|next|last|"
            rf"derniere)(?: semaine| week)?",
            _weekday_of_week,
        ),
        # aujourd'hui, demain, hier, sous huitaine, end of day
        ("\\b(" + "|".join(sorted(_FROM_TODAY, key=len, reverse=True)) + r")\b", _from_today),
        # la semaine prochaine, fin de semaine, early next week
        (
            r"\b(?:(?P<edge>debut|milieu|fin|beginning|start|early|mid|end|late|later)(?: (?:de|of))? ?(?:la |the )?)?"
            r"(?:(?:cette )?semaine (?:pro(?:chaine?)?\b|suivante|derniere|passee|qui vient)|cette semaine|"
            r"(?:next|last|this) week)\b",
            _week,
        ),
        (
            r"\b(?P<edge>debut|milieu|fin|end|beginning|start) (?:de |of )?(?:la |the )?(?:semaine|"
            r"week)\b(?! (?:prochaine|derniere))",
            _week,
        ),
        # semaine 13, week 13
        (r"\b(?:semaine|sem\.?|week) (?:n°? ?)?(?P<number>[1-9]|[1-4]\d|5[0-2])\b(?![/.,]\d)", _numbered_week),
        # fin de mois, fin du mois prochain, end of next month; “30 jours fin de mois” is a term, not a day
        (
            rf"(?<!jours )(?<!jrs )\b(?P<edge>{_EDGE})[ -](?:de |du |of |le )?(?:ce |the |this |current |next |"
            rf"following |last )?"
            r"(?:mois|month)\b(?: (?:prochain|suivant|dernier|en cours|courant))?(?! (?:de|d'|of) ?[a-z])"
            r"(?P<month>)(?P<year>)",
            _month_edge,
        ),
        # fin mars, mi-avril 2026, end of March, fin du mois de mars
        (
            rf"\b(?P<edge>{_EDGE})[ -](?:du mois |of the month |the month )?(?:de |of |d'|du mois de )?"
            rf"(?P<month>{_MONTH})(?: (?P<year>20\d\d))?(?! ?\d)",
            _month_edge,
        ),
        # le mois prochain, month end, ce mois-ci
        (
            r"\b(?P<edge>)(?:mois prochain|mois suivant|next month|month end|ce mois ci|this month)"
            r"(?P<month>)(?P<year>)",
            _month_edge,
        ),
        # dans 10 jours, sous 48h, within two weeks, d'ici une quinzaine de jours
        (
            r"\b(?:dans|sous|d'ici(?: a)?|within|in)(?: (?:les|le|la|un delai de|un delai maximum de|environ|about|"
            r"around|max|the|the next|the coming|a period of))?"
            rf" ?(?:une |un |a )?(?P<count>{_NUMBER})(?: (?:petits?|prochains?|prochaines?|working|business|more|"
            rf"other|autres|de))?(?: (?:jours )?(?:de|of))? ?{_UNIT}",
            _delay,
        ),
        # il y a 3 jours, two weeks ago
        (rf"\bil y a (?:environ )?(?P<count>{_NUMBER})(?: de)? ?{_UNIT}", _ago),
        (rf"\b(?P<count>{_NUMBER}) ?{_UNIT} ago\b", _ago),
        # fin d'année, end of the year
        (r"\b(?:fin (?:de |d')?(?:l')?annee|end of (?:the )?year|year end)\b", _year_end),
    )
)
