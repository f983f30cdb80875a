"""Which numbers the mentions of a text mean: every reading of them, customer by customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, product
from math import prod
from typing import Final, NamedTuple

from relance.domain.allocate.drafts import Case
from relance.domain.allocate.mentions import Entry, Found, Hit, Mention
from relance.domain.allocate.numbers import BARE, FULL, is_date
from relance.domain.allocate.payers import LIKE
from relance.domain.allocate.shelf import Shelf

MOST_READINGS: Final = 256
MOST_CUSTOMERS: Final = 8
WIDEST_RANGE: Final = 60
SHORTEST_SERIAL: Final = 3


class _Option(NamedTuple):
    mention: Mention
    hits: tuple[Hit, ...]


class Choice(NamedTuple):
    """One reading: which number each mention means, those between the ends of a range, what is another's."""

    customer: int
    pairs: tuple[tuple[Mention, Hit], ...]
    entries: tuple[Entry, ...]
    others: tuple[Mention, ...]


def choices_of(case: Case, shelf: Shelf, found: Found) -> tuple[list[Choice], set[int]]:
    """The readings, and the customers of whom there are more than were looked at: of those nothing is sure."""
    options = [x for x in (_option(case, shelf, mention) for mention in found.mentions) if x.hits]
    entries = shelf.numbers.entries
    cover: dict[int, int] = {}
    for option in options:
        for customer in {entries[hit.entry].customer for hit in option.hits}:
            cover[customer] = cover.get(customer, 0) + 1
    order = sorted(cover, key=lambda x: (-cover[x], -case.level(x), x))
    crowded = set(order) if len(order) > MOST_CUSTOMERS else set()
    choices: list[Choice] = []
    for customer in order[:MOST_CUSTOMERS]:
        mine = [
            (option.mention, [x for x in option.hits if entries[x.entry].customer == customer]) for option in options
        ]
        if prod(len(hits) or 1 for _, hits in mine) > MOST_READINGS:
            crowded.add(customer)
        choices += _of_customer(shelf, customer, mine)
    return choices, crowded


def _option(case: Case, shelf: Shelf, mention: Mention) -> _Option:
    """What a mention may mean: the payer's numbers where there are any; a mere figure means nothing else."""
    theirs = [x for x in mention.hits if case.level(shelf.numbers.entries[x.entry].customer) >= LIKE]
    best = [x for x in mention.hits if x.strength == mention.strength]
    strongest = max((x.strength for x in theirs), default=0)
    if mention.lead != "invoice" and shelf.numbers.is_year(mention.text):
        return _Option(mention, ())
    is_day = mention.lead in ("none", "foreign") and is_date(mention.text)
    is_small = mention.lead == "none" and len(mention.text) < SHORTEST_SERIAL
    if theirs and strongest == FULL:
        return _Option(mention, tuple(x for x in theirs if x.strength == FULL))
    if theirs:
        if mention.strength == BARE and (is_small or is_day):
            return _Option(mention, ())
        return _Option(mention, tuple(dict.fromkeys([*theirs, *(x for x in best if x.strength == FULL)])))
    if mention.strength > BARE:
        return _Option(mention, () if is_day else tuple(best))
    is_number = mention.lead in ("invoice", "list", "credit")
    is_figure = mention.lead == "none" and not is_small and not is_day and not case.knows_payer()
    return _Option(mention, tuple(best) if (is_number or is_figure) and len(best) <= MOST_CUSTOMERS else ())


def _of_customer(shelf: Shelf, customer: int, mine: Sequence[tuple[Mention, list[Hit]]]) -> Iterator[Choice]:
    entries = shelf.numbers.entries
    others = tuple(mention for mention, hits in mine if not hits)
    kept = [(mention, hits) for mention, hits in mine if hits]
    for hits in islice(product(*(hits for _, hits in kept)), MOST_READINGS):
        pairs = tuple((mention, hit) for (mention, _), hit in zip(kept, hits, strict=True))
        named = tuple(dict.fromkeys(entries[hit.entry] for _, hit in pairs))
        yield Choice(customer, pairs, named, others)
        if between := _between(shelf, pairs):
            yield Choice(customer, pairs, tuple(dict.fromkeys((*named, *between))), others)


def _between(shelf: Shelf, pairs: Sequence[tuple[Mention, Hit]]) -> list[Entry]:
    """The same customer's numbers inside the ranges that are written."""
    found: list[Entry] = []
    entries = shelf.numbers.entries
    for (_, before), (mention, last) in pairwise(pairs):
        a, b = entries[before.entry], entries[last.entry]
        if not mention.is_range or a.parts[:2] != b.parts[:2]:
            continue
        if 1 < b.parts.serial - a.parts.serial <= WIDEST_RANGE:
            found += [
                x for x in shelf.numbers.of_customer(a.customer)
                if x.parts[:2] == a.parts[:2] and a.parts.serial < x.parts.serial < b.parts.serial and x.items
            ]  # fmt: skip
    return found
