"""Writes a sample of everything that can leave: `python -m relance.documents.samples FOLDER`."""

from __future__ import annotations

import email
import email.policy
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

from relance import discovery
from relance.documents.outbox_index import index_html
from relance.documents.qr import qr_png
from relance.domain.answer_words import ANSWERS
from relance.domain.answers import DisputeAnswer
from relance.domain.message import Language, LineFacts, NoticeFacts, OutboxEntry, PastReminder
from relance.domain.plan import Claims, Kind
from relance.domain.wording import compose
from relance.domain.wording.sample import sample_answer, sample_facts
from relance.domain.wording.store import LANGUAGES

_STEPS: tuple[tuple[str, Kind, int, Claims], ...] = (
    ("courtesy", "courtesy", 1, "none"),
    ("reminder-0", "reminder", 1, "none"),
    ("reminder-1", "reminder", 1, "none"),
    ("phone-1", "reminder", 1, "none"),
    ("reminder-2", "reminder", 2, "mention"),
    ("reminder-3", "reminder", 3, "mention"),
    ("final", "final", 3, "mention"),
    ("formal-notice", "formal_notice", 4, "demand"),
)
_TODAY = date(2026, 3, 16)
_PAST = (
    PastReminder(date(2026, 2, 6), "email", "reminder", ""),
    PastReminder(date(2026, 2, 16), "phone", "reminder", ""),
    PastReminder(date(2026, 3, 2), "registered_letter", "final", ""),
)


def sample_notice(template: str, language: Language = "fr", lines: int = 2) -> NoticeFacts:
    """An invented notice of one shipped template; with several lines the last is only listed."""
    _, kind, number, claims = next(step for step in _STEPS if step[0] == template)
    facts = sample_facts(language)
    receivables = tuple(_line(index, lines, kind) for index in range(lines))
    return replace(
        facts,
        today=_TODAY,
        template=template,
        kind=kind,
        claims=claims,
        lines=receivables,
        total_cents=sum(line.open_cents for line in receivables),
        deadline_on=_TODAY + timedelta(8) if number > 1 else None,
        reminder_number=number,
        history=_PAST[: number - 1],
    )


def _line(index: int, count: int, kind: Kind) -> LineFacts:
    courtesy = kind == "courtesy"
    due = _TODAY + timedelta(5) if courtesy else date(2026, 1, 30) + timedelta(min(index, 30))
    amount = 120_000 + 13_725 * index
    paid = 30_000 if index == 0 and not courtesy else 0
    listed = not courtesy and count > 1 and index == count - 1
    return LineFacts(
        invoice=f"FA-2026-{index + 14:03}",
        due_on=due,
        open_cents=amount - paid,
        amount_cents=amount,
        issued_on=due - timedelta(30),
        paid_cents=paid,
        acted=not listed,
        days_late=max((_TODAY - due).days, 0),
        reminders_sent=0 if courtesy or listed else 1,
        deadline_on=date(2026, 3, 20) if listed else None,
    )


def _all() -> Iterator[tuple[str, NoticeFacts]]:
    for language in LANGUAGES:
        for template, *_ in _STEPS:
            yield f"{language}-{template}", sample_notice(template, "en" if language == "en" else "fr", 2)
        for template in ANSWERS:
            facts = sample_answer(template, "en" if language == "en" else "fr")
            yield f"{language}-{template}", facts
            if isinstance(facts.answer, DisputeAnswer) and facts.answer.outcome != "rejected":
                whole = replace(facts.answer, cents=None, credit_cents=None, rest_cents=0)
                yield f"{language}-{template}-whole", replace(facts, answer=whole)
        chosen = sample_notice("reminder-1", "en" if language == "en" else "fr", 1)
        yield f"{language}-single", chosen
        yield f"{language}-long", sample_notice("reminder-2", chosen.customer.language, 60)
        for kind in ("consumer", "public", "other"):
            for template in ("reminder-2", "final", "formal-notice"):
                facts = sample_notice(template, chosen.customer.language, 1)
                yield (
                    f"{language}-{template}-{kind}",
                    replace(facts, customer=replace(facts.customer, kind=kind)),
                )


def write(folder: Path) -> int:
    """Every sample on every channel, with the mail's HTML beside it; the number of files."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for name, facts in _all():
        channels = discovery.channels().items()
        for key, channel in [one for one in channels if facts.kind != "answer" or one[0] in ("email", "letter")]:
            facts = replace(facts, channel=key)
            message = channel.render(facts, (), f"<{name}@relance.example>")
            path = folder / f"{name}-{key}{Path(message.filename).suffix}"
            path.write_bytes(message.content)
            if path.suffix == ".eml":
                _write_bodies(path, message.content, qr_png(compose(facts).payment))
            entries.append(
                OutboxEntry(
                    path.name,
                    key,
                    facts.customer.name,
                    message.subject,
                    facts.currency,
                    facts.total_cents,
                    facts.today,
                )
            )
    (folder / "index.html").write_text(index_html(entries, "fr"), encoding="utf-8")
    return len(entries)


def _write_bodies(path: Path, content: bytes, picture: bytes) -> None:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    path.with_suffix(".png").write_bytes(picture)
    for kind, suffix in (("html", ".html"), ("plain", ".txt")):
        body = message.get_body((kind,))
        text = str(body.get_content()) if body else ""
        path.with_suffix(suffix).write_text(text.replace("cid:payment-code", path.stem + ".png"), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where to write: python -m relance.documents.samples FOLDER")
    print(f"{write(Path(sys.argv[1]))} samples in {sys.argv[1]}")
