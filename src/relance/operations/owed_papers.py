"""Papers about what is owed: the statement of a customer or an invoice, a claim note, and the facts for letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from relance.documents.claim_invoice import ClaimNote, NothingToBill, claim_note_pdf
from relance.documents.paper import with_enclosures
from relance.documents.statement import StatementFacts, statement_pdf
from relance.domain.act import Act
from relance.domain.interest_law import InterestLaw, RateMissing
from relance.domain.message import Attachment, NoticeFacts
from relance.domain.owed import OwedFacts, OwedInvoice
from relance.domain.pauses import paused
from relance.domain.wording.claims import is_demanded, may_claim
from relance.ledger.claims import LedgerClaim, ledger_claims, whole_invoices
from relance.ledger.facts import creditor_facts
from relance.ledger.models import Creditor, Customer, Invoice, Notice, NoticeLine
from relance.ledger.positions import customer_facts
from relance.operations.refused import Refused
from relance.operations.state_owed import Owed, OwedLine, interest_law, invoice_lines, state_owed

FILENAMES = {"fr": "decompte", "en": "statement"}


class NoticeOwed(NamedTuple):
    """What a notice may demand, or why its amounts are not known."""

    facts: OwedFacts | None = None
    gap: str = ""


def owed_pdf(
    *, creditor: Creditor, as_of: date, invoice: Invoice | None = None, customer: Customer | None = None
) -> bytes:
    """The statement of an invoice or a customer as PDF; several currencies one after the other. Raises Refused."""
    whom = invoice.customer if invoice else customer
    if whom is None:
        raise Refused("name a customer or an invoice")
    return owed_paper(creditor, whom, state_owed(creditor=creditor, as_of=as_of, invoice=invoice, customer=customer))


def owed_paper(creditor: Creditor, whom: Customer, found: Sequence[Owed]) -> bytes:
    """What is owed as one PDF, a currency after the other."""
    first, *others = [statement_paper(creditor, whom, owed) for owed in found]
    return with_enclosures(first, [Attachment("statement.pdf", one) for one in others]) if others else first


def statement_paper(creditor: Creditor, customer: Customer, owed: Owed) -> bytes:
    """One currency's statement as PDF, with everything on it."""
    return statement_pdf(StatementFacts(creditor_facts(creditor), customer_facts(customer), plain_owed(owed)))


def plain_owed(owed: Owed) -> OwedFacts:
    """One currency's statement as plain facts, for papers."""
    return OwedFacts(owed.as_of, owed.currency, tuple(_plain(line) for line in owed.lines), owed.on_account_cents)


def _plain(line: OwedLine) -> OwedInvoice:
    invoice = line.claim.receivable.invoice
    return OwedInvoice(invoice.number, line.statement, invoice.issued_on, line.claim.notes)


def claim_note(
    *,
    creditor: Creditor,
    invoice: Invoice,
    number: str,
    act: Act,
    with_interest: bool = True,
    with_indemnity: bool = True,
    billed_before_cents: int = 0,
) -> tuple[ClaimNote, bytes]:
    """A claim note for what is left of an invoice's interest and indemnity today, and its PDF. Stores nothing.

    `billed_before_cents`: interest that earlier notes ask for and nobody has paid yet.
    Raises Refused where nothing is left to bill, or a rate is missing.
    """
    found = state_owed(creditor=creditor, as_of=act.today, invoice=invoice)
    lines = [line.statement for line in found[0].lines]
    segments = tuple(s for line in lines for s in line.segments) if with_interest else ()
    owed_interest = sum(line.interest_cents for line in lines) - billed_before_cents if with_interest else 0
    note = ClaimNote(
        number=number,
        issued_on=act.today,
        creditor=creditor_facts(creditor, act.now),
        customer=customer_facts(invoice.customer),
        invoice=invoice.number,
        invoice_issued_on=invoice.issued_on,
        due_on=min((line.claim.due_on for line in lines), default=act.today),
        as_of=act.today,
        segments=segments,
        settled_cents=sum(s.interest_cents for s in segments) - owed_interest,
        indemnity_cents=sum(line.indemnity_cents for line in lines) if with_indemnity else 0,
        indemnity_source=next((line.indemnity_source for line in lines if line.indemnity_source), None),
        currency=found[0].currency,
    )
    try:
        return note, claim_note_pdf(note)
    except NothingToBill as nothing:
        raise Refused(str(nothing)) from None


def notice_owed(creditor: Creditor, notice: Notice, facts: NoticeFacts) -> NoticeOwed:
    """The statements of a notice's lines as on its day; nothing where the step may not speak of claims.

    A line that asks for less than is open (disputed, promised, covered by a credit) bears interest on what it
    asks for. A consumer's interest begins with this formal notice where it is the first.
    """
    if not may_claim(facts):
        return NoticeOwed()
    rows = notice.lines.select_related("receivable")
    asked = {line.receivable_id: line for line in rows.order_by("receivable__due_on", "receivable__pk")}
    invoices: dict[int, list[LedgerClaim]] = defaultdict(list)
    for claim in ledger_claims(creditor, whole_invoices(creditor, [line.receivable for line in asked.values()])):
        invoices[claim.receivable.invoice_id].append(_as_asked(claim, asked.get(claim.receivable.pk), facts))
    try:
        law = interest_law(creditor, facts.today)
        lines = [one for claims in invoices.values() for one in _lines(claims, asked, facts.today, law)]
    except (RateMissing, Refused) as missing:
        return NoticeOwed(gap=str(missing))
    return NoticeOwed(OwedFacts(facts.today, facts.currency, tuple(lines)))


def _as_asked(claim: LedgerClaim, line: NoticeLine | None, facts: NoticeFacts) -> LedgerClaim:
    """The claim for what the notice asks of it; this formal notice starts interest where none did before."""
    if line is None:
        return claim
    first_notice = facts.today if facts.kind == "formal_notice" and line.is_acted else None
    changed = replace(
        claim.facts,
        amount_cents=claim.facts.amount_cents - _aside(claim, line),
        formal_notice_on=claim.facts.formal_notice_on or first_notice,
    )
    return claim._replace(facts=changed)


def _aside(claim: LedgerClaim, line: NoticeLine) -> int:
    return max(0, claim.receivable.open_cents - line.open_cents)


def _lines(
    claims: Sequence[LedgerClaim], asked: Mapping[int, NoticeLine], today: date, law: InterestLaw
) -> Iterator[OwedInvoice]:
    """An invoice's lines in the notice, and its settled ones that still owe interest or the indemnity."""
    acted = any(asked[c.receivable.pk].is_acted for c in claims if c.receivable.pk in asked)
    for owed in invoice_lines(claims, law, today):
        found, line = owed.statement, asked.get(owed.claim.receivable.pk)
        if line is None and (found.principal_cents or not found.total_cents):
            continue
        spans = paused(law.late_rules(found.claim, today + timedelta(days=1)), found.claim.pauses).spans
        invoice = owed.claim.receivable.invoice
        yield OwedInvoice(
            invoice=invoice.number,
            statement=found,
            issued_on=invoice.issued_on,
            notes=owed.claim.notes,
            acted=line.is_acted if line else acted,
            set_aside_cents=_aside(owed.claim, line) if line else 0,
            next_rate=next((span for span in reversed(spans) if span.to_on > today), None),
        )


def notice_statement(facts: NoticeFacts) -> Attachment | None:
    """The statement that goes with a notice which demands claims; None for any other notice."""
    if facts.owed is None or not is_demanded(facts):
        return None
    made = StatementFacts(facts.creditor, facts.customer, facts.owed, facts.reference, for_customer=True)
    name = f"{FILENAMES[facts.customer.language]}-{facts.reference}.pdf"
    return Attachment(name, statement_pdf(made))
