"""What Django's system checks (and `relance doctor`) say about this installation."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security)
def check_secrets_are_private(**_: Any) -> list[CheckMessage]:
    """Nobody but the owner may read the key that signs sessions."""
    path = Path(settings.RELANCE_HOME) / "secret_key"
    if not path.exists() or not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    return [Error(f"{path} can be read by others.", hint=f"Run: chmod 600 {path}", id="relance.E001")]


@register(Tags.security)
def check_home_is_private(**_: Any) -> list[CheckMessage]:
    """The home holds names, addresses and debts."""
    path = Path(settings.RELANCE_HOME)
    if not path.exists() or not path.stat().st_mode & stat.S_IRWXO:
        return []
    return [Warning(f"{path} can be read by others.", hint=f"Run: chmod 700 {path}", id="relance.W004")]


@register(Tags.security)
def check_debug_is_off(**_: Any) -> list[CheckMessage]:
    """Debug pages show data and settings to anyone who finds an error."""
    if not settings.DEBUG:
        return []
    return [Warning("Debug pages are on.", hint="Unset RELANCE_DEBUG outside development.", id="relance.W001")]


@register(Tags.security)
def check_hosts_need_https(**_: Any) -> list[CheckMessage]:
    """An address beyond this machine deserves TLS."""
    local = {"localhost", "127.0.0.1", "[::1]", "testserver"}
    if settings.RELANCE_HTTPS or local.issuperset(settings.ALLOWED_HOSTS):
        return []
    hint = "Put a reverse proxy with TLS in front and set RELANCE_HTTPS=1."
    return [Warning("Relance answers to outside addresses without HTTPS.", hint=hint, id="relance.W002")]


@register(Tags.security)
def check_smtp_password_is_protected(**_: Any) -> list[CheckMessage]:
    """A password without TLS would cross the network in clear."""
    servers = (settings.RELANCE_SMTP, *settings.RELANCE_SMTP_OF.values())
    if not any(s["smtp_host"] and s.get("smtp_security") == "none" and s.get("smtp_password") for s in servers):
        return []
    hint = "Set RELANCE_SMTP_SECURITY to starttls or tls."
    return [Warning("The SMTP password would be sent in clear.", hint=hint, id="relance.W003")]
