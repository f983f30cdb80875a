"""The subjects of the settings: what each is about, and in a few words what it stands at."""

# ruff: noqa: E501  (one subject, one line)

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from relance.domain.law import add_working_days
from relance.domain.wording.formats import date_short
from relance.ledger.bank import has_account, pending_change
from relance.ledger.crew import members
from relance.ledger.mappings import mappings
from relance.ledger.returns import count_returns
from relance.ledger.templates import own_names
from relance.operations.mail_settings import settings_for
from relance.operations.plans_in_force import law_of, plans_in_force
from relance.operations.setup_creditor import LETTERS_NEED
from relance.web.door import Visit
from relance.web.guide import guide_of
from relance.web.setting_words import choices_of, in_a_row, setting_words


class State(NamedTuple):
    """What a subject stands at, in words, and how it looks: `done`, `held` (something is missing) or `plain`."""

    words: str
    colour: str = "plain"


class Card(NamedTuple):
    """One subject: the name of its page, its title, one sentence, its state."""

    route: str
    title: str
    about: str
    state: State


def cards(visit: Visit) -> list[Card]:
    """The subjects that this person may open, in the order in which a company is set up."""
    return [Card(route, title, about, state(visit)) for route, title, about, state in _subjects() if visit.opens(route)]


def _subjects() -> tuple[tuple[str, str, str, Callable[[Visit], State]], ...]:
    return (
        ("settings_company", _("Company"), _("What letters and mails say of you: identity, address, contact, who signs."), _company),
        ("bank", _("Bank details"), _("The account that your messages carry; it changes by two people and three days."), _bank),
        ("settings_calendar", _("Calendar and hours"), _("The days and hours at which reminders may leave."), _calendar),
        ("settings_rules", _("Rules"), _("Who decides, how many a day, payment plans, disputes, interest, work in the team."), _rules),
        ("plans", _("Plans"), _("Which reminder comes when, by which channel, and for whom."), _plans),
        ("templates", _("Templates"), _("The words of your mails, letters and calls."), _templates),
        ("channels", _("Channels"), _("How messages leave and answers come back, with a test for each."), _channels),
        ("people", _("People"), _("Who works here, with which role, and who stands in for whom."), _people),
        ("mappings", _("Remembered columns"), _("The layouts of files that you have explained once."), _mappings),
        ("money_returned", _("Returned payments"), _("What the bank took back: the invoice is open again, at the step it had."), _returned),
        ("start", _("First steps"), _("The guide from an empty company to its first reminder."), _start),
    )  # fmt: skip


def _company(visit: Visit) -> State:
    missing = [setting_words(name)[0] for name in LETTERS_NEED if not getattr(visit.creditor, name)]
    if missing:
        return State(_("Missing: %(list)s") % {"list": in_a_row(missing)}, "held")
    return State(_("complete"), "done")


def _bank(visit: Visit) -> State:
    waits = pending_change(visit.creditor, visit.act.now) is not None
    if not has_account(visit.creditor):
        return State(_("one account waits") if waits else _("no account yet"), "held")
    return (
        State(_("one account in force, another waits"), "held") if waits else State(_("one account in force"), "done")
    )


def _calendar(visit: Visit) -> State:
    creditor = visit.creditor
    names = dict(choices_of("calendar"))
    when = f"{creditor.sending_from:%H:%M}–{creditor.sending_until:%H:%M}"
    following = date_short(add_working_days(law_of(creditor), visit.act.today, 1), visit.language)
    words = _("%(calendar)s, %(hours)s; next working day %(day)s")
    return State(words % {"calendar": names.get(creditor.calendar, creditor.calendar), "hours": when, "day": following})


def _rules(visit: Visit) -> State:
    who = dict(choices_of("sending"))[visit.creditor.sending]
    most = _("%(n)d reminders a day at most") % {"n": visit.creditor.max_notices_per_day}
    return State(f"{who} · {most}", "plain" if visit.creditor.sending == "confirm_all" else "held")


def _plans(visit: Visit) -> State:
    plans = plans_in_force(visit.creditor)
    usual = plans.get(visit.creditor.default_plan)
    words = ngettext("%(n)d plan; usual: %(plan)s", "%(n)d plans; usual: %(plan)s", len(plans))
    return State(words % {"n": len(plans), "plan": _(usual.label) if usual and usual.label else "–"})


def _templates(visit: Visit) -> State:
    n = len(own_names(visit.creditor))
    return State(
        ngettext("%(n)d of your own", "%(n)d of your own", n) % {"n": n} if n else _("as they come with Relance")
    )


def _channels(visit: Visit) -> State:
    creditor = visit.creditor
    if creditor.sending_stopped_at:
        return State(_("Sending is stopped"), "held")
    if creditor.delivery == "outbox":
        return State(_("Sending: off (outbox)"))
    host = settings_for(creditor.key)["smtp_host"]
    return (
        State(_("Sending: on, by %(host)s") % {"host": host}, "done")
        if host
        else State(_("No mail server is known"), "held")
    )


def _people(visit: Visit) -> State:
    n = len([m for m in members(visit.creditor) if m.user.is_active])
    return State(ngettext("%(n)d person", "%(n)d people", n) % {"n": n})


def _mappings(visit: Visit) -> State:
    n = mappings(visit.creditor).count()
    return State(ngettext("%(n)d layout", "%(n)d layouts", n) % {"n": n} if n else pgettext("layouts", "none yet"))


def _returned(visit: Visit) -> State:
    n = count_returns(visit.creditor)
    return State(ngettext("%(n)d waits", "%(n)d wait", n) % {"n": n}, "held") if n else State(_("nothing waits"))


def _start(visit: Visit) -> State:
    guide = guide_of(visit)
    if guide.is_finished:
        return State(_("finished"), "done")
    return State(_("step %(n)d of %(all)d") % {"n": guide.next.number, "all": len(guide.steps)}, "held")
