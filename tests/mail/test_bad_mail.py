"""Every bad message that somebody may send: what it is read as, and that it stops nothing."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage

import pytest

from relance.channels.email.incoming import read
from relance.domain.incoming import Incoming
from relance.ledger.models import Creditor, Dispatch, IncomingMessage, Meaning
from tests.mail.post import CAME_ON, a_bounce, a_read_receipt, a_reminded_customer, an_answer, take, to_token
from tests.operations.scene import customer_of, states


def head(*lines: str, body: str = "Bonjour") -> bytes:
    """A message of these header lines, as they stand."""
    return "\r\n".join(("From: Jean Dupont <dupont@example.com>", "To: us@atelier.example", *lines, "", body)).encode()


def with_file(name: str, content: bytes = b"MZ...", kind: str = "application/octet-stream") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "dupont@example.com", "Pièce", "<f@x.example>"
    message.set_content("Voir la pièce jointe.")
    main, _, sub = kind.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def html(body: str) -> bytes:
    return head("MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8", "Message-ID: <h@x.example>", body=body)


def nested(depth: int) -> bytes:
    lines = [f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}' for n in range(depth)]
    return ("From: a@x.example\r\nMIME-Version: 1.0\r\n" + "\r\n".join(lines) + "\r\n\r\nTout au fond\r\n").encode()


HTML = (
    "<style>p{}</style><script>alert(1)</script><meta http-equiv=refresh content='0;url=http://evil.example'>"
    "<p>Nous payons <b>vendredi</b>.</p><img src='http://evil.example/t.gif'><form><input value='x'></form>"
)
HISTORY = "> Bonjour, ceci est long\n" * 42_000
OUTER = "From: a@x.example\r\nMIME-Version: 1.0\r\n"

# what comes in, and what is true of what is read
TABLE: dict[str, tuple[bytes, Callable[[Incoming], object]]] = {
    "no Message-ID": (
        head("Subject: Bonjour"),
        lambda i: i.message_id.endswith("@synthesised.invalid>") and "NO_MESSAGE_ID" in i.problems,
    ),
    "automatic answer": (an_answer("Absent", Auto_Submitted="auto-replied"), lambda i: i.kind == "absence"),
    "X-Autoreply": (an_answer("Absent", X_Autoreply="yes"), lambda i: i.kind == "absence"),
    "empty Return-Path": (head("Return-Path: <>", "Subject: Bonjour"), lambda i: i.kind == "absence"),
    "absence in the subject alone": (
        an_answer("De retour lundi.", Subject="Absence du bureau : votre facture"), lambda i: i.kind == "absence",
    ),
    "a customer who writes of an absence": (
        an_answer("Absence de bon de commande.", Subject="Absence de bon de commande"), lambda i: i.kind == "reply",
    ),
    "a customer whose goods were not delivered": (
        an_answer("The goods were not delivered to\npaul@dupont.example", Subject="Delivery problem"),
        lambda i: i.kind == "reply",
    ),
    "a report without any original": (a_bounce(None), lambda i: i.kind == "bounce" and not i.references),
    "a report that says delayed": (a_bounce(None, action="delayed", status="4.4.7"), lambda i: i.kind == "delay"),
    "a report that says relayed": (a_bounce(None, action="relayed", status="2.0.0"), lambda i: i.kind == "delivered"),
    "a report that says expanded": (a_bounce(None, action="expanded", status="2.0.0"), lambda i: i.kind == "delivered"),
    "failed after temporary trouble": (
        a_bounce(None, status="4.4.7"), lambda i: i.kind == "bounce" and i.reported[0].status == "4.4.7",
    ),
    "an envelope id in the report": (
        a_bounce(None).replace(b"Reporting-MTA", b"Original-Envelope-Id: abcdefgh\nReporting-MTA"),
        lambda i: i.envelope_id == "abcdefgh",
    ),
    "a report with a broken boundary": (
        a_bounce(None).replace(b'boundary="b"', b'boundary="other"'),
        lambda i: i.kind == "bounce" and i.reported[0].recipient == "dupont@example.com" and "MIME" in i.problems,
    ),
    "two hundred nested parts": (nested(200), lambda i: i.kind == "reply"),
    "three thousand nested parts": (nested(3000), lambda i: i.kind == "unreadable" or "MIME" in i.problems),
    "one endless line of base64": (
        (OUTER + "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n").encode()
        + base64.b64encode(b"x" * 3_000_000),
        lambda i: i.kind == "reply" and i.files[0].size == 3_000_000,
    ),
    "an unknown charset": (
        head("Content-Type: text/plain; charset=klingon", body="Payé le 12"),
        lambda i: i.text == "Payé le 12" and "CHARSET" in i.problems,
    ),
    "a charset that lies": (
        head("Content-Type: text/plain; charset=us-ascii", body="Réglé"),
        lambda i: i.text == "Réglé" and "CHARSET" in i.problems,
    ),
    "letters that are not encoded at all": (
        head("Subject: Réglée").replace(b"Jean", "Léa".encode("latin-1")),
        lambda i: (i.subject, i.sender_name) == ("Réglée", "Léa Dupont"),
    ),
    "encoded words that are garbage": (
        head("Subject: =?utf-8?B?%%%?= =?klingon?Q?caf=E9?= =?utf-8?Q?fin?="),
        lambda i: "fin" in i.subject and "caf" in i.subject,
    ),
    "a sender that fails DMARC": (
        an_answer(Authentication_Results="mx; dkim=pass header.d=evil.example; dmarc=fail (p=reject)"),
        lambda i: i.is_authenticated is False,
    ),
    "a verdict of the sender's own below ours": (
        b"Authentication-Results: mx; spf=fail\r\nAuthentication-Results: mx; dmarc=pass\r\n" + an_answer(),
        lambda i: i.is_authenticated is False,
    ),
    "no verdict at all": (an_answer(), lambda i: i.is_authenticated is None),
    "a program attached": (with_file("facture.pdf.exe"), lambda i: i.files[0].is_risky),
    "a script attached": (with_file("x.JS "), lambda i: i.files[0].is_risky),
    "a disk image attached": (with_file("../../x.iso"),
        lambda i: i.files[0].is_risky and i.files[0].filename == "x.iso"),
    "an archive attached": (with_file("preuve.zip", b"PK\x03\x04"), lambda i: i.files[0].is_risky),
    "a document with macros": (with_file("devis.docm"), lambda i: i.files[0].is_risky),
    "a plain PDF attached": (with_file("avis.pdf", b"%PDF", "application/pdf"), lambda i: not i.files[0].is_risky),
    "HTML with pictures, a form, a script and a refresh": (
        html(HTML), lambda i: i.text == "Nous payons vendredi.",
    ),
    "comments never closed": (html("<p>Bonjour</p>" + "<!--" * 50_000), lambda i: i.text.startswith("Bonjour")),
    "winmail.dat": (with_file("winmail.dat", b"x", "application/ms-tnef"), lambda i: "WINMAIL" in i.problems),
    "S/MIME": (
        (OUTER + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIIB").encode(),
        lambda i: i.kind == "reply" and "ENCRYPTED" in i.problems,
    ),
    "PGP": (
        (OUTER + 'Content-Type: multipart/encrypted; boundary="b"\r\n\r\n--b\r\n\r\nVersion: 1\r\n--b--').encode(),
        lambda i: "ENCRYPTED" in i.problems,
    ),
    "a list's letter": (an_answer(List_Id="<news.x.example>"), lambda i: i.kind == "other"),
    "an answer through a list": (an_answer(List_Id="<g.x.example>", In_Reply_To="<1@us.example>"),
        lambda i: i.kind == "reply"),
    "a folded header that injects": (
        head("Subject: x\r\n Bcc: qui@evil.example"),
        lambda i: i.subject == "x Bcc: qui@evil.example" and "\n" not in i.subject,
    ),
    "an encoded line break in the subject": (
        head("Subject: =?utf-8?Q?x=0D=0ABcc:_a@b.c?="), lambda i: i.subject == "x Bcc: a@b.c",
    ),
    "dated 1970": (an_answer(Date="Thu, 01 Jan 1970 00:00:00 +0000"), lambda i: i.sent_at and i.sent_at.year == 1970),
    "dated 2050": (an_answer(Date="Sat, 01 Jan 2050 00:00:00 +0000"), lambda i: i.sent_at and i.sent_at.year == 2050),
    "dated nonsense": (an_answer(Date="Tue, 99 Foo 99999 99:99:99 +9999"), lambda i: i.sent_at is None),
    "an answer to an invitation": (
        head("Content-Type: text/calendar; method=REPLY", body="BEGIN:VCALENDAR"), lambda i: i.kind == "other",
    ),
    "STOP": (an_answer("STOP"), lambda i: (i.kind, i.text) == ("reply", "STOP")),
    "an empty body": (an_answer(""), lambda i: i.kind == "reply" and "EMPTY" in i.problems),
    "only a picture": (
        (OUTER + "Content-Type: image/png\r\n\r\nx").encode(),
        lambda i: i.kind == "reply" and i.files and "EMPTY" in i.problems,
    ),
    "a megabyte of quoted history": (
        an_answer("Payé hier.\n\nLe 10 févr. 2026 à 09:12, Atelier a écrit :\n" + HISTORY),
        lambda i: i.text == "Payé hier.",
    ),
    "a megabyte without any break": (an_answer("De " * 330_000), lambda i: i.kind == "reply"),
    "nothing at all": (b"", lambda i: i.kind == "reply" and "EMPTY" in i.problems),
    "noise": (bytes(range(256)) * 20, lambda i: "\x00" not in i.text + i.subject),
    "NUL in every field": (
        b"From: a\x00 <a\x00b@x.example>\r\nMessage-ID: <a\x00@x>\r\nIn-Reply-To: <b\x00@x>\r\n"
        b"To: u+t\x00t@x.example\r\n\r\nx",
        lambda i: i.references == ("<b@x>",),
    ),
    "NUL in a report": (
        a_bounce(None, recipient="a+00b@x.example").replace(b"Reporting", b"Original-Envelope-Id: a+00b\nReporting"),
        lambda i: i.envelope_id == "ab" and i.reported[0].recipient == "ab@x.example",
    ),
    "NUL and lone surrogates": (
        head("Subject: a\x00b =?utf-16?B?2AA=?=", body="x\x00y"), lambda i: i.text == "xy" and i.subject.encode(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_bad_mail_is_read_as_the_table_says(name: str) -> None:
    content, is_so = TABLE[name]
    begun = time.process_time()
    found = read(content)
    assert is_so(found), found
    assert "\\x00" not in repr(found) and "\\ud" not in repr(found)  # no database takes these
    assert found.fingerprint and found.message_id and time.process_time() - begun < 3


def test_two_messages_with_one_message_id_are_two() -> None:
    one, other = an_answer("A", Message_ID="<1@x.example>"), an_answer("B", Message_ID="<1@x.example>")
    assert read(one).fingerprint != read(other).fingerprint
    assert read(one).fingerprint == read(b"Received: by another server\r\n" + one).fingerprint


@pytest.fixture
def reminded(db: None) -> tuple[Creditor, Dispatch]:
    return a_reminded_customer()


def test_all_of_the_table_comes_in_without_stopping_the_mailbox(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, _ = reminded
    short = [content for content, _ in TABLE.values() if len(content) < 100_000]
    for content in short:
        take(creditor, content)
    rows = IncomingMessage.objects.filter(creditor=creditor)
    assert rows.count() == len({read(content).fingerprint for content in short})
    assert not customer_of(creditor).email_bounced  # none of these bounces names a message of ours
    assert {row.state for row in rows.filter(kind__in=["reply", "unreadable"])} == {"waiting"}


def test_the_day_it_came_is_ours_whatever_it_says(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    message = take(creditor, an_answer(to=to_token(ours), Date="Sat, 01 Jan 2050 00:00:00 +0000"))
    assert message and str(message.received_on) == CAME_ON and isinstance(message.sent_at, datetime)
    assert str(customer_of(creditor).reply_waiting_since) == CAME_ON


def test_a_receipt_of_reading_a_bounce_of_another_company_and_an_answer_all_at_once(
    reminded: tuple[Creditor, Dispatch],
) -> None:
    creditor, ours = reminded
    take(creditor, a_read_receipt(ours))
    take(creditor, an_answer("STOP", to=to_token(ours)))
    assert states(creditor) == ["replied"] and customer_of(creditor).reply_waiting_since


def test_payé_le_12_03_is_a_proposal_and_no_payment(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    take(creditor, an_answer("Bonjour,\n\nLa facture FA-1 a été payée le 12/02/2026 par virement.", to=to_token(ours)))
    assert {m.state for m in Meaning.objects.all()} <= {"proposed"}
    assert ours.notice.lines.get().receivable.open_cents == 120000


def test_our_new_bank_details_change_nothing(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    take(creditor, an_answer("Voici notre nouveau RIB : FR7630006000011234567890189.", to=to_token(ours)))
    assert {m.state for m in Meaning.objects.all()} <= {"proposed"}
    assert not creditor.bank_accounts.filter(iban__contains="1234567890189").exists()
