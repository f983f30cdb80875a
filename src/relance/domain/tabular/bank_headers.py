"""Which column of a bank's list is which, and whether a table is a bank's list at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from relance.domain.rows import RowKind
from relance.domain.tabular.aliases import FRENCH_WORDS
from relance.domain.tabular.bank_aliases import BANK_ALIASES, BANK_WORDS, CUSTOMER_WORDS, FOREIGN_WORDS, SEVERAL
from relance.domain.tabular.cells import Record, named_by_place, plain_words, text_of
from relance.domain.tabular.dates import shape_of
from relance.domain.tabular.words import ISO_CURRENCIES, SYMBOLS

SEARCHED_LINES = 30
ENOUGH = 3  # points that make a table a bank's list although its columns might also be those of invoices
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BY_ALIAS: dict[str, list[tuple[int, str]]] = {}
for _field, _names in BANK_ALIASES.items():
    for _rank, _name in enumerate(_names):
        _BY_ALIAS.setdefault(_name, []).append((_rank, _field))
_LOOSE = sorted((name for name in _BY_ALIAS if len(name) >= 5 and name not in ("compte", "value", "valeur")),
                key=len, reverse=True)  # fmt: skip
_UNITS = re.compile(r"\b(?:en )?(?:euros?|devise|utc|[a-z]{3})$")
_DECIMALS = re.compile(r"[-+€$£ ]*\d[\d \u00a0\u202f.,']*[.,]\d\d(?: ?(?:€|[A-Z]{3}))?")
_CUSTOM = ("amount_inverted",)  # a column whose signs are the other way round: only a person says so
BANK_FIELDS = (*(name for name in BANK_ALIASES if not name.startswith("_")), *_CUSTOM)


@dataclass(frozen=True, slots=True)
class BankHeader:
    """A recognised header of a bank's list; `columns` and `labels` are column indexes (0-based).

    Names “#1”, “#2”… mean that there is no header line: the columns were told by their contents or by a person.
    """

    line: int
    names: tuple[str, ...]
    columns: Mapping[str, int]
    labels: tuple[int, ...]
    points: int
    is_french: bool
    currency: str = ""
    utc: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_whole(self) -> bool:
        """Whether a day, money and something to read are there."""
        return "booked_on" in self.columns and self.has_money and bool(self.labels or "party" in self.columns)

    @property
    def weight(self) -> int:
        """How many columns are known."""
        return len(self.columns) + len(self.labels)

    @property
    def has_money(self) -> bool:
        """Whether an amount stands in one column or in two."""
        return bool(self.columns.keys() & {"amount", "amount_inverted", "debit", "credit", "net"})


@lru_cache(maxsize=4096)
def bank_candidates(name: str) -> tuple[tuple[int, int, str], ...]:
    """(rank, order, field) of each field that a column of this name may be; lower is surer."""
    words = plain_words(_CAMEL.sub(" ", name)) if not name.isupper() else plain_words(name)
    found = [(0, rank, at) for rank, at in _BY_ALIAS.get(words, _BY_ALIAS.get(words.replace(" ", ""), []))]
    shorter = _UNITS.sub("", words).strip()
    if not found and shorter != words:
        found = [(1, rank, at) for rank, at in _BY_ALIAS.get(shorter, [])]
    padded = f" {words} "
    for alias in () if found else _LOOSE:
        if f" {alias} " in padded:
            found = [(2, 100 - len(alias) + rank, at) for rank, at in _BY_ALIAS[alias]]
            break
    return tuple(found)


def recognise_bank(line: int, cells: tuple[str, ...], mapping: Mapping[str, str]) -> BankHeader:
    """Tie the names of one line to fields: a person's words first, then the surest pairs."""
    columns, labels = _mapped(cells, mapping)
    taken = {*columns.values(), *labels}
    pairs = sorted(
        (rank, order, index, at)
        for index, name in enumerate(cells)
        if index not in taken
        for rank, order, at in bank_candidates(name)
    )
    for _, _, index, at in pairs:
        if index in taken:
            continue
        if at in SEVERAL:
            if "label" not in mapping:
                labels.append(index)
            taken.add(index)
        elif at not in columns or at.startswith("_"):
            columns.setdefault(at, index)
            taken.add(index)
    if "amount" in columns and {"debit", "credit"} <= columns.keys() and "amount" not in mapping:
        del columns["amount"]  # two columns say the side; a third repeats them
    if "net" in columns and not columns.keys() & {"amount", "amount_inverted", "debit", "credit"}:
        columns["amount"] = columns.pop("net")
    real = {at: index for at, index in columns.items() if not at.startswith("_")}
    words = {word for index in (*real.values(), *labels) for word in plain_words(cells[index]).split()}
    return BankHeader(
        line, cells, real, tuple(sorted(labels)), _points(real, cells) + bool(labels), bool(words & FRENCH_WORDS),
        _currency_named(cells, real), frozenset(at for at, i in real.items() if "(utc)" in cells[i].lower()),
    )  # fmt: skip


def _mapped(cells: tuple[str, ...], mapping: Mapping[str, str]) -> tuple[dict[str, int], list[int]]:
    columns: dict[str, int] = {}
    labels: list[int] = []
    plain = {plain_words(name): index for index, name in reversed(list(enumerate(cells)))}
    for at, name in mapping.items():
        index = plain.get(plain_words(name))
        if index is None:
            continue
        if at.rstrip("0123456789") in SEVERAL:
            labels.append(index)
        else:
            columns[at] = index
    return columns, labels


def _points(columns: Mapping[str, int], cells: tuple[str, ...]) -> int:
    """How much a line looks like a bank's: its own words for it, an accountant's against it."""
    words = {word for name in cells for word in plain_words(_CAMEL.sub(" ", name)).split()}
    points = min(3, len(words & BANK_WORDS))
    points += 2 * ({"debit", "credit"} <= columns.keys()) + 2 * ("value_on" in columns) + 2 * ("flag" in columns)
    points += 2 * ("party_iban" in columns) + ("balance" in columns) + 6 * ("net" in columns and "fee" in columns)
    foreign = words & FOREIGN_WORDS
    if columns.keys() & {"flag", "party_iban"}:
        foreign -= CUSTOMER_WORDS  # “client code”, “client note” beside the other side’s account
    return points - 3 * min(3, len(foreign)) - 3 * bool(foreign & CUSTOMER_WORDS)


def _currency_named(cells: tuple[str, ...], columns: Mapping[str, int]) -> str:
    for at in ("amount", "amount_inverted", "credit", "debit", "net"):
        for word in plain_words(cells[columns[at]]).split() if at in columns else ():
            code = SYMBOLS.get(word, word.upper())
            if code in ISO_CURRENCIES and (len(word) == 3 or word in SYMBOLS):
                return code
    return ""


def best_bank_header(
    rows: list[Record], mapping: Mapping[str, str], *, must_be_whole: bool = True
) -> BankHeader | None:
    """The line among the first thirty that is a bank's header best; the first of equals, None where none is."""
    best: BankHeader | None = None
    for line, cells in rows[:SEARCHED_LINES]:
        names = tuple(text_of(cell) for cell in cells)
        if sum(1 for name in names if name) < 2 or any(_is_datum(name) for name in names):
            continue
        header = recognise_bank(line, names, mapping)
        if (header.is_whole or not must_be_whole) and (best is None or header.weight > best.weight):
            best = header
    return best


def _is_datum(text: str) -> bool:
    """Whether a cell holds a day or an amount, as no header does."""
    return shape_of(text) in ("iso", "slash") or bool(_DECIMALS.fullmatch(text))


def choose_bank(
    rows: list[Record], mapping: Mapping[str, str], kind: RowKind | None, list_kind: RowKind | None
) -> BankHeader | None:
    """The bank header of a table, None where it is a list of another kind or nobody can tell.

    A person's word decides; then a list that can be read as invoices, payments or customers stays one unless its
    columns speak clearly of a bank account.
    """
    if kind not in (None, "bank", "ledger"):
        return None
    places = named_by_place(rows, mapping)
    if places:
        header = recognise_bank(0, places, mapping)
        return header if kind == "bank" or (header.is_whole and "booked_on" in mapping) else None
    found = best_bank_header(rows, mapping)
    if found is None and kind == "bank":
        return best_bank_header(rows, mapping, must_be_whole=False)
    if found is not None and (kind == "bank" or found.points >= (1 if list_kind is None else ENOUGH)):
        return found
    return None
