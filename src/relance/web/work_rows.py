"""The lines of the work list as pages show them: what, why here, for whom, and where it is dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _

from relance.domain.crew import Crew
from relance.domain.reasons import kind_words, task_help, task_words
from relance.domain.work_order import Item, urgency, when_here, why_here
from relance.ledger.work import tasks_by_key
from relance.operations.choose_handover import OFFERED_BY
from relance.operations.todays_work import Work
from relance.web.door import Record, Visit

SMALL = "write_off_or_keep"
IN_A_PERSONS_WORDS = (
    "follow_up", "handed_over_news", "formal_notice_again", "suspend_service", "check_solvency",
    "fraud_suspected",
)  # fmt: skip
OF_REPLIES = ("reply_waiting", "check_payment", "time_asked", "wrong_contact", "send_copy", "fraud_suspected")
PAGES = {
    "confirm_waiting": "departures", "notices_waiting": "departures", "import_payments": "import",
    "import_problems": "import", "match_money": "money", "return_unclear": "money_returned",
    "dispute_overdue": "disputes", "promise_broken": "promises", "agreement_broken": "promises",
    "sign_agreement": "promises", "agreement_reopened": "promises",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line; `task` is None where it stands for notices or for a legal clock."""

    item: Item
    words: str
    help: str
    when: str
    place: str
    urgency: str
    customer: Record | None = None
    task: Record | None = None
    own_words: str = ""
    subject: str = ""
    link: str = ""
    link_words: str = ""
    went_to: str = ""
    is_passed_on: bool = False

    @property
    def look(self) -> str:
        """The colour beside the words."""
        return {"legal": "late", "late": "late", "today": "held"}.get(self.urgency, "")


def rows_of(visit: Visit, work: Work, items: Sequence[Item]) -> list[Row]:
    """The lines of these items, in their order; what was closed meanwhile is left out."""
    tasks = tasks_by_key(visit.creditor, [work.tasks[x.key] for x in items if x.key in work.tasks])
    rows = []
    for item in items:
        if item.key in work.tasks:
            task = tasks.get(work.tasks[item.key])
            if task:
                rows.append(task_row(task, item, work.crew, visit.act.today, visit.language))
        else:
            rows.append(_other(work, item, visit.act.today, visit.language))
    return [for_visit(visit, row) for row in rows]


def for_visit(visit: Visit, row: Row) -> Row:
    """The line without its button, where it leads to a page that this person may not open."""
    if row.link and not visit.opens(str(resolve(urlsplit(row.link).path).url_name)):
        return replace(row, link="", link_words="")
    return row


def task_row(task: Record, item: Item, crew: Crew, today: date, language: str) -> Row:
    """The line of a task; `went_to` names the person to whom it was passed on, where that was another one."""
    link, words = _link(task)
    theirs = task.customer.owner if task.customer else ""
    charged = crew.in_charge((theirs, task.creditor.person_in_charge))
    return Row(
        words=task_words(task.kind, language),
        help=task_help(task.kind, language),
        customer=task.customer,
        task=task,
        own_words=task.why if task.kind in IN_A_PERSONS_WORDS else "",
        subject=_subject(task),
        link=link,
        link_words=words,
        went_to=task.owner if task.escalated_on and task.owner != charged else "",
        is_passed_on=task.escalated_on is not None,
        **_place(item, today, language),
    )


def _other(work: Work, item: Item, today: date, language: str) -> Row:
    place = _place(item, today, language)
    if item.key in work.notices:
        row = work.notices[item.key]
        words = f"{task_words(item.kind, language)} ({row.count})"
        link, told = _address("departures"), _("See the departures")
        late = item.key in work.passed_on
        went_to = item.person if late and work.passed_on[item.key] != item.person else ""
        return Row(
            words=words, help=kind_words(row.kind, language), link=link, link_words=told, went_to=went_to,
            is_passed_on=late, **place,
        )  # fmt: skip
    clock = work.clocks[item.key]
    customer = clock[0].receivable.customer
    return Row(
        words=clock[0].clock.label.text(language),
        help=clock[0].clock.article,
        customer=customer,
        subject=", ".join(one.receivable.invoice.number for one in clock[:3]) + (" …" if len(clock) > 3 else ""),
        link=f"{_address('customer', customer.code)}#clocks",
        link_words=_("See the clock"),
        **place,
    )


def _place(item: Item, today: date, language: str) -> dict[str, Any]:
    return {
        "item": item, "when": when_here(item, today, language), "place": why_here(item, today, language),
        "urgency": urgency(item, today),
    }  # fmt: skip


def _subject(task: Record) -> str:
    """What the task is about, where its subject is more than a currency or a key of ours."""
    subject: str = task.subject
    return "" if subject.startswith(task.currency) or ":" in subject else subject


def _link(task: Record) -> tuple[str, str]:
    """Where the task is dealt with, and the words of that button."""
    if task.kind in OFFERED_BY:
        return _address("task", task.pk), _("Choose…")
    if task.kind == SMALL:
        return _address("task", task.pk), _("Decide…")
    if task.kind == "allocate_credit" and task.customer:
        return _address("customer_credits", task.customer.code), _("Allocate…")
    if task.kind == "call" and task.customer_id:
        return _address("call", task.pk), _("Call…")
    if task.kind in OF_REPLIES and task.customer and task.customer.incoming.exists():
        return f"{_address('replies')}?{urlencode({'customer': task.customer.code})}", _("See the message")
    if task.kind in PAGES:
        return _address(PAGES[task.kind]), _("Go there")
    return "", ""


def _address(name: str, *arguments: object) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
