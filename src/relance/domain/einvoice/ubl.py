"""OASIS UBL 2.1 Invoice and CreditNote (EN 16931, Peppol, the French extended profile) to a `Document`."""

from __future__ import annotations

from typing import Any

from relance.domain.einvoice.model import Document, Instalment, Note, Party, Totals
from relance.domain.einvoice.values import (
    address_of_mail,
    cents_of,
    currency_of,
    day_iso,
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


def read_ubl(root: Element) -> Document:
    """The document of a UBL file; refuses what has no number, day, currency or total."""
    is_credit = local_name(root) == "CreditNote"
    currency = currency_of(root, "BT-5", "DocumentCurrencyCode")
    tax_currency = text_of(root, "TaxCurrencyCode")
    totals, vat_total = _totals(root, currency, tax_currency)
    issued, number, payee = child(root, "IssueDate"), child(root, "ID"), child(root, "PayeeParty")
    if issued is None:
        raise Refused("MISSING.term", field="BT-2")
    means = children(root, "PaymentMeans")
    return Document(
        syntax="UBL",
        profile=text_of(root, "CustomizationID"),
        process=text_of(root, "ProfileID"),
        number=text_of(root, "ID"),
        type_code=text_of(root, "CreditNoteTypeCode" if is_credit else "InvoiceTypeCode")
        or ("381" if is_credit else "380"),
        is_credit_root=is_credit,
        issued_on=day_iso(issued, "BT-2"),
        currency=currency,
        vat_currency=tax_currency,
        vat_total=vat_total,
        seller=_party(child(root, "AccountingSupplierParty", "Party")),
        buyer=_party(child(root, "AccountingCustomerParty", "Party")),
        payee=_party(payee) if payee is not None else None,
        totals=totals,
        terms=_terms(root, means, currency),
        notes=tuple(_note(one) for one in children(root, "Note")),
        order_reference=text_of(root, "OrderReference", "ID"),
        buyer_reference=text_of(root, "BuyerReference"),
        payment_reference=next(filter(None, (text_of(one, "PaymentID") for one in means)), ""),
        preceding=_preceding(root),
        means=tuple(filter(None, (text_of(one, "PaymentMeansCode") for one in means))),
        ibans=_accounts(means),
        items=len(children(root, "CreditNoteLine" if is_credit else "InvoiceLine")),
        line=(line_of(number) if number is not None else None) or 1,
    )


def _totals(root: Element, currency: str, tax_currency: str) -> tuple[Totals, str]:
    summation = child(root, "LegalMonetaryTotal")

    def cents(name: str, term: str) -> int | None:
        element = child(summation, name)
        return None if element is None else cents_of(element, term, currency, must_name_currency=True)

    gross, payable = cents("TaxInclusiveAmount", "BT-112"), cents("PayableAmount", "BT-115")
    prepaid, rounding = cents("PrepaidAmount", "BT-113") or 0, cents("PayableRoundingAmount", "BT-114") or 0
    if payable is None:
        raise Refused("MISSING.term", field="BT-115")
    if gross is None:
        gross = payable + prepaid - rounding
    tax, other = _tax(children(root, "TaxTotal", "TaxAmount"), currency, tax_currency)
    net = cents("TaxExclusiveAmount", "BT-109")
    line = line_of(child(summation, "PayableAmount"))
    return Totals(net, tax, gross, prepaid, rounding, payable, line), other


def _tax(elements: list[Element], currency: str, tax_currency: str) -> tuple[int | None, str]:
    own, other = None, ""
    for element in elements:
        named = (element.get("currencyID") or "").strip()
        if named and named != currency and named == tax_currency:
            other = f"{decimal_of(element, 'BT-111')} {named}"
        elif own is None:
            own = cents_of(element, "BT-110", currency, must_name_currency=True)
    return own, other


def _terms(root: Element, means: list[Element], currency: str) -> tuple[Instalment, ...]:
    """Terms of payment; the document's own due date (BT-9) counts where they bring none."""
    terms = [_term(one, currency) for one in children(root, "PaymentTerms")]
    if any(term.due_on and (term.cents is not None or term.percent is not None) for term in terms):
        return tuple(terms)
    due = child(root, "DueDate")
    if due is None:  # UBL credit notes have it beside the means of payment
        due = next((child(one, "PaymentDueDate") for one in means if child(one, "PaymentDueDate") is not None), None)
    if due is not None:
        terms.insert(0, Instalment(due_on=day_iso(due, "BT-9"), line=line_of(due)))
    return tuple(terms)


def _term(element: Element, currency: str) -> Instalment:
    due = child(element, "InstallmentDueDate")
    due = child(element, "PaymentDueDate") if due is None else due
    cents, percent = child(element, "Amount"), child(element, "PaymentPercent")
    texts = (plain(one.text or "", 1000) for one in children(element, "Note"))
    return Instalment(
        text="\n".join(filter(None, texts)),
        due_on=day_iso(due, "BT-9") if due is not None else None,
        cents=cents_of(cents, "BT-20", currency, must_name_currency=True) if cents is not None else None,
        percent=decimal_of(percent, "BT-20") if percent is not None else None,
        is_discount=child(element, "SettlementDiscountPercent") is not None,
        line=line_of(element),
    )


def _note(element: Element) -> Note:
    """A note; the French way puts its subject before it, as in `#PMT#…`."""
    text = (element.text or "").strip()[:2000]
    if text.startswith("#") and text.find("#", 1) in (4, 5):
        subject, _, rest = text[1:].partition("#")
        return Note(subject, rest)
    return Note("", text)


def _preceding(root: Element) -> tuple[str, ...]:
    found = (text_of(one, "ID") for one in children(root, "BillingReference", "InvoiceDocumentReference"))
    return tuple(filter(None, found))


def _accounts(means: list[Element]) -> tuple[str, ...]:
    found = (text_of(one, "PayeeFinancialAccount", "ID") for one in means)
    return tuple(dict.fromkeys(iban_of(one) for one in found if one))


def _party(element: Element) -> Party:
    if element is None:
        return Party()
    legal = children(element, "PartyLegalEntity", "CompanyID")
    named = children(element, "PartyIdentification", "ID")
    identifiers = [_identifier(one) for one in (*legal, *(one for one in named if one.get("schemeID")))]
    vat = _vat(element)
    address = child(element, "PostalAddress")
    country = text_of(address, "Country", "IdentificationCode").upper()
    siren, bad = siren_among(identifiers, vat, is_french=country == "FR" or vat.startswith("FR"))
    contact = child(element, "Contact")
    return Party(
        name=text_of(element, "PartyLegalEntity", "RegistrationName", most=200)
        or text_of(element, "PartyName", "Name", most=200),
        code=next((text for scheme, text in map(_identifier, named) if text and not scheme), ""),
        siren=siren, bad_siren=bad, vat=vat, address=_street(address),
        postcode=text_of(address, "PostalZone", most=12), city=text_of(address, "CityName", most=80),
        country=country if len(country) == 2 and country.isalpha() else "",
        contact_name=text_of(contact, "Name", most=120),
        email=address_of_mail(text_of(contact, "ElectronicMail") or _electronic(element)),
        phone=text_of(contact, "Telephone", most=40),
    )  # fmt: skip


def _identifier(element: Element) -> tuple[str, str]:
    return (element.get("schemeID") or "").strip(), plain(element.text or "")


def _vat(element: Element) -> str:
    for scheme in children(element, "PartyTaxScheme"):
        if text_of(scheme, "TaxScheme", "ID").upper() in ("VAT", ""):
            return vat_of(text_of(scheme, "CompanyID"))
    return ""


def _street(address: Element) -> str:
    lines = [text_of(address, "StreetName"), text_of(address, "AdditionalStreetName")]
    lines += [text_of(one, "Line") for one in children(address, "AddressLine")]
    return "\n".join(filter(None, lines))


def _electronic(element: Element) -> str:
    address = child(element, "EndpointID")
    return plain(address.text or "") if address is not None and address.get("schemeID") == "EM" else ""
