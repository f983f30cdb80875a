"""Profiles, who is left in peace, and the set-up seen before it is saved."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from relance.domain.plans import parse_plan, preset_text
from relance.ledger.builders import act_on, make_creditor, make_customer, make_invoice
from relance.ledger.models import Creditor, Customer, Event, Hold, PlanVersion
from relance.operations.edit_plan import save_plan
from relance.operations.hold import hold
from tests.web.conftest import TODAY, a_member, signed_in

EDITOR = "/settings/plans/two-then-notice/edit/"
LATER = preset_text("two-then-notice").replace("offset_days = 7", "offset_days = 21")


def shown(client: Client, address: str, data: dict[str, str] | None = None) -> str:
    """The page, its no-break spaces made plain."""
    answer = client.post(address, data, follow=True) if data is not None else client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def dupont() -> Customer:
    return Customer.objects.get(code="DUPONT")


def test_a_customers_page_shows_its_profile_with_the_figures(claire: Client, decided: Creditor) -> None:
    page = shown(claire, "/customers/DUPONT/")
    assert "Aucune facture réglée en 12 mois" in page and "calculé" in page
    assert "moins de trois factures réglées" in page


def test_a_profile_is_chosen_and_given_back(claire: Client, decided: Creditor) -> None:
    page = shown(claire, "/customers/DUPONT/edit/", {"segment": "key"})
    assert "choisi par claire" in page and "Le calcul donnerait : nouveau" in page
    shown(claire, "/customers/DUPONT/edit/", {"segment": "auto"})
    assert (dupont().segment, dupont().segment_by_hand) == ("new", False)


def test_saving_the_terms_does_not_choose_a_profile(claire: Client, decided: Creditor) -> None:
    page = claire.get("/customers/DUPONT/").content.decode()
    terms = next(form for form in page.split("<form") if 'name="late_rate"' in form)
    assert 'name="segment"' not in terms and 'name="no_dunning"' not in terms


def test_the_list_of_customers_is_narrowed_to_a_profile(claire: Client, creditor: Creditor) -> None:
    Customer.objects.filter(code="MARTIN").update(segment="bad")
    page = shown(claire, "/customers/?segment=bad")
    assert "MARTIN" in page and "DUPONT" not in page
    assert "DUPONT" in shown(claire, "/customers/?segment=nonsense")


def test_an_exclusion_asks_for_a_reason_and_shows_it(claire: Client, creditor: Creditor) -> None:
    assert 'name="why" required' in claire.get("/customers/DUPONT/").content.decode()
    claire.post("/customers/DUPONT/edit/", {"has_no_dunning": "1", "no_dunning": "on", "why": "famille du fondateur"})
    assert dupont().no_dunning
    assert "famille du fondateur" in shown(claire, "/customers/DUPONT/")
    claire.post("/customers/DUPONT/edit/", {"has_no_dunning": "1"})
    assert not dupont().no_dunning


def test_a_hold_may_begin_later_and_names_its_author(claire: Client, creditor: Creditor) -> None:
    data = {"reason": "fermeture annuelle", "from": "2026-02-20", "until": "2026-02-27"}
    page = shown(claire, "/customers/DUPONT/hold/", data)
    assert Hold.objects.get().from_on == date(2026, 2, 20)
    assert "fermeture annuelle" in page and "à partir du" in page and "· claire" in page


def test_nobody_left_in_peace_is_forgotten(claire: Client, creditor: Creditor) -> None:
    assert "Aucun client n’est à l’écart" in shown(claire, "/holds/")
    hold(creditor=creditor, customer=dupont(), act=act_on(TODAY), reason="fêtes")
    Customer.objects.filter(code="MARTIN").update(insolvency_on=date(2026, 2, 1))
    debtor = make_customer(creditor, "ROUX")
    make_invoice(debtor, "FD-1", 5_000, date(2026, 3, 1), direct_debit=True)
    Customer.objects.filter(code="LENOIR").update(no_dunning=True)
    page = shown(claire, "/holds/")
    for words in ("fêtes", "Claire", "Martin SARL", "procédure collective", "1 facture · 50,00 €", "par un fichier"):
        assert words in page
    assert "Martin SARL" not in shown(claire, "/holds/?kind=hold")


def test_another_firms_holds_are_not_shown(claire: Client, creditor: Creditor) -> None:
    other = make_customer(make_creditor("Garage Est", key="est"), "SECRET")
    hold(creditor=other.creditor, customer=other, act=act_on(TODAY), reason="caché")
    assert "caché" not in shown(claire, "/holds/")


def test_a_setting_that_decides_is_shown_before_it_is_saved(claire: Client, creditor: Creditor) -> None:
    page = shown(claire, "/settings/preview/", {"sending": "as_planned", "max_notices_per_day": "200"})
    assert "Ce que cela changerait" in page and "Sans attendre de confirmation" in page
    assert 'name="sending" value="as_planned"' in page and "Annuler" in page
    assert Creditor.objects.get(pk=creditor.pk).sending == "confirm_all"
    claire.post("/settings/", {"sending": "as_planned"})
    assert Creditor.objects.get(pk=creditor.pk).sending == "as_planned"


def test_a_setting_that_decides_nothing_is_saved_at_once(claire: Client, creditor: Creditor) -> None:
    claire.post("/settings/preview/", {"timezone": "Europe/Paris", "language": "en", "default_plan": "two-then-notice"})
    assert Creditor.objects.get(pk=creditor.pk).language == "en"


def test_looking_by_an_address_saves_nothing(claire: Client, creditor: Creditor) -> None:
    page = shown(claire, "/settings/preview/?default_plan=standard&language=en")
    assert "two-then-notice" not in page and "Procédure standard" in page
    after = Creditor.objects.get(pk=creditor.pk)
    assert (after.default_plan, after.language) == ("two-then-notice", "fr")


def test_a_setting_that_cannot_be_is_refused_by_the_preview_too(claire: Client, creditor: Creditor) -> None:
    page = claire.post(
        "/settings/preview/", {"calendar": "MARS"}, headers={"Referer": "/settings/"}, follow=True
    ).content.decode()
    assert "MARS" in page and Creditor.objects.get(pk=creditor.pk).calendar == "FR"


def test_plans_by_profile_are_settings_explained(claire: Client, creditor: Creditor) -> None:
    page = shown(claire, "/settings/rules/")
    assert "Scénarios par profil" in page and 'name="plan_for_bad"' in page and "Promesses non tenues" in page
    claire.post("/settings/", {"plan_for_bad": "phone-first"})
    assert Creditor.objects.get(pk=creditor.pk).plan_for_bad == "phone-first"


def test_the_editor_shows_exactly_what_is_kept_beside_the_steps(claire: Client, creditor: Creditor) -> None:
    page = shown(claire, EDITOR)
    assert "key = &quot;two-then-notice&quot;" in page and "7 jours après l’échéance" in page
    assert "Enregistrer la version" not in page  # it is looked at first


def test_a_plan_is_looked_at_then_saved_as_a_new_version(claire: Client, creditor: Creditor) -> None:
    page = shown(claire, EDITOR, {"text": LATER, "act": "preview"})
    assert "Un autre jour" in page and "Enregistrer la version 1" in page
    assert not PlanVersion.objects.exists()
    page = shown(claire, EDITOR, {"text": LATER.replace("\n", "\r\n"), "act": "save"})
    saved = PlanVersion.objects.get(creditor=creditor)
    assert (saved.version, saved.text, saved.saved_by) == (1, LATER, "claire")
    assert "Version 1" in page and "en vigueur" in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LATER.replace('"reminder"', '"formal_notice"', 1), "« relance » ne peut pas suivre « mise en demeure »"),
        (LATER.replace("offset_days = 21", 'offset_days = "x"'), "étape r1 : offset_days est un nombre entier"),
        (LATER.replace("key =", "key"), "Le texte ne se lit pas comme du TOML"),
        (LATER.replace("min_gap", "max_gap") + "\ncolour = 1", "étape"),
    ],
)
def test_a_text_that_cannot_be_is_kept_on_the_page_and_the_step_is_named(
    claire: Client, creditor: Creditor, text: str, words: str
) -> None:
    for act in ("preview", "save"):
        page = shown(claire, EDITOR, {"text": text, "act": act})
        assert words in page and "Deuxième relance" in page  # the text is still there
    assert not PlanVersion.objects.exists()


def test_a_plan_is_not_saved_over_another_by_its_key(claire: Client, creditor: Creditor) -> None:
    page = shown(claire, EDITOR, {"text": preset_text("standard"), "act": "save"})
    assert "un autre scénario porte déjà la clé « standard »" in page and not PlanVersion.objects.exists()


def test_a_new_plan_starts_as_a_copy_under_a_free_key(claire: Client, creditor: Creditor) -> None:
    page = shown(claire, "/settings/plans/standard/edit/?copy=1")
    assert "key = &quot;standard-2&quot;" in page
    text = preset_text("standard").replace('key = "standard"', 'key = "mine"')
    page = shown(claire, "/settings/plans/standard/edit/", {"text": text, "act": "save"})
    assert PlanVersion.objects.get().key == "mine" and "<code>mine</code>" in page


def test_an_old_version_is_seen_and_taken_back_as_a_new_one(claire: Client, creditor: Creditor) -> None:
    for text in (LATER, preset_text("two-then-notice")):
        save_plan(creditor=creditor, text=text, act=act_on(TODAY, "Anne"))
    first = PlanVersion.objects.get(version=1)
    page = shown(claire, "/settings/plans/two-then-notice/")
    assert "Version 1" in page and "Version 2" in page and "Anne" in page
    page = shown(claire, f"/settings/plans/two-then-notice/versions/{first.pk}/")
    assert "offset_days = 21" in page and "Y revenir" in page
    assert "offset_days = 21" in shown(claire, f"{EDITOR}?version=1")
    claire.post(EDITOR, {"text": LATER, "act": "save"})
    last = PlanVersion.objects.order_by("-version")[0]
    assert (last.version, parse_plan(last.text).steps[0].offset_days) == (3, 21)


def test_a_version_of_another_firm_is_not_there(claire: Client, creditor: Creditor) -> None:
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    save_plan(creditor=creditor, text=LATER, act=act_on(TODAY))
    address = f"/settings/plans/two-then-notice/versions/{PlanVersion.objects.get().pk}/"
    assert stranger.get(address).status_code == 404
    assert "offset_days = 21" not in shown(stranger, EDITOR)
    assert stranger.get("/settings/plans/nothing/edit/").status_code == 404


def test_looking_at_plans_writes_nothing(claire: Client, creditor: Creditor) -> None:
    for address in (EDITOR, f"{EDITOR}?copy=1", "/settings/preview/?default_plan=standard", "/holds/"):
        shown(claire, address)
    assert not Event.objects.exists() and not PlanVersion.objects.exists()


@pytest.mark.parametrize("address", ["/holds/", EDITOR, "/settings/preview/?sending=as_planned", "/settings/"])
def test_these_pages_speak_english_when_asked(claire: Client, decided: Creditor, address: str) -> None:
    claire.post("/language/", {"language": "en", "next": address})
    page = claire.get(address).content.decode()
    for french in ("Réglages", "échéance", "Ce que", "calculé", "Enregistrer", "Annuler"):
        assert french not in page
