"""What each problem of a CFONB or SWIFT file says: key to (English, French)."""

# ruff: noqa: E501  (one sentence, one line, as long as it is)
from __future__ import annotations

FLAT: dict[str, tuple[str, str]] = {
    "LENGTH": (
        "The line has {found} characters where {expected} are due, so that its fields cannot be told apart; download the file again without opening it in an editor.",
        "La ligne a {found} caractères au lieu de {expected}, ses zones ne se distinguent donc plus ; téléchargez de nouveau le fichier sans l’ouvrir dans un éditeur.",
    ),
    "LENGTH.tab": (
        "The line holds a tab, so that its fields cannot be told apart; download the file again without opening it in an editor.",
        "La ligne contient une tabulation, ses zones ne se distinguent donc plus ; téléchargez de nouveau le fichier sans l’ouvrir dans un éditeur.",
    ),
    "ENCODING.ebcdic": (
        "The file is written in EBCDIC, as mainframes do; ask the bank for it in ASCII.",
        "Le fichier est écrit en EBCDIC, comme sur les gros systèmes ; demandez-le en ASCII à la banque.",
    ),
    "WRONG_MESSAGE.cfonb": (
        "The file is not a CFONB statement of 120 characters nor a CFONB list of 240; choose the bank's CFONB export.",
        "Le fichier n’est ni un relevé CFONB 120 caractères ni une liste CFONB 240 ; choisissez l’export CFONB de la banque.",
    ),
    "WRONG_MESSAGE.swift": (
        "The file holds no SWIFT statement (MT940 or MT942, with fields like :20: :25: :60F:); choose the bank's MT940 export.",
        "Le fichier ne contient pas de relevé SWIFT (MT940 ou MT942, avec des champs comme :20: :25: :60F:) ; choisissez l’export MT940 de la banque.",
    ),
    "SEQUENCE.outside": (
        "This “{code}” line stands outside any statement, no opening line comes before it; download the whole file again.",
        "Cette ligne « {code} » est hors de tout relevé, aucune ligne d’ouverture ne la précède ; téléchargez de nouveau le fichier entier.",
    ),
    "SEQUENCE.detail": (
        "This “05” line completes a movement, and no “04” line comes before it in its statement; download the whole file again.",
        "Cette ligne « 05 » complète un mouvement, et aucune ligne « 04 » ne la précède dans son relevé ; téléchargez de nouveau le fichier entier.",
    ),
    "SEQUENCE.unclosed": (
        "A new statement begins here and that of line {first} has no closing balance; nothing of that one is taken, download the whole file again.",
        "Un nouveau relevé commence ici et celui de la ligne {first} n’a pas de solde de clôture ; rien n’en est pris, téléchargez de nouveau le fichier entier.",
    ),
    "SEQUENCE.unknown": (
        "The line begins with “{value}”, which no line of this format does; download the file again.",
        "La ligne commence par « {value} », ce qu’aucune ligne de ce format ne fait ; téléchargez de nouveau le fichier.",
    ),
    "SEQUENCE.account": (
        "The line is of account {found} and its statement of {expected}; download the file again.",
        "La ligne est du compte {found} et son relevé du compte {expected} ; téléchargez de nouveau le fichier.",
    ),
    "SEQUENCE.field": (
        "“{value}” stands where a field like :61: should begin; download the file again without opening it in an editor.",
        "« {value} » se trouve là où un champ comme :61: doit commencer ; téléchargez de nouveau le fichier sans l’ouvrir dans un éditeur.",
    ),
    "TRUNCATED.statement": (
        "The file stops before the closing balance of this statement; nothing of it is taken, download the file again.",
        "Le fichier s’arrête avant le solde de clôture de ce relevé ; rien n’en est pris, téléchargez de nouveau le fichier.",
    ),
    "TRUNCATED.fields": (
        "This is a piece of a SWIFT statement without its opening or closing balance (:60F: and :62F:); nothing of it is taken, download the whole statement.",
        "C’est un morceau de relevé SWIFT sans son solde d’ouverture ou de clôture (:60F: et :62F:) ; rien n’en est pris, téléchargez le relevé entier.",
    ),
    "SIGN.overpunch": (
        "The amount “{value}” does not end with a sign of this format (one of {expected}); ask the bank for a corrected file.",
        "Le montant « {value} » ne se termine pas par un signe de ce format (l’un de {expected}) ; demandez un fichier corrigé à la banque.",
    ),
    "SIGN.mark": (
        "“{value}” does not say whether money came in or went out (C, D, RC or RD); ask the bank for a corrected file.",
        "« {value} » ne dit pas si l’argent est entré ou sorti (C, D, RC ou RD) ; demandez un fichier corrigé à la banque.",
    ),
    "AMOUNT.flat": (
        "“{value}” is not an amount as this format writes them; ask the bank for a corrected file.",
        "« {value} » n’est pas un montant écrit comme le veut ce format ; demandez un fichier corrigé à la banque.",
    ),
    "PRECISION.flat": (
        "The amount {value} has more decimals than {currency} has; ask the bank for a corrected file.",
        "Le montant {value} a plus de décimales que n’en a {currency} ; demandez un fichier corrigé à la banque.",
    ),
    "PRECISION.unknown": (
        "The number of decimals is written “{value}”, which is no digit; ask the bank for a corrected file.",
        "Le nombre de décimales est écrit « {value} », ce qui n’est pas un chiffre ; demandez un fichier corrigé à la banque.",
    ),
    "DATE.flat": (
        "“{value}” is not a date that exists (or that a statement may have); ask the bank for a corrected file.",
        "« {value} » n’est pas une date qui existe (ou qu’un relevé peut porter) ; demandez un fichier corrigé à la banque.",
    ),
    "CURRENCY.differs": (
        "The currency is “{found}” here and {expected} at the opening of the statement; ask the bank for a corrected file.",
        "La devise est « {found} » ici et {expected} à l’ouverture du relevé ; demandez un fichier corrigé à la banque.",
    ),
    "ACCOUNT": (
        "“{value}” is not a bank code, a branch code and an account number; ask the bank for a corrected file.",
        "« {value} » n’est pas un code banque, un code guichet et un numéro de compte ; demandez un fichier corrigé à la banque.",
    ),
    "ACCOUNT.bank": (
        "The bank code is {found} here and {expected} at the opening of the statement; the account number agrees and the line is taken, check it.",
        "Le code banque est {found} ici et {expected} à l’ouverture du relevé ; le numéro de compte concorde et la ligne est prise, vérifiez-la.",
    ),
    "BALANCE.movements": (
        "The movements do not lead from the opening balance {first} to the closing balance {last}: {amount} {currency} is unexplained; nothing of this statement is taken, download it again.",
        "Les mouvements ne mènent pas du solde d’ouverture {first} au solde de clôture {last} : {amount} {currency} restent inexpliqués ; rien de ce relevé n’est pris, téléchargez-le de nouveau.",
    ),
    "BALANCE.unread": (
        "The movements taken do not lead from the opening balance {first} to the closing balance {last}: the lines that could not be read account for {amount} {currency}; enter them by hand or ask for a corrected file.",
        "Les mouvements pris ne mènent pas du solde d’ouverture {first} au solde de clôture {last} : les lignes illisibles représentent {amount} {currency} ; saisissez-les ou demandez un fichier corrigé.",
    ),
    "BALANCE.total": (
        "The lines add up to {found} and the total of the list says {expected}; nothing of this list is taken, download it again.",
        "Les lignes totalisent {found} et le total de la liste indique {expected} ; rien de cette liste n’est pris, téléchargez-la de nouveau.",
    ),
    "BALANCE.intraday": (
        "The intraday report announces {expected} and its movements are {found}; nothing depends on it, the statement of the day will tell.",
        "Le relevé intra-journalier annonce {expected} et ses mouvements font {found} ; rien n’en dépend, le relevé du jour fera foi.",
    ),
    "GAP.page": (
        "This is page {found} of statement {value} and the page before it is not in the file; import the missing page too.",
        "C’est la page {found} du relevé {value} et la page précédente n’est pas dans le fichier ; importez aussi la page manquante.",
    ),
    "GAP.pages": (
        "Page {found} of statement {value} opens at {first} and the page before it closes at {last}; download the whole statement again.",
        "La page {found} du relevé {value} s’ouvre à {first} et la page précédente se ferme à {last} ; téléchargez de nouveau le relevé entier.",
    ),
    "PENDING.intraday": (
        "{count} movement(s) of an intraday report are not booked yet and are not taken; they come with the statement of the day.",
        "{count} mouvement(s) d’un relevé intra-journalier ne sont pas encore comptabilisés et ne sont pas pris ; ils viendront avec le relevé du jour.",
    ),
    "OPERATION": (
        "{count} line(s) of operation code {code} are no returned bills or debits and are not taken from this list; the account statement has them.",
        "{count} ligne(s) du code opération {code} ne sont pas des effets ou prélèvements impayés et ne sont pas prises de cette liste ; le relevé de compte les contient.",
    ),
}
