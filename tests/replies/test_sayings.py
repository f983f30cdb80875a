"""What single sentences are taken to mean, and messages about several invoices."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from relance.domain.replies import KnownAccount, KnownInvoice, propose

SAYINGS = tomllib.loads((Path(__file__).parent / "sayings.toml").read_text(encoding="utf-8"))
MORE_SAYINGS = tomllib.loads((Path(__file__).parent / "more_sayings.toml").read_text(encoding="utf-8"))
THE_FOUR = ("promise", "already_paid", "dispute", "new_bank_details")
TODAY = date(2026, 3, 10)  # a Tuesday


def account(*numbers: str) -> KnownAccount:
    invoices = tuple(KnownInvoice(number, date(2026, 1, 31), 120_000, 120_000) for number in numbers)
    return KnownAccount(TODAY, invoices, 120_000 * len(numbers))


def said(text: str, *numbers: str) -> list[tuple[object, ...]]:
    found = propose(text, account(*(numbers or ("FA-2026-012", "FA-2026-015", "FA-2026-018"))))
    return [(one.meaning, *one.invoices, *(part for part in (one.on, one.cents, one.reason) if part)) for one in found]


@pytest.mark.parametrize("language", ["french", "english"])
def test_each_sentence_means_what_a_reader_would_say(language: str) -> None:
    wrong = {}
    for expected, texts in SAYINGS[language].items():
        for text in filter(None, map(str.strip, texts.splitlines())):
            found = {":".join(filter(None, (one.meaning, one.reason))) for one in propose(text, account("FA-2026-012"))}
            if found != set(filter(None, expected.split("+"))):
                wrong[text] = found
    assert wrong == {}


@pytest.mark.parametrize("language", ["french", "english"])
@pytest.mark.parametrize("meaning", THE_FOUR)
def test_nearly_all_sentences_of_the_batches_are_recognised(language: str, meaning: str) -> None:
    texts = [text for text in map(str.strip, MORE_SAYINGS[language][meaning].splitlines()) if text]
    missed = [text for text in texts if meaning not in {one.meaning for one in propose(text, account("FA-2026-012"))}]
    assert len(missed) * 100 <= 3 * len(texts), missed


def test_each_invoice_has_its_own_meaning() -> None:
    assert said("La 12 est payée, la 15 part vendredi et la 18 on ne l'a jamais reçue.") == [
        ("already_paid", "FA-2026-012"),
        ("promise", "FA-2026-015", date(2026, 3, 13)),
        ("dispute", "FA-2026-018", "never_received"),
    ]


def test_a_list_of_numbers_is_one_proposal() -> None:
    assert said("12 et 15 payées le 3 mars.") == [("already_paid", "FA-2026-012", "FA-2026-015", date(2026, 3, 3))]


def test_all_but_one_are_the_others() -> None:
    assert said("Toutes payées sauf la 18 que nous contestons.") == [
        ("already_paid", "FA-2026-012", "FA-2026-015"),
        ("dispute", "FA-2026-018", "other"),
    ]


def test_what_is_paid_and_what_is_promised_stand_side_by_side() -> None:
    assert said("J'ai réglé 600 € hier, je réglerai le reste le 30 mars.") == [
        ("already_paid", date(2026, 3, 9), 60_000),
        ("promise", date(2026, 3, 30)),
    ]


def test_half_is_half_of_what_is_asked() -> None:
    assert said("Nous paierons la moitié le 20 mars.", "FA-1") == [("promise", date(2026, 3, 20), 60_000)]


def test_waiting_for_a_credit_note_is_a_dispute_and_no_promise() -> None:
    assert said("Nous paierons le 20 mars dès réception de l’avoir.") == [("dispute", "other")]


def test_a_payment_into_a_new_account_is_also_a_warning() -> None:
    assert [one[0] for one in said("Viré le 3 mars sur votre nouveau compte.")] == ["already_paid", "new_bank_details"]


def test_a_number_two_invoices_share_names_none() -> None:
    assert said("La facture 118 est payée.", "2024-118", "2025-118") == [("already_paid",)]


def test_a_signature_says_nothing() -> None:
    text = "Bien reçu.\n\nCordialement,\nService contentieux, litiges et virements\nEnvoyé de mon iPhone"
    assert said(text) == [("nothing",)]


def test_a_postscript_below_the_signature_is_read() -> None:
    assert ("new_bank_details",) in said("Bien reçu.\n\nCordialement,\nAnne\nPS : notre RIB a changé.")
