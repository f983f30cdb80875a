"""The tie-out to account 411 and the cold start, as pages."""

from __future__ import annotations

import pytest
from django.test import Client

from relance.ledger.models import Creditor, Customer
from tests.operations.scene import take
from tests.operations.test_cold_start import BOOK

pytestmark = pytest.mark.sqlite_only
TIE_OUT, COLD_START = "/import/tie-out/", "/import/cold-start/"


@pytest.fixture
def with_book(claire: Client, creditor: Creditor) -> Client:
    take(creditor, BOOK, "2025-12-15", "fec.txt")
    return claire


def test_before_any_book_both_pages_say_so(claire: Client) -> None:
    assert all("Pas encore de FEC" in claire.get(address).content.decode() for address in (TIE_OUT, COLD_START))


def test_every_account_is_tied_and_it_is_said(with_book: Client) -> None:
    page = with_book.get(TIE_OUT).content.decode()
    assert "Chaque écart est expliqué" in page and "Dupont SARL" in page and "953,00" in page


def test_terms_are_set_for_those_ticked_and_no_others(with_book: Client) -> None:
    page = with_book.get(COLD_START).content.decode()
    assert 'value="CDUPONT"' in page and 'value="CMARTIN"' not in page
    assert "60 jours nets" in page and "8 factures sur 8" in page
    with_book.post(COLD_START, {"customer": ["CDUPONT"]})
    assert dict(Customer.objects.exclude(terms="").values_list("code", "terms")) == {"CDUPONT": "45"}


def test_nothing_ticked_changes_nothing(with_book: Client) -> None:
    with_book.post(COLD_START, {})
    with_book.post(COLD_START, {"customer": ["CMARTIN"]})
    assert set(Customer.objects.values_list("terms", flat=True)) == {""}
