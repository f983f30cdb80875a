"""The crawl once more on PostgreSQL, smaller: a collector and the twin’s owner at the pages that list and search."""

from __future__ import annotations

import pytest

from tests.crawl.reading import said, writes_seen
from tests.crawl.routes import WITH, address, statuses
from tests.crawl.test_every_route import MEMBERS, leaks
from tests.crawl.world import Company

LISTS = [route for route in MEMBERS if not route.names_a_row]


@pytest.mark.postgres_only
@pytest.mark.django_db
@pytest.mark.parametrize("role", ["collector", "owner"])
def test_lists_and_exports_tell_nothing_of_others(world: tuple[Company, Company], role: str) -> None:
    client, wrong = world[0].browser(role), []
    for route in LISTS:
        where = f"{address(route, world[0], 'seen')}{WITH}"
        with writes_seen() as writes:
            answer = client.get(where)
            told = leaks(said(answer, where), role)
        if answer.status_code not in statuses(route, role, "seen") or told or writes:
            wrong.append((answer.status_code, where, told, writes[:1]))
    assert wrong == []


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_rows_of_others_are_not_found(world: tuple[Company, Company]) -> None:
    client, wrong = world[0].browser("collector"), []
    for route in MEMBERS:
        for side in ("hide", "only") if route.names_a_row else ():
            where = address(route, world[side == "only"], side)
            answer = client.get(str(where))
            if answer.status_code not in statuses(route, "collector", side):
                wrong.append((answer.status_code, where))
    assert wrong == []
