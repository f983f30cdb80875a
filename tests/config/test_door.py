"""What every answer of the site carries, and that the package serves its own files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import Tags, run_checks
from django.test import Client
from pytest_django.fixtures import Settings

from relance.config.environment import smtp

REPOSITORY = Path(__file__).resolve().parent.parent.parent
STATIC = REPOSITORY / "src" / "relance" / "web" / "static" / "vendor"


def settings_with(home: Path, **variables: str) -> dict[str, object]:
    """Some settings, as a fresh process reads them."""
    code = (
        "import json; from relance.config import settings as s;"
        "ends = ('_SECURE', '_NAME', '_SECONDS', 'DEBUG', '_HOSTS');"
        "print(json.dumps({n: getattr(s, n) for n in dir(s) if n.endswith(ends)}))"
    )
    environment = {
        **os.environ,
        "RELANCE_HOME": str(home),
        "PYTHONPATH": str(REPOSITORY / "src"),
        **variables,
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_every_answer_forbids_foreign_scripts_and_frames() -> None:
    answer = Client().get("/no-such-page/")
    policy = answer.headers["Content-Security-Policy"]
    for rule in ("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"):
        assert rule in policy
    assert "unsafe" not in policy


def test_every_answer_forbids_framing_and_guessing_of_types() -> None:
    headers = Client().get("/no-such-page/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["pico.min.css", "htmx.min.js"])
def test_style_and_script_are_served_without_any_preparation(name: str) -> None:
    answer = Client().get(f"/static/vendor/{name}")
    assert answer.status_code == 200
    assert answer.getvalue() == (STATIC / name).read_bytes()


def test_the_copied_files_are_those_of_their_sums() -> None:
    done = subprocess.run([sys.executable, REPOSITORY / "vendor" / "copy.py", "--check"], capture_output=True)
    assert done.returncode == 0, done.stderr


def test_a_fresh_installation_is_closed_to_the_outside(tmp_path: Path) -> None:
    found = settings_with(tmp_path)
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_behind_https_cookies_never_travel_in_clear(tmp_path: Path) -> None:
    found = settings_with(tmp_path, RELANCE_HTTPS="1")
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert found["SESSION_COOKIE_NAME"] == "__Host-relance"
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000


def test_the_installation_of_the_tests_has_nothing_to_mend() -> None:
    assert [message.id for message in run_checks(tags=[Tags.security])] == []


def test_a_home_or_a_key_that_others_can_read_is_told(tmp_path: Path, settings: Settings) -> None:
    settings.RELANCE_HOME = tmp_path
    (tmp_path / "secret_key").touch()
    tmp_path.chmod(0o755)
    (tmp_path / "secret_key").chmod(0o644)
    assert {message.id for message in run_checks(tags=[Tags.security])} == {"relance.E001", "relance.W004"}


def test_a_mail_password_in_clear_is_told(settings: Settings) -> None:
    settings.RELANCE_SMTP = smtp(
        {"RELANCE_SMTP_HOST": "mail", "RELANCE_SMTP_SECURITY": "none", "RELANCE_SMTP_PASSWORD": "x"}
    )
    assert [message.id for message in run_checks(tags=[Tags.security])] == ["relance.W003"]
