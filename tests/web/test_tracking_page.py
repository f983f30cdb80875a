"""The tracking table as a page: rows, filters that stay in the address, and files of what is shown."""

from __future__ import annotations

from datetime import date

from django.test import Client

from relance.ledger.builders import make_customer, make_invoice
from relance.ledger.models import Creditor
from tests.web.conftest import a_member, signed_in


def test_each_due_date_has_a_row_with_what_comes_next(decided: Creditor, claire: Client) -> None:
    page = claire.get("/tracking/").content.decode()
    assert all(number in page for number in ("FA-1", "FA-2", "FA-3"))
    assert "Confirmer la relance" in page and "Trouver une coordonnée" in page


def test_filters_stay_in_the_address_and_go_with_the_files(decided: Creditor, claire: Client) -> None:
    page = claire.get("/tracking/?show=overdue&sort=-open").content.decode()
    assert "FA-3" not in page and page.index("FA-1") < page.index("FA-2")
    assert "/tracking/csv/?sort=-open&amp;show=overdue" in page
    answer = claire.get("/tracking/csv/?show=overdue&sort=-open")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert [line.split(";")[2] for line in lines] == ["Facture", "FA-1", "FA-2"]


def test_the_workbook_is_a_download(decided: Creditor, claire: Client) -> None:
    answer = claire.get("/tracking/xlsx/")
    assert answer.content.startswith(b"PK")
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')


def test_filters_that_fit_nothing_say_so(decided: Creditor, claire: Client) -> None:
    assert "Aucune échéance ne correspond" in claire.get("/tracking/?reason=direct_debit").content.decode()


def test_an_empty_table_says_what_to_do_first(creditor: Creditor) -> None:
    from relance.ledger.builders import make_creditor

    client = signed_in(a_member(make_creditor("Boulangerie Sud", key="sud"), "paul"))
    page = client.get("/tracking/").content.decode()
    assert "FA-1" not in page and "/import/" in page


def test_an_unknown_customer_or_order_is_no_fault(decided: Creditor, claire: Client) -> None:
    assert claire.get("/tracking/?customer=NOBODY").status_code == 404
    assert claire.get("/tracking/?sort=password&page=99&show=x").status_code == 200


def test_names_are_text_on_the_page(decided: Creditor, claire: Client) -> None:
    make_invoice(make_customer(decided, "EVIL", name="<b>=1+1</b>"), "<i>9", 100, date(2026, 3, 1))
    page = claire.get("/tracking/").content.decode()
    assert "&lt;b&gt;=1+1" in page and "<i>9" not in page


def test_whose_customers_they_are_is_asked_as_elsewhere(decided: Creditor, claire: Client) -> None:
    page = claire.get("/tracking/").content.decode()
    assert "<label>Suivi par<select" in page and "Interlocuteur" not in page
