"""XML that would harm, lie or burst, and what becomes of it."""

from __future__ import annotations

import pytest

from relance.domain.problems.sentences import SENTENCES
from relance.domain.problems.texts import Refused
from relance.domain.problems.xml import ARCHIVES, STATEMENTS, XML
from relance.domain.xml_files import (
    Root,
    child,
    children,
    each_element,
    line_of,
    local_name,
    parse_xml,
    root_of,
    text_at,
)


def code_of(data: bytes) -> str:
    """The code under which a file is refused, by both ways of reading it."""
    with pytest.raises(Refused) as refused:
        parse_xml(data)
    with pytest.raises(Refused) as streamed:
        list(each_element(data, frozenset(("b",))))
    codes = {str(one.value).partition(".")[0] for one in (refused, streamed)}
    assert len(codes) == 1
    return codes.pop()


@pytest.mark.parametrize("key", sorted({**XML, **STATEMENTS, **ARCHIVES}))
def test_no_other_format_takes_the_place_of_a_sentence(key: str) -> None:
    assert SENTENCES[key] == {**XML, **STATEMENTS, **ARCHIVES}[key]


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE a><a/>",
        b"<?xml version='1.0'?>\n<!-- x --><?pi y?>\n<!DOCTYPE a SYSTEM 'http://0.0.0.0/a.dtd'><a/>",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        b"<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://0.0.0.0/'> %x;]><a/>",
        b"<!DOCTYPE a ["
        + b"".join(b"<!ENTITY l%d '&l%d;&l%d;'>" % (n + 1, n, n) for n in range(40))
        + b"]><a>&l40;</a>",
        b"\n\n<!DOCTYPE a><a/>",
        "\ufeff<!DOCTYPE a><a/>".encode("utf-16"),
        b"<!-- -- --><!DOCTYPE a><a/>",
        b"<!--" + b"x" * 200_000 + b"--><!DOCTYPE a><a/>",
        b"<a>&nbsp;</a>",
        b"<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd'/></a>",
    ],
)
def test_a_document_type_an_entity_or_an_inclusion_is_refused(content: bytes) -> None:
    assert code_of(content) == "DTD_FORBIDDEN"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY"), (b"\xef\xbb\xbf \n", "EMPTY"), (b"Date;Montant", "NOT_XML"), (b"\x89PNG\r\n\x1a\n", "NOT_XML"),
        (b"<a><b></a>", "NOT_XML"), (b"<a>\x01</a>", "NOT_XML"), (b"<a/><a/>", "NOT_XML"),
        (b"<html><body>no</body></html>", "HTML_PAGE"), (b"<!DOCTYPE html><html>", "HTML_PAGE"),
        (b"<a>" * 300_000, "TOO_DEEP"), (b"<a>" + b"x" * 11_000_000 + b"</a>", "TOO_BIG"),
        (b"<a " + b" ".join(b"a%d=''" % n for n in range(100_000)) + b"/>", "TOO_BIG"),
        (b"<a>" + b"<b/>" * 9, "TRUNCATED"), (b"<a><b>1</b", "TRUNCATED"), (b"<a>\n<b>\xc3", "TRUNCATED"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(content: bytes, code: str) -> None:
    assert code_of(content) == code


@pytest.mark.parametrize(
    ("stated", "bytes_"),
    [
        ("UTF-8", b"\xe9 12345"), ("ISO-8859-1", b"\xc3\xa9"), ("UTF-16", b"e"), ("EBCDIC-FR", b"e"),
        ("US-ASCII", b"\xe9 12345"),
    ],
)  # fmt: skip
def test_a_wrong_declaration_is_refused(stated: str, bytes_: bytes) -> None:
    assert code_of(f"<?xml version='1.0' encoding='{stated}'?>".encode() + b"<a>" + bytes_ + b"</a>") == "ENCODING"


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [
        ("UTF-8", "utf-8"), ("UTF-8", "utf-8-sig"), ("UTF-8-W/O-BOM", "utf-8"), ("US-ASCII", "utf-8"),
        ("utf8", "utf-8"),
        ("ISO-8859-1", "latin-1"), ("ISO-8859-15", "iso8859_15"), ("windows-1252", "cp1252"), ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be"),
    ],
)  # fmt: skip
def test_declarations_in_the_wild_are_understood(stated: str, encoding: str) -> None:
    content = f"<?xml version='1.0' encoding='{stated}' standalone='no'?>\n<a>\n<b>Évrard</b></a>".encode(encoding)
    root = parse_xml(content)
    assert text_at(root, "b") == "Évrard" and line_of(child(root, "b")) == 3


@pytest.mark.parametrize("content", [b"\n\n<?xml version='1.0'?><a>1</a>", b"<a>1</a>\x00\x00", b"<a>1</a>\x1a"])
def test_what_transfers_add_around_a_file_is_harmless(content: bytes) -> None:
    assert text_at(parse_xml(content)) == "1"


def test_a_value_around_comments_and_cdata_is_whole() -> None:
    assert text_at(parse_xml(b"<a>1<!-- x -->2<?pi?><![CDATA[3<]]></a>")) == "123<"


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<?xml version='1.0'?><!-- <x> --><Invoice xmlns='urn:i' xmlns:c='urn:c'><c:ID>", Root("Invoice", "urn:i")),
        (b"\xef\xbb\xbf<rsm:Cross xmlns:ram='urn:r'\n xmlns:rsm='urn:m'>", Root("Cross", "urn:m")),
        ("<?xml version='1.0'?><Document/>".encode("utf-16"), Root("Document", "")),
        (b"<a:b xmlns:a = 'u'", Root("b", "u")), (b"text", None), (b"", None), (b"<!DOCTYPE a><a/>", None),
    ],
)  # fmt: skip
def test_the_root_is_told_from_the_first_bytes(head: bytes, root: Root | None) -> None:
    assert root_of(head) == root


def test_names_are_compared_without_their_namespace() -> None:
    root = parse_xml(b"<r xmlns='urn:a' xmlns:o='urn:b'><x><y>1</y><o:y> 2 </o:y></x><x><y>3</y></x></r>")
    assert [local_name(one) for one in root] == ["x", "x"] and text_at(root, "x", "y") == "1"
    assert [text_at(one) for one in children(root, "x", "y")] == ["1", "2", "3"]
    assert child(root, "z", "y") is None and text_at(root, "z") == "" and children(None, "x") == []


def test_elements_come_one_by_one_and_are_forgotten() -> None:
    data = b"<r><s><id>7</id>" + b"<b><b>in</b>x</b>" * 50 + b"</s></r>"
    seen = 0
    for event, element in each_element(data, frozenset(("b",)), frozenset(("s",))):
        if event == "start":
            assert local_name(element) == "s" and not seen
            continue
        seen += 1
        assert text_at(element, "b") == "in" and sum(1 for _ in element.itersiblings(preceding=True)) <= 1
    assert seen == 50
