"""A reply cut into sentences and clauses, without greetings, signatures and small print. Pure.

Each sentence keeps its exact words for the quote, and a plain form (small letters, no accents, single spaces) that the
rules read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LONGEST_TEXT: Final = 3_000  # characters read; what a customer adds to a reply is far shorter
LONGEST_SENTENCE: Final = 400

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_APOSTROPHES = dict.fromkeys((0x2019, 0x2018, 0x02BC, 0x60, 0xB4, 0x2032, 0xFF07), "'")
_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_SPACES = re.compile(r"\s+")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")

# A line that goes on in the next one: mail clients wrap at 72 or 76 characters.
_WRAPPED = re.compile(r"(?<=[^\s.!?:;])[ \t]*\n[ \t]*(?=[a-zà-ÿœ(€0-9])")

# Where a sentence may end; an abbreviation or an initial before the stop is looked at apart.
_STOP = re.compile(r"[.!?…]+[)»\"”]?(?=\s|$)|\n+|;")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:m|mr|mrs|ms|mme|mlle|dr|st|ste|sté|ets|n|no|nos|nr|num|réf|ref|fact|fac|fa|inv|facs|cf|env|approx|"
    r"tél|tel|art|p|ex|janv|févr|fév|fev|avr|juil|sept|oct|nov|déc|dec|jan|feb|apr|aug|sep|mon|tue|wed|thu|fri|cie|ltd|"
    r"etc|adm|dept|attn|c\.-à-d|i\.e|e\.g|a\.m|p\.m)\.$",
    re.IGNORECASE,
)

# “Bonjour Madame,” and the like, at the head of a sentence.
_GREETING = re.compile(
    r"^(?:(?:re)?bonjour|bonsoir|coucou|salut|hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|"
    r"mesdames|messieurs|madame|monsieur|mme|mr|mlle|m\.|cher|chère|chers|chères)\b"
    r"(?:(?: (?:à|a|et|all|there|team|sir|sirs|madam|madame|monsieur|mesdames|messieurs|or|and|tous|toutes|toute|"
    r"l['’]équipe|"
    r"again|mme|mr|mrs|ms|m\.?|la|le|les|compta|comptabilité|maître|docteur|dr)| [a-zà-ÿ-]{1,20}){0,3}\s?[,!:.]+"
    r"|(?: (?:à tous|à toutes|madame|monsieur|mme|mr|m\.))*)\s*",
    re.IGNORECASE,
)

# The line from which a signature begins.
_CLOSING = re.compile(
    r"^[\s*_>-]*(?:(?:très |bien )?cordialement|cdlt?|cordialt|bien à (?:vous|toi)|bàv|(?:sincères |meilleures |"
    r"respectueuses )?salutations|sincèrement|respectueusement|(?:dans l['’]attente|en vous (?:souhaitant|remerciant))"
    r"|veuillez (?:agréer|recevoir|croire)|je vous prie (?:d['’]agréer|de croire|de recevoir)|"
    r"(?:bonne|belle|excellente) (?:journée|soirée|fin de|semaine|réception|continuation)|bon week|"
    r"(?:with )?(?:kind|best|warm|kindest|warmest) (?:regards|wishes)|regards|rgds|brgds|br|best|cheers|"
    r"(?:yours |very )?(?:sincerely|faithfully|truly)|yours|many thanks|thanks and regards|sent from|get outlook|"
    r"envoyé (?:de|depuis|à partir)|télécharge[rz] outlook|obtenir outlook|provenance : courrier|"
    r"-- ?$|_{5,}|-{5,}|={5,})(?=\W|$)",
    re.IGNORECASE,
)
# Words that make a closing line more than a closing (“Dans l’attente de votre avoir”).
_CLOSING_SAYS = re.compile(r"avoir\b|facture|duplicata|copie|rib\b|iban|bank|invoice|statement", re.IGNORECASE)
_AFTERWORD = re.compile(r"^\W*(?:p\.?\s?s\.?\b|n\.?b\.?\b|post[- ]scriptum)\s*[:.,-]*\s*", re.IGNORECASE)

# Small print: what follows is not said by the person.
_SMALL_PRINT = re.compile(
    r"^.{0,40}(?:(?:ce|cet|le présent) (?:message|courriel|e-?mail|mail)\b.{0,60}(?:confidentiel|destin|pièces? jointe)"
    r"|this (?:message|e-?mail|communication)\b.{0,60}(?:confidential|intended|attachment|privileged)"
    r"|(?:pensez|avant d['’]imprimer|think before|please consider the environment|confidentiality notice|"
    r"avis de confidentialité|scanned by|virus-free|sans virus|garanti sans|registered (?:in|office)|"
    r"siège social|\bs\.?a\.?(?:s|rl)?\.? au capital|rcs )\b)",
    re.IGNORECASE,
)

# Where one sentence turns to something else.
_TURN = re.compile(
    r"\s*[,:(]?\s+(?:mais(?! enfin)|(?:il )?reste (?=la |les |a payer la )|par contre|en revanche|toutefois|cependant|"
    r"neanmoins|tandis que|alors que|quant a|"
    r"but|however|whereas|while|although|as for|by contrast)\b,?\s*"
    r"|,\s+(?:et |and )?(?=(?:la|les|l'autre|celle|celles|pour|the|facture|factures|invoice|invoices|fa|inv|"
    r"fac) ?[-#]?\S)"
    r"|,?\s+(?:et|and) (?=(?:le|la|the|our|de)? ?(?:solde|reste|reliquat|balance|remaining|remainder|rest|other|"
    r"autres?)\b)"
    r"|,\s+(?=(?:le|the|our) (?:solde|reste|reliquat|balance|remaining|remainder|rest)\b)"
    r"|,\s+(?:et |and )?(?=(?:je|nous|on|i|we) (?:vous |la |le |les |you )?(?:\w{2,12}(?:erai|erons|era)|will|shall|"
    r"can)\b|(?:i|we)'ll\b)"
    r"|\s+(?:et|and) (?=(?:la|les|celle|the|invoice|facture) (?:facture |invoice |n° ?|no |number )?"
    r"[a-z]{0,4}[- ]?\d[\w/-]* (?:est|sont|sera|seront|le sera|le seront|a|n'|is|was|has|will|are|were|have|wasn))"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The exact words (part of `normalised(text)`), and their plain form for the rules."""

    text: str
    plain: str

    def clauses(self) -> tuple[str, ...]:
        """The plain form, parted where it turns to something else (“mais”, “la 15 …”)."""
        return tuple(part for part in (piece.strip(" ,") for piece in _TURN.split(self.plain)) if part)


def normalised(text: str) -> str:
    """The text that is read: composed (NFC), nothing invisible, wrapped lines joined, cut at `LONGEST_TEXT`."""
    text = unicodedata.normalize("NFC", text[:LONGEST_TEXT])
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _WRAPPED.sub(" ", text)


def plain(text: str) -> str:
    """Small letters without accents, one apostrophe, one dash, single spaces; hyphens inside words are spaces."""
    folded = text.lower().translate(_APOSTROPHES).translate(_DASHES).translate(_LIGATURES)
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return _HYPHEN.sub(" ", _SPACES.sub(" ", bare.translate(_APOSTROPHES))).strip()


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences a person wrote, in order; a question keeps its mark."""
    found = []
    for line in _said(normalised(text)):
        for piece in _pieces(line):
            words = _without_greeting(piece.strip())
            if any(c.isalnum() for c in words):
                found.append(Sentence(words, plain(words)))
    return tuple(found)


def _said(text: str) -> Iterator[str]:
    """The lines before the signature, and afterwords (PS) behind it."""
    is_over = False
    for line in text.split("\n"):
        stripped = line.strip()
        head = stripped[:160]
        afterword = _AFTERWORD.match(head)
        if afterword:
            yield stripped[afterword.end() :]
        elif _SMALL_PRINT.match(head):
            return
        elif _is_closing(stripped):
            is_over = True
        elif not is_over:
            yield stripped


def _is_closing(line: str) -> bool:
    return len(line) < 160 and bool(_CLOSING.match(line)) and not _CLOSING_SAYS.search(line)


def _pieces(line: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(line):
        if stop[0] == "." and _ABBREVIATION.search(line[max(0, stop.start() - 10) : stop.end()]):
            continue
        if stop[0] in ("…", "...") and line[stop.end() :].lstrip()[:1].islower():
            continue  # “… non, par virement”
        yield from _bounded(line[start : stop.end()])
        start = stop.end()
    yield from _bounded(line[start:])


def _bounded(piece: str) -> Iterator[str]:
    for start in range(0, len(piece), LONGEST_SENTENCE):
        yield piece[start : start + LONGEST_SENTENCE]


def _without_greeting(words: str) -> str:
    for _ in range(3):
        shorter = _GREETING.sub("", words, count=1)
        if shorter == words:
            break
        words = shorter
    return words
