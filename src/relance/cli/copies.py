"""Copies of a SQLite database: made whole while others work, and put back without losing the one there."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from relance.cli.installation import sqlite_path
from relance.operations.refused import Refused

ON_POSTGRESQL = "this database is PostgreSQL: use {} for its backups, with the server’s own tools"


def require_sqlite(tool: str) -> Path:
    """The database's file. Raises Refused on PostgreSQL, naming the tool to use."""
    path = sqlite_path()
    if path is None:
        raise Refused(ON_POSTGRESQL.format(tool))
    return path


def back_up(target: Path) -> int:
    """Write a whole copy of the database as it is now; returns its bytes. Never writes over a file."""
    from django.db import connection

    require_sqlite("pg_dump")
    if target.exists():
        raise Refused(f"{target} exists already: give a name that is free")
    if not target.absolute().parent.is_dir():
        raise Refused(f"there is no folder {target.absolute().parent}: create it first")
    draft = target.with_name(f"{target.name}.part")
    draft.unlink(missing_ok=True)
    connection.ensure_connection()
    if connection.connection is None:
        raise Refused("the database does not answer: run relance doctor")
    connection.connection.execute("VACUUM INTO ?", [str(draft)])
    os.chmod(draft, 0o600)
    _to_disk(draft)
    draft.replace(target)
    return target.stat().st_size


def check_backup(source: Path) -> None:
    """Raise Refused where the file is not a whole database of Relance."""
    if not source.is_file():
        raise Refused(f"there is no file {source}: check the path")
    try:
        link = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            said = link.execute("PRAGMA integrity_check").fetchone()[0]
            tables = {row[0] for row in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        finally:
            link.close()
    except sqlite3.DatabaseError as error:
        raise Refused(f"{source} is not a backup made by `relance backup`: {error}") from None
    if said != "ok":
        raise Refused(f"{source} is damaged ({said}): use another backup")
    if "ledger_creditor" not in tables:
        raise Refused(f"{source} is a database, but not one of Relance")


def put_back(source: Path, *, force: bool) -> Path | None:
    """Make the backup the database; returns where the one that was there is kept. Raises Refused."""
    from django.db import connections

    path = require_sqlite("pg_restore")
    check_backup(source)
    aside = None
    if path.exists():
        if not force:
            raise Refused(f"there is a database already at {path}: give --force to put it aside and restore")
        if path.samefile(source):
            raise Refused(f"{source} is the database itself: give a backup")
    draft = path.with_name(f"{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, draft)
    os.chmod(draft, 0o600)
    _to_disk(draft)
    connections.close_all()
    if path.exists():
        aside = _put_aside(path)
    draft.replace(path)
    return aside


def _put_aside(path: Path) -> Path:
    """Rename the database with its log; nothing of it may be read into the restored one."""
    number = 1
    while (aside := path.with_name(f"{path.name}.before-restore-{number}")).exists():
        number += 1
    for suffix in ("-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    path.rename(aside)
    return aside


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
