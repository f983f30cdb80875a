"""What each role may do: the one table that pages, commands and programs ask."""

from __future__ import annotations

from typing import Final, Literal

Right = Literal[
    "see",  # customers, invoices, messages: within one's own portfolio, or all of them
    "tasks",  # the work list: to see and to close what one is asked to do
    "follow_up",  # calls, promises, disputes, holds, contacts, answers to replies, payment plans within the limits
    "confirm",  # what leaves: decide, confirm, cancel, send, print, post
    "settle",  # what is given up or decided: waivers, write-offs, disputes, hand-over, a customer's conditions
    "money",  # bank files, matching, payments, credits, imports
    "figures",  # what concerns the whole company: aged balance, lateness, forecast, journal
    "plans",  # plans and templates
    "company",  # the company's identity, calendar, channels, limits
    "bank",  # bank details
    "people",  # who works here, invitations, roles, files opened to somebody outside
    "export",  # exports of everything
    "dossier",  # a customer's dossier with its evidence
]
ALL: Final[tuple[Right, ...]] = (
    "see", "tasks", "follow_up", "confirm", "settle", "money", "figures", "plans", "company", "bank", "people",
    "export", "dossier",
)  # fmt: skip
RIGHTS: Final[dict[str, frozenset[Right]]] = {
    "owner": frozenset(ALL),
    "manager": frozenset(set(ALL) - {"company", "bank", "people"}),
    "accountant": frozenset({"see", "tasks", "money", "figures", "bank", "export", "dossier"}),
    "collector": frozenset({"see", "tasks", "follow_up", "dossier"}),
    "reader": frozenset({"see", "figures"}),
    "outside": frozenset({"see", "dossier"}),
}
# these see only some customers: a collector those in their portfolio, somebody outside the files opened to them
LIMITED: Final = ("collector", "outside")


def may(role: str, right: Right) -> bool:
    """Whether a role has a right; an unknown role has none."""
    return right in RIGHTS.get(role, frozenset())
