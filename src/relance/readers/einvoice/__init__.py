"""E-invoices: Factur-X and ZUGFeRD as PDF, CII and UBL as XML, and the statuses of their life cycle.

One file is one document: its rows, or the one defect for which it is refused. Nothing is fetched, nothing rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from relance.domain.einvoice.checks import check, oddities
from relance.domain.einvoice.lifecycle import STATUSES, Status, read_status
from relance.domain.einvoice.model import Document
from relance.domain.einvoice.reading import ROOTS, read_document, root_element, what_is
from relance.domain.einvoice.rows import factored_to, rows_of
from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import FileFacts, Problem, ReadOptions, Row
from relance.domain.xml_files import local_name, root_of
from relance.readers.einvoice.chosen import Chosen, choose
from relance.readers.einvoice.pdf import LARGEST_XML, looks_like_xml, open_pdf

Item = Row | Problem | FileFacts
LARGEST_KEPT_PDF = 15 * 1024 * 1024  # bytes: what goes with a mail
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:%s)[\s>]" % b"|".join(name.encode() for name in ROOTS))


class EInvoiceReader:
    """Reads one e-invoice into its due-date lines or its credit note."""

    key = "einvoice"
    label = "Facture électronique"
    reads_apart = True  # a PDF may hide bombs in what its library unfolds by itself

    def recognises(self, name: str, head: bytes) -> bool:
        """A PDF, or XML whose root is that of an invoice, an order or a status of one."""
        if b"%PDF-" in head[:1024]:
            return True
        root = root_of(head) if looks_like_xml(head) else None
        if root is not None:
            return root.name in ROOTS
        return looks_like_xml(head) and _ROOT.search(head) is not None

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Item]:
        """1. the XML, out of its PDF, 2. what message it is, 3. the document, checked, 4. its rows, facts."""
        try:
            items = _read(data, options)
        except Refused as refused:
            items = [refused.problem(options.language), FileFacts("invoices", _refused_lines(refused), 0)]
        yield from items


def _refused_lines(refused: Refused) -> int:
    """One document was seen where its values are what is wrong; a file that is no invoice has none."""
    return 1 if refused.field is not None else 0


def _read(data: bytes, options: ReadOptions) -> list[Item]:
    if b"%PDF-" in data[:1024]:
        opened = open_pdf(data)
        chosen = choose(opened.files)
        is_kept = not opened.dangers and len(data) <= LARGEST_KEPT_PDF
        items: list[Item] = _document_items(chosen.document, options, data if is_kept else b"")
        said = ", ".join(opened.dangers)
        warnings = [problem("UNSAFE_CONTENT.pdf", options.language, severity="warning", value=said)] if said else []
        return [*warnings, *_relationship(chosen, options), *items]
    if len(data) > LARGEST_XML:
        raise Refused("TOO_BIG.xml", what=f"> {LARGEST_XML // 1_000_000} MB")
    root = root_element(data)
    what = what_is(root)
    if what == "status" and local_name(root) != "ApplicationResponse":
        return _status_items(read_status(root), options)
    if what not in ("cii", "ubl"):
        key = {"order": "WRONG_MESSAGE.order", "status": "LIFECYCLE.unread"}.get(what, "WRONG_MESSAGE.other")
        raise Refused(key, value=local_name(root))
    return _document_items(read_document(root, what), options)


def _relationship(chosen: Chosen, options: ReadOptions) -> list[Problem]:
    if chosen.relationship:
        return []
    return [problem("AF_RELATIONSHIP", options.language, value=chosen.name)]


def _document_items(document: Document, options: ReadOptions, pdf: bytes = b"") -> list[Item]:
    check(document)
    taken = rows_of(document, pdf)
    odd = [*oddities(document, options.today), *taken.oddities]
    total = sum(row.open_cents if row.document == "invoice" else -row.open_cents for row in taken.rows)
    facts = FileFacts("invoices", len(taken.rows), total, notes=_notes(document))
    return [*(one.problem(options.language) for one in odd), *taken.rows, facts]


def _notes(document: Document) -> Mapping[str, str]:
    """What the importing side checks, and what a person may want to see; empty ones are left out."""
    seller = document.seller
    notes = {
        "syntax": document.syntax, "profile": _profile(document.profile), "type": document.type_code,
        "seller_name": seller.name, "seller_siren": seller.siren, "seller_vat": seller.vat,
        "payee_iban": " ".join(document.ibans), "factored_to": factored_to(document),
        "vat_currency": document.vat_currency if document.vat_currency != document.currency else "",
        "vat_total": document.vat_total, "buyer_vat": document.buyer.vat, "buyer_reference": document.buyer_reference,
        "preceding": ", ".join(document.preceding)[:200],
        "terms": " / ".join(term.text.replace("\n", " ") for term in document.terms if term.text)[:300],
    }  # fmt: skip
    return {key: value for key, value in notes.items() if value}


def _profile(text: str) -> str:
    """The last word of a guideline’s name: MINIMUM, BASIC, EXTENDED-CTC-FR…"""
    last = text.rpartition(":")[2][:60].upper()
    return "EN 16931" if last in ("2017", "EN16931") else last


def _status_items(status: Status, options: ReadOptions) -> list[Item]:
    french, english = STATUSES[status.code]
    said = problem(
        "LIFECYCLE", options.language, severity="warning", code=status.code, other=status.invoice,
        value=french if options.language == "fr" else english,
    )  # fmt: skip
    notes: dict[str, Any] = {
        "status": status.code, "status_of": status.invoice, "status_why": status.why,
        "seller_siren": status.seller_siren,
    }  # fmt: skip
    return [said, FileFacts("invoices", 0, 0, notes={key: value for key, value in notes.items() if value})]


READER = EInvoiceReader()
