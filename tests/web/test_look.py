"""How the pages look and answer to the keyboard: the theme, the keys, the marks, the parts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

import relance.web
from relance.ledger.models import Creditor
from relance.web.marks import LOOKS
from relance.web.menu import MENU
from relance.web.shortcuts import LETTERS, shortcuts

pytestmark = pytest.mark.sqlite_only
WEB = Path(relance.web.__file__).parent


def written(source: str, **context: object) -> str:
    """What a template makes of this."""
    with translation.override("fr"):
        return Template("{% load relance %}" + source).render(Context(context))


def test_the_page_of_parts_is_there_in_development_only(client: Client, settings: Any, db: None) -> None:
    assert client.get("/design/").status_code == 404
    settings.DEBUG = True
    assert "Key cap" in client.get("/design/").content.decode()


def test_the_system_decides_the_theme_until_a_person_does(claire: Client) -> None:
    assert "data-theme" not in claire.get("/customers/").content.decode()
    answer = claire.post("/theme/", {"theme": "dark", "next": "/customers/"})
    assert answer["Location"] == "/customers/"
    assert '<html lang="fr" data-theme="dark">' in claire.get("/customers/").content.decode()


def test_the_theme_goes_back_to_the_systems(claire: Client) -> None:
    claire.post("/theme/", {"theme": "dark"})
    claire.post("/theme/", {"theme": "auto"})
    assert "data-theme" not in claire.get("/customers/").content.decode()


def test_a_theme_that_does_not_exist_and_an_address_of_others_change_nothing(claire: Client) -> None:
    answer = claire.post("/theme/", {"theme": '"><script>', "next": "https://other.example/"})
    assert answer["Location"] == "/"
    assert "data-theme" not in claire.get("/customers/").content.decode()


def test_single_keys_can_be_switched_off(claire: Client) -> None:
    claire.post("/keys/", {"keys": "off"})
    assert 'data-keys="off"' in claire.get("/customers/").content.decode()
    claire.post("/keys/", {"keys": "on"})
    assert "data-keys" not in claire.get("/customers/").content.decode()


def test_the_help_page_says_where_the_letters_lead(claire: Client) -> None:
    page = claire.get("/help/keys/").content.decode()
    assert '<kbd>g</kbd> <kbd>d</kbd></dt><dd><a href="/departures/">' in page
    assert "<h1" in page


def test_the_help_sheet_is_a_part_without_a_frame(claire: Client) -> None:
    sheet = claire.get("/help/keys/", headers={"HX-Request": "true"}).content.decode()
    assert "<kbd>j</kbd>" in sheet
    assert "<html" not in sheet


def test_every_letter_leads_to_one_page() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert "g" not in LETTERS.values()
    known = {name for entry in MENU for name in entry.names}
    assert {one.name for one in shortcuts(MENU)} == known & set(LETTERS)


@pytest.mark.parametrize(
    ("key", "kind", "look", "words"),
    [
        ("sent", "state", "done", "envoyée"),
        ("to_confirm", "state", "step", "à confirmer"),
        ("broken", "promise", "late", "non tenue"),
        ("matched", "line_state", "done", "affecté"),
        ("unclaimed", "posting", "held", "non réclamée"),
    ],
)
def test_a_state_is_a_word_with_its_look(key: str, kind: str, look: str, words: str) -> None:
    assert written("{% state key kind %}", key=key, kind=kind) == f'<span class="state {look}">{words}</span>'


def test_a_mark_with_words_of_its_own_escapes_them_once() -> None:
    shown = written('{% mark "late" %}{{ words }}{% endmark %}', words="<b>")
    assert shown == '<span class="state late">&lt;b&gt;</span>'


def test_every_look_has_its_sign() -> None:
    tokens = (WEB / "static" / "tokens.css").read_text(encoding="utf-8")
    assert [look for look in LOOKS if f"--sign-{look}:" not in tokens] == []


def test_no_page_draws_a_mark_by_hand() -> None:
    by_hand = re.compile(r'<span class="state[ "]')
    pages = [path for path in (WEB / "templates").rglob("*.html") if by_hand.search(path.read_text(encoding="utf-8"))]
    assert pages == []


def test_a_day_says_how_long_ago_with_the_whole_date_at_hand() -> None:
    shown = written("{{ day|ago:today }}", day=date(2026, 2, 13), today=date(2026, 2, 16))
    assert shown == '<time datetime="2026-02-13" title="vendredi 13 février 2026">il y a 3 jours</time>'


def test_letters_mails_and_pages_share_their_colours() -> None:
    house = WEB.parent
    tokens = (WEB / "static" / "tokens.css").read_text(encoding="utf-8")
    letter = (house / "documents" / "letter.typ").read_text(encoding="utf-8")
    mail = (house / "channels" / "email" / "html.py").read_text(encoding="utf-8")
    for name in ("accent", "quiet"):
        page = re.search(rf"--{name}: light-dark\((#\w+)", tokens)
        assert page is not None
        assert f'#let {name} = rgb("{page[1]}")' in letter
        assert page[1] in mail


def luminance(colour: str) -> float:
    """How light a colour is, as WCAG 2 reckons."""
    full = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
    parts = [int(full[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_what_it_is_written_on(theme: str) -> None:
    source = (WEB / "static" / "tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", source)
    token = {name: light if theme == "light" else dark for name, light, dark in pairs}
    grounds = [(text, ground) for text in ("text", "quiet", "accent") for ground in ("page", "surface", "accent-soft")]
    marks = [(look, f"{look}-soft") for look in ("late", "held", "done")]
    others = [("text", f"{look}-soft") for look in ("late", "held", "done")] + [
        ("text", "rule"),
        ("quiet", "rule-soft"),
    ]
    told = [*grounds, *marks, *others, ("late", "surface"), ("held", "page"), ("done", "page"), ("on-accent", "accent")]
    faint = {(one, other): contrast(token[one], token[other]) for one, other in told}
    assert {pair: round(n, 2) for pair, n in faint.items() if n < 4.5} == {}


def test_a_page_links_every_style_sheet_it_needs(claire: Client, creditor: Creditor) -> None:
    page = claire.get("/customers/").content.decode()
    linked = re.findall(r'href="/static/([\w/.]+\.css)"', page)
    assert [name for name in linked if not (WEB / "static" / name).is_file()] == []
    assert "print.css" in linked
