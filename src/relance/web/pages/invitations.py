"""Taking up an invitation: a button, then a way in of one's own."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from relance.domain.work_facts import role_words
from relance.operations.accept_invitation import accept_invitation, invitation_of, is_known
from relance.operations.refused import Refused
from relance.web.clock import act_for
from relance.web.door import CHOSEN, page_language
from relance.web.sentences import said


@require_http_methods(["GET", "POST"])
@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites whom, as what, and one button; a new person is asked for a password or a passkey next."""
    invitation = invitation_of(token=token)
    act = act_for(invitation.creditor, invitation.name) if invitation else None
    if invitation is None or act is None or invitation.expires_at <= act.now:
        return render(request, "sign_in/invitation_over.html", status=404)
    user: Any = request.user if request.user.is_authenticated else None
    if request.method == "GET" or (user is None and is_known(invitation)):
        role = role_words(invitation.role, page_language())
        context = {"invitation": invitation, "role": role, "is_known": user is None and is_known(invitation)}
        return render(request, "sign_in/invitation.html", context)
    try:
        joined = accept_invitation(token=token, act=act, user=user)
    except Refused as refusal:
        messages.error(request, said(str(refusal)))
        return HttpResponseRedirect(request.path)
    if user is not None:
        request.session[CHOSEN] = invitation.creditor_id
        return HttpResponseRedirect("/")
    record_authentication(request, joined, "invitation")
    answer: HttpResponse = perform_login(request, Login(user=joined, redirect_url="/account/welcome/"))
    return answer
