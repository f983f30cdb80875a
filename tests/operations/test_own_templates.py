"""A creditor's own templates: which text a message takes, what is kept of it, and what saving refuses."""

from __future__ import annotations

import pytest

from relance.domain.plans import preset_text
from relance.domain.wording.store import text_of
from relance.ledger.models import Creditor, Dispatch, Event, Notice, StepDone, TemplateVersion
from relance.ledger.templates import Scope, own_template
from relance.operations.edit_plan import save_plan
from relance.operations.edit_template import (
    TemplateRefused,
    known_scope,
    reset_template,
    restore_template,
    save_template,
    template_text,
)
from relance.operations.freeze import render_notice
from relance.operations.outbox import outbox_folder
from relance.operations.refused import Refused
from relance.operations.test_message import send_test
from tests.operations.scene import a_creditor, an_act, confirm, customer_of, dupont_owes, notices, run, send
from tests.wording.notices import mail_texts, pdf_text

FIRST = Scope("reminder-1", "fr")
DAY = "2026-02-10"


def own_text(words: str, name: str = "reminder-1", language: str = "fr") -> str:
    """The shipped text with a paragraph of one's own."""
    return text_of(name, language).replace("=== opening\n", f"=== opening\n{words}\n\n", 1)


@pytest.fixture
def creditor(db: None) -> Creditor:
    """Dupont owes FA-1 since the end of January; the first reminder waits."""
    creditor = a_creditor()
    dupont_owes(creditor, "FA-1,2025-12-31,2026-01-30,1200.00,1200.00")
    run(creditor, DAY)
    return creditor


def keep(creditor: Creditor, words: str, scope: Scope = FIRST) -> int:
    """Save a text with these words; its version."""
    text = own_text(words, scope.name, scope.language)
    return save_template(creditor=creditor, scope=scope, text=text, act=an_act(DAY)).version


def waiting_mail(creditor: Creditor, channel: str = "") -> str:
    """What the waiting notice would say."""
    content = render_notice(creditor, notices(creditor)[-1], an_act(DAY), channel).content
    return pdf_text(content) if channel == "letter" else mail_texts(content)["plain"]


def test_the_text_saved_last_is_the_one_that_leaves(creditor: Creditor) -> None:
    keep(creditor, "Premier essai.")
    assert keep(creditor, "Nous espérons que tout va bien chez vous.") == 2
    confirm(creditor, DAY)
    send(creditor, DAY)
    content = bytes(Dispatch.objects.get(creditor=creditor).content)
    assert "tout va bien chez vous" in mail_texts(content.partition(b"\r\n")[2])["plain"]
    used = Event.objects.get(creditor=creditor, verb="own_template_used")
    assert used.payload["template"] == "reminder-1 · fr · v2"


def test_the_most_specific_text_is_taken(creditor: Creditor) -> None:
    keep(creditor, "Pour tous.")
    keep(creditor, "Par courriel.", FIRST._replace(channel="email"))
    assert "Par courriel." in waiting_mail(creditor)
    keep(creditor, "Aux nouveaux.", FIRST._replace(segment="new"))
    keep(creditor, "Aux mauvais payeurs.", FIRST._replace(segment="bad", channel="email"))
    segment = customer_of(creditor).segment
    assert segment == "new" and "Aux nouveaux." in waiting_mail(creditor)
    keep(creditor, "Aux nouveaux par courriel.", FIRST._replace(segment="new", channel="email"))
    assert "Aux nouveaux par courriel." in waiting_mail(creditor)


def test_a_copy_on_another_channel_takes_the_text_of_that_channel(creditor: Creditor) -> None:
    keep(creditor, "Sur papier.", FIRST._replace(channel="letter"))
    assert "Sur papier." not in waiting_mail(creditor)
    assert "Sur papier." in waiting_mail(creditor, "letter")


def test_another_language_and_another_creditor_keep_theirs(creditor: Creditor) -> None:
    keep(creditor, "In English.", Scope("reminder-1", "en"))
    keep(a_creditor("Autre SARL"), "Chez les autres.")
    assert "In English." not in waiting_mail(creditor)
    assert "Chez les autres." not in waiting_mail(creditor)


def test_the_shipped_text_holds_again_after_a_reset_and_an_old_one_can_be_taken_back(creditor: Creditor) -> None:
    keep(creditor, "Le nôtre.")
    reset_template(creditor=creditor, scope=FIRST, act=an_act(DAY))
    assert "Le nôtre." not in waiting_mail(creditor)
    restore_template(creditor=creditor, scope=FIRST, version=1, act=an_act(DAY))
    assert "Le nôtre." in waiting_mail(creditor)
    assert list(TemplateVersion.objects.filter(creditor=creditor).values_list("version", "is_retired")) == [
        (1, False), (2, True), (3, False),
    ]  # fmt: skip


def test_a_text_that_may_not_be_sent_is_not_saved(creditor: Creditor) -> None:
    with pytest.raises(TemplateRefused, match="enforceable title") as refused:
        keep(creditor, "Nous saisirons vos comptes.")
    assert refused.value.problems
    assert own_template(creditor, FIRST) is None


def test_saving_nothing_new_or_over_somebody_elses_version_is_refused(creditor: Creditor) -> None:
    with pytest.raises(Refused, match="says this already"):
        save_template(creditor=creditor, scope=FIRST, text=text_of("reminder-1", "fr"), act=an_act(DAY))
    keep(creditor, "Un.")
    with pytest.raises(Refused, match="saved version 1 meanwhile"):
        save_template(creditor=creditor, scope=FIRST, text=own_text("Deux."), act=an_act(DAY), based_on=0)


def test_a_name_of_ones_own_can_be_used_by_a_plan_and_not_taken_away_while_it_is(creditor: Creditor) -> None:
    plan = preset_text("two-then-notice").replace('template = "reminder-1"', 'template = "reminder-1-chantier"')
    with pytest.raises(Refused, match="reminder-1-chantier” does not exist"):
        save_plan(creditor=creditor, text=plan, act=an_act(DAY))
    scope = Scope("reminder-1-chantier", "fr")
    save_template(creditor=creditor, scope=scope, text=own_text("Pour le chantier."), act=an_act(DAY))
    save_plan(creditor=creditor, text=plan, act=an_act(DAY))
    run(creditor, "2026-02-11")
    assert "Pour le chantier." in waiting_mail(creditor)
    with pytest.raises(Refused, match="name another template there first"):
        reset_template(creditor=creditor, scope=scope, act=an_act(DAY))


def test_an_own_name_without_a_text_in_the_customers_language_gives_way_to_the_shipped_one(creditor: Creditor) -> None:
    scope = Scope("reminder-1-chantier", "en")
    save_template(creditor=creditor, scope=scope, text=own_text("On site.", language="en"), act=an_act(DAY))
    Notice.objects.filter(creditor=creditor).update(template="reminder-1-chantier")
    assert "Sauf erreur de notre part" in waiting_mail(creditor)


def test_a_plan_cannot_name_a_template_of_another_stage(creditor: Creditor) -> None:
    plan = preset_text("two-then-notice").replace('template = "reminder-1"', 'template = "formal-notice"')
    with pytest.raises(Refused, match="is for a formal_notice, not for a reminder"):
        save_plan(creditor=creditor, text=plan, act=an_act(DAY))


@pytest.mark.parametrize("name", ["chantier", "Reminder-1", "reminder-1-", "../final", "x" * 61])
def test_a_name_that_tells_no_stage_is_refused(creditor: Creditor, name: str) -> None:
    with pytest.raises(TemplateRefused, match="cannot be used"):
        save_template(creditor=creditor, scope=Scope(name, "fr"), text=own_text("x"), act=an_act(DAY))
    assert known_scope(creditor, name, "fr") is None


def test_a_test_goes_to_oneself_and_does_no_step(creditor: Creditor) -> None:
    before = notices(creditor)[0].state
    sent = send_test(
        creditor=creditor, scope=FIRST, text=own_text("Essayons."), customer=customer_of(creditor), act=an_act(DAY)
    )
    assert sent.recipient == creditor.email and sent.path is not None
    assert sent.path.parent == outbox_folder(creditor) / "tests"
    mail = sent.path.read_bytes()
    assert b"To: compta@atelier.example" in mail and b"dupont@example.com" not in mail
    assert "Essayons." in mail_texts(mail.partition(b"\r\n")[2])["plain"]
    assert notices(creditor)[0].state == before and not StepDone.objects.exists() and not Dispatch.objects.exists()


def test_a_test_of_a_refused_text_does_not_leave(creditor: Creditor) -> None:
    with pytest.raises(TemplateRefused):
        send_test(creditor=creditor, scope=FIRST, text=own_text("Prison."), customer=None, act=an_act(DAY))
    assert not (outbox_folder(creditor) / "tests").exists()


def test_what_holds_for_a_profile_is_the_text_of_all_until_it_has_its_own(creditor: Creditor) -> None:
    keep(creditor, "Pour tous.")
    assert "Pour tous." in template_text(creditor, FIRST._replace(segment="bad"))
