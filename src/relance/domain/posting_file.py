"""What a file says of letters: a line for each, its days under French or English headings, the post's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from relance.domain.posting import ENDS, End, News
from relance.domain.problems.texts import Refused
from relance.domain.rows import Problem
from relance.domain.tabular.cells import Record, is_blank, plain_words, text_of
from relance.domain.tabular.dates import Dates, find_style
from relance.domain.tabular.decoding import decode
from relance.domain.tabular.records import SEPARATORS, check_lines, normal_lines, records

SEARCHED_LINES = 30
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "reference": (
        "reference", "ref", "notre reference", "notice", "relance", "reference interne", "reference client",
        "no relance",
    ),
    "number": (
        "number", "registered number", "registered no", "tracking number", "no de recommande", "numero de recommande",
        "numero recommande", "no recommande", "no de suivi", "numero de suivi", "numero d envoi", "no d envoi",
        "id ship", "numero", "recommande",
    ),
    "posted": (
        "posted", "posted on", "depose le", "poste le", "date de depot", "date depot", "date d envoi", "depot",
        "date de prise en charge",
    ),
    "presented": (
        "presented", "presented on", "presente le", "date de presentation", "avise le", "date de premiere presentation",
        "premiere presentation", "presentation", "date d avis",
    ),
    "delivered": (
        "delivered", "delivered on", "distribue le", "date de distribution", "remis le", "recu le", "distribution",
        "date de remise",
    ),
    "refused": ("refused", "refused on", "refuse le", "date de refus", "refus"),
    "unclaimed": ("unclaimed", "unclaimed on", "non reclame le", "non reclame", "date de retour non reclame"),
    "wrong_address": (
        "wrong address", "returned", "returned on", "returned wrong address on", "retourne le", "retour le", "npai",
        "retourne adresse inexacte le", "date de retour", "pnd",
    ),
    "status": ("status", "state", "statut", "etat", "libelle", "dernier statut", "dernier evenement", "evenement"),
    "on": ("date", "date du statut", "date statut", "date de l evenement", "on", "status date", "date evenement"),
}  # fmt: skip
_BY_NAME: Final = {name: field for field, names in COLUMNS.items() for name in names}
_DAYS: Final = ("posted", "presented", "delivered", "refused", "unclaimed", "wrong_address", "on")
# the words of the post, the surest first
STATUS_WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("non reclame", "unclaimed"), ("unclaimed", "unclaimed"), ("refus", "refused"), ("inconnu", "wrong_address"),
    ("npai", "wrong_address"), ("n habite", "wrong_address"), ("wrong address", "wrong_address"),
    ("defaut d acces ou d adressage", "wrong_address"), ("adresse", "wrong_address"),
    ("distribue", "delivered"), ("remis", "delivered"), ("livre", "delivered"), ("delivered", "delivered"),
    ("presente", "presented"), ("avise", "presented"), ("presented", "presented"), ("a retirer", "presented"),
    ("guichet", "presented"), ("pris en charge", "posted"), ("depose", "posted"), ("poste", "posted"),
    ("posted", "posted"), ("en cours", "posted"),
)  # fmt: skip

_MISSING = (
    "aucune colonne ne nomme la lettre : il faut « Référence » ou « N° de recommandé », et au moins une date",
    "no column names the letter: “Reference” or “Registered number” is needed, and at least one day",
)
_NAMELESS = ("ni référence ni numéro de recommandé", "neither a reference nor a registered number")
_SILENT = ("aucune date ni numéro : rien à noter", "no day and no number: nothing to record")
_STATUS = ("statut inconnu « {value} »", "unknown status “{value}”")
_TWO_ENDS = ("plusieurs fins à la fois ({value})", "several ends at once ({value})")
_UNDATED = ("le statut « {value} » n’a pas de date", "the status “{value}” has no day")


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line: the letter's reference, or its registered number, and what is known of it."""

    line: int
    reference: str
    news: News


def read_letters(data: bytes, language: str) -> Iterator[LetterRow | Problem]:
    """Rows and problems of a CSV, in order. Never raises on bad bytes."""
    try:
        yield from _read(data, language)
    except Refused as refused:
        yield refused.problem(language)


def _read(data: bytes, language: str) -> Iterator[LetterRow | Problem]:
    text, _encoding = decode(data)
    text = normal_lines(text)
    check_lines(text)
    rows, header, columns = _header(text)
    if not columns.keys() & {"reference", "number"} or not columns.keys() & {*_DAYS, "number"}:
        yield _problem(language, None, "HEADER", _MISSING)
        return
    body = [(line, cells) for line, cells in rows if line > header and not is_blank(cells)]
    days = ((line, cells[columns[f]]) for line, cells in body for f in _DAYS if columns.get(f, 10**6) < len(cells))
    style = find_style(days, None, day_first=True, neutral=False)
    dates = Dates(style)
    for line, cells in body:
        values = {field: text_of(cells[at]) for field, at in columns.items() if at < len(cells)}
        try:
            yield _row(line, values, dates, language)
        except Refused as refused:
            yield refused.problem(language, line)


def _header(text: str) -> tuple[list[Record], int, dict[str, int]]:
    """The rows under the separator that recognises most headings, the line of the header, and its columns."""
    best: tuple[list[Record], int, dict[str, int]] = ([], 0, {})
    for separator in SEPARATORS:
        rows = list(records(text, separator))
        for line, cells in rows[:SEARCHED_LINES]:
            columns: dict[str, int] = {}
            for at, cell in enumerate(cells):
                field = _BY_NAME.get(plain_words(text_of(cell)))
                if field:
                    columns.setdefault(field, at)
            if len(columns) > len(best[2]):
                best = rows, line, columns
    return best


def _row(line: int, values: dict[str, str], dates: Dates, language: str) -> LetterRow | Problem:
    named = values.get("reference", "") or values.get("number", "")
    if not named:
        return _problem(language, line, "MISSING", _NAMELESS)
    number = values.get("number", "") if values.get("reference") else ""
    news = News(
        number=number,
        posted_on=dates.day(values.get("posted", "")),
        presented_on=dates.day(values.get("presented", "")),
    )
    ends: list[tuple[End, date]] = [(end, day) for end in ENDS if (day := dates.day(values.get(end, "")))]
    if len(ends) > 1:
        return _problem(language, line, "VALUE", _TWO_ENDS, ", ".join(end for end, _day in ends))
    if ends:
        news = replace(news, end=ends[0][0], ended_on=ends[0][1])
    told = _with_status(line, news, values, dates.day(values.get("on", "")), language)
    if isinstance(told, Problem):
        return told
    if told == News():
        return _problem(language, line, "EMPTY", _SILENT)
    return LetterRow(line, named, told)


def _with_status(line: int, news: News, values: dict[str, str], on: date | None, language: str) -> News | Problem:
    """A status with its day, for what no column of its own says."""
    text = values.get("status", "")
    if not text:
        return news
    words = plain_words(text)
    state = next((state for phrase, state in STATUS_WORDS if phrase in words), "")
    if not state:
        return _problem(language, line, "STATUS", _STATUS, text)
    known = {"posted": news.posted_on, "presented": news.presented_on}.get(state) or (news.end and news.ended_on)
    if known:
        return news
    if on is None:
        return _problem(language, line, "DATE", _UNDATED, text)
    if state in ENDS:
        return replace(news, end=state, ended_on=on)  # type: ignore[arg-type]
    return replace(news, posted_on=on) if state == "posted" else replace(news, presented_on=on)


def _problem(language: str, line: int | None, code: str, words: tuple[str, str], value: str = "") -> Problem:
    text = words[0].replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    sentence = (text if language == "fr" else words[1]).format(value=value[:80])
    where = {"fr": f"Ligne {line}\u00a0: ", "en": f"Line {line}: "}.get(language, "") if line else ""
    return Problem(line, None, code, "error", f"{where}{sentence}")
