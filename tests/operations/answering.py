"""Disputes, promises and plans about Dupont's FA-1, and what is told of them."""

from __future__ import annotations

import email
import email.policy
from datetime import date
from pathlib import Path
from typing import Any

from relance.ledger.models import Agreement, Creditor, Dispute, Instalment, Notice, Promise
from relance.operations.answer import tell
from tests.operations.scene import an_act, customer_of, invoice_of

FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
FEB_5, FEB_6, FEB_9, FEB_16 = "2026-02-05", "2026-02-06", "2026-02-09", "2026-02-16"


def a_dispute(creditor: Creditor, cents: int | None = 30_000, **more: Any) -> Dispute:
    return Dispute.objects.create(
        creditor=creditor, customer=customer_of(creditor), invoice=invoice_of(creditor), reason="quality", cents=cents,
        opened_on=date(2026, 2, 5), opened_by="Anne", due_on=date(2026, 2, 20), **more,
    )  # fmt: skip


def a_promise(creditor: Creditor, cents: int = 120_000, on: str = "2026-02-20") -> Promise:
    return Promise.objects.create(
        creditor=creditor, customer=customer_of(creditor), invoice=invoice_of(creditor), on=date.fromisoformat(on),
        cents=cents, open_after_cents=120_000 - cents, made_on=date(2026, 2, 5), recorded_by="Anne",
    )  # fmt: skip


def an_agreement(creditor: Creditor) -> list[Instalment]:
    """FA-1 in three instalments: 400.00 on 16 February, 16 March and 16 April."""
    agreement = Agreement.objects.create(
        creditor=creditor, customer=customer_of(creditor), reference="E-000001", cents=120_000,
        agreed_on=date(2026, 2, 5), recorded_by="Anne", content=b"", sha256="",
    )  # fmt: skip
    for line in invoice_of(creditor).receivables.all():
        agreement.lines.create(creditor=creditor, receivable=line, cents=line.open_cents)
    days = [date(2026, month, 16) for month in (2, 3, 4)]
    return [
        agreement.instalments.create(creditor=creditor, rank=rank, due_on=day, cents=40_000)
        for rank, day in enumerate(days, 1)
    ]


def told(creditor: Creditor, about: str, day: str = FEB_5, **how: Any) -> Notice | None:
    lines = list(invoice_of(creditor).receivables.all())
    fresh = Creditor.objects.get(pk=creditor.pk)
    whom = customer_of(creditor)
    return tell(creditor=fresh, customer=whom, about=about, receivables=lines, act=an_act(day), **how)


def received(creditor: Creditor, **how: Any) -> Notice:
    """The dispute about 300.00 of FA-1, and the answer that says it was received."""
    notice = told(creditor, f"dispute:{a_dispute(creditor).pk}:received", **how)
    assert notice
    return notice


def mails(home: Path) -> list[str]:
    """The text of every mail in the outbox."""
    found = []
    for path in sorted(home.glob("outbox/*/2*/*.eml")):
        body = email.message_from_bytes(path.read_bytes(), policy=email.policy.default).get_body(("plain",))
        found.append(" ".join(str(body and body.get_content()).split()))
    return found
