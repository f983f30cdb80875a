"""How long a customer takes to pay, and the payment terms that this looks like.

Terms are recognised where payments come together around the due dates that they would give: usual ones are tried, the
plainest first. A habit is no contract: the proposal says on how many invoices it rests, and how sure that is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from relance.domain.terms import due_date, parse_terms

# the usual ones; longer ones than the law allows are recognised too, and said to be so
USUAL = (
    "on-receipt", "30", "45", "60", "15", "30-end-of-month", "45-end-of-month", "end-of-month-45", "60-end-of-month",
    "end-of-month-30", "75", "90", "90-end-of-month",
)  # fmt: skip
EARLY, LATE = 3, 7  # days around a due date in which a payment comes that keeps it
SURE_SHARE, SURE_COUNT = 80, 6
LIKELY_SHARE, LIKELY_COUNT = 70, 5  # fewer fit one of so many terms by chance
WRITTEN_COUNT = 3
DEBITED_SHARE, DEBITED_COUNT = 60, 3

Confidence = Literal["sure", "likely"]
Rolled = Callable[[date], date]


@dataclass(frozen=True, slots=True)
class Payment:
    """An invoice and the day on which its money came; cents. `due_on` where the invoice says it."""

    number: str
    issued_on: date
    paid_on: date
    cents: int
    by_direct_debit: bool = False
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Delay:
    """Days from invoice to payment: tenths of their mean, the middle one, and what eight of ten lie between."""

    count: int
    mean_tenths: int
    middle: int
    low: int
    high: int
    first_on: date
    last_on: date
    debited: int

    @property
    def is_debited(self) -> bool:
        """Whether money usually comes by direct debit."""
        return self.debited >= DEBITED_COUNT and self.debited * 100 >= self.count * DEBITED_SHARE


@dataclass(frozen=True, slots=True)
class TermsFound:
    """Payment terms that fit `fitting` of `count` invoices, `written` on them or as they were `paid`."""

    terms: str
    confidence: Confidence
    fitting: int
    count: int
    source: Literal["written", "paid"]


def delay_of(payments: Sequence[Payment]) -> Delay | None:
    """The delays of a customer; None where nothing was paid."""
    if not payments:
        return None
    days = sorted((p.paid_on - p.issued_on).days for p in payments)
    count = len(days)
    return Delay(
        count, sum(days) * 10 // count, days[count // 2], days[count // 10], days[-1 - count // 10],
        min(p.issued_on for p in payments), max(p.issued_on for p in payments),
        sum(p.by_direct_debit for p in payments),
    )  # fmt: skip


def terms_of(payments: Sequence[Payment], written: Sequence[tuple[date, date]], rolled: Rolled) -> TermsFound | None:
    """The terms that invoices bear (`written`: issued, due), else those that payments look like; None for neither."""
    return _written(written) or _paid(payments, rolled)


def _written(written: Sequence[tuple[date, date]]) -> TermsFound | None:
    if len(written) < WRITTEN_COUNT:
        return None
    best, fitting = _best({t: sum(due_date(i, parse_terms(t)) == due for i, due in written) for t in USUAL})
    if fitting * 100 < len(written) * SURE_SHARE:
        return None
    return TermsFound(best, "sure", fitting, len(written), "written")


def _paid(payments: Sequence[Payment], rolled: Rolled) -> TermsFound | None:
    if len(payments) < LIKELY_COUNT:
        return None
    best, fitting = _best({t: sum(_keeps(p, t, rolled) for p in payments) for t in USUAL})
    share = fitting * 100 // len(payments)
    if share < LIKELY_SHARE:
        return None
    sure = share >= SURE_SHARE and len(payments) >= SURE_COUNT
    return TermsFound(best, "sure" if sure else "likely", fitting, len(payments), "paid")


def _keeps(payment: Payment, terms: str, rolled: Rolled) -> bool:
    due = due_date(payment.issued_on, parse_terms(terms))
    return -EARLY <= (payment.paid_on - rolled(due)).days <= LATE or due == payment.paid_on


def _best(counts: dict[str, int]) -> tuple[str, int]:
    """The terms that fit most; of equal ones the plainest, which comes first."""
    best = max(counts, key=lambda terms: counts[terms])
    return best, counts[best]
