"""What is known of every customer for a cold start: what is open, what was paid and when, how it can be reached."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Max, Sum

from relance.domain.books.habits import Payment as Paid
from relance.domain.books.start import OpenLine, StartFacts
from relance.ledger.models import Allocation, CreditNote, Creditor, Customer, Hold, Payment, Receivable

CURRENCY = "EUR"


def start_facts(creditor: Creditor) -> list[StartFacts]:
    """Every customer, by code; `guessed_kind` is its kind as it stands."""
    held = set(_held(creditor))
    written, paid, lines = _written(creditor), _paid(creditor), _open(creditor, held)
    credits = _credits(creditor)
    return [
        StartFacts(
            one.code, one.name, one.kind, one.kind, one.terms,
            bool((one.email and not one.email_bounced) or (one.address and one.city)), tuple(lines[one.pk]),
            credits.get(one.pk, 0), tuple(written[one.pk]), tuple(paid[one.pk]),
        )
        for one in Customer.objects.filter(creditor=creditor).order_by("code")
    ]  # fmt: skip


def _held(creditor: Creditor) -> list[int]:
    rows = Hold.objects.filter(creditor=creditor, released_on=None, invoice__isnull=False)
    return [pk for pk in rows.values_list("invoice_id", flat=True) if pk]


def _open(creditor: Creditor, held: set[int]) -> dict[int, list[OpenLine]]:
    found: dict[int, list[OpenLine]] = defaultdict(list)
    rows = Receivable.objects.filter(creditor=creditor, currency=CURRENCY, open_cents__gt=0)
    columns = (
        "customer_id", "invoice_id", "invoice__number", "invoice__issued_on", "due_on", "open_cents", "is_due_estimated"
    )  # fmt: skip
    for customer, invoice, number, issued_on, due_on, cents, estimated in rows.order_by("due_on", "pk").values_list(
        *columns
    ):
        found[customer].append(OpenLine(number, issued_on, due_on, cents, estimated, invoice in held))
    return found


def _written(creditor: Creditor) -> dict[int, list[tuple[date, date]]]:
    """Issue and due dates that invoices bear themselves."""
    rows = Receivable.objects.filter(creditor=creditor, is_due_estimated=False, invoice__issued_on__isnull=False)
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for customer, issued_on, due_on in rows.values_list("customer_id", "invoice__issued_on", "due_on"):
        if issued_on:
            found[customer].append((issued_on, due_on))
    return found


def _paid(creditor: Creditor) -> dict[int, list[Paid]]:
    """Invoices that payments recorded here have settled, with the day of the last one."""
    rows = Allocation.objects.filter(
        creditor=creditor, part="principal", payment__cancelled_on=None, payment__isnull=False,
        receivable__open_cents=0, receivable__invoice__issued_on__isnull=False,
    )  # fmt: skip
    columns = (
        "receivable__customer_id", "receivable__invoice__number", "receivable__invoice__issued_on",
        "receivable__due_on", "receivable__is_due_estimated", "receivable__amount_cents",
    )  # fmt: skip
    found: dict[int, list[Paid]] = defaultdict(list)
    sums = rows.order_by().values_list(*columns).annotate(on=Max("on"), debit=Max("payment__bank_line__kind"))
    for customer, number, issued_on, due_on, estimated, cents, on, kind in sums:
        if on >= issued_on:
            due = None if estimated else due_on
            found[customer].append(Paid(number, issued_on, on, cents, kind == "direct_debit", due))
    return found


def _credits(creditor: Creditor) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    mine = {"creditor": creditor, "currency": CURRENCY, "open_cents__gt": 0}
    for rows in (CreditNote.objects.filter(**mine), Payment.objects.filter(cancelled_on=None, **mine)):
        for customer, cents in rows.values_list("customer_id").annotate(cents=Sum("open_cents")):
            found[customer] += cents
    return found


def lines_to_estimate_again(creditor: Creditor, customer: Customer) -> list[Receivable]:
    """Open lines whose due date came from terms, and of which nobody was reminded yet."""
    rows = Receivable.objects.filter(creditor=creditor, customer=customer, open_cents__gt=0, is_due_estimated=True)
    rows = rows.filter(invoice__issued_on__isnull=False, steps_done=None, reminders_before=0)
    return list(rows.select_related("invoice").order_by("pk"))
