"""`relance listen`, and the worker that listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from relance.discovery import listeners
from relance.domain.incoming import Fetched, MailboxTrouble
from tests.cli.conftest import Relance
from tests.mail.post import SAMPLES, an_answer

MAILBOX = {"imap_host": "mail.atelier.example", "imap_user": "atelier", "imap_folder": "INBOX"}
DAY = ("--today", "2026-02-12")


@pytest.fixture
def arriving(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[Fetched | MailboxTrouble]:
    """What the mailbox holds; trouble where the line breaks."""
    coming: list[Fetched | MailboxTrouble] = []

    def fetch(settings: Any, uid_validity: int, after_uid: int) -> Any:
        for one in coming:
            if isinstance(one, MailboxTrouble):
                raise one
            if one.uid > after_uid:
                yield one

    settings.RELANCE_IMAP = MAILBOX
    monkeypatch.setattr(listeners()["email"], "fetch", fetch)
    return coming


def test_without_a_mailbox_it_says_what_to_do(atelier: Relance) -> None:
    said = atelier("listen", *DAY)
    assert said.code == 2 and "RELANCE_IMAP_HOST" in said.err and "--file" in said.err


def test_new_mail_is_counted_by_kind(atelier: Relance, arriving: list[Any]) -> None:
    arriving += [Fetched(1, 7, an_answer(sender="compta@dupont.example")), Fetched(2, 7, b"From: a@b.example\n\nSTOP")]
    assert atelier("listen", "--json", *DAY).document["taken"] == {"reply": 2}
    assert atelier("listen", *DAY).out == "Nothing new.\n"


def test_trouble_is_said_in_one_sentence_and_what_came_before_it_stays(atelier: Relance, arriving: list[Any]) -> None:
    arriving += [Fetched(1, 7, an_answer()), MailboxTrouble("The connection to mail.atelier.example was lost.")]
    said = atelier("listen", *DAY)
    assert said.code == 1 and said.out == "reply 1\n! The connection to mail.atelier.example was lost.\n"


def test_the_doctor_repeats_the_trouble(atelier: Relance, arriving: list[Any]) -> None:
    arriving.append(MailboxTrouble("There is no folder Rien."))
    atelier("listen", *DAY)
    found = {one["check"]: one for one in atelier("doctor", "--json").document["findings"]}
    assert (found["mailbox"]["severity"], found["mailbox"]["message"]) == ("problem", "There is no folder Rien.")


def test_files_are_taken_in_by_hand_once(atelier: Relance, file: Callable[[str, str], str]) -> None:
    mine = file("r.eml", an_answer(sender="compta@dupont.example").decode())
    found = atelier("listen", "--file", mine, str(SAMPLES / "absence-fr.eml"), mine, "--json", *DAY).document["files"]
    assert [(one["kind"], one["customer"]) for one in found] == [("reply", "DUPONT"), ("absence", None), (None, None)]


def test_a_file_that_is_not_there_is_refused(atelier: Relance) -> None:
    said = atelier("listen", "--file", "nowhere.eml", *DAY)
    assert said.code == 2 and "nowhere.eml cannot be read" in said.err


def test_with_two_creditors_the_common_mailbox_is_nobody_s(
    atelier: Relance, arriving: list[Any], settings: Any
) -> None:
    assert atelier("setup", "--name", "Autre SARL", *DAY).code == 0
    assert atelier("listen", "--creditor", "autre-sarl", *DAY).code == 2
    settings.RELANCE_IMAP_OF = {"AUTRE_SARL": MAILBOX}
    assert atelier("listen", "--creditor", "autre-sarl", *DAY).code == 0


def test_the_worker_listens_before_it_sends(atelier: Relance, arriving: list[Any]) -> None:
    arriving.append(Fetched(1, 7, an_answer(sender="compta@dupont.example")))
    said = atelier("worker", "--once", "--json", "--today", "2026-02-17")
    assert said.document["sent"] == 0
    assert atelier("explain", "FA-1", "--json", "--today", "2026-02-17").out.count("reply_waiting")


def test_trouble_with_the_mailbox_does_not_keep_the_worker_from_sending(atelier: Relance, arriving: list[Any]) -> None:
    arriving.append(MailboxTrouble("The mailbox is away."))
    said = atelier("worker", "--once", "--json", "--today", "2026-02-17")
    assert said.document["sent"] == 1 and "The mailbox is away." in said.err
