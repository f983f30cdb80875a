"""Lists of movements as banks export them, recognised by their headers; all samples invented."""

from __future__ import annotations

from datetime import date

import pytest

from tests.readers.bank_lists import kind_of, read_bank

CREDIT_MUTUEL = (
    "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n"
    "02/03/2026;02/03/2026;;1 250,00;VIR SEPA DUPONT SARL FA-118;2 250,00\n"
    "03/03/2026;04/03/2026;-50,00;;PRLV SEPA EDF;2 200,00\n"
    "03/03/2026;03/03/2026;;300,00;REMISE CHEQUES 3;2 500,00\n"
)
SOCIETE_GENERALE = (
    '="0301200012345678";01/03/2026;31/03/2026;\r\n\r\n'
    "date_comptabilisation;libellé_complet_operation;montant_operation;devise;\r\n"
    "02/03/2026;VIR RECU 123 DE: DUPONT MOTIF: FA-118;1250,00;EUR;\r\n"
    "05/03/2026;CARTE X1234 ESSENCE;-60,10;EUR;\r\n"
)
BOURSOBANK = (
    "dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance\n"
    '2026-03-02;2026-03-02;"VIR DUPONT SARL";"Virements";"Virements";"dupont";"1 250,00";"";00040012345;PRO;3456.10\n'
    '2026-03-03;2026-03-04;"PRLV EDF";"Énergie";"Charges";"edf";-50,00;"";00040012345;PRO;3456.10\n'
)
BANQUE_POSTALE = (
    "Numéro Compte   ;1234567A020\nType         ;CCP\nCompte tenu en  ;euros\nDate            ;03/03/2026\n"
    "Solde (EUROS)   ;2200,00\nSolde (FRANCS)  ;14431,05\n\nDate;Libellé;Montant(EUROS);Montant(FRANCS)\n"
    "03/03/2026;PRELEVEMENT DE EDF;-50,00;-327,98\n02/03/2026;VIREMENT DE DUPONT SARL;1250,00;8199,46\n"
)
CAISSE_EPARGNE = (
    "Code de la banque : 12345;Code de l'agence : 00001;Date de début de téléchargement : 01/03/2026;"
    "Date de fin de téléchargement : 31/03/2026;\nNuméro de compte : 04123456789;Nom du compte : PRO;Devise : EUR;\n\n"
    "Solde en fin de période;;;;2200,00\nDate;Numéro d'opération;Libellé;Débit;Crédit;Détail;\n"
    "03/03/26;0002;PRLV EDF;-50,00;;facture mars;\n02/03/26;0001;VIR SEPA DUPONT;;+1250,00;FA-118;\n"
    "Solde en début de période;;;;1000,00\n"
)
CREDIT_AGRICOLE = (
    "Téléchargement du 31/03/2026;\n\nM. DURAND PAUL\nCompte de Dépôt n° 12345678901;\nSolde au 31/03/2026 2 200,00 €\n"
    "Liste des opérations du compte entre le 01/03/2026 et le 31/03/2026;\n\nDate;Libellé;Débit euros;Crédit euros;\n"
    '03/03/2026;"PRELEVEMENT\n EDF\n FACTURE MARS";50,00;;\n'
    '02/03/2026;"VIREMENT EN VOTRE FAVEUR\nDUPONT SARL FA-118";;1 250,00;\n'
)
BNP = (
    "Compte courant;Compte courant;****1234;03/03/2026;;2 200,00\n"
    "Date operation;Libelle court;Type operation;Libelle operation;Montant operation en euro\n"
    "02/03/2026;VIR;VIR CPTE A CPTE RECU;VIR SEPA RECU /DE DUPONT SARL /MOTIF FA-118;1 250,00\n"
    "03/03/2026;PRLV;PRLV SEPA RECU;PRLV SEPA EDF;-50,00\n"
)
ING = "02/03/2026;VIREMENT SEPA DE DUPONT;;1250,00;EUR\n03/03/2026;PRELEVEMENT EDF;;-50,00;EUR\n"
QONTO = (
    "Statut;Date de la valeur (UTC);Date de l'opération (UTC);Date de la valeur (local);Date de l'opération (local);"
    "Montant total (TTC);Devise;Nom de la contrepartie;IBAN de la contrepartie;Moyen de paiement;Nom du compte;"
    "IBAN du compte;Référence;Note;Montant TVA\n"
    "executed;02-03-2026 09:00:00;02-03-2026 09:00:00;02-03-2026 10:00:00;02-03-2026 10:00:00;1250,00;EUR;DUPONT SARL;"
    "FR7630006000011234567890189;Virement;Compte principal;FR7616958000011234567890105;FA-118;;0,00\n"
)
REVOLUT = (
    "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
    "TRANSFER,Current,2026-03-01 23:10:00,2026-03-02 08:00:00,From Dupont Sarl,1250.00,0.00,EUR,COMPLETED,2250.00\n"
    "TRANSFER,Current,2026-03-03 09:00:00,2026-03-03 09:00:00,To Smith Ltd,-49.00,1.00,EUR,COMPLETED,2200.00\n"
    "CARD_PAYMENT,Current,2026-03-04 09:00:00,,Hotel,-80.00,0.00,EUR,PENDING,\n"
    "CARD_PAYMENT,Current,2026-03-04 09:00:00,,Shop,-10.00,0.00,EUR,REVERTED,\n"
)
WISE = (
    "TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,Exchange From,Payer Name,"
    "Payee Name,Payee Account Number,Merchant,Total fees\n"
    "TRANSFER-2,03-03-2026,-50.00,EUR,Sent money to EDF,MARS,2200.00,,,EDF,,,0.60\n"
    "TRANSFER-1,02-03-2026,1250.00,EUR,Received money from DUPONT SARL,FA-118,2250.00,,DUPONT SARL,,,,0.00\n"
)
PAYPAL = (
    '"Date","Heure","Fuseau horaire","Nom","Type","État","Devise","Brut","Commission","Net",'
    '"De l\'adresse email","À l\'adresse email","Numéro de transaction","Numéro de facture",'
    '"Solde","Impact sur le solde"\n'
    '"02/03/2026","10:00:00","CET","Dupont SARL","Paiement","Terminé","EUR","1.250,00","-31,60","1.218,40",'
    '"a@dupont.fr","b@nous.fr","9AB","FA-118","1.218,40","Crédit"\n'
    '"03/03/2026","10:00:00","CET","","Virement bancaire","Terminé","EUR","-1.000,00","0,00","-1.000,00",'
    '"","","9AC","","218,40","Débit"\n'
    '"04/03/2026","10:00:00","CET","Martin","Paiement","En attente","EUR","10,00","0,00","10,00","","","9AD","","",""\n'
)


@pytest.mark.parametrize(
    ("content", "encoding", "account"),
    [
        (CREDIT_MUTUEL, "iso8859_15", ""),
        (SOCIETE_GENERALE, "iso8859_15", "0301200012345678"),
        (BOURSOBANK, "utf-8-sig", "00040012345"),
        (BANQUE_POSTALE, "cp1252", "1234567A020"),
        (CAISSE_EPARGNE, "cp1252", "04123456789"),
        (CREDIT_AGRICOLE, "cp1252", "12345678901"),
        (BNP, "cp1252", ""),
        (ING, "utf-8", ""),
        (QONTO, "utf-8", "FR7616958000011234567890105"),
        (REVOLUT, "utf-8", ""),
        (WISE, "utf-8", ""),
        (PAYPAL, "utf-8-sig", ""),
    ],
    ids="credit_mutuel societe_generale boursobank banque_postale caisse_epargne credit_agricole bnp ing qonto "
    "revolut wise paypal".split(),
)
def test_the_list_of_a_bank_is_recognised_without_a_question(content: str, encoding: str, account: str) -> None:
    found = read_bank(content, encoding)
    received = next(row for row in found.rows if row.cents > 0)
    assert (received.cents, received.booked_on, received.currency) == (125000, date(2026, 3, 2), "EUR")
    assert "dupont" in (received.text + received.party).lower() and found.statement.account == account
    assert found.facts.kind == "bank" and not [p for p in found.problems if p.severity != "warning"]


def test_a_running_balance_gives_the_opening_and_the_closing_one() -> None:
    statement = read_bank(CREDIT_MUTUEL).statement
    assert (statement.opening_cents, statement.closing_cents, statement.sum_cents) == (100000, 250000, 150000)
    assert statement.complete_to == date(2026, 3, 2)  # the third may not have been over


def test_a_list_with_the_newest_first_chains_as_well() -> None:
    statement = read_bank(WISE).statement
    assert (statement.opening_cents, statement.closing_cents) == (100000, 220000)


def test_a_changed_amount_breaks_the_chain_and_nothing_is_taken() -> None:
    lines = CREDIT_MUTUEL.replace("-50,00", "-55,00") + "04/03/2026;04/03/2026;-1,00;;FRAIS;2 499,00\n"
    found = read_bank(lines)
    assert found.codes == ["BALANCE"] and not found.rows and not found.statements
    assert found.problems[0].line == 3 and "5.00" in found.problems[0].message


def test_a_list_of_which_movements_were_filtered_out_is_taken_without_its_balances() -> None:
    found = read_bank(CREDIT_MUTUEL.replace("2 200,00", "9 200,00").replace("2 500,00", "7 500,00"))
    assert found.codes == ["BALANCE"] and found.problems[0].severity == "warning"
    assert found.statement.opening_cents is None and len(found.rows) == 3


def test_balances_that_stand_above_and_below_the_list_must_agree_with_it() -> None:
    assert read_bank(CAISSE_EPARGNE).statement.opening_cents == 100000
    assert read_bank(CAISSE_EPARGNE).statement.closing_cents == 220000
    assert read_bank(CAISSE_EPARGNE.replace("1000,00", "1001,00")).codes == ["BALANCE"]


def test_a_line_that_cannot_be_read_is_refused_and_never_guessed() -> None:
    found = read_bank(CREDIT_MUTUEL.replace("-50,00", "5O,00"))
    assert [(p.code, p.line, p.severity) for p in found.problems] == [
        ("AMOUNT", 3, "error"),
        ("BALANCE", 4, "warning"),
    ]
    assert found.cents == [125000, 30000] and found.facts.read == 3


def test_the_period_that_the_bank_states_tells_up_to_when_the_list_is_complete() -> None:
    statement = read_bank(SOCIETE_GENERALE, "iso8859_15").statement
    assert (statement.first_on, statement.last_on, statement.complete_to) == (
        date(2026, 3, 1),
        date(2026, 3, 31),
        date(2026, 3, 31),
    )


def test_today_is_never_complete() -> None:
    statement = read_bank(SOCIETE_GENERALE.replace("31/03/2026", "30/04/2026"), "iso8859_15").statement
    assert statement.complete_to == date(2026, 4, 29)


def test_a_balance_repeated_on_every_line_is_no_running_balance() -> None:
    assert read_bank(BOURSOBANK).statement.closing_cents is None


def test_the_text_keeps_the_lines_of_the_bank() -> None:
    row = read_bank(CREDIT_AGRICOLE, "cp1252").rows[1]
    assert row.text == "VIREMENT EN VOTRE FAVEUR DUPONT SARL FA-118" and row.kind == "transfer"
    assert read_bank(BNP).rows[0].text.splitlines()[-1] == "VIR SEPA RECU /DE DUPONT SARL /MOTIF FA-118"


def test_a_fee_that_was_kept_back_is_a_row_of_its_own_in_the_same_entry() -> None:
    found = read_bank(PAYPAL)
    assert [(r.cents, r.kind, r.entry, r.entry_cents) for r in found.rows] == [
        (125000, "other", 0, 121840),
        (-3160, "fee", 0, 121840),
        (-100000, "transfer", 1, -100000),
    ]
    assert found.statement.closing_cents == 21840


def test_a_fee_beside_the_amount_is_taken_where_the_balances_prove_it() -> None:
    found = read_bank(REVOLUT)
    assert found.cents == [125000, -4900, -100] and found.statement.closing_cents == 220000
    assert found.codes == ["PENDING"] and found.facts.ignored == 2


def test_a_fee_that_is_in_the_amount_already_is_not_taken_twice() -> None:
    assert read_bank(WISE).cents == [-5000, 125000]


@pytest.mark.parametrize(
    ("flags", "cents"), [("C|D", [1000, -500]), ("+|-", [1000, -500]), ("Crédit|Débit", [1000, -500]),
                         ("H|S", [1000, -500]), ("Bij|Af", [1000, -500])],
)  # fmt: skip
def test_a_column_that_says_the_side_gives_the_sign(flags: str, cents: list[int]) -> None:
    first, second = flags.split("|")
    found = read_bank(f"Date;Libellé;Montant;Sens\n02/03/2026;VIR;10,00;{first}\n03/03/2026;PRLV;5,00;{second}\n")
    assert found.cents == cents


def test_a_side_and_a_sign_that_disagree_are_refused() -> None:
    found = read_bank("Date;Libellé;Montant;Sens\n02/03/2026;A;10,00;C\n03/03/2026;B;-5,00;C\n")
    assert found.codes == ["SIGN"] and found.cents == [1000]


def test_debits_written_with_or_without_a_minus_are_money_out() -> None:
    head = "Date;Libellé;Débit;Crédit\n"
    for debit in ("5,00", "-5,00"):
        assert read_bank(f"{head}02/03/2026;A;{debit};\n02/03/2026;B;;7,00\n").cents == [-500, 700]
    assert read_bank(f"{head}02/03/2026;A;5,00;\n03/03/2026;C;6,00;\n02/03/2026;B;-4,00;\n").codes == ["SIGN"]
    assert read_bank(f"{head}02/03/2026;A;5,00;7,00\n").codes == ["SIGN"]


def test_two_movements_alike_stay_two() -> None:
    line = "02/03/2026;VIR DUPONT;10,00\n"
    assert read_bank(f"Date;Libellé;Montant\n{line}{line}").cents == [1000, 1000]


def test_two_accounts_in_one_list_are_two_statements() -> None:
    head = "Compte;Date;Libellé;Montant;Devise\n"
    found = read_bank(
        f"{head}11111111111;02/03/2026;A;1,00;EUR\n22222222222;02/03/2026;B;2,00;EUR\n11111111111;03/03/2026;C;4,00;EUR\n"
    )
    assert [(s.account, s.number, s.sum_cents) for s in found.statements] == [
        ("11111111111", 0, 500),
        ("22222222222", 1, 200),
    ]
    assert [row.statement for row in found.rows] == [0, 0, 1]


def test_a_list_without_header_that_may_be_read_in_two_ways_is_not_guessed() -> None:
    assert read_bank("02/03/2026;VIR DUPONT;10,00;30,00\n03/03/2026;EDF;-5,00;25,00\n").codes == ["HEADER"]


def test_columns_of_a_list_without_header_are_named_by_their_place() -> None:
    mapping = {"booked_on": "#1", "label": "#2", "amount": "#3", "balance": "#4"}
    text = "02/03/2026;VIR DUPONT;10,00;30,00\n03/03/2026;EDF;-5,00;25,00\n"
    assert read_bank(text, mapping=mapping).statement.opening_cents == 2000


def test_a_person_may_say_that_the_signs_are_the_other_way_round() -> None:
    text = "Date;Libellé;Montant\n02/03/2026;ACHAT;10,00\n03/03/2026;REMBOURSEMENT;-5,00\n"
    assert read_bank(text, mapping={"amount_inverted": "Montant"}).cents == [-1000, 500]


def test_a_spreadsheet_of_movements_is_read_with_its_dates_and_titles() -> None:
    found = read_bank(
        [
            ["Relevé du compte", "FR76 3000 6000 0112 3456 7890 189", None, None],
            ["Période du 01/03/2026 au 31/03/2026", None, None, None],
            ["Date", "Libellé", "Débit", "Crédit"],
            ["Solde initial", None, None, 1000],
            [date(2026, 3, 2), "VIR DUPONT", None, 1250.5],
            [date(2026, 3, 3), "EDF", 50, None],
            ["Total des opérations", None, 50, 1250.5],
            ["Solde final", None, None, 2200.5],
        ]
    )
    assert found.cents == [125050, -5000] and found.statement.account == "FR7630006000011234567890189"
    assert (found.statement.opening_cents, found.statement.closing_cents) == (100000, 220050)
    assert found.statement.complete_to == date(2026, 3, 31)


@pytest.mark.parametrize(
    "content",
    [
        "Date;Numéro;Client;Libellé;Montant;Solde\n02/03/2026;FA1;Dupont;Vente;12,50;12,50\n",
        "N° facture;Client;Date;Échéance;Montant TTC;Libellé\nFA1;Dupont;02/03/2026;02/04/2026;12,50;Vente\n",
    ],
)
def test_a_list_of_invoices_stays_one(content: str) -> None:
    assert kind_of(content) == "invoices"


def test_an_accountant_s_journal_is_not_taken_for_a_bank() -> None:
    text = "Date;Journal;Pièce;Compte;Libellé;Débit;Crédit;Lettrage\n02/03/2026;BQ;1;411DUP;VIR;;12,50;AA\n"
    assert kind_of(text) != "bank"


def test_a_day_that_may_be_a_month_is_asked() -> None:
    text = "Date,Description,Amount,Balance\n10/02/2026,SHOP,-5.00,995.00\n"
    assert read_bank(text).codes == ["DATE_AMBIGUOUS"]
    assert read_bank(text, date_order="dmy").rows[0].booked_on == date(2026, 2, 10)


@pytest.mark.parametrize(
    ("text", "cents", "kind"),
    [
        ("VIR SEPA RECU /DE CARTE NOIRE", 1, "transfer"),
        ("PRLV SEPA IMPAYE DUPONT", -1, "returned"),
        ("FRAIS REJET PRLV", -1, "fee"),
        ("VIR RECU REGLEMENT FACTURE IMPAYEE 118", 1, "transfer"),
        ("REMISE CB 1234", 1, "card"),
        ("REMISE CHEQUES 3", 1, "cheque"),
        ("REMISE LCR", 1, "bill"),
        ("VERSEMENT ESPECES", 1, "cash"),
        ("Dupont", 1, "other"),
    ],
)
def test_a_label_tells_the_kind_of_movement(text: str, cents: int, kind: str) -> None:
    amount = "1,00" if cents > 0 else "-1,00"
    row = read_bank(f"Date;Libellé;Montant\n02/03/2026;{text};{amount}\n").rows[0]
    assert row.kind == kind and row.is_return == (kind == "returned")


def test_a_list_without_header_is_told_by_its_contents_below_a_line_about_the_account() -> None:
    lines = "| VIR DUPONT|20260302|DUPONT SARL|1250.00| FA-118|\n| PRLV|20260303|EDF|-50.00||\n"
    found = read_bank(f"K|32000|244081|EUR\n{lines}")
    assert found.cents == [125000, -5000] and found.rows[0].text == "VIR DUPONT\nDUPONT SARL\nFA-118"


def test_balances_that_stand_as_lines_among_the_movements_are_checked_with_their_sides() -> None:
    head = "Account No,Date,Details,Amount,Currency,D/K\n"
    lines = (
        "LT1,2026-03-01,Opening balance,1000.00,EUR,K\nLT1,2026-03-02,DUPONT,1250.00,EUR,K\n"
        "LT1,2026-03-03,EDF,50.00,EUR,D\nLT1,2026-03-03,Turnover,50.00,EUR,D\n"
    )
    statement = read_bank(f"{head}{lines}LT1,2026-03-03,Closing balance,2200.00,EUR,K\n").statement
    assert (statement.opening_cents, statement.closing_cents, statement.entries) == (100000, 220000, 2)
    assert read_bank(f"{head}{lines}LT1,2026-03-03,Closing balance,2300.00,EUR,K\n").codes == ["BALANCE"]


def test_more_lines_of_words_belong_to_the_movement_above() -> None:
    text = "Date,Description,Withdrawals (SGD),Deposits (SGD)\n18/03/2026,PAYMENT,6.66,\n,UBER EATS  \n"
    row = read_bank(text).rows[0]
    assert (row.text, row.cents, row.currency) == ("PAYMENT\nUBER EATS", -666, "SGD")


def test_pending_and_refused_movements_are_left_out_and_told() -> None:
    head = "Date,Description,Amount,State\n"
    found = read_bank(f"{head}13/03/2026,A,1.00,PENDING\n14/03/2026,B,2.00,DECLINED\n15/03/2026,C,3.00,COMPLETED\n")
    assert (found.cents, found.codes, found.facts.ignored) == ([300], ["PENDING"], 2)
    assert read_bank(f"{head}13/03/2026,A,1.00,WHATEVER\n").codes == ["STATUS"]


def test_credits_alone_marked_with_cr_make_the_others_debits() -> None:
    found = read_bank("Date,Description,Amount,\n13/03/2026,SHOP,£5.00,\n14/03/2026,PAYMENT,£9.00,CR\n")
    assert found.cents == [-500, 900] and found.statement.currency == "GBP"


def test_an_iban_of_the_payer_is_kept_where_it_is_one() -> None:
    head = "Date;Libellé;Montant;Contrepartie;IBAN contrepartie\n02/03/2026;VIR;1,00;DUPONT;"
    assert read_bank(f"{head}FR76 3000 6000 0112 3456 7890 189\n").rows[0].party_iban == "FR7630006000011234567890189"
    assert read_bank(f"{head}12345\n").rows[0].party_iban == ""


def test_a_list_that_was_cut_is_refused_at_its_last_line() -> None:
    assert "TRUNCATED" in read_bank(CREDIT_MUTUEL + "04/03/2026;04/03/2026;;12").codes


def test_words_below_a_movement_that_was_left_out_belong_to_no_other() -> None:
    text = "Date,Description,Amount,State\n13/03/2026,A,1.00,COMPLETED\n14/03/2026,B,2.00,PENDING\n,more of B,,\n"
    assert read_bank(text).rows[0].text == "A"


@pytest.mark.parametrize("label", ["TOTAL", "TOTAL ENERGIES MARKETING", "Totaux et Fils"])
def test_a_company_called_total_is_no_total_line(label: str) -> None:
    assert read_bank(f"Date;Libellé;Montant\n02/03/2026;{label};10,00\n").cents == [1000]


def test_an_amount_of_nothing_is_read_as_that_in_a_spreadsheet() -> None:
    found = read_bank(
        [["Date", "Libellé", "Montant"], [date(2026, 3, 2), "INFORMATION", 0], [date(2026, 3, 3), "VIR", 5]]
    )
    assert found.cents == [0, 500] and not found.problems


def test_a_last_line_whose_day_cannot_be_read_is_no_sentence() -> None:
    assert read_bank("Date;Libellé;Montant\n02/03/2026;VIR;10,00\n3l/03/2026;VIR;12,00\n").codes == ["DATE"]
