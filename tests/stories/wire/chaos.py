"""Several workers send at once, some are killed, the day's decision is taken twice; then wire and records are compared.

`python -m tests.stories.wire mails|letters MESSAGES WORKERS KILLS SEED` in a process of its own, on the database that
the environment names.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from multiprocessing import Value
from typing import Any, NamedTuple

from django.db import OperationalError, connections

from tests.stories.killing import Broken
from tests.stories.wire.roads import WHO, Road

START = datetime(2026, 2, 6, 8, 0, tzinfo=UTC)
STEP = timedelta(hours=1)
LAST = START + timedelta(days=9)
DONE_FOR = ("sent", "unknown", "refused", "cancelled")


class Wire(NamedTuple):
    """What came of a run."""

    messages: int
    workers: int
    kills: int
    doubled: int
    lost: int
    sent: int
    refused: int
    unknown: int
    doubts: int  # put there by the other side or by a kill: those that must be unknown
    injected: dict[str, int]


@dataclass
class Crew:
    """Forked workers that share a clock; a killed one is replaced until the work is done."""

    creditor: Any
    road: Road
    size: int
    chance: random.Random
    clock: Any = field(default_factory=lambda: Value("d", START.timestamp()))
    workers: dict[int, int] = field(default_factory=dict)  # process number → how many were started before it
    started: int = 0

    def fill(self) -> None:
        """As many workers as there should be."""
        while len(self.workers) < self.size:
            connections.close_all()
            child = os.fork()
            if child == 0:
                _work(self.creditor.pk, self.clock, self.started)
            self.workers[child] = self.started
            self.started += 1

    def kill_one(self) -> set[str]:
        """SIGKILL to one of them; the messages that it had begun to hand over and can say nothing about."""
        child = self.chance.choice(list(self.workers))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        del self.workers[child]
        return _begun_by(self.creditor, self.road, child)

    def look(self) -> None:
        """A worker that ended by itself has failed."""
        for child in list(self.workers):
            found, status = os.waitpid(child, os.WNOHANG)
            if found:
                del self.workers[child]
                raise Broken(f"a worker ended by itself ({status}); its traceback stands above")

    def dismiss(self) -> None:
        """All go home."""
        for child in self.workers:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        self.workers.clear()


def _work(creditor_pk: int, clock: Any, number: int) -> None:
    """What a worker does all day: every one of them decides as well, as when the night's run is started twice."""
    chance = random.Random(number)
    code = 1
    try:
        while True:
            _round(creditor_pk, clock, decides=number < 2 or chance.random() < 0.05)
            time.sleep(0.02 + 0.05 * chance.random())
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _round(creditor_pk: int, clock: Any, *, decides: bool) -> None:
    from relance.ledger.models import Creditor
    from relance.operations.decide_due import decide_due
    from relance.operations.send_due import send_due

    act = _act(clock.value)
    try:
        if decides:
            decide_due(creditor=Creditor.objects.get(pk=creditor_pk), act=act)
        send_due(creditor=Creditor.objects.get(pk=creditor_pk), act=act, any_hour=True)
    except OperationalError as error:  # the database was busy for too long: the next round goes on
        if "locked" not in str(error) and "deadlock" not in str(error):
            raise


def _act(instant: float) -> Any:
    from relance.domain.act import Act

    now = datetime.fromtimestamp(instant, UTC)
    return Act(now.date(), now, "worker")


def _begun_by(creditor: Any, road: Road, process: int) -> set[str]:
    """The messages whose delivery a process had begun, by its number in the claim."""
    from relance.ledger.models import Dispatch

    begun = Dispatch.objects.filter(creditor=creditor, state="data_started", channel=road.channel)
    return {road.name_of(d) for d in begun.select_related("notice") if f":{process}:" in d.notice.claimed_by}


def _waiting(creditor: Any) -> int:
    from relance.ledger.models import Notice

    return Notice.objects.filter(creditor=creditor).exclude(state__in=(*DONE_FOR, "no_contact", "to_confirm")).count()


def prepare(messages: int, road: Road) -> Any:
    """A creditor whose every customer is due one reminder, on that road only."""
    from relance.operations.change_settings import change_settings
    from relance.operations.edit_plan import save_plan
    from tests.operations.scene import a_creditor, an_act, take

    creditor = a_creditor(default_plan="one-reminder", **road.settings)
    act = an_act("2026-01-30")
    save_plan(creditor=creditor, text=PLAN.format(channel=road.channel), act=act)
    changes = {"sending": "as_planned", "max_notices_per_day": "1000000"}
    creditor = change_settings(creditor=creditor, changes=changes, act=act)
    who = "C{n},Client {n} SARL,{mail},{n} rue X,75001,Paris,F{n},{due},{cents}.00"
    lines = [
        who.format(n=n, mail=road.email_of(n), due=date(2026, 1, 20), cents=100 + n % 900) for n in range(messages)
    ]
    take(creditor, "\n".join((WHO, *lines, "")))
    return creditor


PLAN = """
key = "one-reminder"
label = "Un rappel"
min_gap_days = 5
floor_cents = 0
small_total_cents = 0

[[steps]]
key = "r1"
label = "Rappel"
kind = "reminder"
anchor = "due"
offset_days = 8
channels = ["{channel}"]
mode = "auto"
"""


def unleash(road: Road, messages: int, workers: int, kills: int, seed: int) -> Wire:
    """Send them all, through faults and kills; raises Broken where wire and records do not agree."""
    creditor = prepare(messages, road)
    chance = random.Random(seed)
    crew, cut_off = Crew(creditor, road, workers, chance), set()
    with road.open(seed):
        try:
            while crew.clock.value < LAST.timestamp():
                crew.fill()
                time.sleep(chance.uniform(0.05, 0.3))
                crew.look()
                if kills and chance.random() < 0.8:
                    cut_off |= crew.kill_one()
                    kills -= 1
                elif _is_calm(creditor, crew):
                    if not kills and not _waiting(creditor):
                        break
                    crew.clock.value += STEP.total_seconds()
        finally:
            crew.dismiss()
        return compare(creditor, road, crew, cut_off, messages)


def _is_calm(creditor: Any, crew: Crew) -> bool:
    """Nothing can be done before time goes on; a person has looked at what stopped the sending."""
    from relance.ledger.models import Creditor, Notice
    from relance.operations.resume_sending import resume_sending

    now = Creditor.objects.get(pk=creditor.pk)
    if now.sending_stopped_at:
        resume_sending(creditor=now, act=_act(crew.clock.value))
        return False
    ours = Notice.objects.filter(creditor=creditor)
    at_work = ours.filter(state__in=["planned", "claimed", "frozen", "data_started"])
    due = ours.filter(state="refused_for_now").exclude(retry_at__gt=_act(crew.clock.value).now)
    return ours.exists() and not (at_work | due).exists()


def compare(creditor: Any, road: Road, crew: Crew, cut_off: set[str], messages: int) -> Wire:
    """Wire and records, message by message."""
    from relance.ledger.models import Dispatch, Notice, StepDone, Task
    from relance.ledger.reads import chain_break

    far = road.far()
    by_state: dict[str, set[str]] = {}
    for dispatch in Dispatch.objects.filter(creditor=creditor, channel=road.channel).select_related("notice"):
        by_state.setdefault(dispatch.state, set()).add(road.name_of(dispatch))
    sent, unknown = by_state.get("sent", set()), by_state.get("unknown", set())
    kept, doubled = set(far.kept), sum(n - 1 for n in far.kept.values())
    seen = Notice.objects.filter(creditor=creditor).exclude(state="cancelled").values_list("customer", flat=True)
    _check(doubled == 0, f"{doubled} doubled: {[m for m, n in far.kept.items() if n > 1][:5]}")
    _check(max(Counter(seen.filter(state__in=["sent", "unknown"])).values()) == 1, "a customer was reminded twice")
    _check(len(set(seen)) == messages, f"{messages - len(set(seen))} customers were forgotten")
    _check(not _waiting(creditor), f"{_waiting(creditor)} still wait at the end")
    _check(sent <= kept, f"said to be sent, not on the wire: {sorted(sent - kept)[:5]}")
    _check(kept <= sent | unknown, f"on the wire, not in the records: {sorted(kept - sent - unknown)[:5]}")
    doubts = far.ambiguous | cut_off
    _check(doubts <= unknown, f"taken as known: {sorted(doubts - unknown)[:5]}")
    _check(unknown <= doubts | far.cut, f"unknown without a cause: {sorted(unknown - doubts - far.cut)[:5]}")
    asked = Task.objects.filter(creditor=creditor, kind="unknown_delivery", closed_on=None).count()
    _check(asked == len(unknown), f"{len(unknown)} unknown, {asked} questions")
    done = StepDone.objects.filter(creditor=creditor).count()
    _check(done == len(sent) + len(unknown), f"{done} steps done, {len(sent)} sent, {len(unknown)} unknown")
    _check(chain_break(creditor) is None, "the chain is broken")
    _check(len(by_state.get("refused", set())) <= far.refusals, "refused without a refusal")
    # who was refused only for our server's sake may have been written to again
    refused = _whose(creditor, road, "refused") - _whose(creditor, road, "sent", "unknown")
    lost = messages - len(sent) - len(unknown) - len(refused)
    _check(lost == 0, f"{lost} lost")
    return Wire(
        messages, crew.size, crew.started - crew.size, doubled, lost, len(sent), len(refused), len(unknown),
        len(doubts), dict(sorted(far.injected.items())),
    )  # fmt: skip


def _whose(creditor: Any, road: Road, *states: str) -> set[int]:
    from relance.ledger.models import Dispatch

    rows = Dispatch.objects.filter(creditor=creditor, channel=road.channel, state__in=states)
    return set(rows.values_list("notice__customer", flat=True))


def _check(holds: bool, what: str) -> None:
    if not holds:
        raise Broken(what)
