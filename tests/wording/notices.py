"""Notices in a line or two: Atelier Vidal reminds Dupont SARL."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from relance.domain.message import LineFacts, NoticeFacts, PastReminder
from relance.domain.plans import load_preset
from relance.domain.wording.sample import CUSTOMER, sample_facts

TODAY = date(2026, 3, 16)
PRESETS = ("standard", "progressive", "phone-first", "two-then-notice", "by-profile")
LANGUAGES = ("fr", "en")


def a_line(number: str = "FA-1", open_cents: int = 120_000, **more: Any) -> LineFacts:
    due = more.pop("due_on", date(2026, 1, 30))
    more.setdefault("issued_on", due - timedelta(30))
    more.setdefault("amount_cents", open_cents)
    return LineFacts(number, due, open_cents, days_late=max((TODAY - due).days, 0), **more)


def a_notice(kind: str = "reminder", template: str = "", number: int = 1, **more: Any) -> NoticeFacts:
    """One invoice of 1,200.00 unless `lines` says otherwise; `customer` takes fields to change."""
    lines = more.pop("lines", (a_line(),))
    language = more.pop("language", "fr")
    customer = replace(CUSTOMER, language=language, contact_name="", **more.pop("customer", {}))
    past = tuple(
        PastReminder(date(2026, 2, 6) + timedelta(10 * index), channel, "reminder")
        for index, channel in enumerate(("email", "phone", "letter", "email")[: number - 1])
    )
    values: dict[str, Any] = {
        "today": TODAY,
        "kind": kind,
        "template": template,
        "claims": "none",
        "channel": "email",
        "customer": customer,
        "lines": lines,
        "total_cents": sum(line.open_cents for line in lines),
        "deadline_on": None,
        "reminder_number": number,
        "history": past,
    }
    return replace(sample_facts(), **(values | more))


def preset_notices() -> list[Any]:
    """Every step of every preset, in each language, on each of its channels, as pytest parameters."""
    found = []
    for key in PRESETS:
        steps = [step for step in load_preset(key).steps if step.kind != "handover"]
        overdue = [step for step in steps if step.kind != "courtesy"]
        for step in steps:
            number = overdue.index(step) + 1 if step in overdue else 1
            for language in LANGUAGES:
                due = TODAY + timedelta(5) if step.kind == "courtesy" else date(2026, 1, 30)
                facts = a_notice(
                    step.kind,
                    step.template,
                    number,
                    claims=step.claims,
                    lines=(a_line(due_on=due),),
                    language=language,
                    deadline_on=TODAY + timedelta(step.deadline_days) if step.deadline_days else None,
                )
                found.append(pytest.param(facts, id=f"{key}-{step.key}-{language}"))
    return found


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def mail_texts(content: bytes) -> dict[str, str]:
    """The two bodies of a mail, as a person would read them."""
    message = parsed(content)
    bodies = {kind: message.get_body((kind,)) for kind in ("plain", "html")}
    texts = {kind: str(body.get_content()) for kind, body in bodies.items() if body}
    texts["html"] = re.sub(r"<style>.*?</style>|<br>|<[^>]+>", " ", texts["html"], flags=re.DOTALL)
    return {kind: flat(text) for kind, text in texts.items()}


def pdf_text(content: bytes, *options: str) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed (Debian package poppler-utils)")
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def flat(text: str) -> str:
    """One line with plain spaces, so that line ends and no-break spaces do not matter."""
    return re.sub(r"\s+", " ", text)
