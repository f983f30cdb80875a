"""A mapping file: which column is what, and how dates and amounts are written, as TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from relance.operations.refused import Refused

CHOICES: dict[str, tuple[str, ...]] = {
    "date_order": ("dmy", "mdy", "ymd"),
    "decimal": (",", "."),
    "kind": ("invoices", "customers", "payments", "bank", "ledger"),
}
TEXTS = ("separator", "encoding", "sheet", "currency")


def load_mapping(path: Path) -> dict[str, Any]:
    """What the file says, as the fields of ReadOptions. Raises Refused with what to write instead."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path} is not a TOML file: {error}") from None
    columns = data.pop("columns", {})
    if not isinstance(columns, dict) or not all(isinstance(v, str) for v in columns.values()):
        raise Refused(f"{path}: [columns] ties our names to your headers, as customer = “Code client”")
    answers: dict[str, Any] = {"mapping": columns} if columns else {}
    for key, value in data.items():
        answers[key] = _checked(path, key, value)
    return answers


def _checked(path: Path, key: str, value: Any) -> str:
    if key not in CHOICES and key not in TEXTS:
        known = ", ".join((*CHOICES, *TEXTS))
        raise Refused(f"{path}: “{key}” is unknown; known are {known} and the table [columns]")
    if not isinstance(value, str):
        raise Refused(f"{path}: {key} must be a text in quotes")
    if key in CHOICES and value not in CHOICES[key]:
        raise Refused(f"{path}: {key} is “{value}”: it must be one of {'  '.join(CHOICES[key])}")
    return value
