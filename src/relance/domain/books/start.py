"""A cold start: what books and payments say of each customer, and what to begin with. Proposals, nothing else.

Amounts are integer cents. Nothing here was agreed with a customer; each proposal carries what it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from relance.domain.books.habits import Confidence, Delay, Payment, Rolled, TermsFound, delay_of, terms_of
from relance.domain.books.model import BookAccount, Study
from relance.domain.segments import History, Open, Segment, Settled, segment_of, since
from relance.domain.terms import due_date, parse_terms

SMALL_CENTS = 5000  # an old amount below this is more often a mistake than a debt
OLD_DAYS = 365
OddKind = Literal[
    "old_small", "credit_balance", "collective", "held", "opening_differs", "letters", "no_contact", "terms_too_long"
]  # fmt: skip
TooLong = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An open due-date line as Relance has it; `is_estimated` where its due date came from terms."""

    number: str
    issued_on: date | None
    due_on: date
    cents: int
    is_estimated: bool
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class StartFacts:
    """What is known of one customer; `terms` and `kind` as a person or a file set them ("" and `other`: nobody)."""

    code: str
    name: str
    kind: str
    guessed_kind: str
    terms: str
    has_contact: bool
    open: tuple[OpenLine, ...] = ()
    credit_cents: int = 0
    written: tuple[tuple[date, date], ...] = ()
    paid: tuple[Payment, ...] = ()


@dataclass(frozen=True, slots=True)
class StartProposal:
    """One customer: the terms, kind and segment proposed, and what they rest on.

    `terms_note` says why terms are longer than the law allows ("" where they are not).
    """

    code: str
    name: str
    kind: str
    proposed_kind: str
    known_terms: str
    terms: TermsFound | None
    terms_note: str
    delay: Delay | None
    late_tenths: int
    segment: Segment
    open_cents: int

    @property
    def new_terms(self) -> str:
        """Terms that could be set: none where a person has set some, or where the law does not allow them."""
        return self.terms.terms if self.terms and not self.known_terms and not self.terms_note else ""

    @property
    def new_kind(self) -> str:
        """The kind that could be set."""
        return self.proposed_kind if self.kind == "other" and self.proposed_kind != "other" else ""

    @property
    def confidence(self) -> Confidence | None:
        """How sure the terms are."""
        return self.terms.confidence if self.terms else None


@dataclass(frozen=True, slots=True)
class Overdue:
    """An open line that is late under the proposed terms; `weight` is amount × days late."""

    code: str
    name: str
    number: str
    issued_on: date | None
    due_on: date
    days_late: int
    cents: int
    terms: str

    @property
    def weight(self) -> int:
        """What the first work list is ordered by."""
        return self.cents * self.days_late


@dataclass(frozen=True, slots=True)
class Odd:
    """Something that looks wrong or is missing, with its amount in cents."""

    kind: OddKind
    code: str
    name: str
    text: str
    cents: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ColdStart:
    """All proposals, the first work list, and what looks wrong."""

    proposals: tuple[StartProposal, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    odd: tuple[Odd, ...] = ()


def cold_start(
    study: Study, customers: Sequence[StartFacts], today: date, default_terms: str, rolled: Rolled, too_long: TooLong
) -> ColdStart:
    """Proposals for every customer. `too_long(terms, kind)` says why terms exceed the law, or "".

    A profile's twelve months end where the books end: months of which nothing is known would make everybody new.
    """
    as_of = min(study.last_on or today, today)
    paid: dict[str, list[Payment]] = {}
    for one in study.paid:
        payment = Payment(one.number, one.issued_on, one.paid_on, one.cents, one.by_direct_debit)
        paid.setdefault(one.customer, []).append(payment)
    books = {account.code: account for account in study.accounts}
    proposals: list[StartProposal] = []
    overdue: list[Overdue] = []
    odd: list[Odd] = []
    for facts in customers:
        payments = _all_payments(facts, paid.get(facts.code, []))
        proposal = _propose(facts, payments, (as_of, today), default_terms, rolled, too_long)
        proposals.append(proposal)
        overdue += _overdue(facts, proposal, today, default_terms, rolled)
        odd += _odd(facts, proposal, books.get(facts.code), today)
    proposals.sort(key=lambda p: (-p.open_cents, p.code))
    overdue.sort(key=lambda o: (-o.weight, o.code, o.number))
    odd.sort(key=lambda o: (o.kind, -abs(o.cents), o.code))
    return ColdStart(tuple(proposals), tuple(overdue), tuple(odd))


def _all_payments(facts: StartFacts, of_books: Sequence[Payment]) -> list[Payment]:
    """Those of the books and those recorded here, each invoice once."""
    found = {payment.number: payment for payment in of_books}
    for payment in facts.paid:
        found.setdefault(payment.number, payment)
    return sorted(found.values(), key=lambda p: (p.issued_on, p.number))


def _propose(
    facts: StartFacts, payments: Sequence[Payment], days: tuple[date, date], default_terms: str, rolled: Rolled,
    too_long: TooLong,
) -> StartProposal:  # fmt: skip
    """The proposal for one customer; `days` are the books' last day and today."""
    as_of, today = days
    found = terms_of(payments, facts.written, rolled)
    kind = facts.kind if facts.kind != "other" else facts.guessed_kind
    note = too_long(found.terms, kind) if found else ""
    terms = facts.terms or (found.terms if found and not note else default_terms)
    late = [max((p.paid_on - rolled(p.due_on or due_date(p.issued_on, parse_terms(terms)))).days, 0) for p in payments]
    history = History(
        [Settled(rolled(p.due_on or due_date(p.issued_on, parse_terms(terms))), p.paid_on, p.cents)
         for p in payments if since(as_of) < p.paid_on <= today],
        [Open(rolled(_due(line, terms)), line.cents) for line in facts.open if not line.is_held],
    )  # fmt: skip
    return StartProposal(
        facts.code, facts.name, facts.kind, kind, facts.terms, found, note, delay_of(payments),
        sum(late) * 10 // len(late) if late else 0, segment_of(history, as_of), sum(line.cents for line in facts.open),
    )  # fmt: skip


def _due(line: OpenLine, terms: str) -> date:
    return due_date(line.issued_on, parse_terms(terms)) if line.is_estimated and line.issued_on else line.due_on


def _overdue(
    facts: StartFacts, proposal: StartProposal, today: date, default_terms: str, rolled: Rolled
) -> Iterator[Overdue]:
    terms = facts.terms or proposal.new_terms or default_terms
    for line in facts.open:
        due = _due(line, terms)
        late = (today - rolled(due)).days
        if late > 0 and not line.is_held:
            shown = terms if line.is_estimated else ""
            yield Overdue(facts.code, facts.name, line.number, line.issued_on, due, late, line.cents, shown)


def _odd(facts: StartFacts, proposal: StartProposal, book: BookAccount | None, today: date) -> Iterator[Odd]:
    def odd(kind: OddKind, text: str, cents: int, on: date | None = None) -> Odd:
        return Odd(kind, facts.code, facts.name, text, cents, on)

    for line in facts.open:
        dated = line.issued_on or line.due_on
        if line.cents < SMALL_CENTS and (today - dated).days > OLD_DAYS:
            yield odd("old_small", line.number, line.cents, dated)
    if facts.credit_cents:
        yield odd("credit_balance", "", -facts.credit_cents)
    chased = sum(line.cents for line in facts.open if not line.is_held)
    if chased and not facts.has_contact:
        yield odd("no_contact", "", chased)
    if proposal.terms_note:
        yield odd("terms_too_long", proposal.terms_note, 0)
    yield from _odd_in_book(facts, book)


def _odd_in_book(facts: StartFacts, book: BookAccount | None) -> Iterator[Odd]:
    if book is None:
        return
    held = sum(one.cents for one in book.held)
    if book.is_collective and book.balance_cents:
        yield Odd("collective", facts.code, facts.name, book.account, book.balance_cents)
    elif held:
        reasons = ",".join(sorted({one.why for one in book.held}))
        yield Odd("held", facts.code, facts.name, reasons, held)
    if book.opening_differs_cents:
        yield Odd("opening_differs", facts.code, facts.name, "", book.opening_differs_cents)
    for letter, cents in book.unbalanced_letters:
        yield Odd("letters", facts.code, facts.name, letter, cents)
