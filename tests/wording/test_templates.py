"""Templates: the shipped ones are sound, and a bad one is refused in one sentence a problem."""

from __future__ import annotations

import pytest

from relance.domain.wording import check_template, compose, known_fields
from relance.domain.wording.store import LANGUAGES, names, text_of
from tests.wording.notices import a_notice

GOOD = "=== subject\nS {{ notice.about }}\n=== heading\nH\n=== opening\nO {{ notice.total }}\n=== after\nA\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", names("fr"))
def test_every_shipped_template_passes_its_own_check(name: str, language: str) -> None:
    assert check_template(text_of(name, language), language) == []


def test_both_languages_ship_the_same_templates() -> None:
    assert names("fr") == names("en")


def test_a_template_of_the_user_replaces_ours() -> None:
    assert check_template(GOOD) == []
    assert compose(a_notice(), GOOD).before == ("O 1\u202f200,00\u00a0€",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GOOD.replace("notice.total", "notice.totl"), "the field “notice.totl”, which does not exist"),
        (GOOD.replace("notice.total", "notice.total | shout"), "the filter “shout”"),
        (GOOD.replace("{{ notice.total }}", "{% if notice.count %}"), "Section “opening” cannot be read"),
        (GOOD.replace("{{ notice.total }}", "{% include 'x' %}"), "Section “opening” cannot be read"),
        (GOOD.replace("=== after\nA\n", ""), "Section “after” is missing"),
        (GOOD + "=== footer\nx\n", "Section “footer” is not known"),
        (GOOD + "=== tone\nangry\n", "Tone “angry” is not known"),
        (GOOD.replace("{{ notice.total }}", "{% for i in (1..9999999) %}x{% endfor %}"), "fails on a sample"),
    ],
)
def test_a_template_that_cannot_work_is_refused_on_saving(text: str, problem: str) -> None:
    problems = check_template(text)
    assert len(problems) == 1 and problem in problems[0]


def test_the_editor_can_show_what_each_field_gives() -> None:
    fields = known_fields()
    assert fields["creditor.name"] == "Atelier Vidal"
    assert fields["notice.deadline"] == "24 février 2026"


def test_the_filters_write_amounts_dates_and_plurals() -> None:
    filters = "{{ notice.total_cents | money }} {{ notice.today_on | date_long }} {{ 2 | days }}"
    filters += '{{ 2 | plural: "", ", b" }}'
    text = GOOD.replace("{{ notice.total }}", filters)
    assert compose(a_notice(), text).before == ("O 1\u202f200,00\u00a0€ 16 mars 2026 2\u00a0jours, b",)
