"""The tracking table: a row per receivable, with filters and order in the address, and as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_GET

from relance.domain.plan import Plan
from relance.domain.reason_words import REASONS
from relance.domain.reasons import reason_words
from relance.domain.tracking import Tracked
from relance.domain.tracking_words import COLUMNS, Cell, cells
from relance.domain.wording.formats import upper_first
from relance.ledger.tracking import Asked, people_of, tracked_receivables
from relance.operations.plans_in_force import plans_in_force
from relance.operations.track import track, track_some
from relance.web import lists
from relance.web.again import again_to_export
from relance.web.door import Visit, page
from relance.web.pages.customer_acts import customer_of
from relance.web.pages.figures import StepWords
from relance.web.pages.views import views_context
from relance.web.sheet_files import csv_file, xlsx_file

TRACKING = lists.Listed(
    columns=(
        lists.Column("invoice", lazy("Invoice"), order=("invoice__number",)),
        lists.Column("customer", lazy("Customer"), order=("customer__name",)),
        lists.Column("due", lazy("Due"), order=("due_on",)),
        lists.Column("open", lazy("Open"), order=("open_cents",), falls=True, look="number"),
        lists.Column("reminders", lazy("Reminders")),
        lists.Column("answer", lazy("Customer’s answer")),
        lists.Column("next", lazy("Next action"), order=("next_on",)),
        lists.Column("situation", lazy("Situation")),
        lists.Column("penalties", lazy("Penalties"), look="number"),
        lists.Column("cause", lazy("Cause")),
    ),
    filters=(
        lists.Filter("show", lazy("Show"), nothing=lazy("What is open")),
        lists.Filter("owner", pgettext_lazy("owner", "With"), nothing=lazy("Everyone")),
        lists.Filter("step", lazy("Step reached")),
        lists.Filter("reason", lazy("Situation")),
        lists.Filter("customer", lazy("Customer"), "hidden"),
    ),
    default="due",
    target="tracking-list",
)
STOPS = ("dispute", "promise", "agreement", "hold")
LATEST = 2  # reminders shown at once; the earlier ones unfold
FILENAMES = {"fr": "suivi", "en": "tracking"}


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """One page of the table."""
    today, plans = visit.act.today, plans_in_force(visit.creditor)
    people = people_of(visit.creditor, today, visit.crew)
    listed = _listed(visit, plans, sorted(people.crew.people))
    wanted = tracked_receivables(visit.creditor, asked_for(visit, listed), today, visit.limits)
    keys = listed.page(wanted.values_list("pk", flat=True))
    count = keys.paginator.count
    rows = track_some(creditor=visit.creditor, keys=list(keys.object_list), today=today, plans=plans, people=people)
    context = {
        "here": "tracking",
        "pages": keys,
        "found": ngettext("%(n)d due date", "%(n)d due dates", count) % {"n": count},
        "rows": [_shown(row, visit.language) for row in rows],
        **views_context(visit, "tracking", listed.query),
    }
    return lists.answer(visit, listed, "tracking/page.html", "tracking/_list.html", context)


def _shown(row: Tracked, language: str) -> dict[str, Any]:
    """A row with what its table says in words."""
    told = dict(zip((column.key for column in COLUMNS), cells(row, language), strict=True))
    newest = row.reminders[::-1]
    return {
        **told,
        "row": row,
        "latest": newest[:LATEST],
        "earlier": newest[LATEST:],
        "stops": [str(told[key]) for key in STOPS if told[key]],
    }


def _steps(visit: Visit, plans: Mapping[str, Plan]) -> list[tuple[str, str]]:
    """The steps of the plans in force, with their words; two that are called the same have their key beside them."""
    names = StepWords(plans, visit.creditor.default_plan, visit.language)
    words = {key: names.by_key(key) for key in sorted({step.key for plan in plans.values() for step in plan.steps})}
    twice = {one for one, times in Counter(words.values()).items() if times > 1}
    return [(key, f"{one} ({key})" if one in twice else one) for key, one in words.items()]


def asked_for(visit: Visit, listed: lists.Asked) -> Asked:
    """The filters and the order in the address; a customer that one may not see is not there."""
    customer = customer_of(visit, listed["customer"]).code if listed["customer"] else ""
    order = listed.sort.removeprefix("-")
    return Asked(
        customer=customer,
        all=listed["show"] == "all",
        overdue=listed["show"] == "overdue",
        owner=listed["owner"],
        step=listed["step"],
        reason=listed["reason"],
        order=order,
        turned=listed.is_falling != (order == "open"),  # by itself the largest comes first
    )


def _listed(visit: Visit, plans: Mapping[str, Plan], crew: Sequence[str]) -> lists.Asked:
    choices: dict[str, lists.Choices] = {
        "show": [("overdue", _("What is overdue")), ("all", _("Everything, settled too"))],
        "owner": [(name, name) for name in crew],
        "step": [("none", pgettext("step", "None yet")), *_steps(visit, plans)],
        "reason": [(key, upper_first(reason_words(key, visit.language))) for key in REASONS],
    }
    return TRACKING.read(visit, choices)


@require_GET
@page
@again_to_export()
def as_csv(visit: Visit) -> HttpResponse:
    """The rows of the page, all of them, as CSV; sent as they are read."""
    return csv_file(visit, FILENAMES[visit.language], COLUMNS, _told(visit, visit.language))


@require_GET
@page
@again_to_export()
def as_xlsx(visit: Visit) -> HttpResponse:
    """The rows of the page, all of them, as a workbook."""
    return xlsx_file(visit, FILENAMES[visit.language], COLUMNS, _told(visit, visit.language))


def _told(visit: Visit, language: str) -> Iterator[tuple[Cell, ...]]:
    asked = asked_for(visit, _listed(visit, plans_in_force(visit.creditor), sorted(visit.crew.people)))
    rows = track(creditor=visit.creditor, asked=asked, today=visit.act.today, among=visit.limits)
    return (cells(row, language) for row in rows)
