"""What the dashboard says of what waits and of what happened, in words, each with the page that deals with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relance.domain.journal_groups import GROUP_WORDS, group_of
from relance.domain.rights import Right
from relance.domain.wording.formats import money
from relance.ledger.since import MONEY_IN, Amount, Counted, Taken
from relance.ledger.waiting import Waiting
from relance.web.door import Visit

Words = Callable[[int], str]
MOST_PEOPLE = 5
MOST_ACTS = 3


class Line(NamedTuple):
    """A count in words, its amounts, where it is dealt with, and whether it is late or stopped."""

    words: str
    amounts: tuple[str, ...]
    link: str
    is_urgent: bool = False


class Sort(NamedTuple):
    """What one kind of waiting thing is called, which page deals with it, and the right that this takes."""

    words: Words
    page: str
    asks: dict[str, str]
    right: Right
    is_urgent: bool = False


WAITS: Final[dict[str, Sort]] = {
    "money_proposed": Sort(
        lambda n: ngettext("%(n)d receipt to accept", "%(n)d receipts to accept", n), "money", {"state": "proposed"},
        "money",
    ),
    "money_unknown": Sort(
        lambda n: ngettext("%(n)d receipt in doubt", "%(n)d receipts in doubt", n), "money", {"state": "unknown"},
        "money",
    ),
    "gaps": Sort(
        lambda n: ngettext("%(n)d bank statement is missing", "%(n)d bank statements are missing", n), "work",
        {"who": "all", "kind": "statement_gap"}, "money", True,
    ),
    "replies": Sort(lambda n: ngettext("%(n)d reply to read", "%(n)d replies to read", n), "replies", {}, "follow_up"),
    "to_confirm": Sort(
        lambda n: ngettext("%(n)d departure to confirm", "%(n)d departures to confirm", n), "departures", {}, "confirm"
    ),
    "no_contact": Sort(
        lambda n: ngettext("%(n)d reminder without an address", "%(n)d reminders without an address", n),
        "departures", {}, "confirm",
    ),
    "unknown": Sort(
        lambda n: ngettext("%(n)d message may or may not have left", "%(n)d messages may or may not have left", n),
        "work", {"who": "all", "kind": "unknown_delivery"}, "confirm", True,
    ),
    "letters": Sort(
        lambda n: ngettext("%(n)d letter to post", "%(n)d letters to post", n), "letters", {}, "confirm"
    ),
    "calls": Sort(
        lambda n: ngettext("%(n)d call to make", "%(n)d calls to make", n), "work", {"kind": "call"}, "tasks"
    ),
    "tasks": Sort(lambda n: ngettext("%(n)d task of yours", "%(n)d tasks of yours", n), "work", {}, "tasks"),
    "promises_due": Sort(
        lambda n: ngettext("%(n)d promise due", "%(n)d promises due", n), "promises", {"list": "due"}, "follow_up"
    ),
    "promises_broken": Sort(
        lambda n: ngettext("%(n)d promise broken today", "%(n)d promises broken today", n), "promises",
        {"list": "broken"}, "follow_up", True,
    ),
    "instalments": Sort(
        lambda n: ngettext("%(n)d instalment due", "%(n)d instalments due", n), "promises", {}, "follow_up"
    ),
    "disputes_late": Sort(
        lambda n: ngettext("%(n)d dispute past its day", "%(n)d disputes past their day", n), "disputes",
        {"overdue": "1"}, "follow_up", True,
    ),
    "bank_details": Sort(
        lambda n: ngettext("%(n)d change of bank details to approve", "%(n)d changes of bank details to approve", n),
        "bank", {}, "bank", True,
    ),
}  # fmt: skip


def waiting_lines(visit: Visit, found: Sequence[Waiting]) -> list[Line]:
    """What waits for this person, in the order of a morning; what there is none of is left out."""
    counts: dict[str, int] = defaultdict(int)
    amounts: dict[str, list[str]] = defaultdict(list)
    for one in found:
        counts[one.kind] += one.n
        if one.cents:
            amounts[one.kind].append(money(one.cents, one.currency, visit.language))
    lines = []
    if visit.creditor.sending_stopped_at and visit.may("confirm"):
        lines.append(Line(_("Sending is stopped"), (), reverse("departures"), True))
    for kind, sort in WAITS.items():
        if counts[kind] and visit.may(sort.right):
            words = sort.words(counts[kind]) % {"n": counts[kind]}
            lines.append(Line(words, tuple(amounts[kind]), _address(visit, sort.page, sort.asks), sort.is_urgent))
    return lines


def _address(visit: Visit, page: str, asks: dict[str, str]) -> str:
    """The page with its filters; nothing where this person may not open it."""
    if not visit.opens(page):
        return ""
    return f"{reverse(page)}{'?' if asks else ''}{urlencode(asks)}"


def main_act(visit: Visit, found: Sequence[Waiting], last_working_day: date) -> tuple[str, str]:
    """The one thing to do first: its address and its words; nothing for who may do nothing."""
    kinds = {one.kind for one in found}
    known = visit.creditor.money_known_to
    if visit.may("money") and (known is None or known < last_working_day):
        return reverse("import"), _("Import the bank statement")
    firsts = (
        ("replies", "follow_up", "replies", _("Answer the replies")),
        ("to_confirm", "confirm", "departures", _("Confirm the departures")),
        ("calls", "tasks", "work", _("Make the calls")),
        ("money_proposed", "money", "money", _("Settle the receipts")),
    )
    rights: tuple[tuple[str, Right, str, str], ...] = firsts  # type: ignore[assignment]
    for kind, right, page, words in rights:
        if kind in kinds and visit.may(right) and visit.opens(page):
            return reverse(page), words
    return "", ""


HAPPENED: Final[tuple[tuple[tuple[str, ...], Words], ...]] = (
    (MONEY_IN, lambda n: ngettext("%(n)d receipt settled", "%(n)d receipts settled", n)),
    (("payment_returned",), lambda n: ngettext("%(n)d payment taken back", "%(n)d payments taken back", n)),
    (("message_sent",), lambda n: ngettext("%(n)d reminder left", "%(n)d reminders left", n)),
    (("call_logged",), lambda n: ngettext("%(n)d call made", "%(n)d calls made", n)),
    (("reply_received",), lambda n: ngettext("%(n)d reply came", "%(n)d replies came", n)),
    (("promise_made",), lambda n: ngettext("%(n)d promise made", "%(n)d promises made", n)),
    (
        ("promise_kept", "promise_paid_late"),
        lambda n: ngettext("%(n)d promise kept", "%(n)d promises kept", n),
    ),
    (("promise_broken",), lambda n: ngettext("%(n)d promise broken", "%(n)d promises broken", n)),
    (("dispute_opened",), lambda n: ngettext("%(n)d dispute opened", "%(n)d disputes opened", n)),
    (("dispute_ended",), lambda n: ngettext("%(n)d dispute settled", "%(n)d disputes settled", n)),
    (("agreement_made",), lambda n: ngettext("%(n)d payment plan agreed", "%(n)d payment plans agreed", n)),
    (("agreement_broken",), lambda n: ngettext("%(n)d payment plan broken", "%(n)d payment plans broken", n)),
)


def happened_lines(
    visit: Visit, counted: Sequence[Counted], sums: Sequence[Amount], taken: Taken | None, since: date
) -> list[Line]:
    """What came in, what left, what was said since that day; each with its part of the journal."""
    lines = []
    for verbs, say in HAPPENED:
        mine = [one for one in sums if one.verb in verbs]
        n = sum(one.n for one in mine) or sum(one.n for one in counted if one.verb in verbs)
        if not n:
            continue
        cents: dict[str, int] = defaultdict(int)
        for one in mine:
            cents[one.currency] += one.cents
        told = tuple(money(total, currency, visit.language) for currency, total in sorted(cents.items()) if total)
        link = _address(visit, "journal", {"group": group_of(verbs[0]), "from": since.isoformat()})
        lines.append(Line(say(n) % {"n": n}, told, link, verbs[0].endswith(("broken", "returned"))))
    if taken and (taken.created or taken.settled):
        n = taken.created
        words = ngettext("%(n)d due date imported", "%(n)d due dates imported", n) % {"n": n}
        if taken.settled:
            words += ", " + ngettext("%(n)d settled", "%(n)d settled", taken.settled) % {"n": taken.settled}
        lines.append(Line(words, (), _address(visit, "import", {})))
    return lines


class Deed(NamedTuple):
    """What one person did: by group of the journal, the most first."""

    person: str
    acts: tuple[str, ...]
    link: str


def deeds(visit: Visit, counted: Sequence[Counted], since: date, members: frozenset[str]) -> list[Deed]:
    """Who did what, the people of this company alone."""
    by_person: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in counted:
        if one.by in members:
            by_person[one.by][group_of(one.verb)] += one.n
    at = 0 if visit.language == "fr" else 1
    found = []
    for person, groups in sorted(by_person.items(), key=lambda x: (-sum(x[1].values()), x[0]))[:MOST_PEOPLE]:
        most = sorted(groups.items(), key=lambda x: (-x[1], x[0]))[:MOST_ACTS]
        acts = tuple(f"{GROUP_WORDS[group][at].lower()} ({n})" for group, n in most)
        found.append(Deed(person, acts, _address(visit, "journal", {"who": person, "from": since.isoformat()})))
    return found
