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
    name = _wrap(_whole_name(customer))[:2]
    street = [line for raw in clean_lines(customer.address) for line in _wrap(raw)]
    contact = _contact(customer)
    room = MAX_LINES - len(tail)
    if len(name) + len(contact) + len(street) > room:
        contact = []
    if len(name) + len(street) > room:
        name = _wrap(_whole_name(customer))[:1]
    return tuple([*name, *contact, *street][:room] + tail)


def _whole_name(customer: CustomerFacts) -> str:
    """The name; of a person with the form of address that the contact has: “Mme Anne Roche”."""
    return customer.contact_name if _is_the_contact(customer) else customer.name


def _is_the_contact(customer: CustomerFacts) -> bool:
    name, person = clean(customer.name).casefold(), clean(customer.contact_name).casefold()
    return bool(name) and (person == name or (customer.kind == "consumer" and person.endswith(f" {name}")))


def _contact(customer: CustomerFacts) -> list[str]:
    person = clean(customer.contact_name)
    if not person or _is_the_contact(customer):
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
