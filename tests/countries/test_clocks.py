"""French clocks, each dated by hand from the article it rests on."""

from __future__ import annotations

from typing import Any

import pytest

from relance.domain.clocks import Clock, ClockFacts, Happening, running_out
from tests.interest.claims import LAW, day


def clocks(due: str = "2024-03-15", **facts: Any) -> dict[str, Clock]:
    dates = {k: day(v) if k.endswith("_on") else v for k, v in facts.items()}
    return {clock.key: clock for clock in LAW.clocks(ClockFacts(day(due), **dates))}


def limitation(*happened: tuple[str, str], due: str = "2024-03-15", **facts: Any) -> str:
    acts = tuple(Happening(kind, day(on)) for kind, on in happened)  # type: ignore[arg-type]
    return clocks(due, happenings=acts, **facts)["limitation"].due_on.isoformat()


@pytest.mark.parametrize(
    ("kind", "due", "last"),
    [
        ("business", "2024-03-15", "2029-03-15"),  # C. com. L110-4: five years, the due date not counted
        ("business", "2024-02-29", "2029-02-28"),  # no 29 February in 2029: the month's last day
        ("business", "2023-08-12", "2028-08-12"),  # a Saturday: limitation is not carried to Monday
        ("business", "2020-11-11", "2025-11-11"),  # a holiday: neither
        ("consumer", "2024-03-15", "2026-03-15"),  # C. conso. L218-2: two years, a Sunday
        ("consumer", "2022-02-28", "2024-02-28"),  # by the day of the month, not to its end
        ("public", "2024-03-15", "2028-12-31"),  # four years from 1 January 2025
        ("other", "2024-03-15", "2029-03-15"),  # C. civ. 2224
    ],
)
def test_a_debt_is_barred_after_the_years_of_its_kind(kind: str, due: str, last: str) -> None:
    assert limitation(due=due, customer_kind=kind) == last


def test_a_transport_debt_is_barred_after_one_year() -> None:
    assert limitation(due="2025-12-20", trade="transport") == "2026-12-20"
    assert limitation(due="2025-12-20", trade="transport", performed_on="2025-11-05") == "2026-11-05"


def test_the_period_runs_from_the_performance_if_that_came_first() -> None:
    assert limitation(due="2024-03-15", performed_on="2024-01-31") == "2029-01-31"
    assert limitation(due="2024-03-15", performed_on="2024-04-30") == "2029-03-15"


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        ("acknowledgement", "C. civ. 2240"),
        ("part_payment", "C. civ. 2240"),
        ("request_for_time", "C. civ. 2240"),
        ("court_claim", "C. civ. 2241"),
        ("order_served", "C. civ. 2241"),
        ("protective_measure", "C. civ. 2244"),
        ("enforcement", "C. civ. 2244"),
    ],
)
def test_a_whole_new_period_runs_from_what_interrupts(kind: str, article: str) -> None:
    clock = clocks(happenings=(Happening(kind, day("2026-05-06")),))["limitation"]  # type: ignore[arg-type]
    assert clock.due_on == day("2031-05-06")
    assert article in clock.arithmetic.en


@pytest.mark.parametrize(
    "kind", ["reminder", "phone_call", "formal_notice", "registered_formal_notice", "order_requested"]
)
def test_a_creditors_own_letters_interrupt_nothing(kind: str) -> None:
    clock = clocks(happenings=(Happening(kind, day("2026-05-06")),))["limitation"]  # type: ignore[arg-type]
    assert clock.due_on == day("2029-03-15")
    assert "interrupts nothing" in clock.arithmetic.en


def test_a_consumers_part_payment_gives_two_more_years_and_no_more() -> None:
    assert limitation(("part_payment", "2025-06-30"), customer_kind="consumer") == "2027-06-30"


def test_the_last_day_still_interrupts_and_the_following_one_does_not() -> None:
    assert limitation(("court_claim", "2029-03-15")) == "2034-03-15"
    assert limitation(("court_claim", "2029-03-16")) == "2029-03-15"


def test_a_barred_debt_is_not_revived_by_what_comes_later() -> None:
    assert limitation(("acknowledgement", "2029-03-16"), ("part_payment", "2029-04-01")) == "2029-03-15"


def test_several_interruptions_follow_each_other_in_whatever_order_they_are_known() -> None:
    assert limitation(("part_payment", "2031-01-10"), ("acknowledgement", "2027-02-01")) == "2036-01-10"


def test_a_payment_before_the_due_date_changes_nothing() -> None:
    assert limitation(("part_payment", "2024-03-01")) == "2029-03-15"


def test_a_court_case_interrupts_until_it_ends() -> None:
    case = Happening("court_claim", day("2026-05-06"), until_on=day("2027-09-30"))
    assert clocks(happenings=(case,))["limitation"].due_on == day("2032-09-30")


def test_a_part_payment_during_a_court_case_takes_nothing_away() -> None:
    case = Happening("court_claim", day("2026-05-06"), until_on=day("2027-09-30"))
    paid = Happening("part_payment", day("2026-10-01"))
    assert clocks(happenings=(case, paid))["limitation"].due_on == day("2032-09-30")


def test_a_title_has_ten_years_and_replaces_the_limitation() -> None:
    found = clocks(title_on="2026-05-06")
    assert (set(found), found["title"].due_on) == ({"title"}, day("2036-05-06"))


@pytest.mark.parametrize(
    ("published", "is_far", "last"),
    [
        ("2026-09-10", False, "2026-11-10"),
        ("2026-09-14", False, "2026-11-16"),  # 14 November is a Saturday
        ("2026-09-11", False, "2026-11-12"),  # 11 November is a holiday
        ("2025-12-31", False, "2026-03-02"),  # 28 February, a Saturday, then Monday
        ("2026-12-31", False, "2027-03-01"),  # 28 February 2027 is a Sunday
        ("2027-12-29", False, "2028-02-29"),  # a leap year
        ("2026-02-06", False, "2026-04-07"),  # 6 April is Easter Monday
        ("2026-03-01", False, "2026-05-04"),  # 1 May is a holiday, and a Friday
        ("2026-09-10", True, "2027-01-11"),  # four months; 10 January 2027 is a Sunday
    ],
)
def test_a_claim_is_declared_within_two_months_of_publication(published: str, is_far: bool, last: str) -> None:
    found = clocks(insolvency_published_on=published, creditor_is_far=is_far)
    assert found["declaration"].due_on == day(last) == LAW.declaration_due(day(published), is_far)


def test_who_is_late_to_declare_has_six_months_to_be_relieved() -> None:
    assert clocks(insolvency_published_on="2026-09-10")["relief_from_foreclosure"].due_on == day("2027-03-10")


def test_a_declared_claim_has_no_such_clock() -> None:
    found = clocks(insolvency_published_on="2026-09-10", claim_declared_on="2026-10-01")
    assert set(found) == {"limitation"}


@pytest.mark.parametrize(
    ("rendered", "last"),
    [
        ("2026-08-31", "2027-03-01"),  # six months: 28 February is a Sunday
        ("2026-09-01", "2026-12-01"),  # three months from that day on
        ("2026-11-30", "2027-03-01"),  # 28 February 2027 again
        ("2026-04-15", "2026-10-15"),
    ],
)
def test_an_order_is_served_within_three_months_and_an_older_one_within_six(rendered: str, last: str) -> None:
    clock = clocks(order_rendered_on=rendered)["service_of_order"]
    assert clock.due_on == day(last)
    assert ("décret 2026-96" in clock.version.fr) == (rendered >= "2026-09-01")


def test_an_order_that_was_served_has_no_clock_left() -> None:
    assert set(clocks(order_rendered_on="2026-09-01", order_served_on="2026-10-01")) == {"limitation"}


def test_the_last_notice_has_the_deadline_that_it_granted() -> None:
    clock = clocks(notice_on="2026-02-26", deadline_on="2026-03-06")["deadline"]
    assert [clock.state(day(d)) for d in ("2026-03-05", "2026-03-06", "2026-03-07")] == ["running", "soon", "passed"]


def test_people_are_warned_half_a_year_before_a_debt_is_barred() -> None:
    clock = clocks()["limitation"]
    assert [clock.state(day(d)) for d in ("2028-09-15", "2028-09-16", "2029-03-15", "2029-03-16")] == [
        "running", "soon", "soon", "passed",
    ]  # fmt: skip
    assert (clock.days_left(day("2029-03-15")), clock.days_left(day("2029-03-17"))) == (0, -2)


def test_clocks_running_out_come_the_first_to_end_first() -> None:
    found = clocks(insolvency_published_on="2026-09-10", order_rendered_on="2026-09-01")
    assert [clock.key for clock in running_out(found.values(), day("2026-11-01"))] == [
        "declaration", "service_of_order",
    ]  # fmt: skip


def test_a_clock_says_its_article_its_version_and_its_arithmetic() -> None:
    acts = (Happening("registered_formal_notice", day("2025-01-06")), Happening("part_payment", day("2025-03-03")))
    clock = clocks(happenings=acts)["limitation"]
    assert (clock.article, clock.version.en) == ("C. com. L110-4 I", "in force since 19 June 2008 (law 2008-561)")
    assert clock.arithmetic.fr == (
        "5 ans à compter de l’échéance du 15 mars 2024, ce jour non compté\u00a0: jusqu’à la fin du 15 mars 2029. "
        "La date d’exécution n’est pas connue\u00a0; si elle précède l’échéance, le délai peut finir plus tôt. "
        "La mise en demeure recommandée du 6 janvier 2025 n’interrompt rien. "
        "Interrompu le 3 mars 2025\u00a0: paiement partiel (C. civ. 2240)\u00a0; 5 ans de nouveau "
        "(C. civ. 2231)\u00a0: jusqu’à la fin du 3 mars 2030."
    )


def test_a_public_debt_is_barred_at_the_end_of_the_fourth_year_after_an_interruption_too() -> None:
    assert limitation(("court_claim", "2026-05-06"), customer_kind="public") == "2030-12-31"
