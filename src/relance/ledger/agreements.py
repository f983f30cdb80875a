"""Payment plans as the ledger knows them: what one would cover, how it stands, and what it means for claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from relance.domain.claim import Pause
from relance.domain.instalments import Standing, standings
from relance.domain.said import Said
from relance.domain.stops import Part, spread
from relance.ledger.models import Agreement, AgreementLine, Creditor, Customer, Invoice, Receivable
from relance.ledger.stops import agreement_until, disputed_cents, on_account, paid_cents

__all__ = [
    "AgreedTerm",
    "Agreement",
    "Covered",
    "Progress",
    "agreed_invoices",
    "agreement_terms",
    "agreements",
    "coverage",
    "credit_of",
    "find_agreement",
    "invoices_of",
    "progress",
]
DAY = timedelta(days=1)


class Covered(NamedTuple):
    """A due-date line that a plan would cover: what is open of it, and the part of that which is contested."""

    receivable: Receivable
    open_cents: int
    disputed_cents: int

    @property
    def cents(self) -> int:
        """What instalments are agreed for."""
        return self.open_cents - self.disputed_cents


class Progress(NamedTuple):
    """How an agreement stands on a day. `until`: the last day it counts as kept if nothing more is paid."""

    agreement: Agreement
    standings: tuple[Standing, ...]
    paid_cents: int
    on_account_cents: int
    until: date | None

    @property
    def left_cents(self) -> int:
        """What is still to be paid."""
        return max(self.agreement.cents - self.paid_cents, 0)

    @property
    def next(self) -> Standing | None:
        """The earliest instalment that is not paid."""
        return next((one for one in self.standings if one.state != "paid"), None)

    def overdue_cents(self, today: date) -> int:
        """What instalments before today still lack."""
        return sum(one.missing_cents for one in self.standings if one.part.due_on < today)


class AgreedTerm(NamedTuple):
    """What an agreement means for the claims of one receivable, from its day on. `ended_on` None: still in force."""

    reference: str
    agreed_on: date
    ended_on: date | None
    claims: str

    def covers(self, day: date) -> bool:
        """Whether money of that day was paid under it."""
        return self.agreed_on <= day and (self.ended_on is None or day <= self.ended_on)

    @property
    def pauses(self) -> Iterator[Pause]:
        """The days on which interest stands still: those after it was agreed, as long as it is kept."""
        if self.claims == "frozen" and self.ended_on != self.agreed_on:
            reason = Said(
                f"stands still under payment plan {self.reference}",
                f"cours suspendu par l’échéancier {self.reference}",
            )
            yield Pause(self.agreed_on + DAY, reason, self.ended_on)


def coverage(creditor: Creditor, customer: Customer, invoices: Iterable[Invoice]) -> list[Covered]:
    """The open due-date lines of these invoices, earliest first, with what is contested of each."""
    contested = disputed_cents(creditor, [customer.pk])
    rows = Receivable.objects.filter(creditor=creditor, customer=customer, invoice__in=list(invoices))
    by_invoice: dict[int, list[Receivable]] = defaultdict(list)
    for row in rows.filter(open_cents__gt=0).select_related("invoice", "customer").order_by("due_on", "pk"):
        by_invoice[row.invoice_id].append(row)
    found = []
    for invoice, lines in by_invoice.items():
        laid = spread(contested.get(invoice, 0), [line.open_cents for line in lines])
        found += [Covered(line, line.open_cents, part) for line, part in zip(lines, laid, strict=True)]
    return sorted(found, key=lambda x: (x.receivable.due_on, x.receivable.invoice.number, x.receivable.pk))


def agreed_invoices(creditor: Creditor, customer: Customer) -> dict[int, str]:
    """The invoices of a customer that an agreement in force covers, with its reference."""
    rows = AgreementLine.objects.filter(creditor=creditor, agreement__customer=customer, is_live=True)
    return dict(rows.values_list("receivable__invoice", "agreement__reference"))


def agreements(creditor: Creditor, *states: str) -> QuerySet[Agreement]:
    """The creditor's agreements (of these states), newest first, with all that their progress needs."""
    rows = Agreement.objects.filter(creditor=creditor).defer("content").select_related("creditor", "customer")
    rows = rows.filter(state__in=states) if states else rows
    return rows.prefetch_related("instalments", "lines__receivable__invoice").order_by("-agreed_on", "-pk")


def find_agreement(creditor: Creditor, reference: str) -> Agreement | None:
    """An agreement by its reference, whatever the case, with its letter."""
    rows = Agreement.objects.filter(creditor=creditor, reference__iexact=reference)
    return rows.select_related("creditor", "customer").prefetch_related(
        "instalments", "lines__receivable__invoice"
    ).first()  # fmt: skip


def progress(creditor: Creditor, agreement: Agreement, today: date, grace_days: int, credit: int = 0) -> Progress:
    """How far an agreement is paid; `credit` is what the customer has on account in its currency, cents."""
    parts = [Part(x.due_on, x.cents) for x in agreement.instalments.all()]
    paid = paid_cents(agreement)
    until = agreement_until(agreement, grace_days, credit) if agreement.state == "in_force" else None
    return Progress(agreement, tuple(standings(parts, paid, today)), paid, credit, until)


def credit_of(creditor: Creditor, agreement: Agreement) -> int:
    """What its customer has on account in its currency, cents."""
    return on_account(creditor, [agreement.customer_id]).get((agreement.customer_id, agreement.currency), 0)


def invoices_of(agreement: Agreement) -> list[Invoice]:
    """The invoices that it covers, each once, by due date."""
    lines = sorted(agreement.lines.all(), key=lambda x: (x.receivable.due_on, x.receivable.invoice.number))
    return list({line.receivable.invoice_id: line.receivable.invoice for line in lines}.values())


def agreement_terms(creditor: Creditor, keys: Sequence[int]) -> dict[int, list[AgreedTerm]]:
    """By receivable, the agreements that cover or covered it, the earliest first."""
    found: dict[int, list[AgreedTerm]] = defaultdict(list)
    rows = AgreementLine.objects.filter(creditor=creditor, receivable__in=keys).order_by("agreement__agreed_on", "pk")
    for key, reference, agreed_on, ended_on, claims in rows.values_list(
        "receivable", "agreement__reference", "agreement__agreed_on", "agreement__ended_on", "agreement__claims"
    ):
        found[key].append(AgreedTerm(reference, agreed_on, ended_on, claims))
    return found
