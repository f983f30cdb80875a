"""Whatever is written: no error, nothing invented, and quickly."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.replies import MEANINGS, KnownAccount, KnownInvoice, propose
from relance.domain.replies.sentences import normalised

TODAY = date(2026, 3, 10)
ACCOUNT = KnownAccount(
    TODAY, tuple(KnownInvoice(f"FA-2026-{n:04}", date(2026, 1, 31), 120_000, 120_000) for n in range(10, 30)), 2_400_000
)
PIECES = (
    "la 12|FA-2026-0015|le 15|12/03|hier|demain|fin mars|virement|réglée|sera|payé|pas|jamais|n'a|RIB|nouveau|1 200 €|"
    "la moitié|sauf|et|,|.|;|…|\n|mais|si vous|avoir|facture|paid|will|not|on Friday|invoice 12|don't|the rest|l’autre|"
    "31/02|99999999999|\u200b|\u00a0|é|(|«|Cordialement|PS :|dès réception de|litige|-|12 et 15"
).split("|")
SLOWEST = 0.25  # seconds; a tenth of it on a quiet machine


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)))
def test_nothing_is_invented(text: str) -> None:
    read = normalised(text)
    known = {invoice.number for invoice in ACCOUNT.invoices}
    for one in propose(text, ACCOUNT):
        assert one.meaning in MEANINGS
        assert one.quote and one.quote in read
        assert set(one.invoices) <= known
        assert one.cents is None or one.cents > 0
        assert one.on is None or (one.on <= TODAY if one.meaning == "already_paid" else one.on >= TODAY)
        assert one.meaning != "promise" or one.on is not None


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1 ",
        "12,",
        "12/03/",
        "le 15 ",
        "pas ",
        "la 12 est payee, ",
        "facture 12 et 13, ",
        "a' ",
        "€ 1 000 ",
        "n't ",
    ],
)
def test_a_hundred_thousand_characters_are_read_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()
    propose(text, ACCOUNT)
    assert time.perf_counter() - started < SLOWEST


@pytest.mark.parametrize(
    "text", ["", " ", "Guten Tag, wir haben Ihre Mahnung erhalten.", "STOP", "Désabonnez-moi", "👍"]
)
def test_what_is_not_understood_is_left_to_a_person(text: str) -> None:
    assert propose(text, ACCOUNT) == ()
