"""The canaries are everywhere: a new table or text that they do not reach fails here."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.crawl.canaries import CLOSED, NAMES, fields_to_fill, models_of_the_ledger
from tests.crawl.world import Company

OF_A_PERSON = {"SignInLink"}  # it belongs to a person, not to a company
pytestmark = pytest.mark.sqlite_only


def said_in(model: Any, name: str) -> str:
    return " ".join(_text(value) for value in model.objects.values_list(name, flat=True)).casefold()


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return json.dumps(value) if isinstance(value, dict | list) else str(value)


def test_every_text_of_every_table_says_whose_it_is(world: tuple[Company, Company]) -> None:
    missing = []
    for model in models_of_the_ledger():
        for field in fields_to_fill(model):
            said = said_in(model, field.name)
            missing += [f"{model.__name__}.{field.name}: {c.mark}" for c in world if f"qzx{c.mark}" not in said]
    assert missing == []


def test_every_table_has_rows_of_both_companies(world: tuple[Company, Company]) -> None:
    for model in models_of_the_ledger():
        for company in world:
            rows = model.objects.all()
            if model.__name__ not in {"Creditor", *OF_A_PERSON}:
                rows = rows.filter(creditor=company.creditor)
            assert rows.exists(), model.__name__


def test_what_is_left_out_exists() -> None:
    known = {f"{model.__name__}.{field.name}" for model in models_of_the_ledger() for field in model._meta.fields}
    names = {one.partition(".")[2] for one in known}
    assert {one for one in CLOSED | NAMES if one not in known | names} == set()
