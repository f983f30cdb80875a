"""The menu: a few headings, and under the chosen one its pages."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Lazy


class Entry(NamedTuple):
    """A page in the menu: the name of its address, its words, and the pages beside it under the same heading."""

    name: str
    words: Words
    beside: tuple[tuple[str, Words], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all pages under this heading."""
        return (self.name, *(name for name, _words in self.beside))


MENU = (
    Entry("dashboard", _("Dashboard")),
    Entry("departures", pgettext_lazy("menu", "Departures"), (("letters", _("Letters")),)),
    Entry("money", _("Money in")),
    Entry(
        "work",
        _("To do"),
        (
            ("replies", _("Replies")),
            ("clocks", pgettext_lazy("menu", "Clocks")),
        ),
    ),
    Entry("customers", _("Customers")),
    Entry(
        "tracking",
        pgettext_lazy("menu", "Follow-up"),
        (("disputes", _("Disputes")), ("promises", _("Promises and payment plans")), ("holds", _("Holds"))),
    ),
    Entry(
        "figures",
        pgettext_lazy("menu", "Figures"),
        (("ageing", _("Aged balance")), ("receipts", _("Expected receipts")), ("forecast", _("30 days"))),
    ),
    Entry("import", _("Import")),
    Entry(
        "settings",
        _("Settings"),
        (
            ("templates", _("Templates")),
            ("bank", _("Bank details")),
            ("people", _("People")),
            ("mappings", _("Remembered columns")),
        ),
    ),
)
# what the first page under a heading is called among those beside it
FIRST = {
    "departures": _("Today’s departures"),
    "work": _("Work list"),
    "tracking": _("Tracking table"),
    "figures": _("Key figures"),
    "settings": _("Settings"),
}


def pages_beside(here: str) -> list[tuple[str, Words]]:
    """The pages under the heading of that page, where there are several."""
    for entry in MENU:
        if entry.beside and here in entry.names:
            return [(entry.name, FIRST[entry.name]), *entry.beside]
    return []
