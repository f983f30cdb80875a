"""What every rule of the machine has at hand: the shop with its customers, its files, and the model of it."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from tests.operations.scene import take
from tests.stories.machine import facts
from tests.stories.machine.facts import Plan, Step

CODES = ("DUPONT", "MARTIN", "LENOIR")
PLANS = {
    "usual": (
        Step("r1", "reminder", "due", 3), Step("r2", "reminder", "previous", 6, 8),
        Step("final", "final", "deadline", 1, 5), Step("notice", "formal_notice", "deadline", 1, 8),
        Step("over", "handover", "deadline", 1),
    ),
    "dated": (
        Step("soon", "courtesy", "due", -4), Step("r1", "reminder", "due", 5), Step("r2", "reminder", "due", 12),
        Step("r3", "reminder", "due", 20, 6), Step("final", "final", "deadline", 2, 8),
    ),
}  # fmt: skip
CHANGES = (
    ("no_dunning", "yes"), ("no_dunning", "no"), ("insolvency_on", "today"), ("insolvency_on", ""),
    ("handed_over_on", "today"), ("handed_over_on", ""), ("plan", "usual"), ("plan", "dated"), ("email", ""),
    ("email", "new@example.com"), ("segment", "key"), ("segment", "auto"),
)  # fmt: skip
MEMORY = Path("/dev/shm")  # the outbox is written through to the disk: here that costs nothing
UNITS = st.integers(1, 150)
WHICH = st.integers(0, 20)
SOON = st.integers(0, 25)
HEADER = "customer,customer_name,invoice,document,issued_on,due_on,amount,open,applies_to"


def toml_of(plan: Plan) -> str:
    """The plan as a person would save it; everything by e-mail."""
    lines = [f'key = "{plan.key}"', f'label = "{plan.key}"', f"min_gap_days = {plan.gap}"]
    lines += [f"promise_grace_days = {plan.grace}", f"instalment_grace_days = {plan.part_grace}"]
    for step in plan.steps:
        lines += ["[[steps]]", f'key = "{step.key}"', f'label = "{step.key}"', f'kind = "{step.kind}"']
        lines += [f'anchor = "{step.anchor}"', f"offset_days = {step.offset}"]
        lines += ['channels = ["email"]'] if step.kind != "handover" else []
        lines += [f"deadline_days = {step.deadline}"] if step.deadline else []
    return "\n".join(lines)


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


class Shop(RuleBasedStateMachine):
    """A firm with three customers; every example begins anew and leaves nothing behind."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = 0
        self.written_off: dict[str, list[tuple[facts.Line, int]]] = {}
        self.home = tempfile.mkdtemp(prefix="relance-", dir=MEMORY if MEMORY.is_dir() else None)
        self.home_before, settings.RELANCE_HOME = settings.RELANCE_HOME, self.home
        self.all = transaction.atomic()
        self.all.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.all.__exit__(None, None, None)
        settings.RELANCE_HOME = self.home_before
        shutil.rmtree(self.home, ignore_errors=True)

    @property
    def today(self) -> date:
        return self.world.today

    def _customer(self, which: int) -> facts.Customer:
        return self.world.customers[CODES[which % len(CODES)]]

    def _invoice(self, which: int) -> facts.Invoice:
        """One of the invoices, the open ones first."""
        known = sorted(self.world.invoices, key=lambda i: (i.open == 0, i.number))
        return known[which % len(known)]

    def _take(self, rows: list[str], **how: Any) -> None:
        data = "\n".join((HEADER, *rows, "")).encode()
        report = take(self.world.creditor, data, self.today.isoformat(), **how)
        assert report.is_taken and not report.rejected, report.problems

    def _row(self, customer: facts.Customer, line: facts.Line, issued: date | None = None) -> str:
        """A line of the file."""
        who, number = f"{customer.code},{customer.code}", line.invoice.number
        return f"{who},{number},invoice,{issued or ''},{line.due},{euros(line.amount)},{euros(line.open)},"
