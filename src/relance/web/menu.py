"""The menu: a few headings, and under the chosen one its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Lazy


class Entry(NamedTuple):
    """A page in the menu: the name of its address, its words, and the pages beside it under the same heading.

    `first` is what the page itself is called among those beside it.
    """

    name: str
    words: Words
    beside: tuple[tuple[str, Words], ...] = ()
    first: Words = ""

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
    Entry("customers", _("Customers"), (("invoices", _("Invoices")),)),
    Entry(
        "tracking",
        pgettext_lazy("menu", "Follow-up"),
        (
            ("disputes", _("Disputes")),
            ("promises", _("Promises and payment plans")),
            ("holds", _("Holds")),
            ("prelitigation", _("Pre-litigation")),
        ),
    ),
    Entry(
        "figures",
        pgettext_lazy("menu", "Figures"),
        (
            ("ageing", _("Aged balance")),
            ("receipts", _("Expected receipts")),
            ("forecast", _("30 days")),
            ("journal", _("Journal")),
        ),
    ),
    Entry("import", _("Import")),
    Entry(
        "settings",
        _("Settings"),
        (
            ("settings_company", _("Company")),
            ("bank", _("Bank details")),
            ("settings_calendar", _("Calendar and hours")),
            ("settings_rules", _("Rules")),
            ("plans", _("Plans")),
            ("templates", _("Templates")),
            ("channels", _("Channels")),
            ("people", _("People")),
            ("mappings", _("Remembered columns")),
            ("start", _("First steps")),
        ),
    ),
)
# what the first page under a heading is called among those beside it
FIRST = {
    "customers": _("Customers"),
    "departures": _("Today’s departures"),
    "work": _("Work list"),
    "tracking": _("Tracking table"),
    "figures": _("Key figures"),
    "settings": _("Settings"),
}


def menu_for(opens: Callable[[str], bool]) -> tuple[Entry, ...]:
    """The menu of somebody: headings under which they may open something, each leading to the first such page."""
    shown = []
    for entry in MENU:
        pages = [page for page in ((entry.name, FIRST.get(entry.name, entry.words)), *entry.beside) if opens(page[0])]
        if pages:
            shown.append(Entry(pages[0][0], entry.words, tuple(pages[1:]), pages[0][1]))
    return tuple(shown)


def pages_beside(here: str, menu: tuple[Entry, ...] = MENU) -> list[tuple[str, Words]]:
    """The pages under the heading of that page, where there are several."""
    for entry in menu:
        if entry.beside and here in entry.names:
            return [(entry.name, entry.first or FIRST[entry.name]), *entry.beside]
    return []
