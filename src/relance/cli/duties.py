"""The worker's duties: decide once a day for every creditor, and send what is ready every minute."""

from __future__ import annotations

import sys
import threading
from datetime import date
from typing import TYPE_CHECKING

from relance.cli.clock import act_on
from relance.domain.act import Act

if TYPE_CHECKING:
    from relance.ledger.creditors import Creditor

EVERY_SECONDS = 60
BREATH_SECONDS = 3  # between two rounds, however much mail comes
WORKER = "relance"


def keep_working(stop: threading.Event, today: date | None = None) -> None:
    """Make a round a minute until told to stop; a fault in one round never ends the next."""
    from django.db import close_old_connections

    while not stop.is_set():
        close_old_connections()
        make_round(today)
        close_old_connections()
        _pause(stop, today)


def _pause(stop: threading.Event, today: date | None) -> None:
    """A minute, or until mail comes where the mail server says so (IDLE); told to stop, no longer than that takes."""
    if today is None and _mail_came(stop):
        stop.wait(BREATH_SECONDS)
    else:
        stop.wait(EVERY_SECONDS)


def _mail_came(stop: threading.Event) -> bool:
    from relance.ledger.creditors import all_creditors
    from relance.operations.read_mail import mailbox_settings, wait_for_mail

    try:
        listening = [one for one in all_creditors() if mailbox_settings(one.key)]
        return bool(listening) and wait_for_mail(creditor=listening[0], seconds=EVERY_SECONDS, is_over=stop.is_set)
    except Exception as fault:  # waiting is no reason to end
        _tell("the mailbox", fault)
        return False


def make_round(today: date | None = None) -> int:
    """One round for every creditor; returns how many notices left."""
    from relance.ledger.creditors import all_creditors
    from relance.operations.end_sessions import clear_old_sessions

    left = 0
    try:
        clear_old_sessions(act=act_on(None))
        for creditor in all_creditors():
            left += _tend(creditor, today)
    except Exception as fault:  # the database is away for a moment: the next round tries again
        _tell("the round", fault)
    return left


def _tend(creditor: Creditor, today: date | None) -> int:
    """Decide where the day has not been decided yet, then send what may leave."""
    from relance.operations.decide_due import decide_due
    from relance.operations.refused import Refused
    from relance.operations.send_due import send_due

    try:
        act = act_on(today, creditor.timezone, by=WORKER)
        _listen(creditor, act)
        if _is_to_be_decided(creditor, act):
            decide_due(creditor=creditor, act=act)
            creditor.refresh_from_db()
        report = send_due(creditor=creditor, act=act, any_hour=today is not None)
        for problem in report.problems:
            print(f"{creditor.key}: {problem}", file=sys.stderr)
        _follow(creditor, act)
        _work_out(creditor, act)
        return report.count("sent")
    except Refused as refusal:
        print(f"{creditor.key}: {refusal}", file=sys.stderr)
    except Exception as fault:  # one creditor's trouble is not the others'
        _tell(creditor.key, fault)
    return 0


def _follow(creditor: Creditor, act: Act) -> None:
    """Ask the postal provider, where there is one, what became of its letters."""
    from relance.operations.follow_letters import follow_letters

    if creditor.postal_provider:
        for problem in follow_letters(creditor=creditor, act=act).problems:
            print(f"{creditor.key}: {problem}", file=sys.stderr)


def _work_out(creditor: Creditor, act: Act) -> None:
    """Long work that waits, and once a day the figures of a large ledger, so that pages need not wait for them."""
    from relance.operations.jobs.answers import keep_answer, to_keep
    from relance.operations.jobs.run import run_jobs

    run_jobs(lambda: act_on(None).now)
    for name, key in to_keep(creditor, act.today) if creditor.last_run_on == act.today else ():
        keep_answer(creditor=creditor, name=name, key=key, act=act, tell=lambda _done, _total, _phase: None)


def _listen(creditor: Creditor, act: Act) -> None:
    """What customers wrote comes first: it stops what was about to leave. Trouble with it stops nothing else."""
    from relance.operations.read_mail import read_mail

    try:
        for trouble in read_mail(creditor=creditor, act=act).troubles:
            print(f"{creditor.key}: {trouble}", file=sys.stderr)
    except Exception as fault:
        _tell(f"{creditor.key}, the mailbox", fault)


def _is_to_be_decided(creditor: Creditor, act: Act) -> bool:
    """Once per local day, from the hour at which sending begins."""
    is_new_day = creditor.last_run_on is None or creditor.last_run_on < act.today
    return bool(is_new_day and act.now.time() >= creditor.sending_from)


def _tell(what: str, fault: Exception) -> None:
    words = " ".join(str(fault).split())
    print(f"{what}: {type(fault).__name__}: {words}; tried again in a minute", file=sys.stderr)
