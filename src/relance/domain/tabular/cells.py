"""One cell of a table: text from a CSV, or a typed value from a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

Cell = str | int | float | bool | date | None
Record = tuple[int, list[Cell]]  # line (or spreadsheet row), cells
_PLACE = re.compile(r"#\d{1,3}")


def text_of(cell: Cell) -> str:
    """A cell as stripped text; 20240001.0 is "20240001", `="00123"` is "00123"."""
    if isinstance(cell, str):
        return _unwrapped(cell.strip()) if cell else ""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _unwrapped(text: str) -> str:
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1].strip()
    if text.startswith("'") and text[1:2].isdigit():  # an apostrophe that keeps leading zeros in Excel
        return text[1:]
    return text


def is_blank(cells: list[Cell]) -> bool:
    """Whether nothing is written in any cell."""
    return not any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in cells)


@lru_cache(maxsize=65536)
def plain_words(text: str) -> str:
    """Lower-case words without accents or punctuation: “N° d’Échéance” is “no d echeance”."""
    if text.isascii():
        decomposed = text
    else:
        text = text.replace("n°", "no ").replace("N°", "no ").replace("nº", "no ").replace("Nº", "no ")
        decomposed = unicodedata.normalize("NFKD", text)
    kept = (c if c.isalnum() else ("" if unicodedata.combining(c) else " ") for c in decomposed)
    return " ".join("".join(kept).lower().split())


def named_by_place(rows: list[Record], mapping: Mapping[str, str]) -> tuple[str, ...]:
    """“#1”, “#2”… for a table whose columns a person named by their place, since it has no header; else nothing."""
    if not mapping or not all(_PLACE.fullmatch(name) for name in mapping.values()):
        return ()
    return tuple(f"#{index + 1}" for index in range(max((len(cells) for _, cells in rows), default=0)))
