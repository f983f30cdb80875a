"""Where the plan has ended: what a person chooses for a customer who has not paid, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from relance.domain.act import Act
from relance.domain.law import add_working_days, next_working_day
from relance.domain.task_words import HANDOVER_CHOICES
from relance.domain.work_facts import PARTNERS
from relance.ledger.models import Creditor, Customer, Invoice, Receivable, Task
from relance.ledger.writes import append_events, wake
from relance.operations.hold import hold
from relance.operations.notices import happening
from relance.operations.plans_in_force import law_of
from relance.operations.refused import Refused
from relance.operations.write_off import write_off

OFFERED_BY = ("hand_over", "plan_ended", "handed_over_news")
NEWS_AFTER = timedelta(days=30)
# the task that follows, and in how many working days
FOLLOWS = {
    "formal_notice": ("formal_notice_again", 1),
    "suspend": ("suspend_service", 1),
    "solvency": ("check_solvency", 3),
}


class Chosen(NamedTuple):
    """What was chosen, the sums it is about by currency (cents), and the tasks that follow."""

    choice: str
    sums: dict[str, int]
    follow: list[Task]


def choose_handover(
    *, creditor: Creditor, customer: Customer, choice: str, act: Act, partner: str = "", reason: str = "",
    until: date | None = None,
) -> Chosen:  # fmt: skip
    """Record the choice, do what it entails, close the task that asked, open the one that follows.

    `commissaire`, `lawyer`, `agency`: the customer is handed over from today (to `partner`).  `wait`: its late
    invoices are held until a day, then the question comes again.  `write_off`: they are written off, with a reason.
    The others put a task on the work list. Raises Refused for an unknown choice, or where nothing is late.
    """
    _check(choice, reason, until, act)
    with transaction.atomic():
        late = _late(creditor, customer, act.today)
        if not late:
            raise Refused(f"{customer.code} owes nothing late: there is nothing to decide")
        sums: dict[str, int] = defaultdict(int)
        for receivable in late:
            sums[receivable.currency] += receivable.open_cents
        asked = Task.objects.filter(creditor=creditor, customer=customer, closed_on=None, kind__in=OFFERED_BY)
        owner = next((task.owner for task in asked.order_by("-pk") if task.owner), "")
        asked.update(closed_on=act.today, choice=choice, result=(reason.strip() or partner.strip() or choice)[:300])
        payload = {
            "choice": choice, "partner": partner.strip(), "until": until.isoformat() if until else None,
            "reason": reason.strip()[:300], "sums": dict(sums),
        }  # fmt: skip
        append_events(creditor, [happening("handover_chosen", customer, payload)], act)
        _take_effect(creditor, customer, choice, late, reason, until, act)
        follow = _follow(creditor, customer, choice, sums, owner, partner or reason, until, act)
        wake(creditor, [customer.pk], act.today)
    return Chosen(choice, dict(sums), follow)


def _check(choice: str, reason: str, until: date | None, act: Act) -> None:
    if choice not in HANDOVER_CHOICES:
        raise Refused(f"there is no way on called “{choice}”: there are {', '.join(HANDOVER_CHOICES)}")
    if choice == "wait" and (until is None or until <= act.today):
        raise Refused("say until when to wait, a day to come: --until 2026-02-28")
    if choice == "write_off" and not reason.strip():
        raise Refused("say why it is written off: --reason “…”")


def _late(creditor: Creditor, customer: Customer, today: date) -> list[Receivable]:
    """The receivables whose plan came to its hand-over; where there are none, all that are late."""
    rows = Receivable.objects.filter(creditor=creditor, customer=customer, open_cents__gt=0, due_on__lt=today)
    rows = rows.select_related("invoice__customer").order_by("due_on", "pk")
    ended = rows.filter(steps_done__kind="handover", steps_done__is_waived=False).distinct()
    return list(ended) or list(rows)


def _take_effect(
    creditor: Creditor, customer: Customer, choice: str, late: Sequence[Receivable], reason: str, until: date | None,
    act: Act,
) -> None:  # fmt: skip
    if choice in PARTNERS:
        Customer.objects.filter(creditor=creditor, pk=customer.pk).update(handed_over_on=act.today)
    if choice not in ("wait", "write_off"):
        return
    cents: dict[Invoice, int] = defaultdict(int)
    for receivable in late:
        cents[receivable.invoice] += receivable.open_cents
    for invoice, total in cents.items():
        if choice == "write_off":
            write_off(creditor=creditor, invoice=invoice, cents=total, reason=reason, act=act)
        else:
            why = reason.strip() or "waiting before a decision"
            hold(creditor=creditor, customer=customer, invoice=invoice, act=act, reason=why, until=until)


def _follow(
    creditor: Creditor, customer: Customer, choice: str, sums: dict[str, int], owner: str, words: str,
    until: date | None, act: Act,
) -> list[Task]:  # fmt: skip
    """The tasks that follow, one a currency."""
    law = law_of(creditor)
    if choice == "write_off":
        return []
    if choice == "wait" and until:
        kind, due_on = "hand_over", next_working_day(law, until + timedelta(days=1))
    elif choice in PARTNERS:
        kind, due_on = "handed_over_news", next_working_day(law, act.today + NEWS_AFTER)
    else:
        kind, count = FOLLOWS[choice]
        due_on = add_working_days(law, act.today, count)
    return [
        Task.objects.create(
            creditor=creditor, customer=customer, kind=kind, subject=f"{currency} {due_on}", due_on=due_on,
            why=words.strip()[:500], amount_cents=cents, currency=currency, owner=owner, opened_on=act.today,
        )
        for currency, cents in sums.items()
    ]  # fmt: skip
