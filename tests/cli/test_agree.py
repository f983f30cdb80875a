"""`relance agree`: a plan is made, listed, signed, kept, broken and cancelled from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Relance

MADE = ("--today", "2026-03-02")


@pytest.fixture
def agreed(atelier: Relance) -> Relance:
    """Dupont pays FA-1 and FA-2, 1,500.00, in three parts from the end of March."""
    words = ("agree", "DUPONT", "--invoices", "FA-1,FA-2", "--instalments", "3", "--first", "2026-03-31")
    said = atelier(*words, "--with", "Mme Roche", *MADE)
    assert said.code == 0, said.err
    return atelier


def states(relance: Relance, day: str) -> list[str]:
    found = relance("agree", "E-000001", "--json", "--today", day).document
    return [one["state"] for one in found["instalments"]]


def test_a_plan_is_made_and_told(agreed: Relance) -> None:
    found = agreed("agree", "E-000001", "--json", *MADE).document
    assert (found["total_cents"], found["left_cents"], found["state"]) == (150_000, 150_000, "in_force")
    assert [one["cents"] for one in found["instalments"]] == [50_000] * 3
    assert found["invoices"] == ["FA-1", "FA-2"] and found["next_on"] == "2026-03-31"


def test_the_list_shows_the_next_instalment(agreed: Relance) -> None:
    text = agreed("agree", *MADE).out
    assert "E-000001" in text and "31/03/2026 €500.00" in text and "in force" in text
    assert len(agreed("agree", "--json", *MADE).document["agreements"]) == 1


def test_an_empty_list_says_so(atelier: Relance) -> None:
    assert "There is no payment plan." in atelier("agree", *MADE).out


def test_its_letter_is_written(agreed: Relance, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    said = agreed("agree", "E-000001", "-o", str(path), *MADE)
    assert path.read_bytes().startswith(b"%PDF") and str(path) in said.out


def test_payments_fill_it_in_order(agreed: Relance) -> None:
    agreed("pay", "FA-1", "700", "--on", "2026-04-10", "--today", "2026-04-10")
    assert states(agreed, "2026-05-04") == ["paid", "late", "next"]
    assert "€700.00 paid, €800.00 left." in agreed("agree", "E-000001", "--today", "2026-04-10").out


def test_reminders_stop_and_go_on_once_it_is_broken(agreed: Relance) -> None:
    run = agreed("run", "--no-send", "--json", "--today", "2026-03-03").document
    assert {r["reason"] for s in run["silent"] for r in s["reasons"]} == {"agreement"}
    agreed("run", "--no-send", "--today", "2026-04-07")
    assert agreed("agree", "E-000001", "--json", "--today", "2026-04-07").document["state"] == "broken"
    assert "agreement_broken" in agreed("todo", "--json", "--today", "2026-04-07").out


def test_the_day_of_the_signature_is_recorded(agreed: Relance) -> None:
    assert agreed("agree", "E-000001", "--signed", "2026-03-09", "--today", "2026-03-10").code == 0
    assert agreed("agree", "E-000001", "--json", *MADE).document["signed_on"] == "2026-03-09"
    clocks = agreed("clocks", "FA-1", "--json", "--today", "2026-03-10").document["clocks"]
    assert any(row["starts_on"] == "2026-03-09" for row in clocks if row["key"] == "limitation")


def test_the_statement_says_why_interest_stands_still(atelier: Relance) -> None:
    words = ("agree", "DUPONT", "--invoices", "FA-1", "--instalments", "2", "--first", "2026-03-31")
    atelier(*words, "--claims", "frozen", *MADE)
    atelier("pay", "FA-1", "600", "--on", "2026-03-31", "--today", "2026-03-31")
    said = atelier("owed", "FA-1", "--today", "2026-04-02").out
    assert "FA-1: stands still under payment plan E-000001" in said and "set against the principal, as agreed" in said


def test_it_is_cancelled_with_a_reason(agreed: Relance) -> None:
    assert agreed("agree", "E-000001", "--cancel", *MADE).code == 2
    said = agreed("agree", "E-000001", "--cancel", "--reason", "they paid by cheque", *MADE)
    assert said.code == 0 and "cancelled" in said.out


def test_typed_parts_and_other_rhythms(atelier: Relance) -> None:
    words = ("agree", "DUPONT", "--invoices", "FA-1", "--json", *MADE)
    typed = atelier(*words, "--parts", "2026-03-31=500.00,2026-04-30=700,00").document
    assert [one["cents"] for one in typed["instalments"]] == [50_000, 70_000]
    second = ("agree", "DUPONT", "--invoices", "FA-2", "--json", *MADE, "--instalments", "2", "--first", "2026-03-16")
    found = atelier(*second, "--every", "14").document
    assert [one["due_on"] for one in found["instalments"]] == ["2026-03-16", "2026-03-30"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("DUPONT",), "name the invoices"),
        (("DUPONT", "--invoices", "FA-1"), "give --instalments and --first"),
        (("DUPONT", "--invoices", "FA-1", "--instalments", "2", "--first", "2026-02-01"), "in the past"),
        (("DUPONT", "--invoices", "FA-1", "--instalments", "13", "--first", "2026-03-31"), "agreement_max_instalments"),
        (("DUPONT", "--invoices", "FA-1", "--parts", "soon=12"), "is not DAY=AMOUNT"),
        (("DUPONT", "--invoices", "FA-1", "--instalments", "2", "--first", "2026-03-31", "--every", "moon"), "moon"),
        (("E-000009",), "there is no payment plan E-000009"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(atelier: Relance, words: tuple[str, ...], told: str) -> None:
    said = atelier("agree", *words, *MADE)
    assert said.code == 2 and told in said.err
