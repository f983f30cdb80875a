"""Payers' names as banks write them."""

from __future__ import annotations

import pytest

from relance.domain.allocate.model import Money, Payer
from relance.domain.allocate.names import name_key
from relance.domain.allocate.payers import Payers
from tests.allocate.books import DAY, IBAN

CUSTOMERS = Payers(
    [
        Payer(1, "C0001", "Transports Dupont SARL", "732829320", names=("CHEZ LULU",), ibans=(IBAN,)),
        Payer(2, "C0002", "M. ou Mme Lefèvre Élise"),
        Payer(3, "C0003", "Lemaire"),
        Payer(4, "C0004", "Lemaire Services SAS"),
        Payer(5, "C0005", "Syndicat de copropriété de Nantes"),
        Payer(6, "C0006", "Ets Menuiserie Robert"),
        Payer(7, "C0007", "Groupe Axelia", ibans=("DE89370400440532013000",)),
        Payer(8, "C0008", "Axelia Sud", ibans=("DE89370400440532013000",)),
        Payer(9, "C0009", "L’Atelier d’Émilie"),
        Payer(10, "C0010", "Boulangerie Saint-Martin"),
    ]
)


def known(party: str = "", text: str = "", iban: str = "") -> dict[int, str]:
    found = CUSTOMERS.of(Money(1, DAY, 100, "EUR", "transfer", text, party, iban))
    return {customer: one.how for customer, one in found.items()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SARL Transports Dupont", "TRANSPORTS DUPONT"),
        ("M. ou Mme Lefèvre Élise", "LEFEVRE ELISE"),
        ("Établissements Robert & Fils", "ROBERT FILS ETS"),
        ("Société Cœur", "SOCIETE C UR"),
        ("S.A.R.L. Dupont", "DUPONT SARL"),
    ],
)
def test_forms_titles_accents_and_order_do_not_matter(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("party", "customer"),
    [
        ("TRANSPORTS DUPONT", 1), ("SARL TRANSPORTS DUPONT", 1), ("DUPONT TRANSPORTS", 1), ("LEFEVRE ELISE", 2),
        ("MME ELISE LEFEVRE", 2), ("SYNDICAT DE COPROPRIETE DE NANTES", 5), ("SYNDICAT DE COPROPRIETE DE N", 5),
        ("SYNDICAT DE COPROPRIETE", 5), ("LATELIER DEMILIE", 9),
        ("BOULANGERIE ST MARTIN", 10), ("LEMAIRE SERVICES", 4), ("MENUISERIE ROBERT ETS", 6),
    ],
)  # fmt: skip
def test_a_payer_is_recognised_by_its_name(party: str, customer: int) -> None:
    assert known(party) == {customer: "name"}


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("VIR SEPA RECU DE TRANSPORTS DUPO\nNT MOTIF FACT 12", 1), ("VIR RECU 123S DE: LEMAIRE MOTIF: 12", 3),
        ("VIR LEMAIRE SERVICES FACTURE 12", 4), ("VIR INST SYNDICAT DE COPROPRIET\nFACT 12", 5),
        ("VIREMENT EN VOTRE FAVEUR ETS MENUISERIE ROBERT", 6),
    ],
)  # fmt: skip
def test_a_name_is_found_in_the_text_of_the_bank(text: str, customer: int) -> None:
    assert known(text=text) == {customer: "name"}


def test_namesakes_are_told_apart_by_their_legal_form_where_the_bank_writes_it() -> None:
    garniers = Payers([Payer(1, "C1", "SA Menuiserie Garnier"), Payer(2, "C2", "SCOP Menuiserie Garnier")])
    written = {"SA MENUISERIE GARNIER": {1}, "MENUISERIE GARNIER SCOP": {2}, "MENUISERIE GARNIER": {1, 2}}
    for party, customers in written.items():
        known = garniers.of(Money(1, DAY, 100, "EUR", "transfer", "", party))
        assert {customer for customer, one in known.items() if one.how == "name"} == customers
        assert set(known) == {1, 2}


def test_a_piece_of_another_name_is_no_more_than_like() -> None:
    assert known("LEMAIRE JEAN PAUL") == {3: "name_like"}
    assert known("GARAGE LEMAIRE SERVICES AUTO") == {4: "name_within"}


def test_a_surname_too_short_within_another_name_is_nothing() -> None:
    few = Payers([Payer(1, "C1", "Petit")])
    assert few.of(Money(1, DAY, 100, "EUR", "transfer", "", "PETIT JEAN")) == {}


def test_learned_accounts_and_names_are_certain_a_shared_account_is_not() -> None:
    assert known(iban="FR76 3000 6000 0112 3456 7890 189") == {1: "iban"}
    assert known("CHEZ LULU") == {1: "learned_name"}
    assert known(iban="DE89370400440532013000") == {7: "shared_iban", 8: "shared_iban"}


def test_the_siren_or_the_code_in_the_text_tells_the_customer() -> None:
    assert known(text="SIREN 732 829 320 FACT 12") == {1: "siren"}
    assert known(text="CLIENT C0004 FACT 12") == {4: "code"}
