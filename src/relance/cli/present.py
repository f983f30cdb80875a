"""The JSON documents that others rely on: what the contract names, and facts beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from relance.domain.position import Position, Receivable
from relance.domain.preview import Departure
from relance.domain.rows import Problem
from relance.domain.verdict import Handover, NoticeDraft, NoticeLine, Verdict
from relance.ledger.creditors import Creditor, Notice
from relance.ledger.reads import AgedLine
from relance.operations.decide_due import Decided, RunReport
from relance.operations.import_file import Imported
from relance.operations.notices import Wanted
from relance.operations.preview_change import ChangePreview
from relance.operations.send_due import SendReport

Document = dict[str, Any]
Known = Callable[[Wanted], Notice | None]
__all__ = [
    "Document",
    "Known",
    "ageing",
    "departure",
    "difference",
    "explained",
    "imported",
    "notice_row",
    "preview",
    "run",
    "sending",
]


def run(creditor: Creditor, report: RunReport, known: Known, tomorrow: date) -> Document:
    """The day: notices with their present state, who is left in peace and why, tasks, problems.

    `known` finds the notice that was written for what was decided, if any.
    """
    wanted = [(one, want) for one in report.decided if not one.error for want in one.wanted]
    return {
        "today": report.today,
        "creditor": creditor.key,
        "customers_looked_at": len(report.decided),
        "notices": [_notice(d, w, known(w)) for d, w in wanted if w.is_reachable],
        "no_contact": [_notice(d, w, known(w)) for d, w in wanted if not w.is_reachable],
        "silent": [_silent(d, tomorrow) for d in report.decided if not d.drafts],
        "tasks": [t for one in report.decided for t in _tasks(one)],
        "problems": list(report.problems),
        "warnings": list(report.warnings),
    }


def _notice(decided: Decided, want: Wanted, known: Notice | None) -> Document:
    draft = want.draft
    on_it = {line.receivable for line in draft.lines}
    return {
        "notice": known.reference if known else None,
        "customer": decided.case.customer.code,
        "name": decided.case.customer.name,
        "plan": want.plan.key,
        "step": draft.step.key,
        "kind": draft.step.kind,
        "channel": draft.channel,
        "copies": list(draft.copies),
        "recipient": want.recipient,
        "state": known.state if known else want.state,
        "currency": want.currency,
        "total_cents": draft.total_cents,
        "deadline_on": draft.deadline_on,
        "confirm_because": list(draft.confirm_because),
        "lines": [_line(line) for line in draft.lines],
        "left_out": list(_reasons(decided, without=on_it)),
    }


def _line(line: NoticeLine) -> Document:
    return {
        "invoice": line.invoice, "due_on": line.due_on, "open_cents": line.open_cents, "acted": line.acted,
        "step": line.step,
    }  # fmt: skip


def _reasons(decided: Decided, without: Iterable[str] = ()) -> Iterator[Document]:
    skipped = set(without)
    for _, verdict in decided.verdicts:
        for silence in verdict.silences:
            if silence.receivable not in skipped:
                yield {"invoice": silence.invoice, "due_on": silence.due_on, "reason": silence.reason}


def _silent(decided: Decided, tomorrow: date) -> Document:
    reasons = list(_reasons(decided))
    if decided.error:
        reasons = [{"invoice": None, "due_on": None, "reason": "error"}]
    customer = decided.case.customer
    return {
        "customer": customer.code, "name": customer.name, "wake_on": decided.wake_on(tomorrow), "reasons": reasons
    }  # fmt: skip


def _tasks(decided: Decided) -> Iterator[Document]:
    for position, verdict in decided.verdicts:
        for task in verdict.tasks:
            yield {
                "task": task.kind, "customer": decided.case.customer.code, "due_on": task.due_on, "why": task.why,
                "currency": position.currency, "invoices": _invoices(position, task.receivables),
            }  # fmt: skip


def _invoices(position: Position, keys: Sequence[str]) -> list[str]:
    wanted = set(keys)
    return [r.invoice for r in position.receivables if r.key in wanted]


def notice_row(notice: Notice) -> Document:
    """A notice as it stands in the ledger (its customer and lines loaded)."""
    return {
        "notice": notice.reference, "customer": notice.customer.code, "name": notice.customer.name,
        "state": notice.state, "step": notice.step, "label": notice.step_label, "kind": notice.kind,
        "about": notice.about or None, "template": notice.template or None,
        "channel": notice.channel or None, "recipient": notice.recipient, "currency": notice.currency,
        "total_cents": notice.total_cents, "deadline_on": notice.deadline_on, "decided_on": notice.decided_on,
        "confirm_because": list(notice.confirm_because),
        "lines": [
            {
                "invoice": line.receivable.invoice.number, "due_on": line.receivable.due_on,
                "open_cents": line.open_cents, "acted": line.is_acted, "step": line.step or None,
            }
            for line in notice.lines.all()
        ],
    }  # fmt: skip


def explained(
    receivable: Receivable | None, verdict: Verdict | None, steps: Sequence[tuple[str, date]], text: str
) -> Document:
    """What `explain` says of one due-date line; without a verdict it is settled."""
    step, reason = _answer(receivable, verdict) if receivable and verdict else (None, "settled")
    return {
        "due_on": receivable.due_on if receivable else None,
        "open_cents": receivable.open_cents if receivable else 0,
        "steps_done": [{"step": key, "on": on} for key, on in steps],
        "verdict": {"step": step, "reason": reason, "wake_on": verdict.wake_on if verdict else None},
        "text": text,
    }


def _answer(receivable: Receivable, verdict: Verdict) -> tuple[str | None, str | None]:
    """The step done today, or the reason why none is."""
    for draft in verdict.notices:
        for line in draft.acted:
            if line.receivable == receivable.key:
                return line.step, None
    own = next((s for s in verdict.silences if s.receivable == receivable.key), None)
    found = own or next((s for s in verdict.silences if s.receivable is None), None)
    return None, found.reason if found else None


def imported(reports: Sequence[Imported]) -> Document:
    """What became of each file: read = created + changed + known + rejected."""
    return {"files": [_file(report) for report in reports]}


def _file(report: Imported) -> Document:
    return {
        "file": report.file, "kind": report.kind, "sha256": report.sha256, "read": report.read,
        "created": report.created, "changed": report.changed, "known": report.known, "rejected": report.rejected,
        "settled": report.settled, "sum_cents": report.sum_cents, "taken": report.is_taken,
        "notes": report.notes, "problems": [_problem(p) for p in report.problems],
    }  # fmt: skip


def _problem(problem: Problem) -> Document:
    return {
        "line": problem.line, "field": problem.field, "code": problem.code, "severity": problem.severity,
        "message": problem.message,
    }  # fmt: skip


def ageing(today: date, buckets: dict[str, dict[str, int]], lines: Sequence[AgedLine]) -> Document:
    """The aged balance; the buckets add up to everything open."""
    return {
        "today": today,
        "buckets": [{"label": label, **numbers} for label, numbers in buckets.items()],
        "customers": [
            {
                "customer": x.customer, "name": x.name, "currency": x.currency, "open_cents": x.open_cents,
                "overdue_cents": x.overdue_cents, "credit_cents": x.credit_cents,
            }
            for x in lines
        ],
    }  # fmt: skip


def preview(today: date, days: int, departures: Sequence[Departure]) -> Document:
    """What would leave on which day if nobody paid."""
    return {"today": today, "days": days, "departures": [departure(d) for d in departures]}


def difference(found: ChangePreview) -> Document:
    """What a change would do: counted by how departures differ, and each of them as it is and as it would be."""
    return {
        "looked_at": found.looked_at, "owing": found.owing, "first_on": found.first_on, "counts": dict(found.counts),
        "no_longer": [departure(d) for d in found.no_longer],
        "in_addition": [departure(d) for d in found.in_addition],
    }  # fmt: skip


def departure(one: Departure) -> Document:
    """One notice or hand-over to come."""
    what = one.what
    draft = what if isinstance(what, NoticeDraft) else None
    kind = "handover" if isinstance(what, Handover) else what.step.kind
    return {
        "on": one.on, "customer": one.customer, "currency": one.currency, "step": what.step.key, "kind": kind,
        "channel": draft.channel if draft else None, "total_cents": what.total_cents,
        "deadline_on": draft.deadline_on if draft else None, "lines": [_line(line) for line in what.lines],
    }  # fmt: skip


def sending(report: SendReport) -> Document:
    """What one round of sending came to, counted by outcome."""
    outcomes = ("sent", "call", "changed", "limited", "refused_for_now", "refused", "unknown")
    return {
        "held": report.held,
        "recovered": report.recovered,
        **{name: sum(1 for o in report.outcomes.values() if o == name) for name in outcomes},
        "outcomes": dict(report.outcomes),
        "problems": list(report.problems),
    }
