"""An e-invoice in the ledger: ours or not, whose it is, who is to be paid, and what a person must look at."""

from __future__ import annotations

from typing import Any

import pytest

from relance.ledger.models import (
    BankAccount,
    CreditNote,
    Creditor,
    Customer,
    Hold,
    ImportFile,
    Invoice,
    InvoiceFile,
    Receivable,
    Task,
)
from relance.operations.hold import release
from relance.operations.import_file import Imported
from tests.operations.scene import (
    a_creditor,
    an_act,
    codes,
    counted,
    customer_of,
    dupont_owes,
    invoice_of,
    open_amounts,
    run,
    states,
    take,
)
from tests.readers.einvoices import SELLER, about, account, cii, factur_x, payee, status, sums, term, ubl

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
OURS = "FR1420041010050500013M02606"
OTHER = "FR7630006000011234567890189"


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading in a process of its own has its own tests; here it would only cost time."""
    monkeypatch.setattr("relance.readers.einvoice.READER.reads_apart", False, raising=False)


def take_invoice(creditor: Creditor, content: str | bytes, **how: Any) -> Imported:
    return take(creditor, content, "2026-02-16", name=how.pop("name", "FA-1.xml"), **how)


def tasks(creditor: Creditor, *, leaving_out: tuple[str, ...] = ("customer_kind",)) -> list[str]:
    rows = Task.objects.filter(creditor=creditor, closed_on=None).exclude(kind__in=leaving_out)
    return sorted(rows.values_list("kind", flat=True))


def test_an_e_invoice_is_a_receivable_of_a_new_customer() -> None:
    creditor = a_creditor()
    report = take_invoice(creditor, cii())
    assert counted(report) == (1, 1, 0, 0, 0) and codes(report) == ["CUSTOMER"] and report.is_taken
    line = Receivable.objects.get()
    assert (line.open_cents, str(line.due_on), line.is_due_estimated) == (120000, "2026-03-02", False)
    assert (customer_of(creditor, "552100554").kind, customer_of(creditor, "552100554").siren) == (
        "business",
        "552100554",
    )


def test_the_same_file_or_the_same_invoice_by_another_way_changes_nothing() -> None:
    creditor = a_creditor()
    take_invoice(creditor, cii())
    for content in (cii(), ubl(), factur_x(("factur-x.xml", cii()))):
        assert counted(take_invoice(creditor, content))[1:3] == (0, 0)
    assert open_amounts(creditor) == {"FA-1": 120000} and Customer.objects.count() == 1


def test_an_e_invoice_never_opens_again_what_a_list_said_was_paid() -> None:
    creditor = a_creditor()
    take_invoice(creditor, cii())
    dupont = "552100554,Dupont SARL,d@example.com,3 rue,69001,Lyon"
    header = "customer,customer_name,email,address,postcode,city,invoice,issued_on,due_on,amount,open"
    take(creditor, f"{header}\n{dupont},FA-1,2026-01-31,2026-03-02,1200.00,200.00\n", "2026-02-16")
    take_invoice(creditor, ubl())
    assert open_amounts(creditor) == {"FA-1": 20000}


def test_the_same_number_with_another_content_is_refused() -> None:
    creditor = a_creditor()
    take_invoice(creditor, cii())
    report = take_invoice(creditor, cii(totals=sums("900.00", "180.00", "1080.00", "1080.00")), partial=True)
    assert codes(report) == ["CONFLICT"] and "1080.00 EUR" in report.problems[0].message
    assert counted(report) == (1, 0, 0, 0, 1) and open_amounts(creditor) == {"FA-1": 120000}


def test_a_list_that_knows_the_due_date_keeps_it() -> None:
    creditor = a_creditor()
    dupont_owes(creditor, "FA-1,2026-01-31,2026-03-10,1200.00,1200.00")
    Customer.objects.update(siren="552100554")
    report = take_invoice(creditor, cii(terms=""))
    assert counted(report) == (1, 0, 0, 1, 0) and str(Receivable.objects.get().due_on) == "2026-03-10"


def test_a_purchase_invoice_is_refused_whatever_is_asked() -> None:
    creditor = a_creditor()
    for how in ({}, {"partial": True}):
        report = take_invoice(creditor, cii(seller=SELLER.replace("732829320", "552100554")), **how)
        assert codes(report) == ["SELLER_MISMATCH"] and "552100554" in report.problems[0].message
    assert not Invoice.objects.exists() and not Customer.objects.exists()


def test_a_creditor_without_siren_is_known_by_its_name_or_asked() -> None:
    creditor = a_creditor(siren="", vat_number="")
    report = take_invoice(creditor, cii(seller=SELLER.replace("Atelier Demo SARL", "Autre SAS")))
    assert codes(report) == ["SELLER_MISMATCH"] and report.problems[0].severity == "question"
    assert "relance settings siren" in report.problems[0].message and not report.is_taken
    assert take_invoice(creditor, cii(seller=SELLER.replace("Atelier Demo SARL", "ATELIER-DÉMO"))).is_taken


def test_self_billed_invoices_are_ours_all_the_same() -> None:
    assert take_invoice(a_creditor(), cii(code="389")).is_taken


# -- whose it is -----------------------------------------------------------------------------------------------


def a_customer(creditor: Creditor, code: str, name: str = "Dupont SARL", siren: str = "", **more: str) -> Customer:
    return Customer.objects.create(creditor=creditor, code=code, name=name, siren=siren, **more)


@pytest.mark.parametrize(("code", "name", "siren"), [
    ("C-7", "Établissements Dupont", "552100554"), ("C-7", "Siège Dupont", "55210055400013"),
    ("C-7", "dupont  sarl", ""), ("552100554", "Dupont", ""),
])  # fmt: skip
def test_a_known_customer_gets_no_second_account(code: str, name: str, siren: str) -> None:
    creditor = a_creditor()
    a_customer(creditor, code, name.replace("  ", " "), siren, email="compta@connu.example")
    report = take_invoice(creditor, cii())
    customer = Customer.objects.get()
    assert report.is_taken and "CUSTOMER" not in codes(report)
    assert (customer.name, customer.email) == (name.replace("  ", " "), "compta@connu.example")
    assert customer.siren.startswith("552100554") and customer.city == "Lyon"


def test_an_invoice_that_a_list_brought_tells_whose_it_is() -> None:
    creditor = a_creditor()
    dupont_owes(creditor, "FA-1,2026-01-31,2026-03-02,1200.00,700.00")
    report = take_invoice(creditor, cii().replace("Dupont SARL", "DUPONT Société"))
    assert counted(report) == (1, 0, 0, 1, 0) and open_amounts(creditor) == {"FA-1": 70000}
    assert (customer_of(creditor).siren, customer_of(creditor).name) == ("552100554", "Dupont SARL")


def test_two_accounts_with_the_siren_are_a_question_that_the_code_answers() -> None:
    creditor = a_creditor()
    a_customer(creditor, "NORD", "Dupont Nord", "552100554")
    a_customer(creditor, "SUD", "Dupont Sud", "552100554")
    report = take_invoice(creditor, cii())
    assert codes(report) == ["CUSTOMER_AMBIGUOUS"] and "NORD, SUD" in report.problems[0].message
    named = cii().replace("<ram:BuyerTradeParty>", "<ram:BuyerTradeParty><ram:ID>SUD</ram:ID>")
    assert take_invoice(creditor, named).is_taken and invoice_of(creditor).customer.code == "SUD"


def test_a_code_that_has_another_siren_is_a_question() -> None:
    creditor = a_creditor()
    a_customer(creditor, "C-7", "Martin SAS", "732829320")
    report = take_invoice(creditor, cii().replace("<ram:BuyerTradeParty>", "<ram:BuyerTradeParty><ram:ID>C-7</ram:ID>"))
    assert codes(report) == ["SIREN"] and not report.is_taken


def test_the_same_name_with_another_siren_is_another_company() -> None:
    creditor = a_creditor()
    a_customer(creditor, "C-7", "Dupont SARL", "732829320")
    assert codes(take_invoice(creditor, cii())) == ["SIREN", "CUSTOMER"] and Customer.objects.count() == 2


def test_a_customer_of_another_creditor_is_nobody_here() -> None:
    other = a_creditor("Autre SARL")
    a_customer(other, "C-7", siren="552100554")
    creditor = a_creditor("Atelier Demo SARL")
    take_invoice(creditor, cii())
    assert Customer.objects.get(creditor=creditor).code == "552100554" and not Invoice.objects.filter(creditor=other)


# -- who is to be paid -----------------------------------------------------------------------------------------


def test_another_iban_is_told_asked_about_and_never_kept() -> None:
    creditor = a_creditor()
    report = take_invoice(creditor, cii(settlement=account(OTHER)))
    assert "IBAN_DIFFERS" in codes(report) and report.is_taken and tasks(creditor) == ["iban_differs"]
    assert list(BankAccount.objects.values_list("iban", flat=True)) == [OURS]
    assert OTHER not in str(ImportFile.objects.get().report) and OTHER not in str(report.notes)


def test_our_own_iban_is_nothing_to_tell() -> None:
    creditor = a_creditor()
    assert "IBAN_DIFFERS" not in codes(take_invoice(creditor, cii(settlement=account(f" {OURS} "))))
    assert tasks(creditor) == []


def test_a_sold_invoice_is_held_until_a_person_lets_it_go() -> None:
    creditor = a_creditor()
    sold = cii(code="393", settlement=account(OTHER) + payee("Factor SA"))
    report = take_invoice(creditor, sold)
    hold = Hold.objects.get()
    assert "Factor SA" in hold.reason and hold.invoice == invoice_of(creditor) and hold.until_on is None
    assert tasks(creditor) == ["invoice_sold"] and "IBAN_DIFFERS" not in codes(report)
    run(creditor, "2026-04-20")
    assert states(creditor) == []
    release(
        creditor=creditor, customer=hold.customer, invoice=hold.invoice, act=an_act("2026-04-21")
    )  # fmt: skip
    take_invoice(creditor, sold)
    assert Hold.objects.count() == 1
    run(creditor, "2026-04-21")
    assert len(states(creditor)) == 1


# -- credit notes and corrections ------------------------------------------------------------------------------


def test_a_credit_note_lowers_the_invoice_that_it_names() -> None:
    creditor = a_creditor()
    take_invoice(creditor, cii())
    amounts = sums("100.00", "20.00", "120.00", "120.00")
    report = take_invoice(
        creditor, cii(number="AV-1", code="381", totals=amounts, after=about("FA-1")), name="AV-1.xml"
    )
    assert counted(report) == (1, 1, 0, 0, 0) and open_amounts(creditor) == {"FA-1": 108000}
    assert CreditNote.objects.get().open_cents == 0


def test_a_credit_note_about_an_unknown_invoice_is_kept_and_asked_about() -> None:
    creditor = a_creditor()
    report = take_invoice(creditor, cii(number="AV-1", code="381", after=about("FA-0")))
    assert "CREDIT_UNKNOWN" in codes(report) and CreditNote.objects.get().open_cents == 120000
    assert "credit_unknown" in tasks(creditor)


def test_what_a_corrective_invoice_replaces_is_not_claimed_beside_it() -> None:
    creditor = a_creditor()
    take_invoice(creditor, cii())
    take_invoice(creditor, cii(number="FA-2", code="384", after=about("FA-1")), name="FA-2.xml")
    assert Hold.objects.get().invoice == invoice_of(creditor, "FA-1") and tasks(creditor) == ["invoice_corrected"]


def test_too_much_paid_before_is_a_credit_on_the_account() -> None:
    creditor = a_creditor()
    take_invoice(creditor, cii(totals=sums("1000.00", "200.00", "1200.00", "-529.87", prepaid="1729.87")))
    assert open_amounts(creditor) == {"FA-1": 0} and CreditNote.objects.get().open_cents == 52987


# -- the PDF, terms, lists -------------------------------------------------------------------------------------


def test_the_pdf_is_kept_once_to_go_with_reminders() -> None:
    creditor = a_creditor()
    content = factur_x(("factur-x.xml", cii()))
    take_invoice(creditor, cii())
    for _ in range(2):
        take_invoice(creditor, content, name="FA-1.pdf")
    file = InvoiceFile.objects.get()
    assert (file.invoice, bytes(file.content), file.name) == (invoice_of(creditor), content, "FA-1.pdf")


def test_a_pdf_that_acts_is_not_kept() -> None:
    creditor = a_creditor()
    report = take_invoice(creditor, factur_x(("x.xml", cii()), script="/JavaScript"), name="FA-1.pdf")
    assert report.is_taken and "UNSAFE_CONTENT" in codes(report) and not InvoiceFile.objects.exists()


def test_a_pdf_that_does_not_say_what_its_xml_is_is_taken_only_when_asked() -> None:
    creditor = a_creditor()
    content = factur_x(("x.xml", cii()), relationship="")
    assert not take_invoice(creditor, content, name="FA-1.pdf").is_taken
    assert counted(take_invoice(creditor, content, name="FA-1.pdf", partial=True)) == (1, 1, 0, 0, 0)


def test_instalments_are_lines_and_words_an_estimate() -> None:
    def part(cents: str) -> str:
        return f"<ram:PartialPaymentAmount>{cents}</ram:PartialPaymentAmount>"

    creditor = a_creditor()
    terms = term("20260302", more=part("400.00")) + term("20260402", more=part("800.00"))
    assert counted(take_invoice(creditor, cii(terms=terms))) == (2, 2, 0, 0, 0)
    assert counted(take_invoice(creditor, cii())) == (1, 0, 0, 1, 0)  # the schedule that is known stays
    take_invoice(creditor, cii(number="FA-2", terms=term(text="30 jours net")), name="FA-2.xml")
    lines = Receivable.objects.order_by("invoice__number", "due_on").values_list("open_cents", "is_due_estimated")
    assert list(lines) == [(40000, False), (80000, False), (120000, True)]
    assert customer_of(creditor, "552100554").terms == ""


def test_the_payment_reference_is_kept() -> None:
    creditor = a_creditor()
    take_invoice(creditor, cii(settlement="<ram:PaymentReference>RF18 5390</ram:PaymentReference>"))
    assert invoice_of(creditor).payment_reference == "RF18 5390"


def test_one_invoice_is_never_a_list_of_everything_open() -> None:
    creditor = a_creditor()
    dupont_owes(creditor, "FA-9,2026-01-01,2026-01-31,50.00,50.00")
    report = take_invoice(creditor, cii(), snapshot=True)
    assert "NOT_SNAPSHOT" in codes(report) and open_amounts(creditor) == {"FA-9": 5000, "FA-1": 120000}
    assert creditor.money_known_to == Creditor.objects.get(pk=creditor.pk).money_known_to


def test_a_dry_run_changes_nothing() -> None:
    creditor = a_creditor()
    assert counted(take_invoice(creditor, cii(), dry_run=True)) == (1, 1, 0, 0, 0)
    assert not Invoice.objects.exists() and not tasks(creditor)


# -- statuses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "holds", "asked"), [
    ("205", 0, []), ("210", 1, ["einvoice_status"]), ("207", 1, ["einvoice_status"]), ("211", 1, []),
    ("212", 0, ["einvoice_status"]),
])  # fmt: skip
def test_a_status_stops_or_asks_as_it_must(code: str, holds: int, asked: list[str]) -> None:
    creditor = a_creditor()
    take_invoice(creditor, cii())
    report = take_invoice(creditor, status(code, why="prix erroné"), name="status.xml")
    assert counted(report) == (0, 0, 0, 0, 0) and report.is_taken and codes(report) == ["LIFECYCLE"]
    assert (Hold.objects.count(), tasks(creditor)) == (holds, asked)
    assert open_amounts(creditor) == {"FA-1": 120000}


def test_what_was_suspended_goes_on_once_it_is_completed() -> None:
    creditor = a_creditor()
    take_invoice(creditor, cii())
    take_invoice(creditor, status("208"), name="208.xml")
    take_invoice(creditor, status("209"), name="209.xml")
    assert Hold.objects.get().released_on is not None and tasks(creditor) == ["einvoice_status"]


def test_a_status_of_an_unknown_invoice_is_put_on_the_work_list() -> None:
    creditor = a_creditor()
    take_invoice(creditor, status("210", number="FA-404"), name="status.xml")
    task = Task.objects.get(kind="einvoice_status")
    assert task.customer is None and "FA-404" in task.why


def test_a_status_about_somebody_elses_invoice_is_refused() -> None:
    creditor = a_creditor()
    report = take_invoice(creditor, status("210", seller="552100554"), name="status.xml")
    assert codes(report) == ["LIFECYCLE", "SELLER_MISMATCH"] and not report.is_taken and not tasks(creditor)
