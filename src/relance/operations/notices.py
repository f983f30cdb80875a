"""How a notice is written down and moved from state to state: the one place that knows the arrows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from relance.discovery import channels
from relance.domain.act import Act
from relance.domain.plan import Plan
from relance.domain.verdict import NoticeDraft
from relance.ledger.models import Creditor, Customer, Notice, NoticeLine, Receivable
from relance.ledger.models.notice import ARROWS, LIVE
from relance.ledger.positions import Case, customer_facts
from relance.ledger.writes import BATCH, Happening, append_events, close_tasks, insert_many


@dataclass(frozen=True, slots=True)
class Wanted:
    """A notice that a decision asks for, with what is needed to write it down."""

    case: Case
    plan: Plan
    currency: str
    draft: NoticeDraft

    @property
    def is_reachable(self) -> bool:
        """Whether some channel reaches the customer."""
        return self.draft.channel is not None

    @property
    def recipient(self) -> str:
        """The address on the notice's channel, as text; empty where there is none."""
        if self.draft.channel is None:
            return ""
        address = channels()[self.draft.channel].reachable(customer_facts(self.case.customer))
        return " / ".join((address or "").split("\n"))[:300]

    @property
    def state(self) -> str:
        """The state in which the notice begins."""
        if not self.is_reachable:
            return "no_contact"
        return "to_confirm" if self.draft.confirm_because else "planned"

    def sameness(self) -> tuple[Any, ...]:
        """All that must not differ between deciding, confirming and sending."""
        draft = self.draft
        lines = sorted((int(x.receivable), x.open_cents, x.acted, x.step or "") for x in draft.lines)
        return (
            self.currency, draft.invoice, draft.step.key, draft.step.kind, draft.channel or "",
            tuple(draft.copies), self.recipient, tuple(lines),
        )  # fmt: skip


def sameness_of(notice: Notice) -> tuple[Any, ...]:
    """The same, of a notice written down (its lines prefetched)."""
    lines = sorted((x.receivable_id, x.open_cents, x.is_acted, x.step) for x in notice.lines.all())
    return (
        notice.currency, notice.group, notice.step, notice.kind, notice.channel, tuple(notice.copies),
        notice.recipient, tuple(lines),
    )  # fmt: skip


def next_reference_number(creditor: Creditor) -> int:
    """The number after the creditor's last notice."""
    last = Notice.objects.filter(creditor=creditor).aggregate(last=Max("pk"))["last"]
    reference = Notice.objects.filter(pk=last).values_list("reference", flat=True).first() if last else None
    return int(reference.split("-")[-1]) + 1 if reference else 1


def create_notices(creditor: Creditor, wanted: Sequence[Wanted], act: Act) -> list[Notice]:
    """Write notices with their lines and events, inside the caller's transaction."""
    number, said = next_reference_number(creditor), _said_today(creditor, wanted, act)
    made = [_notice(creditor, want, act, number + i) for i, want in enumerate(wanted)]
    for notice, want in zip(made, wanted, strict=True):
        notice.added_line = said.get((want.case.customer.pk, want.sameness()), "") if said else ""
    notices = Notice.objects.bulk_create(made, batch_size=BATCH)
    cycles = _cycles(creditor, wanted)
    insert_many(
        [
            NoticeLine(
                creditor=creditor, notice=notice, receivable_id=int(line.receivable), is_acted=line.acted,
                is_live=notice.state in LIVE, step=line.step or "", open_cents=line.open_cents,
                cycle=cycles.get(int(line.receivable), 1),
            )
            for notice, want in zip(notices, wanted, strict=True)
            for line in want.draft.lines
        ]
    )  # fmt: skip
    happenings = [_decided(n, w) for n, w in zip(notices, wanted, strict=True)]
    happenings += [
        happening("line_added", w.case.customer, {"notice": n.reference, "line": n.added_line})
        for n, w in zip(notices, wanted, strict=True)
        if n.added_line
    ]
    append_events(creditor, happenings, act)
    return notices


def _said_today(creditor: Creditor, wanted: Sequence[Wanted], act: Act) -> dict[tuple[int, tuple[Any, ...]], str]:
    """Sentences added by hand to notices taken back today: one decided anew that is the same keeps its own."""
    rows = Notice.objects.filter(creditor=creditor, decided_on=act.today, state="cancelled").exclude(added_line="")
    rows = rows.filter(customer__in={want.case.customer.pk for want in wanted}).prefetch_related("lines")
    return {(one.customer_id, sameness_of(one)): one.added_line for one in rows.order_by("pk")}


def _cycles(creditor: Creditor, wanted: Sequence[Wanted]) -> dict[int, int]:
    """Cycles other than the first, which nearly every receivable is in."""
    customers = {w.case.customer.pk for w in wanted}
    rows = Receivable.objects.filter(creditor=creditor, customer__in=customers, cycle__gt=1)
    return dict(rows.values_list("pk", "cycle"))


def _notice(creditor: Creditor, want: Wanted, act: Act, number: int) -> Notice:
    draft = want.draft
    return Notice(
        creditor=creditor,
        customer=want.case.customer,
        reference=f"R-{number:06d}",
        state=want.state,
        decided_on=act.today,
        currency=want.currency,
        group=draft.invoice,
        plan=want.plan.key,
        step=draft.step.key,
        step_label=draft.step.label,
        kind=draft.step.kind,
        template=draft.step.template,
        claims=draft.step.claims,
        channel=draft.channel or "",
        copies=list(draft.copies),
        recipient=want.recipient,
        total_cents=draft.total_cents,
        deadline_on=draft.deadline_on,
        confirm_because=list(draft.confirm_because),
    )


def _decided(notice: Notice, want: Wanted) -> Happening:
    lines = [[x.invoice, x.open_cents, x.step or ""] for x in want.draft.lines]
    payload = {
        "notice": notice.reference, "state": notice.state, "step": notice.step, "kind": notice.kind,
        "channel": notice.channel, "currency": notice.currency, "total_cents": notice.total_cents,
        "deadline_on": notice.deadline_on and notice.deadline_on.isoformat(), "lines": lines,
        "because": notice.confirm_because,
    }  # fmt: skip
    return happening("notice_decided", want.case.customer, payload)


def happening(verb: str, customer: Customer | None, payload: dict[str, Any]) -> Happening:
    """An event about one customer."""
    if customer is None:
        return Happening(verb, payload)
    return Happening(verb, payload, customer.pk, customer.code)


def move(notice: Notice, to: str, **fields: Any) -> bool:
    """Move a notice along one arrow by a conditional UPDATE; False where someone else has moved it first.

    Raises ValueError for an arrow that does not exist: that is a fault of ours, never of data.
    """
    if to not in ARROWS[notice.state]:
        raise ValueError(f"no arrow from {notice.state} to {to}")
    rows = Notice.objects.filter(pk=notice.pk, creditor=notice.creditor_id, state=notice.state)
    if rows.update(state=to, **fields) != 1:
        return False
    if (to in LIVE) != (notice.state in LIVE):
        NoticeLine.objects.filter(notice=notice.pk).update(is_live=to in LIVE)
    notice.state = to
    for name, value in fields.items():
        setattr(notice, name, value)
    return True


def cancel_notices(creditor: Creditor, notices: Iterable[Notice], act: Act, why: str) -> int:
    """Cancel notices that have not left, with the reason; inside the caller's transaction."""
    happenings, cancelled = [], []
    for notice in notices:
        if move(notice, "cancelled", why=why[:300]):
            cancelled.append(notice.pk)
            payload = {"notice": notice.reference, "why": why}
            happenings.append(happening("notice_cancelled", notice.customer, payload))
    if cancelled:  # nobody is to call about what is no longer asked for
        close_tasks(creditor, act, result=why, kind="call", notice__in=cancelled)
    append_events(creditor, happenings, act)
    return len(happenings)
