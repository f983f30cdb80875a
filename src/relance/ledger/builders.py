"""Makes creditors, customers and invoices in one line each, for tests and demonstrations."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from relance.domain.act import Act
from relance.domain.bank import BEGINNING
from relance.ledger.models import (
    BankAccount,
    BankLine,
    BankStatement,
    CreditNote,
    Creditor,
    Customer,
    Hold,
    ImportFile,
    IncomingMessage,
    Invoice,
    Meaning,
    Notice,
    Payment,
    Receivable,
    StatementAccount,
    StepDone,
)

LONG_AGO = date(2000, 1, 1)


def act_on(day: date, by: str = "Claire") -> Act:
    """An act at nine in the morning, UTC, of that day."""
    return Act(day, datetime(day.year, day.month, day.day, 9, tzinfo=UTC), by)


def make_creditor(name: str = "Atelier Nord SARL", **settings: Any) -> Creditor:
    """A creditor that follows `two-then-notice` and sends as planned, unless told otherwise; its account in force."""
    bank = {"iban": settings.pop("iban", "FR7699999000010123456789012"), "bic": settings.pop("bic", "")}
    values: dict[str, Any] = {
        "key": name.lower().replace(" ", "-")[:60],
        "address": "4 rue des Tanneurs\n59000 Lille",
        "city": "Lille",
        "siren": "000000000",
        "email": "compta@atelier-nord.example",
        "phone": "03 53 01 00 01",
        "signatory": "Claire Morel",
        "default_plan": "two-then-notice",
        "sending": "as_planned",
    }
    creditor = Creditor.objects.create(name=name, **{**values, **settings})
    if bank["iban"]:
        make_account(creditor, **bank)
    return creditor


def make_account(creditor: Creditor, iban: str, bic: str = "", since: datetime = BEGINNING) -> BankAccount:
    """A bank account in force from that instant on, by default from the beginning."""
    return BankAccount.objects.create(
        creditor=creditor, iban=iban, bic=bic, proposed_at=since, proposed_by="Claire", approved_at=since,
        approved_by="Claire", in_force_from=since,
    )  # fmt: skip


def make_customer(creditor: Creditor, code: str = "DUPONT", **fields: Any) -> Customer:
    """A business reached by mail and by letter, to be looked at at once; a segment given counts as chosen by hand."""
    values: dict[str, Any] = {
        "name": f"{code.title()} SARL",
        "email": f"compta@{code.lower()}.example",
        "address": "3 rue du Port",
        "postcode": "44000",
        "city": "Nantes",
        "wake_on": LONG_AGO,
    }
    by_hand = {"segment_by_hand": True} if "segment" in fields else {}
    return Customer.objects.create(creditor=creditor, code=code, **{**values, **by_hand, **fields})


def make_invoice(
    customer: Customer, number: str, cents: int, due_on: date, *, open_cents: int | None = None, **fields: Any
) -> Receivable:
    """An invoice with one due-date line; give the same number again for another line. Amounts in cents."""
    currency = fields.pop("currency", "EUR")
    issued_on = fields.pop("issued_on", due_on - timedelta(days=30))
    invoice, _ = Invoice.objects.get_or_create(
        creditor=customer.creditor,
        customer=customer,
        number=number,
        defaults={"issued_on": issued_on, "currency": currency},
    )
    return Receivable.objects.create(
        creditor=customer.creditor,
        customer=customer,
        invoice=invoice,
        due_on=due_on,
        amount_cents=cents,
        open_cents=cents if open_cents is None else open_cents,
        currency=currency,
        **fields,
    )


def make_credit_note(customer: Customer, number: str, cents: int, **fields: Any) -> CreditNote:
    """A credit note of which nothing is used yet. Cents."""
    return CreditNote.objects.create(
        creditor=customer.creditor, customer=customer, number=number, amount_cents=cents, open_cents=cents, **fields
    )


def make_payment(customer: Customer, cents: int, on: date, **fields: Any) -> Payment:
    """Money on account, allocated to nothing. Cents."""
    values = {"amount_cents": cents, "open_cents": cents, "recorded_by": "Claire", **fields}
    return Payment.objects.create(creditor=customer.creditor, customer=customer, paid_on=on, **values)


def make_bank_line(creditor: Creditor, cents: int, on: date, text: str = "VIR SEPA", **fields: Any) -> BankLine:
    """A movement of the creditor's account, in a statement of its own; above 0 it came in. Cents."""
    number = BankLine.objects.count() + 1
    account, _ = StatementAccount.objects.get_or_create(creditor=creditor, number="FR7699999000010123456789012")
    source = ImportFile.objects.create(
        creditor=creditor, name=f"bank-{number}.xml", kind="bank", sha256=f"{number:064}", content=b"",
        imported_at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC), imported_on=on,
    )  # fmt: skip
    statement = BankStatement.objects.create(creditor=creditor, account=account, source=source, format="camt")
    values = {"kind": "transfer", "currency": "EUR", "source_line": 1, "key": f"{number:064}", **fields}
    return BankLine.objects.create(
        creditor=creditor, account=account, statement=statement, source=source, booked_on=on, cents=cents, text=text,
        **values,
    )  # fmt: skip


def make_hold(customer: Customer, from_on: date, until_on: date | None = None, invoice: Invoice | None = None) -> Hold:
    """A stop on the customer, or on one of its invoices."""
    return Hold.objects.create(
        creditor=customer.creditor, customer=customer, invoice=invoice, from_on=from_on, until_on=until_on,
        reason="agreed by phone", set_by="Claire",
    )  # fmt: skip


def make_done(receivable: Receivable, step: str, on: date, kind: str = "reminder", **fields: Any) -> StepDone:
    """A step done on a receivable, with the notice that did it, so that spacing sees it."""
    notice = Notice.objects.create(
        creditor=receivable.creditor, customer=receivable.customer, state="sent", decided_on=on, left_on=on,
        reference=f"R-{900_000 + Notice.objects.count():06d}", currency=receivable.currency, plan="test", step=step,
        kind=kind, channel="email", total_cents=receivable.open_cents, is_by_hand=True,
    )  # fmt: skip
    return StepDone.objects.create(
        creditor=receivable.creditor, receivable=receivable, notice=notice, step=step, kind=kind, on=on, **fields
    )


def make_message(
    creditor: Creditor, on: date, text: str, customer: Customer | None = None, **fields: Any
) -> IncomingMessage:
    """A reply that came on that day at ten, UTC, and waits for a person; its customer is not reminded meanwhile."""
    number = IncomingMessage.objects.count() + 1
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    sender = fields.pop("sender", customer.email if customer else "someone@elsewhere.example")
    raw = f"From: {sender}\r\nSubject: {fields.get('subject', '')}\r\n\r\n{text}\r\n".encode()
    values: dict[str, Any] = {
        "kind": "reply", "state": "waiting", "tied_by": "token" if customer else "", "fingerprint": f"{number:064}",
        "message_id": f"<reply-{number}@elsewhere.example>", "is_authenticated": True, "received_at": at,
        "received_on": on, "content": raw, "sha256": hashlib.sha256(raw).hexdigest(),
    }  # fmt: skip
    message = IncomingMessage.objects.create(
        creditor=creditor, customer=customer, text=text, sender=sender, **{**values, **fields}
    )
    if customer and message.state == "waiting":
        first = min(filter(None, (customer.reply_waiting_since, on)))
        Customer.objects.filter(pk=customer.pk).update(reply_waiting_since=first)
        customer.reply_waiting_since = first
    return message


def make_meaning(message: IncomingMessage, meaning: str, quote: str = "", **fields: Any) -> Meaning:
    """What the rules propose about a message; `invoice`, `on`, `cents` and `reason` where they say so."""
    return Meaning.objects.create(
        creditor=message.creditor, message=message, meaning=meaning, quote=quote or message.text[:500], **fields
    )
