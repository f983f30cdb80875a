"""The same step speaks otherwise to a good payer, to a late one and to a bad one; the law speaks to all alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from relance.domain.message import NoticeFacts
from relance.domain.wording import compose
from tests.wording.notices import TODAY, a_notice, preset_notices

LANGUAGES = ("fr", "en")
TONES = ("good", "slow", "bad")
SUSPENSION = {"fr": "suspendre les livraisons", "en": "suspend current deliveries"}
USUALLY = {"fr": "d’habitude à temps", "en": "usually pay on time"}
BY_PROFILE = [p for p in preset_notices() if "by-profile" in str(p.id) and "-r" in str(p.id)]


def said(facts: NoticeFacts, segment: str, **customer: str) -> str:
    """What the customer reads, subject included."""
    wording = compose(replace(facts, customer=replace(facts.customer, segment=segment, **customer)))
    return " ".join((wording.subject, *wording.before, *wording.after)).replace("\u00a0", " ")


def called(facts: NoticeFacts, segment: str) -> str:
    """What the caller reads."""
    script = compose(replace(facts, channel="phone", customer=replace(facts.customer, segment=segment))).script
    return " ".join(line for _title, lines in script.parts for line in lines)


def second(language: str) -> NoticeFacts:
    return a_notice(template="reminder-2", number=2, claims="mention", deadline_on=TODAY, language=language)


def final(language: str) -> NoticeFacts:
    return a_notice("final", number=3, claims="mention", deadline_on=TODAY, language=language)


@pytest.mark.parametrize("facts", BY_PROFILE)
def test_each_reminder_of_the_plan_by_profile_has_three_tones(facts: NoticeFacts) -> None:
    for one, other in combinations(TONES, 2):
        assert said(facts, one) != said(facts, other)
        assert called(facts, one) != called(facts, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_account_is_spared_as_a_good_payer_and_nothing_is_said_of_its_habits(language: str) -> None:
    for facts in (a_notice(template="reminder-1", language=language), second(language), final(language)):
        key = said(facts, "key")
        assert USUALLY[language] not in key and "inhabituel" not in key and "unusual" not in key
        assert key != said(facts, "bad") and key != said(facts, "slow")
    assert SUSPENSION[language] not in said(second(language), "key")


@pytest.mark.parametrize("facts", preset_notices())
@pytest.mark.parametrize("segment", ["new", *TONES, "key"])
def test_every_tone_keeps_the_amount_the_deadline_and_the_way_out(facts: NoticeFacts, segment: str) -> None:
    text = said(facts, segment)
    assert "1 200,00 €" in text.replace("\u202f", " ") or "€1,200.00" in text
    assert ("Si vous avez réglé" in text) or ("If you have paid" in text)
    assert "!" not in text and "  " not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_payer_is_asked_what_blocks_and_not_threatened_with_suspension(language: str) -> None:
    assert SUSPENSION[language] not in said(second(language), "good")
    assert ("inhabituel" if language == "fr" else "unusual") in said(second(language), "good")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_late_payer_is_asked_for_a_day_and_a_bad_one_for_a_firm_one_in_writing(language: str) -> None:
    day, firm = {"fr": ("donnez-nous sa date", "ferme et confirmée par écrit")}.get(
        language, ("give us its date", "firm and confirmed in writing")
    )
    assert day in said(second(language), "slow") and firm not in said(second(language), "slow")
    assert firm in said(second(language), "bad") and day not in said(second(language), "bad")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_reminder_remembers_who_usually_pays_on_time(language: str) -> None:
    assert USUALLY[language] in said(final(language), "good")
    assert USUALLY[language] not in said(final(language), "slow")


@pytest.mark.parametrize("language", LANGUAGES)
def test_instalments_for_a_bad_payer_begin_with_a_payment(language: str) -> None:
    words = "premier versement" if language == "fr" else "first payment"
    assert words in said(final(language), "bad") and words not in said(final(language), "slow")
    assert words not in said(final(language), "bad", kind="public")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_formal_notice_says_the_same_to_all(language: str) -> None:
    facts = a_notice("formal_notice", number=4, claims="demand", deadline_on=TODAY, language=language)
    assert len({said(facts, segment) for segment in ("new", *TONES, "key")}) == 1
