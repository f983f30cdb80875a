"""A letter moves on: its days are written down, and what depends on them follows in the same transaction."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from relance.domain.act import Act
from relance.domain.law import next_working_day
from relance.domain.posting import ENDS, RANK, Way
from relance.ledger.letters import way_of
from relance.ledger.models import Creditor, Dispatch, Notice, Posting, StepDone
from relance.ledger.writes import Happening, append_events, close_tasks, open_task, wake
from relance.operations.notices import happening, move
from relance.operations.plans_in_force import law_of, plans_in_force
from relance.operations.resolve_unknown import prove_sent

SHORTEST = 8  # days granted where the plan of the notice is no longer there: the shortest that plans may grant
RETURNED = "letter_returned"
ADDRESS = "address_doubted"


def move_letter(creditor: Creditor, posting: Posting, way: Way, act: Act, detail: str = "") -> bool:
    """Write the way of a letter as it is now known; False where nothing is new. The caller has checked the days.

    1. What the post has seen has left, even if that was in doubt; columns, and an event for each day.  2. The notice's
    own state.  3. A deadline that ended too early after a late presentation is moved forward, never back.  4. A letter
    that came back asks for a person.
    """
    before = way_of(posting)
    if way == before:
        return False
    with transaction.atomic():
        if RANK[way.state] >= RANK["posted"] and way.state != "cancelled":
            prove_sent(creditor=creditor, dispatch=posting.dispatch, how=f"the post: {way.state}", act=act)
        notice = Notice.objects.select_related("customer").get(pk=posting.dispatch.notice_id)
        for name in ("state", "number", "posted_on", "presented_on", "ended_on"):
            setattr(posting, name, getattr(way, name))
        posting.detail = detail[:500] or posting.detail
        posting.save(update_fields=["state", "number", "posted_on", "presented_on", "ended_on", "detail"])
        append_events(creditor, _events(notice, posting, before, way, detail), act)
        if not posting.dispatch.is_copy:
            _move_notice(notice, posting, way)
            _grant_more(creditor, notice, before, way, act)
        _ask(creditor, notice, before, way, act)
        wake(creditor, [notice.customer_id], act.today)
    return True


def _events(notice: Notice, posting: Posting, before: Way, way: Way, detail: str) -> list[Happening]:
    stations = [("posted", way.posted_on, before.posted_on), ("presented", way.presented_on, before.presented_on)]
    if way.state in ENDS:
        stations.append((way.state, way.ended_on, before.ended_on if before.state == way.state else None))
    payload = {"notice": notice.reference, "channel": posting.dispatch.channel, "number": way.number, "detail": detail}
    return [
        happening(
            f"letter_{station}",
            notice.customer,
            {**payload, "on": day.isoformat(), "was": was.isoformat() if was else None},
        )
        for station, day, was in stations
        if day and day != was
    ] or [happening("letter_noted", notice.customer, {**payload, "station": way.state})]


def _move_notice(notice: Notice, posting: Posting, way: Way) -> None:
    """Delivered and returned are states of the notice as well; refused and unclaimed letters stay sent: they count."""
    to = {"delivered": "delivered", "wrong_address": "bounced"}.get(way.state)
    if to and notice.state in ("sent", "unknown") and move(notice, to):
        Dispatch.objects.filter(pk=posting.dispatch_id, state__in=["sent", "unknown"]).update(state=to)


def _grant_more(creditor: Creditor, notice: Notice, before: Way, way: Way, act: Act) -> None:
    """The customer has the days granted from the first presentation on, where that ends later than what was written.

    A debtor is put in default by the notice it receives (C. civ. 1344), and interest runs from then (1231-6).
    """
    received = way.received_on
    if not received or received == before.received_on or not notice.deadline_on:
        return
    until = next_working_day(law_of(creditor), received + timedelta(days=_days_granted(creditor, notice)))
    if until <= notice.deadline_on:
        return
    was, notice.deadline_on = notice.deadline_on, until
    notice.save(update_fields=["deadline_on"])
    StepDone.objects.filter(creditor=creditor, notice=notice, deadline_on__lt=until).update(deadline_on=until)
    payload = {
        "notice": notice.reference, "from": was.isoformat(), "to": until.isoformat(), "presented": received.isoformat(),
    }  # fmt: skip
    append_events(creditor, [happening("deadline_moved", notice.customer, payload)], act)


def _days_granted(creditor: Creditor, notice: Notice) -> int:
    plan = plans_in_force(creditor).get(notice.plan)
    done = {notice.step, *notice.lines.filter(is_acted=True).values_list("step", flat=True)}
    granted = [s.deadline_days for s in plan.steps if s.key in done] if plan else []
    return max(granted, default=0) or SHORTEST


def _ask(creditor: Creditor, notice: Notice, before: Way, way: Way, act: Act) -> None:
    """What a person should do about a letter that came back."""
    if way.state == before.state:
        return
    close_tasks(creditor, act, result=f"now {way.state}", kind__in=[RETURNED, ADDRESS], subject=notice.reference)
    on: date | None = way.ended_on
    about: dict[str, Any] = {
        "subject": notice.reference, "customer_id": notice.customer_id, "notice_id": notice.pk,
        "amount_cents": notice.total_cents, "currency": notice.currency,
    }  # fmt: skip
    if way.state == "wrong_address":
        open_task(
            creditor, act, kind="address_doubted", due_on=act.today, **about,
            why=f"{notice.reference} came back on {on}: wrong address. Find the right one, correct it, send it again",
        )  # fmt: skip
    elif way.state == "cancelled":
        open_task(
            creditor, act, kind="letter_returned", due_on=act.today, **about,
            why=f"{notice.reference} was cancelled by the postal provider: it was never posted. Make it again by hand",
        )  # fmt: skip
    elif way.state in ("refused", "unclaimed"):
        open_task(
            creditor, act, kind="letter_returned", due_on=act.today, **about,
            why=f"{notice.reference} was {way.state} on {on}: it counts as received on {way.received_on}. "
            "Keep the envelope closed as proof; reach the customer by another channel, or go on to the next step",
        )  # fmt: skip
