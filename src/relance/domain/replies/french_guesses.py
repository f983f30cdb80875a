"""What may be a dispute in French where nothing surer is said."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.rules import Rule, words

GUESSES: Final = (
    # nothing is owed: a refusal, unless the message says that it was paid
    Rule(
        "dispute",
        (
            words(
                r"pas (?:donc |nullement )?due?s?\b|n'est (?:donc )?(?:pas|plus) (?:exigible|du\b|due\b)|"
                r"(?:aucunement|pas|nullement) redevable|rien n'est du|"
                r"(?:ne )?(?:vous )?(?:dev|doi)\w* (?:absolument |strictement |plus )?rien|rien (?:a|vous) (?:payer|"
                r"regler|devoir|devons|facturer)|reconnai\w+ pas (?:cette|la|votre|de) (?:dette|creance|somme|"
                r"facture)|"
                r"(?:rien|pas|jamais) (?:ete )?(?:signe|commande|demande|valide|souscrit|autorise)|garantie|gratuit|"
                r"offerte?s?\b|differend|(?:mon|notre|ma|le) (?:caution|remboursement|depot)|compensation|geste|"
                r"promis|indemni|dedommag|prejudice"
            ),
        ),
        unless=words(r"plus rien|due? (?:au|a un|a une|a la|a nos|a notre)|promis(?:e|es)? (?:je|on|nous)|"
                     r"c'est promis|plus redevable"),
        reason="other",
        is_weak=True,
    ),
    # goods or work that are awaited, in other words
    Rule(
        "dispute",
        (
            words(
                r"ou (?:est|sont|en est) (?:ma|mon|mes|notre|nos|la|le|les) (?:commande|livraison|colis|marchandise|"
                r"materiel|travaux|chantier)|jamais (?:re)?(?:passe|venu|livre)|(?:fait|livre|realise|pose|"
                r"recu) que (?:la|une|\d|deux|trois)|"
                r"(?:il )?reste\w* (?:encore )?(?:a (?:livrer|faire|poser|finir|terminer|installer|reprendre)|"
                r"[\w' ]{1,30} a (?:livrer|faire|poser|finir|terminer|installer))|attend\w* (?:encore|"
                r"toujours) (?:le|"
                r"la|les|que|des|un|une|deux|trois|quatre|\d|vos|votre)|"
                r"perdu (?:un|le|la|notre|mon|les|des|une partie)|(?:mauvaise|autre) adresse|"
                r"personne (?:ne )?(?:s'est|n'est|n'a|est|a) |a moitie|moitie (?:du|de la|des)|toujours (?:pas|rien)|"
                r"(?:en|de|du) retard|jours de retard|semaines de retard|pas (?:ete )?fini|quand (?:comptez|allez|"
                r"viendrez|serai|sera)"
            ),
        ),
        unless=words(r"retard (?:de|du|dans le|dans notre) (?:paiement|reglement|tresorerie)|(?:desole|excus|navre|"
                     r"pardon)\w*[\w' ]{0,25}retard|(?:validation|signature|accord|visa|retour du|subvention|client|"
                     r"reponse)|(?:pas|rien) (?:a signaler|encore (?:regle|paye|valide|vu|recu de)|signe)|(?:regl|"
                     r"pay)\w+ en retard|toujours pas (?:paye|regle|de fact)"),
        reason="delivery",
        is_weak=True,
    ),
    # a sum that surprises
    Rule(
        "dispute",
        (
            words(
                r"(?:beaucoup|bien|nettement|largement) (?:plus|trop)|plus que (?:ce |le |prevu|convenu)|avait dit|"
                r"aviez dit|avions dit|(?:promis|annonce|dit|convenu)\w* [\w' ]{0,12}\d|pourquoi (?:\d|ce montant|"
                r"cette somme|m'avoir|nous avoir|des frais|une|tant)|alors que le devis|vous (?:comptez|facturez|"
                r"avez compte|"
                r"avez facture)|(?:devrait|doit|devait|aurait du) etre (?:de |a |offert|gratuit|\d)|tombe pas juste|"
                r"tout compris|pas command\w* (?:l'|la |le |cette |ces )?option|double de|comprend\w* pas (?:ce|le|"
                r"cette|votre|pourquoi|a quoi)|pas (?:le|du tout le) meme (?:prix|montant)|en trop\b|plus cher|"
                r"pas deduit|(?:ligne|option|poste) \d"
            ),
        ),
        unless=words(r"plus (?:tard|tot|vite|que ravi)"),
        reason="price",
        is_weak=True,
    ),
    # addressed to the wrong firm, in other words
    Rule(
        "dispute",
        (words(r"(?:nous ne sommes|je ne suis) pas [\w' -]{2,40} mais|change de (?:nom|raison sociale|denomination)|"
               r"(?:facture|facturer|facturez|facturee)[\w' ]{0,40}(?:maison mere|holding|filiale|siege|bailleur|"
               r"proprietaire|syndic|locataire|sci\b|gie\b)"),),
        reason="wrong_document",
        is_weak=True,
    ),
    # something is wrong with what was bought
    Rule(
        "dispute",
        (
            words(r"(?:produit|marchandise|materiel|travail|travaux|prestation|article|piece|machine|appareil|"
                  r"commande|livraison|colis|chantier|intervention|installation|service|ouvrier|technicien|equipe|"
                  r"pose|site|logiciel|facture)s?\b"),
            words(r"probleme|souci|erreur|mauvais|n'est pas|ne sont pas|n'a pas|n'ont pas|pas (?:du tout|bon|bonne|"
                  r"terrible|acceptable|correct)|inacceptable|inadmissible|anomalie|nul\b|nulle\b|jamais"),
        ),
        unless=words(r"(?:probleme|souci) (?:de|d') (?:treso|informatique|sante|logiciel)|"
                     r"pas (?:encore )?(?:ete )?(?:regl|pay|valid|trait|comptab|vir|echu|sold|retrouv|recu|vue?\b)|"
                     r"retrouv|pas de (?:souci|probleme)|aucun (?:souci|probleme)|erreur de (?:notre|ma) part|"
                     r"notre erreur|oubli|sauf erreur|pas contest"),
        reason="other",
        is_weak=True,
    ),
    # what the creditor did, or was to do
    Rule(
        "dispute",
        (
            words(
                r"rien ne va|erreur de votre|double sans|sans prevenir|vous (?:deviez|devez|auriez|n'avez|n'aviez|"
                r"aviez|ne (?:respect|repond|fait|rappel)|vous etiez|"
                r"etiez)|(?:votre|vos|notre) (?:chauffeur|ouvrier|livreur|technicien|commercial|collegue|equipe|"
                r"poseur|vendeur|agence|prestation|produit|materiel|devis|commande|"
                r"marchandise|travail|sous traitant|conseiller|representant)s?\b|(?:que|dont|qu') vous (?:avez|"
                r"aviez) (?:pose|livre|installe|vendu|fait|envoye|fourni|monte)|expert|assurance|huissier|constat|"
                r"photos?\b|a tort\b|etonne|surpris|goutte|vides?\b|mouille|trempe|absente?s?\b|plie\b|"
                r"(?:ne )?correspond\w* (?:pas|a rien)|a rien de|(?:devis|commande|livraison) (?:\w+ ){0,2}refus|"
                r"(?:commande|livraison|prestation|devis)|au nom d'un|jamais (?:ete )?fait|on ne paie pas|"
                r"ne paie(?:rai|rons)? pas|numero de commande|bon de commande|probleme|souci\b|scandal|inadmissible"
            ),
        ),
        unless=words(
            r"devez vous tromper|(?:souci|probleme) de (?:treso|sante)|pas de (?:souci|probleme)|aucun (?:souci|"
            r"probleme)|conges?\b|(?:personne|collegue|responsable|comptable) (?:\w+ )?absente?|absente?s? (?:jusqu|"
            r"cette|pour|du|ce|depuis|le)|je suis absent|(?:relance|rappel) [\w' ]{0,10}(?:surpris|etonn)|oubli"
        ),
        reason="other",
        is_weak=True,
    ),
)  # fmt: skip
