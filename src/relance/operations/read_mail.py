"""A creditor's mailbox is read: each message once, as far as this round goes; trouble is kept in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.conf import settings as configured

from relance.discovery import listeners
from relance.domain.act import Act
from relance.domain.incoming import MailboxTrouble
from relance.ledger.incoming import read_since
from relance.ledger.models import Creditor, Mailbox
from relance.operations.take_in_mail import take_in

MOST_A_ROUND = 500


@dataclass(slots=True)
class MailReport:
    """What one round brought: how many of each kind, how many known already or refused, and what went wrong."""

    folders: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    known: int = 0
    is_more: bool = False
    troubles: list[str] = field(default_factory=list)


def mailbox_settings(creditor_key: str) -> dict[str, str]:
    """The mailbox of a creditor, by the names the e-mail channel knows; empty where it has none.

    The common one serves where there is a single creditor: another's letters must not be read.
    """
    own: Mapping[str, Mapping[str, str]] = configured.RELANCE_IMAP_OF
    found = own.get(creditor_key.upper().replace("-", "_"))
    if found is None and Creditor.objects.count() == 1:
        found = configured.RELANCE_IMAP
    return dict(found) if found and found.get("imap_host") else {}


def read_mail(
    *, creditor: Creditor, act: Act, settings: Mapping[str, str] | None = None, most: int = MOST_A_ROUND
) -> MailReport:
    """Take in at most that many new messages; the next round goes on after the last one taken."""
    chosen = mailbox_settings(creditor.key) if settings is None else dict(settings)
    report = MailReport()
    for one in _folders(chosen):
        left = most - sum(report.taken.values()) - report.known
        if left <= 0:
            report.is_more = True
            break
        _read_folder(creditor, one, act, left, report)
    return report


def wait_for_mail(*, creditor: Creditor, seconds: int, is_over: Callable[[], bool]) -> bool:
    """Wait on the creditor's first folder; False at once where that cannot be done."""
    folders = list(_folders(mailbox_settings(creditor.key)))
    try:
        return bool(folders) and listeners()["email"].wait(folders[0], seconds, is_over)
    except MailboxTrouble:
        return False


def _folders(settings: Mapping[str, str]) -> Iterator[dict[str, str]]:
    if settings.get("imap_host"):
        names = [one.strip() for one in settings.get("imap_folder", "").split(",")]
        for name in dict.fromkeys(filter(None, names or [])) or ["INBOX"]:
            yield {**settings, "imap_folder": name}


def _read_folder(creditor: Creditor, settings: dict[str, str], act: Act, most: int, report: MailReport) -> None:
    name = f"{settings.get('imap_user', '')}@{settings['imap_host']}/{settings['imap_folder']}"[:200]
    mailbox, _ = Mailbox.objects.get_or_create(creditor=creditor, name=name)
    told = {**settings, "imap_since": read_since(creditor, act.today).isoformat()}
    report.folders += 1
    trouble, count = "", 0
    coming = listeners()["email"].fetch(told, mailbox.uid_validity, mailbox.last_uid)
    try:
        for fetched in islice(coming, most):
            count += 1
            message = take_in(creditor=creditor, fetched=fetched, mailbox=mailbox, act=act)
            if message is None:
                report.known += 1
            else:
                report.taken[message.kind] += 1
    except MailboxTrouble as error:
        trouble = str(error)
        report.troubles.append(trouble)
    finally:
        getattr(coming, "close", lambda: None)()
    report.is_more = report.is_more or count == most
    rows = Mailbox.objects.filter(pk=mailbox.pk, creditor=creditor)
    rows.update(checked_at=act.now, trouble=trouble[:300])
