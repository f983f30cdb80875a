"""Every question but the hot one; the creditor always comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from relance.domain.chain import Link, first_break
from relance.ledger.answers import answer_facts
from relance.ledger.models import (
    CreditNote,
    Creditor,
    Customer,
    Dispatch,
    Event,
    Hold,
    ImportFile,
    Invoice,
    Notice,
    NoticeLine,
    Payment,
    Receivable,
    StepDone,
    Task,
)
from relance.ledger.models.notice import ANSWER, WAITING
from relance.ledger.sight import Among, only

BUCKETS = (("1-30", 30), ("31-60", 60), ("61-90", 90))


@dataclass(frozen=True, slots=True)
class AgedLine:
    """One customer and currency of the aged balance; cents. `open − credit` is the account's balance."""

    customer: str
    name: str
    currency: str
    open_cents: int
    overdue_cents: int
    credit_cents: int


def find_customer(creditor: Creditor, code: str) -> Customer | None:
    """A customer by code, whatever the case, or by its exact name where only one has it."""
    rows = Customer.objects.filter(creditor=creditor)
    found = rows.filter(code=code).first() or rows.filter(code__iexact=code).first()
    if found:
        return found
    named = list(rows.filter(name__iexact=code)[:2])
    return named[0] if len(named) == 1 else None


def find_invoice(creditor: Creditor, number: str) -> Invoice | None:
    """An invoice by its number; None where there is none, or where two customers have it."""
    rows = list(Invoice.objects.filter(creditor=creditor, number=number).select_related("customer")[:2])
    if not rows:
        rows = list(Invoice.objects.filter(creditor=creditor, number__iexact=number).select_related("customer")[:2])
    return rows[0] if len(rows) == 1 else None


def waiting_notices(creditor: Creditor) -> QuerySet[Notice]:
    """Notices that have not left, largest first."""
    rows = Notice.objects.filter(creditor=creditor, state__in=WAITING).select_related("customer")
    return rows.prefetch_related(_lines()).order_by("-total_cents", "pk")


def planned_of(creditor: Creditor, references: Iterable[str]) -> list[str]:
    """Those of these notices that are confirmed and have not left."""
    rows = Notice.objects.filter(creditor=creditor, reference__in=list(references), state="planned")
    return list(rows.order_by("pk").values_list("reference", flat=True))


def notices_left_on(creditor: Creditor, day: date) -> QuerySet[Notice]:
    """Notices that left on that day."""
    rows = Notice.objects.filter(creditor=creditor, left_on=day).select_related("customer")
    return rows.prefetch_related(_lines()).order_by("pk")


def _lines() -> Prefetch[str, QuerySet[NoticeLine], str]:
    """Lines with their invoices in one query: Django asks SQLite for thousands by an OR that is too deep."""
    return Prefetch("lines", NoticeLine.objects.select_related("receivable__invoice").order_by("pk"))


def find_notice(creditor: Creditor, reference: str) -> Notice | None:
    """A notice by its reference."""
    return Notice.objects.filter(creditor=creditor, reference=reference).select_related("customer").first()


def silences(creditor: Creditor) -> QuerySet[Receivable]:
    """Open receivables that the last decision left in peace, with its reason, oldest due date first."""
    rows = Receivable.objects.filter(creditor=creditor, open_cents__gt=0).exclude(reason="", customer__reason="")
    return rows.select_related("invoice", "customer").order_by("due_on", "pk")


def silence_counts(creditor: Creditor) -> list[tuple[str, str, int, int]]:
    """Reason, currency, how many and cents of all open receivables left in peace.

    Lines are counted by their own reason from an index alone; only the few customers that have a reason themselves,
    which is said instead, are looked at.
    """
    rows = Receivable.objects.filter(creditor=creditor, open_cents__gt=0).order_by()
    summed = {"n": Count("pk"), "cents": Sum("open_cents")}
    found: dict[tuple[str, str], list[int]] = {
        (reason, currency): [n, cents]
        for reason, currency, n, cents in rows.values_list("reason", "currency").annotate(**summed)
    }
    stopped = Customer.objects.filter(creditor=creditor).exclude(reason="").values("pk")
    of_customers = rows.filter(customer__in=stopped).values_list("customer__reason", "reason", "currency")
    for whose, reason, currency, n, cents in list(of_customers.annotate(**summed)):
        for key, sign in (((reason, currency), -1), ((whose, currency), 1)):
            sums = found.setdefault(key, [0, 0])
            sums[0] += sign * n
            sums[1] += sign * cents
    return [(reason, currency, n, cents) for (reason, currency), (n, cents) in found.items() if reason and n]


def open_tasks(creditor: Creditor) -> QuerySet[Task]:
    """The work list: what is due first, and of that the largest."""
    rows = Task.objects.filter(creditor=creditor, closed_on=None).select_related("customer", "notice")
    return rows.order_by("due_on", "-amount_cents", "pk")


def customer_receivables(creditor: Creditor, customer: Customer) -> QuerySet[Receivable]:
    """What a customer owes and owed, open ones first."""
    rows = Receivable.objects.filter(creditor=creditor, customer=customer).select_related("invoice")
    return rows.prefetch_related("steps_done").order_by("-open_cents", "due_on", "pk")


def customer_notices(creditor: Creditor, customer: Customer) -> QuerySet[Notice]:
    """All notices of a customer, newest first."""
    rows = Notice.objects.filter(creditor=creditor, customer=customer)
    kept = Prefetch("dispatches", Dispatch.objects.defer("content"))
    return rows.prefetch_related(_lines(), kept).order_by("-pk")


def customer_events(creditor: Creditor, customer: Customer) -> QuerySet[Event]:
    """What happened with a customer, newest first."""
    return Event.objects.filter(creditor=creditor, customer=customer).order_by("-sequence")


def customer_payments(creditor: Creditor, customer: Customer) -> QuerySet[Payment]:
    """A customer's payments, newest first."""
    return Payment.objects.filter(creditor=creditor, customer=customer).order_by("-paid_on", "-pk")


def customer_credit_notes(creditor: Creditor, customer: Customer) -> QuerySet[CreditNote]:
    """A customer's credit notes, newest first."""
    return CreditNote.objects.filter(creditor=creditor, customer=customer).order_by("-issued_on", "-pk")


def customer_holds(creditor: Creditor, customer: Customer) -> QuerySet[Hold]:
    """Stops in force on a customer and on its invoices."""
    rows = Hold.objects.filter(creditor=creditor, customer=customer, released_on=None)
    return rows.select_related("invoice").order_by("from_on", "pk")


def steps_of_invoice(creditor: Creditor, invoice: Invoice) -> QuerySet[StepDone]:
    """The steps done on an invoice, in order."""
    rows = StepDone.objects.filter(creditor=creditor, receivable__invoice=invoice, is_waived=False)
    return rows.select_related("notice").order_by("on", "pk")


def recent_imports(creditor: Creditor, most: int | None = 50) -> QuerySet[ImportFile]:
    """The files last taken in, without their bytes; all of them where `most` is None."""
    return ImportFile.objects.filter(creditor=creditor).defer("content").order_by("-pk")[:most]


def search_customers(creditor: Creditor, words: str, today: date) -> QuerySet[Customer]:
    """Customers whose code or name holds the words, or one of whose invoice numbers does; largest debt first.

    Adds `open_sum` and `overdue_sum` (cents), `oldest` (earliest open due date), and the first and last of
    the currencies among what is open.
    """
    rows = Customer.objects.filter(creditor=creditor)
    if words:
        by_number = Invoice.objects.filter(creditor=creditor, number__icontains=words).values("customer")
        has = Q(code__icontains=words) | Q(name__icontains=words) | Q(pk__in=by_number)
        rows = rows.filter(has)
    is_open = Q(receivables__open_cents__gt=0)
    rows = rows.annotate(
        open_sum=Coalesce(Sum("receivables__open_cents", filter=is_open), 0),
        overdue_sum=Coalesce(Sum("receivables__open_cents", filter=is_open & Q(receivables__due_on__lt=today)), 0),
        oldest=Min("receivables__due_on", filter=is_open),
        currency=Min("receivables__currency", filter=is_open),
        last_currency=Max("receivables__currency", filter=is_open),
    )
    return rows.order_by("-overdue_sum", "-open_sum", "name", "pk")


def aged_balance(creditor: Creditor, today: date) -> tuple[dict[str, dict[str, int]], list[AgedLine]]:
    """Buckets (`not_due`, `1-30`… → cents and count) and a line per customer and currency, open ones only.

    Lateness counts from the written due date. Amounts of different currencies are added in the buckets
    only where the creditor has one currency; use the lines, or `aged_buckets`, otherwise.
    """
    rows = Receivable.objects.filter(creditor=creditor, open_cents__gt=0).order_by()
    buckets = _no_buckets()
    for due_on, cents, count in rows.values_list("due_on").annotate(cents=Sum("open_cents"), count=Count("pk")):
        bucket = buckets[_bucket((today - due_on).days)]
        bucket["cents"] += cents
        bucket["count"] += count
    overdue = Coalesce(Sum("open_cents", filter=Q(due_on__lt=today)), 0)
    grouped = rows.values_list("customer", "currency").annotate(opened=Sum("open_cents"), overdue=overdue)
    names = _names_of_owing(creditor)
    sums: dict[tuple[str, str], list[Any]] = {}
    for customer, currency, opened, late in grouped:
        code, name = names[customer]
        sums[code, currency] = [name, opened, late, 0]
    for code, name, currency, cents in _open_credits(creditor):
        sums.setdefault((code, currency), [name, 0, 0, 0])[3] += cents
    lines = [AgedLine(code, x[0], currency, x[1], x[2], x[3]) for (code, currency), x in sums.items()]
    return buckets, sorted(lines, key=lambda x: (-x.overdue_cents, -x.open_cents, x.customer))


def _names_of_owing(creditor: Creditor) -> dict[int, tuple[str, str]]:
    """Code and name by customer: read apart, as a join repeats them for every line."""
    rows = Customer.objects.filter(creditor=creditor).values_list("pk", "code", "name")
    return {pk: (code, name) for pk, code, name in rows}


def aged_buckets(creditor: Creditor, today: date) -> dict[str, dict[str, dict[str, int]]]:
    """The same buckets currency by currency, the one with most due dates first; cents and count in each."""
    rows = Receivable.objects.filter(creditor=creditor, open_cents__gt=0).order_by()
    found: dict[str, dict[str, dict[str, int]]] = {}
    sums = rows.values_list("currency", "due_on").annotate(cents=Sum("open_cents"), count=Count("pk"))
    for currency, due_on, cents, count in sums:
        buckets = found.setdefault(currency, _no_buckets())
        bucket = buckets[_bucket((today - due_on).days)]
        bucket["cents"] += cents
        bucket["count"] += count
    return dict(sorted(found.items(), key=lambda x: (-sum(b["count"] for b in x[1].values()), x[0])))


def _no_buckets() -> dict[str, dict[str, int]]:
    return {label: {"cents": 0, "count": 0} for label in ("not_due", *(b for b, _ in BUCKETS), "90+")}


def _bucket(days_late: int) -> str:
    if days_late <= 0:
        return "not_due"
    return next((label for label, most in BUCKETS if days_late <= most), "90+")


def _open_credits(creditor: Creditor) -> Iterator[tuple[str, str, str, int]]:
    for table in (CreditNote, Payment):
        rows = table.objects.filter(creditor=creditor, open_cents__gt=0)
        yield from rows.values_list("customer__code", "customer__name", "currency").annotate(cents=Sum("open_cents"))


def count_left(creditor: Creditor, today: date, among: Among = None) -> int:
    """How many notices left on that day."""
    return only(Notice.objects.filter(creditor=creditor, left_on=today), among).count()


def counts(creditor: Creditor, today: date, among: Among = None) -> dict[str, Any]:
    """What waits for a person at this creditor, and the state of its data."""
    notices = only(Notice.objects.filter(creditor=creditor), among).aggregate(
        to_confirm=Count("pk", filter=Q(state="to_confirm")),
        no_contact=Count("pk", filter=Q(state="no_contact")),
        planned=Count("pk", filter=Q(state="planned")),
        unknown=Count("pk", filter=Q(state="unknown")),
        left_today=Count("pk", filter=Q(left_on=today)),
        last_left_on=Max("left_on"),
    )
    tasks = only(Task.objects.filter(creditor=creditor, closed_on=None), among)
    late = tasks.filter(due_on__lt=today).count()
    return {**notices, "tasks": tasks.count(), "late_tasks": late}


def chain_break(creditor: Creditor) -> str | None:
    """Where the creditor's chain of events breaks, in words; None where it holds."""
    rows = Event.objects.filter(creditor=creditor).select_related("customer").order_by("sequence")
    return first_break(
        (
            Link(
                e.sequence, e.at.isoformat(timespec="microseconds"), e.on.isoformat(), e.verb, e.by,
                e.customer.code if e.customer else None, e.payload,
            ),
            e.previous_hash,
            e.hash,
        )
        for e in rows.iterator(chunk_size=2000)
    )  # fmt: skip


def notices_decided_on(creditor: Creditor, day: date) -> QuerySet[Notice]:
    """Reminders decided (or decided again) for that day, whatever became of them, in order."""
    rows = Notice.objects.filter(creditor=creditor, decided_on=day).exclude(kind=ANSWER).select_related("customer")
    return rows.prefetch_related("lines").order_by("pk")


def answers_on(creditor: Creditor, day: date) -> QuerySet[Notice]:
    """Messages that remind of nothing: those that wait, and those that left on that day."""
    rows = Notice.objects.filter(Q(state__in=WAITING) | Q(left_on=day), creditor=creditor, kind=ANSWER)
    return rows.select_related("customer").prefetch_related(_lines()).order_by("pk")


def has_something_to_tell(creditor: Creditor, notice: Notice) -> bool:
    """Whether a notice still has a text: an answer has none once what it tells is no longer so."""
    return notice.kind != ANSWER or answer_facts(creditor, notice.about) is not None
