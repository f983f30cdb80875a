"""What tests of payment plans say in one line: agree, pay, look again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from relance.ledger.models import Agreement, Creditor, Event, Payment, Receivable, Task
from relance.operations.agree_instalments import agree_instalments
from relance.operations.record_payment import record_payment
from tests.operations.scene import an_act, customer_of, dupont_owes, invoice_of

MADE = "2026-03-02"  # a Monday
FIRST = date(2026, 3, 31)
OF_PLANS = ("sign_agreement", "agreement_broken", "agreement_reopened", "allocate_credit")


def in_debt(creditor: Creditor) -> Creditor:
    """Dupont owes FA-1, 1,200.00 due 30 January, and FA-2, 600.00 due 9 February."""
    dupont_owes(creditor, "FA-1,2026-01-02,2026-01-30,1200.00,1200.00", "FA-2,2026-01-09,2026-02-09,600.00,600.00")
    return Creditor.objects.get(pk=creditor.pk)


def agree(creditor: Creditor, *numbers: str, day: str = MADE, **how: Any) -> Agreement:
    """Six equal instalments from the end of March, unless told otherwise."""
    invoices = [invoice_of(creditor, number) for number in numbers or ("FA-1", "FA-2")]
    if "parts" not in how:
        how = {"count": 6, "first_on": FIRST, **how}
    return agree_instalments(
        creditor=creditor, customer=customer_of(creditor), invoices=invoices, act=an_act(day), **how
    )  # fmt: skip


def pay(creditor: Creditor, cents: int, on: str, number: str = "FA-1") -> Payment:
    act = an_act(on)
    return record_payment(creditor=creditor, invoice=invoice_of(creditor, number), cents=cents, on=act.today, act=act)


def again(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def reasons(creditor: Creditor) -> set[str]:
    return set(Receivable.objects.filter(creditor=creditor, open_cents__gt=0).values_list("reason", flat=True))


def open_tasks(creditor: Creditor) -> list[str]:
    """The open tasks about payment plans."""
    rows = Task.objects.filter(creditor=creditor, closed_on=None, kind__in=OF_PLANS)
    return sorted(rows.values_list("kind", flat=True))


def verbs(creditor: Creditor) -> list[str]:
    rows = Event.objects.filter(creditor=creditor).order_by("sequence").values_list("verb", flat=True)
    return [verb for verb in rows if verb.startswith("agreement_")]


def days_on(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=n)).isoformat() for n in range((end - start).days + 1)]
