"""Whether the provider knows our account: one question that changes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from relance.postal.merci_facteur.client import Failure, ask
from relance.postal.merci_facteur.provider import MerciFacteur

SECONDS = "15"  # somebody waits for the answer


def try_account(settings: Mapping[str, str]) -> str:
    """What is wrong; empty where the account may order letters."""
    missing = MerciFacteur().missing(settings)
    if missing:
        return f"missing: {missing}"
    try:
        ask("GET", "listEnvois", {**settings, "timeout": SECONDS}, params={"idUser": settings["user"]})
    except Failure as failure:
        return str(failure)
    return ""


TRIAL = try_account
