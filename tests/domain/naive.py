"""The rules of DECIDING once more, written a second time and naively, to be compared with the real ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from relance.domain.law import Law
from relance.domain.plan import Plan, Step
from relance.domain.position import DoneStep, Position, Receivable

ORDER = ["courtesy", "reminder", "final", "formal_notice", "handover"]
DAY = timedelta(days=1)


class Answer(NamedTuple):
    notices: list[dict[str, Any]]
    handed: dict[str, str]
    reasons: dict[str | None, str]


def answer(p: Position, plan: Plan, law: Law, today: date) -> Answer:
    gate = section_3(p, today)
    if gate:
        return Answer([], {}, {None: gate})
    return Day(p, plan, law, today).answer()


def section_3(p: Position, today: date) -> str:
    if p.insolvency_on and p.insolvency_on <= today:
        return "insolvency"
    if p.handed_over_on and p.handed_over_on <= today:
        return "handed_over"
    if p.no_dunning:
        return "no_dunning"
    if any(h.from_on <= today and (not h.until_on or today <= h.until_on) for h in p.holds):
        return "on_hold"
    return "reply_waiting" if p.reply_waiting_since and p.reply_waiting_since <= today else ""


class Day:
    def __init__(self, p: Position, plan: Plan, law: Law, today: date) -> None:
        self.p, self.settings, self.law, self.today = p, plan, law, today
        self.by_key = {r.key: r for r in p.receivables}
        self.reasons: dict[str | None, str] = {}
        self.cents: dict[str, int] = {}
        self.next: dict[str, tuple[Step, date, date | None]] = {}

    def answer(self) -> Answer:
        self.section_4()
        self.rule_2()
        handed = self.rule_3()
        self.rules_4_and_5()
        notices = self.notices()
        return Answer(notices, handed, self.reasons)

    def plan_of(self, r: Receivable) -> Plan:
        return r.plan or self.settings

    def working(self, d: date) -> date:
        while not self.law.is_working_day(d):
            d += DAY
        return d

    def due(self, r: Receivable) -> date:
        return self.working(r.due_on) if self.settings.roll_due_dates else r.due_on

    def late(self, r: Receivable) -> bool:
        return self.today > self.due(r)

    def left(self) -> list[Receivable]:
        """The due set so far, in the order of the ledger."""
        return [r for r in self.p.receivables if r.key not in self.reasons]

    # -- section 4 -------------------------------------------------------------------------------------------
    def section_4(self) -> None:
        for r in self.p.receivables:
            reason = self.excluded(r)
            if reason:
                self.reasons[r.key] = reason
        self.net()
        self.total = sum(self.cents[r.key] for r in self.left() if self.late(r))
        for r in self.left():
            if self.late(r):
                found = self.next_step(r)
                if not found:
                    self.reasons[r.key] = "plan_complete"
                    continue
                self.next[r.key] = found
                if found[1] > self.today:
                    self.reasons[r.key] = "waiting_step"
            else:
                step = self.courtesy(r)
                if step:
                    self.next[r.key] = (step, self.today, None)
                else:
                    self.reasons[r.key] = "not_due"

    def excluded(self, r: Receivable) -> str:
        rest = r.open_cents
        if rest <= 0:
            return "settled"
        if any(h.from_on <= self.today and (not h.until_on or self.today <= h.until_on) for h in r.holds):
            return "on_hold"
        rest -= r.disputed_cents
        if rest <= 0:
            return "disputed"
        if r.agreement_until and self.today <= r.agreement_until:
            return "agreement"
        grace = self.settings.promise_grace_days * DAY
        rest -= sum(x.cents for x in r.promises if self.today <= x.on + grace)
        if rest <= 0:
            return "promised"
        if r.direct_debit and self.today <= self.due(r) + self.settings.debit_grace_days * DAY:
            return "direct_debit"
        self.cents[r.key] = rest
        return ""

    def net(self) -> None:
        credit = self.p.credit_cents + sum(-r.open_cents for r in self.p.receivables if r.open_cents < 0)
        self.netted = credit > 0 and bool(self.left())
        for r in sorted(self.left(), key=lambda r: (r.due_on, r.invoice)):
            taken = min(credit, self.cents[r.key])
            credit -= taken
            self.cents[r.key] -= taken
            if not self.cents[r.key]:
                self.reasons[r.key] = "covered_by_credit"

    def courtesy(self, r: Receivable) -> Step | None:
        plan, keys = self.plan_of(r), [s.key for s in self.plan_of(r).steps]
        if self.today > r.due_on or done_late(r):
            return None
        due = [
            (n, s)
            for n, s in enumerate(plan.steps)
            if s.kind == "courtesy" and self.concerned(s) and r.due_on + s.offset_days * DAY <= self.today
        ]
        if not due or any(d.key in keys[due[-1][0] :] for d in r.done):
            return None
        return due[-1][1]

    def concerned(self, s: Step) -> bool:
        return not s.customer_kinds or self.p.kind in s.customer_kinds

    def next_step(self, r: Receivable) -> tuple[Step, date, date | None] | None:
        """The step, its date, and the deadline it counts from if it is anchored on one."""
        plan = self.plan_of(r)
        keys = [s.key for s in plan.steps]
        done = sorted(done_late(r), key=lambda d: (d.on, keys.index(d.key) if d.key in keys else -1))
        behind = max([keys.index(d.key) for d in r.done if d.key in keys], default=-1)
        reminders = [n for n, s in enumerate(plan.steps) if s.kind == "reminder"][: len(done)]
        behind = max([behind, *reminders[-1:]])
        due, breach = self.due(r), self.breach(r, done)
        last_on = done[-1].on if done else None
        last_step = plan.steps[keys.index(done[-1].key)] if done and done[-1].key in keys else None
        deadline = done[-1].deadline_on if done else None
        latest = max([d.deadline_on for d in done if d.deadline_on], default=date.min)
        for s in plan.steps[behind + 1 :]:
            if s.kind == "courtesy":
                continue
            on = due + s.offset_days * DAY
            if s.anchor == "due" and last_on and last_step and last_step.anchor == "due":
                on = max(on, last_on + (s.offset_days - last_step.offset_days) * DAY)
            if s.anchor != "due" and last_on:
                start = deadline if s.anchor == "deadline" and deadline else last_on
                on = start + s.offset_days * DAY
            on = max(on, due + DAY, latest + DAY if latest > date.min else on)
            small = s.kind in ("reminder", "final") and s.min_total_cents > self.total
            if self.concerned(s) and not small:
                if breach:
                    on = min(on, max(breach, due + DAY))
                return s, on, deadline if s.anchor == "deadline" else None
            if not breach:
                last_on, last_step = max(on, last_on or on), s
                deadline = self.working(last_on + s.deadline_days * DAY) if s.deadline_days else None
                latest = max(latest, deadline or latest)
        return None

    def breach(self, r: Receivable, done: list[DoneStep]) -> date | None:
        """The first day of an escalation that no step has answered yet."""
        if self.settings.on_broken_promise == "resume":
            return None
        found = []
        for promise in r.promises:
            ended = promise.on + self.settings.promise_grace_days * DAY
            first, answered = ended + DAY, False
            for d in done:
                answered = answered or d.on >= first
                first = max(first, d.deadline_on + DAY) if d.deadline_on and not answered else first
            if self.today > ended and not answered:
                found.append(first)
        return min(found, default=None)

    # -- section 5 -------------------------------------------------------------------------------------------
    def rule_2(self) -> None:
        for r in [r for r in self.left() if self.late(r)]:
            if self.total < self.settings.floor_cents:
                self.reasons[r.key] = "below_floor"
            elif self.total < self.settings.small_total_cents and (
                done_late(r) or self.next[r.key][0].kind != "reminder"
            ):
                self.reasons[r.key] = "small_amount"

    def rule_3(self) -> dict[str, str]:
        chosen = [r for r in self.left() if self.next[r.key][0].kind == "handover"]
        reason = self.rules_9_and_10(chosen) if chosen else ""
        self.reasons.update({r.key: reason or "handed_over" for r in chosen})
        return {} if reason else {r.key: self.next[r.key][0].key for r in chosen}

    def as_varied(self, s: Step) -> tuple[tuple[str, ...], str]:
        for v in s.variants:
            big = v.min_total_cents is None or self.total >= v.min_total_cents
            if big and (not v.segments or self.p.segment in v.segments):
                return v.channels or s.channels, v.template or s.template
        return s.channels, s.template

    def rules_4_and_5(self) -> None:
        for r in self.left():
            step = self.next[r.key][0]
            if not set(self.as_varied(step)[0]) & self.p.channels:
                self.reasons[r.key] = "no_contact"
            elif step.kind in ("final", "formal_notice"):
                gap = self.settings.formal_gap_days * DAY
                if any(self.today < on + gap for on, kind in self.written(r) if kind == step.kind):
                    self.reasons[r.key] = "spacing"

    def written(self, r: Receivable) -> list[tuple[date, str]]:
        whole = self.settings.group_by == "customer"
        return [(n.on, n.kind) for n in self.p.notices if whole or n.invoice == r.invoice]

    def notices(self) -> list[dict[str, Any]]:
        late = self.groups([r for r in self.left() if self.late(r)])
        made = [m for g in late if (m := self.one(g))]
        early = self.groups([r for r in self.left() if not self.late(r)])
        if made:
            self.reasons.update({r.key: "courtesy_dropped" for g in early for r in g})
            return made
        return [m for g in early if (m := self.one(g))]

    def groups(self, rs: list[Receivable]) -> list[list[Receivable]]:
        if self.settings.group_by == "customer":
            return [rs] if rs else []
        return [[r for r in rs if r.invoice == number] for number in dict.fromkeys(r.invoice for r in rs)]

    def severity(self, r: Receivable) -> tuple[int, int]:
        step = self.next[r.key][0]
        return ORDER.index(step.kind), [s.key for s in self.plan_of(r).steps].index(step.key)

    def one(self, group: list[Receivable]) -> dict[str, Any] | None:
        """Rules 6 to 12 for one notice."""
        lead = max(group, key=self.severity)
        step, late = self.next[lead.key][0], self.late(lead)
        acts = [r for r in group if self.next[r.key][0].kind == step.kind]
        gap = max(self.settings.min_gap_days, 1) * DAY
        before = [on for on, kind in self.written(lead) if kind != "courtesy" or not late]
        reason = "spacing" if any(self.today < on + gap for on in before) else self.rules_9_and_10(acts)
        if not late and sum(self.cents[r.key] for r in group) < self.settings.floor_cents:
            reason = "below_floor"
        if reason:
            self.reasons.update({r.key: reason for r in group})
            return None
        self.reasons.update({r.key: "listed" for r in group if r not in acts})
        whole = self.settings.group_by == "customer"
        others = [r for r in self.p.receivables if late and r not in acts and self.late(r)]
        others = [r for r in others if self.cents.get(r.key) and (whole or r.invoice == lead.invoice)]
        total = sum(self.cents[r.key] for r in acts + others)
        days = max(self.next[r.key][0].deadline_days for r in acts)
        channels, template = self.as_varied(step)
        channel = next(c for c in channels if c in self.p.channels)
        return {
            "step": step.key,
            "template": template,
            "channel": channel,
            "copies": [c for c in step.copies if c != channel and c in self.p.channels],
            "acted": {r.key: self.next[r.key][0].key for r in acts},
            "listed": sorted(r.key for r in others),
            "total": total,
            "deadline": self.working(self.today + days * DAY) if days else None,
            "confirm": self.rule_12(acts, total),
        }

    def rules_9_and_10(self, acts: list[Receivable]) -> str:
        if not self.law.is_working_day(self.today):
            return "non_working_day"
        known = self.p.money_known_to
        if known is None:
            return ""
        for r in (r for r in acts if self.late(r)):
            step, _, deadline = self.next[r.key]
            severe = step.kind not in ("courtesy", "reminder")
            allowed = self.settings.any_bank_days
            if severe:
                allowed = min(allowed, self.settings.fresh_bank_days)
            if known + allowed * DAY < self.today or (deadline and known < deadline):
                return "payments_stale"
        return ""

    def rule_12(self, acts: list[Receivable], total: int) -> bool:
        steps = [self.next[r.key][0] for r in acts]
        limit = self.settings.confirm_above_cents
        severe = steps[0].kind in ("final", "formal_notice")
        unwarned = steps[0].kind == "formal_notice" and any(not done_late(r) for r in acts)
        unsure = severe and (self.netted or self.p.money_known_to is None)
        asked = any(s.mode == "confirm" for s in steps) or (limit is not None and total >= limit)
        return self.p.confirm_all or self.p.segment == "key" or unwarned or unsure or asked


def done_late(r: Receivable) -> list[DoneStep]:
    return [d for d in r.done if d.kind != "courtesy" and not d.waived]
