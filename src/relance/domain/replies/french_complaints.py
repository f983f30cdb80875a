"""More ways in which customers complain in French: what went wrong, told without a word of dispute."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.rules import Rule, words

_COUNT = r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente)"
_THEIRS = (
    r"(?:technicien|ouvrier|equipe|intervenant|poseur|plombier|electricien|chauffeur|livreur|commercial\w*|formateur|"
    r"consultant|prestataire|sous traitant|transporteur|macon|peintre|menuisier|monteur|installateur|"
    r"reparateur|gars|collaborateur|artisan|couvreur|carreleur|traiteur|photographe|graphiste|developpeur|gardien|"
    r"agent|salarie|vendeu\w+)s?"
)
_THINGS = (
    r"(?:marchandises?|materiels?|colis|commandes?|livraisons?|palettes?|cartons?|produits?|articles?|pieces?|"
    r"machines?|equipements?|fournitures?|meubles?|bouteilles?|sacs?|lots?|unites?|modeles?|chantiers?|travaux|"
    r"prestations?|interventions?|formations?|missions?|installations?|entretien|nettoyage|maintenance|pose|montage|"
    r"reparations?|services?|etudes?|visites?|seances?|site|logiciels?|application|appareils?|portes?|"
    r"fenetres?|portails?|carrela?ge?s?|carreaux|peinture|toiture|enduit|parquet|chaudieres?|pompes?|climatis\w+|"
    r"clim|"
    r"imprimantes?|ordinateurs?|ecrans?|serveurs?|vehicules?|pneus?|moteurs?|batteries?|cables?|robinets?|"
    r"tables?|chaises?|canapes?|tissus?|vetements?|plantes?|fleurs?|repas|plats?|viandes?|legumes?|fruits?|vins?|"
    r"affiches?|flyers?|plaquettes?|brochures?|impressions?|etiquettes?|catalogues?|traductions?|textes?|rapports?|"
    r"plans?|volets?|stores?|vitres?|vitrages?|baches?|tuyaux?|planches?|tubes?|rouleaux?|outils?|perceuses?|"
    r"location|traitement|menage|depannages?|travail|boulot|ouvrage|resultat|rendu|finitions?|joints?|"
    r"cles?|supports?|panneaux?|enseignes?|badges?|robots?|fours?|frigos?|lave \w+|cuisines?|douches?|baignoires?|"
    r"murs?|sols?|plafonds?|terrasses?|"
    r"clotures?|haies?|jardin|alarmes?|cameras?|module|abonnements?|lignes? telephon\w+|connexion|fibre|box)"
)
_BAD = (
    r"(?:bancal|de travers|fele|ebrech|brise|froisse|crasseu|sales?\b|humide|mouille|trempe|ecrase|enfonce|cabosse|"
    r"entaille|perce|creve|depareill|fane|decongel|d'occasion|reconditionn|contref|incompatib|inadapt|"
    r"bancaux|voile|gondol|jauni|delav|craquel|cloque|effrit|descell|detach|desagreg|affaiss|ecroul|colle mal|plante|"
    r"bugue|beugue|coince|bloque\b|bloquent|grince|disjoncte|surchauffe|lache|s'arrete|saute\b|coule|goutte|suinte|"
    r"prend l'eau|sent mauvais|vibre|bruyant|dangereu|instable|illisible|flou|pixelis|decoup\w+ mal|mal |"
    r"vetuste|obsolete|inutil|insuffisant|approximatif|decevant|pitoyable|minable|inexistant|deplorable|"
    r"trop (?:court|"
    r"petit|grand|long|large|epais|fin\b|fine|leger|lent|clair|fonce|sale|cuit|vert|mur|haut|bas\b|gros|serre|"
    r"salee?)|casse|abime|inferieur|ratee?s?\b|inutilisable|laisse a desirer|"
    r"(?:pas|n'etai\w+ pas|non) (?:de |du |dans |a |aux? |le |la |les |en )*(?:bon\w*|mem\w+|niveau|attentes?|etat|"
    r"normes?|cotes?|mesures?|demande\w*|choisi\w*|prevu\w*|voulu\w*|cahier|maquette|echantillon|plan|gout))"
)

COMPLAINTS: Final = (
    # something bought, and what is wrong with it
    Rule(
        "dispute",
        (words(_THINGS + r"\b"), words(_BAD)),
        unless=words(r"(?:virement|paiement|reglement|prelevement|cheque|compte|releve)[\w' ]{0,25}(?:bloque|rejete|"
                     r"insuffisant|saute)|pieces? jointes?|pas (?:en )?mal\b|mal (?:compris|vu|lu|saisi)|(?:compte|"
                     r"service|direction)s? (?:client|compta|financ|achat)|notre (?:site|logiciel|serveur|"
                     r"imprimante)|"
                     r"lecteur|illisible|location de notre|pas (?:prevu|bon) de (?:payer|regler)|inferieur a (?:\d|"
                     r"nos)|mise en vente"),
        reason="quality",
        is_weak=True,
    ),
    # the trouble goes on; somebody else had to mend it
    Rule(
        "dispute",
        (
            words(
                r"(?:probleme|panne|souci|defaut|fuite|bruit|odeur|humidite|bug)s? (?:\w+ ){0,3}(?:persist|revien|"
                r"revenu|reapparu|demeure|n'est pas (?:resolu|regle)|n'a pas ete (?:resolu|regle|traite)|non resolu|"
                r"subsist|recurr)|pas (?:ete )?(?:resolu|solutionne)|(?:n'a|n'ont) (?:rien (?:change|resolu|"
                r"arrange|repare)|servi a rien|pas tenu)|pire qu'avant|meme (?:probleme|panne|defaut)|toujours "
                r"(?:en panne|le meme)|retombe\w* en panne|(?:du|du tout|obliges? de|fallu|contraint\w* de|"
                r"avons du|ai du|a du) (?:\w+ )?(?:refaire|reprendre|racheter|faire (?:appel|venir|intervenir|"
                r"refaire|reparer|reprendre)|rappeler|jeter|appeler|louer|mettre a la (?:poubelle|benne))|autre "
                r"(?:artisan|entreprise|prestataire|fournisseur|garage|plombier)|a la (?:poubelle|benne|decharge)|"
                r"(?:il faut|faudra|doit|doivent|devez|vienne\w*|revenez|attend\w*|"
                r"demand\w*)(?: [\w']+){0,4} (?:revenir|"
                r"repasser|reprendre|refaire|remplacer|echanger|reparer|reparation|remise en etat|remplacement|"
                r"echange|retour du technicien|reprise)|n'en (?:veux|voulons) (?:pas|plus)|reprenez|venez (?:le |la |"
                r"les )?(?:reprendre|recuperer|rechercher|reparer|finir|terminer|corriger|constater)"
            ),
        ),
        unless=words(r"probleme (?:de |d')(?:tresor|informatique|sante|banque)|(?:probleme|souci) (?:est |a ete )"
                     r"(?:resolu|regle)|contact|relation|reprendre (?:contact|les paiement|le paiement|nos)|"
                     r"vers vous|vers moi|(?:en|nos) vacances|entreprise (?:a )?repris"),
        reason="quality",
    ),
    # kept waiting, stood up, brought elsewhere, less than ordered
    Rule(
        "dispute",
        (
            words(
                r"(?:vous|ils|il|elle|on|personne|qui) (?:ne )?(?:n'etes|n'est|ne sont|n'etait|s'est|n'etiez|"
                r"n')?[\w' ]{0,12}(?:pas|jamais|plus) (?:\w+ )?(?:re)?(?:venue?s?|passes?|presentee?s?|deplacee?s?|"
                r"intervenue?s?)\b|personne (?:ne |n')?(?:s'est|est|n'est|vien|a) |porte close|fait faux bond|"
                r"un lapin|(?:annule|decommand|report)\w* (?:\w+ ){0,3}(?:dernier moment|derniere minute|la veille|"
                r"le matin meme)|chez (?:le |la |un |une |mon |notre )?(?:voisin|concurrent|gardien|autre client)|"
                r"(?:pas|jamais)(?: [\w']+){0,2} (?:vu|recu|eu) la couleur|perdu (?:un|le|la|notre|mon|mes|nos|des|"
                r"deux|trois) (?:colis|carton|palette|paquet)|perdue?s? (?:par|en route|dans|pendant)|"
                r"delais?[\w' ]{0,30} (?:pas|jamais|non) (?:ete )?(?:tenu|respect)|hors delai|(?:n'a|n'avez|"
                r"n'ont) pas "
                r"(?:tenu|respecte)|non respect|hors service|(?:il )?en (?:manqu\w+|restait) |il manqu\w+ |"
                r"nous manqu\w+ |me manqu\w+ |"
                r"pas (?:au |le )?(?:complet|compte)\b|n'y (?:etai\w+|a) pas|ne s'y trouv\w+|(?:laisse|abandonne|"
                r"reste|plante)\w* (?:en plan|la\b|au milieu)|(?:plus|aucune|sans) (?:de )?nouvelles?\b (?:du|de la|"
                r"de votre|depuis)|(?:inacheve|pas termine|pas fini|a terminer|a finir|pas acheve|non termine|"
                r"non acheve|pas complet)|quittes? le chantier|attend\w*(?: \w+){0,3} (?:la suite|la fin|le reste|"
                r"le solde|le reliquat|"
                r"le complement|les finitions|votre (?:passage|venue|visite|technicien|intervention))|"
                r"(?:pas|jamais) (?:\w+ )?recu (?:toute?s?|la totalite|l'integralite|l'ensemble|assez|ce que|ce qui|"
                r"le bon|la bonne)|"
                rf"sur (?:les |nos |mes )?{_COUNT}[\w' ,]{{1,40}} (?:seul\w*|que|etai\w*|est|sont|ont|{_COUNT})\b|"
                rf"{_COUNT} (?:\w+ )?(?:au lieu|et non|et pas|sur les|contre) (?:des? |les )?{_COUNT}|"
                r"(?:livre|depose|expedie|envoye)\w* (?:a |au |dans |chez )(?:une |la |l'|un )?(?:mauvais|ancien|"
                r"autre)|signature (?:n'est|ne|qui n'est) pas|(?:quantites?|nombre)[\w' ]{0,25} (?:inferieur|moindre|"
                r"different|insuffisant)|(?:jours|semaines|mois) (?:apres|de retard)\b"
            ),
        ),
        unless=words(r"retard de (?:paiement|reglement)|(?:paiement|reglement|virement|cheque|tresorerie|treso)|"
                     r"facture manq|factur\w* [\w ]{0,12}\d+ (?:heures|h|jours)|manqu\w* (?:la|une|le|votre|"
                     r"cette) (?:facture|piece jointe|pj|page|copie|releve|"
                     r"rib)|manqu\w* (?:d'argent|de treso|de liquid|de fonds|juste|plus que)|est pas passee?\b|"
                     r"(?:numero|n°|bon|reference|mention|engagement)[\w' ]{0,20}manqu|manqu\w*[\w' ]{0,14}(?:numero|"
                     r"n°|bon de|reference|mention|siret|rib|tva)|deux factures|sur (?:les |vos )?\w+ factures|"
                     r"passee? "
                     r"(?:en|au)"),
        reason="delivery",
    ),
    # other sums, hours or numbers than agreed
    Rule(
        "dispute",
        (
            words(
                rf"vous (?:m'|nous |en |me |m'en |nous en )?(?:\w+ )?(?:factur|compt|mett|factures|reclam|demand|"
                rf"indiqu)\w*[\w' ]{{0,25}} {_COUNT}"
                r"(?: heures| jours| h\b|[\w ]{0,15}(?:au lieu|alors|pour|quand)|[.! ]*$)|"
                rf"(?:dure|reste\w*|travaille|passe|venus?|intervenu\w*|utilise|consomme|"
                rf"fait)[\w' ]{{0,15}} {_COUNT} (?:h\b|heures?|jours?|"
                r"minutes?|fois|nuits?)[\w' ,]{0,40} (?:factur|compt|\d+|deux|trois|quatre|cinq|six|huit|dix)|"
                r"(?:remise|rabais|ristourne|promo\w*|reduction|code promo|escompte|bon d'achat|parrainage|offre)s?"
                r"[\w' %\d]{0,40} (?:oubli|pas |non |jamais|nulle part|absent|disparu|promis|prevu|due?\b|ou est|"
                r"manqu|appliqu|n'appar|accord)|ou est (?:passee? )?(?:la|ma|notre) (?:remise|reduction)|"
                r"(?:\d+|deux|dix|vingt|cinq) ?%[\w' ]{0,30} (?:pas |au lieu|et non|n'|promis|oubli|deduit|"
                r"a deduire)|"
                r"(?:tva|taux|taxe|eco participation|autoliquidation|franco|port\b|transport|deplacement|emballage|"
                r"installation|livraison|montage|maj\w*|carburant|supplement|option|"
                r"frais)s?[\w' ]{0,25} (?:devrai\w+|"
                r"devai\w+|offert|gratuit|inclus\w*|compris\w*|a votre charge|pas prevu|non prevu|pas applicable|"
                r"ne s'applique|exoner|erron|jamais|en trop|pas due?|n'a rien a)|options? [\w ]{0,10}factur|"
                r"(?:habituellement|d'habitude|"
                r"normalement|d'ordinaire|l'an dernier|auparavant)[\w' ]{0,20} \d[\w €.,']{0,20}|"
                r"\d[\w €.']{0,15},? (?:et )?pas \d|(?:tarif|prix|montant|somme|total|"
                r"devis|cout)s?[\w' ]{0,25} (?:annonce|convenu|negocie|contractuel|propose|du catalogue|du site|dit|"
                r"de depart|initial)|(?:plus|"
                r"deux fois|trois fois|double|superieur\w*|au dessus)(?: \w+)? (?:cher|eleve|que|du|au|a|a la|"
                r"de) (?:\w+ ){0,3}(?:devis|"
                r"prevu|convenu|annonce|prix|tarif|contrat|concurren|marche)|(?:parle|dit|annonce|cause|propose|"
                r"convenu|estime|promis)\w* (?:de |a |d'environ )?\d[\w €.,]{0,15}|jamais (?:ete )?question d|"
                r"(?:non|pas|ni) applicables?\b|exonere|autoliquid|franchise en base|a la baisse|"
                r"rien a voir avec (?:le|la|ce|les|"
                r"votre|notre|mon)|(?:devis|contrat|commande|accord|forfait)[\w' ]{0,30}(?:etai\w*|disait|prevoi\w*|"
                r"prevoy\w*|"
                r"stipul\w*|mentionn\w*|indiqu\w*|de) (?:\w+ )?\d[\w €.,']{0,25}(?:pas|et non|or|alors|facture|"
                r"vous)|(?:pas|jamais|n'a|non) (?:ete )?(?:prevu|convenu|inclus|dans le (?:devis|contrat|forfait|"
                r"prix))|hors forfait|ne (?:colle|correspond|cadre|concorde)\w* pas|(?:pas|ni) le (?:bon )?(?:prix|"
                r"tarif|montant|compte)\b|vous (?:vous )?etes trompe\w* (?:de|dans|sur)|calcul\w* (?:est |"
                r"sont )?(?:faux|fausse|"
                r"errone)|compte n'(?:est|y est) pas (?:bon|la)|compte n'y est pas|excessi|exagere|abuse\b|"
                r"prohibitif|"
                r"exorbitant|delirant|(?:augment|hausse|index|revis)\w*[\w' ]{0,40} (?:sans|pas|jamais|unilateral)"
            ),
        ),
        unless=words(r"(?:regl|pay|vir|vers)\w+ (?:le |la |du )?(?:montant|somme|total)[\w' ]{0,15}convenu|"
                     r"(?:delai|echeancier|date)[\w' ]{0,10}convenu|iban|rib\b|"
                     r"(?:appel|relanc|ecri|dit|prevenu)\w*[\w' ]{0,15} (?:deux|trois|\d) fois|en (?:deux|trois|"
                     r"\d) fois|"
                     r"echeancier|comme convenu|bancaire|dans \w+ jours|(?:numero|n°) (?:de )?tva|adresse de fact|"
                     r"demande\w* [\w' ]{0,10}\d+ jours"),
        reason="price",
    ),
    # not agreed, ended, offered, someone else's; a claim of their own
    Rule(
        "dispute",
        (
            words(
                r"pas (?:du tout |tout a fait )?d ?'? ?accord (?:avec|sur|pour payer)|n'est pas (?:du tout |"
                r"vraiment )?(?:ce qu|comme ca)|(?:truffe|rempli|bourre|pleine?|comporte|contient|contenant|corrig|"
                r"y a|constate|releve|plusieurs|nombreuses|multiples|trop)\w*(?: \w+){0,2} (?:d'|des |les |vos |"
                r"de )?(?:erreurs?|fautes?|anomalies?|incoherences?|problemes?|soucis|defauts?|oublis?|"
                r"manquements?)\b|(?:remarques?|observations?|reserves?|griefs?|plaintes?|protestations?|"
                r"reclamations?)[\w' ]{0,40} (?:sans (?:reponse|suite|effet)|ignor|lettre morte|en cours|ouvert|"
                r"aupres)|(?:nous|je|on) suspen\w+|laisse\w* passer|(?:client|donneur d'ordre|"
                r"debiteur)[\w' ]{0,8} c'est|\w+ pas (?:ma|notre) (?:societe|boite|entreprise)|levee des reserves|"
                r"(?:rien|pas) a (?:vous )?(?:payer|regler|devoir)\b|"
                r"(?:pas|aucun) (?:de |d')?(?:paiement|reglement|sou|virement) (?:avant|sans|tant)\b(?! (?:fin|mi|"
                r"debut|le \d|\d))|a l'envers|m'oppose|nous opposons|opposition (?:a|sur)|(?:deuxieme|seconde|"
                r"troisieme|2e|3e|enieme|nieme) fois (?:que )?(?:vous|qu)|"
                r"(?:ecri|appel|signal|alert|relanc|contact|preven|inform|reclam|dit|"
                r"demand)\w*[\w' ,]{0,60} (?:sans (?:reponse|suite|retour|effet|nouvelle|resultat)|"
                r"aucun\w* (?:reponse|retour|suite|reaction|nouvelle)|en vain|pas de (?:reponse|retour|nouvelles)|"
                r"toujours rien)|(?:pas|jamais|sans|ni)(?: [\w']+){0,2} (?:preven\w+|avert\w+|inform\w+|consult\w+|"
                r"avise\w*|mis\w* au courant)\b|(?:different|difference|ecart|incoheren|contradict|"
                r"divergen)\w*[\w' €,.\d]{0,20} (?:entre|avec|par rapport)|sommes (?:en )?(?:total )?desaccord|"
                r"(?:nous|je|on) (?:vous )?(?:reten\w+|deduis\w*|deduir\w+|garde\w*|bloqu\w+|compens\w+|gel\w+)\b|"
                r"avant (?:de|tout|d'en) (?:parler |payer|regler|paiement|reglement|"
                r"vous)[\w' ,]{0,25} (?:il (?:faut|faudrait|faudra)|merci de|venez|pouvez|finiss|reparez|terminez|"
                r"qu)|(?:demand|exig|attend|sollicit)\w* (?:\w+ )?(?:l'|une |la |un |son |leur |des |vos |"
                r"votre )?(?:annulation|rectification|correction|explications?|eclaircissements?|justifications?|"
                r"reduction|rabais|remise|regularisation|remboursement|indemnisation|remplacement|reprise|"
                r"reponse a (?:notre|nos|mes|ma|mon))|(?:explications?|eclaircissements?|reponses?) avant|pas (?:d'|"
                r"de )\w+,? pas (?:de |d')(?:paiement|argent|reglement|sous|cheque)|(?:revoir|reconsiderer|"
                r"rectifier|corriger|recalculer) (?:votre|vos|la|le|les|ce|cette|a) (?:factur|montant|calcul|prix|"
                r"tarif|copie|ligne|quantite|somme|decompte|total)\w*|pas d ?'? ?accord[ .!]*$|(?:sans|a) (?:notre|"
                r"mon|"
                r"l'|aucun|son) (?:accord|autorisation|consentement|aval|insu|signature|validation|commande)|"
                r"(?:pas|jamais|rien|aucun\w*)(?: [\w']+){0,2} (?:signe|souscrit|valide|commande|demande|autorise|"
                r"sollicite|approuve|adhere|mandate) |(?:reconduit|renouvel|prolong|"
                r"reconduction)\w*[\w' ]{0,30} (?:sans|"
                r"pas|jamais|tacite|alors|auto)|periode d'essai|essai gratuit|droit de retractation|retracte|mis fin|"
                r"(?:j'ai|nous avons|avons|ai|avions|avais|a ete|est)(?: [\w']+)? (?:resili|annul|denonc|decommand|"
                r"arrete|stoppe)\w*|"
                r"(?:plus|pas) (?:votre |vos )?(?:client|abonne|engage|adherent)s?\b|a revoir|(?:voir|"
                r"voyez) avec (?:votre|vos) (?!banque|compta|service (?:compta|fact|financ))|(?:votre|vos) "
                r"(?:commercial\w*|vendeu\w+|directeur|patron|responsable|collegue|conducteur de travaux|"
                r"representant)[\w' ]{0,40} (?:dit|promis|garanti|"
                r"assure|engage|confirme|accorde|valide|accepte|annonce|convenu|au courant|devait|gracieu\w*)|"
                r"malentendu|quiproquo|"
                r"rejet\w* (?:la|cette|votre|de (?:la|votre|cette))|(?:facture|demande|pretention|"
                r"creance)s? (?:est |a ete |reste |donc )*"
                r"(?:rejet|refus|bloqu|suspend|mise en attente|mal fond|infond|abusi|contest)|bloqu\w+ (?:chez|par|"
                r"en interne|a la|au|"
                r"car|parce|en attente|tant)|bloqu\w*[ ,.:!]*$|pas (?:question|l'intention|lieu) de (?:pay|regl|"
                r"vous)|"
                r"(?:ne|n')[\w' ]{0,14}(?:paie|paye|regle|debourse|lache)\w* (?:pas\b|rien|aucun|plus|un centime|"
                r"que)|(?:ne )?(?:vous )?"
                r"(?:verser\w*|paier\w*|debourser\w*) (?:pas|rien)|pas un (?:centime|euro|sou)|(?:on|je|"
                r"nous) (?:ne )?(?:vous )?(?:la |le |les )?"
                r"(?:doi|dev)\w* (?:pas|rien)|vous (?:nous|me) devez|c'est vous qui|dgccrf|que choisir|huissier|"
                r"(?:mon|notre) avocat|protection juridique|prud|conciliateur|reception (?:des travaux )?(?:n'|non |"
                r"pas)|"
                r"reserves?\b[\w' ]{0,40} (?:pas|non|lev|jamais|toujours)|retenue de garantie|caution|\bdgd\b|"
                r"decompte (?:general|definitif|final)|"
                r"penalites?[\w' ]{0,30} (?:retard|conteste|deduire|appliqu|a votre)|indu\w*|abusi\w*|illegal|"
                r"malhonnete|"
                r"vol\b|voleurs?|foutez|foutage|moque\w* (?:du|de)|inadmissible|intolerable|un scandale|scandaleu|"
                r"sous garantie|pris\w* en charge|au titre de la garantie|geste commercial|dedommag|indemni|"
                r"prejudice|manque a gagner|perdu (?:un|une|des|notre|mon|de)|mauvaise foi|"
                r"(?:deja )?signale\w* (?:le|ce|les|cette|"
                r"par|a)|(?:sans|aucune?|pas de|toujours) (?:reponse|retour|suite|solution) (?:a|de|sur|"
                r"depuis)[\w' ]{0,15}(?:reclam|"
                r"courrier|mail|recommand|votre|nos|service|demande)|tant que (?:vous|le|la|les|ce|l'|tout|cela|on|"
                r"nous|rien|ca|"
                r"votre|vos|personne)"
            ),
        ),
        unless=words(
            r"(?:pas|rien|nullement|aucunement|sans|ni|aucune|aucun|non)(?: (?:a|de|du tout|pas|nous|n'est|la|etre|"
            r"y a|en)){0,3} (?:contest|litig|desaccord|reclam)|due? (?:au|a un|a une|a la|a nos|a notre)|plus rien|"
            r"tant que (?:je|nous|mon|notre|mes|nos|le compte|la subvention|les fonds|"
            r"la tresorerie)\b(?! n'a\w* pas (?:recu|eu))|"
            r"ne (?:peux|peut|pouvons)|bienveillance|sollicit|comprehension|patien|vers\w* a|rib\b|iban|bancaire|"
            r"compte bloqu|(?:virement|paiement|prelevement) (?:a ete |est )?(?:rejet|"
            r"bloqu)|(?:deja|bien) (?:ete )?(?:paye|regle)|pris\w* en charge (?:par (?:le comptable|la paierie|"
            r"notre)|et)|"
            r"huissier (?:pour|avant)|tromp\w+ de (?:personne|destin|interloc|client|societe)|pas lieu|paye\w* que|"
            r"paie que|paye (?:que|pas) (?:a|le)|plus client|paie rien avant"
        ),
        reason="other",
    ),
    # what nobody sent, or nobody knows
    Rule(
        "dispute",
        (
            words(
                r"(?:aucune?|pas (?:eu )?(?:de|la|cette)|jamais)(?: [\w']+){0,3} (?:document|courrier|factures?|"
                r"facturation|trace)[\w' ]{0,25}"
                r"(?:recu|eu\b|parvenu|de votre part|chez nous|a ce jour|a ce nom|a ce numero|a ce montant)|"
                r"(?:recu|eu) (?:aucune?|ni) (?:document|facture)|(?:decouvr\w+|premiere fois que|j'ignor\w+|"
                r"apprend\w+|premiere nouvelle)[\w' ]{0,40} (?:facture|parl|existence|entend|vois)|c'est la premiere|"
                r"(?:connai|sai|voi)\w* pas (?:cette|la|votre|de quelle) (?:facture|piece)|(?:numero|facture|"
                r"reference)s? "
                r"(?:\S+ )?(?:inconnu|ne me dit rien|ne nous dit rien|n'existe)"
            ),
        ),
        unless=words(r"relance|rappel (?:de|que)|virement|paiement|retrouve (?:pas|plus)|le temps|l'occasion"),
        reason="never_received",
    ),
)  # fmt: skip
