"""A row of the tracking table as a document: exact, with keys that stay."""

from __future__ import annotations

from typing import Any

from relance.domain.tracking import Tracked


def tracked(row: Tracked) -> dict[str, Any]:
    """One receivable: amounts in cents, days ISO, keys of the ledger rather than words."""
    last = row.reached
    return {
        "customer": row.customer, "name": row.name, "invoice": row.invoice, "issued_on": row.issued_on,
        "due_on": row.due_on, "days_late": row.days_late, "amount_cents": row.amount_cents,
        "open_cents": row.open_cents, "currency": row.currency,
        "reminders": [
            {
                "step": done.step or None, "label": done.label, "kind": done.kind, "on": done.on,
                "channel": done.channel or None, "notice": done.notice or None,
            }
            for done in row.reminders
        ],
        "answer": row.answer and {"kind": row.answer.kind, "on": row.answer.on, "detail": row.answer.detail or None},
        "no_answer_since": row.silent_since,
        "step_reached": last.step or last.kind if last else None,
        "reason": row.reason or None,
        "next": row.next
        and {
            "action": row.next.action, "step": row.next.step or None, "on": row.next.on, "owner": row.next.owner,
            "by_itself": row.next.by_itself,
        },
        "interest_cents": row.interest_cents, "indemnity_cents": row.indemnity_cents, "cause": row.cause or None,
        "dispute": row.dispute and row.dispute._asdict(), "promise": row.promise and row.promise._asdict(),
        "agreement": row.agreement and row.agreement._asdict(), "hold": row.hold and row.hold._asdict(),
        "segment": row.segment, "plan": row.plan, "in_charge": row.in_charge, "paid_on": row.paid_on,
    }  # fmt: skip
