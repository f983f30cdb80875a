"""The two roads on which messages leave, each with a server that fails and remembers what it kept."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol

from django.conf import settings

from tests.stories.wire.fault_server import REFUSED, FaultServer, a_fault_server

SHARE = 0.45  # of the messages meet a fault
TIMEOUT = "3"  # seconds; who is slow is slow for twice as long
WHO = "customer,customer_name,email,address,postcode,city,invoice,due_on,amount"


class Far(NamedTuple):
    """What the other side kept and did: by name of message, how often; those of which nobody here can know."""

    kept: Counter[str]
    ambiguous: set[str]
    cut: set[str]  # nothing kept, though the sender may be in doubt
    injected: Counter[str]
    refusals: int


class Road(Protocol):
    """A way for messages to leave."""

    channel: str
    settings: dict[str, Any]

    def email_of(self, number: int) -> str:
        """The e-mail address of a customer; empty where letters are to leave."""
        ...

    def name_of(self, dispatch: Any) -> str:
        """How the other side knows a message."""
        ...

    def open(self, seed: int) -> Any:
        """The server at work."""
        ...

    def far(self) -> Far:
        """What became of it over there."""
        ...


class Mails:
    """E-mail over SMTP."""

    channel = "email"
    settings: dict[str, Any] = {"delivery": "smtp"}  # noqa: RUF012
    server: FaultServer

    def email_of(self, number: int) -> str:
        return f"c{number}@client.example"

    def name_of(self, dispatch: Any) -> str:
        return str(dispatch.message_id)

    @contextmanager
    def open(self, seed: int) -> Iterator[None]:
        with a_fault_server(seed, SHARE) as self.server:
            settings.RELANCE_SMTP = {
                "smtp_host": "127.0.0.1", "smtp_port": str(self.server.server_address[1]), "smtp_security": "none",
                "smtp_timeout": TIMEOUT, "smtp_connect_timeout": TIMEOUT,
            }  # fmt: skip
            yield

    def far(self) -> Far:
        server = self.server
        refusals = sum(server.injected[point] for point in REFUSED)
        return Far(server.kept, server.ambiguous, server.cut, server.injected, refusals)


class Letters:
    """Letters ordered from a postal provider."""

    channel = "letter"
    settings: dict[str, Any] = {"postal_provider": "merci_facteur", "postal_daily_cents": 10**8}  # noqa: RUF012
    certain = ("busy", "no_credit", "token_over")
    doubtful = ("fails_before", "fails_after", "drops_after", "unreadable_after")
    slow = ("hangs_before", "hangs_after")
    office: Any

    def email_of(self, number: int) -> str:
        return ""

    def name_of(self, dispatch: Any) -> str:
        return f"{dispatch.notice.reference}-L"

    @contextmanager
    def open(self, seed: int) -> Iterator[None]:
        from tests.postal.stand_in import a_stand_in

        chance, faults = random.Random(seed), self.certain + self.doubtful + self.slow
        weights = [0.1 if fault in self.slow else 1.0 for fault in faults]
        drawn = chance.choices(faults, weights, k=5000)
        with a_stand_in(*("" if chance.random() > SHARE else fault for fault in drawn)) as self.office:
            settings.RELANCE_POSTAL = {"merci_facteur": {**self.office.settings, "timeout": TIMEOUT}}
            yield

    def far(self) -> Far:
        failed = self.office.failed
        ambiguous = {name for fault, name in failed if fault in self.doubtful + self.slow}
        return Far(Counter(self.office.references()), ambiguous, set(), Counter(fault for fault, _ in failed), 0)


ROADS: dict[str, type[Mails | Letters]] = {"mails": Mails, "letters": Letters}
