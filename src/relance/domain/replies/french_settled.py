"""More ways to say in French that a payment is made: by whom, how, what the bank shows."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.rules import Rule, words

_PAST_DAY = (
    r"(?:avant hier|hier|ce (?:matin|midi|jour|soir)|aujourd'hui|tout a l'heure|a l'instant|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|le \d|la semaine (?:derniere|passee)|"
    r"le (?:mois|week end) (?:dernier|passe)|il y a|y a|y'a|depuis|debut (?:de )?(?:mois|semaine)|en debut|"
    r"fin (?:du )?mois dernier)"
)
_NOT_YET = (
    r"(?<!comprends )(?<!comprenons )pas\b|jamais|rien\b(?! a)|aucun|ser[aeo]\w*|va |vont |vais |allons |demain|"
    r"prochain|si\b|quand|(?:n'est|ne sont|n'etait) plus|des que|lorsque|"
    r"avant de|doi[st]\b|doivent|devr\w+|pourr\w+|prevu|programm\w+|(?<!a la )commande|(?<!a la )livr|colis|"
    r"marchandise|travaux|facturee? deux"
)

SETTLED: Final = (
    # “fait avant-hier”, “expédié samedi”, “CB sur place”
    Rule(
        "already_paid",
        (
            words(
                rf"(?:fait|regle|paye|vire|verse|envoye|parti|poste|depose|effectue|passe|solde|acquitte|expedie|"
                rf"preleve|debite|encaisse)"
                rf"e?s? (?:\w+ ){{0,2}}{_PAST_DAY}",
                r"(?:cb|carte|especes|liquide|cash|cheque|paypal|virement|lydia|wero)\b[\w' ]{0,12} (?:sur place|"
                r"a la livraison|le jour|"
                r"lors d|au moment|au comptoir|au magasin|en magasin|au chauffeur|au livreur|au technicien|"
                r"main propre|a la caisse|a l'accueil|instantane)",
                r"(?:paye|regle|acquitte|solde)e?s? (?:\w+ )?(?:a (?:la )?(?:reception|livraison|commande|"
                r"reservation|l'enlevement|l'avance)|"
                r"lors d|le jour meme|au moment|d'avance|integralement|comptant|en une fois|en avance|rubis|cash|"
                r"en juillet|"
                r"en meme temps|dans les (?:delais|temps))",
                r"(?:deja )?(?:regle|paye|vire|solde)e?s? (?:de (?:notre|mon) cote|par (?:nos soins|mes soins|"
                r"le siege|notre|"
                r"mon|ma|nos|l'assurance|le proprietaire|l'affactur|le factor))",
                r"^(?:deja |bjr |bonjour )?(?:regler|payer|virer|paye|regle|vire|solde|acquitte|verse)e?s? (?:par|"
                r"en|avec|via|au|a|dans|chez|aupres|directement)\b|(?:paiement|virement|reglement|cheque|"
                r"versement)s? (?:\w+ )?(?:date|remonte)\b|(?:donne|remis|verse|laisse|paye|"
                r"regle)\w*[\w' €]{0,25} (?:en |de la )?(?:liquide|especes|cash|main propre)|"
                r"mis\w* a (?:votre )?disposition|(?:dette|creance)[\w' ]{0,12} (?:eteint|honor|apur)\w*|"
                r"(?:trouver\w*|verrez|voyez|vu) (?:\w+ )?(?:notre|mon|le|ce) (?:virement|paiement|reglement|"
                r"versement)|quittance|^(?:c'est |deja |bien |tout |"
                r"ok )?(?:effectue|execute|fait|regle|paye|parti|envoye|vire|solde|poste)e?s?(?: merci| ok|"
                r" deja)?[ .!]*$|"
                r"(?:virement|cheque|paiement|reglement|argent|somme|mandat|fonds)s? (?:vient|"
                r"viennent) (?:juste )?(?:de|d') ?(?:partir|passer|etre|sortir)|"
                r"(?:s'en (?:est|etait)|nous en sommes|m'en suis) (?:deja )?(?:charge|occupe|acquitte)|(?:nous|me|"
                r"m'|vous) (?:\w+ )?(?:sommes|suis) (?:\w+ )?"
                r"acquitte|(?:me|m'|nous|lui|leur) (?:en )?(?:avoir|etre) (?:deja )?(?:paye|regle|acquitte|vire)|"
                r"acquitte\w* de (?:cette|la|ma|notre|"
                r"l'integralite|ce)",
                r"(?:l'a|l'ai|l'avons|l'avais|l'avait|l'avions|l'avaient|les a|les ai|les avons|l'ont) (?:deja |"
                r"bien |tous? |toutes? |donc )?(?:regle|"
                r"paye|vire|solde|verse|envoye|"
                r"fait|poste|depose|remis|donne|encaisse|debite|preleve|acquitte)\w*",
            ),
        ),
        unless=words(
            _NOT_YET,
            r"avant (?!hier)|depart d|(?:je|j|on|nous|vous|vs|jvous|jvs|te|passe|le|la|les|ca|peux|peut) (?:vous |"
            r"vs |la |le |les |ca |nous ){0,2}(?:regle|paye|vire|solde|verse|passe|poste|depose|fait|"
            r"envoye|effectue)\b|d'etre|encaisser|signe\b|passe (?:au|a la|dans)\b",
            r"(?:ete|etait|est|sont|ai|avons|ont) (?:\w+ )?(?:envoye|depose|fait|"
            r"expedie)\w*[\w' ]{0,20}(?:reclamation|photo|mail|courrier)|"
            r"(?:reclamation|photo|mail|courrier|facture|relance|demande|message|appel|reserve|"
            r"avoir)s? (?:\w+ ){0,3}(?:fait|faite|envoye|depose|poste|"
            r"passe|effectue|parti|expedie)|votre (?:technicien|equipe|livreur|chauffeur|poseur)|vous (?:m'|nous |"
            r"l')?(?:avez|aviez) (?:fait|envoye|"
            r"depose|expedie)|intervention|en panne|merci de|renvoye|quitte|est passee?s? (?!en (?:banque|paiement|"
            r"compte))",
        ),
    ),
    # the bank or the books show it
    Rule(
        "already_paid",
        (
            words(
                r"(?:pass|figur|appar|vu|vois|debit|pointe|sort|visible|inscri)\w* (?:\w+ ){0,2}(?:sur|de|dans|"
                r"au debit de) (?:mon|notre|mes|nos|"
                r"votre|vos) (?:releve|compte|extrait|banque|livre de banque)",
                r"(?:argent|somme|montant|fonds|virement|paiement|cheque|reglement|prelevement|euros|"
                r"€)[\w' ]{0,20} (?:est|sont|a ete|ont ete|avait ete|a|ont|etait) (?:bien |"
                r"deja |aussi |tous )?(?:sorti|parti(?!r)|debite|quitte|preleve|encaisse|credite|verse|vire|envoye|"
                r"passe|pris|retire|transfere|touche|depose|porte|"
                r"recu par|arrive|enregistre|poste|remis)\w*",
                r"(?:logiciel|comptabilite|compta|systeme|grand livre|livres?|ecritures?|releves?|banque|extranet|"
                r"outil|service comptable|siege|tresorier\w*|"
                r"comptable)s? (?:\w+ ){0,2}(?:indiqu|confirm|affich|montr|mentionn|fait apparaitre|fait etat|"
                r"signal|m'assur|atteste|informe|dit|justifie)\w*"
                r"[\w' ,:]{0,40} (?:regl|pay|sold|vire|virement|acquitt|debit|paiement|preleve|mise? en paiement|"
                r"avoir (?:regle|paye))",
                r"(?:verifiez|controlez|regardez|pointez|consultez|voyez|cherchez)(?: [\w']+){0,3} (?:compte|releve|"
                r"encaissement|banque|ecriture|pointage|"
                r"livres|lettrage|credit|ecritures)",
                r"(?:avis|preuve|justificatif|confirmation|copie|capture|ordre|accuse|recepisse|bordereau|recu|"
                r"ticket|talon|souche|trace)s? (?:\w+ ){0,3}(?:d'opere|de virement|du virement|de paiement|"
                r"du paiement|"
                r"de debit|du debit|bancaire|de reglement|du reglement|de carte|cb\b|du cheque|de l'ordre|"
                r"du versement|de versement|de transfert|du transfert|de la banque)",
                r"(?:doublon|erreur) (?:\w+ ){0,3}(?:de|dans) (?:votre|vos) (?:relance|pointage|lettrage|imputation|"
                r"encaissement)|mal (?:impute|lettre|affecte)|"
                r"(?:impute|affecte|lettre|attribue|credite)\w* (?:\w+ )?(?:sur|a|au) (?:une? |le |la )?(?:autre|"
                r"mauvais)|relance[\w' ]{0,25}(?:sans objet|"
                r"n'a pas lieu|plus lieu|par erreur|obsolete|caduque|inutile|injustifie)|croise\w*|(?:vir|pay|regl|"
                r"vers)e\w*[\w' ]{0,12} (?:deux|2) fois",
                r"(?:fait l'objet|fait partie|inclus\w*|compris\w*|regroupe\w*|englobe\w*|figurait|"
                r"etait)(?: [\w']+){0,4} (?:dans|d'un|de|du|notre|au) (?:[\w']+ )?(?:virement|reglement|paiement|"
                r"cheque|versement|bordereau de paiement|lettrage|compensation)",
                r"(?:regle|paye|solde|apure|eteint)\w* par compensation|compens\w+ avec|(?:deduit|impute)\w* (?:de|"
                r"sur) (?:notre|votre|nos|vos)|"
                r"(?:factor|affactur\w+|subrogat\w+|huissier|liquidateur|mandataire)[\w' ]{0,30}(?:paye|regle|verse|"
                r"vire|encaisse)",
                r"compte (?:\w+ ){0,4}(?:est |ressort |presente |affiche )?a zero|en possession de (?:mon|notre|"
                r"votre) (?:cheque|reglement|paiement|argent|du\b)|dette (?:est |a ete )?(?:eteinte|apuree|soldee|"
                r"payee)|compte (?:est )?(?:solde|apure|a zero|a jour)|(?:dette|facture|creance) n'existe plus|"
                r"(?:rien|somme) (?:a|que (?:je|nous|l'on|on)) (?:ne )?(?:vous )?(?:devoir|doi\w* plus|dev\w* plus)",
            ),
        ),
        unless=words(
            r"(?<!comprends )(?<!comprenons )pas\b(?! lieu)|jamais|ser(?:a|ont|ait)\b|va |vont |demain|prochain|"
            r"des que|lorsque|quand |si\b|merci de (?:nous|m)|envoyez|besoin|pouvez vous (?:nous|me)"
            r"|pourriez|fournir|rejet|refuse|programme|prevu|avoir\b (?:de|n'|promis)|en cours|a recevoir|"
            r"aucun\b(?! ecriture)|rib\b|iban|livr|autre compte|nouveau compte|"
            r"trop (?:preleve|debite)|doit etre|devrait|preleve (?:a|sans|alors)|sans (?:mon|notre)|ferez|train de|"
            r"sous reserve"
        ),
    ),
)  # fmt: skip
