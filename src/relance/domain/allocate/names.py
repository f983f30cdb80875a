"""Names of payers as banks write them: capitals, legal forms before or behind or lost, cut after some characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

FORMS: Final = frozenset(
    """SARL SAS SA EURL SASU SCI SNC ETS ETABLISSEMENTS ETABLISSEMENT ENTREPRISE ENT SCOP SELARL SCP SCM EARL GAEC GIE
    STE SOCIETE SOC EI EIRL MICRO SELAS SCEA SEP SCA GMBH LTD LLC INC SRL SPA BV NV AG KG PLC CIE COMPAGNIE
    ASSOCIATION ASSO""".split()
)
LEGAL: Final = frozenset("SARL SAS SA EURL SASU SCI SNC SCOP SELARL SCP SCM EARL GAEC GIE".split())
TITLES: Final = frozenset("M MR MME MLLE MM MONSIEUR MADAME MADEMOISELLE OU ET DR ME MAITRE DOCTEUR".split())
SMALL: Final = frozenset("DE DU DES LA LE LES L D AU AUX EN A".split())
LEADS: Final = frozenset(
    """VIR VIREMENT VIREMENTS SEPA RECU INST INSTANTANE EMIS FAVEUR VOTRE EN DE DU PAR POUR CRED CREDIT TRANSFERT
    PRLV REMISE CHEQUE CHQ DONNEUR ORDRE EMETTEUR PAYEUR NOM FROM""".split()
)
ENDS: Final = frozenset(
    """MOTIF REF REFERENCE REFERENCES REFDO ID LIB LIBELLE OBJET MESSAGE FACT FACTURE FACTURES FACTS FA FAC FC F N NO
    NUM INV INVOICE REGLEMENT REGLT RGT PAIEMENT PAIMT VIREMENT VIR SOLDE RELEVE LOYER ECH ECHEANCE CDE COMMANDE CLIENT
    CLT ACOMPTE DEVIS MERCI NOTRE VOTRE V CONTRAT DOSSIER BON FOURNISSEUR JANVIER FEVRIER MARS AVRIL MAI JUIN JUILLET
    AOUT SEPTEMBRE OCTOBRE NOVEMBRE DECEMBRE EREF SVWZ NPY LCC IBAN BIC AVOIR""".split()
)
_WORD: Final = re.compile(r"[A-Z0-9]+")
SHORTEST_CUT = 18  # characters after which a bank may have cut a name


@lru_cache(maxsize=65536)
def capitals(text: str) -> str:
    """Capitals without accents, as long as the text; ligatures and odd characters become blanks."""
    found = []
    for char in text.upper():
        plain = unicodedata.normalize("NFKD", char)[0] if ord(char) > 127 else char
        found.append(plain if ord(plain) < 128 else " ")
    return "".join(found)[: len(text)]


def words(text: str) -> list[str]:
    """The words of a text, in capitals."""
    return _WORD.findall(capitals(text))


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """What tells a name from others, in its order: no legal form, title or small word; all of it if nothing is left."""
    every = words(name.replace(".", " " if " " in name.replace(". ", "") else ""))
    every = ["ST" if word == "SAINT" else word for word in every]
    kept = tuple(word for word in every if word not in FORMS and word not in TITLES and word not in SMALL)
    return kept or tuple(every)


def name_compact(name: str) -> str:
    """A name in one word, for banks that drop apostrophes: L’Atelier d’Émilie is LATELIERDEMILIE."""
    return "".join(word for word in words(name) if word not in FORMS and word not in TITLES)


def forms_of(name: str) -> frozenset[str]:
    """The legal forms in a name: they tell namesakes apart where both sides have one."""
    return frozenset(word for word in words(name) if word in LEGAL)


def name_key(name: str) -> str:
    """The same for names that differ in legal form, title, accents or word order only."""
    return " ".join(sorted(name_words(name)))


def is_edge(word: str | None) -> bool:
    """Whether a name may begin behind this word or end before it."""
    if word is None or not word.isalpha():
        return True
    return word in FORMS or word in TITLES or word in LEADS or word in ENDS or len(word) == 1
