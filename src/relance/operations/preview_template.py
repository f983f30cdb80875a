"""A template on a real customer: the message it would make today. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from relance.discovery import channels
from relance.documents.paper import postal_address
from relance.domain.act import Act
from relance.domain.late_rate import late_rate_text
from relance.domain.message import CustomerFacts, Language, LineFacts, Message, NoticeFacts, PastReminder
from relance.domain.owed import OwedFacts, OwedInvoice
from relance.domain.wording.claims import may_claim
from relance.domain.wording.sample import sample_answer
from relance.domain.wording.stages import Stage, stage_of
from relance.domain.wording.trials import CORNERS, step_notice
from relance.ledger.facts import creditor_facts
from relance.ledger.models import Creditor, Customer, Receivable, StepDone
from relance.ledger.positions import customer_facts
from relance.ledger.templates import Scope
from relance.operations.refused import Refused
from relance.operations.state_owed import owed_on

MOST_LINES = 20
DAYS_GIVEN = 8
REFERENCE = "R-ESSAI"
NOBODY = "client@exemple.invalid"  # RFC 2606: a preview needs an address, and reaches nobody
SOMEWHERE = ("1 rue de l’Essai", "75001", "Paris")


def preview_facts(*, creditor: Creditor, scope: Scope, text: str, customer: Customer | None, act: Act) -> NoticeFacts:
    """What the template would speak of: this customer's own open invoices where there are some, else invented ones."""
    stage = stage_of(scope.name)
    if stage is None:
        raise Refused(f"there is no template “{scope.name}”")
    language: Language = "en" if scope.language == "en" else "fr"
    facts = sample_answer(stage.base, language) if stage.kind == "answer" else step_notice(stage, language, CORNERS[2])
    whom = _reachable(replace(customer_facts(customer), language=language) if customer else facts.customer, scope)
    facts = replace(
        facts, creditor=creditor_facts(creditor, act.now), customer=whom, channel=scope.channel or "email",
        reference=REFERENCE, template=stage.base, template_text=text,
        late_rate_text=late_rate_text(customer.late_rate, customer.kind, language) if customer else "",
    )  # fmt: skip
    if customer is None or stage.kind == "answer":
        return facts
    return _with_invoices(creditor, customer, stage, facts, act)


def _reachable(customer: CustomerFacts, scope: Scope) -> CustomerFacts:
    """The customer with the profile that the template is for; what is missing to show a message is invented."""
    street, postcode, city = SOMEWHERE
    whole = bool(postal_address(customer))
    return replace(
        customer,
        segment=scope.segment or customer.segment,
        email=customer.email or NOBODY,
        address=customer.address if whole else street,
        postcode=customer.postcode if whole else postcode,
        city=customer.city if whole else city,
    )


def _with_invoices(creditor: Creditor, customer: Customer, stage: Stage, facts: NoticeFacts, act: Act) -> NoticeFacts:
    rows = _receivables(creditor, customer, stage, act)
    if not rows:
        return facts
    past = _history(creditor, rows)[-(stage.number - 1) :] if stage.number > 1 else ()
    sent = len(past) if past else stage.number - 1
    lines = tuple(_line(row, act, sent) for row in rows)
    grants = facts.deadline_on is not None
    facts = replace(
        facts, today=act.today, lines=lines, currency=rows[0].currency,
        total_cents=sum(line.open_cents for line in lines),
        deadline_on=act.today + timedelta(DAYS_GIVEN) if grants else None,
        history=past or facts.history,
    )  # fmt: skip
    asks = replace(
        facts, claims="demand" if stage.kind == "formal_notice" else "mention" if stage.number > 1 else "none"
    )
    return replace(asks, owed=_owed(creditor, rows, asks, act))


def _receivables(creditor: Creditor, customer: Customer, stage: Stage, act: Act) -> list[Receivable]:
    """What is overdue (before the due date: what is to come), in one currency; else whatever is open."""
    rows = Receivable.objects.filter(creditor=creditor, customer=customer, open_cents__gt=0)
    rows = rows.select_related("invoice", "customer").order_by("due_on", "invoice__number")
    fit = rows.filter(due_on__gte=act.today) if stage.kind == "courtesy" else rows.filter(due_on__lt=act.today)
    found = list(fit[:MOST_LINES])
    return [row for row in found if row.currency == found[0].currency]


def _line(row: Receivable, act: Act, sent: int) -> LineFacts:
    return LineFacts(
        invoice=row.invoice.number,
        due_on=row.due_on,
        open_cents=row.open_cents,
        amount_cents=row.amount_cents,
        issued_on=row.invoice.issued_on,
        paid_cents=row.amount_cents - row.open_cents,
        days_late=max((act.today - row.due_on).days, 0),
        reminders_sent=sent,
        order_reference=row.invoice.order_reference,
        due_estimated=row.is_due_estimated,
    )


def _history(creditor: Creditor, rows: Sequence[Receivable]) -> tuple[PastReminder, ...]:
    """The reminders that really went out for these invoices."""
    done = StepDone.objects.filter(creditor=creditor, receivable__in=rows, is_waived=False).exclude(kind="courtesy")
    past = {PastReminder(one.on, one.channel, one.kind) for one in done}  # type: ignore[arg-type]
    return tuple(sorted(past, key=lambda one: one.on))


def _owed(creditor: Creditor, rows: Sequence[Receivable], facts: NoticeFacts, act: Act) -> OwedFacts | None:
    """The statements of these invoices; nothing where claims may not be spoken of, or a rate is missing."""
    if not may_claim(facts):
        return None
    try:
        found = owed_on(creditor, rows, act.today)
    except Refused:
        return None
    invoices = (
        OwedInvoice(x.claim.receivable.invoice.number, x.statement, x.claim.receivable.invoice.issued_on) for x in found
    )
    return OwedFacts(act.today, facts.currency, tuple(invoices))


def preview_message(facts: NoticeFacts, channel: str) -> Message:
    """The finished message on one channel. Raises ValueError where the text cannot be used."""
    return channels()[channel].render(facts, (), f"<preview@{REFERENCE.lower()}.invalid>")
