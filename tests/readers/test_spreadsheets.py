"""XLSX and ODS: the same recognition, typed cells, and files that must not be opened."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from relance.domain.rows import ReadOptions
from relance.readers.ods import READER as ODS
from relance.readers.xlsx import READER as XLSX
from tests.readers.reading import TODAY, read_xlsx, sorted_out, workbook

HEAD = ["N° facture", "Client", "Échéance", "Montant TTC"]
DAY = date(2026, 1, 31)


def ods(*rows: list[str], extra: str = "") -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="F">{cells}{extra}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def archive(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            compression = zipfile.ZIP_STORED if name == "mimetype" else None
            file.writestr(name, text, compression)
    return buffer.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return buffer.getvalue()


def as_errors(data: bytes) -> bytes:
    """The same workbook as a spreadsheet program saves it: formulas computed to errors."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {info.filename: file.read(info).decode() for info in file.infolist()}
    name = "xl/worksheets/sheet1.xml"
    members[name] = members[name].replace("><f>", ' t="e"><f>').replace("</f><v>0</v>", "</f><v>#N/A</v>")
    return archive(members)


def test_typed_cells_are_read_as_they_are() -> None:
    data = workbook(Factures=[["Balance clients"], [], HEAD, [20240001, "Dupont", DAY, 1234.5600000000002]])
    row = read_xlsx(data).invoices[0]
    assert (row.invoice, row.amount_cents, row.due_on, row.line) == ("20240001", 123456, DAY, 4)


def test_half_a_cent_is_refused_not_rounded() -> None:
    assert read_xlsx(workbook(A=[HEAD, ["F1", "X", DAY, 0.145]])).codes == ["PRECISION"]


def test_an_error_in_a_date_or_an_amount_is_named_and_never_taken_for_empty() -> None:
    rows: list[list[object]] = [[*HEAD], ["F1", "X", "=NA()", 1], ["F2", "X", DAY, "=1/0"], ["F3", "X", DAY, 1]]
    data = as_errors(workbook(A=rows))
    read = read_xlsx(data)
    assert [(p.code, p.line, p.field) for p in read.problems] == [
        ("CELL_ERROR", 2, "due_on"),
        ("CELL_ERROR", 3, "amount"),
    ]
    assert [row.invoice for row in read.invoices] == ["F3"]


def test_numbers_as_text_are_read_like_in_a_csv() -> None:
    assert read_xlsx(workbook(A=[HEAD, ["F1", "X", DAY, "1\u00a0250,00"]])).invoices[0].amount_cents == 125000


def test_text_dates_beside_date_cells_are_refused_when_they_may_be_swapped() -> None:
    read = read_xlsx(
        workbook(A=[["invoice", "customer", "due_on", "amount"], ["F1", "C", DAY, 1], ["F2", "C", "03/02/2026", 1]])
    )
    assert (read.codes, read.invoices) == (["DATE_AMBIGUOUS"], [])


def test_two_tables_are_a_question_and_the_name_answers_it() -> None:
    data = workbook(Janvier=[HEAD, ["F1", "X", DAY, 1]], Fevrier=[HEAD, ["F2", "X", DAY, 1]], Notes=[["rien"]])
    asked = read_xlsx(data)
    assert (asked.only.code, asked.only.severity) == ("SHEET", "question") and "Janvier" in asked.only.message
    assert [row.invoice for row in read_xlsx(data, sheet="Fevrier").invoices] == ["F2"]
    assert read_xlsx(data, sheet="Mars").codes == ["SHEET"]


def test_an_ods_is_read_the_same_way() -> None:
    data = ods(HEAD, ["F1", "Dupont", "31/01/2026", "1 250,00"])
    read = sorted_out(ODS.read(data, "x.ods", ReadOptions(today=TODAY)))
    assert (read.invoices[0].amount_cents, read.invoices[0].due_on) == (125000, DAY)
    assert ODS.recognises("x", data[:4096]) and not XLSX.recognises("x", data[:4096])


def test_repetition_in_an_ods_is_counted_before_it_is_unfolded() -> None:
    bomb = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    read = sorted_out(ODS.read(ods(HEAD, extra=bomb), "x.ods", ReadOptions(today=TODAY)))
    assert read.codes == ["TOO_BIG"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EMPTY"),
        (b"customer,invoice\n", "WRONG_TYPE"),
        (ods(HEAD), "WRONG_TYPE"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "WRONG_TYPE"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "ENCRYPTED"),
        (workbook(A=[["x"]])[:-40], "CORRUPT"),
        (workbook(A=[]), "EMPTY"),
        (workbook(A=[HEAD]), "NO_LINES"),
        (workbook(A=[["rien", "ici"], ["du", "tout"]]), "HEADER"),
        (with_member(workbook(A=[HEAD]), "../evil.xml", b"x"), "UNSAFE_ARCHIVE"),
        (with_member(workbook(A=[HEAD]), "xl/vbaProject.bin", b"x"), "UNSAFE_CONTENT"),
        (with_member(workbook(A=[HEAD]), "xl/evil.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "UNSAFE_CONTENT"),
        (with_member(workbook(A=[HEAD]), "xl/big.xml", b"0" * 3_000_000), "TOO_BIG"),
    ],
)
def test_a_workbook_that_cannot_be_read_gives_one_clear_problem(data: bytes, code: str) -> None:
    read = read_xlsx(data)
    assert (read.only.code, read.only.severity, read.invoices) == (code, "error", [])


def test_two_far_cells_do_not_make_a_sheet_of_billions() -> None:
    rows: list[list[object]] = [[*HEAD], ["F1", "X", DAY, 1]]
    data = workbook(A=rows)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {info.filename: file.read(info).decode() for info in file.infolist()}
    name = "xl/worksheets/sheet1.xml"
    members[name] = members[name].replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert read_xlsx(archive(members)).codes == ["TOO_BIG"]


def changed(data: bytes, old: str, new: str, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The same workbook with a part of one member written otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {info.filename: file.read(info).decode() for info in file.infolist()}
    assert old in members[name]
    members[name] = members[name].replace(old, new)
    return archive(members)


def test_rows_that_a_filter_hides_are_read_and_told() -> None:
    data = workbook(A=[HEAD, ["F1", "X", DAY, 1], ["F2", "X", DAY, 1]])
    read = read_xlsx(changed(data, '<row r="2" ', '<row r="2" hidden="1" '))
    assert (read.codes, len(read.invoices)) == (["ROWS"], 2) and "1 row" in read.only.message


def test_dates_counted_from_1904_are_those_that_the_sheet_shows() -> None:
    data = workbook(A=[HEAD, ["F1", "X", DAY, 1]])
    read = read_xlsx(changed(data, "<workbookPr ", '<workbookPr date1904="1" ', "xl/workbook.xml"))
    assert read.invoices[0].due_on == date(2030, 2, 1)  # the same number, four years and a day later


def test_a_header_below_merged_titles_and_notes_at_the_end_are_told_from_invoices() -> None:
    rows: list[list[object]] = [["Clients", None, "Factures"], [None], HEAD, ["F1", "X", DAY, 1], [None]]
    read = read_xlsx(workbook(A=[*rows, ["Édité le 3 janvier"]]))
    assert [row.invoice for row in read.invoices] == ["F1"] and not read.problems


def test_a_column_that_is_there_twice_is_refused() -> None:
    assert read_xlsx(workbook(A=[[*HEAD, "Montant TTC"], ["F1", "X", DAY, 1, 2]])).codes == ["HEADER"]


def test_formats_hidden_sheets_and_emoji_change_nothing() -> None:
    data = workbook(A=[HEAD, ["00123", "😀 SARL", DAY, 0.5]], B=[["x"]])
    row = read_xlsx(data).invoices[0]
    assert (row.invoice, row.customer.customer_name, row.amount_cents) == ("00123", "😀 SARL", 50)


def test_the_last_day_of_february_1900_is_no_due_date() -> None:
    assert read_xlsx(workbook(A=[HEAD, ["F1", "X", 60, 1]])).codes == ["DATE"]
