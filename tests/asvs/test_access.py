"""OWASP ASVS 5.0: who may do and see what (8), the traces of what was refused (16), what forms carry (2, 15)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from relance.ledger.builders import act_on
from relance.ledger.models import Customer, Dispatch, Event, Membership, Task
from relance.web.door import DENIED
from relance.web.rights import opens
from tests.crawl.reading import rows_of, writes_seen
from tests.crawl.world import TODAY, Company

World = tuple[Company, Company]
pytestmark = pytest.mark.sqlite_only
CLOSED_TO_A_READER = (
    "/money/",
    "/settings/",
    "/settings/people/",
    "/settings/bank/",
    "/import/",
    "/settings/templates/",
)


@pytest.mark.parametrize("address", CLOSED_TO_A_READER)
def test_8_2_1_a_page_without_the_right_to_it_says_which_is_missing_and_whom_to_ask(world: World, address: str) -> None:
    answer = world[0].browser("reader").get(address)
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Vous n’avez pas accès à cette page" in text
    assert "owner-north" in text


def test_8_2_1_an_address_that_is_in_no_table_opens_for_nobody() -> None:
    with pytest.raises(LookupError, match=r"web/rights\.py"):
        opens("owner", "an-address-of-tomorrow")


def test_8_2_1_a_part_of_a_page_is_refused_in_a_sentence(world: World) -> None:
    answer = world[0].browser("reader").get("/money/", headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert b"<html" not in answer.content
    assert "Votre rôle ne vous donne pas ce droit" in answer.content.decode()


def test_8_2_2_outside_the_portfolio_a_customer_is_as_unknown_as_one_that_does_not_exist(world: World) -> None:
    client = world[0].browser("collector")
    hidden, unknown = client.get("/customers/C-HIDE/"), client.get("/customers/C-NONE/")
    assert hidden.status_code == unknown.status_code == 404
    assert words_of(hidden, "C-HIDE") == words_of(unknown, "C-NONE")


def words_of(answer: Any, code: str) -> str:
    """The page without the address that was asked for, and without its token against forgery."""
    lines = answer.content.decode().replace(code, "").splitlines()
    return "\n".join(line for line in lines if "csrf" not in line.casefold())


def test_8_2_2_a_cover_sees_the_portfolio_for_as_long_as_the_absence_lasts(world: World) -> None:
    manager = Membership.objects.get(user__username="manager-north")
    manager.absent_from, manager.absent_until = TODAY, TODAY
    manager.cover = "collector-north"
    manager.save()
    client = world[0].browser("collector")
    assert client.get("/customers/C-HIDE/").status_code == 200
    Membership.objects.filter(pk=manager.pk).update(absent_until=TODAY - timedelta(days=1), absent_from=None)
    assert client.get("/customers/C-HIDE/").status_code == 404


def test_8_2_2_a_task_given_to_a_collector_opens_its_customers_file_until_it_is_done(world: World) -> None:
    client, task = world[0].browser("collector"), Task.objects.get(pk=world[0].ids["hide"]["task_id"])
    Task.objects.filter(pk=task.pk).update(owner="collector-north")
    assert client.get("/customers/C-HIDE/").status_code == client.get(f"/to-do/{task.pk}/").status_code == 200
    Task.objects.filter(pk=task.pk).update(closed_on=TODAY)
    assert client.get("/customers/C-HIDE/").status_code == 404


def test_8_2_2_a_file_that_is_closed_again_is_no_longer_seen(world: World) -> None:
    client = world[0].browser("outside")
    assert client.get("/customers/C-SEEN/").status_code == 200
    world[0].creditor.files_opened.update(closed_at=act_on(TODAY).now)
    assert client.get("/customers/C-SEEN/").status_code == 404


def test_8_2_3_whoever_follows_up_mends_contacts_and_not_conditions(world: World) -> None:
    client = world[0].browser("collector")
    client.post("/customers/C-SEEN/edit/", {"phone": "01 23 45 67 89"})
    client.post("/customers/C-SEEN/edit/", {"phone": "09", "plan": "standard", "owner": "collector-north"})
    customer = Customer.objects.get(creditor=world[0].creditor, code="C-SEEN")
    assert (customer.phone, customer.plan) == ("01 23 45 67 89", "")


def test_8_2_3_interest_is_not_given_up_within_a_payment_plan(world: World) -> None:
    form = {"invoice": "F-C-SEEN-2", "count": "2", "first": "2026-03-01", "claims": "waived"}
    client = world[0].browser("collector")
    with writes_seen() as writes:
        client.post("/customers/C-SEEN/agree/", form)
    assert writes == []


def test_8_3_2_a_role_that_changes_counts_at_the_next_page(world: World) -> None:
    client = world[0].browser("manager")
    assert client.get("/settings/templates/").status_code == 200
    Membership.objects.filter(user__username="manager-north").update(role="reader")
    assert client.get("/settings/templates/").status_code == 403
    Membership.objects.filter(user__username="manager-north").delete()
    assert client.get("/customers/").status_code in (302, 403)


def test_8_4_1_the_database_itself_refuses_to_print_the_account_of_another_company(world: World) -> None:
    north, south = world
    dispatch = Dispatch.objects.filter(creditor=north.creditor).first()
    account = south.creditor.bank_accounts.get()
    with pytest.raises(DatabaseError, match="not in force"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_dispatch SET bank_account_id = %s WHERE id = %s", [account.pk, dispatch.pk])  # type: ignore[union-attr]


def test_16_3_2_what_was_refused_is_logged_with_who_asked_for_what(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    client = world[0].browser("collector")
    client.get("/settings/people/")
    client.get("/customers/C-HIDE/")
    told = [record.getMessage() for record in caplog.records if record.name == DENIED.name]
    assert told == [
        "collector-north (collector) at twin-north: GET people",
        "collector-north (collector) at twin-north: beyond their customers",
    ]


def test_16_4_2_what_happened_cannot_be_changed_or_deleted(world: World) -> None:
    for statement in ("UPDATE ledger_event SET verb = 'x'", "DELETE FROM ledger_event"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Event.objects.filter(creditor=world[0].creditor).exists()


OUT_OF_BOUNDS = [
    ("/customers/C-SEEN/dispute/", {"invoice": "F-C-SEEN-2", "reason": "of-my-own"}),
    ("/customers/C-SEEN/promise/", {"invoice": "F-C-SEEN-2", "on": "2026-02-31"}),
    ("/customers/C-SEEN/promise/", {"invoice": "F-C-SEEN-2", "on": "2026-03-02", "amount": "-5"}),
    ("/customers/C-SEEN/promise/", {"invoice": "F-C-ONLY-1", "on": "2026-03-02"}),
    ("/customers/C-SEEN/pay/", {"invoice": "F-C-SEEN-2", "amount": "NaN", "on": "2026-02-16"}),
    ("/customers/C-SEEN/pay/", {"invoice": "F-C-SEEN-2", "amount": "1e30", "on": "2026-02-16"}),
    ("/customers/C-SEEN/edit/", {"kind": "friend"}),
    ("/customers/C-SEEN/edit/", {"plan": "no-such-plan"}),
    ("/customers/C-SEEN/fact/", {"kind": "of-my-own", "on": "2026-02-01"}),
    ("/customers/C-SEEN/agree/", {"invoice": "F-C-SEEN-2", "count": "100000", "first": "2026-03-01"}),
]


@pytest.mark.parametrize(("address", "form"), OUT_OF_BOUNDS)
def test_2_2_1_what_no_form_offers_is_refused_all_the_same(world: World, address: str, form: dict[str, str]) -> None:
    before = rows_of()
    answer = world[0].browser("owner").post(address, form)
    assert answer.status_code in (302, 404)
    assert rows_of() == before


def test_15_3_3_fields_that_are_not_on_the_form_are_not_taken(world: World) -> None:
    north, south = world
    client, customer = north.browser("owner"), Customer.objects.get(creditor=north.creditor, code="C-SEEN")
    form = {"phone": "01", "creditor": south.creditor.pk, "creditor_id": south.creditor.pk, "id": 1, "code": "STOLEN",
            "reason": "", "wake_on": "2030-01-01", "segment_figures": "{}", "phone_failed": "1"}  # fmt: skip
    client.post("/customers/C-SEEN/edit/", form)
    fresh = Customer.objects.get(pk=customer.pk)
    assert (fresh.phone, fresh.creditor, fresh.code, fresh.phone_failed) == ("01", north.creditor, "C-SEEN", False)
    assert fresh.wake_on == TODAY


def test_2_4_1_more_than_fits_is_refused_before_it_is_read(claire: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from relance.web import uploads

    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    answer = claire.post("/import/check/", {"file": SimpleUploadedFile("a.csv", b"x" * 11)}, follow=True)
    assert "trop" in answer.content.decode() or "Mo" in answer.content.decode()
