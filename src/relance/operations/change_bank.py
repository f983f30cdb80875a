"""Change the bank details that documents print: one person proposes, another approves, three days pass.

The order is: proposed, approved, in force; until that last instant it can be withdrawn by anyone. The instant decides
by itself: nothing has to run for the new details to hold, and the old ones hold until then.
"""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from relance.domain.act import Act
from relance.domain.bank import BEGINNING, DELAY
from relance.domain.bank_words import BankNews, News, paragraphs_of, subject_of, task_of, two_accounts_words
from relance.ledger.bank import account_in_force, approvers, days_with_two_accounts, pending_change
from relance.ledger.models import BankAccount, Creditor, Dispatch, Event, Task
from relance.ledger.writes import append_events, close_tasks, lock_creditor, open_task
from relance.operations.bank_details import checked_bic, checked_iban, first_account
from relance.operations.notices import happening
from relance.operations.refused import Refused
from relance.operations.tell_members import addresses_of, tell_members

TASK = "bank_change"
ANNOUNCED_WITHIN = timedelta(days=60)  # an account that took effect longer ago is not looked at again
LOOKED_BACK = timedelta(days=7)


def propose_account(
    *, creditor: Creditor, iban: str, act: Act, again: str | None = None, bic: str = "", replaces: int | None = None
) -> BankAccount:
    """Propose the account that documents are to print; everyone is told.

    `again` is the IBAN typed a second time, `replaces` the key of the account it was proposed against. Where nobody
    else works here the proposal counts as approved, and the delay begins. A creditor's first account, before anything
    has left, is in force at once. Raises Refused.
    """
    new, bic = checked_iban(iban), checked_bic(bic)
    if again is not None and "".join(again.split()).upper() != new:
        raise Refused("the two IBANs are not the same: type it a second time, from the bank’s own paper")
    with transaction.atomic():
        creditor = lock_creditor(creditor)
        old = account_in_force(creditor, act.now)
        _refuse(creditor, new, old, replaces, act)
        if not old and not _ever_used(creditor):
            account = first_account(creditor=creditor, act=act, iban=new, bic=bic)
            assert account is not None
            _note(creditor, account, BankNews("in_force", new, by=act.by), act)
            return account
        account = BankAccount.objects.create(
            creditor=creditor, iban=new, bic=bic, proposed_at=act.now, proposed_by=act.by[:120]
        )
        if not _are_several(creditor):
            _put_in_force(creditor, account, act.by, act)
        _note(creditor, account, _news(creditor, "proposed", account, old, act), act)
    return account


def approve_account(*, creditor: Creditor, act: Act, by: str = "", account: int | None = None) -> BankAccount:
    """Approve the account that was proposed: it is in force 72 hours later.

    `by`: who approves, where it is not `act.by`; `account`: the key of the one that the person was shown. Raises
    Refused for whoever proposed it, for somebody who does not work here, and for a newcomer.
    """
    person = by.strip() or act.by
    with transaction.atomic():
        creditor = lock_creditor(creditor)
        found = _pending(creditor, account, act)
        if found.in_force_from:
            raise Refused("this change is approved already: it takes effect by itself")
        if person == found.proposed_by:
            raise Refused("whoever proposes an account cannot approve it: ask another person of the company")
        if person not in approvers(creditor, found):
            raise Refused(
                f"“{person}” cannot approve this: it takes somebody who worked for {creditor.name} three days before "
                "it was proposed"
            )
        old = account_in_force(creditor, act.now)
        _put_in_force(creditor, found, person, act)
        _note(creditor, found, _news(creditor, "approved", found, old, act, person), act)
    return found


def withdraw_account(*, creditor: Creditor, act: Act, why: str, account: int | None = None) -> BankAccount:
    """Withdraw what was proposed or approved, as long as it is not in force; anyone may. Raises Refused."""
    reason = why.strip()[:300]
    if not reason:
        raise Refused("say why the change is withdrawn: a few words")
    with transaction.atomic():
        creditor = lock_creditor(creditor)
        found = _pending(creditor, account, act)
        if found.in_force_from:  # the former account goes on, without an end
            BankAccount.objects.filter(creditor=creditor, ended_at=found.in_force_from).update(ended_at=None)
        found.ended_at, found.why_ended = act.now, reason
        found.save(update_fields=["ended_at", "why_ended"])
        close_tasks(creditor, act, result="withdrawn", kind=TASK)
        _note(creditor, found, BankNews("withdrawn", found.iban, by=act.by, why=reason), act)
    return found


def check_bank_change(creditor: Creditor, act: Act) -> None:
    """Tell everyone, once, that new details have come into force, and of a day that printed two accounts.

    Run every morning.
    """
    rows = BankAccount.objects.filter(creditor=creditor, in_force_from__lte=act.now, ended_at__isnull=True)
    for account in rows.filter(in_force_from__gt=act.now - ANNOUNCED_WITHIN):
        told = Event.objects.filter(creditor=creditor, verb="bank_account_in_force", payload__account=account.pk)
        if not told.exists():
            close_tasks(creditor, act, result="in force", kind=TASK)
            _note(creditor, account, BankNews("in_force", account.iban, by=account.proposed_by), act)
    for day in days_with_two_accounts(creditor, act.now - LOOKED_BACK):
        if not Task.objects.filter(creditor=creditor, kind="bank_differs", subject=day.isoformat()).exists():
            open_task(
                creditor, act, kind="bank_differs", due_on=act.today, subject=day.isoformat(),
                why=two_accounts_words(day, creditor.language),
            )  # fmt: skip


def _pending(creditor: Creditor, shown: int | None, act: Act) -> BankAccount:
    """The change under way. Raises Refused where there is none, or another than the person was shown."""
    found = pending_change(creditor, act.now)
    if found is None:
        raise Refused("no change of bank details waits: what is in force is replaced by proposing another account")
    if shown is not None and shown != found.pk:
        raise Refused("another account is proposed now: look at it before you say anything about it")
    return found


def _refuse(creditor: Creditor, new: str, old: BankAccount | None, replaces: int | None, act: Act) -> None:
    if pending_change(creditor, act.now):
        raise Refused("another change of bank details waits: approve or withdraw it first")
    if old and old.iban == new:
        raise Refused("this account is in force already: there is nothing to change")
    if replaces is not None and replaces != (old.pk if old else 0):
        raise Refused("the account in force has changed meanwhile: look at it again before proposing another")


def _ever_used(creditor: Creditor) -> bool:
    """Whether customers may know other details: an account was in force, or something has left."""
    accounts = BankAccount.objects.filter(creditor=creditor, in_force_from__isnull=False)
    return accounts.exists() or Dispatch.objects.filter(creditor=creditor).exists()


def _are_several(creditor: Creditor) -> bool:
    """Whether two people work here, so that a second one can give a word."""
    return creditor.members.filter(user__is_active=True).count() > 1


def _put_in_force(creditor: Creditor, account: BankAccount, person: str, act: Act) -> None:
    """Approve, and let the account before it end at the same instant."""
    from_at = act.now + DELAY
    account.approved_at, account.approved_by, account.in_force_from = act.now, person[:120], from_at
    account.save(update_fields=["approved_at", "approved_by", "in_force_from"])
    before = BankAccount.objects.filter(creditor=creditor, in_force_from__isnull=False, ended_at__isnull=True)
    before.exclude(pk=account.pk).update(ended_at=from_at)


def _news(
    creditor: Creditor, what: News, account: BankAccount, old: BankAccount | None, act: Act, by: str = ""
) -> BankNews:
    at = account.in_force_from and account.in_force_from.astimezone(ZoneInfo(creditor.timezone))
    return BankNews(what, account.iban, old.iban if old else "", by or act.by, "", at)


def _note(creditor: Creditor, account: BankAccount, news: BankNews, act: Act) -> None:
    """Write the event, put a task before everyone where they should look, and send the news to all."""
    language = creditor.language
    told = addresses_of(creditor, act)
    payload = {
        "account": account.pk, "iban": account.iban, "bic": account.bic, "old": news.old, "person": news.by,
        "reason": news.why, "told": told,
        "in_force_from": account.in_force_from.isoformat() if account.in_force_from else None,
    }  # fmt: skip
    append_events(creditor, [happening(VERBS[news.what], None, payload)], act)
    if account.in_force_from == BEGINNING:
        return
    if news.what in ("proposed", "approved"):
        for member in creditor.members.filter(user__is_active=True).select_related("user"):
            name = member.user.username
            open_task(
                creditor, act, kind="bank_change", due_on=act.today, why=task_of(news, language),
                subject=f"{account.pk} {name}", owner=name,
            )  # fmt: skip
    tell_members(
        creditor=creditor, name=f"bank-{account.pk}-{news.what}", subject=subject_of(news, language),
        text=paragraphs_of(news, language), act=act,
    )  # fmt: skip


VERBS: dict[News, str] = {
    "proposed": "bank_account_proposed",
    "approved": "bank_account_approved",
    "withdrawn": "bank_account_withdrawn",
    "in_force": "bank_account_in_force",
}
