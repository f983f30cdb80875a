"""What waits for people, counted with its amounts in a few questions whatever the size of the ledger."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, CharField, Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce

from relance.domain.crew import Crew
from relance.ledger.agreements import agreements, progress
from relance.ledger.crew import load_crew
from relance.ledger.disputes import IN_FORCE, disputes
from relance.ledger.models import (
    BankAccount,
    BankLine,
    Creditor,
    Customer,
    IncomingMessage,
    Instalment,
    Notice,
    Posting,
    Promise,
    Task,
)
from relance.ledger.sight import Among, only

CALL, CALL_BACK, GAP, CONFIRM = "call", "call_back", "statement_gap", "confirm_waiting"
INSTALMENTS_BACK = timedelta(days=31)  # an instalment unpaid for longer has broken its plan


class Waiting(NamedTuple):
    """Things of one kind and currency that wait: how many, and cents (0 where they have none)."""

    kind: str
    currency: str
    n: int
    cents: int


def what_waits(creditor: Creditor, today: date, among: Among = None) -> list[Waiting]:
    """Notices by state, receipts, replies, disputes past their day, promises, letters, bank details; one question."""
    mine = {"creditor": creditor}
    notices = only(Notice.objects.filter(**mine, state__in=["to_confirm", "no_contact", "unknown"]), among)
    receipts = BankLine.objects.filter(**mine, cents__gt=0, state__in=["proposed", "unknown"])
    late = only(disputes(creditor).filter(state__in=IN_FORCE, due_on__lt=today), among)
    promises = only(Promise.objects.filter(**mine), among)
    customers = Customer.objects.filter(**mine) if among is None else among
    parts = [
        _counted(notices, Cast("state", CharField()), "currency", "total_cents"),
        _counted(promises.filter(state="live", on__lte=today), "promises_due", "invoice__currency", "cents"),
        _counted(promises.filter(state="broken", ended_on=today), "promises_broken", "invoice__currency", "cents"),
        _counted(late, "disputes_late", "invoice__currency", "contested_cents"),
        _counted(only(IncomingMessage.objects.filter(**mine, state="waiting"), among), "replies"),
        _counted(customers, "customers"),
    ]
    if among is None:
        letters = Posting.objects.filter(**mine, state="to_post").exclude(dispatch__state="refused")
        accounts = BankAccount.objects.filter(**mine, approved_at=None, ended_at=None)
        parts += [
            _counted(receipts.filter(state="proposed"), "money_proposed", "currency", "cents"),
            _counted(receipts.filter(state="unknown"), "money_unknown", "currency", "cents"),
            _counted(letters, "letters"),
            _counted(accounts, "bank_details"),
        ]
    rows = parts[0].union(*parts[1:], all=True)
    return [Waiting(*row) for row in rows if row[2]]


def _counted(rows: QuerySet[Any], kind: Any, currency: str = "", cents: str = "") -> QuerySet[Any, Any]:
    """Rows of one shape, so that all are asked for at once: kind, currency, how many, cents."""
    named = Value(kind, CharField()) if isinstance(kind, str) else kind
    money = Cast(F(currency), CharField()) if currency else Value("", CharField())
    total = Coalesce(Sum(cents), 0, output_field=BigIntegerField()) if cents else Value(0, BigIntegerField())
    grouped = rows.order_by().annotate(a_kind=named, a_currency=money).values("a_kind", "a_currency")
    counted = grouped.annotate(a_count=Count("pk"), a_cents=Cast(total, BigIntegerField()))
    rows_of_it: QuerySet[Any, Any] = counted.values_list("a_kind", "a_currency", "a_count", "a_cents")
    return rows_of_it


def my_tasks(creditor: Creditor, person: str, today: date, among: Among = None) -> list[Waiting]:
    """What this person does today: calls, other tasks; and missing statements, whoever looks after them."""
    rows = only(Task.objects.filter(creditor=creditor, closed_on=None), among).exclude(kind=CONFIRM).order_by()
    groups = list(
        rows.values_list("owner", "customer__owner", "kind", "currency").annotate(n=Count("pk"), s=Sum("amount_cents"))
    )
    if not groups:
        return []
    crew, charged = load_crew(creditor), creditor.person_in_charge
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for own, theirs, kind, currency, n, cents in groups:
        sort = _sort(crew, (own, theirs or "", charged), kind, person, today)
        if sort:
            key = (sort, currency if cents else "")
            found[key] = [found[key][0] + n, found[key][1] + cents]
    return [Waiting(kind, currency, n, cents) for (kind, currency), (n, cents) in sorted(found.items())]


def _sort(crew: Crew, names: tuple[str, str, str], kind: str, person: str, today: date) -> str:
    if kind == GAP:
        return "gaps"
    if crew.doing(names, today) != person:
        return ""
    return "calls" if kind in (CALL, CALL_BACK) else "tasks"


def instalments_due(creditor: Creditor, today: date, among: Among = None) -> list[Waiting]:
    """Instalments whose day has come and that are not wholly paid, with what they lack."""
    rows = Instalment.objects.filter(
        Q(due_on__lte=today, due_on__gt=today - INSTALMENTS_BACK), creditor=creditor, agreement__state="in_force"
    )
    keys = set(only(rows, among, "agreement__customer").values_list("agreement", flat=True))
    if not keys:
        return []
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for agreement in agreements(creditor, "in_force").filter(pk__in=keys):
        for one in progress(creditor, agreement, today, 0).standings:
            if one.part.due_on <= today and one.missing_cents:
                found[agreement.currency][0] += 1
                found[agreement.currency][1] += one.missing_cents
    return [Waiting("instalments", currency, n, cents) for currency, (n, cents) in sorted(found.items())]
