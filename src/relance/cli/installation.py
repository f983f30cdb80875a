"""Whether there is a database to work with, and whether its tables are those of this version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from relance.operations.refused import Refused

NOTHING_YET = "No Relance here yet: run `relance setup --name “Your company”`."
NOT_MIGRATED = "The database was made by another version of Relance: run `relance setup` to bring it up to date."


def require_database() -> None:
    """Raise Refused where there is no database yet, or where migrations are pending."""
    from django.db import connection

    path = sqlite_path()
    if path and not path.exists():
        raise Refused(NOTHING_YET)
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
        if "ledger_creditor" not in names or "django_migrations" not in names:
            raise Refused(NOTHING_YET)
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'ledger'")
        applied = {row[0] for row in cursor.fetchall()}
    if _shipped() != applied:
        raise Refused(NOT_MIGRATED if _shipped() - applied else _newer(applied - _shipped()))


def _newer(unknown: set[str]) -> str:
    return f"The database was made by a newer Relance ({min(unknown)}): install that version, or a later one."


def _shipped() -> set[str]:
    from django.apps import apps

    folder = Path(apps.get_app_config("ledger").path) / "migrations"
    return {path.stem for path in folder.glob("[0-9]*.py")}


def migrate() -> None:
    """Create the tables, or bring them up to date."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def sqlite_path() -> Path | None:
    """The file of the database; None on PostgreSQL."""
    from django.db import connection

    return Path(str(connection.settings_dict["NAME"])) if connection.vendor == "sqlite" else None


def one_sentence(error: BaseException) -> str:
    """A fault of the database or the system as one sentence for a person."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    first = lines[0] if lines else type(error).__name__
    if "database is locked" in first:
        return "The database is busy: another Relance is writing; try again in a moment."
    if "not a database" in first or "malformed" in first:
        return f"The database file cannot be read ({first}): restore a backup with `relance restore FILE`."
    if sqlite_path():
        return f"The database refused this ({first}): run `relance doctor`."
    return f"The database does not answer ({first}): check RELANCE_DATABASE_URL, then run `relance doctor`."


def settings_value(name: str) -> Any:
    """One of the installation's settings."""
    from django.conf import settings

    return getattr(settings, name)
