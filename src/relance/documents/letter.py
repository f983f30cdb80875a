"""Letters and call sheets as PDF."""

from __future__ import annotations

import re
from dataclasses import asdict
from io import BytesIO
from typing import Any

import pikepdf

from relance.documents.qr import qr_svg
from relance.documents.typesetting import pdf
from relance.domain.message import NoticeFacts, PastReminder
from relance.domain.wording import Wording
from relance.domain.wording.formats import clean, date_long
from relance.domain.wording.words import channel_phrase

_LABELS = {
    "fr": {
        "object": "Objet\u00a0: ",
        "enclosures": "P.J.\u00a0: ",
        "registered_letter": "Lettre recommandée avec avis de réception",
        "subtotal": "Sous-total",
    },
    "en": {
        "object": "Subject: ",
        "enclosures": "Enclosed: ",
        "registered_letter": "Registered letter with acknowledgement of receipt",
        "subtotal": "Subtotal",
    },
}

_CALL = {
    "fr": {
        "title": "Fiche d’appel",
        "customer": "Client",
        "phone": "Téléphone",
        "contact": "Contact",
        "deadline": "Date limite à donner",
        "total": "Total dû",
        "statement": "Ce qui est dû",
        "history": "Déjà fait",
        "result": "Résultat de l’appel",
        "fields": ("Personne jointe", "Date promise", "Montant promis", "Raison du retard", "Suite, et date"),
        "outcomes": ("Paiement promis", "Déjà payé", "Litige", "Échéancier demandé", "Absent, à rappeler"),
    },
    "en": {
        "title": "Call sheet",
        "customer": "Customer",
        "phone": "Telephone",
        "contact": "Contact",
        "deadline": "Deadline to give",
        "total": "Total due",
        "statement": "What is owed",
        "history": "Done so far",
        "result": "Result of the call",
        "fields": ("Person reached", "Date promised", "Amount promised", "Reason", "Next step, and date"),
        "outcomes": (
            "Payment promised",
            "Already paid",
            "Dispute",
            "Instalments asked for",
            "Out, call back",
        ),
    },
}


_ONE_TOO_MANY = 2  # pages
# A day, an address, “ci-dessous”, “2 factures”: what no end of line may cut.
_KEPT = re.compile(
    r"(\b\d{1,2}(?:er)? [^\W\d]{3,9} \d{4}\b|[\w.+-]{1,40}@[\w.-]{1,40}\w"
    r"|\b[^\W\d]{1,12}(?:-[^\W\d]{1,12}){1,3}\b|\b\d{1,3} (?:factures?|échéances?|invoices?|instalments?)\b)"
)


def letter_pdf(wording: Wording, facts: NoticeFacts) -> bytes:
    """The letter; on the registered channel with its mention outside of the window.

    Its parts come closer together where that spares a second page.
    """
    labels = _LABELS[wording.language]
    data = _common(wording, facts)
    data["payment"]["safety"] = _pieces(wording.payment.safety) if wording.payment.safety else []
    data |= {
        "before": [_pieces(part) for part in wording.before],
        "after": [_pieces(part) for part in wording.after],
        "qr": qr_svg(wording.payment),
        "mention": labels["registered_letter"] if facts.channel == "registered_letter" else "",
        "object_label": labels["object"],
        "enclosures_label": labels["enclosures"],
    }
    roomy = pdf("letter", data | {"near": False}, facts.today)
    if _pages(roomy) != _ONE_TOO_MANY:
        return roomy
    near = pdf("letter", data | {"near": True}, facts.today)
    return near if _pages(near) < _ONE_TOO_MANY else roomy


def _pages(made: bytes) -> int:
    with pikepdf.open(BytesIO(made)) as paper:
        return len(paper.pages)


def _pieces(text: str) -> list[str]:
    """The text in pieces, every second one to be kept on one line."""
    return _KEPT.split(text)


def call_sheet_pdf(wording: Wording, facts: NoticeFacts) -> bytes:
    """One sheet for a call: whom, what to say, what to obtain, and room for notes."""
    customer, language = facts.customer, wording.language
    data = _common(wording, facts) | {
        "labels": _CALL[language],
        "customer": f"{clean(customer.name)} ({clean(customer.code)})",
        "phone": clean(customer.phone),
        "contact": clean(customer.contact_name),
        "deadline": date_long(facts.deadline_on, language) if facts.deadline_on else "",
        "history": [_past(one, language) for one in facts.history],
        "script_parts": [[title, list(lines)] for title, lines in wording.script.parts],
    }
    return pdf("call_sheet", data, facts.today)


def _past(one: PastReminder, language: str) -> str:
    how = channel_phrase(language, one.channel).strip()
    return " · ".join(part for part in (date_long(one.on, language), clean(one.label), how) if part)


def _common(wording: Wording, facts: NoticeFacts) -> dict[str, Any]:
    data = asdict(wording)
    day = facts.today
    data["table"]["subtotal_label"] = _LABELS[wording.language]["subtotal"]
    return data | {
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "reference": clean(facts.reference),
    }
