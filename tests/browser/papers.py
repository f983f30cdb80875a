"""Files that people hand over in the journeys."""

from __future__ import annotations

STATEMENT = (
    "Date;Libellé;Débit;Crédit\r\n"
    "12/02/2026;REMISE CARTES BANCAIRES BOUTIQUE;;386,40\r\n"
    "13/02/2026;VIR INST RE DUPONT;;1200,00\r\n"
).encode("cp1252")
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
OPEN_INVOICES = (
    "code client;nom client;courriel;facture;date facture;échéance;montant\r\n"
    "ROUX;Roux SARL;compta@roux.example;FD-1;05/01/2026;06/02/2026;1200,50\r\n"
    "MOREL;Morel SARL;compta@morel.example;FD-2;20/01/2026;20/03/2026;300,00\r\n"
).encode("cp1252")
