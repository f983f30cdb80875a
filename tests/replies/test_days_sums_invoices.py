"""Days, sums and invoice numbers as customers write them."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.replies import KnownInvoice
from relance.domain.replies.days import days
from relance.domain.replies.invoices import Numbers
from relance.domain.replies.sentences import plain
from relance.domain.replies.sums import share, sums

TODAY = date(2026, 3, 11)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("le 12/03", 3, 12), ("12/03/2026", 3, 12), ("le 12.03", 3, 12), ("1er avril", 4, 1), ("le 5", 4, 5),
        ("le 5 du mois prochain", 4, 5), ("le 15 courant", 3, 15), ("d’ici le 15", 3, 15), ("lundi 16 mars", 3, 16),
        ("fin de mois", 3, 31), ("fin avril", 4, 30), ("mi-avril", 4, 15), ("fin du mois prochain", 4, 30),
        ("vendredi", 3, 13), ("mercredi", 3, 18), ("jeudi en huit", 3, 19), ("demain", 3, 12),
        ("la semaine prochaine", 3, 20), ("vendredi de la semaine prochaine", 3, 20), ("cette semaine", 3, 13),
        ("sous huitaine", 3, 19), ("sous 48h", 3, 13), ("sous quinzaine", 3, 26), ("dans une dizaine de jours", 3, 21),
        ("March 12", 3, 12), ("12th of March", 3, 12), ("next Friday", 3, 13), ("by the 15th", 3, 15),
        ("the end of the month", 3, 31), ("within 10 days", 3, 21), ("in two weeks", 3, 25), ("next week", 3, 20),
        ("the 5th of next month", 4, 5), ("COB Friday", 3, 13), ("April 20, 2026", 4, 20),
    ],
)  # fmt: skip
def test_a_day_ahead(text: str, month: int, day: int) -> None:
    assert [named.on for named in days(plain(text), TODAY)] == [date(2026, month, day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 2 mars", date(2026, 3, 2)), ("le 12/12", date(2025, 12, 12)), ("le 5", date(2026, 3, 5)),
        ("hier", date(2026, 3, 10)), ("vendredi", date(2026, 3, 6)), ("lundi dernier", date(2026, 3, 9)),
        ("il y a 3 jours", date(2026, 3, 8)), ("last Tuesday", date(2026, 3, 10)), ("28.02.2026", date(2026, 2, 28)),
    ],
)  # fmt: skip
def test_a_day_behind(text: str, expected: date) -> None:
    assert [named.on for named in days(plain(text), TODAY, is_past=True)] == [expected]


@pytest.mark.parametrize("text", ["31/02", "30 jours fin de mois", "12 500 €", "45/13", "les 12 cartons"])
def test_what_is_no_day(text: str) -> None:
    assert days(plain(text), TODAY) == ()


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1 200 €", 120_000), ("1.200,00€", 120_000), ("1200 euros", 120_000), ("€1,200.00", 120_000),
        ("1,2k€", 120_000), ("1 200,50", 120_050), ("EUR 1200", 120_000), ("we paid 1,000 on account", 100_000),
    ],
)  # fmt: skip
def test_a_sum(text: str, cents: int) -> None:
    assert sums(plain(text)) == (cents,)


def test_a_discount_is_no_share_of_what_is_asked() -> None:
    assert share("30 % maintenant", 10_000) == 3_000
    assert share("la remise de 30 %", 10_000) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la facture FA-2026-0012", "12"), ("FA 2026 0012", "12"), ("fa2026-12", "12"), ("la 12 est réglée", "12"),
        ("FA12 et 15", "12 15"), ("les factures n°12 et n°15", "12 15"), ("20260012", "12"), ("invoice 15", "15"),
        ("12 : payée", "12"), ("le 12 mars", ""), ("12/03", ""), ("les 12 pièces", ""), ("facture 99", ""),
        ("12 500 €", ""), ("ref DOYLE-0012", ""),
    ],
)  # fmt: skip
def test_the_invoices_that_are_named(text: str, expected: str) -> None:
    numbers = Numbers(KnownInvoice(f"FA-2026-00{n}", TODAY, 100, 100) for n in (12, 15))
    assert " ".join(number[-2:] for number in numbers.named(plain(text))) == expected
