"""Mails about accounts: by the server that the environment names, never without checking who it is."""

from __future__ import annotations

import ssl
from typing import Any

import pytest

from relance.config.account_mail import AccountMail
from relance.config.environment import smtp


@pytest.mark.parametrize(("security", "tls", "ssl_"), [("starttls", True, False), ("tls", False, True)])
def test_the_server_is_the_one_of_the_environment(settings: Any, security: str, tls: bool, ssl_: bool) -> None:
    told = {"RELANCE_SMTP_HOST": "mail.firm.example", "RELANCE_SMTP_SECURITY": security, "RELANCE_SMTP_USER": "u"}
    settings.RELANCE_SMTP = smtp(told)
    mail = AccountMail()
    assert (mail.host, mail.port) == ("mail.firm.example", 587 if tls else 465)
    assert (mail.use_tls, mail.use_ssl, mail.username) == (tls, ssl_, "u")


def test_its_certificate_is_always_checked(settings: Any) -> None:
    settings.RELANCE_SMTP = smtp({"RELANCE_SMTP_HOST": "mail.firm.example"})
    context = AccountMail().ssl_context
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
