"""Profiles, holds and previews of a change, from the command line."""

from __future__ import annotations

from collections.abc import Callable

from relance.domain.plans import preset_text
from relance.ledger.models import Creditor, Event, Hold, PlanVersion
from tests.cli.conftest import Relance

DAY = ("--today", "2026-02-06")


def test_a_customer_is_shown_with_its_profile_and_figures(atelier: Relance) -> None:
    said = atelier("customer", "DUPONT", *DAY)
    assert "Profile: new, computed (no invoice settled in 12 months)." in said.out
    document = atelier("customer", "DUPONT", "--json", *DAY).document["segment"]
    assert (document["segment"], document["by_hand"], document["because"]) == ("new", False, ["few_settled"])


def test_a_profile_chosen_by_hand_says_what_the_history_would_give(atelier: Relance) -> None:
    atelier("customer", "DUPONT", "segment=key", *DAY)
    assert "its history gives: new" in atelier("customer", "DUPONT", *DAY).out
    atelier("customer", "DUPONT", "segment=auto", *DAY)
    assert atelier("customer", "DUPONT", "--json", *DAY).document["segment"]["by_hand"] is False


def test_an_exclusion_keeps_its_reason_and_stands_among_the_stops(atelier: Relance) -> None:
    atelier("customer", "DUPONT", "no_dunning=yes", "--why", "family of the founder", *DAY)
    (stop,) = atelier("hold", "--json", *DAY).document["stopped"]
    assert (stop["kind"], stop["customer"], stop["since"], stop["reason"]) == (
        "no_dunning", "DUPONT", "2026-02-06", "family of the founder",
    )  # fmt: skip


def test_a_hold_may_begin_later_and_is_listed(atelier: Relance) -> None:
    said = atelier("hold", "FA-1", "--from", "2026-02-10", "--until", "2026-02-20", "--reason", "closed", *DAY)
    assert "FA-1: reminders are on hold from 2026-02-10 until 2026-02-20." in said.out
    listed = atelier("hold", *DAY)
    assert "FA-1" in listed.out and "closed" in listed.out and "2026-02-20" in listed.out


def test_without_stops_the_list_says_so(atelier: Relance) -> None:
    said = atelier("hold", *DAY)
    assert (said.code, said.out.strip()) == (0, "Nobody is left in peace.")


def test_a_hold_without_a_reason_or_a_subject_is_refused(atelier: Relance) -> None:
    assert atelier("hold", "DUPONT", *DAY).code == 2
    assert atelier("hold", "--reason", "closed", *DAY).code == 2
    assert not Hold.objects.exists()


def test_a_setting_is_previewed_and_not_saved(atelier: Relance) -> None:
    document = atelier("settings", "sending=confirm_all", "--preview", "--json", *DAY).document
    assert document["saved"] is False and set(document["difference"]["counts"]) == {"by_a_person"}
    assert Creditor.objects.get().sending == "as_planned"
    said = atelier("settings", "sending=confirm_all", "--preview", *DAY)
    assert "From 2026-02-06 on: once a person confirms:" in said.out


def test_a_change_that_does_nothing_says_so(atelier: Relance) -> None:
    assert "Nothing would change." in atelier("settings", "city=Brest", "--preview", *DAY).out
    assert atelier("settings", "--preview", *DAY).code == 2


def test_a_plan_is_previewed_before_it_is_saved_or_followed(atelier: Relance, file: Callable[[str, str], str]) -> None:
    path = file("mine.toml", preset_text("two-then-notice").replace("offset_days = 7", "offset_days = 9"))
    document = atelier("plan", "save", path, "--preview", "--json", *DAY).document
    assert document["difference"]["counts"]["other_day"] >= 1
    assert atelier("plan", "use", "standard", "--preview", *DAY).code == 0
    assert not PlanVersion.objects.exists() and not Event.objects.filter(verb="plan_saved").exists()
    assert Creditor.objects.get().default_plan == "two-then-notice"
