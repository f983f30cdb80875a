"""Take a match back: open amounts, credits, write-offs and what was learned are as before; the line waits again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from relance.domain.act import Act
from relance.ledger.models import (
    Allocation,
    BankLine,
    CreditNote,
    Creditor,
    Customer,
    Event,
    KnownPayer,
    Payment,
    Receivable,
    WriteOff,
)
from relance.ledger.money import declined, what_it_pays
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.apply_match import told
from relance.operations.match_money import tell_who_waits
from relance.operations.money_holds import keep_holds
from relance.operations.note_credits import lower_promises
from relance.operations.notices import happening
from relance.operations.record_payment import cancel_payment, give_back, money_moved
from relance.operations.refused import Refused


def undo_match(*, creditor: Creditor, line: BankLine, act: Act, returned_by: BankLine | None = None) -> BankLine:
    """Undo what a matched line became; one payment known before the bank spoke only loses its bank line.

    The line waits again with the proposals it had, and from then on the program only proposes: what it had matched
    by itself is not proposed again. `returned_by`: the movement by which the bank took the money back; the line is
    then `returned`. Raises Refused where the line is not matched.
    """
    with transaction.atomic():
        creditor = lock_creditor(creditor)
        row = BankLine.objects.select_for_update().filter(creditor=creditor, pk=line.pk).first()
        if row is None or row.state != "matched":
            raise Refused(f"the receipt {line.pk} is not matched: there is nothing to undo")
        customers = _give_all_back(creditor, row, act)
        KnownPayer.objects.filter(creditor=creditor, line=row).delete()
        _wait_again(row, act, returned_by)
        rows = Customer.objects.filter(creditor=creditor, pk__in=customers)
        append_events(creditor, [happening("match_undone", one, told(row)) for one in rows.order_by("pk")], act)
        money_moved(creditor, sorted(customers), act)
        keep_holds(creditor, [row], {}, act)
        tell_who_waits(creditor, act)
    return row


def undo_payment(*, creditor: Creditor, payment_id: int, act: Act) -> Payment:
    """Undo a payment; where the bank brought it, the whole match of that movement. Raises Refused as both do."""
    payment = Payment.objects.filter(creditor=creditor, pk=payment_id, was_typed=False, cancelled_on=None).first()
    line = payment.bank_line if payment else None
    if payment is None or line is None or line.state != "matched":
        return cancel_payment(creditor=creditor, payment_id=payment_id, act=act)
    undo_match(creditor=creditor, line=line, act=act)
    return Payment.objects.select_related("customer").get(pk=payment.pk)


def _give_all_back(creditor: Creditor, line: BankLine, act: Act) -> set[int]:
    payments = list(Payment.objects.filter(creditor=creditor, bank_line=line, cancelled_on=None))
    customers = {payment.customer_id for payment in payments}
    explained, credited = _remembered(creditor, line, customers)
    Allocation.objects.filter(creditor=creditor, pk__in=explained, payment__in=payments).delete()
    _give_up_no_more(creditor, line, act)
    for payment in payments:
        if payment.was_typed:
            payment.bank_line, payment.was_typed = None, False
            payment.save(update_fields=["bank_line", "was_typed"])
        else:
            give_back(creditor, payment, act)
    _give_credits_back(creditor, credited)
    return customers


def _remembered(creditor: Creditor, line: BankLine, customers: Iterable[int]) -> tuple[list[int], list[int]]:
    """The allocations that only explained, and those of credits: the events of the match name them."""
    events = Event.objects.filter(creditor=creditor, customer__in=customers, verb="money_matched")
    mine = [event.payload for event in events.filter(payload__line=line.pk)]
    explained, credited = ([pk for one in mine for pk in one.get(name, ())] for name in ("explained", "credited"))
    return explained, credited


def _give_up_no_more(creditor: Creditor, line: BankLine, act: Act) -> None:
    rows = WriteOff.objects.filter(creditor=creditor, bank_line=line, undone_on=None)
    for row in rows:
        Receivable.objects.filter(pk=row.receivable_id).update(open_cents=F("open_cents") + row.cents, paid_on=None)
    rows.update(undone_on=act.today)


def _give_credits_back(creditor: Creditor, allocations: list[int]) -> None:
    rows = Allocation.objects.filter(creditor=creditor, pk__in=allocations).select_related("receivable")
    for row in rows:
        Receivable.objects.filter(pk=row.receivable_id).update(open_cents=F("open_cents") + row.cents, paid_on=None)
        if row.credit_note_id:
            CreditNote.objects.filter(pk=row.credit_note_id).update(open_cents=F("open_cents") + row.cents)
            lower_promises(creditor, {row.receivable.invoice_id: -row.cents})
        elif row.payment_id:
            Payment.objects.filter(pk=row.payment_id).update(open_cents=F("open_cents") + row.cents)
    rows.delete()


def _wait_again(line: BankLine, act: Act, returned_by: BankLine | None) -> None:
    no = declined(line)
    if line.rule == "sure":
        no += [what_it_pays(one) for one in line.proposals]
        line.proposals = []
    line.why = [{"no": one} for one in no]
    line.state = "proposed" if line.proposals else "unknown"
    if returned_by is not None:
        line.state, line.returned_by = "returned", returned_by
    line.rule, line.decided_at, line.decided_by = "", act.now, act.by[:120]
    line.save(update_fields=["state", "proposals", "why", "rule", "returned_by", "decided_at", "decided_by"])
