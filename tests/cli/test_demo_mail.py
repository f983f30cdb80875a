"""The mail of the demonstration is read as meant, on whatever day it is told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.cli.demo import letterbox, papers, story
from relance.cli.demo.mail import Mail, in_words, told
from relance.discovery import country, listeners
from relance.domain.replies import KnownAccount, KnownInvoice, propose

TODAY = date(2026, 11, 20)
SENT = datetime(2026, 11, 12, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
OURS = letterbox.Ours(
    "Atelier Bois et Lumière <compta@bois.example>", "relances+tok@bois.example", "client@halles.example",
    "Atelier Bois et Lumière – Rappel\u00a0: facture FA-1 à régler", "<r-1.tok@bois.example>", SENT,
    "Bonjour,\n\nIl reste 10,00 € à payer.\n",
)  # fmt: skip
# what the rules are to see in each message that a person decides about, then or today
SEEN = {
    ("SYNDIC", -28): ["already_paid"], ("TRAMWAY", -18): ["dispute"], ("ATRIUM", -18): ["promise"],
    ("MERIDIEN", -13): ["copy_wanted"], ("HALLES", 0): ["promise"], ("PRISME", 0): ["already_paid"],
    ("SYNDIC", 0): ["promise", "dispute"], ("GARENNE", 0): ["more_time"], ("NACRE", 0): ["new_bank_details"],
    ("", 0): ["copy_wanted"],
}  # fmt: skip
KINDS = {"receipt": "receipt", "absence": "absence", "bounce": "bounce"}


def account(mail: Mail, today: date) -> KnownAccount:
    day = today + timedelta(days=mail.day)
    owed = [line for line in story.lines(today) if line.player.code == mail.code and line.open_on(day)]
    rows = tuple(KnownInvoice(x.number, x.due_on, x.cents, x.open_on(day)) for x in owed if x.due_on <= day)
    return KnownAccount(day, rows, sum(row.open_cents for row in rows))


@settings(max_examples=5, deadline=None)
@given(st.dates(date(2025, 1, 1), date(2029, 12, 31)))
def test_the_rules_see_in_a_message_what_it_was_written_for(today: date) -> None:
    lines, law = story.lines(today), country("FR")
    for mail in told():
        if mail.program not in KINDS:
            seen = [one.meaning for one in propose(in_words(mail, today, lines, law), account(mail, today))]
            assert seen == SEEN[mail.code, mail.day], (mail.code, today)


@pytest.mark.parametrize("program", sorted(letterbox.PROGRAMS))
def test_what_a_program_writes_is_taken_for_what_it_is(program: str) -> None:
    letter = letterbox.Letter("Café des Halles", "client@halles.example", SENT, "Nous payons le 24 novembre.\n")
    read = listeners()["email"].read(letterbox.written(program, letter, OURS))
    assert read.kind == KINDS.get(program, "reply")
    assert "<r-1.tok@bois.example>" in read.references and not read.problems
    assert "facture FA-1 à régler" in read.subject
    if read.kind == "reply":
        assert read.text.strip() == "Nous payons le 24 novembre." and "10,00" in read.quoted


def test_an_invoice_and_a_proof_are_papers_like_any_other() -> None:
    one = papers.invoice([line for line in story.lines(TODAY) if line.player.code == "ROSIERS"][:1])
    assert one.startswith(b"%PDF") and one == papers.invoice(
        [line for line in story.lines(TODAY) if line.player.code == "ROSIERS"][:1]
    )
    proof = papers.receipt("1A20844186203", "Auberge\nLe Moulin\n38160 SAINT-MARCELLIN", "R-000031", TODAY, TODAY)
    assert proof.startswith(b"%PDF")
