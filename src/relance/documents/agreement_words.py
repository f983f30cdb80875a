"""The words of the agreement letter, in French and English; `{}` is filled in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

AGREEMENT_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {
        "title": "Échéancier de paiement n°\u00a0{}",
        "subtitle": "valant reconnaissance de dette",
        "between": "Entre les soussignés",
        "creditor": "Le créancier",
        "debtor": "Le débiteur",
        "siren": "SIREN {}",
        "represented": "représenté par {}",
        "account": "Compte client {}",
        "object_title": "Objet de l’accord",
        "object": "Le débiteur et le créancier conviennent du règlement en plusieurs fois de ce qui reste dû "
        "sur les factures suivantes.",
        "invoice": "Facture",
        "issued": "Date",
        "due": "Échéance",
        "amount": "Montant TTC",
        "open": "Reste dû",
        "aside_line": "Part contestée, hors du présent accord",
        "total": "Somme objet de l’accord",
        "acknowledgement_title": "Reconnaissance de dette",
        "acknowledgement": "Par sa signature, le débiteur reconnaît devoir au créancier, au titre de ces factures, la "
        "somme de {} en principal.",
        "interrupts": "Cette reconnaissance interrompt la prescription (article 2240 du Code civil).",
        "interrupts_public": "Cette reconnaissance interrompt la prescription.",
        "by_hand": "À écrire de la main du débiteur (article 1376 du Code civil)\u00a0:",
        "in_words": "Somme en toutes lettres",
        "in_figures": "Somme en chiffres",
        "parts_title": "Échéancier",
        "rank": "Rang",
        "day": "Au plus tard le",
        "part": "Montant",
        "left": "Reste après paiement",
        "payments_title": "Paiements",
        "payments": "Chaque versement est crédité sur le compte du créancier au plus tard à sa date. Le débiteur peut "
        "payer par avance, en tout ou en partie. Les versements s’imputent sur le principal, l’échéance la plus "
        "proche d’abord.",
        "claims_title": "Pénalités et frais",
        "claims_running": "L’échéancier porte sur le principal. Les pénalités de retard continuent de courir sur le "
        "principal restant dû jusqu’à complet paiement\u00a0; l’indemnité forfaitaire pour frais de recouvrement "
        "reste due.",
        "claims_frozen": "L’échéancier porte sur le principal. À compter du lendemain du présent accord et tant qu’il "
        "est en vigueur, les pénalités de retard cessent de courir. Celles qui ont couru jusqu’à ce jour et "
        "l’indemnité forfaitaire pour frais de recouvrement restent dues. Si l’échéancier prend fin sans avoir été "
        "respecté, les pénalités courent de nouveau à compter du lendemain de ce jour.",
        "claims_waived": "L’échéancier porte sur le principal. Une fois qu’il aura été entièrement respecté, le "
        "créancier renoncera aux pénalités de retard et à l’indemnité forfaitaire pour frais de recouvrement de ces "
        "factures. À défaut, elles restent dues en totalité.",
        "breach_title": "Respect de l’échéancier",
        "kept": "Tant que l’échéancier est respecté, le créancier ne relance ni ne poursuit le débiteur pour ces "
        "factures.",
        "late": "Si un versement n’est pas crédité dans les {} qui suivent sa date, l’échéancier n’est plus respecté "
        "et le créancier peut reprendre ses relances.",
        "late_at_once": "Si un versement n’est pas crédité à sa date, l’échéancier n’est plus respecté et le "
        "créancier peut reprendre ses relances.",
        "acceleration": "Le créancier peut alors mettre le débiteur en demeure, par lettre recommandée avec avis de "
        "réception, de régler le versement manquant. Si cette mise en demeure, qui rappelle la présente clause, "
        "reste sans effet pendant {} à compter de sa réception, la totalité de la somme restant due devient "
        "immédiatement exigible (déchéance du terme).",
        "novation_title": "Portée de l’accord",
        "novation": "Le présent accord n’emporte pas novation\u00a0: les factures, leurs conditions et leurs garanties "
        "demeurent.",
        "aside": "La part contestée n’en fait pas partie\u00a0; chaque partie garde ses droits à son sujet.",
        "pay_first": "Premier versement, le {}",
        "return": "Merci de nous retourner l’un des deux exemplaires, daté et signé, avant le {}.",
        "return_mail": "Merci de nous retourner l’un des deux exemplaires, daté et signé, avant le {}, par courrier ou "
        "à {}.",
        "copies": "Fait en deux exemplaires originaux, un pour chaque partie.",
        "for_creditor": "Pour le créancier",
        "for_debtor": "Pour le débiteur",
        "mention": "Mention manuscrite «\u00a0Lu et approuvé, bon pour accord\u00a0»",
        "field_date": "Date",
        "field_name": "Nom",
        "field_function": "Fonction",
        "field_signature": "Signature",
    },
    "en": {
        "title": "Payment plan no. {}",
        "subtitle": "and acknowledgement of debt",
        "between": "Between the undersigned",
        "creditor": "The creditor",
        "debtor": "The debtor",
        "siren": "SIREN {}",
        "represented": "represented by {}",
        "account": "Customer account {}",
        "object_title": "Purpose",
        "object": "The debtor and the creditor agree that what is outstanding on the following invoices is paid in "
        "instalments.",
        "invoice": "Invoice",
        "issued": "Date",
        "due": "Due date",
        "amount": "Amount incl. tax",
        "open": "Outstanding",
        "aside_line": "Disputed part, not covered by this agreement",
        "total": "Sum covered by the agreement",
        "acknowledgement_title": "Acknowledgement of debt",
        "acknowledgement": "By signing, the debtor acknowledges owing the creditor {} of principal on these invoices.",
        "interrupts": "This acknowledgement interrupts the limitation period (article 2240 of the French Civil Code).",
        "interrupts_public": "This acknowledgement interrupts the limitation period.",
        "by_hand": "To be written in the debtor’s own hand (article 1376 of the French Civil Code):",
        "in_words": "Sum in words",
        "in_figures": "Sum in figures",
        "parts_title": "Instalments",
        "rank": "No.",
        "day": "No later than",
        "part": "Amount",
        "left": "Left after payment",
        "payments_title": "Payments",
        "payments": "Each instalment reaches the creditor’s account on its date at the latest. The debtor may pay "
        "early, in whole or in part. Payments are set against the principal, the nearest instalment first.",
        "claims_title": "Late interest and costs",
        "claims_running": "The plan covers the principal. Late interest goes on running on the principal outstanding "
        "until it is paid in full; the fixed indemnity for recovery costs remains due.",
        "claims_frozen": "The plan covers the principal. From the day after this agreement, and as long as it is in "
        "force, late interest stands still. Interest run so far and the fixed indemnity for recovery costs remain "
        "due. Should the plan end without having been kept, interest runs again from the following day.",
        "claims_waived": "The plan covers the principal. Once it has been kept in full, the creditor will give up the "
        "late interest and the fixed indemnity for recovery costs on these invoices. Otherwise they remain due in "
        "full.",
        "breach_title": "Keeping the plan",
        "kept": "As long as the plan is kept, the creditor neither reminds nor sues the debtor for these invoices.",
        "late": "If an instalment has not arrived within {} of its date, the plan is no longer kept and the creditor "
        "may send reminders again.",
        "late_at_once": "If an instalment has not arrived on its date, the plan is no longer kept and the creditor may "
        "send reminders again.",
        "acceleration": "The creditor may then summon the debtor, by registered letter with acknowledgement of "
        "receipt, to pay the missing instalment. If that formal notice, which recalls this clause, has "
        "remained without "
        "effect for {} from its receipt, the whole of the sum outstanding falls due at once.",
        "novation_title": "Scope",
        "novation": "This agreement is no novation: the invoices, their terms and their securities remain.",
        "aside": "The disputed part is not covered; each party keeps its rights concerning it.",
        "pay_first": "First instalment, {}",
        "return": "Please return one of the two copies, dated and signed, before {}.",
        "return_mail": "Please return one of the two copies, dated and signed, before {}, by post or to {}.",
        "copies": "Made in two originals, one for each party.",
        "for_creditor": "For the creditor",
        "for_debtor": "For the debtor",
        "mention": "Written by hand: “Read and approved, agreed”",
        "field_date": "Date",
        "field_name": "Name",
        "field_function": "Position",
        "field_signature": "Signature",
    },
}
