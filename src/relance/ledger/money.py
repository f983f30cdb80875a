"""Questions about money that came in: which lines wait, what may be their match, what one of them became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from relance.domain.allocate.model import Match, Part, Reason
from relance.domain.allocate.nobodys import KINDS, PATTERNS
from relance.domain.allocate.words import is_doubt, reason_sentence
from relance.ledger.models import (
    Allocation,
    BankLine,
    CreditNote,
    Creditor,
    Customer,
    Hold,
    Invoice,
    KnownPayer,
    Payment,
    Receivable,
    StatementAccount,
    WriteOff,
)
from relance.ledger.models.money import UNDECIDED

WAITING = UNDECIDED
STATES: Mapping[str, tuple[str, ...]] = {
    "waiting": WAITING,
    "proposed": ("proposed",),
    "unknown": ("new", "unknown"),
    "matched": ("matched",),
    "aside": ("aside", "returned"),
    "all": (),
}
NOBODYS = {*KINDS.values(), *(key for key, _ in PATTERNS)}  # reasons that say: no customer's money
MOST_FOUND = 8
MOST_AMOUNTS = 100


@dataclass(frozen=True, slots=True)
class PartRow:
    """One due-date line of a proposal: what it would get, and what would stay open. Cents."""

    receivable: Receivable
    cents: int
    left_cents: int


@dataclass(frozen=True, slots=True)
class CreditRow:
    """Something on account: `key` of a credit note, negative for a payment; its name, and cents."""

    key: int
    name: str
    cents: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One reading of a line, as people see it; `number` counts from 1, `why` and `doubts` are sentences."""

    number: int
    match: Match
    customer: Customer
    parts: tuple[PartRow, ...]
    credits: tuple[CreditRow, ...]
    payment: Payment | None
    why: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def others(self) -> tuple[Customer, ...]:
        """Further customers whose invoices it pays."""
        found = {row.receivable.customer_id: row.receivable.customer for row in self.parts}
        found.pop(self.customer.pk, None)
        return tuple(found.values())


def as_json(match: Match) -> dict[str, Any]:
    """A match as a line keeps it."""
    return {
        "customer": match.customer, "parts": [[x.item, x.cents] for x in match.parts],
        "credits": [[x.item, x.cents] for x in match.credits], "recorded": match.recorded,
        "difference_cents": match.difference_cents, "on_account_cents": match.on_account_cents,
        "reasons": [reason_json(x) for x in match.reasons],
    }  # fmt: skip


def reason_json(reason: Reason) -> dict[str, Any]:
    """A reason as a line keeps it."""
    return {"key": reason.key, "values": dict(reason.values)}


def match_of(kept: Mapping[str, Any]) -> Match:
    """The match that a line keeps."""
    return Match(
        "likely", kept["customer"], _parts(kept["parts"]), _parts(kept["credits"]), kept["recorded"],
        kept["difference_cents"], kept["on_account_cents"], tuple(_reason(x) for x in kept["reasons"]),
    )  # fmt: skip


def _parts(pairs: Sequence[Sequence[int]]) -> tuple[Part, ...]:
    return tuple(Part(item, cents) for item, cents in pairs)


def _reason(kept: Mapping[str, Any]) -> Reason:
    return Reason(kept["key"], kept["values"])


def what_it_pays(kept: Mapping[str, Any]) -> list[Any]:
    """What tells two readings of one line apart: customer, items, credits, payment confirmed."""
    items, credits = ([x[0] for x in kept[name]] for name in ("parts", "credits"))
    return [kept["customer"], sorted(items), sorted(credits), kept["recorded"]]


def declined(line: BankLine) -> list[Any]:
    """The readings of this line to which a person said no."""
    return [one["no"] for one in line.why if "no" in one]


def reasons_of(line: BankLine, language: str) -> list[str]:
    """Why the line was matched, or why nothing was found, in sentences."""
    return [_said(_reason(one), language) for one in line.why if "key" in one]


def why_nobodys(line: BankLine, language: str) -> str:
    """Why the line seems to be no customer's money; empty where nothing says so."""
    found = [_reason(one) for one in line.why if one.get("key") in NOBODYS]
    return _said(found[0], language) if found else ""


def _said(reason: Reason, language: str) -> str:
    """The sentence of a reason; one that an older version kept is shown by its name."""
    try:
        return reason_sentence(reason, language)
    except KeyError:
        return reason.key.replace("_", " ")


def money_lines(
    creditor: Creditor, state: str = "waiting", account: int | None = None, words: str = "", cents: int | None = None
) -> QuerySet[BankLine]:
    """Money that came in, the latest first.

    `words` stand in the text or the payer's name; `cents` is an amount that will do as well.
    """
    rows = BankLine.objects.filter(creditor=creditor, cents__gt=0).select_related("account")
    if STATES.get(state):
        rows = rows.filter(state__in=STATES[state])
    if account:
        rows = rows.filter(account=account)
    if words:
        names = ("text", "party", "party_iban", "end_to_end", "structured")
        has = Q(pk__in=[])
        for name in names:
            has |= Q(**{f"{name}__icontains": words})
        rows = rows.filter(has | Q(cents=cents) if cents is not None else has)
    return rows.order_by("-booked_on", "-pk")


def find_line(creditor: Creditor, pk: int) -> BankLine | None:
    """A movement that came in, by its number."""
    return BankLine.objects.filter(creditor=creditor, pk=pk, cents__gt=0).select_related("account").first()


def line_after(rows: QuerySet[BankLine], line: BankLine) -> BankLine | None:
    """The line that comes after this one in such a list, else its first; None where no other is left."""
    later = Q(booked_on__lt=line.booked_on) | Q(booked_on=line.booked_on, pk__lt=line.pk)
    return rows.filter(later).first() or rows.exclude(pk=line.pk).first()


def customer_names(creditor: Creditor, lines: Sequence[BankLine]) -> dict[int, str]:
    """By line, whose money it is, or most likely is; lines of nobody are left out."""
    whose = {line.pk: line.proposals[0]["customer"] for line in lines if line.state == "proposed" and line.proposals}
    matched = [line.pk for line in lines if line.state == "matched"]
    payments = Payment.objects.filter(creditor=creditor, bank_line__in=matched, cancelled_on=None).order_by("-pk")
    whose |= {line: customer for line, customer in payments.values_list("bank_line", "customer") if line}
    names = dict(Customer.objects.filter(creditor=creditor, pk__in=whose.values()).values_list("pk", "name"))
    return {line: names[customer] for line, customer in whose.items() if customer in names}


def count_states(creditor: Creditor) -> dict[str, int]:
    """How many lines are in each group of STATES."""
    rows = BankLine.objects.filter(creditor=creditor, cents__gt=0).order_by()
    by_state = dict(rows.values_list("state").annotate(n=Count("pk")))
    return {name: sum(n for state, n in by_state.items() if state in (of or by_state)) for name, of in STATES.items()}


def statement_accounts(creditor: Creditor) -> list[StatementAccount]:
    """The accounts whose statements are read, each with the day up to which its movements are known."""
    return list(StatementAccount.objects.filter(creditor=creditor).order_by("label", "number", "currency"))


def last_receipts(creditor: Creditor) -> tuple[date | None, list[tuple[str, int, int]]]:
    """The last day on which money came in; by currency how many receipts and their sum in cents."""
    rows = BankLine.objects.filter(creditor=creditor, cents__gt=0).exclude(state="returned").order_by()
    last: date | None = rows.aggregate(last=Max("booked_on"))["last"]
    if last is None:
        return None, []
    sums = rows.filter(booked_on=last).values_list("currency").annotate(n=Count("pk"), sum=Sum("cents"))
    return last, sorted(sums)


def proposals_of(creditor: Creditor, line: BankLine, language: str) -> list[Proposal]:
    """What may be the line's match, the likeliest first; a proposal whose records have gone is left out."""
    kept = [match_of(one) for one in line.proposals]
    items = _receivables(creditor, {part.item for match in kept for part in match.parts})
    customers = Customer.objects.filter(creditor=creditor).in_bulk({match.customer for match in kept})
    credits = _credits_by_key(creditor, {part.item for match in kept for part in match.credits})
    payments = Payment.objects.filter(creditor=creditor).in_bulk({m.recorded for m in kept if m.recorded})
    found = []
    for number, match in enumerate(kept, 1):
        if match.customer not in customers or any(part.item not in items for part in match.parts):
            continue
        parts = [(items[part.item], part.cents) for part in match.parts]
        found.append(
            Proposal(
                number, match, customers[match.customer],
                tuple(PartRow(r, cents, max(r.open_cents - cents, 0)) for r, cents in parts),
                tuple(CreditRow(x.item, credits.get(x.item, "?"), x.cents) for x in match.credits),
                payments.get(match.recorded or 0),
                tuple(_said(one, language) for one in match.reasons if not is_doubt(one)),
                tuple(_said(one, language) for one in match.reasons if is_doubt(one)),
            )
        )  # fmt: skip
    return found


def _receivables(creditor: Creditor, keys: set[int]) -> dict[int, Receivable]:
    return Receivable.objects.filter(creditor=creditor).select_related("invoice", "customer").in_bulk(keys)


def _credits_by_key(creditor: Creditor, keys: set[int]) -> dict[int, str]:
    notes = CreditNote.objects.filter(creditor=creditor, pk__in=[k for k in keys if k > 0])
    payments = Payment.objects.filter(creditor=creditor, pk__in=[-k for k in keys if k < 0])
    return {note.pk: note.number for note in notes} | {-p.pk: p.reference or p.paid_on.isoformat() for p in payments}


def find_payers(creditor: Creditor, words: str, cents: int | None = None) -> list[Customer]:
    """Customers by code, name, SIREN, an invoice number, or an amount that one of their invoices has open."""
    numbers = Invoice.objects.filter(creditor=creditor, number__icontains=words).values("customer")
    has = Q(code__icontains=words) | Q(name__icontains=words) | Q(pk__in=numbers)
    if words.replace(" ", "").isdecimal():
        has |= Q(siren__startswith=words.replace(" ", ""))
    if cents:
        open_ones = Receivable.objects.filter(creditor=creditor, open_cents=cents)
        has |= Q(pk__in=open_ones.values("customer"))
    rows = Customer.objects.filter(has, creditor=creditor)
    rows = rows.annotate(open_sum=Sum("receivables__open_cents", default=0), currency=Min("receivables__currency"))
    return list(rows.order_by("-open_sum", "name", "pk")[:MOST_FOUND])


def fitting_receipts(creditor: Creditor, customer: Customer) -> list[BankLine]:
    """Money that waits and may be this customer's: proposed for it, or of an amount that it owes; the latest first."""
    held = Hold.objects.filter(creditor=creditor, customer=customer, bank_line__isnull=False, released_on=None)
    owed = Receivable.objects.filter(creditor=creditor, customer=customer, open_cents__gt=0)
    amounts = [Q(cents=cents, currency=currency) for cents, currency in owed.values_list("open_cents", "currency")]
    fits = Q(pk__in=held.values("bank_line"))
    for amount in amounts[:MOST_AMOUNTS]:
        fits |= amount
    rows = BankLine.objects.filter(fits, creditor=creditor, cents__gt=0, state__in=WAITING)
    return list(rows.order_by("-booked_on", "-pk")[:MOST_FOUND])


def payable_items(creditor: Creditor, customer: Customer, currency: str) -> list[Receivable]:
    """What money of this customer may pay: its open due-date lines, the earliest first."""
    rows = Receivable.objects.filter(creditor=creditor, customer=customer, currency=currency, open_cents__gt=0)
    return list(rows.select_related("invoice").order_by("due_on", "pk"))


def payable_credits(creditor: Creditor, customer: Customer, currency: str) -> list[CreditRow]:
    """What the customer may have deducted: credit notes and money on account."""
    mine = {"creditor": creditor, "customer": customer, "currency": currency, "open_cents__gt": 0}
    notes = CreditNote.objects.filter(**mine).order_by("issued_on", "pk")
    payments = Payment.objects.filter(cancelled_on=None, **mine).order_by("paid_on", "pk")
    found = [CreditRow(note.pk, note.number, note.open_cents, note.issued_on) for note in notes]
    return found + [CreditRow(-p.pk, p.reference, p.open_cents, p.paid_on) for p in payments]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a matched line became: payments with what each was set against, and what was given up."""

    payments: list[tuple[Payment, list[Allocation]]]
    given_up: list[WriteOff]


def outcome_of(creditor: Creditor, line: BankLine) -> Outcome:
    """What a line became; nothing while it waits."""
    payments = Payment.objects.filter(creditor=creditor, bank_line=line, cancelled_on=None)
    rows = []
    for payment in payments.select_related("customer").order_by("pk"):
        rows.append((payment, list(payment.allocations.select_related("receivable__invoice").order_by("pk"))))
    given_up = WriteOff.objects.filter(creditor=creditor, bank_line=line, undone_on=None)
    return Outcome(rows, list(given_up.select_related("receivable__invoice").order_by("pk")))


def names_another(creditor: Creditor, line: BankLine, customer: Customer) -> bool:
    """Whether the payer's name or account is that of another customer of ours, as far as is known."""
    name, iban = " ".join(line.party.split()), line.party_iban
    if not name and not iban:
        return False
    others = Customer.objects.filter(creditor=creditor, name__iexact=name).exclude(pk=customer.pk)
    known = KnownPayer.objects.filter(creditor=creditor).exclude(customer=customer)
    learned = known.filter(Q(sort="name", value__iexact=name) | Q(sort="iban", value=iban))
    return bool(name and others.exists()) or learned.exists()


def missing_cents(creditor: Creditor, receivables: Sequence[int]) -> dict[int, int]:
    """By due-date line, what is neither open nor explained by payments, credit notes and write-offs. Cents."""
    rows = Receivable.objects.filter(creditor=creditor, pk__in=list(receivables))
    found = {pk: missing for pk, missing in rows.values_list("pk", F("amount_cents") - F("open_cents"))}
    given = Allocation.objects.filter(creditor=creditor, receivable__in=found, part="principal")
    given_up = WriteOff.objects.filter(creditor=creditor, receivable__in=found, undone_on=None)
    for table in (given, given_up):
        for pk, cents in table.order_by().values_list("receivable").annotate(cents=Sum("cents")):
            found[pk] -= cents
    return {pk: max(cents, 0) for pk, cents in found.items()}
