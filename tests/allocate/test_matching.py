"""Sure, likely or nothing: the trade's own examples."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relance.domain.allocate.matching import allocate
from relance.domain.allocate.model import Payer
from tests.allocate.books import (
    DAY,
    DUPONT,
    IBAN,
    LEROY,
    MARTIN,
    PAYERS,
    book,
    came,
    closed,
    credit,
    first,
    owes,
    paid,
    said_of,
    surely,
    typed,
    why,
)

DUPONTS = "TRANSPORTS DUPONT SARL"
TWO = book(owes("FA-2026-00132", 123_456), owes("FA-2026-00140", 98_712))


def test_the_amount_alone_is_never_sure() -> None:
    outcome = said_of(came(123_456, "VIREMENT", "INCONNU SAS"), TWO)
    assert outcome.sure is None
    assert why(came(123_456, "VIREMENT", "INCONNU SAS"), TWO) == ["amount_exact", "amount_only"]


def test_the_payers_name_and_the_amount_are_likely_only() -> None:
    assert first(came(123_456, "REGLEMENT", DUPONTS), TWO) == {"FA-2026-00132": 123_456}


def test_a_learned_account_with_an_amount_that_nothing_else_explains_is_sure() -> None:
    known = book(*TWO.items, closed=(closed("FA-2025-00900", cents=55_010),))
    assert surely(came(123_456, "REGLEMENT", party_iban=IBAN), known) == {"FA-2026-00132": 123_456}


@pytest.mark.parametrize(
    "other",
    [
        closed("FA-2025-00900", cents=123_456),  # billed before: the amount comes back
        closed("FA-2025-00900", MARTIN, 5),  # too few invoices known of this customer
    ],
)
def test_a_learned_account_is_not_enough_where_the_amount_may_come_back(other: object) -> None:
    assert first(came(123_456, "", party_iban=IBAN), book(*TWO.items, closed=(other,))) == {"FA-2026-00132": 123_456}


def test_a_round_amount_proves_nothing() -> None:
    rounds = book(owes("FA-1", 120_000), owes("FA-2", 98_712), owes("FA-3", 4_111))
    assert first(came(120_000, "", party_iban=IBAN), rounds) == {"FA-1": 120_000}


def test_everything_a_customer_owes_from_its_own_account_is_sure() -> None:
    assert surely(came(222_168, "RELEVE", party_iban=IBAN), TWO) == {"FA-2026-00132": 123_456, "FA-2026-00140": 98_712}
    assert first(came(222_168, "RELEVE", DUPONTS), TWO) == {"FA-2026-00132": 123_456, "FA-2026-00140": 98_712}


def test_a_number_of_another_customer_than_the_payer_is_shown_not_applied() -> None:
    two = book(owes("FA-2026-00132", 123_456), owes("FA-2026-00140", 98_712, MARTIN))
    money = came(123_456, "FA-2026-00132", "MENUISERIE MARTIN")
    assert first(money, two) == {"FA-2026-00132": 123_456}
    assert "payer_is_other" in why(money, two)


def test_a_stranger_who_names_the_invoice_and_pays_it_exactly_is_sure() -> None:
    assert surely(came(123_456, "FACT FA-2026-00132", "HOLDING DURAND"), TWO) == {"FA-2026-00132": 123_456}


def test_a_stranger_is_not_sure_where_one_digit_leads_to_an_equal_amount() -> None:
    near = book(owes("FA-2026-00132", 11_880), owes("FA-2026-00133", 11_880, MARTIN))
    assert first(came(11_880, "FACT FA-2026-00132", "HOLDING DURAND"), near) == {"FA-2026-00132": 11_880}


def test_an_unknown_number_beside_makes_a_match_likely() -> None:
    money = came(123_456, "FACT FA-2026-00132 FA-2026-00199", DUPONTS)
    assert first(money, TWO) == {"FA-2026-00132": 123_456}
    assert "unknown_number" in why(money, TWO)


def test_a_number_that_is_paid_already_beside_makes_a_match_likely() -> None:
    more = book(*TWO.items, closed=(closed("FA-2026-00101", cents=5_000),))
    assert first(came(123_456, "FACT FA-2026-00132 FA-2026-00101", DUPONTS), more) == {"FA-2026-00132": 123_456}


def test_an_invoice_paid_twice_goes_on_account_the_second_time() -> None:
    lines = [came(123_456, "FA-2026-00132", DUPONTS, key=key) for key in (1, 2)]
    once, again = allocate(lines, TWO)
    assert paid(once.sure, TWO) == {"FA-2026-00132": 123_456}
    assert again.sure is None and again.customers == (DUPONT,)
    assert again.likely[0].parts == () and again.likely[0].on_account_cents == 123_456


def test_a_part_of_one_invoice_named_by_its_own_customer_is_sure() -> None:
    assert surely(came(50_000, "ACOMPTE FA-2026-00132", DUPONTS), TWO) == {"FA-2026-00132": 50_000}


@pytest.mark.parametrize(
    ("cents", "text", "party"),
    [
        (50_000, "FACT 132", DUPONTS),  # the number is not whole
        (50_000, "FA-2026-00132", "INCONNU SAS"),
        (98_712, "FA-2026-00132", DUPONTS),  # exactly another invoice
        (50_000, "FA-2026-00132 AVOIR", DUPONTS),
    ],
)
def test_a_part_is_not_sure_where_it_may_be_something_else(cents: int, text: str, party: str) -> None:
    assert said_of(came(cents, text, party), TWO).sure is None


def test_too_much_for_the_invoice_named_is_likely_with_the_rest_on_account() -> None:
    outcome = said_of(came(130_000, "FA-2026-00132", DUPONTS), TWO)
    assert outcome.sure is None
    assert (paid(outcome.likely[0], TWO), outcome.likely[0].on_account_cents) == ({"FA-2026-00132": 123_456}, 6_544)


@pytest.mark.parametrize(
    ("missing", "word"), [(3, "small_difference"), (450, "small_difference"), (2_469, "discount"), (1_500, "bank_fee")]
)
def test_a_difference_is_named_and_left_to_a_person(missing: int, word: str) -> None:
    outcome = said_of(came(123_456 - missing, "FA-2026-00132", DUPONTS), TWO)
    assert outcome.sure is None and outcome.likely[0].difference_cents == missing
    assert word in [x.key for x in outcome.likely[0].reasons]


def test_a_credit_note_that_is_named_is_deducted() -> None:
    noted = book(*TWO.items, credits=(credit("AV-2026-007", 23_456), credit("AV-2026-008", 23_456, key=901)))
    outcome = said_of(came(100_000, "FA-2026-00132 - AVOIR AV-2026-007", DUPONTS), noted)
    assert outcome.sure is not None and [x.item for x in outcome.sure.credits] == [900]


def test_a_credit_note_that_alone_explains_the_difference_is_deducted_two_are_not() -> None:
    money = came(98_113, "FA-2026-00132", DUPONTS)
    one = book(*TWO.items, credits=(credit("AV-2026-007", 25_343),))
    both = book(*TWO.items, credits=(credit("AV-2026-007", 25_343), credit("AV-2026-008", 25_343, key=901)))
    assert surely(money, one) == {"FA-2026-00132": 123_456}
    assert said_of(money, both).sure is None


def test_a_round_sum_may_be_a_part_rather_than_less_a_credit_note() -> None:
    one = book(owes("FA-2026-00132", 25_448), credits=(credit("AV-2026-007", 13_448),))
    assert said_of(came(12_000, "FA-2026-00132", DUPONTS), one).sure is None


def test_a_structured_reference_is_sure_and_a_wrong_one_is_ignored() -> None:
    asked = book(owes("FA-77", 44_440, payment_reference="RF18539007547034"), owes("FA-78", 44_440))
    assert surely(came(44_440, structured="RF18 5390 0754 7034"), asked) == {"FA-77": 44_440}
    assert surely(came(44_440, structured="RF17 5390 0754 7034"), asked) == {}


def test_the_end_to_end_id_that_is_our_number_is_sure() -> None:
    assert surely(came(123_456, "", "INCONNU SAS", end_to_end="FA-2026-00132"), TWO) == {"FA-2026-00132": 123_456}


def test_a_typed_payment_is_confirmed_and_pays_nothing_twice() -> None:
    before = book(*TWO.items, recorded=(typed(55_555, "FA-2026-00101"),), closed=(closed("FA-2026-00101"),))
    outcome = said_of(came(55_555, "FA-2026-00101", DUPONTS), before)
    assert outcome.sure is not None and (outcome.sure.recorded, outcome.sure.parts) == (70, ())


def test_a_typed_payment_long_ago_is_another() -> None:
    before = book(recorded=(typed(55_555, "FA-2026-00101", on=DAY - timedelta(days=11)),))
    assert said_of(came(55_555, "FA-2026-00101", DUPONTS), before).sure is None


def test_two_equal_typed_payments_are_not_told_apart_by_the_name() -> None:
    before = book(recorded=(typed(55_555), typed(55_555, key=71)))
    outcome = said_of(came(55_555, "REGLEMENT", DUPONTS), before)
    assert outcome.sure is None and {x.recorded for x in outcome.likely} == {70, 71}


def test_a_typed_payment_of_an_amount_that_comes_back_is_not_confirmed_by_the_name_alone() -> None:
    monthly = [closed(f"FA-2026-{n:05d}", cents=11_880) for n in (101, 120)]
    once = book(recorded=(typed(11_881),), closed=monthly)
    before = book(recorded=(typed(11_880),), closed=monthly)
    assert said_of(came(11_881, "REGLEMENT", DUPONTS), once).sure is not None
    assert said_of(came(11_880, "REGLEMENT", DUPONTS), before).sure is None


def test_what_a_list_settled_is_explained_by_its_money() -> None:
    gone = book(owes("FA-2026-00132", 123_456, is_settled_by_list=True, settled_on=DAY + timedelta(days=4)))
    late = book(owes("FA-2026-00132", 123_456, is_settled_by_list=True, settled_on=DAY - timedelta(days=40)))
    assert surely(came(123_456, "FA-2026-00132", DUPONTS), gone) == {"FA-2026-00132": 123_456}
    assert said_of(came(123_456, "FA-2026-00132", DUPONTS), late).sure is None


def test_what_a_list_lowered_may_already_count_this_money() -> None:
    half = book(owes("FA-2026-00132", 50_000, amount_cents=100_000, lowered_by_list_cents=50_000))
    assert first(came(50_000, "FA-2026-00132", DUPONTS), half) == {"FA-2026-00132": 50_000}


def test_money_before_the_invoice_is_likely_only() -> None:
    later = book(owes("FA-2026-00132", 123_456, issued_on=DAY + timedelta(days=5)))
    assert first(came(123_456, "FA-2026-00132", DUPONTS), later) == {"FA-2026-00132": 123_456}


def test_instalments_are_paid_from_the_first_on() -> None:
    parts = book(*(owes("FA-2026-00132", 40_000, key=n, due_on=date(2026, n, 1)) for n in (1, 2, 3)))
    outcome = said_of(came(80_000, "FA-2026-00132", DUPONTS), parts)
    assert outcome.sure is not None and [x.item for x in outcome.sure.parts] == [1, 2]


def test_other_currencies_never_mix() -> None:
    from dataclasses import replace

    dollars = book(*(replace(item, currency="USD") for item in TWO.items))
    assert said_of(came(123_456, "FA-2026-00132", DUPONTS), dollars).sure is None


def test_two_customers_of_one_name_are_both_shown() -> None:
    both = book(*TWO.items, payers=(*PAYERS, Payer(9, "DUPONT09", "SAS Transports Dupont")))
    assert set(said_of(came(77_700, "REGLEMENT", DUPONTS), both).customers) == {DUPONT, 9}


def test_who_may_have_paid_is_said_though_nothing_fits() -> None:
    outcome = said_of(came(77_700, "REGLEMENT", DUPONTS), TWO)
    assert (outcome.likely, outcome.customers) == ((), (DUPONT,))


@pytest.mark.parametrize(
    ("money", "word"),
    [
        (came(50_000, "VIR INTERNE TRESORERIE"), "own_transfer"),
        (came(50_000, "VIREMENT", "ATELIER DEMO"), "own_transfer"),
        (came(50_000, "REMISE CB 120326 CONTRAT 1234567"), "card_takings"),
        (came(50_000, "", kind="card"), "card_takings"),
        (came(50_000, "INTERETS CREDITEURS"), "bank_interest"),
        (came(50_000, "REMBT CREDIT TVA 3519", "DGFIP SIE LYON"), "tax_refund"),
        (came(50_000, "IJ DU 01/02/26", "CPAM DU RHONE"), "social_refund"),
        (came(50_000, "VIREMENT REJETE", kind="returned"), "money_back"),
        (came(50_000, "VIREMENT", "INCONNU SAS"), "nobody_known"),
    ],
)
def test_money_that_nobody_owes_is_left_alone_and_why_is_said(money: object, word: str) -> None:
    outcome = said_of(money, TWO)  # type: ignore[arg-type]
    assert (outcome.sure, outcome.likely, [x.key for x in outcome.reasons]) == (None, (), [word])


def test_a_public_payer_that_names_an_invoice_is_no_tax_office() -> None:
    assert surely(came(123_456, "TVA COMPRISE FA-2026-00132", "DRFIP SIE"), TWO) == {"FA-2026-00132": 123_456}


def test_direct_debits_and_cheques_are_only_likely() -> None:
    due = [
        owes("FA-1", 10_010, due_on=DAY, direct_debit=True),
        owes("FA-2", 20_020, MARTIN, due_on=DAY, direct_debit=True),
    ]
    debits = book(*due, owes("FA-3", 7_007, LEROY))
    assert first(came(30_030, "REMISE PRLV 2 OPERATIONS", kind="direct_debit"), debits) == {
        "FA-1": 10_010,
        "FA-2": 20_020,
    }
    assert first(came(27_027, "REMISE DE 2 CHEQUES", kind="cheque", batch_count=2), debits) == {
        "FA-2": 20_020,
        "FA-3": 7_007,
    }
