"""Views of a list that a person keeps: named, opened, replaced, deleted; nobody else's."""

from __future__ import annotations

import pytest
from django.test import Client

from relance.ledger.models import Creditor, Event, SavedView
from tests.web.conftest import a_member, signed_in

pytestmark = pytest.mark.sqlite_only
FORM = {"page": "customers", "name": "Gros retards", "query": "overdue=1&least=1000&page=3"}


def test_a_view_keeps_filters_and_opens_with_one_click(creditor: Creditor, claire: Client) -> None:
    saved = claire.post("/views/save/", FORM)
    assert saved.headers["Location"] == "/customers/?overdue=1&least=1000"
    page = claire.get("/customers/?overdue=1&least=1000").content.decode()
    assert '<a href="/customers/?overdue=1&amp;least=1000" aria-current="true">Gros retards</a>' in page
    assert Event.objects.filter(verb="view_saved", by="claire").exists()


def test_the_same_name_replaces_it(creditor: Creditor, claire: Client) -> None:
    claire.post("/views/save/", FORM)
    claire.post("/views/save/", {**FORM, "name": " Gros  retards ", "query": "sort=name"})
    assert list(SavedView.objects.values_list("name", "query")) == [("Gros retards", "sort=name")]


def test_a_view_is_deleted_by_its_owner_alone(creditor: Creditor, claire: Client) -> None:
    claire.post("/views/save/", FORM)
    view = SavedView.objects.get()
    marc = signed_in(a_member(creditor, "marc"))
    assert "Gros retards" not in marc.get("/customers/").content.decode()
    assert marc.post(f"/views/{view.pk}/drop/").status_code == 404 and SavedView.objects.exists()
    assert claire.post(f"/views/{view.pk}/drop/").headers["Location"] == "/customers/"
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"name": " "}, {"name": "x" * 81}, {"page": "https://elsewhere.example"}, {"query": "q=" + "x" * 1001}]
)
def test_what_is_no_view_is_refused(creditor: Creditor, claire: Client, changes: dict[str, str]) -> None:
    answer = claire.post("/views/save/", {**FORM, **changes}, headers={"Referer": "/customers/"}, follow=True)
    assert 'class="message error"' in answer.content.decode() and not SavedView.objects.exists()
