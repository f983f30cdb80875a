"""One throw-away home and one database (SQLite or PostgreSQL) for the whole run of tests."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import postgres
from tests.demonstration import Demonstration, the_demonstration

REPOSITORY = Path(__file__).resolve().parent.parent
ON_POSTGRES = os.environ.get("RELANCE_TEST_DATABASE", "sqlite") == "postgres"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "database_url"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def _fresh_environment() -> None:
    """Nothing of the developer's own environment may reach a test, and no test their data."""
    if settings.configured:
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests choose their own settings.")
    for name in [name for name in os.environ if name.startswith("RELANCE_")]:
        if not name.startswith(("RELANCE_TEST_", "RELANCE_REQUIRE_", "RELANCE_SHARED", "RELANCE_CHROMIUM")):
            del os.environ[name]
    home = tempfile.TemporaryDirectory(prefix="relance-tests-")
    atexit.register(home.cleanup)
    os.environ["RELANCE_HOME"] = home.name
    os.environ["RELANCE_SECRET_KEY"] = "only for tests, only for tests, only for tests"
    os.environ["RELANCE_JOBS"] = "here"
    if ON_POSTGRES:
        os.environ["RELANCE_DATABASE_URL"] = postgres.url_for_tests()


def _load_settings() -> None:
    """Settings are read here, after the environment is made, and not by any plug-in before."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "relance.config.settings"
    django.setup()
    del os.environ["DJANGO_SETTINGS_MODULE"]  # workers of pytest-xdist must come by here as well
    database = settings.DATABASES["default"]
    if not ON_POSTGRES:  # a file, as in real use: a database in memory knows no WAL and other locks
        database.setdefault("TEST", {})["NAME"] = str(Path(os.environ["RELANCE_HOME"]) / "test.sqlite3")
    database["CONN_MAX_AGE"] = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; never outside tests


_fresh_environment()
_load_settings()
hypothesis_settings.register_profile(
    "relance",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    derandomize=os.environ.get("CI") == "true",  # a change is judged by its own merits; new examples come at the desk
)
hypothesis_settings.load_profile("relance")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The second run, on PostgreSQL, repeats the tests that touch the database, and only those."""
    left_out = [item for item in items if not _runs_here(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _runs_here(item: pytest.Item) -> bool:
    if not ON_POSTGRES:
        return item.get_closest_marker("postgres_only") is None
    if item.get_closest_marker("sqlite_only"):
        return False
    touches = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    return bool(touches or any(map(item.get_closest_marker, ("django_db", "postgres_only", "browser"))))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Where the browser or PostgreSQL is required, a test that skips for want of it fails."""
    report = yield
    needed = {"browser": "RELANCE_REQUIRE_BROWSER", "postgres_only": "RELANCE_REQUIRE_POSTGRES"}
    for marker, variable in needed.items():
        if report.skipped and item.get_closest_marker(marker) and os.environ.get(variable) == "1":
            report.outcome = "failed"
            report.longrepr = f"skipped, though {variable}=1: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium of this machine; skips where there is none."""
    named = os.environ.get("RELANCE_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip("no Chromium on this machine (set RELANCE_CHROMIUM to its path)")
    return found


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The reference cases that are not part of the project; skips where they are absent."""
    folder = Path(os.environ.get("RELANCE_SHARED") or REPOSITORY.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"no reference cases at {folder} (set RELANCE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    mine = tmp_path_factory.getbasetemp()
    return mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine


@pytest.fixture(scope="session")
def demonstration(run_folder: Path) -> Demonstration:
    """`relance demo`, made once for all workers; look, do not write."""
    return the_demonstration(run_folder)


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database for commands run in their own process."""
    if not ON_POSTGRES:
        yield f"sqlite:///{tmp_path / 'relance.sqlite3'}"
        return
    with postgres.empty_database(os.environ["RELANCE_DATABASE_URL"]) as url:
        yield url


@pytest.fixture
def command_environment(tmp_path: Path, database_url: str) -> dict[str, str]:
    """The environment of a fresh installation, for commands run in their own process."""
    path = os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)])
    changed = {
        "RELANCE_HOME": str(tmp_path / "home"),
        "RELANCE_DATABASE_URL": database_url,
        "PYTHONPATH": path,
    }
    return {**os.environ, **changed}
