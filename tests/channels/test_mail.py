"""The mail as bytes: parts, headers, payment code, attachments, and what is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance import discovery
from relance.domain.message import Attachment, NoticeFacts
from relance.domain.wording import compose
from relance.domain.wording.formats import clean
from relance.domain.wording.sample import CREDITOR, CUSTOMER
from tests.wording.notices import a_line, a_notice, mail_texts, parsed

MAIL = discovery.channels()["email"]
ID = "<n-1.a@relance.example>"
INVOICE = Attachment("FA-1.pdf", b"%PDF-1.7 invoice")
EPC = "BCD\n002\n1\nSCT\nPSSTFRPPLYO\nAtelier Vidal\nFR1420041010050500013M02606\nEUR1200\n\n\nR-2026-0042"


def a_mail(facts: NoticeFacts, *attachments: Attachment) -> bytes:
    return MAIL.render(facts, attachments, ID).content


def test_a_mail_is_text_first_then_html_then_the_invoices() -> None:
    kinds = [part.get_content_type() for part in parsed(a_mail(a_notice(), INVOICE)).walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "application/pdf",
    ]


def test_the_headers_say_who_what_and_that_a_machine_wrote_it() -> None:
    message = parsed(a_mail(a_notice(template="reminder-1")))
    assert message["From"] == "Atelier Vidal <compta@atelier-vidal.example>"
    assert message["To"] == "compta@dupont.example" and message["Message-ID"] == ID
    assert message["Subject"] == "Atelier Vidal – Rappel\u00a0: facture FA-1 à régler"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Relance-Reference"] == "R-2026-0042"
    assert message["Date"] == "Mon, 16 Mar 2026 09:00:00 +0000"


def test_the_same_facts_give_the_same_bytes() -> None:
    assert a_mail(a_notice(), INVOICE) == a_mail(a_notice(), INVOICE)


def test_the_code_in_the_mail_reads_back_as_the_exact_transfer() -> None:
    cv2 = pytest.importorskip("cv2", reason="opencv-python-headless is not installed")
    numpy = pytest.importorskip("numpy")
    picture = next(p for p in parsed(a_mail(a_notice())).walk() if p.get_content_type() == "image/png")
    pixels = cv2.imdecode(numpy.frombuffer(picture.get_content(), dtype="uint8"), cv2.IMREAD_COLOR)
    assert cv2.QRCodeDetector().detectAndDecode(pixels)[0] == EPC


def test_the_html_fetches_nothing_and_shows_the_inline_code() -> None:
    html = str(parsed(a_mail(a_notice())).get_body(("html",)).get_content())
    assert re.findall(r'(?:src|href)="([^"]*)"', html) == ["cid:payment-code"]
    assert "url(" not in html and "http" not in html and "prefers-color-scheme: dark" in html


def test_text_and_html_give_the_same_words_and_amounts() -> None:
    texts = mail_texts(a_mail(a_notice(template="reminder-2", number=2, lines=(a_line("FA-1"), a_line("FA-2", 5)))))
    for word in ("FA-1", "FA-2", "1 200,00 €", "0,05 €", "1 200,05 €", "Si vous avez réglé entre-temps"):
        assert word in texts["plain"] and word in texts["html"]


def test_a_hostile_name_stays_text_in_the_html() -> None:
    facts = a_notice(customer={"name": "<img src=x onerror=alert(1)>"}, lines=(a_line("<b>FA-1</b>"),))
    html = str(parsed(a_mail(facts)).get_body(("html",)).get_content())
    assert "<img src=x" not in html and "&lt;img src=x" in html and "<b>" not in html


@pytest.mark.parametrize(
    "address", ["", "dupont", "a@b.example\r\nBcc: x@y.example", "a@b.example, c@d.example", "é@b.fr"]
)
def test_what_is_not_one_plain_address_is_no_contact(address: str) -> None:
    customer = replace(CUSTOMER, email=address)
    assert MAIL.reachable(customer) is None
    assert "Dupont SARL" in MAIL.missing(customer, "fr")
    with pytest.raises(ValueError, match="Dupont SARL"):
        a_mail(a_notice(customer={"email": address}))


def test_line_breaks_cannot_add_a_header() -> None:
    facts = a_notice(reference="R-1\r\nBcc: x@y.example", lines=(a_line("FA-1\r\nBcc: x@y.example"),))
    facts = replace(facts, creditor=replace(CREDITOR, name="Vidal\r\nBcc: x@y.example"))
    message = parsed(a_mail(facts))
    assert message["Bcc"] is None and len(message.get_all("To")) == 1


def test_a_creditor_with_several_addresses_cannot_send() -> None:
    facts = replace(a_notice(), creditor=replace(CREDITOR, email="a@b.example, c@d.example"))
    with pytest.raises(ValueError, match="not a single address"):
        a_mail(facts)


def test_a_message_id_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        MAIL.render(a_notice(), (), "<a@b>\r\nBcc: x@y.example")


def test_the_outbox_copy_opens_as_a_draft_and_is_otherwise_the_same() -> None:
    message = MAIL.render(a_notice(), (), ID)
    copy = MAIL.for_outbox(message)
    assert parsed(copy.content)["X-Unsent"] == "1" and copy.content.endswith(message.content)
    assert MAIL.for_outbox(copy) == copy


def test_every_line_fits_what_mail_servers_accept() -> None:
    content = a_mail(a_notice(lines=tuple(a_line(f"FA-{n}") for n in range(60))), INVOICE)
    assert content.isascii() and max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")


@given(
    st.text(st.sampled_from("Éé àœ–’\u00a0aZ9-SARL.,"), min_size=1, max_size=90).filter(
        lambda t: bool(t.strip(" \u00a0"))
    )
)
@settings(max_examples=60, deadline=None)
def test_a_long_accented_name_keeps_every_letter_and_space_in_the_headers(name: str) -> None:
    facts = a_notice()
    named = replace(facts, creditor=replace(facts.creditor, name=name))
    raw = message_from_bytes(a_mail(named))  # decoded by RFC 2047 alone: the library's address parser adds spaces
    subject, sender = (str(make_header(decode_header(raw[name]))) for name in ("Subject", "From"))
    assert subject.split() == compose(named).subject.split()
    assert sender.rpartition("<")[0].strip(' "').split() == clean(name).split()


def test_a_subject_over_several_encoded_words_keeps_its_spaces() -> None:
    facts = a_notice("reminder", number=2)
    named = replace(facts, creditor=replace(facts.creditor, name="Atelier Bois et Lumière SARL"))
    assert "Deuxième relance" in parsed(a_mail(named))["Subject"]
