"""Long work in the pages: a large file is taken in apart, its page says how far it is, figures are asked for anew."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from relance.ledger.builders import make_creditor
from relance.ledger.models import Creditor, Customer, Job, KeptAnswer
from relance.operations.jobs.run import run_jobs
from relance.web.pages import imports
from tests.web.conftest import TODAY, a_member, signed_in

pytestmark = pytest.mark.sqlite_only
LIST = b"customer,customer_name,invoice,due_on,amount\nROUX,Roux SARL,FD-1,2026-01-31,1200.50\n"


@pytest.fixture
def asked(creditor: Creditor, claire: Client, monkeypatch: pytest.MonkeyPatch) -> Job:
    """A list that counts as large, looked at and then asked to be taken in."""
    monkeypatch.setattr(imports, "LARGE", 1)
    claire.post("/import/check/", {"file": SimpleUploadedFile("ouvertes.csv", LIST)})
    answer = claire.post("/import/take/", {})
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/jobs/{job.pk}/"
    return job


def work(job: Job) -> Job:
    """What the process beside the pages does."""
    assert run_jobs(lambda: job.asked_at) == 1
    job.refresh_from_db()
    return job


def test_a_large_file_waits_and_its_page_may_be_left(asked: Job, claire: Client) -> None:
    page = claire.get(f"/jobs/{asked.pk}/").content.decode()
    assert "Vous pouvez quitter cette page" in page and "every 1s" in page
    assert not Customer.objects.filter(code="ROUX").exists()


def test_once_it_is_taken_in_its_page_leads_to_the_report(asked: Job, claire: Client) -> None:
    done = work(asked)
    assert claire.get(f"/jobs/{done.pk}/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    report = claire.get(f"/jobs/{done.pk}/", follow=True).content.decode()
    assert "ouvertes.csv est importé" in report
    assert Customer.objects.filter(code="ROUX").exists() and done.content is None


def test_what_the_look_did_not_ask_ends_in_a_sentence_and_changes_nothing(asked: Job, claire: Client) -> None:
    Job.objects.update(content=b"customer;amount\nX;what\n")
    failed = work(asked)
    assert failed.state == "failed"
    assert "n’a pas été importé et rien n’a changé" in claire.get(f"/jobs/{failed.pk}/").content.decode()


def test_work_of_another_company_is_not_there(asked: Job) -> None:
    other = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    assert other.get(f"/jobs/{asked.pk}/").status_code == 404


def test_figures_are_asked_for_anew(creditor: Creditor, claire: Client) -> None:
    claire.post("/jobs/ask/", {"name": "preview", "key": ""})
    work(Job.objects.get())
    assert KeptAnswer.objects.get().on == TODAY
    assert claire.post("/jobs/ask/", {"name": "nothing"}).status_code == 404
