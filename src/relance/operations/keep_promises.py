"""Promises follow the money: kept once it is there, broken ones noted as paid late, kept ones live again if undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, Sum

from relance.domain.act import Act
from relance.domain.promises import Claimed, last_day, reached_on
from relance.ledger.models import Allocation, Creditor, Promise, Receivable, Task, WriteOff
from relance.ledger.positions import customer_plan
from relance.ledger.writes import Happening, append_events, close_tasks
from relance.operations.notices import happening
from relance.operations.plans_in_force import plans_in_force
from relance.operations.promise_states import break_promise, lay_again, live_claims, open_of, told, turn
from relance.operations.rest import WHY, end_rest

# tasks about invoices that nobody needs once these are paid
FOLLOWED = ("promise_broken", "check_payment", "time_asked")


def keep_promises(creditor: Creditor, ids: Sequence[int], act: Act) -> None:
    """What open amounts that moved do to the promises of these customers; inside the caller's transaction."""
    reached = Q(left__lte=F("open_after_cents"))
    rows = Promise.objects.filter(creditor=creditor, customer__in=ids).exclude(state="withdrawn")
    rows = rows.annotate(left=Sum("invoice__receivables__open_cents")).filter(
        reached & (Q(state="live") | Q(state="broken", paid_on=None))
        | ~reached & (Q(state="kept") | Q(state="broken", paid_on__isnull=False))
    )
    moved = list(rows.select_related("customer", "invoice").order_by("pk"))
    if moved:
        _follow(creditor, moved, act)
    _close_paid(creditor, ids, act)


def _follow(creditor: Creditor, moved: Sequence[Promise], act: Act) -> None:
    plans = plans_in_force(creditor)
    money = _money_days(creditor, moved)
    given_up = _written_off(creditor, moved)
    happenings = []
    for promise in moved:
        left = promise.left  # type: ignore[attr-defined]
        reached = left <= promise.open_after_cents
        if (
            reached
            and promise.state == "broken"
            and left + given_up.get(promise.invoice_id, 0) > promise.open_after_cents
        ):
            continue  # written off, not paid: that mends no broken word
        grace = customer_plan(promise.customer, creditor, plans).promise_grace_days
        last = last_day(promise.on, grace)
        if reached:
            happenings.append(_reached(promise, money[promise.pk] or act.today, last, act))
        else:
            happenings += _undone(creditor, promise, last, act)
    append_events(creditor, happenings, act)


def _reached(promise: Promise, paid_on: date, last: date, act: Act) -> Happening:
    """The money is there: in time by its own day, whenever it became known; or late."""
    if paid_on <= last:
        turn(promise, "kept", ended_on=act.today, paid_on=paid_on)
        return happening("promise_kept", promise.customer, told(promise, paid_on=paid_on.isoformat()))
    if promise.state == "live":
        turn(promise, "broken", ended_on=act.today, paid_on=paid_on)
    else:
        promise.paid_on = paid_on
        promise.save(update_fields=["paid_on"])
    return happening("promise_paid_late", promise.customer, told(promise, paid_on=paid_on.isoformat()))


def _undone(creditor: Creditor, promise: Promise, last: date, act: Act) -> list[Happening]:
    """The payment that had reached it was undone."""
    if promise.state == "broken":
        promise.paid_on = None
        promise.save(update_fields=["paid_on"])
        return [happening("promise_reopened", promise.customer, told(promise))]
    if act.today > last:
        return [break_promise(creditor, promise, act)]
    left = open_of(creditor, promise.invoice)
    others = live_claims(creditor, promise.invoice, left)
    turn(promise, "live")
    room = max(left - sum(one.cents for one in others), 0)
    lay_again(creditor, [*others, Claimed(promise.pk, promise.on, min(promise.cents, room))], left)
    return [happening("promise_reopened", promise.customer, told(promise))]


def _money_days(creditor: Creditor, moved: Sequence[Promise]) -> dict[int, date | None]:
    """The day on which money reached each promise, by its key; None where no dated money tells it."""
    invoices = {p.invoice_id for p in moved}
    lines = Receivable.objects.filter(creditor=creditor, invoice__in=invoices)
    amounts = dict(lines.values_list("invoice").annotate(cents=Sum("amount_cents")))
    moneys: dict[int, list[tuple[date, int]]] = defaultdict(list)
    rows = Allocation.objects.filter(creditor=creditor, receivable__invoice__in=invoices, part="principal")
    for invoice, on, cents in rows.values_list("receivable__invoice", "on", "cents"):
        moneys[invoice].append((on, cents))
    found = {}
    for promise in moved:
        left, dated = promise.left, moneys[promise.invoice_id]  # type: ignore[attr-defined]
        is_all = left + sum(cents for _, cents in dated) == amounts.get(promise.invoice_id, 0)
        found[promise.pk] = reached_on(promise.open_after_cents, left, dated, promise.made_on, all_dated=is_all)
    return found


def _written_off(creditor: Creditor, moved: Sequence[Promise]) -> dict[int, int]:
    rows = WriteOff.objects.filter(creditor=creditor, undone_on=None)
    rows = rows.filter(receivable__invoice__in={p.invoice_id for p in moved if p.state == "broken"})
    return dict(rows.values_list("receivable__invoice").annotate(cents=Sum("cents")))


def _close_paid(creditor: Creditor, ids: Sequence[int], act: Act) -> None:
    """Close what was asked about invoices of which nothing (or nothing promised and broken) is open any more."""
    tasks = Task.objects.filter(creditor=creditor, customer__in=ids, kind__in=FOLLOWED, closed_on=None)
    for pk, kind, customer, subject in tasks.values_list("pk", "kind", "customer_id", "subject"):
        about = {"creditor": creditor, "customer": customer, "invoice__number__in": subject.split(", ")}
        waits = Receivable.objects.filter(open_cents__gt=0, **about)
        if kind == "promise_broken":
            waits = waits.filter(invoice__promises__state="broken", invoice__promises__paid_on=None)
        if not waits.exists():
            close_tasks(creditor, act, result="nothing of it is open any more", pk=pk)
            if kind in WHY and customer:
                end_rest(creditor, customer, subject.split(", "), kind, act)
