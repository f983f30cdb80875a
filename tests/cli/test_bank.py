"""`relance bank`, and that nothing else on the command line changes bank details."""

from __future__ import annotations

from relance.ledger.models import Creditor, Membership
from tests.cli.conftest import Relance

OLD, NEW = "FR1420041010050500013M02606", "FR7630006000011234567890189"
DAY = ("--today", "2026-02-02")


def set_up(relance: Relance, *people: str) -> None:
    assert relance("setup", "--name", "Atelier Nord", "--iban", OLD, *DAY).code == 0
    for name in people:
        assert relance("people", name, "--role", "manager", "--today", "2026-01-05").code == 0


def states(relance: Relance, day: str) -> list[str]:
    return [one["state"] for one in relance("bank", "--json", "--today", day).document["accounts"]]


def test_what_setup_was_given_is_in_force(relance: Relance) -> None:
    set_up(relance)
    document = relance("bank", "--json", *DAY).document
    assert [(a["iban"], a["state"]) for a in document["accounts"]] == [(OLD, "in_force")]


def test_alone_a_proposal_takes_three_days(relance: Relance) -> None:
    set_up(relance)
    assert relance("bank", "propose", NEW, "AGRIFRPP", *DAY).code == 0
    assert states(relance, "2026-02-04") == ["waits", "in_force"]
    assert states(relance, "2026-02-05") == ["in_force", "former"]


def test_two_people_propose_and_approve(relance: Relance) -> None:
    set_up(relance, "luc")
    assert "Another person must approve it" in relance("bank", "propose", NEW, *DAY).out
    stranger = relance("bank", "approve", "--by", "zoe", *DAY)
    assert (stranger.code, "“zoe” cannot approve" in stranger.err) == (2, True)
    assert relance("bank", "approve", "--by", "luc", "--today", "2026-02-03").code == 0
    assert states(relance, "2026-02-05") == ["waits", "in_force"]
    assert states(relance, "2026-02-06") == ["in_force", "former"]


def test_a_change_is_withdrawn_with_a_reason(relance: Relance) -> None:
    set_up(relance)
    relance("bank", "propose", NEW, *DAY)
    assert "say why" in relance("bank", "withdraw", *DAY).err
    assert relance("bank", "withdraw", "--why", "appel suspect", *DAY).code == 0
    assert states(relance, "2026-02-20") == ["withdrawn", "in_force"]


def test_nothing_else_changes_bank_details(relance: Relance) -> None:
    set_up(relance)
    said = relance("settings", f"iban={NEW}", *DAY)
    assert (said.code, "relance bank propose" in said.err) == (2, True)
    assert relance("setup", "--name", "Atelier Nord", "--iban", NEW, *DAY).code == 0
    assert [a["iban"] for a in relance("bank", "--json", *DAY).document["accounts"]] == [OLD]


def test_the_doctor_speaks_of_a_change_that_waits(relance: Relance) -> None:
    set_up(relance, "luc")
    assert Membership.objects.filter(creditor=Creditor.objects.get()).count() == 2
    relance("bank", "propose", NEW, *DAY)
    findings = relance("doctor", "--json").document["findings"]
    found = {f["check"]: f for f in findings}
    assert found["accounts"]["severity"] == found["one_account_a_day"]["severity"] == "ok"
    assert (found["bank_change"]["severity"], "FR76" in found["bank_change"]["message"]) == ("warning", True)
