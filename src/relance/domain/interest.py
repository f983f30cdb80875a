"""The statement of one claim at a date: what is owed, line by line, so that anyone can recompute it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relance.domain.claim import ClaimFacts, Imputation
from relance.domain.claim_account import Account, Imputed, Waived, close_day
from relance.domain.day_count import DAY, add_months, days_between, interest_cents
from relance.domain.interest_law import InterestLaw, LateRules, RateSpan
from relance.domain.pauses import paused
from relance.domain.said import Note, Said

_OTHER: dict[Imputation, Imputation] = {"interest_first": "principal_first", "principal_first": "interest_first"}


@dataclass(frozen=True, slots=True)
class Segment:
    """Days, both included, with one base and one rate; its interest is rounded half-up to the cent."""

    from_on: date
    to_on: date
    days: int
    base_cents: int
    rate: Decimal
    interest_cents: int
    source: Said


@dataclass(frozen=True, slots=True)
class Totals:
    """What is owed under one order of imputation, in cents."""

    imputation: Imputation
    principal_cents: int
    interest_cents: int
    indemnity_cents: int

    @property
    def total_cents(self) -> int:
        """Principal, interest and indemnity together."""
        return self.principal_cents + self.interest_cents + self.indemnity_cents


@dataclass(frozen=True, slots=True)
class Statement:
    """What is owed at the end of `as_of`, in cents, and how it comes about.

    amount + accrued + indemnity charged − what was imputed − what was waived = total.
    `per_day_cents` is what the following day adds; `other` is the same claim with payments imputed the
    other way round.
    """

    claim: ClaimFacts
    as_of: date
    totals: Totals
    per_day_cents: int
    segments: tuple[Segment, ...]
    imputed: tuple[Imputed, ...]
    waived: tuple[Waived, ...]
    indemnity_charged_cents: int
    indemnity_source: Said | None
    warnings: tuple[Note, ...]
    assumptions: tuple[Note, ...]
    other: Totals

    @property
    def principal_cents(self) -> int:
        """What is left of the invoice."""
        return self.totals.principal_cents

    @property
    def interest_cents(self) -> int:
        """Interest still owed, after payments and waivers."""
        return self.totals.interest_cents

    @property
    def indemnity_cents(self) -> int:
        """Fixed indemnity still owed."""
        return self.totals.indemnity_cents

    @property
    def total_cents(self) -> int:
        """All that is still owed."""
        return self.totals.total_cents

    @property
    def accrued_cents(self) -> int:
        """Interest that has run: the sum of the segments as printed."""
        return sum(segment.interest_cents for segment in self.segments)

    @property
    def overpaid_cents(self) -> int:
        """Received or credited beyond all that was owed on its day."""
        return sum(line.unused_cents for line in self.imputed)


def statement(claim: ClaimFacts, law: InterestLaw, as_of: date) -> Statement:
    """What is owed on a claim at the end of a day; that day's interest is included.

    1. Ask the law for the rates of the days up to the following one; days agreed to bear none have rate 0.
    2. Walk from one event to the next; each stretch bears interest on its balance, rate by rate.
    3. Walk again with payments imputed the other way round, and one day further.
    Raises RateMissing when a day that bears interest has no published rate.
    """
    rules = paused(law.late_rules(claim, as_of + DAY), claim.pauses)
    account, segments = _walk(claim, rules, as_of, claim.imputation)
    other, _ = _walk(claim, rules, as_of, _OTHER[claim.imputation])
    per_day, per_day_notes = _next_day(claim, rules, as_of, account)
    return Statement(
        claim=claim,
        as_of=as_of,
        totals=_totals(account, claim.imputation),
        per_day_cents=per_day,
        segments=segments,
        imputed=tuple(account.imputed),
        waived=tuple(Waived(waiver, cents) for waiver, cents in account.waived.items()),
        indemnity_charged_cents=_indemnity(claim, rules, as_of),
        indemnity_source=rules.indemnity_source if _indemnity(claim, rules, as_of) else None,
        warnings=(*_concerning(rules.warnings, segments), *per_day_notes),
        assumptions=_concerning(rules.assumptions, segments),
        other=_totals(other, _OTHER[claim.imputation]),
    )


def _walk(
    claim: ClaimFacts, rules: LateRules, as_of: date, imputation: Imputation
) -> tuple[Account, tuple[Segment, ...]]:
    account = Account(claim.amount_cents)
    segments: list[Segment] = []
    whole_years = set(_whole_years(claim, rules, as_of))
    before = date.min
    for day in _cuts(claim, as_of, whole_years):
        new = list(_accrue(account.base, before, day, rules, claim))
        segments += new
        account.interest += sum(segment.interest_cents for segment in new)
        if before <= claim.due_on < day:
            account.indemnity = _indemnity(claim, rules, as_of)
        close_day(account, claim, imputation, day)
        if day in whole_years:
            account.capitalised = account.interest
        before = day
    return account, tuple(segments)


def _cuts(claim: ClaimFacts, as_of: date, whole_years: Iterable[date]) -> list[date]:
    days = {event.on for event in claim.events} | {waiver.on for waiver in claim.waivers} | set(whole_years)
    return sorted({day for day in days if day < as_of} | {as_of})


def _whole_years(claim: ClaimFacts, rules: LateRules, as_of: date) -> Iterator[date]:
    """Last days of each whole year of interest since capitalisation was allowed."""
    if claim.capitalise_from is None or not rules.spans:
        return
    start, years = max(claim.capitalise_from, rules.spans[0].from_on), 1
    while (day := add_months(start, 12 * years) - DAY) <= as_of:
        yield day
        years += 1


def _accrue(base: int, after: date, to_on: date, rules: LateRules, claim: ClaimFacts) -> Iterator[Segment]:
    """The segments of the days after one day up to another, included."""
    if base == 0:
        return
    if rules.missing and rules.missing.from_on <= to_on:
        raise rules.missing
    for span in rules.spans:
        first, last = max(span.from_on, after + DAY), min(span.to_on, to_on)
        if first <= last:
            cents = interest_cents(base, span.rate, first, last, claim.day_count)
            yield Segment(first, last, days_between(first, last), base, span.rate, cents, span.source)


def _indemnity(claim: ClaimFacts, rules: LateRules, as_of: date) -> int:
    """Once an invoice is paid late; not when all that credit notes left of it was paid in time."""
    events = [event for event in claim.events if event.on <= as_of]
    credited = sum(event.cents for event in events if event.kind == "credit_note")
    in_time = sum(event.cents for event in events if event.kind == "payment" and event.on <= claim.due_on)
    is_late = as_of > claim.due_on and claim.amount_cents - credited > in_time
    return rules.indemnity_cents if is_late and not claim.indemnity_elsewhere else 0


def _next_day(claim: ClaimFacts, rules: LateRules, as_of: date, account: Account) -> tuple[int, tuple[Note, ...]]:
    """What one more day adds if nothing is paid; by the last known rate, with a note, if its own is unknown."""
    day = as_of + DAY
    forgiven = any(w.part == "interest" and w.cents is None and w.on <= day for w in claim.waivers)
    if account.base == 0 or forgiven:
        return 0, ()
    note: Note | None = None
    if rules.missing and rules.missing.from_on <= day:
        rate = _last_rate(rules.spans, as_of)
        note = Note("next_day_rate_unknown", rules.missing.said)
    else:
        rate = next((s.rate for s in rules.spans if s.from_on <= day <= s.to_on), Decimal(0))
    return interest_cents(account.base, rate, day, day, claim.day_count), (note,) if note else ()


def _last_rate(spans: tuple[RateSpan, ...], as_of: date) -> Decimal:
    return next((span.rate for span in reversed(spans) if span.from_on <= as_of), Decimal(0))


def _totals(account: Account, imputation: Imputation) -> Totals:
    return Totals(imputation, account.principal, account.interest, account.indemnity)


def _concerning(notes: Iterable[Note], segments: tuple[Segment, ...]) -> tuple[Note, ...]:
    """Notes without dates, and those about days that did bear interest."""
    return tuple(
        note for note in notes if note.from_on is None or any(note.concerns(one.from_on, one.to_on) for one in segments)
    )
