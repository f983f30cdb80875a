"""Turns `RELANCE_DATABASE_URL` into Django's database settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FORMS = "write sqlite:////absolute/path.sqlite3 or postgresql://user:password@host:5432/name"
# IMMEDIATE takes the write lock at BEGIN, so two writers wait for each other and never fail half-way;
# FULL waits for the disk at each commit: what is recorded as sent survives a power cut.
SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database_settings(url: str, home: Path) -> dict[str, Any]:
    """The settings of the one database; without a URL, a SQLite file in `home`.

    An address that cannot be used is refused in one sentence, which never repeats a password.
    """
    if not url.strip():
        return _sqlite(home / "relance.sqlite3")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise _refused(f"it cannot be read ({error})") from None
    if parts.scheme == "sqlite":
        return _sqlite(_sqlite_path(parts))
    if parts.scheme in ("postgres", "postgresql"):
        return _postgres(parts, port)
    raise _refused(f"“{parts.scheme or 'no scheme'}” is not a database that Relance knows")


def _refused(why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"RELANCE_DATABASE_URL: {why}; {FORMS}.")


def _sqlite_path(parts: SplitResult) -> Path:
    path = unquote(parts.path)
    if parts.netloc or path in ("", "/") or ":memory:" in path:
        raise _refused("SQLite needs the path of a file")
    path = path[1:]  # sqlite:///name is relative, sqlite:////name absolute, sqlite:///C:/name Windows
    return Path(path).expanduser().absolute()


def _sqlite(path: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": dict(SQLITE_OPTIONS)}


def _postgres(parts: SplitResult, port: int | None) -> dict[str, Any]:
    name = unquote(parts.path.lstrip("/"))
    options = dict(parse_qsl(parts.query))
    if not name:
        raise _refused("the name of the PostgreSQL database is missing")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
