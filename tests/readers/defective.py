"""Real files that must be refused, each with the code of its defect."""

from tests.readers.bank_lists import DEFECTS as LISTS
from tests.readers.flat_files import DEFECTS as FLAT
from tests.readers.statements import DEFECTS as STATEMENTS

DEFECTIVE: dict[str, str] = {f"bank/{name}": code for name, (code, _) in FLAT.items()}
DEFECTIVE |= {f"bank/{name}": code for name, code in STATEMENTS.items()}
DEFECTIVE |= LISTS
EINVOICES = {  # each for the defect that its corpus names; an order is no invoice
    "cas_limites/CALC-001/factur-x.xml": "TOTALS", "cas_limites/CALC-001/facture.pdf": "TOTALS",
    "cas_limites/XML-002/factur-x.xml": "WRONG_MESSAGE", "cas_limites/XML-002/facture.pdf": "WRONG_MESSAGE",
    "cas_limites/DATA-001/factur-x.xml": "DATE", "cas_limites/DATA-001/facture.pdf": "DATE",
    "cas_limites/DATA-003/factur-x.xml": "DUE_DATE", "cas_limites/DATA-003/facture.pdf": "DUE_DATE",
    "cas_limites/PDF-001/facture.pdf": "NO_XML", "cas_limites/PDF-003/facture.pdf": "AF_RELATIONSHIP",
    "akretion/order-x-basic.xml": "WRONG_MESSAGE", "akretion/order-x-comfort.xml": "WRONG_MESSAGE",
}  # fmt: skip
DEFECTIVE |= {f"einvoice/{name}": code for name, code in EINVOICES.items()}
# nothing in it looks like SWIFT: it falls to the reader of lists
DEFECTIVE["bank/mt940/self-provided/invalid_statement.sta"] = "SEPARATOR"
