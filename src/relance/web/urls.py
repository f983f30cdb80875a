"""The address of every page."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from relance.web.pages import (
    ageing,
    customer,
    customer_acts,
    customers,
    departures,
    forecast,
    imports,
    notices,
    settings,
    sign_in,
    work,
)

urlpatterns = [
    path("", departures.show, name="departures"),
    path("departures/decide/", departures.decide, name="decide"),
    path("departures/send/", departures.send, name="send"),
    path("departures/confirm/", departures.confirm, name="confirm"),
    path("departures/silences/", departures.silences, name="silences"),
    path("notices/<slug:reference>/", notices.show, name="notice"),
    path("notices/<slug:reference>/message/", notices.message, name="message"),
    path("notices/<slug:reference>/file/<slug:channel>/", notices.download, name="notice_file"),
    path("notices/<slug:reference>/cancel/", notices.cancel, name="cancel"),
    path("notices/<slug:reference>/contact/", notices.contact, name="contact"),
    path("customers/", customers.show, name="customers"),
    path("customers/<path:code>/edit/", customer_acts.edit, name="customer_edit"),
    path("customers/<path:code>/hold/", customer_acts.stop, name="customer_hold"),
    path("customers/<path:code>/release/", customer_acts.resume, name="customer_release"),
    path("customers/<path:code>/pay/", customer_acts.pay, name="customer_pay"),
    path("customers/<path:code>/unpay/<int:payment_id>/", customer_acts.unpay, name="customer_unpay"),
    path("customers/<path:code>/record/", customer_acts.record, name="customer_record"),
    path("customers/<path:code>/", customer.show, name="customer"),
    path("to-do/", work.show, name="work"),
    path("to-do/<int:task_id>/close/", work.close, name="close_task"),
    path("to-do/<int:task_id>/call/", work.call, name="record_call"),
    path("import/", imports.show, name="import"),
    path("import/check/", imports.check, name="import_check"),
    path("import/take/", imports.take, name="import_take"),
    path("import/drop/", imports.drop, name="import_drop"),
    path("import/<int:file_id>/", imports.report, name="import_report"),
    path("ageing/", ageing.show, name="ageing"),
    path("preview/", forecast.show, name="forecast"),
    path("settings/", settings.show, name="settings"),
    path("settings/plans/<slug:key>/", settings.plan, name="plan"),
    path("settings/plans/<slug:key>/use/", settings.use, name="use_plan"),
    path("sign-in/", sign_in.ask, name="sign_in"),
    path("sign-in/<str:token>/", sign_in.enter, name="enter"),
    path("sign-out/", sign_in.leave, name="sign_out"),
    path("creditor/", sign_in.choose, name="choose_creditor"),
    path("language/", set_language, name="language"),
]
