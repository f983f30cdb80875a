"""Every address of the site, and what fills it for a row of one's own, of an unseen customer, of the twin company."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django.urls import URLPattern, get_resolver, reverse

from relance.domain.rights import LIMITED
from relance.web.rights import ANY_MEMBER, asks_of, opens
from tests.crawl.world import Company

SIDES: Final = ("seen", "hide", "only")
# whom the visitor is not: a row that is no customer's cannot be told apart by the portfolio
PERSONAL: Final = {"view_id": 0, "token": "no-such-token", "number": 0, "uidb36": "1", "pk": 0}
# words of a closed list in an address: they name a part of a page, not a row
WORDS: Final = {
    "dashboard_part": {"name": "lateness"},
    "channels_try": {"what": "mail"},
    "channels_sample": {"channel": "letter"},
}
OF_A_DRAFT: Final = {"template_shown", "line_shown"}  # they show what was just typed: nothing was
OWN_ROWS: Final = {"agreement": "agreement", "agreement_letter": "agreement", "agreement_sign": "agreement",
                   "agreement_cancel": "agreement"}  # fmt: skip
WITH: Final = "?q=qzx&who=all&show=all&state=all&list=all&kind=&reason="


class Route(NamedTuple):
    """One address by its name, with the names of what fills it."""

    name: str
    arguments: tuple[str, ...]

    @property
    def names_a_row(self) -> bool:
        """Whether its address names one thing among others."""
        return bool(set(self.arguments) - set(WORDS.get(self.name, ())))

    @property
    def is_of_customers(self) -> bool:
        """Whether what it shows depends on the portfolio."""
        asks = asks_of(self.name) if self.name not in ANY_MEMBER else None
        return bool(asks and asks.sight == "customers")


def _patterns(patterns: list[Any]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from _patterns(one.url_patterns)


def every_route() -> list[Route]:
    """All of them, once each, as the site resolves them."""
    found = {}
    for pattern in _patterns(get_resolver().url_patterns):
        converters = getattr(pattern.pattern, "converters", None) or pattern.pattern.regex.groupindex
        found[pattern.name or str(pattern.pattern)] = tuple(converters)
    return [Route(name, arguments) for name, arguments in found.items()]


def address(route: Route, company: Company, side: str) -> str | None:
    """The route filled with the ids of a side; None where that side has no such thing."""
    ids = {**PERSONAL, **company.ids["comp"], **company.ids[side], **WORDS.get(route.name, {})}
    if side == "only":  # of the twin alone: nothing here answers to these names
        ids |= {"key": "no-such-plan", "template": "no-such-template", "batch_id": 77, "form": "csv"}
        ids |= {name: company.ids["comp"][name] for name in ("version_id", "mapping_id")}
    special = ids.get(route.name)
    ids |= special if isinstance(special, dict) else {}
    if route.name in OWN_ROWS:
        ids["reference"] = ids["agreement"]
    missing = [name for name in route.arguments if name not in ids]
    assert not missing, f"{route.name}: the world of the crawl has no {missing}: give it one (tests/crawl/world.py)"
    return str(reverse(route.name, kwargs={name: ids[name] for name in route.arguments}))


def statuses(route: Route, role: str, side: str, method: str = "GET") -> set[int]:
    """Which answers are right."""
    if not opens(role, route.name, method):
        return {403, 405}
    if route.names_a_row and (side == "only" or (side == "hide" and role in LIMITED and route.is_of_customers)):
        return {404, 405}
    nothing_yet = set(route.arguments) & set(PERSONAL) or route.name in OF_A_DRAFT
    return {200, 302, 405} | ({404} if nothing_yet else set())
