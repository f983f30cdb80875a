"""What stops every reminder to a customer, whatever is owed (DECIDING, section 3)."""

from __future__ import annotations

from datetime import date

from relance.domain.desk import end_of
from relance.domain.law import Law, add_working_days
from relance.domain.position import Position
from relance.domain.verdict import Reason, Silence, Task, Verdict

REPLY_WORKING_DAYS = 5


def customer_gate(position: Position, law: Law, today: date) -> Verdict | None:
    """The verdict where a gate holds; None where the receivables must be looked at."""
    reason, until, tasks = _gate_reason(position, law, today)
    if reason is None:
        return None
    return Verdict(
        today=today,
        silences=(Silence(None, None, None, reason, until=until),),
        tasks=tasks,
        wake_on=min((*coming_stops(position, today), *([until] if until else [])), default=None),
    )


def coming_stops(position: Position, today: date) -> list[date]:
    """The days after today on which a stop begins."""
    known = (position.insolvency_on, position.handed_over_on, position.reply_waiting_since)
    return [day for day in (*known, *(h.from_on for h in position.holds)) if day and day > today]


def _gate_reason(position: Position, law: Law, today: date) -> tuple[Reason | None, date | None, tuple[Task, ...]]:
    if position.insolvency_on and position.insolvency_on <= today:
        due = law.declaration_due(position.insolvency_on)
        return "insolvency", None, (Task("declare_claim", due, "collective proceedings were opened"),)
    if position.handed_over_on and position.handed_over_on <= today:
        return "handed_over", None, ()
    if position.no_dunning:
        return "no_dunning", None, ()
    holds = [h for h in position.holds if h.covers(today)]
    if holds:
        return "on_hold", end_of(h.until_on for h in holds), ()
    if position.reply_waiting_since and position.reply_waiting_since <= today:
        due = add_working_days(law, position.reply_waiting_since, REPLY_WORKING_DAYS)
        if today < due:
            return "reply_waiting", due, ()
        return "reply_waiting", None, (Task("reply_waiting", due, "a message has waited five working days"),)
    return None, None, ()
