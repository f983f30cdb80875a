"""What holds of every match, whatever the book and the lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.allocate.matching import allocate
from relance.domain.allocate.model import Book, Closed, Match, Money, OpenCredit, OpenItem, Outcome, Payer, Recorded
from relance.domain.allocate.sums import combinations_of
from relance.domain.allocate.words import reason_sentence

DAY = date(2026, 3, 20)
NAMES = ("Transports Dupont SARL", "Transports Dupont SAS", "Menuiserie Martin", "Martin", "Leroy Distribution")
ACCOUNTS = ("FR7630006000011234567890189", "DE89370400440532013000", "")
AMOUNTS = (11_880, 11_880, 23_760, 12_345, 7_007, 30_031, 5_000, 19_352)
quick = settings(max_examples=1500, deadline=None)


@st.composite
def books(draw: st.DrawFn) -> Book:
    """A few customers with names and amounts that are easily mistaken for each other."""
    count = draw(st.integers(1, 4))
    learned = [tuple(filter(None, [draw(st.sampled_from(ACCOUNTS))])) for _ in range(count)]
    payers = tuple(
        Payer(n, f"CLI{n:03d}", draw(st.sampled_from(NAMES)), ibans=ibans) for n, ibans in enumerate(learned, 1)
    )
    serials = draw(st.lists(st.integers(95, 130), min_size=1, max_size=9, unique=True))
    items, closed = [], []
    for key, serial in enumerate(serials, 1):
        number, customer = f"FA-{draw(st.sampled_from((2025, 2026)))}-{serial:04d}", draw(st.integers(1, count))
        cents, sort = draw(st.sampled_from(AMOUNTS)), draw(st.integers(0, 5))
        if sort == 0:
            closed.append(Closed(customer, number, cents))
        else:
            due = DAY - timedelta(days=draw(st.integers(-10, 60)))
            items.append(OpenItem(key, customer, number, cents, "EUR", due, due - timedelta(days=30), cents))
    noted = st.sampled_from((4_873, 5_000, 7_007))
    credits = tuple(
        OpenCredit(500 + n, draw(st.integers(1, count)), f"AV-2026-{n:03d}", draw(noted), "EUR")
        for n in range(draw(st.integers(0, 2)))
    )
    typed = tuple(
        Recorded(700 + n, draw(st.integers(1, count)), DAY, draw(st.sampled_from(AMOUNTS)), "EUR")
        for n in range(draw(st.integers(0, 1)))
    )
    return Book(tuple(items), credits, typed, payers, closed=tuple(closed))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Book, list[Money]]:
    """A book, and lines that name some of its numbers, or others, for sums that are open, or others."""
    book = draw(books())
    money = []
    for key in range(1, draw(st.integers(1, 5)) + 1):
        named = draw(st.lists(st.sampled_from(book.items), max_size=3, unique_by=lambda x: x.key)) if book.items else []
        cents = sum(x.open_cents for x in named) or draw(st.sampled_from(AMOUNTS))
        cents += draw(st.sampled_from((0, 0, 0, 0, -4_873, -100, 3, 5_000)))
        short = draw(st.booleans())
        texts = [x.invoice[-3:] if short else x.invoice for x in named]
        text = draw(st.sampled_from(("FACT ", "", "REGLT FACTURES ", "CDE "))) + draw(
            st.sampled_from((" ", ", ", "+"))
        ).join(texts)
        text = draw(st.sampled_from((text, text, "REGLEMENT", text[: len(text) // 2] + "\n" + text[len(text) // 2 :])))
        party, iban = draw(st.sampled_from((*NAMES, "INCONNU SAS", ""))), draw(st.sampled_from(ACCOUNTS))
        money.append(Money(key, DAY, max(cents, 1), "EUR", "transfer", text, party, iban))
    return book, money


def sure_ones(outcomes: list[Outcome]) -> list[Match | None]:
    return [x.sure and replace(x.sure, parts=tuple(sorted(x.sure.parts, key=lambda p: p.item))) for x in outcomes]


@quick
@given(cases())
def test_sums_agree_and_nothing_is_paid_beyond_what_is_open(case: tuple[Book, list[Money]]) -> None:
    book, money = case
    opened = {x.key: x.open_cents for x in book.items} | {x.key: x.open_cents for x in book.credits}
    used: Counter[int] = Counter()
    for one, outcome in zip(money, allocate(money, book), strict=True):
        assert (outcome.money, len(outcome.likely) <= 5) == (one.key, True)
        for match in filter(None, (outcome.sure, *outcome.likely)):
            parts, credits = sum(x.cents for x in match.parts), sum(x.cents for x in match.credits)
            if match.recorded is None:
                assert parts + match.on_account_cents == one.cents + credits
            assert match.on_account_cents >= 0 and all(x.cents > 0 for x in (*match.parts, *match.credits))
            taken = (*match.parts, *match.credits) if match.certainty == "sure" else ()
            assert all(x.cents <= opened[x.item] - used[x.item] for x in taken)
            assert all(reason_sentence(x, language) for x in match.reasons for language in ("fr", "en"))
        for part in (*outcome.sure.parts, *outcome.sure.credits) if outcome.sure else ():
            used[part.item] += part.cents
    assert all(cents <= opened[key] for key, cents in used.items())


@quick
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_book_changes_nothing(case: tuple[Book, list[Money]], chance: object) -> None:
    book, money = case
    parts = [list(x) for x in (book.items, book.credits, book.recorded, book.payers, book.closed)]
    for rows in parts:
        chance.shuffle(rows)  # type: ignore[attr-defined]
    items, credits, recorded, payers, closed = (tuple(x) for x in parts)
    other = Book(items, credits, recorded, payers, closed=closed)
    assert allocate(money, book) == allocate(money, other)


@quick
@given(cases())
def test_unrelated_customers_change_nothing_sure(case: tuple[Book, list[Money]]) -> None:
    book, money = case
    items = tuple(
        OpenItem(9_000 + n, 90, f"ZK{n}Q-77{n}4418", 1_234_567 + n * 7_919, "EUR", DAY, DAY - timedelta(days=40), 0)
        for n in range(4)
    )
    more = replace(book, items=(*items, *book.items), payers=(*book.payers, Payer(90, "ZK90", "Quincaillerie Zola")))
    assert sure_ones(allocate(money, book)) == sure_ones(allocate(money, more))


def naive_ways(book: Book, customer: int, cents: int) -> list[set[int]]:
    """Every set of a customer's open lines that adds up, by trying all."""
    mine = [x for x in book.items if x.customer == customer]
    return [
        {x.key for x in some}
        for size in range(1, len(mine) + 1)
        for some in combinations(mine, size)
        if sum(x.open_cents for x in some) == cents
    ]


@quick
@given(cases())
def test_trying_everything_finds_no_other_reading_of_what_is_sure(case: tuple[Book, list[Money]]) -> None:
    book, money = case
    items = {x.key: x for x in book.items}
    for one in money:
        sure = allocate([one], book)[0].sure
        if sure is None or sure.recorded is not None:
            continue
        paid, text = {x.item for x in sure.parts}, "".join(c for c in one.text if c.isalnum())
        named = {x.key for x in book.items if x.invoice[-3:].lstrip("0") in text}
        if not paid <= named:  # nothing names it: a learned account, and no other sum of that customer
            assert any(one.party_iban in x.ibans for x in book.payers if x.customer == sure.customer)
            assert naive_ways(book, sure.customer, one.cents) == [paid]
        elif not sure.credits and sure.on_account_cents == 0 and one.cents == sum(items[x].open_cents for x in paid):
            mine = {x for x in named if items[x].customer == sure.customer}
            assert [x for x in naive_ways(book, sure.customer, one.cents) if x <= mine] == [paid]


@quick
@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.integers(1, 300))
def test_sums_found_are_those_that_trying_everything_finds(amounts: list[int], wanted: int) -> None:
    sums = combinations_of(amounts, wanted, most=10_000)
    every = {
        way for size in range(2, len(amounts) + 1) for way in combinations(range(len(amounts)), size)
        if sum(amounts[at] for at in way) == wanted
    }  # fmt: skip
    assert sums.is_complete
    assert set(sums.found) == every


@quick
@given(st.lists(st.integers(1, 40_000), min_size=19, max_size=80), st.integers(2, 5), st.randoms(use_true_random=False))
def test_among_many_amounts_what_is_found_adds_up(amounts: list[int], size: int, chance: object) -> None:
    wanted = sum(chance.sample(amounts, size))  # type: ignore[attr-defined]
    sums = combinations_of(amounts, wanted)
    assert len(sums.found) <= 6
    assert all(sum(amounts[at] for at in way) == wanted and len(way) > 1 for way in sums.found)
