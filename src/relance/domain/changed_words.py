"""A customer's fields in words, for the history that tells what was changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from relance.domain.segment_words import segment_words

CUSTOMER_FIELDS: Final[dict[str, str]] = {
    "name": "nom",
    "contact_name": "interlocuteur",
    "email": "courriel",
    "phone": "téléphone",
    "address": "adresse",
    "postcode": "code postal",
    "city": "ville",
    "country": "pays",
    "siren": "SIREN",
    "kind": "nature",
    "language": "langue",
    "segment": "profil",
    "segment_by_hand": "profil choisi à la main",
    "segmented_on": "profil calculé le",
    "owner": "suivi par",
    "plan": "scénario",
    "terms": "délai de paiement",
    "no_dunning": "jamais relancé",
    "insolvency_on": "procédure collective ouverte le",
    "handed_over_on": "dossier transmis le",
    "late_rate": "taux de retard",
    "claims_as": "pénalités comme",
    "trade": "métier",
    "capitalise_from": "intérêts capitalisés depuis le",
    "why": "motif",
}


def changed_words(changes: Mapping[str, Any], plain: Callable[[Any, str], str], language: str) -> str:
    """Each field with what it holds now; `plain` writes any value. In English by the names that commands take."""
    if language != "fr":
        return ", ".join(f"{field} = {plain(value, language)}" for field, value in changes.items())
    return ", ".join(
        f"{CUSTOMER_FIELDS.get(field, field)} = {_in_french(field, value, plain)}" for field, value in changes.items()
    )


def _in_french(field: str, value: Any, plain: Callable[[Any, str], str]) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if field == "segment":
        return segment_words(str(value or ""), "fr")
    return plain(value, "fr") or "–"
