"""Invoice PDFs that go with reminders, matched to invoices by the number in the file's name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Invoice, InvoiceFile
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.send_copies import send_copies

MOST_BYTES = 15 * 1024 * 1024
_LETTERS = re.compile(r"[^0-9a-z]+")


class Attached(NamedTuple):
    """What became of each file: attached, known already, or why not."""

    attached: tuple[tuple[str, str], ...]
    known: tuple[str, ...]
    problems: tuple[str, ...]


def attach_files(*, creditor: Creditor, files: Iterable[tuple[str, bytes]], act: Act) -> Attached:
    """Attach PDFs (name, bytes) to the invoices whose number stands in their names; the longest number wins."""
    numbers = {_plain(n): pk for pk, n in Invoice.objects.filter(creditor=creditor).values_list("pk", "number")}
    attached, known, problems = [], [], []
    with transaction.atomic():
        for name, content in files:
            problem = _problem(name, content)
            pk = None if problem else _match(name, numbers)
            if problem or pk is None:
                problems.append(problem or f"{name}: no invoice has a number that stands in this name")
                continue
            digest = hashlib.sha256(content).hexdigest()
            _, is_new = InvoiceFile.objects.get_or_create(
                creditor=creditor,
                invoice_id=pk,
                sha256=digest,
                defaults={"name": name[:255], "content": content},
            )
            if is_new:
                attached.append((name, Invoice.objects.get(pk=pk).number))
            else:
                known.append(name)
        if attached:
            payload = {"files": [list(pair) for pair in attached]}
            append_events(creditor, [happening("invoices_attached", None, payload)], act)
            send_copies(creditor, act)
    return Attached(tuple(attached), tuple(known), tuple(problems))


def _plain(text: str) -> str:
    return _LETTERS.sub(" ", text.lower()).strip()


def _match(name: str, numbers: dict[str, int]) -> int | None:
    words = f" {_plain(name.rsplit('.', 1)[0])} "
    found = [number for number in numbers if number and f" {number} " in words]
    return numbers[max(found, key=len)] if found else None


def _problem(name: str, content: bytes) -> str:
    if not content.startswith(b"%PDF-"):
        return f"{name}: this is not a PDF"
    if len(content) > MOST_BYTES:
        return f"{name}: larger than 15 MB, too large for a mail"
    return ""
