"""The work list: what only a person can do, what is urgent first, then what is at stake."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from relance.ledger import reads
from relance.ledger.crew import load_crew
from relance.ledger.work import person_of
from relance.operations.assign_task import assign_tasks
from relance.operations.close_task import close_task
from relance.operations.decide_due import decide_due
from relance.operations.refused import Refused
from relance.operations.todays_work import Work, todays_work
from relance.web.door import Record, Visit, found, page
from relance.web.lists import Column, Filter, Listed
from relance.web.pages.customer_acts import day_of
from relance.web.pages.views import views_context
from relance.web.undo import MOST_TAKEN_BACK, undoable
from relance.web.work_rows import rows_of

EVERYONE = "all"
# in no order of the address: what is urgent first, then what is at stake
WORK = Listed(
    columns=(
        Column("tick", lazy("Choose"), look="tick"),
        Column("task", lazy("Task"), by=lambda item: (item.kind, item.due_on, item.key)),
        Column("customer", lazy("Customer")),
        Column("stake", lazy("At stake"), by=lambda item: (item.amount_cents, item.key), falls=True, look="number"),
        Column("by", pgettext_lazy("deadline", "By"), by=lambda item: (item.due_on, item.key)),
        Column("who", lazy("Who"), by=lambda item: (item.person, item.due_on, item.key)),
        Column("act", lazy("Act"), look="sr"),
    ),
    filters=(Filter("who", lazy("Who"), "pill"), Filter("kind", lazy("Task"), "pill")),
)


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Everything to do: one's own, one colleague's or everybody's, all kinds or one."""
    kind, person = visit.request.GET.get("kind", ""), whose(visit)
    work = todays_work(visit.creditor, visit.act.today, person=person, kind=kind)
    asked = WORK.read(visit)
    items = asked.page(asked.in_order(work.items))
    context = {
        "here": "work",
        "asked": asked,
        **views_context(visit, "work", asked.query),
        "rows": rows_of(visit, work, list(items)),
        "pages": items,
        "work": work,
        "people": _people(visit, work, person),
        "crew": list(work.crew.people),
        "total": sum(work.people.values()) if visit.sees_all else work.people.get(person, 0),
        "chosen": kind,
        "person": person,
    }
    return render(visit.request, "work/page.html", context)


def whose(visit: Visit) -> str:
    """Whose work is shown: the name in the address, everybody's for `all`, one's own where nothing is said."""
    asked = visit.request.GET.get("who", "me") if visit.sees_all else "me"
    if asked == EVERYONE:
        return ""
    return me(visit) if asked == "me" else asked


def me(visit: Visit) -> str:
    """The user name of who is asking."""
    user: Any = visit.request.user
    return str(user.get_username())


def _people(visit: Visit, work: Work, person: str) -> list[tuple[str, str, int, bool]]:
    """The address word, the name, the number of things to do and whether it is shown, of each person with work."""
    mine = me(visit)
    if not visit.sees_all:
        return [("me", _("Mine"), work.people.get(mine, 0), True)]
    names = [mine, *sorted(name for name in work.people if name not in ("", mine))]
    return [
        ("me" if name == mine else name, _("Mine") if name == mine else name, work.people.get(name, 0), name == person)
        for name in names
    ]


@require_POST
@page
def close(visit: Visit, task_id: int) -> HttpResponse:
    """Close a task with its result and what comes next: another task, or in so many words nothing more."""
    seen_task(visit, reads.open_tasks(visit.creditor).filter(pk=task_id).first())
    if not visit.data.get("result"):
        raise Refused(_("say in a few words what came of it"))
    step, on = next_step_of(visit)
    close_task(
        creditor=visit.creditor, task_id=task_id, result=visit.data["result"], act=visit.act, next_step=step,
        next_on=on, next_owner=visit.data.get("owner", "") if step else "",
    )  # fmt: skip
    told = _("The task is closed, the next one is planned.") if step else _("The task is closed.")
    undoable(visit, told, "close_task", key=task_id)
    return to_the_list(visit)


def next_step_of(visit: Visit) -> tuple[str, date | None]:
    """What comes next, as the form says it. Raises Refused where it says nothing, or two things."""
    step, nothing = visit.data.get("next_step", ""), "nothing_more" in visit.data
    if step and nothing:
        raise Refused(_("a next step is planned and “nothing more” is ticked: choose one of them"))
    if not step and not nothing:
        raise Refused(_("say what comes next and when, or tick “nothing more”"))
    return step, day_of(visit.data.get("next_on", "")) if step else None


def to_the_list(visit: Visit) -> HttpResponse:
    """Back to the work list as it was filtered."""
    back = visit.data.get("list", "")
    return HttpResponseRedirect(f"/to-do/{back}" if back.startswith("?") else "/to-do/")


def seen_task(visit: Visit, task: Record | None) -> Record:
    """The task where this person may see it: it is theirs to do, or its customer is; else 404."""
    one = found(task)
    if visit.sees_all:
        return one
    doing = person_of(visit.creditor, one, load_crew(visit.creditor), visit.act.today)
    return one if doing == me(visit) else visit.found(one)


@require_POST
@page
def assign(visit: Visit) -> HttpResponse:
    """Give the ticked tasks to a person, or another day."""
    keys = [int(key) for key in visit.request.POST.getlist("task") if key.isdecimal()]
    if not keys:
        raise Refused(_("tick at least one task"))
    for key in keys:
        found(visit.creditor.tasks.filter(pk=key).first())
    had = [[one.pk, one.owner, one.due_on.isoformat()] for one in visit.creditor.tasks.filter(pk__in=keys)]
    by = visit.data.get("by", "")
    given = assign_tasks(
        creditor=visit.creditor, task_ids=keys, owner=visit.data.get("owner", ""), by=day_of(by) if by else None,
        act=visit.act,
    )  # fmt: skip
    told = ngettext("%(n)d task was changed.", "%(n)d tasks were changed.", len(given))
    if all(owner for _key, owner, _due in had) and len(had) <= MOST_TAKEN_BACK:
        undoable(visit, told % {"n": len(given)}, "assign", tasks=had)
    else:  # what nobody had by name cannot be given back to nobody
        messages.success(visit.request, told % {"n": len(given)})
    return to_the_list(visit)


def decide_again(visit: Visit) -> None:
    """Have today's list follow, where today was decided already."""
    if visit.creditor.last_run_on == visit.act.today:
        decide_due(creditor=visit.creditor, act=visit.act)
