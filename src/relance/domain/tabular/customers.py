"""Who a line is about: the code, or a code made from the name; contacts checked and tidied."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import CustomerRow, Problem
from relance.domain.tabular.cells import Cell, text_of
from relance.domain.tabular.words import kind_of, yes_or_no

LONGEST_CODE = 30
TEXT_FIELDS = ("contact_name", "phone", "address", "postcode", "city", "country", "language", "terms", "plan")
CUSTOMER_FIELDS = ("customer", "customer_name", "kind", "email", "siren", "no_dunning", *TEXT_FIELDS)
_EMAIL = re.compile(r"[^\s@,;<>\"()\[\]:\\]+@[A-Za-z0-9\u0080-\uffff-]+(\.[A-Za-z0-9\u0080-\uffff-]+)+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def normalised_name(name: str) -> str:
    """A name as it identifies an account: NFC, case folded, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def code_from_name(name: str) -> str:
    """A customer code made from a name: ASCII capitals, digits and hyphens, at most 30; always the same."""
    normal = normalised_name(name)
    spelled = normal.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss").replace("&", " et ")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().upper()
    code = re.sub(r"[^A-Z0-9]+", "-", plain).strip("-")
    if code and len(code) <= LONGEST_CODE:
        return code
    digest = hashlib.sha256(normal.encode()).hexdigest()[:6].upper()
    return f"{code[: LONGEST_CODE - 7].rstrip('-') or 'C'}-{digest}"


def siren_of(text: str) -> str:
    """The nine digits of a SIREN or SIRET; refuses a wrong check digit (Luhn)."""
    digits = re.sub(r"[\s.\u00a0\u202f'-]", "", text)
    if not (digits.isascii() and digits.isdigit() and len(digits) in (9, 14)) or not luhn(digits[:9]):
        raise Refused("SIREN", field="siren", severity="warning", value=text)
    return digits[:9]


def luhn(digits: str) -> bool:
    """Whether a number ends with its Luhn check digit."""
    total = 0
    for place, character in enumerate(reversed(digits)):
        double = int(character) * (1 + place % 2)
        total += double - 9 if double > 9 else double
    return total % 10 == 0


def emails_of(text: str) -> tuple[str, list[str]]:
    """The good addresses joined by ", " and the bad ones; refuses control characters."""
    if any(ord(character) < 32 for character in text) or "\\n" in text or "\\r" in text:
        raise Refused("EMAIL.unsafe", field="email", value=text)
    parts = [part.strip() for part in re.split(r"[;,]", text) if part.strip()]
    good = [part for part in parts if len(part) < 255 and _EMAIL.fullmatch(part)]
    return ", ".join(good), [part for part in parts if part not in good]


class Customers:
    """The customers named by the lines of one file; each distinct customer is made once."""

    def __init__(self, columns: Mapping[str, int], language: str) -> None:
        self._fields = [(field, columns[field]) for field in CUSTOMER_FIELDS if field in columns]
        if not {"customer", "customer_name"} & columns.keys() and "contact_name" in columns:
            self._fields.append(("customer_name", columns["contact_name"]))
        self._known: dict[tuple[object, ...], CustomerRow] = {}
        self._names: dict[str, str] = {}
        self._language = language
        self.has_identity = any(field in ("customer", "customer_name") for field, _ in self._fields)

    def of(self, line: int, cells: list[Cell], group: str, warn: Callable[[Problem], None]) -> CustomerRow:
        """The customer of a line; `group` is the name of the group row above, where no column has one."""
        key: tuple[object, ...] = tuple([cells[index] for _, index in self._fields])
        known = self._known.get((group, *key))
        if known is None:
            known = self._made(line, cells, group, warn)
            self._known[(group, *key)] = known
        return known

    def _made(self, line: int, cells: list[Cell], group: str, warn: Callable[[Problem], None]) -> CustomerRow:
        texts = {field: text_of(cells[index]) for field, index in self._fields}
        name = texts.get("customer_name", "") or ("" if self.has_identity else group)
        code = texts.get("customer", "")
        if not code and not name:
            raise Refused("MISSING", field="customer")
        if code and not name and " " in code:
            name = code  # a column named “Customer” that holds names
        if not code:
            code = self._code(line, name, warn)
        if _INVISIBLE.search(code + name):
            warn(
                problem(
                    "SUSPICIOUS_TEXT",
                    self._language,
                    line=line,
                    field="customer",
                    severity="warning",
                    value=name or code,
                )
            )
        row = CustomerRow(
            line,
            code,
            name,
            kind=kind_of(texts.get("kind", "")),
            no_dunning=yes_or_no(texts.get("no_dunning", ""), "no_dunning"),
        )
        row = replace(row, **{field: texts[field] for field in TEXT_FIELDS if texts.get(field)})  # type: ignore[arg-type]
        return self._with_contacts(row, texts, warn)

    def _code(self, line: int, name: str, warn: Callable[[Problem], None]) -> str:
        code, normal = code_from_name(name), normalised_name(name)
        first = self._names.setdefault(code, normal)
        if first != normal:
            warn(
                problem(
                    "CUSTOMER_TWINS",
                    self._language,
                    line=line,
                    field="customer",
                    severity="warning",
                    value=name,
                    other=first,
                    code=code,
                )
            )
        return code

    def _with_contacts(
        self, row: CustomerRow, texts: Mapping[str, str], warn: Callable[[Problem], None]
    ) -> CustomerRow:
        good, bad = emails_of(texts.get("email", ""))
        for address in bad:
            warn(problem("EMAIL", self._language, line=row.line, field="email", severity="warning", value=address))
        siren = texts.get("siren", "")
        if siren:
            try:
                siren = siren_of(siren)
            except Refused as refused:
                warn(refused.problem(self._language, row.line))
                siren = ""
        return replace(row, email=good, siren=siren) if good or siren else row
