"""Canary texts: every text field of every row says whose row it is."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from django.apps import apps
from django.db import models

QUOTE: Final = '"'
TEXTS: Final = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
# words of a closed list, keys, hashes and what pages compute with: nothing that a person writes
CLOSED: Final = {
    "key", "role", "kind", "state", "sort", "verb", "rule", "format", "channel", "copies", "claims", "part", "cause",
    "plan", "step", "template", "about", "page", "tied_by", "choice", "phase", "terms", "currency", "country",
    "language", "segment", "segment_figures", "late_rate", "claims_as", "trade", "timezone", "calendar", "sending",
    "delivery", "default_terms", "default_plan", "imputation", "below_floor", "day_count", "postal_provider",
    "second_factor", "content_type", "sha256", "hash", "previous_hash", "token_hash", "header_hash", "fingerprint",
    "confirm_because", "proposals", "meaning", "made", "query", "provider", "cover", "owner", "person_in_charge",
    "plan_for_new", "plan_for_good", "plan_for_slow", "plan_for_bad", "plan_for_key", "Customer.reason",
    "Receivable.reason", "Receivable.next_step", "Dispute.reason", "Meaning.reason", "Call.result", "BankLine.why",
    "TemplateVersion.name", "Job.result", "Job.arguments", "RememberedMapping.mapping", "Notice.group",
    "BankLine.key", "KeptAnswer.name", "KeptAnswer.content", "IncomingMessage.report",
}  # fmt: skip
# what two companies may have in common, and what addresses are made of: the same for both, on purpose
NAMES: Final = {
    "Customer.code", "Invoice.number", "CreditNote.number", "CreditNote.applies_to", "Notice.reference",
    "Agreement.reference", "Claim.document", "Payment.invoice_number",
}  # fmt: skip


def models_of_the_ledger() -> list[type[models.Model]]:
    """Every table of ours."""
    return list(apps.get_app_config("ledger").get_models())


def fields_to_fill(model: type[models.Model]) -> list[Any]:
    """The fields of a table in which somebody's words may stand."""
    left_out = CLOSED | NAMES
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS) and not {field.name, f"{model.__name__}.{field.name}"} & left_out
    ]


def put(model: Any, token: str, /, **fields: Any) -> Any:
    """One row; what is not given of its texts says the token."""
    for field in fields_to_fill(model):
        if field.name not in fields:
            fields[field.name] = _said(field, token)
    for field in model._meta.concrete_fields:
        if isinstance(field, models.IntegerField) and not (field.null or field.has_default() or field.primary_key):
            fields.setdefault(field.name, 1)
    if {"content", "sha256"} <= {field.name for field in model._meta.fields}:
        fields.setdefault("sha256", hashlib.sha256(fields["content"] or b"").hexdigest())
    return model.objects.create(**fields)


def _said(field: Any, token: str) -> Any:
    if isinstance(field, models.BinaryField):
        return f"{token} {field.name}".encode()
    if isinstance(field, models.JSONField):
        return {"problems": [[1, "amount", "AMOUNT", "error", f"{token} {field.name}"]]}
    text = f"{token} {field.name}"
    if field.name in ("email", "sender", "reply_address", "journal_address", "recipient"):
        text = f"{token.partition(QUOTE)[0]}@canary.example"
    return text if not field.max_length or len(text) <= field.max_length else token[: field.max_length]
