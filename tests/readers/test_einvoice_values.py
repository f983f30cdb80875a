"""What each value of an e-invoice becomes: types and signs, amounts, days and instalments, parties."""

from __future__ import annotations

from datetime import date

import pytest

from tests.readers.einvoices import (
    SELLER,
    about,
    account,
    cii,
    only_row,
    payee,
    read_einvoice,
    refusal,
    sums,
    term,
    ubl,
    warned,
)

ISO = '<udt:DateTimeString format="102">{}</udt:DateTimeString>'


# -- types and signs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["380", "384", "386", "389", "751", "875", "204", "575", "501"])
def test_these_types_are_invoices(code: str) -> None:
    assert only_row(cii(code=code)).document == "invoice"


@pytest.mark.parametrize("code", ["381", "396", "261", "503"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_these_types_are_credit_notes_with_either_sign(code: str, sign: str) -> None:
    amounts = sums(f"{sign}100.00", f"{sign}10.00", f"{sign}110.00", f"{sign}100.00", prepaid=f"{sign}10.00")
    row = only_row(cii(code=code, totals=amounts, after=about("FA-0")))
    assert (row.document, row.amount_cents, row.open_cents, row.applies_to) == ("credit_note", 11000, 10000, "FA-0")
    assert read_einvoice(cii(code=code, totals=amounts)).facts.sum_cents == -10000


def test_a_negative_invoice_is_a_credit_note() -> None:
    row = only_row(cii(totals=sums("-100.00", "0.00", "-100.00", "-90.00", prepaid="-10.00"), after=about("FA-0")))
    assert (row.document, row.amount_cents, row.open_cents, row.applies_to) == ("credit_note", 10000, 9000, "FA-0")


def test_a_ubl_credit_note_is_one_by_its_root() -> None:
    content = ubl(root="CreditNote", code="<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>", due="")
    assert only_row(content).document == "credit_note"


def test_a_pro_forma_and_an_unknown_type_are_refused() -> None:
    assert refusal(cii(code="325")) == refusal(cii(code="999")) == "TYPE"


def test_a_corrective_invoice_names_what_it_corrects_or_a_person_is_told() -> None:
    assert warned(cii(code="384")) == ["TYPE"]
    assert only_row(cii(code="384", after=about("FA-0"))).applies_to == "FA-0"


def test_a_credit_note_to_be_paid_the_other_way_round_is_not_guessed() -> None:
    assert refusal(cii(code="381", totals=sums("100.00", "0.00", "100.00", "-20.00", prepaid="120.00"))) == "SIGN"


# -- amounts ---------------------------------------------------------------------------------------------------


def test_what_was_paid_before_is_not_open() -> None:
    row = only_row(cii(totals=sums("1000.00", "200.00", "1200.00", "900.00", prepaid="300.00")))
    assert (row.amount_cents, row.open_cents) == (120000, 90000)


def test_totals_that_do_not_add_up_are_refused_unless_rounding_explains_it() -> None:
    assert refusal(cii(totals=sums("1000.00", "200.00", "1210.00", "1210.00"))) == "TOTALS"
    assert refusal(cii(totals=sums("1000.00", "200.00", "1200.00", "1100.00"))) == "TOTALS"
    assert only_row(cii(totals=sums("1000.00", "200.02", "1200.02", "1200.00", rounding="-0.02"))).open_cents == 120000
    assert only_row(cii(totals=sums("1000.00", "199.98", "1199.98", "1200.00", rounding="0.02"))).amount_cents == 120000


def test_the_french_extended_profile_lets_a_cent_per_item_pass() -> None:
    amounts = sums("1000.00", "200.00", "1200.01", "1200.01")
    extended = "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr"
    assert only_row(cii(totals=amounts, profile=extended)).open_cents == 120001
    assert refusal(cii(totals=amounts)) == "TOTALS"
    assert refusal(cii(totals=sums("1000.00", "200.00", "1200.02", "1200.02"), profile=extended)) == "TOTALS"


def test_nothing_left_to_pay_is_settled() -> None:
    row = only_row(cii(totals=sums("1000.00", "200.00", "1200.00", "0.00", prepaid="1200.00")))
    assert (row.amount_cents, row.open_cents) == (120000, 0)
    assert warned(cii(totals=sums("0.00", "0.00", "0.00", "0.00"))) == ["ZERO"]


def test_too_much_paid_before_is_the_customers_credit() -> None:
    invoice, credit = read_einvoice(
        cii(totals=sums("1000.00", "200.00", "1200.00", "-529.87", prepaid="1729.87"))
    ).invoices
    assert (invoice.document, invoice.amount_cents, invoice.open_cents) == ("invoice", 120000, 0)
    assert (credit.document, credit.amount_cents, credit.open_cents) == ("credit_note", 52987, 52987)
    assert credit.line != invoice.line


def test_amounts_of_another_currency_or_of_none_are_refused() -> None:
    assert refusal(ubl(payable="<cbc:PayableAmount>1200.00</cbc:PayableAmount>")) == "CURRENCY"
    assert refusal(ubl(payable='<cbc:PayableAmount currencyID="USD">1200.00</cbc:PayableAmount>')) == "CURRENCY"
    assert refusal(cii(currency="EURO")) == refusal(cii(currency="XYZ")) == "CURRENCY"


def test_the_currency_of_vat_is_kept_beside_that_of_the_invoice() -> None:
    totals = (
        sums("1000.00", "200.00", "1200.00", "1200.00")
        + '<ram:TaxTotalAmount currencyID="SEK">2200</ram:TaxTotalAmount>'
    )
    outcome = read_einvoice(cii(settlement="<ram:TaxCurrencyCode>SEK</ram:TaxCurrencyCode>", totals=totals))
    assert outcome.invoices[0].currency == "EUR"
    assert (outcome.facts.notes["vat_currency"], outcome.facts.notes["vat_total"]) == ("SEK", "2200 SEK")


# -- days ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "issued", [ISO.format("2026-01-31"), ISO.format("20260231"), ISO.format("20260131").replace("102", "610")]
)
def test_a_day_of_cii_has_eight_digits_and_exists(issued: str) -> None:
    assert refusal(cii(issued=issued)) == "DATE"


def test_a_day_of_ubl_may_have_a_zone_and_must_exist() -> None:
    assert only_row(ubl(issued="2026-01-31+01:00")).issued_on == date(2026, 1, 31)
    assert refusal(ubl(issued="2026-02-31")) == refusal(ubl(issued="31/01/2026")) == "DATE"


def test_an_invoice_without_a_day_is_refused() -> None:
    assert refusal(cii(issued="")) == "MISSING"


def test_an_invoice_of_tomorrow_is_taken_with_a_warning() -> None:
    assert warned(cii(issued=ISO.format("20260217"))) == ["FUTURE"]
    assert warned(cii(issued=ISO.format("20260216"))) == []


def test_a_due_date_before_the_invoice_is_refused_in_france_and_shown_elsewhere() -> None:
    early = term("20260130")
    german = SELLER.replace("FR", "DE").replace(' schemeID="0002"', "").replace("732829320", "HRB 1")
    assert refusal(cii(terms=early)) == "DUE_DATE"
    assert warned(cii(terms=early, seller=german)) == ["DUE_DATE"]
    assert warned(cii(terms=early, code="386")) == []


def test_instalments_are_due_date_lines_that_add_up() -> None:
    def part(cents: str) -> str:
        return f"<ram:PartialPaymentAmount>{cents}</ram:PartialPaymentAmount>"

    terms = term("20260302", more=part("400.00")) + term("20260402", more=part("800.00"))
    rows = read_einvoice(cii(terms=terms)).invoices
    assert [(r.due_on, r.amount_cents, r.open_cents) for r in rows] == [
        (date(2026, 3, 2), 40000, 40000), (date(2026, 4, 2), 80000, 80000)
    ]  # fmt: skip
    assert len({r.line for r in rows}) == 2


def test_instalments_per_cent_leave_no_cent_behind() -> None:
    def part(percent: str) -> str:
        return (
            f"<cac:PaymentTerms><cbc:PaymentPercent>{percent}</cbc:PaymentPercent><cbc:InstallmentDueDate>2026-0{{}}-02"
        )

    terms = "".join(
        f"{part('33.3' if month < 5 else '33.4')}</cbc:InstallmentDueDate></cac:PaymentTerms>".format(month)
        for month in (3, 4, 5)
    )
    rows = read_einvoice(ubl(terms=terms)).invoices
    assert [r.open_cents for r in rows] == [39960, 39960, 40080]


def test_what_was_prepaid_is_the_first_of_the_instalments() -> None:
    def part(cents: str) -> str:
        return f"<ram:PartialPaymentAmount>{cents}</ram:PartialPaymentAmount>"

    terms = term("20260201", more=part("360.00")) + term("20260302", more=part("840.00"))
    row = only_row(cii(terms=terms, totals=sums("1000.00", "200.00", "1200.00", "840.00", prepaid="360.00")))
    assert (row.due_on, row.amount_cents, row.open_cents) == (date(2026, 3, 2), 120000, 84000)


def test_due_dates_without_shares_are_taken_as_the_last_one() -> None:
    content = cii(terms=term("20260302") + term("20260402"))
    assert warned(content) == ["TERMS"] and only_row(content).due_on == date(2026, 4, 2)


def test_terms_in_words_give_an_estimated_day() -> None:
    content = cii(terms=term(text="Paiement à 30 jours fin de mois"))
    row = only_row(content)
    assert warned(content) == ["TERMS"] and (row.due_on, row.due_is_estimated) == (date(2026, 3, 31), True)


def test_terms_nobody_understands_leave_the_day_to_the_customers_terms() -> None:
    content = cii(terms=term(text="selon contrat-cadre"))
    assert warned(content) == ["TERMS"] and only_row(content).due_on is None


def test_a_discount_beside_the_due_date_is_no_instalment() -> None:
    discount = "<ram:ApplicableTradePaymentDiscountTerms/>"
    row = only_row(cii(terms=term("20260210", "3 % Skonto", discount) + term("20260302")))
    assert (row.due_on, row.open_cents) == (date(2026, 3, 2), 120000)


# -- parties ---------------------------------------------------------------------------------------------------


def test_the_buyers_own_code_comes_first_then_siren_then_vat_then_name() -> None:
    def buyer(*, code: str = "", legal: str = "", vat: str = "") -> str:
        own = f"<ram:ID>{code}</ram:ID>" if code else ""
        siren = f'<ram:ID schemeID="0002">{legal}</ram:ID>' if legal else ""
        tax = f'<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{vat}</ram:ID></ram:SpecifiedTaxRegistration>'
        return (
            f"<ram:BuyerTradeParty>{own}<ram:Name>Dupont &amp; Fils</ram:Name><ram:SpecifiedLegalOrganization>{siren}"
            f"</ram:SpecifiedLegalOrganization>{tax if vat else ''}</ram:BuyerTradeParty>"
        )

    def code_of(xml: str) -> str:
        return only_row(cii(buyer=xml)).customer.customer

    assert code_of(buyer(code="C001", legal="552100554")) == "C001"
    assert code_of(buyer(legal="552 100 554", vat="FR00552100554")) == "552100554"
    assert code_of(buyer(vat="be 0123.456.749")) == "BE0123456749"
    assert code_of(buyer()) == "DUPONT-ET-FILS"


def test_a_siren_that_is_none_is_left_out_and_told() -> None:
    wrong = cii().replace("552 100 554", "552 100 555")
    assert warned(wrong) == ["SIREN"] and only_row(wrong).customer.siren == ""


def test_a_buyer_without_any_name_is_refused() -> None:
    assert refusal(cii(buyer="<ram:BuyerTradeParty/>")) == "MISSING"


def test_a_public_body_is_told_by_its_siren() -> None:
    assert only_row(cii().replace("552 100 554", "213 400 013")).customer.kind == "public"


def test_references_are_kept() -> None:
    name = "BuyerOrderReferencedDocument"
    agreement = f"<ram:{name}><ram:IssuerAssignedID>BC 7</ram:IssuerAssignedID></ram:{name}>"
    row = only_row(cii(agreement=agreement, settlement="<ram:PaymentReference>RF18 5390</ram:PaymentReference>"))
    assert (row.order_reference, row.payment_reference) == ("BC 7", "RF18 5390")


def test_a_sold_invoice_names_who_is_to_be_paid() -> None:
    assert only_row(cii(code="393", settlement=payee("Factor SA"))).factored_to == "Factor SA"
    assert only_row(cii(settlement=payee("Factor SA"))).factored_to == "Factor SA"
    assert only_row(cii(code="393")).factored_to == "?"
    assert only_row(cii(settlement=payee("ATELIER  demo sarl"))).factored_to == ""


def test_a_direct_debit_is_not_chased() -> None:
    means = account("DE02120300000000202051").replace("<ram:TypeCode>30", "<ram:TypeCode>59")
    assert only_row(cii(settlement=means)).direct_debit is True and only_row(cii()).direct_debit is None
