"""What each problem of a bank file says: key to (English, French); plain spaces become French ones later."""

from __future__ import annotations

from relance.domain.problems.bank_lists import BANK_LISTS
from relance.domain.problems.flat import FLAT
from relance.domain.problems.statements import TAKEN_IN
from relance.domain.problems.xml import ARCHIVES, STATEMENTS, XML

BANK: dict[str, tuple[str, str]] = {}
BANK.update(XML)
BANK.update(STATEMENTS)
BANK.update(ARCHIVES)
BANK.update(BANK_LISTS)
BANK.update(FLAT)
BANK.update(TAKEN_IN)
