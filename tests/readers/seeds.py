"""Whole files of every format to start from: our own samples, and the real ones where they are at hand."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from tests.readers.einvoices import cii, factur_x, ubl
from tests.readers.reading import TODAY, fec, fec_line, workbook
from tests.readers.statements import balance, camt, detail, entry, ofx, trn

SAMPLES = Path(__file__).parent / "samples"
REAL = Path(os.environ.get("RELANCE_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
ENDINGS = {
    "camt": ("xml",), "cfonb": ("txt", "cfonb"), "mt940": ("sta",), "ofx": ("ofx",),
    "einvoice": ("xml", "pdf"), "fec": ("txt",), "csv": ("csv",), "xlsx": ("xlsx",), "ods": ("ods",),
}  # fmt: skip
FOLDERS = {"camt": "bank/camt", "cfonb": "bank/cfonb", "mt940": "bank/mt940", "ofx": "bank/ofx", "fec": "fec",
           "einvoice": "einvoice", "csv": "bank/csv"}  # fmt: skip
LARGEST = 200_000  # bytes; a larger file only makes the cases slower


def seeds_of(key: str, *, real: bool = True) -> list[bytes]:
    """Files of one format; there is always at least one of our own. `real`: those made by others too."""
    found = _made(key)
    for root in (SAMPLES, *([REAL / FOLDERS[key]] if real and key in FOLDERS else ())):
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            in_its_folder = root != SAMPLES or key in path.relative_to(SAMPLES).parts[0].lower()
            is_right = path.suffix.lower().lstrip(".") in ENDINGS.get(key, ())
            if path.is_file() and is_right and in_its_folder and path.stat().st_size <= LARGEST:
                found.append(path.read_bytes())
    return found or [b"nothing"]


def wrapped(key: str, data: bytes) -> bytes:
    """An e-invoice once more, inside a PDF whose own sums are right; other formats as they are."""
    return factur_x(("factur-x.xml", data)) if key == "einvoice" and not data.startswith(b"%PDF") else data


def _made(key: str) -> list[bytes]:
    table = [
        ["customer", "invoice", "due_on", "amount"],
        ["DUPONT", "FA-1", TODAY, 120.5],
        ["MARTIN", "FA-2", TODAY, 3],
    ]
    bank = "Date;Libellé;Débit;Crédit\n02/03/2026;VIR DUPONT FA-1;;1 250,00\n03/03/2026;FRAIS;-3,50;\n"
    if key == "csv":
        rows = "\n".join(";".join(str(cell) for cell in row) for row in table)
        return [rows.encode(), bank.encode("cp1252")]
    if key == "xlsx":
        return [workbook(Feuille=table)]
    if key == "fec":
        return [fec(fec_line("120,00", piece="F1"), fec_line(credit="120,00", journal="BQ", label="VIR F1")).encode()]
    if key == "ods":
        return [sheet_of(table)]
    return [content.encode() if isinstance(content, str) else content for content in _statements_and_invoices(key)]


def _statements_and_invoices(key: str) -> list[str | bytes]:
    if key == "camt":
        moves = entry(details=detail("120.00", "FA-1", end_to_end="E1")) + entry("20.00", "DBIT")
        return [camt(balance("OPBD", "100.00"), balance("CLBD", "200.00"), moves), camt(entry(), message="054")]
    if key == "ofx":
        return [ofx(trn(), trn("-20,50", kind="DEBIT"))]
    if key == "einvoice":
        return [cii(), ubl(), factur_x(("factur-x.xml", cii()))]
    return []


def sheet_of(table: list[list[object]]) -> bytes:
    """A small ODS by hand: one sheet of texts and numbers."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="float" office:value="{cell}"/>' if isinstance(cell, (int, float))
            else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in table
    )  # fmt: skip
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Feuille">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()
