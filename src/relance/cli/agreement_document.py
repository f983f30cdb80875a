"""Payment plans as JSON documents and as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from relance.cli.screen import Table, Text
from relance.domain.wording.formats import date_short, money
from relance.ledger.agreements import Progress, invoices_of

STATES = {
    "fr": {"in_force": "en cours", "kept": "respecté", "broken": "rompu", "cancelled": "annulé"},
    "en": {"in_force": "in force", "kept": "kept", "broken": "broken", "cancelled": "cancelled"},
}
PARTS = {
    "fr": {"paid": "payée", "late": "en retard", "next": "prochaine", "to_come": "à venir"},
    "en": {"paid": "paid", "late": "late", "next": "next", "to_come": "to come"},
}
CLAIMS = {
    "fr": {
        "running": "les pénalités continuent de courir",
        "frozen": "les pénalités sont suspendues",
        "waived": "les pénalités sont abandonnées si l’échéancier est respecté",
    },
    "en": {
        "running": "late interest goes on running",
        "frozen": "late interest stands still",
        "waived": "late interest is given up once the plan is kept",
    },
}


def agreement_document(found: Progress) -> dict[str, Any]:
    """One plan; amounts in cents."""
    agreement, following = found.agreement, found.next
    return {
        "agreement": agreement.reference,
        "customer": agreement.customer.code,
        "state": agreement.state,
        "currency": agreement.currency,
        "total_cents": agreement.cents,
        "paid_cents": found.paid_cents,
        "left_cents": found.left_cents,
        "on_account_cents": found.on_account_cents,
        "claims": agreement.claims,
        "agreed_on": agreement.agreed_on,
        "agreed_with": agreement.agreed_with,
        "signed_on": agreement.signed_on,
        "ended_on": agreement.ended_on,
        "kept_until": found.until,
        "next_on": following.part.due_on if following else None,
        "next_cents": following.missing_cents if following else 0,
        "invoices": [invoice.number for invoice in invoices_of(agreement)],
        "instalments": [
            {
                "rank": one.rank, "due_on": one.part.due_on, "cents": one.part.cents, "paid_cents": one.paid_cents,
                "state": one.state,
            }
            for one in found.standings
        ],
        "sha256": agreement.sha256,
    }  # fmt: skip


def agreements_table(found: Sequence[Progress], language: str) -> Table:
    """A row a plan with its next instalment."""
    headers = ("Échéancier", "Client", "État", "Total", "Payé", "Prochaine échéance", "Signé")
    if language != "fr":
        headers = ("Plan", "Customer", "State", "Total", "Paid", "Next instalment", "Signed")
    return Table(headers, [_row(one, language) for one in found], right=(3, 4))


def _row(found: Progress, language: str) -> tuple[str, ...]:
    agreement, following = found.agreement, found.next if found.agreement.state == "in_force" else None
    coming = ""
    if following:
        day = date_short(following.part.due_on, language)
        coming = f"{day} {money(following.missing_cents, agreement.currency, language)}"
        coming += f" ({PARTS[language]['late']})" if following.state == "late" else ""
    return (
        agreement.reference, f"{agreement.customer.code} {agreement.customer.name}"[:34],
        STATES[language][agreement.state], money(agreement.cents, agreement.currency, language),
        money(found.paid_cents, agreement.currency, language), coming,
        date_short(agreement.signed_on, language) if agreement.signed_on else "–",
    )  # fmt: skip


def agreement_text(found: Progress, language: str) -> Iterator[Text]:
    """One plan: what it covers, its instalments, how far it is paid."""
    agreement = found.agreement

    def amount(cents: int) -> str:
        return money(cents, agreement.currency, language)

    invoices = ", ".join(invoice.number for invoice in invoices_of(agreement))
    mark = "\u00a0:" if language == "fr" else ":"
    state = STATES[language][agreement.state]
    yield f"{agreement.reference} · {agreement.customer.name} · {state} · {amount(agreement.cents)}"
    claims = f" · {CLAIMS[language][agreement.claims]}" if agreement.customer.regime in ("business", "public") else ""
    yield f"{'Factures' if language == 'fr' else 'Invoices'}{mark} {invoices}{claims}"
    headers = ("N°", "Au plus tard le", "Montant", "Payé", "État")
    if language != "fr":
        headers = ("No.", "No later than", "Amount", "Paid", "State")
    rows = [
        (
            str(one.rank), date_short(one.part.due_on, language), amount(one.part.cents), amount(one.paid_cents),
            PARTS[language][one.state],
        )
        for one in found.standings
    ]  # fmt: skip
    yield Table(headers, rows, right=(0, 2, 3))
    paid, left = amount(found.paid_cents), amount(found.left_cents)
    yield f"Payé {paid}, reste {left}." if language == "fr" else f"{paid} paid, {left} left."
