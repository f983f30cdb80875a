"""How long a debt can be claimed in court in France, what starts the period again, and what does not.

Counted by whole days, over when the last day is over (C. civ. 2228, 2229), from the due date (2233 3°) or
from the performance if that is sooner; never carried over a holiday.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from relance.countries.fr.figures import day_words, said
from relance.domain.clocks import Clock, ClockFacts, Happening
from relance.domain.day_count import DAY, add_months
from relance.domain.said import Said

# C. civ. 2240 (acknowledgement, part payment and a request for time with it), 2241 and 2244. An order is a
# court's, but interrupts by being served only.
INTERRUPTING = {
    "acknowledgement": ("acknowledgement of the debt", "reconnaissance de dette", "C. civ. 2240"),
    "part_payment": ("part payment", "paiement partiel", "C. civ. 2240"),
    "request_for_time": ("request for time", "demande de délai", "C. civ. 2240"),
    "court_claim": ("court claim", "demande en justice", "C. civ. 2241"),
    "order_served": ("service of an order to pay", "signification d’une injonction de payer", "C. civ. 2241"),
    "protective_measure": ("protective measure", "mesure conservatoire", "C. civ. 2244"),
    "enforcement": ("enforcement act", "acte d’exécution forcée", "C. civ. 2244"),
}
NOT_INTERRUPTING = {
    "reminder": ("the reminder", "la relance"),
    "phone_call": ("the call", "l’appel"),
    "formal_notice": ("the formal notice", "la mise en demeure"),
    "registered_formal_notice": ("the registered formal notice", "la mise en demeure recommandée"),
    "order_requested": ("the request for an order to pay", "la requête en injonction de payer"),
}
WARN_DAYS = 180


@dataclass(frozen=True, slots=True)
class _Period:
    """A limitation period of whole years, its article and since when it reads so."""

    years: int
    article: str
    version: Said
    until_year_end: bool = False


def _since(day: date, en: str, fr: str) -> Said:
    return said(
        "in force since {day} ({law})", "en vigueur depuis le {day} ({law})", day=day_words(day), law=Said(en, fr)
    )


_REFORM = _since(date(2008, 6, 19), "law 2008-561", "loi 2008-561")
_BUSINESS = _Period(5, "C. com. L110-4 I", _REFORM)
_OTHER = _Period(5, "C. civ. 2224", _REFORM)
_CONSUMER = _Period(
    2, "C. conso. L218-2", _since(date(2016, 7, 1), "ordinance 2016-301, formerly L137-2", "ord. 2016-301, ex-L137-2")
)
_PUBLIC = _Period(
    4,
    "loi 68-1250, art. 1",
    Said(
        "law of 31 December 1968: four years from the 1st of January after the debt arose; for the State, local "
        "authorities and public bodies with a public accountant",
        "loi du 31 décembre 1968\u00a0: quatre ans à partir du 1er janvier suivant la naissance de la créance\u00a0; "
        "pour l’État, les collectivités et les établissements dotés d’un comptable public",
    ),
    until_year_end=True,
)
_TRANSPORT = _Period(1, "C. com. L133-6", Said("one year, either way", "un an, dans les deux sens"))
_PERIODS = {"business": _BUSINESS, "consumer": _CONSUMER, "public": _PUBLIC, "other": _OTHER}


def limitation(facts: ClockFacts) -> Clock:
    """The last day on which the debt can be claimed in court, after all that started the period again."""
    period = _TRANSPORT if facts.trade == "transport" else _PERIODS.get(facts.customer_kind, _OTHER)
    start = min(facts.due_on, facts.performed_on or facts.due_on)
    due = _end(start, period)
    words = [_from_start(facts, start, due, period)]
    for act in _in_order(facts.happenings):
        if act.kind not in INTERRUPTING:
            words.append(_interrupts_nothing(act))
        elif act.on < start:
            continue  # nothing runs yet
        elif act.on > due:
            words.append(_too_late(act, due))
            break
        else:
            again = act.until_on or act.on
            if _end(again, period) > due:
                start, due = again, _end(again, period)
            words.append(_again(act, again, due, period))
    return Clock(
        key="limitation",
        label=Said("Limitation", "Prescription"),
        starts_on=start,
        due_on=due,
        warn_on=add_days(due, -WARN_DAYS),
        article=period.article,
        version=period.version,
        arithmetic=joined(words),
    )


def add_days(day: date, days: int) -> date:
    """A day some days later, or earlier."""
    return day + DAY * days


def joined(sentences: Iterable[Said]) -> Said:
    """Sentences one after the other."""
    every = list(sentences)
    return Said(" ".join(s.en for s in every), " ".join(s.fr for s in every))


def _end(start: date, period: _Period) -> date:
    if period.until_year_end:
        return date(start.year + period.years, 12, 31)
    return add_months(start, 12 * period.years)


def _in_order(happenings: Sequence[Happening]) -> list[Happening]:
    return sorted(happenings, key=lambda act: (act.on, act.kind))


def _years(period: _Period) -> Said:
    plural = "s" if period.years > 1 else ""
    return Said(f"{period.years} year{plural}", f"{period.years} an{plural}")


def _from_start(facts: ClockFacts, start: date, due: date, period: _Period) -> Said:
    performed = facts.performed_on is not None and facts.performed_on < facts.due_on
    what = Said("performance", "l’exécution") if performed else Said("due date", "l’échéance")
    sentence = said(
        "{years} from the {what} of {start}, that day not counted: to the end of {due}.",
        "{years} à compter de {what} du {start}, ce jour non compté : jusqu’à la fin du {due}.",
        years=_years(period),
        what=what,
        start=day_words(start),
        due=day_words(due),
    )
    if facts.performed_on:
        return sentence
    doubt = Said(
        "The day of performance is not known; if it came before the due date, the period may end sooner.",
        "La date d’exécution n’est pas connue\u00a0; si elle précède l’échéance, le délai peut finir plus tôt.",
    )
    return joined((sentence, doubt))


def _again(act: Happening, again: date, due: date, period: _Period) -> Said:
    en, fr, article = INTERRUPTING[act.kind]
    ended = Said("", "")
    if act.until_on:
        ended = said(
            " (the case ended on {day}, C. civ. 2242)",
            " (instance éteinte le {day}, C. civ. 2242)",
            day=day_words(again),
        )
    return said(
        "Interrupted on {on} by: {what} ({article}){ended}; {years} anew (C. civ. 2231): to the end of {due}.",
        "Interrompu le {on} : {what} ({article}){ended} ; {years} de nouveau (C. civ. 2231) : jusqu’à la fin du {due}.",
        on=day_words(act.on),
        what=Said(en, fr),
        article=article,
        ended=ended,
        years=_years(period),
        due=day_words(due),
    )


def _interrupts_nothing(act: Happening) -> Said:
    en, fr = NOT_INTERRUPTING[act.kind]
    return said(
        "{what} of {on} interrupts nothing.",
        "{what} du {on} n’interrompt rien.",
        what=Said(en.capitalize(), fr[0].upper() + fr[1:]),
        on=day_words(act.on),
    )


def _too_late(act: Happening, due: date) -> Said:
    en, fr, _ = INTERRUPTING[act.kind]
    return said(
        "{what} of {on}: too late, the period had ended on {due}.",
        "{what} du {on} : trop tard, le délai avait pris fin le {due}.",
        what=Said(en.capitalize(), fr.capitalize()),
        on=day_words(act.on),
        due=day_words(due),
    )
