"""Channels: what the environment says without any secret, a trial of each, and sending switched on."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from relance.discovery import trials
from relance.ledger.models import Creditor, Event
from tests.operations.sink import Sink, a_mail_server

pytestmark = pytest.mark.sqlite_only
PAGE, SENDING, TRY = "/settings/channels/", "/settings/channels/sending/", "/settings/channels/try/"


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server, and the environment that names it."""
    with a_mail_server() as (server, found):
        settings.RELANCE_SMTP = {**settings.RELANCE_SMTP, **found, "smtp_user": "", "smtp_password": ""}
        yield server


def tried(client: Client, what: str) -> str:
    return client.post(TRY, {"what": what}, follow=True).content.decode()


def test_without_a_server_the_page_names_what_to_set_and_no_secret(claire: Client, settings: Any) -> None:
    settings.RELANCE_SMTP = {**settings.RELANCE_SMTP, "smtp_user": "moi", "smtp_password": "geheim"}
    page = claire.get(PAGE).content.decode()
    assert "RELANCE_SMTP_HOST" in page and "RELANCE_IMAP_HOST" in page and "geheim" not in page
    assert "Aucun serveur de messagerie n’est connu" in tried(claire, "server")


def test_a_server_that_answers_is_said_to(claire: Client, sink: Sink) -> None:
    assert "127.0.0.1 répond" in tried(claire, "server")
    assert sink.connections and not sink.mails
    assert Event.objects.get(verb="channel_tried").payload == {"channel": "SMTP", "outcome": "ok"}


def test_a_server_that_is_not_there_says_what_to_check(claire: Client, settings: Any) -> None:
    settings.RELANCE_SMTP = {**settings.RELANCE_SMTP, "smtp_host": "127.0.0.1", "smtp_port": "9"}
    page = tried(claire, "server")
    assert "127.0.0.1 refuse la connexion" in page and "RELANCE_SMTP_PORT" in page


def test_a_test_message_goes_to_oneself_alone(claire: Client, creditor: Creditor, sink: Sink) -> None:
    User.objects.filter(username="claire").update(email="claire@nord.example")
    assert "Envoyé à claire@nord.example" in tried(claire, "message")
    assert [mail.rcpt_tos for mail in sink.mails] == [["claire@nord.example"]]
    subject = str(message_from_bytes(bytes(sink.mails[0].content or b""), policy=policy.default)["Subject"])
    assert subject.startswith("[Essai] Atelier Nord SARL")


def test_without_a_server_the_test_message_is_a_file(claire: Client, creditor: Creditor) -> None:
    page = tried(claire, "message")
    assert "Mis dans la boîte d’envoi" in page
    assert Path(page.split("n’est connu\xa0: ")[1].split("<")[0].strip()).is_file()


def test_sending_is_switched_on_once_it_is_said_what_that_does(claire: Client, creditor: Creditor, sink: Sink) -> None:
    page = claire.get(SENDING).content.decode()
    assert "127.0.0.1" in page and creditor.email in page and "ne peut pas être repris" in page
    assert Creditor.objects.get().delivery == "outbox"
    claire.post(SENDING, {"to": "smtp"})
    assert Creditor.objects.get().delivery == "smtp" and not sink.mails
    claire.post(SENDING, {"to": "outbox"})
    assert Creditor.objects.get().delivery == "outbox"


def test_sending_stays_off_where_the_server_does_not_answer(claire: Client, creditor: Creditor, settings: Any) -> None:
    assert "Pas encore possible" in claire.get(SENDING).content.decode()
    settings.RELANCE_SMTP = {**settings.RELANCE_SMTP, "smtp_host": "127.0.0.1", "smtp_port": "9"}
    assert "L’envoi reste désactivé" in claire.post(SENDING, {"to": "smtp"}, follow=True).content.decode()
    assert Creditor.objects.get().delivery == "outbox"


def test_a_mailbox_that_is_not_there_says_what_to_check(claire: Client, creditor: Creditor, settings: Any) -> None:
    assert "Aucune boîte aux lettres n’est connue" in tried(claire, "mailbox")
    there = {"imap_host": "127.0.0.1", "imap_port": "9", "imap_security": "none", "imap_user": "moi"}
    settings.RELANCE_IMAP = {**settings.RELANCE_IMAP, **there}
    assert "127.0.0.1 est injoignable" in tried(claire, "mailbox")


def test_a_provider_is_tried_by_a_question_that_orders_nothing(
    claire: Client, creditor: Creditor, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Creditor.objects.update(postal_provider="merci_facteur")
    assert "RELANCE_MERCI_FACTEUR_ID" in claire.get(PAGE).content.decode()
    assert "son compte est incomplet" in tried(claire, "post")
    monkeypatch.setitem(trials(), "merci_facteur", lambda _settings: "")
    assert "Merci Facteur connaît votre compte" in tried(claire, "post")


@pytest.mark.parametrize("channel", ["letter", "phone"])
def test_a_sample_is_a_paper_of_this_company(claire: Client, channel: str) -> None:
    answer = claire.get(f"/settings/channels/sample/{channel}/")
    assert answer.headers["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert claire.get("/settings/channels/sample/email/").status_code == 404
