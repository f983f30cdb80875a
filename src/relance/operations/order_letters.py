"""Order a letter from the postal provider, once: asked under our reference, and looked for before asking again."""

from __future__ import annotations

from django.db import DatabaseError, transaction

from relance.domain.act import Act
from relance.domain.message import Begin, Receipt
from relance.domain.postal import Found, LetterOrder, OrderReceipt, PostalProvider, recipient_of
from relance.domain.wording.address import recipient_block
from relance.ledger.letters import is_registered
from relance.ledger.models import Creditor, Dispatch, Notice, Posting
from relance.ledger.positions import customer_facts
from relance.operations.make_batch import pages_of
from relance.operations.postal_settings import postal_settings, provider_of, sender, spent_cents, why_by_hand


def deliver_letter(creditor: Creditor, dispatch: Dispatch, act: Act, begin: Begin) -> Receipt:
    """Order the frozen letter. Every fault is an outcome, as for a mail.

    1. What can be known to be wrong is, before anything is asked.  2. Tried before: the provider is first asked for our
    reference.  3. The order, once.  4. An outcome that is unknown is looked for at once: found, it is ordered; surely
    not there, it may be asked again later; else it stays unknown, and no machine orders it again.
    """
    provider, why = provider_of(creditor), why_by_hand(creditor)
    if provider is None or why:
        return Receipt("misconfigured", why or "no postal provider is chosen")
    notice = Notice.objects.select_related("customer").get(pk=dispatch.notice_id)
    if "\n".join(recipient_block(customer_facts(notice.customer)))[:300] != dispatch.recipient:
        return Receipt("refused_for_now", "the address changed since the letter was made: it is made again")
    order = order_of(creditor, dispatch, notice)
    cost = provider.estimate_cents(order, postal_settings(creditor))
    if spent_cents(creditor, act) + cost > creditor.postal_daily_cents:
        return Receipt("refused_for_now", "the daily limit for letters is reached: it leaves another day")
    again = dispatch.attempts > 0 or notice.attempts > 0
    receipt = _found_before(provider, order, creditor) if again else None
    receipt = receipt or _asked(provider, order, creditor, begin, again=again)
    if receipt.outcome in ("ordered", "unknown"):
        _keep(creditor, dispatch, receipt, cost)
    return Receipt("sent" if receipt.outcome == "ordered" else receipt.outcome, receipt.detail)


def reference_of(dispatch: Dispatch, notice: Notice) -> str:
    """Our reference of a letter: the same for every attempt, with 30 plain characters at most."""
    return f"{notice.reference}-{'LR' if is_registered(dispatch.channel) else 'L'}"


def order_of(creditor: Creditor, dispatch: Dispatch, notice: Notice) -> LetterOrder:
    """The letter as the provider is asked for it."""
    content = bytes(dispatch.content)
    me, facts = sender(creditor), customer_facts(notice.customer)
    return LetterOrder(
        reference=reference_of(dispatch, notice),
        account=creditor.key,
        is_registered=is_registered(dispatch.channel),
        sender=me or recipient_of(facts),
        recipient=recipient_of(facts),
        content=content,
        pages=pages_of(content),
        filename=dispatch.filename,
    )


def _found_before(provider: PostalProvider, order: LetterOrder, creditor: Creditor) -> OrderReceipt | None:
    """The order of an earlier attempt, where the provider has it after all."""
    found = provider.find_order(order, postal_settings(creditor))
    if found.reference:
        return OrderReceipt("ordered", f"{provider.label} had it from an earlier attempt", found.reference)
    return None


def _asked(
    provider: PostalProvider, order: LetterOrder, creditor: Creditor, begin: Begin, *, again: bool
) -> OrderReceipt:
    settings = postal_settings(creditor)
    receipt = provider.place_order(order, settings, begin)
    if receipt.outcome == "ordered" and not receipt.reference and not again:
        # it says that it had this letter before, but we never asked: a person must look
        return OrderReceipt("unknown", receipt.detail)
    if receipt.outcome != "unknown":
        return receipt
    return after_doubt(receipt, provider.find_order(order, settings), provider.label)


def after_doubt(receipt: OrderReceipt, found: Found, label: str) -> OrderReceipt:
    """What a lost answer comes to once the provider was asked for our reference."""
    if found.reference:
        detail = f"{receipt.detail}; {label} has it under {found.reference}"
        return OrderReceipt("ordered", detail, found.reference, receipt.cost_cents)
    if found.is_certain:
        return OrderReceipt("refused_for_now", f"{receipt.detail}; {found.detail or f'{label} does not have it'}")
    return OrderReceipt("unknown", "; ".join(part for part in (receipt.detail, found.detail) if part))


def _keep(creditor: Creditor, dispatch: Dispatch, receipt: OrderReceipt, estimate: int) -> None:
    """The provider's number at once, before anything else can go wrong; the receipt's words hold it as well."""
    try:
        with transaction.atomic():
            Posting.objects.update_or_create(
                dispatch=dispatch,
                defaults={
                    "creditor": creditor, "provider": creditor.postal_provider, "state": "handed_over",
                    "provider_reference": receipt.reference[:120], "cost_cents": receipt.cost_cents or estimate,
                    "detail": receipt.detail[:500],
                },
            )  # fmt: skip
    except DatabaseError:  # away for a moment: the row is made later, from the receipt that is written down next
        return
