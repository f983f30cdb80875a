"""Keys of second factors as they lie in the database: unreadable without the installation's own key."""

from __future__ import annotations

import hashlib
from base64 import b32encode, urlsafe_b64encode
from secrets import token_bytes

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(text: str) -> str:
    """Encrypt a secret."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret; one that nobody has where the installation's key is not the one of that day.

    A database that was restored beside another key then refuses every code, instead of breaking.
    """
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return b32encode(token_bytes(20)).decode()


def _box() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _fernet(key: str | bytes) -> Fernet:
    known = key if isinstance(key, bytes) else key.encode()
    return Fernet(urlsafe_b64encode(hashlib.sha256(b"second factor:" + known).digest()))
