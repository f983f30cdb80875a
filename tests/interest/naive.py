"""What is owed, worked out a second time: day by day, in fractions, from the published tables alone."""

from __future__ import annotations

import csv
from calendar import isleap
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path

from relance.domain.claim import ClaimFacts

TABLES = Path(__file__).resolve().parents[2] / "src" / "relance" / "countries" / "fr" / "rates"


@cache
def ecb_changes() -> list[tuple[date, Fraction]]:
    with (TABLES / "ecb_refi.csv").open(encoding="utf-8", newline="") as file:
        return [(date.fromisoformat(row["date"]), Fraction(row["rate"])) for row in csv.DictReader(file)]


@cache
def legal_days() -> dict[date, Fraction]:
    days = {}
    with (TABLES / "legal_interest.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one = date.fromisoformat(row["from"])
            while one <= date.fromisoformat(row["to"]):
                days[one] = Fraction(row["professional_rate"])
                one += timedelta(days=1)
    return days


@cache
def ecb(anchor: date) -> Fraction:
    return [rate for start, rate in ecb_changes() if start <= anchor][-1]


def anchor_of(day: date) -> date:
    return date(day.year, 7 if day.month > 6 else 1, 1)


def rate_of(claim: ClaimFacts, day: date) -> tuple[Fraction, object] | None:
    """The rate of a day, and what makes its line another one; None when the day bears nothing."""
    if claim.insolvency_on and day >= claim.insolvency_on:
        return None
    if claim.customer_kind == "public":
        return ecb(anchor_of(claim.due_on + timedelta(days=1))) + 8, "frozen"
    if claim.customer_kind == "consumer":
        begun = claim.formal_notice_on and day > claim.formal_notice_on
        return (legal_days()[day], legal_line(day)) if begun else None
    if claim.rate == "default":
        return ecb(anchor_of(day)) + 10, anchor_of(day)
    least = 3 * legal_days()[day]
    if claim.rate == "3x_legal":
        return least, legal_line(day)
    rate = Fraction(claim.rate)
    if rate >= least or claim.below_floor == "as_written":
        return rate, "contract"
    if claim.below_floor == "floor":
        return least, legal_line(day)
    return ecb(anchor_of(day)) + 10, anchor_of(day)


def legal_line(day: date) -> object:
    """A line of the statement names its source: a decree a year before 2015, then one each half-year.

    Years of one rate and one source text print as one line.
    """
    return ("legal", legal_days()[day]) if day.year < 2015 else ("legal", anchor_of(day))


@dataclass
class Owed:
    """What is owed at the end of the last day, and the interest that has run."""

    principal: int
    interest: int = 0
    indemnity: int = 0
    accrued: int = 0
    line: Fraction = field(default_factory=Fraction)
    line_key: object = None

    def end_line(self) -> None:
        cents = floor(self.line + Fraction(1, 2))
        self.interest += cents
        self.accrued += cents
        self.line, self.line_key = Fraction(0), None


def owed(claim: ClaimFacts, at: date) -> Owed:
    found = Owed(claim.amount_cents)
    day = min([claim.due_on, *(event.on for event in claim.events)])
    while day <= at:
        if day > claim.due_on and found.principal:
            one_day(claim, found, day)
        if day == claim.due_on + timedelta(days=1) and deserves_indemnity(claim, at):
            found.indemnity = 4000
        if any(event.on == day for event in claim.events):
            found.end_line()
            settle(claim, found, day)
        day += timedelta(days=1)
    found.end_line()
    return found


def one_day(claim: ClaimFacts, found: Owed, day: date) -> None:
    bearing = rate_of(claim, day)
    if bearing is None:
        return
    if bearing != found.line_key:
        found.end_line()
        found.line_key = bearing
    year = 366 if claim.day_count == "ACT/ACT" and isleap(day.year) else 365
    found.line += found.principal * bearing[0] / 100 / year


def deserves_indemnity(claim: ClaimFacts, at: date) -> bool:
    if claim.customer_kind == "consumer" or (claim.insolvency_on and claim.due_on >= claim.insolvency_on):
        return False
    billed = claim.amount_cents - sum(e.cents for e in claim.events if e.kind == "credit_note" and e.on <= at)
    return sum(e.cents for e in claim.events if e.kind == "payment" and e.on <= claim.due_on) < billed


def settle(claim: ClaimFacts, found: Owed, day: date) -> None:
    """Cent by cent would be simplest; part by part says the same."""
    credit = sum(e.cents for e in claim.events if e.on == day and e.kind == "credit_note")
    found.principal = max(0, found.principal - credit)
    money = sum(e.cents for e in claim.events if e.on == day and e.kind == "payment")
    order = ["principal", "interest", "indemnity"]
    if claim.imputation == "interest_first" and money < found.principal:
        order = ["interest", "principal", "indemnity"]
    for part in order:
        used = min(money, getattr(found, part))
        setattr(found, part, getattr(found, part) - used)
        money -= used
