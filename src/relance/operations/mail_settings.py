"""How one creditor's mail leaves: its own server where the environment names one, and what each message needs."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Mapping

from django.conf import settings
from django.utils.crypto import salted_hmac

from relance.domain.mail_address import with_token
from relance.ledger.models import Creditor, Dispatch

TOKEN_LENGTH = 16  # 80 bits: nobody finds another notice's token by trying


def settings_for(creditor_key: str) -> dict[str, str]:
    """The mail server of a creditor, by the names that the e-mail channel knows."""
    own: Mapping[str, Mapping[str, str]] = settings.RELANCE_SMTP_OF
    return dict(own.get(creditor_key.upper().replace("-", "_"), settings.RELANCE_SMTP))


def settings_of_message(creditor: Creditor, dispatch: Dispatch) -> dict[str, str]:
    """The same with what this message needs: its envelope sender, its identifier and the archive.

    Bounces go to `smtp_from`; without one, to the reply address with the token, so that each tells its notice.
    """
    found = settings_for(creditor.key)
    if not found.get("smtp_from") and creditor.reply_address and creditor.reply_tokens:
        found["smtp_from"] = with_token(creditor.reply_address, dispatch.token)
    return {**found, "envelope_id": dispatch.token, "journal_address": creditor.journal_address}


def token_of(creditor: Creditor, reference: str) -> str:
    """What an answer or a bounce brings back: nobody who lacks the secret key can make one up."""
    signed = salted_hmac("relance.token", f"{creditor.key}/{reference}", algorithm="sha256")
    return b32encode(signed.digest()).decode("ascii").lower()[:TOKEN_LENGTH]


def reply_address_of(creditor: Creditor, reference: str) -> str:
    """Where answers to a notice go; empty where no reply address is set."""
    token = token_of(creditor, reference) if creditor.reply_tokens else ""
    return with_token(creditor.reply_address, token) if creditor.reply_address else ""
