"""French: the tables of its rules, and the words that tell promises and payments apart."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.french_complaints import COMPLAINTS
from relance.domain.replies.french_disputes import DISPUTES
from relance.domain.replies.french_guesses import GUESSES
from relance.domain.replies.french_papers import COPY_WANTED, NEW_BANK_DETAILS, NOTHING
from relance.domain.replies.french_payments import ALREADY_PAID
from relance.domain.replies.french_requests import MORE_TIME, WRONG_CONTACT
from relance.domain.replies.french_settled import SETTLED
from relance.domain.replies.rules import Language, words

FRENCH: Final = Language(
    code="fr",
    rules=(
        *ALREADY_PAID, *SETTLED, *DISPUTES, *COMPLAINTS, *GUESSES, *MORE_TIME, *WRONG_CONTACT, *COPY_WANTED,
        *NEW_BANK_DETAILS, *NOTHING,
    ),
    small_words=words(
        r"(?:le|la|les|du|des|et|est|sont|nous|vous|je|votre|vos|notre|nos|pas|pour|que|qui|sur|par|avec|ce|cette|"
        r"une|"
        r"un|en|au|aux|bonjour|merci|ne|ete|deja|svp|mais|dans|fait|mon|ma|mes|il|elle|si|facture|factures|virement|"
        r"reglement|cheque|paiement|"
        r"lundi|mardi|mercredi|jeudi|vendredi|ok je|regle\w*|paye\w*|avons|a ete|demain|hier|fin|jours?|mois|nouveau|"
        r"nouvel|avez|pouvez|rien|jamais)\b|(?:c|d|l|n|j|s|qu|m)'"
    ),
    payment=words(
        r"regl(?:e|es|er|ons|ez|ee|ees|ement|ements|erai|eras|era|erons|eront|erais|erait|ent)\b|pay(?:e|es|er|ons|"
        r"ez|"
        r"ee|ees|ement|ements|erai|era|erons|eront|ent|erais|able)\b|pai(?:e|es|ent|ement|ements|erai|era|erons|"
        r"eront|"
        r"erais)\b|"
        r"vir(?:e|er|ee|ees|ement|ements|erai|era|erons|eront|ons|es)\b|vers(?:e|er|ee|ees|ement|ements|erai|era|"
        r"erons|eront|ons)\b|sold(?:e|er|ee|ees|erai|era|erons|eront|ons)\b|acquitt\w*|honor\w*|cheques?|chq|"
        r"mandat\w*|liquid\w+|ordonnanc\w*|"
        r"prelev\w*|prel\b|bon a payer|bonn?e?s? a payer|bap\b|campagne|echeance|echeances|lot\b|debloqu\w*|"
        r"decaiss\w*|traites?\b|lcr\b|tresor|comptab\w*|le sera\b|le seront\b|transfert|transfer\w*|lettre de change|"
        r"especes|acompte|sous|argent|somme|necessaire|"
        r"rembours\w*|carte|cb\b|telereglement|epure\w*|regularis\w*|regul\b|paypal|montant|fonds|du\b(?= sera)|"
        r"banque|echeancier|reglerai|vir\b|debit\w*"
    ),
    ahead=words(
        r"(?:sera|seront|serez|va|vont|vais|allons|aura|aurez|auras|auront) |\w+(?:erai|erons|eront|irai|irons|iront|"
        r"drai|drons|dra|endra|endrai|viendra|ira|era)\b|ok\b|oui\b|d'accord|promis|inscrit\w*|"
        r"moitie\b|un tiers|le (?:reste|solde)\b|remet[st]?\b|"
        r"fais|"
        r"fait|"
        r"faisons|part\b|partent|passe|programme|prevu|prevoi\w*|planifi|"
        r"c'est (?:pour|bon|prevu|promis)|sans faute|au plus tard|comptez|occupe|engage|envoi\w*|poste|depose|"
        r"recev\w*|confirm\w*|lance|avez (?:l'argent|les sous)|deposer|apporte\w*|amene\w*|pour (?:lundi|mardi|"
        r"mercredi|jeudi|vendredi|le \d|demain)"
    ),
    no_promise=words(
        r"(?:ne|n') ?(?:vous |la |le |les |nous )?(?:pourr|peu|pouv|paier|payer|regler|ser)\w* (?:pas|rien|plus|"
        r"que)\b|(?:peux|peut|pouvons|pourrai|pourrons) (?:pas|rien)|pas (?:avant|de paiement|de virement|payer|"
        r"regler)|aucun\w* (?:paiement|reglement|virement|versement)|jusqu'|jamais|n'ont|factur\w+ (?:le|du)|"
        r"bienveillance|"
        r"(?:quand|lorsque) (?:je|nous|on) (?:ser|aur)|(?:pourr|peut|serait|est il|est ce|possible|accord|"
        r"accept)[\w' ]{0,60}\?|decal|report|delai suppl|"
        r"relanc\w* (?:moi|nous)|(?<!notre )echeancier|(?:regl|pay|vir)\w+[\w' ]{0,20} (?:n'est|"
        r"est) pas (?:encore )?prevu"
    ),
    elsewhere=words(r"(?:absent|conges?|vacances|ferm|de retour|reviendr|revien[st]|reponse|reponds|revenons|"
                    r"recontact|repond|rappell)\w*|livr|rendez vous|rdv|technicien|reunion|appel"),
    surely_ahead=words(
        r"(?:regl|pai|pay|vir|vers|sold|acquitt|honor)(?:erai|erons|era|eront|erez)\b|(?:ferai|ferons|"
        r"effectuer\w*) (?:le|un|votre) (?:virement|paiement|reglement|cheque)|(?:je|on|nous|j) (?:vous |vs |"
        r"te )?(?:la |"
        r"le |les )?(?:paie|paye|regle|vire|solde|reglons|payons|virons|soldons|versons|remets|"
        r"remettons|fais (?:le|un)|faisons (?:le|"
        r"un))\b|"
        r"(?:sera|seront|serez) (?:\w+ ){0,2}(?:regle|paye|vire|solde|verse|effectue|honore|mandate)|(?:paiement|"
        r"virement|reglement|cheque) (?:\w+ ){0,3}(?:partira|interviendra|sera|aura lieu|prevu|programme|planifie)"
    ),
    not_done=words(r"pas\b|jamais|aucun|non\b|rien\b|sera|seront|impaye|si\b|quand|delai|litige|attend\w*|relance|"
                   r"rappel|mise en demeure|recu (?:votre|vos|un mail)|debut|depuis"),
    condition=words(
        r"(?:des|apres|a|sur|sous reserve de|en attente de|contre|avant|sans|moyennant|"
        r"conditionne \w+) (?:la |l'|votre |sa |son )?(?:reception|obtention|livraison|remise|correction|"
        r"regularisation|validation|retour|envoi|reparation|emission|"
        r"avoir|mise en conformite|levee|intervention)|des que vous|quand vous|lorsque vous|une fois (?:que vous|l'|"
        r"la|le|les|votre)|tant que|si vous|a condition|(?:que )?lorsque (?:la|le|les|l')|quand (?:la|le|les|l')|"
        r"des que (?:la|le|les|l')|jusqu'a"
    ),
    not_a_payment_day=words(
        r"(?:factures?|fact|commande|devis|relance|rappel|mail|message|courrier|courriel|lettre|avoir|livraison|"
        r"livree?s?|contrat|bon de livraison|bl|mise en demeure|datee|prestation|intervention|reunion|entretien|"
        r"appel|"
        r"demande|reponse|telephonique) (?:n°? ?\S{1,20} )?(?:(?:en|date|datee|du|de|le|recue?|emise?|echue?|a|"
        r"ete) ){0,3}$",
        r"(?:depose|resilie|conge|absent|ferme|(?<!mon )(?<!notre )retour|vacances|signe|telephon|livre|echu|emise|"
        r"recu|commande|annule|"
        r"demand)\w* (?:(?:sur|chorus|pro|a|compter|de|jusqu'au|jusqu'|depuis|en|au|date|bien) ){0,4}$",
    ),
    other_invoice=words(r"l'autre\b|les autres\b|la seconde|la deuxieme"),
    the_rest=words(r"(?:le|du) (?:solde|reste|reliquat|restant|surplus)|l'autre|les autres|toutes?|l'ensemble|"
                   r"la totalite|le tout|les deux|les trois"),
    same_invoice=words(r"elle\b|celle ci|cette (?:facture|derniere|piece)|l'ai\b|l'avons|la (?:regl|pay|r?envoy|"
                       r"retrouv|solder)\w*|me la|nous la|ce montant|cette somme|celle la|c'est"),
    unsubscribes=words(r"stop\b|desabonn|desinscri|ne plus (?:recevoir|me contacter|etre contacte)|"
                       r"retire[rz]? (?:moi|"
                       r"mon adresse|nous)|supprime[rz]? (?:mon|mes|nos|moi)|rgpd|harcel|spam\b"),
)  # fmt: skip
