"""What each problem of a file says: key to (English, French); plain spaces become French ones later."""

# ruff: noqa: E501  (one sentence, one line, as long as it is)
from __future__ import annotations

from relance.domain.problems.bank import BANK
from relance.domain.problems.books import BOOKS
from relance.domain.problems.einvoices import EINVOICE

_FILE = {
    "EMPTY": (
        "The file is empty; export it again.",
        "Le fichier est vide ; exportez-le de nouveau.",
    ),
    "NO_LINES": (
        "The file has a header and no line below it; export it again with its lines.",
        "Le fichier a un en-tête et aucune ligne dessous ; exportez-le de nouveau avec ses lignes.",
    ),
    "ENCODING": (
        "The text cannot be read as {encoding} at byte {offset}; save the file again as UTF-8.",
        "Le texte n’est pas lisible en {encoding} à l’octet {offset} ; enregistrez le fichier en UTF-8.",
    ),
    "ENCODING.cut": (
        "The file ends in the middle of a character (byte {offset}); it was cut, export it again.",
        "Le fichier s’arrête au milieu d’un caractère (octet {offset}) ; il est coupé, exportez-le de nouveau.",
    ),
    "ENCODING.mixed": (
        "This line is not UTF-8 while the rest of the file is; save the file again as UTF-8.",
        "Cette ligne n’est pas en UTF-8 alors que le reste l’est ; enregistrez le fichier en UTF-8.",
    ),
    "ENCODING.unknown": (
        "The encoding “{value}” is not known; write utf-8, cp1252, iso8859_15, cp850 or mac_roman.",
        "L’encodage « {value} » est inconnu ; écrivez utf-8, cp1252, iso8859_15, cp850 ou mac_roman.",
    ),
    "BINARY": (
        "The file holds binary data (first at byte {offset}), not text; export it as CSV or XLSX.",
        "Le fichier contient des données binaires (octet {offset}), pas du texte ; exportez-le en CSV ou XLSX.",
    ),
    "WRONG_TYPE": (
        "The file is really {found}, not {expected}; export it as {expected}, or give it its right name.",
        "Le fichier est en réalité {found}, pas {expected} ; exportez-le en {expected}, ou donnez-lui son vrai nom.",
    ),
    "LINE_TOO_LONG": (
        "The line has more than {limit} characters; check that lines end where they should.",
        "La ligne a plus de {limit} caractères ; vérifiez les fins de ligne.",
    ),
    "TOO_MANY_LINES": (
        "The file has more than {limit} lines; split it.",
        "Le fichier a plus de {limit} lignes ; découpez-le.",
    ),
    "TOO_BIG": (
        "The file unfolds to more than it may ({what}); export only the sheet that is needed.",
        "Le fichier déplié dépasse la limite ({what}) ; n’exportez que la feuille utile.",
    ),
    "TOO_BIG.limits": (
        "Reading the file took more than it may ({limit}) and was stopped; export it again, or split it.",
        "La lecture du fichier a dépassé la limite ({limit}) et a été arrêtée ; exportez-le de nouveau ou découpez-le.",
    ),
    "UNSAFE_ARCHIVE": (
        "The file holds an unsafe member “{value}”; open it in a spreadsheet program and save it again.",
        "Le fichier contient un élément dangereux « {value} » ; ouvrez-le dans un tableur "
        "et enregistrez-le de nouveau.",
    ),
    "UNSAFE_CONTENT": (
        "The file holds {value}, which is not read for safety; save it as a plain XLSX or CSV.",
        "Le fichier contient {value}, non lu par sécurité ; enregistrez-le en XLSX simple ou en CSV.",
    ),
    "ENCRYPTED": (
        "The file is protected by a password; save it without one.",
        "Le fichier est protégé par un mot de passe ; enregistrez-le sans mot de passe.",
    ),
    "CORRUPT": (
        "The file is damaged ({value}); export it again.",
        "Le fichier est endommagé ({value}) ; exportez-le de nouveau.",
    ),
    "TRUNCATED": (
        "The last line stops after {found} of {expected} fields; the file was cut, export it again.",
        "La dernière ligne s’arrête après {found} champs sur {expected} ; le fichier est coupé, "
        "exportez-le de nouveau.",
    ),
    "SHEET": (
        'Several sheets could be read ({sheets}); answer with sheet = "…" in --mapping F.toml.',
        'Plusieurs feuilles sont lisibles ({sheets}) ; répondez par sheet = "…" dans --mapping F.toml.',
    ),
    "ROWS.hidden": (
        "{count} row(s) of the sheet “{value}” are hidden, by a filter or by hand, and were read all the same; check them.",
        "{count} ligne(s) de la feuille « {value} » sont masquées, par un filtre ou à la main, et ont été lues quand même ; vérifiez-les.",
    ),
    "SHEET.hidden": (
        "The sheet “{value}” is hidden and was read; check that it is the right one.",
        "La feuille « {value} » est masquée et a été lue ; vérifiez que c’est la bonne.",
    ),
    "SHEET.missing": (
        "There is no sheet “{value}”; the file has: {sheets}.",
        "La feuille « {value} » n’existe pas ; le fichier contient : {sheets}.",
    ),
}

_LAYOUT = {
    "QUOTE": (
        "A quotation mark opened in this record is never closed, or is closed in the middle of a field; "
        'mend it or double it ("").',
        "Un guillemet ouvert dans cet enregistrement n’est pas refermé, ou l’est au milieu d’un champ ; "
        'corrigez-le ou doublez-le ("").',
    ),
    "FIELD_COUNT": (
        "{expected} fields are expected, {found} found; mend the line, or quote fields that hold “{separator}”.",
        "{expected} champs attendus, {found} trouvés ; corrigez la ligne, ou mettez entre guillemets "
        "les champs qui contiennent « {separator} ».",
    ),
    "HEADER": (
        "Columns not found: {missing}. The file has: {headers}. Name them under [columns] in --mapping F.toml, "
        "as in {example}.",
        "Colonnes introuvables : {missing}. Le fichier a : {headers}. Nommez-les sous [columns] dans "
        "--mapping F.toml, par exemple {example}.",
    ),
    "HEADER.none": (
        "No header line was found in the first {limit} lines; put the column names (customer, invoice, due_on, "
        "amount…) on the first line, or name them under [columns] in --mapping F.toml.",
        "Aucune ligne d’en-tête dans les {limit} premières lignes ; mettez les noms des colonnes (customer, "
        "invoice, due_on, amount…) en première ligne, ou nommez-les sous [columns] dans --mapping F.toml.",
    ),
    "HEADER.twice": (
        "The column “{value}” is there twice; remove or rename one.",
        "La colonne « {value} » est présente deux fois ; supprimez ou renommez-en une.",
    ),
    "HEADER.mapping": (
        "The mapping names the column “{value}”, which the file does not have; it has: {headers}.",
        "La correspondance nomme la colonne « {value} », absente du fichier ; il contient : {headers}.",
    ),
    "SEPARATOR": (
        "“{separator}” seems to separate both fields and decimals ({count} lines do not have {expected} fields); "
        'export with semicolons, or answer with separator = ";" in --mapping F.toml.',
        "« {separator} » semble séparer à la fois les champs et les décimales ({count} lignes n’ont pas "
        '{expected} champs) ; exportez avec des points-virgules, ou répondez par separator = ";" dans '
        "--mapping F.toml.",
    ),
    "SEPARATOR.other": (
        "The header is separated by “{separator}” and {count} line(s) by “{other}”; export the file again with one separator.",
        "L’en-tête est séparé par « {separator} » et {count} ligne(s) par « {other} » ; exportez de nouveau avec un seul séparateur.",
    ),
    "SEPARATOR.none": (
        'Fields are not separated by ; , | or a tab; export the file again as CSV, or answer with separator = "…" in --mapping F.toml.',
        'Les champs ne sont pas séparés par ; , | ou une tabulation ; exportez de nouveau en CSV, ou répondez par separator = "…" dans --mapping F.toml.',
    ),
    "TOTAL_LINE": (
        "“{value}” is a total, not an invoice; {count} such line(s) left out, nothing to do.",
        "« {value} » est un total, pas une facture ; {count} ligne(s) de ce genre écartée(s), rien à faire.",
    ),
    "STATUS": (
        "Status “{value}”: {count} draft or cancelled line(s) left out; export them again once they are issued.",
        "État « {value} » : {count} ligne(s) en brouillon ou annulée(s) écartée(s) ; exportez-les de nouveau "
        "une fois émises.",
    ),
    "STATUS.unknown": (
        "The status “{value}” is not known and was not used; {count} line(s), check their open amount.",
        "L’état « {value} » est inconnu et n’a pas été utilisé ; {count} ligne(s), vérifiez leur reste dû.",
    ),
    "CELL_ERROR": (
        "The cell holds the error {value} or a formula never computed; mend it and save the file in a spreadsheet program.",
        "La cellule contient l’erreur {value} ou une formule jamais calculée ; corrigez-la et enregistrez le fichier dans un tableur.",
    ),
}

_VALUES = {
    "AMOUNT": (
        "“{value}” is not an amount; write digits with one decimal mark, like 1234.50.",
        "« {value} » n’est pas un montant ; écrivez des chiffres et un séparateur décimal, comme 1234,50.",
    ),
    "AMOUNT.empty": (
        "The amount is missing; write it, an empty amount is never taken as 0.",
        "Le montant manque ; écrivez-le, un montant vide n’est jamais pris pour 0.",
    ),
    "AMOUNT.mixed": (
        "“{value}” does not use the decimal mark “{decimal}” of the rest of the file; write all amounts alike.",
        "« {value} » n’utilise pas le séparateur décimal « {decimal} » du reste du fichier ; "
        "écrivez tous les montants pareil.",
    ),
    "AMOUNT.open": (
        "The open amount “{value}” is negative or above the amount {amount}; correct one of them.",
        "Le reste dû « {value} » est négatif ou supérieur au montant {amount} ; corrigez l’un des deux.",
    ),
    "AMOUNT.open_unknown": (
        'The status “{value}” says partly paid and no column says what is left; name it with open = "…" '
        "under [columns] in --mapping F.toml.",
        "L’état « {value} » indique un paiement partiel et aucune colonne ne dit ce qui reste ; nommez-la par "
        'open = "…" sous [columns] dans --mapping F.toml.',
    ),
    "AMOUNT.payment": (
        "“{value}” is not money received; write a positive amount, and undo a returned payment with `relance unpay`.",
        "« {value} » n’est pas un encaissement ; écrivez un montant positif, et annulez un paiement rejeté par "
        "`relance unpay`.",
    ),
    "TOTALS.line": (
        "Net amount and tax do not make up the amount including tax (difference {value}); it was taken as written, check it.",
        "Le montant HT et la TVA ne font pas le montant TTC (écart {value}) ; il est pris tel quel, vérifiez-le.",
    ),
    "AMOUNT_AMBIGUOUS": (
        '“{value}” may be thousands or decimals, and no other amount tells; answer with decimal = "," or '
        'decimal = "." in --mapping F.toml.',
        '« {value} » : milliers ou décimales ? Aucun autre montant ne le dit ; répondez par decimal = "," ou '
        'decimal = "." dans --mapping F.toml.',
    ),
    "AMOUNT_RANGE": (
        "“{value}” is larger than any amount taken here; check it.",
        "« {value} » dépasse tout montant accepté ; vérifiez-le.",
    ),
    "NEGATIVE": (
        "“{value}” is a negative invoice, probably a credit note; write document = credit_note on the line, or "
        'answer with amount_signed = "{header}" under [columns] in --mapping F.toml.',
        "« {value} » est une facture négative, sans doute un avoir ; écrivez document = credit_note sur la ligne, "
        'ou répondez par amount_signed = "{header}" sous [columns] dans --mapping F.toml.',
    ),
    "PRECISION": (
        "“{value}” has more decimals than {currency} has; round it.",
        "« {value} » a plus de décimales que n’en a {currency} ; arrondissez-le.",
    ),
    "ZERO": (
        "The amount of “{value}” is zero; it is taken as settled.",
        "Le montant de « {value} » est nul ; la ligne est prise comme soldée.",
    ),
    "CURRENCY": (
        "“{value}” is not a known currency; write its three-letter ISO code, like EUR.",
        "« {value} » n’est pas une devise connue ; écrivez son code ISO à trois lettres, comme EUR.",
    ),
    "DATE": (
        "“{value}” is not a date that exists; write it as 2026-01-31 or 31/01/2026.",
        "« {value} » n’est pas une date qui existe ; écrivez-la 2026-01-31 ou 31/01/2026.",
    ),
    "DATE.empty": (
        "The date is missing; write it as 2026-01-31.",
        "La date manque ; écrivez-la 2026-01-31.",
    ),
    "DATE.mixed": (
        "“{value}” is not written like the other dates of the file ({example}); write all dates alike.",
        "« {value} » n’est pas écrite comme les autres dates du fichier ({example}) ; écrivez toutes les dates pareil.",
    ),
    "DATE_AMBIGUOUS": (
        '“{value}” may be day first or month first, and no other date tells; answer with date_order = "dmy" or '
        'date_order = "mdy" in --mapping F.toml.',
        "« {value} » : jour ou mois en premier ? Aucune autre date ne le dit ; répondez par "
        'date_order = "dmy" ou date_order = "mdy" dans --mapping F.toml.',
    ),
    "DUE_DATE": (
        "The due date {value} is before the issue date {issued} or more than ten years after; correct it.",
        "L’échéance {value} est avant la date d’émission {issued} ou plus de dix ans après ; corrigez-la.",
    ),
    "DUPLICATE": (
        "Invoice “{value}” is already on line {first} with the same content; the line is left out, nothing to do.",
        "La facture « {value} » est déjà en ligne {first} avec le même contenu ; ligne écartée, rien à faire.",
    ),
    "DUPLICATE.payment": (
        "Payment “{value}” is already on line {first} with the same content; the line is left out, nothing to do.",
        "Le paiement « {value} » est déjà en ligne {first} avec le même contenu ; ligne écartée, rien à faire.",
    ),
    "DUPLICATE.customer": (
        "Customer “{value}” is already on line {first} with the same content; the line is left out, nothing to do.",
        "Le client « {value} » est déjà en ligne {first} avec le même contenu ; ligne écartée, rien à faire.",
    ),
    "CONFLICT": (
        "Invoice “{value}” is already on line {first} with another content for the same due date; keep one.",
        "La facture « {value} » est déjà en ligne {first} avec un autre contenu pour la même échéance ; gardez-en une.",
    ),
    "CONFLICT.customer": (
        "Invoice “{value}” belongs to customer “{other}” on line {first}; correct the number or the customer.",
        "La facture « {value} » est au client « {other} » en ligne {first} ; corrigez le numéro ou le client.",
    ),
    "CONFLICT.customer_row": (
        "Customer “{value}” is already on line {first} with another content; keep one.",
        "Le client « {value} » est déjà en ligne {first} avec un autre contenu ; gardez-en un.",
    ),
    "MISSING": (
        "The value is missing; fill it in.",
        "La valeur manque ; complétez-la.",
    ),
    "CUSTOMER_TWINS": (
        "“{value}” and “{other}” give the same customer code {code} and are taken as one customer; "
        "add a code column if they are two.",
        "« {value} » et « {other} » donnent le même code client {code} et sont pris pour un seul client ; "
        "ajoutez une colonne de code s’ils sont deux.",
    ),
    "EMAIL": (
        "“{value}” is not an e-mail address; it was left out, correct it.",
        "« {value} » n’est pas une adresse électronique ; elle est écartée, corrigez-la.",
    ),
    "EMAIL.unsafe": (
        "“{value}” holds a line break or a control character, which no address has; correct it.",
        "« {value} » contient un saut de ligne ou un caractère de contrôle, impossible dans une adresse ; corrigez-la.",
    ),
    "SIREN": (
        "“{value}” is not a valid SIREN (nine digits, check digit); it was left out, check it.",
        "« {value} » n’est pas un SIREN valide (neuf chiffres, clé) ; il est écarté, vérifiez-le.",
    ),
    "VALUE": (
        "“{value}” is not understood here; write one of: {expected}.",
        "« {value} » n’est pas compris ici ; écrivez l’un de : {expected}.",
    ),
    "SUSPICIOUS_TEXT": (
        "“{value}” holds invisible characters; it was kept, check it.",
        "« {value} » contient des caractères invisibles ; la valeur est gardée, vérifiez-la.",
    ),
}

_LEDGER = {
    "FEC_LAYOUT": (
        "The file cannot be read as a FEC: {missing} not found; export the eighteen FEC columns again.",
        "Le fichier n’est pas lisible comme un FEC : {missing} introuvable(s) ; exportez de nouveau "
        "les dix-huit colonnes du FEC.",
    ),
    "FEC_LINES": (
        "{count} line(s) could not be read and were left out; compare the total with the trial balance.",
        "{count} ligne(s) illisible(s) écartée(s) ; comparez le total avec la balance.",
    ),
    "FEC_NO_CUSTOMERS": (
        "No line stands on a customer account (411, 413, 416); check that this is the right file.",
        "Aucune ligne sur un compte client (411, 413, 416) ; vérifiez que c’est le bon fichier.",
    ),
    "FEC_AMOUNT": (
        "“{value}” is not an amount and counts as zero; {count} line(s), compare with the trial balance.",
        "« {value} » n’est pas un montant et compte pour zéro ; {count} ligne(s), comparez avec la balance.",
    ),
    "FEC_DATE": (
        "“{value}” is not a date; {count} line(s) of customer accounts have no usable date.",
        "« {value} » n’est pas une date ; {count} ligne(s) de comptes clients sans date utilisable.",
    ),
    "FEC_YEARS": (
        "The file holds entries from {first} to {last}; opening lines were not added twice, check the balances.",
        "Le fichier contient des écritures de {first} à {last} ; les à-nouveaux ne sont pas comptés deux fois, "
        "vérifiez les soldes.",
    ),
    "FEC_UNBALANCED": (
        "The file does not balance: debit − credit = {value}; export it again or ask the accountant.",
        "Le fichier n’est pas équilibré : débit − crédit = {value} ; exportez-le de nouveau ou voyez le comptable.",
    ),
    "FEC_DATE_NAME": (
        "The file name says {named} and the entries end on {last}; check that this is the right year.",
        "Le nom du fichier dit {named} et les écritures s’arrêtent le {last} ; vérifiez l’exercice.",
    ),
    "FEC_SIDE": (
        "{count} line(s) have both a debit and a credit, or a negative amount; their difference was taken.",
        "{count} ligne(s) ont débit et crédit, ou un montant négatif ; la différence est prise.",
    ),
    "FEC_SWAPPED": (
        "Sales stand in debit: debit and credit look swapped; check the export before trusting the balances.",
        "Les ventes sont au débit : débit et crédit semblent inversés ; vérifiez l’export avant de vous fier "
        "aux soldes.",
    ),
    "FEC_EXCLUDED": (
        "Accounts {value} (invoices to be issued, advances) are apart: {amount}; look at them by hand.",
        "Les comptes {value} (factures à établir, avances) sont à part : {amount} ; voyez-les à la main.",
    ),
    "COLLECTIVE_ACCOUNT": (
        "“{value}” looks like a collective account; its balance {amount} is shown and never chased, "
        "a person must look.",
        "« {value} » semble un compte collectif ; son solde de {amount} est montré et jamais relancé, "
        "à voir par une personne.",
    ),
    "UNEXPLAINED": (
        "“{value}”: {amount} of the balance cannot be tied to dated invoices; it is not chased, a person must look.",
        "« {value} » : {amount} du solde ne se rattachent à aucune facture datée ; non relancé, "
        "à voir par une personne.",
    ),
    "DOUBTFUL": (
        "“{value}” has lines on a doubtful account (416): {amount}; decide whether reminders still make sense.",
        "« {value} » a des lignes en compte douteux (416) : {amount} ; voyez si une relance a encore un sens.",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_FILE, **_LAYOUT, **_VALUES, **_LEDGER, **BANK, **EINVOICE, **BOOKS}
