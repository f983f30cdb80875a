"""Pre-litigation: every file from its formal notice to its hand-over, whether it is ready or what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from relance.domain.prelitigation import STATES, file_state_words, missing
from relance.domain.reasons import task_words
from relance.domain.wording.formats import upper_first
from relance.ledger.letters import is_registered
from relance.ledger.prelitigation import FilePieces, OpenFile, file_pieces, open_files
from relance.operations.choose_handover import OFFERED_BY
from relance.operations.legal_clocks import clocks_of
from relance.web.door import Record, Visit, page
from relance.web.lists import Choices, Column, Filter, Listed, answer, has_words
from relance.web.pages.clocks import DEADLINE, ClockRow, clock_rows
from relance.web.pages.letters import letter_row
from relance.web.pages.views import views_context

# what a person must do something about comes first
ORDER = ("due", "waiting", "running", "chosen", "handed_over")


def _deadline(one: OpenFile) -> date:
    return one.days.deadline_on or date.max


FILES = Listed(
    columns=(
        Column("customer", lazy("Customer"), by=lambda one: (one.name.casefold(), one.code)),
        Column("state", lazy("State"), by=lambda one: (ORDER.index(one.state), _deadline(one), one.name.casefold())),
        Column("notice", lazy("Formal notice")),
        Column("missing", lazy("What is missing")),
        Column("deadline", lazy("Deadline granted"), by=lambda one: (_deadline(one), one.name.casefold())),
        Column("clock", lazy("Next legal clock")),
        Column("next", lazy("What comes next")),
        Column("open", lazy("Late"), by=lambda one: sum(cents for _, cents in one.sums), falls=True, look="number"),
    ),
    filters=(Filter("state", lazy("State")),),
    default="state",
    search=lazy("Customer’s name or number"),
    per_page=25,
    target="file-list",
)


@dataclass(frozen=True, slots=True)
class Card:
    """The files of one state, counted, with what is late of them by currency."""

    state: str
    words: str
    count: int
    sums: list[tuple[str, int]]


class Next(NamedTuple):
    """What comes next in a file: words, who, when, and where it is dealt with (empty: nowhere for this person)."""

    words: str
    owner: str = ""
    on: date | None = None
    link: str = ""


class FileRow(NamedTuple):
    """One file as the page shows it."""

    file: OpenFile
    pieces: FilePieces
    letter: dict[str, Any] | None
    is_registered: bool
    missing: tuple[str, ...]
    clock: ClockRow | None
    next: Next

    @property
    def proofs(self) -> list[tuple[Record, str]]:
        """The files that prove the letter's way, each with its words."""
        return self.letter["proofs"] if self.letter else []


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The files asked for in the address, the state of all of them in cards above."""
    files = open_files(visit.creditor, visit.act.today, visit.limits)
    choices: dict[str, Choices] = {
        "state": [(state, upper_first(file_state_words(state, visit.language))) for state in STATES]
    }
    asked = FILES.read(visit, choices)
    found = [one for one in files if asked["state"] in ("", one.state) and has_words(asked.words, one.name, one.code)]
    rows = asked.page(asked.in_order(found))
    context = {
        "here": "prelitigation",
        "has_any": bool(files),
        "cards": _cards(files, visit.language),
        "rows": rows,
        "shown": _rows(visit, list(rows)),
        "found": ngettext("%(n)d file", "%(n)d files", len(found)) % {"n": len(found)},
        "totals": _sums(found),
        **views_context(visit, "prelitigation", asked.query),
    }
    return answer(visit, asked, "prelitigation/page.html", "prelitigation/_list.html", context)


def _cards(files: Sequence[OpenFile], language: str) -> list[Card]:
    by_state = {state: [one for one in files if one.state == state] for state in ORDER}
    return [
        Card(state, upper_first(file_state_words(state, language)), len(those), _sums(those))
        for state, those in by_state.items()
    ]


def _sums(files: Sequence[OpenFile]) -> list[tuple[str, int]]:
    sums: dict[str, int] = {}
    for one in files:
        for currency, cents in one.sums:
            sums[currency] = sums.get(currency, 0) + cents
    return sorted(sums.items())


def _rows(visit: Visit, files: Sequence[OpenFile]) -> list[FileRow]:
    """The rows of one page, with all that is there of each."""
    pieces = file_pieces(visit.creditor, files, visit.act.today)
    clocks = _clocks(visit, pieces)
    rows = []
    for one in files:
        its = pieces[one.customer]
        if its.posting and its.notice:
            its.posting.dispatch.notice = its.notice
        channel = its.notice.channel if its.notice else its.by_hand.channel if its.by_hand else ""
        letter = letter_row(visit, its.posting) if its.posting else None
        rows.append(
            FileRow(
                one, its, letter, is_registered(channel), missing(its.papers), clocks.get(one.customer),
                _next(visit, one, its),
            )
        )  # fmt: skip
    return rows


def _clocks(visit: Visit, pieces: dict[int, FilePieces]) -> dict[int, ClockRow]:
    """The next clock of each customer that can still be met; where none can, the one that passed last."""
    receivables = [row for its in pieces.values() for row in its.receivables]
    found = clock_rows(clocks_of(visit.creditor, receivables), visit.act.today)
    chosen: dict[int, ClockRow] = {}
    for row in (row for row in found if row.clock.key != DEADLINE):
        known = chosen.get(row.customer.pk)
        if known is None or known.state == "passed":
            chosen[row.customer.pk] = row
    return chosen


def _next(visit: Visit, one: OpenFile, its: FilePieces) -> Next:
    """The open task; without one, what the state itself asks for."""
    if one.state == "waiting" and its.notice:
        return Next(_("Confirm the formal notice"), link=reverse("notice", args=[its.notice.reference]))
    if its.tasks:
        task = its.tasks[0]
        theirs = task.customer.owner if task.customer else ""
        owner = task.owner or visit.crew.in_charge((theirs, visit.creditor.person_in_charge))
        name, arguments = ("task", [task.pk]) if task.kind in OFFERED_BY else ("work", [])
        link = reverse(name, args=arguments) if visit.opens(name) else ""
        return Next(upper_first(task_words(task.kind, visit.language)), owner, task.due_on, link)
    if one.state == "running":
        return Next(_("Wait for the deadline"), on=one.days.deadline_on)
    if one.state == "due":
        return Next(_("Decide what comes next"), link=reverse("customer", args=[one.code]))
    return Next(_("Nothing is planned"))
