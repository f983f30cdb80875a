"""The day begins: an instalment that comes due soon is announced to the customer, once."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from relance.domain.act import Act
from relance.domain.law import Law
from relance.domain.stops import Part
from relance.ledger.agreements import agreements
from relance.ledger.models import Agreement, Creditor, Notice
from relance.ledger.stops import on_account, paid_cents
from relance.operations.answer import tell
from relance.operations.plans_in_force import law_of

FARTHEST = 14  # days that a run of days off may move a reminder to an earlier day


def remind_instalments(creditor: Creditor, act: Act) -> int:
    """Tell of every instalment whose reminder is due and that is not paid yet; returns how many were written.

    A reminder is due from `instalment_reminder_days` before the date (the working day before where that is a day
    off) up to the date itself; it is never made up later, and not made on the day the plan was agreed.
    """
    last = act.today + timedelta(days=creditor.instalment_reminder_days + FARTHEST)
    rows = agreements(creditor, "in_force").filter(
        agreed_on__lt=act.today, instalments__due_on__gte=act.today, instalments__due_on__lte=last
    )
    found = list(rows.distinct().order_by("pk"))
    if not found:
        return 0
    law, credits = law_of(creditor), on_account(creditor, {agreement.customer_id for agreement in found})
    told = 0
    with transaction.atomic():
        for agreement in found:
            credit = credits.get((agreement.customer_id, agreement.currency), 0)
            for key in _due(agreement, credit, creditor.instalment_reminder_days, law, act.today):
                told += _tell(creditor, agreement, key, act)
    return told


def _due(agreement: Agreement, credit: int, days: int, law: Law, today: date) -> list[int]:
    """The keys of the instalments to announce today; what is on account fills instalments as well."""
    left, found = paid_cents(agreement) + credit, []
    for one in sorted(agreement.instalments.all(), key=lambda x: (x.due_on, x.rank)):
        left -= one.cents
        if left < 0 and announced_from(Part(one.due_on, one.cents), days, law) <= today <= one.due_on:
            found.append(one.pk)
    return found


def announced_from(part: Part, days: int, law: Law) -> date:
    """The first day on which an instalment is announced: a working day."""
    day = part.due_on - timedelta(days=days)
    while not law.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _tell(creditor: Creditor, agreement: Agreement, key: int, act: Act) -> bool:
    about = f"instalment:{key}:reminder"
    if Notice.objects.filter(creditor=creditor, about=about).exclude(state="cancelled").exists():
        return False
    lines = [line.receivable for line in agreement.lines.all() if line.receivable.open_cents > 0]
    lines.sort(key=lambda receivable: (receivable.due_on, receivable.pk))
    return tell(creditor=creditor, customer=agreement.customer, about=about, receivables=lines, act=act) is not None
