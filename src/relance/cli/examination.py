"""The examination that `relance doctor` makes; each finding says how it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from relance.cli.installation import sqlite_path

if TYPE_CHECKING:
    from relance.ledger.creditors import Creditor

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `ok`, a `warning`, or a `problem`, and how to mend it."""

    check: str
    severity: Literal["ok", "warning", "problem"]
    message: str = ""
    mend: str = ""
    creditor: str = ""


def examine() -> Iterator[Finding]:
    """The database first; then the installation; then every creditor's records."""
    from relance.ledger.creditors import all_creditors

    yield from _database()
    yield from _installation()
    yield from _programs()
    creditors = all_creditors()
    for creditor in creditors:
        yield from _creditor(creditor)
    yield from _folders(creditors)


def _database() -> Iterator[Finding]:
    from django.db import connection

    with connection.cursor() as cursor:
        if sqlite_path():
            cursor.execute("PRAGMA integrity_check")
            said = [str(row[0]) for row in cursor.fetchmany(MOST_SHOWN)]
            yield _check("integrity", [] if said == ["ok"] else said, "restore a backup: relance restore FILE")
            cursor.execute("PRAGMA foreign_key_check")
            broken = [f"{row[0]} row {row[1]} → {row[2]}" for row in cursor.fetchmany(MOST_SHOWN)]
            yield _check("references", broken, "restore a backup: relance restore FILE")
            cursor.execute("PRAGMA journal_mode")
            mode = str(cursor.fetchone()[0])
            wrong = [] if mode == "wal" else [f"the journal mode is {mode}, not wal"]
            yield _check("journal", wrong, "put the database on a local disk: network disks do not allow WAL")
        else:
            cursor.execute("SELECT 1")
            yield Finding("database", "ok")


def _installation() -> Iterator[Finding]:
    from django.core import checks
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield _check("tables", [f"{m.app_label} {m.name} is not applied" for m, _ in plan], "run: relance setup")
    said = [m for m in checks.run_checks(tags=[checks.Tags.security]) if str(m.id).startswith("relance.")]
    for message in said:
        severity: Literal["warning", "problem"] = "problem" if message.level >= checks.ERROR else "warning"
        yield Finding("installation", severity, str(message.msg), str(message.hint or ""))
    if not said:
        yield Finding("installation", "ok")


def _programs() -> Iterator[Finding]:
    """What channels and readers need is there: they load."""
    from relance.discovery import channels, countries, readers

    for room, find in (("channels", channels), ("readers", readers), ("countries", countries)):
        try:
            names = sorted(find())
        except ImportError as error:
            yield Finding(room, "problem", f"they do not load: {error}", "install Relance again: make setup")
            continue
        wrong = [] if names else [f"no {room} found"]
        yield _check(room, wrong, "install Relance again: make setup")


def _creditor(creditor: Creditor) -> Iterator[Finding]:
    from relance.ledger import health, reads
    from relance.operations.outbox import outbox_folder
    from relance.operations.setup_creditor import missing_details

    broken = reads.chain_break(creditor)
    records = (
        ("chain", [broken] if broken else [], "someone changed the records: compare with a backup"),
        ("amounts", health.wrong_amounts(creditor), "tell us, and import a list of everything open with --snapshot"),
        ("twice", health.done_twice(creditor), "tell us: this should be impossible"),
        ("steps", health.sent_without_step(creditor), "record them: relance record INVOICE --step STEP --on DAY"),
        ("bytes", health.wrong_bytes(creditor), "someone changed the records: compare with a backup"),
        ("outbox", health.compare_outbox(creditor, outbox_folder(creditor)),
         "put moved files back; what left after a backup was made is recorded with relance record"),
    )  # fmt: skip
    for name, found, mend in records:
        yield _check(name, found, mend, creditor.key)
    half = health.unfinished(creditor)
    if half:
        yield _check("unfinished", half, "nothing is sending? then run: relance send", creditor.key, "warning")
    yield _check("letters", missing_details(creditor), "relance settings KEY=VALUE", creditor.key, "warning")
    yield from _bank(creditor)
    yield from _delivery(creditor)
    yield from _mailboxes(creditor)


def _bank(creditor: Creditor) -> Iterator[Finding]:
    """The accounts that messages printed, and one that waits."""
    from relance.ledger import bank

    mend = "stop sending, and look at relance bank: someone changed the records"
    yield _check("accounts", bank.printed_out_of_time(creditor), mend, creditor.key)
    days = [f"messages of {day} print two accounts" for day in bank.days_with_two_accounts(creditor)]
    mend = "right where a change took effect that day: relance bank says when"
    yield _check("one_account_a_day", days, mend, creditor.key, "warning")
    waiting = [f"{bank.masked(a.iban)} is proposed since {a.proposed_at:%Y-%m-%d}" for a in bank.proposals(creditor)]
    mend = "meant? relance bank approve; else relance bank withdraw"
    yield _check("bank_change", waiting, mend, creditor.key, "warning")


def _delivery(creditor: Creditor) -> Iterator[Finding]:
    from relance.operations.mail_settings import settings_for
    from relance.operations.sending_limits import has_room, stopped_because

    stopped = [stopped_because(creditor)] if creditor.sending_stopped_at else []
    yield _check("sending", stopped, "mend what the mail server says, then: relance send --resume", creditor.key)
    full = [] if has_room() else ["fewer than 20 MB are free on the disk of the data folder: nothing leaves"]
    yield _check("room", full, "free some space", creditor.key)
    if creditor.delivery != "smtp":
        return
    smtp = settings_for(creditor.key)
    wrong = [] if smtp["smtp_host"] else ["mail is to leave by SMTP, and no server is known"]
    yield _check("smtp", wrong, "set RELANCE_SMTP_HOST, or relance settings delivery=outbox", creditor.key)


def _mailboxes(creditor: Creditor) -> Iterator[Finding]:
    """The last look at each mailbox that is read; nothing where none is."""
    from relance.ledger.incoming import mailboxes

    found = list(mailboxes(creditor))
    if found:
        troubles = [box.trouble for box in found if box.trouble]
        yield _check("mailbox", troubles, "mend the RELANCE_IMAP_ variables, then: relance listen", creditor.key)


def _folders(creditors: list[Creditor]) -> Iterator[Finding]:
    """Folders of the outbox that belong to nobody."""
    from relance.cli.installation import settings_value

    outbox = Path(settings_value("RELANCE_HOME")) / "outbox"
    keys = {creditor.key for creditor in creditors}
    strange = [p.name for p in outbox.glob("*") if p.is_dir() and p.name not in keys] if outbox.is_dir() else []
    if strange:
        yield _check("folders", strange, f"no creditor has them: move them out of {outbox}", "", "warning")


def _check(
    name: str, found: Iterable[str], mend: str, creditor: str = "", severity: Literal["warning", "problem"] = "problem"
) -> Finding:  # fmt: skip
    found = list(found)
    if not found:
        return Finding(name, "ok", creditor=creditor)
    more = f" (and {len(found) - MOST_SHOWN} more)" if len(found) > MOST_SHOWN else ""
    return Finding(name, severity, "; ".join(found[:MOST_SHOWN]) + more, mend, creditor)
