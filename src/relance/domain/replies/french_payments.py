"""How customers say in French that a payment is made. Patterns read the plain form: small letters, no accents."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.rules import Rule, words

# up to three words between an auxiliary and its participle, none of which denies it
_BETWEEN = (
    r"(?: (?!pas\b|jamais\b|non\b|rien\b|plus\b|etre\b|aucun|que\b|si\b|sera\b|seront\b|va\b|a\b|le\b|"
    r"du\b)[\w']{1,20}){0,3}"
)
_HAS = (
    r"(?:j'ai|ai|a|avons|ont|avait|avaient|avions|as|avez|l'a|l'ai|l'avons|l'ont|vous a|est|sont|etait|etaient|"
    r"s'est)"
)
_PAID = (
    r"(?:regle|paye|acquitte|solde|vire|verse|honore|apure|rembourse|liquide|mandate|ordonnance|preleve|debite|"
    r"encaisse)"
)
_PAID_AS_WRITTEN = r"(?:regler|payer|virer|paiye|reglee|payee)"  # “sa a été payer”
_MONEY = (
    r"(?:virements?|paiements?|payements?|reglements?|cheques?|chq|versements?|mandats?|mandatement|prelevements?|"
    r"transferts?|transfert|telereglement|lcr|traite|lettre de change|effet|especes|somme|fonds|argent|vir\b|paypal|"
    r"mensualite|acompte|ordre de virement|montant|necessaire)"
)
_DONE = (
    r"(?:effectue|execute|envoye|parti|fait|passe|emis|realise|expedie|poste|depose|remis|transmis|adresse|debite|"
    r"encaisse|credite|lance|valide|donne|preleve|honore|initie|mis en (?:paiement|reglement|banque)|transfere|"
    r"ordonne|"
    r"regle|paye|vire|verse|procede|declenche|libere|mandate|ordonnance|saisi|sorti|mis a la poste|mis au courrier|"
    r"recu|fe\b)"
)

_WILL_BE = words(  # of what is not done yet
    r"(?:sera|seront|serait|va|vont|devrait|devra|doit|doivent|soit|soient|pourra|peut|aura|auront|aurez|aurons)"
    r"(?: (?!avoir)[\w']{1,15}){0,3} (?:etre )?(?:" + f"{_PAID}|{_DONE})",
    r"avant de (?:proceder|payer|regler)",
    r"(?:programme|planifie|prevu|ordonnance)\w* pour",
)
_NOT_DONE = words(
    rf"(?:pas|jamais|non|pas encore|aucun)(?: (?:encore|ete|toujours|pu|etre|vous|etait)){{0,3}} (?:{_PAID}|{_DONE})",
    r"aucun (?:paiement|reglement|virement)",
    r"im?paye",
    r"si (?:vous|nous|j|on|elle|il|le|la|votre|notre)[\w' ]{0,30}(?:recu|paye|regle)",
    r"(?:quand|lorsque|des que|une fois que|tant que|apres que|jusqu'a ce que)\b[\w' ]{0,40} (?:paye|regle|vire|"
    r"encaisse|recu)",
    r"(?:de|d') nous (?:avoir|etre) paye",
)
ALREADY_PAID: Final = (
    # “nous avons réglé”, “a été payée”, “je vous ai déjà viré”
    Rule(
        "already_paid",
        (
            words(
                rf"{_HAS}{_BETWEEN} {_PAID}(?:e|s|es)?\b",
                rf"(?:ai|avons|l'ai|deja|viens de|venons de) (?:deja |tout |vous |bien |le |la |les |de |"
                rf"l'){{0,3}}{_PAID_AS_WRITTEN}(?:e|s|es)?\b",
                rf"(?<!pas )(?<!encore )(?<!jamais )(?<!aura )(?<!auront )(?<!avoir )(?<!toujours )ete (?:bien |"
                rf"deja )?"
                rf"(?:{_PAID}|{_PAID_AS_WRITTEN})(?:e|s|es)?\b",
            ),
        ),
        unless=words(
            r"(?:quand|lorsque|des que|une fois que?|tant que|apres que|jusqu'a ce que|si)\b[\w' ]{0,40} (?:paye|"
            r"regle|vire)",
            r"(?:notre|nos|mon|mes) (?:client|locataire|donneur)[\w' ]{0,30}(?:paye|regle|vire)",
            r"(?:est|sont|serait|etait) (?:\w+ )?(?:regle|paye|solde)e?s? (?:quand|des que|une fois)",
            r"(?:avez|a) (?:ete )?(?:mal|trop|doublement) (?:debite|preleve)",
        ),
    ),
    # “déjà réglée”, “payé le”, “réglée par chèque”, “PAYEE”, “soldée depuis”
    Rule(
        "already_paid",
        (
            words(
                rf"deja (?:ete )?{_PAID}",
                rf"(?:{_PAID}|paiye)(?:e|s|es)? (?:le \d|ce (?:jour|matin|midi|soir)|par |en (?:especes|liquide|"
                rf"ligne|"
                rf"totalite|"
                r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|date|cb|carte|"
                r"main)|"
                r"depuis|hier|avant hier|via|cb\b|cheque|lundi|mardi|mercredi|jeudi|vendredi|la semaine|a l'instant|"
                r"aujourd'hui|au livreur|comptant|a la livraison|a la commande|sur (?:place|votre)|il y a|y a)",
                rf"(?:deja |tout |bien )?(?:{_PAID})(?:e|s|es)?(?: (?:merci|ok|ce jour))?[ .!]{{0,3}}$",
            ),
        ),
        unless=words(
            rf"(?:pas|jamais|non|sera|serai|seront|serez|serons|etre|rien|plus|va|doit|serait)(?: (?:encore|ete|"
            rf"tout|bien|"
            rf"etre)){{0,2}} (?:{_PAID})",
            r"nous ne (?:l'avons|avons)|(?:quand|une fois|des que|tant que|si)\b[\w' ]{0,40} (?:paye|regle|vire)",
            r"(?:me|vous|nous|je|on|le|du|un|au|de|votre|notre|son) (?:regle|paye|solde|verse|vire)\b",
        ),
    ),
    # “virement effectué hier”, “le chèque est parti”, “nous avons procédé au règlement”, “mandat transmis”
    Rule(
        "already_paid",
        (words(_MONEY), words(rf"{_DONE}(?:e|s|es)?\b")),
        unless=words(
            _WILL_BE.pattern, _NOT_DONE.pattern,
            r"(?:a|pour|de|d'|etre|sera|seront|va|vont|le|vous|nous|je|on) (?:fait|passe|lance|valide|depose|poste|"
            r"recu)\b(?<!est )",
            r"(?:bien |nous avons |j'ai |avons bien )recu (?:votre|vos|ce|la)|(?:pas|jamais|rien) (?:\w+ )?recu",
            r"fait (?:savoir|suite|etat|defaut|face)|qui nous est fait|recu (?:votre|vos|la|une|ce|un) ",
            r"(?:retourne|rejete|bloque|suspend|gele|refuse)\w*",
            r"(?:notre|la|une|votre|en) regle\b|(?:compta|comptable|direction|tresorerie|service|banque|siege|"
            r"mairie|il|elle) (?:\w+ )?(?:lance|passe|valide|poste|depose|envoie|procede|emet)\b|plus (?:fait|"
            r"effectue|realise|assure)|jamais|ferez partie|sera |prochain|(?:travail|travaux|prestation|pose|"
            r"service) (?:\w+ )?(?:effectue|"
            r"fait|realise|execute)|reserves?|satisf|depart d|passe (?:au|a la) |signe \w+ et|avant (?!hier)|"
            r"mal (?:fait|passe)|fait constater|"
            r"facture emise|"
            r"factures? (?:transmise|envoyee|adressee|recue)",
        ),
    ),
    # the same words in the past with an auxiliary: “a été fait”, “a bien été passé en paiement”
    Rule(
        "already_paid",
        (
            words(
                rf"{_HAS}{_BETWEEN} (?:fait|effectue|envoye|passe|procede|emis|depose|poste|remis|lance|adresse|"
                rf"donne|"
                rf"transmis|"
                rf"execute|expedie|transfere|valide)(?:e|s|es)?(?: (?!aucun)[\w'°]{{1,20}}){{0,4}} {_MONEY}",
                r"(?:est|sont|etait) (?:bien |deja )?parti(?:e|s|es)? (?:en (?:paiement|reglement|virement)|hier|"
                r"ce matin|lundi|"
                r"mardi|mercredi|jeudi|vendredi|le \d|aujourd'hui|de chez|de notre)",
                r"(?:paiement|virement|reglement|cheque) (?:est |deja |bien ){0,3}partie?s?\b",
            ),
        ),
        unless=words(r"pas (?:encore |ete )?(?:fait|effectue|envoye|procede|emis)|(?:aura|auront|sera) "),
    ),
    # “c'est fait”, “c parti ce matin”, “c'est payé”
    Rule(
        "already_paid",
        (
            words(
                r"(?:c'est|c|ca y est c'est|cest|c'etait|ca a ete|sa a ete) (?:deja |bien |enfin |tout ){0,2}(?:fait|"
                r"parti|paye|"
                r"regle|vire|bon pour le (?:virement|paiement)|envoye|solde|dans (?:la boite|le courrier))",
                r"(?:fait|parti|envoye)(?:e|s)? (?:hier|ce matin|ce jour|aujourd'hui|a l'instant|lundi|mardi|"
                r"mercredi|"
                r"jeudi|"
                r"vendredi|le \d)",
            ),
        ),
        unless=words(
            r"pas\b|(?:n'est|ne sont|n'etait) plus|(?:sera|seront|etre|va|facture|factures|relance|mail|courrier|"
            r"commande) (?:\w+ )?(?:fait|envoye|"
            r"parti)"
            r"|votre (?:facture|mail|courrier|relance)|constate|colis|marchandise"
        ),
    ),
    # “je viens de payer”, “nous venons de procéder au règlement”, “votre compte a été crédité”
    Rule(
        "already_paid",
        (
            words(
                r"(?:viens|venons|vient) (?:juste )?(?:de |d')(?:vous |la |le |les )?(?:payer|regler|virer|solder|"
                r"acquitter|verser|envoyer (?:le|un|votre|la somme)|"
                r"(?:faire|effectuer|proceder|passer|lancer|emettre|poster|deposer|"
                r"signer)(?: [\w']+){0,2} (?:virement|reglement|paiement|cheque|versement|necessaire)|(?:valider|"
                r"confirmer|autoriser|signer) "
                r"(?:le|votre|un|l'ordre de) (?:virement|paiement|reglement))",
                r"(?:compte|banque) (?:a|avait|l'a) (?:bien |deja |ete ){0,2}(?:credite|execute|debite|vire)|"
                r"banque a (?:bien )?(?:execute|effectue|passe|traite)|a jour (?:de|dans) (?:nos|mes|notre|"
                r"tous) (?:reglement|paiement)",
                r"(?:virement|paiement|reglement) (?:fe|fait|effectue|ok)(?:e|s)? (?:ce|hier|lundi|mardi|mercredi|"
                r"jeudi|vendredi|le \d|aujourd|a l')",
            ),
        ),
        unless=words(r"pas (?:encore )?(?:ete )?(?:credite|execute|debite|fait)|sera|avoir"),
    ),
    # hurried: “jai deja payé”, “c regler”; the money is on its way or was seen: “au courrier”, “sur notre relevé”
    Rule(
        "already_paid",
        (
            words(
                r"(?:jai|g|ge|j|ont a|on a|c|cest|sa) (?:deja |bien |tout |ete ){0,3}(?:regle|paye|payer|regler|vire|"
                r"virer|envoye|fait le virement)(?:e|s|es)?\b",
                r"(?:cheque|reglement|paiement|virement|argent)[\w' ]{0,15} (?:est|sont|"
                r"deja) (?:\w+ )?(?:au courrier|"
                r"a la poste|en route|en chemin|chez vous|sur votre compte|dans votre boite|arrive|parti|passe|"
                r"sorti)e?s?\b",
                r"(?:l'avez|vous l'avez|avez) (?:deja |bien )?(?:eu|recu|touche|encaisse)\b(?! (?:votre mail|"
                r"la fact))",
                r"(?:recu|touche|percu) [\w €.,]{1,20}de (?:notre|ma|mon) part|(?:figure|apparait|visible|pointe|"
                r"debite)\w* (?:bien )?(?:sur|au debit de) (?:notre|votre|vos|nos|mon|le) (?:releve|compte)",
                r"(?:recu|avons|ai) quittance|(?:objet|par|fait) (?:d\')?une compensation|releve joint|(?:apparait|"
                r"figure) (?:bien )?sur|(?<!la )(?<!une )(?<!votre )(?<!cette )lettree?s?\b(?! de)|"
                r"compense[es]*\b (?:avec|par)|(?:avons|ai|a ete|est) compense|"
                r"swift (?:de|du)|(?:vise|"
                r"pris en charge|accepte)\w* par (?:le comptable|la tresorerie|la paierie|le tresor)|"
                r"en date du [\w /]{3,20}(?:reglee?|payee?|soldee?)|affaire (?:reglee|classee|soldee)|"
                r"paiement en ligne fait|deja (?:fait|parti|envoye|effectue|vire|debite|encaisse|preleve|"
                r"traite)e?s?\b",
            ),
        ),
        unless=words(r"pas\b|jamais|sera|merci de (?:lettrer|pointer)\w* (?:la|votre) |non\b|rien\b|votre (?:relance|"
                     r"mail|facture) (?:est )?deja|recu (?:votre|vos|un avis|une relance)|colis|marchandise|"
                     r"commande"),
    ),
    # “avis d'opéré”, “preuve de virement ci-jointe”, “a quitté notre compte”, “vous devriez l'avoir reçu”
    Rule(
        "already_paid",
        (
            words(
                r"avis d'(?:opere|execution|operation)|avis de (?:virement|debit|paiement)",
                r"(?:preuve|justificatif|confirmation|attestation|bordereau|recu|ordre|copie|trace|releve)s? (?:de |"
                r"du |d'un |d'|bancaire )"
                r"(?:ce |notre |mon |votre )?(?:virement|paiement|reglement|versement|cheque|carte|encaissement)",
                r"(?:quitte|sorti|debite|parti)\w* (?:de )?(?:notre|mon|nos|mes) (?:compte|banque)",
                r"(?:devriez|avez du|auriez du) (?:deja |bien )?(?:l'avoir |en avoir |avoir )?(?:recu|recevoir)",
                r"vous avez (?:deja |bien |d'ailleurs )?(?:encaisse|recu (?:notre|mon|le) (?:virement|paiement|"
                r"reglement|cheque))",
                r"(?:fait l'objet|a ete l'objet) (?:d'un|de) (?:reglement|paiement|virement|versement|cheque|"
                r"prelevement)",
                r"(?:nous sommes|je suis|tout est|compte est|on est|nous etions) (?:\w+ )?(?:a jour|en regle|"
                r"quittes)",
                r"(?:plus rien|ne (?:vous )?(?:devons|dois) plus|plus redevable)",
                r"votre (?:compte|facture) (?:est|a ete|apparait|figure|ressort) (?:\w+ )?(?:solde|regle|paye|"
                r"a zero)",
                r"(?:apparait|figure|ressort|notee?|enregistree?|pointee?)(?: \w+){0,2} (?:comme )?(?:deja )?(?:paye|"
                r"regle|solde|acquitte)",
                r"(?:en date|valeur|debit) (?:du|le) [\w /]{3,20} (?:au debit|debite)",
                r"reglement(?:s)? (?:deja |vous )?(?:est |sont |a ete |vous est )?(?:deja )?parvenu|croise",
                r"(?:mon|notre|le) (?:virement|cheque|paiement|reglement) (?:du|de|date du|en date du) (?:le )?(?:\d|"
                r"lundi|mardi|mercredi|"
                r"jeudi|vendredi)",
                r"(?:paiement|virement|reglement|cheque|prelevement) (?:en date )?du \d",
            ),
        ),
        unless=words(
            r"(?:envoyez|envoyer|fournir|transmettre|communiquer|adresser|merci de|pouvez vous|pourriez|besoin|"
            r"sur presentation)"
            r"[\w' ]{0,40}(?:preuve|justificatif|releve|copie|recu|confirmation) (?:de|du)",
            r"(?:sera|seront|aura lieu|interviendra|prevu|programme|prochain|prochaine|lot|campagne|etre regle|"
            r"figure dans|partira|passera|seront|ferez|train)",
            r"pas |jamais ",
        ),
    ),
)  # fmt: skip
