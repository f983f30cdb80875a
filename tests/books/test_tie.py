"""Tying what is shown to account 411: whatever happened, the named items add up to the difference."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.books.model import BookAccount, BookInvoice, HeldInBook, Study
from relance.domain.books.tie import Change, Shown, ShownCredit, ShownInvoice, Tied, TieOut, tie_out

LAST, BEFORE, AFTER = date(2025, 12, 31), date(2025, 12, 1), date(2026, 1, 10)


def book(balance: int, *invoices: BookInvoice, held: int = 0, code: str = "DUPONT") -> BookAccount:
    amounts = (HeldInBook("opening", "A NOUVEAU", BEFORE, held, 0, 2),) if held else ()
    return BookAccount(code, "411000", "Dupont", "411", balance, invoices, amounts)


def tied(account: BookAccount, *invoices: ShownInvoice, credits: tuple[ShownCredit, ...] = ()) -> TieOut:
    shown = Shown(account.code, account.name, invoices, credits)
    return tie_out(Study((account,), last_on=LAST, control={"411": account.balance_cents}), [shown])


def kinds(one: Tied) -> list[tuple[str, int]]:
    assert sum(item.cents for item in one.items) == one.difference_cents
    return [(item.kind, item.cents) for item in one.items]


F1 = BookInvoice("FA-1", BEFORE, 1000)


def test_what_agrees_has_no_items() -> None:
    one = tied(book(1500, F1, held=500), ShownInvoice("FA-1", BEFORE, 1000), ShownInvoice("SOLDE", None, 500, True))
    assert (kinds(one.accounts[0]), one.accounts[0].held_cents, one.total("difference")) == ([], 500, 0)


def test_payments_before_and_after_the_last_day_are_told_apart() -> None:
    changes = (Change("payment", AFTER, 300), Change("payment", BEFORE, 200), Change("write_off", AFTER, 100))
    one = tied(book(1000, F1), ShownInvoice("FA-1", BEFORE, 400, changes=changes)).accounts[0]
    assert sorted(kinds(one)) == [("payment_not_in_book", 200), ("payment_since", 300), ("write_off", 100)]
    assert not one.unexplained_cents


def test_what_nothing_names_is_unexplained_to_the_cent() -> None:
    one = tied(book(1000, F1), ShownInvoice("FA-1", BEFORE, 400, changes=(Change("payment", AFTER, 599),))).accounts[0]
    assert kinds(one) == [("payment_since", 599), ("unexplained", 1)] and one.unexplained_cents == 1


def test_invoices_after_the_last_day_and_those_of_other_files() -> None:
    one = tied(book(0), ShownInvoice("FA-8", AFTER, 700), ShownInvoice("X", BEFORE, 50)).accounts[0]
    assert kinds(one) == [("invoice_since", -700), ("invoice_not_in_book", -50)]


def test_money_on_account_and_credit_notes_raise_the_books_side() -> None:
    credits = (ShownCredit("money", "VIR", AFTER, 80), ShownCredit("credit", "AV-1", BEFORE, 20))
    one = tied(book(1000, F1), ShownInvoice("FA-1", BEFORE, 1000), credits=credits).accounts[0]
    assert sorted(kinds(one)) == [("credit_not_in_book", 20), ("money_since", 80)]


def test_a_credit_of_the_book_that_was_used_here_is_said() -> None:
    credit = ShownCredit("credit", "CREDIT-DUPONT", LAST, 30, used_cents=70)
    invoice = ShownInvoice("FA-9", AFTER, 230, changes=(Change("credit", AFTER, 70),))
    one = tied(book(-100), invoice, credits=(credit,)).accounts[0]
    assert kinds(one) == [("invoice_since", -230), ("credit_used", -70)]


def test_a_customer_that_the_books_do_not_know_is_listed() -> None:
    found = tie_out(Study(last_on=LAST), [Shown("ZOE", "Zoé", (ShownInvoice("F", BEFORE, 5),))])
    assert [(one.code, one.book_cents, one.difference_cents) for one in found.accounts] == [("ZOE", 0, -5)]


AMOUNT = st.integers(0, 500)
DAY = st.sampled_from([BEFORE, AFTER])
CHANGES = st.lists(st.builds(Change, st.sampled_from(["payment", "credit", "write_off"]), DAY, AMOUNT), max_size=3)
INVOICES = st.lists(
    st.builds(ShownInvoice, st.sampled_from(["A", "B", "C"]), DAY, AMOUNT, st.booleans(), CHANGES.map(tuple)),
    max_size=4, unique_by=lambda i: i.number,
)  # fmt: skip
CREDITS = st.lists(
    st.builds(ShownCredit, st.sampled_from(["credit", "money"]), st.sampled_from(["CREDIT-DUPONT", "V"]), DAY, AMOUNT),
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(AMOUNT, max_size=3), st.integers(0, 300), st.integers(0, 400), INVOICES, CREDITS)
def test_items_always_add_up_to_the_difference(
    amounts: list[int], held: int, credit: int, invoices: list[ShownInvoice], credits: list[ShownCredit]
) -> None:
    in_book = [BookInvoice(number, BEFORE, cents) for number, cents in zip("ABC", amounts, strict=False)]
    account = book(sum(amounts) + held, *in_book, held=held) if amounts or held else book(-credit)
    for one in tied(account, *invoices, credits=tuple(credits)).accounts:
        kinds(one)
