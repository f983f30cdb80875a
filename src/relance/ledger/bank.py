"""The creditor's bank accounts: which one is in force, which one is proposed, and which one was printed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from relance.domain.bank import BEGINNING, DELAY, Steady, steady
from relance.ledger.models import Agreement, BankAccount, Creditor, Dispatch, Event

Match = Literal["in_force", "former", "unknown"]
State = Literal["proposed", "waits", "in_force", "former", "withdrawn"]

__all__ = [
    "BankAccount", "account_in_force", "account_of_agreement", "accounts", "approvers", "days_with_two_accounts",
    "ends_with", "ever_in_force", "has_account",
    "how_steady", "masked", "pending_change", "printed_out_of_time", "proposals", "state_of",
]  # fmt: skip


def account_in_force(creditor: Creditor, at: datetime) -> BankAccount | None:
    """The account whose details may be printed at that instant, or None."""
    return _in_force(creditor, at).order_by("-in_force_from", "-pk").first()


def _in_force(creditor: Creditor, at: datetime) -> QuerySet[BankAccount]:
    rows = BankAccount.objects.filter(creditor=creditor, approved_at__isnull=False, in_force_from__lte=at)
    return rows.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at))


def has_account(creditor: Creditor) -> bool:
    """Whether there is an account that is in force, or will be."""
    return BankAccount.objects.filter(creditor=creditor, in_force_from__isnull=False, ended_at__isnull=True).exists()


def pending_change(creditor: Creditor, at: datetime) -> BankAccount | None:
    """The account that is proposed, or approved and not in force yet, or None."""
    rows = BankAccount.objects.filter(creditor=creditor, ended_at__isnull=True)
    return rows.filter(Q(in_force_from__isnull=True) | Q(in_force_from__gt=at)).order_by("-pk").first()


def accounts(creditor: Creditor) -> list[BankAccount]:
    """Every account there ever was, the newest first."""
    return list(BankAccount.objects.filter(creditor=creditor).order_by("-pk"))


def how_steady(creditor: Creditor, account: BankAccount, today: date) -> Steady:
    """Since when these details have not changed, or on which day they did."""
    before = BankAccount.objects.filter(creditor=creditor, in_force_from__lt=account.in_force_from)
    known = account.in_force_from if before.exists() else account.proposed_at
    if known is None or known == BEGINNING:  # nobody noted when it was given
        return Steady()
    return steady(known.astimezone(ZoneInfo(creditor.timezone)).date(), today, replaced_another=before.exists())


def account_of_agreement(creditor: Creditor, about: str) -> BankAccount | None:
    """The account that was in force when the payment plan of an answer (`agreement:12:letter`) was written."""
    agreement = Agreement.objects.get(creditor=creditor, pk=int(about.split(":")[1]))
    made = Event.objects.filter(creditor=creditor, verb="agreement_made", customer=agreement.customer_id)
    at = made.filter(payload__agreement=agreement.reference).values_list("at", flat=True).first()
    return account_in_force(creditor, at) if at else None


def ends_with(creditor: Creditor, last_four: str, at: datetime) -> Match:
    """Whether a customer paid to us, by the last four characters of the IBAN: `in_force`, `former` or `unknown`."""
    last, current = "".join(last_four.split()).upper()[-4:], account_in_force(creditor, at)
    if len(last) < 4:
        return "unknown"
    if current and current.iban.endswith(last):
        return "in_force"
    return "former" if any(iban.endswith(last) for iban in ever_in_force(creditor, at)) else "unknown"


def ever_in_force(creditor: Creditor, at: datetime) -> list[str]:
    """The IBANs on which customers are, or were, asked to pay by that instant: none that is only proposed."""
    rows = BankAccount.objects.filter(creditor=creditor, approved_at__isnull=False, in_force_from__lte=at)
    lived = rows.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=F("in_force_from")))
    return list(lived.order_by("pk").values_list("iban", flat=True))


def days_with_two_accounts(creditor: Creditor, since: datetime | None = None) -> list[date]:
    """The local days on which messages printed more than one account."""
    rows = Dispatch.objects.filter(creditor=creditor, bank_account__isnull=False)
    if since:
        rows = rows.filter(frozen_at__gte=since)
    days = rows.annotate(day=TruncDate("frozen_at", tzinfo=ZoneInfo(creditor.timezone))).values("day")
    several = days.annotate(accounts=Count("bank_account", distinct=True)).filter(accounts__gt=1)
    return sorted(several.values_list("day", flat=True))


def printed_out_of_time(creditor: Creditor) -> list[str]:
    """Messages whose account was not this creditor's, or not in force, when they were frozen."""
    rows = Dispatch.objects.filter(creditor=creditor, bank_account__isnull=False)
    wrong = rows.filter(
        ~Q(bank_account__creditor=creditor)
        | Q(bank_account__in_force_from__isnull=True)
        | Q(bank_account__in_force_from__gt=F("frozen_at"))
        | Q(bank_account__ended_at__lte=F("frozen_at"))
    )
    return [f"{filename}: account {pk}" for filename, pk in wrong.values_list("filename", "bank_account")]


def masked(iban: str) -> str:
    """The country and the last four characters, as shown where the rest is nobody's business."""
    return f"{iban[:4]} …\u00a0{iban[-4:]}"


def approvers(creditor: Creditor, account: BankAccount) -> list[str]:
    """Who may approve a proposed account: everyone but the proposer who worked here 72 hours before it was proposed.

    Somebody let in, or given another role, since then cannot: or one person could make a second one up.
    """
    people = creditor.members.filter(user__is_active=True).order_by("pk").values_list("user__username", flat=True)
    news = Event.objects.filter(creditor=creditor, verb="member_set", at__gt=account.proposed_at - DELAY)
    fresh = {str(payload.get("person", "")) for payload in news.values_list("payload", flat=True)}
    return [name for name in people if name != account.proposed_by and name not in fresh]


def proposals(creditor: Creditor) -> list[BankAccount]:
    """Accounts that wait for a second person's word."""
    return list(BankAccount.objects.filter(creditor=creditor, approved_at__isnull=True, ended_at__isnull=True))


def state_of(account: BankAccount, at: datetime) -> State:
    """How an account stands at an instant: `proposed`, `waits` (approved), `in_force`, `former` or `withdrawn`."""
    begins, ends = account.in_force_from, account.ended_at
    if ends is not None and (begins is None or ends <= begins):
        return "withdrawn"
    if begins is None:
        return "proposed"
    if begins > at:
        return "waits"
    return "former" if ends is not None and ends <= at else "in_force"
