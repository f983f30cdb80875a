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
