"""The tracking table read from the ledger: set-based, some hundred receivables at a time, a creditor first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import OrderBy

from relance.domain.crew import Crew
from relance.domain.plan import Plan
from relance.domain.stops import Part, first_unpaid
from relance.domain.tracking import (
    AgreementNow,
    Answer,
    DisputeNow,
    Done,
    HoldNow,
    PromiseNow,
    Situation,
    Stop,
    Tracked,
    answer_to,
    days_late,
    next_action,
)
from relance.ledger import models
from relance.ledger.crew import load_crew
from relance.ledger.sight import Among, only
from relance.ledger.stops import paid_cents
from relance.ledger.tracking_file import File

CHUNK = 800
ORDERS: Mapping[str, tuple[str, ...]] = {
    "due": ("due_on", "pk"),
    "open": ("-open_cents", "due_on", "pk"),
    "customer": ("customer__name", "due_on", "pk"),
    "invoice": ("invoice__number", "due_on", "pk"),
    "next": ("next_on", "due_on", "pk"),
}


class Asked(NamedTuple):
    """Which rows are wanted, and in which order. `all`: settled ones too; `turned`: the order the other way round."""

    customer: str = ""
    all: bool = False
    overdue: bool = False
    owner: str = ""
    step: str = ""
    reason: str = ""
    order: str = "due"
    turned: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Who answers for what at one creditor today; where nobody signs in, whoever signs its letters."""

    crew: Crew
    charged: str
    otherwise: str
    today: date

    def in_charge(self, owner: str) -> str:
        """The person in charge of a customer with that owner."""
        return self.crew.in_charge((owner, self.charged)) or owner or self.otherwise

    def doing(self, *owners: str) -> str:
        """Who does it today, the nearest owner first."""
        named = next((owner for owner in owners if owner), "")
        return self.crew.doing((*owners, self.charged), self.today) or named or self.otherwise


def people_of(creditor: models.Creditor, today: date, crew: Crew | None = None) -> People:
    """Who answers at this creditor today; `crew` where it is known already."""
    charged = creditor.person_in_charge
    return People(crew or load_crew(creditor), charged, charged or creditor.signatory or creditor.name, today)


def tracked_receivables(
    creditor: models.Creditor, asked: Asked, today: date, among: Among = None
) -> QuerySet[models.Receivable]:
    """The receivables asked for, in order; nothing is loaded yet."""
    rows = only(models.Receivable.objects.filter(creditor=creditor), among)
    if not asked.all:
        rows = rows.filter(open_cents__gt=0)
    if asked.customer:
        rows = rows.filter(customer__code=asked.customer)
    if asked.overdue:
        rows = rows.filter(open_cents__gt=0, due_on__lt=today)
    if asked.reason:
        rows = rows.filter(Q(customer__reason=asked.reason) | Q(customer__reason="", reason=asked.reason))
    if asked.step:
        done = models.StepDone.objects.filter(receivable=OuterRef("pk"), is_waived=False).order_by("-on", "-pk")
        last = rows.annotate(last_step=Subquery(done.values("step")[:1]))
        rows = last.filter(last_step=None) if asked.step == "none" else last.filter(last_step=asked.step)
    if asked.owner:
        rows = rows.filter(_concerns(creditor, asked.owner, today))
    return rows.order_by(*(_in_order(name, turned=asked.turned) for name in ORDERS[asked.order]))


def _in_order(name: str, *, turned: bool) -> OrderBy:
    """By that field; what has no value comes last either way."""
    field, nulls_last = F(name.removeprefix("-")), True if name == "next_on" else None
    falls = name.startswith("-") != turned
    return field.desc(nulls_last=nulls_last) if falls else field.asc(nulls_last=nulls_last)


def _concerns(creditor: models.Creditor, owner: str, today: date) -> Q:
    """In this person's charge or done by them today, or with a dispute or a task of theirs."""
    people = people_of(creditor, today)
    names = list(people.crew.people)
    theirs = [name for name in names if owner in (name, people.doing(name))]
    mine = Q(customer__owner__in=[owner, *theirs])
    if owner in (people.in_charge(""), people.doing("")):
        mine |= ~Q(customer__owner__in=names)
    disputes = models.Dispute.objects.filter(invoice=OuterRef("invoice"), owner=owner, state__in=["open", "accepted"])
    tasks = models.Task.objects.filter(customer=OuterRef("customer"), owner=owner, closed_on=None)
    return mine | Exists(disputes) | Exists(tasks)


def owners_in_use(creditor: models.Creditor) -> list[str]:
    """Who works here."""
    return sorted(load_crew(creditor).people)


def track_chunk(
    creditor: models.Creditor, keys: Sequence[int], plans: Mapping[str, Plan], people: People, today: date
) -> tuple[list[models.Receivable], list[Tracked]]:
    """The rows of these receivables in the order given, with their records; a fixed number of queries."""
    found = models.Receivable.objects.filter(creditor=creditor).select_related("invoice", "customer").in_bulk(keys)
    records = [found[key] for key in keys if key in found]
    file = File(creditor, records, plans, today)
    return records, [_tracked(record, file, people, today) for record in records]


def _tracked(record: models.Receivable, file: File, people: People, today: date) -> Tracked:
    customer, plan = record.customer, file.plan(record)
    reminders = tuple(_reminders(record, file))
    asked = [done for done in reminders if done.kind != "handover"]
    last = asked[-1].on if asked else None
    answer = answer_to(list(_answers(record, file)), last)
    situation = _situation(record, file, reminders)
    following = next_action(situation, today) if record.open_cents else None
    if following:
        following = following._replace(owner=people.doing(following.owner, customer.owner))
    return Tracked(
        key=record.pk,
        customer=customer.code,
        name=customer.name,
        segment=customer.segment,
        plan=plan.key,
        in_charge=people.in_charge(customer.owner),
        invoice=record.invoice.number,
        issued_on=record.invoice.issued_on,
        due_on=record.due_on,
        days_late=days_late(record.due_on, today, None if record.open_cents else record.paid_on or record.absent_since),
        amount_cents=record.amount_cents,
        open_cents=record.open_cents,
        currency=record.currency,
        reminders=reminders,
        answer=answer,
        silent_since=last if answer is None else None,
        reason=(situation.stops[0].reason if situation.stops else record.reason) if record.open_cents else "settled",
        next=following,
        next_label=_label(plan, following.step) if following else "",
        cause=record.cause,
        dispute=_dispute(record, file),
        promise=_promise(record, file),
        agreement=_agreement(record, file),
        hold=_hold(record, file),
        paid_on=None if record.open_cents else record.paid_on or record.absent_since,
    )


def _reminders(record: models.Receivable, file: File) -> Iterator[Done]:
    """Reminders made before Relance was used, then those that it knows."""
    before = record.last_reminder_before_on or record.due_on
    for _ in range(record.reminders_before):
        yield Done("", "", "reminder", before, "by_hand")
    yield from file.done.get(record.pk, ())


def _answers(record: models.Receivable, file: File) -> Iterator[Answer]:
    for dispute in file.disputes.get(record.invoice_id, ()):
        yield Answer("dispute", dispute.opened_on, dispute.reason)
    for promise in file.promises.get(record.invoice_id, ()):
        yield Answer("promise", promise.made_on)
    for agreement in file.agreements.get(record.pk, ()):
        yield Answer("agreement", agreement.agreed_on)
    yield from file.calls.get(record.pk, ())
    yield from file.calls_of_customer.get(record.customer_id, ())
    yield from file.payments.get(record.pk, ())
    if record.customer.reply_waiting_since:
        yield Answer("reply", record.customer.reply_waiting_since)
    elif record.pk in file.replied:
        yield Answer("reply", None)


def _situation(record: models.Receivable, file: File, reminders: Sequence[Done]) -> Situation:
    customer = record.customer
    notice, state = file.waiting.get(record.pk, (0, ""))
    return Situation(
        due_on=record.due_on,
        in_charge=customer.owner,
        stops=tuple(_stops(record, file)),
        notice=state,
        tasks=tuple(file.tasks_of_notice.get(notice, ())) if notice else (),
        about=file.tasks_of_customer.get(customer.pk, {}),
        reason=record.reason,
        step=record.next_step,
        step_on=record.next_on,
        wake_on=customer.wake_on,
        unchanged_since=customer.unchanged_since,
        last_done_on=reminders[-1].on if reminders else None,
    )


def _stops(record: models.Receivable, file: File) -> Iterator[Stop]:
    """What stops the whole receivable today, in the order in which the decision looks."""
    customer, key = record.customer, record.pk
    if customer.insolvency_on and customer.insolvency_on <= file.today:
        yield Stop("insolvency", customer.insolvency_on)
    if customer.handed_over_on and customer.handed_over_on <= file.today:
        yield Stop("handed_over", customer.handed_over_on)
    if customer.no_dunning:
        yield Stop("no_dunning")
    held = file.holds.get((customer.pk, None))
    if held:
        yield Stop("on_hold", held.from_on, held.until_on)
    if customer.reply_waiting_since:
        yield Stop("reply_waiting", customer.reply_waiting_since)
    held = file.holds.get((customer.pk, record.invoice_id))
    if held:
        yield Stop("on_hold", held.from_on, held.until_on)
    disputed = min(file.stops.disputed.get(key, 0), record.open_cents)
    dispute = _dispute(record, file)
    if dispute and disputed >= record.open_cents:
        yield Stop("disputed", dispute.opened_on, dispute.due_on, dispute.owner)
    until, agreement = file.stops.agreement_until.get(key), _agreement(record, file)
    if until and agreement and file.today <= until:
        yield Stop("agreement", on=agreement.due_on)
    grace = file.plan_of[customer.pk].promise_grace_days
    live = [p for p in file.stops.promises.get(key, ()) if file.today <= p.on + timedelta(days=grace)]
    if live and disputed + sum(p.cents for p in live) >= record.open_cents:
        yield Stop("promised", on=min(p.on for p in live))


def _label(plan: Plan, step: str) -> str:
    return next((s.label for s in plan.steps if s.key == step), step)


def _dispute(record: models.Receivable, file: File) -> DisputeNow | None:
    """The dispute in force that is to be settled first."""
    rows = [d for d in file.disputes.get(record.invoice_id, ()) if d.state in ("open", "accepted")]
    if not rows:
        return None
    one = min(rows, key=lambda d: (d.state != "open", d.due_on, d.pk))
    return DisputeNow(one.reason, one.state, one.cents, one.opened_on, one.due_on, one.owner)


def _promise(record: models.Receivable, file: File) -> PromiseNow | None:
    rows = file.promises.get(record.invoice_id, [])
    live = [p for p in rows if p.state == "live"]
    broken = [p for p in rows if p.state == "broken"]
    one = live[0] if live else broken[-1] if broken else None
    return PromiseNow(one.on, one.cents, one.state) if one else None


def _agreement(record: models.Receivable, file: File) -> AgreementNow | None:
    one = next((a for a in file.agreements.get(record.pk, ()) if a.state == "in_force"), None)
    if one is None:
        return None
    part = first_unpaid([Part(x.due_on, x.cents) for x in one.instalments.all()], paid_cents(one))
    return AgreementNow(one.reference, part.due_on if part else None, part.cents if part else 0)


def _hold(record: models.Receivable, file: File) -> HoldNow | None:
    row = file.holds.get((record.customer_id, None)) or file.holds.get((record.customer_id, record.invoice_id))
    return HoldNow(row.from_on, row.until_on, row.reason) if row else None
