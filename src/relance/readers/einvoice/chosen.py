"""Which of the files in a PDF is its invoice: the one that is valid. Two different valid ones are a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from relance.domain.einvoice.checks import check
from relance.domain.einvoice.model import Document
from relance.domain.einvoice.reading import read_document, root_element, what_is
from relance.domain.problems.texts import Refused
from relance.domain.xml_files import local_name
from relance.readers.einvoice.pdf import Attached


class Chosen(NamedTuple):
    """The document of a PDF, the name of the file it came from, and what that file is said to be to the PDF."""

    document: Document
    name: str
    relationship: str


def choose(files: Sequence[Attached]) -> Chosen:
    """The one invoice among attached XML files.

    Raises the defect of the only invoice there is, XML_AMBIGUOUS for two that differ, WRONG_MESSAGE for an order,
    NO_XML where nothing else is there.
    """
    found: list[Chosen] = []
    defects: list[Refused] = []
    others: list[Refused] = []
    for file in files:
        try:
            found.append(_valid(file, others))
        except _NotAnInvoice:
            continue
        except Refused as refused:
            defects.append(refused)
    if found:
        contents = {_essence(one.document) for one in found}
        if len(contents) > 1:
            numbers = ", ".join(sorted({one.document.number for one in found}))
            raise Refused("XML_AMBIGUOUS", count=len(contents), value=numbers)
        return next((one for one in found if one.relationship), found[0])
    raise (defects or others or [Refused("NO_XML")])[0]


class _NotAnInvoice(Exception):
    """The file is XML of another kind."""


def _valid(file: Attached, others: list[Refused]) -> Chosen:
    root = root_element(file.content)
    what = what_is(root)
    if what == "order":
        others.append(Refused("WRONG_MESSAGE.order", value=local_name(root)))
    if what not in ("cii", "ubl"):
        raise _NotAnInvoice
    document = read_document(root, what)
    check(document)
    return Chosen(document, file.name, file.relationship)


def _essence(document: Document) -> tuple[object, ...]:
    """What makes two files the same invoice: number, day, currency and amount to be paid."""
    return document.number, document.issued_on, document.currency, document.totals.payable
