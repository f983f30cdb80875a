"""Stations and days of a letter: what may follow what, which day counts as received, what files say."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.posting import News, Way, WrongWay, said_by_hand, said_by_machine
from relance.domain.posting_file import LetterRow, read_letters
from relance.domain.rows import Problem

WRITTEN, TODAY = date(2026, 2, 16), date(2026, 3, 20)


def feb(day: int) -> date:
    """A day of February 2026."""
    return date(2026, 2, day)


def by_hand(way: Way, **news: object) -> Way:
    """What a person writes on 20 March."""
    return said_by_hand(way, News(**news), WRITTEN, TODAY)  # type: ignore[arg-type]


def test_days_move_a_letter_forward_and_never_back() -> None:
    way = by_hand(Way(), posted_on=feb(17))
    way = by_hand(way, presented_on=feb(19))
    way = by_hand(way, posted_on=feb(18), number="1A 1")
    assert (way.state, way.posted_on, way.presented_on, way.number) == ("presented", feb(18), feb(19), "1A 1")


@pytest.mark.parametrize(
    "news",
    [
        {"posted_on": feb(15)}, {"posted_on": date(2026, 3, 21)}, {"posted_on": feb(19), "presented_on": feb(18)},
        {"end": "delivered"}, {"presented_on": feb(20), "end": "refused", "ended_on": feb(19)},
    ],
)  # fmt: skip
def test_days_that_cannot_be_true_are_refused_in_words(news: dict[str, object]) -> None:
    with pytest.raises(WrongWay):
        by_hand(Way(), **news)


@pytest.mark.parametrize(
    ("way", "received"),
    [
        (Way("presented", "", None, feb(19)), feb(19)), (Way("unclaimed", "", None, feb(19), TODAY), feb(19)),
        (Way("refused", "", None, None, feb(20)), feb(20)), (Way("delivered", "", None, None, feb(20)), feb(20)),
        (Way("wrong_address", "", None, feb(19), feb(25)), None), (Way("posted", "", feb(17)), None),
    ],
)  # fmt: skip
def test_a_letter_counts_as_received_when_first_presented(way: Way, received: date | None) -> None:
    assert way.received_on == received


def test_a_report_that_lags_behind_is_left_aside_and_said() -> None:
    way = Way("presented", "", feb(17), feb(19))
    assert said_by_machine(way, "posted", feb(20)) == (
        way,
        "reported as posted on 2026-02-20 when already presented: left aside",
    )
    assert said_by_machine(way, "posted", feb(17)) == (way, "")
    ended = Way("delivered", "", feb(17), feb(19), feb(20))
    assert said_by_machine(ended, "unclaimed", feb(22))[1] == "reported as unclaimed after delivered: left aside"


def test_a_station_passed_over_still_gives_its_day_if_it_fits() -> None:
    ended = Way("delivered", "", None, None, feb(20))
    assert said_by_machine(ended, "presented", feb(19))[0].presented_on == feb(19)
    assert said_by_machine(ended, "posted", feb(22)) == (ended, "posted on 2026-02-22 does not fit the other days")


def rows(text: str, language: str = "fr") -> list[LetterRow | Problem]:
    """What a file says."""
    return list(read_letters(text.encode("cp1252"), language))


def test_french_headings_and_dates_are_recognised() -> None:
    [row] = rows(
        "Référence;N° de recommandé;Déposé le;Présenté le;Non réclamé le\n"
        "R-000001;1A 2;17/02/2026;19/02/2026;08/03/2026\n"
    )
    assert row == LetterRow(2, "R-000001", News("1A 2", feb(17), feb(19), "unclaimed", date(2026, 3, 8)))


def test_english_headings_and_iso_dates_are_recognised() -> None:
    [row] = rows("notice,posted on,delivered on\nR-000001,2026-02-17,2026-02-20\n", "en")
    assert row == LetterRow(2, "R-000001", News("", feb(17), None, "delivered", feb(20)))


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("Distribué contre signature", "end", "delivered"), ("Pli refusé par le destinataire", "end", "refused"),
        ("Non réclamé - retour à l'envoyeur", "end", "unclaimed"), ("Destinataire inconnu à l'adresse", "end",
        "wrong_address"), ("Avisé, à retirer en bureau", "presented_on", feb(18)),
        ("Pris en charge par La Poste", "posted_on", feb(18)),
    ],
)  # fmt: skip
def test_the_words_of_the_post_are_understood(words: str, field: str, value: object) -> None:
    [row] = rows(f"Numéro d'envoi;Statut;Date du statut\n2C123;{words};18/02/2026\n")
    assert isinstance(row, LetterRow) and row.reference == "2C123" and getattr(row.news, field) == value


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (";18/02/2026;;", "ni référence"), ("R-1;;;", "aucune date"), ("R-1;hier;;", "Ligne 2"),
        ("R-1;;18/02/2026;19/02/2026", "plusieurs fins"),
    ],
)  # fmt: skip
def test_a_line_that_says_nothing_sure_is_a_problem_with_its_line(line: str, words: str) -> None:
    [problem] = rows(f"Référence;Déposé le;Distribué le;Refusé le\n{line}\n")
    assert isinstance(problem, Problem) and words in problem.message and problem.line == 2


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"a;b\n1;2\n", b"%PDF-1.4"])
def test_bytes_that_are_no_such_file_are_one_problem(data: bytes) -> None:
    [problem] = list(read_letters(data, "en"))
    assert isinstance(problem, Problem)
