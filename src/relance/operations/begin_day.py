"""How a day begins and ends: what was promised and agreed is checked before any decision, what waits for people after.

The work list follows from what was just decided: looked at before, it would speak of yesterday, and a second run of the
same day would change it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor
from relance.operations.answer import tend_answers
from relance.operations.change_bank import check_bank_change
from relance.operations.check_agreements import check_agreements
from relance.operations.check_disputes import check_disputes
from relance.operations.check_holds import check_holds
from relance.operations.check_promises import check_promises
from relance.operations.escalate import look_after_work
from relance.operations.match_money import match_waiting
from relance.operations.remind_instalments import remind_instalments

Check = Callable[[Creditor, Act], Any]

# in this order: money that came in is known before a promise is broken, and a broken agreement is asked about before
# its next instalment is reminded of
CHECKS: tuple[Check, ...] = (
    match_waiting, check_promises, check_agreements, remind_instalments, tend_answers, check_disputes, check_holds,
    check_bank_change,
)  # fmt: skip
AFTERWARDS: tuple[Check, ...] = (look_after_work,)


def begin_day(creditor: Creditor, act: Act) -> list[str]:
    """Run every check of the morning; returns the faults, which stop nothing else."""
    return _run(CHECKS, creditor, act)


def end_day(creditor: Creditor, act: Act) -> list[str]:
    """See to the work list once everything is decided; returns the faults, which stop nothing else."""
    return _run(AFTERWARDS, creditor, act)


def _run(checks: tuple[Check, ...], creditor: Creditor, act: Act) -> list[str]:
    """Each check whole or not at all."""
    faults = []
    for check in checks:
        try:
            with transaction.atomic():
                check(creditor, act)
        except Exception as fault:  # one poison row never stops the night
            faults.append(f"{check.__name__}: {type(fault).__name__}: {fault}")
    return faults
