"""What is foreseen from the ledger, kept once a week, and held to what came in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relance.domain.forecast import Promised
from relance.ledger.builders import act_on, make_credit_note, make_customer, make_invoice
from relance.ledger.figures import load_books
from relance.ledger.models import Creditor, Customer, Event, ForecastWeek, Invoice, Notice
from relance.ledger.receipts import errors_of, expected_of, receipts
from relance.operations.agree_instalments import agree_instalments
from relance.operations.decide_due import decide_due
from relance.operations.keep_forecast import keep_forecast
from relance.operations.make_promise import make_promise
from relance.operations.open_dispute import open_dispute
from relance.operations.record_payment import record_payment
from tests.figures.conftest import TODAY, has_paid

DUE = date(2026, 2, 2)


def owes(creditor: Creditor, code: str, cents: int = 10_000, **fields: object) -> Invoice:
    """A customer with one open invoice."""
    return make_invoice(make_customer(creditor, code, **fields), f"FA-{code}", cents, DUE).invoice


def test_everything_open_is_foreseen_or_said_not_to_be(creditor: Creditor) -> None:
    act = act_on(TODAY)
    owes(creditor, "PLAIN")
    owes(creditor, "BROKE", 1_000, insolvency_on=DUE)
    owes(creditor, "GONE", 2_000, handed_over_on=DUE)
    open_dispute(creditor=creditor, invoice=owes(creditor, "ARGUES"), reason="price", cents=4_000, act=act)
    make_promise(creditor=creditor, invoice=owes(creditor, "SWEARS"), on=date(2026, 2, 20), cents=3_000, act=act)
    agreed = owes(creditor, "AGREES", 30_000)
    agree_instalments(
        creditor=creditor, customer=agreed.customer, invoices=[agreed], count=3, first_on=date(2026, 2, 27), act=act
    )
    make_credit_note(owes(creditor, "CREDITS").customer, "AV-1", 2_500)
    found = expected_of(creditor, TODAY)["EUR"]
    assert found.not_counted == {"disputed": 4_000, "credit": 2_500, "insolvency": 1_000, "handed_over": 2_000}
    assert [(p.cents, p.on) for p in found.parts] == [(10_000, date(2026, m, 27)) for m in (2, 3, 4)]
    assert [p[2:] for p in found.promised] == [(3_000, date(2026, 2, 20))]
    assert sorted(o.cents for o in found.owed) == [6_000, 7_000, 7_500, 10_000]


def test_a_paid_instalment_is_not_expected_again(creditor: Creditor) -> None:
    invoice = owes(creditor, "AGREES", 30_000)
    agree_instalments(
        creditor=creditor, customer=invoice.customer, invoices=[invoice], count=3, first_on=date(2026, 2, 17),
        act=act_on(TODAY),
    )  # fmt: skip
    record_payment(creditor=creditor, invoice=invoice, cents=14_000, on=TODAY, act=act_on(TODAY))
    assert [p.cents for p in expected_of(creditor, TODAY)["EUR"].parts] == [6_000, 10_000]


def test_a_promise_about_a_disputed_invoice_covers_what_is_left(creditor: Creditor) -> None:
    invoice = owes(creditor, "ARGUES")
    open_dispute(creditor=creditor, invoice=invoice, reason="price", cents=4_000, act=act_on(TODAY))
    make_promise(creditor=creditor, invoice=invoice, on=date(2026, 2, 20), act=act_on(TODAY))
    found = expected_of(creditor, TODAY)["EUR"]
    assert found.promised == (Promised(invoice.customer_id, DUE, 6_000, date(2026, 2, 20)),)
    assert (found.owed, found.not_counted) == ((), {"disputed": 4_000})


def test_customers_who_pay_three_days_late_will_again(creditor: Creditor) -> None:
    has_paid(creditor)
    make_invoice(Customer.objects.get(creditor=creditor), "FA-1", 50_000, date(2026, 2, 25))
    weeks = receipts(creditor, TODAY)[0].weeks
    assert [w.expected_cents for w in weeks[:3]] == [0, 50_000, 0]  # on Saturday the 28th


def test_the_first_run_of_a_week_keeps_its_forecast_and_a_dry_run_none(creditor: Creditor) -> None:
    has_paid(creditor)
    decide_due(creditor=creditor, act=act_on(TODAY), dry_run=True)
    assert not ForecastWeek.objects.exists()
    for days in (0, 0, 4, 7):
        decide_due(creditor=Creditor.objects.get(), act=act_on(TODAY + timedelta(days=days)))
    made = ForecastWeek.objects.order_by("made_on").values_list("made_on", flat=True).distinct()
    assert list(made) == [TODAY, TODAY + timedelta(days=7)]
    assert Event.objects.filter(verb="forecast_kept").count() == 2


def test_too_little_history_keeps_nothing(creditor: Creditor) -> None:
    has_paid(creditor, lines=19)
    assert keep_forecast(creditor=creditor, act=act_on(TODAY)) == 0


def test_a_forecast_that_cannot_be_made_never_stops_the_reminders(
    creditor: Creditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_paid(creditor)
    owes(creditor, "LATE")

    def fails(*_: object) -> None:
        raise ZeroDivisionError("no such luck")

    monkeypatch.setattr("relance.operations.keep_forecast.receipts", fails)
    report = decide_due(creditor=creditor, act=act_on(TODAY))
    assert report.problems == ["forecast of receipts: ZeroDivisionError: no such luck"]
    assert Notice.objects.filter(customer__code="LATE").count() == 1


def test_the_error_is_that_of_what_came_in_on_invoices_known_then(creditor: Creditor) -> None:
    known = owes(creditor, "KNOWN", 40_000)
    week = date(2026, 2, 9)
    later = make_invoice(make_customer(creditor, "LATER"), "FA-9", 9_000, week, issued_on=date(2026, 2, 6)).invoice
    for made_on, low, high in ((date(2026, 1, 12), 0, 50_000), (date(2026, 2, 4), 26_000, 50_000)):
        ForecastWeek.objects.create(
            creditor=creditor, made_on=made_on, week=week, expected_cents=30_000, low_cents=low, high_cents=high
        )
    for invoice, cents, day in ((known, 20_000, 9), (known, 5_000, 15), (known, 7_000, 8), (later, 9_000, 10)):
        record_payment(creditor=creditor, invoice=invoice, cents=cents, on=date(2026, 2, day), act=act_on(TODAY))
    one, four = errors_of(creditor, load_books(creditor, TODAY))["EUR"]
    assert [(f.actual_cents, f.error_cents, f.is_inside) for f in one.weeks] == [(25_000, 5_000, False)]
    assert [(f.actual_cents, f.is_inside) for f in four.weeks] == [(25_000, True)]


def test_a_week_that_is_not_over_has_no_error_yet(creditor: Creditor) -> None:
    owes(creditor, "KNOWN")
    ForecastWeek.objects.create(
        creditor=creditor, made_on=date(2026, 2, 9), week=TODAY, expected_cents=1, low_cents=0, high_cents=2
    )
    assert errors_of(creditor, load_books(creditor, TODAY)) == {}
