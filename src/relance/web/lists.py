"""Lists as pages show them: order, filters and page stand in the address; what it does not know is left out.

A page declares a `Listed` and reads it: `asked = CUSTOMERS.read(visit)`. `asked["segment"]` is what a filter asks for,
`asked.in_order(rows)` sorts a query or a list, `asked.page(rows)` cuts it. The template parts of `lists/` draw the
heads, the filters, the chips and the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from relance.domain.wording import formats
from relance.operations.refused import Refused
from relance.web.door import PER_PAGE, Visit, page_language
from relance.web.pages.customer_acts import cents_of

Words = str | Lazy
Choices = Sequence[tuple[str, Words]]
Kind = Literal["choice", "flag", "text", "date", "amount", "hidden", "pill"]
ALL = _("All")
LONGEST = 200  # characters of a filter's value


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `order` are the fields that sort a query by it, `by` gives the key that sorts other rows.

    `falls`: the first click shows the largest first. `look` is `number`, `tick` or `sr` (a head for screen readers).
    """

    key: str
    words: Words
    order: tuple[str, ...] = ()
    by: Callable[[Any], Any] | None = None
    falls: bool = False
    look: str = ""

    @property
    def is_sorted(self) -> bool:
        """Whether the list can be sorted by it."""
        return bool(self.order or self.by)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter. `usual` is what counts where the address says nothing; `nothing` are the words of no choice.

    A hidden one has no field of its own: links of other pages set it, and its chip takes it away. A pill is drawn by
    the page itself, as links above the list.
    """

    key: str
    words: Words
    kind: Kind = "choice"
    choices: Choices = ()
    usual: str = ""
    nothing: Words = ALL


class Head(NamedTuple):
    """The head of a column; `aria` is `ascending` or `descending` for the one in force."""

    words: Words
    look: str
    link: str = ""
    aria: str = ""


class Field(NamedTuple):
    """The field of a filter, as it stands; `name` is what the address calls it."""

    name: str
    words: Words
    kind: Kind
    value: str
    choices: Choices
    nothing: Words
    usual: str


class Chip(NamedTuple):
    """A filter in force, in words, and the address without it."""

    words: Words
    value: Words
    link: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list can be asked for. `prefix` keeps two lists of one page apart; `keeps` are keys of the others."""

    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    default: str = ""
    search: Words = ""
    per_page: int = PER_PAGE
    prefix: str = ""
    target: str = "list"
    keeps: tuple[str, ...] = ()

    def read(
        self, visit: Visit, choices: Mapping[str, Choices] | None = None, *, address: str = "",
        renamed: Mapping[str, Words] | None = None,
    ) -> Asked:  # fmt: skip
        """What the address asks for.

        `choices` are those that depend on the creditor, by filter; `renamed` are heads that this once say otherwise.
        """
        given = visit.request.GET
        known = {one.key: (choices or {}).get(one.key, one.choices) for one in self.filters}
        values = {}
        for one in self.filters:
            text = str(given.get(self.prefix + one.key, "")).strip()[:LONGEST]
            values[one.key] = _checked(one, known[one.key], text) or one.usual
        sort = str(given.get(self.prefix + "sort", ""))
        sorted_by = {column.key for column in self.columns if column.is_sorted}
        return Asked(
            listed=self,
            address=address or visit.request.path,
            values=values,
            words=str(given.get(self.prefix + "q", "")).strip()[:LONGEST] if self.search else "",
            sort=sort if sort.removeprefix("-") in sorted_by else self.default,
            number=str(given.get(self.prefix + "page", "")),
            choices=known,
            kept={key: str(given[key]) for key in self.keeps if given.get(key)},
            renamed=renamed or {},
        )


@dataclass(frozen=True)
class Asked:
    """What one address asks of a list."""

    listed: Listed
    address: str
    values: Mapping[str, str]
    words: str
    sort: str
    number: str
    choices: Mapping[str, Choices]
    kept: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, Words] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        return self.values[key]

    def day(self, key: str) -> date | None:
        """The day that a filter asks for."""
        return date.fromisoformat(self.values[key]) if self.values[key] else None

    def cents(self, key: str) -> int | None:
        """The amount that a filter asks for."""
        return cents_of(self.values[key], "EUR") if self.values[key] else None

    @property
    def column(self) -> Column | None:
        """The column that the list is sorted by."""
        key = self.sort.removeprefix("-")
        return next((column for column in self.listed.columns if column.key == key), None)

    @property
    def is_falling(self) -> bool:
        """Whether the largest comes first."""
        return self.sort.startswith("-")

    @cached_property
    def is_filtered(self) -> bool:
        """Whether anything but the usual is asked for."""
        asked = (one.kind != "pill" and self.values[one.key] != one.usual for one in self.listed.filters)
        return bool(self.words) or any(asked)

    @cached_property
    def wanted(self) -> dict[str, str]:
        """Everything that the address says, without the page."""
        values = {"q": self.words, "sort": self.sort if self.sort != self.listed.default else ""}
        values |= {one.key: self.values[one.key] for one in self.listed.filters if self.values[one.key] != one.usual}
        return {**self.kept, **{self.listed.prefix + key: value for key, value in values.items() if value}}

    @property
    def others(self) -> list[tuple[str, str]]:
        """Everything that the address says but the order."""
        return [(key, value) for key, value in self.wanted.items() if key != self.listed.prefix + "sort"]

    @property
    def query(self) -> str:
        """The same as the end of an address, without `?`."""
        return urlencode(self.wanted)

    def link(self, **changes: str) -> str:
        """The address with some of it changed; the first page, unless `page` is given."""
        values = {**self.wanted}
        for key, value in changes.items():
            values.pop(self.listed.prefix + key, None)
            if value:
                values[self.listed.prefix + key] = value
        return f"{self.address}?{urlencode(values)}" if values else self.address

    def in_order(self, rows: Any) -> Any:
        """A query or a list of rows in the order asked for; as it came where no column says otherwise."""
        column = self.column
        if column is None:
            return rows
        if isinstance(rows, QuerySet):
            return rows.order_by(*self.ordering)
        if column.by is None:
            return rows
        return sorted(rows, key=column.by, reverse=self.is_falling)

    @property
    def ordering(self) -> list[Any]:
        """What a query is sorted by: what has no value comes last."""
        fields = self.column.order if self.column else ()
        return [_ordered(name, self.is_falling) for name in fields]

    def page(self, rows: Any, count: int | None = None) -> Page[Any]:
        """The page asked for; `count` where it is known already, so that nothing is counted twice."""
        paginator: Paginator[Any] = Paginator(rows, self.listed.per_page)
        if count is not None:
            paginator.__dict__["count"] = count
        return paginator.get_page(self.number or 1)

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns, each with the address that sorts by it."""
        return [self._head(column) for column in self.listed.columns]

    def _head(self, column: Column) -> Head:
        words = self.renamed.get(column.key, column.words)
        if not column.is_sorted:
            return Head(words, column.look)
        if column.key == self.sort.removeprefix("-"):
            turned = column.key if self.is_falling else f"-{column.key}"
            aria = "descending" if self.is_falling else "ascending"
            return Head(words, column.look, self.link(sort=turned), aria)
        first = f"-{column.key}" if column.falls else column.key
        return Head(words, column.look, self.link(sort=first))

    @property
    def orders(self) -> list[tuple[str, Words, bool]]:
        """Every order that there is: its key, its column, whether it falls. For screens without heads."""
        return [
            (sign + column.key, self.renamed.get(column.key, column.words), bool(sign))
            for column in self.listed.columns if column.is_sorted for sign in ("", "-")
        ]  # fmt: skip

    @property
    def fields(self) -> list[Field]:
        """The fields of the form, as they stand."""
        return [
            Field(
                self.listed.prefix + one.key, one.words, one.kind, self.values[one.key], self.choices[one.key],
                one.nothing, one.usual,
            )
            for one in self.listed.filters if one.kind != "choice" or self.choices[one.key]
        ]  # fmt: skip

    @property
    def drawn(self) -> list[Field]:
        """The fields that people see."""
        return [one for one in self.fields if one.kind not in ("hidden", "pill")]

    @property
    def carried(self) -> list[Field]:
        """The fields that go with the form unseen."""
        return [one for one in self.fields if one.kind in ("hidden", "pill") and one.value]

    @property
    def chips(self) -> list[Chip]:
        """The filters in force; of one about which the address says nothing there is none."""
        found = [Chip(_("Search"), f"“{self.words}”", self.link(q=""))] if self.words else []
        for one in self.listed.filters:
            value = self.values[one.key]
            if value != one.usual and one.kind != "pill":
                found.append(Chip(one.words, self._told(one, value), self.link(**{one.key: ""})))
        return found

    def _told(self, one: Filter, value: str) -> Words:
        if one.kind == "flag":
            return ""
        if one.kind == "date":
            return formats.date_as(date.fromisoformat(value), "d MMM y", page_language())
        return dict(self.choices[one.key]).get(value, value)

    @property
    def without_filters(self) -> str:
        """The address of the whole list, in the same order."""
        kept = dict(self.kept)
        pills = [one.key for one in self.listed.filters if one.kind == "pill" and self.values[one.key]]
        kept |= {self.listed.prefix + key: self.values[key] for key in pills}
        if self.sort != self.listed.default:
            kept[self.listed.prefix + "sort"] = self.sort
        return f"{self.address}?{urlencode(kept)}" if kept else self.address

    @property
    def names(self) -> Mapping[str, str]:
        """What the address calls the search, the order and the page."""
        return {key: self.listed.prefix + key for key in ("q", "sort", "page")}


def _checked(one: Filter, choices: Choices, text: str) -> str:
    """What was asked, where it is something that the filter knows."""
    if one.kind == "choice" or (one.kind == "pill" and choices):
        return text if text in {key for key, _words in choices} else ""
    if one.kind == "flag":
        return "1" if text == "1" else ""
    try:
        if text and one.kind == "date":
            date.fromisoformat(text)
        if text and one.kind == "amount":
            cents_of(text, "EUR")
    except (ValueError, Refused):
        return ""
    return text


def _ordered(name: str, is_falling: bool) -> Any:
    by = F(name.removeprefix("-"))
    falls = name.startswith("-") != is_falling
    return by.desc(nulls_last=True) if falls else by.asc(nulls_last=True)


def having(rows: Any, words: str, *fields: str) -> Any:
    """Those rows of a query in which one of the fields has the words."""
    if not words:
        return rows
    has = Q()
    for name in fields:
        has |= Q(**{f"{name}__icontains": words})
    return rows.filter(has)


def has_words(words: str, *texts: str) -> bool:
    """Whether one of the texts has the words, in capitals or not."""
    return not words or any(words.casefold() in text.casefold() for text in texts)


def answer(visit: Visit, asked: Asked, template: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """The whole page; the list alone where it is renewed in place, its address told to the browser."""
    headers = visit.request.headers
    is_part = (
        headers.get("HX-Request") == "true"
        and headers.get("HX-History-Restore-Request") != "true"
        and headers.get("HX-Target", asked.listed.target) == asked.listed.target
    )
    shown = render(visit.request, part if is_part else template, {"asked": asked, **context})
    shown["Vary"] = "HX-Request, HX-Target, Cookie"
    if is_part:
        shown["HX-Push-Url"] = asked.link()
    return shown
