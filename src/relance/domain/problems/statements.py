"""What is said when statements are taken in: whose account it is, what is missing; key to (English, French)."""

# ruff: noqa: E501  (one sentence, one line, as long as it is)
from __future__ import annotations

TAKEN_IN: dict[str, tuple[str, str]] = {
    "ACCOUNT_UNKNOWN": (
        "The bank account {value} is not one that is known here; check that this is the right file, or answer with --new-account if it is one more account of yours.",
        "Le compte bancaire {value} n’est pas connu ici ; vérifiez que c’est le bon fichier, ou répondez par --new-account si c’est un autre de vos comptes.",
    ),
    "ACCOUNT_NEW": (
        "The bank account {value} is taken as yours from now on; check that it is.",
        "Le compte bancaire {value} est désormais considéré comme le vôtre ; vérifiez-le.",
    ),
    "ACCOUNT_MISMATCH": (
        "The file is of the account {value}, and you said {other}; leave out --account, or choose the right file.",
        "Le fichier est celui du compte {value}, et vous avez indiqué {other} ; omettez --account, ou choisissez le bon fichier.",
    ),
    "ACCOUNT.which": (
        "The file does not say whose account it is; answer with --account and one of: {headers}.",
        "Le fichier ne dit pas de quel compte il s’agit ; répondez par --account et l’un de : {headers}.",
    ),
    "ACCOUNT.several": (
        "The account number {value} may be more than one of: {headers}; answer with --account and the whole number.",
        "Le numéro de compte {value} peut désigner plusieurs de : {headers} ; répondez par --account et le numéro entier.",
    ),
    "ACCOUNT.assumed": (
        "The file does not say whose account it is; it is taken as your only one, {value}.",
        "Le fichier ne dit pas de quel compte il s’agit ; il est pris pour votre seul compte, {value}.",
    ),
    "CURRENCY.account": (
        "The movement is in {value} and its account in {expected}; the line is refused, ask the bank for a corrected file.",
        "Le mouvement est en {value} et son compte en {expected} ; la ligne est refusée, demandez un fichier corrigé à la banque.",
    ),
    "SEQUENCE.no_statement": (
        "The movement belongs to no statement of the file; download the whole file again.",
        "Le mouvement n’appartient à aucun relevé du fichier ; téléchargez de nouveau le fichier entier.",
    ),
    "BALANCE.part": (
        "Not every movement of the statement {value} could be taken: its days do not count as known; import a corrected file.",
        "Tous les mouvements du relevé {value} n’ont pas pu être pris : ses jours ne comptent pas comme connus ; importez un fichier corrigé.",
    ),
    "GAP.days": (
        "Account {value}: the movements from {first} to {last} are missing; import that statement too.",
        "Compte {value} : il manque les mouvements du {first} au {last} ; importez aussi ce relevé.",
    ),
    "CONFLICT.statement": (
        "The statement {value} was imported before with another content; what is new in it is taken, ask the bank which one holds.",
        "Le relevé {value} a déjà été importé avec un autre contenu ; ce qu’il a de nouveau est pris, demandez à la banque lequel fait foi.",
    ),
}
