"""What an answer says, whatever its form: pages, tables, PDF, archives, headers."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit
from zipfile import ZipFile, is_zipfile

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.urls import Resolver404, resolve

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
POSTED = re.compile(r'(?:<form(?=[^>]*method="post")[^>]*?\saction|formaction|hx-post)="(/[^"]*)"')
LINKED = re.compile(r'<a\b[^>]*?\shref="(/[^"]*)"')
# what being signed in writes down by itself
SESSIONS = re.compile(r'"(django_session|usersessions_usersession|axes_\w+|account_\w+|mfa_\w+)"')


def said(answer: Any, address: str = "") -> str:
    """All words of an answer, without spaces and in small letters; the address that was asked for left out."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = _words(content)
    for form in {address, quote(address), address.replace("&", "&amp;")} - {""}:
        text = text.replace(form, "")
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items()).replace(address or "\0", "")
    cookies = answer.cookies.output()
    return squeezed(f"{text} {headers} {cookies}")


def squeezed(text: str) -> str:
    """Small letters only: a line break or a thin space in a name hides nothing."""
    return re.sub(r"\s", "", text).casefold()


def _words(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        return told.stdout.decode()
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            return " ".join(_words(archive.read(name)) + name for name in archive.namelist())
    return content.decode("utf-8", "replace")


def offered(answer: Any) -> set[tuple[str, str]]:
    """The pages that this page leads to: how, and the name of their address."""
    text = answer.content.decode()
    found = set()
    for method, pattern in (("POST", POSTED), ("GET", LINKED)):
        for where in pattern.findall(text):
            try:
                found.add((method, str(resolve(urlsplit(unescape(where)).path).url_name)))
            except Resolver404:  # a file of ours, an address elsewhere, a place on the same page
                continue
    return found


@contextmanager
def writes_seen() -> Iterator[list[str]]:
    """The statements that change rows, those of the sign-in's own bookkeeping excepted."""
    found: list[str] = []

    def watched(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and not SESSIONS.search(sql):
            found.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watched):
        yield found


def rows_of(creditor: Model | None = None) -> dict[str, int]:
    """A sum of each of our tables, whole or of one company: two that are equal have the same rows."""
    sums = {}
    for model in apps.get_app_config("ledger").get_models():
        rows = model.objects.order_by("pk")
        if creditor is not None:
            names = {field.name for field in model._meta.fields}
            if "creditor" not in names:
                continue
            rows = rows.filter(creditor=creditor)
        sums[model.__name__] = hash(tuple(map(repr, rows.values_list())))
    return sums
