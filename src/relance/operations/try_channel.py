"""Try what a creditor's messages leave by, and answers come back on; nothing reaches a customer."""

from __future__ import annotations

from django.conf import settings as configured
from django.db import transaction

from relance.discovery import listeners, trials
from relance.domain.act import Act
from relance.domain.incoming import MailboxTrouble
from relance.ledger.models import Creditor
from relance.ledger.templates import Scope
from relance.ledger.writes import append_events
from relance.operations.edit_template import template_text
from relance.operations.mail_settings import settings_for
from relance.operations.notices import happening
from relance.operations.postal_settings import postal_settings, provider_of
from relance.operations.read_mail import mailbox_settings
from relance.operations.refused import Refused
from relance.operations.test_message import OwnMessage, send_test

TEMPLATE = "reminder-1"
GOOD = "ok"


def try_mail_server(*, creditor: Creditor, act: Act) -> str:
    """What keeps the mail server from taking a message; empty where nothing does. Raises Refused where none is set."""
    found = settings_for(creditor.key)
    if not found.get("smtp_host"):
        raise Refused("no mail server is known: set RELANCE_SMTP_HOST in the environment, then start Relance again")
    return _noted(creditor, "SMTP", trials()["email"](found), act)


def try_mailbox(*, creditor: Creditor, act: Act) -> str:
    """What keeps the mailbox from being read; empty where nothing does. Raises Refused where none is set."""
    found = mailbox_settings(creditor.key)
    if not found:
        raise Refused("no mailbox is known: set RELANCE_IMAP_HOST in the environment, then start Relance again")
    first = found.get("imap_folder", "").split(",")[0].strip() or "INBOX"
    try:
        listeners()["email"].wait({**found, "imap_folder": first, "imap_timeout": "10"}, 0, lambda: True)
    except MailboxTrouble as trouble:
        return _noted(creditor, "IMAP", str(trouble), act)
    return _noted(creditor, "IMAP", "", act)


def try_postal_provider(*, creditor: Creditor, act: Act) -> str:
    """What keeps the provider from taking letters; empty where nothing does. Raises Refused where none is chosen."""
    provider = provider_of(creditor)
    if provider is None or provider.key not in trials():
        raise Refused("no postal provider is chosen that can be tried: choose one first")
    return _noted(creditor, provider.label, trials()[provider.key](postal_settings(creditor)), act)


def send_own_message(*, creditor: Creditor, act: Act) -> OwnMessage:
    """A first reminder with invented invoices, to the person who asks: by the mail server where one is known."""
    scope = Scope(TEMPLATE, creditor.language)
    by_server = bool(settings_for(creditor.key).get("smtp_host"))
    text = template_text(creditor, scope)
    try:
        sent = send_test(creditor=creditor, scope=scope, text=text, customer=None, act=act, by_server=by_server)
    except Refused as refusal:
        _noted(creditor, "e-mail", str(refusal), act)
        raise
    _noted(creditor, "e-mail", "", act)
    return sent


def environment_names(creditor: Creditor) -> dict[str, list[str]]:
    """The variables that are needed and not given, by what they are for; never their values."""
    smtp, provider = settings_for(creditor.key), provider_of(creditor)
    imap, common = mailbox_settings(creditor.key), configured.RELANCE_IMAP
    own = f"RELANCE_IMAP_HOST__{creditor.key.upper().replace('-', '_')}"  # a common mailbox serves one company alone
    missing = provider.missing(postal_settings(creditor)) if provider else ""
    words = [word.strip() for word in missing.split(",") if word.strip()]
    return {
        "smtp": [f"RELANCE_{name.upper()}" for name in _needed(smtp, "smtp")],
        "imap": [own] if common["imap_host"] and not imap else [f"RELANCE_{n.upper()}" for n in _needed(imap, "imap")],
        "postal": [f"RELANCE_{provider.key.upper()}_{word.upper()}" for word in words] if provider else [],
    }


def _needed(found: dict[str, str], protocol: str) -> list[str]:
    """Host; a password where there is a user; for a mailbox a user as well."""
    user = [f"{protocol}_user"] if protocol == "imap" else []
    password = [f"{protocol}_password"] if found.get(f"{protocol}_user") else []
    return [name for name in (f"{protocol}_host", *user, *password) if not found.get(name)]


def _noted(creditor: Creditor, channel: str, trouble: str, act: Act) -> str:
    payload = {"channel": channel, "outcome": trouble[:300] or GOOD}
    with transaction.atomic():
        append_events(creditor, [happening("channel_tried", None, payload)], act)
    return trouble
