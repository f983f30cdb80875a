"""Where each FEC field stands in a file: separator, header variants, no header, extra or missing fields.

Order and names: LPF art. A47 A-1, VII. Field names here are ours, in English.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass

from relance.domain.problems.texts import Refused
from relance.domain.tabular.cells import plain_words

_SEPARATORS = "\t|;,"
_ORDER = (
    "journal",
    "journal_name",
    "entry",
    "entry_date",
    "account",
    "account_name",
    "customer",
    "customer_name",
    "piece",
    "piece_date",
    "label",
    "debit",
    "credit",
    "letter",
    "letter_date",
    "valid_date",
    "foreign_amount",
    "currency",
)
_VARIANTS: Mapping[str, str] = {
    "journal": "journalcode codejournal codejnl journal",
    "journal_name": "journallib journallibelle libellejournal libjournal",
    "entry": "ecriturenum numecriture ecriturenumero numeroecriture numeroecritures",
    "entry_date": "ecrituredate dateecriture datecomptable",
    "account": "comptenum numcompte comptenumero numerocompte comptegeneral compte",
    "account_name": "comptelib comptelibelle libellecompte libcompte",
    "customer": "compauxnum compteauxnum compauxnumero comptauxnum compteauxiliaire compteauxnumero",
    "customer_name": "compauxlib compteauxlib compauxlibelle comptauxlib compteauxlibelle",
    "piece": "pieceref piecereference refpiece referencepiece numpiece",
    "piece_date": "piecedate datepiece",
    "label": "ecriturelib ecriturelibelle libelleecriture libelle",
    "debit": "debit montantdebit debiteur",
    "credit": "credit montantcredit crediteur",
    "amount": "montant",
    "side": "sens",
    "letter": "ecriturelet ecriturelettrage lettrage codelettrage ecrlet lettre",
    "letter_date": "datelet datelettrage",
    "valid_date": "validdate datevalid datevalidation",
    "foreign_amount": "montantdevise",
    "currency": "idevise devise",
}
_BY_NAME = {name: field for field, names in _VARIANTS.items() for name in names.split()}
_SIDES = frozenset(("D", "C", "+1", "-1", "1", "DEBIT", "CREDIT"))
_AMOUNT_LIKE = re.compile(r"[\d\s.,+-]*|[DC]|N/A", re.IGNORECASE)
_DIGITS = re.compile(r"\d{8}|\d{4}-\d{2}-\d{2}|\d{2}/\d{2}/\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Layout:
    """Column indexes of one file; `has_header` tells whether its first line is one."""

    separator: str
    at: Mapping[str, int]
    width: int
    has_header: bool

    def fields(self, line: str) -> list[str] | None:
        """The fields of a line, or None when it is too short to hold the amounts."""
        parts = self._split(line)
        if len(parts) == self.width:
            return parts
        extra = len(parts) - self.width
        if extra > 0 and self._is_shifted(parts):  # the separator stands inside the label: join it again
            while extra > 1 and not self._has_amounts(parts, extra):
                extra -= 1
            label = self.at["label"]
            parts[label : label + extra + 1] = [self.separator.join(parts[label : label + extra + 1])]
        if len(parts) <= self._last_needed():
            return None
        parts.extend([""] * (self.width - len(parts)))
        return parts

    def _is_shifted(self, parts: list[str]) -> bool:
        return "label" in self.at and not self._has_amounts(parts, 0)

    def _has_amounts(self, parts: list[str], shift: int) -> bool:
        places = [self.at[name] + shift for name in ("debit", "credit", "amount", "side") if name in self.at]
        found = [parts[place].strip() for place in places if place < len(parts)]
        return any(found) and all(_AMOUNT_LIKE.fullmatch(text) for text in found)

    def _split(self, line: str) -> list[str]:
        if '"' not in line:
            return line.split(self.separator)
        if self.separator in ";,":
            return next(csv.reader([line], delimiter=self.separator), [])
        return [_unquoted(part) for part in line.split(self.separator)]

    def _last_needed(self) -> int:
        return max(self.at[name] for name in ("account", "debit", "credit", "amount", "side") if name in self.at)


def _unquoted(part: str) -> str:
    inner = part.strip()
    if len(inner) > 1 and inner.startswith('"') and inner.endswith('"'):
        return inner[1:-1].replace('""', '"')
    return part


def find_layout(text: str) -> Layout:
    """The layout of a file from its first line that holds something; refuses what is no FEC."""
    first = next((line for line in text[:100_000].split("\n") if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    probe = Layout(separator, {"account": 0}, 10_000, False)
    names = [part.strip() for part in probe.fields(first) or []]
    while names and not names[-1]:
        names.pop()
    at: dict[str, int] = {}
    for index, name in enumerate(names):
        field = _BY_NAME.get(plain_words(name).replace(" ", ""))
        if field:
            at.setdefault(field, index)
    if len(at) >= 6:
        _require(at)
        return Layout(separator, at, len(names), True)
    return _without_header(separator, names)


def _require(at: Mapping[str, int]) -> None:
    missing = [name for name in ("entry_date", "account") if name not in at]
    if not {"debit", "credit"} <= at.keys() and not {"amount", "side"} <= at.keys():
        missing.append("Debit, Credit")
    if missing:
        official = {"entry_date": "EcritureDate", "account": "CompteNum"}
        raise Refused("FEC_LAYOUT", missing=[official.get(name, name) for name in missing])


def _without_header(separator: str, cells: list[str]) -> Layout:
    if len(cells) < 13 or not _DIGITS.fullmatch(cells[3]) or not cells[4][:1].isdigit():
        raise Refused("FEC_LAYOUT", missing=["JournalCode… Idevise"])
    order = list(_ORDER)
    if cells[12].upper() in _SIDES and cells[11]:
        order[11:13] = ["amount", "side"]
    return Layout(separator, {name: index for index, name in enumerate(order)}, max(18, len(cells)), False)
