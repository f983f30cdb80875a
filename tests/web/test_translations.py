"""Every sentence of the pages has its French words, and the compiled words are those of the list."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import relance.web

WEB = Path(relance.web.__file__).parent
FRENCH = WEB / "locale" / "fr" / "LC_MESSAGES"
CALLS = {"_": 1, "gettext": 1, "gettext_noop": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
LITERAL = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATES = re.compile(rf"\b(gettext|ngettext|pgettext|npgettext|_)\({LITERAL}(?:, {LITERAL})?(?:, {LITERAL})?")

Sentence = tuple[str, str]  # context (or nothing) and English words


def french_list() -> Catalog:
    with (FRENCH / "django.po").open("rb") as file:
        return read_po(file, locale="fr")


def in_french(message: Message) -> tuple[str, ...]:
    """The French words: singular and plural, or the only ones."""
    words = message.string or ""
    return (words,) if isinstance(words, str) else tuple(words)


def words_by_sentence(catalog: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every sentence with its French words; a compiled context comes as bytes."""
    found = {}
    for message in catalog:
        context: str | bytes = message.context or ""
        named = context.decode() if isinstance(context, bytes) else context
        english = message.id if isinstance(message.id, str) else "|".join(message.id)
        found[named, english] = in_french(message)
    del found["", ""]  # the head of the list
    return found


def asked_for() -> set[Sentence]:
    """What templates and modules ask words for."""
    in_python = {s for path in WEB.rglob("*.py") for s in in_module(path.read_text(encoding="utf-8"))}
    in_pages = {s for path in WEB.rglob("*.html") for s in in_template(path.read_text(encoding="utf-8"))}
    return in_python | in_pages


def in_module(source: str) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if words:
                yield as_sentence(node.func.id, words)


def in_template(source: str) -> Iterator[Sentence]:
    for found in IN_TEMPLATES.finditer(templatize(source)):
        yield as_sentence(found[1], [ast.literal_eval(text) for text in found.groups()[1:] if text])


def as_sentence(call: str, words: list[str]) -> Sentence:
    return (words[0], words[1]) if "p" in call.removesuffix("noop").removesuffix("gettext") else ("", words[0])


def test_every_sentence_has_its_french_words() -> None:
    catalog = french_list()
    asked = asked_for()
    known = {(m.context or "", m.id[0] if isinstance(m.id, tuple) else m.id) for m in catalog if m.id}
    assert len(asked) > 300
    assert asked - known == set()


def test_no_french_words_are_empty_or_doubtful() -> None:
    wrong = [m.id for m in french_list() if m.id and (m.fuzzy or not all(in_french(m)))]
    assert wrong == []


def test_french_words_are_set_as_french_is() -> None:
    words = [text for m in french_list() if m.id for text in in_french(m)]
    assert [text for text in words if re.search(r"[^\W\d]'\w| [;!?»]|« | : ", text)] == []


def test_the_compiled_words_are_those_of_the_list() -> None:
    with (FRENCH / "django.mo").open("rb") as file:
        compiled = read_mo(file)
    assert words_by_sentence(compiled) == words_by_sentence(french_list())
