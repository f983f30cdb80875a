"""What bank money may pay: everything open of one creditor read in a few queries, and the money that waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Min, Q, QuerySet, Sum

from relance.domain.allocate.model import Book, Closed, Money, OpenCredit, OpenItem, Payer, Recorded
from relance.ledger.models import (
    Allocation,
    BankAccount,
    BankLine,
    CreditNote,
    Creditor,
    Customer,
    Invoice,
    KnownPayer,
    Payment,
    Receivable,
    StatementAccount,
    WriteOff,
)
from relance.ledger.models.money import UNDECIDED

BEFORE = timedelta(days=45)  # a list or a typed payment that much older than the oldest money may still belong to it


def waiting_money(creditor: Creditor) -> list[Money]:
    """The movements that came in and wait for a word, oldest first; what was returned to us is of kind `returned`."""
    columns = (
        "pk", "booked_on", "cents", "currency", "kind", "text", "party", "party_iban", "end_to_end", "structured",
        "batch_count", "is_return",
    )  # fmt: skip
    rows = _waiting(creditor).order_by("booked_on", "pk").values_list(*columns)
    return [
        Money(pk, on, cents, currency, "returned" if is_return else kind, text, party, iban, end_to_end, rf, count)
        for pk, on, cents, currency, kind, text, party, iban, end_to_end, rf, count, is_return in rows.iterator()
    ]


def load_book(creditor: Creditor, customers: Collection[int] | None = None) -> Book:
    """Everything that money may pay, or only what is these customers' (keys): then nothing in it is provably unique."""
    since = _waiting(creditor).aggregate(first=Min("booked_on"))["first"]
    items = tuple(_items(creditor, customers, since))
    return Book(
        items=items,
        credits=tuple(_credits(creditor, customers)),
        recorded=tuple(_recorded(creditor, customers, since)),
        payers=tuple(_payers(creditor, customers)),
        small_difference_cents=creditor.small_difference_cents,
        own_names=(creditor.name,),
        own_ibans=tuple(_own_ibans(creditor)),
        closed=tuple(_closed(creditor, customers, {(item.customer, item.invoice) for item in items})),
    )


def _waiting(creditor: Creditor) -> QuerySet[BankLine]:
    return BankLine.objects.filter(creditor=creditor, state__in=UNDECIDED, cents__gt=0)


def _of(rows: QuerySet[Any], customers: Collection[int] | None) -> QuerySet[Any]:
    return rows if customers is None else rows.filter(customer__in=customers)


def _items(creditor: Creditor, customers: Collection[int] | None, since: date | None) -> Iterator[OpenItem]:
    """Open lines, and those that a list settled not long before the oldest money that waits, or later."""
    which = Q(open_cents__gt=0)
    if since:
        which |= Q(open_cents=0, absent_since__gte=since - BEFORE) | Q(open_cents=0, paid_on__gte=since - BEFORE)
    explained = _explained(creditor, customers)
    columns = (
        "pk", "customer_id", "invoice__number", "open_cents", "currency", "due_on", "invoice__issued_on",
        "amount_cents", "invoice__order_reference", "invoice__payment_reference", "direct_debit", "absent_since",
        "paid_on",
    )  # fmt: skip
    rows = _of(Receivable.objects.filter(which, creditor=creditor), customers).order_by("pk")
    for (
        pk,
        customer,
        number,
        opened,
        currency,
        due,
        issued,
        amount,
        order,
        reference,
        debit,
        absent,
        paid,
    ) in rows.values_list(*columns).iterator():
        missing = max(amount - opened - explained.get(pk, 0), 0)
        if not opened and not missing:
            continue
        yield OpenItem(
            pk, customer, number, opened or missing, currency, due, issued, amount, order, reference,
            is_settled_by_list=not opened, settled_on=None if opened else absent or paid,
            lowered_by_list_cents=missing if opened else 0, direct_debit=debit,
        )  # fmt: skip


def _explained(creditor: Creditor, customers: Collection[int] | None) -> dict[int, int]:
    """Cents by line that payments, credit notes and write-offs took off it."""
    found: dict[int, int] = defaultdict(int)
    rows = Allocation.objects.filter(creditor=creditor, part="principal")
    given_up = WriteOff.objects.filter(creditor=creditor, undone_on=None)
    for table in (rows, given_up):
        mine = table if customers is None else table.filter(receivable__customer__in=customers)
        for receivable, cents in mine.order_by().values_list("receivable").annotate(cents=Sum("cents")).iterator():
            found[receivable] += cents
    return found


def _credits(creditor: Creditor, customers: Collection[int] | None) -> Iterator[OpenCredit]:
    """Credit notes, and payments of which something is on account (their keys negative)."""
    notes = _of(CreditNote.objects.filter(creditor=creditor, open_cents__gt=0), customers).order_by("pk")
    for row in notes.values_list("pk", "customer_id", "number", "open_cents", "currency", "issued_on"):
        yield OpenCredit(*row)
    payments = _of(Payment.objects.filter(creditor=creditor, open_cents__gt=0, cancelled_on=None), customers)
    for pk, customer, *rest in payments.order_by("pk").values_list(
        "pk", "customer_id", "reference", "open_cents", "currency", "paid_on"
    ):
        yield OpenCredit(-pk, customer, *rest)


def _recorded(creditor: Creditor, customers: Collection[int] | None, since: date | None) -> Iterator[Recorded]:
    """Payments that no bank line has confirmed yet, as far back as money that waits may go."""
    if since is None:
        return
    rows = Payment.objects.filter(
        creditor=creditor, bank_line=None, cancelled_on=None, paid_on__gte=since - BEFORE
    )  # fmt: skip
    columns = ("pk", "customer_id", "paid_on", "amount_cents", "currency", "invoice_number", "reference")
    for row in _of(rows, customers).order_by("pk").values_list(*columns):
        yield Recorded(*row)


def _payers(creditor: Creditor, customers: Collection[int] | None) -> Iterator[Payer]:
    learned: dict[tuple[int, str], list[str]] = defaultdict(list)
    known = _of(KnownPayer.objects.filter(creditor=creditor), customers).order_by("pk")
    for customer, sort, value in known.values_list("customer_id", "sort", "value"):
        learned[customer, sort].append(value)
    rows = Customer.objects.filter(creditor=creditor)
    rows = rows if customers is None else rows.filter(pk__in=customers)
    for pk, code, name, siren in rows.order_by("pk").values_list("pk", "code", "name", "siren").iterator():
        yield Payer(pk, code, name, siren, tuple(learned[pk, "name"]), tuple(learned[pk, "iban"]))


def _own_ibans(creditor: Creditor) -> set[str]:
    ours = set(BankAccount.objects.filter(creditor=creditor, approved_at__isnull=False).values_list("iban", flat=True))
    numbers = StatementAccount.objects.filter(creditor=creditor).exclude(number="").values_list("number", flat=True)
    return ours | set(numbers)


def _closed(
    creditor: Creditor, customers: Collection[int] | None, opened: set[tuple[int, str]]
) -> Iterator[Closed]:  # fmt: skip
    """Numbers of invoices of which nothing is open, and of credit notes that are used up, with what they came to."""
    invoices = _of(Invoice.objects.filter(creditor=creditor), customers).order_by("pk")
    summed = invoices.annotate(cents=Sum("receivables__amount_cents"))
    for customer, number, cents in summed.values_list("customer_id", "number", "cents").iterator():
        if (customer, number) not in opened:
            yield Closed(customer, number, cents)
    notes = _of(CreditNote.objects.filter(creditor=creditor, open_cents=0), customers).order_by("pk")
    for row in notes.values_list("customer_id", "number", "amount_cents").iterator():
        yield Closed(*row)
