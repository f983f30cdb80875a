"""Which column is which field: exact names first, then names that contain one, the longest first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from relance.domain.problems.texts import Refused
from relance.domain.rows import RowKind
from relance.domain.tabular.aliases import ALIASES, FRENCH_WORDS, NEUTRAL
from relance.domain.tabular.cells import Record, named_by_place, plain_words, text_of

SEARCHED_LINES = 30
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BY_ALIAS: dict[str, list[tuple[int, str]]] = {}
for _field, _names in ALIASES.items():
    for _rank, _name in enumerate(_names):
        _BY_ALIAS.setdefault(_name, []).append((_rank, _field))
_LOOSE = sorted((name for name in _BY_ALIAS if " " in name or len(name) >= 5), key=len, reverse=True)
_NEEDED_EXACT = frozenset(
    (
        "ref",
        "code",
        "name",
        "nom",
        "number",
        "numero",
        "total",
        "type",
        "label",
        "note",
        "account",
        "compte",
        "piece",
        "reference",
        "document",
        "contact",
        "charge",
        "payment",
        "partner",
        "company",
        "state",
        "ligne",
        "product",
        "produit",
        "balance",
        "memo",
        "plan",
    )
)


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header line: `columns` ties our fields to column indexes (0-based)."""

    line: int
    names: tuple[str, ...]
    columns: Mapping[str, int]
    score: int
    kind: RowKind | None
    is_french: bool
    is_neutral: bool

    def name_of(self, field: str) -> str:
        """The file's own name of a field's column, for messages."""
        index = self.columns.get(field)
        return self.names[index] if index is not None else field


@lru_cache(maxsize=4096)
def candidates(name: str) -> tuple[tuple[int, int, str], ...]:
    """(rank, order, field) of each field a column of this name may be; lower is surer."""
    words = plain_words(_CAMEL.sub(" ", name)) if not name.isupper() else plain_words(name)
    if not words:
        return ()
    found = [(0, rank, field) for rank, field in _BY_ALIAS.get(words, [])]
    padded = f" {words} "
    for alias in _LOOSE:
        if alias not in _NEEDED_EXACT and alias != words and f" {alias} " in padded:
            found.extend((1, 100 - len(alias) + rank, field) for rank, field in _BY_ALIAS[alias])
            break
    return tuple(found)


def recognise(line: int, cells: tuple[str, ...], mapping: Mapping[str, str]) -> Header:
    """Tie the names of one line to fields: the mapping's words first, then the surest pairs."""
    columns = _mapped(cells, mapping)
    taken = set(columns.values())
    pairs = sorted(
        (rank, order, index, field)
        for index, name in enumerate(cells)
        if index not in taken
        for rank, order, field in candidates(name)
    )
    for _, _, index, field in pairs:
        if index not in taken and (field not in columns or field.startswith("_")):
            columns.setdefault(field, index)
            taken.add(index)
    if "reference" in columns and not columns.keys() & {"invoice", "paid_on"}:
        columns["invoice"] = columns.pop("reference")
    real = {field: index for field, index in columns.items() if not field.startswith("_")}
    words = {word for index in real.values() for word in plain_words(cells[index]).split()}
    return Header(
        line,
        cells,
        columns,
        len(columns) if _kind(real) is None else len(columns) + 100,
        _kind(real),
        bool(words & FRENCH_WORDS),
        all(cells[index].strip() in NEUTRAL for index in real.values()),
    )


def _mapped(cells: tuple[str, ...], mapping: Mapping[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    plain = {plain_words(name): index for index, name in reversed(list(enumerate(cells)))}
    for field, name in mapping.items():
        index = plain.get(plain_words(name))
        if index is not None:
            columns[field] = index
    return columns


def _kind(columns: Mapping[str, int]) -> RowKind | None:
    money = columns.keys() & {"amount", "amount_signed", "open", "open_signed"}
    if (
        "paid_on" in columns
        and (money or "payment_amount" in columns)
        and not (columns.keys() & {"due_on", "open", "open_signed", "issued_on"})
    ):
        return "payments"
    if money and "invoice" in columns:
        return "invoices"
    contacts = columns.keys() & {"email", "phone", "address", "postcode", "terms"}
    dates = columns.keys() & {"due_on", "issued_on", "paid_on"}
    if (
        (not money or (contacts and not dates))
        and "invoice" not in columns
        and columns.keys() & {"customer", "customer_name"}
    ):
        return "customers" if len(columns) > 1 else None
    return None


def best_header(rows: list[Record], mapping: Mapping[str, str]) -> Header | None:
    """The line among the first thirty that is recognised best; the first of equals."""
    places = named_by_place(rows, mapping)
    if places:
        return recognise(0, places, mapping)
    best: Header | None = None
    for line, cells in rows[:SEARCHED_LINES]:
        names = tuple(text_of(cell) for cell in cells)
        if sum(1 for name in names if name) < 2:
            continue
        header = recognise(line, names, mapping)
        if header.columns and (best is None or header.score > best.score):
            best = header
    return best


def checked_header(rows: list[Record], mapping: Mapping[str, str], kind: RowKind | None) -> Header:
    """The header of a table, or the reason why there is none; a kind asked for must have its columns."""
    header = best_header(rows, mapping)
    if header is None or header.score < 2:
        raise Refused("HEADER.none", limit=SEARCHED_LINES)
    for name in mapping.values():
        if plain_words(name) not in {plain_words(cell) for cell in header.names}:
            raise Refused("HEADER.mapping", line=header.line, value=name, headers=_named(header))
    _refuse_twins(header)
    wanted = kind or header.kind or _likeliest(header)
    missing = _missing(wanted, header.columns)
    if missing:
        raise Refused(
            "HEADER",
            line=header.line,
            missing=missing,
            headers=_named(header),
            example=_example(missing[0], header),
        )
    return Header(header.line, header.names, header.columns, header.score, wanted, header.is_french, header.is_neutral)


def _likeliest(header: Header) -> RowKind:
    if header.columns.keys() & {"invoice", "amount", "open", "due_on", "issued_on"}:
        return "invoices"
    return "payments" if "paid_on" in header.columns else "invoices"


def _missing(kind: RowKind, columns: Mapping[str, int]) -> list[str]:
    groups = {
        "invoices": (("invoice",), ("amount", "amount_signed", "open", "open_signed")),
        "payments": (
            ("customer", "customer_name"),
            ("paid_on", "issued_on"),
            ("amount", "amount_signed", "payment_amount"),
        ),
        "customers": (("customer", "customer_name"),),
    }.get(kind, ())
    return [group[0] for group in groups if not columns.keys() & set(group)]


def _refuse_twins(header: Header) -> None:
    used = [header.names[i].strip().lower() for f, i in header.columns.items() if not f.startswith("_")]
    names = [name.strip().lower() for name in header.names if name.strip()]
    for name in used:
        if names.count(name) > 1:
            raise Refused("HEADER.twice", line=header.line, value=name)


def _named(header: Header) -> list[str]:
    return [name for name in header.names if name][:12]


def _example(field: str, header: Header) -> str:
    free = [n for i, n in enumerate(header.names) if n and i not in header.columns.values()] or ["…"]
    close = difflib.get_close_matches(field, [*free, *header.names], n=1, cutoff=0.5)
    return f'{field} = "{close[0] if close else free[0]}"'
