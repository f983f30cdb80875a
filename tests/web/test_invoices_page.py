"""The list of invoices, and one invoice with all that happened to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from relance.ledger.builders import (
    act_on,
    make_creditor,
    make_customer,
    make_done,
    make_hold,
    make_invoice,
)
from relance.ledger.models import Creditor, Customer, Invoice, InvoiceFile, Membership, Receivable
from relance.operations.make_promise import make_promise
from relance.operations.open_dispute import open_dispute
from relance.operations.record_payment import record_payment
from tests.web.conftest import TODAY, a_member, signed_in

pytestmark = pytest.mark.sqlite_only
ALL = ("FA-1", "FA-2", "FA-3")


def numbers(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/invoices/{query}").content.decode()
    return sorted((n for n in ALL if f"<strong>{n}</strong>" in page), key=lambda n: page.index(f"<strong>{n}<"))


def invoice(number: str) -> Invoice:
    return Invoice.objects.get(number=number)


def test_what_is_open_is_listed_the_oldest_due_date_first(creditor: Creditor, claire: Client) -> None:
    Receivable.objects.filter(invoice__number="FA-1").update(open_cents=0)
    assert numbers(claire) == ["FA-2", "FA-3"]
    assert numbers(claire, "?state=settled") == ["FA-1"] and len(numbers(claire, "?state=all")) == 3


def test_filters_by_state_day_amount_and_words(creditor: Creditor, claire: Client) -> None:
    assert numbers(claire, "?state=overdue") == ["FA-2", "FA-1"]
    assert numbers(claire, "?state=to_come") == ["FA-3"]
    assert numbers(claire, "?from=2026-02-03&until=2026-02-28") == ["FA-1"]
    assert numbers(claire, "?least=600&most=1000") == ["FA-2"]
    assert numbers(claire, "?q=lenoir") == ["FA-3"] == numbers(claire, "?q=500,00")
    assert numbers(claire, "?customer=MARTIN") == ["FA-2"]


def test_what_is_contested_held_or_promised_is_found_and_marked(creditor: Creditor, claire: Client) -> None:
    act = act_on(TODAY, "claire")
    open_dispute(creditor=creditor, invoice=invoice("FA-1"), reason="quality", act=act)
    make_hold(Customer.objects.get(code="MARTIN"), TODAY)
    make_promise(creditor=creditor, invoice=invoice("FA-3"), on=TODAY + timedelta(days=3), act=act)
    assert [numbers(claire, f"?state={s}") for s in ("disputed", "held", "promised")] == [["FA-1"], ["FA-2"], ["FA-3"]]
    page = claire.get("/invoices/").content.decode()
    assert all(mark in page for mark in ("en litige", "suspendu", "promis"))


@pytest.mark.parametrize("sort", ["number", "customer", "issued", "due", "reminded", "next", "amount", "open"])
def test_every_column_sorts_both_ways(decided: Creditor, claire: Client, sort: str) -> None:
    first, last = numbers(claire, f"?sort={sort}"), numbers(claire, f"?sort=-{sort}")
    assert set(first) == set(last) == set(ALL)
    assert sort in ("reminded", "next") or first == last[::-1]


def test_one_invoice_tells_all_that_happened_to_it(creditor: Creditor, claire: Client) -> None:
    line, act = Receivable.objects.get(invoice__number="FA-1"), act_on(TODAY, "claire")
    make_done(line, "reminder-1", TODAY - timedelta(days=3))
    record_payment(creditor=creditor, invoice=line.invoice, cents=20_000, on=TODAY, reference="VIR 77", act=act)
    open_dispute(creditor=creditor, invoice=line.invoice, reason="price", cents=5_000, act=act)
    page = claire.get(f"/invoices/{line.invoice_id}/").content.decode()
    assert all(told in page for told in ("VIR 77", "200,00", "Contestée", "prix", "R-900000"))
    assert "1\u202f000,00\xa0€" in page and "10\xa0jours de retard" in page.replace("10 jours", "10\xa0jours")


def test_one_invoice_says_why_it_is_or_is_not_reminded(decided: Creditor, claire: Client) -> None:
    page = claire.get(f"/invoices/{invoice('FA-3').pk}/").content.decode()
    assert "FA-3" in page and "FA-1" not in page and 'class="explain"' in page


def test_the_pdf_of_an_invoice_is_a_download(creditor: Creditor, claire: Client) -> None:
    one = invoice("FA-1")
    file = InvoiceFile.objects.create(creditor=creditor, invoice=one, name="FA-1.pdf", content=b"%PDF-1", sha256="a")
    assert f"/invoices/{one.pk}/file/{file.pk}/" in claire.get(f"/invoices/{one.pk}/").content.decode()
    answer = claire.get(f"/invoices/{one.pk}/file/{file.pk}/")
    assert answer.content == b"%PDF-1" and answer.headers["Content-Type"] == "application/octet-stream"
    assert claire.get(f"/invoices/{invoice('FA-2').pk}/file/{file.pk}/").status_code == 404


def test_invoices_of_another_company_or_of_another_collector_are_not_there(creditor: Creditor, claire: Client) -> None:
    other = make_invoice(make_customer(make_creditor("Sud", key="sud"), "PAUL"), "X-1", 100, TODAY).invoice
    assert claire.get(f"/invoices/{other.pk}/").status_code == 404
    lea = a_member(creditor, "lea")
    Membership.objects.filter(user=lea).update(role="collector")
    Customer.objects.update(owner="claire")
    Customer.objects.filter(code="MARTIN").update(owner="lea")
    assert numbers(signed_in(lea), "?state=all") == ["FA-2"]
    assert signed_in(lea).get(f"/invoices/{invoice('FA-1').pk}/").status_code == 404


def test_a_new_company_is_told_where_invoices_come_from(creditor: Creditor) -> None:
    client = signed_in(a_member(make_creditor("Sud", key="sud"), "paul"))
    page = client.get("/invoices/").content.decode()
    assert "Pas encore de facture" in page and "/import/" in page
