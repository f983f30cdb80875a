"""Bounces, delays and automatic answers as French and English mail servers write them; then other people's."""

from __future__ import annotations

import pytest

from relance.channels.email.incoming import read
from tests.mail import corpora
from tests.mail.post import SAMPLES

# sample: kind, address, status
EXPECTED = {
    "exchange-fr": ("bounce", "dupont@client.example", "5.1.1"),
    "exchange-en": ("bounce", "dupont@client.example", "5.1.1"),
    "orange-text": ("bounce", "dupont@operateur.example", "5.5.0"),
    "quota-fr": ("bounce", "dupont@fournisseur.example", "5.2.2"),
    "qmail-fr": ("bounce", "dupont@hebergeur.example", "5.1.1"),
    "notes-fr": ("bounce", "dupont@client.example", "5.1.1"),
    "exim-delay": ("delay", "dupont@client.example", "4.4.1"),
    "delay-fr": ("delay", "dupont@client.example", ""),
    "dsn-two": ("bounce", "dupont@client.example", "5.2.2"),
    "absence-fr": ("absence", "", ""),
    "absence-en": ("absence", "", ""),
    "ticket": ("absence", "", ""),
    "payment-advice": ("reply", "", ""),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_samples_are_what_they_are(name: str) -> None:
    found = read((SAMPLES / f"{name}.eml").read_bytes())
    first = found.reported[0] if found.reported else None
    assert (found.kind, first.recipient if first else "", first.status if first else "") == EXPECTED[name]


def test_each_sample_is_expected() -> None:
    assert {path.stem for path in SAMPLES.glob("*.eml")} == set(EXPECTED)


def test_one_report_may_hold_an_address_that_failed_and_one_that_did_not() -> None:
    found = read((SAMPLES / "dsn-two.eml").read_bytes())
    assert [(r.recipient, r.action) for r in found.reported] == [
        ("dupont@client.example", "failed"), ("copie@client.example", "delivered"),
    ]  # fmt: skip


def test_a_report_brings_back_our_token_envelope_id_and_message_id() -> None:
    found = read((SAMPLES / "dsn-two.eml").read_bytes())
    assert found.envelope_id == "abcdefgh" and "abcdefgh" in found.tokens
    assert found.references[0] == "<r-000001.abcdefgh@atelier.example>"
    assert read((SAMPLES / "qmail-fr.eml").read_bytes()).references == found.references


def test_returned_mail_of_other_people_is_recognised(collections: None) -> None:
    found = corpora.bounces()
    assert not found.false_bounces
    assert found.failed.right >= 128 and found.failed.found <= 129
    assert (found.delayed.right, found.delayed.found) == (12, 12)
    assert (found.status.right, found.kinds.right) == (24, 12)


def test_answers_of_other_people_are_cut(collections: None) -> None:
    right, tried, differences = corpora.replies()
    assert right >= 139 and len(differences) == tried - right
    assert all("arguable" in one for one in differences), differences
    right, tried, differences = corpora.talon()
    assert right == tried, differences
