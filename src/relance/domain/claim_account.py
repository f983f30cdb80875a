"""The account of one claim: what is owed in each part, and how a payment is set against them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from relance.domain.claim import ClaimEvent, ClaimFacts, Imputation, Part, Waiver


@dataclass(frozen=True, slots=True)
class Imputed:
    """What one day's payments (or credit notes) were set against, in cents. `unused_cents`: paid too much."""

    on: date
    kind: str
    cents: int
    to_interest_cents: int
    to_principal_cents: int
    to_indemnity_cents: int
    unused_cents: int


@dataclass(frozen=True, slots=True)
class Waived:
    """What a waiver took off, in cents."""

    waiver: Waiver
    cents: int


@dataclass(slots=True)
class Account:
    """What is owed at the end of a day; `capitalised` is the part of the interest that bears interest."""

    principal: int
    interest: int = 0
    indemnity: int = 0
    capitalised: int = 0
    imputed: list[Imputed] = field(default_factory=list)
    waived: dict[Waiver, int] = field(default_factory=dict)

    @property
    def base(self) -> int:
        """Cents that bear interest."""
        return self.principal + self.capitalised

    @property
    def owed(self) -> dict[Part, int]:
        """The three parts by name."""
        return {"principal": self.principal, "interest": self.interest, "indemnity": self.indemnity}


def close_day(account: Account, claim: ClaimFacts, imputation: Imputation, day: date) -> None:
    """Book what happened on a day: waivers, then credit notes, then payments, whatever order they came in."""
    for waiver in claim.waivers:
        if waiver.on == day or (waiver.on < day and waiver.cents is None):
            _waive(account, waiver)
    today = [event for event in claim.events if event.on == day]
    credit = sum(event.cents for event in today if event.kind == "credit_note")
    if credit:  # a credit note corrects the invoice: it never pays interest
        _book(account, day, "credit_note", credit, _take(account, credit, ("principal",)))
    payments = [event for event in today if event.kind == "payment"]
    if payments:
        paid = _pay(account, payments, imputation)
        _book(account, day, "payment", sum(event.cents for event in payments), paid)
    given_up = sum(event.cents for event in today if event.kind == "write_off")
    if given_up:
        _book(account, day, "write_off", given_up, _take(account, given_up, ("principal",)))


def _waive(account: Account, waiver: Waiver) -> None:
    owed = account.owed[waiver.part]
    cents = owed if waiver.cents is None else min(owed, waiver.cents)
    _take(account, cents, (waiver.part,))
    account.waived[waiver] = account.waived.get(waiver, 0) + cents


def _pay(account: Account, payments: list[ClaimEvent], imputation: Imputation) -> dict[Part, int]:
    """The debtor's own word first; the rest as agreed. Paying the whole open principal settles it."""
    parts: dict[Part, int] = {"principal": 0, "interest": 0, "indemnity": 0}
    rest = 0
    for part in parts:
        meant = sum(event.cents for event in payments if event.toward == part)
        parts[part] = _take(account, meant, (part,))[part]
        rest += meant - parts[part]
    rest += sum(event.cents for event in payments if event.toward is None)
    is_part = rest < account.principal
    order: tuple[Part, ...] = ("principal", "interest", "indemnity")
    if imputation == "interest_first" and is_part:
        order = ("interest", "principal", "indemnity")
    for part, cents in _take(account, rest, order).items():
        parts[part] += cents
    return parts


def _take(account: Account, cents: int, order: tuple[Part, ...]) -> dict[Part, int]:
    taken: dict[Part, int] = {}
    for part in order:
        taken[part] = min(cents, account.owed[part])
        cents -= taken[part]
        setattr(account, part, account.owed[part] - taken[part])
    # the debtor has most interest in paying what itself bears interest
    account.capitalised = min(account.interest, max(0, account.capitalised - taken.get("interest", 0)))
    return taken


def _book(account: Account, day: date, kind: str, cents: int, parts: dict[Part, int]) -> None:
    interest, principal, indemnity = (parts.get(p, 0) for p in ("interest", "principal", "indemnity"))
    unused = cents - interest - principal - indemnity
    account.imputed.append(Imputed(day, kind, cents, interest, principal, indemnity, unused))
