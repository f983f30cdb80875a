"""Take in a file: all or nothing, the same file twice changes nothing, every line accounted for."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import transaction

from relance.discovery import readers
from relance.domain.act import Act
from relance.domain.rows import (
    AccountRow,
    BankRow,
    CustomerRow,
    FileFacts,
    InvoiceRow,
    PaymentRow,
    Problem,
    ReadOptions,
    StatementRow,
)
from relance.ledger.models import Creditor, Customer, ImportFile
from relance.ledger.statistics import look_again
from relance.ledger.writes import append_events, lock_creditor, open_task, wake
from relance.operations.choose_reader import choose_reader
from relance.operations.importing.bank import take_bank
from relance.operations.importing.batch import Batch, Counts
from relance.operations.importing.books import read_rows, tell_sources
from relance.operations.importing.customers import take_customers
from relance.operations.importing.einvoices import check_einvoice, follow_einvoice
from relance.operations.importing.invoices import take_invoices
from relance.operations.importing.payments import match_open_money, take_payments
from relance.operations.importing.sifting import sift
from relance.operations.importing.snapshots import hold_unexplained, settle_vanished
from relance.operations.importing.statements import keep_money_known_to
from relance.operations.match_money import match_money
from relance.operations.notices import happening
from relance.operations.record_payment import money_moved
from relance.operations.remember_mapping import recall_mapping
from relance.operations.return_payment import settle_returns

MOST_BYTES = 200 * 1024 * 1024


class Imported(NamedTuple):
    """The report of one file. `is_taken` is False where nothing was changed."""

    file: str
    kind: str
    sha256: str
    read: int
    created: int
    changed: int
    known: int
    rejected: int
    settled: int
    sum_cents: int
    problems: tuple[Problem, ...]
    is_taken: bool
    notes: dict[str, str]


class _Rollback(Exception):
    """Leaves the transaction without keeping anything."""


def import_file(
    *, creditor: Creditor, name: str, data: bytes, act: Act, options: ReadOptions, reader: str = "",
    snapshot: bool = False, dry_run: bool = False, partial: bool = False, vanished_settled: bool = False,
    account: str = "", new_account: bool = False,
) -> Imported:  # fmt: skip
    """Read a file and write what it says.

    1. Read everything, with its problems.  2. Errors, or questions without an answer: nothing is changed,
    unless `partial`.  3. Customers, invoices, payments, movements of a bank, what vanished.  4. Money on account is
    set against what it names.  5. Original bytes, counts, event; touched customers are looked at again today.

    `account` says whose movements a bank file holds that does not name its account; `new_account` lets an account
    be added that is not known yet.
    """
    options, _, remembered = recall_mapping(creditor, name, data, options, reader)
    batch = Batch(
        creditor, act, name, "", hashlib.sha256(data).hexdigest(), snapshot, vanished_settled,
        account=account, new_account=new_account, language=options.language, partial=partial,
    )  # fmt: skip
    _read(batch, data, options, reader)
    if remembered:
        batch.facts = replace(batch.facts, notes={**batch.facts.notes, "mapping_remembered_from": remembered})
    if batch.blocking and not partial:
        return _refused_whole(batch)
    try:
        with transaction.atomic():
            batch.creditor = lock_creditor(creditor)
            _take(batch, data)
            if dry_run or (batch.blocking and not partial):
                raise _Rollback
    except _Rollback:
        return _refused_whole(batch) if batch.blocking and not partial else _report(batch, is_taken=False)
    look_again(batch.counts.read)
    return _report(batch, is_taken=True)


def _read(batch: Batch, data: bytes, options: ReadOptions, reader: str) -> None:
    if len(data) > MOST_BYTES:
        batch.problem(None, None, "TOO_BIG", "error", f"{batch.name} is larger than 200 MB: split it")
        return
    chosen = choose_reader(batch.name, data, reader)
    if chosen is None:
        chosen = readers().get("csv")
    if chosen is None:
        batch.problem(None, None, "WRONG_TYPE", "error", f"{batch.name}: no reader knows this format")
        return
    batch.format = chosen.key
    shelves: dict[type, list[Any]] = {
        CustomerRow: batch.customers_rows, InvoiceRow: batch.invoices, PaymentRow: batch.payments,
        AccountRow: batch.accounts, BankRow: batch.movements, StatementRow: batch.statements, Problem: batch.problems,
    }  # fmt: skip
    for item in read_rows(batch, chosen, data, options):
        if isinstance(item, FileFacts):
            batch.facts = item
        else:
            shelves[type(item)].append(item)
    batch.counts.read = max(batch.facts.read, len(batch.movements))
    batch.counts.known = sum(1 for p in batch.problems if p.code == "DUPLICATE")
    rows = len(batch.customers_rows) + len(batch.invoices) + len(batch.payments) + len(batch.movements)
    # what was read and came neither as a row nor as a repetition was turned away by the reader
    batch.turned_away = 0 if batch.is_ledger else max(batch.counts.read - rows - batch.counts.known, 0)


def _take(batch: Batch, data: bytes) -> None:
    batch.record = _keep_original(batch, data)
    if batch.is_ledger and _is_older_ledger(batch):
        batch.counts.known = batch.counts.read
        _close_record(batch)
        return
    document = check_einvoice(batch)
    sift(batch)
    rows = batch.customers_rows or [r.customer for r in batch.invoices]
    if batch.is_ledger:
        rows = [a.customer for a in batch.accounts]
    if rows:
        take_customers(batch, rows, counting=bool(batch.customers_rows))
    if batch.invoices or batch.is_ledger:
        take_invoices(batch)
    follow_einvoice(batch, document)
    if batch.payments:
        take_payments(batch)
    if batch.statements or batch.movements:
        take_bank(batch)
    if (batch.is_snapshot or batch.is_ledger) and batch.facts.kind in ("invoices", "ledger"):
        settle_vanished(batch)
    if batch.is_ledger:
        tell_sources(batch)
        hold_unexplained(batch)
        counts = batch.counts
        counts.created = min(counts.created, counts.read)
        counts.changed = min(counts.changed, counts.read - counts.created)
        counts.known = counts.read - counts.created - counts.changed  # lines that only explain an item
    match_open_money(batch)
    _follow_up(batch)
    returns = settle_returns(creditor=batch.creditor, act=batch.act)
    if batch.has_changed or returns.undone or returns.aside:
        _match(batch)
    _close_record(batch)


def _match(batch: Batch) -> None:
    """Match, whichever file came first, the money or the invoices; a bank file's report says what came of it."""
    found = match_money(creditor=batch.creditor, act=batch.act)
    if batch.facts.kind == "bank":
        told = {"money_matched": str(found.sure), "money_waiting": str(found.proposed + found.unknown)}
        batch.facts = replace(batch.facts, notes={**batch.facts.notes, **told})


def _keep_original(batch: Batch, data: bytes) -> ImportFile:
    """Store the bytes as they came, once for a hash; a file given again gets a record without them."""
    known = ImportFile.objects.filter(creditor=batch.creditor, sha256=batch.sha256).exists()
    if known:
        batch.problem(
            None,
            None,
            "ALREADY_IMPORTED",
            "warning",
            f"{batch.name} was imported before, with the same content",
        )
    return ImportFile.objects.create(
        creditor=batch.creditor, name=batch.name[:255], kind=batch.facts.kind, format=batch.format, sha256=batch.sha256,
        content=b"" if known else data, is_snapshot=batch.is_snapshot, imported_at=batch.act.now,
        imported_on=batch.today, imported_by=batch.act.by[:120], complete_to=batch.facts.complete_to,
        read=batch.facts.read,
    )  # fmt: skip


def _is_older_ledger(batch: Batch) -> bool:
    """Whether a later book of accounts is known: an older one then says nothing about today."""
    latest = ImportFile.objects.filter(creditor=batch.creditor, kind="ledger").exclude(
        pk=batch.record.pk if batch.record else 0
    )
    last = latest.order_by("-complete_to").values_list("complete_to", flat=True).first()
    mine = batch.facts.complete_to
    if last is None or mine is None or mine >= last:
        return False
    batch.problem(
        None, None, "OLDER_LEDGER", "warning",
        f"{batch.name} ends on {mine}, a ledger up to {last} is known already: it is kept, and changes nothing",
    )  # fmt: skip
    return True


def _follow_up(batch: Batch) -> None:
    """Look at touched customers again; know up to when money is known; ask about refused lines."""
    money_moved(batch.creditor, sorted(batch.moved), batch.act)
    wake(batch.creditor, batch.touched - batch.moved, batch.today)
    if batch.facts.kind == "bank":
        keep_money_known_to(batch)
    complete_to = batch.today if batch.is_snapshot and batch.facts.kind == "invoices" else None
    if batch.is_ledger:
        complete_to = batch.facts.complete_to
    known = batch.creditor.money_known_to
    if complete_to and (known is None or complete_to > known):
        Creditor.objects.filter(pk=batch.creditor.pk).update(money_known_to=complete_to)
        stale = Customer.objects.filter(creditor=batch.creditor, receivables__reason="payments_stale")
        wake(batch.creditor, stale.values_list("pk", flat=True).distinct(), batch.today)
    refused = batch.blocking
    if refused:
        open_task(
            batch.creditor, batch.act, kind="import_problems", due_on=batch.today, subject=batch.name[:200],
            why=f"{batch.name}: lines refused: {batch.rejected}; the first: {refused[0].message}",
        )  # fmt: skip


def _close_record(batch: Batch) -> None:
    record, counts = batch.record, batch.counts
    assert record
    for name in ("created", "changed", "known", "settled"):
        setattr(record, name, getattr(counts, name))
    record.rejected = batch.rejected
    record.sum_cents = batch.facts.sum_cents
    record.report = {
        "problems": [[p.line, p.field, p.code, p.severity, p.message] for p in batch.problems[:1000]],
        "notes": dict(batch.facts.notes),
    }
    if batch.seen_as:
        record.report["seen_as"] = batch.seen_as
    # not the bytes, which may be many
    record.save(update_fields=["created", "changed", "known", "settled", "rejected", "sum_cents", "report"])
    payload = {
        "file": batch.name, "sha256": batch.sha256, "kind": batch.facts.kind, "snapshot": batch.is_snapshot,
        "read": counts.read, "created": counts.created, "changed": counts.changed, "known": counts.known,
        "rejected": batch.rejected, "settled": counts.settled, "sum_cents": batch.facts.sum_cents,
    }  # fmt: skip
    append_events(batch.creditor, [happening("file_imported", None, payload)], batch.act)


def _refused_whole(batch: Batch) -> Imported:
    """Nothing was changed: every line read was turned away."""
    return _imported(batch, Counts(read=batch.counts.read), batch.counts.read, is_taken=False)


def _report(batch: Batch, *, is_taken: bool) -> Imported:
    return _imported(batch, batch.counts, batch.rejected, is_taken=is_taken)


def _imported(batch: Batch, counts: Counts, rejected: int, *, is_taken: bool) -> Imported:
    return Imported(
        batch.name, batch.facts.kind, batch.sha256, counts.read, counts.created, counts.changed, counts.known,
        rejected, counts.settled, batch.facts.sum_cents, tuple(batch.problems), is_taken, dict(batch.facts.notes),
    )  # fmt: skip
