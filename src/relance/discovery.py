"""Finds the folders of channels, readers and countries, ours and those of outside packages."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from relance.domain.incoming import Listener
from relance.domain.message import Channel
from relance.domain.postal import PostalProvider
from relance.domain.rows import Reader

# asked with the settings: what is wrong in one sentence, empty where nothing is; nothing is sent or ordered
Trial = Callable[[Mapping[str, str]], str]


class NotFound(LookupError):
    """Nothing of that name is installed."""


@cache
def channels() -> dict[str, Channel]:
    """Ways to reach a customer, by key (`CHANNEL` of each folder under `relance.channels`)."""
    return {channel.key: channel for channel in _found("channels", "CHANNEL")}


@cache
def listeners() -> dict[str, Listener]:
    """Where answers come back, by key (`LISTENER` beside `CHANNEL`)."""
    return {listener.key: listener for listener in _found("channels", "LISTENER")}


@cache
def readers() -> dict[str, Reader]:
    """File formats that can be imported, by key (`READER` of each folder under `relance.readers`)."""
    return {reader.key: reader for reader in _found("readers", "READER")}


@cache
def postal_providers() -> dict[str, PostalProvider]:
    """Who prints and posts letters for us, by key (`PROVIDER` of each folder under `relance.postal`)."""
    return {provider.key: provider for provider in _found("postal", "PROVIDER")}


@cache
def trials() -> dict[str, Trial]:
    """How the server of a channel or of a postal provider is tried, by key (`TRIAL` beside what the folder offers)."""
    return dict([*_named("channels", "TRIAL"), *_named("postal", "TRIAL")])


@cache
def countries() -> dict[str, Any]:
    """What each country's law says, by ISO 3166 code (`LAW` of each folder under `relance.countries`)."""
    return dict(_named("countries", "LAW"))


def country(code: str) -> Any:
    """The law of one country; `NotFound` names those that are known."""
    laws = countries()
    try:
        return laws[code.upper()]
    except KeyError:
        known = ", ".join(sorted(laws)) or "none"
        raise NotFound(f"No rules are installed for the country “{code}”: known are {known}.") from None


def _found(room: str, name: str) -> list[Any]:
    return [thing for _, thing in _named(room, name)]


def _named(room: str, name: str) -> list[tuple[str, Any]]:
    """Folder name (capitals for countries) and what it offers; an outside package may replace ours."""
    try:
        package = import_module(f"relance.{room}")
    except ModuleNotFoundError:
        return []
    found: dict[str, Any] = {}
    for entry in sorted(pkgutil.iter_modules(package.__path__), key=lambda one: one.name):
        offered = getattr(import_module(f"relance.{room}.{entry.name}"), name, None)
        if offered is not None:
            found[entry.name.upper() if room == "countries" else entry.name] = offered
    for outside in sorted(entry_points(group=f"relance.{room}"), key=lambda one: one.name):
        found[outside.name.upper() if room == "countries" else outside.name] = outside.load()
    return list(found.items())
