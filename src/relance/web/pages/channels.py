"""How messages leave and answers come back: the state of each channel, its settings, and a trial of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from relance.discovery import channels
from relance.domain.postal import LetterOrder, Party
from relance.ledger.guide import mails_ready
from relance.ledger.incoming import mailboxes
from relance.ledger.templates import Scope
from relance.operations.change_settings import change_settings
from relance.operations.edit_template import template_text
from relance.operations.mail_settings import settings_for
from relance.operations.outbox import outbox_folder
from relance.operations.postal_settings import postal_settings, provider_of, spent_cents, why_by_hand
from relance.operations.preview_template import preview_facts, preview_message
from relance.operations.read_mail import mailbox_settings
from relance.operations.test_message import own_address
from relance.operations.try_channel import (
    environment_names,
    send_own_message,
    try_mail_server,
    try_mailbox,
    try_postal_provider,
)
from relance.web.channel_words import trouble_said
from relance.web.door import Visit, page
from relance.web.forms import problem_of
from relance.web.pages.notices import PDF_POLICY
from relance.web.setting_pages import answered

SAMPLES = {"letter": "reminder-2", "registered_letter": "formal-notice", "phone": "phone-1"}
SECURITY = {"starttls": "STARTTLS", "tls": "TLS"}


@require_http_methods(["GET", "POST"])
@page
def show(visit: Visit) -> HttpResponse:
    """Every channel with its state, its settings and a button to try it."""
    return answered(visit, "channels", "settings/channels.html", _states)


def _states(visit: Visit) -> dict[str, Any]:
    creditor = visit.creditor
    return {
        "delivery": creditor.delivery,
        "stopped_at": creditor.sending_stopped_at,
        "missing": environment_names(creditor),
        "server": _server(settings_for(creditor.key), "smtp"),
        "mailbox": _server(mailbox_settings(creditor.key), "imap"),
        "folders": mailboxes(creditor),
        "sender": settings_for(creditor.key).get("smtp_from") or creditor.email,
        "outbox": outbox_folder(creditor),
        "own": _own(visit),
        "post": _post(visit),
    }


def _server(found: dict[str, str], protocol: str) -> dict[str, Any]:
    """What may be shown of a server: never a password, only whether one is there."""
    host = found.get(f"{protocol}_host", "")
    return {
        "host": f"{host}:{found.get(f'{protocol}_port', '')}" if host else "",
        "security": SECURITY.get(found.get(f"{protocol}_security", ""), ""),
        "user": found.get(f"{protocol}_user", ""),
        "has_password": bool(found.get(f"{protocol}_password")),
        "folder": found.get("imap_folder", ""),
    }


def _own(visit: Visit) -> str:
    """The person's own address, for a test; empty where none is known."""
    found: list[str] = []
    problem_of(lambda: found.append(own_address(visit.creditor, visit.act.by)))
    return found[0] if found else ""


def _post(visit: Visit) -> dict[str, Any]:
    """Who prints and posts letters, about what each costs, and what was spent today."""
    creditor = visit.creditor
    provider, nobody = provider_of(creditor), Party("", (), "", "")
    prices = []
    if provider:
        for is_registered in (False, True):
            order = LetterOrder("", "", is_registered, nobody, nobody, b"", 1)
            prices.append((is_registered, provider.estimate_cents(order, postal_settings(creditor))))
    return {
        "provider": provider,
        "why_not": bool(why_by_hand(creditor)),
        "needs_address": bool(provider) and not environment_names(creditor)["postal"] and bool(why_by_hand(creditor)),
        "prices": prices,
        "spent": spent_cents(creditor, visit.act) if provider else 0,
        "most": creditor.postal_daily_cents,
    }


@require_POST
@page
def try_one(visit: Visit) -> HttpResponse:
    """Try a server, a mailbox or a provider, or send a message to oneself; the outcome is one sentence."""
    trials: dict[str, Callable[[Visit], None]] = {
        "server": _try_server, "mailbox": _try_mailbox, "post": _try_post, "message": _try_message,
    }  # fmt: skip
    what = visit.data.get("what", "")
    if what not in trials:
        raise Http404
    trials[what](visit)
    return HttpResponseRedirect(reverse("channels"))


def _try_server(visit: Visit) -> None:
    found = settings_for(visit.creditor.key)
    good = _("%(host)s answers, encrypts and lets us in: mails can leave.")
    if found.get("smtp_security") == "none":
        good = _("%(host)s answers and lets us in, without encryption: mails can leave.")
    trouble = try_mail_server(creditor=visit.creditor, act=visit.act)
    _tell(visit, trouble, found.get("smtp_host", ""), good)


def _try_mailbox(visit: Visit) -> None:
    host = mailbox_settings(visit.creditor.key).get("imap_host", "")
    trouble = try_mailbox(creditor=visit.creditor, act=visit.act)
    _tell(visit, trouble, host, _("The mailbox on %(host)s can be read: answers will come in."))


def _try_post(visit: Visit) -> None:
    provider = provider_of(visit.creditor)
    trouble = try_postal_provider(creditor=visit.creditor, act=visit.act)
    _tell(visit, trouble, provider.label if provider else "", _("%(host)s knows your account: letters can be ordered."))


def _try_message(visit: Visit) -> None:
    sent = send_own_message(creditor=visit.creditor, act=visit.act)
    if sent.path is None:
        messages.success(visit.request, _("Sent to %(address)s: look into that mailbox.") % {"address": sent.recipient})
    else:
        words = _("Put into the outbox, for no mail server is known: %(file)s")
        messages.success(visit.request, words % {"file": sent.path})


def _tell(visit: Visit, trouble: str, host: str, good: str) -> None:
    if trouble:
        messages.error(visit.request, trouble_said(trouble, host))
    else:
        messages.success(visit.request, good % {"host": host})


@require_http_methods(["GET", "POST"])
@page
def sending(visit: Visit) -> HttpResponse:
    """Switch the sending of mails on, once it was said what that does; or off, at once."""
    creditor = visit.creditor
    if visit.request.method == "POST":
        return _switched_on(visit) if visit.data.get("to") == "smtp" else _switched_off(visit)
    context = {
        "here": "channels",
        "server": _server(settings_for(creditor.key), "smtp"),
        "sender": settings_for(creditor.key).get("smtp_from") or creditor.email,
        "answers": creditor.reply_address or creditor.email,
        "missing": environment_names(creditor)["smtp"],
        "needs_email": not creditor.email,
        "ready": mails_ready(creditor),
        "is_on": creditor.delivery == "smtp",
    }
    return render(visit.request, "settings/sending.html", context)


def _switched_on(visit: Visit) -> HttpResponse:
    """Only towards a server that answers: the connection is tried first."""
    host = settings_for(visit.creditor.key).get("smtp_host", "")
    trouble = try_mail_server(creditor=visit.creditor, act=visit.act)
    if trouble:
        messages.error(visit.request, trouble_said(trouble, host))
        messages.warning(visit.request, _("Sending stays off: nothing has changed."))
        return HttpResponseRedirect(reverse("channels_sending"))
    change_settings(creditor=visit.creditor, changes={"delivery": "smtp"}, act=visit.act)
    messages.success(
        visit.request, _("Sending is on: mails that are confirmed from now on leave by %(host)s.") % {"host": host}
    )
    return HttpResponseRedirect(reverse("channels"))


def _switched_off(visit: Visit) -> HttpResponse:
    change_settings(creditor=visit.creditor, changes={"delivery": "outbox"}, act=visit.act)
    messages.success(visit.request, _("Sending is off: mails go into the outbox and reach nobody by themselves."))
    return HttpResponseRedirect(reverse("channels"))


@require_GET
@page
def sample(visit: Visit, channel: str) -> HttpResponse:
    """A letter, a registered letter or a call sheet as this company would write it, with invented invoices."""
    if channel not in SAMPLES or channel not in channels():
        raise Http404
    scope = Scope(SAMPLES[channel], visit.creditor.language, channel=channel)
    text = template_text(visit.creditor, scope)
    facts = preview_facts(creditor=visit.creditor, scope=scope, text=text, customer=None, act=visit.act)
    answer = HttpResponse(preview_message(facts, channel).content, content_type="application/pdf")
    answer["Content-Security-Policy"] = PDF_POLICY
    answer["Content-Disposition"] = f'inline; filename="sample-{channel}.pdf"'
    return answer
