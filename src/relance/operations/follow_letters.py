"""Ask the postal provider what became of its letters: doubts are settled, stations and proofs written down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from relance.domain.act import Act
from relance.domain.postal import PostalProvider, PostalTrouble, Tracked
from relance.domain.posting import ENDS, RANK, Way, said_by_machine
from relance.ledger.letters import ON_THE_WAY, is_registered, letters, letters_in_doubt, plain_number, way_of
from relance.ledger.models import Creditor, Dispatch, Posting
from relance.ledger.writes import lock_creditor, open_task
from relance.operations.move_letter import move_letter
from relance.operations.note_postings import note_postings
from relance.operations.order_letters import order_of
from relance.operations.postal_settings import postal_settings, provider_of, why_by_hand
from relance.operations.record_posting import checked_proof, keep_proofs
from relance.operations.refused import Refused
from relance.operations.resolve_unknown import prove_sent

EVERY = timedelta(hours=4)  # stations change a few times a day
DOUBTS_EVERY = timedelta(minutes=15)
FOR = timedelta(days=90)  # after that nothing more is heard of a letter
RECEIPT_FOR = timedelta(days=60)  # how long a scanned receipt may take
MOST = 25  # questions in a round, so that a long list holds nothing up


@dataclass(slots=True)
class Followed:
    """What a round of asking came to."""

    asked: int = 0
    found: int = 0
    moved: int = 0
    proofs: int = 0
    problems: list[str] = field(default_factory=list)


def follow_letters(*, creditor: Creditor, act: Act, at_once: bool = False) -> Followed:
    """Ask about letters in doubt first, then about those on their way. `at_once`: even if asked a moment ago."""
    done = Followed()
    provider = provider_of(creditor)
    if provider is None or why_by_hand(creditor):
        return done
    note_postings(creditor=creditor, act=act)
    try:
        for dispatch in _doubts(creditor, act, at_once=at_once)[:MOST]:
            _settle(creditor, provider, dispatch, act, done)
        for posting in _on_the_way(creditor, act, at_once=at_once)[:MOST]:
            _follow(creditor, provider, posting, act, done)
    except PostalTrouble as trouble:  # our account is refused: the next letter would be as well
        done.problems.append(str(trouble))
        open_task(creditor, act, kind="postal_refused", due_on=act.today, why=str(trouble))
    return done


def _doubts(creditor: Creditor, act: Act, *, at_once: bool) -> list[Dispatch]:
    rows = letters_in_doubt(creditor).filter(started_at__gte=act.now - FOR, posting__isnull=False)
    if not at_once:
        rows = rows.filter(Q(posting__checked_at=None) | Q(posting__checked_at__lte=act.now - DOUBTS_EVERY))
    return list(rows.select_related("posting"))


def _settle(creditor: Creditor, provider: PostalProvider, dispatch: Dispatch, act: Act, done: Followed) -> None:
    """A letter that was found is sent; one that was not stays in doubt, and no machine orders it again."""
    posting, reference, detail = dispatch.posting, dispatch.posting.provider_reference, ""
    if not reference:
        done.asked += 1
        found = provider.find_order(order_of(creditor, dispatch, dispatch.notice), postal_settings(creditor))
        reference, detail = found.reference, found.detail
    with transaction.atomic():
        lock_creditor(creditor)
        posting.checked_at, posting.provider_reference = act.now, reference[:120]
        posting.detail = detail[:500] or posting.detail
        posting.save(update_fields=["checked_at", "provider_reference", "detail"])
        how = f"{provider.label}, {reference}"
        done.found += bool(reference) and prove_sent(creditor=creditor, dispatch=dispatch, how=how, act=act)


def _on_the_way(creditor: Creditor, act: Act, *, at_once: bool) -> list[Posting]:
    """Those that may have news: on their way, or ended while the receipt of a registered one is not there yet."""
    rows = letters(creditor).exclude(provider="").exclude(provider_reference="")
    rows = rows.filter(dispatch__started_at__gte=act.now - FOR)
    if not at_once:
        rows = rows.filter(Q(checked_at=None) | Q(checked_at__lte=act.now - EVERY))
    ended = Q(state__in=ENDS, ended_on__gte=act.today - RECEIPT_FOR) & ~Q(proofs__kind="receipt")
    found = rows.filter(Q(state__in=ON_THE_WAY) | ended).distinct().order_by("checked_at", "pk")
    return [p for p in found if p.state in ON_THE_WAY or is_registered(p.dispatch.channel)]


def _follow(creditor: Creditor, provider: PostalProvider, posting: Posting, act: Act, done: Followed) -> None:
    settings = postal_settings(creditor)
    done.asked += 1
    try:
        tracked = provider.track(posting.provider_reference, settings)
        done.moved += _write(creditor, posting, tracked, act)
        files = provider.proofs(posting.provider_reference, posting.number, settings)
        with transaction.atomic():
            done.proofs += keep_proofs(creditor, posting, [checked_proof(file) for file in files], act)
    except PostalTrouble as trouble:
        if trouble.is_refusal:
            raise
        done.problems.append(f"{posting.dispatch.notice.reference}: {trouble}")
    except Refused as refusal:  # a proof that is no PDF and no picture
        done.problems.append(f"{posting.dispatch.notice.reference}: {refusal}")
    finally:
        Posting.objects.filter(pk=posting.pk).update(checked_at=act.now)


def _write(creditor: Creditor, posting: Posting, tracked: tuple[Tracked, ...], act: Act) -> bool:
    """Stations in their order; one that lies behind, or whose day does not fit, is noted and left aside."""
    with transaction.atomic():
        lock_creditor(creditor)
        fresh = Posting.objects.select_related("dispatch__notice").get(pk=posting.pk)
        way, remarks = way_of(fresh), []
        for one in sorted(tracked, key=lambda t: (RANK[t.state], t.on or act.today)):
            on = min(one.on or act.today, act.today)
            way, remark = said_by_machine(way, one.state, on, _free_number(creditor, fresh, one.number))
            remarks += [remark] if remark else []
        posting.number = way.number
        return move_letter(creditor, fresh, _after_left(way, fresh), act, "; ".join(dict.fromkeys(remarks)))


def _free_number(creditor: Creditor, posting: Posting, number: str) -> str:
    plain = plain_number(number)
    taken = Posting.objects.filter(creditor=creditor, number=plain).exclude(pk=posting.pk).exists()
    return "" if taken else plain


def _after_left(way: Way, posting: Posting) -> Way:
    """No station is older than the letter: a provider's clock may be a day behind."""
    left = posting.dispatch.notice.left_on
    days = {name: getattr(way, name) for name in ("posted_on", "presented_on", "ended_on")}
    return replace(way, **{name: max(day, left) if day and left else day for name, day in days.items()})
