"""Plays the story day by day through the real operations, up to today's departures page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from relance.cli.clock import act_on
from relance.cli.demo import bank, cast, post, story
from relance.cli.demo.deeds import Deeds
from relance.cli.demo.mail import Mailbag
from relance.cli.demo.office import open_office, take
from relance.domain.act import Act
from relance.domain.law import Law

if TYPE_CHECKING:
    from relance.ledger.creditors import Creditor

WEEKS_BACK = 9
UNSEEN = 5  # working days on which nobody confirmed anything: today's page has all that fell due meanwhile
LEFT_TODAY = 4  # e-mails confirmed and sent this morning; the others wait on the departures page
LETTERS_TODAY = ("letter", "registered_letter")  # one of each is made this morning, and waits for the post
EXPORTS_ON = (0, 3)  # Mondays and Thursdays
CALL_WORDS = {
    "spoken": "Règlement annoncé pour la fin de la semaine.",
    "promise": "Le gérant s’engage sur cette date.",
    "message_left": "Message laissé sur le répondeur.",
    "call_back": "Le comptable est absent, rappeler.",
}


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
    days, law = days_of(today), _law()
    lines = story.lines(today)
    creditor = open_office(act_on(days[0], by=cast.OWNER), today, lines)
    deeds, mailbag = Deeds(today, lines), Mailbag(today, lines, law)
    sent, taken = 0, days[0]
    for day in days[:-1]:
        act = act_on(day, by=cast.COLLECTOR)
        if day == days[0] or day.weekday() in EXPORTS_ON:
            _take_exports(creditor, lines, taken, act)
            taken = day
        post.follow(creditor, law, act)
        _decide(creditor, deeds, mailbag, act)
        if day < days[-UNSEEN - 1]:
            sent += _confirm_all(creditor, act)
            post.bring(creditor, act)
            _make_calls(creditor, act)
        step()
    act = act_on(today, by=cast.COLLECTOR)
    _take_exports(creditor, lines, taken, act)
    take(creditor, f"releve-{today}.csv", bank.statement_csv(lines, today), act)
    post.follow(creditor, law, act)
    _decide(creditor, deeds, mailbag, act)
    left = _confirm_some(creditor, act)
    _make_calls(creditor, act)
    step()
    creditor.refresh_from_db()
    return Played(creditor, today, _count(creditor, today), sent, left)


def days_of(today: date) -> list[date]:
    """The working days that are played, today the last."""
    law = _law()
    start = today - timedelta(weeks=WEEKS_BACK)
    every = [start + timedelta(days=n) for n in range((today - start).days + 1)]
    return [day for day in every if law.is_working_day(day)]


def _law() -> Law:
    from relance.discovery import country

    law: Law = country("FR")
    return law


def _take_exports(creditor: Creditor, lines: Sequence[story.Line], taken: date, act: Act) -> None:
    """The bank's payments since the last time (a cheque is not among them), then the list of all that is open."""
    by_bank = [line for line in lines if not line.player.cheque]
    payments = story.payments_csv(by_bank, taken, act.today)
    if payments.count(b"\n") > 1:
        take(creditor, f"banque-{act.today}.csv", payments, act)
    take(creditor, f"en-cours-{act.today}.csv", story.snapshot_csv(lines, act.today), act, snapshot=True)


def _decide(creditor: Creditor, deeds: Deeds, mailbag: Mailbag, act: Act) -> None:
    """What people did or were told that day, then the day's decisions."""
    from relance.operations.decide_due import decide_due

    creditor.refresh_from_db()
    deeds.perform(creditor, act)
    mailbag.open(creditor, act)
    creditor.refresh_from_db()
    report = decide_due(creditor=creditor, act=act)
    if report.problems:
        raise RuntimeError(f"{act.today}: {report.problems[0]}")
    creditor.refresh_from_db()


def _count(creditor: Creditor, today: date) -> int:
    from relance.ledger import reads

    return int(reads.counts(creditor, today)["to_confirm"])


def _confirm_all(creditor: Creditor, act: Act) -> int:
    """A past day: everything is confirmed and leaves; returns how many left."""
    from relance.operations.confirm_notices import confirm_notices

    if not _count(creditor, act.today):
        return 0
    confirm_notices(creditor=creditor, references=None, act=act)
    return _send(creditor, act)


def _confirm_some(creditor: Creditor, act: Act) -> int:
    """Today: a few e-mails leave, and the calls that the story tells of are taken on; the rest waits."""
    from relance.ledger import reads
    from relance.operations.confirm_notices import confirm_notices

    ready = [n for n in reads.waiting_notices(creditor) if n.state == "to_confirm"]
    told = {player.code for player in cast.PLAYERS if player.calls}
    mails = [n.reference for n in reversed(ready) if n.channel == "email" and n.kind == "reminder"][:LEFT_TODAY]
    calls = [n.reference for n in ready if n.channel == "phone" and n.customer.code in told]
    letters = [n for key in LETTERS_TODAY for n in [n.reference for n in ready if n.channel == key][:1]]
    confirm_notices(creditor=creditor, references=[*mails, *calls, *letters], act=act)
    return _send(creditor, act)


def _send(creditor: Creditor, act: Act) -> int:
    from relance.operations.send_due import send_due

    return send_due(creditor=creditor, act=act, any_hour=True).count("sent")


def _make_calls(creditor: Creditor, act: Act) -> None:
    """Every call asked for is made the same day."""
    from relance.ledger import reads

    for task in list(reads.open_tasks(creditor)):
        if task.kind == "call" and task.customer and task.due_on <= act.today:
            _call(creditor, task, act)


def _call(creditor: Creditor, task: Any, act: Act) -> None:
    """With the results that players.txt tells one after the other; `promise:5` is for five days later."""
    from relance.ledger.calls import customer_calls
    from relance.operations.log_call import log_call

    customer = task.customer
    before = customer_calls(creditor, customer).count()
    told = next(player.calls for player in cast.PLAYERS if player.code == customer.code).split()
    result, _, days = (told[before] if before < len(told) else "spoken").partition(":")
    if result == "wait":
        return
    on = act.today + timedelta(days=int(days or 0))
    log_call(
        creditor=creditor, customer=customer, result=result, act=act, notice=task.notice, minutes=3 + before,
        spoke_to=customer.contact_name if result in ("spoken", "promise") else "", note=CALL_WORDS.get(result, ""),
        promise_on=on if result == "promise" else None, call_back_on=on if result == "call_back" else None,
    )  # fmt: skip
