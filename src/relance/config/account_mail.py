"""Mails about accounts (invitations, forgotten passwords) by the SMTP server that the environment names."""

from __future__ import annotations

import ssl
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend


class AccountMail(EmailBackend):
    """Django's SMTP with our settings; certificates are always verified."""

    def __init__(self, **_kwargs: Any) -> None:
        told = settings.RELANCE_SMTP
        super().__init__(
            host=told["smtp_host"], port=int(told["smtp_port"]), username=told["smtp_user"],
            password=told["smtp_password"], use_tls=told["smtp_security"] == "starttls",
            use_ssl=told["smtp_security"] == "tls", timeout=settings.EMAIL_TIMEOUT,
        )  # fmt: skip

    @property
    def ssl_context(self) -> ssl.SSLContext:
        """The machine's authorities, or the file that RELANCE_SMTP_CA_FILE names."""
        return ssl.create_default_context(cafile=settings.RELANCE_SMTP["smtp_ca_file"] or None)
