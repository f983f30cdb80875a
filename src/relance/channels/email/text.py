"""The plain-text body: everything the HTML says, readable in any mail program."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from relance.domain.wording import Row, Table, Wording

_WIDTH = 72


def text_body(wording: Wording) -> str:
    """The mail as text. The narrow no-break space becomes a no-break one: few mail fonts have it."""
    blocks = [
        wording.appeal,
        *map(_wrap, wording.before),
        _table(wording.table, _colon(wording)),
        _claims(wording),
        *map(_wrap, wording.after),
        _payment(wording),
        _wrap(wording.closing),
        "\n".join((*wording.signature, *wording.sender_contact)),
        "-- \n" + _foot(wording),
    ]
    return "\n\n".join(block for block in blocks if block).replace("\u202f", "\u00a0") + "\n"


def _colon(wording: Wording) -> str:
    return "\u00a0: " if wording.language == "fr" else ": "


def _wrap(paragraph: str, indent: str = "") -> str:
    # textwrap cuts at ASCII spaces only, so amounts and dates with no-break spaces stay whole.
    return textwrap.fill(
        paragraph,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _table(table: Table, colon: str) -> str:
    acted, listed = [r for r in table.rows if r.acted], [r for r in table.rows if not r.acted]
    parts = [_rows(acted)]
    if listed:
        parts += [
            f"{table.acted_label}{colon}{table.acted_total}",
            f"{table.listed_label}{colon}".rstrip(),
            _rows(listed),
        ]
    parts += [f"{table.total_label}{colon}{table.total}", *table.notes]
    return "\n\n".join(parts)


def _claims(wording: Wording) -> str:
    """Interest and indemnity demanded: each sum with its parts."""
    block = wording.claims
    if block is None:
        return ""
    lines = [f"{block.title}{_colon(wording)}".rstrip()]
    for row in block.rows:
        lines += [f"  {row.label}  {row.total}", _wrap(", ".join(block.parts(row)), "    ")]
    return "\n".join([*lines, *map(_wrap, block.notes)])


def _rows(rows: Iterable[Row]) -> str:
    return "\n".join(_row(row) for row in rows)


def _row(row: Row) -> str:
    first = f"  {row.number}  {row.open}"
    lines = [first, _wrap(", ".join(row.details), "    ")] if row.details else [first]
    return "\n".join([*lines, f"    {row.note}"] if row.note else lines)


def _payment(wording: Wording) -> str:
    payment = wording.payment
    if not payment.title:
        return ""
    width = max((len(label) for label, _ in payment.items), default=0)
    lines = [payment.title]
    lines += [f"  {label.ljust(width)}  {value}" for label, value in payment.items]
    lines += [_wrap(text) for text in (payment.other_means, payment.safety) if text]
    return "\n".join(lines)


def _foot(wording: Wording) -> str:
    references = [f"{label}{_colon(wording)}{value}" for label, value in wording.references]
    return "\n".join([*references, ", ".join(wording.sender), wording.legal_footer])
