"""What an XLSX holds that a reader of values does not see: errors, formulas never computed, hidden rows."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

NO_VALUE = "#FORMULA"
_SHEET = re.compile(r'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_RELATION = re.compile(r"<Relationship [^>]*>")
_HIDDEN = re.compile(rb'<row (?=[^>]*hidden="(?:1|true)")[^>]*[^/]><c ')
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?(?:<v>([^<]*)</v>|<v ?/>)?</c>'
)


def error_cells(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Per sheet name, what stands at (row, column), both from 1: “#N/A”, or `NO_VALUE`."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, member in _members(archive).items():
            content = archive.read(member)
            if b't="e"' in content or b"<f" in content:
                found[name] = _in_sheet(content)
    return found


def hidden_rows(data: bytes, sheet: str) -> int:
    """How many filled rows of a sheet are hidden, by a filter or by hand."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = _members(archive).get(sheet)
        return len(_HIDDEN.findall(archive.read(member))) if member else 0


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets: dict[str, str] = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")):
        identity, target = re.search(r' Id="([^"]*)"', relation), re.search(r' Target="([^"]*)"', relation)
        if identity and target:
            path = target[1].lstrip("/")
            targets[identity[1]] = path if path.startswith("xl/") else f"xl/{path}"
    sheets = _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace"))
    return {unescape(name): targets[key] for name, key in sheets if targets.get(key) in names}


def _in_sheet(content: bytes) -> dict[tuple[int, int], str]:
    found = {}
    for match in _CELL.finditer(content):
        letters, row, attributes, value = match.groups()
        is_error = b't="e"' in attributes
        if not is_error and (value or b"<f" not in match[0]):
            continue
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        found[int(row), column] = (value or b"#N/A").decode("utf-8", "replace") if is_error else NO_VALUE
    return found
