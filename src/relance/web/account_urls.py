"""The addresses of signing in and of one's own account: of the libraries' pages, those that we need.

The libraries know these pages by the names that begin with `account_` and `mfa_`.
"""

from __future__ import annotations

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from django.urls import path, re_path

from relance.web.pages import account, invitations, sign_in
from relance.web.pages.account import own

urlpatterns = [
    path("sign-in/", sign_in.ask, name="account_login"),
    path("account/second-factor/", sign_in.second_factor, name="mfa_authenticate"),
    path("account/passkeys/sign-in/", passkey_views.login_webauthn, name="mfa_login_webauthn"),
    path("account/inactive/", account_views.account_inactive, name="account_inactive"),
    path("account/password/forgotten/", account_views.password_reset, name="account_reset_password"),
    path("account/password/forgotten/sent/", account_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/new/done/",
        account_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/email/sent/", account_views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^account/email/(?P<key>[-:\w]+)/confirm/$", account_views.confirm_email, name="account_confirm_email"),
    path("invitation/<str:token>/", invitations.accept, name="invitation"),
    # one's own account
    path("account/", own(account.show), name="account"),
    path("account/", own(account.show), name="mfa_index"),
    path("account/", own(account.show), name="mfa_list_webauthn"),
    path("account/welcome/", own(account.welcome), name="welcome"),
    path("account/second-factor/needed/", own(account.needed), name="second_factor_needed"),
    path("account/sessions/<int:number>/end/", own(account.end), name="session_end"),
    path("account/sessions/end-others/", own(account.end_others), name="sessions_end_others"),
    path("account/again/by-link/", own(account.again_by_link), name="again_by_link"),
    path("account/again/continue/", own(account.again_continue), name="again_continue"),
    path("account/again/password/", own(account_views.reauthenticate), name="account_reauthenticate"),
    path("account/again/code/", own(factor_views.reauthenticate), name="mfa_reauthenticate"),
    path("account/again/passkey/", own(passkey_views.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    # guarded: only shortly after a proof
    path("account/email/", own(account_views.email, guarded=True), name="account_email"),
    path("account/password/change/", own(account_views.password_change, guarded=True), name="account_change_password"),
    path("account/password/set/", own(account_views.password_set, guarded=True), name="account_set_password"),
    path("account/codes/set-up/", own(totp_views.activate_totp, guarded=True), name="mfa_activate_totp"),
    path("account/codes/remove/", own(totp_views.deactivate_totp, guarded=True), name="mfa_deactivate_totp"),
    path("account/recovery/", own(code_views.view_recovery_codes, guarded=True), name="mfa_view_recovery_codes"),
    path(
        "account/recovery/new/",
        own(code_views.generate_recovery_codes, guarded=True),
        name="mfa_generate_recovery_codes",
    ),
    path("account/passkeys/add/", own(passkey_views.add_webauthn, guarded=True), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/",
        own(passkey_views.remove_webauthn, guarded=True),
        name="mfa_remove_webauthn",
    ),
    path("account/passkeys/<int:pk>/name/", own(passkey_views.edit_webauthn, guarded=True), name="mfa_edit_webauthn"),
]
