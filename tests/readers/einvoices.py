"""Invented e-invoices for tests: CII, UBL and Factur-X, each a whole one of which a test changes one thing."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name

from relance.domain.rows import InvoiceRow
from relance.readers.einvoice import READER
from tests.readers.reading import Outcome, ReadOptions, date, sorted_out

TODAY = date(2026, 2, 16)
RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
CII_ROOT = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
SELLER = """<ram:SellerTradeParty><ram:Name>Atelier Demo SARL</ram:Name>
<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">732829320</ram:ID></ram:SpecifiedLegalOrganization>
<ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress></ram:SellerTradeParty>"""
BUYER = """<ram:BuyerTradeParty><ram:Name>Dupont SARL</ram:Name>
<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">552 100 554</ram:ID></ram:SpecifiedLegalOrganization>
<ram:DefinedTradeContact><ram:EmailURIUniversalCommunication><ram:URIID>compta@dupont.example</ram:URIID>
</ram:EmailURIUniversalCommunication></ram:DefinedTradeContact>
<ram:PostalTradeAddress><ram:PostcodeCode>69001</ram:PostcodeCode><ram:LineOne>3 rue des Lilas</ram:LineOne>
<ram:CityName>Lyon</ram:CityName><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress></ram:BuyerTradeParty>"""
TERMS = '<ram:DueDateDateTime><udt:DateTimeString format="102">20260302</udt:DateTimeString></ram:DueDateDateTime>'
SUMS = """<ram:TaxBasisTotalAmount>1000.00</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="EUR">200.00</ram:TaxTotalAmount><ram:GrandTotalAmount>1200.00</ram:GrandTotalAmount>
<ram:DuePayableAmount>1200.00</ram:DuePayableAmount>"""


def term(due: str = "", text: str = "", more: str = "") -> str:
    """One group of payment terms of CII."""
    day = TERMS.replace("20260302", due) if due else ""
    words = f"<ram:Description>{text}</ram:Description>" if text else ""
    return f"<ram:SpecifiedTradePaymentTerms>{words}{day}{more}</ram:SpecifiedTradePaymentTerms>"


def sums(net: str, tax: str, gross: str, payable: str, prepaid: str = "", rounding: str = "") -> str:
    """The totals of CII."""
    paid = f"<ram:TotalPrepaidAmount>{prepaid}</ram:TotalPrepaidAmount>" if prepaid else ""
    rounded = f"<ram:RoundingAmount>{rounding}</ram:RoundingAmount>" if rounding else ""
    return (
        f'<ram:TaxBasisTotalAmount>{net}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">{tax}'
        f"</ram:TaxTotalAmount>{rounded}<ram:GrandTotalAmount>{gross}</ram:GrandTotalAmount>{paid}"
        f"<ram:DuePayableAmount>{payable}</ram:DuePayableAmount>"
    )


def cii(
    *,
    number: str = "FA-1",
    code: str = "380",
    issued: str = '<udt:DateTimeString format="102">20260131</udt:DateTimeString>',
    terms: str | None = None,
    totals: str = SUMS,
    currency: str = "EUR",
    seller: str = SELLER,
    buyer: str = BUYER,
    settlement: str = "",
    after: str = "",
    agreement: str = "",
    header: str = "",
    profile: str = "urn:cen.eu:en16931:2017",
    before: str = "",
) -> str:
    """A CII invoice: FA-1 of 1,200.00 to Dupont, of 31 January 2026, due on 2 March."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>{before}
<rsm:CrossIndustryInvoice xmlns:rsm="{CII_ROOT}" xmlns:ram="{RAM}"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>{profile}</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>{number}</ram:ID><ram:TypeCode>{code}</ram:TypeCode>
<ram:IssueDateTime>{issued}</ram:IssueDateTime>{header}</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:ApplicableHeaderTradeAgreement>{seller}{buyer}{agreement}</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeSettlement>{settlement}
<ram:InvoiceCurrencyCode>{currency}</ram:InvoiceCurrencyCode>
{term("20260302") if terms is None else terms}
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>{totals}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
{after}</ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""


def account(iban: str) -> str:
    """The account on which a CII invoice asks to be paid."""
    return (
        "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>30</ram:TypeCode>"
        f"<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>{iban}</ram:IBANID>"
        "</ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>"
    )


def about(number: str) -> str:
    """The preceding invoice of CII (BT-25)."""
    return (
        f"<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>{number}</ram:IssuerAssignedID>"
        "</ram:InvoiceReferencedDocument>"
    )


def payee(name: str) -> str:
    """Who is to be paid instead of the seller (BG-10)."""
    return f"<ram:PayeeTradeParty><ram:Name>{name}</ram:Name></ram:PayeeTradeParty>"


UBL_NAMES = "urn:oasis:names:specification:ubl:schema:xsd"


def ubl(
    *,
    root: str = "Invoice",
    code: str = "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>",
    issued: str = "2026-01-31",
    due: str = "<cbc:DueDate>2026-03-02</cbc:DueDate>",
    terms: str = "",
    payable: str = '<cbc:PayableAmount currencyID="EUR">1200.00</cbc:PayableAmount>',
    means: str = "",
    after_due: str = "",
) -> str:
    """A UBL invoice or credit note of 1,200.00 to Dupont."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="{UBL_NAMES}:{root}-2" xmlns:cac="{UBL_NAMES}:CommonAggregateComponents-2"
 xmlns:cbc="{UBL_NAMES}:CommonBasicComponents-2">
<cbc:ID>FA-1</cbc:ID><cbc:IssueDate>{issued}</cbc:IssueDate>{due}{code}{after_due}
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Atelier Demo SARL
</cbc:RegistrationName><cbc:CompanyID schemeID="0002">732829320</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>
</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Dupont SARL</cbc:RegistrationName>
<cbc:CompanyID schemeID="0009">55210055400013</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>
</cac:AccountingCustomerParty>{means}{terms}
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">200.00</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">1000.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">1200.00</cbc:TaxInclusiveAmount>{payable}</cac:LegalMonetaryTotal>
</{root}>"""


ORDER = '<rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100"/>'


def status(code: str = "210", number: str = "FA-1", seller: str = "732829320", why: str = "") -> str:
    """A status of the French life cycle about one invoice."""
    name = "CrossDomainAcknowledgementAndResponse"
    reason = f"<ram:SpecifiedDocumentStatus><ram:Reason>{why}</ram:Reason></ram:SpecifiedDocumentStatus>" if why else ""
    return f"""<rsm:{name} xmlns:ram="{RAM}" xmlns:rsm="urn:un:unece:uncefact:data:standard:{name}:100">
<rsm:AcknowledgementDocument><ram:ReferenceReferencedDocument><ram:IssuerAssignedID>{number}</ram:IssuerAssignedID>
<ram:ProcessConditionCode>{code}</ram:ProcessConditionCode>
<ram:IssuerTradeParty><ram:GlobalID schemeID="0002">{seller}</ram:GlobalID></ram:IssuerTradeParty>{reason}
</ram:ReferenceReferencedDocument></rsm:AcknowledgementDocument></rsm:{name}>"""


def factur_x(*files: tuple[str, str | bytes], relationship: str = "/Alternative", **how: Any) -> bytes:
    """A PDF of one empty page with attached files (name, content); `how` goes to pikepdf's save."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    specs = []
    for name, content in files:
        data = content.encode() if isinstance(content, str) else content
        spec = AttachedFileSpec(pdf, data, filename=name, relationship=Name(relationship) if relationship else None)
        if not relationship and "/AFRelationship" in spec.obj:
            del spec.obj["/AFRelationship"]
        pdf.attachments[name] = spec
        specs.append(spec.obj)
    if specs:
        pdf.Root.AF = Array([pdf.make_indirect(spec) for spec in specs])
    script = how.pop("script", "")
    if script:
        pdf.Root.OpenAction = Dictionary(S=Name(script), JS=pikepdf.String("app.alert(1)"))
    buffer = io.BytesIO()
    pdf.save(buffer, **how)
    return buffer.getvalue()


def read_einvoice(content: str | bytes, name: str = "invoice.xml", **options: Any) -> Outcome:
    """What the reader makes of it."""
    data = content.encode() if isinstance(content, str) else content
    return sorted_out(READER.read(data, name, ReadOptions(today=TODAY, **options)))


def only_row(content: str | bytes) -> InvoiceRow:
    """Its one row."""
    rows = read_einvoice(content).invoices
    assert len(rows) == 1, rows
    return rows[0]


def refusal(content: str | bytes) -> str:
    """The code of the one error; nothing is taken beside it."""
    outcome = read_einvoice(content)
    errors = [p for p in outcome.problems if p.severity == "error"]
    assert len(errors) == 1 and not outcome.invoices, outcome
    return errors[0].code


def warned(content: str | bytes) -> list[str]:
    """The codes of its warnings; there are rows and no errors."""
    outcome = read_einvoice(content)
    assert outcome.invoices and all(p.severity == "warning" for p in outcome.problems), outcome
    return outcome.codes
