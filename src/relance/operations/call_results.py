"""What each result of a call does: promises, disputes, stops and tasks; another try; a number given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Min

from relance.domain.act import Act
from relance.domain.law import add_working_days
from relance.domain.stops import spread
from relance.ledger.models import (
    AgreementLine,
    Creditor,
    Customer,
    Dispute,
    Invoice,
    Notice,
    Promise,
    Receivable,
    Task,
)
from relance.ledger.promises import promise_room
from relance.ledger.writes import append_events, open_task
from relance.operations.make_promise import make_promise
from relance.operations.notices import cancel_notices, happening
from relance.operations.open_dispute import open_dispute
from relance.operations.plans_in_force import law_of
from relance.operations.refused import Refused
from relance.operations.rest import give_rest

CHECK_AFTER = 5  # working days for money that is said to be on its way


@dataclass(frozen=True)
class Talk:
    """One call: whom, by whom, and what it is about. `notice` is the one whose step it is and that still waits.

    What is said by mail has the same effects: its invoices are known then, and given as `about`.
    """

    creditor: Creditor
    customer: Customer
    act: Act
    notice: Notice | None
    invoice: Invoice | None
    spoke_to: str
    note: str
    channel: str = "phone"
    about: tuple[Invoice, ...] = ()

    @cached_property
    def invoices(self) -> list[Invoice]:
        """The invoice named, else those of the notice, else what is overdue, else all that is open; oldest first."""
        if self.invoice:
            return [self.invoice]
        if self.about:
            return list(self.about)
        rows = Receivable.objects.filter(creditor=self.creditor, customer=self.customer, open_cents__gt=0)
        if self.notice:
            rows = rows.filter(notice_lines__notice=self.notice, notice_lines__is_acted=True)
        elif rows.filter(due_on__lt=self.act.today).exists():
            rows = rows.filter(due_on__lt=self.act.today)
        oldest = dict(rows.values_list("invoice").annotate(due=Min("due_on")))
        found = Invoice.objects.filter(creditor=self.creditor, pk__in=oldest).select_related("customer")
        return sorted(found, key=lambda one: (oldest[one.pk], one.number))

    @property
    def open_cents(self) -> dict[str, int]:
        """What is open of these invoices, by currency."""
        rows = Receivable.objects.filter(creditor=self.creditor, invoice__in=self.invoices)
        sums: dict[str, int] = {}
        for currency, cents in rows.values_list("currency", "open_cents"):
            sums[currency] = sums.get(currency, 0) + cents
        return sums


def announce_promise(talk: Talk, on: date, cents: int | None) -> list[Promise]:
    """A promise on each invoice: an amount fills the oldest first; without one, all that can be promised."""
    rooms = [(one, promise_room(talk.creditor, one).free_cents) for one in talk.invoices]
    if talk.invoice is None:  # not asked about one in particular: those that a plan covers are left to it
        covered = _in_agreement(talk)
        rooms = [(one, free) for one, free in rooms if free and one.pk not in covered]
    if not rooms:
        raise Refused(f"nothing is left to pay on the invoices of {talk.customer.name}: there is nothing to promise")
    parts: list[int | None] = [None] * len(rooms)
    if cents is not None and len(rooms) == 1:
        parts = [cents]
    elif cents is not None:
        parts = [part for part in _shared(talk, rooms, cents)]
    return [
        make_promise(
            creditor=talk.creditor, invoice=invoice, on=on, act=talk.act, cents=part, said_by=talk.spoke_to,
            channel=talk.channel, note=talk.note,
        )
        for (invoice, _), part in zip(rooms, parts, strict=True) if part != 0
    ]  # fmt: skip


def _in_agreement(talk: Talk) -> set[int]:
    rows = AgreementLine.objects.filter(creditor=talk.creditor, agreement__customer=talk.customer, is_live=True)
    return set(rows.filter(agreement__state="in_force").values_list("receivable__invoice", flat=True))


def _shared(talk: Talk, rooms: list[tuple[Invoice, int]], cents: int) -> list[int]:
    if len({invoice.currency for invoice, _ in rooms}) > 1:
        raise Refused("these invoices are in several currencies: say which one the amount is for")
    if cents <= 0:
        raise Refused("a promise is more than 0.00")
    most = sum(free for _, free in rooms)
    if cents > most:
        named = ", ".join(invoice.number for invoice, _ in rooms)
        least = f"{most / 100:.2f} {rooms[0][0].currency}"
        raise Refused(f"{cents / 100:.2f} is too much for {named}: {least} of it is open and not disputed")
    return spread(cents, [free for _, free in rooms])


def announce_dispute(talk: Talk, reason: str, cents: int | None, *, tell_customer: bool = True) -> Dispute:
    """A dispute on the one invoice that the call is about."""
    if len(talk.invoices) != 1:
        raise Refused(
            f"say which invoice is disputed: {', '.join(one.number for one in talk.invoices) or 'none is open'}"
        )
    return open_dispute(
        creditor=talk.creditor, invoice=talk.invoices[0], reason=reason, act=talk.act, cents=cents,
        note=" – ".join(filter(None, (talk.spoke_to, talk.note))), tell_customer=tell_customer,
    )  # fmt: skip


def announce_agreement(talk: Talk) -> None:
    """Instalments were asked for: a person makes the plan."""
    due = add_working_days(law_of(talk.creditor), talk.act.today, 1)
    for currency, cents in talk.open_cents.items():
        open_task(
            talk.creditor, talk.act, kind="make_agreement", due_on=due, subject=currency, customer_id=talk.customer.pk,
            amount_cents=cents, currency=currency, owner=talk.customer.owner,
            why=f"{talk.spoke_to or talk.customer.name} asked for instalments: "
            + ", ".join(one.number for one in talk.invoices),
        )  # fmt: skip


def announce_payment(talk: Talk) -> None:
    """Said to be paid: some working days of rest, and a day on which to look at the bank."""
    until = add_working_days(law_of(talk.creditor), talk.act.today, CHECK_AFTER)
    if not talk.invoices:
        raise Refused(f"nothing is left to pay on the invoices of {talk.customer.name}: there is nothing to check")
    for invoice in talk.invoices:
        give_rest(talk.creditor, talk.customer, invoice, "check_payment", until, talk.act)
    numbers = ", ".join(one.number for one in talk.invoices)
    currency, cents = next(iter(talk.open_cents.items()))
    open_task(
        talk.creditor, talk.act, kind="check_payment", due_on=until, subject=numbers[:200],
        customer_id=talk.customer.pk, amount_cents=cents, currency=currency, owner=talk.customer.owner,
        why=f"{talk.spoke_to or talk.customer.name} says that {numbers} is paid: look at the bank",
    )  # fmt: skip


def _tasks(talk: Talk) -> list[Task]:
    """The calls to make that this one answers: the notice's, and those promised to the customer."""
    rows = Task.objects.filter(creditor=talk.creditor, customer=talk.customer, kind="call", closed_on=None)
    return [task for task in rows if task.notice_id in (None, talk.notice and talk.notice.pk)]


def call_again(talk: Talk, on: date) -> None:
    """The call is put off to that day; where none was asked for, it is put on the work list."""
    tasks = _tasks(talk)
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(due_on=on)
    if not tasks:
        currency, cents = next(iter(talk.open_cents.items()), ("EUR", 0))
        open_task(
            talk.creditor, talk.act, kind="call", due_on=on, customer_id=talk.customer.pk, amount_cents=cents,
            currency=currency, owner=talk.customer.owner,
            why=f"{talk.spoke_to or talk.customer.name} asked to be called back",
        )  # fmt: skip


def try_again(talk: Talk) -> None:
    """Nobody was reached: the call is due again on the next working day."""
    due = add_working_days(law_of(talk.creditor), talk.act.today, 1)
    Task.objects.filter(pk__in=[task.pk for task in _tasks(talk)]).update(due_on=due)


def settle_calls(talk: Talk, result: str) -> None:
    """The calls asked for are made, with what came of them."""
    _close(talk, result)
    if talk.notice:  # the step's own task was closed as recorded: it tells what came of it instead
        Task.objects.filter(creditor=talk.creditor, notice=talk.notice, kind="call").update(result=f"call: {result}")


def _close(talk: Talk, result: str) -> None:
    keys = [task.pk for task in _tasks(talk)]
    Task.objects.filter(pk__in=keys).update(closed_on=talk.act.today, result=f"call: {result}")


def give_number_up(talk: Talk, why: str, *, own: bool) -> None:
    """The number is not used again; the step is decided afresh by its next channel.

    `own`: the number called is the one known of the customer; a wrong number from elsewhere proves nothing.
    """
    if not own:
        try_again(talk)
        return
    Customer.objects.filter(creditor=talk.creditor, pk=talk.customer.pk).update(phone_failed=True)
    payload = {"number": talk.customer.phone, "why": why}
    append_events(talk.creditor, [happening("number_given_up", talk.customer, payload)], talk.act)
    rows = Task.objects.filter(creditor=talk.creditor, customer=talk.customer, kind="call", closed_on=None)
    calls = Notice.objects.filter(creditor=talk.creditor, state="planned", tasks__in=rows).select_related("customer")
    cancel_notices(talk.creditor, list(calls.distinct()), talk.act, why)
    rows.update(closed_on=talk.act.today, result=why)
