"""A plan changed as a form: each button without script, each problem at its field, nothing saved before it is seen."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from relance.domain.plan_form import draft_of, fields_of
from relance.domain.plans import load_preset, parse_plan, preset_text
from relance.ledger.builders import act_on
from relance.ledger.models import Creditor, Event, PlanVersion
from relance.operations.edit_plan import save_plan
from tests.web.conftest import TODAY

pytestmark = pytest.mark.sqlite_only

KEY = "two-then-notice"
EDITOR = f"/settings/plans/{KEY}/edit/"
TEXT = preset_text(KEY)


def sent(client: Client, act: str, base: str = TEXT, part: str = "", **changes: str | list[str]) -> str:
    """The page after the form of the plan was sent with these fields changed (`step_0_days` for `step-0-days`)."""
    fields: dict[str, str | list[str]] = {**fields_of(draft_of(parse_plan(base), ","))}
    fields |= {re.sub(r"^(step|variant)_(\d+)_", r"\1-\2-", name): value for name, value in changes.items()}
    headers = {"HX-Request": "true", "HX-Target": part} if part else {}
    answer = client.post(EDITOR, {**fields, "base": base, "act": act}, headers=headers)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def plain(page: str) -> str:
    return page.replace("\u00a0", " ").replace("\u202f", " ")


def steps_in(page: str) -> list[str]:
    return re.findall(r'id="field-step-\d+-key" name="step-\d+-key" value="([^"]*)"', page)


def text_in(page: str) -> str:
    found = re.search(r'<textarea id="plan-text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def test_the_form_shows_every_step_its_words_and_a_time_line_that_is_read_aloud(
    claire: Client, creditor: Creditor
) -> None:
    page = plain(claire.get(EDITOR).content.decode())
    assert steps_in(page) == ["r1", "r2", "notice", "handover"]
    assert "7 jours après l’échéance : « Première relance » par courriel, à défaut lettre" in page
    assert "Frise du scénario, en jours depuis l’échéance : J+7 Première relance" in page
    assert 'role="img"' in page and "style=" not in page.partition("<main")[2].partition("<iframe")[0]


def test_a_step_is_added_moved_and_taken_out_without_script(claire: Client, creditor: Creditor) -> None:
    assert steps_in(sent(claire, "add", new_kind="final")) == ["r1", "r2", "final", "notice", "handover"]
    assert steps_in(sent(claire, "down-0")) == ["r2", "r1", "notice", "handover"]
    assert steps_in(sent(claire, "remove-1")) == ["r1", "notice", "handover"]
    assert 'name="step-1-variant-0-min_total_cents"' in sent(claire, "case-1")
    assert not PlanVersion.objects.exists() and not Event.objects.exists()


def test_what_is_wrong_stands_at_its_field_and_all_of_it_is_told_at_once(claire: Client, creditor: Creditor) -> None:
    page = sent(claire, "preview", step_0_days="huit", floor_cents="cinq")
    assert "2 points à corriger" in page and 'href="#field-step-0-days"' in page
    field = re.search(r'<input id="field-step-0-days"[^>]*>.*?</small>', page, re.DOTALL)
    assert field and 'value="huit"' in field[0] and 'aria-invalid="true"' in field[0]
    assert "Écrivez un nombre entier" in field[0] and "Enregistrer la version" not in page


def test_a_text_for_another_kind_of_step_is_named_at_its_field(claire: Client, creditor: Creditor) -> None:
    page = sent(claire, "preview", step_0_template="formal-notice")
    assert "Ce texte est fait pour une étape d’une autre nature" in page and "Enregistrer la version" not in page


def test_a_change_is_seen_with_customers_and_money_then_saved_with_its_remarks(
    claire: Client, creditor: Creditor
) -> None:
    base = TEXT.replace("offset_days = 7", "offset_days = 7  # vu avec Anne")
    page = sent(claire, "preview", base, step_0_days="21")
    assert "Enregistrer la version 1" in page and "Dupont SARL" in page and "Montants des départs" in page
    assert "offset_days = 21  # vu avec Anne" in text_in(page)
    claire.post(EDITOR, {"text": text_in(page), "latest": "0", "act": "save"})
    assert parse_plan(PlanVersion.objects.get().text).steps[0].offset_days == 21


def test_remarks_that_a_change_would_lose_are_named_first(claire: Client, creditor: Creditor) -> None:
    base = TEXT.replace('label = "Deuxième relance"', 'label = "Deuxième relance"  # idée de Paul')
    assert "# idée de Paul" in sent(claire, "remove-1", base).partition('id="plan-form"')[0]


def test_a_version_saved_by_somebody_else_meanwhile_is_not_lost_unseen(claire: Client, creditor: Creditor) -> None:
    save_plan(creditor=creditor, text=TEXT, act=act_on(TODAY, "Anne"))
    later = TEXT.replace("offset_days = 7", "offset_days = 9")
    page = plain(claire.post(EDITOR, {"text": later, "latest": "0", "act": "save"}).content.decode())
    assert "Anne a enregistré la version 1 entre-temps" in page and PlanVersion.objects.count() == 1


def test_a_change_of_one_field_renews_the_time_line_and_the_words_only(claire: Client, creditor: Creditor) -> None:
    page = sent(claire, "look", part="plan-said", step_0_days="12")
    assert "J+12 Première relance" in page and 'hx-swap-oob="true"' in page
    assert "<html" not in page and 'id="plan-form"' not in page
    assert "<html" not in sent(claire, "down-0", part="editor")


def test_the_text_is_read_into_the_form_and_back(claire: Client, creditor: Creditor) -> None:
    text = TEXT.replace("offset_days = 7", "offset_days = 13")
    page = plain(claire.post(EDITOR, {"text": text, "was": TEXT, "act": "read"}).content.decode())
    assert 'id="field-step-0-days" name="step-0-days" value="13"' in page
    assert text_in(sent(claire, "look", text)) == text


def test_a_page_of_a_plan_says_who_follows_it(claire: Client, creditor: Creditor) -> None:
    page = plain(claire.get(f"/settings/plans/{KEY}/").content.decode())
    assert "3 clients" in page and "Dupont SARL" in page
    creditor.customers.filter(code="DUPONT").update(plan="standard")
    assert "2 clients" in plain(claire.get(f"/settings/plans/{KEY}/").content.decode())
    assert "1 client<" in plain(claire.get("/settings/plans/standard/").content.decode())


def test_two_versions_are_compared_in_words_and_line_by_line(claire: Client, creditor: Creditor) -> None:
    for days in ("7", "21"):
        text = TEXT.replace("offset_days = 7", f"offset_days = {days}")
        save_plan(creditor=creditor, text=text, act=act_on(TODAY))
    last = PlanVersion.objects.get(version=2)
    page = plain(claire.get(f"/settings/plans/{KEY}/versions/{last.pk}/").content.decode())
    assert "De la version 1 à la version 2" in page and "<ins>+offset_days = 21</ins>" in page
    assert re.search(r"Première relance</strong></td>.*?Jours.*?>7<.*?>21<", page, re.DOTALL)
    assert "Du scénario fourni" in plain(
        claire.get(f"/settings/plans/{KEY}/versions/{last.pk}/?with=0").content.decode()
    )


def test_every_plan_is_listed_with_its_time_line(claire: Client, creditor: Creditor) -> None:
    page = plain(claire.get("/settings/plans/").content.decode())
    assert page.count('<svg class="wide"') == 5 and "Procédure standard" in page
    assert load_preset(KEY).label in page
