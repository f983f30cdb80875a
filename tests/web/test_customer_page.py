"""One customer: what is owed, and what a person may do."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from relance.ledger.builders import make_customer, make_invoice
from relance.ledger.models import Creditor, Customer, Hold, Notice, Payment, Receivable, StepDone
from relance.operations.refused import Refused
from relance.web.pages.customer_acts import cents_of

DUPONT = "/customers/DUPONT/"


def test_it_says_what_is_owed_and_why_in_words(claire: Client, decided: Creditor) -> None:
    page = claire.get(DUPONT).content.decode()
    assert "FA-1" in page and "1\u202f200,00\xa0€" in page
    assert "Première relance aujourd’hui" in page


def test_customers_are_found_by_name_code_or_invoice(claire: Client, creditor: Creditor) -> None:
    for words, expected in (("dupon", "Dupont SARL"), ("MARTIN", "Martin SARL"), ("FA-3", "Lenoir SARL")):
        page = claire.get("/customers/", {"q": words}).content.decode()
        assert expected in page
        assert page.count("<tr>") == 2  # the head and the one found


def test_a_customer_with_several_invoices_is_counted_once_per_cent(claire: Client, creditor: Creditor) -> None:
    customer = make_customer(creditor, "ROUX")
    for number in ("FC-1", "FC-2", "FC-3"):
        make_invoice(customer, number, 10_000, date(2026, 2, 2))
    page = claire.get("/customers/", {"q": "FC-"}).content.decode()
    assert "300,00\xa0€" in page


def test_a_payment_takes_the_reminder_back(claire: Client, decided: Creditor) -> None:
    claire.post(DUPONT + "pay/", {"invoice": "FA-1", "amount": "1 200,00", "on": "2026-02-16"})
    assert Receivable.objects.get(invoice__number="FA-1").open_cents == 0
    assert not Notice.objects.filter(customer__code="DUPONT", state="to_confirm").exists()
    payment = Payment.objects.get(customer__code="DUPONT")
    claire.post(f"{DUPONT}unpay/{payment.pk}/")
    assert Receivable.objects.get(invoice__number="FA-1").open_cents == 120_000


@pytest.mark.parametrize(
    ("typed", "cents"), [("1 234,56", 123_456), ("1234.5", 123_450), ("12", 1_200), ("1\u202f000,00", 100_000)]
)
def test_amounts_are_read_as_people_write_them(typed: str, cents: int) -> None:
    assert cents_of(typed, "EUR") == cents


@pytest.mark.parametrize("typed", ["", "abc", "12,345", "nan", "inf", "1.234,56"])
def test_an_amount_that_could_be_two_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        cents_of(typed, "EUR")


def test_a_payment_of_nothing_is_refused_in_the_page_s_language(claire: Client, decided: Creditor) -> None:
    form = {"invoice": "FA-1", "amount": "0", "on": "2026-02-16"}
    page = claire.post(DUPONT + "pay/", form, headers={"Referer": DUPONT}, follow=True)
    assert "Un règlement est supérieur à zéro." in page.content.decode()


def test_a_hold_stops_the_reminder_and_releasing_brings_it_back(claire: Client, decided: Creditor) -> None:
    claire.post(DUPONT + "hold/", {"reason": "litige", "until": "2026-03-01"})
    assert Hold.objects.get(customer__code="DUPONT").until_on == date(2026, 3, 1)
    assert not Notice.objects.filter(customer__code="DUPONT", state="to_confirm").exists()
    claire.post(DUPONT + "release/")
    assert Notice.objects.filter(customer__code="DUPONT", state="to_confirm").exists()


def test_facts_are_changed_and_only_those_on_the_form(claire: Client, decided: Creditor) -> None:
    claire.post(DUPONT + "edit/", {"has_no_dunning": "1", "no_dunning": "on", "kind": "public"})
    customer = Customer.objects.get(code="DUPONT")
    assert (customer.no_dunning, customer.kind, customer.email) == (True, "public", "compta@dupont.example")


def test_a_reminder_made_outside_counts(claire: Client, decided: Creditor) -> None:
    form = {"invoice": "FA-1", "step": "r1", "on": "2026-02-15", "channel": "phone", "note": "a promis"}
    claire.post(DUPONT + "record/", form)
    done = StepDone.objects.get(receivable__invoice__number="FA-1")
    assert (done.step, done.on, done.channel) == ("r1", date(2026, 2, 15), "phone")


def test_the_timeline_tells_what_left_and_gives_its_file(claire: Client, decided: Creditor) -> None:
    notice = Notice.objects.get(customer__code="DUPONT", state="to_confirm")
    claire.post("/departures/confirm/", {"sure": "1", "notice": notice.reference})
    page = claire.get(DUPONT).content.decode()
    assert f"{notice.reference} envoyée par courriel" in page
    assert f"/notices/{notice.reference}/file/email/" in page


def test_settled_invoices_are_folded_behind_their_number(claire: Client, creditor: Creditor) -> None:
    dupont = Customer.objects.get(creditor=creditor, code="DUPONT")
    make_invoice(dupont, "FA-OLD", 10_000, date(2025, 6, 1))
    Receivable.objects.filter(invoice__number="FA-OLD").update(open_cents=0, paid_on=date(2025, 6, 3))
    opened, settled = claire.get(DUPONT).content.decode().split('<details class="totals" id="settled"', 1)
    assert "FA-OLD" not in opened and "1 facture réglée" in settled and "FA-OLD" in settled
