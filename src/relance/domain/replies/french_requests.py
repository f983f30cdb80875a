"""How customers ask in French for time, or name another person."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.rules import Rule, words

_PAY = r"(?:regler|payer|solder|virer|verser|acquitter|honorer|rembourser|effectuer|proceder|faire face)"

MORE_TIME: Final = (
    # a delay, a later due date
    Rule(
        "more_time",
        (
            words(
                r"(?:client|clients|donneur d'ordre|locataire|maitre d'ouvrage)s?(?: \w+)? (?:ne |"
                r"n')[\w' ]{0,20}pas (?:encore |toujours )?(?:ete )?(?:paye|regle|verse|vire)|(?:attendre|"
                r"patienter) (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
                r"decembre|un peu|le \d|la fin|encore|quelques|une semaine|\d)|(?:delai de grace|ne (?:pourr|peu|"
                r"pouv)\w+ (?:\w+ ){0,2}(?:regler|payer|solder|virer|verser) (?:qu'|que )(?:a|apres|en|fin|debut|le|"
                r"la|au|partiel|dans|lorsque|quand|si|\d|une partie))|(?:un|du|de|d'un|quelques|ce|le|"
                r"votre) (?:petit |court |leger |bref |"
                r"nouveau )?delai (?:supplementaire|de paiement|de regl|de \d|de quelque|"
                r"jusqu|plus|svp|s'il|pour)|delais? (?:supplementaire|de paiement (?:supp|plus|jusqu))|rallonge|"
                r"sursis|moratoire|"
                r"(?:accord|laiss|demand|octroy|consent|sollicit|besoin|donn|obtenir|"
                r"avoir)\w*[\w' ]{0,30} (?:delais?\b|jusqu'|du temps|un peu de temps|"
                r"quelques (?:jours|semaines)|\d+ (?:jours|semaines|mois)|une semaine|un mois|quinze jours|"
                r"plus de temps|report|un echeancier|des facilites)",
                r"(?:decal|report|repouss|differ|recul|prolong|prorog|retard)\w* (?:\w+ ){0,3}(?:[dl]')?(?:echeance|"
                r"exigibilite|"
                r"paiement|reglement|date|delai|virement|prelevement|traite|"
                r"mensualite|facture|au \d|au mois|a plus tard|jusqu|a la|a fin|de \d|d'un|d'une|de quelques|"
                r"de quinze)|souffler|(?:laiss|accord|donn)\w*[\w' ]{0,20} (?:un|deux|trois|quelques|\d+) (?:mois|"
                r"semaines|jours)",
                r"(?:echeance|paiement|reglement|date|prelevement)[\w' ]{0,20} (?:decal|report|repouss|differ|"
                r"prolong)\w*",
                r"un peu de temps|encore (?:un peu|quelques jours|quelques semaines)|"
                r"jours? de plus|semaines? de plus|mois de plus|quelques (?:jours|semaines) (?:supplementaires?|"
                r"de plus|encore)",
            ),
        ),
        unless=words(r"(?:merci|remercio?n?s?|remercie|grand merci) (?:de|pour) votre patience|delai de livraison|"
                     r"retard de livraison|passe le delai|"
                     r"patient\w* depuis|assez patiente|reporte (?:le|la) (?:livraison|chantier)"),
    ),
    # instalments
    Rule(
        "more_time",
        (
            words(
                r"(?<!notre )echeancier|echelonn|etal(?:er|ement|e)\b|mensualis|mensualites?|facilites? (?:de|pour)|"
                r"(?:en|"
                r"par) (?:plusieurs|deux|trois|quatre|cinq|six|dix|\d{1,2}) "
                r"(?:fois|versements|echeances|mensualites|virements|cheques|paiements|parties|temps)|petit(?:s|es|"
                r"e)? (?:versements?|bouts?|sommes?|acomptes?|a petit)|"
                r"(?:€|euros?|eur|\d) ?(?:par|/|tous les|chaque|/ ?par) ?(?:mois|semaine)|chaque mois|tous les mois|"
                r"mois par mois|"
                r"plan (?:de paiement|d'apurement|de reglement)|fractionn|un peu (?:chaque|par|tous)"
            ),
        ),
        unless=words(r"abonnement|loyer|(?:nous |vous )?(?:avons|ai|est|a ete) (?:regle|paye|"
                     r"respect)\w*[\w' ]{0,20}(?:echeancier|mensualite)|"
                     r"prelev\w* (?:chaque|tous)|sont factur"),
    ),
    # cannot pay (now, at once, before)
    Rule(
        "more_time",
        (
            words(
                rf"(?:peux|peut|pouvons|pourrai|pourrons|pourrez|pourra|puis|sommes|suis|avons|ai|"
                rf"arriv\w+)(?: (?:malheureusement|helas|absolument))? (?:pas|plus|rien)"
                rf"(?: (?:en mesure|en capacite|les moyens|de quoi|encore|actuellement|tout|vous|de|d'|la|le|les|"
                rf"pour l'instant|a|en|immediatement|la tresorerie)){{0,5}} (?:{_PAY}|{_PAY[:-1]}|avant|plus|"
                rf"tout)\b)",
                r"(?:peux|peut|pouvons|pourrai|pourrons|pourra) (?:pas|rien) (?:avant|faire avant|plus tot|plus vite|"
                r"tout de suite|maintenant|payer|regler)",
                r"(?:pas|plus) (?:les moyens|les fonds|l'argent|la tresorerie|un sou|d'argent|de tresorerie|assez|"
                r"suffisamment|possible avant|de quoi|en mesure|avant (?:le|fin|la fin|debut|mi|plusieurs|un mois|"
                r"deux|trois|quelques|\d))|impossible (?:de|pour)[\w' ]{0,20} (?:regler|payer|honorer)|incapacite|"
                r"insolvab|"
                r"(?:quand|lorsque|des que|une fois que|apres que|attend\w*)[\w' ,]{0,50} (?:je serai|nous serons|"
                r"nous aurons ete|j'aurai ete|m'aura|nous aura|mon client|"
                r"notre client|nos clients|mes clients|nos propres|rentree|encaiss|deblo)[\w' ]{0,30}"
                r"|(?:depend|condition|suspendu)\w* (?:du|de|au|a) (?:paiement|reglement|deblocage|encaissement)",
            ),
        ),
        unless=words(r"tant que|litige|malfacon|livr|bon de commande|numero de commande|sans (?:numero|bon|la|votre|"
                     r"le)|avoir promis|engagement|conform|vous avez encaiss|"
                     r"avez deja|plus possible de|facture (?:n'|est)|differend|acceder|ouvrir|joindre|partie du"),
    ),
    # patience is asked for until a day
    Rule(
        "more_time",
        (words(r"patient\w* (?:encore )?(?:jusqu'|un\b|une\b|quelques|deux|trois|\d|quinze)"),),
        unless=words(r"merci (?:de|pour) votre patience|patient\w* depuis"),
    ),
    # patience is asked for
    Rule(
        "more_time",
        (words(r"patient(?:er|ez|ence)|quelques (?:jours|semaines) encore|compreh(?:ension)|bienveillance|"
               r"indulgence"),),
        unless=words(r"(?:merci|remercio?n?s?|remercie) (?:de|pour) votre patience|patient\w* depuis|assez patiente"),
        is_weak=True,
    ),
    # cash is short
    Rule(
        "more_time",
        (
            words(
                r"(?:difficult|souci|probleme|tension|manque|insuffisance|creux|impasse|galere|passe|periode|"
                r"situation|moment|mois|contexte|baisse)\w*[\w' ]{0,25} (?:tresorerie|treso\b|"
                r"financ\w+|difficile|delicat\w*|complique\w*|tendue?|d'activite|bancaire|economique|liquidite|"
                r"compliquee)",
                r"tresorerie[\w' ]{0,25} (?:tendue|difficile|delicate|fragile|a sec|serree|ne (?:nous |me )?perme|"
                r"insuffisante|au plus bas)|(?:redressement|sauvegarde|chomage|licenci)|"
                r"arret maladie|maladie|hopital|hospitalis|sans (?:revenu|salaire|emploi|travail)|au chomage|"
                r"controle fiscal|subvention|surendett|s'arranger|arrangement|fins? de mois (?:sont |"
                r"est )?(?:difficile|dur)|lourde? pour|trop (?:lourd|juste|serre)|a decouvert|"
                r"(?:ne )?(?:nous |me )?(?:permet|permettent) pas de (?:regler|payer|honorer)",
            ),
        ),
        unless=words(r"mandataire|liquidateur|declar\w* (?:votre|de) creance"),
        is_weak=True,
    ),
    # their own terms: 60 days, not due yet
    Rule(
        "more_time",
        (
            words(
                r"(?:payons|reglons|paie|paye|regle|payer|regler|paiement|reglement|reglements|conditions?|delais?|"
                r"echeances?|fournisseurs|contrat|accord|est|a)(?: \w+){0,6} (?:a |est de |sont de |de |est |: ?)?"
                r"(?:30|45|60|75|90|120) ?(?:j|jours?|jrs)\b(?: nets?| fin de mois| fdm| le \d+)?",
                r"(?:pas|non) (?:encore )?(?:echue?s?|exigible|arrivee? a (?:echeance|terme)|a echeance)|(?:30|45|60|"
                r"90) ?j(?:ours|rs)? (?:fin de mois|fdm|date|nets?|a compter)|"
                r"echeance (?:chez nous|selon nous|contractuelle|enregistree|convenue|prevue)[\w' ]{0,20} (?:au|le|"
                r"est|a) |n'(?:arrive|echoit|est due?)\w* (?:a echeance )?(?:que|qu')",
            ),
        ),
        unless=words(r"delai global|court a compter|depuis (?:plus de )?(?:30|45|60|90)|retard de|ete (?:regle|paye)|"
                     r"sous (?:30|45)|dans (?:les )?(?:30|45)|d'ici"),
    ),
    # “je touche mon salaire le 5”
    Rule(
        "more_time",
        (words(r"(?:touche|percoi|recoi|attend|rentr)\w*(?: (?:mon|ma|mes|notre|nos|un|une|la|le|des|l'|"
               r"mes))? ?(?:salaire|paie|paye|pension|retraite|allocation|rsa|prime|subvention|pret|"
               r"financement|aide|indemnite|rentree|deblocage|remboursement|vente|fonds|encaissement)"),),
    ),
)  # fmt: skip

WRONG_CONTACT: Final = (
    # not me, not here any more
    Rule(
        "wrong_contact",
        (
            words(
                r"(?:ne )?(?:travaill\w+|fais|fait|suis|est|faisons|fais|occupe|exerce|gere|sommes|appartien\w*|"
                r"intervien\w*) (?:plus|pas) (?:partie|dans|chez|au sein|en charge|le bon|la bonne|le gerant|"
                r"la gerante|gerant|"
                r"gerante|responsable|employe|salarie|moi qui|de mon ressort|le service|la personne|"
                r"votre (?:interlocut|contact|correspond)|du service|de la (?:compta|paie|gestion)|charge|"
                r"a la compta|"
                r"ici|en poste|votre|"
                r"comptable|president|client|le destinataire|des (?:facture|paiement|reglement|achat|fournisseur))",
                r"aucun (?:lien|rapport) avec (?:cette|la|votre|ce|le)|n'est plus (?:moi|lui|elle|nous)\b|"
                r"je suis (?:que )?(?:le|la|un|une|simple) (?:locataire|voisine?|salariee?|stagiaire|employee?|"
                r"secretaire|ancien\w*|fille|fils|femme|mari|veuve)\b|adressez vous a (?:mon|ma|notre|la|le|l'|m\b|"
                r"mme)|(?:cette|la presente) (?:boite|adresse)"
                r"[\w' ]{0,20} (?:est celle|n'est pas|est reservee|concerne)|pour les factures ?:|"
                r"je ne suis (?:pas|plus) (?!d'accord|content|satisf|sur\b|certain|en mesure|au bureau|disponible|"
                r"en capac|paye|encore|joignable|en possession|au courant|oppos|contre|redevable|de\b|tenu|"
                r"en etat|du tout|convaincu|presse|a jour|en retard|en position|oblige|favorable|encaiss|la pour)",
                r"(?:a|ai|avons|ont) (?:definitivement |bien )?quitte (?:l'|la |le |notre |cette |nos |ses |mes |"
                r"son )?(?!notre compte|mon compte)|(?:suis|est) parti\w* (?:de la|de l'|en retraite|a la retraite|"
                r"de cette)|"
                r"(?:depuis mon|suite a mon|apres mon|suite au|depuis le) depart|retraite depuis|en retraite|"
                r"a pris sa retraite|n'est plus (?:parmi|dans|chez|en|au|notre|la|employ|salari|ger)",
                r"(?:mauvais|mauvaise|pas (?:le bon|la bonne|au bon|a la bonne|les bons|le bons?)) (?:destinataire|"
                r"adresse|interlocut|personne|contact|numero|service|porte|boite|mail|email|correspondant|societe a)",
                r"vous (?:vous )?(?:etes )?tromp\w*(?! (?:de (?:montant|prix|tarif|produit|commande|quantite|facture|"
                r"compte)|dans|sur))|"
                r"erreur (?:de|sur|sur le|sur la|d'|dans le|dans l') ?(?:destinataire|personne|adresse (?:mail|"
                r"e mail|"
                r"email|electr)|interlocut|contact|numero de tel)",
                r"pas (?:moi|nous|mon service|notre service|de mon ressort|de notre ressort|"
                r"a moi)(?: \w+){0,3}(?:qui|"
                r"que|$)|(?:n'est|est) (?:pas|plus) (?:de )?(?:mon|notre) (?:ressort|service|competence)|"
                r"m'occupe (?:pas|plus)|occup\w* (?:pas|plus) (?:de|des|du)|(?:ne )?(?:gere|gerons|traite|"
                r"traitons) (?:pas|plus) (?:les|la|ce|cette|le)|plus (?:aucun lien|rien a voir|de lien)|"
                r"rien a voir avec|"
                r"(?:en charge|charge)e? (?:du|de la|des) (?:paiement|compta|reglement|facture|dossier|"
                r"fournisseur)\w* (?:est|c'est|sera|desormais)",
            ),
        ),
        unless=words(r"relance|colis|livre\b|livree|n'est plus en litige|pas moi qui (?:ai|avais) (?:commis|fait)|"
                     r"n'est pas (?:la bonne|le bon) (?:societe|prix|montant|reference|article|produit|modele)|"
                     r"(?:produit|article|reference)s? "),
    ),
    # write to someone else
    Rule(
        "wrong_contact",
        (
            words(
                r"(?:adress|envoy|transmett|dirig|renvoy|rediriger|ecri|faire parvenir|faites parvenir|orient|"
                r"destin)\w*(?: (?:desormais|dorenavant|directement|plutot|donc|a l'avenir|bien|toutes?|tous|vos|"
                r"votre|ces?|cette|cet|les|la|"
                r"le|factures?|relances?|courriers?|mails?|demandes?|messages?|rappels?|correspondances?|futures?|"
                r"prochaines?|vous|courrier|et)){0,6} (?:a |au |aupres |chez |vers )(?!nous\b|moi\b|notre attention|"
                r"mon attention|"
                r"jour|cette adresse|la facture|l'ordre)",
                r"(?:contacter|contactez|joindre|joignez|appelez|rapprocher|rapprochez|tourner|tournez|"
                r"voir directement|adresser a|adressez vous|adresser au|adresser plutot)(?: (?:vous|plutot|"
                r"directement|donc|desormais))*"
                r" (?:de |vers |a |au |notre|le|la|ma|mon|mme|madame|monsieur|m\.|mr|maitre|l'|son|sa)",
                r"(?:nouvel|nouveau|nouvelle|bon|bonne) (?:interlocut|contact|adresse|comptable|responsable|"
                r"correspondant|gerant|proprietaire|dirigeant)|remplace\w* (?:par|desormais)|(?:mon|ma|son|"
                r"notre) (?:success|remplac)|"
                r"(?:ne|n') ?(?:plus|pas) (?:m'|nous |me )(?:ecri|adress|contact|envoy|relanc)|ne m'(?:ecriv|envoy|"
                r"adress|contact)\w* plus|(?:adresse|boite|mail)[\w@.' -]{0,50} (?:n'est plus|plus (?:valable|utilis|"
                r"active|relev)|"
                r"obsolete|desactiv|va etre (?:ferm|supprim)|n'existe plus)|(?:voir|voyez)(?: \w+)? (?:avec |"
                r"directement avec |ca avec |aupres )(?!votre|vos\b|mon assur|elle|lui|le livreur|le transport)",
            ),
        ),
        unless=words(r"rib\b|iban|avoir\b|copie|duplicata|releve|(?:nous|me|m') (?:adress|envoy|transmett|contact)|"
                     r"(?:contact|adress|envoy|transmett)\w* (?:nous|moi)|prendra contact|livraison|technicien|"
                     r"commercial|"
                     r"pour (?:convenir|fixer|la reprise|venir)|vous (?:adress|envoy|transmett)\w* (?:le|un|notre|la|"
                     r"ci|en|par|copie|nos|ce)|bon de commande|adresse de facturation|a (?:l'attention|zero)|"
                     r"j'ai (?:transmis|envoye)|avons (?:transmis|envoye|adresse)|(?:je|nous) (?:vous )?(?:transm|"
                     r"adress|envo)|avoir rapidement|comptable public"),
    ),
    # died, sold, in liquidation, never a customer
    Rule(
        "wrong_contact",
        (
            words(
                r"deced|deces\b|defunt|succession|notaire|mort\b|liquidation judiciaire|liquidateur|"
                r"mandataire judiciaire|administrateur judiciaire|"
                r"(?:vendu|cede|ferme|quitte) (?:le|mon|notre|l'|la) ?(?:fonds|commerce|societe|entreprise|"
                r"restaurant|"
                r"magasin|affaire|activite|boutique)|(?:societe|entreprise|fonds|commerce|activite|affaire|boite|"
                r"magasin|restaurant)[\w' ]{0,25} (?:cede|vendu|repris|ferme|radie|dissou|liquid|n'existe plus|cesse|"
                r"transfer)\w*|cessation d'activite|cesse (?:son|notre|mon) activite|"
                r"n'existe plus|homonym|(?:connais|connait|connaissons) pas (?:cette|votre|ce|de|vous|monsieur|"
                r"madame|"
                r"m\.|mme)|jamais (?:ete )?(?:client|eu affaire|fait affaire|travaille avec|entendu parler|"
                r"rien (?:commande|achete))|"
                r"jamais rien (?:commande|achete)|inconnue? (?:a cette|ici|au|chez nous|dans notre)|pas client|"
                r"(?:ne )?(?:me |nous )concern\w* plus"
            ),
        ),
        unless=words(r"facture inconnue|livraison|litige|facture (?:est )?inconnue"),
    ),
)  # fmt: skip
