"""The one hot read: stream the positions that must be decided, a chunk of customers at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from relance.domain.law import Law
from relance.domain.message import CustomerFacts
from relance.domain.plan import Plan
from relance.domain.position import DoneStep, Hold, PastNotice, Position, Receivable
from relance.ledger import models
from relance.ledger.models.notice import ANSWER, DONE
from relance.ledger.segments import segment_afresh
from relance.ledger.stops import Line, load_stops, on_account

CHUNK = 800

Reach = Callable[[CustomerFacts], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """One customer with its positions, a currency each, and the plan whose settings hold.

    `segment_before` is set where the customer's segment was worked out afresh, and is not written down yet.
    """

    customer: models.Customer
    plan: Plan
    positions: tuple[Position, ...]
    channels: frozenset[str] = field(default_factory=frozenset)
    segment_before: str | None = None


def due_customers(creditor: models.Creditor, today: date, *, everyone: bool = False) -> list[int]:
    """Keys of the customers whose day has come, or of all that owe something."""
    rows = models.Customer.objects.filter(creditor=creditor)
    if not everyone:
        rows = rows.filter(wake_on__lte=today)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def stream_cases(
    creditor: models.Creditor,
    customer_ids: Sequence[int],
    plans: Mapping[str, Plan],
    reach: Reach,
    today: date,
    law: Law,
) -> Iterator[Case]:
    """Yield a case for each customer, in the order given; segments that have grown old are worked out for today."""
    grace = grace_of(creditor, plans)
    for start in range(0, len(customer_ids), CHUNK):
        ids = customer_ids[start : start + CHUNK]
        customers = models.Customer.objects.filter(creditor=creditor).in_bulk(ids)
        before = {c.pk: segment for c, segment in segment_afresh(creditor, customers.values(), today, law, grace)}
        yield from _chunk(creditor, [customers[pk] for pk in ids], before, plans, reach)


def customer_facts(customer: models.Customer) -> CustomerFacts:
    """The customer as messages and channels see it; a bounced address or a failed number is none."""
    return CustomerFacts(
        code=customer.code,
        name=customer.name,
        kind=customer.regime,  # type: ignore[arg-type]
        contact_name=customer.contact_name,
        email="" if customer.email_bounced else customer.email,
        phone="" if customer.phone_failed else customer.phone,
        address=customer.address,
        postcode=customer.postcode,
        city=customer.city,
        country=customer.country,
        siren=customer.siren,
        language=customer.language,  # type: ignore[arg-type]
        segment=customer.segment,
    )


def _chunk(
    creditor: models.Creditor,
    customers: Sequence[models.Customer],
    segments_before: Mapping[int, str],
    plans: Mapping[str, Plan],
    reach: Reach,
) -> Iterator[Case]:
    ids = [c.pk for c in customers]
    plan_of = {c.pk: customer_plan(c, creditor, plans) for c in customers}
    holds = _holds(creditor, ids)
    receivables = _receivables(creditor, ids, plans, plan_of, holds)
    credits = on_account(creditor, ids)
    per_invoice = {pk for pk, plan in plan_of.items() if plan.group_by == "invoice"}
    notices = _notices(creditor, ids, per_invoice)
    for customer in customers:
        pk = customer.pk
        channels = reach(customer_facts(customer))
        positions = tuple(
            _position(
                creditor,
                customer,
                currency,
                channels,
                receivables=tuple(lines),
                credit_cents=credits.get((pk, currency), 0),
                notices=tuple(notices.get((pk, currency), ())),
                holds=tuple(holds.get((pk, None), ())),
            )
            for currency, lines in sorted(receivables.get(pk, {}).items())
        )
        yield Case(customer, plan_of[pk], positions, channels, segments_before.get(pk))


def customer_plan(customer: models.Customer, creditor: models.Creditor, plans: Mapping[str, Plan]) -> Plan:
    """The customer's own plan, else its segment's, else the creditor's default."""
    of_segment = getattr(creditor, f"plan_for_{customer.segment}", "")
    return plans.get(customer.plan) or plans.get(of_segment) or plans[creditor.default_plan]


def grace_of(creditor: models.Creditor, plans: Mapping[str, Plan]) -> Callable[[models.Customer], int]:
    """The days of grace of a promise, by customer."""
    return lambda customer: customer_plan(customer, creditor, plans).promise_grace_days


def _position(
    creditor: models.Creditor, customer: models.Customer, currency: str, channels: frozenset[str], **parts: Any
) -> Position:
    return Position(
        customer=customer.code,
        currency=currency,
        kind=customer.kind,
        segment=customer.segment,
        channels=channels,
        no_dunning=customer.no_dunning,
        insolvency_on=customer.insolvency_on,
        handed_over_on=customer.handed_over_on,
        reply_waiting_since=customer.reply_waiting_since,
        money_known_to=creditor.money_known_to,
        unchanged_since=customer.unchanged_since,
        confirm_all=creditor.sending == "confirm_all",
        **parts,
    )


def _receivables(
    creditor: models.Creditor,
    ids: Iterable[int],
    plans: Mapping[str, Plan],
    plan_of: Mapping[int, Plan],
    holds: Mapping[tuple[int, int | None], list[Hold]],
) -> dict[int, dict[str, list[Receivable]]]:
    """Open receivables by customer and currency, with their steps done."""
    rows = list(
        models.Receivable.objects.filter(creditor=creditor, customer__in=ids, open_cents__gt=0).values_list(
            "pk", "customer_id", "currency", "invoice_id", "invoice__number", "due_on", "open_cents",
            "direct_debit", "plan", "reminders_before", "last_reminder_before_on", "cycle",
        )
    )  # fmt: skip
    lines = [Line(pk, customer, invoice, due_on, cents) for pk, customer, _, invoice, _, due_on, cents, *_ in rows]
    stops = load_stops(creditor, ids, lines, plan_of.__getitem__)
    done = _steps_done(creditor, ids)
    found: dict[int, dict[str, list[Receivable]]] = defaultdict(lambda: defaultdict(list))
    for pk, customer, currency, invoice, number, due_on, cents, debit, plan, before, before_on, cycle in rows:
        steps = [step for step, its_cycle in done.get(pk, ()) if its_cycle == cycle]
        if before:
            steps += [DoneStep("", "reminder", before_on or due_on)] * before
        found[customer][currency].append(
            Receivable(
                key=str(pk),
                invoice=number,
                due_on=due_on,
                open_cents=cents,
                done=tuple(steps),
                holds=tuple(holds.get((customer, invoice), ())),
                disputed_cents=stops.disputed.get(pk, 0),
                promises=stops.promises.get(pk, ()),
                agreement_until=stops.agreement_until.get(pk),
                direct_debit=debit,
                plan=plans.get(plan) if plan else None,
            )
        )
    return found


def _steps_done(creditor: models.Creditor, ids: Iterable[int]) -> dict[int, list[tuple[DoneStep, int]]]:
    found: dict[int, list[tuple[DoneStep, int]]] = defaultdict(list)
    rows = models.StepDone.objects.filter(
        creditor=creditor, receivable__customer__in=ids, receivable__open_cents__gt=0
    ).values_list("receivable_id", "step", "kind", "on", "deadline_on", "is_waived", "cycle")
    for receivable, step, kind, on, deadline, waived, cycle in rows:
        found[receivable].append((DoneStep(step, kind, on, deadline, waived), cycle))  # type: ignore[arg-type]
    return found


def _holds(creditor: models.Creditor, ids: Iterable[int]) -> dict[tuple[int, int | None], list[Hold]]:
    found: dict[tuple[int, int | None], list[Hold]] = defaultdict(list)
    rows = models.Hold.objects.filter(creditor=creditor, customer__in=ids, released_on=None).values_list(
        "customer_id", "invoice_id", "from_on", "until_on", "reason"
    )
    for customer, invoice, from_on, until_on, reason in rows:
        found[customer, invoice].append(Hold(from_on, until_on, reason))
    return found


def _notices(
    creditor: models.Creditor, ids: Sequence[int], per_invoice: set[int]
) -> dict[tuple[int, str], list[PastNotice]]:
    """Reminders that left, without those that came back; an answer reminds of nothing."""
    found: dict[tuple[int, str], list[PastNotice]] = defaultdict(list)
    rows = (
        models.Notice.objects.filter(state__in=DONE, creditor=creditor, customer__in=ids, left_on__isnull=False)
        .exclude(kind=ANSWER)
        .values_list("customer_id", "currency", "kind", "left_on", "group")
        .distinct()
    )
    for customer, currency, kind, left_on, group in rows:
        invoice = group if customer in per_invoice else ""
        found[customer, currency].append(PastNotice(left_on, kind, invoice))  # type: ignore[arg-type]
    return found
