"""`relance forecast`: receipts by week, with their band, and what past forecasts were worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.cli.typed import whole
from relance.operations.refused import Refused

if TYPE_CHECKING:
    from relance.domain.figures.error import PastError
    from relance.domain.forecast import Forecast

MOST_WEEKS = 52


class Command(RelanceCommand):
    """Money to come, week by week."""

    help = "receipts by week from each customer's own lateness, with a band, and the error of past forecasts"

    def options(self, parser: CommandParser) -> None:
        """How far."""
        parser.add_argument("--weeks", type=whole, default=12, help="how many weeks, this one the first (12)")

    def answer(self, ask: Ask) -> Answer:
        """Weeks, what is not counted, past error."""
        from relance.cli import figures_document
        from relance.ledger.figures import load_books
        from relance.ledger.receipts import errors_of, receipts_of

        if ask["weeks"] > MOST_WEEKS:
            raise Refused(f"{ask['weeks']} weeks are too far ahead: ask for {MOST_WEEKS} at most")
        today = ask.act.today
        books = load_books(ask.creditor, today)
        found = receipts_of(ask.creditor, books, ask["weeks"])
        errors = errors_of(ask.creditor, books)
        document = figures_document.receipts(today, found, errors, ask.language)
        return Answer(document, [x for one in found for x in _text(ask, one, errors.get(one.currency, ()))])


def _text(ask: Ask, one: Forecast, errors: Sequence[PastError]) -> Iterator[Text]:
    from relance.domain.wording.formats import money

    def amount(cents: int | None) -> str:
        return "–" if cents is None else money(cents, one.currency, ask.language)

    headers = ("Week of", "Expected", "Low (80 %)", "High (80 %)")
    if ask.language == "fr":
        headers = ("Semaine du", "Attendu", "Bas (80 %)", "Haut (80 %)")
    rows = [
        (w.monday.isoformat(), amount(w.expected_cents), amount(w.low_cents), amount(w.high_cents)) for w in one.weeks
    ]
    yield Table(headers, rows, right=(1, 2, 3))
    later, counted = amount(one.later_cents), amount(one.counted_cents)
    yield ask.say(
        f"Plus tard ou jamais : {later} ; compté en tout : {counted}",
        f"Later or never: {later}; counted in all: {counted}",
    )
    left_out = [f"{_words(ask, key)} {amount(cents)}" for key, cents in one.not_counted.items() if cents]
    if left_out:
        yield ask.say("Non compté : ", "Not counted: ") + ", ".join(left_out)
    for note in one.notes:
        yield "– " + note.said.text(ask.language)
    for error in errors:
        mean = f"{amount(error.mean_error_cents)} ({_part(ask, error.mean_error)})"
        bias, inside = _part(ask, error.bias), error.inside
        yield ask.say(
            f"Prévisions faites {error.lead} semaine(s) avant : erreur moyenne {mean}, "
            f"biais {bias}, {inside.count} semaines sur {inside.of} dans la fourchette",
            f"Forecasts made {error.lead} week(s) before: mean error {mean}, "
            f"bias {bias}, {inside.count} weeks of {inside.of} within the band",
        )
    yield ""


def _words(ask: Ask, key: str) -> str:
    french, english = {
        "disputed": ("en litige", "disputed"),
        "credit": ("couvert par un avoir ou un acompte", "covered by credit"),
        "insolvency": ("procédure collective", "insolvency"),
        "handed_over": ("transmis au contentieux", "handed over"),
    }[key]
    return ask.say(french, english)


def _part(ask: Ask, value: Fraction | None) -> str:
    if value is None:
        return "–"
    number = f"{float(value) * 100:.1f}"
    return f"{number.replace('.', ',')}\u00a0%" if ask.language == "fr" else f"{number}%"
