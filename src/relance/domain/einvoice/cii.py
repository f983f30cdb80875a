"""UN/CEFACT Cross Industry Invoice (D16B, D22B: Factur-X, ZUGFeRD 2, XRechnung) and ZUGFeRD 1 to a `Document`.

Both have the same elements under other roots; where ZUGFeRD 1 says it otherwise, both names are asked for.
"""

from __future__ import annotations

from typing import Any

from relance.domain.einvoice.model import Document, Instalment, Note, Party, Totals
from relance.domain.einvoice.values import (
    address_of_mail,
    cents_of,
    currency_of,
    day_102,
    decimal_of,
    iban_of,
    plain,
    siren_among,
    text_of,
    vat_of,
)
from relance.domain.problems.texts import Refused
from relance.domain.xml_files import child, children, line_of, local_name

Element = Any


def read_cii(root: Element) -> Document:
    """The document of a CII or ZUGFeRD 1 file; refuses what has no number, day, currency or total."""
    header = _either(root, "ExchangedDocument", "HeaderExchangedDocument")
    context = _either(root, "ExchangedDocumentContext", "SpecifiedExchangedDocumentContext")
    trade = _either(root, "SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
    agreement = _either(trade, "ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement")
    settlement = _either(trade, "ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement")
    currency = currency_of(settlement, "BT-5", "InvoiceCurrencyCode")
    tax_currency = text_of(settlement, "TaxCurrencyCode")
    totals, vat_total = _totals(settlement, currency, tax_currency)
    payee = child(settlement, "PayeeTradeParty")
    means = children(settlement, "SpecifiedTradeSettlementPaymentMeans")
    accounts = [text_of(one, "PayeePartyCreditorFinancialAccount", "IBANID") for one in means]
    number = child(header, "ID")
    return Document(
        syntax="ZUGFeRD 1" if local_name(root) == "CrossIndustryDocument" else "CII",
        profile=text_of(context, "GuidelineSpecifiedDocumentContextParameter", "ID"),
        process=text_of(context, "BusinessProcessSpecifiedDocumentContextParameter", "ID"),
        number=text_of(header, "ID"),
        type_code=text_of(header, "TypeCode") or "380",
        is_credit_root=False,
        issued_on=_issued(header),
        currency=currency,
        vat_currency=tax_currency,
        vat_total=vat_total,
        seller=_party(child(agreement, "SellerTradeParty")),
        buyer=_party(child(agreement, "BuyerTradeParty")),
        payee=_party(payee) if payee is not None else None,
        totals=totals,
        terms=tuple(_term(one, currency) for one in children(settlement, "SpecifiedTradePaymentTerms")),
        notes=tuple(_note(one) for one in children(header, "IncludedNote")),
        order_reference=_reference(child(agreement, "BuyerOrderReferencedDocument")),
        buyer_reference=text_of(agreement, "BuyerReference"),
        payment_reference=text_of(settlement, "PaymentReference"),
        preceding=tuple(filter(None, (_reference(one) for one in children(settlement, "InvoiceReferencedDocument")))),
        means=tuple(filter(None, (text_of(one, "TypeCode") for one in means))),
        ibans=tuple(dict.fromkeys(iban_of(one) for one in accounts if one)),
        items=len(children(trade, "IncludedSupplyChainTradeLineItem")),
        line=(line_of(number) if number is not None else None) or 1,
    )


def _either(parent: Element, *names: str) -> Element:
    found = (child(parent, name) for name in names) if parent is not None else ()
    return next((one for one in found if one is not None), None)


def _issued(header: Element) -> Any:
    element = child(header, "IssueDateTime", "DateTimeString")
    if element is None:
        raise Refused("MISSING.term", field="BT-2")
    return day_102(element, "BT-2")


def _note(element: Element) -> Note:
    return Note(text_of(element, "SubjectCode"), _lines(child(element, "Content"))[:2000])


def _reference(element: Element) -> str:
    """The number of a document referred to; ZUGFeRD 1 calls it ID."""
    return text_of(element, "IssuerAssignedID") or text_of(element, "ID") if element is not None else ""


def _totals(settlement: Element, currency: str, tax_currency: str) -> tuple[Totals, str]:
    names = ("SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementMonetarySummation")
    summation = _either(settlement, *names)

    def cents(name: str, term: str) -> int | None:
        element = child(summation, name)
        return None if element is None else cents_of(element, term, currency)

    gross = cents("GrandTotalAmount", "BT-112")
    if gross is None:
        raise Refused("MISSING.term", field="BT-112")
    prepaid, rounding = cents("TotalPrepaidAmount", "BT-113") or 0, cents("RoundingAmount", "BT-114") or 0
    payable = cents("DuePayableAmount", "BT-115")
    due = child(summation, "DuePayableAmount")
    tax, other = _tax(children(summation, "TaxTotalAmount"), currency, tax_currency)
    net = cents("TaxBasisTotalAmount", "BT-109")
    if payable is None:  # ZUGFeRD 1 BASIC leaves it out where nothing was paid before
        payable = gross - prepaid + rounding
    line = line_of(due if due is not None else summation)
    return Totals(net, tax, gross, prepaid, rounding, payable, line), other


def _tax(elements: list[Element], currency: str, tax_currency: str) -> tuple[int | None, str]:
    """The VAT total in the document's currency (BT-110), and that in the one of the books (BT-111) as text."""
    own, other = None, ""
    for element in elements:
        named = (element.get("currencyID") or "").strip()
        if named and named != currency and named == tax_currency:
            other = f"{decimal_of(element, 'BT-111')} {named}"
        elif own is None:
            own = cents_of(element, "BT-110", currency)
    return own, other


def _term(element: Element, currency: str) -> Instalment:
    due = child(element, "DueDateDateTime", "DateTimeString")
    cents, percent = child(element, "PartialPaymentAmount"), child(element, "PartialPaymentPercent")
    return Instalment(
        text=_lines(child(element, "Description")),
        due_on=day_102(due, "BT-9") if due is not None else None,
        cents=cents_of(cents, "BT-20", currency) if cents is not None else None,
        percent=decimal_of(percent, "BT-20") if percent is not None else None,
        is_discount=child(element, "ApplicableTradePaymentDiscountTerms") is not None,
        line=line_of(element),
    )


def _lines(element: Element) -> str:
    """A text that may have several lines, kept apart."""
    text = "" if element is None else (element.text or "")
    return "\n".join(filter(None, (plain(line) for line in text.splitlines())))[:1000]


def _party(element: Element) -> Party:
    if element is None:
        return Party()
    legal = child(element, "SpecifiedLegalOrganization", "ID")
    schemed = [legal] if legal is not None else []
    identifiers = [_identifier(one) for one in (*schemed, *children(element, "GlobalID"))]
    vat = next(filter(None, (vat_of(one.text or "") for one in _registered(element, "VA"))), "")
    address = child(element, "PostalTradeAddress")
    country = text_of(address, "CountryID").upper()
    siren, bad = siren_among(identifiers, vat, is_french=country == "FR" or vat.startswith("FR"))
    contact = child(element, "DefinedTradeContact")
    mail = text_of(contact, "EmailURIUniversalCommunication", "URIID") or _electronic(element)
    lines = (text_of(address, name) for name in ("LineOne", "LineTwo", "LineThree"))
    return Party(
        name=text_of(element, "Name", most=200)
        or text_of(element, "SpecifiedLegalOrganization", "TradingBusinessName", most=200),
        code=next((text for scheme, text in map(_identifier, children(element, "ID")) if text and not scheme), ""),
        siren=siren, bad_siren=bad, vat=vat, address="\n".join(filter(None, lines)),
        postcode=text_of(address, "PostcodeCode", most=12), city=text_of(address, "CityName", most=80),
        country=country if len(country) == 2 and country.isalpha() else "",
        contact_name=text_of(contact, "PersonName", most=120), email=address_of_mail(mail),
        phone=text_of(contact, "TelephoneUniversalCommunication", "CompleteNumber", most=40),
    )  # fmt: skip


def _identifier(element: Element) -> tuple[str, str]:
    return (element.get("schemeID") or "").strip(), plain(element.text or "")


def _registered(element: Element, scheme: str) -> list[Element]:
    found = children(element, "SpecifiedTaxRegistration", "ID")
    return [one for one in found if (one.get("schemeID") or "").strip() == scheme]


def _electronic(element: Element) -> str:
    """The electronic address where it is one of mail (scheme EM)."""
    address = child(element, "URIUniversalCommunication", "URIID")
    return plain(address.text or "") if address is not None and address.get("schemeID") == "EM" else ""
