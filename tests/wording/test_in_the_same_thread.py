"""An answer to a mail goes under it: its Message-IDs, its subject; whatever they contain."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from typing import Any

import pytest

from relance import discovery
from relance.domain.wording import compose
from relance.domain.wording.sample import sample_answer

THREAD = "<r-1@atelier.example> <abc@dupont.example>"


def raw(ids: str = THREAD, subject: str = "RE: Rappel") -> bytes:
    facts = replace(sample_answer("reply-more-time"), in_reply_to=ids, reply_subject=subject)
    return discovery.channels()["email"].render(facts, (), "<1@relance.example>").content


def mail(ids: str = THREAD, subject: str = "RE: Rappel") -> Any:
    return email.message_from_bytes(raw(ids, subject), policy=email.policy.default)


def test_it_refers_to_our_mail_and_answers_theirs() -> None:
    answer = mail()
    assert answer["In-Reply-To"] == "<abc@dupont.example>"
    assert answer["References"].split() == THREAD.split() and answer["Subject"] == "Re: Rappel"


def test_a_message_id_longer_than_a_line_stays_as_it_is() -> None:
    long = f"<{'a' * 150}@dupont.example>"
    assert f"In-Reply-To: {long}\r\n".encode() in raw(f"<r-1@atelier.example> {long}")


@pytest.mark.parametrize("ids", ["", "abc", "<a b@c>", "<a@b\r\nBcc: x@y.example>", f"<{'a' * 300}@b>"])
def test_what_is_no_message_id_is_left_out(ids: str) -> None:
    answer = mail(ids)
    assert answer["In-Reply-To"] is None and answer["Bcc"] is None and answer["References"] is None


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Re: Re : RE: Facture", "Re: Facture"),
        ("TR: Fwd: Facture", "Re: Facture"),
        ("Facture\r\nBcc: x@y.example", "Re: Facture Bcc: x@y.example"),
        ("é" * 400, "Re: " + "é" * 150),
        ("relance-subject-7d1f relance-name-7d1f", "Re: relance-subject-7d1f relance-name-7d1f"),
    ],
)
def test_the_subject_is_theirs_with_one_re(theirs: str, ours: str) -> None:
    answer = mail(subject=theirs)
    assert answer["Subject"] == ours and answer["Bcc"] is None and "Atelier Vidal" in answer["From"]


def test_without_a_subject_or_on_paper_it_has_its_own() -> None:
    assert "Votre demande de délai" in compose(sample_answer("reply-more-time")).subject
    assert "Votre demande de délai" in mail(subject="")["Subject"]


def test_the_persons_words_are_paragraphs_of_plain_text() -> None:
    facts = sample_answer("reply-more-time")
    words = "Bonjour Anne,\n\n{{ creditor.name }} <b>gras</b>\nmerci"
    before = compose(replace(facts, answer=replace(facts.answer, words=words))).before  # type: ignore[type-var]
    assert before[-2:] == ("Bonjour Anne,", "{{ creditor.name }} <b>gras</b> merci")
