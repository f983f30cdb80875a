"""What each problem of a bank's list (CSV, XLSX, ODS) says: key to (English, French)."""

# ruff: noqa: E501  (one sentence, one line, as long as it is)
from __future__ import annotations

BANK_LISTS = {
    "BALANCE.table": (
        "The balance does not follow from the movements: {amount} is missing or too much here; export the list again, whole.",
        "Le solde ne suit pas des mouvements : il manque {amount}, ou il y a ce montant en trop ; exportez de nouveau la liste entière.",
    ),
    "BALANCE.lines": (
        "The balance differs by {amount}, which the lines that could not be read explain; mend them first.",
        "Le solde diffère de {amount}, ce qu’expliquent les lignes illisibles ; corrigez-les d’abord.",
    ),
    "BALANCE.unclear": (
        "The balances of this list do not follow each other, as when some movements are filtered out; they were not used, export the whole list if you can.",
        "Les soldes de cette liste ne se suivent pas, comme lorsque des mouvements sont filtrés ; ils n’ont pas été utilisés, exportez la liste entière si possible.",
    ),
    "PENDING.table": (
        "{count} movement(s) are still pending at the bank and were left out; import the list again once they are booked.",
        "{count} mouvement(s) sont encore en attente à la banque et ont été laissés de côté ; importez de nouveau la liste quand ils seront comptabilisés.",
    ),
    "STATUS.bank": (
        "“{value}” does not say whether the movement was booked; write booked, pending or refused, or leave the column out.",
        "« {value} » ne dit pas si le mouvement est comptabilisé ; écrivez comptabilisé, en attente ou refusé, ou retirez la colonne.",
    ),
    "SIGN.both": (
        "The line has both a debit and a credit; keep the one that is right.",
        "La ligne a un débit et un crédit ; gardez celui qui est juste.",
    ),
    "SIGN.column": (
        "The sign of this amount is not that of the rest of its column; write it in the other column.",
        "Le signe de ce montant n’est pas celui du reste de sa colonne ; écrivez-le dans l’autre colonne.",
    ),
    "SIGN.flag": (
        "The sign of the amount and the column that says debit or credit disagree; correct one of them.",
        "Le signe du montant et la colonne qui dit débit ou crédit se contredisent ; corrigez l’un des deux.",
    ),
}
