"""A mailbox is tried: it opens, or one sentence says what is wrong; nothing is taken in by it."""

from __future__ import annotations

from typing import Any

import pytest

from relance.ledger.builders import act_on, make_creditor
from relance.ledger.models import Event, IncomingMessage, Mailbox
from relance.operations.try_channel import try_mailbox
from tests.mail.conftest import Folder
from tests.web.firm import TODAY

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]


def test_a_mailbox_that_opens_is_left_as_it_is(folder: Folder, settings: Any) -> None:
    folder.put(b"From: a@b.example\r\nSubject: Bonjour\r\n\r\nRien.\r\n")
    settings.RELANCE_IMAP = folder.settings
    assert try_mailbox(creditor=make_creditor(), act=act_on(TODAY)) == ""
    assert r"\Seen" not in folder.flags()[0]
    assert not IncomingMessage.objects.exists() and not Mailbox.objects.exists()


def test_a_folder_that_is_not_there_is_said(folder: Folder, settings: Any) -> None:
    settings.RELANCE_IMAP = {**folder.settings, "imap_folder": "Nulle-part"}
    assert "no folder Nulle-part" in try_mailbox(creditor=make_creditor(), act=act_on(TODAY))
    assert "no folder" in Event.objects.get(verb="channel_tried").payload["outcome"]
