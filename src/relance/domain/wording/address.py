"""The recipient's block for a window envelope: six lines of 38 characters at most (AFNOR XP Z10-011)."""

from __future__ import annotations

import textwrap

from relance.domain.message import CustomerFacts
from relance.domain.wording.formats import clean, clean_lines, country_name
from relance.domain.wording.words import word

MAX_LINES = 6
MAX_CHARS = 38
_TOWN_FIRST = frozenset({"GB", "IE", "US", "CA", "AU", "NZ"})


def recipient_block(customer: CustomerFacts) -> tuple[str, ...]:
    """Name, contact, street, postcode and TOWN, then the COUNTRY when it is not France.

    Too long: the contact goes first, then the name is cut to a line, then the street's last lines go. The
    postcode, town and country always stay.
    """
    tail = _tail(customer)
    name = _wrap(customer.name)[:2]
    street = [line for raw in clean_lines(customer.address) for line in _wrap(raw)]
    contact = _contact(customer)
    room = MAX_LINES - len(tail)
    if len(name) + len(contact) + len(street) > room:
        contact = []
    if len(name) + len(street) > room:
        name = [clean(customer.name)[:MAX_CHARS].rstrip()]
    return tuple([*name, *contact, *street][:room] + tail)


def _contact(customer: CustomerFacts) -> list[str]:
    person = clean(customer.contact_name)
    if not person or person.casefold() == clean(customer.name).casefold():
        return []
    line = word(customer.language, "attention", person)
    return [line if len(line) <= MAX_CHARS else person[:MAX_CHARS].rstrip()]


def _tail(customer: CustomerFacts) -> list[str]:
    postcode, town = clean(customer.postcode), clean(customer.city).upper()
    country = clean(customer.country).upper()
    order = (town, postcode) if country in _TOWN_FIRST else (postcode, town)
    last = " ".join(part for part in order if part)[:MAX_CHARS].rstrip()
    abroad = [country_name(country, "fr").upper()[:MAX_CHARS]] if country not in ("", "FR") else []
    return [line for line in (last, *abroad) if line]


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(clean(text), MAX_CHARS, break_long_words=True, break_on_hyphens=False)
