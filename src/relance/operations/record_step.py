"""A reminder made outside Relance: a call, a letter by hand, a formal notice. It counts as that step done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from relance.domain.act import Act
from relance.domain.law import next_working_day
from relance.domain.plan import KINDS, Plan, Step
from relance.ledger.models import Creditor, Invoice, Notice, NoticeLine, Receivable, StepDone
from relance.ledger.models.notice import ANSWER, WAITING
from relance.ledger.positions import customer_plan
from relance.ledger.writes import append_events, close_tasks, wake
from relance.operations.notices import cancel_notices, happening, next_reference_number
from relance.operations.plans_in_force import law_of, plans_in_force
from relance.operations.refused import Refused


class Recorded(NamedTuple):
    """The notice that keeps the record, and how many receivables it marked."""

    notice: Notice
    receivables: int


def record_step(
    *, creditor: Creditor, invoice: Invoice, step: str, on: date, act: Act, channel: str = "", note: str = ""
) -> Recorded:
    """Mark a step (its key, or a kind) as done on an invoice's open receivables.

    1. Find the step in the plan.  2. Where a call waits for this, it is that call: all its lines are marked.
    3. Keep a notice made by hand, so that spacing and history see it.  4. What waited is decided afresh.
    Raises Refused for an unknown step, a day to come, or a step done already.
    """
    if on > act.today:
        raise Refused(f"{on} is to come: record a reminder once it is made")
    plans = plans_in_force(creditor)
    plan = customer_plan(invoice.customer, creditor, plans)
    with transaction.atomic():
        call = _waiting_call(creditor, invoice)
        chosen = _step(plan, step, call)
        receivables = _receivables(creditor, invoice, call)
        if not receivables:
            raise Refused(f"nothing is open on {invoice.number}: there is nothing to remind of")
        _refuse_twice(receivables, chosen)
        notice = _notice(creditor, invoice, plan, chosen, receivables, on, act, channel, call)
        _mark(creditor, notice, chosen, receivables, on, channel, note)
        _tidy(creditor, invoice, notice, call, act)
        payload = {
            "notice": notice.reference, "step": chosen.key, "on": on.isoformat(), "channel": channel, "note": note,
            "invoices": sorted({r.invoice.number for r in receivables}),
        }  # fmt: skip
        append_events(creditor, [happening("step_recorded", invoice.customer, payload)], act)
    return Recorded(notice, len(receivables))


def _waiting_call(creditor: Creditor, invoice: Invoice) -> Notice | None:
    return Notice.objects.filter(
        creditor=creditor, state="planned", tasks__kind="call", tasks__closed_on=None,
        lines__receivable__invoice=invoice, lines__is_acted=True,
    ).first()  # fmt: skip


def _step(plan: Plan, text: str, call: Notice | None) -> Step:
    by_key = {s.key: s for s in plan.steps}
    if text in by_key:
        return by_key[text]
    if text in KINDS:
        of_kind = [s for s in plan.steps if s.kind == text]
        if call and call.kind == text and call.step in by_key:
            return by_key[call.step]
        if of_kind:
            return of_kind[0]
        raise Refused(f"the plan {plan.key} has no {text}: its steps are {', '.join(by_key)}")
    raise Refused(f"there is no step “{text}” in the plan {plan.key}: its steps are {', '.join(by_key)}")


def _receivables(creditor: Creditor, invoice: Invoice, call: Notice | None) -> list[Receivable]:
    rows = Receivable.objects.filter(creditor=creditor, open_cents__gt=0).select_related("invoice")
    if call:
        return list(rows.filter(notice_lines__notice=call, notice_lines__is_acted=True))
    return list(rows.filter(invoice=invoice))


def _refuse_twice(receivables: list[Receivable], step: Step) -> None:
    for receivable in receivables:
        done = StepDone.objects.filter(receivable=receivable, step=step.key, cycle=receivable.cycle).first()
        if done:
            raise Refused(f"{step.label or step.key} was done on {receivable.invoice.number} on {done.on} already")


def _notice(
    creditor: Creditor, invoice: Invoice, plan: Plan, step: Step, receivables: list[Receivable], on: date, act: Act,
    channel: str, call: Notice | None,
) -> Notice:  # fmt: skip
    deadline = on + timedelta(days=step.deadline_days) if step.deadline_days else None
    return Notice.objects.create(
        creditor=creditor,
        customer=invoice.customer,
        reference=f"R-{next_reference_number(creditor):06d}",
        state="sent",
        decided_on=act.today,
        currency=invoice.currency,
        plan=plan.key,
        step=step.key,
        step_label=step.label,
        kind=step.kind,
        channel=channel or (call.channel if call else "by_hand"),
        total_cents=sum(r.open_cents for r in receivables),
        deadline_on=deadline and next_working_day(law_of(creditor), deadline),
        confirmed_by=act.by[:120],
        is_by_hand=True,
        left_on=on,
        sent_at=act.now,
    )


def _mark(
    creditor: Creditor,
    notice: Notice,
    step: Step,
    receivables: list[Receivable],
    on: date,
    channel: str,
    note: str,
) -> None:
    # lines of a record are not live: the step itself, unique for its receivable, is what counts
    NoticeLine.objects.bulk_create(
        NoticeLine(
            creditor=creditor, notice=notice, receivable=r, is_acted=True, is_live=False, step=step.key,
            cycle=r.cycle, open_cents=r.open_cents,
        )
        for r in receivables
    )  # fmt: skip
    StepDone.objects.bulk_create(
        StepDone(
            creditor=creditor, receivable=r, notice=notice, step=step.key, kind=step.kind, cycle=r.cycle, on=on,
            deadline_on=notice.deadline_on, channel=channel or notice.channel, note=note,
        )
        for r in receivables
    )  # fmt: skip


def _tidy(creditor: Creditor, invoice: Invoice, notice: Notice, call: Notice | None, act: Act) -> None:
    waiting = Notice.objects.filter(creditor=creditor, customer=invoice.customer, state__in=WAITING)
    touched = waiting.filter(lines__receivable__notice_lines__notice=notice).exclude(kind=ANSWER)
    touched = touched.select_related("customer").distinct()
    for old in list(touched):
        close_tasks(creditor, act, result=f"recorded as {notice.reference}", notice=old)
        cancel_notices(creditor, [old], act, f"recorded by hand as {notice.reference}")
    wake(creditor, [invoice.customer_id], act.today)
