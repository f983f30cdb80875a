"""How customers ask in French for papers, speak of bank details, or merely acknowledge."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.rules import Rule, words

_DOCUMENT = (
    r"(?:copies?|duplicatas?|duplicata|double\b|facture\w*|fact\b|releves?|bons? de livraison|"
    r"bons? d'(?:intervention|"
    r"execution)|bl\b|bls\b|pv\b|proces verba\w+|preuves? de livraison|justificatifs?|details?|decomptes?|"
    r"extraits?|devis|situation de|grand livre|pieces? (?:jointe|justif|manquante)|piece jointe|pj\b|pdf|rapports?|"
    r"emargement|attestations?|bordereaux?|documents?|etat (?:recap|des)|recap\w*|fichier|originale?|contrat signe|"
    r"lettre de voiture|"
    r"feuilles?|scan|kbis|releve d'identite|rib\b|extrait)"
)
COPY_WANTED: Final = (
    # “pouvez-vous nous renvoyer la facture”
    Rule(
        "copy_wanted",
        (
            words(
                r"(?:r?envo(?:yer|yez|ie|i)\b|renvoi|envoie|transmettre|transmettez|retransmettre|retransmettez|"
                r"transmettiez|retransmettiez|r?envoyiez|fassiez|fournir|fournissez|communiquer|communiquez|adresser|"
                r"adressez|readresser|"
                r"retourner|retournez|remettre|parvenir|suivre|(?:faire |me |nous )passer|obtenir|(?:d'|pouv\w+ |"
                r"peut on |nous |"
                r"pourr\w+ )avoir|disposer|recevoir|joindre|besoin|faudrait|faut|manque|attendons|attend|attends|"
                r"merci de|merci pour|pouvez|pourriez|pourrait|peut|peux|svp|stp|"
                r"s'il vous plait|souhait\w*|voudr\w*|aimer\w*|demand\w*|reclam\w*|please|refournir|partager|"
                r"possible|"
                r"auriez vous|avez vous|auriez|aider|quel est|ou est|ou sont|mail|mailer|reimprimer)"
            ),
            words(_DOCUMENT),
        ),
        unless=words(
            r"(?:rectif|corrig|refaire|refaite|nouvelle facture|reedit|reemett|reetabl|modifi|annul|conforme|"
            r"bonne facture|facture (?:au nom|a l'ordre|au bon|avec|sans|mention))|"
            r"(?:numero|n°|bon|reference|ref) (?:de |d')(?:commande|engagement)|(?:vos|votre|les|ces|"
            r"toutes les) (?:prochaines |futures )?(?:factures|relances|courriers)[\w' ,]{0,30} (?:a |au )|"
            r"(?:nous |je |j')(?:vous )?(?:joins|joignons|envoie\b|envoyons|transmets|transmettons|adresse\b|"
            r"adressons)|ci joint|ci joints|en piece jointe|regler (?:la|cette|votre|les|ces|vos) facture|"
            r"(?:payer|solder|regler|decaler|reporter|annuler|echelonner|etaler) (?:la|cette|votre|les|ces|vos|nos|"
            r"notre)|(?<!sommes )(?<!montants )due\b|trace|(?:facture|piece)s? (?:est|sera|sont|seront|a ete|ont ete|"
            r"n'est|n'a|vous|qui|impayee|a payer|partira|part|etait)|"
            r"(?:attend|manque)\w* (?:toujours |encore )?(?:la livraison|l'avoir|votre avoir|un avoir|les pieces)|"
            r"sans faute|partira|passera|train de|seront payees|merci de (?:verifier|noter|corriger|voir|lettrer|"
            r"classer|patienter|votre|prendre|cesser)|nouve\w+ (?:rib|iban|coord)|"
            r"factures? (?:erron|mal|correcte|juste|conforme|au format|au bon)|bon format|vraie facture|due forme|"
            r"etabl\w+ (?:la|une)|sans (?:reponse|retour)|que ce qui"
        ),
    ),
    # “il faut me la renvoyer”, “merci de nous la faire parvenir”, “vous pouvez me la renvoyer”
    Rule(
        "copy_wanted",
        (
            words(
                r"(?:nous|me|m'en|nous en) (?:la|le|les) (?:r?envoyer|transmettre|retransmettre|faire (?:parvenir|"
                r"suivre|passer)|adresser|readresser|communiquer|fournir|renvoie|remettre|repasser|mailer|scanner|"
                r"redonner)|"
                r"(?:la|le|les) (?:r?envoyer|retransmettre|faire parvenir|faire suivre|readresser|repasser)\b|"
                r"(?:renvoyez|envoyez|transmettez|retransmettez|adressez|faites|repassez)(?: (?:la|le|les))? (?:nous|"
                r"moi)(?! (?:un avoir|l'avoir|un nouveau|votre nouveau|le bon|"
                r"une facture (?:rect|corr)))|(?:me|nous) (?:l'|les )(?:envoyer|adresser|renvoyer)|envoyer une copie|"
                r"une copie (?:svp|s'il|stp|de)|duplicata|"
                r"(?:m'en|nous en) (?:r?envoyer|transmettre|adresser|faire parvenir|fournir) (?:une copie|un double|"
                r"un duplicata|un exemplaire)"
            ),
        ),
        unless=words(r"reedit|rectif|corrig|avoir (?:promis|convenu)|l'avoir|un avoir|rib\b|iban|nouvelle facture|"
                     r"ci joint"),
    ),
    # the attachment is not there or cannot be read; the invoice cannot be found
    Rule(
        "copy_wanted",
        (
            words(
                r"(?:piece jointe|pj|fichier|pdf|lien|document)[\w', ]{0,30} (?:ne marche|marche pas|illisible|vide|"
                r"absent|manqu|ne s'ouvre|s'ouvre pas|corromp|expir|ne fonctionne|endommag|introuvable|oubli|"
                r"ouvr)\w*|"
                r"(?:oubli|manqu|absence|pas de|pas trouve|sans|aucune)\w*(?: \w+){0,2} (?:piece jointe|pj\b)|"
                r"(?:retrouv|trouv|mis la main|remet)\w* (?:pas|plus|nulle)(?: (?!trace)\w+){0,3} (?:facture|sur|la|"
                r"piece)|"
                r"(?:la|les) retrouv\w+ (?:pas|plus)|(?:perdu|egare|jete|efface)\w* (?:la|votre|cette|les|vos|"
                r"l') ?(?:facture|original|piece|mail)|(?:impossible|pas moyen|n'arriv\w+ pas) (?:d'|de |"
                r"a )?(?:ouvrir|la retrouver|retrouver|la lire|l'ouvrir|lire)"
            ),
        ),
    ),
    # a question: what does it correspond to
    Rule(
        "copy_wanted",
        (words(r"a quoi (?:corresp|ca corresp|cela|se rapporte)|(?:correspond|corresp\w*) a quoi|(?:quelle|"
               r"quelles) factures?|c'est quoi (?:cette|ce)|de quoi s'agit|de quelle (?:facture|prestation|"
               r"commande)"),),
        unless=words(r"ne corresp\w* (?:pas|a rien)"),
        is_weak=True,
    ),
)  # fmt: skip

_BANK_NAMED = (
    r"(?:ribs?\b|ibans?\b|bic\b|coordonnees (?:bancaires?|de paiement|de virement|de reglement)|coord\w* bancaires?|"
    r"details bancaires|references bancaires|identite bancaire|domiciliation|compte bancaire|informations bancaires|"
    r"numero de compte|"
    r"donnees bancaires|infos bancaires)"
)
NEW_BANK_DETAILS: Final = (
    # RIB or IBAN, and something of a change, a doubt or a check
    Rule(
        "new_bank_details",
        (
            words(_BANK_NAMED),
            words(
                r"nouve|chang|modif|mis a jour|mettre a jour|mise a jour|actualis|plus (?:le|la|les) meme|pas (?:le|"
                r"la|les) meme|different|differ|desormais|dorenavant|a l'avenir|autre|ancien|precedent|remplac|"
                r"ci (?:joint|dessous|apres)|"
                r"en piece jointe|a compter|clotur|ferm|confirm|correct|lequel|laquelle|lesquel|quel|corresp|verif|"
                r"authent|est ce bien|bons?\b|bonnes?\b|bien (?:le|celui|la|le votre)|a partir|desorm|recu|indiqu|"
                r"etrang|frauduleu|fraude|arnaque|"
                r"suspect|bizarre|douteux|surpris|erron|faux|plus valable|plus valide|plus actif|transmis|communique|"
                r"fourni|donne|figur|mention|apparai|deux|valable|prendre note|noter|noté|rejet|invalide|toujours|"
                r"ligne|mail|avant|comme|relance|facture|sur\b|votre|vos\b|votre|notre|nos\b|mon\b|mes\b|un\b|le\b|"
                r"l'|"
                r"d'"
            ),
        ),
        unless=words(
            r"(?:n'ont|n'a|ont|a) pas change(?!\w*[^?]{0,60}\?)|inchang|(?:ne )?(?:nous |vous )?(?:changeons|"
            r"modifions|communiquons) jamais|meme (?:rib|iban) que (?:d'hab|toujours|precedem)|attention aux fraudes",
        ),
    ),
    # a new account, another bank
    Rule(
        "new_bank_details",
        (
            words(
                r"(?:nouve\w+|autre|ancien\w*|precedent\w*|second|deuxieme|different\w*|faux|"
                r"mauvais) (?:\w+ )?(?:comptes? (?!client|rendu|fourn|tiers)|comptes?$|comptes?[,.?!]|banques?\b|"
                r"etablissement bancaire|domiciliation|ribs?\b|ibans?\b)",
                r"(?:chang\w*|modifi\w*)(?: (?:de|notre|votre|nos|vos|la|le|du|des|d'|recemment|aussi|bien|donc|"
                r"egalement|recent)){0,4} (?:banques?|compte\b(?! rendu)|domiciliation|etablissement|rib|iban|"
                r"coordonnees)",
                r"compte[\w' ]{0,40} (?:sera |est |a ete |va etre |etait )?(?:clotur|ferme\b|fermee?\b|etranger|"
                r"a l'etranger|(?:lituan|portug|espagn|allema|polon|belg|anglais|roum|neerland|hongr|irland)\w*|"
                r"au nom (?:d'un|de)|gel|bloqu)",
                r"(?:quel|quels|quelle|lequel|bon|bons) (?:est le |sont les )?(?:bon |numero de )?(?:compte|"
                r"comptes)\b(?! rendu)|(?:sur|vers|a) quel (?:compte|rib|iban)|(?:votre|notre|nos|vos) (?:compte|"
                r"banque|rib|iban)s? (?:a|avait|aurait|ont|avaient|auraient|va|change|"
                r"changera)\b(?! pas)[\w' ]{0,12}chang|"
                r"(?:credit (?:mutuel|agricole|lyonnais|cooperatif|du nord)|bnp|cic|lcl|banque postale|"
                r"banque populaire|caisse d'epargne|"
                r"societe generale|boursorama|qonto|revolut|n26|wise)[\w' ,]{0,25} (?:ou|et non|au lieu|plutot|"
                r"desormais)\b|toujours (?:a |au |chez |la |le |une? )*(?:compte )?(?:a |au |chez |la |"
                r"le )*(?:caisse d'epargne|credit (?:mutuel|agricole|lyonnais|cooperatif|du nord)|bnp|cic|lcl|"
                r"banque postale|banque populaire|societe generale|boursorama|qonto|revolut|n26|hsbc)|"
                r"(?:caisse d'epargne|credit (?:mutuel|agricole|lyonnais|cooperatif|du nord)|bnp|cic|lcl|"
                r"banque postale|banque populaire|societe generale|boursorama|qonto|revolut|n26|"
                r"hsbc)[\w' ]{0,20} (?:toujours|encore|bien le)|banque[\w' ,]{0,40} (?:nouvelles|"
                r"nouveaux) (?:coordonnees|references)|(?:nouvelles|nouveaux) (?:coordonnees|"
                r"references) (?:bancaire|de (?:paiement|virement))|compte se terminant|plus (?:a la |au |chez |"
                r"a )(?:la |le )?(?:caisse d'epargne|credit (?:mutuel|agricole|lyonnais|cooperatif|du nord)|bnp|cic|"
                r"lcl|banque postale|banque populaire|societe generale|boursorama|qonto|revolut|n26|hsbc)|(?:deux|"
                r"plusieurs|trois) (?:comptes?|ribs?|ibans?)\b|(?:pirat|hack|usurp|frauduleu|trafiqu|falsifi)\w*|"
                r"(?:rib|iban|compte|coordonnees|beneficiaire|titulaire|virement|banque)[\w' ]{0,40} (?:fraud|"
                r"arnaque|escro|louche|suspect|bizarre|inexistant|invalide|clos\b|clotur)\w*|(?:fraude|arnaque|"
                r"escroquerie)s? (?:au|aux|a la|bancaire)|chang\w* d'(?:etablissement|agence|organisme)|(?:meme|bon|"
                r"ancien) (?:compte|rib|iban)\b(?! rendu| client)|(?:payer|virer|regler|verser|aille|"
                r"aller) (?:desormais )?ailleurs|a qui (?:dois|doit|devons|"
                r"faut|adresser|"
                r"faire)[\w' ]{0,15} (?:virement|virer|payer|verser)|\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,}",
                r"comptes? (?!client|rendu|bien|tenu|fourn|de resultat|d'attente)[\w' ]{0,50}(?:habitu|d'habitude|"
                r"connais|connu|sur lequel|different|clos\b|indique|communiqu|celui|pas le meme|etrang|inconnu|pirat|"
                r"inhabit|bizarre|mentionne|a chang)|(?:different|inhabit|pirat)\w*[\w' ]{0,20} compte\b|"
                r"(?:le|un|ce|quel|au|du) compte (?:que|qui|en|indique|ci|donne|fourni|figurant|inscrit|se terminant|"
                r"dont|est)\b|changement bancaire|quitt\w+ (?:la |le )?(?:banque|credit|bnp|cic|societe generale|"
                r"caisse|lcl|sg)|"
                r"(?:vers|sur) (?:ce|cet|un autre) (?:compte|iban|rib)|(?:sur|vers) un compte (?:a|en|au|aux|"
                r"chez)\b|se disant (?:de|votre|du)|modalites de (?:paiement|virement) ont|"
                r"(?:coordonnees|references|instructions)[\w' ]{0,25} (?:de|pour) (?:paiement|virement|reglement|"
                r"le virement|vous payer|vous regler)|(?:se faisant|fait|font|faire|faite) passer pour (?:vous|votre|"
                r"un|l')|usurp\w*|hame[cç]onnage|phishing|(?<!je )(?<!j'irai )passes? (?:a|au|chez) (?:la |"
                r"le )?(?:banque (?:postale|populaire)|credit|bnp|cic|"
                r"societe generale|caisse|lcl|qonto|revolut)|ou (?:doit on|dois je|faut il|devons nous) (?:payer|"
                r"virer|verser|envoyer le virement)|changer? (?:l'|notre |votre )?(?:etablissement|banque)|"
                r"beneficiaire[\w' ]{0,40}(?:inconnu|different|ne corresp|pas le meme|chang|n'est pas)|"
                r"compte (?:de paiement )?(?:chez|aupres de) (?:revolut|qonto|wise|n26|bunq|shine|ma nouvelle|"
                r"notre nouvelle|votre nouvelle)|faux (?:rib|fournisseur|iban)",
            ),
        ),
        unless=words(r"(?:n'ont|n'a) pas change(?!\w*[^?]{0,60}\?)|inchang"),
    ),
    # “voici notre RIB”: theirs, unasked
    Rule(
        "new_bank_details",
        (words(r"(?:voici|ci joint|ci dessous|ci apres|trouverez|joins|joignons|transmets|transmettons|utiliser|"
               r"prendre en compte|enregistrer)[\w' ]{0,30} (?:rib|iban|coordonnees bancaires)"),),
    ),
)  # fmt: skip

NOTHING: Final = (
    # thanks, received, noted
    Rule(
        "nothing",
        (
            words(
                r"le maximum|notre possible|mon possible|a l'interne|parler (?:a|avec)\b|en parle|rentre\b|"
                r"repond\w*|rappel\w*|faisons le point|inform\w*|visa\b|"
                r"le temps|associe|vois avec|voit avec|(?:bien|bonne) (?:recu|note|pris|prise|reception)|bonne note|"
                r"accus\w* (?:de )?reception|noted?\b|"
                r"c'est note|pris (?:bonne )?note|pris en compte|prenons (?:bonne )?note|prends (?:bonne )?note|"
                r"prise? en compte|"
                r"merci|remerci|entendu|ok\b|okay|d'accord|parfait|ca marche|compris|recu\b|message recu|"
                r"bien compris|"
                r"desole|navre|excus|au mieux|signature|pris acte|a l'etude|je note|on voit|je vois|patron|remont\w*|"
                r"service concerne|compta\b|lu\b|vu\b|suite a donner|chez le responsable|tres bien|oui\b|super\b|"
                r"c'est bon"
            ),
        ),
        is_weak=True,
    ),
    # passed on, looked at, in hand
    Rule(
        "nothing",
        (
            words(
                r"transm(?:ets|is|ettons|ise|et|ettrai|ettrons)|fait suivre|fais suivre|faisons suivre|ferai suivre|"
                r"transfer|fais (?:passer|remonter)|reven(?:ons|ir)|revien(?:s|t|drai|drons|dra)|reviendr|recontact|"
                r"tien\w* (?:au courant|informe)|regard|"
                r"verifi|me renseigne|nous renseignons|renseign|me rapproche|rapprochons|en cours|circuit|valid|"
                r"traite|traitement|instruction|examin|etudi|point (?:avec|sur)|des que possible|au plus vite|"
                r"au plus tot|rapidement|bientot|prochainement|"
                r"dans les (?:meilleurs|plus brefs)|sans tarder|vite|necessaire|a la signature|en attente|"
                r"attend\w* (?:le retour|la validation|le visa|l'accord)|absent|conges?\b|vacances|incessamment|"
                r"promis|tout de suite|de suite|relance|a bientot|"
                r"dossier|charge|occupe|m'en occupe|reponse"
            ),
        ),
        is_weak=True,
    ),
    # a payment that no day is named for
    Rule(
        "nothing",
        (words(r"(?:regl|pay|pai|vir|vers|sold|acquitt)\w*(?:ai|ons|era|ont|er|e|ement|ements)\b|cheque|mandat\w*"),),
        reason="payment",
        is_weak=True,
    ),
)  # fmt: skip
