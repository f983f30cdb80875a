"""Every reason has its sentence in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import relance.domain.allocate as package
from relance.domain.allocate.model import Reason
from relance.domain.allocate.words import AGAINST, FOR, NOTHING, SENTENCES, is_doubt, reason_sentence

VALUES = {"number": "FA-2026-0132", "written": "FA-2026-0123", "on": "2026-03-20"}


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_a_reason_has_a_sentence_in_both_languages(key: str) -> None:
    french, english = (reason_sentence(Reason(key, VALUES), language) for language in ("fr", "en"))
    assert french != english
    assert not re.search(r"[{}!']", french + english)


def test_every_reason_that_the_rules_give_has_its_words() -> None:
    code = "\n".join(path.read_text() for path in Path(package.__file__).parent.glob("*.py"))
    assert set(re.findall(r'reason\("([a-z_]+)"', code)) <= set(SENTENCES)
    hows = set(re.findall(r'"((?:shared_)?iban|siren|code|learned_name|name(?:_like|_within)?)"', code))
    assert {f"payer_{how}" for how in hows} == {key for key in SENTENCES if key.startswith("payer_")} - {
        "payer_is_other"
    }


def test_the_number_and_the_day_are_said() -> None:
    assert reason_sentence(Reason("number_in_text", VALUES), "fr") == "le numéro FA-2026-0132 est dans le libellé"
    assert reason_sentence(Reason("typed_before", VALUES), "fr").endswith("saisi le 20/03/2026")


def test_what_speaks_for_and_against_is_told_apart() -> None:
    assert not set(FOR) & set(AGAINST) and not set(AGAINST) & set(NOTHING)
    assert is_doubt(Reason("name_only")) and not is_doubt(Reason("amount_exact"))
