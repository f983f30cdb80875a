"""The clocks of a French claim: limitation, declaration, service of an order, title, last notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from relance.countries.fr.declaration import carried, declaration_due, declaration_months
from relance.countries.fr.figures import day_words, said
from relance.countries.fr.limitation import add_days, limitation
from relance.domain.clocks import Clock, ClockFacts
from relance.domain.day_count import add_months
from relance.domain.said import Said

RELIEF_MONTHS = 6  # C. com. L622-26
SERVICE_MONTHS, SERVICE_MONTHS_BEFORE = 3, 6
SERVICE_CHANGED_ON = date(2026, 9, 1)  # décret 2026-96, art. 9: for orders rendered from that day on
TITLE_YEARS = 10  # CPCE L111-4
WARN_DAYS = {"declaration": 45, "relief_from_foreclosure": 45, "service_of_order": 45, "title": 365, "deadline": 0}
Working = Callable[[date], bool]


def clocks(facts: ClockFacts, is_working_day: Working) -> tuple[Clock, ...]:
    """Every clock whose starting day is known, the first to end first."""
    found = (
        *_limitation(facts),
        *_declaration(facts, is_working_day),
        *_service(facts, is_working_day),
        *_title(facts),
        *_deadline(facts),
    )
    return tuple(sorted(found, key=lambda clock: (clock.due_on, clock.key)))


def _limitation(facts: ClockFacts) -> Iterator[Clock]:
    if facts.title_on is None:  # a title has its own, longer period
        yield limitation(facts)


def _declaration(facts: ClockFacts, is_working_day: Working) -> Iterator[Clock]:
    published = facts.insolvency_published_on
    if published is None or facts.claim_declared_on is not None:
        return
    months = declaration_months(facts.creditor_is_far)
    yield _clock(
        "declaration",
        Said("Declaration of the claim", "Déclaration de créance"),
        published,
        declaration_due(published, is_working_day, facts.creditor_is_far),
        "C. com. R622-24",
        Said("as read in its 2014 version", "lu dans sa version de 2014"),
        _months_from(published, add_months(published, months), months, is_working_day, _PUBLISHED),
    )
    yield _clock(
        "relief_from_foreclosure",
        Said("Relief for a claim not declared in time", "Relevé de forclusion"),
        published,
        carried(add_months(published, RELIEF_MONTHS), is_working_day),
        "C. com. L622-26",
        Said("six months from publication, once the declaration is late", "six mois de la publication, si la "
             "déclaration est tardive"),
        _months_from(published, add_months(published, RELIEF_MONTHS), RELIEF_MONTHS, is_working_day, _PUBLISHED),
    )  # fmt: skip


def _service(facts: ClockFacts, is_working_day: Working) -> Iterator[Clock]:
    rendered = facts.order_rendered_on
    if rendered is None or facts.order_served_on is not None:
        return
    is_new = rendered >= SERVICE_CHANGED_ON
    months = SERVICE_MONTHS if is_new else SERVICE_MONTHS_BEFORE
    yield _clock(
        "service_of_order",
        Said("Service of the order to pay", "Signification de l’injonction de payer"),
        rendered,
        carried(add_months(rendered, months), is_working_day),
        "CPC 1411",
        _NEW_SERVICE if is_new else _OLD_SERVICE,
        _months_from(rendered, add_months(rendered, months), months, is_working_day, _RENDERED),
    )


def _title(facts: ClockFacts) -> Iterator[Clock]:
    if facts.title_on is None:
        return
    due = add_months(facts.title_on, 12 * TITLE_YEARS)
    yield _clock(
        "title",
        Said("Enforcement of the title", "Exécution du titre"),
        facts.title_on,
        due,
        "CPCE L111-4",
        Said("in force since 1 June 2012", "en vigueur depuis le 1er juin 2012"),
        said(
            "Ten years from the title of {start}: to the end of {due}.",
            "Dix ans à compter du titre du {start} : jusqu’à la fin du {due}.",
            start=day_words(facts.title_on),
            due=day_words(due),
        ),
    )


def _deadline(facts: ClockFacts) -> Iterator[Clock]:
    if facts.deadline_on is None:
        return
    starts = facts.notice_on or facts.deadline_on
    yield _clock(
        "deadline",
        Said("Deadline of the last notice", "Délai accordé par la dernière relance"),
        starts,
        facts.deadline_on,
        "C. civ. 1344",
        Said("since 1 October 2016 (ordinance 2016-131)", "depuis le 1er octobre 2016 (ordonnance 2016-131)"),
        said(
            "Granted by the notice of {start}: to the end of {due}. No text fixes the length of such a delay.",
            "Accordé par la relance du {start} : jusqu’à la fin du {due}. Aucun texte ne fixe la durée de ce délai.",
            start=day_words(starts),
            due=day_words(facts.deadline_on),
        ),
    )


_PUBLISHED = Said("publication of the opening judgment", "la publication du jugement d’ouverture")
_RENDERED = Said("order", "l’ordonnance")
_NEW_SERVICE = Said(
    "orders rendered from 1 September 2026 (décret 2026-96)",
    "ordonnances rendues à compter du 1er septembre 2026 (décret 2026-96)",
)
_OLD_SERVICE = Said("orders rendered before 1 September 2026", "ordonnances rendues avant le 1er septembre 2026")


def _clock(key: str, label: Said, starts: date, due: date, article: str, version: Said, arithmetic: Said) -> Clock:
    return Clock(key, label, starts, due, add_days(due, -WARN_DAYS[key]), article, version, arithmetic)


def _months_from(start: date, end: date, months: int, is_working_day: Working, what: Said) -> Said:
    """The words of a procedural period: by the day of the month, carried to a working day (CPC 641, 642)."""
    words: dict[str, Said | str] = {
        "months": str(months),
        "what": what,
        "start": day_words(start),
        "end": day_words(end),
        "due": day_words(carried(end, is_working_day)),
    }
    if is_working_day(end):
        return said(
            "{months} months from the {what} of {start} (CPC 641): to the end of {end}.",
            "{months} mois à compter de {what} du {start} (CPC 641) : jusqu’à la fin du {end}.",
            **words,
        )
    return said(
        "{months} months from the {what} of {start} (CPC 641): {end}, a Saturday, Sunday or holiday, "
        "so to the end of {due} (CPC 642).",
        "{months} mois à compter de {what} du {start} (CPC 641) : {end}, samedi, dimanche ou jour férié, "
        "donc jusqu’à la fin du {due} (CPC 642).",
        **words,
    )
