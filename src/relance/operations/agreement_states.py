"""How an agreement moves from state to state: the one place that knows its arrows, and what follows each."""

from __future__ import annotations

from datetime import date

from relance.domain.act import Act
from relance.domain.instalments import Limits
from relance.ledger.agreements import Progress, credit_of, progress
from relance.ledger.models import Agreement, AgreementLine, Creditor
from relance.ledger.models.agreement import AGREEMENT_ARROWS
from relance.ledger.positions import customer_plan
from relance.ledger.writes import close_tasks, wake
from relance.operations.plans_in_force import plans_in_force

SIGN, BROKEN, REOPENED, ALLOCATE = "sign_agreement", "agreement_broken", "agreement_reopened", "allocate_credit"
DAYS_TO_SIGN = 10


def turn(creditor: Creditor, agreement: Agreement, to: str, act: Act) -> bool:
    """Move along one arrow by a conditional UPDATE, its lines and tasks with it; False where it had moved already.

    The customer is looked at again. Raises ValueError for an arrow that does not exist.
    """
    if to not in AGREEMENT_ARROWS[agreement.state]:
        raise ValueError(f"no arrow from {agreement.state} to {to}")
    ended_on = None if to == "in_force" else act.today
    rows = Agreement.objects.filter(creditor=creditor, pk=agreement.pk, state=agreement.state)
    if rows.update(state=to, ended_on=ended_on) != 1:
        return False
    AgreementLine.objects.filter(creditor=creditor, agreement=agreement).update(is_live=to == "in_force")
    agreement.state, agreement.ended_on = to, ended_on
    if to != "in_force":
        of_it = {"customer": agreement.customer_id}
        close_tasks(
            creditor, act, result=f"{agreement.reference}: {to}", kind=SIGN, subject=agreement.reference, **of_it
        )
        close_allocation(creditor, agreement, act, to)
    wake(creditor, [agreement.customer_id], act.today)
    return True


def allocation_subject(agreement: Agreement) -> str:
    """What names the task to allocate money on account to an agreement."""
    return f"{agreement.currency} {agreement.reference}"


def close_allocation(creditor: Creditor, agreement: Agreement, act: Act, result: str) -> None:
    """The money on account need not be allocated to this agreement any more."""
    close_tasks(
        creditor, act, result=result, kind=ALLOCATE, subject=allocation_subject(agreement),
        customer=agreement.customer_id,
    )  # fmt: skip


def grace_days(creditor: Creditor, agreement: Agreement) -> int:
    """Days after an instalment's date before the agreement is broken: the plan's own."""
    return customer_plan(agreement.customer, creditor, plans_in_force(creditor)).instalment_grace_days


def progress_of(creditor: Creditor, agreement: Agreement, today: date) -> Progress:
    """How an agreement stands today, money on account counted apart."""
    credit = credit_of(creditor, agreement)
    return progress(creditor, agreement, today, grace_days(creditor, agreement), credit)


def limits_of(creditor: Creditor) -> Limits:
    """What the creditor's settings allow."""
    return Limits(
        creditor.agreement_max_instalments, creditor.agreement_max_days, creditor.agreement_first_percent,
        creditor.agreement_min_cents,
    )  # fmt: skip


def payload_of(agreement: Agreement, **more: object) -> dict[str, object]:
    """What every event about it holds; `total_cents` is the plan's unless another sum is meant."""
    return {
        "agreement": agreement.reference, "total_cents": agreement.cents, "currency": agreement.currency, **more
    }  # fmt: skip
