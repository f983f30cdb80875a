"""What a notice demands beside the principal: amounts where the law gives them, nothing where it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from relance.domain.claim import Waiver
from relance.domain.message import NoticeFacts
from relance.domain.wording import compose
from relance.domain.wording.claims import is_demanded
from tests.wording.notices import TODAY, a_line, a_notice, flat, preset_notices
from tests.wording.owing import with_owed
from tests.wording.test_each_step_says_what_it_must import CLAIMS, NEVER, texts_of

# 1,200.00 due 30 January 2026, on 16 March: 45 days at 12.15 % = 17.98; a public buyer's 10.15 % = 15.02.
FORMAL: dict[str, Any] = {"kind": "formal_notice", "number": 4, "claims": "demand"}


def formal(**more: Any) -> NoticeFacts:
    return with_owed(a_notice(**(FORMAL | more)))


def said(facts: NoticeFacts) -> str:
    wording = compose(facts)
    return flat(" ".join((*wording.before, *wording.after)))


def test_a_formal_notice_demands_principal_penalties_and_indemnity_to_the_cent() -> None:
    text = said(formal())
    assert "1 257,98 €, soit 1 200,00 € en principal, 17,98 € de pénalités de retard et 40,00 €" in text
    assert "12,15 % du 31 janvier 2026 au 16 mars 2026" in text


def test_a_public_buyer_owes_interest_at_its_own_rate() -> None:
    text = said(formal(customer={"kind": "public"}))
    assert "1 255,02 €, soit 1 200,00 € en principal, 15,02 € d’intérêts moratoires et 40,00 €" in text
    assert "10,15 %" in text and "pénalités" not in text


@pytest.mark.parametrize(("language", "total"), [("fr", "1 257,98 €"), ("en", "€1,257.98")])
def test_every_medium_prints_the_sums_and_what_a_day_adds(language: str, total: str) -> None:
    facts = formal(language=language)
    for where, text in texts_of(facts).items():
        for amount in (total, "17,98" if language == "fr" else "17.98", "0,40" if language == "fr" else "0.40"):
            assert amount in text, f"{amount} is missing from the {where}"


def test_the_payment_code_carries_the_whole_sum_demanded_and_says_of_which_day() -> None:
    payment = compose(formal()).payment
    assert payment.qr_cents == 125_798
    assert flat(" ".join(payment.items[0])) == "Montant au 16/03/2026 1 257,98 €"


def test_the_table_then_calls_its_total_the_principal() -> None:
    table = compose(formal()).table
    assert (table.total_label, flat(table.total)) == ("Total en principal", "1 200,00 €")


def test_the_sum_under_notice_leaves_out_what_is_only_listed() -> None:
    listed = a_line("FA-2", 30_000, due_on=date(2026, 2, 9), acted=False)
    block = compose(formal(lines=(a_line(), listed))).claims
    assert block is not None
    assert [flat(row.total) for row in block.rows] == ["1 257,98 €", "343,50 €", "1 601,48 €"]
    assert block.rows[0].label == "Somme objet de la mise en demeure"


def test_a_part_payment_set_against_interest_is_explained() -> None:
    block = compose(formal(lines=(a_line(open_cents=90_000, amount_cents=120_000),))).claims
    assert block is not None and flat(block.rows[0].cells[0]) == "908,39 €"
    assert any("1343-1" in note for note in block.notes)


def test_the_statement_is_named_among_the_enclosures_only_when_claims_are_demanded() -> None:
    assert compose(formal()).enclosures == ("décompte des sommes dues au 16 mars 2026",)
    assert compose(with_owed(a_notice("final", number=3, claims="mention"))).enclosures == ()


def test_a_mention_says_what_has_accrued_and_demands_nothing() -> None:
    facts = with_owed(a_notice("final", number=3, claims="mention"))
    assert "À ce jour, elles représentent 17,98 €." in said(facts)
    assert "ne comprend pas ces sommes" in said(facts)
    assert compose(facts).payment.qr_cents == 120_000 and compose(facts).claims is None


def test_without_a_known_rate_a_demand_becomes_a_mention_without_amounts() -> None:
    facts = a_notice(**FORMAL, owed_gap="add the rate of 2027-S1")
    text = said(facts)
    assert "L441-10" in text and "ne comprend pas ces sommes" in text
    assert "la somme de 1 200,00 €." in text and compose(facts).payment.qr_cents == 120_000


@pytest.mark.parametrize("facts", preset_notices())
def test_a_consumer_never_reads_of_penalties_nor_indemnity_even_where_interest_runs(facts: NoticeFacts) -> None:
    consumer = replace(facts, customer=replace(facts.customer, kind="consumer"))
    for text in texts_of(with_owed(consumer, formal_notice_on=date(2026, 2, 20))).values():
        for forbidden in (*CLAIMS["business"], *CLAIMS["public"], "pénalité", "indemnité", "penalt", "recovery costs"):
            assert forbidden not in text
        assert facts.kind == "formal_notice" or "1344-1" not in text


@pytest.mark.parametrize("facts", preset_notices())
def test_other_customers_read_no_amount_of_interest(facts: NoticeFacts) -> None:
    other = with_owed(replace(facts, customer=replace(facts.customer, kind="other")), customer_kind="business")
    for text in texts_of(other).values():
        for forbidden in (*CLAIMS["business"], "17,98", "17.98", "intérêt", "interest", "indemnité"):
            assert forbidden not in text


@pytest.mark.parametrize("facts", [p for p in preset_notices() if p.values[0].claims == "none"])
def test_a_step_without_claims_says_no_amount_even_if_it_knows_it(facts: NoticeFacts) -> None:
    for text in texts_of(with_owed(facts)).values():
        assert "17,98" not in text and "17.98" not in text and "L441-10" not in text


@pytest.mark.parametrize("facts", preset_notices())
def test_every_step_with_amounts_still_reads_well(facts: NoticeFacts) -> None:
    for where, text in texts_of(with_owed(facts)).items():
        assert not NEVER.search(text), f"{where}: {NEVER.search(text)}"
        assert " ." not in text.replace("...", "") and "()" not in text


def test_a_consumers_first_formal_notice_gives_the_legal_rate_and_no_amount() -> None:
    facts = formal(customer={"kind": "consumer"})
    assert "actuellement de 2,62 % par an, soit 0,09 € par jour" in said(facts)
    assert not is_demanded(facts) and compose(facts).payment.qr_cents == 120_000


def test_a_consumers_second_formal_notice_demands_interest_since_the_first() -> None:
    facts = a_notice(**FORMAL, customer={"kind": "consumer"})
    text = said(with_owed(facts, formal_notice_on=date(2026, 2, 14)))
    assert "soit 1 200,00 € en principal et 2,58 € d’intérêts au taux légal" in text  # 30 days at 2.62 %


def test_what_was_wholly_given_up_is_not_mentioned() -> None:
    gone = tuple(Waiver(TODAY, part, "geste commercial", "Anne") for part in ("interest", "indemnity"))
    facts = with_owed(a_notice(**FORMAL), waivers=gone)
    assert not is_demanded(facts) and "L441-10" not in said(facts)


def test_an_indemnity_given_up_is_not_demanded_with_the_rest() -> None:
    facts = with_owed(a_notice(**FORMAL), waivers=(Waiver(TODAY, "indemnity", "geste commercial", "Anne"),))
    assert "17,98 €" in said(facts) and "40" not in said(facts) and "indemnité" not in said(facts)


def test_many_rates_are_summed_up_and_left_to_the_statement() -> None:
    facts = formal(lines=(a_line(due_on=date(2022, 1, 31)),))
    assert "de 10,00 % à 14,50 % selon les semestres, du 1er février 2022 au 16 mars 2026" in said(facts)


def test_the_same_facts_give_the_same_wording() -> None:
    assert compose(formal()) == compose(formal())
