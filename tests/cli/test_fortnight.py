"""A fortnight at Atelier Nord, day by day through the command line: the worked example of DECIDING, section 10."""

from __future__ import annotations

from typing import Any

from tests.cli.conftest import Relance


def notice_of(relance: Relance, day: str) -> dict[str, Any]:
    """The one notice of that day, after everything was confirmed and sent."""
    said = relance("run", "--today", day, "--json")
    assert said.code == 0, said.err
    relance("confirm", "--all", "--today", day)
    relance("send", "--today", day)
    assert len(said.document["notices"]) == 1
    found: dict[str, Any] = said.document["notices"][0]
    return found


def lines_of(notice: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(line["invoice"], line["step"]) for line in notice["lines"]]


def test_the_fortnight_of_dupont(atelier: Relance) -> None:
    first = atelier("run", "--today", "2026-01-30", "--json").document
    assert first["notices"] == []
    assert first["silent"][0]["wake_on"] == "2026-02-06"
    assert {r["reason"] for r in first["silent"][0]["reasons"]} == {"not_due"}

    reminder = notice_of(atelier, "2026-02-06")
    assert (reminder["step"], reminder["total_cents"]) == ("r1", 120000)
    assert reminder["left_out"] == [{"invoice": "FA-2", "due_on": "2026-02-09", "reason": "not_due"}]

    second = notice_of(atelier, "2026-02-16")
    assert (second["step"], second["total_cents"], second["state"]) == ("r2", 150000, "sent")
    assert lines_of(second) == [("FA-1", "r2"), ("FA-2", "r1")]

    formal = notice_of(atelier, "2026-02-26")
    assert (formal["kind"], formal["channel"], formal["deadline_on"]) == (
        "formal_notice",
        "registered_letter",
        "2026-03-06",
    )
    assert formal["state"] == "to_confirm"
    assert lines_of(formal) == [("FA-1", "notice"), ("FA-2", None)]

    last = notice_of(atelier, "2026-03-03")
    assert lines_of(last) == [("FA-1", None), ("FA-2", "r2")]


def test_each_letter_and_mail_of_the_fortnight_is_in_the_outbox_once(atelier: Relance) -> None:
    for day in ("2026-02-06", "2026-02-16", "2026-02-26", "2026-03-03"):
        notice_of(atelier, day)
    doctor = atelier("doctor", "--json")
    assert (doctor.code, doctor.document["problems"]) == (0, [])
    assert atelier("verify", "--json").document["intact"]


def test_running_a_day_twice_sends_nothing_more(atelier: Relance) -> None:
    notice_of(atelier, "2026-02-06")
    again = atelier("run", "--today", "2026-02-06", "--json").document
    assert (again["notices"], again["sent"]["sent"]) == ([], 0)


def test_a_payment_in_between_stops_the_notice(atelier: Relance) -> None:
    atelier("run", "--today", "2026-02-06", "--no-send")
    atelier("pay", "FA-1", "1 200,00", "--on", "2026-02-06", "--today", "2026-02-06")
    sent = atelier("send", "--today", "2026-02-06", "--json").document
    assert sent["sent"] == 0
    assert "FA-1 is settled since 6 February 2026" in atelier("explain", "FA-1", "--today", "2026-02-06").out


def test_a_day_before_the_last_run_is_refused_for_run_and_send_alone(atelier: Relance) -> None:
    atelier("run", "--today", "2026-02-06")
    for verb in ("run", "send"):
        said = atelier(verb, "--today", "2026-02-05")
        assert (said.code, said.out) == (2, "")
        assert "check the clock" in said.err
    assert atelier("preview", "--today", "2026-02-05").code == 0


def test_nothing_leaves_on_a_sunday(atelier: Relance) -> None:
    said = atelier("run", "--today", "2026-02-08", "--json").document
    assert said["sent"]["held"].startswith("2026-02-08 is not a working day")
    assert "non_working_day" in {r["reason"] for s in said["silent"] for r in s["reasons"]}
