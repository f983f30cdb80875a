"""Talking to Merci Facteur: token, requests with a time limit, and what a failure means."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import httpx

from relance.domain.message import Begin, at_once

BASE = "https://www.merci-facteur.com/api/1.2/prod/service"
ANY_ADDRESS = "111.111.111"  # what the documentation asks for where the restriction by IP address is lifted
MOST_BYTES = 40_000_000
EARLY = 120  # seconds before its end at which a token counts as over
DAY = 86_400

# never: certainly not taken in; perhaps: it may have been; account: our account or settings are refused
Meaning = Literal["never", "perhaps", "account", "later"]


class Failure(Exception):
    """An answer that is not a success; `code` is the provider's own."""

    def __init__(self, meaning: Meaning, sentence: str, code: str = "") -> None:
        super().__init__(sentence)
        self.meaning = meaning
        self.code = code


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    until: float


_TOKENS: dict[tuple[str, str, str], _Token] = {}
_LOCK = threading.Lock()


def base_of(settings: Mapping[str, str]) -> str:
    """The address of the service."""
    return (settings.get("url") or BASE).rstrip("/")


def signature(service: str, secret: str, at: int) -> str:
    """The signed service id and Unix second: HMAC-SHA256, the secret is the key and never travels."""
    return hmac.new(secret.encode(), f"{service}{at}".encode(), hashlib.sha256).hexdigest()


def forget_tokens() -> None:
    """Drop the tokens kept by this process."""
    with _LOCK:
        _TOKENS.clear()


def token_of(settings: Mapping[str, str], *, fresh: bool = False) -> str:
    """An access token, kept for as long as it lives. Raises Failure: nothing was ordered by asking."""
    key = (base_of(settings), settings["id"], settings["secret"])
    with _LOCK:
        kept = _TOKENS.get(key)
    now = time.time()
    if kept and not fresh and kept.until - EARLY > now:
        return kept.text
    at = int(now)
    headers = {
        "ww-service-signature": signature(settings["id"], settings["secret"], at),
        "ww-timestamp": str(at),
        "ww-service-id": settings["id"],
        "ww-authorized-ip": settings.get("ip") or ANY_ADDRESS,
    }
    try:
        answer = _request("GET", "getToken", settings, headers)
    except Failure as failure:
        meaning: Meaning = "later" if failure.meaning == "perhaps" else failure.meaning
        # a signature or an identity that is refused is our account's business, whatever the status
        raise Failure("account" if meaning == "never" else meaning, str(failure), failure.code) from None
    text = str(answer.get("token") or "")
    if not text:
        raise Failure("later", "Merci Facteur answered without a token")
    made = _Token(text, float(answer.get("expire") or now + DAY))
    with _LOCK:
        _TOKENS[key] = made
    return text


class Dropped(Exception):
    """The caller no longer wants what it was about to ask."""


def ask(method: str, endpoint: str, settings: Mapping[str, str], begin: Begin = at_once, **what: Any) -> dict[str, Any]:
    """One request with a token; a token that is over is renewed once (a 401 says that nothing was taken in)."""
    for fresh in (False, True):
        headers = {"ww-service-id": settings["id"], "ww-access-token": token_of(settings, fresh=fresh)}
        if not fresh and not begin():
            raise Dropped
        try:
            return _request(method, endpoint, settings, headers, **what)
        except Failure as failure:
            if failure.meaning != "account" or failure.code == "403" or fresh:
                raise
    raise AssertionError("not reached")


@cache
def _line(seconds: str) -> httpx.Client:
    """Made once, for certificates take long to read; each request has a connection of its own, never a stale one."""
    limit = httpx.Timeout(float(seconds), connect=10)
    return httpx.Client(timeout=limit, follow_redirects=False, limits=httpx.Limits(max_keepalive_connections=0))


def _request(
    method: str, endpoint: str, settings: Mapping[str, str], headers: Mapping[str, str], **what: Any
) -> dict[str, Any]:
    """The JSON document of a success. Raises Failure saying what the other side may have done."""
    try:
        address = f"{base_of(settings)}/{endpoint}"
        answer = _line(settings.get("timeout") or "60").request(method, address, headers=dict(headers), **what)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL) as fault:
        raise Failure("later", f"Merci Facteur cannot be reached ({type(fault).__name__})") from None
    except httpx.HTTPError as fault:
        raise Failure("perhaps", f"the connection to Merci Facteur was lost ({type(fault).__name__})") from None
    return _read(answer, endpoint)


def _read(answer: httpx.Response, endpoint: str) -> dict[str, Any]:
    status = answer.status_code
    if len(answer.content) > MOST_BYTES:
        raise Failure("perhaps", f"Merci Facteur answered {endpoint} with more than {MOST_BYTES // 10**6} MB")
    document = _document(answer)
    code, text = _error(document)
    said = " ".join(part for part in (code, text) if part)[:300] or f"HTTP {status}"
    if status in (401, 403):
        raise Failure("account", f"Merci Facteur refuses this account: {said}", str(status))
    if status == 429:
        raise Failure("later", f"Merci Facteur asks to wait: {said}")
    if status >= 500 or document is None:
        raise Failure("perhaps", f"Merci Facteur failed: {said}", code)
    if document.get("success") is not True:
        raise Failure("never", said, code)
    return document


def _document(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        found = json.loads(answer.content)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _error(document: dict[str, Any] | None) -> tuple[str, str]:
    """Code and words of an error, which the documentation shows as a text or as an object."""
    error = (document or {}).get("error")
    if isinstance(error, dict):
        return str(error.get("code") or ""), str(error.get("text") or "")
    return (str(error), "") if error else ("", "")
