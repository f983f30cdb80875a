"""Plays the story day by day through the real operations, up to today's departures page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from relance.cli.clock import act_on
from relance.cli.demo import cast, story
from relance.domain.act import Act
from relance.domain.law import Law
from relance.domain.rows import ReadOptions

if TYPE_CHECKING:
    from relance.ledger.creditors import Creditor

PERSON = "Claire Vasseur"
WEEKS_BACK = 9
AWAY = timedelta(days=8)
LEFT_TODAY = 4  # notices confirmed and sent this morning; the others wait on the departures page
PREPARED_AHEAD = timedelta(days=10)


class Played(NamedTuple):
    """What the demonstration shows."""

    creditor: Creditor
    today: date
    to_confirm: int
    sent_before: int
    sent_today: int


def demo_day(day: date, law: Law) -> date:
    """The last working day up to that day."""
    while not law.is_working_day(day):
        day -= timedelta(days=1)
    return day


def play(today: date, step: Callable[[], None]) -> Played:
    """Set up the company, live through the past working days, then decide today and send a part.

    `step` is called after each day; there are `len(days_of(today))` of them.
    """
    from relance.operations.setup_creditor import setup_creditor

    days = days_of(today)
    first = act_on(days[0], by=PERSON)
    creditor = setup_creditor(act=first, **cast.COMPANY).creditor
    _settle_in(creditor, first)
    lines = story.lines(today)
    sent = 0
    away_from = today - AWAY
    for day in days[:-1]:
        if day >= away_from:  # she was away: today's page has all that fell due meanwhile
            step()
            continue
        sent += _live(creditor, lines, act_on(day, by=PERSON), imports=day.weekday() in (0, 3))
        step()
    waiting, left = _this_morning(creditor, lines, act_on(today, by=PERSON))
    step()
    creditor.refresh_from_db()
    return Played(creditor, today, waiting, sent, left)


def days_of(today: date) -> list[date]:
    """The working days that are played, today the last."""
    from relance.discovery import country

    law = country("FR")
    start = today - timedelta(weeks=WEEKS_BACK)
    every = [start + timedelta(days=n) for n in range((today - start).days + 1)]
    return [day for day in every if law.is_working_day(day)]


def _settle_in(creditor: Creditor, act: Act) -> None:
    from relance.operations.change_settings import change_settings
    from relance.operations.edit_customer import edit_customer

    change_settings(creditor=creditor, changes=cast.MORE, act=act)
    _take(creditor, "clients.csv", story.customers_csv(), act, snapshot=False)
    customer = _customer(creditor, cast.KEY_CUSTOMER)
    edit_customer(creditor=creditor, customer=customer, changes={"segment": "key"}, act=act)


def _take(creditor: Creditor, name: str, data: bytes, act: Act, *, snapshot: bool) -> None:
    from relance.operations.import_file import import_file

    creditor.refresh_from_db()
    done = import_file(
        creditor=creditor, name=name, data=data, act=act, options=ReadOptions(today=act.today), reader="csv",
        snapshot=snapshot, vanished_settled=True,
    )  # fmt: skip
    if not done.is_taken:
        raise RuntimeError(f"{name}: {done.problems[0].message if done.problems else 'not taken'}")


def _live(creditor: Creditor, lines: list[story.Line], act: Act, *, imports: bool) -> int:
    """A past day: the export twice a week, the day's decisions, everything confirmed and sent, calls made."""
    from relance.operations.confirm_notices import confirm_notices
    from relance.operations.decide_due import decide_due
    from relance.operations.send_due import send_due

    if imports:
        _take(creditor, f"en-cours-{act.today}.csv", story.snapshot_csv(lines, act.today), act, snapshot=True)
    creditor.refresh_from_db()
    report = decide_due(creditor=creditor, act=act)
    creditor.refresh_from_db()
    if not report.created and not report.kept:
        return 0
    confirm_notices(creditor=creditor, references=None, act=act)
    sent = send_due(creditor=creditor, act=act, any_hour=True)
    _make_calls(creditor, act)
    return sent.count("sent")


def _make_calls(creditor: Creditor, act: Act) -> None:
    """Every call asked for is made the same day."""
    from relance.ledger import reads
    from relance.operations.record_step import record_step

    for task in list(reads.open_tasks(creditor)):
        if task.kind == "call" and task.notice:
            line = task.notice.lines.filter(is_acted=True).select_related("receivable__invoice__customer").first()
            if line:
                record_step(
                    creditor=creditor, invoice=line.receivable.invoice, step=task.notice.step, on=act.today, act=act,
                    channel="phone", note="Règlement annoncé pour la fin de la semaine.",
                )  # fmt: skip


def _this_morning(creditor: Creditor, lines: list[story.Line], act: Act) -> tuple[int, int]:
    """Today: a fresh export, what people said since, the decisions; a few notices leave, the rest waits."""
    from relance.ledger import reads
    from relance.operations.confirm_notices import confirm_notices
    from relance.operations.decide_due import decide_due
    from relance.operations.edit_customer import edit_customer
    from relance.operations.hold import hold
    from relance.operations.send_due import send_due

    _take(creditor, f"en-cours-{act.today}.csv", story.snapshot_csv(lines, act.today), act, snapshot=True)
    code, why = cast.ON_HOLD
    until = act.today + PREPARED_AHEAD
    hold(creditor=creditor, customer=_customer(creditor, code), act=act, reason=why, until=until)
    opened = (act.today - PREPARED_AHEAD).isoformat()
    edit_customer(
        creditor=creditor, customer=_customer(creditor, cast.INSOLVENT), changes={"insolvency_on": opened}, act=act
    )  # fmt: skip
    creditor.refresh_from_db()
    decide_due(creditor=creditor, act=act)
    creditor.refresh_from_db()
    ready = [n for n in reads.waiting_notices(creditor) if n.state == "to_confirm" and n.channel == "email"]
    chosen = [n.reference for n in reversed(ready)][:LEFT_TODAY]
    confirm_notices(creditor=creditor, references=chosen, act=act)
    sent = send_due(creditor=creditor, act=act, any_hour=True).count("sent")
    return reads.counts(creditor, act.today)["to_confirm"], sent


def _customer(creditor: Creditor, code: str):  # type: ignore[no-untyped-def]
    from relance.cli.subjects import customer_of

    return customer_of(creditor, code)
