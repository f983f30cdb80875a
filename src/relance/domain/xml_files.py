"""XML from outside, read so that nothing in it acts: no DOCTYPE, no entity, no fetch, no inclusion, within limits.

Shared by bank statements (ISO 20022) and e-invoices. Small files come as a tree (`parse_xml`), long ones element by
element (`each_element`). Names are compared without their namespace; `root_of` tells both, from the first bytes.
XML 1.0 (W3C) forbids nothing of this: refusing every DOCTYPE is ours, no bank or invoice needs one.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lxml import etree

from relance.domain.problems.texts import Refused

LARGEST_TREE = 50_000_000  # bytes
LARGEST_STREAM = 500_000_000  # bytes
MOST_TAGS = 3_000_000  # of a tree; each takes some hundred bytes
MOST_STREAMED_TAGS = 40_000_000  # opening and closing ones
LONGEST_TAG = 100_000  # bytes of one tag with its attributes
LONGEST_DOCTYPE_SEARCH = 100_000  # bytes before the root

_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*?\?>", re.DOTALL)
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']{0,60})["']""")
_BEFORE_ROOT = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_ROOT = re.compile(r"<(?:([\w.-]+):)?([\w.-]+)([^>]*)")
_LONG_TAG = re.compile(rb"<[A-Za-z_][^<>]{%d}" % LONGEST_TAG)
_INCLUDE = re.compile(rb"<(?:[\w.-]+:)?include[\s/>]")
_XINCLUDE = b"http://www.w3.org/2001/XInclude"
_UTF_8 = ("utf8", "utf8wobom", "utf8bom", "utf8sig", "usascii", "ascii", "unicode", "")
_ONE_BYTE = {
    "iso88591": "iso8859_1", "latin1": "iso8859_1", "iso885915": "iso8859_15", "latin9": "iso8859_15",
    "windows1252": "cp1252", "cp1252": "cp1252", "ansi": "cp1252",
}  # fmt: skip
_PIECE = 1 << 20


class Root(NamedTuple):
    """The first element: its name without prefix, and its namespace or an empty text."""

    name: str
    namespace: str


def root_of(head: bytes) -> Root | None:
    """What kind of XML the first bytes begin, or None; never raises. Needs as many bytes as lead to the root."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        text = head.decode("utf-8", "replace")
    text = text.lstrip("\ufeff")
    found = _ROOT.match(text, _before_root(text))
    if found is None:
        return None
    prefix = f":{re.escape(found[1])}" if found[1] else ""
    named = re.search(rf"""(?<![\w:.-])xmlns{prefix}\s*=\s*["']([^"']*)["']""", found[3])
    return Root(found[2], named[1].strip() if named else "")


def parse_xml(data: bytes) -> Any:
    """The root element of a file of at most 50 MB, as an lxml element.

    Raises `Refused` with NOT_XML, HTML_PAGE, DTD_FORBIDDEN, TOO_DEEP, TOO_BIG, ENCODING, TRUNCATED or EMPTY.
    """
    content = _checked(data, LARGEST_TREE, MOST_TAGS)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, content) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("DTD_FORBIDDEN")
    return root


def each_element(data: bytes, names: frozenset[str], starts: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:
    """`("end", element)` for each element with one of the local `names`, whole; then it is emptied and forgotten.

    `("start", element)` tells that one of `starts` begins: only its name and attributes are known then. Elements
    inside a wanted one are not given apart. Memory stays that of the largest wanted element. Raises like
    `parse_xml`, possibly after some elements were given; the file may have 500 MB.
    """
    content = _checked(data, LARGEST_STREAM, MOST_STREAMED_TAGS)
    parser = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), tag=["{*}" + name for name in names | starts],
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    inside = 0
    try:
        for event, element in parser:
            name = local_name(element)
            if event == "start":
                inside += name in names
                if name in starts:
                    yield event, element
            elif name in names:
                inside -= 1
                if not inside:
                    yield event, element
                    _forget(element)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, content, parser.error_log) from None
    if parser.root is not None and parser.root.getroottree().docinfo.internalDTD is not None:
        raise Refused("DTD_FORBIDDEN")


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, *path: str) -> Any:
    """The first element at a path of local names below `element`, or None; `element` itself for an empty path."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren("{*}" + name), None)
    return element


def children(element: Any, *path: str) -> list[Any]:
    """All elements at a path of local names below `element`, in file order; none where `element` is None."""
    found = [] if element is None else [element]
    for name in path:
        found = [one for parent in found for one in parent.iterchildren("{*}" + name)]
    return found


def text_at(element: Any, *path: str) -> str:
    """The text at a path of local names, its white space at both ends cut; empty where nothing stands."""
    found = child(element, *path)
    return "" if found is None else (found.text or "").strip()


def line_of(element: Any) -> int | None:
    """The 1-based line at which an element begins."""
    line = element.sourceline
    return int(line) if line else None


def _before_root(text: str) -> int:
    found = _BEFORE_ROOT.match(text)
    return found.end() if found else 0


def _checked(data: bytes, most: int, most_tags: int) -> bytes:
    """The file as UTF-8 without its mark, known to have no DOCTYPE; its lines stay where they were."""
    if len(data) > most:
        raise Refused("TOO_BIG.xml", what=f"> {most // 1_000_000} MB")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("EMPTY")
    content = _as_utf8(data)
    head = content[:LONGEST_DOCTYPE_SEARCH].decode("utf-8", "replace")
    start = head[_before_root(head) :][:200].lower()
    if start.startswith(("<!doctype html", "<html")):
        raise Refused("HTML_PAGE")
    if start.startswith("<!"):
        raise Refused("DTD_FORBIDDEN")
    if content.count(b"<") > most_tags:
        raise Refused("TOO_BIG.xml", what=f"> {most_tags // 2} elements")
    if not start.startswith("<"):
        raise Refused("NOT_XML", line=content[: _before_root(head)].count(b"\n") + 1)
    if _XINCLUDE in content and _INCLUDE.search(content):
        raise Refused("DTD_FORBIDDEN.include")
    if _LONG_TAG.search(content):
        raise Refused("TOO_BIG.xml", what=f"one element > {LONGEST_TAG // 1000} kB of attributes")
    return content


def _as_utf8(data: bytes) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data[:4] in (b"<\0?\0", b"\0<\0?"):
        return _transcoded(data, "utf-16" if data[0] >= 0xFE else ("utf-16-le" if data[0] else "utf-16-be"))
    content = data.removeprefix(codecs.BOM_UTF8)
    if content.endswith((b"\x00", b"\x1a")):
        content = content.rstrip(b"\x00\x1a")  # what old transfers append
    if not content[:1000].lstrip().startswith(b"<"):
        raise Refused("NOT_XML", line=1)
    stated = _stated(content)
    named = re.sub(r"[^a-z0-9]", "", stated.lower())
    if named in _UTF_8:
        wrong = _first_wrong_byte(content)
        if wrong is None:
            return _without_declaration(content)
        if wrong >= len(content) - 3:
            raise Refused("TRUNCATED.xml")
        raise Refused("ENCODING.declared", encoding=stated or "UTF-8", offset=wrong)
    one_byte = _ONE_BYTE.get(named)
    if one_byte is None:
        raise Refused("ENCODING.declared" if named.startswith("utf") else "ENCODING.unknown_xml",
                      encoding=stated, offset=0)  # fmt: skip
    wide = not content.isascii() and _first_wrong_byte(content) is None
    if wide or data.startswith(codecs.BOM_UTF8):  # “Ã©” in every name: the bytes are UTF-8 whatever is stated
        raise Refused("ENCODING.declared", encoding=stated, offset=_first_high_byte(content))
    return _without_declaration(content if content.isascii() else _transcoded(content, one_byte))


def _stated(content: bytes) -> str:
    declaration = _DECLARATION.match(content[:1000])
    named = _ENCODING.search(declaration[0]) if declaration else None
    return named[1].decode("ascii", "replace") if named else ""


def _without_declaration(content: bytes) -> bytes:
    """Blanks for the declaration, its lines kept: what it states is done, and empty lines before it are harmless."""
    found = _DECLARATION.match(content[:2000])
    return re.sub(rb"[^\r\n]", b" ", found[0]) + content[found.end() :] if found else content


def _transcoded(data: bytes, encoding: str) -> bytes:
    try:
        return _without_declaration(data.decode(encoding).lstrip("\ufeff").encode())
    except UnicodeError as error:
        offset = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise Refused("ENCODING", encoding=encoding, offset=offset) from None


def _first_wrong_byte(content: bytes) -> int | None:
    """Where the bytes stop to be UTF-8, read in pieces so that no second copy of a long file is made."""
    if content.isascii():
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(content)
    for start in range(0, len(content), _PIECE):
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(view[start : start + _PIECE], final=start + _PIECE >= len(content))
        except UnicodeDecodeError as error:
            return start - held + error.start
    return None


def _first_high_byte(content: bytes) -> int:
    found = re.search(rb"[\x80-\xff]", content)
    return found.start() if found else 0


def _refusal(error: etree.XMLSyntaxError, content: bytes, log: Iterable[Any] = ()) -> Refused:
    text, line = str(error.msg or ""), error.lineno or None
    first = next(iter(log), None)
    if line is None and first is not None:  # a stream tells some errors only in its log
        text, line = first.message, first.line
    if "depth" in text:
        return Refused("TOO_DEEP", line=line)
    if "huge" in text.lower() or "limit" in text or "too long" in text.lower():
        return Refused("TOO_BIG.xml", what=text)
    if "ntity" in text and "not defined" in text:
        return Refused("DTD_FORBIDDEN.entity", line=line)
    is_cut = "Extra content" not in text and _is_cut(content, line)
    return Refused("TRUNCATED.xml", line=line) if is_cut else Refused("NOT_XML", line=line)


def _is_cut(content: bytes, line: int | None) -> bool:
    """Whether the reading failed at the very end, and the root element is not closed there."""
    root = root_of(content[:LONGEST_DOCTYPE_SEARCH])
    end = content[-LONGEST_TAG:].rstrip()
    if root is None or re.search(rb"</(?:[\w.-]+:)?%s\s*>$" % re.escape(root.name.encode()), end):
        return False
    return (line or 0) >= content.rstrip().count(b"\n") + 1


def _forget(element: Any) -> None:
    """Empty an element that was given or is not wanted, and drop those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
