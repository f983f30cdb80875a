"""Tells in sentences what was done on a receivable, what comes on which day, and why on that day."""

from __future__ import annotations

from datetime import date, timedelta

from relance.domain.plan import Plan, Step
from relance.domain.position import DoneStep, Receivable
from relance.domain.steps import NextStep, last_overdue_step, latest_deadline
from relance.domain.verdict import NoticeDraft, Silence, Verdict
from relance.domain.wording.formats import date_long, days, join, money


def silence_of(receivable: Receivable, verdict: Verdict) -> Silence | None:
    """Why the receivable is left in peace: its own reason, else the customer's; None where it is acted on."""
    own = next((s for s in verdict.silences if s.receivable == receivable.key), None)
    return own or next((s for s in verdict.silences if s.receivable is None), None)


def explain_so_far(receivable: Receivable, plan: Plan, language: str, currency: str) -> str:
    """`FA-1, due 30 January 2026, €1,200.00 open. Done so far: First reminder on 6 February 2026.`"""
    due, left = date_long(receivable.due_on, language), money(receivable.open_cents, currency, language)
    french = language == "fr"
    head = (
        f"{receivable.invoice}, échéance le {due}, reste dû {left}."
        if french
        else f"{receivable.invoice}, due {due}, {left} open."
    )
    steps = [_done(step, plan, language) for step in sorted(receivable.done, key=lambda d: d.on)]
    if not steps:
        return head
    return f"{head} {'Déjà fait' if french else 'Done so far'}{' :' if french else ':'} {join(steps, language)}."


def _done(step: DoneStep, plan: Plan, language: str) -> str:
    on = date_long(step.on, language)
    text = f"{_name(step, plan, language)} {'le' if language == 'fr' else 'on'} {on}"
    if step.deadline_on:
        limit = date_long(step.deadline_on, language)
        text += f" (délai jusqu’au {limit})" if language == "fr" else f" (until {limit})"
    return text


def _name(step: DoneStep, plan: Plan, language: str) -> str:
    if step.key in plan.ranks:
        return step_name(plan.steps[plan.ranks[step.key]])
    if step.key:
        return step.key
    return "relance faite avant Relance" if language == "fr" else "reminder made before Relance"


def step_name(step: Step) -> str:
    """The step's label, else its key."""
    return step.label or step.key


def explain_acted(receivable: Receivable, verdict: Verdict, plan: Plan, language: str) -> str:
    """Which step is due today on this receivable, and why today."""
    draft = _draft_of(receivable, verdict)
    line = next((x for x in draft.lines if x.receivable == receivable.key), None) if draft else None
    if line is None or line.step is None or line.step not in plan.ranks:
        return "Rien aujourd’hui." if language == "fr" else "Nothing today."
    rank = plan.ranks[line.step]
    step = plan.steps[rank]
    what = NextStep(step, rank, verdict.today, last_overdue_step(receivable, plan))
    today = "aujourd’hui" if language == "fr" else "today"
    return f"{step_name(step)} {today}, {_because(receivable, what, plan, language)}."


def _draft_of(receivable: Receivable, verdict: Verdict) -> NoticeDraft | None:
    return next((d for d in verdict.notices for x in d.acted if x.receivable == receivable.key), None)


def explain_next(receivable: Receivable, coming: NextStep, plan: Plan, language: str) -> str:
    """The step that comes next, its day, and why that day."""
    on, because = date_long(coming.on, language), _because(receivable, coming, plan, language)
    name = step_name(coming.step)
    return f"Ensuite : {name} le {on}, {because}." if language == "fr" else f"Next: {name} on {on}, {because}."


def _because(receivable: Receivable, what: NextStep, plan: Plan, language: str) -> str:
    french, step, last = language == "fr", what.step, what.last
    granted = latest_deadline(receivable)
    if last and granted and (step.anchor == "deadline" or what.on == granted + timedelta(days=1)):
        return _because_of_deadline(_granting(receivable, granted), plan, language)
    if step.anchor == "previous" and last:
        day, name = date_long(last.on, language), _name(last, plan, language)
        after = days(step.offset_days, language)
        if french:
            return f"parce qu’elle vient {after} après « {name} », faite le {day}"
        return f"because it comes {after} after “{name}”, done on {day}"
    due = date_long(receivable.due_on, language)
    if step.offset_days < 0:
        before = days(-step.offset_days, language)
        return (
            f"parce que l’échéance du {due} est dans moins de {before}" if french else f"because it falls due on {due}"
        )
    after = days(max(step.offset_days, 0), language)
    return (
        f"parce qu’elle vient {after} après l’échéance du {due}"
        if french
        else f"because it comes {after} after the due date, {due}"
    )


def _granting(receivable: Receivable, granted: date) -> DoneStep:
    return next(d for d in receivable.done if d.deadline_on == granted)


def _because_of_deadline(step: DoneStep, plan: Plan, language: str) -> str:
    on, name = date_long(step.on, language), _name(step, plan, language)
    limit = date_long(step.deadline_on or step.on, language)
    if language == "fr":
        return f"parce que « {name} », envoyée le {on}, laissait jusqu’au {limit}"
    return f"because “{name}”, sent on {on}, gave until {limit}"
