"""What each problem of an e-invoice says: key to (English, French); plain spaces become French ones later."""

# ruff: noqa: E501  (one sentence, one line, as long as it is)
from __future__ import annotations

_CONTAINER = {
    "NO_XML": (
        "The PDF holds no e-invoice (no XML inside, only the picture); enter the invoice by a CSV line, or export it as Factur-X, then attach this PDF with `relance attach`.",
        "Le PDF ne contient pas de facture électronique (pas de XML, seulement l’image) ; saisissez la facture par une ligne CSV, ou exportez-la en Factur-X, puis joignez ce PDF par `relance attach`.",
    ),
    "XML_AMBIGUOUS": (
        "The PDF holds {count} different e-invoices ({value}); import the XML file of the right one.",
        "Le PDF contient {count} factures électroniques différentes ({value}) ; importez le fichier XML de la bonne.",
    ),
    "AF_RELATIONSHIP": (
        "The PDF does not say what its file “{value}” is to it (AFRelationship, PDF/A-3): a customer’s platform will refuse it; have it made again, or take it as it is with --partial.",
        "Le PDF ne dit pas ce qu’est pour lui son fichier « {value} » (AFRelationship, PDF/A-3) : la plateforme du client le refusera ; faites-le refaire, ou prenez-le tel quel avec --partial.",
    ),
    "ENCRYPTED.pdf": (
        "The PDF opens only with a password; save it without one, or import its XML.",
        "Le PDF ne s’ouvre qu’avec un mot de passe ; enregistrez-le sans mot de passe, ou importez son XML.",
    ),
    "CORRUPT.pdf": (
        "The PDF is damaged and cannot be opened; download or export it again.",
        "Le PDF est endommagé et illisible ; téléchargez-le ou exportez-le de nouveau.",
    ),
    "TOO_BIG.pdf": (
        "The PDF is larger than any invoice may be ({what}); import its XML instead.",
        "Le PDF dépasse la taille admise pour une facture ({what}) ; importez plutôt son XML.",
    ),
    "UNSAFE_CONTENT.pdf": (
        "The PDF holds something that acts when it is opened ({value}): its data was read, but it is not kept to go with reminders; attach a plain PDF with `relance attach`.",
        "Le PDF contient de quoi agir à l’ouverture ({value}) : ses données sont lues, mais il n’est pas gardé pour les relances ; joignez un PDF simple par `relance attach`.",
    ),
    "DTD_FORBIDDEN.stylesheet": (
        "The file asks for a style sheet (XSLT), which is never fetched; ask its sender for the file without it.",
        "Le fichier demande une feuille de style (XSLT), qui n’est jamais chargée ; demandez le fichier sans elle à l’expéditeur.",
    ),
}

_MESSAGE = {
    "WRONG_MESSAGE.order": (
        "This is an order (“{value}”), not an invoice; nothing is owed by it. Import the invoice.",
        "C’est une commande (« {value} »), pas une facture ; rien n’est dû à ce titre. Importez la facture.",
    ),
    "WRONG_MESSAGE.other": (
        "This XML file is no invoice that is known (its root is “{value}”); CII, UBL, Factur-X and ZUGFeRD are read.",
        "Ce fichier XML n’est pas une facture connue (racine « {value} ») ; sont lus CII, UBL, Factur-X et ZUGFeRD.",
    ),
    "WRONG_MESSAGE.namespace": (
        "The root’s namespace is “{value}” where “{expected}” is expected: no platform takes this file; export it again in the present version.",
        "L’espace de noms de la racine est « {value} » au lieu de « {expected} » : aucune plateforme n’accepte ce fichier ; exportez-le de nouveau dans la version en vigueur.",
    ),
    "LIFECYCLE": (
        "Status {code} ({value}) of invoice “{other}”: it is noted, and a task is put on the work list where a person must act.",
        "Statut {code} ({value}) de la facture « {other} » : il est noté, et une tâche est ouverte si quelqu’un doit agir.",
    ),
    "LIFECYCLE.unread": (
        "This is a status message of a platform, but not about one invoice with a known status (“{value}”); look at it on the platform.",
        "C’est un message de statut d’une plateforme, mais pas sur une seule facture au statut connu (« {value} ») ; consultez-le sur la plateforme.",
    ),
    "TYPE": (
        "Type “{value}” is no invoice or credit note (a pro forma, for one, is owed by nobody); export the final invoice.",
        "Le type « {value} » n’est ni une facture ni un avoir (une pro forma, par exemple, n’est pas due) ; exportez la facture définitive.",
    ),
    "TYPE.corrective": (
        "A corrective invoice (type {value}) that names no invoice; if it replaces one, put that one on hold or credit it.",
        "Une facture rectificative (type {value}) qui ne nomme aucune facture ; si elle en remplace une, suspendez ou annulez celle-ci.",
    ),
    "MISSING.term": (
        "This value is missing, and no invoice goes without it; export the file again.",
        "Cette valeur manque, et aucune facture ne s’en passe ; exportez le fichier de nouveau.",
    ),
    "NUMBER": (
        "The number “{value}” is longer than {limit} characters; correct it.",
        "Le numéro « {value} » dépasse {limit} caractères ; corrigez-le.",
    ),
}

_VALUES = {
    "TOTALS": (
        "The total with VAT is {value}, but net and VAT make {expected} (rule BR-CO-15); correct the invoice, a wrong amount is never claimed.",
        "Le total TTC est {value}, mais HT et TVA font {expected} (règle BR-CO-15) ; corrigez la facture, un montant faux n’est jamais réclamé.",
    ),
    "TOTALS.payable": (
        "{value} are said to be payable, but the total less what was paid makes {expected} (rule BR-CO-16); correct the invoice.",
        "Le net à payer est {value}, mais le total moins ce qui est payé fait {expected} (règle BR-CO-16) ; corrigez la facture.",
    ),
    "SIGN.credit_note": (
        "A credit note of {amount} with {value} to be paid: its sign is not clear; correct it.",
        "Un avoir de {amount} avec {value} à payer : le sens n’est pas clair ; corrigez-le.",
    ),
    "CURRENCY.amount": (
        "The amount is in “{value}”, the invoice in {currency}; write both alike.",
        "Le montant est en « {value} », la facture en {currency} ; écrivez les deux pareil.",
    ),
    "DATE.format_102": (
        "“{value}” is not a date of format 102 (eight digits, 20260131; the file says {code}); export it again.",
        "« {value} » n’est pas une date au format 102 (huit chiffres, 20260131 ; le fichier dit {code}) ; exportez de nouveau.",
    ),
    "DUE_DATE.before": (
        "The due date {value} is before the invoice’s {issued} (rule BR-FR-CO-07); correct it.",
        "L’échéance {value} est avant la date de facture {issued} (règle BR-FR-CO-07) ; corrigez-la.",
    ),
    "DUE_DATE.odd": (
        "The due date {value} is before the issue date {issued} or more than ten years after; it was kept, check it.",
        "L’échéance {value} est avant la date d’émission {issued} ou plus de dix ans après ; elle est gardée, vérifiez-la.",
    ),
    "FUTURE": (
        "The invoice is dated {value}, which is to come; it was kept, check its date.",
        "La facture est datée du {value}, qui est à venir ; elle est gardée, vérifiez sa date.",
    ),
    "TERMS.words": (
        "No due date, but “{value}”: due on {expected}, marked as estimated; correct it by a list with due dates if needed.",
        "Pas d’échéance, mais « {value} » : due le {expected}, signalée comme estimée ; corrigez-la au besoin par une liste avec échéances.",
    ),
    "TERMS.unread": (
        "No due date, and “{value}” is not understood: the customer’s terms give it, check them.",
        "Pas d’échéance, et « {value} » n’est pas compris : les conditions du client la donnent, vérifiez-les.",
    ),
    "TERMS.none": (
        "The invoice has neither due date nor terms: the customer’s terms give it, check them.",
        "La facture n’a ni échéance ni conditions : celles du client la donnent, vérifiez-les.",
    ),
    "TERMS.instalments": (
        "Several due dates whose shares are not given or do not add up ({value}); all is taken as due on the last, {expected}.",
        "Plusieurs échéances dont les parts manquent ou ne font pas le total ({value}) ; tout est pris comme dû à la dernière, {expected}.",
    ),
}

_LEDGER = {
    "SELLER_MISMATCH": (
        "The seller is “{value}”, not {expected}: this is a purchase invoice, or another company’s; import the invoices that you sent.",
        "Le vendeur est « {value} », pas {expected} : c’est une facture d’achat, ou celle d’une autre société ; importez les factures que vous avez émises.",
    ),
    "SELLER_MISMATCH.unclear": (
        "Is “{value}” you ({expected})? The file and your settings do not tell; give yours with `relance settings siren=…`, then import it again.",
        "« {value} », est-ce vous ({expected}) ? Le fichier et vos réglages ne le disent pas ; indiquez le vôtre par `relance settings siren=…`, puis importez de nouveau.",
    ),
    "CUSTOMER.new": (
        "“{value}” was not known: account {code} is opened; if it is a customer that you have, give that one the SIREN before importing.",
        "« {value} » n’était pas connu : le compte {code} est ouvert ; si vous avez déjà ce client, donnez-lui le SIREN avant d’importer.",
    ),
    "CUSTOMER_AMBIGUOUS": (
        "Several customers have the SIREN {value} ({code}); correct the SIREN of those that are not meant, or name one of them in the invoice (BT-46).",
        "Plusieurs clients ont le SIREN {value} ({code}) ; corrigez celui des comptes qui ne sont pas visés, ou nommez-en un dans la facture (BT-46).",
    ),
    "CUSTOMER_AMBIGUOUS.name": (
        "Several customers are called “{value}” ({code}); give the one that is meant its SIREN, or name its code in the invoice (BT-46).",
        "Plusieurs clients s’appellent « {value} » ({code}) ; donnez son SIREN à celui qui est visé, ou nommez son code dans la facture (BT-46).",
    ),
    "SIREN.customer": (
        "The buyer has the SIREN {value}, but customer {code} ({other}) has {expected}; correct the one or the other.",
        "L’acheteur a le SIREN {value}, mais le client {code} ({other}) a {expected} ; corrigez l’un ou l’autre.",
    ),
    "SIREN.name": (
        "Customer {code} is called “{value}” too but has another SIREN: this is taken as another company, check it.",
        "Le client {code} s’appelle aussi « {value} » mais a un autre SIREN : c’est pris pour une autre société, vérifiez.",
    ),
    "CONFLICT.einvoice": (
        "{value} is known with {expected} of {other}, this file says {found} of {issued}; nothing was changed: an invoice that was sent is corrected by a credit note, or correct the list that it came from.",
        "{value} est connue pour {expected} du {other}, ce fichier dit {found} du {issued} ; rien n’est changé : une facture émise se corrige par un avoir, ou corrigez la liste d’où elle vient.",
    ),
    "IBAN_DIFFERS": (
        "{other} asks to be paid on an account ending {value}, which is not yours in force; it is not kept, find out where the file comes from.",
        "{other} demande le paiement sur un compte finissant par {value}, qui n’est pas le vôtre en vigueur ; il n’est pas gardé, vérifiez d’où vient le fichier.",
    ),
    "CREDIT_UNKNOWN": (
        "Credit note {value} is about invoice “{other}”, which is not known; it is kept on account, import the invoice.",
        "L’avoir {value} porte sur la facture « {other} », inconnue ; il reste sur le compte, importez la facture.",
    ),
    "NOT_SNAPSHOT": (
        "An e-invoice is one document, never a list of everything open: --snapshot was left aside.",
        "Une facture électronique est un seul document, jamais la liste de tout ce qui est ouvert : --snapshot est ignoré.",
    ),
}

EINVOICE: dict[str, tuple[str, str]] = {**_CONTAINER, **_MESSAGE, **_VALUES, **_LEDGER}
