"""What each problem of an XML file, an OFX file or an archive of statements says: key to (English, French)."""

# ruff: noqa: E501  (one sentence, one line, as long as it is)
from __future__ import annotations

XML: dict[str, tuple[str, str]] = {
    "NOT_XML": (
        "The file is not well-formed XML here; download it again from where it comes.",
        "Le fichier n’est pas du XML bien formé à cet endroit ; téléchargez-le de nouveau.",
    ),
    "HTML_PAGE": (
        "The file is a web page, probably an error or sign-in page saved by mistake; sign in and download the file again.",
        "Le fichier est une page web, sans doute une page d’erreur ou de connexion enregistrée par erreur ; connectez-vous et téléchargez le fichier de nouveau.",
    ),
    "DTD_FORBIDDEN": (
        "The file holds a document type (DOCTYPE), which may fetch or unfold other content and is never read; ask its sender for the file without it.",
        "Le fichier contient un type de document (DOCTYPE), qui peut aller chercher ou déplier d’autres contenus et n’est jamais lu ; demandez le fichier sans lui à l’expéditeur.",
    ),
    "DTD_FORBIDDEN.entity": (
        "The file uses an entity that it does not define; ask its sender for a file without it.",
        "Le fichier utilise une entité qu’il ne définit pas ; demandez un fichier sans elle à l’expéditeur.",
    ),
    "DTD_FORBIDDEN.include": (
        "The file asks to include another file (XInclude), which is never done; ask its sender for a whole file.",
        "Le fichier demande d’en inclure un autre (XInclude), ce qui n’est jamais fait ; demandez un fichier complet à l’expéditeur.",
    ),
    "TOO_DEEP": (
        "Elements stand inside one another deeper than in any genuine file; download it again.",
        "Les éléments sont imbriqués plus profondément que dans tout fichier authentique ; téléchargez-le de nouveau.",
    ),
    "TOO_BIG.xml": (
        "The XML file is larger than it may be ({what}); split it, or ask for shorter periods.",
        "Le fichier XML dépasse la limite ({what}) ; découpez-le, ou demandez des périodes plus courtes.",
    ),
    "ENCODING.declared": (
        "The file says that it is written in {encoding}, and byte {offset} is not; download it again without opening it in between.",
        "Le fichier se dit écrit en {encoding}, et l’octet {offset} ne l’est pas ; téléchargez-le de nouveau sans l’ouvrir entre-temps.",
    ),
    "ENCODING.unknown_xml": (
        "The file says that it is written in “{encoding}”, which is not known; ask for it in UTF-8.",
        "Le fichier se dit écrit en « {encoding} », qui est inconnu ; demandez-le en UTF-8.",
    ),
    "TRUNCATED.xml": (
        "The file stops before its end; it was cut, download it again.",
        "Le fichier s’arrête avant la fin ; il est coupé, téléchargez-le de nouveau.",
    ),
}

STATEMENTS: dict[str, tuple[str, str]] = {
    "WRONG_MESSAGE.camt": (
        "The file is “{value}”, not a bank statement; ask the bank for {expected}.",
        "Le fichier est « {value} », pas un relevé bancaire ; demandez à la banque un {expected}.",
    ),
    "WRONG_MESSAGE.none": (
        "The message holds a header and no statement; download it again, or ask the bank why it is empty.",
        "Le message a un en-tête et aucun relevé ; téléchargez-le de nouveau, ou demandez à la banque pourquoi il est vide.",
    ),
    "AMOUNT.large": (
        "“{value}” is larger than any amount taken here; check it with the bank.",
        "« {value} » dépasse tout montant accepté ; vérifiez-le avec la banque.",
    ),
    "SIGN.camt": (
        "“{value}” does not say whether money came in (CRDT) or went out (DBIT); ask the bank for a corrected file.",
        "« {value} » ne dit pas si l’argent est entré (CRDT) ou sorti (DBIT) ; demandez à la banque un fichier corrigé.",
    ),
    "CURRENCY.movement": (
        "The movement is in {value} and the account in {currency}; ask the bank which is right.",
        "Le mouvement est en {value} et le compte en {currency} ; demandez à la banque ce qui est juste.",
    ),
    "CURRENCY.balance": (
        "Balances in {value} are left aside, the account is kept in {currency}; check the last balance yourself.",
        "Les soldes en {value} sont laissés de côté, le compte est tenu en {currency} ; vérifiez vous-même le dernier solde.",
    ),
    "BALANCE.camt": (
        "The statement begins at {first}, its movements make {amount} and it ends at {last}: {value} is not explained, so nothing of it was taken; ask the bank for a complete file.",
        "Le relevé commence à {first}, ses mouvements font {amount} et il finit à {last} : {value} reste inexpliqué et rien n’en a été pris ; demandez à la banque un fichier complet.",
    ),
    "BALANCE.camt_unread": (
        "The statement begins at {first}, the movements that could be read make {amount} and it ends at {last}: {value} is missing, from the lines that could not be read.",
        "Le relevé commence à {first}, les mouvements lisibles font {amount} et il finit à {last} : il manque {value}, du fait des lignes illisibles.",
    ),
    "GAP.camt": (
        "The account {value} ended at {first} and this statement begins at {last}: a statement is missing between them; download that period too.",
        "Le compte {value} finissait à {first} et ce relevé commence à {last} : un relevé manque entre les deux ; téléchargez aussi cette période.",
    ),
    "BATCH_SUM.camt": (
        "The payments of this batch make {found} and the entry is {amount}; it is taken as one movement, to be matched by hand.",
        "Les paiements de cette remise font {found} et l’écriture est de {amount} ; elle est prise comme un seul mouvement, à rapprocher à la main.",
    ),
    "BATCH_SUM.missing": (
        "Some payments of this batch have no amount in the account’s currency; the entry of {amount} is taken as one movement, to be matched by hand.",
        "Des paiements de cette remise n’ont pas de montant dans la devise du compte ; l’écriture de {amount} est prise comme un seul mouvement, à rapprocher à la main.",
    ),
    "PENDING.camt": (
        "{count} movements are announced and not booked yet ({amount} in all); they are not counted as paid, import the next statement when they are booked.",
        "{count} mouvements sont annoncés et pas encore comptabilisés ({amount} en tout) ; ils ne sont pas comptés comme payés, importez le relevé suivant quand ils le seront.",
    ),
    "DATE.booking": (
        "{count} movements have no booking date, the first on this line; their value date is used.",
        "{count} mouvements n’ont pas de date d’écriture, le premier à cette ligne ; leur date de valeur est utilisée.",
    ),
    "WRONG_MESSAGE.ofx": (
        "The file has no <OFX> element; it is not an OFX statement, download it again.",
        "Le fichier n’a pas d’élément <OFX> ; ce n’est pas un relevé OFX, téléchargez-le de nouveau.",
    ),
    "WRONG_MESSAGE.qif": (
        "The file is QIF, which tells neither the account nor the order of day and month and is not read; download OFX, CAMT or CSV instead.",
        "Le fichier est au format QIF, qui ne dit ni le compte ni l’ordre du jour et du mois, et n’est pas lu ; téléchargez plutôt un OFX, un CAMT ou un CSV.",
    ),
    "WRONG_MESSAGE.card": (
        "This is a statement of a card or of investments ({value}), which holds no payments of customers; import the statement of the bank account.",
        "C’est un relevé de carte ou de titres ({value}), qui ne contient pas de règlements de clients ; importez le relevé du compte bancaire.",
    ),
    "BANK_ERROR": (
        "The bank answered with the error {code} ({value}) instead of a whole statement; download it again, or ask the bank.",
        "La banque a répondu par l’erreur {code} ({value}) au lieu d’un relevé complet ; téléchargez-le de nouveau, ou demandez à la banque.",
    ),
    "TRUNCATED.ofx": (
        "The file stops inside <{value}>; it was cut, download it again.",
        "Le fichier s’arrête à l’intérieur de <{value}> ; il est coupé, téléchargez-le de nouveau.",
    ),
    "CONFLICT.ofx": (
        "The bank says that this movement corrects or deletes “{value}”; enter the correction by hand, it is not taken.",
        "La banque dit que ce mouvement corrige ou supprime « {value} » ; saisissez la correction à la main, il n’est pas pris.",
    ),
    "PERIOD.ofx": (
        "The period begins on {first} and ends on {last}, before it begins; download the statement again.",
        "La période commence le {first} et finit le {last}, avant son début ; téléchargez de nouveau le relevé.",
    ),
    "PENDING.ofx": (
        "{count} movements are announced and not booked yet; they are not counted as paid.",
        "{count} mouvements sont annoncés et pas encore comptabilisés ; ils ne sont pas comptés comme payés.",
    ),
    "ACCOUNT.ofx": (
        "The statement does not name its account; say which account it is when you import it.",
        "Le relevé ne nomme pas son compte ; dites de quel compte il s’agit en l’important.",
    ),
    "BALANCE.none": (
        "The statement does not give both its balances; nothing tells whether a movement is missing, compare it with your account.",
        "Le relevé ne donne pas ses deux soldes ; rien ne dit s’il manque un mouvement, comparez-le avec votre compte.",
    ),
}

ARCHIVES: dict[str, tuple[str, str]] = {
    "UNSAFE_ARCHIVE.bundle": (
        "The archive holds an unsafe member “{value}” (a path outside, a link, a false size); unpack it yourself and give the files.",
        "L’archive contient un élément dangereux « {value} » (chemin extérieur, lien, fausse taille) ; dépaquetez-la vous-même et donnez les fichiers.",
    ),
    "TOO_BIG.archive": (
        "The archive unfolds to more than it may ({what}); unpack it yourself and give the files.",
        "L’archive dépliée dépasse la limite ({what}) ; dépaquetez-la vous-même et donnez les fichiers.",
    ),
    "TOO_BIG.nested": (
        "The archive holds another archive, “{value}”; unpack it yourself and give the files.",
        "L’archive en contient une autre, « {value} » ; dépaquetez-la vous-même et donnez les fichiers.",
    ),
    "TOO_MANY_FILES": (
        "The archive holds {count} files and {limit} are read at most; split it.",
        "L’archive contient {count} fichiers et {limit} sont lus au plus ; découpez-la.",
    ),
    "ENCRYPTED.archive": (
        "The archive is protected by a password; unpack it yourself and give the files.",
        "L’archive est protégée par un mot de passe ; dépaquetez-la vous-même et donnez les fichiers.",
    ),
    "EMPTY.archive": (
        "The archive holds no file; download it again.",
        "L’archive ne contient aucun fichier ; téléchargez-la de nouveau.",
    ),
}
