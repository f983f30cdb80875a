"""What each problem between several books of accounts says: key to (English, French)."""

# ruff: noqa: E501  (one sentence, one line, as long as it is)
from __future__ import annotations

BOOKS: dict[str, tuple[str, str]] = {
    "SEPARATOR.book": (
        "The header is separated by “{separator}” and {count} line(s) are not; export the FEC again, with tabs or “|” throughout.",
        "L’en-tête est séparé par « {separator} » et {count} ligne(s) ne le sont pas ; exportez de nouveau le FEC, avec des tabulations ou des « | » partout.",
    ),
    "TRUNCATED.book": (
        "The last line stops before its amounts: the file was cut; export the FEC again, whole.",
        "La dernière ligne s’arrête avant ses montants : le fichier est coupé ; exportez de nouveau le FEC, en entier.",
    ),
    "SIGN.book": (
        "“{value}” in the column Sens is neither debit (D, +1) nor credit (C, -1); export the FEC again, or mend the line.",
        "« {value} » dans la colonne Sens n’est ni débit (D, +1) ni crédit (C, -1) ; exportez de nouveau le FEC, ou corrigez la ligne.",
    ),
    "UNBALANCED": (
        "{count} accounting entry(ies) do not balance; the first: journal {first}, number {code}, debit − credit = {amount}; ask the accountant, the balances are those of the file.",
        "{count} écriture(s) ne sont pas équilibrées ; la première : journal {first}, numéro {code}, débit − crédit = {amount} ; voyez le comptable, les soldes sont ceux du fichier.",
    ),
    "DRAFT": (
        "{count} line(s) of customer accounts are not validated (ValidDate is empty): they count in balances, and their invoices are not chased; validate them, then export again.",
        "{count} ligne(s) de comptes clients ne sont pas validées (ValidDate vide) : elles comptent dans les soldes, et leurs factures ne sont pas relancées ; validez-les, puis exportez de nouveau.",
    ),
    "LETTRAGE": (
        "{count} lettered group(s) do not balance, the first: account {value}, letter {code}, {amount}; what is left of them is not chased as an invoice; check the lettering.",
        "{count} groupe(s) lettré(s) ne sont pas équilibrés, le premier : compte {value}, lettre {code}, {amount} ; ce qui en reste n’est pas relancé comme une facture ; vérifiez le lettrage.",
    ),
    "DATE.lettered": (
        "{count} line(s) were lettered before their own date (DateLet); the lettering counts, check the dates.",
        "{count} ligne(s) sont lettrées avant leur propre date (DateLet) ; le lettrage compte, vérifiez les dates.",
    ),
    "CURRENCY.book": (
        "{count} line(s) have an amount in a foreign currency (Montantdevise) and do not name it (Idevise); the amounts in euros are taken.",
        "{count} ligne(s) ont un montant en devise (Montantdevise) sans dire laquelle (Idevise) ; les montants en euros sont retenus.",
    ),
    "FACTORED": (
        "“{value}” looks like receivables sold to a factor: {amount} is shown and never chased; the factor is to be paid.",
        "« {value} » semble être des créances cédées à un affactureur : {amount} sont montrés et jamais relancés ; c’est l’affactureur qui doit être payé.",
    ),
    "OPENING_DIFFERS": (
        "“{value}”: the book up to {last} closes on {amount}, the next one opens on {found}; the later book’s balance counts, and its opening is not explained by earlier invoices.",
        "« {value} » : le FEC arrêté au {last} se clôt sur {amount}, le suivant s’ouvre sur {found} ; le solde du plus récent compte, et son à-nouveau n’est pas expliqué par les factures antérieures.",
    ),
    "OPENING_DIFFERS.many": (
        "{count} further account(s) open otherwise than the book up to {last} closes; `relance tie-out` lists them all.",
        "{count} autre(s) compte(s) s’ouvrent autrement que le FEC arrêté au {last} ne se clôt ; `relance tie-out` les liste tous.",
    ),
    "OPENING_MISSING": (
        "The book up to {last} has no opening entries: what was open before is not in its balances; export it again once the opening entries (à-nouveaux) are posted.",
        "Le FEC arrêté au {last} n’a pas d’à-nouveaux : ce qui était ouvert avant n’est pas dans ses soldes ; exportez-le de nouveau une fois les à-nouveaux passés.",
    ),
    "YEAR_GAP": (
        "No book covers {first} to {last}: earlier books cannot explain the opening entries; import the one in between.",
        "Aucun FEC ne couvre la période du {first} au {last} : les FEC antérieurs ne peuvent pas expliquer les à-nouveaux ; importez celui qui manque.",
    ),
    "CORRECTED": (
        "Against {value}, exported before: {count} line(s) of customer accounts are gone and {found} are new, the first: {what}; this later export counts.",
        "Par rapport à {value}, exporté auparavant : {count} ligne(s) de comptes clients ont disparu et {found} sont nouvelles, la première : {what} ; c’est cet export, plus récent, qui compte.",
    ),
    "OLDER_LEDGER": (
        "This book ends on {first}, and one up to {last} is known: it explains earlier invoices and payments, the balances stay those of {last}.",
        "Ce FEC s’arrête au {first}, et un autre est connu jusqu’au {last} : il explique les factures et règlements antérieurs, les soldes restent ceux du {last}.",
    ),
    "COMPANY_MISMATCH": (
        "The file name bears SIREN {found} and this company has {expected}; choose the right company, or, if it is its book, give the file a name without the number.",
        "Le nom du fichier porte le SIREN {found} et cette société a le {expected} ; choisissez la bonne société ou, si c’est bien son FEC, donnez au fichier un nom sans ce numéro.",
    ),
    "BOOK_APART": (
        "This book and {value} have hardly a customer in common: they are not read together; check that both are this company’s.",
        "Ce FEC et {value} n’ont presque aucun client en commun : ils ne sont pas lus ensemble ; vérifiez que les deux sont bien de cette société.",
    ),
}
