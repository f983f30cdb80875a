"""E-invoices: EN 16931 in its two syntaxes (UN/CEFACT CII, OASIS UBL), with the French extensions. Pure.

`reading` turns an XML root into a `Document` (`cii`, `ubl`); `checks` says what is wrong with it; `rows` turns it
into what the ledger takes; `terms_text` reads payment terms in words; `lifecycle` reads the statuses that platforms
send about an invoice. Business terms are named as the standard numbers them (BT-115 is the amount to be paid).
"""
