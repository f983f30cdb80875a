"""Keep a list as a person likes to see it, under a name of theirs; the same name again replaces it."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Membership, SavedView
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused

LONGEST_NAME = 80
LONGEST_QUERY = 1000
MOST = 30  # views of one list, for one person


def save_view(*, creditor: Creditor, page: str, name: str, query: str, act: Act) -> SavedView:
    """Keep `query` (what the address asks for) for the person who acts. Raises Refused without a name, or too many."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused("give the view a name of 80 characters at most")
    if len(query) > LONGEST_QUERY:
        raise Refused("this view asks for too much: take some filters away")
    member = Membership.objects.filter(creditor=creditor, user__username=act.by).select_related("user").first()
    if member is None:
        raise Refused(f"nobody called “{act.by}” works for {creditor.name}: `relance people` shows who does")
    mine = SavedView.objects.filter(creditor=creditor, user=member.user, page=page)
    if not mine.filter(name=name).exists() and mine.count() >= MOST:
        raise Refused(f"you have {MOST} views of this list: delete one first")
    with transaction.atomic():
        view, _ = SavedView.objects.update_or_create(
            creditor=creditor, user=member.user, page=page, name=name, defaults={"query": query, "saved_at": act.now}
        )
        append_events(creditor, [happening("view_saved", None, {"page": page, "name": name})], act)
    return view
