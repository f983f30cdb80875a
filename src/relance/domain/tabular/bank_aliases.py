"""The names columns have in bank lists, per field; earlier is surer; words as `plain_words` makes them.

Names of French banks first, then Qonto, Revolut, Wise, PayPal and those of banks elsewhere in Europe. A field
that begins with `_` is recognised only so that no other field takes its column.
"""

from __future__ import annotations


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.replace("\n", " ").split("|"))


SEVERAL = ("label",)  # fields that may have more than one column, joined line by line
BANK_ALIASES: dict[str, tuple[str, ...]] = {
    field: _split(names)
    for field, names in {
        "booked_on": """date de comptabilisation|date comptabilisation|date comptable|dateop|booked on
        |booking date|date de l operation local|date d operation|date operation|date de l operation
        |date d ecriture|posting date|posted date|date processed|buchungstag|buchungsdatum|boekdatum
        |bogforingsdato|bokforingsdag|bokforingsdatum|datum zauctovani|datum zauetovani|datum provedeni
        |date completed utc|completed date|date de fin|finished on|data contabile|fecha operacion
        |fecha de operacion|fecha contable|data operazione|data operacji|data transakcji|datum verrichting
        |uitvoeringsdatum|transaktionsdatum|transaction date|date transaction|date de transaction
        |operation date local|operation date|date operation local|date de l operation utc|operation date utc
        |settlement date local|date|datum|dato|fecha|data|date mouvement|date du mouvement|date paiement
        |tranzakcio datuma|date utc|abschlussdatum|belegdatum|created on|created|date de creation|started date""",
        "value_on": """date de valeur|date valeur|dateval|value on|value date|valuta datum|valutadatum
        |valutadato|wertstellung|wertstellungstag|rentedatum|fecha valor|fecha de valor|data valuta|data waluty
        |valuta|date de la valeur|date de la valeur local|date de la valeur utc|settlement date
        |settlement date utc|datum verrekening|konyveles datuma|execution date|interest date""",
        "debit": """debit|debits|montant debit|debit euros|debit eur|debit amount|withdrawals|withdrawal
        |money out|paid out|outflow|sortie|sorties|depense|depenses|retrait|retraits|montant au debit|belastung
        |soll|debet|cargo|cargos|uscite|dare|ausgang|out|amount debit""",
        "credit": """credit|credits|montant credit|credit euros|credit eur|credit amount|deposits|deposit
        |money in|paid in|inflow|entree|entrees|recette|recettes|montant au credit|gutschrift|haben|kredit|abono
        |abonos|entrate|avere|eingang|in|amount credit""",
        "amount": """montant de l operation|montant operation|montant total ttc|total amount incl vat|montant
        |amount|gross|brut|bruto|betrag|buchungsbetrag|bedrag|belopp|importe|importo|kwota|kwota operacji|castka
        |zauctovana castka|zauetovana eastka|eastka|tranzakcio osszege|osszeg|belob|beloeb|umsatz|montant net
        |valeur|value|transaction amount|montant en euros|montant euros|montant eur|amount eur|bedrag eur
        |betrag eur|montant signe|somme|belop|source amount after fees|suma""",
        "flag": """sens|c d|d c|debit credit|credit debit|credit ou debit|debit ou credit|sens de l operation
        |af bij|d k|direction|soll haben|s h|type de mouvement|bevetel kiadas|debit kredit|cd|crdt dbit|signe
        |debet credit|sens operation""",
        "balance": """solde|solde apres operation|solde progressif|running balance|balance|accountbalance|saldo
        |saldo na trn|kontostand|saldo nach buchung|balance after|konyvelt egyenleg|egyenleg|zustatek
        |saldo final|saldo despues|solde comptable|ledger balance|nouveau solde|saldo po operacji""",
        "fee": "fee|frais|commission|fees|tarifa|comision|gebuhr|gebuehr",
        "net": "net|neto|netto",
        "currency": """devise|currency|code devise|monnaie|munt|wahrung|waehrung|buchungswahrung|moneda|divisa
        |valuta rekening|mena uctu|mina uetu|mena|account currency|waluta|currency code|tranzakcio devizaneme
        |source currency|devise du compte""",
        "party": """nom de la contrepartie|nom contrepartie|contrepartie|counterparty name|counterparty
        |counteraccount name|naam tegenpartij|naam van de tegenpartij|naam|nom du tiers|tiers|payee|payer
        |payer name|source name|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger
        |auftraggeber beguenstigter|empfanger|auftraggeber|zahlungspflichtiger|partner neve|beneficiary
        |beneficiaire|donneur d ordre|nom du donneur d ordre|emetteur|debiteur|nom|name|nombre|namn|navn
        |nazev protiuctu|nazev protiuetu|name zahlungsbeteiligter|debtor|remitter|partenaire
        |nom emetteur destinataire""",
        "party_iban": """iban de la contrepartie|iban contrepartie|compte de la contrepartie|compte contrepartie
        |counterparty iban|tegenrekening|tegenrekening iban bban|rekeningnummer tegenpartij|kontonummer
        |partner szamlaszama|cislo protiuctu|eislo protiuetu|bankovni spojeni|iban du tiers
        |iban zahlungsbeteiligter|payer iban|counterparty account|kontonummer iban|bank account details
        |iban emetteur|iban debiteur""",
        "account": """numero de compte|numero compte|no de compte|no compte|compte|account|account number
        |account no|accountnum|rekening|rekeningnummer|iban|iban bban|auftragskonto|konto|iban auftraggeberkonto
        |cislo uctu|eislo uetu|bank account|iban du compte|szamla szam|cuenta|conto|account iban|compte iban""",
        "label": """libelle complet operation|libelle complet|libelle de l operation|libelle operation|libelle
        |libelle simplifie|libelle court|label|nature de l operation|nature operation|detail de l ecriture
        |detail|details|detail operation|details de l operation|description|descripcion|descrizione|concepto
        |causale|omschrijving|omschrijving 1|omschrijving 2|omschrijving 3|mededelingen|mededeling
        |vrije mededeling|verwendungszweck|buchungstext|vorgang verwendungszweck|transaktionsbeschreibung
        |communication|memo|note|notes|motif|commentaire|comment|informations complementaires
        |infos complementaires|reference|payment reference|message|message for payee|message for me|subject
        |objet|narrative|tekst|text|transaction|meddelande|zprava|poznamka|opis operacji|opis transakcji|opis
        |umsatzart|type de transaction|transaction type|type|transaktionstyp|typ transakce|type operation
        |type verrichting|informations|particulars|libelle long|transaction description|tranzakcio tipusa
        |objet note|ref facture|invoice number|numero de facture|item|item title|titre de l objet
        |nombre del articulo|numero de factura|tipo|buchungsart|handelaar|toelichting|additional information
        |complement|libelle complementaire|note interne""",
        "end_to_end": """end to end|end to end id|reference de bout en bout|eref|e2e|endtoendid
        |kundenreferenz end to end|end to end reference""",
        "structured": """communication structuree|gestructureerde mededeling|betalingskenmerk
        |structured communication|reference structuree""",
        "bank_reference": """reference operation|reference de l operation|numero d operation|numero operation
        |no operation|identifiant de transaction|transaction id|transactiereferentie|id transakce
        |transferwise id|numero de transaction|reference bancaire|bank reference|reference banque
        |buchungsreferenz|record id|id|transaction reference number|id de transaccion|identifiant""",
        "state": "status|state|etat|statut|estado|impact sur le solde|balance impact|stato",
        "_time": "time|heure|hora|time zone|fuseau horaire|zona horaria|tid|abschlusszeit",
        "_category": """category|categorie|categorieparent|category parent|categoryparent|sous categorie
        |kategorie|tags|supplierfound|emoji|receipt|product|attachment|justificatif|pointage operation|pointage
        |account label|accountlabel|nom du compte|exchange rate|original amount|original currency
        |montant total ttc local|devise local|local amount|local currency|montant tva|taux tva|total fees
        |merchant|montant tva local|betrag fremdwahrung|fremdwahrung|wechselkurs|originalbetrag|originalwahrung
        |umrechnungskurs|volgnr|afschriftnummer|bic|bic tegenpartij|code|blz|exchange to|exchange from""",
    }.items()
}

# words that tell a list of invoices, payments or customers, or an accountant's journal, from a bank's list
CUSTOMER_WORDS = frozenset("client clients customer customers debiteurs".split())
FOREIGN_WORDS = frozenset(
    (
        "client clients customer customers echeance due ttc ht journal lettrage lettre lettree regle paye restant "
        "reste "
        "relance relances siren siret email courriel debiteurs invoice facture factures avoir ecriture ecriturenum "
        "comptelib pieceref jnl piece"
    ).split()
)
BANK_WORDS = frozenset(
    (
        "operation valeur comptabilisation dateop dateval debit credit solde libelle contrepartie counterparty booking "
        "posting value balance running withdrawals deposits buchungstag wertstellung valuta verwendungszweck saldo "
        "tegenrekening omschrijving bedrag betrag buchungstext iban transaction completed payee beneficiary "
        "beneficiaire belopp castka eastka zauetovani zauctovani protiuetu protiuctu gross net"
    ).split()
)
