"""All that is known of one customer, or of one of its invoices, as a dossier needs it: nothing of anybody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q, QuerySet

from relance.ledger.models import (
    Agreement,
    Allocation,
    Call,
    Claim,
    CreditNote,
    Creditor,
    Customer,
    Dispatch,
    Dispute,
    Event,
    IncomingMessage,
    Invoice,
    InvoiceFile,
    LegalFact,
    Meaning,
    Notice,
    NoticeLine,
    Payment,
    Posting,
    Promise,
    Receivable,
    Task,
    WriteOff,
)

LEFT = ("data_started", "sent", "unknown", "delivered", "bounced", "replied", "refused")


class DossierRows(NamedTuple):
    """The records of a dossier, each list in order. `invoice` None: the whole customer."""

    customer: Customer
    invoice: Invoice | None
    receivables: list[Receivable]
    files: list[InvoiceFile]
    notices: list[Notice]
    dispatches: list[Dispatch]
    postings: list[Posting]
    incoming: list[IncomingMessage]
    calls: list[Call]
    disputes: list[Dispute]
    promises: list[Promise]
    agreements: list[Agreement]
    payments: list[Payment]
    credit_notes: list[CreditNote]
    allocations: list[Allocation]
    write_offs: list[WriteOff]
    claims: list[Claim]
    legal_facts: list[LegalFact]
    tasks: list[Task]
    events: list[Event]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known that a dossier could show."""
        return not (self.receivables or self.notices or self.incoming or self.payments or self.calls)


def dossier_rows(creditor: Creditor, customer: Customer, invoice: Invoice | None = None) -> DossierRows:
    """Read them. For one invoice: what is about it, and what is about the whole account; all events of the customer."""
    mine = {"creditor": creditor, "customer": customer}
    one = {"invoice": invoice} if invoice else {}
    notices = _notices(creditor, customer, invoice)
    dispatches = Dispatch.objects.filter(creditor=creditor, notice__in=notices, state__in=LEFT)
    dispatches = dispatches.select_related("notice").order_by("frozen_at", "pk")
    receivables = Receivable.objects.filter(**mine, **one).select_related("invoice", "customer")
    return DossierRows(
        customer=customer,
        invoice=invoice,
        receivables=list(receivables.order_by("due_on", "invoice__number", "pk")),
        files=list(
            InvoiceFile.objects.filter(creditor=creditor, invoice__customer=customer, **one)
            .select_related("invoice")
            .order_by("invoice__issued_on", "invoice__number", "pk")
        ),
        notices=notices,
        dispatches=list(dispatches),
        postings=list(
            Posting.objects.filter(creditor=creditor, dispatch__in=dispatches).prefetch_related("proofs").order_by("pk")
        ),
        incoming=_incoming(creditor, customer, invoice, notices),
        calls=_calls(creditor, customer, invoice, notices),
        disputes=list(
            Dispute.objects.filter(**mine, **one).select_related("invoice").prefetch_related("notes").order_by("pk")
        ),
        promises=list(Promise.objects.filter(**mine, **one).select_related("invoice").order_by("pk")),
        agreements=_agreements(creditor, customer, invoice),
        payments=_payments(creditor, customer, invoice),
        credit_notes=_credit_notes(creditor, customer, invoice),
        allocations=_allocations(creditor, customer, invoice),
        write_offs=list(
            WriteOff.objects.filter(creditor=creditor, receivable__in=receivables)
            .select_related("receivable__invoice")
            .order_by("on", "pk")
        ),
        claims=list(Claim.objects.filter(**mine, **one).select_related("invoice").order_by("pk")),
        legal_facts=_legal_facts(creditor, customer, invoice),
        tasks=list(Task.objects.filter(**mine, closed_on=None).order_by("due_on", "pk")),
        events=list(Event.objects.filter(**mine).order_by("sequence")),
    )


def _notices(creditor: Creditor, customer: Customer, invoice: Invoice | None) -> list[Notice]:
    rows = Notice.objects.filter(creditor=creditor, customer=customer)
    if invoice:
        rows = rows.filter(lines__receivable__invoice=invoice).distinct()
    return list(
        rows.prefetch_related(
            Prefetch("lines", NoticeLine.objects.select_related("receivable__invoice").order_by("pk")), "steps_done"
        ).order_by("pk")
    )


def _incoming(
    creditor: Creditor, customer: Customer, invoice: Invoice | None, notices: Iterable[Notice]
) -> list[IncomingMessage]:
    rows = IncomingMessage.objects.filter(creditor=creditor, customer=customer)
    if invoice:
        account = Q(notice=None) & ~Q(pk__in=rows.filter(meanings__invoice__isnull=False).values("pk"))
        about = rows.filter(meanings__invoice=invoice).values("pk")
        rows = rows.filter(Q(notice__in=list(notices)) | Q(pk__in=about) | account)
    meanings = Prefetch("meanings", Meaning.objects.select_related("invoice").order_by("pk"))
    rows = rows.select_related("notice").prefetch_related(meanings)
    return list(rows.order_by("received_at", "pk"))


def _calls(creditor: Creditor, customer: Customer, invoice: Invoice | None, notices: Iterable[Notice]) -> list[Call]:
    rows = Call.objects.filter(creditor=creditor, customer=customer)
    if invoice:
        rows = rows.filter(Q(notice=None) | Q(notice__in=list(notices)))
    return list(rows.select_related("notice").order_by("on", "at", "pk"))


def _agreements(creditor: Creditor, customer: Customer, invoice: Invoice | None) -> list[Agreement]:
    rows = Agreement.objects.filter(creditor=creditor, customer=customer)
    if invoice:
        rows = rows.filter(lines__receivable__invoice=invoice).distinct()
    return list(rows.prefetch_related("lines__receivable__invoice", "instalments").order_by("agreed_on", "pk"))


def _payments(creditor: Creditor, customer: Customer, invoice: Invoice | None) -> list[Payment]:
    rows = Payment.objects.filter(creditor=creditor, customer=customer)
    if invoice:
        rows = rows.filter(Q(allocations__receivable__invoice=invoice) | Q(invoice_number=invoice.number)).distinct()
    return list(rows.order_by("paid_on", "pk"))


def _credit_notes(creditor: Creditor, customer: Customer, invoice: Invoice | None) -> list[CreditNote]:
    rows = CreditNote.objects.filter(creditor=creditor, customer=customer)
    if invoice:
        rows = rows.filter(Q(allocations__receivable__invoice=invoice) | Q(applies_to=invoice.number)).distinct()
    return list(rows.order_by("issued_on", "pk"))


def _allocations(creditor: Creditor, customer: Customer, invoice: Invoice | None) -> list[Allocation]:
    rows = Allocation.objects.filter(creditor=creditor, receivable__customer=customer)
    rows = rows.filter(receivable__invoice=invoice) if invoice else rows
    return list(rows.select_related("receivable__invoice").order_by("on", "pk"))


def _legal_facts(creditor: Creditor, customer: Customer, invoice: Invoice | None) -> list[LegalFact]:
    rows = LegalFact.objects.filter(creditor=creditor, customer=customer).select_related("invoice")
    if invoice:
        rows = rows.filter(Q(invoice=None) | Q(invoice=invoice))
    return list(rows.order_by("on", "pk"))


def event_lines(creditor: Creditor, customer: Customer, events: Iterable[Event]) -> list[dict[str, Any]]:
    """A customer's events as they were hashed, each with the hash before it and its own."""
    if any(event.creditor_id != creditor.pk or event.customer_id != customer.pk for event in events):
        raise ValueError("an event of another customer has no place here")
    return [
        {
            "sequence": e.sequence, "at": e.at.isoformat(timespec="microseconds"), "on": e.on.isoformat(),
            "verb": e.verb, "by": e.by, "customer": customer.code, "payload": e.payload,
            "previous_hash": e.previous_hash, "hash": e.hash,
        }
        for e in events
    ]  # fmt: skip


def chain_head(creditor: Creditor) -> tuple[int, str]:
    """How many events the creditor's chain has, and the hash of the last one (empty: none)."""
    last = Event.objects.filter(creditor=creditor).order_by("-sequence").values_list("sequence", "hash").first()
    return last or (0, "")


def recorded_hashes(creditor: Creditor, sequences: Iterable[int]) -> Mapping[int, str]:
    """The hashes that this ledger has for those events."""
    rows: QuerySet[Event, tuple[int, str]] = Event.objects.filter(
        creditor=creditor, sequence__in=list(sequences)
    ).values_list("sequence", "hash")
    return dict(rows)
