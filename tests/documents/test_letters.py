"""Letters on paper: the window, the table over several pages, the payment code, hostile names."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from relance import discovery
from relance.documents.letter import call_sheet_pdf, letter_pdf
from relance.documents.paper import with_enclosures
from relance.domain.message import Attachment, LineFacts, NoticeFacts
from relance.domain.wording import compose
from relance.domain.wording.sample import CUSTOMER
from tests.wording.notices import a_line, a_notice, flat, pdf_text

MM = 72 / 25.4
WINDOW = (110 * MM, 55 * MM, 195 * MM, 88 * MM)
EPC = "BCD\n002\n1\nSCT\nPSSTFRPPLYO\nAtelier Vidal\nFR1420041010050500013M02606\nEUR{}\n\n\nR-2026-0042"
LONG_NAME = "Société coopérative agricole et vinicole des coteaux de la haute vallée"
WIDEST = "W" * 38


def a_letter(facts: NoticeFacts) -> bytes:
    return letter_pdf(compose(facts), facts)


def many(count: int) -> tuple[LineFacts, ...]:
    return tuple(a_line(f"FA-{n:03}", 10_000 + n, due_on=date(2026, 1, 1) + timedelta(n)) for n in range(count))


def words_of(pdf: bytes) -> list[tuple[float, float, float, float, str]]:
    """The words of the first page with their boxes, in points from the top left."""
    page = pdf_text(pdf, "-bbox").split("</page>")[0]
    found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', page)
    return [(float(a), float(b), float(c), float(d), text) for a, b, c, d, text in found]


def in_window(box: tuple[float, float, float, float, str]) -> bool:
    left, top, right, bottom = WINDOW
    return box[0] < right and box[2] > left and box[1] < bottom and box[3] > top


def page_picture(pdf: bytes, page: int, folder: Path) -> Any:
    """One page as a picture that OpenCV can read."""
    cv2 = pytest.importorskip("cv2", reason="opencv-python-headless is not installed")
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed (Debian package poppler-utils)")
    source = folder / "letter.pdf"
    source.write_bytes(pdf)
    asked = ["pdftoppm", "-r", "200", "-png", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run([*asked, str(source), str(folder / "page")], check=True, capture_output=True)
    return cv2.imread(str(folder / "page.png"))


@pytest.mark.parametrize("channel", ["letter", "registered_letter"])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"contact_name": "Mme Anne Roche"},
        {"name": LONG_NAME, "address": "Bâtiment C\nZone industrielle des Grands Prés du Nord\nBP 12", "country": "BE"},
        {"name": f"{WIDEST} {WIDEST}", "address": f"{WIDEST}\n{WIDEST}\n{WIDEST}", "city": "W" * 30},
    ],
    ids=["plain", "contact", "long", "widest"],
)
def test_the_recipient_alone_shows_in_the_window(channel: str, changes: dict[str, str]) -> None:
    facts = a_notice("formal_notice", number=3, channel=channel)
    facts = replace(facts, customer=replace(facts.customer, **changes))
    shown = [box for box in words_of(a_letter(facts)) if in_window(box)]
    assert " ".join(box[4] for box in shown) == " ".join(compose(facts).recipient)
    left, top, right, bottom = WINDOW
    assert all(left < a and top < b and c < right and d < bottom for a, b, c, d, _ in shown)


def test_a_registered_letter_says_so_outside_of_the_window() -> None:
    mention = "Lettre recommandée avec avis de réception"
    assert mention in pdf_text(a_letter(a_notice(channel="registered_letter")))
    assert mention not in pdf_text(a_letter(a_notice(channel="letter")))


def test_sixty_invoices_repeat_the_heading_and_carry_the_total() -> None:
    facts = a_notice(template="reminder-2", number=2, channel="letter", lines=many(60))
    pages = [flat(page) for page in pdf_text(a_letter(facts), "-layout").split("\f")[:-1]]
    with_rows = [page for page in pages if re.search(r"FA-\d{3}", page.split("Objet")[-1])]
    assert len(with_rows) > 1 and all("Montant TTC" in page for page in with_rows)
    assert all(f"FA-{n:03}" in "".join(pages) for n in range(60))
    assert "Total dû à ce jour 6 017,70 €" in "".join(pages)
    assert [f"{n}/{len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)


def test_the_code_on_the_letter_reads_back_as_the_exact_transfer(tmp_path: Path) -> None:
    cv2 = pytest.importorskip("cv2", reason="opencv-python-headless is not installed")
    picture = page_picture(a_letter(a_notice(template="reminder-1", channel="letter")), 1, tmp_path)
    text, *_ = cv2.QRCodeDetector().detectAndDecode(picture)
    assert text == EPC.format("1200")


def test_no_code_is_drawn_for_another_currency(tmp_path: Path) -> None:
    cv2 = pytest.importorskip("cv2", reason="opencv-python-headless is not installed")
    picture = page_picture(a_letter(a_notice(template="reminder-1", currency="CHF")), 1, tmp_path)
    assert not cv2.QRCodeDetector().detectAndDecode(picture)[0]


@pytest.mark.parametrize(
    "name",
    ['#eval("1+1") *gras* $x$ @ref <lab>', "<script>alert(1)</script>", "{{ creditor.iban }}", r"C:\dir #let x = 1"],
)
def test_a_name_that_looks_like_markup_is_printed_as_it_stands(name: str) -> None:
    facts = a_notice(customer={"name": name}, lines=(a_line(name[:20]),))
    text = flat(pdf_text(a_letter(facts)))
    assert name in text and name[:20].strip() in text


def test_the_same_letter_twice_is_the_same_to_the_byte() -> None:
    facts = a_notice("final", number=3, channel="letter")
    assert a_letter(facts) == a_letter(facts)


def test_only_the_shipped_fonts_are_used() -> None:
    with pikepdf.open(BytesIO(a_letter(a_notice()))) as pdf:
        fonts = pdf.pages[0].Resources.Font
        names = {str(fonts[key].BaseFont) for key in fonts.keys()}  # noqa: SIM118
    assert names and all("Lato" in name for name in names)


def test_enclosed_invoices_follow_the_letter_and_are_named_on_it() -> None:
    facts = a_notice(channel="letter", attachments=("FA-1.pdf",))
    letter, invoice = a_letter(facts), a_letter(a_notice("courtesy"))
    whole = with_enclosures(letter, (Attachment("FA-1.pdf", invoice),))
    with pikepdf.open(BytesIO(whole)) as pdf:
        assert len(pdf.pages) == 2
    assert "P.J. : FA-1.pdf" in flat(pdf_text(letter))


def test_an_enclosure_that_is_no_pdf_is_named() -> None:
    with pytest.raises(ValueError, match=r"FA-1\.pdf is not a readable PDF"):
        with_enclosures(a_letter(a_notice()), (Attachment("FA-1.pdf", b"hello"),))


@pytest.mark.parametrize(("language", "words"), [("fr", "Qu’obtenir"), ("en", "What to obtain")])
def test_a_call_sheet_says_whom_to_ask_for_what_to_say_and_what_to_obtain(language: str, words: str) -> None:
    facts = a_notice(template="reminder-2", number=2, language=language, channel="phone")
    text = flat(pdf_text(call_sheet_pdf(compose(facts), facts)))
    for expected in (words, CUSTOMER.phone, "Dupont SARL", "FA-1", "200"):
        assert expected in text


def test_a_letter_waits_for_a_complete_address() -> None:
    channel = discovery.channels()["letter"]
    assert channel.reachable(CUSTOMER) is not None
    homeless = replace(CUSTOMER, postcode="", city="")
    assert channel.reachable(homeless) is None
    assert channel.missing(homeless, "fr").endswith("(le code postal, la ville)\u00a0: complétez-la.")
    assert "(postcode, town)" in channel.missing(homeless, "en")


def test_letters_and_calls_are_not_delivered_by_a_machine() -> None:
    for key in ("letter", "registered_letter", "phone"):
        channel = discovery.channels()[key]
        message = channel.render(a_notice(), (), "<1@relance.example>")
        assert message.content.startswith(b"%PDF") and message.channel == key
        assert channel.deliver(message, {}).outcome == "refused"
