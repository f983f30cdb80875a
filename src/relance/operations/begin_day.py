"""How a day begins: what was promised and agreed is checked, what waits for people is seen to, before any decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor
from relance.operations.answer import tend_answers
from relance.operations.check_agreements import check_agreements
from relance.operations.check_disputes import check_disputes
from relance.operations.check_holds import check_holds
from relance.operations.check_promises import check_promises
from relance.operations.escalate import look_after_work
from relance.operations.remind_instalments import remind_instalments

Check = Callable[[Creditor, Act], Any]

# in this order: a broken agreement is asked about before its next instalment is reminded of
CHECKS: tuple[Check, ...] = (
    check_promises, check_agreements, remind_instalments, tend_answers, check_disputes, check_holds, look_after_work,
)  # fmt: skip


def begin_day(creditor: Creditor, act: Act) -> list[str]:
    """Run every check of the day, each whole or not at all; returns the faults, which stop nothing else."""
    faults = []
    for check in CHECKS:
        try:
            with transaction.atomic():
                check(creditor, act)
        except Exception as fault:  # one poison row never stops the night
            faults.append(f"{check.__name__}: {type(fault).__name__}: {fault}")
    return faults
