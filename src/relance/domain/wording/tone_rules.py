"""What a message may not say, and to whom: one readable row a rule, in the words of both languages.

A pattern is looked for in one sentence, without accents and in small letters. `unless` exempts a sentence.
"""

# ruff: noqa: E501  (one rule, a few readable rows)

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

EARLY = ("courtesy", "reminder")
STEPS = ("courtesy", "reminder", "final", "formal_notice")
BEFORE_NOTICE = ("courtesy", "reminder", "final", "answer")
Both = tuple[str, str]  # French, English


@dataclass(frozen=True, slots=True)
class ToneRule:
    """Sentences that are refused for these kinds of customers, at these stages (empty: all)."""

    key: str
    fr: str
    en: str
    why: Both
    instead: Both
    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    unless_fr: str = ""
    unless_en: str = ""

    def applies(self, kind: str, stage: str) -> bool:
        """Whether it holds for this kind of customer at this stage."""
        return (not self.kinds or kind in self.kinds) and (not self.stages or stage in self.stages)


_COURT: Final[Both] = (
    "À partir du dernier rappel, écrivez « nous pourrons saisir le tribunal compétent ».",
    "From the last reminder on, write “we may bring the matter before the competent court”.",
)
_USE_CLAIMS: Final[Both] = (
    "Mettez le champ {{ claims.text }} : il ne dit que ce que ce client doit.",
    "Use the field {{ claims.text }}: it says only what this customer owes.",
)

TO_ANYONE: Final = (
    ToneRule(
        "seizure",
        r"\bsaisies?[- ](conservatoire|attribution|vente|sur)|saisies? (de |du |des )?(vos|votre|bien|compte|salaire)"
        r"|\b(une|la|les|des|par) saisies?\b|saisi\w* (vos|votre|sur|les biens|le compte|le salaire)|(vos|votre) (biens?|comptes?|salaires?|meubles|vehicules?)"
        r"[^.]{0,40}\bsaisi|\bfaire saisir|avis a tiers detenteur",
        r"\bseiz(e|ed|ure|ing)\b|garnish|\bbailiffs?\b[^.]{0,40}(take|remove|enter)|freez\w* your (account|assets)",
        (
            "Une saisie n’est possible qu’avec un titre exécutoire ou l’accord d’un juge.",
            "Nothing can be seized without an enforceable title or a judge’s leave.",
        ),
        _COURT,
    ),
    ToneRule(
        "visit",
        r"(huissier|commissaire de justice)[^.]{0,80}(se presenter|se rendra|viendra|passera|a votre domicile"
        r"|dans vos locaux|sur place|saisir(a|ont))|expuls",
        r"(bailiff|enforcement officer)[^.]{0,80}(visit|come to|call at|at your (home|premises))|evict",
        (
            "Sans titre exécutoire, personne ne peut contraindre le client chez lui.",
            "Without an enforceable title nobody can compel the customer at home.",
        ),
        (
            "À partir du dernier rappel : « le dossier pourra être confié à un commissaire de justice ».",
            "From the last reminder on: “the file may be passed to an enforcement officer”.",
        ),
    ),
    ToneRule(
        "crime",
        r"\bprison\b|emprisonn|casier judiciaire|poursuites? penales?|plainte penale|escroquerie|\bescrocs?\b|\bdelit\b"
        r"|(nous|notre)[^.]{0,40}(port|depos)\w* plainte",
        r"\bprison\b|\bjail\b|criminal (record|charge|complaint|proceeding|offence)|\bfraudster|press charges|the police",
        (
            "Ne pas payer une facture n’est pas un délit : cette menace ne peut pas être suivie d’effet.",
            "Not paying an invoice is no crime: this threat cannot be carried out.",
        ),
        _COURT,
    ),
    ToneRule(
        "register",
        r"banque de france|interdit\w* bancaire|interdiction bancaire|\bfich(e|es|er|age)\b|\bficp\b|\bfcc\b|liste noire",
        r"banque de france|blacklist|black list|credit (file|register|bureau|rating)|banking ban",
        (
            "Un fournisseur ne peut pas faire ficher un client pour une facture impayée.",
            "A supplier cannot have a customer registered for an unpaid invoice.",
        ),
        ("Retirez cette phrase.", "Take this sentence out."),
    ),
    ToneRule(
        "disclosure",
        r"(inform|preven|previen|avert|contact|signal|alert|communiqu)\w*[^.]{0,50}(vos (clients|voisins|proches|fournisseurs"
        r"|partenaires|salaries|collegues|associes)|votre (employeur|banque|famille|entourage|conjoint|assureur"
        r"|voisinage))",
        r"(inform|tell|warn|contact|notify|report)\w*[^.]{0,50}your (customers|clients|neighbours|family|suppliers"
        r"|partners|employees|colleagues|employer|bank|spouse|insurer)",
        (
            "Parler de la dette à des tiers est interdit (vie privée, RGPD) et ne peut pas être annoncé.",
            "Telling others of the debt is forbidden (privacy, GDPR) and cannot be announced.",
        ),
        ("Retirez cette phrase.", "Take this sentence out."),
    ),
    ToneRule(
        "publication",
        r"(publi(er|erons|ee?s?|cation)|diffus|affich)\w*[^.]{0,50}(nom|dette|impaye|liste|identite|reseaux|site)"
        r"|reseaux sociaux",
        r"(publish|post|display)\w*[^.]{0,50}(name|debt|list|identity)|social media",
        (
            "Rendre publics le nom ou la dette d’un client est interdit.",
            "Making a customer’s name or debt public is forbidden.",
        ),
        ("Retirez cette phrase.", "Take this sentence out."),
    ),
    ToneRule(
        "title",
        r"titre executoire|execution forcee|voies? d'execution|(vous|serez) condamne|force executoire",
        r"enforceable title|enforced by (law|force)|compulsory enforcement|(you have been|you are|will be) (ordered|condemned)"
        r"|writ of",
        (
            "Seul un juge ou un acte prévu par la loi donne un titre exécutoire ; une lettre ne peut pas l’annoncer.",
            "Only a judge or an act named by law gives an enforceable title; a letter cannot announce one.",
        ),
        _COURT,
    ),
    ToneRule(
        "imitation",
        r"\b(commandement|sommation) de payer\b|\bvous sommons\b|au nom de la loi|republique francaise|\bassignation\b"
        r"|acte extrajudiciaire|signification d|\bvous est signifie|exploit d",
        r"order to pay|in the name of the law|\bsummons\b|\bsubpoena|hereby served|court order",
        (
            "Ces mots imitent l’acte d’un commissaire de justice ou d’un tribunal (article 433-13 du Code pénal).",
            "These words imitate the act of an enforcement officer or a court (French Penal Code, Article 433-13).",
        ),
        (
            "Écrivez « nous vous demandons de payer », ou « nous vous mettons en demeure » dans la mise en demeure.",
            "Write “please pay”, or “we hereby give you formal notice” in a formal notice.",
        ),
    ),
    ToneRule(
        "costs",
        r"frais[^.]{0,60}(a votre charge|vous (seront|seraient) (factures|imputes|reclames)|s'ajouteront"
        r"|(seront|seraient) ajoutes|en sus|supplementaires)|frais de (dossier|relance|gestion|procedure|poursuites?"
        r"|justice|huissier|commissaire)|tous (les )?frais",
        r"(costs?|fees?|charges?)[^.]{0,60}(at your (expense|cost|charge)|will be (added|charged|billed)|be borne by you)"
        r"|(reminder|collection|administrative|legal|court|bailiff) (fees?|charges?)|all costs",
        (
            "Sans titre exécutoire, les frais de recouvrement restent à la charge du créancier (article L111-8 du Code "
            "des procédures civiles d’exécution).",
            "Without an enforceable title the costs of recovery are the creditor’s (Article L111-8 of the French Code of "
            "Civil Enforcement Procedures).",
        ),
        _USE_CLAIMS,
    ),
    ToneRule(
        "iban",
        r"\b[a-z]{2}\d{2} ?([a-z0-9]{4} ?){3,}",
        r"\b[a-z]{2}\d{2} ?([a-z0-9]{4} ?){3,}",
        (
            "Un IBAN ne s’écrit pas dans un modèle : Relance imprime celui du compte approuvé.",
            "An IBAN is not written in a template: Relance prints that of the approved account.",
        ),
        ("Retirez-le : le bloc « Pour régler » suit le texte.", "Take it out: “How to pay” follows the text."),
    ),
    ToneRule(
        "bank_details",
        r"coordonnees bancaires[^.]{0,40}(ont change|sont desormais|nouvelles)"
        r"|(nouveau|nouvel|nouvelles?) (rib|iban|compte bancaire|coordonnees bancaires)",
        r"(new|changed) (bank details|bank account|iban)|bank details[^.]{0,30}have changed",
        (
            "Un changement de coordonnées bancaires ne s’annonce jamais par une relance : c’est ce que font les fraudeurs.",
            "A change of bank details is never announced in a reminder: that is what fraudsters do.",
        ),
        ("Retirez cette phrase.", "Take this sentence out."),
        stages=STEPS,
        unless_fr=r"n'ont pas change|\bjamais\b",
        unless_en=r"have not changed|\bnever\b",
    ),
)

TOO_EARLY: Final = (
    ToneRule(
        "early_court",
        r"\btribuna(l|ux)\b|juridiction|\bavocat|commissaire de justice|huissier|contentieux|\bpoursuites\b"
        r"|voie judiciaire|en justice|action judiciaire|injonction de payer|societe de recouvrement"
        r"|cabinet de recouvrement|derniere? (avis|rappel|avertissement|relance) avant",
        r"\bcourts?\b|\blawyers?\b|solicitor|attorney|enforcement officer|\bbailiff|legal (action|proceedings|steps)"
        r"|collection agency|debt collector|(last|final) (notice|warning|reminder) before",
        (
            "Cette menace vient trop tôt : elle n’a sa place qu’à partir du dernier rappel.",
            "This threat comes too early: its place is from the last reminder on.",
        ),
        (
            "À ce stade, demandez la date du paiement, ou dites que la suite peut conduire à une mise en demeure.",
            "At this stage ask for the day of payment, or say that what follows can lead to a formal notice.",
        ),
        stages=EARLY,
    ),
    ToneRule(
        "imperious",
        r"nous (exigeons|vous ordonnons|vous enjoignons|vous intimons)|payez (immediatement|sans delai)"
        r"|(etes|serez) (tenu|somme|contraint)s? de (payer|regler)|sous peine d",
        r"we (demand|order|insist on)|pay immediately|you are (required|ordered|compelled) to pay|on pain of|or else",
        (
            "Un ordre de payer n’est pas de mise dans une relance : elle demande.",
            "A reminder asks; it does not order.",
        ),
        (
            "Écrivez « nous vous remercions de régler… au plus tard le {{ notice.deadline }} ».",
            "Write “please pay… by {{ notice.deadline }}”.",
        ),
        stages=(*EARLY, "answer"),
    ),
    ToneRule(
        "nothing_late",
        r"impaye|\bretard|en demeure|penalit|\binterets?\b|\brelance",
        r"unpaid|overdue|past due|\blate\b|formal notice|penalt|\binterest\b|\breminder",
        (
            "Avant l’échéance, rien n’est en retard et rien ne peut être reproché.",
            "Before the due date nothing is late, and nothing can be held against anyone.",
        ),
        (
            "Rappelez la date à venir, et demandez si quelque chose bloque le paiement.",
            "Recall the coming date, and ask whether anything blocks the payment.",
        ),
        stages=("courtesy",),
        unless_fr=r"(rien|pas|aucun)[^.]{0,20}\bretard|n'est en retard",
        unless_en=r"(nothing|not|no)[^.]{0,15}\b(late|overdue)",
    ),
    ToneRule(
        "notice_words",
        r"vous mettons en demeure|\bmis(es)? en demeure d|(vaut|valant|tient lieu de) mise en demeure"
        r"|par la presente[^.]{0,40}mise en demeure|^mise en demeure\b",
        r"(give|serve) you (with )?formal notice|(is|as|constitutes) a formal notice|hereby[^.]{0,30}formal notice"
        r"|^formal notice\b",
        (
            "Ces mots font une mise en demeure, avec ses effets en droit, hors de l’étape prévue pour elle.",
            "These words make a formal notice, with its legal effects, outside the step meant for it.",
        ),
        (
            "Écrivez qu’une mise en demeure pourra suivre, ou changez le modèle « formal-notice ».",
            "Write that a formal notice may follow, or change the template “formal-notice”.",
        ),
        stages=BEFORE_NOTICE,
    ),
)

BY_CUSTOMER: Final = (
    ToneRule(
        "professional_claims",
        r"penalites?\b|\b[ld]\.? ?441-(10|5)\b|indemnite forfaitaire|\b40 ?(€|euros)|quarante euros|clause penale"
        r"|\b[lrd]\.? ?2192-\d+",
        r"penalt(y|ies)\b|\b[ld]\.? ?441-(10|5)\b|fixed (sum|compensation)|€ ?40\b(?![.,]\d)|forty euros|\b[lrd]\.? ?2192-\d+",
        (
            "Seuls les professionnels et les acheteurs publics doivent pénalités et indemnité ; ce client n’en doit pas.",
            "Only businesses and public buyers owe late-payment penalties and the indemnity; this customer does not.",
        ),
        _USE_CLAIMS,
        kinds=("consumer", "other"),
    ),
    ToneRule(
        "consumer_interest",
        r"\binterets?\b|taux (majore|contractuel|de retard)|majoration",
        r"\binterest\b|surcharge|late fee",
        (
            "Un particulier ne doit d’intérêts qu’au taux légal, et seulement à partir de la mise en demeure.",
            "A consumer owes interest at the statutory rate only, and only from the formal notice on.",
        ),
        _USE_CLAIMS,
        kinds=("consumer",),
        stages=(*EARLY, "answer"),
        unless_fr=r"\b(ni|sans|aucuns?|pas d)\b",
        unless_en=r"\b(no|neither|nor|without)\b",
    ),
    ToneRule(
        "consumer_rate",
        r"interets?[^.]{0,40}(de retard|moratoires|majores?|conventionnels?|contractuels?)|% ?par mois|banque centrale",
        r"late-payment interest|contractual (rate|interest)|% ?(a|per) month|central bank",
        (
            "Pour un particulier, le taux est le taux légal ; tout autre taux serait une pénalité.",
            "For a consumer the rate is the statutory one; any other would be a penalty.",
        ),
        _USE_CLAIMS,
        kinds=("consumer",),
    ),
    ToneRule(
        "public_claims",
        r"\b[ld]\.? ?441-(10|5)\b|penalites?\b",
        r"\b[ld]\.? ?441-(10|5)\b|penalt(y|ies)\b",
        (
            "Un acheteur public doit des intérêts moratoires (article L2192-13 du Code de la commande publique), pas les "
            "pénalités des entreprises.",
            "A public buyer owes interest under Article L2192-13 of the French Public Procurement Code, not the penalties "
            "of businesses.",
        ),
        _USE_CLAIMS,
        kinds=("public",),
    ),
    ToneRule(
        "public_suspension",
        r"(suspend|interrompr|interrupt|cesser|arreter)\w*[^.]{0,60}(livraison|prestation|service|fourniture|travaux)",
        r"(suspend|interrupt|stop|withhold)\w*[^.]{0,60}(deliver|service|supply|supplies|works)",
        (
            "Suspendre un service rendu à une personne publique est rarement permis (continuité du service public).",
            "Suspending what a public body relies on is rarely allowed (continuity of public service).",
        ),
        (
            "Mettez le champ {{ law.suspension }} : il reste vide pour un acheteur public.",
            "Use the field {{ law.suspension }}: it stays empty for a public buyer.",
        ),
        kinds=("public",),
    ),
    ToneRule(
        "public_measures",
        r"tribunal (judiciaire|de commerce|des activites economiques)|\bgreffe\b|injonction de payer",
        r"commercial court|civil court|payment order|order for payment",
        (
            "Le juge d’un acheteur public est celui de l’administration : cette voie n’est pas possible.",
            "The judge of a public buyer is the administrative one: this way is not open.",
        ),
        (
            "Mettez le champ {{ law.measures }} : il dit ce qui est possible pour ce client.",
            "Use the field {{ law.measures }}: it says what is possible for this customer.",
        ),
        kinds=("public",),
    ),
)

RULES: Final = (*TO_ANYONE, *TOO_EARLY, *BY_CUSTOMER)
