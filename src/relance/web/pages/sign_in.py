"""Coming in by password, passkey or a one-time link, leaving, and choosing among several creditors."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from relance.operations.sign_in import use_sign_in_token
from relance.web.accounts import locked_out
from relance.web.clock import signing_in
from relance.web.door import CHOSEN, Visit, back, page

ask = LoginView.as_view(template_name="sign_in/ask.html")


@require_http_methods(["GET", "POST"])
@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """One button: a mail program that opens links to look at them must not use this one up.

    The link stands for a password, not for a second factor: who has set one up is asked for it.
    """
    if request.method == "GET":
        return render(request, "sign_in/enter.html")
    user = use_sign_in_token(token=token, act=signing_in())
    if user is None:
        return render(request, "sign_in/used.html", status=403)
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, user, "link")
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url="/"))
    return answer


class SecondFactor(AuthenticateView):  # type: ignore[misc]
    """The code or the passkey that follows a password or a link; guesses are counted as those of passwords are."""

    template_name = "sign_in/second_factor.html"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Too many wrong codes lock, as too many wrong passwords do."""
        name = self.stage.login.user.get_username()
        if not AxesProxyHandler.is_allowed(request, {"username": name}):
            return locked_out(request)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


second_factor = SecondFactor.as_view()


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return HttpResponseRedirect("/sign-in/")


@require_POST
@page
def choose(visit: Visit) -> HttpResponse:
    """Work for another of one's creditors; anything else than those is ignored."""
    wanted = visit.data.get("creditor", "")
    chosen = next((c for c in visit.creditors if wanted in (c.key, c.name)), None)
    if chosen is None:
        return HttpResponseRedirect(f"{reverse('companies')}?{urlencode({'q': wanted})}") if wanted else back(visit)
    visit.request.session[CHOSEN] = chosen.pk
    return HttpResponseRedirect("/")
