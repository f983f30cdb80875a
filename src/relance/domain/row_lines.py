"""Rows as lines of JSON and back: how a reader in a process of its own is asked, and hands over what it read."""

from __future__ import annotations

import base64
import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from relance.domain import rows

Item = rows.Row | rows.Problem | rows.FileFacts
Sent = Item | rows.ReadOptions
_KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        rows.Problem, rows.CustomerRow, rows.InvoiceRow, rows.PaymentRow, rows.AccountRow, rows.BankRow,
        rows.StatementRow, rows.FileFacts, rows.ReadOptions,
    )
}  # fmt: skip


def to_line(item: Sent) -> str:
    """One item as one line, without its end."""
    return json.dumps(_plain(item), ensure_ascii=True, separators=(",", ":"))


def from_line(line: str) -> Sent:
    """The item of a line. Raises ValueError for what `to_line` cannot have written."""
    found: Any = _made(json.loads(line))
    if type(found).__name__ not in _KINDS:
        raise ValueError("not a row")
    item: Sent = found
    return item


def _plain(value: Any) -> Any:
    """Only what JSON knows; anything else becomes an object with one telling key."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"=": [type(value).__name__, *(_plain(getattr(value, one.name)) for one in fields(value))]}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, bytes):
        return {"b": base64.b64encode(value).decode()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, (str, int, bool, float)):
        return value
    return {"m": {str(key): _plain(one) for key, one in value.items()}}


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_made(one) for one in value)
    if not isinstance(value, dict):
        return value
    ((key, inner),) = value.items()
    if key == "d":
        return date.fromisoformat(inner)
    if key == "b":
        return base64.b64decode(inner)
    if key == "m":
        return {name: _made(one) for name, one in inner.items()}
    name, *parts = inner
    return _KINDS[name](*(_made(part) for part in parts))
