"""Every preset, step and language: what the mail and the letter contain, and what they never contain."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from relance import discovery
from relance.domain.message import NoticeFacts
from relance.domain.wording import compose
from relance.domain.wording.formats import date_long, date_short, money
from tests.wording.notices import a_notice, flat, mail_texts, pdf_text, preset_notices

DISREGARD = {"fr": "Si vous avez réglé entre-temps", "en": "If you have paid in the meantime"}
SAFETY = {"fr": "Nos coordonnées bancaires n’ont pas changé", "en": "Our bank details have not changed"}
BY_KIND = {
    ("courtesy", "fr"): ("Quelque chose bloque-t-il le paiement ?", "Rien n’est en retard"),
    ("courtesy", "en"): ("Is anything blocking the payment?", "Nothing is late"),
    ("final", "fr"): (
        "dernier rappel avant",
        "mise en demeure",
        "commissaire de justice",
        "trouver un accord",
    ),
    ("final", "en"): ("last reminder before", "formal notice", "collection agency", "come to an agreement"),
    ("formal_notice", "fr"): ("mettons en demeure", "vaut mise en demeure", "1344", "tribunal compétent"),
    ("formal_notice", "en"): ("mise en demeure", "formal notice", "1344", "competent court"),
}
CLAIMS = {
    "business": ("L441-10", "D441-5", "40 €", "€40", "L2192-13"),
    "public": ("L2192-13", "R2192-31", "D2192-35"),
}
NEVER = re.compile(r"!|\bhélas|\bhonte|malheureusement|unfortunately|shame|\{\{|\{%", re.IGNORECASE)


def texts_of(facts: NoticeFacts) -> dict[str, str]:
    """Plain mail, HTML mail and letter of one notice, as flat text."""
    channels = discovery.channels()
    mail = channels["email"].render(replace(facts, channel="email"), (), "<1@relance.example>")
    letter = channels["letter"].render(replace(facts, channel="letter"), (), "<1@relance.example>")
    return mail_texts(mail.content) | {"letter": flat(pdf_text(letter.content))}


def essentials(facts: NoticeFacts) -> list[str]:
    language, creditor, line = facts.customer.language, facts.creditor, facts.lines[0]
    return [
        creditor.name,
        creditor.email,
        facts.customer.name,
        facts.reference,
        line.invoice,
        flat(money(facts.total_cents, "EUR", language)),
        date_short(line.due_on, language),
        date_long(line.due_on, language),
        "FR14 2004 1010 0505 0001 3M02 606",
        "732 829 320",
        creditor.signatory,
        DISREGARD[language],
        SAFETY[language],
    ]


@pytest.mark.parametrize("facts", preset_notices())
def test_every_step_says_what_its_stage_must_say(facts: NoticeFacts) -> None:
    language = facts.customer.language
    wanted = [*essentials(facts), *BY_KIND.get((facts.kind, language), ())]
    if facts.deadline_on:
        wanted.append(date_long(facts.deadline_on, language))
    for where, text in texts_of(facts).items():
        for phrase in wanted:
            assert phrase in text, f"{phrase!r} is missing from the {where}"
        assert not NEVER.search(text), f"{where}: {NEVER.search(text)}"


@pytest.mark.parametrize("facts", [p for p in preset_notices() if p.values[0].reminder_number > 1])
def test_a_later_step_recalls_the_earlier_ones_with_their_dates_and_channels(facts: NoticeFacts) -> None:
    words = {"fr": {"email": "par courriel", "phone": "par téléphone", "letter": "par lettre"}}
    words["en"] = {"email": "by e-mail", "phone": "by telephone", "letter": "by letter"}
    language = facts.customer.language
    for text in texts_of(facts).values():
        for past in facts.history:
            assert f"{date_long(past.on, language)} {words[language][past.channel]}" in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_second_reminder_says_that_it_is_the_second(language: str) -> None:
    wording = compose(a_notice(template="reminder-2", number=2, language=language))
    said = " ".join((wording.subject, *wording.before))
    assert ("deuxième" if language == "fr" else "second") in said


@pytest.mark.parametrize("facts", preset_notices())
def test_a_consumer_never_reads_of_penalties_or_of_the_indemnity(facts: NoticeFacts) -> None:
    consumer = replace(facts, customer=replace(facts.customer, kind="consumer"))
    for text in texts_of(consumer).values():
        for forbidden in (*CLAIMS["business"], *CLAIMS["public"], "pénalité", "indemnité", "penalt"):
            assert forbidden not in text


@pytest.mark.parametrize("facts", preset_notices())
def test_the_claims_of_other_customers_are_left_unmentioned(facts: NoticeFacts) -> None:
    other = replace(facts, customer=replace(facts.customer, kind="other"))
    for text in texts_of(other).values():
        for forbidden in (*CLAIMS["business"], *CLAIMS["public"], "intérêt", "interest", "pénalité"):
            assert forbidden not in text


@pytest.mark.parametrize("facts", [p for p in preset_notices() if p.values[0].claims != "none"])
def test_a_public_buyer_reads_its_own_rule_and_not_that_of_companies(facts: NoticeFacts) -> None:
    public = replace(facts, customer=replace(facts.customer, kind="public"))
    for text in texts_of(public).values():
        assert all(article in text for article in CLAIMS["public"])
        assert "8 points" in text or "8 percentage points" in text
        assert not any(article in text for article in ("L441-10", "D441-5", "suspendre", "may also suspend"))


@pytest.mark.parametrize("facts", [p for p in preset_notices() if p.values[0].claims != "none"])
def test_a_company_reads_the_rate_and_the_indemnity_that_the_law_gives(facts: NoticeFacts) -> None:
    for text in texts_of(facts).values():
        assert "L441-10" in text and "D441-5" in text
        assert "40 €" in text or "€40" in text


@pytest.mark.parametrize("facts", [p for p in preset_notices() if p.values[0].claims == "none"])
def test_a_step_without_claims_mentions_none(facts: NoticeFacts) -> None:
    for text in texts_of(facts).values():
        assert not any(article in text for article in (*CLAIMS["business"], *CLAIMS["public"]))


def test_a_contract_rate_is_printed_instead_of_the_default_one() -> None:
    facts = a_notice("final", number=3, claims="mention", late_rate_text="12 % par an.")
    said = " ".join(compose(facts).after)
    assert "Taux applicable\u00a0: 12 % par an." in said and "Banque centrale" not in said


@pytest.mark.parametrize("level", ["mention", "demand"])
def test_claims_whose_amounts_are_unknown_are_mentioned_and_not_demanded(level: str) -> None:
    facts = a_notice("formal_notice", number=4, claims=level)
    assert "ne comprend pas ces sommes" in " ".join(compose(facts).after)


def test_interest_starts_for_a_consumer_with_the_formal_notice_only() -> None:
    consumer = {"kind": "consumer"}
    formal = compose(a_notice("formal_notice", number=4, claims="demand", customer=consumer))
    second = compose(a_notice(template="reminder-2", number=2, claims="mention", customer=consumer))
    assert "1231-6" in " ".join(formal.after)
    assert "intérêt" not in " ".join(second.after)
