"""`relance figures`: how customers pay, with samples and intervals."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.cli.typed import day

if TYPE_CHECKING:
    from relance.domain.figures.book import Period
    from relance.domain.figures.report import Figures
    from relance.domain.figures.shares import Share
    from relance.domain.said import Note


class Command(RelanceCommand):
    """Figures of a period, currency by currency."""

    help = "DSO, average lateness, share overdue, kept promises, what came in after each step"

    def options(self, parser: CommandParser) -> None:
        """The period."""
        parser.add_argument("--from", dest="first", type=day, metavar="DAY", help="first day (default: 90 days back)")
        parser.add_argument("--to", dest="last", type=day, metavar="DAY", help="last day (default: today)")

    def answer(self, ask: Ask) -> Answer:
        """The figures, each with what must be said beside it."""
        from relance.cli import figures_document
        from relance.ledger.figures import figures_of_books, load_books
        from relance.operations.choose_period import choose_period

        today = ask.act.today
        period = choose_period(first=ask["first"], last=ask["last"], today=today)
        books = load_books(ask.creditor, today)
        found = figures_of_books(ask.creditor, books, period)
        document = figures_document.figures(today, period, books.known_since, found, ask.language)
        return Answer(document, list(_text(ask, period, found)))


def _text(ask: Ask, period: Period, found: list[Figures]) -> Iterator[Text]:
    yield ask.say(
        f"Du {period.first} au {period.last} ({period.days} jours)",
        f"From {period.first} to {period.last} ({period.days} days)",
    )
    if not found:
        yield ask.say("Aucune facture : importez-en d’abord.", "No invoice yet: import some first.")
    for one in found:
        yield ""
        if len(found) > 1:
            yield one.currency
        yield from _tiles(ask, one)
        yield from _promises(ask, one)
        yield from _steps(ask, one)


def _tiles(ask: Ask, one: Figures) -> Iterator[Text]:
    late, overdue = one.lateness, one.overdue
    none = ask.say("non calculé", "not worked out")

    def share(cents: int) -> str:
        return _part(ask, overdue.part(cents))

    rows = [
        (ask.say("DSO simple", "DSO, simple"), _days(ask, one.dso.days, none)),
        (ask.say("DSO par épuisement", "DSO, countback"), _days(ask, one.countback.days, none)),
        (ask.say("Retard moyen payé", "Average lateness, paid"), _days(ask, late.weighted)),
        (ask.say("… avances déduites", "… early ones deducted"), _days(ask, late.plain)),
        (ask.say("… par règlement", "… payment by payment"), _days(ask, late.by_count)),
        (ask.say("Part échue de l’encours", "Overdue share of what is open"), share(overdue.overdue_cents)),
        (ask.say("… à plus de 60 jours", "… over 60 days"), share(overdue.over_60_cents)),
        (ask.say("… à plus de 90 jours", "… over 90 days"), share(overdue.over_90_cents)),
        (ask.say("Retard moyen en cours", "Average lateness, overdue"), _days(ask, overdue.weighted)),
    ]  # fmt: skip
    yield Table((ask.say("Indicateur", "Figure"), ask.say("Valeur", "Value")), rows, right=(1,))
    refused = {n.said.text(ask.language): None for n in (one.dso.refused, one.countback.refused) if n}
    yield from refused
    yield from _said(ask, (*one.dso.notes, *late.notes))


def _promises(ask: Ask, one: Figures) -> Iterator[Text]:
    counts, kept = one.promises.counts, one.promises.share
    if not kept.of:
        yield ask.say("Aucune promesse échue sur la période.", "No promise came to its day in this period.")
        return
    yield ask.say(
        f"Promesses : {counts['kept']} tenues, {counts['late']} tenues en retard, {counts['broken']} rompues ; "
        f"tenues {_share(ask, kept)}",
        f"Promises: {counts['kept']} kept, {counts['late']} kept late, {counts['broken']} broken; "
        f"kept {_share(ask, kept)}",
    )
    yield from _said(ask, one.promises.notes)


def _steps(ask: Ask, one: Figures) -> Iterator[Text]:
    from relance.domain.figures.notes import not_because
    from relance.domain.figures.steps import WINDOWS
    from relance.domain.reasons import channel_words, kind_words
    from relance.domain.wording.formats import money

    if not one.steps:
        yield ask.say("Aucune étape faite sur la période.", "No step was done in this period.")
        return
    headers = ("Step", "By", "Days", "Reminded", "Settled", "95 %", "Came in", "Too recent")
    if ask.language == "fr":
        headers = ("Étape", "Par", "Jours", "Relancées", "Soldées", "95 %", "Rentré", "Trop récentes")
    rows = [
        (
            f"{kind_words(r.name.kind, ask.language)} ({r.name.step})", channel_words(r.name.channel, ask.language),
            str(r.days), str(r.settled.of), str(r.settled.count), _interval(ask, r.settled),
            f"{money(r.paid_cents, one.currency, ask.language)} / {money(r.open_cents, one.currency, ask.language)}",
            str(r.too_recent),
        )
        for r in one.steps
    ]  # fmt: skip
    yield ""
    yield Table(headers, rows, right=(2, 3, 4, 6, 7))
    yield not_because().said.text(ask.language)
    for row in one.steps:
        about = [n for n in row.notes if n.code in ("by_import_day", "undated")]
        for note in about if row.days == max(WINDOWS) else ():
            yield f"– {row.name.step}: {note.said.text(ask.language)}"


def _said(ask: Ask, notes: tuple[Note, ...] | list[Note]) -> Iterator[Text]:
    for note in notes:
        yield "– " + note.said.text(ask.language)


def _days(ask: Ask, value: Fraction | int | None, none: str = "–") -> str:
    if value is None:
        return none
    number = f"{float(value):.1f}" if not isinstance(value, int) else str(value)
    return ask.say(f"{number.replace('.', ',')} j", f"{number} days")


def _part(ask: Ask, value: Fraction | float | None) -> str:
    if value is None:
        return "–"
    number = f"{float(value) * 100:.1f}"
    return f"{number.replace('.', ',')}\u00a0%" if ask.language == "fr" else f"{number}%"


def _share(ask: Ask, share: Share) -> str:
    between = ask.say("intervalle à 95 %", "95 % interval")
    return f"{_part(ask, share.value)} ({share.count}/{share.of}, {between} {_interval(ask, share)})"


def _interval(ask: Ask, share: Share) -> str:
    small = ask.say(" (faible)", " (small)") if share.is_small and share.of else ""
    return f"{_part(ask, share.low)} – {_part(ask, share.high)}{small}" if share.of else "–"
