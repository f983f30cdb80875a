"""What each problem of a bank file says: key to (English, French); plain spaces become French ones later."""

from __future__ import annotations

from relance.domain.bank_list_sentences import BANK_LISTS
from relance.domain.flat_sentences import FLAT
from relance.domain.statement_sentences import TAKEN_IN
from relance.domain.xml_sentences import ARCHIVES, STATEMENTS, XML

BANK: dict[str, tuple[str, str]] = {}
BANK.update(XML)
BANK.update(STATEMENTS)
BANK.update(ARCHIVES)
BANK.update(BANK_LISTS)
BANK.update(FLAT)
BANK.update(TAKEN_IN)
