"""Every address by everybody: who may open it opens it, nobody learns anything of others, looking changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from relance.domain.rights import LIMITED
from relance.web.rights import ANY_MEMBER, ON_POST, OPEN_TO_ALL, OWN_ACCOUNT, ROUTES, opens
from tests.crawl.reading import offered, rows_of, said, squeezed, writes_seen
from tests.crawl.routes import WITH, Route, address, every_route, statuses
from tests.crawl.world import ROLES, Company

World = tuple[Company, Company]
MEMBERS = [route for route in every_route() if route.name in set(ROUTES) | ANY_MEMBER]
pytestmark = pytest.mark.sqlite_only


def test_every_address_stands_in_the_table_of_rights() -> None:
    table = set(ROUTES) | ANY_MEMBER | OPEN_TO_ALL | OWN_ACCOUNT
    served = {route.name for route in every_route()}
    assert served - table == set(), "say in web/rights.py what these ask for"
    assert (table | set(ON_POST)) - served == set(), "no address has these names"


def asked(route: Route, world: World, role: str, side: str) -> list[str]:
    company = world[side == "only"]
    plain = address(route, company, side)
    assert plain
    return [plain] if route.names_a_row else [plain, plain + WITH]


def sides_of(route: Route, role: str) -> tuple[str, ...]:
    """Whose rows are asked for: who sees all customers finds those outside a portfolio like the others."""
    if not route.names_a_row:
        return ("seen",)
    return ("seen", "hide", "only") if role in LIMITED else ("seen", "only")


def leaks(text: str, role: str, mark: str = "north") -> list[str]:
    """What the answer tells that this person must not read."""
    other = "south" if mark == "north" else "north"
    forbidden = [f"qzx{other}", f"-{other}@canary"]
    if role in LIMITED:
        forbidden += [f"qzx{mark}hide", "c-hide"]
    return [word for word in forbidden if word in text]


def headers_missing(answer: Any) -> list[str]:
    """What a page of a company must carry and does not: no foreign script, no copy kept, no type guessed."""
    headers = answer.headers
    policy = headers.get("Content-Security-Policy", "")
    wanted = {
        "policy": answer.status_code == 405 or "default-src 'self'" in policy or "default-src 'none'" in policy
        or headers["Content-Type"] == "application/pdf",
        "script": "script-src" not in policy and "unsafe-eval" not in policy,
        "kept": answer.status_code != 200 or "no-store" in headers.get("Cache-Control", ""),
        "type": headers.get("X-Content-Type-Options") == "nosniff",
        "referrer": headers.get("Referrer-Policy") == "same-origin",
    }  # fmt: skip
    return [name for name, is_there in wanted.items() if not is_there]


def problem_of(answer: Any) -> str:
    """What went wrong inside, for whoever reads the failure."""
    return repr(answer.exc_info[1])[:200] if getattr(answer, "exc_info", None) else ""


def offered_in_vain(answer: Any, role: str) -> set[tuple[str, str]]:
    """The forms and links of a page that lead to what this role may not do: the page's route and theirs."""
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return set()
    here = answer.resolver_match.url_name
    return {
        (here, f"{method} {name}")
        for method, name in offered(answer)
        if name in ROUTES and not opens(role, name, method)
    }


@pytest.mark.parametrize("role", ROLES)
def test_everybody_opens_what_they_may_and_reads_nothing_of_others(world: World, role: str) -> None:
    north, _south = world
    client, wrong, before, dead_ends = north.browser(role), [], rows_of(), set[tuple[str, str]]()
    for route in MEMBERS:
        for side in sides_of(route, role):
            for where in asked(route, world, role, side):
                with writes_seen() as writes:
                    answer = client.get(where)
                    text = said(answer, where)
                told = leaks(text, role) + headers_missing(answer)
                dead_ends |= offered_in_vain(answer, role)
                if answer.status_code not in statuses(route, role, side) or told or writes:
                    wrong.append((answer.status_code, route.name, side, where, told, writes[:1], problem_of(answer)))
    assert not wrong, "\n".join(map(str, wrong))
    assert rows_of() == before
    assert not dead_ends, f"hide what this role may not do (visit|sends, visit|opens): {sorted(dead_ends)}"


def test_the_twin_company_reads_nothing_of_this_one(world: World) -> None:
    _north, south = world
    client, wrong = south.browser("owner"), []
    for route in MEMBERS:
        where = address(route, south, "seen")
        assert where
        told = leaks(said(client.get(where), where), "owner", "south")
        if told:
            wrong.append((where, told))
    assert wrong == []


def test_nobody_comes_in_without_signing_in(world: World) -> None:
    wrong = []
    for route in MEMBERS:
        where = address(route, world[0], "seen")
        assert where
        for method in ("get", "post"):
            answer = getattr(Client(), method)(where)
            if answer.status_code != 405 and not answer.headers.get("Location", "").startswith("/sign-in/"):
                wrong.append((method, where, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_a_form_with_ids_of_others_changes_nothing(world: World, role: str) -> None:
    client, wrong = world[0].browser(role), []
    for route in MEMBERS:
        for side in sides_of(route, role):
            right = statuses(route, role, side, "POST")
            if 200 in right:  # an act that this person may do: the pages' own tests do it
                continue
            where = address(route, world[side == "only"], side)
            assert where
            with writes_seen() as writes:
                answer = client.post(where)
            told = leaks(said(answer, where), role)
            if answer.status_code not in right or writes or told:
                wrong.append((answer.status_code, side, where, writes[:1], told, problem_of(answer)))
    assert not wrong, "\n".join(map(str, wrong))


def test_ids_of_the_twin_in_the_fields_of_a_form_touch_none_of_its_rows(world: World) -> None:
    north, south = world
    client, wrong, before = north.browser("owner"), [], rows_of(south.creditor)
    theirs = foreign_fields(south)
    for route in MEMBERS:
        where = address(route, north, "seen")
        if 200 not in statuses(route, "owner", "seen", "POST") or not where:
            continue
        kept = transaction.savepoint()
        answer = client.post(where, theirs)
        told = leaks(said(answer, where), "owner")
        if rows_of(south.creditor) != before or told:
            wrong.append((answer.status_code, where, told))
        transaction.savepoint_rollback(kept)
    mails = squeezed(" ".join(str(one.message()) for one in mail.outbox))
    assert not wrong, "\n".join(map(str, wrong))
    assert "qzxsouth" not in mails


def foreign_fields(company: Company) -> dict[str, Any]:
    """Every name that a form uses for a row, with the twin's row."""
    ids = company.ids["only"]
    plain = {name.removesuffix("_id"): value for name, value in ids.items() if isinstance(value, int)}
    return {**plain, **{name: value for name, value in ids.items() if isinstance(value, int | str)},
            "invoice": "F-C-ONLY-1", "customer": "C-ONLY", "notice": ids["reference"], "account": ids["line_id"],
            "credit": f"payment:{ids['payment_id']}", "owner": "owner-south", "name": "owner-south", "sure": "1",
            "reason": "price", "on": "2026-02-16", "why": "x", "amount": "1"}  # fmt: skip
