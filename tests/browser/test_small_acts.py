"""What scripts make quicker: acts that stay on their page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import ComeIn
from tests.browser.steps import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]


def test_one_notice_is_read_confirmed_and_leaves(come_in: ComeIn, outbox: Callable[[Screen], list[str]]) -> None:
    claire = come_in("monday")
    claire.open("/departures/")
    claire.part("tbody", "Dupont SARL").follow("Première relance")
    claire.page.frame_locator("iframe.message").get_by_text("FA-1").first.wait_for()
    claire.press("Confirmer et envoyer")
    claire.sees("1 relance confirmée")
    claire.part("#left").sees("Dupont SARL")
    assert [name.rsplit(".")[-1] for name in outbox(claire)] == ["eml"]


def test_ticking_counts_and_the_next_page_says_what_happens(come_in: ComeIn) -> None:
    claire = come_in("monday")
    claire.open("/departures/")
    claire.tick("Tout cocher")
    claire.press("Confirmer la sélection… (2)")
    claire.sees("Confirmer 2 relances")


def test_a_missing_mail_address_is_typed_in_place(come_in: ComeIn) -> None:
    claire = come_in("monday")
    claire.open("/departures/")
    martin = claire.part("tbody", "Martin SARL")
    martin.fill({"Courriel": "compta@martin.example"})
    martin.press("Enregistrer")
    claire.part("tbody.fresh").sees("à confirmer")
    claire.part("#counts").sees("3 relances à confirmer")
    claire.part("#counts").sees_no("sans contact")
    assert claire.page.locator("#waits").inner_text().strip() == "3"


def test_a_total_opens_its_working_and_the_indemnity_is_waived(come_in: ComeIn) -> None:
    claire = come_in("monday")
    claire.open("/customers/DUPONT/owed/")
    claire.sees_no("Courus, ligne par ligne")
    claire.part(".cards.big > li", "Intérêts de retard").unfold("3,99")
    claire.sees("Courus, ligne par ligne")
    claire.unfold("3,99")
    claire.sees("= 3,9945…")
    claire.unfold("Abandonner…")
    claire.choose("Ce qui est abandonné", "L’indemnité")
    claire.fill({"Pourquoi": "geste commercial"})
    claire.press("Abandonner")
    claire.sees("L’indemnité de FA-1 est abandonnée")


def test_silences_are_searched_without_leaving_the_page(come_in: ComeIn) -> None:
    claire = come_in("monday")
    claire.open("/departures/")
    claire.page.get_by_placeholder("Client ou numéro de facture").press_sequentially("FA-3")
    claire.page.locator("#silence-list tbody tr").nth(1).wait_for(state="detached")
    claire.part("#silence-list tbody").sees("Lenoir SARL")
