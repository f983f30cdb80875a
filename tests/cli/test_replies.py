"""`relance replies` and `relance qualify`: what waits, and what a person makes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relance.ledger.builders import make_creditor, make_customer, make_invoice, make_meaning, make_message
from relance.ledger.models import IncomingMessage, Meaning, Promise
from tests.cli.conftest import Relance

DAY = ("--today", "2026-02-16")
TODAY = date(2026, 2, 16)


@pytest.fixture
def reply(relance: Relance, tmp_path: Any) -> IncomingMessage:
    """Dupont owes FA-1 and writes that it is paid, and that the rest will be on Friday."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    dupont = make_customer(make_creditor())
    line = make_invoice(dupont, "FA-1", 120_000, date(2026, 2, 6))
    text = "Nous avons payé 1 000 €. Le reste vendredi."
    message = make_message(dupont.creditor, TODAY, text, dupont, subject="Re: FA-1")
    make_meaning(message, "already_paid", "Nous avons payé 1 000 €.", invoice=line.invoice, cents=100_000)
    make_meaning(message, "promise", "Le reste vendredi.", invoice=line.invoice, on=date(2026, 2, 20), cents=20_000)
    return message


def test_what_waits_is_listed_with_the_sentence_that_says_so(relance: Relance, reply: IncomingMessage) -> None:
    said = relance("replies", *DAY).out
    for words in ("DUPONT", "Re: FA-1", "says it is paid, €1,000.00 (FA-1) – “Nous avons payé 1 000 €.”", "qualify"):
        assert words in said
    (row,) = relance("replies", "--json", *DAY).document["replies"]
    assert [one["meaning"] for one in row["meanings"]] == ["already_paid", "promise"] and row["state"] == "waiting"


def test_everything_is_accepted_and_measured(relance: Relance, reply: IncomingMessage) -> None:
    row = relance("qualify", str(reply.pk), "--accept", "--json", *DAY).document
    assert row["state"] == "handled" and [one["state"] for one in row["meanings"]] == ["accepted"] * 2
    assert relance("replies", *DAY).out.startswith("No message waits.")
    measured = {x["meaning"]: x for x in relance("replies", "--measure", "--json", *DAY).document["measured"]}
    assert measured["promise"]["accepted"] == 1 and measured["dispute"]["accepted"] == 0


def test_one_proposal_is_corrected_the_other_set_aside(relance: Relance, reply: IncomingMessage) -> None:
    paid, promise = (str(one.pk) for one in Meaning.objects.order_by("pk"))
    how = ("--meaning", "promise", "--invoice", "FA-1", "--on", "2026-02-27", "--amount", "500")
    assert relance("qualify", str(reply.pk), "--proposal", paid, *how, *DAY).code == 0
    row = relance("qualify", str(reply.pk), "--proposal", promise, "--reject", "--json", *DAY).document
    assert [one["state"] for one in row["meanings"]] == ["corrected", "rejected"] and row["state"] == "handled"
    assert (Promise.objects.get().on, Promise.objects.get().cents) == (date(2026, 2, 27), 50_000)


def test_a_message_of_which_nothing_comes(relance: Relance, reply: IncomingMessage) -> None:
    row = relance("qualify", str(reply.pk), "--nothing", "--note", "thanks", "--json", *DAY).document
    assert (row["state"], row["note"]) == ("handled", "thanks")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("999", "--accept"), "there is no such message"),
        (("{}",), "say what becomes of it"),
        (("{}", "--proposal", "999", "--accept"), "say which proposal"),
        (("{}", "--meaning", "thanks"), "a meaning is one of promise"),
        (("{}", "--iban-end", "9012"), "say which proposal"),
    ],
)
def test_what_is_refused_says_why(relance: Relance, reply: IncomingMessage, words: Any, why: str) -> None:
    said = relance("qualify", *(one.format(reply.pk) for one in words), *DAY)
    assert said.code == 2 and why in said.err
