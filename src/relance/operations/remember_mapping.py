"""Remember how a file is laid out, so that the next one with the same headers is read without asking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from relance.domain.act import Act
from relance.domain.rows import ReadOptions
from relance.domain.tabular.layout import (
    answers_of,
    fingerprint,
    fingerprints,
    layout_of,
    table_fingerprint,
    with_answers,
)
from relance.ledger.mappings import find_mapping, has_mappings
from relance.ledger.models import Creditor, RememberedMapping
from relance.ledger.writes import append_events
from relance.operations.look_at_table import look_at_table
from relance.operations.notices import happening
from relance.operations.refused import Refused


class Recalled(NamedTuple):
    """Options filled from a remembered mapping, and a note for the report ("" where none was remembered).

    `account` is the one given for the last such file. It is only offered: another account of the same bank has the
    same headers.
    """

    options: ReadOptions
    account: str
    note: str


def remember_mapping(
    *, creditor: Creditor, headers: Sequence[str], answers: Mapping[str, Any], name: str, act: Act,
    header_hash: str = "",
) -> RememberedMapping:  # fmt: skip
    """Keep the answers for files with these headers, in place of what was kept before.

    `answers` are the fields of `ReadOptions` (`columns` for its mapping) and `account`; `name` is the file's.
    `header_hash` is given for tables without headers. Raises Refused where there is nothing to remember.
    """
    kept = {key: value for key, value in answers.items() if value}
    if not kept or not (headers or header_hash):
        raise Refused("there is nothing to remember: name the columns, or say how dates and amounts are written")
    with transaction.atomic():
        row, _ = RememberedMapping.objects.update_or_create(
            creditor=creditor, header_hash=header_hash or fingerprint(headers),
            defaults={"mapping": kept, "name": name[:255], "set_by": act.by[:120], "set_at": act.now},
        )  # fmt: skip
        payload = {"file": row.name, "columns": _said(kept)}
        append_events(creditor, [happening("mapping_remembered", None, payload)], act)
    return row


def remember_answers(
    *, creditor: Creditor, name: str, data: bytes, options: ReadOptions, act: Act, account: str = ""
) -> RememberedMapping | None:
    """Keep the answers that a file was read with; None where there are none, or the file is no table."""
    recalled = recall_mapping(creditor, name, data, options)
    answers = answers_of(recalled.options, account or recalled.account)
    if not answers:
        return None
    table = look_at_table(name, data, options)
    if table is None:
        return None
    layout = layout_of(table, recalled.options)
    return remember_mapping(
        creditor=creditor, headers=layout.names, answers=answers, name=name, act=act,
        header_hash=table_fingerprint(table, layout),
    )  # fmt: skip


def forget_mapping(*, creditor: Creditor, mapping: int, act: Act) -> str:
    """Forget a mapping by its key; gives the name of the file it was made from. Raises Refused where there is none."""
    with transaction.atomic():
        row = RememberedMapping.objects.filter(creditor=creditor, pk=mapping).first()
        if row is None:
            raise Refused(f"there is no remembered mapping {mapping}: see the list of them")
        append_events(creditor, [happening("mapping_forgotten", None, {"file": row.name})], act)
        row.delete()
    return row.name


def recall_mapping(creditor: Creditor, name: str, data: bytes, options: ReadOptions, reader: str = "") -> Recalled:
    """The options to read a table with: those remembered for its headers, unless a person gives a mapping now."""
    nothing = Recalled(options, "", "")
    if options.mapping or options.kind or not has_mappings(creditor):
        return nothing
    table = look_at_table(name, data, options, reader)
    found = find_mapping(creditor, fingerprints(table)) if table else None
    if found is None:
        return nothing
    known = {**found.mapping, "sheet": table.elsewhere.get(found.header_hash, table.sheet)} if table else {}
    note = f"{found.name} · {found.set_at.date().isoformat()}" if found.set_at else found.name
    return Recalled(with_answers(options, known), str(known.get("account", "")), note)


def _said(answers: Mapping[str, Any]) -> int:
    return len([field for field in answers.get("columns", {}) if not field.startswith("_")])
