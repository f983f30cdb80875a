"""The guide to the first reminder, in words: its steps with their pages, and the bar that leads along them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from relance.domain.guide import StartFacts, StepState, steps_of
from relance.ledger.guide import guide_facts
from relance.operations.setup_creditor import LETTERS_NEED
from relance.web.door import Visit
from relance.web.menu import Words
from relance.web.setting_words import in_a_row, setting_words

# which step each page belongs to; on the dashboard the bar names the next one
PAGES = {
    "settings_company": "company", "bank": "bank", "start_plan": "plan", "plans": "plan", "plan": "plan",
    "plan_edit": "plan", "start_preview": "preview", "forecast": "preview", "departures": "confirm", "dashboard": "",
    **dict.fromkeys(
        ("import", "import_check", "import_columns", "import_take", "import_report", "import_tie_out",
         "import_cold_start", "import_attach"), "import",
    ),
}  # fmt: skip


class Told(NamedTuple):
    """A step's page, its title, what it is for, and its button."""

    route: str
    title: Words
    about: Words
    act: Words


def told() -> dict[str, Told]:
    """The six steps in words, by key."""
    return {
        "company": Told(
            "settings_company", _("Your company"),
            _("Every letter and mail says who writes: identity, address, contact, signature."),
            _("Describe the company"),
        ),
        "bank": Told(
            "bank", _("Bank details"),
            _("Your customers read there where to pay; the QR code of the letters is made from it."),
            _("Give the account"),
        ),
        "import": Told(
            "import", _("Open invoices"),
            _("A list from your invoicing or accounting program tells who owes what, and since when."),
            _("Import a file"),
        ),
        "plan": Told(
            "start_plan", pgettext("guide", "Plan"),
            _("It says which reminder comes when, and by which channel; you can change it at any time."),
            _("Choose a plan"),
        ),
        "preview": Told(
            "start_preview", _("Look ahead"),
            _("You read the coming 30 days and the first reminders before anything leaves."),
            _("Look at the coming days"),
        ),
        "confirm": Told(
            "departures", _("First reminder"),
            _("You tick what may leave; the rest waits."),
            _("Confirm the first reminders"),
        ),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as the guide shows it; `note` says what is missing or known."""

    key: str
    number: int
    state: StepState
    words: Told
    note: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """The steps with their states; `here` is the step of the page that is being looked at, if it belongs to one."""

    steps: tuple[ShownStep, ...]
    here: ShownStep | None = None

    @property
    def is_finished(self) -> bool:
        """Whether a first reminder has left."""
        return all(step.state == "done" for step in self.steps)

    @property
    def next(self) -> ShownStep:
        """The step to take now; the last one where all are done."""
        return next((step for step in self.steps if step.state == "next"), self.steps[-1])

    @property
    def after(self) -> ShownStep | None:
        """Where to go on from here: the next step, unless that is this one."""
        return self.next if self.here and self.here.state == "done" else None


def guide_of(visit: Visit, here: str = "") -> Guide:
    """The guide as it stands; `here` is the key of the step that is being looked at."""
    facts, words = guide_facts(visit.creditor, LETTERS_NEED), told()
    steps = tuple(
        ShownStep(step.key, step.number, step.state, words[step.key], _note(visit, step.key, facts))
        for step in steps_of(facts)
    )
    return Guide(steps, next((step for step in steps if step.key == here), None))


def bar_of(visit: Visit, route: str) -> Guide | None:
    """The guide for the bar above a page of one of its steps; None elsewhere, for others, and once it is finished."""
    if route not in PAGES or not visit.may("company"):
        return None
    guide = guide_of(visit, PAGES[route])
    return None if guide.is_finished else guide


def _note(visit: Visit, key: str, facts: StartFacts) -> str:
    if key == "company" and facts.missing:
        return _("Missing: %(list)s") % {"list": in_a_row([setting_words(name)[0] for name in facts.missing])}
    if key == "confirm" and visit.creditor.delivery == "outbox":
        return _("Nothing reaches anyone yet: what leaves is put into the outbox until you switch sending on.")
    return ""
