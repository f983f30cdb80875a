"""OFX as text: its encoding, whatever the header says, and its elements one after the other.

OFX 1 is SGML whose values have no closing tags, OFX 2 is XML, and banks write mixtures of both; one reading serves all.
A value ends at the next tag; a name of one letter or in small letters is no tag but text (`<b>`). Nothing is
fetched or unfolded: a DOCTYPE is refused, only the five entities of XML, numbers and `&nbsp;` are read.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from relance.domain.problems.texts import Refused
from relance.domain.tabular.decoding import decode

AGGREGATES = frozenset(
    (
        "OFX", "SIGNONMSGSRSV1", "SONRS", "STATUS", "FI", "BANKMSGSRSV1", "CREDITCARDMSGSRSV1", "INVSTMTMSGSRSV1",
        "STMTTRNRS", "CCSTMTTRNRS", "INVSTMTTRNRS", "STMTRS", "CCSTMTRS", "INVSTMTRS", "BANKACCTFROM", "CCACCTFROM",
        "INVACCTFROM", "BANKTRANLIST", "BANKTRANLISTP", "INVTRANLIST", "STMTTRN", "STMTTRNP", "LEDGERBAL", "AVAILBAL",
        "BALLIST", "BAL", "PAYEE", "BANKACCTTO", "CCACCTTO", "CURRENCY", "ORIGCURRENCY", "IMAGEDATA",
    )
)  # fmt: skip
_TOKEN = re.compile(
    r"<!\[CDATA\[(?P<raw>.*?)\]\]>|<!--.*?-->|<(?P<end>/?)(?P<name>[A-Z][A-Z0-9._]+)(?:\s[^<>]*)?/?>", re.DOTALL
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_CHARSET = re.compile(
    rb"(?:CHARSET\s*[:=]\s*\"?|<\?xml[^>]*encoding\s*=\s*[\"'])([A-Za-z0-9-]+?)(?=COMPRESSION|[\s\"'?]|$)"
)
_START = re.compile(r"<OFX[\s>]")


class Mark(NamedTuple):
    """An aggregate that opens or closes, or a value; `line` is where it stands."""

    kind: Literal["open", "close", "value"]
    name: str
    value: str
    line: int


def text_of(data: bytes) -> tuple[str, str]:
    """The text and its encoding. UTF-8 where the bytes are UTF-8, else what the header names, else by its letters.

    Raises `Refused`: EMPTY, BINARY, ENCODING.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data:
        return decode(data)
    try:
        return decode(data, "utf-8")
    except Refused as refused:
        if refused.key != "ENCODING":
            raise
        broken = refused
    found = _CHARSET.search(data[:2000])
    stated = found[1].decode().upper() if found else ""
    if stated in ("UTF-8", "UTF8"):
        raise broken
    if stated in ("8859-15", "ISO-8859-15"):
        return decode(data, "iso8859_15")
    if stated in ("1252", "8859-1", "ISO-8859-1", "WINDOWS-1252", "CP1252"):
        return data.decode("cp1252", errors="replace"), "cp1252"
    return decode(data)


def body_start(text: str) -> int:
    """Where `<OFX>` stands; raises `Refused` where it does not, or a DOCTYPE comes first."""
    found = _START.search(text)
    before = text[: found.start()] if found else text[:10_000]
    if re.search(r"<!(?:DOCTYPE|ENTITY)", before, re.IGNORECASE):
        html_page = re.search(r"<!DOCTYPE\s+html|<html", before, re.IGNORECASE)
        raise Refused("HTML_PAGE" if html_page else "DTD_FORBIDDEN")
    if found is None:
        raise Refused("HTML_PAGE" if re.search(r"<html", before, re.IGNORECASE) else "WRONG_MESSAGE.ofx")
    return found.start()


def marks(text: str, start: int) -> Iterator[Mark]:
    """Every aggregate and value from `start` on, in file order; raises `Refused` (TRUNCATED) for an open CDATA."""
    for begin, end in (("<![CDATA[", "]]>"), ("<!--", "-->")):
        if text.rfind(begin) > text.rfind(end):  # looked for once: each would be looked for to the end of the file
            raise Refused("TRUNCATED.ofx", value=begin[1:])
    line, counted, position = text.count("\n", 0, start) + 1, start, start
    leaf: tuple[str, int] | None = None
    pieces: list[str] = []
    for token in _TOKEN.finditer(text, start):
        if leaf:
            pieces.append(_unescaped(text[position : token.start()]))
            pieces.append(token["raw"] or "")
        position = token.end()
        name = token["name"]
        if name is None:
            continue
        line += text.count("\n", counted, token.start())
        counted = token.start()
        if leaf:
            yield Mark("value", leaf[0], "".join(pieces).strip(), leaf[1])
            leaf = None
        if name in AGGREGATES:
            yield Mark("close" if token["end"] else "open", name, "", line)
        elif not token["end"]:
            leaf, pieces = (name, line), []
    if leaf:
        yield Mark("value", leaf[0], _unescaped(text[position:]).strip(), leaf[1])


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
