"""Amounts that cannot be are refused by the tables, on both databases."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from relance.ledger.models import Creditor, Customer, Receivable
from tests.operations.scene import dupont_owes

FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"


@pytest.mark.parametrize("change", [{"open_cents": -1}, {"open_cents": 120001}, {"currency": "eur"}])
def test_an_impossible_receivable_is_refused(creditor: Creditor, change: dict[str, object]) -> None:
    dupont_owes(creditor, FA_1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Receivable.objects.update(**change)


def test_a_customer_code_is_unique_to_its_creditor(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.create(creditor=creditor, code="DUPONT", name="x")


def test_every_table_of_records_carries_its_creditor() -> None:
    tables = [m for m in apps.get_app_config("ledger").get_models() if m.__name__ not in ("Creditor", "SignInLink")]
    assert [m.__name__ for m in tables if "creditor" not in {f.name for f in m._meta.get_fields()}] == []


def test_money_is_whole_cents_everywhere() -> None:
    fields = [f for m in apps.get_app_config("ledger").get_models() for f in m._meta.get_fields()]
    assert not [f for f in fields if isinstance(f, models.DecimalField | models.FloatField)]


@pytest.mark.sqlite_only
def test_sqlite_waits_for_the_disk_and_lets_readers_read(db: None) -> None:
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert found == {"journal_mode": "wal", "synchronous": 2}
