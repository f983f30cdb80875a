"""The longest payment terms that French law allows, and a warning when a customer's are longer.

C. com. L441-10 I and L441-11 between businesses; CCP R2192-10 to R2192-12 for public buyers.
"""

from __future__ import annotations

from dataclasses import dataclass

from relance.countries.fr.figures import said
from relance.domain.said import Note, Said
from relance.domain.terms import Terms

NET_DAYS, END_OF_MONTH_DAYS = 60, 45


@dataclass(frozen=True, slots=True)
class _Limit:
    """Most days net, and most days with an end of month (None: no end of month allowed)."""

    days: int
    article: str
    what: Said
    end_of_month_days: int | None = None
    counted_after: str = "none"  # the form that the days may also be counted in: see Terms.month_end


_BUSINESS = _Limit(
    NET_DAYS,
    "C. com. L441-10 I",
    Said("60 days net, or 45 days end of month by an express clause",
         "60 jours nets, ou 45 jours fin de mois par clause expresse"),
    END_OF_MONTH_DAYS,
)  # fmt: skip
_TRADES = {
    "periodic": _Limit(45, "C. com. L441-10 I", Said("45 days for a periodic invoice",
                       "45 jours pour une facture périodique")),
    "transport": _Limit(30, "C. com. L441-11 II 5°", Said("30 days in transport", "30 jours dans le transport")),
    "perishable": _Limit(30, "C. com. L441-11 II 1°", Said("30 days after delivery for perishable food",
                         "30 jours après livraison pour les denrées périssables")),
    "perishable-periodic": _Limit(30, "C. com. L441-11 II 1°", Said("30 days after the end of the ten days of delivery",
                                  "30 jours après la fin de la décade de livraison"), counted_after="decade"),
    "livestock": _Limit(20, "C. com. L441-11 II", Said("20 days after delivery for livestock and fresh meat",
                        "20 jours après livraison pour le bétail et la viande fraîche")),
    "alcohol": _Limit(30, "C. com. L441-11 II", Said("30 days after the end of the month of delivery for spirits",
                      "30 jours fin de mois de livraison pour les alcools"), counted_after="before"),
    "wine": _Limit(NET_DAYS, "C. com. L441-11 II", Said("45 days end of month or 60 days for wine",
                   "45 jours fin de mois ou 60 jours pour le vin"), END_OF_MONTH_DAYS),
}  # fmt: skip
_PUBLIC = {
    "": _Limit(30, "CCP R2192-10", Said("30 days for the State and local authorities",
               "30 jours pour l’État et les collectivités")),
    "public-health": _Limit(50, "CCP R2192-11", Said("50 days for public health establishments",
                            "50 jours pour les établissements publics de santé")),
    "public-undertaking": _Limit(60, "CCP R2192-12", Said("60 days for public undertakings",
                                 "60 jours pour les entreprises publiques")),
}  # fmt: skip
TRADES = ("", *_TRADES, *(name for name in _PUBLIC if name))


def terms_notes(terms: Terms, customer_kind: str, trade: str = "") -> tuple[Note, ...]:
    """`terms_too_long` when terms exceed what the law allows that customer; nothing for others. See TRADES."""
    if trade not in TRADES:
        raise ValueError(f"there is no trade “{trade}”: choose one of {', '.join(t for t in TRADES if t)}")
    if customer_kind not in ("business", "public"):
        return ()
    limit = _PUBLIC.get(trade, _PUBLIC[""]) if customer_kind == "public" else _TRADES.get(trade, _BUSINESS)
    if _is_within(terms, limit):
        return ()
    sentence = said(
        "These terms are longer than the law allows: {what} ({article}).",
        "Ces conditions dépassent le maximum légal : {what} ({article}).",
        what=limit.what,
        article=limit.article,
    )
    return (Note("terms_too_long", sentence),)


def _is_within(terms: Terms, limit: _Limit) -> bool:
    if terms.month_end in ("none", limit.counted_after):
        return terms.days <= limit.days
    if limit.end_of_month_days is None or terms.month_end == "decade":
        return terms.longest_days <= limit.days
    if terms.month_end == "day":  # “le 15 du mois n+2”, a trade's reading of 45 days end of month
        return (terms.months, terms.days) <= (2, 15) or terms.longest_days <= limit.days
    return terms.days <= limit.end_of_month_days or terms.longest_days <= limit.days
