"""A throw-away PostgreSQL for tests, started as an ordinary user in a temporary folder."""

from __future__ import annotations

import atexit
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Library/PostgreSQL/*/bin",
)
# Tests may lose everything in a power cut: waiting for the disk would only slow them down.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


class NotStarted(Exception):
    """PostgreSQL is on this machine but would not start; the text says why."""


@cache
def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest version first; None where there is none."""
    folders = [path for place in PLACES for path in Path("/").glob(place.lstrip("/"))]
    folders.sort(key=lambda path: [int(n) for n in re.findall(r"\d+", str(path))], reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.insert(0, Path(on_path).resolve().parent)
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


def version() -> str:
    """What the server says of itself, such as 15.18."""
    folder = binaries()
    if folder is None:
        return ""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)
    return said.stdout.split()[2]


@cache
def url_for_tests() -> str:
    """The address of the run's cluster: one already running, else one started now and stopped at exit."""
    given = os.environ.get("RELANCE_TEST_POSTGRES_URL")
    if given:
        return given
    url = _start()
    os.environ["RELANCE_TEST_POSTGRES_URL"] = url  # workers of pytest-xdist share it
    return url


@contextmanager
def empty_database(url: str) -> Iterator[str]:
    """A new database beside the one of `url`, dropped afterwards."""
    name = f"relance_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def _start() -> str:
    folder = binaries()
    if folder is None:
        raise NotStarted("no initdb and postgres on this machine: install PostgreSQL, or leave these tests out")
    home = Path(tempfile.mkdtemp(prefix="relance-pg-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    owner = _ordinary_user()
    if owner:
        shutil.chown(home, owner["user"], owner["group"])
    _make_cluster(folder, home, owner)
    for _ in range(3):  # someone may take the port between finding it and using it
        port = _free_port()
        server = _serve(folder, home, port, owner)
        url = f"postgresql://relance@127.0.0.1:{port}/postgres"
        if _answers(server, url):
            atexit.register(_stop, server, os.getpid())
            return url
        _stop(server, os.getpid())
    log = (home / "server.log").read_text(encoding="utf-8", errors="replace")
    raise NotStarted(f"PostgreSQL did not start: {log[-800:].strip()}")


def _make_cluster(folder: Path, home: Path, owner: dict[str, Any]) -> None:
    command = [str(folder / "initdb"), "-D", str(home / "data"), "--username=relance", "--auth=trust"]
    command += ["--encoding=UTF8", "--no-locale", "--no-sync"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=home, **owner)
    if done.returncode:
        raise NotStarted(f"initdb failed: {done.stderr.strip()}")


def _serve(folder: Path, home: Path, port: int, owner: dict[str, Any]) -> subprocess.Popen[bytes]:
    command = [str(folder / "postgres"), "-D", str(home / "data"), "-p", str(port)]
    command += ["-h", "127.0.0.1", "-k", str(home)]
    for setting in FAST:
        command += ["-c", setting]
    with (home / "server.log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=home, start_new_session=True, **owner)


def _ordinary_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as `postgres`, else as `nobody`."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NotStarted("run as root, and neither the user postgres nor nobody exists")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(server: subprocess.Popen[bytes], url: str, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return True
    return False


def _stop(server: subprocess.Popen[bytes], starter: int) -> None:
    if os.getpid() != starter or server.poll() is not None:
        return  # a forked child leaves the server to its parent
    server.send_signal(signal.SIGINT)  # "fast" shutdown: disconnects everyone
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
