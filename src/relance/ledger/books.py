"""What Relance shows of every customer, to be tied to the books of accounts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q, Sum

from relance.domain.books.tie import Change, Shown, ShownCredit, ShownInvoice
from relance.ledger.models import Allocation, CreditNote, Creditor, Customer, Payment, Receivable, WriteOff

CURRENCY = "EUR"  # the books are kept in it
HELD = "SOLDE-"  # how an amount of a book is numbered that no invoice explains


def shown_customers(creditor: Creditor) -> list[Shown]:
    """Open invoices with what was set against them here, credits and money on account, of every customer; euros."""
    invoices = _invoices(creditor)
    credits = _credits(creditor)
    customers = Customer.objects.filter(creditor=creditor, pk__in=[*invoices.keys(), *credits.keys()])
    return [
        Shown(one.code, one.name, tuple(invoices.get(one.pk, ())), tuple(credits.get(one.pk, ())))
        for one in customers.order_by("code")
    ]


def other_currencies(creditor: Creditor) -> list[str]:
    """Currencies in which something is open beside the books' own."""
    rows = Receivable.objects.filter(creditor=creditor, open_cents__gt=0).exclude(currency=CURRENCY)
    return sorted(set(rows.values_list("currency", flat=True)))


def _invoices(creditor: Creditor) -> dict[int, list[ShownInvoice]]:
    changes = _changes(creditor)
    rows = Receivable.objects.filter(creditor=creditor, currency=CURRENCY)
    rows = rows.filter(Q(open_cents__gt=0) | Q(pk__in=list(changes), absent_since=None)).order_by(
        "invoice__number", "pk"
    )
    by_invoice: dict[tuple[int, str], list[tuple[int, date | None, int]]] = defaultdict(list)
    columns = ("customer_id", "invoice__number", "pk", "invoice__issued_on", "open_cents")
    for customer, number, pk, issued_on, cents in rows.order_by("invoice__number", "pk").values_list(*columns):
        by_invoice[customer, number].append((pk, issued_on, cents))
    found: dict[int, list[ShownInvoice]] = defaultdict(list)
    for (customer, number), lines in by_invoice.items():
        set_against = tuple(change for pk, _, _ in lines for change in changes.get(pk, ()))
        total = sum(cents for _, _, cents in lines)
        found[customer].append(ShownInvoice(number, lines[0][1], total, number.startswith(HELD), set_against))
    return found


def _changes(creditor: Creditor) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = defaultdict(list)
    rows = Allocation.objects.filter(creditor=creditor, part="principal")
    for pk, payment, on, cents in rows.values_list("receivable_id", "payment_id", "on", "cents"):
        found[pk].append(Change("payment" if payment else "credit", on, cents))
    written = WriteOff.objects.filter(creditor=creditor, undone_on=None)
    for pk, on, cents in written.values_list("receivable_id", "on", "cents"):
        found[pk].append(Change("write_off", on, cents))
    return found


def _credits(creditor: Creditor) -> dict[int, list[ShownCredit]]:
    found: dict[int, list[ShownCredit]] = defaultdict(list)
    used = Allocation.objects.filter(creditor=creditor, credit_note__isnull=False)
    sums = dict(used.values_list("credit_note_id").annotate(cents=Sum("cents")))
    notes = CreditNote.objects.filter(creditor=creditor, currency=CURRENCY)
    for note in notes.filter(Q(open_cents__gt=0) | Q(pk__in=list(sums))).order_by("number", "pk"):
        credit = ShownCredit("credit", note.number, note.issued_on, note.open_cents, sums.get(note.pk, 0))
        found[note.customer_id].append(credit)
    payments = Payment.objects.filter(creditor=creditor, currency=CURRENCY, cancelled_on=None, open_cents__gt=0)
    for payment in payments.order_by("paid_on", "pk"):
        credit = ShownCredit("money", payment.reference or f"#{payment.pk}", payment.paid_on, payment.open_cents)
        found[payment.customer_id].append(credit)
    return found
