"""How customers contest an invoice in French, by reason. Patterns read the plain form: small letters, no accents."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.rules import Rule, words

_GOODS = (
    r"(?:marchandises?|materiels?|colis|commandes?|livraisons?|palettes?|cartons?|produits?|articles?|"
    r"pieces? (?!joint)|"
    r"machines?|equipements?|fournitures?|meubles?|bouteilles?|sacs?|lots?|rouleaux|tubes?|unites?|modeles?|camion|"
    r"transporteur|stock|references? manqu)"
)
_WORK = (
    r"(?:prestations?|travaux|chantier|interventions?|formations?|missions?|depannage|installation|entretien|"
    r"nettoyage|"
    r"maintenance|pose|montage|reparations?|service|tranche|etude|visite|seance|audit|site|developpement|projet)"
)
_NOT = r"(?:pas|jamais|plus|rien|aucun\w*|non|ni|toujours pas|guere)"
_BILL = r"(?:factures?|fact\b|pieces?\b|echeances?)"

DISPUTES: Final = (
    # the same thing billed or paid twice
    Rule(
        "dispute",
        (words(r"en double|doublon|(?:factur|compt|debit|prelev)\w*(?: [\w']+){0,4} (?:deux|2|trois) fois|(?:deux|2|"
               r"trois) fois (?:factur|la meme|le meme|cette prest)|double facturation|deja (?:ete )?factur|"
               r"double emploi|"
               r"meme (?:prestation|commande|livraison|intervention)|a nouveau factur|refactur"),),
        unless=words(
            r"(?:en |payer |regler |regl\w+ en )(?:deux|2) fois|(?:deux|2) fois (?:que je|qu'on|sans)|copie|"
            r"un double|"
            r"le double|"
            r"(?:vir|pay|regl|vers)e\w* (?:deux|2) fois|rembourser le doublon|"
            r"(?:relanc|rappel|dit|ecrit|appel|prevenu|signal|repond)\w*[\w' ]{0,20}(?:deux|2) fois|(?:deux|"
            r"2) fois (?:par mois|plus)"
        ),
        reason="already_paid",
    ),
    # no order number, no commitment number, Chorus Pro turns it down
    Rule(
        "dispute",
        (
            words(
                r"(?:bon|bons|numero|num|n°|no|reference|ref\.?|ref|numeros?|nos reference)s? (?:de |d'|du bon de |"
                r"du )?(?:votre |notre )?"
                r"(?:commande|engagement|marche|bc\b|po\b)",
                r"engagement juridique|code service|service executant|\bpo\b|\bbdc\b|\bbc\b|chorus|purchase order|"
                r"n° ?ej\b",
            ),
            words(r"manqu|absen|sans|figure|pas\b|obligatoire|rejet|precis|mention|indiqu|redit|reedit|redepos|"
                  r"deposer|erron|"
                  r"incorrect|faux|doit|fait defaut|bloqu|impossible|renseign|report|rappel|complet|ajout|oubli|"
                  r"aucun"),
        ),
        unless=words(r"(?:annul|resili)\w* (?:la|notre|cette|ma) commande|prix|tarif|conform\w* (?:a la|au)|livr|"
                     r"deposee sur chorus"
                     r"[\w ]{0,20}le \d"),
        reason="order_reference",
    ),
    # broken, faulty, badly done, sent back
    Rule(
        "dispute",
        (
            words(
                r"defectu|(?:presente|comporte|avec|malgre)\w* (?:\w+ )?(?:des |de nombreux |plusieurs |un |le |"
                r"les )?(?:defauts?|vices?|soucis|traces)\b|defaut (?!de paiement|de reglement)|defaillan|cass[ee]|"
                r"casses?\b|abim|endommag|deterior|"
                r"non conform|"
                r"malfacon|en panne|tombe\w* en panne|panne|fuit\b|fuient|fuites?\b|rouill|ecaill|fissur|moisi|"
                r"perime|"
                r"avari|inutilisab|"
                r"inexploitab|ray[ee]s?\b|decoll|dechir|tache[es]*\b|gondol|bacl|sabot|vice\b|vices\b|malpropre|"
                r"infiltr|"
                r"(?:fonctionn|march)\w* (?:pas|plus|mal|toujours pas|jamais)|ne (?:demarre|tient|s'allume|ferme)|"
                r"dysfonction|bug[gs]?\b|"
                r"mal (?:fait|pose|monte|execute|realise|coupe|imprime|soude|fini|peint|cable|installe|regle)|"
                r"ni fait ni a faire|"
                r"qualite|insatisf|pas (?:\w+ )?satisf|mecontent|pas (?:du tout )?conten|decus?\b|deception|"
                r"a refaire|"
                r"reserves? (?:non|emise|au|sur|formul|n'ont|toujours|lev|pas|ne sont|a la)|(?:emis|formule|"
                r"fait) des reserves|ray(?:ee?|ees|es|ures?)\b|reparer (?:vos|votre|les|vos)|vos erreurs|"
                r"lever? (?:les|des) reserves|(?:pas|jamais|non) (?:\w+ ){0,2}repar|"
                r"reparation|repris\w* (?:du |de la |des |le )?(?:materiel|marchandise|produit)|mauvais (?:etat|"
                r"travail|fonctionnement)|"
                r"(?:retourn|renvoy|retour)\w* (?:le |la |les |des |du |de |cette |tout |toute |ces )*(?:marchandise|"
                r"materiel|carton|produit|"
                r"article|piece|colis|machine|lot|appareil)|ne (?:sont|est|correspond\w*) pas conform|"
                r"pas conform\w* (?:au|a) (?:cahier|plan|"
                r"attent|echantillon|norme|devis|specif)|(?:pas|plus) (?:frais|fraiche|consommable|etanche|droit|"
                r"utilisable)|erreurs? d'impression|"
                r"pas (?:\w+ )?a la hauteur|sinistre|degats?\b|degrad|reclamation|sav\b|detein|floues?\b|usages?\b|"
                r"lamentable|honteu|catastroph|deplorable|"
                r"pourrie?s?\b|tordue?s?\b|mediocre|inond|cochon|trous?\b|trou[ee]e?s?\b|salete|bosse|(?:pas|"
                r"plus) (?:aux normes|propre|aligne|lisible)|loupe|rate[es]*\b|brulee?s?\b"
            ),
        ),
        unless=words(r"pas (?:en )?cause la qualite|en votre qualite|en qualite de|merci (?:de|pour) (?:la|"
                     r"votre) qualite|"
                     r"defaut de (?:tresor|provision)|retenue de garantie|retour (?:de|par) (?:mail|courriel|"
                     r"courrier)|panne informatique|"
                     r"notre (?:serveur|logiciel|informatique|systeme)|cautionnement|montant (?:non )?conform|"
                     r"sinistre (?:dans|chez|a|sur) (?:nos|nous|notre|mon|mes)|(?:cb|"
                     r"carte|cheque|especes)[\w' ]{0,20}(?:le jour|lors)"),
        reason="quality",
    ),
    # not delivered, not complete, not what was ordered
    Rule(
        "dispute",
        (
            words(
                rf"{_NOT}(?: (?:encore|toujours|ete|tous|toutes|bien|tout|etait|completement|entierement|"
                rf"integralement|la|le|les|de|"
                rf"nous|ete)){{0,4}} (?:livr\w+|arrive\w*|expedie\w*)",
                r"(?:livraison|commande|colis|palette|marchandise|livre\w*|materiel)[\w' ,]{0,40}(?:incomplet|"
                r"partiel|"
                r"manqu|perdu|egare|"
                r"en retard|hors delai|tardive|introuvable|moitie)",
                r"(?:livre\w*|livraison|recu\w*) (?:que |qu'|seulement |partiellement |incompletement |la moitie|"
                r"une partie|en retard|"
                r"trop tard|avec)[\w' ]{0,12}(?:\d|une|la moitie|partie|retard|semaine|jour|deux|trois|tard)",
                r"attend\w*(?: (?:toujours|encore|depuis|la|le|les|que|votre|vos|du|de|l'|reste|fin)){0,6} (?:la |"
                r"le |"
                r"les |vos )?(?:livraison|"
                r"livr|complement|marchandise|materiel|pieces? (?!joint)|commande|colis|solde de (?:la|"
                r"notre) commande|fin des travaux|fin du chantier)",
                rf"{_GOODS}[\w' ]{{0,30}}(?:attend|manqu)",
                r"manqu(?:e|ait|aient|ent|ant|ants|antes|ante|er)\b(?! (?:de |d'|le num|le n|la ref|la fact|votre|"
                r"une fact|le bon de comm|"
                r"la mention|du num|la piece j|juste|un peu|le rib|plus que))",
                r"rien (?:\w+ |n'a |n'a ete ){0,2}(?:ete )?(?:recu|livre|vu (?:venir|arriver)|eu\b)",
                r"(?:ne|n')[\w' ]{1,25} (?:pas|jamais)(?: \w+){0,2} (?:recu|eu) (?:la |le |les |cette |ce |l'|ma |"
                r"nos |notre |de |votre |aucun\w* )?"
                + _GOODS,
                rf"{_GOODS}[\w', ]{{0,40}} (?:pas|jamais)(?: (?:encore|ete|toujours|bien)){{0,3}} (?:recue?s?|"
                rf"parvenue?s?|eue?s?|arriv\w*|venue?s?)",
                r"n'est (?:pas|jamais)(?: \w+)? (?:celui|celle|ce) (?:que|qui)(?: \w+){0,4} command|"
                r"ne (?:correspond|sont)\w* pas (?:a ce que|a (?:la|notre|ma) commande|a ce qui)|pas ce (?:que|"
                r"qui)(?: \w+){0,4} command",
                r"(?:mauvais|mauvaise|pas le bon|pas la bonne|erreur de|pas les bons?|pas les bonnes) (?:produit|"
                r"article|reference|modele|materiel|livraison|"
                r"marchandise|taille|couleur|coloris|piece|quantite livr)",
                r"(?:technicien|ouvrier|equipe|intervenant|poseur|plombier|chauffeur|livreur|personne|"
                r"commercial)s?[\w' ]{0,20} (?:pas|jamais) (?:re)?(?:venu|passe|intervenu)",
                r"(?:prestation|formation|intervention|livraison|seance|reunion|visite|"
                r"mission)[\w' ]{0,30} (?:annulee? par (?:vos|vous|votre)|non (?:effectu|realis|livr|assur)\w*)",
            ),
        ),
        unless=words(
            r"(?:bon|bons|bl|preuve|bordereau)s? (?:de livraison|signe)\w*[\w' ]{0,20}(?:manqu|svp|s'il)",
            r"(?:numero|n°|bon|reference|mention|engagement)[\w' ]{0,20}(?:manqu|absen)|"
            r"manqu\w*[\w' ]{0,12}(?:numero|"
            r"n°|bon de|reference|mention)",
            r"manque de (?:tresor|liquid|temps|personnel)|(?:facture|duplicata|copie|piece jointe|pj|page|releve|"
            r"justificatif)[\w' ]{0,12}manqu",
            r"manqu\w* (?:la|une|le|votre|cette) (?:facture|piece jointe|pj|page|copie|releve)|ne manquer",
        ),
        reason="delivery",
    ),
    # services that were not done, or not to the end
    Rule(
        "dispute",
        (
            words(_WORK),
            words(r"(?:pas|jamais|non|na jamais|aucun\w*|pas encore|inachev|incomplet|abandonn|en retard|partiel)"
                  r"(?: (?:encore|ete|toujours|ete entierement|tous|totalement|entierement|completement)){0,4}(?: |"
                  r"\b)"
                  r"(?:eu lieu|realis|effectu|termin|fini|achev|commenc|execut|fait|rendu|livr|assur|recept|repris|"
                  r"valid|tenu|abouti|$)",
                  r"inachev|abandonn|pas venu|jamais venu|jamais revenu|pas (?:re)?passe|en retard|tant que (?:le|la|"
                  r"les)"),
        ),
        unless=words(r"service (?:comptab|fact|fournisseur|achat|financ|client|recouvr)|panne|malfacon|repar|"
                     r"travail mal|conform"),
        reason="delivery",
    ),
    # price, quantity billed, discount, quotation
    Rule(
        "dispute",
        (
            words(
                r"(?:prix|tarifs?|montants?|total|taux|somme|cout|quantites?|unitaire|remises?|rabais|ristournes?|"
                r"escompte|promotion|promo|"
                r"frais|port\b|supplements?|majoration|heures|kilometr\w+|forfait|devis|indexation|hausse|"
                r"augmentation|tva|acompte|"
                r"abonnement|lignes?|bareme|revision|facturation)"
            ),
            words(
                r"erron|incorrect|inexact|faux|fausse|trop|eleve|superieur|different|(?:ne )?corresp\w* pas|"
                r"pas (?:celui|le bon|la bonne|celle|"
                r"bon|bonne|conform|appliqu|deduit|justifi|prevu|accept|valid|convenu|ete (?:appliqu|deduit|pris|"
                r"accept|prevu|valid|repris))|"
                r"oubli|non (?:prevu|accept|convenu|appliqu|deduit|justifi|conform|command)|"
                r"jamais (?:\w+ ){0,2}(?:accept|convenu|valid|prevu|demand|"
                r"signe|appliqu)|excessi|comprends? pas|comprenons pas|ecart|erreur|au lieu de?|abusi|aberrant|"
                r"exorbitant|gonfl|anormal|"
                r"ne (?:prevoi|figur|mentionn)\w*|(?:etait|etions|avions|avait|sommes|etait bien|"
                r"avons) (?:\w+ )?(?:convenu|negocie|fixe|accord|de \d|a \d|"
                r"d'accord|inclus|offert|gratuit)|contest\w* (?:le|la|les|ce|cette) (?:prix|tarif|montant|total|taux|"
                r"quantite|hausse|augmentation|frais)|(?:prix|tarif|montant|frais)[\w' ]{0,20} contest|n'a pas ete|"
                r"n'ont pas ete|n'est pas|ne sont pas|hors devis|hors contrat|"
                r"et non\b|depass|alors que|plus cher|deux fois plus|double du"
            ),
        ),
        unless=words(
            r"(?:livr(?!ee[ .,]|e[ .,]|es[ .,])|panne|malfacon|defectu|casse|abime)|(?:est|sera) (?:bien )?correct|"
            r"erreur (?:de|dans|sur) (?:saisie|virement)|montant est (?:\w+ )?(?:exact|juste)|(?:non|"
            r"pas) (?:discute|conteste)|"
            r"trop (?:lourd|juste|court|important pour|eleve pour (?:notre|ma|nous))|en (?:plusieurs|trois|deux|"
            r"\d) fois|tresorerie|"
            r"(?:regl|pay|vir|vers)\w+ (?:le |du |la )?(?:montant|somme|total)|conforme au devis|sauf erreur|"
            r"commande sans|"
            r"n'est pas (?:encore )?(?:paye|regle|contest|echu|due?\b|disponible)|n'a pas ete (?:regle|paye|recu)|"
            r"n'est pas (?:possible|la totalite)|"
            r"bon de commande|numero de tva|n° de tva|frais de recouvrement|40 ?€"
        ),
        reason="price",
    ),
    # billed more than ordered, too dear
    Rule(
        "dispute",
        (
            words(
                r"refus\w*[\w' €]{0,25}(?:frais|port\b|supplement|majoration|hausse|augmentation)|surfactur|"
                r"sur factur|trop percu|trop factur|factur\w* (?:en |de )?trop|trop cher|(?:pas|"
                r"jamais)[\w' ]{0,20} ce (?:prix|tarif|montant)|"
                r"(?:facturez|facturees?|(?:avez|a|est|ete|"
                r"sont) (?:\w+ )?factures?) (?:\w+ ){0,3}\d[\w €.,]{0,20} (?:au lieu|alors que|pour|contre|et non)",
                r"(?:command|recu|livre|prevu|conven|signe|accept|devis|"
                r"utilis)\w*(?: \w+){0,3} \d[\w €.,']{0,40} factur\w*(?: \w+){0,3} \d",
                r"(?:facturez|facturees?|(?:avez|a|est|ete|"
                r"sont) (?:\w+ )?factures?)(?: \w+){0,4} \d[\w €.,']{0,40}(?:command|recu|livre|prevu|conven|signe|"
                r"devis|pas )",
                r"(?:ne correspond|conforme|corresp)\w* (?:pas|ni) (?:au|a notre|a votre|avec le|a la|aux) (?:devis|"
                r"prix|tarif|contrat|bon de commande|"
                r"accord|conditions)",
                r"erreurs? (?:de|sur le|dans le|sur les|dans les) (?:prix|tarif|calcul|montant|quantite|total|"
                r"factur)",
                r"au lieu (?:de|des) \d|au lieu du (?:prix|tarif)|frais (?:de port|de livraison|de dossier|"
                r"de deplacement|annexes?)[\w' ]{0,30}(?:pas|non|jamais|"
                r"offert|gratuit|devaient|conteste)",
            ),
        ),
        unless=words(r"malfacon|panne|casse|defectu|numero de commande|sauf erreur"),
        reason="price",
    ),
    # another company's invoice, wrong name, address, VAT number; to be made anew
    Rule(
        "dispute",
        (
            words(
                r"(?:ne|n) (?:nous|me|m') ?(?:concerne|sont pas destin|est pas destin|appartien|"
                r"est pas adress)\w*(?: pas| en rien| aucunement)?(?! plus)",
                r"ne (?:nous |me )?(?:concerne)\w* (?:pas|en rien)",
                r"n'est pas (?:a|pour) (?:nous|moi|notre)|pas (?:la|les) notres?|pas pour (?:nous|notre)|"
                r"n'est pas de notre fait",
                r"(?:au nom|a l'ordre|etablie?|libelle\w*|adressee|emise|a l'attention|"
                r"a l'entete)[\w' ]{0,40}(?:autre|pas|lieu|filiale|ancien|erreur|"
                r"tort|mauvais|soeur|different|alors que)",
                r"(?:adresse de facturation|adresse|tva|siret|siren|raison sociale|denomination|intitule|libelle|"
                r"entite|mentions? (?:legale|obligatoire)s?|"
                r"date (?:de|d'|sur)|destinataire|forme juridique|code client|"
                r"echeance indiquee)[\w',° ]{0,40}(?:erron|incorrect|faux|fausse|mauvais|"
                r"absent|manqu|pas (?:la |le |les )?bon|erreur|inexact|pas a jour|ancien|corrig|fait defaut)",
                r"(?:erreur|mauvais\w*|faux|fausse|manqu\w*|absence)[\w',° ]{0,25}(?:adresse de fact|tva|siret|siren|"
                r"raison sociale|entite|denomination|"
                r"societe sur|mentions? )",
                r"factures? (?:est |sont )?(?:erron|incorrect|fausse|inexact|mal (?:libell|etabli|adress|redig)|"
                r"non conforme|comporte\w* (?:une|des|plusieurs) erreur)",
                r"(?:refaire|rectifi|corrig|modifi|reedit|re edit|reetabli|refait|reemett|reemis|refactur|annul|"
                r"rectificat|nouvelle|emettre une)"
                r"\w*(?: (?:la|votre|vos|cette|une|nous|les|et|me|l'|de|sur|nouvelle|bonne|autre|dite|des|"
                r"cet)){0,5} factur",
                r"factures? (?:correcte|juste|en bonne et due forme|au bon format|au format)|bonne facture\b|"
                r"(?:etablir|emettre|fournir|envoyer|etablissez|emettez) (?:\w+ )?(?:la |une )?(?:bonne|nouvelle|"
                r"vraie) facture|"
                r"factures? (?:\w+ ){0,2}(?:rectific|rectifi|corrig|modificat|de remplacement|a refaire|a corriger|"
                r"a modifier|est a refaire|conforme)",
                r"factur\w* (?:\w+ )?(?:a |au |pour )?(?:notre |la |le |l')?(?:filiale|etablissement|siege|"
                r"maison mere|agence|succursale|holding)|annule et remplace|autre (?:societe|entite|entreprise|"
                r"structure|etablissement) (?:que|du groupe)|"
                r"(?:societe|entite|filiale) (?:soeur|distincte|differente)",
                r"pas (?:au|le|a la) (?:bon|notre) (?:nom|libelle)|(?:siret|siren|tva|nom|adresse|raison sociale|"
                r"denomination|entite|societe)[\w' ]{0,20} (?:n'est|ne sont|n'est donc) pas (?:le|la|les) (?:notre|"
                r"mien|nôtre|bon)",
                r"pas (?:la bonne|notre) (?:societe|entite|entreprise|raison sociale|structure)",
            ),
        ),
        unless=words(r"commande|engagement|n'est plus|mauvais destinataire|trompe|prix|tarif|remise|bancaire|rib\b|"
                     r"iban|refacturee? (?:a|par)"),
        reason="wrong_document",
    ),
    # no trace of the invoice
    Rule(
        "dispute",
        (
            words(
                r"(?:aucune|pas|nulle|sans) (?:de |aucune |la )?(?:trace|connaissance)|(?:pas|aucunement|"
                r"jamais) (?:\w+ ){0,2}(?:enregistr|comptabilis|parvenu|saisie|identifi)|"
                r"n'apparait (?:pas|nulle)|introuvable|inconnue? (?:dans|chez|de|au)|n'est pas dans (?:notre|nos)|"
                r"ne figure pas (?:dans|en|sur) (?:notre|nos|ma)|"
                r"(?:pas|jamais)(?: (?:encore|ete|bien|toujours|eu|en|possession|de)){0,4} (?:recu\w*|eu\b|eue\b|"
                r"vu\w*|destinataire\w*)"
                r"(?: (?:cette|la|votre|ces|de|les|vos|l'original de la|ladite|aucune)){0,3} (?:factures?|fact\b|"
                r"piece\b|f\w{0,3}-?\d)|"
                rf"{_BILL}[\w' ,()°-]{{0,50}}(?:pas|jamais)(?: (?:encore|ete|bien|toujours|nous|"
                rf"ete)){{0,3}} (?:recue?s?|eue?s?|vue?s?|parvenue?s?|transmise?s?|"
                r"envoyee?s?|communiquee?s?|arrivee?s?)|"
                r"jamais recue?s?\b|(?:ne|n')\s?(?:l'|les |la )?(?:ai|avons|a) (?:pas|jamais)(?: \w+)? (?:recue?s?|"
                r"eue?s?|retrouvee?s?)\b|never received|"
                r"(?:ne|n')[\w' ]{0,12}(?:retrouv|trouv)\w* pas|jamais vu"
            ),
        ),
        unless=words(
            rf"{_GOODS}(?! manqu)|virement|paiement|reglement|cheque|relance|rappel|avoir\b(?! ete| recu| eu| vu)|"
            rf"rien recu|rib\b|iban|"
            r"encore (?:ete )?(?:regle|paye)"
        ),
        reason="never_received",
    ),
    # a credit note is awaited; “avoir” the noun, not the verb
    Rule(
        "dispute",
        (
            words(
                r"(?:(?:d')?un |votre |cet |(?:de |a |attend\w* |recu |sur |apres )l'|l'|d')avoir(?= (?:promis|"
                r"attendu|convenu|partiel|correspond|de \d|du|"
                r"n'|que|prevu|sur|pour|total|relatif|suite|demande|afferent|est|soit|nous|concern|par|en|et|a\b|"
                r"dont|"
                r"annonce|ne\b|comm|qui|de [a-z])|[ ,.;:!?)]*$|,)",
                r"(?:attend|attente|reception|emettre|emission|etabli|demand|reclam|envo|fair|etabl|promi|recev|"
                r"manqu)\w*(?: \w+){0,2} (?:d'un|de l'|l'|un|d'|votre|cet|notre) ?avoir"
                r"(?! (?:ete|recu|regle|paye|pu|eu|une|le|la|les|des|bien|deja|effectue|fait|procede|vire|envoye|"
                r"un ))",
                r"avoirs? (?:promis|attendu|convenu|a recevoir|non recu|en attente|toujours pas)|notes? de credit|"
                r"avoir\b svp",
            ),
        ),
        unless=words(r"compte tenu|suite a (?:la reception|reception|votre|l'emission)|bien recu|recu (?:votre|l'|un|"
                     r"cet) ?avoir|(?:apres|faite|de) deduction|"
                r"diminue|compens|imput|deduit|deduc|merci d'avoir|apres avoir|(?:peut|pouv|pourr|possible|voudr|"
                r"besoin|"
                     r"faudr)[\w' ]{0,20}d?'?avoir (?:la|le|un|une|des|copie)|"
                     r"avoir (?:un delai|une copie|le detail|la facture|un duplicata|un releve|recu|ete|regle|paye|"
                     r"un peu|jusqu)"),
        reason="other",
    ),
    # plain refusals: contested, not due, contract ended, a lawyer
    Rule(
        "dispute",
        (
            words(
                r"contest(?!ation de reception)|litig|denonc|desaccord|pas d'accord|en (?:suspens|attente) (?:d'un|"
                r"de) (?:accord|litige)|"
                r"refus(?:e|ons|ent|er)? (?:de |d'|categoriquement de |formellement de )?(?:pay|regl|ce|cette|la|"
                r"votre)|(?:nous|je) (?:la |le |les )?refus|"
                r""
                r"bien fonde|avocat|"
                r"resili|retract|prescri|(?:commande|contrat|reservation|abonnement|prestation|"
                r"facture)s? (?:\w+ ){0,2}(?:a ete |etait |est |ete |avait ete )?(?:annul|resili)|"
                r"annul\w* (?:\w+ ){0,2}(?:commande|contrat|reservation|abonnement|prestation)|geste commercial|"
                r"mediat|tribunal|injustifi|indu\b|indue\b|"
                r"ne (?:paier|payer|regler)\w* (?:pas\b(?! avant)|rien|que|jamais|aucun)|(?:regle|paie|"
                r"paye)\w* (?:rien|pas tant)|aucun (?:paiement|reglement) ne|"
                r"ne (?:sera|seront) (?:donc )?pas (?:regle|paye)|paiement (?:est |reste )?(?:bloque|suspendu|"
                r"retenu)|"
                r"bloqu\w* (?:\w+ ){0,2}(?:pour|par|en raison|a cause|suite)|"
                r"hors de question|arnaque|escroquerie|contentieux|penalites? de retard (?:de votre|pour livr)|"
                r"retenue|mise en cause|reclamation|differend|"
                r"(?:quand|des que|lorsque|une fois que|tant que|apres que|jusqu'a ce que) vous (?:ne |n'|"
                r"nous )?(?:aurez|avez|viendrez|venez|serez|etes|finirez|livrerez|reparerez|corrigerez)|"
                r"en attendant (?:que vous|votre (?:reponse|intervention|retour|geste))|"
                r"refuse (?:la|cette|votre|le|l')|pas (?:ce qui (?:etait|a ete)|comme) (?:convenu|prevu)|n'(?:etait|"
                r"est) pas (?:prevu|convenu|dans le contrat|au contrat)|sous reserve (?:que vous|de votre)"
            ),
        ),
        unless=words(
            r"(?:pas|rien|nullement|aucunement|sans|ni|aucune|aucun|non)(?: (?:a|de|du tout|pas|nous|n'est|la|etre|"
            r"y a|en)){0,3} (?:contest|litig|desaccord|reclam)|"
            r"ne (?:la |le |les )?contest\w* (?:pas|rien|aucun|nullement)|incontest|plus rien|plus en litige|"
            r"due? (?:au|a un|a une|a la|a nos|a notre)|(?:litige|contestation)[\w' ]{0,20} (?:regle|clos|resolu|"
            r"leve)|pas due? a|"
            r"pas d'accord pour (?:que|un)|peut pas (?:tout )?(?:payer|regler)|plus redevable"
        ),
        reason="other",
    ),
)  # fmt: skip
