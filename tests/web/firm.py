"""The firm of these tests."""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 2, 16)  # a Monday


def make_firm():  # type: ignore[no-untyped-def]
    """A firm that confirms everything: Dupont owes 1,200 €, Martin has no address, Lenoir's is not due."""
    from relance.ledger.builders import make_creditor, make_customer, make_invoice

    firm = make_creditor(sending="confirm_all")
    make_invoice(make_customer(firm), "FA-1", 120_000, date(2026, 2, 6))
    unreachable = make_customer(firm, "MARTIN", email="", address="", postcode="", city="")
    make_invoice(unreachable, "FA-2", 90_000, date(2026, 2, 2))
    make_invoice(make_customer(firm, "LENOIR"), "FA-3", 50_000, date(2026, 3, 20))
    return firm


def decide_the_day(firm):  # type: ignore[no-untyped-def]
    """The same firm with the day's decisions taken."""
    from relance.ledger.builders import act_on
    from relance.operations.decide_due import decide_due

    decide_due(creditor=firm, act=act_on(TODAY))
    return type(firm).objects.get(pk=firm.pk)
