"""The page of money that came in: what waits, why, one click, and one's own choice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from relance.domain.allocate.model import Match, Part, Reason
from relance.ledger.builders import (
    make_bank_line,
    make_credit_note,
    make_creditor,
    make_customer,
    make_meaning,
    make_message,
)
from relance.ledger.models import BankLine, Creditor, Customer, KnownPayer, Payment, Receivable, WriteOff
from relance.ledger.money import as_json
from tests.web.conftest import TODAY

pytestmark = pytest.mark.sqlite_only


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is proposed is what a test says."""
    monkeypatch.setattr("relance.operations.match_money.outcomes", lambda money, book: [])


def owed(number: str = "FA-1") -> Receivable:
    return Receivable.objects.get(invoice__number=number)


def comes_in(creditor: Creditor, cents: int = 120_000, **fields: Any) -> BankLine:
    return make_bank_line(creditor, cents, TODAY, **{"text": "VIR SEPA\nFACT 1", "party": "DUPONT SARL", **fields})


def proposed(creditor: Creditor, cents: int = 120_000, *, of: str = "FA-1", **fields: Any) -> BankLine:
    row = owed(of)
    parts = (Part(row.pk, min(cents, row.open_cents)),)
    missing = max(row.open_cents - cents, 0)
    match = Match("likely", row.customer_id, parts, difference_cents=missing, reasons=(Reason("amount_exact"),))
    return comes_in(creditor, cents, state="proposed", proposals=[as_json(match)], **fields)


def page_of(client: Client, line: BankLine, query: str = "") -> str:
    return client.get(f"/money/{line.pk}/{query}").content.decode()


def at(line: BankLine, act: str, query: str = "") -> str:
    return f"/money/{line.pk}/{act}/{query}"


def again(line: BankLine) -> BankLine:
    return BankLine.objects.get(pk=line.pk)


def test_without_a_bank_file_the_page_says_what_to_do(claire: Client) -> None:
    page = claire.get("/money/").content.decode()
    assert "Aucun relevé pour l’instant" in page and "/import/" in page


def test_a_line_is_shown_as_the_bank_wrote_it_with_what_it_may_pay(claire: Client, creditor: Creditor) -> None:
    line = proposed(creditor, end_to_end="E2E-7")
    page = page_of(claire, line)
    for words in ("VIR SEPA\nFACT 1", "E2E-7", "Dupont SARL", "FA-1", "Accepter", "retenir ce payeur", "à confirmer"):
        assert words in page
    assert "Reçu aujourd’hui" in page and "1\u202f200,00\u00a0€" in page
    assert "data-accept" in claire.get("/money/").content.decode()  # the list shows its first line beside it


def test_one_click_accepts_and_opens_the_next_line(claire: Client, creditor: Creditor) -> None:
    below, line = comes_in(creditor, 500), proposed(creditor)
    answer = claire.post(at(line, "accept"), {"proposal": "1", "learn": "on"})
    assert answer.headers["Location"] == f"/money/{below.pk}/"
    assert (owed().open_cents, again(line).state, KnownPayer.objects.get().value) == (0, "matched", "DUPONT SARL")


def test_after_the_last_line_the_list_says_that_nothing_waits(claire: Client, creditor: Creditor) -> None:
    answer = claire.post(at(proposed(creditor), "accept"), {"proposal": "1"}, follow=True)
    assert "Rien n’attend" in answer.content.decode() and not KnownPayer.objects.exists()


def test_what_is_missing_is_given_up_with_a_reason(claire: Client, creditor: Creditor) -> None:
    line = proposed(creditor, 119_700)
    assert "Que deviennent les 3,00\u00a0€ manquants" in page_of(claire, line)
    claire.post(at(line, "accept"), {"proposal": "1", "difference": "bank_fee"})
    assert (WriteOff.objects.get().reason, owed().open_cents) == ("frais bancaires", 0)
    assert "abandonnés sur FA-1 (frais bancaires)" in page_of(claire, line)


def test_a_proposal_that_no_longer_fits_is_refused_in_words(claire: Client, creditor: Creditor) -> None:
    line = proposed(creditor)
    Receivable.objects.update(open_cents=100)
    page = claire.post(at(line, "accept"), {"proposal": "1"}, follow=True).content.decode()
    assert "FA-1 n’a plus que 1.00 EUR de reste dû" in page and again(line).state == "proposed"
    assert not Payment.objects.exists()


def test_not_this_one_stays_on_the_line(claire: Client, creditor: Creditor) -> None:
    line = proposed(creditor)
    page = claire.post(at(line, "decline"), follow=True).content.decode()
    assert "Aucune correspondance trouvée" in page and again(line).state == "unknown"


@pytest.mark.parametrize("who", ["dupont", "FA-1", "1200,00", "DUPONT"])
def test_a_customer_is_found_by_name_code_number_or_amount(claire: Client, creditor: Creditor, who: str) -> None:
    line = comes_in(creditor)
    page = page_of(claire, line, f"?who={who}&q=&state=unknown")
    assert f'href="?state=unknown&amp;with={"DUPONT"}#choose"' in page


def test_ones_own_choice_is_added_up_before_it_is_made(claire: Client, creditor: Creditor) -> None:
    line, item = comes_in(creditor, 100_000), owed()
    form = {"with": "DUPONT", "rest": "DUPONT", f"item:{item.pk}": "900,00"}
    page = claire.post(at(line, "choose"), {**form, "sum": "1"}).content.decode()
    assert "Reste de l’encaissement, en compte" in page and "100,00\u00a0€" in page and 'value="900,00"' in page
    claire.post(at(line, "choose"), form)
    assert (owed().open_cents, Payment.objects.get().open_cents, again(line).rule) == (30_000, 10_000, "by_hand")


def test_a_tick_takes_as_much_as_there_is(claire: Client, creditor: Creditor) -> None:
    line = comes_in(creditor, 50_000)
    claire.post(at(line, "choose"), {"with": "DUPONT", "rest": "DUPONT", f"item:{owed().pk}:all": "on"})
    assert owed().open_cents == 70_000


def test_two_customers_and_a_credit_note(claire: Client, creditor: Creditor) -> None:
    martin = Customer.objects.get(code="MARTIN")
    note = make_credit_note(martin, "AV-1", 10_000)
    line = comes_in(creditor, 200_000)
    form = {
        "with": ["DUPONT", "MARTIN"], "rest": "MARTIN", f"item:{owed().pk}": "1200", f"item:{owed('FA-2').pk}": "900",
        f"credit:{note.pk}:all": "on",
    }  # fmt: skip
    assert "AV-1" in page_of(claire, line, "?with=MARTIN")
    claire.post(at(line, "choose"), form)
    assert {p.customer.code: p.amount_cents for p in Payment.objects.all()} == {"DUPONT": 120_000, "MARTIN": 80_000}
    assert not Receivable.objects.filter(invoice__number__in=["FA-1", "FA-2"], open_cents__gt=0).exists()


def test_what_does_not_add_up_is_refused_and_stays_typed(claire: Client, creditor: Creditor) -> None:
    line = comes_in(creditor, 50_000)
    form = {"with": "DUPONT", "rest": "DUPONT", f"item:{owed().pk}": "600,00"}
    page = claire.post(at(line, "choose"), form).content.decode()
    assert 'value="600,00"' in page and "Les montants dépassent l’encaissement de 100.00 EUR" in page
    page = claire.post(at(line, "choose"), {**form, f"item:{owed().pk}": "six cents"}).content.decode()
    assert "1234,56" in page and not Payment.objects.exists()


def test_the_customer_alone(claire: Client, creditor: Creditor) -> None:
    line = comes_in(creditor, 50_000, party="Martin SARL")
    page = page_of(claire, line, "?with=DUPONT")
    assert 'name="learn" >' in page  # the payer bears another customer's name
    claire.post(at(line, "choose"), {"with": "DUPONT", "rest": "DUPONT"})
    assert Payment.objects.get().open_cents == 50_000


def test_what_is_nobodys_is_set_aside_with_its_reason_and_taken_back(claire: Client, creditor: Creditor) -> None:
    line = comes_in(creditor)
    claire.post(at(line, "aside"), {"why": ""})
    assert again(line).state == "new"
    claire.post(at(line, "aside"), {"why": "virement interne"})
    assert (again(line).state, again(line).note) == ("aside", "virement interne")
    assert "virement interne" in page_of(claire, line, "?state=aside")
    claire.post(at(line, "back"))
    assert again(line).state == "new"


def test_a_match_is_undone_on_the_page_of_its_line(claire: Client, creditor: Creditor) -> None:
    line = proposed(creditor)
    claire.post(at(line, "accept"), {"proposal": "1"})
    assert "proposition acceptée" in page_of(claire, line).casefold()
    claire.post(at(line, "undo"))
    assert (owed().open_cents, again(line).state) == (120_000, "proposed")


def test_undoing_the_payment_on_the_customers_page_undoes_the_match(claire: Client, creditor: Creditor) -> None:
    line = proposed(creditor)
    claire.post(at(line, "accept"), {"proposal": "1"})
    claire.post(f"/customers/DUPONT/unpay/{Payment.objects.get().pk}/")
    assert (owed().open_cents, again(line).state) == (120_000, "proposed")


def test_the_list_is_filtered_and_its_state_stays_in_the_address(claire: Client, creditor: Creditor) -> None:
    one, other = proposed(creditor, party="ALPHA"), comes_in(creditor, 777, party="BETA", text="CHQ 12")
    for query, shown in (("state=proposed", one), ("state=unknown", other), ("q=7,77", other), ("q=alph", one)):
        page = claire.get(f"/money/?{query}").content.decode()
        assert shown.party in page and ({"ALPHA", "BETA"} - {shown.party}).pop() not in page
        assert f"/money/{shown.pk}/?" in page
    assert "Aucune ligne de ce genre" in claire.get("/money/?q=nothing").content.decode()
    assert claire.get("/money/?state=x&account=y&page=z").status_code == 200


def test_another_firms_customer_and_line_are_not_there(claire: Client, creditor: Creditor) -> None:
    other = make_creditor("Autre SARL", key="autre")
    make_customer(other, "ZOE")
    theirs, line = make_bank_line(other, 100, date(2026, 2, 2)), comes_in(creditor)
    assert claire.get(f"/money/{theirs.pk}/").status_code == 404
    assert claire.post(at(line, "choose"), {"with": "ZOE", "rest": "ZOE"}).status_code == 404
    assert claire.get(f"/money/{line.pk}/?with=ZOE").status_code == 404


def test_the_timeline_of_the_customer_tells_it(claire: Client, creditor: Creditor) -> None:
    line = proposed(creditor)
    claire.post(at(line, "accept"), {"proposal": "1"})
    claire.post(at(line, "undo"))
    page = claire.get("/customers/DUPONT/").content.decode()
    assert "affecté à FA-1 (proposition acceptée)" in page and "annulée" in page


def test_the_small_difference_is_a_setting_in_euros(claire: Client, creditor: Creditor) -> None:
    assert "Petit écart de règlement" in claire.get("/settings/rules/").content.decode()
    claire.post("/settings/rules/", {"small_difference": "7,50"})
    assert Creditor.objects.get(pk=creditor.pk).small_difference_cents == 750


def test_who_says_it_is_paid_is_shown_with_the_money_that_fits(claire: Client, creditor: Creditor) -> None:
    message = make_message(creditor, TODAY, "Virement fait.", Customer.objects.get(code="DUPONT"))
    make_meaning(message, "already_paid")
    assert "Aucun encaissement en attente" in claire.get(f"/replies/{message.pk}/").content.decode()
    line = comes_in(creditor)
    assert f"/money/{line.pk}/" in claire.get(f"/replies/{message.pk}/").content.decode()


def test_what_seems_nobodys_is_set_aside_with_that_reason(claire: Client, creditor: Creditor) -> None:
    line = comes_in(creditor, state="unknown", why=[{"key": "own_transfer", "values": {}}])
    assert 'value="virement entre vos propres comptes"' in page_of(claire, line)


def test_a_reason_that_an_older_version_kept_is_shown_by_its_name(claire: Client, creditor: Creditor) -> None:
    line = comes_in(creditor, state="unknown", why=[{"key": "the_moon", "values": {}}])
    assert "The moon" in page_of(claire, line)


def test_what_speaks_against_a_proposal_is_said(claire: Client, creditor: Creditor) -> None:
    match = Match("likely", owed().customer_id, (Part(owed().pk, 100),), reasons=(Reason("several_readings"),))
    page = page_of(claire, comes_in(creditor, 100, state="proposed", proposals=[as_json(match)]))
    assert "À vérifier\u00a0: plusieurs lectures" in page


def test_the_menu_counts_what_waits(claire: Client, creditor: Creditor) -> None:
    proposed(creditor)
    assert 'title="encaissements qui attendent">1</span>' in claire.get("/customers/").content.decode()
    assert 'title="encaissements qui attendent">1</span>' in claire.get("/money/").content.decode()
