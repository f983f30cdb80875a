"""A customer's profile in words: its name, the rules that made it so, and its figures in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from relance.domain.reason_words import Words

SEGMENTS: Final[Words] = {
    "new": ("nouveau", "new"),
    "good": ("bon payeur", "pays well"),
    "slow": ("payeur lent", "pays late"),
    "bad": ("mauvais payeur", "pays badly"),
    "key": ("grand compte", "key account"),
}

SEGMENT_RULES: Final[Words] = {
    "broken_promises": ("promesses non tenues", "broken promises"),
    "formal_notice": ("mise en demeure depuis moins d’un an", "a formal notice within a year"),
    "late_amounts": ("un tiers des montants à plus de 60 jours de retard", "a third of amounts over 60 days late"),
    "few_settled": ("moins de trois factures réglées en 12 mois", "fewer than three invoices settled in 12 months"),
    "on_time": ("moins de cinq jours de retard en moyenne", "under five days late on average"),
    "pays_late": ("cinq jours de retard en moyenne, ou plus", "five days late on average, or more"),
}


def segment_words(segment: str, language: str) -> str:
    """The name of a segment."""
    french, english = SEGMENTS.get(segment, (segment, segment))
    return french if language == "fr" else english


def segment_rule_words(rule: str, language: str) -> str:
    """Why a customer has its segment."""
    french, english = SEGMENT_RULES.get(rule, (rule, rule))
    return french if language == "fr" else english


def figures_words(figures: Mapping[str, Any], language: str) -> str:
    """The figures in one sentence: “12 invoices settled in 12 months, 2.3 days late on average”."""
    if not figures:
        return ""
    french = language == "fr"
    count, tenths = figures["settled"], figures["late_tenths"]
    told = [_settled_words(count, french)]
    if count:
        days = f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
        told.append(_lateness_words(days, tenths, french))
    told += [*_blame_words(figures, french)]
    return ", ".join(told)


def _settled_words(count: int, french: bool) -> str:
    if not count:
        return "aucune facture réglée en 12 mois" if french else "no invoice settled in 12 months"
    if french:
        return f"{count} facture{'s' if count > 1 else ''} réglée{'s' if count > 1 else ''} en 12 mois"
    return f"{count} invoice{'s' if count > 1 else ''} settled in 12 months"


def _lateness_words(days: str, tenths: int, french: bool) -> str:
    if not tenths:
        return "sans retard" if french else "on time"
    if french:
        return f"{days.replace('.', ',')}\u00a0jour{'s' if tenths >= 20 else ''} de retard en moyenne"
    return f"{days} day{'' if tenths == 10 else 's'} late on average"


def _blame_words(figures: Mapping[str, Any], french: bool) -> list[str]:
    """What else there is to say, each where there is something."""
    told = []
    if figures["over_60_cents"]:
        share = max(figures["over_60_percent"], 1)
        told.append(
            f"{share}\u00a0% des montants à plus de 60 jours" if french else f"{share}% of amounts over 60 days late"
        )
    kept, broken, formal = figures["promises_kept"], figures["promises_broken"], figures["formal_notices"]
    if kept or broken:
        made = f"promesses\u00a0: {kept} tenue{'s' if kept > 1 else ''}, {broken} non tenue{'s' if broken > 1 else ''}"
        told.append(made if french else f"promises: {kept} kept, {broken} broken")
    if formal and french:
        told.append("une mise en demeure" if formal == 1 else f"{formal} mises en demeure")
    elif formal:
        told.append("a formal notice" if formal == 1 else f"{formal} formal notices")
    return told
