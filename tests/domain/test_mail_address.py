"""What an address is, and how a token travels in it."""

from __future__ import annotations

import pytest

from relance.domain.mail_address import domain_of, one_address, with_token


@pytest.mark.parametrize("text", ["compta@dupont.example", " a.b+c@dupont.example ", "o'neil@sub.dupont.example"])
def test_one_plain_address_is_one(text: str) -> None:
    assert one_address(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "dupont", "a@b", "a@b.example, c@d.example", "A <a@b.example>", "a@b.example\r\nBcc: c@d.example",
     "é@b.example", "a@@b.example", "a@b.example\n", f"{'a' * 250}@b.example"],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert one_address(text) is None


def test_the_token_stands_before_the_at_after_what_was_there() -> None:
    assert with_token("relances@atelier.example", "k7m2") == "relances+k7m2@atelier.example"
    assert with_token("a+relances@atelier.example", "k7m2") == "a+relances+k7m2@atelier.example"


def test_without_room_or_token_the_address_stays_as_it_is() -> None:
    long = f"{'a' * 60}@atelier.example"
    assert with_token(long, "k7m2") == long
    assert with_token("relances@atelier.example", "") == "relances@atelier.example"


def test_domains_are_compared_in_small_letters() -> None:
    assert (domain_of("A@Dupont.EXAMPLE"), domain_of("nobody")) == ("dupont.example", "")
