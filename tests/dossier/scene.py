"""A customer about whom everything that a dossier can hold is known, and a twin whose every word is a canary."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from relance.documents.typesetting import pdf
from relance.domain.act import Act
from relance.ledger.builders import act_on, make_creditor, make_customer, make_invoice
from relance.ledger.models import (
    Creditor,
    Customer,
    Dispatch,
    Dispute,
    DisputeNote,
    IncomingMessage,
    InvoiceFile,
    Meaning,
    Notice,
    NoticeLine,
    Posting,
    PostingProof,
    Receivable,
)
from relance.ledger.writes import append_events
from relance.operations.agree_instalments import agree_instalments
from relance.operations.log_call import log_call
from relance.operations.make_promise import make_promise
from relance.operations.notices import happening
from relance.operations.record_payment import record_payment

TODAY = date(2026, 4, 20)


def today() -> Act:
    """The day on which dossiers are made here."""
    return act_on(TODAY)


def a_pdf(text: str) -> bytes:
    """A PDF of one page with this text on it."""
    sheet = {
        "language": "fr", "date": {"year": 2026, "month": 1, "day": 2}, "words": {"file": "", "sum": ""},
        "heading": text, "title": text, "on": "", "proves": "", "name": "", "size": "", "sum": "", "note": text,
        "paragraphs": [],
    }  # fmt: skip
    return pdf("dossier_sheet", sheet, date(2026, 1, 2))


def a_mail(sender: str, to: str, subject: str, text: str) -> bytes:
    """A plain mail as it lies on a server."""
    heads = f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: Mon, 16 Feb 2026 09:00:00 +0000\r\n"
    mime = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return f"{heads}Message-ID: <{len(text)}@example>\r\n{mime}{text}\r\n".encode()


def everything(creditor: Creditor, code: str, word: str) -> Customer:
    """One customer with a piece of every kind; `word` stands in every text of it."""
    customer = make_customer(creditor, code, name=f"{code.title()} {word}")
    first = make_invoice(customer, f"FA-{code}-1", 120_000, date(2026, 1, 31))
    second = make_invoice(customer, f"FA-{code}-2", 48_050, date(2026, 2, 15))
    _invoice_file(first, word)
    mail = _sent(first, f"R-{code}-1", date(2026, 2, 9), "email", a_mail("us@x", "them@x", word, f"Bonjour {word}"))
    letter = _sent(second, f"R-{code}-2", date(2026, 3, 2), "registered_letter", a_pdf(f"Lettre {word}"))
    _posted(letter, code, word)
    _came(customer, mail, "bounce", date(2026, 2, 9), f"{word} could not be delivered")
    reply = _came(customer, mail, "reply", date(2026, 2, 11), f"Nous paierons le 27 février. {word}")
    Meaning.objects.create(
        creditor=creditor, message=reply, invoice=first.invoice, meaning="promise", quote=f"Nous paierons {word}",
        on=date(2026, 2, 27), state="accepted", decided_by="Claire",
    )  # fmt: skip
    _said(customer, first, second, word)
    return customer


def _said(customer: Customer, first: Receivable, second: Receivable, word: str) -> None:
    """A call, a promise, a dispute, a payment, and a payment plan for the rest."""
    creditor = customer.creditor
    log_call(
        creditor=creditor, customer=customer, result="spoken", act=act_on(date(2026, 2, 20)), spoke_to=word,
        note=f"attend un accord {word}",
    )  # fmt: skip
    dispute = Dispute.objects.create(
        creditor=creditor, customer=customer, invoice=first.invoice, reason="price", cents=5_000, state="rejected",
        opened_on=date(2026, 2, 12), opened_by="Claire", due_on=date(2026, 2, 27), closed_on=date(2026, 2, 18),
        outcome=f"prix du devis {word}",
    )  # fmt: skip
    DisputeNote.objects.create(
        creditor=creditor, dispute=dispute, at=datetime(2026, 2, 13, 9, tzinfo=UTC), on=date(2026, 2, 13), by="Claire",
        text=f"devis renvoyé {word}",
    )  # fmt: skip
    record_payment(
        creditor=creditor, invoice=first.invoice, cents=30_000, on=date(2026, 3, 5), act=act_on(date(2026, 3, 6)),
        reference=word,
    )  # fmt: skip
    make_promise(
        creditor=creditor, invoice=first.invoice, on=date(2026, 4, 24), cents=20_000, act=act_on(date(2026, 4, 1)),
        note=word,
    )  # fmt: skip
    agree_instalments(
        creditor=creditor, customer=customer, invoices=[second.invoice], count=2, first_on=date(2026, 5, 5),
        act=act_on(date(2026, 4, 2)), agreed_with=word, tell_customer=False,
    )  # fmt: skip


def _invoice_file(receivable: Receivable, word: str) -> None:
    content = a_pdf(f"Facture {word}")
    InvoiceFile.objects.create(
        creditor=receivable.creditor, invoice=receivable.invoice, name="f.pdf", content=content, sha256=_sum(content)
    )


def _sent(receivable: Receivable, reference: str, on: date, channel: str, content: bytes) -> Dispatch:
    creditor, act = receivable.creditor, act_on(on)
    notice = Notice.objects.create(
        creditor=creditor, customer=receivable.customer, reference=reference, state="sent", decided_on=on, left_on=on,
        currency="EUR", plan="standard", step="reminder-1", step_label="Première relance", kind="reminder",
        channel=channel, total_cents=receivable.open_cents, sent_at=act.now,
    )  # fmt: skip
    NoticeLine.objects.create(
        creditor=creditor, notice=notice, receivable=receivable, is_acted=True, is_live=True, step="reminder-1",
        open_cents=receivable.open_cents,
    )  # fmt: skip
    is_mail = channel == "email"
    dispatch = Dispatch.objects.create(
        creditor=creditor, notice=notice, channel=channel, to_outbox=False, state="sent", recipient="them@x",
        subject=reference, filename="m", content_type="message/rfc822" if is_mail else "application/pdf",
        content=content, sha256=_sum(content), message_id=f"<{reference}@x>" if is_mail else "", frozen_at=act.now,
        started_at=act.now, ended_at=act.now, attempts=1, detail=f"250 2.0.0 queued as {reference}" if is_mail else "",
    )  # fmt: skip
    payload = {"notice": reference, "channel": channel, "sha256": _sum(content), "recipient": "them@x"}
    append_events(creditor, [happening("message_sent", receivable.customer, payload)], act)
    return dispatch


def _posted(dispatch: Dispatch, code: str, word: str) -> None:
    posting = Posting.objects.create(
        creditor=dispatch.creditor, dispatch=dispatch, state="delivered", number=f"1A {code}", detail=word,
        posted_on=date(2026, 3, 2), presented_on=date(2026, 3, 4), ended_on=date(2026, 3, 5),
    )  # fmt: skip
    for kind in ("deposit", "receipt"):
        content = a_pdf(f"{kind} {word}")
        PostingProof.objects.create(
            creditor=dispatch.creditor, posting=posting, kind=kind, name=f"{kind}.pdf", content=content,
            content_type="application/pdf", sha256=_sum(content), added_at=act_on(date(2026, 3, 6)).now,
            added_by="Claire",
        )  # fmt: skip


def _came(customer: Customer, dispatch: Dispatch, kind: str, on: date, text: str) -> IncomingMessage:
    content = a_mail("compta@them.example", "us@x", text, text)
    return IncomingMessage.objects.create(
        creditor=customer.creditor, customer=customer, notice=dispatch.notice, dispatch=dispatch, kind=kind,
        state="handled", tied_by="token", fingerprint=_sum(content), sender="compta@them.example", subject=text,
        text=text, received_at=act_on(on).now, received_on=on, content=content, sha256=_sum(content),
    )  # fmt: skip


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def a_firm(**settings: Any) -> Creditor:
    """The creditor of these tests."""
    return make_creditor(**settings)
