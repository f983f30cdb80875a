"""`relance figures` and `relance forecast`: the document, and the words."""

from __future__ import annotations

import pytest

from relance.ledger.builders import act_on, make_customer, make_done, make_invoice
from relance.ledger.models import Creditor, Customer, ForecastWeek
from relance.operations.record_payment import record_payment
from tests.cli.conftest import Relance, relance
from tests.figures.conftest import TODAY, has_paid

__all__ = ["relance"]
DAY = TODAY.isoformat()


@pytest.fixture
def firm(creditor: Creditor) -> Creditor:
    """Dupont paid 24 invoices three days late, and one of 500 € is open, not due yet; one step was done."""
    has_paid(creditor)
    line = make_invoice(Customer.objects.get(creditor=creditor), "FA-1", 50_000, TODAY.replace(day=25))
    make_done(line, "r1", TODAY.replace(day=2))
    return creditor


def test_the_document_of_figures(relance: Relance, firm: Creditor) -> None:
    document = relance("figures", "--from", "2025-12-01", "--today", DAY, "--json").document
    assert (document["from"], document["to"], document["known_since"]) == ("2025-12-01", DAY, "2025-09-04")
    euros = document["currencies"][0]
    assert (euros["dso"]["balance_cents"], euros["dso"]["refused"]) == (50_000, None)
    assert euros["dso"]["days"] == round(50_000 * 78 / euros["dso"]["invoiced_cents"], 1)
    assert (euros["lateness"]["days_weighted"], euros["lateness"]["payments"]) == (3.0, 11)
    assert euros["overdue"]["share"] == 0 and euros["promises"]["sample"] == 0
    step = euros["steps"][0]
    assert (step["step"], step["within_days"], step["reminded"], step["settled"], step["small_sample"]) == (
        "r1",
        7,
        1,
        0,
        True,
    )
    assert (step["low"], step["high"]) == (0.0, 0.7935)


def test_figures_in_words_say_what_they_do_not_prove(relance: Relance, firm: Creditor) -> None:
    said = relance("figures", "--today", DAY)
    assert "DSO, countback" in said.out and "(small)" in said.out
    assert "after a step, not because of it" in said.out


def test_a_figure_without_history_says_so(relance: Relance, firm: Creditor) -> None:
    said = relance("figures", "--from", "2024-01-01", "--today", DAY)
    assert "DSO, simple" in said.out and "not worked out" in said.out
    assert "no settled invoice before 4 September 2025" in said.out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--to", "2026-02-17"), "is to come"),
        (("--from", "2026-02-10", "--to", "2026-02-09"), "before it begins"),
    ],
)
def test_a_period_that_cannot_be_is_refused(relance: Relance, firm: Creditor, words: tuple[str, ...], why: str) -> None:
    said = relance("figures", *words, "--today", DAY)
    assert said.code == 2 and why in said.err


def test_the_document_of_the_forecast_adds_up(relance: Relance, firm: Creditor) -> None:
    late = make_invoice(make_customer(firm, "BROKE", insolvency_on=TODAY), "FA-2", 700, TODAY)
    euros = relance("forecast", "--weeks", "4", "--today", DAY, "--json").document["currencies"][0]
    assert [w["week"] for w in euros["weeks"]] == ["2026-02-16", "2026-02-23", "2026-03-02", "2026-03-09"]
    assert [w["expected_cents"] for w in euros["weeks"]] == [0, 50_000, 0, 0]
    assert (euros["counted_cents"], euros["later_cents"], euros["band"]) == (50_000, 0, 0.8)
    assert euros["not_counted"]["insolvency"] == late.open_cents


def test_the_forecast_in_words_has_its_past_error(relance: Relance, firm: Creditor) -> None:
    invoice = make_invoice(make_customer(firm, "KNOWN"), "FA-3", 9_000, TODAY).invoice
    record_payment(creditor=firm, invoice=invoice, cents=9_000, on=TODAY.replace(day=11), act=act_on(TODAY))
    ForecastWeek.objects.create(
        creditor=firm, made_on=TODAY.replace(day=2), week=TODAY.replace(day=9), expected_cents=20_000,
        low_cents=0, high_cents=25_000,
    )  # fmt: skip
    said = relance("forecast", "--today", DAY)
    assert (
        "made 1 week(s) before: mean error €10.00 (5.3%), bias 5.3%, 1 weeks of 1 within the band"
        in said.out.replace("Forecasts ", "")
    )


def test_too_far_ahead_is_refused(relance: Relance, firm: Creditor) -> None:
    assert "52 at most" in relance("forecast", "--weeks", "60", "--today", DAY).err


def test_a_new_creditor_has_nothing_to_measure(relance: Relance, creditor: Creditor) -> None:
    assert "No invoice yet" in relance("figures", "--today", DAY).out
    assert relance("forecast", "--today", DAY, "--json").document == {"today": DAY, "currencies": []}
