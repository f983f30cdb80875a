"""The day's decisions: look at every customer whose day has come, and write down what should leave."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from relance.domain.act import Act
from relance.domain.decide import decide
from relance.domain.law import Law, add_working_days
from relance.domain.position import Position
from relance.domain.verdict import NoticeDraft, Silence, Verdict
from relance.ledger.models import Creditor, Customer, Notice, NoticeLine, Receivable, StepDone
from relance.ledger.models.notice import ANSWER, ON_THE_WAY, WAITING
from relance.ledger.positions import Case, due_customers, stream_cases
from relance.ledger.statistics import look_again
from relance.ledger.writes import BATCH, append_events, customers_moved, last_sequence, lock_creditor, update_many
from relance.operations.begin_day import begin_day, end_day
from relance.operations.keep_forecast import try_to_keep_forecast
from relance.operations.notices import (
    Wanted,
    cancel_notices,
    create_notices,
    happening,
    move,
    sameness_of,
)
from relance.operations.open_claims import open_indemnities
from relance.operations.plans_in_force import law_of, plans_in_force, reach
from relance.operations.refused import Refused
from relance.operations.segment_customers import write_segments
from relance.operations.tasks import tend_tasks


@dataclass(slots=True)
class Decided:
    """What was decided for one customer: a verdict a currency, or the fault that stopped it."""

    case: Case
    verdicts: list[tuple[Position, Verdict]] = field(default_factory=list)
    error: str = ""
    limited: bool = False

    @property
    def wanted(self) -> list[Wanted]:
        """The notices asked for; where no channel reaches the customer, the texts made ready."""
        found = []
        for position, verdict in self.verdicts:
            drafts = () if self.limited else verdict.notices
            found += [Wanted(self.case, self.case.plan, position.currency, d) for d in drafts]
            if not verdict.notices:
                found += [Wanted(self.case, self.case.plan, position.currency, d) for d in verdict.unreachable]
        return found

    @property
    def drafts(self) -> list[NoticeDraft]:
        """The notices that would leave."""
        return [draft for _, verdict in self.verdicts for draft in verdict.notices]

    def wake_on(self, tomorrow: date) -> date | None:
        """When to look at this customer again."""
        if self.error or self.limited:
            return tomorrow
        return min((v.wake_on for _, v in self.verdicts if v.wake_on), default=None)


class RunReport(NamedTuple):
    """The day as decided; `decided` has every customer looked at, in order."""

    today: date
    decided: list[Decided]
    created: int
    kept: int
    cancelled: int
    problems: list[str]
    warnings: list[str]


def decide_due(*, creditor: Creditor, act: Act, dry_run: bool = False, everyone: bool = False) -> RunReport:
    """Decide all customers whose day has come.

    1. Refuse a day before the last one.  2. Check what was promised and agreed (not in a dry run).  3. Decide each
    customer; a fault in one never stops the others.  4. Keep to the daily limit.  5. Write notices, tasks, reasons
    and wake days, some hundred customers to a transaction, so that a crash loses nothing and the next run goes on.
    """
    refuse_clock_gone_back(creditor, act)
    law = law_of(creditor)
    faults = [] if dry_run else begin_day(creditor, act)
    seen = last_sequence(creditor)
    decided = list(decide_customers(creditor, due_customers(creditor, act.today, everyone=everyone), law, act))
    _keep_to_limit(creditor, decided, act)
    counts = (0, 0, 0)
    if not dry_run:
        tomorrow = add_working_days(law, act.today, 1)
        for start in range(0, len(decided), BATCH):
            counts = _add(counts, write_decisions(creditor, decided[start : start + BATCH], act, tomorrow, seen))
        faults += end_day(creditor, act)
        Creditor.objects.filter(pk=creditor.pk).update(last_run_on=act.today)
        look_again(len(decided))
    problems = faults + [f"{d.case.customer.code}: {d.error}" for d in decided if d.error]
    problems += [] if dry_run else try_to_keep_forecast(creditor, act)
    return RunReport(act.today, decided, *counts, problems, _warnings(creditor, decided))


def refuse_clock_gone_back(creditor: Creditor, act: Act) -> None:
    """Refuse to run or send for a day before the last run's day."""
    if creditor.last_run_on and act.today < creditor.last_run_on:
        raise Refused(
            f"the last run was for {creditor.last_run_on}, {act.today} is before it: "
            "check the clock, or give --today with that day or a later one"
        )


def decide_customers(creditor: Creditor, customer_ids: Sequence[int], law: Law, act: Act) -> Iterator[Decided]:
    """Decide some customers; nothing is written."""
    for case in stream_cases(creditor, customer_ids, plans_in_force(creditor), reach, act.today, law):
        yield _decide_case(case, law, act.today)


def _decide_case(case: Case, law: Law, today: date) -> Decided:
    decided = Decided(case)
    try:
        decided.verdicts = [(p, decide(p, case.plan, law, today)) for p in case.positions]
    except Exception as fault:  # one poison row never stops the night
        decided.verdicts = []
        decided.error = f"{type(fault).__name__}: {fault} ({_where(fault)})"
    return decided


def _where(fault: Exception) -> str:
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{frame.name}, line {frame.lineno}"


def reminders_left(creditor: Creditor, act: Act) -> int:
    """How many of the day's reminders have left; an answer is none."""
    left = Notice.objects.filter(creditor=creditor, left_on=act.today, is_by_hand=False)
    return left.exclude(kind=ANSWER).count()


def _keep_to_limit(creditor: Creditor, decided: list[Decided], act: Act) -> None:
    """Leave the notices beyond the daily limit for the next working days, largest and oldest first."""
    left = reminders_left(creditor, act)
    room = max(creditor.max_notices_per_day - left, 0)
    sending = [d for d in decided if d.drafts]
    if sum(len(d.drafts) for d in sending) <= room:
        return
    waiting = set(_waiting(creditor).values_list("customer_id", flat=True))
    sending.sort(key=lambda d: (d.case.customer.pk not in waiting, *_size_and_age(d)))
    for one in sending:
        room -= len(one.drafts)
        if room < 0:
            one.limited = True
            one.verdicts = [(p, _limited(v)) for p, v in one.verdicts]


def _size_and_age(decided: Decided) -> tuple[int, date]:
    lines = [line for draft in decided.drafts for line in draft.lines]
    return -sum(draft.total_cents for draft in decided.drafts), min(line.due_on for line in lines)


def _limited(verdict: Verdict) -> Verdict:
    lines = {line.receivable: line for draft in verdict.notices for line in draft.acted}
    told = tuple(Silence(x.receivable, x.invoice, x.due_on, "daily_limit") for x in lines.values())
    return replace(verdict, notices=(), silences=verdict.silences + told)


def _waiting(creditor: Creditor) -> QuerySet[Notice]:
    """Reminders that have not left. Answers wait apart: no decision asks for them."""
    return Notice.objects.filter(creditor=creditor, state__in=WAITING).exclude(kind=ANSWER)


def write_decisions(
    creditor: Creditor, decided: Sequence[Decided], act: Act, tomorrow: date, seen: int | None = None
) -> tuple[int, int, int]:
    """Write some decisions in one transaction; returns notices created, kept and cancelled.

    `seen` is the last event before the customers were read: one to whom something has happened since (a run started
    twice, a reminder that left meanwhile) is left as it is, to be looked at again.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        if seen is not None:
            moved = customers_moved(creditor, seen, [d.case.customer.pk for d in decided])
            decided = [d for d in decided if d.case.customer.pk not in moved]
        created, kept, cancelled = _write_notices(creditor, decided, act)
        for one in decided:
            _write_handover(creditor, one, act)
        tend_tasks(creditor, [(d.case.customer, d.verdicts) for d in decided if not d.error], act)
        _write_reasons(creditor, decided, tomorrow, act.today)
        write_segments(creditor, [d.case for d in decided], act)
        open_indemnities(creditor, _late(decided, act.today), act)
        errors = [happening("decision_failed", d.case.customer, {"error": d.error}) for d in decided if d.error]
        append_events(creditor, errors, act)
    return created, kept, cancelled


def _write_notices(creditor: Creditor, decided: Sequence[Decided], act: Act) -> tuple[int, int, int]:
    """Keep waiting notices that are still right, cancel those that are not, write the new ones."""
    # beyond the daily limit, what waits already goes on waiting
    customers = [d.case.customer.pk for d in decided if not d.limited]
    waiting = _waiting(creditor).filter(customer__in=customers).select_related("customer")
    waiting = waiting.select_for_update(of=("self",))  # a sender about to claim one waits its turn
    old = {(n.customer_id, sameness_of(n)): n for n in waiting.prefetch_related("lines")}
    leaving = _leaving(creditor, customers)
    new: list[Wanted] = []
    still: list[tuple[Notice, Wanted]] = []
    for want in (w for d in decided if not d.error for w in d.wanted):
        notice = old.pop((want.case.customer.pk, want.sameness()), None)
        if notice is None:
            if leaving.isdisjoint(int(line.receivable) for line in want.draft.acted):
                new.append(want)
        else:
            still.append((notice, want))
    cancelled = cancel_notices(creditor, old.values(), act, "changed")
    create_notices(creditor, new, act)
    _refresh(still, act)
    return len(new), len(still), cancelled


def _late(decided: Sequence[Decided], today: date) -> list[int]:
    """Receivables past their printed due date."""
    positions = (position for one in decided for position, _ in one.verdicts)
    return [int(r.key) for position in positions for r in position.receivables if r.due_on < today]


def _leaving(creditor: Creditor, customers: Sequence[int]) -> set[int]:
    """Receivables acted on by notices that are on their way this very moment, or tried again later."""
    lines = NoticeLine.objects.filter(
        creditor=creditor, is_acted=True, notice__customer__in=customers, notice__state__in=ON_THE_WAY
    )
    return set(lines.values_list("receivable_id", flat=True))


def _refresh(kept: Sequence[tuple[Notice, Wanted]], act: Act) -> None:
    """Notices that waited are decided afresh: their deadlines run from the day they leave, the plan names the text."""
    rows = []
    for notice, want in kept:
        draft = want.draft
        before = (notice.decided_on, notice.deadline_on, notice.confirm_because, notice.template)
        now = (act.today, draft.deadline_on, list(draft.confirm_because), draft.step.template)
        if before != now:
            rows.append((*now, notice.pk))
        if notice.state == "to_confirm" and not want.draft.confirm_because:
            move(notice, "planned")
        elif notice.state == "planned" and want.draft.confirm_because and not notice.confirmed_by:
            move(notice, "to_confirm")
    update_many(Notice, ("decided_on", "deadline_on", "confirm_because", "template"), rows)


def _write_handover(creditor: Creditor, decided: Decided, act: Act) -> None:
    for position, verdict in decided.verdicts:
        if not verdict.handover:
            continue
        cycles = dict(
            Receivable.objects.filter(pk__in=[int(x.receivable) for x in verdict.handover.lines]).values_list(
                "pk", "cycle"
            )
        )
        StepDone.objects.bulk_create(
            StepDone(
                creditor=creditor, receivable_id=int(line.receivable), step=line.step or "handover",
                kind="handover", cycle=cycles.get(int(line.receivable), 1), on=act.today,
            )
            for line in verdict.handover.lines
        )  # fmt: skip
        invoices = [line.invoice for line in verdict.handover.lines]
        payload = {
            "invoices": invoices,
            "currency": position.currency,
            "total_cents": verdict.handover.total_cents,
        }
        append_events(creditor, [happening("handed_over", decided.case.customer, payload)], act)


def _write_reasons(creditor: Creditor, decided: Sequence[Decided], tomorrow: date, today: date) -> None:
    """Keep what was said of each receivable, and when to look again (today, while a notice waits)."""
    rows, customers = [], []
    for one in decided:
        customer = one.case.customer
        reason = "error" if one.error else ""
        for position, verdict in one.verdicts:
            rows += list(_reasons(position, verdict))
            reason = next((s.reason for s in verdict.silences if s.receivable is None), reason)
        customers.append((today if one.wanted else one.wake_on(tomorrow), reason, customer.pk))
    update_many(Customer, ("wake_on", "reason"), customers)
    update_many(Receivable, ("reason", "next_step", "next_on"), rows)


def _reasons(position: Position, verdict: Verdict) -> Iterator[tuple[str, str, date | None, int]]:
    said = {s.receivable: s for s in verdict.silences}
    acted = {line.receivable: line for draft in verdict.notices for line in draft.acted}
    for receivable in position.receivables:
        line, silence = acted.get(receivable.key), said.get(receivable.key)
        if line:
            yield "", line.step or "", verdict.today, int(receivable.key)
        elif silence:
            step = silence.next
            yield silence.reason, step.step.key if step else "", step.on if step else None, int(receivable.key)
        else:
            yield "", "", None, int(receivable.key)


def _warnings(creditor: Creditor, decided: Sequence[Decided]) -> list[str]:
    if creditor.money_known_to is None and any(d.drafts for d in decided):
        return [
            "no bank statement and no snapshot was ever imported: payments may be missing; "
            "import one, or give --snapshot with the list of everything open"
        ]
    return []


def _add(a: tuple[int, int, int], b: tuple[int, int, int]) -> tuple[int, int, int]:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]
