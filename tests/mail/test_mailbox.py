"""A mailbox on a real Dovecot: each message once, whatever happens to the line or to the folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from relance.discovery import listeners
from relance.domain.incoming import Fetched, MailboxTrouble
from relance.ledger.models import Creditor, IncomingMessage, Mailbox
from relance.operations.read_mail import MailReport, read_mail
from tests.mail.conftest import Folder
from tests.mail.dovecot import Dovecot
from tests.mail.post import an_answer
from tests.operations.scene import a_creditor, an_act

# the server stamps what arrives with the real clock, so the creditor's day is one after it
DAY = "2099-01-05"


@pytest.fixture
def creditor(db: None) -> Creditor:
    return a_creditor()


def letters(count: int, start: int = 0) -> list[bytes]:
    return [
        an_answer(f"Message {number}", sender=f"client{number}@x.example") for number in range(start, start + count)
    ]


def read(creditor: Creditor, *folders: Folder, **more: Any) -> MailReport:
    names = ",".join(one.name for one in folders)
    how = {**folders[0].settings, "imap_folder": names, **more.pop("settings", {})}
    return read_mail(creditor=creditor, act=an_act(DAY, by="relance"), settings=how, **more)


@pytest.fixture(autouse=True)
def from_the_first_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests' day is far from the server's; a folder is read whole."""
    import datetime

    from relance.operations import read_mail as module

    monkeypatch.setattr(module, "read_since", lambda *_: datetime.date(2000, 1, 1))


def texts(creditor: Creditor) -> list[str]:
    return list(IncomingMessage.objects.filter(creditor=creditor).order_by("pk").values_list("text", flat=True))


def test_new_messages_come_in_once_and_in_order(creditor: Creditor, folder: Folder) -> None:
    folder.put(*letters(3))
    assert read(creditor, folder).taken == {"reply": 3}
    folder.put(*letters(2, start=3))
    assert read(creditor, folder).taken == {"reply": 2}
    assert read(creditor, folder).taken == {}
    assert texts(creditor) == [f"Message {number}" for number in range(5)]


def test_the_mailbox_is_looked_at_and_nothing_more(creditor: Creditor, folder: Folder) -> None:
    folder.put(*letters(2))
    read(creditor, folder)
    assert (
        all("\\Seen" not in flags and "\\Deleted" not in flags for flags in folder.flags()) and len(folder.flags()) == 2
    )


def test_a_folder_made_anew_loses_and_doubles_nothing(creditor: Creditor, folder: Folder) -> None:
    folder.put(*letters(3))
    read(creditor, folder)
    folder.make_anew(*letters(5))
    report = read(creditor, folder)
    assert (report.taken, report.known) == ({"reply": 2}, 3)
    assert texts(creditor) == [f"Message {number}" for number in range(5)]


def test_the_same_mail_in_two_folders_comes_in_once(creditor: Creditor, folder: Folder, another_folder: Folder) -> None:
    folder.put(*letters(2))
    another_folder.put(*letters(3))
    report = read(creditor, folder, another_folder)
    assert (report.folders, report.taken, report.known) == (2, {"reply": 3}, 2)


def test_a_line_cut_in_the_middle_goes_on_where_it_stopped(
    creditor: Creditor, folder: Folder, server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put(*letters(60))
    listener = listeners()["email"]
    fetch = listener.fetch

    def cut_after_ten(settings: Any, uid_validity: int, after_uid: int) -> Iterator[Fetched]:
        for number, one in enumerate(fetch(settings, uid_validity, after_uid)):
            yield one
            if number == 9:
                server.kick()

    monkeypatch.setattr(listener, "fetch", cut_after_ten)
    first = read(creditor, folder)
    assert len(first.troubles) == 1 and "was lost" in first.troubles[0]
    assert 10 <= first.taken["reply"] < 60 and Mailbox.objects.get().trouble == first.troubles[0]
    monkeypatch.setattr(listener, "fetch", fetch)
    second = read(creditor, folder)
    assert first.taken["reply"] + second.taken["reply"] == 60 and not second.known
    assert len(set(texts(creditor))) == 60 and Mailbox.objects.get().trouble == ""


@pytest.mark.slow
def test_a_flood_is_taken_in_round_by_round(creditor: Creditor, folder: Folder) -> None:
    folder.put(*letters(200))
    first = read(creditor, folder, most=120)
    second = read(creditor, folder, most=120)
    assert (first.taken["reply"], first.is_more, second.taken["reply"], second.is_more) == (120, True, 80, False)


def test_a_message_too_big_gives_its_header_alone(creditor: Creditor, folder: Folder, monkeypatch: Any) -> None:
    from relance.channels.email import listen

    monkeypatch.setattr(listen, "MOST_BYTES", 20_000)
    folder.put(an_answer("x" * 30_000 + "\n", Subject="Gros envoi"), *letters(1))
    assert read(creditor, folder).taken == {"reply": 2}
    big = IncomingMessage.objects.get(subject="Gros envoi")
    assert big.text == "" and b"X-Relance-Too-Big" in bytes(big.content)
    assert listeners()["email"].read(bytes(big.content)).problems[0] == "TOO_BIG"


def test_old_mail_of_a_folder_never_read_is_left_alone(folder: Folder) -> None:
    folder.put(*letters(1))
    listener = listeners()["email"]
    assert len(list(listener.fetch({**folder.settings, "imap_since": "2001-01-01"}, 0, 0))) == 1
    assert not list(listener.fetch({**folder.settings, "imap_since": "2098-01-01"}, 0, 0))


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_the_line_is_encrypted_with_a_certificate_that_is_verified(
    folder: Folder, server: Dovecot, security: str
) -> None:
    folder.put(*letters(1))
    trusting = server.settings(folder.name, security)
    listener = listeners()["email"]
    assert [one.uid for one in listener.fetch(trusting, 0, 0)] == [1]
    with pytest.raises(MailboxTrouble, match="certificate of localhost is not valid"):
        list(listener.fetch({**trusting, "imap_ca_file": ""}, 0, 0))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"imap_password": "faux"}, "refuses the user name or the password"),
        ({"imap_folder": "Nulle part"}, "There is no folder Nulle part"),
        ({"imap_port": "1"}, "cannot be opened: .*refused"),
    ],
)
def test_trouble_is_one_sentence(creditor: Creditor, folder: Folder, change: dict[str, str], said: str) -> None:
    report = read(creditor, folder, settings=change)
    assert len(report.troubles) == 1 and "\n" not in report.troubles[0]
    with pytest.raises(MailboxTrouble, match=said):
        list(listeners()["email"].fetch({**folder.settings, **change}, 0, 0))


def test_the_server_tells_when_something_comes(folder: Folder) -> None:
    asked = iter([False])

    def over() -> bool:
        if next(asked, None) is None:
            return True
        folder.put(*letters(1))
        return False

    listener = listeners()["email"]
    assert listener.wait(folder.settings, 4, over) is True
    assert next(asked, "never asked again") == "never asked again"
