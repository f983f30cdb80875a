"""Invitations: a link that works once, for one company; roles and files that change at once; people who go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from relance.ledger.builders import act_on, make_creditor
from relance.ledger.models import Creditor, FileOpened, Invitation, Membership, SignInLink
from tests.web.conftest import TODAY, a_member, signed_in
from tests.web.people import PASSWORD, a_person, link_in_mail, sign_in, verbs

pytestmark = pytest.mark.sqlite_only  # the same questions on every database
ANNE = {"email": "anne@cabinet.fr", "name": "anne.martin", "role": "collector"}


@pytest.fixture
def owner(creditor: Creditor) -> Client:
    """Claire, who owns the firm."""
    return signed_in(a_member(creditor))


def invite(client: Client, **changed: str) -> str:
    """Invite; the path of the link that left by mail."""
    client.post("/settings/people/invite/", {**ANNE, **changed})
    return link_in_mail()


def test_who_is_invited_gets_a_mail_and_joins_with_one_button(owner: Client, creditor: Creditor) -> None:
    link, client = invite(owner), Client()
    assert mail.outbox[0].to == ["anne@cabinet.fr"]
    assert "claire vous invite à travailler dans Relance pour Atelier Nord SARL" in mail.outbox[0].body
    assert "chargé de relance" in client.get(link).content.decode()
    assert not User.objects.filter(username="anne.martin").exists()  # looking does nothing
    assert client.post(link).headers["Location"] == "/account/welcome/"
    assert Membership.objects.get(user__username="anne.martin").role == "collector"
    assert verbs(creditor) == ["person_invited", "member_set", "member_joined", "signed_in"]


def test_then_a_password_is_chosen_and_lets_in(owner: Client) -> None:
    link, client = invite(owner), Client()
    client.post(link)
    client.post("/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    assert sign_in(Client(), "anne@cabinet.fr").headers["Location"] == "/"


def test_a_link_works_once(owner: Client) -> None:
    link = invite(owner)
    Client().post(link)
    assert Client().get(link).status_code == 404
    assert Client().post(link).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 43])
def test_a_guessed_link_is_nothing(db: None, token: str) -> None:
    assert Client().post(f"/invitation/{token}/").status_code == 404


def test_the_token_is_kept_as_a_hash_and_serves_no_other_purpose(owner: Client) -> None:
    token = invite(owner).split("/")[2]
    assert len(token) >= 43
    assert token not in Invitation.objects.get().token_hash
    assert Client().post(f"/sign-in/{token}/").status_code == 403
    assert not SignInLink.objects.exists()


def test_after_seven_days_it_is_over(owner: Client) -> None:
    link = invite(owner)
    Invitation.objects.update(expires_at=act_on(TODAY).now - timedelta(minutes=1))
    assert Client().post(link).status_code == 404
    assert not User.objects.filter(username="anne.martin").exists()


def test_withdrawn_it_works_no_longer(owner: Client, creditor: Creditor) -> None:
    link = invite(owner)
    owner.post("/settings/people/invitation/", {"invitation": Invitation.objects.get().pk, "withdraw": "yes"})
    assert Client().post(link).status_code == 404
    assert verbs(creditor)[-1] == "invitation_withdrawn"


def test_sent_again_the_first_link_is_dead_and_the_second_lives(owner: Client) -> None:
    first = invite(owner)
    owner.post("/settings/people/invitation/", {"invitation": Invitation.objects.get().pk, "again": "yes"})
    assert Client().post(first).status_code == 404
    assert Client().post(link_in_mail()).status_code == 302


def test_somebody_who_is_signed_in_joins_with_their_own_account(owner: Client, creditor: Creditor) -> None:
    other = make_creditor("Cabinet Sud", key="sud")
    paul = signed_in(a_member(other, "paul"))
    paul.post(invite(owner))
    assert set(User.objects.get(username="paul").memberships.values_list("creditor__key", "role")) == {
        ("sud", "owner"), (creditor.key, "collector"),
    }  # fmt: skip
    assert not User.objects.filter(username="anne.martin").exists()


def test_whose_address_is_known_signs_in_first(owner: Client) -> None:
    a_person(make_creditor("Cabinet Sud", key="sud"), "anne.martin")
    User.objects.filter(username="anne.martin").update(email="anne@cabinet.fr")
    User.objects.get(username="anne.martin").emailaddress_set.update(email="anne@cabinet.fr")
    link = invite(owner)
    assert "connectez-vous d’abord" in Client().post(link).content.decode()
    assert Membership.objects.filter(user__username="anne.martin").count() == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"email": "nobody"}, "n’est pas une adresse"), ({"name": "anne martin"}, "n’est pas un nom"),
        ({"name": "claire"}, "travaille déjà ici"), ({"role": "king"}, "rôle"),
        ({"customers": "NOBODY", "role": "outside"}, "NOBODY"),
    ],
)  # fmt: skip
def test_an_invitation_that_cannot_be_is_refused(owner: Client, changed: dict[str, str], told: str) -> None:
    answer = owner.post("/settings/people/invite/", {**ANNE, **changed}, follow=True)
    assert told in answer.content.decode()
    assert not Invitation.objects.exists()


def test_without_a_mail_server_the_link_is_shown_to_whoever_invites(owner: Client) -> None:
    page = owner.post("/settings/people/invite/", ANNE, follow=True).content.decode()
    assert link_in_mail() in page
    assert link_in_mail() not in owner.get("/settings/people/").content.decode()


def test_only_owners_invite(creditor: Creditor) -> None:
    client = signed_in(a_person(creditor, "luc", role="manager"))
    assert client.post("/settings/people/invite/", ANNE).status_code == 403
    assert not Invitation.objects.exists()


def test_nobody_withdraws_the_invitation_of_another_company(owner: Client) -> None:
    invite(owner)
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    stranger.post("/settings/people/invitation/", {"invitation": Invitation.objects.get().pk, "withdraw": "yes"})
    assert Invitation.objects.get().withdrawn_at is None


def test_outside_counsel_sees_the_files_that_were_promised(owner: Client) -> None:
    link, lawyer = invite(owner, role="outside", customers="DUPONT"), Client()
    lawyer.post(link)
    assert FileOpened.objects.get().customer.code == "DUPONT"
    assert lawyer.get("/customers/DUPONT/").status_code == 200
    assert lawyer.get("/customers/MARTIN/").status_code == 404


def test_a_file_is_opened_and_closed_at_once(owner: Client, creditor: Creditor) -> None:
    lawyer = signed_in(a_person(creditor, "maitre", role="outside"))
    told = {"name": "maitre", "customer": "DUPONT"}
    assert lawyer.get("/customers/DUPONT/").status_code == 404
    owner.post("/settings/people/file/", told)
    assert lawyer.get("/customers/DUPONT/").status_code == 200
    owner.post("/settings/people/file/", {**told, "close": "yes"})
    assert lawyer.get("/customers/DUPONT/").status_code == 404
    assert verbs(creditor) == ["file_opened", "file_closed"]


def test_files_are_opened_to_outside_counsel_only(owner: Client, creditor: Creditor) -> None:
    a_person(creditor, "luc", role="collector")
    owner.post("/settings/people/file/", {"name": "luc", "customer": "DUPONT"})
    assert not FileOpened.objects.exists()


def test_another_role_counts_at_once(owner: Client, creditor: Creditor) -> None:
    luc = signed_in(a_person(creditor, "luc", role="manager"))
    assert luc.get("/figures/").status_code == 200
    owner.post("/settings/people/", {"name": "luc", "role": "collector"})
    assert luc.get("/figures/").status_code == 403


def test_somebody_is_removed_with_a_reason_and_is_out(owner: Client, creditor: Creditor) -> None:
    luc = signed_in(a_person(creditor, "luc", role="manager"))
    owner.post("/settings/people/remove/", {"name": "luc", "why": " "})
    assert luc.get("/customers/").status_code == 200
    owner.post("/settings/people/remove/", {"name": "luc", "why": "a quitté la société"})
    assert luc.get("/customers/").status_code == 403
    event = creditor.events.get(verb="member_removed")
    assert event.payload == {"person": "luc", "reason": "a quitté la société"}


def test_the_last_owner_cannot_go(owner: Client, creditor: Creditor) -> None:
    a_person(creditor, "luc", role="manager")
    page = owner.post("/settings/people/remove/", {"name": "claire", "why": "retraite"}, follow=True)
    assert "seul dirigeant" in page.content.decode()
    assert creditor.members.filter(user__username="claire").exists()


def test_the_page_shows_who_is_invited(owner: Client) -> None:
    invite(owner)
    page = owner.get("/settings/people/").content.decode()
    assert "anne@cabinet.fr" in page
    assert "Renvoyer" in page


def test_whoever_just_joined_cannot_approve_bank_details(owner: Client, creditor: Creditor) -> None:
    client: Any = Client()
    client.post(invite(owner, role="owner"))
    new = "FR7630006000011234567890189"
    owner.post("/settings/bank/propose/", {"iban": new, "again": new, "bic": ""})
    account = creditor.bank_accounts.order_by("-pk").first()
    client.post("/settings/bank/approve/", {"account": account.pk})
    account.refresh_from_db()
    assert account.approved_at is None
