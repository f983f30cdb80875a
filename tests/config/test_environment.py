"""What the environment may say, and how a mistake in it is told."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from relance.config import environment
from relance.config.database import database_settings

HOME = Path("/home/dupont/relance")


def test_without_an_address_the_database_is_a_file_in_the_home() -> None:
    assert database_settings("", HOME)["NAME"] == str(HOME / "relance.sqlite3")


def test_a_sqlite_address_names_a_file() -> None:
    assert database_settings("sqlite:////data/my%20debts.sqlite3", HOME)["NAME"] == "/data/my debts.sqlite3"


def test_a_postgresql_address_gives_every_part() -> None:
    found = database_settings("postgres://ann:p%40ss@db:5433/relance?sslmode=require", HOME)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("ann", "p@ss", "db", "5433")
    assert (found["NAME"], found["OPTIONS"]) == ("relance", {"sslmode": "require"})


def test_a_postgresql_socket_is_a_host_too() -> None:
    assert database_settings("postgresql:///relance?host=/run/postgresql", HOME)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "url",
    ["mysql://u:secret@h/n", "relance.sqlite3", "sqlite://", "sqlite:///:memory:", "postgres://h", "pg:x:y"],
)
def test_an_address_that_cannot_be_used_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^RELANCE_DATABASE_URL: .*; write sqlite:.*$") as refusal:
        database_settings(url, HOME)
    assert "secret" not in str(refusal.value)


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    key = environment.secret_key(tmp_path, {})
    assert environment.secret_key(tmp_path, {}) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_key_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("x" * 40 + "\n")
    assert environment.secret_key(tmp_path, {"RELANCE_SECRET_KEY_FILE": str(tmp_path / "key")}) == "x" * 40


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="RELANCE_SECRET_KEY holds fewer than 32 characters"):
        environment.secret_key(tmp_path, {"RELANCE_SECRET_KEY": "short"})


def test_a_secret_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"RELANCE_SMTP_PASSWORD_FILE: cannot read .*gone"):
        environment.smtp({"RELANCE_SMTP_PASSWORD_FILE": str(tmp_path / "gone")})


def test_the_home_follows_the_habits_of_the_system() -> None:
    assert environment.home({"RELANCE_HOME": "/srv/relance"}) == Path("/srv/relance")
    assert environment.home({"XDG_DATA_HOME": "/data"}, "linux") == Path("/data/relance")
    assert environment.home({}, "darwin").parts[-2:] == ("Application Support", "Relance")
    assert environment.home({"LOCALAPPDATA": "/local"}, "win32") == Path("/local/Relance")


def test_a_home_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="set RELANCE_HOME to a folder you may write in"):
        environment.make_home(tmp_path / "file" / "home")


def test_mail_leaves_by_starttls_unless_told_otherwise() -> None:
    assert environment.smtp({"RELANCE_SMTP_HOST": "mail.dupont.fr"})["smtp_port"] == "587"
    assert environment.smtp({"RELANCE_SMTP_SECURITY": "TLS"})["smtp_port"] == "465"


@pytest.mark.parametrize(
    ("name", "value"),
    [("RELANCE_SMTP_SECURITY", "ssl2"), ("RELANCE_SMTP_PORT", "70000"), ("RELANCE_SMTP_PORT", "x")],
)
def test_a_wrong_mail_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is “{value}”: write "):
        environment.smtp({name: value})


OURS = {"RELANCE_SMTP_HOST": "mail.relance.example", "RELANCE_SMTP_USER": "us", "RELANCE_SMTP_PASSWORD": "secret"}


def test_a_creditor_with_a_host_of_its_own_takes_nothing_over_from_the_common_server() -> None:
    own = environment.smtp_by_creditor({**OURS, "RELANCE_SMTP_HOST__DUPONT_SARL": "mail.dupont.fr"})
    assert own["DUPONT_SARL"]["smtp_host"] == "mail.dupont.fr"
    assert (own["DUPONT_SARL"]["smtp_user"], own["DUPONT_SARL"]["smtp_password"]) == ("", "")


def test_without_one_only_what_it_says_differs(tmp_path: Path) -> None:
    (tmp_path / "word").write_text("other\n", encoding="utf-8")
    said = {"RELANCE_SMTP_FROM__SUD": "b@sud.fr", "RELANCE_SMTP_PASSWORD_FILE__SUD": str(tmp_path / "word")}
    found = environment.smtp_by_creditor({**OURS, **said})["SUD"]
    assert (found["smtp_host"], found["smtp_user"]) == ("mail.relance.example", "us")
    assert (found["smtp_from"], found["smtp_password"]) == ("b@sud.fr", "other")


def test_another_security_brings_its_own_port() -> None:
    said = {**OURS, "RELANCE_SMTP_PORT": "2525", "RELANCE_SMTP_SECURITY__SUD": "tls"}
    assert environment.smtp_by_creditor(said)["SUD"]["smtp_port"] == "465"


def test_a_wrong_setting_of_one_creditor_says_whose_it_is() -> None:
    with pytest.raises(ImproperlyConfigured, match="end in __SUD"):
        environment.smtp_by_creditor({"RELANCE_SMTP_PORT__SUD": "x"})


def test_without_creditors_of_their_own_there_are_none() -> None:
    assert environment.smtp_by_creditor(OURS) == {}


@pytest.mark.parametrize("value", ["0", "x", "9999", "-1"])
def test_a_wait_is_seconds(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^RELANCE_SMTP_TIMEOUT is “.*”: write seconds"):
        environment.smtp({"RELANCE_SMTP_TIMEOUT": value})


def test_a_switch_is_on_off_or_refused() -> None:
    assert environment.flag("X", {"X": "Yes"}) and not environment.flag("X", {})
    with pytest.raises(ImproperlyConfigured, match=r"^X is “perhaps”: write 1 or 0\.$"):
        environment.flag("X", {"X": "perhaps"})


@pytest.mark.sqlite_only
@pytest.mark.django_db
@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_sqlite_waits_for_the_disk_and_keeps_references(pragma: str, value: object) -> None:
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_the_second_run_is_on_postgresql() -> None:
    assert connection.vendor == "postgresql"


MAILBOX = {"RELANCE_IMAP_HOST": "mail.relance.example", "RELANCE_IMAP_USER": "us", "RELANCE_IMAP_PASSWORD": "secret"}


def test_the_mailbox_is_read_over_tls_unless_said_otherwise() -> None:
    assert environment.imap({})["imap_host"] == ""
    found = environment.imap(MAILBOX)
    assert (found["imap_port"], found["imap_security"], found["imap_folder"]) == ("993", "tls", "INBOX")
    assert environment.imap({"RELANCE_IMAP_SECURITY": "starttls"})["imap_port"] == "143"
    assert environment.imap({"RELANCE_IMAP_FOLDER": "INBOX, Réponses ,"})["imap_folder"] == "INBOX,Réponses"


@pytest.mark.parametrize(("name", "value"), [("RELANCE_IMAP_SECURITY", "ssl"), ("RELANCE_IMAP_PORT", "0")])
def test_a_mailbox_said_wrongly_is_refused(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        environment.imap({name: value})


def test_a_creditor_with_a_mailbox_of_its_own_takes_nothing_of_the_common_one() -> None:
    own = environment.imap_by_creditor({**MAILBOX, "RELANCE_IMAP_HOST__SUD": "mail.sud.fr"})["SUD"]
    assert (own["imap_host"], own["imap_user"], own["imap_password"]) == ("mail.sud.fr", "", "")
    folder = environment.imap_by_creditor({**MAILBOX, "RELANCE_IMAP_FOLDER__SUD": "Sud"})["SUD"]
    assert (folder["imap_host"], folder["imap_folder"], folder["imap_password"]) == (
        "mail.relance.example",
        "Sud",
        "secret",
    )
