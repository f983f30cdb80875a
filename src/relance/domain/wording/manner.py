"""Manner: what a good office does not write. Remarks only; they stop nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from relance.domain.wording.tone import Finding

MOST_WORDS = 40
_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|^===[^\n]*$", re.DOTALL | re.MULTILINE)
_CAPITALS = re.compile(r"\b[A-ZÀ-Ý]{5,}\b")
_ABBREVIATIONS = frozenset({"SIREN", "SIRET", "SEPA", "RCS", "IBAN", "SARL", "EURL", "CHORUS"})
_TU = re.compile(r"\b(tu|toi|te|ton|tes|tien|tienne)\b|\bt[’'](?=[aeiouyéèêh])", re.IGNORECASE)
_GUILT: Final = {
    "fr": r"scandaleu|inadmissible|inacceptable|intolerable|inqualifiable|mauvaise foi|\bhonte|malhonnete|irresponsable"
    r"|negligen[ct]|desinvolt|votre faute|decevan|deplorable|malgre nos (multiples|nombreuses|innombrables)",
    "en": r"scandal|unacceptable|outrageous|intolerable|bad faith|\bshame|disgrace|dishonest|irresponsible|negligen[ct]"
    r"|your fault|disappoint|deplorable|despite (our|numerous|many) (numerous|many|repeated)",
}
_WHY: Final = {
    "exclamation": (
        ("Pas de point d’exclamation : la fermeté vient des dates.", "No exclamation mark: firmness comes from dates."),
        ("Mettez un point.", "Put a full stop."),
    ),
    "capitals": (
        ("Pas de capitales pour insister.", "No capitals for emphasis."),
        ("Écrivez le mot en minuscules.", "Write the word in small letters."),
    ),
    "tu": (
        ("On vouvoie le client.", "French customers are addressed as “vous”."),
        ("Écrivez « vous ».", "Write “vous”."),
    ),
    "guilt": (
        ("Un jugement sur le client n’aide pas à être payé.", "Judging the customer does not help to be paid."),
        ("Dites le fait et la date.", "State the fact and the date."),
    ),
    "long": (
        (f"Cette phrase a plus de {MOST_WORDS} mots.", f"This sentence has more than {MOST_WORDS} words."),
        ("Faites-en deux.", "Make two of it."),
    ),
}


def remarks(text: str, language: str) -> Iterator[Finding]:
    """What a colleague would say of the words that stand in the template itself, fields left out."""
    from relance.domain.wording.tone import Finding, folded, sentences

    plain = _TAGS.sub(lambda tag: " … " if tag[0].startswith("{{") else "\n\n", text)
    for sentence in (one for block in re.split(r"\n\s*\n", plain) for one in sentences(block)):
        tests = {
            "exclamation": "!" in sentence,
            "capitals": any(word not in _ABBREVIATIONS for word in _CAPITALS.findall(sentence)),
            "tu": language == "fr" and bool(_TU.search(sentence)),
            "guilt": bool(re.search(_GUILT[language], folded(sentence))),
            "long": len(sentence.split()) > MOST_WORDS,
        }
        for rule, is_so in tests.items():
            if is_so:
                yield Finding(rule, sentence, *_WHY[rule], refuses=False)
