"""Long work: asked for once, done by one process, taken up where a process died; kept figures are only copies."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relance.domain.figures.report import Figures
from relance.domain.kept import from_plain, to_plain
from relance.ledger.builders import act_on, make_creditor, make_customer, make_invoice
from relance.ledger.models import Creditor, Job, KeptAnswer
from relance.operations.jobs import answers
from relance.operations.jobs.answers import answer, keep_answer, to_keep
from relance.operations.jobs.ask import ask_job
from relance.operations.jobs.run import run_jobs

TODAY = date(2026, 2, 16)
ACT = act_on(TODAY)
PREVIEW = {"name": "preview", "key": ""}


def quiet(_done: int, _total: int, _phase: str) -> None:
    """Nobody listens."""


@pytest.fixture
def creditor(db: None) -> Creditor:
    """A firm with one late invoice."""
    firm = make_creditor()
    make_invoice(make_customer(firm), "FA-1", 120_000, date(2026, 2, 6))
    return firm


@pytest.fixture
def large(creditor: Creditor, monkeypatch: pytest.MonkeyPatch) -> Creditor:
    """The same firm, as if one line were many."""
    few = {name: sort._replace(lines=0) for name, sort in answers.SORTS.items()}
    monkeypatch.setattr(answers, "SORTS", few)
    return creditor


def test_a_small_ledger_is_worked_out_at_once_and_nothing_is_kept(creditor: Creditor) -> None:
    found = answer(creditor, "preview", "", ACT)
    assert [day.count for day in found.value][:1] == [1]
    assert not found.is_kept and not KeptAnswer.objects.exists()


def test_a_large_one_shows_what_was_kept_and_how_far_the_journal_went_on(large: Creditor) -> None:
    assert answer(large, "preview", "", ACT).value is None
    keep_answer(creditor=large, name="preview", key="", act=ACT, tell=quiet)
    found = answer(large, "preview", "", ACT)
    assert (found.behind, found.made_at) == (0, ACT.now)
    assert found.value[0].rows[0].invoices == ("FA-1",)


@pytest.mark.parametrize("name", ["figures", "receipts", "preview"])
def test_what_is_kept_is_what_was_worked_out(large: Creditor, name: str) -> None:
    sort = answers.SORTS[name]
    key = sort.usual(TODAY)[0]
    keep_answer(creditor=large, name=name, key=key, act=ACT, tell=quiet)
    assert answer(large, name, key, ACT).value == sort.work(large, key, ACT, quiet)


def test_each_day_the_usual_figures_are_worked_out_once(large: Creditor) -> None:
    wanted = to_keep(large, TODAY)
    assert {name for name, _key in wanted} == {"figures", "receipts", "preview"}
    for name, key in wanted:
        keep_answer(creditor=large, name=name, key=key, act=ACT, tell=quiet)
    assert to_keep(large, TODAY) == []
    assert len(to_keep(large, TODAY + timedelta(days=1))) == 3


def test_the_same_work_is_asked_for_once(creditor: Creditor, settings: pytest.FixtureRequest) -> None:
    settings.RELANCE_JOBS = "worker"  # type: ignore[attr-defined]
    first = ask_job(creditor=creditor, kind="answer", arguments=PREVIEW, act=ACT)
    assert ask_job(creditor=creditor, kind="answer", arguments=PREVIEW, act=ACT) == first


def test_work_is_done_once_and_says_what_came_of_it(creditor: Creditor) -> None:
    job = Job.objects.create(
        creditor=creditor, kind="answer", arguments=PREVIEW, asked_by="claire", asked_at=ACT.now, asked_on=TODAY
    )
    assert (run_jobs(lambda: ACT.now), run_jobs(lambda: ACT.now)) == (1, 0)
    job.refresh_from_db()
    assert (job.state, job.problem) == ("done", "")
    assert KeptAnswer.objects.get().name == "preview"


def test_what_a_process_left_when_it_died_is_taken_up(creditor: Creditor) -> None:
    Job.objects.create(
        creditor=creditor, kind="answer", arguments=PREVIEW, asked_by="claire", asked_at=ACT.now, asked_on=TODAY,
        state="running", claimed_until=ACT.now + timedelta(minutes=1),
    )  # fmt: skip
    assert run_jobs(lambda: ACT.now) == 0
    assert run_jobs(lambda: ACT.now + timedelta(minutes=5)) == 1


def test_work_that_cannot_be_done_ends_with_its_sentence(creditor: Creditor) -> None:
    job = Job.objects.create(
        creditor=creditor, kind="answer", arguments={"name": "?"}, asked_by="claire", asked_at=ACT.now, asked_on=TODAY
    )
    run_jobs(lambda: ACT.now)
    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", "there is no figure called “?”")


def test_figures_as_plain_data_and_back_are_the_same(creditor: Creditor) -> None:
    key = answers.SORTS["figures"].usual(TODAY)[0]
    found = answer(creditor, "figures", key, ACT).value
    assert found and from_plain(to_plain(found, list[Figures]), list[Figures]) == found
