"""Writes a sample of everything that can leave: `python -m relance.documents.samples FOLDER`.

Every template in every language, for every kind of customer, with one invoice and several, on the channels that it
is sent by; answers; papers that are enclosed; what the team is told. `make letters` takes pictures of them.
"""

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
from relance.documents.sample_papers import papers, team_mails, with_owed
from relance.domain.answer_words import ANSWERS
from relance.domain.answers import DisputeAnswer
from relance.domain.message import (
    Attachment,
    Channel,
    CustomerFacts,
    Language,
    LineFacts,
    NoticeFacts,
    OutboxEntry,
    PastReminder,
)
from relance.domain.plan import CUSTOMER_KINDS, Claims, Kind
from relance.domain.wording import compose
from relance.domain.wording.sample import CUSTOMER, sample_answer, sample_facts

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
_LANGUAGES: tuple[Language, ...] = ("fr", "en")
_TODAY = date(2026, 3, 16)
_SEVERE = ("final", "formal_notice")
_FEW, _MANY = 3, 60
_PAST = (
    PastReminder(date(2026, 2, 6), "email", "reminder", ""),
    PastReminder(date(2026, 2, 16), "phone", "reminder", ""),
    PastReminder(date(2026, 3, 2), "registered_letter", "final", ""),
)
_CUSTOMERS = {
    "business": CUSTOMER,
    "consumer": replace(CUSTOMER, name="Anne Roche", code="C-0042", kind="consumer", address="8 rue des Lilas"),
    "public": replace(
        CUSTOMER, name="Commune de Saint-Étienne", code="MAIRIE", kind="public", contact_name="",
        address="Direction des finances\nPlace de l’Hôtel de Ville",
    ),
    "other": replace(CUSTOMER, name="Association des Tanneurs", code="ASSO", kind="other", contact_name="M. Paul Roy"),
}  # fmt: skip


def _speaking(facts: NoticeFacts) -> NoticeFacts:
    """The same notice whose creditor describes itself in the customer's language."""
    if facts.customer.language == "fr":
        return facts
    creditor = replace(facts.creditor, signatory_role="Credit controller", payment_methods="card, by telephone")
    return replace(facts, creditor=creditor)


def sample_customer(kind: str, language: Language = "fr") -> CustomerFacts:
    """An invented customer of one kind."""
    return replace(_CUSTOMERS[kind], language=language)


def sample_notice(template: str, language: Language = "fr", lines: int = 2, kind: str = "business") -> NoticeFacts:
    """An invented notice of one shipped template; with several lines the last is only listed."""
    _, step, number, claims = next(one for one in _STEPS if one[0] == template)
    receivables = tuple(_line(index, lines, step, number) for index in range(lines))
    facts = replace(
        sample_facts(language),
        today=_TODAY,
        template=template,
        kind=step,
        claims=claims,
        customer=sample_customer(kind, language),
        lines=receivables,
        total_cents=sum(line.open_cents for line in receivables),
        deadline_on=_TODAY + timedelta(8) if number > 1 else None,
        reminder_number=number,
        history=_PAST[: number - 1],
    )
    return with_owed(_speaking(facts))


def _line(index: int, count: int, kind: Kind, number: int) -> LineFacts:
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
        reminders_sent=1 if listed else number - 1,
        deadline_on=date(2026, 3, 20) if listed else None,
    )


def samples() -> Iterator[tuple[str, NoticeFacts]]:
    """Name and facts of every message, its channel included."""
    for language in _LANGUAGES:
        for template, step, *_ in _STEPS:
            for kind in CUSTOMER_KINDS:
                for lines in (1, _FEW):
                    facts = sample_notice(template, language, lines, kind)
                    yield from _sent(f"{language}-{template}-{kind}-{lines}", facts, _channels(step, kind))
        yield from _answers(language)
        yield from _particular(language)


def _channels(step: Kind, kind: str) -> tuple[str, ...]:
    calls = ("phone",) if kind in ("business", "consumer") else ()
    return ("email", "letter", *calls, *(("registered_letter",) if step in _SEVERE else ()))


def _sent(name: str, facts: NoticeFacts, channels: tuple[str, ...]) -> Iterator[tuple[str, NoticeFacts]]:
    for channel in channels:
        yield f"{name}-{channel}", replace(facts, channel=channel)


def _answers(language: Language) -> Iterator[tuple[str, NoticeFacts]]:
    for template in ANSWERS:
        for kind in ("business", "consumer", "public"):
            known = _speaking(sample_answer(template, language))
            facts = replace(known, customer=sample_customer(kind, language))
            facts = replace(facts, attachments=("FA-1.pdf",)) if template == "reply-copy" else facts
            yield from _sent(f"{language}-{template}-{kind}", facts, ("email", "letter"))
            if isinstance(facts.answer, DisputeAnswer) and facts.answer.outcome != "rejected":
                whole = replace(facts.answer, cents=None, credit_cents=None, rest_cents=0)
                named = f"{language}-{template}-whole-{kind}"
                yield from _sent(named, replace(facts, answer=whole), ("email", "letter"))


def _particular(language: Language) -> Iterator[tuple[str, NoticeFacts]]:
    """What happens to few: many invoices, files enclosed, other bank details, none, another currency, abroad."""
    known = sample_notice("reminder-1", language, 1)
    creditor, customer = known.creditor, known.customer
    changed = replace(creditor, iban_since=None, iban_changed_on=_TODAY - timedelta(6))
    abroad = replace(customer, address="12 Baker Street", postcode="NW1 6XE", city="London", country="GB")
    long = replace(
        customer, name="Société coopérative agricole et vinicole des coteaux de la haute vallée du Gier",
        address="Bâtiment C\nZone industrielle des Grands Prés du Nord\nBP 12", contact_name="",
    )  # fmt: skip
    cases = {
        "sixty-lines": sample_notice("reminder-2", language, _MANY),
        "enclosed": replace(known, attachments=("FA-2026-014.pdf",)),
        "enclosed-many": replace(known, attachments=tuple(f"FA-2026-{n:03}.pdf" for n in range(14, 22))),
        "bank-changed": replace(known, creditor=changed),
        "no-bank": replace(known, creditor=replace(creditor, iban="", bic="")),
        "swiss-francs": replace(known, currency="CHF"),
        "abroad": replace(known, customer=abroad),
        "long-address": replace(known, customer=long),
        "bare-creditor": replace(known, creditor=type(creditor)(name=creditor.name, email=creditor.email)),
    }
    for name, facts in cases.items():
        yield from _sent(f"{language}-{name}", facts, ("email", "letter"))
    for profile in ("new", "good", "slow", "bad", "key"):
        for template in ("reminder-1", "reminder-2", "final"):
            facts = sample_notice(template, language, 1)
            facts = replace(facts, customer=replace(facts.customer, segment=profile))
            yield from _sent(f"{language}-{template}-profile-{profile}", facts, ("email",))


def write(folder: Path) -> int:
    """Every sample, with a mail's text, HTML and picture of the code beside it; the number of messages and papers."""
    folder.mkdir(parents=True, exist_ok=True)
    channels = discovery.channels()
    entries = [_written(folder, name, facts, channels[facts.channel]) for name, facts in samples()]
    (folder / "index.html").write_text(index_html(entries, "fr"), encoding="utf-8")
    return len(entries) + _write_papers(folder)


def _written(folder: Path, name: str, facts: NoticeFacts, channel: Channel) -> OutboxEntry:
    enclosed = tuple(Attachment(one, _an_invoice(facts)) for one in facts.attachments)
    message = channel.render(facts, enclosed, f"<{name}@relance.example>")
    path = folder / f"{name}{Path(message.filename).suffix}"
    path.write_bytes(message.content)
    if path.suffix == ".eml":
        _write_bodies(path, message.content, qr_png(compose(facts).payment))
    return OutboxEntry(
        path.name, channel.key, facts.customer.name, message.subject, facts.currency, facts.total_cents, facts.today
    )


def _an_invoice(facts: NoticeFacts) -> bytes:
    """A page that stands for the invoice."""
    language = facts.customer.language
    return discovery.channels()["letter"].render(sample_notice("courtesy", language, 1), (), "").content


def _write_papers(folder: Path) -> int:
    count = 0
    for language in _LANGUAGES:
        for kind in ("business", "consumer", "public"):
            for name, content in papers(sample_notice("formal-notice", language, _FEW, kind)):
                (folder / f"{language}-{name}").write_bytes(content)
                count += 1
        for name, text in team_mails(sample_facts(language).creditor, language, _TODAY):
            (folder / f"{language}-{name}").write_text(text, encoding="utf-8")
            count += 1
    return count


def _write_bodies(path: Path, content: bytes, picture: bytes) -> None:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    path.with_suffix(".qr.png").write_bytes(picture)
    for kind, suffix in (("html", ".html"), ("plain", ".txt")):
        body = message.get_body((kind,))
        text = str(body.get_content()) if body else ""
        path.with_suffix(suffix).write_text(text.replace("cid:payment-code", path.stem + ".qr.png"), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where to write: python -m relance.documents.samples FOLDER")
    print(f"{write(Path(sys.argv[1]))} samples in {sys.argv[1]}")
