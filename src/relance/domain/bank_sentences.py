"""What each problem of a bank file says: key to (English, French); plain spaces become French ones later."""

# ruff: noqa: E501  (one sentence, one line, as long as it is)
from __future__ import annotations

BANK: dict[str, tuple[str, str]] = {}
