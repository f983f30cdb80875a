"""What each problem between several books of accounts says: key to (English, French)."""

# ruff: noqa: E501  (one sentence, one line, as long as it is)
from __future__ import annotations

BOOKS: dict[str, tuple[str, str]] = {}
