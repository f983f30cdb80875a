"""E-mail addresses: what is one, and how a token travels in it."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
LONGEST, LONGEST_LOCAL = 254, 64  # RFC 5321, 4.5.3.1


def one_address(text: str) -> str | None:
    """The one address in `text`, or None: no list, no display name, no line break."""
    address = text.strip(" ")
    return address if len(address) <= LONGEST and _ADDRESS.fullmatch(address) else None


def with_token(address: str, token: str) -> str:
    """`local+TOKEN@domain` (RFC 5233): the address as it is where there is no token, or no room for it."""
    local, _, domain = address.rpartition("@")
    tagged = f"{local}+{token}"
    if not token or not local or len(tagged) > LONGEST_LOCAL or len(tagged) + 1 + len(domain) > LONGEST:
        return address
    return f"{tagged}@{domain}"


def domain_of(address: str) -> str:
    """The domain, in small letters; empty where there is none."""
    return address.rpartition("@")[2].lower() if "@" in address else ""
