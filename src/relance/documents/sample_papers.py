"""Invented papers that are no reminder: statement, claim note, payment plan, deposit list, words to the team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from relance import discovery
from relance.documents.agreement import AgreedInvoice, AgreementFacts, agreement_pdf
from relance.documents.claim_invoice import ClaimNote, claim_note_pdf
from relance.documents.deposit import DepositLine, DepositList, deposit_pdf
from relance.documents.statement import StatementFacts, statement_pdf
from relance.domain.bank_words import BankNews, News, paragraphs_of, subject_of
from relance.domain.claim import ClaimEvent, ClaimFacts
from relance.domain.instalments import equal_parts
from relance.domain.interest import statement
from relance.domain.message import CreditorFacts, Language, LineFacts, NoticeFacts
from relance.domain.owed import OwedFacts, OwedInvoice
from relance.domain.wording.address import recipient_block
from relance.domain.wording.claims import may_claim

_COUNTRY = "FR"
_PAID_ON = date(2026, 2, 20)
_OLD_IBAN, _NEW_IBAN = "FR1420041010050500013M02606", "FR7630006000011234567890189"
_BANK_NEWS: tuple[News, ...] = ("proposed", "approved", "withdrawn", "in_force")


def with_owed(facts: NoticeFacts) -> NoticeFacts:
    """The same notice with what is owed on each line, where this customer may be told of it."""
    if not may_claim(facts):
        return facts
    lines = tuple(_owed(line, facts) for line in facts.lines)
    return replace(facts, owed=OwedFacts(facts.today, facts.currency, lines))


def _owed(line: LineFacts, facts: NoticeFacts) -> OwedInvoice:
    law, paid = discovery.country(_COUNTRY), line.amount_cents - line.open_cents
    kind = facts.customer.kind
    claim = ClaimFacts(
        line.amount_cents, line.due_on, customer_kind=kind,
        events=(ClaimEvent(_PAID_ON, "payment", paid),) if paid else (),
        formal_notice_on=facts.today if facts.kind == "formal_notice" else None,
    )  # fmt: skip
    spans = law.late_rules(claim, facts.today + timedelta(1)).spans
    coming = next((span for span in reversed(spans) if span.to_on > facts.today), None)
    found = statement(claim, law, facts.today)
    return OwedInvoice(line.invoice, found, line.issued_on, acted=line.acted, next_rate=coming)


def papers(facts: NoticeFacts) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each paper for this customer; `facts` is a formal notice with what is owed."""
    kind = facts.customer.kind
    if facts.owed:
        owed = StatementFacts(facts.creditor, facts.customer, facts.owed, facts.reference, for_customer=True)
        yield f"statement-{kind}.pdf", statement_pdf(owed)
        if facts.owed.all.claims_cents:
            yield f"claim-note-{kind}.pdf", claim_note_pdf(_note(facts, facts.owed.lines[0]))
    if kind != "public":
        yield f"payment-plan-{kind}.pdf", agreement_pdf(_plan(facts))
    if kind == "business":
        yield "deposit-list.pdf", deposit_pdf(_batch(facts))


def _note(facts: NoticeFacts, line: OwedInvoice) -> ClaimNote:
    found = line.statement
    return ClaimNote(
        "ND-7", facts.today, facts.creditor, facts.customer, line.invoice, line.due_on, facts.today, line.issued_on,
        found.segments, found.accrued_cents - found.interest_cents, found.indemnity_cents, found.indemnity_source,
    )  # fmt: skip


def _plan(facts: NoticeFacts) -> AgreementFacts:
    invoices = tuple(
        AgreedInvoice(line.invoice, line.issued_on, line.due_on, line.amount_cents, line.open_cents)
        for line in facts.lines
    )
    parts = tuple(equal_parts(facts.total_cents, 4, facts.today + timedelta(15)))
    return AgreementFacts(
        "E-000007", facts.today, facts.creditor, facts.customer, facts.customer.kind, invoices, parts
    )  # fmt: skip


def _batch(facts: NoticeFacts) -> DepositList:
    customer = facts.customer
    lines = tuple(
        DepositLine(
            place,
            f"R-2026-{place:04}",
            customer.code,
            customer.name,
            recipient_block(customer),
            place < 3,
            1 + place % 2,
        )
        for place in range(1, 7)
    )
    sender = (facts.creditor.name, *facts.creditor.address.splitlines())
    return DepositList(3, facts.today, "09:12", "Claire Vidal", sender, customer.language, lines)


def team_mails(creditor: CreditorFacts, language: Language, today: date) -> Iterator[tuple[str, str]]:
    """Name and text of what the team is told of a change of bank details; customers are told nothing."""
    at = datetime(today.year, today.month, today.day, 9, 30, tzinfo=UTC) + timedelta(3)
    for what in _BANK_NEWS:
        why = "saisi par erreur" if language == "fr" else "entered by mistake"
        news = BankNews(what, _NEW_IBAN, _OLD_IBAN, creditor.signatory, why, at if what == "approved" else None)
        parts = (subject_of(news, language), *paragraphs_of(news, language))
        yield f"team-bank-{what.replace('_', '-')}.txt", "\n\n".join(parts) + "\n"
