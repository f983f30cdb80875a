"""The words of bank lists: which side, which state, what kind of movement a label tells of."""

from __future__ import annotations

import re
from typing import Literal, cast

from relance.domain.rows import MovementKind
from relance.domain.tabular.cells import plain_words

Booked = Literal["booked", "pending", "void"]
_CREDIT = frozenset(
    "c cr crdt credit credits crediteur kredit k haben h bij in entree inflow plus encaissement recette abono avere "
    "incoming".split()
)
_DEBIT = frozenset(
    "d dr dbit debit debits debiteur debet s soll af out sortie outflow moins decaissement depense cargo dare "
    "outgoing".split()
)
_STATES: dict[str, Booked] = {}
for _words, _state in {
    "completed|complete|termine|terminee|effectue|effectuee|execute|executee|executed|accepted|settled|reglee|regle|booked|posted"
    "|comptabilise|comptabilisee|completado|completada|umsatz gebucht|gebucht|geaccepteerd|accepte|acceptee|valide"
    "|validee|done|processed|credit|debit|funded|paye|ok|cleared|concluida|realizada|success|abgeschlossen"
    "|uitgevoerd|partially refunded|rembourse partiellement|refunded|rembourse": "booked",
    "pending|en attente|en cours|a venir|pendiente|vorgemerkt|in afwachting|processing|en traitement|scheduled"
    "|programme|held|suspendu|en suspens|autorise|autorisation|authorized|authorised|incoming": "pending",
    "declined|reverted|failed|cancelled|canceled|annule|annulee|refuse|refusee|rejete|rejetee|denied|geweigerd"
    "|expired|expire|expiree|memo|voided|echoue|echouee|cancelado|rechazado|abgelehnt|no|non": "void",
}.items():
    for _word in _words.split("|"):
        _STATES[_word] = _state  # type: ignore[assignment]
_RETURNED = re.compile(
    r"\b(?:impayes?|rejet(?:e|ee|s)?|retour (?:vir\w*|prlv|prelevement)|extourne|contre ?passation"
    r"|chargeback|ruecklastschrift|rucklastschrift|returned)\b"
)
_FEE_STARTS = ("commission", "frais", "cotisation", "agios", "fee")
_ANY_KIND = re.compile(
    "|".join(
        rf"\b(?P<{kind}>{words})\b"
        for kind, words in (
            ("own", r"vir(?:ement)? (?:interne|compte a compte)|virement de compte a compte|internal transfer"),
            ("fee", r"commissions?|frais|cotisation|agios|interets debiteurs|abonnement|tenue de compte|fees?"),
            ("bill", r"lcr|effets?|rem(?:ise)? (?:d |de )?(?:lcr|effets?)|billet a ordre|bor"),
            ("direct_debit", r"prlv|prelevements?|rem(?:ise)? (?:de )?(?:prlv|prelevements?)|sepa dd|direct debit"
             r"|lastschrift|sdd|incasso"),
            ("card", r"carte|cb|tpe|card|rem(?:ise)? (?:de )?(?:cb|cartes?|tpe)|facturette"),
            ("cheque", r"cheques?|chq|rem(?:ise)?"),
            ("cash", r"versement (?:d )?especes|especes|retrait|dab|gab|versement|cash|atm"),
            ("transfer", r"vir|virements?|virmt|vrt|sct|transfer|transfert|uberweisung|ueberweisung"
             r"|overschrijving|gutschrift|overboeking"),
        )
    )
)  # fmt: skip
_OPENING = re.compile(
    r"(?:ancien solde|solde (?:precedent|initial|anterieur|d ouverture|au debut|en debut)|report (?:a nouveau|de solde)"
    r"|opening balance|previous balance|balance (?:brought|b f)|anfangssaldo|beginsaldo|saldo inicial"
    r"|solde crediteur au|saldo anterior)\b"
)
_CLOSING = re.compile(
    r"(?:nouveau solde|solde (?:final|de cloture|en fin|a la fin)|closing balance|ending balance"
    r"|balance (?:carried|c f)|endsaldo|eindsaldo|saldo final)\b"
)
_DATED_TOTAL = re.compile(r"turnover$|tota(?:l|ux) (?:des )?(?:operations|mouvements|debits?|credits?)\b")
_TOTAL = re.compile(r"(?:sous )?tota(?:l|ux)\b|turnover\b|nombre d operations\b|umsatzsumme\b|summe\b")


def side_of(text: str) -> int | None:
    """1 for money in, −1 for money out, 0 for a word that is neither; None where nothing is written."""
    plain = text.strip()
    if plain in ("+", "-", "\u2212"):
        return 1 if plain == "+" else -1
    words = plain_words(plain)
    if not words:
        return None
    return 1 if words in _CREDIT else (-1 if words in _DEBIT else 0)


def state_of(text: str) -> Booked | None:
    """Whether a state's word means booked, pending, or never happened; None for an unknown word."""
    return _STATES.get(plain_words(text))


def kind_of_movement(text: str, cents: int) -> MovementKind:
    """The kind told by the first telling word of a label; `other` where none is.

    Money in is a fee or a return only where its label begins so: a payer may well write “facture impayée”. A label
    that begins with a fee is one, whatever it is for (“frais de rejet”).
    """
    words = plain_words(text)
    first: MovementKind = "other"
    for match in _ANY_KIND.finditer(words):
        kind = cast(MovementKind, match.lastgroup)
        if kind == "fee" and cents > 0 and match.start():
            continue
        first = kind
        break
    back = None if words.startswith(_FEE_STARTS) and first == "fee" else _RETURNED.search(words)
    return "returned" if back and (cents <= 0 or not back.start()) else first


def is_total(text: str) -> bool:
    """Whether a dated line with an amount is a total all the same; a shop or a company may be called “Total”."""
    return bool(_DATED_TOTAL.match(plain_words(text[:60])))


def balance_line(text: str) -> Literal["opening", "closing", "total", ""]:
    """What a line that is no movement says, by how its text begins; "" for anything else."""
    words = plain_words(text[:60])
    if _OPENING.match(words):
        return "opening"
    if _CLOSING.match(words):
        return "closing"
    return "total" if _TOTAL.match(words) else ""
