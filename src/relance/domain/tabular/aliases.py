"""The names columns have in exports, per field of ours; earlier is surer; words as `plain_words` makes them.

Fields that begin with `_` are recognised only so that no other field takes their column.
"""

from __future__ import annotations


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.replace("\n", " ").split("|"))


ALIASES: dict[str, tuple[str, ...]] = {
    field: _split(names)
    for field, names in {
        "invoice": """invoice|invoice number|numero de facture|numero facture|no facture|no de facture
        |num facture
        |facture|facture no|ref facture|reference facture|reference de facture|invoice no|invoice ref
        |no document
        |numero du document|numero document|no du document|document number
        |numero de piece|numero piece|num piece|no piece|no de piece
        |number|numero|no|piece
        |ref|reference|invoice id|doc id|name""",
        "customer": """customer|customer code|code client|codeclient|code du client|client code|code tiers
        |no tiers|numero tiers|auxiliaire
        |code dso
        |no client|no de client|numero client|numero de client|identifiant client|client id|customer id
        |customer number|cust number|customer no|code compta client|code comptable du client
        |code comptable client|compte client|compte auxiliaire|code auxiliaire|compte tiers|code|account
        |compte""",
        "customer_name": """customer name|name customer|nom du client|nom client|client nom|raison sociale
        |nom raison sociale|nom d affichage du partenaire de la facture|invoice partner display name
        |buyer name
        |nom du tiers|nom tiers|tiers facture|client facture
        |denomination|societe|entreprise|company name|company|client|partenaire
        |partner
        |tiers|debiteur|debtor|intitule|intitule client|intitule du tiers|intitule tiers|nom|name""",
        "kind": "kind|type de client|type client|customer type|client type|categorie client|nature client",
        "contact_name": """contact name|nom du contact|nom contact|contact|interlocuteur|responsable
        |responsable de compte""",
        "email": """email|e mail|mail|courriel|adresse mail|adresse email|adresse e mail|adresse electronique
        |contact email|customer email|email client|email du client|email du responsable de compte""",
        "phone": """phone|telephone|tel|tel direct|no de telephone|numero de telephone|mobile|contact phone
        |phone number""",
        "address": "address|adresse|adresse 1|adresse de facturation|rue|street|billing address",
        "_address2": "adresse 2|address 2|complement adresse|complement d adresse",
        "postcode": "postcode|code postal|cp|zip|zip code|postal code",
        "city": "city|ville|town|commune",
        "country": "country|pays|country code|code pays",
        "siren": """siren|siret|no siren|no siret|numero siren|numero siret|n siren|n siret|id prof 1 siren
        |id entreprise|company registration number""",
        "_siret2": "id prof 2 siret|id prof 3 ape|vat number|numero de tva|no tva|contact tax number",
        "language": "language|langue|lang",
        "terms": """terms|payment terms|conditions de reglement|condition de reglement|conditions de paiement
        |delai de paiement|delai de paiement par defaut|delai de reglement|cust payment terms""",
        "plan": "plan|plan de relance|nom du plan de relance|scenario|scenario de relance",
        "no_dunning": "no dunning|ne pas relancer|exclure des relances|exclu des relances|sans relance",
        "document": """document|document type|type de document|type document|type de piece|type piece
        |nature document
        |type de transaction|type d operation|transaction type|type de facture|type facture|est avoir|avoir
        |type""",
        "issued_on": """issued on|issue date|invoice date|date de facture|date facture|date de facturation
        |date facturation|date d emission|date emission|emise le|date de la facture|date piece|date de piece
        |date document|date du document|invoiced at|date utc|document create date|posting date|date compta
        |date comptable|date creation|date de vente|date""",
        "due_on": """due on|due date|duedate|date d echeance|date echeance|date de l echeance|echeance|due at
        |invoice date due|due date utc|due in date|date limite de reglement|date limite reglement
        |date limite de paiement|date limite|date d exigibilite|date butoir|deadline|a payer avant le
        |expiration""",
        "amount": """amount|montant ttc|total ttc|ttc|montant total ttc|amount total|total amount
        |invoice amount
        |amount incl tax|gross amount|total incl tax|montant de la facture|montant facture|montant total
        |total|montant|currency amount|prix ttc|somme|montant devise|prix""",
        "amount_signed": """amount signed|amount total signed|amount total in currency signed|total signe
        |total signe en devise|montant signe|montant total signe""",
        "open": """open|open amount|amount due|reste a payer|reste a regler|restant du|reste du
        |restant a payer|solde du
        |montant restant du|montant du|montant restant|amount remaining|remaining amount with tax
        |remaining amount
        |amount residual|total open amount|open balance|balance due|montant ouvert|solde ouvert|outstanding
        |outstanding amount|solde restant|restant|encours|balance|solde""",
        "open_signed": """amount residual signed|montant du signe|restant du signe
        |amount residual in currency signed""",
        "paid": """amount paid|paid to date|montant regle|montant paye|paye a ce jour|deja regle|deja paye
        |total paye
        |total regle|paid|payment|regle|paye|montant regle devise""",
        "_paid_words": "acompte|applied coupons|partial|montant a lettrer",
        "paid_flag": "facture payee|is paid|invoice paid|soldee",
        "open_flag": "is open",
        "status": """payment state|etat du paiement|etat de paiement|statut du paiement|statut de paiement
        |statut facture|etat facture|invoice status|status|statut|etape""",
        "state": "state|etat|statut|status",
        "currency": """currency|devise|currency code|code devise|monnaie|invoice currency
        |devise comptabilisation
        |currency name""",
        "direct_debit": "direct debit|prelevement|prelevement automatique",
        "payment_mode": """mode de reglement|mode reglement|mode de paiement|mode paiement|payment method
        |payment mode
        |methode reglement|moyen de paiement""",
        "reminders_sent": "reminders sent|nombre de relances|nb relances|nb de relances|relances envoyees",
        "last_reminder_on": """last reminder on|date de derniere relance|date derniere relance
        |derniere relance""",
        "late_rate": "late rate|taux de penalite|taux de penalites|taux penalites|taux de retard",
        "applies_to": """applies to|facture d origine|facture origine|facture liee|credited invoice
        |avoir sur facture""",
        "order_reference": """order reference|bon de commande|no de bon de commande|numero de commande
        |no commande
        |no de commande|reference commande|purchase order|po number|po""",
        "paid_on": """paid on|payment date|date de paiement|date paiement|date de reglement|date reglement
        |date du reglement
        |date d encaissement|paid at|paid at utc|clear date|settled date""",
        "payment_amount": """payment amount|montant reglement|montant du reglement|montant paiement
        |montant encaisse""",
        "reference": "payment reference|reference du paiement|reference paiement|reference",
        "_payment_ref": "numero paiement|no paiement|numero de paiement|ref paiement|numero reglement",
        "_line_item": """quantite|quantity|qty|designation|code produit|product|produit|ligne|line
        |line description
        |titre de l article|position name|description ligne|prix unitaire|unit price""",
        "_amount_ht": """montant ht|total ht|ht|montant hors taxe|montant hors taxes|montant hors taxes signe
        |subtotal
        |amount untaxed|amount untaxed signed|net amount|total excl tax""",
        "_tax": "tva|montant tva|total tva|tax|vat|tax amount|vat amount|taxe|taux tva",
        "_created": """date creation facture|date de creation|created|created utc|created at|creation date
        |baseline create date|marked uncollectible at utc|voided at utc|finalized at utc|period start utc
        |period end utc""",
        "_label": "libelle|label|objet|description|libelle ecriture|memo|notes|note|commentaire",
        "_other": """id|external id|identifiant|code societe|business code|age|jours de retard|days late
        |days to settle
        |no d ecriture|numero d ecriture|no echeance|numero echeance|installment|posting id|starting balance
        |ending balance|code journal|code du compte general|compte general|identifiant du groupe
        |nom du groupe
        |total discount amount|tax percent|exclusive tax amount|inclusive tax amount|charge|billing
        |subscription|disputed|paperless bill|paperless date|currency amount|montant devise""",
    }.items()
}

FRENCH_WORDS = frozenset(
    "facture echeance montant client solde reste restant numero piece ttc raison nom devise libelle societe "
    "emission compte reglement paiement statut avoir du de d date ville adresse courriel".split()
) - {"date"}
NEUTRAL = frozenset(
    "customer customer_name contact_name kind email phone address postcode city country siren "
    "language invoice "
    "document issued_on due_on amount open currency plan direct_debit reminders_sent "
    "last_reminder_on late_rate "
    "applies_to order_reference paid_on reference terms no_dunning".split()
)
