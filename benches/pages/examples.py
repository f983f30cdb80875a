"""For each address, a thing of the kind that it names: the first of the large ledger."""

from __future__ import annotations

from typing import Any


def values_for(creditor: Any, name: str, wanted: list[str]) -> dict[str, Any] | None:
    """The values of an address's parts; None where the ledger holds no such thing."""
    if not wanted:
        return {}
    values: dict[str, Any] = {}
    for part in wanted:
        value = _value(creditor, name, part)
        if value is None:
            return None
        values[part] = value
    return values


def _value(creditor: Any, name: str, part: str) -> Any:
    from relance.ledger import models as m

    def first(model: Any, field: str = "pk", **having: Any) -> Any:
        return model.objects.filter(creditor=creditor, **having).order_by("pk").values_list(field, flat=True).first()

    busy = m.Notice.objects.filter(creditor=creditor, state="sent", attempts__gt=0).order_by("pk").first()
    if part == "code":
        return busy.customer.code if busy else first(m.Customer, "code")
    if part == "reference":
        return first(m.Agreement, "reference") if name.startswith("agreement") else busy and busy.reference
    fixed = {
        "channel": "email", "key": "standard", "template": "reminder", "language": "fr", "form": "csv", "number": 1,
        "sequence": 1,
    }  # fmt: skip
    if part in fixed:
        return fixed[part]
    models = {
        "dispute_id": m.Dispute, "promise_id": m.Promise, "message_id": m.IncomingMessage, "meaning_id": m.Meaning,
        "line_id": m.BankLine, "task_id": m.Task, "batch_id": m.LetterBatch, "proof_id": m.PostingProof,
        "posting_id": m.Posting, "file_id": m.ImportFile, "payment_id": m.Payment, "version_id": m.PlanVersion,
        "mapping_id": m.RememberedMapping, "invoice_id": m.Invoice, "view_id": m.SavedView, "job_id": m.Job,
        "receivable_id": m.Receivable,
    }  # fmt: skip
    return first(models[part]) if part in models else None
