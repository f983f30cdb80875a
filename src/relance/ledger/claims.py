"""The facts of claims as the ledger knows them: what interest and indemnity are worked out from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from relance.domain.claim import ClaimEvent, ClaimFacts, Waiver
from relance.domain.late_rate import parse_late_rate
from relance.domain.said import Note, Said
from relance.ledger.agreements import AgreedTerm, agreement_terms
from relance.ledger.letters import received_days
from relance.ledger.models import (
    Allocation,
    ClaimWaiver,
    CreditNote,
    Creditor,
    Customer,
    ImportFile,
    Payment,
    Receivable,
    StepDone,
    WriteOff,
)

UNDATED = Note(
    "payment_undated",
    Said(
        "Part of the amount was lowered by an imported list that gives no payment date: it bears no interest here.",
        "Une partie du montant a été réduite par une liste importée sans date de paiement\u00a0: elle ne porte "
        "pas intérêt ici.",
    ),
)
SEEN_GONE = Note(
    "payment_date_assumed",
    Said(
        "The invoice left the list of open invoices without a payment date: the last day it was known unpaid is taken.",
        "La facture a quitté la liste des factures ouvertes sans date de paiement\u00a0: le dernier jour où elle "
        "était connue impayée est retenu.",
    ),
)


class LedgerClaim(NamedTuple):
    """One receivable with the facts of its claim, and what had to be assumed about its payments."""

    receivable: Receivable
    facts: ClaimFacts
    notes: tuple[Note, ...]


def ledger_claims(creditor: Creditor, receivables: Sequence[Receivable]) -> list[LedgerClaim]:
    """The claims of some receivables (with their invoice and customer), in the order given.

    What concerns an invoice as a whole (waivers, the indemnity) is on each of its lines.
    """
    keys = [r.pk for r in receivables]
    terms = agreement_terms(creditor, keys)
    events = _events(creditor, keys, terms)
    notices = _formal_notices(creditor, keys)
    waivers = _waivers(creditor, {r.invoice_id for r in receivables})
    given_up = written_off(creditor, keys)
    claims = []
    for receivable in receivables:
        if receivable.amount_cents <= 0 or (given_up[receivable.pk] and not receivable.open_cents):
            continue  # what was given up whole asks for nothing beside it either
        known = [*events[receivable.pk], *given_up[receivable.pk]]
        paid, notes = _with_undated(creditor, receivable, known)
        notes += _agreed_notes(terms.get(receivable.pk, ()), paid)
        facts = ClaimFacts(
            amount_cents=receivable.amount_cents,
            due_on=receivable.due_on,
            customer_kind=receivable.customer.kind,  # type: ignore[arg-type]
            treated_as=receivable.customer.claims_as,  # type: ignore[arg-type]
            capitalise_from=receivable.customer.capitalise_from,
            events=tuple(paid),
            rate=parse_late_rate(receivable.invoice.late_rate or receivable.customer.late_rate),
            formal_notice_on=notices.get(receivable.pk),
            insolvency_on=receivable.customer.insolvency_on,
            imputation=creditor.imputation,  # type: ignore[arg-type]
            day_count=creditor.day_count,  # type: ignore[arg-type]
            below_floor=creditor.below_floor,  # type: ignore[arg-type]
            waivers=tuple(waivers[receivable.invoice_id]),
            pauses=tuple(pause for term in terms.get(receivable.pk, ()) for pause in term.pauses),
            currency=receivable.currency,
        )
        claims.append(LedgerClaim(receivable, facts, notes))
    return claims


def _events(
    creditor: Creditor, keys: Sequence[int], terms: Mapping[int, Sequence[AgreedTerm]]
) -> dict[int, list[ClaimEvent]]:
    """What lowered each receivable; under a payment plan money goes to the principal, which its instalments are."""
    found: dict[int, list[ClaimEvent]] = defaultdict(list)
    rows = Allocation.objects.filter(creditor=creditor, receivable__in=keys).order_by("on", "pk")
    for key, payment, part, cents, on in rows.values_list("receivable", "payment", "part", "cents", "on"):
        agreed = any(term.covers(on) for term in terms.get(key, ()))
        toward = part if part != "principal" or (payment and agreed) else None
        found[key].append(ClaimEvent(on, "payment" if payment else "credit_note", cents, toward))  # type: ignore[arg-type]
    return found


def written_off(creditor: Creditor, keys: Sequence[int]) -> dict[int, list[ClaimEvent]]:
    """What was given up of these receivables and not taken back: interest on it stops that day."""
    found: dict[int, list[ClaimEvent]] = defaultdict(list)
    rows = WriteOff.objects.filter(creditor=creditor, receivable__in=keys, undone_on=None).order_by("on", "pk")
    for key, on, cents in rows.values_list("receivable", "on", "cents"):
        found[key].append(ClaimEvent(on, "write_off", cents))
    return found


def _agreed_notes(terms: Sequence[AgreedTerm], events: Sequence[ClaimEvent]) -> tuple[Note, ...]:
    """Money paid under a payment plan is set against the principal: its instalments are of nothing else."""
    return tuple(
        Note(
            "agreement_principal",
            Said(
                f"What was paid under payment plan {term.reference} is set against the principal, as agreed.",
                f"Ce qui a été payé dans le cadre de l’échéancier {term.reference} s’impute sur le principal, comme "
                "convenu.",
            ),
        )
        for term in terms
        if any(event.toward == "principal" and term.covers(event.on) for event in events)
    )


def _with_undated(
    creditor: Creditor, receivable: Receivable, events: list[ClaimEvent]
) -> tuple[list[ClaimEvent], tuple[Note, ...]]:
    """Add what lists lowered without a date: taken at the last day known unpaid, or as paid in time."""
    dated = sum(e.cents for e in events if e.toward in (None, "principal"))
    undated = receivable.amount_cents - receivable.open_cents - dated
    if undated <= 0:
        return events, ()
    if receivable.absent_since:
        on = _last_seen_open(creditor, receivable, receivable.absent_since)
        return [*events, ClaimEvent(max(on, receivable.due_on), "payment", undated)], (SEEN_GONE,)
    return [*events, ClaimEvent(receivable.due_on, "payment", undated)], (UNDATED,)


def _last_seen_open(creditor: Creditor, receivable: Receivable, absent_since: date) -> date:
    lists = ImportFile.objects.filter(creditor=creditor, is_snapshot=True, imported_on__lt=absent_since)
    last: date | None = lists.order_by("-imported_on").values_list("imported_on", flat=True).first()
    return last or receivable.due_on


def _formal_notices(creditor: Creditor, keys: Sequence[int]) -> dict[int, date]:
    """The day of each receivable's first formal notice: where the post is known, that of its first presentation.

    A debtor is in default by the notice that reached it (C. civ. 1344, 1231-6); one that came back for its address
    does not count.
    """
    rows = StepDone.objects.filter(creditor=creditor, receivable__in=keys, kind="formal_notice", is_waived=False)
    done = list(rows.order_by("-on").values_list("receivable", "notice", "on"))
    received = received_days(creditor, {notice for _key, notice, _on in done if notice})
    first: dict[int, date] = {}
    for key, notice, on in done:
        day = received.get(notice, on) if notice else on
        if day and (key not in first or day < first[key]):
            first[key] = day
    return first


def _waivers(creditor: Creditor, invoices: Iterable[int]) -> dict[int, list[Waiver]]:
    found: dict[int, list[Waiver]] = defaultdict(list)
    for row in ClaimWaiver.objects.filter(creditor=creditor, invoice__in=list(invoices)).order_by("on", "pk"):
        found[row.invoice_id].append(Waiver(row.on, row.part, row.reason, row.author, row.cents))  # type: ignore[arg-type]
    return found


def whole_invoices(creditor: Creditor, receivables: Sequence[Receivable]) -> list[Receivable]:
    """Every due-date line of the invoices that these receivables belong to, earliest first."""
    rows = Receivable.objects.filter(creditor=creditor, invoice__in={r.invoice_id for r in receivables})
    return list(rows.select_related("invoice", "customer").order_by("due_on", "pk"))


def unused_credits(creditor: Creditor, customer: Customer) -> dict[str, int]:
    """Payments and credit notes of a customer that are set against no invoice yet, cents by currency."""
    found: dict[str, int] = defaultdict(int)
    mine = {"creditor": creditor, "customer": customer, "open_cents__gt": 0}
    payments = Payment.objects.filter(cancelled_on=None, **mine).values_list("currency", "open_cents")
    notes = CreditNote.objects.filter(**mine).values_list("currency", "open_cents")
    for currency, cents in payments.union(notes, all=True):
        found[currency] += cents
    return found
