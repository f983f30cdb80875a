"""Who is sending what: claims held by a process, and what a crash leaves behind."""

from __future__ import annotations

import itertools
import os
import socket
import uuid
from datetime import timedelta

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Dispatch, Notice
from relance.ledger.writes import append_events
from relance.operations.notices import happening, move
from relance.operations.outbox import is_in_outbox
from relance.operations.record_outcome import record_outcome

LEASE = timedelta(minutes=30)  # longer than the slowest server may take, the ten minutes at the final dot included
_CLAIMS = itertools.count(1)
ME = f"{socket.gethostname()[:24]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def claimant() -> str:
    """This process, as it signs its claims; a forked child signs with its own number."""
    host, _, token = ME.split(":")
    return f"{host}:{os.getpid()}:{token}"


def is_abandoned(notice: Notice, act: Act) -> bool:
    """Whether the process that claimed a notice is gone, or has held it for too long."""
    host, _, rest = notice.claimed_by.partition(":")
    if host == socket.gethostname()[:24] and not f"{notice.claimed_by}:".startswith(f"{claimant()}:"):
        pid = rest.partition(":")[0]
        if not pid.isdigit() or int(pid) == os.getpid() or not _is_alive(int(pid)):
            return True  # our own number with another token: an earlier process that had it
    return notice.claimed_at is None or act.now - notice.claimed_at > LEASE


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def recover(creditor: Creditor, act: Act) -> int:
    """Settle what a crash left half done; returns how many notices.

    1. Claimed or frozen: nothing had begun to leave, so the claim is given back and all is looked at again.
    2. Begun, into the outbox: the file is there whole, or not at all.
    3. Begun, towards the outside: nobody can tell, so a person is asked and nothing is sent again.
    """
    held = Notice.objects.filter(creditor=creditor, state__in=["claimed", "frozen", "data_started"])
    abandoned = [n for n in held.select_related("customer") if is_abandoned(n, act)]
    for notice in abandoned:
        if notice.state == "data_started":
            _settle_started(creditor, notice, act)
        else:
            give_back(creditor, notice, act)
    _settle_copies(creditor, act)
    return len(abandoned)


def give_back(creditor: Creditor, notice: Notice, act: Act) -> None:
    """Undo a claim of which nothing has left: the frozen bytes are dropped, the notice waits again."""
    with transaction.atomic():
        rows = Notice.objects.filter(pk=notice.pk, state=notice.state, claimed_by=notice.claimed_by)
        if rows.update(state="planned", claimed_by="", claimed_at=None, left_on=None) != 1:
            return
        Dispatch.objects.filter(notice=notice, state="frozen").delete()
        append_events(creditor, [happening("claim_given_back", notice.customer, {"notice": notice.reference})], act)


def _settle_started(creditor: Creditor, notice: Notice, act: Act) -> None:
    dispatch = notice.dispatches.get(is_copy=False)
    if dispatch.to_outbox:
        if is_in_outbox(creditor, dispatch):
            record_outcome(creditor, dispatch, "sent", "found whole in the outbox after an interruption", act)
        else:
            why = "interrupted before the file was written"
            record_outcome(creditor, dispatch, "refused_for_now", why, act, is_tried=False)  # no need to wait
        return
    record_outcome(creditor, dispatch, "unknown", "interrupted while the server was receiving it", act)


def _settle_copies(creditor: Creditor, act: Act) -> None:
    """Copies of notices that left: one that had begun and may have left is not begun again."""
    started = Dispatch.objects.filter(creditor=creditor, is_copy=True, state="data_started").select_related("notice")
    for dispatch in started:
        if not is_abandoned(dispatch.notice, act):
            continue
        if not dispatch.to_outbox:
            record_outcome(creditor, dispatch, "unknown", "interrupted while the server was receiving it", act)
        elif is_in_outbox(creditor, dispatch):
            record_outcome(creditor, dispatch, "sent", "found whole in the outbox after an interruption", act)
        else:  # its file was never written: it begins anew
            Dispatch.objects.filter(pk=dispatch.pk, state="data_started").update(state="frozen")


def claim(notice: Notice, act: Act) -> bool:
    """Take a notice for this process; False where another has it. Every claim has a mark of its own."""
    if notice.state not in ("planned", "refused_for_now"):
        return False  # another process was faster than our reading of it
    return move(notice, "claimed", claimed_by=a_mark(), claimed_at=act.now)


def a_mark() -> str:
    """A signature of this process that no other claim has, of another thread of it either."""
    return f"{claimant()}:{next(_CLAIMS)}"


def is_still_ours(notice: Notice) -> bool:
    """Whether the claim still stands: who was away for longer than the lease has lost it. Locks the notice."""
    held = Notice.objects.select_for_update().filter(pk=notice.pk, state=notice.state, claimed_by=notice.claimed_by)
    return held.exists()
