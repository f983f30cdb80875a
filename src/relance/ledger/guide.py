"""What is known of a company that begins, for the guide to its first reminder."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from relance.domain.guide import StartFacts
from relance.ledger.bank import has_account
from relance.ledger.models import Creditor, Event, Notice, PlanVersion, Receivable
from relance.ledger.models.notice import ANSWER


def has_reminded(creditor: Creditor) -> bool:
    """Whether a reminder ever left: the guide is then finished."""
    return _reminders(creditor, left_on__isnull=False)


def guide_facts(creditor: Creditor, needed: Sequence[str]) -> StartFacts:
    """The facts that the steps are worked out from; `needed` are the details that letters need."""
    missing = tuple(name for name in needed if not getattr(creditor, name))
    if has_reminded(creditor):
        return StartFacts(missing, has_left=True)
    return StartFacts(
        missing=missing,
        has_account=has_account(creditor),
        has_invoices=Receivable.objects.filter(creditor=creditor).exists(),
        plan_is_chosen=_plan_is_chosen(creditor),
        is_prepared=_reminders(creditor),
    )


def _reminders(creditor: Creditor, **which: bool) -> bool:
    return Notice.objects.filter(creditor=creditor, **which).exclude(kind=ANSWER).exists()


def _plan_is_chosen(creditor: Creditor) -> bool:
    """Somebody chose the usual plan, wrote one, or gave another than the first at set-up."""
    if creditor.default_plan != "standard" or PlanVersion.objects.filter(creditor=creditor).exists():
        return True
    chosen = Q(verb="settings_changed", payload__has_key="default_plan")
    return Event.objects.filter(chosen, creditor=creditor).exists()


def mails_ready(creditor: Creditor) -> int:
    """How many mails are confirmed and would leave at the next round."""
    return Notice.objects.filter(creditor=creditor, channel="email", state="planned").count()
