"""A few words to write ledgers and plans down the way one tells them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from relance.discovery import country
from relance.domain.decide import decide
from relance.domain.law import Law
from relance.domain.plan import CHANNELS, Kind, Plan, Step
from relance.domain.plans import load_preset
from relance.domain.position import DoneStep, Hold, PastNotice, Position, Promise, Receivable
from relance.domain.preview import Departure, after_handover, after_notice, preview
from relance.domain.verdict import NoticeDraft, Verdict

FRANCE: Law = country("FR")
TWO_THEN_NOTICE = load_preset("two-then-notice")
STANDARD = load_preset("standard")


def day(text: str) -> date:
    """A date as written, 2026-03-02."""
    return date.fromisoformat(text)


def cents(euros: float) -> int:
    """Euros as integer cents."""
    return round(euros * 100)


# -- what is owed --------------------------------------------------------------------------------------------
def owes(invoice: str, euros: float, due: str, **more: Any) -> Receivable:
    """A receivable; lists of done steps, holds and promises may be given as one."""
    for name in ("done", "holds", "promises"):
        given = more.get(name, ())
        more[name] = tuple(given) if isinstance(given, list | tuple) else (given,)
    return Receivable(more.pop("key", invoice), invoice, day(due), cents(euros), **more)


def customer(*receivables: Receivable, **more: Any) -> Position:
    """A customer that every channel reaches, of a creditor that lets notices leave by themselves."""
    known: dict[str, Any] = {"channels": frozenset(CHANNELS), "confirm_all": False, **more}
    return Position(known.pop("name", "Dupont SARL"), receivables=receivables, **known)


def reached_by(*channels: str) -> frozenset[str]:
    return frozenset(channels)


def promise(euros: float, by: str) -> Promise:
    return Promise(day(by), cents(euros))


def stop(start: str, until: str | None = None) -> Hold:
    return Hold(day(start), day(until) if until else None)


def did(step: str, on: str, kind: Kind = "reminder", gave_until: str | None = None, **more: Any) -> DoneStep:
    """A step done on a day, with the deadline it granted."""
    return DoneStep(step, kind, day(on), day(gave_until) if gave_until else None, **more)


def wrote(on: str, kind: Kind = "reminder", invoice: str = "") -> PastNotice:
    return PastNotice(day(on), kind, invoice)


# -- plans ---------------------------------------------------------------------------------------------------
def plan(*steps: Step, **settings: Any) -> Plan:
    """A plan in which no sum is too small, unless the test says otherwise."""
    return Plan(settings.pop("key", "plan"), steps, **{"floor_cents": 0, "small_total_cents": 0, **settings})


def _step(kind: Kind, key: str, more: dict[str, Any]) -> Step:
    anchor = next((a for a in ("due", "previous", "deadline") if a in more), "due")
    offset = more.pop(anchor, 0)
    channels = () if kind == "handover" else ("email", "letter")
    return Step(key, kind, anchor, offset, more.pop("by", channels), **more)  # type: ignore[arg-type]


def courtesy(key: str, **more: Any) -> Step:
    return _step("courtesy", key, more)


def reminder(key: str, **more: Any) -> Step:
    """`reminder("r2", previous=8)`: eight days after the step before it."""
    return _step("reminder", key, more)


def final(key: str, **more: Any) -> Step:
    return _step("final", key, more)


def formal_notice(key: str, **more: Any) -> Step:
    return _step("formal_notice", key, more)


def handover(key: str, **more: Any) -> Step:
    return _step("handover", key, more)


# -- decisions, and what they say ----------------------------------------------------------------------------
def decided(position: Position, its_plan: Plan, today: str) -> Verdict:
    return decide(position, its_plan, FRANCE, day(today))


def the_notice(verdict: Verdict) -> NoticeDraft:
    """The one notice of a verdict."""
    assert len(verdict.notices) == 1, [*verdict.reasons()]
    return verdict.notices[0]


def acted(notice: NoticeDraft) -> dict[str, str | None]:
    return {line.invoice: line.step for line in notice.lines if line.acted}


def listed(notice: NoticeDraft) -> list[str]:
    return [line.invoice for line in notice.lines if not line.acted]


def reasons(verdict: Verdict) -> dict[str | None, str]:
    return {silence.invoice: silence.reason for silence in verdict.silences}


def until(verdict: Verdict, invoice: str | None = None) -> str:
    """Until when an invoice (None: the customer) is left in peace."""
    return str(next(s.until for s in verdict.silences if s.invoice == invoice))


def tasks(verdict: Verdict) -> list[str]:
    return [task.kind for task in verdict.tasks]


def sent(position: Position, verdict: Verdict) -> Position:
    """The position once all that a verdict asks for has been done."""
    for notice in verdict.notices:
        position = after_notice(position, notice, verdict.today)
    return after_handover(position, verdict.handover, verdict.today) if verdict.handover else position


def departures(position: Position, its_plan: Plan, start: str, days: int = 90) -> list[Departure]:
    return list(preview(position, its_plan, FRANCE, day(start), days))


def story(position: Position, its_plan: Plan, start: str, days: int = 90) -> list[tuple[str, str]]:
    """What leaves and when: [("2026-02-06", "r1"), …]."""
    return [(str(d.on), d.what.step.key) for d in departures(position, its_plan, start, days)]


def each_day(start: date, count: int) -> Iterator[date]:
    return (start + timedelta(days=n) for n in range(count))
