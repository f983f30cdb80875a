"""The trade's words for letters: customers who have only a postal address, and what leaves for them."""

from __future__ import annotations

from typing import Any

from relance.ledger.models import Creditor, Posting
from relance.operations.follow_letters import Followed, follow_letters
from tests.operations.scene import a_creditor, an_act, take, the_day

HEADER = "customer,customer_name,address,postcode,city,invoice,due_on,amount\n"


def a_firm(**settings: Any) -> Creditor:
    """A firm that orders its letters from Merci Facteur."""
    return a_creditor(postal_provider="merci_facteur", **settings)


def owe(creditor: Creditor, *codes: str, day: str = "2026-01-20") -> None:
    """Customers without an e-mail, each with one invoice due on 30 January."""
    lines = [f"{c},{c.title()} SARL,{i} rue Haute,69001,Lyon,FA-{c},2026-01-30,1200.00" for i, c in enumerate(codes, 1)]
    take(creditor, HEADER + "\n".join(lines) + "\n", day)


def letters_leave(creditor: Creditor, *codes: str, day: str = "2026-02-06") -> None:
    """Their first reminder leaves by letter."""
    owe(creditor, *codes)
    the_day(creditor, day)


def ask(creditor: Creditor, day: str, hour: int = 12) -> Followed:
    """The provider is asked what became of them."""
    return follow_letters(creditor=Creditor.objects.get(pk=creditor.pk), act=an_act(day, hour), at_once=True)


def ways(creditor: Creditor) -> list[tuple[str, str]]:
    """State and provider's number of every letter, in order."""
    return list(Posting.objects.filter(creditor=creditor).order_by("pk").values_list("state", "provider_reference"))
