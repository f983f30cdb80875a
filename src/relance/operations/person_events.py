"""What a person does about their own way in: signing in and out, passwords, second factors, passkeys."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor
from relance.ledger.writes import append_events
from relance.operations.notices import happening


def note_person(*, creditor: Creditor, verb: str, person: str, act: Act, **facts: Any) -> None:
    """One line in the journal of a creditor for whom the person works; never a secret."""
    with transaction.atomic():
        append_events(creditor, [happening(verb, None, {"person": person, **facts})], act)
