"""What each right lets a person do, as pages say it."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from relance.domain.rights import Right

_DOING: Final[dict[Right, str | Lazy]] = {
    "see": _("look at customers, invoices and messages"),
    "tasks": _("look after tasks of the work list"),
    "follow_up": _("follow customers up: calls, promises, disputes, holds, contacts"),
    "confirm": _("confirm, send or cancel what leaves"),
    "settle": _("decide what is given up or agreed with a customer"),
    "money": _("record and match money, and import files"),
    "figures": _("look at the figures of the whole company"),
    "plans": _("change plans and templates"),
    "company": _("change the company’s settings"),
    "bank": _("change bank details"),
    "people": _("say who works here and what they may do"),
    "export": _("export everything"),
    "dossier": _("take a customer’s dossier with its evidence"),
}


def doing(right: Right) -> str:
    """What this right allows, to follow “you may not”."""
    return str(_DOING[right])
