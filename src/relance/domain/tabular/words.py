"""The words that exports use for statuses, kinds, documents, yes and no, and currencies."""

from __future__ import annotations

from typing import Literal

from relance.domain.problems.texts import Refused
from relance.domain.tabular.cells import plain_words

Status = Literal["open", "partial", "paid", "skipped"]
SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "euro": "EUR", "euros": "EUR", "eur": "EUR"}
ISO_CURRENCIES = frozenset(
    (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
        "BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
        "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW "
        "KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD "
        "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
        "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES "
        "VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG "
    ).split()
)
# withdrawn, and still in old lists
ISO_CURRENCIES |= frozenset("ATS BEF CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE SIT SKK".split())
_NO_DECIMALS = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())
_THREE_DECIMALS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
_STATUSES: dict[str, Status] = {}
for _words, _status in {
    "paid|payee|paye|payees|reglee|regle|reglees|soldee|solde|acquittee|encaissee|in payment"
    "|en paiement|closed|2": "paid",
    "draft|brouillon|brouillon a valider|cancel|cancelled|canceled|annulee|annule|void|voided"
    "|abandonnee|uncollectible|reversed|extourne|extournee|deleted|fermee"
    "|fermee impayee|irrecouvrable|0|3": "skipped",
    "partial|partially paid|partially_paid|partiellement reglee|partiellement regle|partiellement payee"
    "|reglee partiellement|payee partiellement|reglement commence": "partial",
    "open|unpaid|not paid|posted|sent|viewed|overdue|late|validee|validee a payer|impayee|impaye|non payee"
    "|non payees|a payer|a regler|en retard|comptabilise|emise|envoyee|finalisee|en attente|due|outstanding"
    "|upcoming|pending|en cours|non reglee|1": "open",
}.items():
    for _word in _words.split("|"):
        _STATUSES[_word] = _status  # type: ignore[assignment]
_KINDS = {
    word: kind
    for kind, words in {
        "business": "business|entreprise|societe|professionnel|pro|company|b2b|personne morale",
        "consumer": "consumer|particulier|individual|person|b2c|consommateur|prive",
        "public": "public|b2g|collectivite|administration|public body|secteur public|organisme public",
        "other": "other|autre|association|asso",
    }.items()
    for word in words.split("|")
}
_CREDIT_NOTES = frozenset(
    "credit note|creditnote|credit_note|credit memo|avoir|avoirs|note de credit|facture d avoir|a|381|credit"
    "|out refund|av|oui|true|vrai|yes|1|x".split("|")
)
_INVOICES = frozenset(
    "invoice|facture|factures|f|380|fac|fa|facture client|out invoice|standard|non|false|faux|no|0"
    "|customer invoice|facture d acompte|acompte|386|384|facture de situation|situation|dr|rv".split("|")
)
_PAYMENTS = frozenset("payment|paiement|reglement|encaissement|acompte recu|virement|cheque".split("|"))
_YES = frozenset("yes|y|true|1|oui|o|vrai|x".split("|"))
_NO = frozenset("no|n|false|0|non|faux".split("|"))


def status_of(text: str) -> Status | None:
    """What a status word means for chasing; None when it is not known."""
    words = plain_words(text)
    return _STATUSES.get(words)


def kind_of(text: str) -> str:
    """`business`, `consumer`, `public` or `other`; empty stays empty for the operation to decide."""
    if not text:
        return ""
    kind = _KINDS.get(plain_words(text))
    if kind is None:
        raise Refused("VALUE", field="kind", value=text, expected="business, consumer, public, other")
    return kind


def document_of(text: str) -> Literal["", "invoice", "credit_note", "payment"]:
    """The document that a type column names; "" where it says nothing."""
    words = plain_words(text)
    if not words:
        return ""
    if words in _INVOICES:
        return "invoice"
    if words in _CREDIT_NOTES or words.startswith(("avoir ", "credit note ")):
        return "credit_note"
    if words in _PAYMENTS:
        return "payment"
    if words.startswith(("facture ", "invoice ")):
        return "invoice"
    raise Refused("VALUE", field="document", value=text, expected="invoice, credit_note")


def yes_or_no(text: str, field: str) -> bool | None:
    """True, False, or None where nothing is written."""
    words = plain_words(text)
    if not words:
        return None
    if words in _YES:
        return True
    if words in _NO:
        return False
    raise Refused("VALUE", field=field, value=text, expected="yes, no")


def yes_word(text: str) -> bool | None:
    """True or False for an unmistakable word (not a number), else None."""
    words = plain_words(text)
    if words.isdigit():
        return None
    return True if words in _YES else (False if words in _NO else None)


def currency_of(text: str, default: str) -> str:
    """The ISO 4217 code that a cell names; the creditor's own where it is empty."""
    if not text:
        return default
    code = SYMBOLS.get(text.strip().lower(), text.strip().upper())
    if code not in ISO_CURRENCIES:
        raise Refused("CURRENCY", field="currency", value=text)
    return code


def exponent_of(currency: str) -> int:
    """Decimals of a currency: 2 for most (ISO 4217)."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2
