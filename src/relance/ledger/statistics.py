"""What the database knows of its own tables: without it, SQLite takes the wrong index once a ledger is large."""

from __future__ import annotations

from django.db import connection

MANY = 1_000  # rows written at once from which it is worth looking again
SAMPLE = 2_000  # rows of each index that are looked at


def look_again(rows: int) -> None:
    """After so many rows were written, have SQLite count again; PostgreSQL does so by itself."""
    if rows < MANY or connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={SAMPLE}")
        cursor.execute("ANALYZE")
