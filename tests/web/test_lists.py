"""What the address asks of a list: order, filters, page; what it does not know is left out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory

from relance.ledger.models import Creditor
from relance.web.door import Visit
from relance.web.lists import Asked, Column, Filter, Listed, answer
from relance.web.pages import (
    ageing,
    clocks,
    customers,
    departures,
    disputes,
    holds,
    imports,
    invoices,
    letters,
    money,
    promises,
    replies,
    tracking,
    work,
)

PAGES: dict[str, tuple[str, Listed]] = {
    "ageing": ("/ageing/", ageing.AGED),
    "customers": ("/customers/?q=a&overdue=1&least=1&quiet=15&situation=held", customers.CUSTOMERS),
    "customers, all": ("/customers/", customers.CUSTOMERS),
    "invoices": ("/invoices/?state=all&q=12,00&least=1&from=2020-01-01", invoices.INVOICES),
    "clocks": ("/clocks/", clocks.CLOCKS),
    "departures": ("/departures/", departures.WAITING),
    "disputes": ("/disputes/?state=all", disputes.DISPUTES),
    "holds": ("/holds/", holds.STOPPED),
    "imports": ("/import/", imports.FILES),
    "letters": ("/letters/", letters.LETTERS),
    "money": ("/money/", money.MONEY),
    "plans": ("/promises/", promises.PLANS),
    "promises": ("/promises/", promises.PROMISES),
    "replies": ("/replies/", replies.REPLIES),
    "tracking": ("/tracking/", tracking.TRACKING),
    "work": ("/to-do/?who=all", work.WORK),
}
FRUIT = Listed(
    columns=(
        Column("name", "Name", by=lambda row: row["name"]),
        Column("weight", "Weight", by=lambda row: row["weight"], falls=True, look="number"),
        Column("note", "Note"),
    ),
    filters=(
        Filter("colour", "Colour", choices=(("red", "Red"), ("green", "Green"))),
        Filter("state", "State", choices=(("open", "Open"), ("all", "All")), usual="open"),
        Filter("from", "From", "date"),
        Filter("least", "At least", "amount"),
        Filter("ripe", "Ripe", "flag"),
    ),
    default="name",
    search="Name",
    per_page=2,
)
ROWS = [{"name": "pear", "weight": 3}, {"name": "apple", "weight": 9}, {"name": "plum", "weight": 1}]


def visit_at(address: str, **headers: str) -> Visit:
    request: WSGIRequest = RequestFactory(headers=headers or None).get(address)
    return cast(Visit, SimpleNamespace(request=request))


def asked(address: str) -> Asked:
    return FRUIT.read(visit_at(address))


def names(one: Asked) -> list[str]:
    return [row["name"] for row in one.in_order(ROWS)]


def test_the_usual_order_and_the_one_of_the_address() -> None:
    assert names(asked("/fruit/")) == ["apple", "pear", "plum"]
    assert names(asked("/fruit/?sort=-weight")) == ["apple", "pear", "plum"]
    assert names(asked("/fruit/?sort=weight")) == ["plum", "pear", "apple"]


def test_an_order_that_is_none_is_left_out() -> None:
    assert asked("/fruit/?sort=password").sort == "name"
    assert asked("/fruit/?sort=note").sort == "name"


def test_filters_take_only_what_they_know() -> None:
    one = asked("/fruit/?colour=blue&from=2026-13-45&least=much&ripe=yes&state=lost&other=1")
    assert not one.is_filtered and one["state"] == "open" and one.query == ""


def test_what_is_asked_is_read_as_days_and_cents() -> None:
    one = asked("/fruit/?from=2026-02-03&least=1%20234,56&colour=red")
    assert (str(one.day("from")), one.cents("least"), one["colour"]) == ("2026-02-03", 123456, "red")
    assert one.day("from") and asked("/fruit/").day("from") is None


def test_a_head_turns_the_order_and_says_which_is_in_force() -> None:
    name, weight, note = asked("/fruit/?colour=red").heads
    assert (name.aria, name.link) == ("ascending", "/fruit/?colour=red&sort=-name")
    assert (weight.aria, weight.link) == ("", "/fruit/?colour=red&sort=-weight")
    assert note.link == ""


def test_a_chip_takes_one_filter_away_and_keeps_the_order() -> None:
    one = asked("/fruit/?q=pl&colour=red&state=all&sort=-weight&page=2")
    assert [chip.value for chip in one.chips] == ["“pl”", "Red", "All"]
    assert one.chips[1].link == "/fruit/?q=pl&sort=-weight&state=all"
    assert one.without_filters == "/fruit/?sort=-weight"


def test_a_page_out_of_range_is_the_nearest() -> None:
    one = asked("/fruit/?page=99")
    assert [row["name"] for row in one.page(one.in_order(ROWS))] == ["plum"]
    assert asked("/fruit/?page=x").page(ROWS).number == 1


def test_what_was_counted_is_not_counted_again() -> None:
    class Uncounted(list[Any]):
        def __len__(self) -> int:
            raise AssertionError("counted")

    assert asked("/fruit/").page(Uncounted(ROWS), count=3).paginator.num_pages == 2


def test_two_lists_of_one_page_do_not_mix() -> None:
    other = Listed(columns=FRUIT.columns, default="name", prefix="o-", keeps=("sort",))
    one = other.read(visit_at("/fruit/?sort=-weight&o-sort=-name"))
    assert one.sort == "-name" and one.link(page="2") == "/fruit/?sort=-weight&o-sort=-name&o-page=2"


@pytest.mark.parametrize(
    ("headers", "part"),
    [
        ({"HX-Request": "true", "HX-Target": "list"}, True),
        ({"HX-Request": "true", "HX-Target": "pane"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
        ({}, False),
    ],
)
def test_only_the_list_is_renewed_in_place(
    headers: dict[str, str], part: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.http import HttpResponse

    monkeypatch.setattr("relance.web.lists.render", lambda request, name, context: HttpResponse(name))
    visit = visit_at("/fruit/?colour=red&q=", **headers)
    shown = answer(visit, FRUIT.read(visit), "whole", "part", {})
    assert shown.content.decode() == ("part" if part else "whole")
    assert shown.headers.get("HX-Push-Url") == ("/fruit/?colour=red" if part else None)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_list_sorts_by_each_of_its_heads(decided: Creditor, claire: Client, name: str) -> None:
    address, listed = PAGES[name]
    for n, column in enumerate(x for x in listed.columns if x.is_sorted):
        sort = f"{'-' if n % 2 else ''}{column.key}"
        page = claire.get(address, {listed.prefix + "sort": sort})
        assert page.status_code == 200, sort
    assert claire.get(address, {"sort": "password", "state": "x", "q": "<b>", "page": "x"}).status_code == 200
