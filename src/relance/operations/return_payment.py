"""Money taken back (a rejected debit, an unpaid cheque or bill): what it undoes is found, or a person says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction

from relance.domain.act import Act
from relance.domain.statements.return_words import returned_task, unclear_task
from relance.domain.wording.formats import date_short, money
from relance.ledger.models import BankLine, Creditor, Customer, Invoice, Payment
from relance.ledger.models.money import UNDECIDED
from relance.ledger.returns import Finding, Origin, find_origin, find_sent, waiting_returns
from relance.ledger.writes import append_events, close_tasks, lock_creditor, open_task
from relance.operations.money_holds import keep_holds
from relance.operations.notices import happening
from relance.operations.record_payment import cancel_payment
from relance.operations.refused import Refused
from relance.operations.undo_match import undo_match

TRIED_DAYS = 400  # a payer may take a direct debit back for thirteen months (SEPA Core rulebook)


class Settled(NamedTuple):
    """What came of the returns that waited."""

    undone: int = 0
    aside: int = 0
    unclear: int = 0


def settle_returns(*, creditor: Creditor, act: Act) -> Settled:
    """Find what every return that waits undoes, and undo it where that is sure; else ask a person.

    Run after every import: the payment may come in a later file than its return.
    """
    counts = {"undone": 0, "aside": 0, "unclear": 0}
    lines = waiting_returns(creditor, act.today - timedelta(days=TRIED_DAYS))
    if not lines:
        return Settled()
    with transaction.atomic():
        creditor = lock_creditor(creditor)
        for line in lines:
            counts[_settle(creditor, line, act)] += 1
    return Settled(**counts)


def return_payment(
    *, creditor: Creditor, line_id: int, act: Act, receipt: int | None = None, payment: int | None = None,
    nothing: str = "",
) -> BankLine:  # fmt: skip
    """A person says what a return undoes: a receipt, a payment, or nothing (with the reason).

    Raises Refused unless the return waits, one answer is given, and what it names is of that amount (a fee of the
    bank may have been taken on top).
    """
    with transaction.atomic():
        creditor = lock_creditor(creditor)
        line = BankLine.objects.filter(creditor=creditor, pk=line_id, is_return=True, state__in=UNDECIDED).first()
        if line is None:
            raise Refused(f"no return {line_id} waits: `relance returned` lists those that do")
        if sum((receipt is not None, payment is not None, bool(nothing.strip()))) != 1:
            raise Refused("say what came back: --receipt N, --payment N, or --nothing “why”")
        if nothing.strip():
            _decide(line, act, "aside", "by_hand", "nothing_returned", note=nothing.strip()[:300])
            _close(creditor, line, act)
            return line
        _undo(creditor, line, _named(creditor, line, receipt, payment), act, "by_hand", "named")
    return line


def _named(creditor: Creditor, line: BankLine, receipt: int | None, payment: int | None) -> Origin:
    cents = -line.cents
    if receipt is not None:
        rows = BankLine.objects.filter(creditor=creditor, pk=receipt, cents__gt=0, is_return=False)
        found = rows.filter(state__in=(*UNDECIDED, "matched")).first()
        if found is None or found.cents > cents or found.currency != line.currency:
            raise Refused(f"there is no receipt {receipt} of at most {cents / 100:.2f} {line.currency} to take back")
        return Origin(found, None)
    rows_of = Payment.objects.filter(creditor=creditor, pk=payment or 0, cancelled_on=None)
    row = rows_of.select_related("customer").first()
    if row is None or row.amount_cents > cents or row.currency != line.currency:
        raise Refused(f"there is no payment {payment} of at most {cents / 100:.2f} {line.currency} to take back")
    return Origin(None, row)


def _settle(creditor: Creditor, line: BankLine, act: Act) -> str:
    if line.cents > 0:
        return _settle_sent(creditor, line, act)
    found = find_origin(creditor, line)
    if found.twin is not None:
        line.returned_by = found.twin
        _decide(line, act, "aside", "sure", "return_seen")
        _close(creditor, line, act)
        return "aside"
    if found.origin is None:
        _ask(creditor, line, found, act)
        return "unclear"
    return _undo(creditor, line, found.origin, act, "sure", found.how)


def _settle_sent(creditor: Creditor, line: BankLine, act: Act) -> str:
    """Money that we sent and that came back: nobody's payment; the two are set aside against each other."""
    sent = find_sent(creditor, line)
    if sent is None:
        return "unclear"
    sent.returned_by = line
    sent.save(update_fields=["returned_by"])
    _decide(line, act, "aside", "sure", "given_back")
    return "aside"


def _undo(creditor: Creditor, line: BankLine, origin: Origin, act: Act, rule: str, how: str) -> str:
    if origin.line is not None and origin.line.state in UNDECIDED:
        _set_aside_together(creditor, line, origin.line, act, rule)
        _close(creditor, line, act)
        return "aside"
    payments = _payments(creditor, origin)
    told = [(payment, _invoices(creditor, payment)) for payment in payments]
    _decide(line, act, "matched", rule, how)
    if origin.line is not None:
        typed = [payment.pk for payment in payments if payment.was_typed]
        undo_match(creditor=creditor, line=origin.line, act=act, returned_by=line)
        for pk in typed:
            cancel_payment(creditor=creditor, payment_id=pk, act=act)
    else:
        for payment in payments:
            cancel_payment(creditor=creditor, payment_id=payment.pk, act=act)
            _note_returned(creditor, payment, line)
    _tell(creditor, line, told, act)
    _close(creditor, line, act)
    return "undone"


def _payments(creditor: Creditor, origin: Origin) -> list[Payment]:
    if origin.payment is not None:
        return [origin.payment]
    rows = Payment.objects.filter(creditor=creditor, bank_line=origin.line, cancelled_on=None)
    return list(rows.select_related("customer").order_by("pk"))


def _note_returned(creditor: Creditor, payment: Payment, line: BankLine) -> None:
    """A receipt of which every payment came back is itself returned; one of several debits leaves it as it is."""
    rows = BankLine.objects.filter(creditor=creditor, pk=payment.bank_line_id or 0, state="matched")
    if payment.bank_line_id and not Payment.objects.filter(bank_line=payment.bank_line_id, cancelled_on=None).exists():
        rows.update(state="returned", returned_by=line)


def _invoices(creditor: Creditor, payment: Payment) -> list[str]:
    rows = Invoice.objects.filter(creditor=creditor, receivables__allocations__payment=payment)
    return list(dict.fromkeys(rows.order_by("pk").values_list("number", flat=True)))


def _set_aside_together(creditor: Creditor, line: BankLine, receipt: BankLine, act: Act, rule: str) -> None:
    """Money that nobody had matched before it went back pays nothing, and no invoice waits for it any longer."""
    before = {receipt.pk: list(receipt.proposals)}
    receipt.returned_by, receipt.proposals = line, []
    _decide(receipt, act, "aside", rule, "given_back")
    _decide(line, act, "aside", rule, "given_back")
    keep_holds(creditor, [receipt], before, act)
    payload = {"line": receipt.pk, "cents": receipt.cents, "currency": receipt.currency, "reason": line.return_reason}
    append_events(creditor, [happening("payment_returned", None, {**payload, "on": line.booked_on.isoformat()})], act)


def _decide(line: BankLine, act: Act, state: str, rule: str, why: str, note: str = "") -> None:
    line.state, line.rule, line.why = state, rule, [{"key": why, "values": {}}]
    line.decided_at, line.decided_by = act.now, act.by[:120]
    line.note = note or line.note
    line.save(update_fields=[
        "state", "rule", "why", "decided_at", "decided_by", "note", "returned_by", "proposals"
    ])  # fmt: skip


def _tell(creditor: Creditor, line: BankLine, told: list[tuple[Payment, list[str]]], act: Act) -> None:
    customers: dict[int, tuple[Customer, int, list[str]]] = {}
    for payment, invoices in told:
        _, cents, numbers = customers.get(payment.customer_id, (payment.customer, 0, []))
        customers[payment.customer_id] = (payment.customer, cents + payment.amount_cents, [*numbers, *invoices])
    for customer, cents, invoices in customers.values():
        payload: dict[str, Any] = {
            "line": line.pk, "cents": cents, "currency": line.currency, "on": line.booked_on.isoformat(),
            "reason": line.return_reason, "invoices": invoices,
        }  # fmt: skip
        append_events(creditor, [happening("payment_returned", customer, payload)], act)
        open_task(
            creditor, act, kind="payment_returned", due_on=act.today, subject=f"return:{line.pk}",
            customer_id=customer.pk, amount_cents=cents, currency=line.currency,
            why=returned_task(_what(line), cents, line.currency, line.return_reason, creditor.language),
        )  # fmt: skip


def _what(line: BankLine) -> str:
    """What came back, by the words of the bank where its kind only says that something did."""
    text = f"{line.text} {line.return_reason}".casefold()
    words = (("prelev", "direct_debit"), ("prélèv", "direct_debit"), ("sdd", "direct_debit"), ("cheque", "cheque"),
             ("chèque", "cheque"), ("chq", "cheque"), ("lcr", "bill"), ("effet", "bill"))  # fmt: skip
    return next((kind for word, kind in words if word in text), line.kind)


def _ask(creditor: Creditor, line: BankLine, found: Finding, act: Act) -> None:
    """A person names what came back; the question is refreshed as long as nothing tells."""
    if line.state != "unknown":
        BankLine.objects.filter(pk=line.pk).update(state="unknown")
    language = creditor.language
    candidates = [
        f"{'n° ' if language == 'fr' else 'no. '}{one.pk} {one.party or ' '.join(one.text.split())[:30]} "
        f"{date_short(one.booked_on, language)}"
        for one in found.candidates
    ]
    told = {
        "pk": line.pk, "cents": line.cents, "currency": line.currency, "on": line.booked_on,
        "reason": line.return_reason,
    }  # fmt: skip
    open_task(
        creditor, act, kind="return_unclear", due_on=act.today, subject=f"return:{line.pk}",
        amount_cents=-line.cents, currency=line.currency, why=unclear_task(told, candidates, language),
    )  # fmt: skip


def _close(creditor: Creditor, line: BankLine, act: Act) -> None:
    result = money(-line.cents, line.currency, creditor.language)
    close_tasks(creditor, act, result=result, kind="return_unclear", subject=f"return:{line.pk}")
