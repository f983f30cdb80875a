"""What a message that reminds of nothing may say, read from the ledger as it is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from django.db.models import Sum

from relance.domain.answers import AgreementAnswer, Answer, DisputeAnswer, InstalmentAnswer, PromiseAnswer
from relance.domain.stops import Part, Word, still_promised
from relance.ledger.models import Agreement, Creditor, Customer, Dispute, Instalment, Invoice, Promise, Receivable
from relance.ledger.reply_answers import receivables_of_reply, reply_answer
from relance.ledger.stops import disputed_cents, on_account, paid_cents


def answer_facts(creditor: Creditor, about: str) -> Answer | None:
    """The facts of `dispute:12:received` and its like; None where there is nothing (more) to tell."""
    thing, _, rest = about.partition(":")
    key, _, what = rest.partition(":")
    read = _READERS.get((thing, what))
    return read(creditor, int(key)) if read and key.isdigit() else None


def receivables_about(creditor: Creditor, about: str) -> list[Receivable]:
    """The due-date lines that such a message names, earliest first."""
    thing, _, rest = about.partition(":")
    key, _, what = rest.partition(":")
    if thing == "reply" and key.isdigit():
        return receivables_of_reply(creditor, int(key), what)
    where = _LINES.get(thing)
    if where is None or not key.isdigit():
        return []
    rows = Receivable.objects.filter(creditor=creditor, **{where: int(key)})
    return list(rows.distinct().order_by("due_on", "pk"))


def _may_ask(customer: Customer) -> bool:
    """Whether a payment may be asked for at all: never under insolvency, nor where the file is with others."""
    return customer.insolvency_on is None and customer.handed_over_on is None


def _dispute(creditor: Creditor, key: int, *states: str) -> Dispute | None:
    rows = Dispute.objects.filter(creditor=creditor, pk=key, state__in=states)
    return rows.select_related("customer", "invoice").first()


def _dispute_received(creditor: Creditor, key: int) -> Answer | None:
    found = _dispute(creditor, key, "open")
    if found is None:
        return None
    return DisputeAnswer(
        found.reason,
        found.cents,
        found.opened_on,
        found.due_on,
        rest_cents=_uncontested(creditor, found),
        may_ask=_may_ask(found.customer),
    )


def _dispute_ended(creditor: Creditor, key: int) -> Answer | None:
    found = _dispute(creditor, key, "accepted", "credited", "rejected")
    if found is None:
        return None
    rejected = found.state == "rejected"
    return DisputeAnswer(
        reason=found.reason,
        cents=found.cents,
        opened_on=found.opened_on,
        due_on=found.due_on,
        outcome="rejected" if rejected else "accepted",
        credit_cents=None if rejected else found.expected_credit_cents or found.cents,
        explanation=found.outcome,
        rest_cents=_uncontested(creditor, found),
        may_ask=_may_ask(found.customer),
    )


def _uncontested(creditor: Creditor, dispute: Dispute) -> int:
    """What is open on the invoice, not contested (any more) and not covered by what is on account, cents."""
    contested = disputed_cents(creditor, [dispute.customer_id]).get(dispute.invoice_id, 0)
    aside = contested + _on_account(creditor, dispute.customer_id, dispute.invoice.currency)
    return max(_open_cents(dispute.invoice) - aside, 0)


def _on_account(creditor: Creditor, customer: int, currency: str) -> int:
    return on_account(creditor, [customer]).get((customer, currency), 0)


def _open_cents(invoice: Invoice) -> int:
    return invoice.receivables.aggregate(cents=Sum("open_cents"))["cents"] or 0


def _promise_noted(creditor: Creditor, key: int) -> Answer | None:
    rows = Promise.objects.filter(creditor=creditor, pk=key, state="live").select_related("customer", "invoice")
    found = rows.first()
    if found is None or not _may_ask(found.customer):
        return None
    word = Word(found.on, found.cents, found.open_after_cents)
    rest = still_promised([word], _open_cents(found.invoice))
    return PromiseAnswer(found.on, found.cents, found.made_on, sum(cents for _, cents in rest))


def _agreement_letter(creditor: Creditor, key: int) -> Answer | None:
    rows = Agreement.objects.filter(creditor=creditor, pk=key, state="in_force", signed_on=None)
    found = rows.select_related("customer").first()
    if found is None or not _may_ask(found.customer):
        return None
    parts = tuple(Part(x.due_on, x.cents) for x in found.instalments.order_by("due_on", "rank"))
    return AgreementAnswer(found.reference, found.cents, found.agreed_on, parts, found.claims)  # type: ignore[arg-type]


def _instalment_reminder(creditor: Creditor, key: int) -> Answer | None:
    rows = Instalment.objects.filter(creditor=creditor, pk=key, agreement__state="in_force")
    found = rows.select_related("agreement__customer").first()
    if found is None or not _may_ask(found.agreement.customer):
        return None
    agreement = Agreement.objects.prefetch_related("lines__receivable").get(pk=found.agreement_id)
    credit = _on_account(creditor, agreement.customer_id, agreement.currency)
    parts = list(found.agreement.instalments.order_by("due_on", "rank"))
    rank = parts.index(found) + 1
    reached = sum(part.cents for part in parts[:rank])
    left = min(reached - paid_cents(agreement) - credit, found.cents)
    if left <= 0:
        return None
    return InstalmentAnswer(
        reference=found.agreement.reference,
        rank=rank,
        count=len(parts),
        due_on=found.due_on,
        cents=left,
        after_cents=sum(part.cents for part in parts[rank:]),
    )


_READERS: Mapping[tuple[str, str], Callable[[Creditor, int], Answer | None]] = {
    ("dispute", "received"): _dispute_received,
    ("dispute", "ended"): _dispute_ended,
    ("promise", "noted"): _promise_noted,
    ("agreement", "letter"): _agreement_letter,
    ("instalment", "reminder"): _instalment_reminder,
    ("reply", "more_time"): partial(reply_answer, what="more_time"),
    ("reply", "already_paid"): partial(reply_answer, what="already_paid"),
    ("reply", "wrong_contact"): partial(reply_answer, what="wrong_contact"),
    ("reply", "copy"): partial(reply_answer, what="copy"),
}
_LINES: Mapping[str, str] = {
    "dispute": "invoice__disputes",
    "promise": "invoice__promises",
    "agreement": "agreement_lines__agreement",
    "instalment": "agreement_lines__agreement__instalments",
}
