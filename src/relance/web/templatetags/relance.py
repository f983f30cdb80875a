"""Amounts, days and the trade's words, as templates write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time
from babel.numbers import format_decimal, get_currency_precision
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relance.domain import reasons
from relance.domain.money_words import line_state_words, match_rule_words
from relance.domain.posting_words import posting_words
from relance.domain.prelitigation import file_state_words, missing_words
from relance.domain.reply_words import decision_words, meaning_words
from relance.domain.result_words import result_words
from relance.domain.rights import Right
from relance.domain.said import Said
from relance.domain.wording import formats
from relance.web import owed_words
from relance.web.appearance import has_keys, theme_of
from relance.web.door import LOCALES, Visit, page_language
from relance.web.marks import look_of, mark
from relance.web.menu import Entry, Words, pages_beside
from relance.web.shortcuts import Shortcut, shortcuts

register = template.Library()
WORDS: dict[str, Callable[[str, str], str]] = {
    "reason": reasons.reason_words,
    "state": reasons.state_words,
    "kind": reasons.kind_words,
    "task": reasons.task_words,
    "task_help": reasons.task_help,
    "channel": reasons.channel_words,
    "rule": reasons.confirm_words,
    "cancelled": reasons.cancelled_words,
    "fact": reasons.fact_words,
    "call": reasons.call_words,
    "promise": reasons.promise_words,
    "dispute_reason": reasons.dispute_reason_words,
    "dispute_state": reasons.dispute_state_words,
    "cause": reasons.cause_words,
    "result": result_words,
    "meaning": meaning_words,
    "decision": decision_words,
    "line_state": line_state_words,
    "match_rule": match_rule_words,
    "posting": posting_words,
    "file": file_state_words,
    "missing": missing_words,
}


def _locale() -> str:
    return LOCALES[page_language()]


@register.filter
def amount(cents: int | None, currency: str = "EUR") -> str:
    """`1 234,56`: the number alone, for a column that names its currency once."""
    if cents is None:
        return ""
    places = get_currency_precision(currency)
    value = Decimal(cents).scaleb(-places)
    return format_decimal(value, format=f"#,##0.{'0' * places}" if places else "#,##0", locale=_locale())


@register.filter
def money(cents: int | None, currency: str = "EUR") -> str:
    """`1 234,56 €`."""
    return "" if cents is None else formats.money(cents, currency, page_language())


@register.filter
def percent(rate: Decimal) -> str:
    """`12,15 %`."""
    return owed_words.percent(rate)


@register.filter
def account_number(number: str) -> str:
    """An IBAN in groups of four; another number of an account as it is."""
    return formats.grouped(number) if number[:2].isalpha() and number.isalnum() else number


@register.filter
def text(said: Said | None) -> str:
    """What a law says, in the language of the page."""
    return said.text(page_language()) if said else ""


@register.filter
def day(value: date | None) -> SafeString | str:
    """A day as people write it, with the whole date at hand."""
    if value is None:
        return ""
    short = formats.date_as(value, "d MMM y", page_language())
    whole = formats.date_as(value, "EEEE d MMMM y", page_language())
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), whole, short)


@register.filter
def long_day(value: date | None) -> str:
    """`lundi 23 novembre 2026`."""
    return "" if value is None else formats.date_as(value, "EEEE d MMMM y", page_language())


@register.filter
def hour(value: Any) -> str:
    """`8:00`."""
    return format_time(value, "H:mm", locale=_locale())


@register.simple_tag(takes_context=True)
def since(context: template.Context, value: date | None) -> SafeString | str:
    """“il y a 3 jours”, with the date at hand; a day to come is said as “dans 3 jours”."""
    today = context.get("today")
    return "" if value is None or today is None else _told(value, today)


@register.filter
def ago(value: date | None, today: date) -> SafeString | str:
    """`il y a 3 jours`, with the whole date at hand: `{{ invoice.due_on|ago:today }}`."""
    return "" if value is None else _told(value, today)


def _told(value: date, today: date) -> SafeString:
    whole = formats.date_as(value, "EEEE d MMMM y", page_language())
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), whole, _ago(value, today))


def _ago(value: date, today: date) -> str:
    days = (today - value).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days == -1:
        return _("tomorrow")
    if abs(days) < 60:
        told = ngettext("%(n)d day ago", "%(n)d days ago", days) if days > 0 else _("in %(n)d days")
        return told % {"n": abs(days)}
    return formats.date_as(value, "d MMM y", page_language())


@register.simple_tag(takes_context=True)
def moment(context: template.Context, value: datetime | None) -> SafeString | str:
    """An instant in the creditor's time zone."""
    visit = context.get("visit")
    if value is None or visit is None:
        return ""
    local = value.astimezone(ZoneInfo(visit.creditor.timezone))
    text = (
        f"{formats.date_as(local.date(), 'd MMM y', page_language())}, {format_time(local, 'H:mm', locale=_locale())}"
    )
    whole = formats.date_as(local.date(), "EEEE d MMMM y", page_language())
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', local.isoformat(timespec="minutes"), whole, text
    )  # fmt: skip


@register.filter
def words(key: str, kind: str) -> str:
    """The trade's words for a key: `{{ notice.state|words:"state" }}`."""
    return WORDS[kind](key, page_language())


@register.filter
def capital(text: str) -> str:
    """A capital at the beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


@register.simple_tag
def colon() -> str:
    """A colon as the language of the page sets it: French puts a no-break space before it."""
    return "\u00a0: " if page_language() == "fr" else ": "


@register.simple_tag
def percent_of(number: int) -> str:
    """`12 %` in French, `12%` in English, of whole per cents."""
    return f"{number}\u00a0%" if page_language() == "fr" else f"{number}%"


@register.filter
def step_name(notice: Any) -> str:
    """What a notice is: its step's label, or what an answer says."""
    if notice.kind == "answer":
        said = reasons.answer_words(notice.template, page_language())
        return f"{formats.upper_first(reasons.kind_words(notice.kind, page_language()))} · {said}"
    return label(notice.step_label or notice.step)


@register.filter
def label(text: str) -> str:
    """A step's or plan's label: our presets' ones in the language of the page, a creditor's own as it is."""
    return _(text) if text else ""


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The page's address with some parameters changed: sort, filter and page stay in the address."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            values.pop(name, None)
        else:
            values[name] = value
    return f"?{values.urlencode()}"


@register.simple_tag(takes_context=True)
def beside(context: template.Context, here: str) -> list[tuple[str, Words]]:
    """The pages under the same heading of the menu as this one that one may open, where there are several."""
    return pages_beside(here, context["menu"])


@register.filter(name="may")
def may_do(visit: Visit | None, right: Right) -> bool:
    """Whether this person has a right: `{% if visit|may:"confirm" %}`."""
    return bool(visit and visit.may(right))


@register.filter
def opens(visit: Visit | None, route: str) -> bool:
    """Whether this person may open a page, by the name of its address: `{% if visit|opens:"letters" %}`."""
    return bool(visit and visit.opens(route))


@register.filter
def sends(visit: Visit | None, route: str) -> bool:
    """Whether this person may send the form of a page: `{% if visit|sends:"customer_credits" %}`."""
    return bool(visit and visit.opens(route, "POST"))


@register.simple_tag
def page_of(asked: Any, number: int) -> str:
    """The address of another page of a list, asked for in the same way."""
    return str(asked.link(page=str(number)))


@register.simple_tag
def state(key: str, kind: str = "state", words: str = "") -> SafeString:
    """A record's state as a mark: `{% state notice.state %}`, `{% state promise.state "promise" %}`."""
    return mark(look_of(key, kind), words or WORDS[kind](key, page_language()))


@register.simple_block_tag(name="mark")
def mark_block(content: str, look: str = "step", title: str = "") -> SafeString:
    """A mark with words of its own: `{% mark "late" %}{% translate "overdue" %}{% endmark %}`."""
    return mark(look, content, title)


@register.simple_tag(takes_context=True)
def appearance(context: template.Context) -> SafeString:
    """What `<html>` says of the chosen theme and of the keys, so that nothing flashes on load."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    theme = theme_of(request)
    shown = format_html(' data-theme="{}"', theme) if theme else SafeString("")
    return shown if has_keys(request) else shown + SafeString(' data-keys="off"')


@register.simple_tag(takes_context=True)
def theme_chosen(context: template.Context) -> str:
    """`light`, `dark`, or `auto`."""
    return theme_of(context["request"]) or "auto"


@register.simple_tag(takes_context=True)
def go_keys(context: template.Context) -> str:
    """The letters that go to pages, as the keyboard's script reads them."""
    return " ".join(f"{one.letter}={one.address}" for one in shortcuts(context.get("menu") or ()))


@register.simple_tag
def shortcuts_of(menu: tuple[Entry, ...] = ()) -> list[Shortcut]:
    """The letters of the pages in this menu."""
    return shortcuts(menu)


@register.simple_tag(takes_context=True)
def days_late(context: template.Context, due_on: date | None) -> str:
    """`12 jours de retard`; nothing where the day is not past."""
    today = context.get("today")
    days = (today - due_on).days if today and due_on else 0
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days} if days > 0 else ""
