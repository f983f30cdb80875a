"""The HTML body: one column, styles inline, nothing fetched from anywhere, dark mode respected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from relance.domain.wording import ClaimsBlock, Row, Table, Wording

_STYLE = """
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #14191c !important; }
  .sheet { background: #1d2428 !important; }
  .text { color: #e6eaec !important; }
  .quiet { color: #a9b4ba !important; }
  .accent { color: #8cc5d6 !important; }
  .rule { border-color: #3a464c !important; }
  .box { background: #232c31 !important; border-color: #8cc5d6 !important; }
}
@media (max-width: 480px) {
  .pad { padding: 20px 16px !important; }
  .stack { display: block !important; width: 100% !important; box-sizing: border-box; }
  .stack { text-align: left !important; padding: 12px !important; }
  .iban { font-size: 14px !important; }
}
"""
_FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
_TEXT, _QUIET, _ACCENT, _RULE = "#22292d", "#5b6670", "#1f4e5f", "#d5dcdf"
_DAY = re.compile(r"\b(\d{1,2}(?:er)?) (\w{3,9}) (\d{4})\b")  # which no end of line cuts


def html_body(wording: Wording, with_code: bool) -> str:
    """A whole document; with `with_code` it shows the picture `cid:payment-code`."""
    content = "".join(
        (
            _letterhead(wording),
            _paragraph(wording.appeal),
            *map(_paragraph, wording.before),
            _table(wording.table),
            _claims(wording.claims),
            *map(_paragraph, wording.after),
            _payment(wording, with_code),
            _paragraph(wording.closing),
            _signature(wording),
            _foot(wording),
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{wording.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="supported-color-schemes" content="light dark">\n'
        f"<title>{escape(wording.subject)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        '<body class="page" style="margin:0;padding:0;background:#f2f5f6;">\n'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>'
        '<td align="center" style="padding:0;">\n'
        '<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" '
        'style="max-width:600px;background:#ffffff;"><tr>\n'
        f'<td class="pad text" style="padding:28px 32px;{_FONT}'
        f'font-size:16px;line-height:1.5;color:{_TEXT};">\n'
        f"{content}</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n"
    )


def _paragraph(text: str) -> str:
    return f'<p class="text" style="margin:0 0 14px;color:{_TEXT};">{escape(_whole(text))}</p>\n'


def _whole(text: str) -> str:
    return _DAY.sub("\\1\u00a0\\2\u00a0\\3", text)


def _letterhead(wording: Wording) -> str:
    place = ", ".join(wording.sender[1:])
    quiet = f'<br><span class="quiet" style="font-size:13px;color:{_QUIET};">{escape(place)}</span>' if place else ""
    return (
        '<p style="margin:0 0 20px;line-height:1.35;">'
        f'<strong class="accent" style="font-size:18px;color:{_ACCENT};">'
        f"{escape(wording.sender[0])}</strong>{quiet}</p>\n"
    )


def _table(table: Table) -> str:
    listed = [row for row in table.rows if not row.acted]
    rows = [_head(table), *map(_row, (row for row in table.rows if row.acted))]
    if listed:
        rows += [
            _sum(table.acted_label, table.acted_total, False),
            _group(table.listed_label),
            *map(_row, listed),
        ]
    rows.append(_sum(table.total_label, table.total, True))
    notes = "".join(
        f'<p class="quiet" style="margin:0 0 14px;font-size:13px;color:{_QUIET};">{escape(note)}</p>\n'
        for note in table.notes
    )
    return (
        '<table width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'style="margin:4px 0 18px;border-collapse:collapse;">\n{"".join(rows)}</table>\n{notes}'
    )


def _claims(block: ClaimsBlock | None) -> str:
    """Interest and indemnity demanded: each sum with its parts."""
    if block is None:
        return ""
    rows = [_headings(block.title, block.headings[-1])]
    rows += [_row(Row((row.label, "", "", "", "", row.total), block.parts(row))) for row in block.rows]
    notes = "".join(map(_paragraph, block.notes))
    return (
        '<table width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'style="margin:4px 0 14px;border-collapse:collapse;">\n{"".join(rows)}</table>\n{notes}'
    )


def _head(table: Table) -> str:
    return _headings(table.headings[0], table.headings[5])


def _headings(first: str, last: str) -> str:
    style = f"padding:6px 0;font-size:13px;color:{_ACCENT};border-bottom:2px solid {_ACCENT};"
    left, right = escape(first), escape(last)
    return (
        f'<tr><th class="accent" align="left" scope="col" style="{style}">{left}</th>'
        f'<th class="accent" align="right" scope="col" style="{style}">{right}</th></tr>\n'
    )


def _row(row: Row) -> str:
    small = [", ".join(row.details), row.note]
    quiet = "".join(
        f'<br><span class="quiet" style="font-size:13px;color:{_QUIET};">{escape(text)}</span>'
        for text in small
        if text
    )
    edge = f"padding:8px 0;border-bottom:1px solid {_RULE};vertical-align:top;line-height:1.4;"
    return (
        f'<tr><td class="rule text" style="{edge}padding-right:12px;color:{_TEXT};word-break:break-word;">'
        f"<strong>{escape(row.number)}</strong>{quiet}</td>"
        f'<td class="rule text" align="right" style="{edge}white-space:nowrap;color:{_TEXT};'
        f'font-variant-numeric:tabular-nums;">{escape(row.open)}</td></tr>\n'
    )


def _group(label: str) -> str:
    return (
        f'<tr><td class="accent rule" colspan="2" style="padding:14px 0 6px;font-size:13px;font-weight:bold;'
        f'color:{_ACCENT};border-bottom:1px solid {_RULE};">{escape(label)}</td></tr>\n'
    )


def _sum(label: str, amount: str, strong: bool) -> str:
    weight, size = ("bold", "17px") if strong else ("normal", "14px")
    style = f"padding:8px 0;color:{_TEXT};font-weight:{weight};font-size:{size};"
    return (
        f'<tr><td class="text" style="{style}">{escape(label)}</td>'
        f'<td class="text" align="right" style="{style}white-space:nowrap;">{escape(amount)}</td></tr>\n'
    )


def _payment(wording: Wording, with_code: bool) -> str:
    payment = wording.payment
    if not payment.title:
        return ""
    facts = "".join(_item(label, value) for label, value in payment.items)
    facts += _small(payment.other_means, "text", _TEXT) + _small(payment.safety, "quiet", _QUIET)
    code = (
        '<td class="stack" width="150" valign="top" align="center" '
        'style="padding:14px 16px;line-height:1.3;">'
        '<img src="cid:payment-code" width="132" height="132" '
        f'alt="{escape(payment.qr_caption)}" style="display:inline-block;background:#ffffff;border:0;">'
        f'<br><span class="quiet" style="font-size:12px;line-height:1.3;color:{_QUIET};">'
        f"{escape(payment.qr_caption)}</span></td>"
        if with_code
        else ""
    )
    return (
        '<table class="box" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'style="margin:6px 0 20px;background:#f4f7f8;border-left:3px solid {_ACCENT};"><tr>'
        '<td class="stack" valign="top" style="padding:14px 16px;">'
        f'<p class="accent" style="margin:0 0 8px;font-weight:bold;color:{_ACCENT};">'
        f"{escape(payment.title)}</p>"
        f"{facts}</td>{code}</tr></table>\n"
    )


def _item(label: str, value: str) -> str:
    name = ' class="iban"' if label == "IBAN" else ""
    return (
        f'<p class="text" style="margin:0 0 6px;line-height:1.35;color:{_TEXT};"><span class="quiet" '
        f'style="font-size:13px;color:{_QUIET};">{escape(label)}</span><br><span{name}>{escape(value)}</span></p>'
    )


def _small(text: str, name: str, colour: str) -> str:
    if not text:
        return ""
    style = f"margin:8px 0 0;font-size:13px;line-height:1.4;color:{colour};"
    return f'<p class="{name}" style="{style}">{escape(text)}</p>'


def _signature(wording: Wording) -> str:
    lines: Iterable[str] = (*wording.signature, *wording.sender_contact)
    return f'<p class="text" style="margin:0 0 22px;color:{_TEXT};">{"<br>".join(map(escape, lines))}</p>\n'


def _foot(wording: Wording) -> str:
    mark = "\u00a0: " if wording.language == "fr" else ": "
    lines = [*(f"{label}{mark}{value}" for label, value in wording.references), wording.legal_footer]
    return (
        f'<p class="quiet rule" style="margin:0;padding-top:12px;border-top:1px solid {_RULE};font-size:12px;'
        f'line-height:1.5;color:{_QUIET};">{"<br>".join(escape(line) for line in lines if line)}</p>\n'
    )
