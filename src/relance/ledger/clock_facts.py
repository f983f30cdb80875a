"""What the legal clocks of claims are counted from, as the ledger knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from relance.domain.clocks import ClockFacts, Happening
from relance.ledger.letters import received_days
from relance.ledger.models import Allocation, Creditor, Customer, LegalFact, Receivable, StepDone
from relance.ledger.sight import Among, only

# kinds of facts that are days of the claim itself, not happenings that may interrupt
DAYS = {
    "performed": "performed_on",
    "insolvency_published": "insolvency_published_on",
    "claim_declared": "claim_declared_on",
    "order_rendered": "order_rendered_on",
    "title": "title_on",
}
HAPPENINGS = (
    "acknowledgement", "request_for_time", "court_claim", "order_served", "protective_measure", "enforcement",
)  # fmt: skip
FACT_KINDS = (*DAYS, *HAPPENINGS)
# where the creditor's calendar says it is: two months more to declare a claim (C. com. R622-24)
OVERSEAS = ("FR-GUADELOUPE", "FR-MARTINIQUE", "FR-GUYANE", "FR-REUNION", "FR-MAYOTTE")
YEAR = timedelta(days=365)  # the shortest limitation period (C. com. L133-6) begins to matter well after it


def clock_facts(creditor: Creditor, receivables: Sequence[Receivable]) -> list[ClockFacts]:
    """The facts of each receivable (with invoice and customer), in the order given."""
    keys = [r.pk for r in receivables]
    paid = _part_payments(creditor, keys)
    notices = _notices(creditor, keys)
    facts = _facts(creditor, {r.customer_id for r in receivables})
    return [_facts_of(r, paid[r.pk], notices[r.pk], _concerning(facts[r.customer_id], r)) for r in receivables]


def _facts_of(
    receivable: Receivable, paid: list[Happening], notices: list[StepDone], facts: list[LegalFact]
) -> ClockFacts:
    days = {DAYS[f.kind]: f.on for f in facts if f.kind in DAYS}
    happenings = [Happening(f.kind, f.on, f.until_on) for f in facts if f.kind in HAPPENINGS]  # type: ignore[arg-type]
    happenings += paid
    happenings += [Happening(_as_happening(n), n.on) for n in notices]  # type: ignore[arg-type]
    rendered = days.get("order_rendered_on") or date.min
    served = max((f.on for f in facts if f.kind == "order_served" and f.on >= rendered), default=None)
    last = max((n for n in notices if n.deadline_on), key=lambda n: n.on, default=None)
    return ClockFacts(
        due_on=receivable.due_on,
        customer_kind=receivable.customer.regime,
        trade=receivable.customer.trade,
        creditor_is_far=receivable.creditor.calendar in OVERSEAS,
        happenings=tuple(happenings),
        order_served_on=served,
        notice_on=last.on if last else None,
        deadline_on=last.deadline_on if last else None,
        performed_on=days.get("performed_on"),
        insolvency_published_on=days.get("insolvency_published_on") or receivable.customer.insolvency_on,
        claim_declared_on=days.get("claim_declared_on"),
        order_rendered_on=days.get("order_rendered_on"),
        title_on=days.get("title_on"),
    )


def _as_happening(step: StepDone) -> str:
    if step.kind == "formal_notice":
        return "registered_formal_notice" if step.channel == "registered_letter" else "formal_notice"
    return "phone_call" if step.channel == "phone" else "reminder"


def _concerning(facts: list[LegalFact], receivable: Receivable) -> list[LegalFact]:
    return [f for f in facts if f.invoice_id in (None, receivable.invoice_id)]


def _facts(creditor: Creditor, customers: Iterable[int]) -> dict[int, list[LegalFact]]:
    found: dict[int, list[LegalFact]] = defaultdict(list)
    for fact in LegalFact.objects.filter(creditor=creditor, customer__in=list(customers)).order_by("on", "pk"):
        found[fact.customer_id].append(fact)
    return found


def _part_payments(creditor: Creditor, keys: Sequence[int]) -> dict[int, list[Happening]]:
    found: dict[int, list[Happening]] = defaultdict(list)
    rows = Allocation.objects.filter(creditor=creditor, receivable__in=keys, payment__isnull=False)
    for key, on in rows.values_list("receivable", "on"):
        found[key].append(Happening("part_payment", on))
    return found


def _notices(creditor: Creditor, keys: Sequence[int]) -> dict[int, list[StepDone]]:
    found: dict[int, list[StepDone]] = defaultdict(list)
    rows = StepDone.objects.filter(creditor=creditor, receivable__in=keys, is_waived=False)
    steps = list(rows.exclude(kind__in=["courtesy", "handover"]).order_by("on", "pk"))
    received = received_days(creditor, {s.notice_id for s in steps if s.notice_id and s.kind == "formal_notice"})
    for step in steps:
        if step.kind == "formal_notice" and step.notice_id in received:
            day = received[step.notice_id]
            if day is None:  # it came back for its address: nobody was given notice
                continue
            step.on = day
        found[step.receivable_id].append(step)
    return found


def clock_candidates(creditor: Creditor, today: date, among: Among = None) -> list[Receivable]:
    """Open receivables that some clock may be running out for: old, insolvent, noticed, or with facts of law."""
    rows = only(_candidates(creditor, today), among)
    return list(rows.select_related("invoice", "customer", "creditor").order_by("due_on", "pk"))


def has_few_candidates(creditor: Creditor, today: date, most: int) -> bool:
    """Whether there are at most so many of them, so that their clocks are worked out at once."""
    return len(_candidates(creditor, today).values_list("pk", flat=True)[: most + 1]) <= most


def _candidates(creditor: Creditor, today: date) -> QuerySet[Receivable]:
    """By what is rare in each table, so that no line of the ledger is joined to all that happened to it."""
    insolvent = Customer.objects.filter(creditor=creditor, insolvency_on__isnull=False)
    granted = StepDone.objects.filter(creditor=creditor, deadline_on__gte=today - timedelta(days=30))
    told = LegalFact.objects.filter(creditor=creditor)
    return Receivable.objects.filter(creditor=creditor, open_cents__gt=0).filter(
        Q(due_on__lte=today - YEAR)
        | Q(customer__in=insolvent.values("pk"))
        | Q(pk__in=granted.values("receivable"))
        | Q(customer__in=told.values("customer"))
    )
