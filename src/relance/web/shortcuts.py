"""The keyboard: one letter for each page, the same in French and in English, and what the other keys do.

Letters are those of a word that both languages share where there is one: Départs and Departures, Clients and Customers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from relance.web.menu import Entry, Words


class Shortcut(NamedTuple):
    """After `g`, this letter goes to a page."""

    letter: str
    name: str
    words: Words
    address: str


LETTERS: Final[dict[str, str]] = {
    "dashboard": "b",
    "departures": "d",
    "letters": "l",
    "money": "e",
    "work": "t",
    "replies": "r",
    "clocks": "k",
    "customers": "c",
    "invoices": "f",
    "tracking": "s",
    "disputes": "i",
    "promises": "p",
    "holds": "h",
    "prelitigation": "u",
    "figures": "n",
    "ageing": "a",
    "receipts": "v",
    "journal": "j",
    "import": "m",
    "settings": "o",
    "account": "y",
}
# what the keys do elsewhere than in the menu
KEYS: Final[tuple[tuple[tuple[str, ...], Words], ...]] = (
    (("j", "k"), _("Next or previous row of a list")),
    (("↵",), _("Open the row; in money in, accept the proposal")),
    (("x",), _("Tick or untick the row")),
    (("/",), _("Search everywhere")),
    (("Ctrl", "↵"), _("In a form: its main act")),
    (("Esc",), _("Close what is open, or leave a field")),
    (("?",), _("This help")),
)


def shortcuts(menu: Sequence[Entry]) -> list[Shortcut]:
    """The letters of the pages that this person has in their menu, in the menu's order."""
    words: dict[str, Words] = {}
    for entry in menu:
        words[entry.name] = entry.first or entry.words
        words.update({name: said for name, said in entry.beside if name in LETTERS})
    found = [(name, said, _address(name)) for name, said in words.items() if name in LETTERS]
    return [Shortcut(LETTERS[name], name, said, address) for name, said, address in found if address]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
