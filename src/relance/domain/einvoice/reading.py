"""What an XML file is: an invoice (CII, UBL), a status of one, an order, or something else; and reading the first."""

from __future__ import annotations

import re
from typing import Any, Literal

from relance.domain.einvoice.cii import read_cii
from relance.domain.einvoice.model import Document
from relance.domain.einvoice.ubl import read_ubl
from relance.domain.problems.texts import Refused
from relance.domain.xml_files import local_name, parse_xml

What = Literal["cii", "ubl", "status", "order", "other"]

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_INVOICES: dict[str, tuple[What, str]] = {  # the root, and what its namespace begins with
    "CrossIndustryInvoice": ("cii", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
    "CrossIndustryDocument": ("cii", "urn:ferd:CrossIndustryDocument:invoice:1p0"),
    "Invoice": ("ubl", f"{_UBL}Invoice-2"),
    "CreditNote": ("ubl", f"{_UBL}CreditNote-2"),
}
_STATUSES = ("CrossDomainAcknowledgementAndResponse", "ApplicationResponse")
_ORDERS = ("SCRDMCCBDACIOMessageStructure", "Order", "OrderResponse", "OrderChange")
_STYLESHEET = re.compile(rb"<\?xml-stylesheet[\s?]")
ROOTS = (*_INVOICES, *_STATUSES, *_ORDERS)


def root_element(data: bytes) -> Any:
    """The root of an XML file, read so that nothing in it acts; a style sheet asked for is refused like a DOCTYPE."""
    root = parse_xml(data)
    if _STYLESHEET.search(data[:100_000]):
        raise Refused("DTD_FORBIDDEN.stylesheet")
    return root


def what_is(root: Any) -> What:
    """The sort of message, by its root alone; an invoice's root under a foreign namespace is refused."""
    name = local_name(root)
    if name in _INVOICES:
        what, expected = _INVOICES[name]
        namespace = root.tag.rpartition("}")[0].removeprefix("{")
        if namespace != expected:
            raise Refused("WRONG_MESSAGE.namespace", line=1, value=_tail(namespace), expected=_tail(expected))
        return what
    if name in _STATUSES:
        return "status"
    return "order" if name in _ORDERS else "other"


def _tail(namespace: str) -> str:
    """The end of a namespace, where versions stand."""
    return namespace if len(namespace) < 36 else f"…{namespace[-34:]}"


def read_document(root: Any, what: What) -> Document:
    """The invoice under a root that `what_is` found to be one; refuses what has no number (MISSING) or type."""
    document = read_cii(root) if what == "cii" else read_ubl(root)
    if not document.number:
        raise Refused("MISSING.term", field="BT-1", line=document.line)
    return document
