"""A file between its first look and its import: under a random name, for its sender's session only."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.http import HttpRequest

MOST_BYTES = 50 * 1024 * 1024
FORGOTTEN_AFTER = 24 * 3600  # seconds
KEY = "upload"


def _folder() -> Path:
    folder = Path(settings.RELANCE_HOME) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep(request: HttpRequest, sent: File[Any]) -> None:
    """Keep the file; the one that this session had before goes, and those that people forgot."""
    drop(request)
    _sweep()
    token = secrets.token_hex(16)
    path = _folder() / token
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in sent.chunks():
            file.write(chunk)
    name = Path(str(sent.name or "file").replace("\\", "/")).name
    request.session[KEY] = {"token": token, "name": name[:200]}


def waiting(request: HttpRequest) -> tuple[str, bytes] | None:
    """The name and bytes of this session's file; None where there is none."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    try:
        return kept["name"], (_folder() / kept["token"]).read_bytes()
    except FileNotFoundError:
        return None


def drop(request: HttpRequest) -> None:
    """Delete this session's file."""
    kept = request.session.pop(KEY, None)
    if kept:
        (_folder() / kept["token"]).unlink(missing_ok=True)


def _sweep() -> None:
    limit = time.time() - FORGOTTEN_AFTER
    for path in _folder().iterdir():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
