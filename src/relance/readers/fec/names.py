"""The number by which an invoice is called, and the names behind which no single customer stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from relance.domain.tabular.cells import plain_words
from relance.readers.fec.entries import Account, Entry

_COLLECTIVE = frozenset(
    (
        "france ue export etranger "
        "recette recettes cb carte cartes bancaire bancaires bleue espece especes cheque cheques chq chqs "
        "virement virements comptant divers diverse diverses caisse caisses client clients clt clts "
        "comptoir vente ventes passage particulier particuliers collectif collective collectifs "
        "journaliere journalieres magasin boutique internet web site tpe ticket tickets restaurant compte "
        "comptes auxiliaire auxiliaires encaissement encaissements prelevement prelevements amex paypal "
        "stripe sumup attente de du des la le les au et en a sur z "
    ).split()
)
_HEART = frozenset(
    (
        "recette recettes cb carte cartes espece especes comptant divers diverses caisse caisses clients "
        "comptoir passage collectif collective tpe "
    ).split()
)
_PHRASES = re.compile(
    r"^recettes? |^clients? (divers|comptant|de passage|passage|comptoir|anonymes?)\b"
    r"|\b(ventes? (au )?(comptant|comptoir)|ventes? caisse|z de caisse)\b"
)
_FACTORED = re.compile(r"\b(affacturage|affacture\w*|factor|factoring|cede\w*|cessions? de creances)\b")
_NAMED = re.compile(
    r"\b(?:factures?|fact|fac|fa|fc|fv|f|inv|invoice|n°|no|num)[ .:°#-]*"
    r"((?:[A-Z]{1,4}[-/ ]?)?\d[\dA-Z]*(?:[-/.][\dA-Z]+)*)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\b[A-Z]{1,5}[-/]?\d{3,}(?:[-/.]?[\dA-Z]+)*\b|\b\d{4,}(?:[-/]\d+)*\b")
_DATE_LIKE = re.compile(
    r"(?:19|20)\d{2}|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_WORD = re.compile(r"[A-Z0-9]+(?:[-/.][A-Z0-9]+)*")


def is_collective(name: str) -> bool:
    """Whether an account gathers sales to many (card, cash, counter): “RECETTE CB”, “CLIENTS DIVERS”."""
    words = plain_words(name).split()
    if not words:
        return False
    if _PHRASES.search(" ".join(words)):
        return True
    return all(word in _COLLECTIVE or word.isdigit() for word in words) and bool(_HEART & set(words))


def is_factored(account: Account) -> bool:
    """Whether an account holds receivables sold to a factor (4116… by its name): the factor is to be paid."""
    numbered = any(entry.account.startswith(("4116", "4117", "4118")) for entry in account.entries)
    return numbered and bool(_FACTORED.search(plain_words(f"{account.name} {account.ledger_name}")))


def name_of(account: Account) -> str:
    """The auxiliary account's name, else the account's, unless that one is common to many customers."""
    if account.name:
        return account.name
    is_own = not account.entries or account.code == account.entries[0].account
    return account.ledger_name if is_own or not is_collective(account.ledger_name) else ""


def number_in(label: str) -> str:
    """The invoice number written inside a label, or ""."""
    for match in _NAMED.finditer(label):
        found = match[0] if re.match(r"(?:FA|FC|FV|FAC|F|INV)[-/]?\d", match[0], re.IGNORECASE) else match[1]
        if not _DATE_LIKE.fullmatch(match[1]):
            return found.strip(" .-/").upper()
    for match in _TOKEN.finditer(label.upper()):
        if not _DATE_LIKE.fullmatch(match[0]):
            return match[0]
    return ""


def words_of(entry: Entry) -> frozenset[str]:
    """What an entry says that may be a number, to tie a payment to its invoice."""
    tokens = _WORD.findall(f"{entry.piece} {entry.label}".upper())
    return frozenset(
        t
        for t in tokens
        if any(c.isdigit() for c in t) and (len(t) >= 3 or t == entry.piece) and not _DATE_LIKE.fullmatch(t)
    )


class Numbers:
    """The number of every debit of a ledger; one number names one invoice of one customer."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        self._owners: defaultdict[str, set[tuple[str, object]]] = defaultdict(set)
        self._label_owners: defaultdict[str, set[tuple[str, object]]] = defaultdict(set)
        longest: defaultdict[int, int] = defaultdict(int)
        for account in accounts:
            for entry in account.entries:
                if entry.net <= 0 or is_returned(entry):
                    continue
                longest[len(entry.label)] += 1
                self._owners[entry.piece.upper()].add((account.code, entry.dated))
                self._label_owners[number_in(entry.label)].add((account.code, entry.dated))
        self._cut_at = max((n for n, count in longest.items() if count > 2), default=0)

    def of(self, account: Account, entry: Entry, taken: Mapping[str, object]) -> str:
        """The piece when only one invoice bears it, else the label's number, else one made from the date."""
        piece = entry.piece.upper()
        if any(c.isdigit() for c in piece) and len(piece) > 1 and len(self._owners[piece]) == 1:
            return entry.piece
        found = number_in(entry.label)
        cut = len(entry.label) == self._cut_at >= 20 and entry.label.upper().endswith(found)
        if found and not cut and len(self._label_owners[found]) == 1:
            return found
        return made_number(account, entry, taken)


def made_number(account: Account, entry: Entry, taken: Mapping[str, object]) -> str:
    """A number made from the account and the date, where the book has none of its own."""
    day = entry.dated.strftime("%Y%m%d") if entry.dated else "SANS-DATE"
    made, count = f"{account.code}-{day}", 1
    while made in taken:
        count += 1
        made = f"{account.code}-{day}-{count}"
    return made


def is_returned(entry: Entry) -> bool:
    """Whether a debit takes a payment back: an unpaid bill, a bounced cheque, a rejected debit."""
    return entry.net > 0 and bool(
        re.search(r"\b(impayes?|imp|rejets?|rejetee?s?|retour(?:nee?)?s?|contrepasse)\b", plain_words(entry.label))
    )
