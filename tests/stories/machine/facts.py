"""What must be true, kept in plain lists and whole numbers: knows nothing of the product, shares no line with it.

Money is cents in tens of euros (`UNIT`). What is promised of an invoice is a stack of labels, one a unit, the first to
be paid on top: money takes from the top, what is credited or given up is taken away below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

UNIT = 1000
OFF = {
    date(year, month, day)
    for year in (2026, 2027)
    for month, day in ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
} | {date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25), date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)}


def later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in OFF


def roll(day: date) -> date:
    while not works(day):
        day = later(day, 1)
    return day


@dataclass(frozen=True)
class Step:
    key: str
    kind: str
    anchor: str
    offset: int
    deadline: int = 0


@dataclass(frozen=True)
class Plan:
    key: str
    steps: tuple[Step, ...]
    gap: int = 5
    escalates: bool = False
    grace: int = 2
    part_grace: int = 5


@dataclass
class Done:
    key: str
    kind: str
    on: date
    deadline: date | None


@dataclass
class Line:
    invoice: Invoice
    due: date
    amount: int
    open: int
    unexplained: int = 0  # lowered by lists that give no reason
    absent: int | None = None  # what was open when a list no longer had it
    done: list[Done] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, date]:
        return self.invoice.number, self.due

    @property
    def may_return(self) -> bool:
        """Whether a list may name it again as it did before, nothing having happened meanwhile."""
        return bool(self.absent) and not self.open and self.unexplained >= (self.absent or 0)


@dataclass
class Promise:
    key: int
    on: date
    live: bool = True


@dataclass
class Dispute:
    key: int
    cents: int | None
    state: str = "open"
    missing: int = 0
    after: int = 0  # how many credit notes had come when it was opened


@dataclass
class Credit:
    """A payment or a credit note: what is left of it on account, and where the rest went."""

    key: int
    cents: int
    invoice: str
    left: int
    is_note: bool = False
    parts: list[tuple[Line, int]] = field(default_factory=list)


@dataclass
class Agreement:
    key: int
    lines: list[tuple[Line, int]]
    parts: list[tuple[date, int]]
    over: bool = False

    @property
    def total(self) -> int:
        return sum(cents for _, cents in self.lines)

    def paid(self) -> int:
        return sum(max(cents - line.open, 0) for line, cents in self.lines)

    def missing(self, until: date, money: int) -> int:
        """What of the instalments due by that day is not covered."""
        return max(sum(cents for due, cents in self.parts if due <= until) - money, 0)


@dataclass
class Invoice:
    number: str
    customer: Customer
    lines: list[Line] = field(default_factory=list)
    stack: list[int] = field(default_factory=list)  # labels from below: 0, or a promise's key
    promises: list[Promise] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    credits: list[int] = field(default_factory=list)  # credit notes as they came, what no dispute has used
    holds: list[tuple[date, date | None]] = field(default_factory=list)
    agreement: Agreement | None = None

    @property
    def open(self) -> int:
        return sum(line.open for line in self.lines)

    def lower(self, cents: int, *, below: bool = False) -> list[tuple[Line, int]]:
        """Take cents off, earliest due date first; returns what came off which line."""
        taken = []
        for line in self.lines:
            part = min(cents, line.open)
            line.open -= part
            cents -= part
            if part:
                taken.append((line, part))
                if below:  # where even what was promised is credited, whether the word still holds is a matter of taste
                    self.customer.unsure |= any(self.stack[: part // UNIT])
                    self.stack = self.stack[part // UNIT :]
        return taken

    def lift(self, parts: list[tuple[Line, int]]) -> None:
        for line, cents in parts:
            line.open += cents
        self.stack += [0] * (self.open // UNIT - len(self.stack))

    def promised(self, promise: Promise) -> int:
        return self.stack[: self.open // UNIT].count(promise.key) * UNIT

    def covers(self, today: date, grace: int) -> list[Promise]:
        live = [p for p in self.promises if p.live and today <= later(p.on, grace) and self.promised(p)]
        return sorted(live, key=lambda p: (p.on, p.key))

    def stack_anew(self, claims: list[tuple[Promise, int]]) -> None:
        """Lay promises on the open amount: the first day on top, what nobody promised below."""
        level = self.open // UNIT
        labels = [p.key for p, cents in sorted(claims, key=lambda c: (c[0].on, c[0].key)) for _ in range(cents // UNIT)]
        labels = [0] * (level - len(labels)) + labels[::-1][-level:] if level else []
        self.stack = labels + self.stack[level:]

    def drop(self, promise: Promise) -> None:
        promise.live = False
        self.stack = [0 if label == promise.key else label for label in self.stack]

    def disputed(self) -> int:
        parts = [10**9 if d.cents is None else d.cents for d in self.disputes if d.state == "open"]
        return min(self.open, sum(parts) + sum(d.missing for d in self.disputes if d.state == "accepted"))

    def credit_came(self, cents: int) -> None:
        self.credits.append(cents)
        for dispute in self.disputes:
            if dispute.state == "accepted":
                self._use(dispute)

    def accept(self, dispute: Dispute, cents: int) -> None:
        dispute.state, dispute.missing = "accepted", cents
        self._use(dispute)

    def _use(self, dispute: Dispute) -> None:
        """Credit notes that came since it was opened, each cent for one dispute only."""
        for at in range(dispute.after, len(self.credits)):
            part = min(self.credits[at], dispute.missing)
            self.credits[at] -= part
            dispute.missing -= part
        if not dispute.missing:
            dispute.state = "credited"


@dataclass
class Customer:
    code: str
    plan: Plan
    email: str
    invoices: list[Invoice] = field(default_factory=list)
    holds: list[tuple[date, date | None]] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    no_dunning: bool = False
    insolvency: date | None = None
    handed_over: date | None = None
    said: list[tuple[date, str]] = field(default_factory=list)
    unsure: bool = False  # a case this model is too simple for: only what must never happen is checked

    @property
    def lines(self) -> list[Line]:
        return sorted((x for i in self.invoices for x in i.lines), key=lambda x: (x.due, x.invoice.number))

    @property
    def credit(self) -> int:
        return sum(one.left for one in self.credits)

    def spend(self, credit: Credit, invoice: Invoice, most: int | None = None) -> None:
        """Set what is left of it (`most` cents) against an invoice, earliest due date first."""
        taken = invoice.lower(credit.left if most is None else min(most, credit.left), below=credit.is_note)
        cents = sum(part for _, part in taken)
        credit.left -= cents
        credit.parts += taken
        if credit.is_note and cents:
            invoice.credit_came(cents)

    def spend_again(self) -> None:
        """What an import does with money on account: against the invoice it names, also where a list lost it."""
        for credit in sorted(self.credits, key=lambda c: not c.is_note):
            for invoice in self.invoices:
                if not credit.invoice or invoice.number != credit.invoice:
                    continue
                self.spend(credit, invoice)
                for line in invoice.lines:
                    if line.absent is not None and not line.open and credit.left:
                        part = min(credit.left, line.unexplained)
                        line.unexplained -= part
                        credit.left -= part
                        credit.parts.append((line, part))
                        if credit.is_note and part:
                            invoice.credit_came(part)

    def is_stopped(self, today: date) -> bool:
        facts = [day for day in (self.insolvency, self.handed_over) if day and day <= today]
        return bool(facts) or self.no_dunning or holds_on(self.holds, today)


def holds_on(holds: list[tuple[date, date | None]], today: date) -> bool:
    return any(first <= today and (last is None or today <= last) for first, last in holds)
