"""What holds for every table, whoever adds one."""

from __future__ import annotations

from django.apps import apps
from django.db import models

# The creditor itself, and what signs a person in before any creditor is chosen.
BELONG_TO_NO_CREDITOR = {"Creditor", "SignInLink"}


def tables() -> list[type[models.Model]]:
    """Our own tables; Django's are its own affair."""
    configs = [config for config in apps.get_app_configs() if config.name.startswith("relance.")]
    found = [model for config in configs for model in config.get_models(include_auto_created=True)]
    assert found, "no table found: is the ledger installed?"
    return found


def test_only_the_ledger_has_tables() -> None:
    assert {model._meta.app_label for model in tables()} == {"ledger"}


def test_every_row_belongs_to_a_creditor() -> None:
    wanted = [model for model in tables() if model.__name__ not in BELONG_TO_NO_CREDITOR]
    without = [model.__name__ for model in wanted if not has_creditor(model)]
    assert without == []


def has_creditor(model: type[models.Model]) -> bool:
    fields = {field.name: field for field in model._meta.get_fields()}
    field = fields.get("creditor")
    return isinstance(field, models.ForeignKey) and not field.null


def test_no_amount_is_a_float_or_a_decimal() -> None:
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in tables()
        for field in model._meta.get_fields()
        if isinstance(field, models.FloatField | models.DecimalField)
    ]
    assert wrong == []


def test_every_amount_is_integer_cents() -> None:
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in tables()
        for field in model._meta.get_fields()
        if field.name.endswith("_cents") and not isinstance(field, models.IntegerField)
    ]
    assert wrong == []
